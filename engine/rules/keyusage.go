package rules

import "x509strict/engine/code"

// Key usage and extended key usage: what a key may be used for.
var keyUsageRules = []Rule{
	{
		Code:     code.CaCertMissingKeyUsage,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.3",
		saw:      sawExtensionNames,
		Title:    t("The CA certificate has no key usage extension", "CA 证书没有密钥用法扩展"),
		Means: t("The certificate is a CA, and nothing in it says that its key may sign certificates.",
			"这张证书是 CA，但其中没有说明它的密钥可以签发证书。"),
		Why: t(
			"RFC 5280 requires every CA certificate to carry key usage; most clients let its absence pass, strict verification does not.",
			"RFC 5280 要求每张 CA 证书都带密钥用法；多数客户端不追究，严格模式会拒绝。",
		),
		Fix: t(
			"Re-issue the CA with the same key, name, key identifier and serial number, adding key usage, critical, with certificate sign and CRL sign. Hand the new CA file to the clients; certificates it has signed stay valid.",
			"用同一把密钥、同样的名称、密钥标识符和序列号重新签发这张 CA，加上关键的密钥用法扩展（证书签名、CRL 签名），再把新的 CA 文件发给客户端；它签过的证书继续有效。",
		),
	},
	{
		Code:     code.KuKeyCertSignInvalidForNonCa,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.3",
		saw:      sawUsageAndCA,
		Title:    t("Key usage allows signing certificates, but this is not a CA", "密钥用法允许签发证书，但这不是 CA 证书"),
		Means: t(
			"The certificate grants its key the right to sign certificates without basic constraints that make it a CA.",
			"这张证书允许其密钥签发证书，却没有把自己标为 CA 的基本约束。",
		),
		Why: t(
			"The two extensions contradict each other, and a verifier that trusted only one of them could take an ordinary server for a CA.",
			"两个扩展互相矛盾；只看其中一个的程序可能把普通服务器当成 CA。",
		),
		Fix: t(
			"Re-issue the certificate without the certificate sign bit, or, if it really is a CA, with critical basic constraints that say so.",
			"重新签发：去掉“证书签名”位；如果它确实是 CA，则加上关键的基本约束 CA:TRUE。",
		),
	},
	{
		Code:     code.KeyusageNoCertsign,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.3",
		saw:      sawKeyUsage,
		Title:    t("The issuer's key usage does not allow signing certificates", "颁发者的密钥用法不允许签发证书"),
		Means: t("A certificate of this chain was signed by a certificate whose key usage leaves certificate sign out.",
			"链中有证书由它签发，而它的密钥用法里没有“证书签名”。"),
		Why: t(
			"Key usage is a promise about what the key does; a signature outside of that promise is not to be believed, by any client.",
			"密钥用法是对密钥可作何用的承诺，超出承诺的签名任何客户端都不应相信。",
		),
		Fix: t(
			"Re-issue the CA with the same key and a key usage that includes certificate sign; if it was never meant to be a CA, have the leaf signed by the right one.",
			"用同一把密钥重新签发 CA，密钥用法加上“证书签名”；若它本来就不是 CA，请让正确的 CA 签发叶证书。",
		),
	},
	{
		Code:     code.KeyusageNoDigitalSignature,
		Severity: Stops,
		Cite:     "RFC 3820 section 3.6",
		saw:      sawKeyUsage,
		Title:    t("The issuer of a proxy certificate may not make digital signatures", "代理证书的颁发者不允许做数字签名"),
		Means: t(
			"The chain holds a proxy certificate, and the certificate that issued it has a key usage without digital signature.",
			"链中有代理证书，而签发它的证书的密钥用法里没有“数字签名”。",
		),
		Why: t("RFC 3820 demands the bit of every issuer of a proxy certificate.", "RFC 3820 要求代理证书的颁发者具有这一位。"),
		Fix: t(
			"Re-issue the end-entity certificate with digital signature in its key usage, or do without the proxy certificate.",
			"重新签发终端证书，密钥用法加上“数字签名”；或者不再使用代理证书。",
		),
	},
	{
		Code:     code.InvalidPurpose,
		Severity: Stops,
		Cite:     "RFC 5280 sections 4.2.1.3 and 4.2.1.12",
		saw:      sawPurpose,
		Title:    t("The certificate is not meant for this purpose", "证书的用途不符"),
		Means: t(
			"Extended key usage, key usage or the Netscape type of this certificate leaves out what it is being used for.",
			"这张证书的扩展密钥用法、密钥用法或 Netscape 类型不包含当前用途。",
		),
		Why: t(
			"OpenSSL checks the purpose on every certificate of the chain, the trust anchor included, and anyExtendedKeyUsage does not satisfy it.",
			"OpenSSL 对链上每张证书（包括信任锚）都检查用途，anyExtendedKeyUsage 不能代替。",
		),
		Fix: t(
			"Re-issue it with serverAuth (or clientAuth for a client) in its extended key usage; on a CA, leave extended key usage out.",
			"重新签发：扩展密钥用法加入 serverAuth（客户端证书用 clientAuth）；CA 证书则不要带扩展密钥用法。",
		),
	},
}
