package rules

import (
	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/lang"
)

// Explanation is a rule applied to one certificate, in one language. Saw is "" when there is no certificate to look at.
type Explanation struct {
	Title, Saw, Why, Fix, Cite, Slug string
	Severity                         Severity
	Strict                           bool
}

// Explain explains an event: what is there, why it matters, what to do. c may be nil. An
// error without a rule gets an honest entry without a page.
func Explain(event code.Code, c *cert.Certificate, s Situation, l lang.Lang) Explanation {
	if r := ByCode(event); r != nil {
		return r.Explain(c, s, l)
	}
	return Explanation{
		Title:    t("The verifier reported an error that this catalog does not know", "验证器报告了目录里没有的错误").In(l),
		Why:      t("The chain is refused.", "证书链被拒绝。").In(l),
		Severity: Stops,
	}
}

// Explain explains the rule on one certificate, which may be nil.
func (r *Rule) Explain(c *cert.Certificate, s Situation, l lang.Lang) Explanation {
	e := evidence{c, s, l}
	x := Explanation{
		Title: r.Title.In(l), Saw: r.Saw(c, s, l), Why: e.sentence(r.Means.In(l), r.Why.In(l)), Fix: r.Fix.In(l),
		Cite: r.Cite, Slug: r.Slug, Severity: r.Severity, Strict: r.Strict(),
	}
	if c != nil {
		if here := e.fixHere(r.Code); here != "" {
			x.Fix = here
		}
	}
	return x
}

// fixHere is the repair when the situation tells more than the catalog can; "" when it does not.
func (e evidence) fixHere(event code.Code) string {
	switch event {
	case code.MissingAuthorityKeyIdentifier:
		if e.s.IssuerUnknown {
			return e.say(
				"Its CA has to sign it again, with an authority key identifier that names the CA's subject key identifier. Add the CA to see which that is.",
				"须由它的 CA 重新签发，AKI 写该 CA 的主体密钥标识符。请加入该 CA，才能知道具体的值。",
			)
		}
		if i := e.s.Issuer; i != nil && i.SubjectKeyID == nil {
			return e.say(
				"The CA above has no subject key identifier, so this one could not name it. Re-issue the CA first, with the same key, name and serial number and a subject key identifier; then have this certificate signed again with an authority key identifier.",
				"上级 CA 没有主体密钥标识符，所以这里写不出来。先用同一把密钥、同样的名称和序列号重新签发 CA 并加上 SKI，再重新签发这张证书并带上 AKI。",
			)
		}
		if i := e.s.Issuer; i != nil {
			return e.say("Have this certificate signed again with authority key identifier ",
				"重新签发这张证书，AKI 写 ") + Hex(i.SubjectKeyID) +
				e.say(", the identifier of its CA. The CA itself need not change for it.",
					"，即其 CA 的标识符。CA 本身不必为此改动。",
				)
		}
	case code.MissingSubjectKeyIdentifier:
		if b := e.s.Subject; b != nil && b.AuthorityKeyID != nil && b.AuthorityKeyID.HasKeyID {
			return e.say(
				"Re-issue the CA with the same key, name and serial number and with subject key identifier ",
				"用同一把密钥、同样的名称和序列号重新签发 CA，SKI 必须是 ",
			) +
				Hex(b.AuthorityKeyID.KeyID) +
				e.say(": the certificate below already names it, and any other would break it.",
					"：下级证书已写明它，换成别的就不再匹配。",
				)
		}
		if e.s.SubjectUnknown {
			return e.say(
				"Re-issue the CA with the same key, name and serial number and with a subject key identifier. Which one depends on what its certificates name: add one of them. If it names an identifier, it has to be that one; if it names none, it has to be issued again too.",
				"用同一把密钥、同样的名称和序列号重新签发 CA，并加上 SKI。取什么值取决于它签发的证书：请加入其中一张。若其中写明了标识符，就必须用那个值；若没有写，那张证书也要重新签发。",
			)
		}
	case code.InvalidPurpose:
		if e.s.Client && e.s.Depth == 0 {
			return e.say(
				"Have it issued again with clientAuth in its extended key usage.",
				"重新签发，扩展密钥用法加入 clientAuth。",
			)
		}
	case code.HostnameMismatch:
		if e.s.Host != "" {
			return e.say(
				"Connect by one of the certificate's names, or have it issued again with DNS:",
				"改用证书里的名称连接，或重新签发并在 subjectAltName 中加入 DNS:",
			) + e.s.Host + e.say(" in subjectAltName.", "。")
		}
	case code.IpAddressMismatch:
		if e.s.Host != "" {
			return e.say(
				"Connect by name, or have the certificate issued again with IP:",
				"改用主机名连接，或重新签发并在 subjectAltName 中加入 IP:",
			) + e.s.Host + e.say(" in subjectAltName.", "。")
		}
	}
	return ""
}
