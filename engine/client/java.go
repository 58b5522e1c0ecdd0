//go:build !lean

package client

import (
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/javapkix"
	"x509strict/engine/lang"
	"x509strict/engine/verify"
)

// The Java releases that get support for years: what server software in Java runs on, one of them or another.
var (
	java17 = javaRow(javapkix.Java17, &Client{ID: "java-17", About: lang.Text{
		EN: "As later releases, but a wildcard may stand in any label of a name, and alternative names that it cannot read count as absent.",
		ZH: "与后续版本相同，但通配符可以出现在名称的任何一段，读不懂的备用名称当作不存在。",
	}})
	java21 = javaRow(javapkix.Java21, &Client{ID: "java-21", About: lang.Text{
		EN: "A wildcard stands in the first label of a name only. Dates, key usage, purposes and name constraints are checked on all but the trusted certificate.",
		ZH: "通配符只能出现在名称的第一段。除受信任的证书外，每张证书都检查有效期、密钥用法、用途和名称约束。",
	}})
	java25 = javaRow(javapkix.Java25, &Client{ID: "java-25", About: lang.Text{
		EN: "As Java 21 in all that private CAs meet; it names other keys and knows post-quantum ones, which are not checked here.",
		ZH: "就私有 CA 而言与 Java 21 相同；另支持后量子密钥，此处未检查。",
	}})
)

// javaRow completes the row of a release: its About says how it differs.
func javaRow(r javapkix.Release, c *Client) *Client {
	number := strings.TrimPrefix(c.ID, "java-")
	c.Name = lang.Text{
		EN: "Java " + number + " (Elasticsearch, Logstash, Kafka, Keycloak, Jenkins)",
		ZH: "Java " + number + "（Elasticsearch、Logstash、Kafka、Keycloak、Jenkins）",
	}
	c.About = lang.Text{
		EN: "PKIX and JSSE with a trust store of its own. Wants basic constraints on a trusted certificate and digitalSignature in a server's key usage; asks of a trusted certificate neither dates nor path length; takes partial chains. " + c.About.EN,
		ZH: "PKIX 与 JSSE，使用自己的信任库。受信任的证书须有基本约束，服务器的密钥用法须含 digitalSignature；不看受信任证书的有效期和路径长度；接受部分链。" + c.About.ZH,
	}
	c.Source = "https://docs.oracle.com/en/java/javase/" + number + "/security/java-pki-programmers-guide.html"
	c.Group, c.Version, c.Compared, c.Program = Java, "OpenJDK "+number, true, javaProgram{r}
	return c
}

// javaProgram is an SSLContext with the trusted certificates in its trust store, asked for HTTPS.
type javaProgram struct{ release javapkix.Release }

func (p javaProgram) Alike(Case) any { return p }

func (p javaProgram) Ask(v *verify.Verifier, k Case) Answer {
	name := ""
	if k.As == OfServer {
		var why lang.Text
		if name, why = serverName(k); why != (lang.Text{}) {
			return Unknown(why)
		}
	}
	sent := []*cert.Certificate{k.Leaf}
	for _, c := range k.Untrusted {
		if c != k.Leaf {
			sent = append(sent, c)
		}
	}
	a := javapkix.Check(p.release, javapkix.Case{
		Sent:    handed(sent),
		Trusted: handed(k.Trusted),
		Host:    name,
		Client:  k.As == OfClient,
		Time:    k.Time,

		Readings: verify.Kept[javapkix.Readings](v),
		Signature: func(child, issuer *cert.Certificate) (bool, string) {
			return k.Signature(v, child, issuer)
		},
		Assumed: k.assumes,
	})
	switch {
	case a.Unknown != "":
		return unchecked(a.Unknown)
	case a.Accepted:
		var path []*cert.Certificate
		for i, n := range a.Path {
			if i > 0 && i == len(a.Path)-1 {
				path = append(path, k.Trusted[n])
			} else {
				path = append(path, sent[n])
			}
		}
		return Accept(path, len(path)-1)
	}
	path, trusted := k.Path(v)
	blame := a.Blame
	if blame == nil {
		blame = k.Leaf
	}
	answer := Refuse(path, trusted, Reason{
		Certificate: blame, Name: javaName(a.Message), Text: a.Message, Rule: javaRule(a, blame, k)})
	answer.Message = a.Exception
	return answer
}

func handed(list []*cert.Certificate) (out []javapkix.Given) {
	for _, c := range list {
		out = append(out, javapkix.Given{DER: c.Raw, Parsed: c})
	}
	return out
}

// javaName is the class of an exception.
func javaName(message string) string {
	class, _, _ := strings.Cut(message, ":")
	return class
}

// javaRules are the rules of refusals that have one meaning.
var javaRules = map[javapkix.Kind]string{
	javapkix.Signature:      "cert-signature-failure",
	javapkix.Algorithm:      "signature-algorithm-not-taken",
	javapkix.Constraints:    "invalid-ca",
	javapkix.AnchorNotCA:    "trusted-certificate-is-no-ca",
	javapkix.AnchorKeyUsage: "keyusage-no-certsign",
	javapkix.CAKeyUsage:     "keyusage-no-certsign",
	javapkix.PathLength:     "path-length-exceeded",
	javapkix.Names:          "permitted-violation",
	javapkix.Policies:       "policy-required-but-absent",
	javapkix.Critical:       "unhandled-critical-extension",
	javapkix.KeyUsage:       "server-key-usage-no-digital-signature",
	javapkix.ExtKeyUsage:    "invalid-purpose",
	javapkix.NetscapeType:   "invalid-purpose",
	javapkix.Internal:       "java-fails-inside",
}

// javaReading are the rules of certificates that Java does not read, by what it says of them.
var javaReading = []struct{ says, rule string }{
	{"Duplicate extensions", "duplicate-extension"},
	{"Empty issuer DN", "issuer-name-empty"},
	{"MUST be marked critical", "empty-subject-san-not-critical"},
	{"subject field is empty", "subject-name-empty"},
	{"Empty subject DN", "subject-name-empty"},
	{"not allowed in v2", "extensions-require-version-3"},
	{"version 1 certificate", "extensions-require-version-3"},
	{"Signature algorithm mismatch", "signature-algorithm-inconsistency"},
	{"Only named ECParameters", "ec-key-explicit-params"},
	{"Unknown named curve", "server-key-not-supported"},
	{"subject key", "server-key-not-supported"},
	{"chain length", "cert-chain-too-long"},
	{" time", "error-in-cert-not-before-field"},
	{"CertificateValidity", "error-in-cert-not-before-field"},
	{"URI name", "invalid-extension"},
	{"IPAddressName", "invalid-extension"},
	{"for GeneralNames", "invalid-extension"},
	{"passed DER encoded value", "invalid-extension"},
}

func javaRule(a javapkix.Answer, c *cert.Certificate, k Case) string {
	switch a.Kind {
	case javapkix.NoPath:
		if c == k.Leaf && c.SelfIssued() {
			return "depth-zero-self-signed-cert"
		}
		return unknownIssuer(c, k)
	case javapkix.NotTrusted:
		return "unable-to-get-issuer-cert-locally"
	case javapkix.Validity:
		if strings.Contains(a.Exception, "CertificateExpiredException") {
			return "cert-has-expired"
		}
		return "cert-not-yet-valid"
	case javapkix.KeySize:
		if c == k.Leaf {
			return "ee-key-too-small"
		}
		return "ca-key-too-small"
	case javapkix.Host:
		return wrongName(c, k)
	case javapkix.Unreadable:
		for _, r := range javaReading {
			if strings.Contains(a.Exception, r.says) {
				return r.rule
			}
		}
		return "not-der"
	}
	return javaRules[a.Kind]
}
