package rules

import "x509strict/engine/code"

// Extensions as such, certificate versions, and proxy certificates.
var extensionRules = []Rule{
	{
		Code:     code.UnhandledCriticalExtension,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2",
		saw:      sawCritical,
		Title:    t("An extension is marked critical that the client does not know", "有客户端不认识的扩展被标记为关键"),
		Means: t(
			"A critical extension must be understood or the certificate refused; OpenSSL does not handle this one as critical.",
			"关键扩展必须被理解，否则拒绝；OpenSSL 不能把它作为关键扩展处理。",
		),
		Why: t(
			"Often an ordinary extension was marked by mistake: key identifiers, authority information access and issuer alternative names must not be critical.",
			"常见原因是误把普通扩展标为关键：密钥标识符、颁发者信息访问、颁发者备用名称都不应为关键。",
		),
		Fix: t(
			"Have the certificate issued again with the extension not critical, or without it.",
			"重新签发：取消该扩展的关键标记，或去掉它。",
		),
	},
	{
		Code:     code.InvalidExtension,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.9",
		saw:      sawBasicConstraints,
		Title:    t("An extension is invalid or contradicts another", "扩展无效或相互矛盾"),
		Means: t(
			"OpenSSL 1.1.1 in strict mode found a path length on a certificate that is not a CA; later releases use the code only for malformed address blocks.",
			"OpenSSL 1.1.1 的严格模式在非 CA 证书上发现了路径长度；更新的版本只用此代码表示地址块格式错误。",
		),
		Why: t(
			"OpenSSL 3.x reports the same certificate as path length invalid for non-CA cert (80).",
			"OpenSSL 3.x 对同一证书报 80（非 CA 证书带路径长度）。",
		),
		Fix: t(
			"Have the certificate issued with basicConstraints = critical, CA:FALSE and no path length.",
			"以 basicConstraints = critical, CA:FALSE、不带路径长度重新签发。",
		),
	},
	{
		Code:     code.ExtensionsRequireVersion3,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.1.2.1",
		saw:      sawVersion,
		Title:    t("The certificate has extensions but is not version 3", "证书带扩展，但不是 v3"),
		Means: t(
			"Extensions exist only in version 3 certificates; this one says it is version 1 or 2 and has some all the same.",
			"扩展只属于 v3 证书；这张自称 v1 或 v2，却带有扩展。",
		),
		Why: t(
			"It is a fault of the generator: a program that sets extensions must set the version too.",
			"这是生成程序的错误：写扩展时也要写版本。",
		),
		Fix: t("Have the certificate issued again as version 3.", "重新签发为 v3 证书。"),
	},
	{
		Code:     code.ProxyCertificatesNotAllowed,
		Severity: Stops,
		Cite:     "RFC 3820",
		saw:      sawExtensionNames,
		Title:    t("The chain holds a proxy certificate", "证书链里有代理证书"),
		Means: t(
			"The certificate carries proxyCertInfo, and the client does not accept proxy certificates.",
			"证书带 proxyCertInfo 扩展，而客户端不接受代理证书。",
		),
		Why: t(
			"A proxy certificate is issued by an end-entity to act for it, known from grid computing; OpenSSL accepts them only when told to.",
			"代理证书由终端证书签发以代其行事，见于网格计算；OpenSSL 只在明确允许时接受。",
		),
		Fix: t(
			"Use an ordinary certificate for TLS, or set the flag for proxy certificates in the client.",
			"TLS 请用普通证书，或在客户端打开代理证书标志。",
		),
	},
	{
		Code:     code.ProxyPathLengthExceeded,
		Severity: Stops,
		Cite:     "RFC 3820 section 3.8",
		saw:      sawExtensionNames,
		Title:    t("More proxy certificates follow than one of them allows", "代理证书的层数超过了允许值"),
		Means: t(
			"The path length of a proxy certificate is smaller than the number of proxies under it.",
			"某代理证书的路径长度小于其下代理证书的数量。",
		),
		Why: t("It limits how far a delegation may be passed on.", "它限制委托可以转交几层。"),
		Fix: t("Issue the upper proxy with a larger path length, or use fewer.", "放宽上层代理证书的路径长度，或减少层数。"),
	},
	{
		Code:     code.ProxySubjectNameViolation,
		Severity: Stops,
		Cite:     "RFC 3820 section 3.4",
		saw:      sawNames,
		Title:    t("The proxy certificate's name is not its issuer's with one more part", "代理证书的名称不是颁发者名称加一项"),
		Means: t(
			"A proxy's subject must be the subject of its issuer with exactly one common name added.",
			"代理证书的主体必须是颁发者的主体再加一个通用名。",
		),
		Why: t("So a proxy cannot take another's identity.", "这样代理证书就不能冒用他人身份。"),
		Fix: t("Issue the proxy with the right name, or use an ordinary certificate.", "以正确名称签发代理证书，或改用普通证书。"),
	},
}
