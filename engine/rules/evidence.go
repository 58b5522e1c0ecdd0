package rules

import (
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/key"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
	"x509strict/engine/release"
)

// Situation is what an explanation may mention beside the certificate itself. Every field may be left zero.
type Situation struct {
	Depth   int               // place in the chain, 0 is the leaf
	Alone   bool              // the chain is this one certificate
	Issuer  *cert.Certificate // the certificate above in the chain
	Subject *cert.Certificate // the certificate below in the chain
	Host    string            // host name or IP address that the client asked for
	Client  bool              // the leaf is a client's, and a server verifies it

	IssuerUnknown  bool            // there is an issuer, and nobody has seen it
	SubjectUnknown bool            // there is a certificate below, and nobody has seen it
	Time           time.Time       // judged against
	Release        release.Release // whose verdict it is
}

// evidence is one certificate in one situation, to be described in one language.
type evidence struct {
	c *cert.Certificate
	s Situation
	l lang.Lang
}

func (e evidence) say(en, zh string) string {
	if e.l == lang.Chinese {
		return zh
	}
	return en
}

// list joins items with the language's comma.
func (e evidence) list(items []string) string { return strings.Join(items, e.say(", ", "、")) }

func (e evidence) sentence(items ...string) string {
	var kept []string
	for _, s := range items {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, e.say(" ", ""))
}

func sawExtensionNames(e evidence) string {
	if len(e.c.Extensions) == 0 {
		return e.say("The certificate has no extensions.", "证书没有任何扩展。")
	}
	var names []string
	for _, x := range e.c.Extensions {
		n := ExtensionName(x.OID, e.l)
		if x.Critical {
			n += e.say(" (critical)", "（关键）")
		}
		names = append(names, n)
	}
	return e.say("Its extensions: ", "扩展：") + e.list(names) + e.say(".", "。")
}

// UsageNames names the bits of a key usage in the order of RFC 5280.
func UsageNames(u cert.KeyUsage, l lang.Lang) []string {
	var out []string
	for _, n := range usageNames {
		if u&n.bit != 0 {
			out = append(out, n.name.In(l))
		}
	}
	return out
}

var usageNames = []struct {
	bit  cert.KeyUsage
	name lang.Text
}{
	{cert.DigitalSignature, t("digital signature", "数字签名")},
	{cert.NonRepudiation, t("non-repudiation", "不可否认")},
	{cert.KeyEncipherment, t("key encipherment", "密钥加密")},
	{cert.DataEncipherment, t("data encipherment", "数据加密")},
	{cert.KeyAgreement, t("key agreement", "密钥协商")},
	{cert.KeyCertSign, t("certificate sign", "证书签名")},
	{cert.CRLSign, t("CRL sign", "CRL 签名")},
	{cert.EncipherOnly, t("encipher only", "仅加密")},
	{cert.DecipherOnly, t("decipher only", "仅解密")},
}

func (e evidence) critical(oid string) string {
	x := e.c.Find(oid)
	if x == nil || !x.Critical {
		return e.say(", not critical", "，非关键")
	}
	return e.say(", critical", "，关键")
}

func sawKeyUsage(e evidence) string {
	switch {
	case e.c.Find(oid.KeyUsage) == nil:
		return e.say("It has no key usage.", "没有密钥用法。")
	case e.c.KeyUsage == nil:
		return e.say("Its key usage does not decode.", "密钥用法无法解码。")
	case *e.c.KeyUsage == 0:
		return e.say("Its key usage allows nothing.", "密钥用法没有允许任何用途。")
	}
	return e.say("Its key usage: ", "密钥用法：") + e.list(UsageNames(*e.c.KeyUsage, e.l)) +
		e.critical(oid.KeyUsage) + e.say(".", "。")
}

func sawBasicConstraints(e evidence) string {
	b := e.c.BasicConstraints
	switch {
	case e.c.Find(oid.BasicConstraints) == nil:
		return e.say("It has no basic constraints.", "没有基本约束。")
	case b == nil:
		return e.say("Its basic constraints do not decode.", "基本约束无法解码。")
	}
	v := "CA:FALSE"
	if b.CA {
		v = "CA:TRUE"
	}
	if b.PathLen >= 0 {
		v += ", pathlen:" + strconv.FormatInt(b.PathLen, 10)
	}
	return e.say("Its basic constraints: ", "基本约束：") + v + e.critical(oid.BasicConstraints) + e.say(".", "。")
}

func sawUsageAndCA(e evidence) string   { return e.sentence(sawKeyUsage(e), sawBasicConstraints(e)) }
func sawPathLenUsage(e evidence) string { return e.sentence(sawBasicConstraints(e), sawKeyUsage(e)) }

func sawCAClass(e evidence) string {
	v := e.say("Version "+strconv.Itoa(e.c.Version+1)+".", "版本：v"+strconv.Itoa(e.c.Version+1)+"。")
	if e.c.Version >= 2 {
		v = ""
	}
	return e.sentence(v, sawBasicConstraints(e), sawKeyUsage(e))
}

func sawPurpose(e evidence) string {
	eku := e.say("It has no extended key usage.", "没有扩展密钥用法。")
	switch {
	case len(e.c.ExtKeyUsage) > 0:
		var names []string
		for _, o := range e.c.ExtKeyUsage {
			names = append(names, PurposeName(o))
		}
		eku = e.say("Its extended key usage: ", "扩展密钥用法：") + e.list(names) + e.say(".", "。")
	case e.c.ExtKeyUsage != nil:
		eku = e.say("Its extended key usage is empty.", "扩展密钥用法为空。")
	case e.c.Find(oid.ExtKeyUsage) != nil:
		eku = e.say("Its extended key usage does not decode.", "扩展密钥用法无法解码。")
	}
	return e.sentence(eku, sawKeyUsage(e))
}

// Hex writes bytes as upper-case hex with colons; more than 24 bytes are shortened in the middle.
func Hex(b []byte) string {
	if len(b) > 24 {
		return Hex(b[:10]) + "…" + Hex(b[len(b)-10:])
	}
	digits := strings.ToUpper(hex.EncodeToString(b))
	var out strings.Builder
	for i := 0; i < len(digits); i += 2 {
		if i > 0 {
			out.WriteByte(':')
		}
		out.WriteString(digits[i : i+2])
	}
	return out.String()
}

func sawAKI(e evidence) string {
	a := e.c.AuthorityKeyID
	switch {
	case e.c.Find(oid.AuthorityKeyID) == nil:
		return sawExtensionNames(e)
	case a == nil:
		return e.say("Its authority key identifier does not decode.", "颁发者密钥标识符无法解码。")
	}
	var parts []string
	if a.HasKeyID {
		parts = append(parts, e.say("key identifier ", "密钥标识符 ")+Hex(a.KeyID))
	}
	if a.HasIssuer {
		parts = append(parts, e.say("issuer ", "颁发者 ")+e.firstDirectoryName(a.Issuer))
	}
	if a.HasSerial {
		parts = append(parts, e.say("serial number ", "序列号 ")+Hex(a.Serial))
	}
	if len(parts) == 0 {
		return e.say("Its authority key identifier is empty.", "颁发者密钥标识符为空。")
	}
	s := e.say("Its authority key identifier holds ", "颁发者密钥标识符包含：") + e.list(parts)
	if !a.HasKeyID {
		s += e.say("; no key identifier", "；没有密钥标识符")
	}
	if x := e.c.Find(oid.AuthorityKeyID); x.Critical {
		s += e.say("; marked critical", "；标记为关键")
	}
	return s + e.say(".", "。")
}

func (e evidence) firstDirectoryName(names []cert.GeneralName) string {
	for _, n := range names {
		if n.Name != nil {
			return n.Name.String()
		}
	}
	return e.say("of another kind", "（其他类型）")
}

func (e evidence) name(n cert.Name) string {
	if len(n.Attributes) == 0 {
		return e.say("(empty)", "（空）")
	}
	return n.String()
}

func sawNames(e evidence) string {
	return e.sentence(
		e.say("Subject: ", "主体：")+e.name(e.c.Subject)+e.say(".", "。"),
		e.say("Issuer: ", "颁发者：")+e.name(e.c.Issuer)+e.say(".", "。"),
		sawSAN(e))
}

// maxNamesShown bounds a finding's length; certificates with thousands of names exist.
const maxNamesShown = 8

func sawSAN(e evidence) string {
	critical := ""
	if x := e.c.Find(oid.SubjectAltName); x == nil {
		return e.say("It has no subject alternative names.", "没有主体备用名称。")
	} else if x.Critical {
		critical = e.critical(oid.SubjectAltName)
	}
	if e.c.SubjectAltName == nil {
		return e.say("Its subject alternative names do not decode.", "主体备用名称无法解码。")
	}
	all := *e.c.SubjectAltName
	if len(all) == 0 {
		return e.say("Its subject alternative name extension holds no name.", "主体备用名称扩展里没有名称。")
	}
	var shown []string
	for _, n := range all[:min(len(all), maxNamesShown)] {
		shown = append(shown, n.String())
	}
	s := e.say("Its names: ", "备用名称：") + e.list(shown)
	if more := len(all) - len(shown); more > 0 {
		s += e.say(" and "+strconv.Itoa(more)+" more", " 等 "+strconv.Itoa(len(all))+" 个")
	}
	return s + critical + e.say(".", "。")
}

func sawHost(e evidence) string {
	asked := ""
	if e.s.Host != "" {
		asked = e.say("Asked for ", "要找的是 ") + e.s.Host + e.say(".", "。")
	}
	cn := ""
	if n := e.c.Subject.CommonName(); n != "" {
		cn = e.say("Its common name: ", "通用名：") + n + e.say(".", "。")
	}
	return e.sentence(asked, sawSAN(e), cn)
}

func sawIssuerWanted(e evidence) string {
	wanted := e.say("Issuer wanted: ", "需要的颁发者：") + e.name(e.c.Issuer) + e.say(".", "。")
	if a := e.c.AuthorityKeyID; a != nil && (a.HasKeyID || a.HasSerial) {
		return e.sentence(wanted, sawAKI(e))
	}
	return wanted
}

func sawSelf(e evidence) string {
	return e.say("Subject and issuer: ", "主体与颁发者：") + e.name(e.c.Subject) +
		e.say("; serial number ", "；序列号 ") + Hex(e.c.Serial) + e.say(".", "。")
}

func sawSerial(e evidence) string {
	return e.say("Its serial number: ", "序列号：") + Hex(e.c.Serial) +
		e.say(" (", "（") + strconv.Itoa(len(e.c.Serial)) + e.say(" bytes).", " 字节）。")
}

func sawTrust(e evidence) string {
	if e.c.Trust == nil {
		return ""
	}
	return e.say("Stored with trusted uses: ", "存储的信任用途：") + e.uses(e.c.Trust.Trust) +
		e.say("; rejected uses: ", "；拒绝用途：") + e.uses(e.c.Trust.Reject) + e.say(".", "。")
}

func (e evidence) uses(oids []string) string {
	if len(oids) == 0 {
		return e.say("none", "无")
	}
	var names []string
	for _, o := range oids {
		names = append(names, PurposeName(o))
	}
	return e.list(names)
}

func sawKey(e evidence) string {
	return e.say("Its key: ", "密钥：") + e.c.SPKI.Describe() + e.say(".", "。")
}

func sawSignature(e evidence) string {
	return e.say("Signed with ", "签名算法：") + SignatureName(e.c.OuterAlg.OID) + e.say(" by ", "；颁发者：") +
		e.name(e.c.Issuer) + e.say(".", "。")
}

func sawAlgorithms(e evidence) string {
	return e.say("Inside: ", "内部：") + e.algorithm(e.c.InnerAlg) + e.say("; beside the signature: ", "；签名旁：") +
		e.algorithm(e.c.OuterAlg) + e.say(".", "。")
}

func (e evidence) algorithm(a key.Algorithm) string {
	if a.Params == nil {
		return SignatureName(a.OID) + e.say(" without parameters", "（无参数）")
	}
	return SignatureName(a.OID) + e.say(" with parameters ", "（参数 ") + Hex(a.Params) + e.say("", "）")
}

func sawValidity(e evidence) string {
	s := e.say("Valid from ", "有效期自 ") + e.time(e.c.NotBefore) + e.say(" to ", " 至 ") + e.time(e.c.NotAfter)
	if !e.s.Time.IsZero() {
		s += e.say("; checked at ", "；检查时间 ") + e.s.Time.UTC().Format(time.RFC3339)
	}
	return s + e.say(".", "。")
}

func (e evidence) time(x cert.Time) string {
	u, err := x.UTC()
	if err != nil {
		return strconv.QuoteToASCII(string(x.Content[:min(len(x.Content), 40)]))
	}
	return u.Format("2006-01-02 15:04:05Z")
}

func sawCritical(e evidence) string {
	var names []string
	for _, x := range e.c.Extensions {
		if x.Critical && !cert.HandledCritical(x.OID) {
			names = append(names, ExtensionName(x.OID, e.l)+" ("+x.OID+")")
		}
	}
	if len(names) == 0 {
		return sawExtensionNames(e)
	}
	return e.say("Marked critical and not handled: ", "标为关键但无法处理：") + e.list(names) + e.say(".", "。")
}

func sawVersion(e evidence) string {
	v := e.say("Version field: ", "版本字段：") + "v" + strconv.Itoa(e.c.Version+1)
	if e.c.Version < 0 {
		v = e.say("The version field is negative or out of range", "版本字段为负或超出范围")
	}
	return e.sentence(v+e.say(".", "。"), sawExtensionNames(e))
}
