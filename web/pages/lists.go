package pages

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/release"
	"x509strict/engine/rules"
	"x509strict/web/pages/example"
)

// family is a part of the rule index.
type family struct {
	Name  lang.Text
	slugs []string
	Rules []link
}

// families put the catalog into the order in which people look: what strict mode adds first. A rule that no family
// names is an error.
var families = []family{
	{
		Name: lang.Text{EN: "CA certificates", ZH: "CA 证书"},
		slugs: []string{
			"ca-cert-missing-key-usage",
			"ca-bcons-not-critical",
			"missing-subject-key-identifier",
			"pathlen-without-ku-key-cert-sign",
			"invalid-ca",
			"keyusage-no-certsign",
			"path-length-exceeded",
			"key-usage-not-critical",
		},
	},
	{
		Name: lang.Text{EN: "Key identifiers", ZH: "密钥标识符"},
		slugs: []string{
			"missing-authority-key-identifier",
			"empty-authority-key-identifier",
			"akid-issuer-serial-not-paired",
			"authority-key-identifier-critical",
			"subject-key-identifier-critical",
			"authority-key-identifier-pins-serial",
		},
	},
	{
		Name: lang.Text{EN: "Server certificates", ZH: "服务器证书"},
		slugs: []string{
			"ku-key-cert-sign-invalid-for-non-ca",
			"pathlen-invalid-for-non-ca",
			"invalid-purpose",
			"extensions-require-version-3",
			"not-version-3",
			"missing-extended-key-usage",
			"long-validity",
			"single-certificate-chain",
		},
	},
	{
		Name: lang.Text{EN: "Names", ZH: "名称"},
		slugs: []string{
			"hostname-mismatch",
			"ip-address-mismatch",
			"email-mismatch",
			"issuer-name-empty",
			"subject-name-empty",
			"empty-subject-alt-name",
			"empty-subject-san-not-critical",
			"missing-subject-alt-name",
		},
	},
	{
		Name: lang.Text{EN: "Chain and trust", ZH: "证书链与信任"},
		slugs: []string{
			"unable-to-get-issuer-cert-locally",
			"unable-to-verify-leaf-signature",
			"unable-to-get-issuer-cert",
			"self-signed-cert-in-chain",
			"depth-zero-self-signed-cert",
			"cert-chain-too-long",
			"path-search-limits",
			"cert-rejected",
			"unspecified",
		},
	},
	{
		Name: lang.Text{EN: "Dates", ZH: "有效期"},
		slugs: []string{
			"cert-has-expired",
			"cert-not-yet-valid",
			"error-in-cert-not-before-field",
			"error-in-cert-not-after-field",
			"validity-reversed",
			"expires-soon",
		},
	},
	{
		Name: lang.Text{EN: "Signatures and keys", ZH: "签名与密钥"},
		slugs: []string{
			"cert-signature-failure",
			"signature-algorithm-inconsistency",
			"ca-md-too-weak",
			"weak-signature-digest",
			"ee-key-too-small",
			"ca-key-too-small",
			"short-key",
			"ec-key-explicit-params",
			"unable-to-decode-issuer-public-key",
		},
	},
	{
		Name: lang.Text{EN: "Extensions and serial numbers", ZH: "扩展与序列号"},
		slugs: []string{
			"unhandled-critical-extension",
			"invalid-extension",
			"duplicate-extension",
			"serial-number-not-positive",
			"serial-number-too-long",
		},
	},
	{
		Name: lang.Text{EN: "Refused elsewhere than in OpenSSL", ZH: "OpenSSL 以外的客户端拒绝"},
		slugs: []string{
			"ca-used-as-server-certificate",
			"issuer-name-spelled-differently",
			"server-key-usage-no-digital-signature",
			"server-key-not-supported",
			"signature-algorithm-not-taken",
			"not-der",
			"issuer-and-serial-reused",
			"ocsp-stapling-demanded",
			"trusted-certificate-is-no-ca",
			"java-fails-inside",
			"policy-required-but-absent",
			"no-revocation-pointer",
		},
	},
	{
		Name: lang.Text{EN: "Name constraints and resources", ZH: "名称约束与资源"},
		slugs: []string{
			"permitted-violation",
			"excluded-violation",
			"subtree-minmax",
			"unsupported-constraint-type",
			"unsupported-name-syntax",
			"unnested-resource",
		},
	},
	{
		Name: lang.Text{EN: "Proxy certificates", ZH: "代理证书"},
		slugs: []string{
			"proxy-certificates-not-allowed",
			"proxy-path-length-exceeded",
			"proxy-subject-name-violation",
			"invalid-non-ca",
			"keyusage-no-digital-signature",
		},
	},
}

func familyOf(slug string) lang.Text {
	for _, f := range families {
		if slices.Contains(f.slugs, slug) {
			return f.Name
		}
	}
	return lang.Text{}
}

// unlisted is the first rule that no family names, or "".
func unlisted() string {
	for _, r := range rules.All() {
		if familyOf(r.Slug) == (lang.Text{}) {
			return r.Slug
		}
	}
	return ""
}

// strictRow is one line of the table for printing.
type strictRow struct {
	link
	Rule   *rules.Rule
	Raised []string
}

func listPages(l lang.Lang) ([]page, error) {
	index, err := indexPage(l)
	if err != nil {
		return nil, err
	}
	strict, err := strictPage(l)
	return []page{index, strict}, err
}

func indexPage(l lang.Lang) (page, error) {
	if slug := unlisted(); slug != "" {
		return page{}, fmt.Errorf("pages: no family in web/pages/lists.go names the rule %s", slug)
	}
	var list []family
	count := 0
	for _, f := range families {
		for _, slug := range f.slugs {
			r := rules.BySlug(slug)
			if r == nil {
				return page{}, fmt.Errorf("pages: family %s: no rule %q", f.Name.EN, slug)
			}
			f.Rules = append(f.Rules, linkTo(r, l))
			count++
		}
		list = append(list, f)
	}
	if count != len(rules.All()) {
		return page{}, fmt.Errorf("pages: the families in web/pages/lists.go name %d rules, the catalog has %d: one is "+
			"there twice", count, len(rules.All()))
	}
	return page{
		path:     local(l, "rules/index.html"),
		other:    local(otherLang(l), "rules/index.html"),
		lang:     l,
		template: "index.html",
		section:  "rules",
		data:     list,
		title: lang.Text{
			EN: "OpenSSL certificate verification errors explained · x509strict",
			ZH: "OpenSSL 证书验证错误详解 · x509strict",
		}.In(
			l,
		),
		about: lang.Text{
			EN: "Every error that Python 3.13's strict X.509 verification can report: meaning, cause, repair and an example.",
			ZH: "Python 3.13 X.509 严格校验可能报告的每个错误：含义、成因、修复与示例。",
		}.In(
			l,
		),
	}, nil
}

func strictPage(l lang.Lang) (page, error) {
	var data struct {
		Releases []string
		Rows     []strictRow
	}
	for _, rel := range release.All {
		data.Releases = append(data.Releases, rel.String())
	}
	for i := range rules.All() {
		r := &rules.All()[i]
		if !r.Strict() && r.Code != code.InvalidCa {
			continue
		}
		line := strictRow{link: linkTo(r, l), Rule: r}
		for _, rel := range release.All {
			said, err := said(r, rel)
			if err != nil {
				return page{}, err
			}
			line.Raised = append(line.Raised, said)
		}
		data.Rows = append(data.Rows, line)
	}
	slices.SortFunc(data.Rows, func(a, b strictRow) int { return int(a.Rule.Code - b.Rule.Code) })
	return page{
		path:     local(l, "rules/strict.html"),
		other:    local(otherLang(l), "rules/strict.html"),
		lang:     l,
		template: "strict.html",
		section:  "rules",
		wide:     true,
		data:     data,
		title: lang.Text{
			EN: "All strict X.509 checks of OpenSSL on one page · x509strict",
			ZH: "OpenSSL 全部 X.509 严格检查一览 · x509strict",
		}.In(
			l,
		),
		about: lang.Text{
			EN: "The checks of X509_V_FLAG_X509_STRICT in OpenSSL 1.1.1, 3.0, 3.5 and 4.0, as one table.",
			ZH: "X509_V_FLAG_X509_STRICT 在 OpenSSL 1.1.1、3.0、3.5、4.0 中的全部检查，一张表。",
		}.In(
			l,
		),
	}, nil
}

// said is the numbers that a release gave the rule's example.
func said(r *rules.Rule, rel release.Release) (string, error) {
	if example.Of(r.Slug) == nil {
		return "34", nil // 90 and 91: refused before, see example.None
	}
	broken, _, err := example.Answers(r.Slug, rel)
	if err != nil || broken == "-" {
		return "–", err
	}
	var list []string
	for _, e := range strings.Split(broken, ",") {
		n, _, _ := strings.Cut(e, "@")
		list = append(list, n)
	}
	return strings.Join(list, ", "), nil
}

// codeRule is a rule under one of its numbers.
type codeRule struct {
	link
	Rule  *rules.Rule
	Where string
}

// codePages are the pages by number: rules/92.html. A number with one meaning leads on to its rule at once.
func codePages(l lang.Lang) ([]page, error) {
	found := map[int][]codeRule{}
	var numbers []int
	for i := range rules.All() {
		r := &rules.All()[i]
		if r.Code == 0 {
			continue
		}
		for n, where := range numbersOf(r, l) {
			if len(found[n]) == 0 {
				numbers = append(numbers, n)
			}
			found[n] = append(found[n], codeRule{linkTo(r, l), r, where})
		}
	}
	slices.Sort(numbers)
	var out []page
	for _, n := range numbers {
		list := found[n]
		slices.SortFunc(list,
			func(a, b codeRule) int { return boolOrder(int(a.Rule.Code) == n, int(b.Rule.Code) == n) })
		name := "rules/" + strconv.Itoa(n) + ".html"
		p := page{
			path:     local(l, name),
			other:    local(otherLang(l), name),
			lang:     l,
			template: "code.html",
			section:  "rules",
			title:    list[0].Heading + " (" + strconv.Itoa(n) + ") · x509strict",
			about:    list[0].Rule.Means.In(l),
			data: struct {
				Number int
				Rules  []codeRule
			}{n, list},
		}
		if len(list) == 1 {
			p.original = local(l, list[0].Path)
			p.forward = p.original
		}
		out = append(out, p)
	}
	return out, nil
}

func boolOrder(a, b bool) int {
	switch {
	case a && !b:
		return -1
	case b && !a:
		return 1
	}
	return 0
}

// numbersOf maps each number that some release gives r to the releases that do, in words.
func numbersOf(r *rules.Rule, l lang.Lang) map[int]string {
	by := map[int][]string{}
	for _, rel := range release.All {
		if n := r.Code.Number(rel); r.Code.In(rel) {
			by[n] = append(by[n], rel.String())
		}
	}
	out := map[int]string{}
	for n, list := range by {
		out[n] = "OpenSSL " + strings.Join(list, lang.Text{EN: ", ", ZH: "、"}.In(l))
	}
	return out
}
