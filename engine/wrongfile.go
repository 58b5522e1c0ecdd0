//go:build !lean

package engine

import (
	"fmt"
	"strings"
	"unicode"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/plan"
	"x509strict/engine/verify"
)

// fileFault tells a missing issuer from a wrong one.
func (r *run) fileFault(e verify.Event) (plan.Class, *plan.Step) {
	x := r.given(e.Certificate)
	if x == nil {
		return plan.MissingFile, nil
	}
	signed, not := r.namesakes(x)
	name, issuer := r.nameOf(r.at(x)), briefName(x.Issuer)
	switch {
	case len(signed) > 0: // it is here, and not where it is needed, or does not say that it issued this
		return plan.WrongFile, nil
	case len(not) > 0:
		title := lang.Text{
			EN: fmt.Sprintf("Find the CA “%s” that signed “%s”: the one given has another key.", issuer, name),
			ZH: fmt.Sprintf("找到签发“%[2]s”的那个 CA“%[1]s”：所给的同名 CA 密钥不同。", issuer, name),
		}
		if k := x.AuthorityKeyID; k != nil && k.HasKeyID {
			title = lang.Text{
				EN: fmt.Sprintf("Find the CA “%s” with key identifier %s: the one given has another key.", issuer, colons(k.KeyID)),
				ZH: fmt.Sprintf("找到密钥标识符为 %[2]s 的 CA“%[1]s”：所给的同名 CA 密钥不同。", issuer, colons(k.KeyID)),
			}
		}
		step := r.ask(title, lang.Text{}, r.at(x))
		step.Why = r.otherKey(e, "")
		return plan.WrongFile, step
	case e.Code == code.CertSignatureFailure:
		return plan.OtherRule, nil
	}
	return r.missing(x, name, issuer)
}

// missing asks for the issuer of x. A CA that was given and has nothing in common with it is named as the wrong one.
func (r *run) missing(x *cert.Certificate, name, issuer string) (plan.Class, *plan.Step) {
	id := lang.Text{}
	if k := x.AuthorityKeyID; k != nil && k.HasKeyID {
		id = lang.Text{EN: " Its key identifier is " + colons(k.KeyID) + ".", ZH: "其密钥标识符为 " + colons(k.KeyID) + "。"}
	}
	where := lang.Text{
		EN: "It usually lies beside the server's certificate (chain.pem, fullchain.pem, ca.crt); whoever issued “" + name +
			"” has it too. Paste it with the rest.",
		ZH: "它通常和服务器证书放在一起（chain.pem、fullchain.pem、ca.crt），签发“" + name + "”的一方也有。请把它与其余内容一起粘贴。",
	}
	if other, related := r.strangers(x); other >= 0 && !related {
		return plan.WrongFile, r.ask(
			lang.Text{
				EN: fmt.Sprintf("Add the certificate of “%s”: “%s”, which was given, did not issue “%s”.", issuer, r.nameOf(other), name),
				ZH: fmt.Sprintf("补上“%s”的证书：所给的“%s”没有签发“%s”。", issuer, r.nameOf(other), name),
			},
			lang.Text{
				EN: where.EN + id.EN + " If it is an intermediate CA, have the server send it after its own certificate.",
				ZH: where.ZH + id.ZH + "如果它是中间 CA，请让服务器在自己的证书之后一并发送。",
			}, r.at(x))
	}
	return plan.MissingFile, r.ask(
		lang.Text{
			EN: fmt.Sprintf("Add the certificate of “%s” and have the server send it after its own.", issuer),
			ZH: fmt.Sprintf("补上“%s”的证书，并让服务器在自己的证书之后一并发送。", issuer),
		},
		lang.Text{
			EN: fmt.Sprintf("“%s” was issued by it, and it is not among what was given. ", name) + where.EN + id.EN,
			ZH: fmt.Sprintf("“%s”由它签发，而这里没有它的证书。", name) + where.ZH + id.ZH,
		}, r.at(x))
}

// strangers looks at the other CAs given: the first of them, -1 when there is none, and whether any seems to belong to
// the house of x's issuer.
func (r *run) strangers(x *cert.Certificate) (first int, related bool) {
	first = -1
	for i, b := range r.bundle.Certificates {
		if b.Certificate == x || !b.IsCA() && !b.SelfIssued() {
			continue
		}
		if first < 0 {
			first = i
		}
		if akin(x.Issuer.String(), b.Subject.String()) {
			return first, true
		}
	}
	return first, false
}

// akin reports whether two names of CAs share a word that not every CA has.
func akin(a, b string) bool {
	words := map[string]bool{}
	for _, w := range ownWords(a) {
		words[w] = true
	}
	for _, w := range ownWords(b) {
		if words[w] {
			return true
		}
	}
	return false
}

// ownWords are the words of a name's values, without those that CAs are called by.
func ownWords(name string) (out []string) {
	for _, part := range strings.Split(name, ", ") {
		kind, value, _ := strings.Cut(part, "=")
		if kind == "C" || kind == "ST" || kind == "L" {
			continue
		}
		for _, w := range strings.FieldsFunc(strings.ToLower(value), func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r)
		}) {
			switch w {
			case "ca", "root", "intermediate", "issuing", "signing", "sub", "certificate", "certification", "authority",
				"server", "tls", "ssl", "the", "and", "of", "pki", "trust", "internal", "private", "inc", "ltd", "gmbh",
				"test", "local", "com", "net", "org":
			default:
				if len(w) > 1 {
					out = append(out, w)
				}
			}
		}
	}
	return out
}
