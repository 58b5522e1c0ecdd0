package plan

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"x509strict/engine/lang"
	"x509strict/engine/tbs"
)

// Node is one server or client that gets a certificate.
type Node struct {
	Name   string   // common name, and the base of the file names
	Names  []string // DNS names and IP addresses
	Client bool     // a client certificate instead of a server's
	Both   bool     // for servers and clients
	Key    string   // one of Kinds; "" for the CASpec's NodeKey
	Days   int      // lifetime; the CASpec's NodeDays when 0
}

// CASpec is what a new CA should be.
type CASpec struct {
	Subject       tbs.Subject
	Key           string // one of Kinds; "" for EC P-256
	Years         int    // of the CA; 10 when 0
	Days          int    // of the CA; takes the place of Years when not 0
	Nodes         []Node
	NodeKey       string // one of Kinds; "" for EC P-256
	NodeDays      int    // of the nodes; 825 when 0
	Password      string // encrypts private keys; "" leaves PEM keys in the clear
	PKCS12        bool
	PKCS12Pass    string // of the PKCS#12 files; "" for Password
	Legacy        bool   // PKCS#12 in the form of old software
	Elasticsearch bool   // nodes talk to each other too, and the settings lines are written
	Lang          lang.Lang
}

// Kinds of keys that a new CA can have, the default first. ML-DSA is for trials: few clients verify it.
var Kinds = []string{
	"EC P-256", "EC P-384", "EC P-521", "RSA 2048", "RSA 3072", "RSA 4096", "Ed25519", "ML-DSA-65", "ML-DSA-87",
}

// Fill puts defaults in place of what was left out, and returns a [WishError] for what cannot be.
func (s CASpec) Fill() (CASpec, error) {
	for _, v := range []*string{
		&s.Subject.Country, &s.Subject.State, &s.Subject.Locality, &s.Subject.Organization, &s.Subject.Unit,
		&s.Subject.CommonName,
	} {
		*v = strings.TrimSpace(*v)
	}
	if s.Subject.CommonName == "" {
		return s, Wish("the CA needs a common name", "CA 要有通用名")
	}
	if c := s.Subject.Country; c != "" && (len(c) != 2 || c[0] < 'A' || c[0] > 'Z' || c[1] < 'A' || c[1] > 'Z') {
		return s, Wish("a country is two capital letters, not %q", "国家代码是两个大写字母，不是 %q", c)
	}
	for _, p := range s.Subject.Pairs() {
		if err := checkText(p.Name, p.Value); err != nil {
			return s, Within(err, "%s", "%s", p.Name)
		}
	}
	s.Nodes = append([]Node{}, s.Nodes...)
	for i := range s.Nodes {
		s.Nodes[i].Name = strings.TrimSpace(s.Nodes[i].Name)
	}
	if s.NodeDays == 0 {
		s.NodeDays = 825
	}
	if s.PKCS12Pass == "" {
		s.PKCS12Pass = s.Password
	}
	kinds := []*string{&s.Key, &s.NodeKey}
	days := []int{s.Days, s.NodeDays}
	for i := range s.Nodes {
		n := &s.Nodes[i]
		if n.Key == "" {
			n.Key = s.NodeKey
		}
		if n.Days == 0 {
			n.Days = s.NodeDays
		}
		kinds, days = append(kinds, &n.Key), append(days, n.Days)
	}
	if s.Years < 0 || s.Years > 100 || slices.Min(days) < 0 || slices.Max(days) > 36525 {
		return s, Wish("a lifetime is at most 100 years", "有效期最长 100 年")
	}
	if s.Years == 0 {
		s.Years = 10
	}
	if s.Days == 0 {
		s.Days = s.Years*365 + s.Years/4
	}
	for _, kind := range kinds {
		known := false
		for _, k := range Kinds {
			if *kind == "" {
				*kind = k
			}
			known = known || *kind == k
		}
		if !known {
			return s, Wish("no kind of key is called %q", "没有名为 %q 的密钥类型", *kind)
		}
	}
	for _, n := range s.Nodes {
		if n.Name == "" {
			return s, CheckNodeName("")
		}
		if err := checkText("CN", n.Name); err != nil {
			return s, Within(err, "node %q", "证书 %q", n.Name)
		}
		if !n.Client && len(n.Names) == 0 {
			return s, Wish(
				"the server %q needs at least one DNS name or IP address",
				"服务器 %q 至少要有一个 DNS 名称或 IP 地址",
				n.Name,
			)
		}
		for _, name := range n.Names {
			if err := CheckAltName(name); err != nil {
				return s, Within(err, "node %q", "证书 %q", n.Name)
			}
		}
	}
	return s, nil
}

// longest is how many characters an attribute of a name may have: the upper bounds of RFC 5280 appendix A.1 (ub-...),
// which OpenSSL enforces when it makes a request.
var longest = map[string]int{"C": 2, "ST": 128, "L": 128, "O": 64, "OU": 64, "CN": 64}

// checkText accepts what a UTF8String of an attribute may hold and people can read.
func checkText(attribute, s string) error {
	if !utf8.ValidString(s) {
		return Wish("is not UTF-8", "不是 UTF-8 文本")
	}
	if strings.ContainsFunc(s, unicode.IsControl) {
		return Wish("holds control characters", "含有控制字符")
	}
	if n := utf8.RuneCountInString(s); n > longest[attribute] {
		if attribute == "CN" {
			return Wish(
				"a common name has at most %d characters (RFC 5280), not %d: choose a shorter one; a long host name goes among the DNS names",
				"通用名最多 %d 个字符（RFC 5280），现有 %d 个：请取短一些的，长主机名写入 DNS 名称",
				longest[attribute],
				n,
			)
		}
		return Wish(
			"has at most %d characters (RFC 5280), not %d",
			"最多 %d 个字符（RFC 5280），现有 %d 个",
			longest[attribute],
			n,
		)
	}
	return nil
}

// CheckNames refuses names of nodes that name no file.
func (s CASpec) CheckNames() error {
	for _, n := range s.Nodes {
		if err := CheckNodeName(n.Name); err != nil {
			return err
		}
	}
	return nil
}

// Bases returns the base of the file names of each node, all different.
func (s CASpec) Bases() []string {
	var out []string
	taken := map[string]bool{}
	for _, n := range s.Nodes {
		base := FileBase(n.Name)
		for m := 2; taken[base]; m++ {
			base = fmt.Sprintf("%s-%d", FileBase(n.Name), m)
		}
		taken[base] = true
		out = append(out, base)
	}
	return out
}

// CheckAltName accepts IP addresses and DNS names of letters, digits, hyphens, underscores and dots, with an optional
// first label "*".
func CheckAltName(name string) error {
	if tbs.ParseAltName(name).IP != nil {
		return nil
	}
	if len(name) == 0 || len(name) > 253 {
		return Wish("%q is no DNS name", "%q 不是 DNS 名称", name)
	}
	for label := range strings.SplitSeq(strings.TrimPrefix(name, "*."), ".") {
		if label == "" || len(label) > 63 || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") {
			return Wish("%q is no DNS name", "%q 不是 DNS 名称", name)
		}
		for i := range len(label) {
			if b := label[i]; !(b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-' ||
				b == '_') {
				return Wish(
					"%q is no DNS name (write other scripts as xn--…)",
					"%q 不是 DNS 名称（其他文字请写成 xn--…）",
					name,
				)
			}
		}
	}
	return nil
}
