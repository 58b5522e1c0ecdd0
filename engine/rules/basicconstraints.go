package rules

import "x509strict/engine/code"

// Basic constraints and path lengths: who is a CA, and how far down.
var basicConstraintsRules = []Rule{
	{
		Code:     code.CaBconsNotCritical,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.9",
		saw:      sawBasicConstraints,
		Title:    t("The CA's basic constraints are not marked critical", "CA 的基本约束没有标记为关键"),
		Means: t("The certificate says that it is a CA, but in an extension that a verifier would be free to skip.",
			"证书声明自己是 CA，但所在的扩展没有标记为关键，验证者可以跳过。"),
		Why: t(
			"RFC 5280 requires the mark on CA certificates. OpenSSL 3.x insists in strict mode; 1.1.1 never did and 4.0 no longer does.",
			"RFC 5280 要求 CA 证书带此标记。OpenSSL 3.x 的严格模式会检查；1.1.1 不查，4.0 已取消。",
		),
		Fix: t(
			"Re-issue the CA with the same key, name, key identifier and serial number and with basicConstraints = critical, CA:TRUE. Nothing changes on the servers.",
			"用同一把密钥、同样的名称、密钥标识符和序列号重新签发 CA，并设置 basicConstraints = critical, CA:TRUE。服务器无需改动。",
		),
	},
	{
		Code:     code.InvalidCa,
		Severity: Stops,
		Cite:     "RFC 5280 sections 4.2.1.9 and 6.1.4",
		saw:      sawCAClass,
		Title:    t("The issuing certificate is not a valid CA", "颁发证书不是合格的 CA"),
		Means: t(
			"A certificate that stands above another in the chain is not marked as a CA, or is one only by an outdated rule (version 1, key usage alone, Netscape type).",
			"链中位于上级的证书没有标为 CA，或仅按过时的规则才算 CA（v1 证书、只有密钥用法、Netscape 类型）。",
		),
		Why: t(
			"Without that mark every server could sign for every other. Old style CAs pass as trust anchors without strict mode only.",
			"没有这个标记，任何服务器都能替别的服务器签发证书。旧式 CA 只在非严格模式下可作信任锚。",
		),
		Fix: t(
			"Whoever holds the CA's key issues it again as a version 3 certificate with critical basic constraints CA:TRUE, key usage and subject key identifier. Only a vendor can do that to a vendor's CA: until then, trust the server's own certificate in place of the CA, or leave strict mode off for that connection.",
			"由持有该 CA 密钥的一方把它重新签发为 v3 证书，带关键的基本约束 CA:TRUE、密钥用法和主体密钥标识符。厂商的 CA 只有厂商能这样做：在此之前，可改为信任服务器自己的证书以代替该 CA，或仅对该连接关闭严格模式。",
		),
	},
	{
		Code:     code.PathlenInvalidForNonCa,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.9",
		saw:      sawBasicConstraints,
		Title:    t("A path length is given on a certificate that is not a CA", "不是 CA 的证书却给出了路径长度"),
		Means: t(
			"The path length limits how many CAs may follow below a CA; on any other certificate it contradicts itself.",
			"路径长度限制 CA 下面还能有几级 CA；出现在非 CA 证书上自相矛盾。",
		),
		Why: t(
			"A strict verifier does not guess which half was meant. OpenSSL 1.1.1 calls it an invalid extension (41).",
			"严格模式不猜测本意。OpenSSL 1.1.1 报为扩展无效（41）。",
		),
		Fix: t("Re-issue the certificate with basicConstraints = critical, CA:FALSE and no path length.",
			"重新签发，设置 basicConstraints = critical, CA:FALSE，不写路径长度。"),
	},
	{
		Code:     code.PathlenWithoutKuKeyCertSign,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.2.1.9",
		saw:      sawPathLenUsage,
		Title:    t("A path length is given without the right to sign certificates", "给出了路径长度，却没有签发证书的权利"),
		Means: t("The certificate has a path length, but key usage is absent or leaves certificate sign out.",
			"证书带路径长度，但密钥用法缺失或不含“证书签名”。"),
		Why: t(
			"RFC 5280 allows a path length only beside key usage with certificate sign. A CA without key usage meets this error first and 92 behind it.",
			"RFC 5280 只允许路径长度与“证书签名”同时出现。没有密钥用法的 CA 会先遇到此错误，随后是 92。",
		),
		Fix: t(
			"Re-issue the CA with the same key, name, key identifier and serial number, adding key usage with certificate sign and CRL sign.",
			"用同一把密钥、同样的名称、密钥标识符和序列号重新签发 CA，加上含证书签名和 CRL 签名的密钥用法。",
		),
	},
	{
		Code:     code.PathLengthExceeded,
		Severity: Stops,
		Cite:     "RFC 5280 section 6.1.4",
		saw:      sawBasicConstraints,
		Title:    t("There are more CAs below this one than its path length allows", "下级 CA 的层数超过了它允许的路径长度"),
		Means: t(
			"The path length of this certificate is smaller than the number of intermediates under it, self-issued ones not counted.",
			"这张证书的路径长度小于它下面中间证书的数量（自签发的不计）。",
		),
		Why: t("The limit is how a CA's owner keeps a subordinate from creating further CAs; all clients honor it.",
			"这是 CA 所有者限制下级再建 CA 的手段，所有客户端都遵守。"),
		Fix: t(
			"Have the leaf issued by a CA within the limit, or re-issue the limiting CA with a larger path length or none.",
			"让限制范围内的 CA 签发叶证书，或重新签发该 CA，放宽或去掉路径长度。",
		),
	},
	{
		Code:     code.InvalidNonCa,
		Severity: Stops,
		Cite:     "RFC 3820 section 3.1",
		saw:      sawBasicConstraints,
		Title:    t("A CA certificate stands where an end-entity certificate must be", "该是终端证书的位置上却是 CA 证书"),
		Means:    t("The certificate that issued a proxy certificate is marked as a CA.", "签发代理证书的证书被标为 CA。"),
		Why: t("RFC 3820 lets only end-entity certificates and other proxies issue proxy certificates.",
			"RFC 3820 只允许终端证书或其他代理证书签发代理证书。"),
		Fix: t(
			"Issue the proxy from an end-entity certificate, or replace it by an ordinary certificate signed by the CA.",
			"由终端证书签发代理证书，或改用 CA 签发的普通证书。",
		),
	},
}
