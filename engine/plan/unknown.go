package plan

import (
	"strings"

	"x509strict/engine/key"
	"x509strict/engine/release"
)

// knows reports whether a release verifies signatures of a kind. Of SM2 it is one generation's: before 3.0 there is
// none, and 4.0 assumes another identity, so that no signature suits 3.x and 4.0.
func knows(r release.Release, kind key.Kind) bool {
	switch kind {
	case key.SM2:
		return r >= release.Open30 && r < release.Open40
	case key.MLDSA, key.SLHDSA, key.MLKEM:
		return r >= release.Open35
	}
	return true
}

// strangeKey is the first certificate among those judged whose key not every release knows; -1 for none.
func (p *planner) strangeKey() int {
	for i, c := range p.in.Certificates {
		kind := c.SPKI.SignsAs()
		if p.drafts[i] != nil && !(knows(release.Open111, kind) && knows(release.Open40, kind)) {
			return i
		}
	}
	return -1
}

// mustAccept reports whether python-3.13 with a release has to accept what is repaired: not one that does not know the
// kind of a key, for nothing that is signed would change that.
func (p *planner) mustAccept(r release.Release) bool {
	for i, c := range p.in.Certificates {
		if p.drafts[i] != nil && !knows(r, c.SPKI.SignsAs()) {
			return false
		}
	}
	return true
}

// strangeWarning names the releases that no repair makes accept the chain.
func (p *planner) strangeWarning(out *Plan) {
	at := p.strangeKey()
	if at < 0 {
		return
	}
	var lacking []string
	for _, r := range release.All {
		if !p.mustAccept(r) {
			lacking = append(lacking, r.String())
		}
	}
	c := p.in.Certificates[at]
	text := tx(
		"“%s” has a key of a kind (%s) that OpenSSL %s does not know: programs with it refuse the chain whatever is signed, and most others do, too. The list of clients says who.",
		"“%s”的密钥类型（%s）是 OpenSSL %s 所不认识的：使用这些版本的程序无论怎样签发都会拒绝这条链，其他多数程序也是如此。客户端列表给出了具体情况。",
		p.label(at), c.SPKI.Describe(), strings.Join(lacking, ", "),
	)
	if c.SPKI.SignsAs() == key.SM2 {
		text = tx(
			"“%s” has an SM2 key. OpenSSL 1.1.1 verifies no such certificates, and 4.0 assumes another identity (1234567812345678) than 3.x (none): what is signed for one is refused by the other. This repair is for 3.x. Most other programs know no SM2; the list of clients says who.",
			"“%s”使用 SM2 密钥。OpenSSL 1.1.1 不校验这类证书；4.0 默认的标识（1234567812345678）与 3.x（空）不同，为一方签发的证书会被另一方拒绝。此修复面向 3.x。其他多数程序不支持 SM2，客户端列表给出了具体情况。",
			p.label(at),
		)
	}
	out.Warnings = append(out.Warnings, text.In(p.in.Lang))
}
