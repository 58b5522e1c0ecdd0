package rules

import "x509strict/engine/code"

// Chain building: what was missing or not trusted.
var chainRules = []Rule{
	{
		Code:     code.UnableToGetIssuerCertLocally,
		Severity: Stops,
		Cite:     "RFC 5280 section 6.1",
		saw:      sawIssuerWanted,
		Title:    t("The issuer of this certificate was not found", "找不到这张证书的颁发者"),
		Means: t("Neither the trust store nor what the server sent holds a certificate that can have issued this one.",
			"信任库和服务器发来的证书里都没有能签发它的证书。"),
		Why: t(
			"The name must match, and so must every part of the authority key identifier that is there: a CA re-issued with a new serial number or key identifier no longer fits old leaves.",
			"名称必须一致，AKI 中写明的每一部分也必须一致：换了序列号或密钥标识符重新签发的 CA 不再与旧叶证书匹配。",
		),
		Fix: t(
			"Give the client the CA that issued this certificate, or have the server send the missing intermediate. If the CA was re-issued, re-issue it with its old serial number and key identifier.",
			"把签发它的 CA 交给客户端，或让服务器发送缺少的中间证书。如果 CA 被重新签发过，请保留原来的序列号和密钥标识符再签一次。",
		),
	},
	{
		Code:     code.UnableToVerifyLeafSignature,
		Severity: Stops,
		Cite:     "RFC 5280 section 6.1",
		saw:      sawIssuerWanted,
		Title:    t("The signature could not be checked for want of an issuer", "没有颁发者，无法检查签名"),
		Means: t(
			"The chain is this one certificate, and its issuer is unknown, so nothing vouches for it.",
			"证书链只有这一张，颁发者未知，无从担保。",
		),
		Why: t("It comes together with error 20 and adds nothing to it.", "它总与错误 20 一起出现，没有新的含义。"),
		Fix: t(
			"Add the missing issuer, as for error 20: in the client's CA file, or as an intermediate that the server sends.",
			"同错误 20：在客户端的 CA 文件里加上颁发者，或让服务器发送中间证书。",
		),
	},
	{
		Code:     code.UnableToGetIssuerCert,
		Severity: Stops,
		Cite:     "RFC 5280 section 6.1",
		saw:      sawIssuerWanted,
		Title:    t("The trust store holds this certificate but not its issuer", "信任库里有这张证书，却没有它的颁发者"),
		Means: t(
			"The chain ends in the trust store at a certificate that is not self-signed.",
			"证书链在信任库中止于一张非自签名证书。",
		),
		Why: t(
			"Without the partial chain flag only a self-signed certificate ends a chain. Python 3.13 and curl set the flag, others do not.",
			"没有部分链标志时，只有自签名证书才能作链的终点。Python 3.13 和 curl 设了该标志，其他客户端没有。",
		),
		Fix: t(
			"Add the root to the client's CA file, or let the client accept partial chains.",
			"把根证书加入客户端的 CA 文件，或让客户端接受部分链。",
		),
	},
	{
		Code:     code.DepthZeroSelfSignedCert,
		Severity: Stops,
		Cite:     "RFC 5280 section 6.1",
		saw:      sawSelf,
		Title:    t("The server's certificate is self-signed and not trusted", "服务器证书是自签名的，且不受信任"),
		Means: t(
			"The certificate vouches for itself, and the client was not told to trust exactly this one.",
			"证书自己为自己担保，而客户端并未被告知信任它。",
		),
		Why: t(
			"A copy with the same name and key but another serial number counts as another certificate.",
			"同名、同密钥但序列号不同的证书算另一张证书。",
		),
		Fix: t(
			"Give the client this very certificate as its CA file, or replace it by one issued from a CA that the client knows.",
			"把这张证书原样作为客户端的 CA 文件，或换成客户端认识的 CA 签发的证书。",
		),
	},
	{
		Code:     code.SelfSignedCertInChain,
		Severity: Stops,
		Cite:     "RFC 5280 section 6.1",
		saw:      sawSelf,
		Title:    t("The chain ends at a root that is not trusted", "证书链止于不受信任的根证书"),
		Means: t(
			"The chain is complete, but its self-signed root is not in the client's trust store.",
			"证书链完整，但其自签名根证书不在客户端信任库里。",
		),
		Why: t(
			"Either the CA file is not used at all, or it holds another edition of this CA: one with a new serial number does not fit leaves that name the old one.",
			"要么 CA 文件没有被使用，要么其中是该 CA 的另一版本：换了序列号的 CA 与写明旧序列号的叶证书不匹配。",
		),
		Fix: t(
			"Give the client this root. If it has a re-issued CA, re-issue it with the old serial number and key identifier so that the leaves fit.",
			"把这张根证书交给客户端。若客户端拿的是重新签发的 CA，请保留旧序列号和密钥标识符再签，使叶证书与之匹配。",
		),
	},
	{
		Code:     code.CertChainTooLong,
		Severity: Stops,
		Cite:     "OpenSSL X509_VERIFY_PARAM_set_depth",
		saw:      sawIssuerWanted,
		Title:    t("The chain is longer than the client allows", "证书链超过了客户端允许的长度"),
		Means: t(
			"Building reached the client's depth limit, 100 unless it was lowered, before a trust anchor.",
			"到达深度上限（默认 100）仍未找到信任锚。",
		),
		Why: t(
			"The limit bounds the work a peer can cause; two CAs that issued each other also run into it.",
			"上限防止对方造成无限的工作；互相签发的两个 CA 也会触发它。",
		),
		Fix: t(
			"Raise the client's verify depth, shorten the chain, or trust an intermediate nearer to the leaf.",
			"提高客户端的验证深度、缩短证书链，或信任更靠近叶证书的中间证书。",
		),
	},
	{
		Code:     code.CertRejected,
		Severity: Stops,
		Cite:     "OpenSSL TRUSTED CERTIFICATE",
		saw:      sawTrust,
		Title:    t("The trust store says not to trust this certificate for this", "信任库注明此用途下不信任这张证书"),
		Means: t(
			"The certificate is stored as a TRUSTED CERTIFICATE with settings that reject this purpose or list only others.",
			"证书以 TRUSTED CERTIFICATE 形式存放，其设置拒绝此用途，或只列出了其他用途。",
		),
		Why: t(
			"The settings are the store's, not the certificate's, and beat everything else.",
			"这是信任库的设置，不是证书的内容，优先于其他一切。",
		),
		Fix: t(
			"Store it as an ordinary CERTIFICATE, or change the settings with openssl x509 -addtrust serverAuth.",
			"改存为普通 CERTIFICATE，或用 openssl x509 -addtrust serverAuth 修改设置。",
		),
	},
	{
		Code:     code.Unspecified,
		Severity: Stops,
		Cite:     "OpenSSL X509_verify_cert",
		saw:      sawKey,
		Title:    t("The certificate's key cannot be read", "证书的公钥无法读取"),
		Means: t(
			"OpenSSL ended with an unspecified error; nearly always a public key of an unknown kind or with damaged content, rarely too many name constraints.",
			"OpenSSL 以未说明的错误结束；几乎总是公钥种类未知或内容损坏，极少数是名称约束过多。",
		),
		Why: t(
			"A chain with a key that cannot be used cannot be verified, and the handshake would fail on it anyway.",
			"密钥不可用的证书链无法验证，握手也会因此失败。",
		),
		Fix: t(
			"Have the certificate issued for a key that the client's OpenSSL knows, such as RSA 2048 or EC P-256.",
			"换用客户端 OpenSSL 认识的密钥（如 RSA 2048 或 EC P-256）重新签发。",
		),
	},
}
