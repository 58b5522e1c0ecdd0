package rules

import "x509strict/engine/code"

// Key identifiers: how a certificate names its own key and its issuer's.
var keyIDRules = []Rule{
	{
		Code:     code.MissingAuthorityKeyIdentifier,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.1",
		saw:      sawAKI,
		Title:    t("The certificate does not name its issuer's key", "证书没有标明颁发者的密钥"),
		Means: t(
			"The authority key identifier extension is absent, or in OpenSSL 3.x it is there without a key identifier, with issuer and serial number only.",
			"颁发者密钥标识符（AKI）扩展缺失；在 OpenSSL 3.x 中，只有颁发者和序列号而没有密钥标识符也算缺失。",
		),
		Why: t(
			"RFC 5280 requires it on every certificate but a self-signed one, so that a verifier finds the right issuer among several of one name.",
			"RFC 5280 要求除自签名证书外都要有，验证者才能在同名颁发者中找到正确的一个。",
		),
		Fix: t(
			"Have this certificate signed again with an authority key identifier. If its CA has no subject key identifier, re-issue the CA first: that is usually why it is missing here.",
			"重新签发这张证书并带上 AKI。如果 CA 没有主体密钥标识符（SKI），先重新签发 CA——那通常就是原因。",
		),
	},
	{
		Code:     code.MissingSubjectKeyIdentifier,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.2",
		saw:      sawExtensionNames,
		Title:    t("The CA certificate does not name its own key", "CA 证书没有标明自己的密钥"),
		Means: t("The subject key identifier extension is absent from a CA certificate, where RFC 5280 requires it.",
			"CA 证书缺少主体密钥标识符（SKI）扩展，而 RFC 5280 要求必须有。"),
		Why: t(
			"Certificates signed by it point to this identifier. Strict verification asks for it on the trust anchor too.",
			"它签发的证书要用这个标识符指向它。严格模式对信任锚也检查。",
		),
		Fix: t(
			"Re-issue the CA with the same key, name and serial number and add a subject key identifier: exactly the one that its leaves already name, or the SHA-1 of its key if they name none.",
			"用同一把密钥、同样的名称和序列号重新签发 CA，加上 SKI：必须与叶证书里已写的标识符完全一致；叶证书没写时用公钥的 SHA-1。",
		),
	},
	{
		Code:     code.EmptyAuthorityKeyIdentifier,
		Severity: WillStop,
		Cite:     "RFC 5280 section 4.2.1.1",
		saw:      sawAKI,
		Title:    t("The authority key identifier is there but empty", "颁发者密钥标识符存在，但是空的"),
		Means: t(
			"The extension holds neither a key identifier nor an issuer with serial number, so it identifies nothing.",
			"该扩展既没有密钥标识符，也没有颁发者和序列号，什么也没有标明。",
		),
		Why: t(
			"OpenSSL 4.0 reports it in strict mode; 3.x reports the same certificate as one without the identifier (85).",
			"OpenSSL 4.0 的严格模式会报告；3.x 对同一证书报缺失（85）。",
		),
		Fix: t(
			"Have the certificate signed again with the key identifier of its issuer in it.",
			"重新签发，在扩展里写入颁发者的密钥标识符。",
		),
	},
	{
		Code:     code.AkidIssuerSerialNotPaired,
		Severity: WillStop,
		Cite:     "RFC 5280 section 4.2.1.1",
		saw:      sawAKI,
		Title: t(
			"The authority key identifier has an issuer without a serial number, or the reverse",
			"颁发者密钥标识符里颁发者与序列号没有成对出现",
		),
		Means: t("Issuer name and serial number identify a certificate only together; here one of them is missing.",
			"颁发者名称与序列号合在一起才能标识证书，这里缺了一个。"),
		Why: t(
			"RFC 5280 wants both or neither. OpenSSL 4.0 checks it in strict mode, on the trust anchor too; earlier releases do not.",
			"RFC 5280 要求同有或同无。OpenSSL 4.0 的严格模式会检查，信任锚也不例外；更早的版本不查。",
		),
		Fix: t(
			"Have the certificate signed again with the key identifier alone, which is all that is needed.",
			"重新签发，只写密钥标识符即可。",
		),
	},
	{
		Code:     code.AuthorityKeyIdentifierCritical,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.1",
		saw:      sawAKI,
		Title:    t("The authority key identifier is marked critical", "颁发者密钥标识符被标记为关键"),
		Means:    t("RFC 5280 forbids the mark on this extension.", "RFC 5280 禁止把这个扩展标记为关键。"),
		Why: t(
			"OpenSSL refuses such a certificate earlier, with unhandled critical extension (34), so this code is never seen in practice.",
			"OpenSSL 会先以“无法处理的关键扩展”（34）拒绝，所以实际上看不到这个代码。",
		),
		Fix: t("Have the certificate signed again with the extension not critical.", "重新签发，不要把该扩展标记为关键。"),
	},
	{
		Code:     code.SubjectKeyIdentifierCritical,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.2",
		saw:      sawExtensionNames,
		Title:    t("The subject key identifier is marked critical", "主体密钥标识符被标记为关键"),
		Means:    t("RFC 5280 forbids the mark on this extension.", "RFC 5280 禁止把这个扩展标记为关键。"),
		Why: t(
			"OpenSSL refuses such a certificate earlier, with unhandled critical extension (34), so this code is never seen in practice.",
			"OpenSSL 会先以“无法处理的关键扩展”（34）拒绝，所以实际上看不到这个代码。",
		),
		Fix: t("Re-issue the certificate with the extension not critical.", "重新签发，不要把该扩展标记为关键。"),
	},
}
