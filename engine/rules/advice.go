package rules

import (
	"math/big"
	"strconv"
	"strings"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
)

// Advice of our own: what no OpenSSL event stands for, but other clients, later releases or the calendar object to.
var adviceRules = []Rule{
	{
		Slug:     "expires-soon",
		Severity: WillStop,
		Cite:     "RFC 5280 section 4.1.2.5",
		saw:      sawValidity,
		Title:    t("The certificate expires soon", "证书即将过期"),
		Means:    t("The certificate's end is less than 30 days away.", "距证书到期不足 30 天。"),
		Why: t(
			"From that moment every client refuses the chain, whatever else is mended today.",
			"届时所有客户端都会拒绝，不论今天修好了什么。",
		),
		Fix: t("When it is re-issued anyway, give it a later end.", "既然要重新签发，不妨同时延长有效期。"),
	},
	{
		Slug:     "weak-signature-digest",
		Severity: WillStop,
		Cite:     "RFC 6194",
		saw:      sawSignature,
		Title:    t("The certificate is signed with SHA-1 or MD5", "证书用 SHA-1 或 MD5 签名"),
		Means: t(
			"The signature on this certificate rests on a digest with practical collisions.",
			"签名所依赖的摘要已有可行的碰撞攻击。",
		),
		Why: t(
			"Clients at security level 2, Go, browsers and Apple's systems refuse it on everything but a trust anchor. Java refuses MD5, and SHA-1 under public CAs only.",
			"安全级别 2 的客户端、Go、浏览器和苹果系统都会拒绝（信任锚除外）；Java 拒绝 MD5，SHA-1 只在公共 CA 之下拒绝。",
		),
		Fix: t("Have it signed again with SHA-256.", "用 SHA-256 重新签发。"),
	},
	{
		Slug:     "short-key",
		Severity: WillStop,
		Cite:     "NIST SP 800-57 part 1 table 2",
		saw:      sawKey,
		Title:    t("The key is short for today", "密钥长度不足"),
		Means: t(
			"The key offers fewer than 112 bits of security: RSA under 2048 bits, or a curve under 224.",
			"密钥强度低于 112 位：RSA 小于 2048 位，或曲线小于 224 位。",
		),
		Why: t(
			"OpenSSL at level 2, Python's default, refuses it, and so do browsers and Apple's systems.",
			"OpenSSL 级别 2（Python 默认）、浏览器和苹果系统都会拒绝。",
		),
		Fix: t(
			"Make a new key: RSA 2048 or more, or EC P-256. A key cannot be lengthened by re-issuing.",
			"换新密钥：RSA 2048 以上或 EC P-256；重新签发不能加长密钥。",
		),
	},
	{
		Slug:     "missing-subject-alt-name",
		Severity: WillStop,
		Cite:     "RFC 9525 section 6.1",
		saw:      sawNames,
		Title:    t("The server certificate has no subject alternative names", "服务器证书没有主体备用名称"),
		Means:    t("The certificate names its host in the common name only.", "证书只在通用名里写了主机名。"),
		Why: t(
			"Python, OpenSSL and Java (for names, not for addresses) still fall back to the common name; Go, browsers and Apple's systems do not.",
			"Python、OpenSSL 和 Java（仅限域名，不含 IP 地址）仍会看通用名；Go、浏览器和苹果系统不会。",
		),
		Fix: t(
			"Have it issued again with every name and address in subjectAltName.",
			"重新签发，把所有名称和地址写进 subjectAltName。",
		),
	},
	{
		Slug:     "missing-extended-key-usage",
		Severity: Advice,
		Cite:     "RFC 5280 section 4.2.1.12",
		saw:      sawExtensionNames,
		Title:    t("The server certificate has no extended key usage", "服务器证书没有扩展密钥用法"),
		Means:    t("Nothing limits the certificate to TLS servers.", "没有任何内容把证书限定为 TLS 服务器用途。"),
		Why: t(
			"OpenSSL accepts it for any purpose; Apple's systems refuse server certificates without serverAuth.",
			"OpenSSL 视为任何用途都可；苹果系统会拒绝没有 serverAuth 的服务器证书。",
		),
		Fix: t(
			"When it is issued again, add extendedKeyUsage = serverAuth.",
			"重新签发时加上 extendedKeyUsage = serverAuth。",
		),
	},
	{
		Slug:     "long-validity",
		Severity: Advice,
		Cite:     "Apple 103769",
		saw:      sawValidity,
		Title:    t("The server certificate is valid for more than 825 days", "服务器证书有效期超过 825 天"),
		Means: t(
			"The time from start to end is longer than Apple's systems accept for a server certificate, from private CAs too.",
			"有效期超过苹果系统对服务器证书（包括私有 CA 签发的）的上限。",
		),
		Why: t(
			"Python, OpenSSL, Go and Java do not care; Safari, curl on macOS with the system's verifier and iOS apps refuse it.",
			"Python、OpenSSL、Go、Java 不在意；Safari、使用系统验证的 macOS curl 和 iOS 应用会拒绝。",
		),
		Fix: t("If such clients connect, have it issued for 825 days or less.", "若有这类客户端，请签发 825 天以内的证书。"),
	},
	{
		Slug:     "serial-number-not-positive",
		Severity: WillStop,
		Cite:     "RFC 5280 section 4.1.2.2",
		saw:      sawSerial,
		Title:    t("The serial number is zero or negative", "序列号为零或负数"),
		Means:    t("Serial numbers must be positive.", "序列号必须为正数。"),
		Why: t(
			"OpenSSL does not look; Go refuses to parse a negative one since 1.23.",
			"OpenSSL 不检查；Go 1.23 起拒绝解析负序列号。",
		),
		Fix: t(
			"Issue it with a positive serial number. Mind that leaves which name the old serial number must then be issued again.",
			"用正的序列号重新签发。注意：写明旧序列号的叶证书也要重新签发。",
		),
	},
	{
		Slug: "serial-number-too-long", Severity: WillStop, Cite: "RFC 5280 section 4.1.2.2", saw: sawSerial,
		Title: t("The serial number is longer than 20 bytes", "序列号超过 20 字节"),
		Means: t("RFC 5280 limits serial numbers to 20 bytes.", "RFC 5280 规定序列号不超过 20 字节。"),
		Why:   t("OpenSSL does not look; GnuTLS and others may refuse to read it.", "OpenSSL 不检查；GnuTLS 等可能拒绝读取。"),
		Fix:   t("Issue it with a serial number of 16 random bytes.", "改用 16 字节随机序列号签发。"),
	},
	{
		Slug:     "authority-key-identifier-pins-serial",
		Severity: Advice,
		Cite:     "RFC 5280 section 4.2.1.1",
		saw:      sawAKI,
		Title:    t("The certificate pins its CA's serial number", "证书固定了 CA 的序列号"),
		Means: t(
			"The authority key identifier holds the issuer's issuer and serial number beside the key identifier.",
			"AKI 除密钥标识符外还写了颁发者证书的颁发者与序列号。",
		),
		Why: t(
			"OpenSSL demands that every part matches: a CA re-issued with a new serial number no longer fits this certificate, and clients say that the issuer is unknown.",
			"OpenSSL 要求每一部分都匹配：CA 换序列号重新签发后，与这张证书不再匹配，客户端会报告找不到颁发者。",
		),
		Fix: t(
			"Keep the serial number when re-issuing the CA. In new certificates write authorityKeyIdentifier = keyid only.",
			"重新签发 CA 时保留序列号。新证书里只写 authorityKeyIdentifier = keyid。",
		),
	},
	{
		Slug: "key-usage-not-critical", Severity: Advice, Cite: "RFC 5280 section 4.2.1.3", saw: sawKeyUsage,
		Title: t("The CA's key usage is not marked critical", "CA 的密钥用法没有标记为关键"),
		Means: t("RFC 5280 recommends the mark for key usage.", "RFC 5280 建议把密钥用法标记为关键。"),
		Why:   t("No OpenSSL release checks it; linters and public root programs do.", "OpenSSL 各版本都不检查；审查工具和公共根计划会。"),
		Fix:   t("When the CA is re-issued anyway, mark key usage critical.", "既然要重新签发，不妨同时标记为关键。"),
	},
	{
		Slug:     "duplicate-extension",
		Severity: WillStop,
		Cite:     "RFC 5280 section 4.2",
		saw:      sawExtensionNames,
		Title:    t("An extension occurs twice", "有扩展重复出现"),
		Means:    t("A certificate must not hold two extensions of one kind.", "同一种扩展不得出现两次。"),
		Why: t(
			"OpenSSL treats such an extension as damaged, Go refuses to parse the certificate, and OpenSSL's development branch has an error of its own for it.",
			"OpenSSL 把这样的扩展当作损坏，Go 拒绝解析证书，OpenSSL 开发分支为此新设了错误代码。",
		),
		Fix: t("Have the certificate issued again with each extension once.", "重新签发，每种扩展只写一次。"),
	},
	{
		Slug:     "single-certificate-chain",
		Severity: Advice,
		Cite:     "OpenSSL check_extensions",
		saw:      sawSelf,
		Title:    t("Strict checks do not look at a chain of one certificate", "单证书链不受严格检查"),
		Means: t(
			"The server's certificate is its own trust anchor, and OpenSSL runs most strict checks only on chains of two or more.",
			"服务器证书就是自己的信任锚，而 OpenSSL 的多数严格检查只针对两张以上的链。",
		),
		Why: t(
			"It is accepted as it is. The same certificate used as a CA for another would be judged in full.",
			"照此使用会被接受。若用它给别的证书作 CA，就会受到全部检查。",
		),
		Fix: t(
			"Nothing for now; do not take this as proof that the certificate is a good CA.",
			"目前无需处理；但不要据此认为它是合格的 CA。",
		),
	},
}

// Finding is a rule that applies to a certificate.
type Finding struct {
	Rule *Rule
	Explanation
}

// Advise lists the advice that applies to c. raised holds the codes of the events already reported for c: advice that
// says the same as one of them is left out. A zero s.Time leaves out what depends on the calendar.
func Advise(c *cert.Certificate, s Situation, raised []code.Code, l lang.Lang) []Finding {
	var out []Finding
	add := func(slug string, applies bool, same ...code.Code) {
		if !applies || slicesMeet(raised, same) {
			return
		}
		r := BySlug(slug)
		out = append(out, Finding{r, r.Explain(c, s, l)})
	}
	leaf := s.Depth == 0 && !c.IsCA()
	add("expires-soon", expiresSoon(c, s.Time), code.CertHasExpired)
	add("weak-signature-digest", !c.SelfSigned() && collides(c.OuterAlg.WeakDigest()), code.CaMdTooWeak)
	add("short-key", shortKey(c), code.EeKeyTooSmall, code.CaKeyTooSmall)
	add("duplicate-extension", twice(c) != "")
	leaf = leaf && !s.Client
	add("missing-subject-alt-name", leaf && c.Find(oid.SubjectAltName) == nil, code.SubjectNameEmpty)
	add("missing-extended-key-usage", leaf && c.Find(oid.ExtKeyUsage) == nil)
	add("long-validity", leaf && longValidity(c))
	add("serial-number-not-positive", !positive(c.Serial))
	add("serial-number-too-long", len(c.Serial) > 20)
	add(
		"authority-key-identifier-pins-serial",
		!c.SelfSigned() && c.AuthorityKeyID != nil && c.AuthorityKeyID.HasSerial,
		code.MissingAuthorityKeyIdentifier,
		code.EmptyAuthorityKeyIdentifier,
		code.AkidIssuerSerialNotPaired,
	)
	add("key-usage-not-critical", c.IsCA() && notCritical(c, oid.KeyUsage))
	add("single-certificate-chain", s.Alone && c.SelfSigned(), code.DepthZeroSelfSignedCert)
	return out
}

func slicesMeet(a, b []code.Code) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

const day = 24 * time.Hour

func expiresSoon(c *cert.Certificate, now time.Time) bool {
	end, err := c.NotAfter.UTC()
	return err == nil && !now.IsZero() && end.After(now) && end.Sub(now) < 30*day
}

func longValidity(c *cert.Certificate) bool {
	from, err1 := c.NotBefore.UTC()
	to, err2 := c.NotAfter.UTC()
	return err1 == nil && err2 == nil && to.After(from.Add(825*day))
}

// collides reports whether a digest is one of the two that the rule's text speaks of.
func collides(digest string) bool { return digest == "MD5" || digest == "SHA-1" }

// shortKey goes by what [key.Info.Describe] says, whose second word is the size in bits for RSA and
// DSA.
func shortKey(c *cert.Certificate) bool {
	kind, rest, _ := strings.Cut(c.SPKI.Describe(), " ")
	size, _, _ := strings.Cut(rest, " ")
	n, err := strconv.Atoi(size)
	switch kind {
	case "RSA", "DSA":
		return err == nil && n < 2048
	case "EC":
		return rest == "P-192"
	}
	return false
}

func positive(serial []byte) bool {
	return len(serial) > 0 && serial[0] < 0x80 && new(big.Int).SetBytes(serial).Sign() > 0
}

func notCritical(c *cert.Certificate, oid string) bool {
	e := c.Find(oid)
	return e != nil && !e.Critical
}

// twice returns the OID of the first extension that occurs a second time, or "".
func twice(c *cert.Certificate) string {
	for i, e := range c.Extensions {
		for _, f := range c.Extensions[:i] {
			if e.OID == f.OID {
				return e.OID
			}
		}
	}
	return ""
}
