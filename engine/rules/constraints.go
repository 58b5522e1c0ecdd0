package rules

import "x509strict/engine/code"

// Name constraints and RFC 3779 resources: what a CA is limited to.
var constraintRules = []Rule{
	{
		Code:     code.PermittedViolation,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.10",
		saw:      sawNames,
		Title:    t("A name lies outside of what the CA may certify", "名称超出了 CA 允许的范围"),
		Means: t("A CA above is limited to certain names, and a name of this certificate is not among them.",
			"上级 CA 只许签发特定范围的名称，这张证书有名称不在其中。"),
		Why: t(
			"Name constraints bind everything under the CA. OpenSSL also tests the common name when there is no DNS name.",
			"名称约束对 CA 之下的一切有效。没有 DNS 名称时 OpenSSL 还会检查通用名。",
		),
		Fix: t(
			"Have the certificate issued with permitted names only, or by a CA that is not limited to others.",
			"只用允许的名称重新签发，或换一个没有此限制的 CA。",
		),
	},
	{
		Code:     code.ExcludedViolation,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.10",
		saw:      sawNames,
		Title:    t("A name is among those that the CA must not certify", "名称在 CA 禁止签发的范围内"),
		Means: t(
			"A CA above excludes certain names, and a name of this certificate is one of them.",
			"上级 CA 排除了某些名称，这张证书正好包含其一。",
		),
		Why: t("An exclusion wins over any permission and binds everything under the CA.", "排除优先于允许，对 CA 之下的一切有效。"),
		Fix: t(
			"Have the certificate issued without that name, or by a CA that does not exclude it.",
			"去掉该名称重新签发，或换一个不排除它的 CA。",
		),
	},
	{
		Code:     code.SubtreeMinmax,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.10",
		saw:      sawNames,
		Title:    t("The CA's name constraints use minimum or maximum", "CA 的名称约束使用了 minimum 或 maximum"),
		Means: t(
			"A name constraint above carries a minimum other than zero, or a maximum; neither is supported.",
			"上级的名称约束带有非零的 minimum 或 maximum，两者都不受支持。",
		),
		Why: t("RFC 5280 fixes minimum to zero and forbids maximum.", "RFC 5280 规定 minimum 只能为零，maximum 不得出现。"),
		Fix: t("Re-issue the CA with name constraints that leave both out.", "重新签发 CA，名称约束里不要写这两项。"),
	},
	{
		Code:     code.UnsupportedConstraintType,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.10",
		saw:      sawNames,
		Title:    t("The CA constrains a kind of name that cannot be checked", "CA 限制了一种无法检查的名称"),
		Means: t(
			"A name constraint above is about a kind of name, such as a registered identifier, that OpenSSL cannot compare, and the certificate has a name of that kind.",
			"上级的名称约束涉及 OpenSSL 无法比较的名称种类（如 registeredID），而证书里正有这种名称。",
		),
		Why: t("What cannot be compared cannot be shown to be allowed.", "无法比较，就无法证明是允许的。"),
		Fix: t(
			"Have the certificate issued without that name, or the CA without that constraint.",
			"证书去掉这种名称，或 CA 去掉这条约束，然后重新签发。",
		),
	},
	{
		Code:     code.UnsupportedNameSyntax,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.10",
		saw:      sawNames,
		Title:    t("A name is written in a way that constraints cannot be checked against", "名称的写法使约束无法检查"),
		Means: t(
			"A CA above has name constraints, and a name of this certificate is malformed: an e-mail address without @, an address of odd length, a URI without host.",
			"上级 CA 有名称约束，而证书里的名称写法不合规：没有 @ 的邮件地址、长度不对的 IP 地址、没有主机的 URI 等。",
		),
		Why: t("A name that cannot be read cannot be shown to be allowed.", "读不懂的名称无法证明是允许的。"),
		Fix: t("Have the certificate issued again with well-formed names.", "用规范的名称重新签发。"),
	},
	{
		Code:     code.UnnestedResource,
		Severity: Stops,
		Cite:     "RFC 3779 section 2.3",
		saw:      sawExtensionNames,
		Title:    t("Address resources reach beyond what the issuer holds", "地址资源超出了颁发者所持有的"),
		Means: t(
			"A certificate lists IP address blocks or AS numbers that the certificate above does not hold.",
			"证书列出的 IP 地址块或 AS 号码不在上级证书所持范围内。",
		),
		Why: t(
			"RFC 3779 resources can only be handed down; this is about Internet routing, not TLS.",
			"RFC 3779 资源只能逐级下发；它与互联网路由有关，与 TLS 无关。",
		),
		Fix: t(
			"For TLS, have the certificate issued without the address block extensions; for RPKI, with resources the issuer holds.",
			"用于 TLS 时去掉地址资源扩展重新签发；用于 RPKI 时只写颁发者持有的资源。",
		),
	},
}
