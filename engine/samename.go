package engine

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/verify"
)

// maxNamesakes bounds how many CAs of one name are asked whether they signed a certificate.
const maxNamesakes = 50

// namesakes are the CAs given that bear the name of a certificate's issuer: those whose key made its signature, and
// the others.
func (r *run) namesakes(c *cert.Certificate) (signed, not []int) {
	for i, b := range r.bundle.Certificates {
		if b.Certificate == c || !bytes.Equal(b.Subject.Canonical, c.Issuer.Canonical) {
			continue
		}
		if len(signed)+len(not) == maxNamesakes {
			break
		}
		switch ok, unsupported := r.verifier.Signature(c, b.Certificate); {
		case ok:
			signed = append(signed, i)
		case unsupported == "":
			not = append(not, i)
		}
	}
	return signed, not
}

// signer is the issuer of c as far as keys go: the one above it in the path, or, where that one's key did not make the
// signature, another CA of its name whose key did.
func (r *run) signer(c, above *cert.Certificate) *cert.Certificate {
	if r.given(c) == nil || r.given(above) == nil || r.verifier.Signed(c, above) {
		return above
	}
	if signed, _ := r.namesakes(c); len(signed) > 0 {
		return r.bundle.Certificates[signed[0]].Certificate
	}
	return above
}

// otherKey is what to do about a certificate whose CA is not found (20) or whose signature does not fit (7), where a CA
// of the right name and another key is at hand: the commonest reason, after a CA was made anew or its key changed.
func (r *run) otherKey(e verify.Event, fix string) string {
	c := r.given(e.Certificate)
	if c == nil || e.Code != code.UnableToGetIssuerCertLocally && e.Code != code.CertSignatureFailure ||
		c.SelfSigned() {
		return fix
	}
	signed, not := r.namesakes(c)
	if len(not) == 0 {
		return fix
	}
	l := r.o.Lang
	var lines []string
	for _, i := range not[:min(len(not), 3)] {
		lines = append(lines, r.sideBySide(i))
	}
	separator := lang.Text{EN: "; ", ZH: "；"}.In(l)
	wrong := strings.Join(lines, separator)
	if len(signed) > 0 {
		return fmt.Sprintf(lang.Text{
			EN: "Two CAs of one name: %[1]s signed “%[2]s”; not %[3]s. Give the client the one that signed it.",
			ZH: "有同名的 CA：签发“%[2]s”的是 %[1]s，而不是 %[3]s。请把真正签发它的那一个交给客户端。",
		}.In(l), r.sideBySide(signed[0]), r.nameOf(r.at(c)), wrong)
	}
	wanted := lang.Text{EN: "names no key identifier", ZH: "没有写明密钥标识符"}.In(l)
	if a := c.AuthorityKeyID; a != nil && a.HasKeyID {
		wanted = lang.Text{EN: "names key identifier ", ZH: "写明的密钥标识符是 "}.In(l) + colons(a.KeyID)
	}
	from := timeText(c.NotBefore)
	if at, err := time.Parse(time.RFC3339, from); err == nil {
		from = at.Format(time.DateOnly)
	}
	return fmt.Sprintf(lang.Text{
		EN: "The CA given has the right name, but its key did not sign “%[1]s”: %[2]s. “%[1]s” %[3]s and was issued on %[4]s. Most likely the CA was made anew under its old name: look for the CA file of that day, beside the server or in a backup, or have the present CA sign the certificate again.",
		ZH: "所给的 CA 名称相符，但签发“%[1]s”的不是它的密钥：%[2]s。“%[1]s”%[3]s，签发于 %[4]s。多半是 CA 以原名重新生成过：请在服务器上或备份中找到那一天的 CA 文件，或让现在的 CA 重新签发这张证书。",
	}.In(l), r.nameOf(r.at(c)), wrong, wanted, from)
}

// sideBySide tells one CA from others of its name.
func (r *run) sideBySide(i int) string {
	c := r.bundle.Certificates[i].Certificate
	l := r.o.Lang
	id := colons(c.SubjectKeyID)
	if id == "" {
		id = lang.Text{EN: "none", ZH: "无"}.In(l)
	}
	day := func(t cert.Time) string { s, _, _ := strings.Cut(timeText(t), "T"); return s }
	return fmt.Sprintf(lang.Text{
		EN: "“%s” in %s (key identifier %s, serial number %s, valid %s to %s)",
		ZH: "%[2]s中的“%[1]s”（密钥标识符 %[3]s，序列号 %[4]s，有效期 %[5]s 至 %[6]s）",
	}.In(l), r.nameOf(i), placeText(r.bundle.Certificates[i].Place, l), id, serialText(c.Serial),
		day(c.NotBefore), day(c.NotAfter))
}
