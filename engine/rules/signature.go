package rules

import "x509strict/engine/code"

// Signatures, keys and their strength.
var signatureRules = []Rule{
	{
		Code:     code.CertSignatureFailure,
		Severity: Stops,
		Cite:     "RFC 5280 section 6.1.3",
		saw:      sawSignature,
		Title:    t("The signature does not fit the issuer's key", "签名与颁发者的密钥不符"),
		Means: t(
			"The certificate was altered after signing, or signed by another key that belongs to a CA of the same name.",
			"证书签名后被改动过，或由同名 CA 的另一把密钥签发。",
		),
		Why: t(
			"After a CA was created anew under its old name, certificates of the old one point to the new one and fail here.",
			"CA 以旧名称重建后，旧 CA 签发的证书会找到新 CA，并在此失败。",
		),
		Fix: t(
			"Give the client the CA whose key signed this certificate, or have the certificate signed again by the present CA.",
			"把真正签发它的 CA 交给客户端，或由现在的 CA 重新签发这张证书。",
		),
	},
	{
		Code:     code.UnableToDecodeIssuerPublicKey,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.1.2.7",
		saw:      sawKey,
		Title:    t("The issuer's public key cannot be read", "颁发者的公钥无法读取"),
		Means: t(
			"The key in the issuer's certificate is of an unknown kind or damaged, so no signature can be checked with it.",
			"颁发者证书里的公钥种类未知或已损坏，无法用来检查签名。",
		),
		Why: t(
			"OpenSSL passes over such issuers while building, so the code is hardly ever seen.",
			"OpenSSL 构建链时会跳过这样的颁发者，因此几乎见不到此代码。",
		),
		Fix: t("Re-issue the CA for a key of a usual kind.", "用常见种类的密钥重新签发 CA。"),
	},
	{
		Code:     code.SignatureAlgorithmInconsistency,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.1.1.2",
		saw:      sawAlgorithms,
		Title:    t("The certificate names two different signature algorithms", "证书写了两个不同的签名算法"),
		Means: t(
			"The algorithm inside the signed part and the one beside the signature differ, in kind or in parameters.",
			"被签部分内的算法与签名旁的算法在种类或参数上不同。",
		),
		Why: t(
			"Only the inner one is protected by the signature; a difference hints at tampering or a faulty generator. The signature check fails as well.",
			"只有内部的受签名保护；两者不同说明被篡改或生成程序有误。签名检查也会失败。",
		),
		Fix: t(
			"Have the certificate signed again by a program that writes the same algorithm in both places.",
			"用在两处写入相同算法的程序重新签发。",
		),
	},
	{
		Code:     code.EcKeyExplicitParams,
		Severity: Stops,
		Cite:     "RFC 5480 section 2.1.1",
		saw:      sawKey,
		Title:    t("The elliptic curve is spelled out instead of named", "椭圆曲线以显式参数写出，而不是用名称"),
		Means: t(
			"The public key lists the curve's parameters; only named curves are allowed in certificates.",
			"公钥列出了曲线参数；证书里只允许命名曲线。",
		),
		Why: t(
			"Chosen parameters once allowed forging signatures (CVE-2020-0601). OpenSSL 3.0 and later refuse them with and without strict mode.",
			"自选参数曾被用来伪造签名（CVE-2020-0601）。OpenSSL 3.0 起无论是否严格都拒绝。",
		),
		Fix: t(
			"Re-issue the certificate with the same key written with its named curve, for instance after openssl ec -param_enc named_curve.",
			"把同一把密钥改成命名曲线写法（openssl ec -param_enc named_curve）后重新签发。",
		),
	},
	{
		Code:     code.EeKeyTooSmall,
		Severity: Stops,
		Cite:     "NIST SP 800-57 part 1 table 2",
		saw:      sawKey,
		Title:    t("The server's key is too short", "服务器的密钥太短"),
		Means: t(
			"The leaf's key offers fewer security bits than the client's level asks for; level 2, Python's default, means RSA 2048 or EC with 224 bits.",
			"叶证书的密钥强度低于客户端安全级别；Python 默认级别 2 要求 RSA 2048 或 224 位 EC。",
		),
		Why: t(
			"Short keys can be factored. The level comes from the client's cipher setting, not from strict mode.",
			"短密钥可被破解。级别由客户端的密码套件设置决定，与严格模式无关。",
		),
		Fix: t(
			"Make a new key of RSA 2048 or more, or EC P-256, and have a certificate issued for it.",
			"生成 RSA 2048 以上或 EC P-256 的新密钥并重新申请证书。",
		),
	},
	{
		Code:     code.CaKeyTooSmall,
		Severity: Stops,
		Cite:     "NIST SP 800-57 part 1 table 2",
		saw:      sawKey,
		Title:    t("The CA's key is too short", "CA 的密钥太短"),
		Means: t(
			"The key of this CA offers fewer security bits than the client's level asks for; the trust anchor is checked too.",
			"此 CA 的密钥强度低于客户端安全级别；信任锚也检查。",
		),
		Why: t(
			"Whoever breaks the CA's key can issue anything. The level comes from the client's cipher setting.",
			"CA 密钥被破解就能签发任意证书。级别由客户端的密码套件设置决定。",
		),
		Fix: t(
			"This cannot be mended in place: create a CA with a new key and have its certificates issued again.",
			"无法原地修复：用新密钥建立 CA，并重新签发其下证书。",
		),
	},
	{
		Code:     code.CaMdTooWeak,
		Severity: Stops,
		Cite:     "RFC 6194",
		saw:      sawSignature,
		Title:    t("The certificate is signed with a digest that is too weak", "证书签名所用的摘要算法太弱"),
		Means: t(
			"The signature uses MD5, SHA-1 or another digest below the client's level. The last certificate of the chain is exempt.",
			"签名使用了 MD5、SHA-1 等低于客户端级别的摘要。链上最后一张不检查。",
		),
		Why: t("Collisions of these digests have been used to forge certificates.", "这些摘要的碰撞曾被用来伪造证书。"),
		Fix: t("Have the certificate signed again with SHA-256; keys and names stay.", "用 SHA-256 重新签发；密钥和名称不变。"),
	},
}
