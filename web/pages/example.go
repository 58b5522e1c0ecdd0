package pages

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"x509strict/engine"
	"x509strict/engine/cert"

	"x509strict/engine/lang"
	"x509strict/engine/release"
	"x509strict/engine/rules"
	"x509strict/engine/verify"
	"x509strict/web/pages/example"
)

// examplePart is a rule's example as its page shows it.
type examplePart struct {
	Story, Beside  string
	Bare           bool
	Broken, Mended string // fragments
	Settings       string // what to set beside the certificates; "" for nothing
	Answers        []answer
	Changes        []changes
	PEM            string
}

type answer struct {
	Release string
	Events  []event
}

type event struct {
	Number, Depth, Text string
}

// changes is one certificate before and after.
type changes struct {
	Name string
	Rows []row
}

type row struct {
	Field         string
	Before, After []string
	Changed       bool
}

func newExample(c *example.Case, l lang.Lang) (*examplePart, error) {
	p := &examplePart{Story: c.Story.In(l), Beside: c.Beside.In(l), Bare: c.Bare, Settings: settings(c, l)}
	var err error
	if p.Broken, err = example.Fragment(*c, false); err != nil {
		return nil, err
	}
	if p.Mended, err = example.Fragment(*c, true); err != nil {
		return nil, err
	}
	for _, rel := range release.All {
		a, err := newAnswer(c.Slug, rel)
		if err != nil {
			return nil, err
		}
		p.Answers = append(p.Answers, a)
	}
	if p.Changes, err = compare(c, l); err != nil {
		return nil, err
	}
	var text strings.Builder
	for _, d := range append([][]byte{c.Broken.Leaf}, c.Broken.Untrusted...) {
		text.Write(example.PEM(d))
	}
	text.Write(example.TrustedPEM(c.Broken))
	p.PEM = strings.TrimSpace(text.String())
	return p, nil
}

// newAnswer puts texts to the recorded events: the numbers are the release's own.
func newAnswer(slug string, rel release.Release) (answer, error) {
	broken, _, err := example.Answers(slug, rel)
	if err != nil {
		return answer{}, err
	}
	a := answer{Release: rel.String()}
	if broken == "-" {
		return a, nil
	}
	for _, e := range strings.Split(broken, ",") {
		number, depth, _ := strings.Cut(e, "@")
		n, err := strconv.Atoi(number)
		if err != nil {
			return answer{}, fmt.Errorf("pages: %s: recorded event %q: %w", slug, e, err)
		}
		a.Events = append(a.Events, event{number, depth, textOf(n, rel)})
	}
	return a, nil
}

// textOf finds the text of a release's own number.
func textOf(number int, rel release.Release) string {
	for i := range rules.All() {
		if c := rules.All()[i].Code; c.In(rel) && c.Number(rel) == number {
			return c.Text(rel)
		}
	}
	return ""
}

// settings says what the certificates alone do not show.
func settings(c *example.Case, l lang.Lang) string {
	var list []string
	say := func(en, zh string) { list = append(list, lang.Text{EN: en, ZH: zh}.In(l)) }
	p := c.Profile
	switch {
	case p.Release == release.Open40:
		say("choose OpenSSL 4.0", "选择 OpenSSL 4.0")
	case p.Release == release.Open111:
		say("choose OpenSSL 1.1.1", "选择 OpenSSL 1.1.1")
	}
	if p.Flags&verify.PartialChain == 0 {
		say("a client without partial chains, such as Python 3.12", "选择不接受部分链的客户端，如 Python 3.12")
	}
	if p.Flags&verify.AllowProxy != 0 {
		say(
			"a client that allows proxy certificates (openssl verify -allow_proxy_certs)",
			"客户端允许代理证书（openssl verify -allow_proxy_certs）",
		)
	}
	if p.Depth != 0 {
		say("a verify depth of "+strconv.Itoa(p.Depth), "验证深度为 "+strconv.Itoa(p.Depth))
	}
	if p.Email != "" {
		say("a program that asks for "+p.Email, "程序要找 "+p.Email)
	}
	if p.Level == 0 {
		say("security level 0", "安全级别 0")
	}
	if len(c.Broken.Trusted) > 0 &&
		slices.Contains(
			[]string{
				"depth-zero-self-signed-cert",
				"self-signed-cert-in-chain",
				"unable-to-verify-leaf-signature",
				"unable-to-get-issuer-cert",
				"issuer-name-empty",
			},
			c.Slug,
		) {
		say("the last certificate is what the client trusts", "最后一张是客户端信任的证书")
	}
	if len(list) == 0 {
		return ""
	}
	return lang.Text{
		EN: "Beside the certificates it takes: ",
		ZH: "除证书外还需要：",
	}.In(l) + strings.Join(list, lang.Text{EN: "; ", ZH: "；"}.In(l)) + lang.Text{
		EN: ".",
		ZH: "。",
	}.In(l)
}

// compare lists the certificates that the mending changed, field by field. Chains of different length are compared
// from the leaf on.
func compare(c *example.Case, l lang.Lang) ([]changes, error) {
	before, after := c.Broken.All(), c.Mended.All()
	var out []changes
	for i := range min(len(before), len(after)) {
		if string(before[i]) == string(after[i]) {
			continue
		}
		a, err := describe(before[i], l)
		if err != nil {
			return nil, fmt.Errorf("pages: %s: %w", c.Slug, err)
		}
		b, err := describe(after[i], l)
		if err != nil {
			return nil, fmt.Errorf("pages: %s: %w", c.Slug, err)
		}
		depth := lang.Text{EN: "Certificate at depth " + strconv.Itoa(i), ZH: "深度 " + strconv.Itoa(i) + " 的证书"}.In(l)
		out = append(out, changes{depth, rows(a, b)})
	}
	return out, nil
}

// fields is a described certificate as rows, keyed by a name that is the same in before and after.
type fields struct {
	keys   []string
	values map[string][]string
	always map[string]bool // shown also when unchanged
}

func describe(d []byte, l lang.Lang) (fields, error) {
	c, rest, err := cert.Parse(d)
	if err != nil {
		return fields{}, err
	}
	if len(rest) > 0 {
		return fields{}, fmt.Errorf("%d bytes behind the certificate", len(rest))
	}
	x := engine.Describe(c, l)
	f := fields{values: map[string][]string{}, always: map[string]bool{}}
	add := func(en, zh string, always bool, v ...string) {
		key := lang.Text{EN: en, ZH: zh}.In(l)
		f.keys, f.values[key], f.always[key] = append(f.keys, key), v, always
	}
	empty := lang.Text{EN: "(empty)", ZH: "（空）"}.In(l)
	name := func(s string) string {
		if s == "" {
			return empty
		}
		return s
	}
	add("Version", "版本", false, strconv.Itoa(x.Version))
	add("Subject", "主体", true, name(x.Subject))
	add("Issuer", "颁发者", true, name(x.Issuer))
	add("Valid from", "起始时间", false, string(c.NotBefore.Content))
	add("Valid to", "截止时间", false, string(c.NotAfter.Content))
	add("Key", "密钥", false, x.Key, keyForm(c, l))
	add("Signature algorithm", "签名算法", false, rules.SignatureName(c.InnerAlg.OID), parameters(c, l))
	for _, e := range x.Extensions {
		values := slices.Clone(e.Value)
		if len(values) == 0 {
			values = []string{empty}
		}
		if e.Critical {
			values = append([]string{lang.Text{EN: "critical", ZH: "关键"}.In(l)}, values...)
		}
		if e.Flaw != "" {
			values = append(values, e.Flaw)
		}
		first, size := utf8.DecodeRuneInString(e.Name)
		title := string(unicode.ToUpper(first)) + e.Name[size:]
		add(title, title, true, values...)
	}
	return f, nil
}

// keyForm tells keys apart that are described alike.
func keyForm(c *cert.Certificate, l lang.Lang) string {
	if p := c.SPKI.Algorithm.Params; len(p) > 0 && p[0] == 0x30 {
		return lang.Text{EN: "curve given by its parameters", ZH: "以参数写出的曲线"}.In(l)
	}
	return ""
}

func parameters(c *cert.Certificate, l lang.Lang) string {
	if string(c.InnerAlg.Raw) != string(c.OuterAlg.Raw) {
		return lang.Text{EN: "written differently beside the signature", ZH: "与签名旁的写法不同"}.In(l)
	}
	return ""
}

// rows puts two described certificates side by side: the fields that differ and, for orientation, names and extensions.
func rows(a, b fields) []row {
	keys := slices.Clone(a.keys)
	for _, k := range b.keys {
		if !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	var out []row
	for _, k := range keys {
		before, after := kept(a.values[k]), kept(b.values[k])
		changed := !slices.Equal(before, after)
		if !changed && !a.always[k] {
			continue
		}
		out = append(out, row{k, dash(before), dash(after), changed})
	}
	if !slices.ContainsFunc(out, func(r row) bool { return r.Changed }) { // the signature itself
		out = append(out, row{"", []string{"…"}, []string{"…"}, true})
	}
	return out
}

func kept(list []string) (out []string) {
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func dash(list []string) []string {
	if len(list) == 0 {
		return []string{"–"}
	}
	return list
}
