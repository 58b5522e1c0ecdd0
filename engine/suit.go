//go:build !lean

package engine

import (
	"fmt"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/plan"
	"x509strict/engine/release"
	"x509strict/engine/roles"
	"x509strict/engine/verify"
)

// suit tells the plan what kind of failure it answers, and what there is to do first. Where the fault is a file and not
// what is in it, nothing is issued again: it could not help.
func (r *run) suit(p *plan.Plan) {
	c := r.decision.Chains[r.report.Chain]
	p.Relax = r.relaxHelps(c)
	a, rel := r.failure(c)
	if a.Accepted || a.Verdict() == client.NotChecked {
		p.Suit(plan.NoFailure, nil, false)
		return
	}
	class, first := r.classify(c, a, rel)
	file := class == plan.MissingFile || class == plan.WrongFile
	only := first != nil && p.State != plan.Possible && (file || len(p.Reissues) == 0)
	if !only && (file || len(p.Trust) > 0 && len(p.Steps) > 0 && p.Steps[0].Kind == "trust") {
		first = nil // what the plan begins with was seen to suffice
	}
	if first != nil && !only {
		first.Files = filesOf(p, first.Certificate)
	}
	p.Suit(class, first, only)
}

// filesOf are the files of what is issued again in place of a certificate.
func filesOf(p *plan.Plan, certificate int) []string {
	for _, x := range p.Reissues {
		if x.Certificate == certificate {
			return []string{x.File}
		}
	}
	return []string{}
}

// relaxHelps reports whether Python 3.13 refuses a chain under some generation, accepts it wherever it does so once
// only the strict flag is cleared, and the chosen client has no other objection.
func (r *run) relaxHelps(c roles.Chain) bool {
	strict, relaxed := client.Find(client.Default), client.Find(client.NotStrict)
	if c.As == roles.AsClient || relaxed == nil {
		return false
	}
	refused := false
	for _, rel := range release.All {
		if strict.Judge(&r.verifier, r.caseOf(c, rel)).Accepted {
			continue
		}
		if refused = true; !relaxed.Judge(&r.verifier, r.caseOf(c, rel)).Accepted {
			return false
		}
	}
	return refused && (r.answers[r.report.Chain].Accepted || r.report.Strict)
}

// failure is the answer that a plan is for: the chosen client's where it names an error, else Python 3.13's, of the
// first generation that refuses.
func (r *run) failure(c roles.Chain) (client.Answer, release.Release) {
	a := r.answers[r.report.Chain]
	if !a.Accepted && (len(a.Events) > 0 || a.Code != 0) {
		return a, r.release
	}
	strict := client.Find(client.Default)
	for _, rel := range append([]release.Release{r.release}, release.All...) {
		if b := strict.Judge(&r.verifier, r.caseOf(c, rel)); !b.Accepted {
			return b, rel
		}
	}
	return a, r.release
}

// classify says what kind of failure an answer is and, where that does not follow from a re-issue, what to do first.
func (r *run) classify(c roles.Chain, a client.Answer, rel release.Release) (plan.Class, *plan.Step) {
	if len(a.Events) == 0 && a.Code == 0 {
		for _, list := range [][]*cert.Certificate{{c.Cert}, c.Untrusted, c.Trusted} {
			for _, x := range list {
				if ok, _ := x.LoadsIn(rel); !ok {
					return plan.DoesNotLoad, nil
				}
			}
		}
		return plan.OtherRule, nil
	}
	e := verify.Event{Code: a.Code, Certificate: c.Cert}
	if len(a.Events) > 0 {
		e = a.Events[0]
	}
	switch e.Code {
	case code.UnableToGetIssuerCert, code.UnableToGetIssuerCertLocally, code.UnableToVerifyLeafSignature,
		code.CertSignatureFailure:
		return r.fileFault(e)
	case code.DepthZeroSelfSignedCert, code.SelfSignedCertInChain:
		return plan.MissingFile, r.untrustedRoot(e)
	case code.CertNotYetValid, code.CertHasExpired, code.ErrorInCertNotBeforeField, code.ErrorInCertNotAfterField:
		return plan.Validity, r.renew(e)
	case code.HostnameMismatch, code.IpAddressMismatch, code.EmailMismatch:
		return plan.WrongName, r.rename(e)
	case code.EeKeyTooSmall:
		return plan.TooWeak, r.newKey(e)
	case code.CaMdTooWeak:
		return plan.TooWeak, r.newSignature(e)
	case code.CaKeyTooSmall:
		return plan.TooWeak, nil
	}
	if r.strictEvent(c, rel, e) {
		return plan.StrictRule, nil
	}
	return plan.OtherRule, nil
}

// strictEvent reports whether an error is not there without the strict flag.
func (r *run) strictEvent(c roles.Chain, rel release.Release, e verify.Event) bool {
	relaxed := client.Find(client.NotStrict)
	for _, x := range relaxed.Judge(&r.verifier, r.caseOf(c, rel)).Events {
		if x.Code == e.Code && x.Depth == e.Depth {
			return false
		}
	}
	return true
}

// untrustedRoot is for a self-signed certificate that the server sends and the client does not trust.
func (r *run) untrustedRoot(e verify.Event) *plan.Step {
	x := r.given(e.Certificate)
	if x == nil {
		return nil
	}
	name := r.nameOf(r.at(x))
	return r.ask(
		lang.Text{
			EN: fmt.Sprintf("Give “%s” to the client as its CA file, if it is the one that you know.", name),
			ZH: fmt.Sprintf("确认“%s”就是您认得的那一个之后，把它作为 CA 文件交给客户端。", name),
		},
		lang.Text{
			EN: "It is sent by the server, and no client trusts what a server sends about itself. Compare its fingerprint with that of the CA before you trust it.",
			ZH: "它由服务器发送，而客户端不会仅凭服务器自己发送的内容就信任它。信任之前，请与 CA 的指纹核对。",
		}, r.at(x))
}

// renew is for a certificate outside its validity.
func (r *run) renew(e verify.Event) *plan.Step {
	x := r.given(e.Certificate)
	if x == nil {
		return nil
	}
	name := r.nameOf(r.at(x))
	day := func(t cert.Time) string { s, _, _ := strings.Cut(timeText(t), "T"); return s }
	switch e.Code {
	case code.CertNotYetValid:
		step := r.ask(
			lang.Text{
				EN: fmt.Sprintf("Check the clock: “%s” is valid only from %s on.", name, day(x.NotBefore)),
				ZH: fmt.Sprintf("先核对时钟：“%s”自 %s 起才有效。", name, day(x.NotBefore)),
			},
			lang.Text{
				EN: "If the clock is right, wait until then, or have it issued again with an earlier beginning.",
				ZH: "如果时钟无误，就等到那时，或以更早的起始时间重新签发。",
			}, r.at(x))
		step.Kind = "wait"
		return step
	case code.CertHasExpired:
	default:
		return nil
	}
	why := lang.Text{
		EN: fmt.Sprintf("“%s” signs it again with a later end; name and key can stay.", briefName(x.Issuer)),
		ZH: fmt.Sprintf("由“%s”重新签发，延长有效期；名称和密钥都可以不变。", briefName(x.Issuer)),
	}
	if x.SelfIssued() {
		why = lang.Text{
			EN: "It is issued again with the same name, key, serial number and key identifier, and a later end; clients get the new file.",
			ZH: "用相同的名称、密钥、序列号和密钥标识符重新签发，延长有效期；客户端换用新文件。",
		}
	}
	step := r.ask(lang.Text{
		EN: fmt.Sprintf("Renew “%s”: it expired on %s.", name, day(x.NotAfter)),
		ZH: fmt.Sprintf("续期“%s”：它已于 %s 过期。", name, day(x.NotAfter)),
	}, why, r.at(x))
	step.Kind = "renew"
	return step
}

// newKey is for a server's key that is too weak.
func (r *run) newKey(e verify.Event) *plan.Step {
	x := r.given(e.Certificate)
	if x == nil || x.SelfIssued() {
		return nil
	}
	step := r.ask(
		lang.Text{
			EN: fmt.Sprintf("Make a new key for “%s” on its server, and have “%s” sign a certificate for it.",
				r.nameOf(r.at(x)), briefName(x.Issuer)),
			ZH: fmt.Sprintf("在服务器上为“%s”生成新密钥，再由“%s”签发证书。", r.nameOf(r.at(x)), briefName(x.Issuer)),
		},
		lang.Text{
			EN: "Its key is below the security level (RSA from 2048 bits, elliptic curves from 224); issuing it again with the same key would not help. The CA stays.",
			ZH: "它的密钥低于安全级别的要求（RSA 至少 2048 位，椭圆曲线至少 224 位）；用原密钥重新签发没有用。CA 不变。",
		}, r.at(x))
	step.Kind = "new-key"
	return step
}

// newSignature is for a certificate that its issuer signed over a digest below the security level: its key is none of
// the trouble.
func (r *run) newSignature(e verify.Event) *plan.Step {
	x := r.given(e.Certificate)
	if x == nil || x.SelfIssued() {
		return nil
	}
	name, issuer := r.nameOf(r.at(x)), briefName(x.Issuer)
	return r.ask(
		lang.Text{
			EN: fmt.Sprintf("Have “%s” sign the certificate of “%s” again, with SHA-256.", issuer, name),
			ZH: fmt.Sprintf("请“%s”用 SHA-256 重新签发“%s”的证书。", issuer, name),
		},
		lang.Text{
			EN: "Its signature is over a digest below the security level (SHA-1, MD5). Its key can stay, and so can the CA: a request for the same key is enough.",
			ZH: "它的签名所用的摘要算法低于安全级别的要求（SHA-1、MD5）。它的密钥和 CA 都可以保留：用同一把密钥提交请求即可。",
		}, r.at(x))
}

// rename is for a host that a certificate does not carry.
func (r *run) rename(e verify.Event) *plan.Step {
	x := r.given(e.Certificate)
	if x == nil || r.o.Host == "" {
		return nil
	}
	const shown = 4
	at := r.at(x)
	name, host := r.nameOf(at), cert.SafeText([]byte(r.o.Host))
	var names []string
	for _, n := range r.report.Certificates[at].Names {
		kind, value, _ := strings.Cut(n, ":")
		if (kind == "DNS" || kind == "IP") && len(names) < shown {
			names = append(names, value)
		}
	}
	if len(names) == 0 {
		return nil
	}
	list := strings.Join(names, lang.Text{EN: ", ", ZH: "、"}.In(r.o.Lang))
	step := r.ask(
		lang.Text{
			EN: fmt.Sprintf("Connect by a name that “%s” has (%s), or have it issued again with %s.", name, list, host),
			ZH: fmt.Sprintf("改用“%s”已有的名称连接（%s），或重新签发使其包含 %s。", name, list, host),
		},
		lang.Text{
			EN: "The chain itself is not at fault: the host asked for is not among the certificate's names.",
			ZH: "证书链本身没有问题：所连接的主机名不在证书的名称之中。",
		}, at)
	step.Kind = "connect"
	return step
}

func (r *run) ask(title, why lang.Text, at int) *plan.Step {
	return &plan.Step{
		Kind: "ask", Title: title.In(r.o.Lang), Why: why.In(r.o.Lang), Certificate: at, Files: []string{},
		Commands: []plan.Command{},
	}
}
