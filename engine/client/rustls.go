//go:build !lean

package client

import (
	"slices"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/key"
	"x509strict/engine/lang"
	"x509strict/engine/verify"
	"x509strict/engine/webpki"
)

// rustls are the clients built on rustls, by the provider of their cryptography.
var rustls = []*Client{
	{
		ID: "rustls-ring",
		Name: lang.Text{
			EN: "rustls with ring (uv before 0.11, reqwest 0.12)",
			ZH: "rustls + ring（0.11 之前的 uv、reqwest 0.12）",
		},
		About: lang.Text{
			EN: "Refuses a CA:TRUE server certificate, version 1, names that differ in a byte, RSA under 2048 bits and P-521. Of a trusted certificate it uses name, key and name constraints only, so dates and flags there do not matter. Not this: uv on macOS and Windows with system certificates.",
			ZH: "拒绝 CA:TRUE 的服务器证书、v1 证书、哪怕差一个字节的名称、2048 位以下的 RSA 和 P-521。对受信任的证书只用名称、公钥和名称约束，其有效期和标志都不看。不包括使用系统证书的 macOS 和 Windows 版 uv。",
		},
		Source: "https://github.com/rustls/webpki/blob/rel-0.103/src/verify_cert.rs", Group: Rust,
		Version: "rustls-webpki 0.103", Compared: true, Program: webpkiProgram{provider: webpki.Ring},
	},
	{
		ID: "rustls-aws-lc",
		Name: lang.Text{
			EN: "rustls with aws-lc (uv 0.11, Deno, reqwest 0.13)",
			ZH: "rustls + aws-lc（uv 0.11、Deno、reqwest 0.13）",
		},
		About: lang.Text{
			EN: "The same verifier as rustls with ring, and aws-lc-rs for signatures, rustls' own default: it knows P-521 and compressed points as well.",
			ZH: "验证逻辑与 rustls + ring 相同，签名由 rustls 默认的 aws-lc-rs 计算：还支持 P-521 和压缩点。",
		},
		Source: "https://github.com/rustls/webpki/blob/rel-0.103/src/aws_lc_rs_algs.rs", Group: Rust,
		Version: "rustls-webpki 0.103", Compared: true, Program: webpkiProgram{provider: webpki.AWSLC, strict: true},
	},
}

// webpkiProgram is rustls with one provider.
type webpkiProgram struct {
	provider *webpki.Provider
	strict   bool // stops at a CA file with a certificate that is no anchor for webpki, as Deno does
}

func (p webpkiProgram) Alike(Case) any { return p }

func (p webpkiProgram) Ask(v *verify.Verifier, k Case) Answer {
	if k.As == OfClient {
		return Unknown(lang.Text{
			EN: "not checked: a rustls server, which judges a client's certificate, has not been compared",
			ZH: "未检查：rustls 服务器如何验证客户端证书尚未与真实程序比对",
		})
	}
	host := strings.TrimSuffix(strings.TrimPrefix(k.Name(), "["), "]")
	if host != "" && !webpki.ValidHost(host) {
		return Unknown(lang.Text{
			EN: "not checked: rustls takes this for no host name, and connects to nothing",
			ZH: "未检查：rustls 不认为这是主机名，不会连接",
		})
	}
	known := map[*byte]*cert.Certificate{}
	raw := func(list ...*cert.Certificate) (out [][]byte) {
		for _, c := range list {
			known[&c.Raw[0]] = c
			out = append(out, c.Raw)
		}
		return out
	}
	readings := verify.Kept[webpki.Readings](v)
	in := webpki.Input{Provider: p.provider, Leaf: raw(k.Leaf)[0], Sent: raw(k.Untrusted...),
		Anchors: raw(k.Trusted...), Host: host, Time: k.Time, Readings: readings, AssumedLeaf: k.AssumedLeaf}
	in.Signature = func(child, issuer []byte) (bool, string) {
		return k.Signature(v, known[&child[0]], known[&issuer[0]])
	}
	if k.AssumedRoot != nil {
		in.AssumedAnchor = k.AssumedRoot.Raw
	}
	unread := func(c *cert.Certificate) bool { return readings.CheckAnchor(c.Raw) != nil }
	at := slices.IndexFunc(k.Trusted, unread)
	if at >= 0 && p.strict {
		err := readings.CheckAnchor(k.Trusted[at].Raw)
		return Refuse(k.Trusted[at:at+1], 0, Reason{
			Certificate: k.Trusted[at], Name: string(err.Kind), Text: err.Line(),
			Rule: k.webpkiRule(err, k.Trusted[at])})
	}
	verdict := webpki.Verify(in)
	if at >= 0 && verdict.Err == nil {
		return Unknown(lang.Text{
			EN: "not checked: rustls cannot read a certificate of the CA file; uv passes over it, reqwest stops",
			ZH: "未检查：rustls 读不了 CA 文件中的一张证书；uv 会跳过，reqwest 会报错",
		})
	}
	if verdict.Skipped != "" {
		return Unknown(lang.Text{EN: "not checked: " + verdict.Skipped, ZH: "未检查：" + verdict.Skipped})
	}
	var path []*cert.Certificate
	for _, c := range verdict.Path {
		path = append(path, known[&c.Raw[0]])
	}
	trusted := len(path)
	if verdict.Anchor != nil {
		path = append(path, known[&verdict.Anchor[0]])
	}
	reason := func(e *webpki.Error) Reason {
		r := Reason{Name: string(e.Kind), Text: e.Line()}
		if e.At != nil {
			r.Certificate = known[&e.At.Raw[0]]
		}
		r.Rule = k.webpkiRule(e, r.Certificate)
		return r
	}
	if verdict.Err != nil {
		return Refuse(path, trusted, reason(verdict.Err))
	}
	a := Accept(path, trusted)
	for _, e := range verdict.Later {
		r := reason(e)
		r.Since = webpki.Coming
		a.Later = append(a.Later, r)
	}
	return a
}

// webpkiRules are the rules that explain webpki's errors, where the kind alone decides.
var webpkiRules = map[webpki.Kind]string{
	webpki.BadDer:                           "not-der",
	webpki.BadDerTime:                       "not-der",
	webpki.TrailingData:                     "not-der",
	webpki.CaUsedAsEndEntity:                "ca-used-as-server-certificate",
	webpki.CertExpired:                      code.CertHasExpired.Slug(),
	webpki.CertNotValidYet:                  code.CertNotYetValid.Slug(),
	webpki.InvalidCertValidity:              "validity-reversed",
	webpki.EmptyEkuExtension:                code.InvalidPurpose.Slug(),
	webpki.RequiredEkuNotFoundContext:       code.InvalidPurpose.Slug(),
	webpki.EndEntityUsedAsCa:                code.InvalidCa.Slug(),
	webpki.ExtensionValueInvalid:            "duplicate-extension",
	webpki.InvalidNetworkMaskConstraint:     code.UnsupportedNameSyntax.Slug(),
	webpki.MalformedDNSIdentifier:           code.UnsupportedNameSyntax.Slug(),
	webpki.MalformedNameConstraint:          code.UnsupportedNameSyntax.Slug(),
	webpki.NameConstraintViolation:          code.PermittedViolation.Slug(),
	webpki.PathLenConstraintViolated:        code.PathLengthExceeded.Slug(),
	webpki.SignatureAlgorithmMismatch:       code.SignatureAlgorithmInconsistency.Slug(),
	webpki.UnsupportedCertVersion:           "not-version-3",
	webpki.UnsupportedCriticalExtension:     code.UnhandledCriticalExtension.Slug(),
	webpki.HandshakeFailure:                 "server-key-not-supported",
	webpki.IssuerNotCertSigner:              code.KeyusageNoCertsign.Slug(),
	webpki.EndEntityCertHasCertSignKeyUsage: code.KuKeyCertSignInvalidForNonCa.Slug(),
	webpki.KeyUsageMissingDigitalSignature:  "server-key-usage-no-digital-signature",

	webpki.UnsupportedSignatureAlgorithmForPublicKeyContext: "signature-algorithm-not-taken",

	webpki.MaximumNameConstraintComparisonsExceeded: "path-search-limits",
	webpki.MaximumPathBuildCallsExceeded:            "path-search-limits",
	webpki.MaximumPathDepthExceeded:                 "path-search-limits",
	webpki.MaximumSignatureChecksExceeded:           "path-search-limits",
}

// webpkiRule is the slug of the rule that explains an error; c is the certificate to blame.
func (k Case) webpkiRule(e *webpki.Error, c *cert.Certificate) string {
	switch e.Kind {
	case webpki.UnknownIssuer:
		return unknownIssuer(c, k)
	case webpki.CertNotValidForName:
		return wrongName(k.Leaf, k)
	case webpki.InvalidSignatureForPublicKey:
		for _, i := range slices.Concat([]*cert.Certificate{k.Leaf}, k.Untrusted, k.Trusted) {
			if public := i.SPKI.Decode(); public.Kind == key.RSA && public.Bits < 2048 {
				return "short-key"
			}
		}
		return code.CertSignatureFailure.Slug()
	case webpki.UnsupportedSignatureAlgorithmContext:
		if c != nil && c.OuterAlg.WeakDigest() != "" {
			return "weak-signature-digest"
		}
		return "signature-algorithm-not-taken"
	}
	return webpkiRules[e.Kind]
}
