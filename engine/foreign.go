//go:build !lean

package engine

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
	"x509strict/engine/origin"
	"x509strict/engine/plan"
)

// foreign is why nobody here can sign with a CA, and what to do in place of that.
type foreign struct{ why, remedy lang.Text }

// beyond takes what a CA would have to sign out of the plan where its key is out of the user's reach: that of a vendor,
// a device or a public CA. A key that was given overrules every sign.
func (r *run) beyond(p *plan.Plan) {
	for _, s := range p.Steps {
		if s.Kind != "reissue" && s.Kind != "ask" && s.Kind != "new-ca" || s.Certificate < 0 {
			continue
		}
		at := r.signedBy(s.Certificate)
		if f := r.foreign(at); f != nil {
			why := strings.TrimSpace(f.remedy.In(r.o.Lang) + " " + textIfYours.In(r.o.Lang))
			p.Yield(plan.Step{Kind: "ask", Title: r.cannotSign(at, f), Why: why, Certificate: at, Files: []string{},
				Commands: []plan.Command{}})
			break
		}
	}
	for i, x := range r.report.Findings {
		if x.Certificate < 0 || !r.bundle.Certificates[x.Certificate].IsCA() {
			continue
		}
		at := r.signedBy(x.Certificate)
		if f := r.foreign(at); f != nil {
			if x.Severity == "advice" {
				f.remedy = lang.Text{} // nothing refuses for it
			}
			r.report.Findings[i].Fix = r.advice(at, f)
		}
	}
}

// advice says why the CA cannot be signed again, and what to do instead.
func (r *run) advice(at int, f *foreign) string {
	between := lang.Text{EN: " "}.In(r.o.Lang)
	return strings.TrimSpace(r.cannotSign(at, f) + between + f.remedy.In(r.o.Lang))
}

func (r *run) cannotSign(at int, f *foreign) string {
	name := r.nameOf(at)
	if at < len(r.bundle.Certificates) && !r.bundle.Certificates[at].IsCA() {
		name = briefName(r.bundle.Certificates[at].Issuer)
	}
	l := r.o.Lang
	return fmt.Sprintf(lang.Text{
		EN: "You cannot sign with “%s”: %s",
		ZH: "您无法用“%s”签发：%s",
	}.In(l), name, f.why.In(l))
}

// signedBy is the index of the given certificate whose key signed another: itself when that is none of them.
func (r *run) signedBy(at int) int {
	c := r.bundle.Certificates[at].Certificate
	if c.SelfIssued() {
		return at
	}
	for i, x := range r.bundle.Certificates {
		if bytes.Equal(x.Subject.Raw, c.Issuer.Raw) && (c.AuthorityKeyID == nil || !c.AuthorityKeyID.HasKeyID ||
			x.SubjectKeyID == nil || bytes.Equal(c.AuthorityKeyID.KeyID, x.SubjectKeyID)) {
			return i
		}
	}
	return at
}

// foreign tells a CA, or the absent issuer of a certificate that is none, whose key the user cannot have.
func (r *run) foreign(at int) *foreign {
	c := r.bundle.Certificates[at].Certificate
	for _, k := range r.bundle.Keys {
		if plan.SameKey(k.PublicKey, c) {
			return nil
		}
	}
	for _, m := range origin.Detect([]*cert.Certificate{c}) {
		if m.Sure != origin.Certain || !m.Maker.OutOfReach() {
			continue
		}
		f := &foreign{remedy: m.Maker.Remedy, why: lang.Text{
			EN: fmt.Sprintf("its key is not with you (%s).", m.Maker.Called().EN),
			ZH: fmt.Sprintf("它的密钥不在用户手里（%s）。", m.Maker.Called().ZH),
		}}
		if len(m.Maker.Faults) == 0 {
			f.remedy = textAnotherChain
		}
		return f
	}
	if r.public(at) {
		return &foreign{why: textPublic, remedy: textAnotherChain}
	}
	return nil
}

// public reports whether a certificate, or one below it, shows that it belongs to a publicly trusted CA.
func (r *run) public(at int) bool {
	if logged(r.bundle.Certificates[at].Certificate) {
		return true
	}
	x := r.bundle.Certificates[at].Certificate
	for n := range r.decision.Chains {
		list := r.members(n)
		if !slices.Contains(list, at) {
			continue
		}
		for _, i := range list {
			below := r.bundle.Certificates[i].Certificate
			if i != at && logged(below) &&
				(bytes.Equal(below.Issuer.Raw, x.Subject.Raw) || r.signedBy(r.signedBy(i)) == at) {
				return true
			}
		}
	}
	return false
}

// logged reports whether a certificate has transparency timestamps or a policy of the CA/Browser Forum (2.23.140.1).
func logged(c *cert.Certificate) bool {
	if c.Find(oid.SCTList) != nil {
		return true
	}
	e := c.Find(oid.Policies)
	if e == nil {
		return false
	}
	for _, policy := range []string{"2.23.140.1.1", "2.23.140.1.2.1", "2.23.140.1.2.2", "2.23.140.1.2.3"} {
		if bytes.Contains(e.Value, der.BuildOID(policy)) {
			return true
		}
	}
	return false
}

var (
	textIfYours = lang.Text{
		EN: "Re-issuing takes the CA's private key. If the CA is yours after all, add its key and the repair is made.",
		ZH: "重新签发需要该 CA 的私钥。如果它确实是您自己的 CA，加入其密钥即可生成修复。",
	}
	textPublic = lang.Text{EN: "it is a public CA.", ZH: "它是公共 CA。"}

	textAnotherChain = lang.Text{
		EN: "Have the server send a chain to another root, or get its certificate from another CA; tell whoever runs the CA.",
		ZH: "让服务器发送通往其他根证书的链，或改由其他 CA 签发证书；并告知该 CA 的运营者。",
	}
)
