package rules

import "x509strict/engine/code"

// Subject, issuer and alternative names.
var nameRules = []Rule{
	{
		Code:     code.IssuerNameEmpty,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.1.2.4",
		saw:      sawNames,
		Title:    t("The certificate names no issuer", "证书没有写颁发者名称"),
		Means:    t("The issuer field is there, as it must be, but holds no attribute at all.", "颁发者字段存在，但里面没有任何属性。"),
		Why: t(
			"Chains are built by matching names; two CAs without a name cannot be told apart.",
			"证书链靠名称匹配；没有名称的 CA 无法区分。",
		),
		Fix: t(
			"Give the CA a subject, such as a common name, and have it and everything under it issued again: the name is part of each.",
			"给 CA 一个主体名称（如通用名），并重新签发 CA 及其下所有证书，因为名称写在每张证书里。",
		),
	},
	{
		Code:     code.SubjectNameEmpty,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.1.2.6",
		saw:      sawNames,
		Title:    t("The certificate names no subject", "证书没有写主体名称"),
		Means: t(
			"The subject is empty on a certificate that needs one: a CA, a CRL signer, or one without alternative names.",
			"主体名称为空，而这张证书必须有：它是 CA、CRL 签发者，或没有备用名称。",
		),
		Why: t(
			"Only an end-entity certificate with subject alternative names may do without a subject.",
			"只有带主体备用名称的终端证书才可以没有主体名称。",
		),
		Fix: t(
			"Re-issue it with a subject. For a CA the certificates under it must be issued again as well, because they name it.",
			"重新签发并写上主体名称。若是 CA，其下证书也要重新签发，因为它们引用了这个名称。",
		),
	},
	{
		Code:     code.EmptySubjectAltName,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.6",
		saw:      sawSAN,
		Title:    t("The subject alternative name extension is empty", "主体备用名称扩展是空的"),
		Means:    t("The extension is there and holds not one name.", "扩展存在，但一个名称也没有。"),
		Why: t(
			"RFC 5280 requires at least one. It happens when a program writes the extension without looking at its list.",
			"RFC 5280 要求至少一个。常见原因是程序没有检查列表是否为空就写了扩展。",
		),
		Fix: t("Re-issue the certificate with its names in the extension, or without the extension if it is a CA.",
			"重新签发：写入名称；若是 CA，去掉这个扩展。"),
	},
	{
		Code:     code.EmptySubjectSanNotCritical,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.6",
		saw:      sawSAN,
		Title:    t("The subject is empty and the alternative names are not critical", "主体名称为空，而备用名称没有标记为关键"),
		Means: t(
			"With an empty subject the alternative names are the certificate's only identity and must be marked critical; here they are not.",
			"主体为空时，备用名称是唯一的身份，必须标记为关键；这里没有。",
		),
		Why: t(
			"OpenSSL 3.x insists in strict mode; 1.1.1 never did and 4.0 no longer does.",
			"OpenSSL 3.x 的严格模式会检查；1.1.1 不查，4.0 已取消。",
		),
		Fix: t(
			"Have the certificate signed again with a subject (a common name is enough) or with subjectAltName marked critical.",
			"重新签发：写上主体名称（通用名即可），或把 subjectAltName 标记为关键。",
		),
	},
	{
		Code:     code.HostnameMismatch,
		Severity: Stops,
		Cite:     "RFC 9525 section 6.3",
		saw:      sawHost,
		Title:    t("The certificate is not for this host name", "证书不是给这个主机名的"),
		Means: t("None of the DNS names in the certificate matches the name that the client connected to.",
			"证书里没有一个 DNS 名称与客户端连接的名称相符。"),
		Why: t(
			"The name is what proves that this is the server that was asked for. The common name counts only when there is no DNS name, and not for every client.",
			"名称相符才能证明对方就是要找的服务器。只有没有 DNS 名称时才看通用名，且并非所有客户端都看。",
		),
		Fix: t(
			"Connect by a name that is in the certificate, or have the certificate issued again with this name in subjectAltName.",
			"用证书里有的名称连接，或重新签发证书，把这个名称写进 subjectAltName。",
		),
	},
	{
		Code:     code.EmailMismatch,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.6",
		saw:      sawSAN,
		Title:    t("The certificate is not for this e-mail address", "证书不是给这个电子邮件地址的"),
		Means: t(
			"None of the e-mail addresses in the certificate equals the one asked for.",
			"证书里没有一个电子邮件地址与要求的相同。",
		),
		Why: t(
			"The address is the identity that was to be proven; its part before the @ is compared letter for letter.",
			"地址就是要证明的身份；@ 之前逐字符比较。",
		),
		Fix: t(
			"Have the certificate issued again with this address as an e-mail subject alternative name.",
			"重新签发，把该地址写入备用名称（email）。",
		),
	},
	{
		Code:     code.IpAddressMismatch,
		Severity: Stops,
		Cite:     "RFC 9525 section 6.5",
		saw:      sawHost,
		Title:    t("The certificate is not for this IP address", "证书不是给这个 IP 地址的"),
		Means: t("The client connected to an IP address, and the certificate has no IP entry with exactly these bytes.",
			"客户端按 IP 地址连接，而证书里没有相同的 IP 条目。"),
		Why: t(
			"An address written as a DNS name or as the common name does not count, nor does an IPv4 address written as IPv6.",
			"把地址写成 DNS 名称或通用名不算，把 IPv4 写成 IPv6 也不算。",
		),
		Fix: t(
			"Connect by name, or have the certificate issued again with an entry of type IP for this address.",
			"改用主机名连接，或重新签发并加入该地址的 IP 条目。",
		),
	},
}
