package advise

import (
	"strings"

	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/read/message"
)

// meaning is what is said of a message that no rule speaks for.
type meaning struct {
	title, next lang.Text
	fetch       bool // the certificates of the server help
	aside       bool // it is not about a certificate
}

func t(en, zh string) lang.Text { return lang.Text{EN: en, ZH: zh} }

// fetchNext asks for the two things that decide.
var fetchNext = t(
	"Paste the CA file that the client was given and the server's certificate below.",
	"请把客户端使用的 CA 文件和服务器证书粘贴到下面。",
)

// fetchClients asks for them where a server refused a client.
var fetchClients = t(
	"Paste the client's certificate and the CA file that the server checks clients with below.",
	"请把客户端证书和服务器用来校验客户端的 CA 文件粘贴到下面。",
)

var theirCA = t(
	"Give the side that complained the CA file of the certificate it was shown, or paste that certificate and CA file below to see what is wrong with them.",
	"请让报错的一方信任对方证书所属的 CA；或把它收到的证书和 CA 文件粘贴到下面，查看问题所在。",
)

// meanings holds a row for every meaning of package message.
var meanings = map[message.Meaning]meaning{
	message.Unnamed: {
		title: t("A certificate was refused; the reason was not said", "证书被拒绝，但没有给出原因"),
		next:  fetchNext, fetch: true,
	},
	message.BadDER: {
		title: t("The certificate cannot be parsed", "证书无法解析"),
		next: t(
			"Paste the certificate below: what is wrong with its encoding is shown, and it has to be issued again. If it reads well there, it was cut or converted where it is sent.",
			"请把证书粘贴到下面，会指出编码哪里有误，并需要重新签发。如果能正常读取，则是在发送的一方被截断或转换过。",
		),
		fetch: true,
	},
	message.NotCompliant: {
		title: t("The certificate breaks a rule of its form", "证书的形式不合规"),
		next: t(
			"Paste the certificate and its CA below: every rule that they break is listed. Apple also refuses server certificates valid for more than 825 days (398 for public CAs), without subject alternative names, or without the serverAuth purpose.",
			"请把证书及其 CA 粘贴到下面，会列出违反的每条规则。苹果系统还会拒绝有效期超过 825 天（公共 CA 为 398 天）、没有主体备用名称或没有 serverAuth 用途的服务器证书。",
		),
		fetch: true,
	},
	message.NeedsOwn: {
		title: t("The server asks for a client certificate and got none that it takes", "服务器要求客户端证书，但没有收到可接受的证书"),
		next:  ownCertificate(""),
		fetch: true,
	},
	message.Pinned: {
		title: t("Another certificate than the pinned one was shown", "收到的证书与固定的指纹不符"),
		next: t(
			"Compare the fingerprint with that of the server's present certificate; when it was renewed, change the pin. When it was not, somebody between opens the connection.",
			"请与服务器当前证书的指纹核对：若证书已更新，请更换固定的指纹；若没有更新，则说明有人在中间解密了连接。",
		),
		fetch: true,
	},
	message.Intercepted: {
		title: t("Something between opens the connection: an inspecting proxy or a virus scanner", "中间有代理或杀毒软件在解密连接"),
		next: t(
			"Get the CA of that proxy (its administrator, or the last certificate that the command below prints) and give it to this client. Paste it below: such CAs often fail strict mode.",
			"请取得该代理的 CA（向管理员索取，或取下面命令打印的最后一张证书），并配置给这个客户端。粘贴到下面即可检查：这类 CA 常常通不过严格模式。",
		),
		fetch: true,
	},
	message.NoRevocation: {
		title: t("Whether the certificate is revoked could not be found out", "无法确认证书是否已被吊销"),
		next:  revocation(""),
	},
	message.NotLogged: {
		title: t("A public certificate without certificate transparency", "公共证书缺少证书透明度记录"),
		next:  t("Ask the CA for a certificate with signed certificate timestamps.", "请向 CA 索取带 SCT 的证书。"),
	},
	message.VerificationNo: {
		title: t("Verification is switched off: nothing is checked", "校验已被关闭：什么都没有检查"),
		next: t(
			"Switch it on again with the right CA file. Paste that file below first: whether strict mode takes it is shown.",
			"请配置正确的 CA 文件并重新打开校验。可先把该文件粘贴到下面，查看严格模式是否接受。",
		),
		fetch: true,
	},
	message.CAFile: {
		title: t("Not about the certificate: the file of trusted CAs could not be loaded", "与证书无关：受信任 CA 的文件无法加载"),
		next: t(
			"Check the path, the permissions, and that the file holds at least one block BEGIN CERTIFICATE … END CERTIFICATE (for Java: that the trust store has entries and the password is right). Paste the file below to see what it holds.",
			"请检查路径和权限，并确认文件中至少有一个 BEGIN CERTIFICATE … END CERTIFICATE 块（Java 则确认信任库有条目且密码正确）。把文件粘贴到下面即可查看内容。",
		),
		aside: true,
	},
	message.KeyMismatch: {
		title: t("Not about the peer's certificate: own key and certificate do not belong together",
			"与对方证书无关：自己的密钥与证书不匹配"),
		next: t(
			"Paste the certificate below and add the key: whether they match is shown. In a file with a chain the own certificate must come first.",
			"请把证书粘贴到下面并加入密钥，会显示二者是否匹配。链文件中自己的证书必须排在最前。",
		),
		aside: true,
	},
	message.KeyUnreadable: {
		title: t("Not about the peer's certificate: the own certificate or key file could not be loaded",
			"与对方证书无关：自己的证书或密钥文件无法加载"),
		next: t(
			"Check the path, the permissions and the password, and that certificate and key are not mixed up. Drop the file below to see what it is.",
			"请检查路径、权限和密码，并确认没有把证书和密钥弄混。把文件拖到下面即可查看它是什么。",
		),
		aside: true,
	},
	message.NotTLS: {
		title: t("Not about the certificate: the other side does not speak TLS there", "与证书无关：对方在该端口上没有使用 TLS"),
		next: t(
			"The port answers without TLS (plain HTTP, a proxy, STARTTLS). Use http:// instead of https://, the right port, or switch TLS on at the server; with a proxy, its own URL begins with http:// as a rule, for https too. In a server's log: a client came without TLS, a health check or a scan as a rule. No certificate was looked at.",
			"该端口的应答不是 TLS（明文 HTTP、代理或需要 STARTTLS）。请改用 http://、换成正确的端口，或在服务器上启用 TLS；若使用代理，代理自己的 URL 通常以 http:// 开头，访问 https 时也一样。若出现在服务器日志中：有客户端没有使用 TLS，常见的是健康检查或扫描。过程中没有检查任何证书。",
		),
		aside: true,
	},
	message.PlainText: {
		title: t("Not about the certificate: the server takes TLS only, and the client came without",
			"与证书无关：服务器只接受 TLS，而客户端没有使用"),
		next: t(
			"Switch TLS on in the client: https:// instead of http://, sslmode=require, tls=true, ldaps:// or STARTTLS. No certificate was looked at; which CA the client will need is seen in the server's certificate.",
			"请在客户端启用 TLS：用 https:// 代替 http://、sslmode=require、tls=true、ldaps:// 或 STARTTLS。过程中没有检查任何证书；客户端需要哪个 CA，可从服务器证书看出。",
		),
		fetch: true, aside: true,
	},
	message.Version: {
		title: t("Not about the certificate: no TLS version in common", "与证书无关：双方没有共同的 TLS 版本"),
		next: t(
			"One side is too old for the other. Update it; or allow TLS 1.2 on both. No certificate was looked at.",
			"一方的版本过旧。请升级，或在双方启用 TLS 1.2。过程中没有检查任何证书。",
		),
		aside: true,
	},
	message.Ciphers: {
		title: t("Not about trust: no cipher suite or signature algorithm in common", "与信任无关：双方没有共同的密码套件或签名算法"),
		next: t(
			"Compare the settings of both sides. A server with an ECDSA or DSA key needs suites for it; small Diffie-Hellman parameters must be replaced.",
			"请比较双方的设置。使用 ECDSA 或 DSA 密钥的服务器需要相应的套件；过小的 DH 参数必须更换。",
		),
		aside: true,
	},
	message.Renegotiation: {
		title: t("Not about the certificate: the server lacks secure renegotiation (RFC 5746)",
			"与证书无关：服务器不支持安全重协商（RFC 5746）"),
		next: t(
			"Update the server or the middlebox in front of it.",
			"请升级服务器或其前面的中间设备。",
		),
		aside: true,
	},
	message.Closed: {
		title: t("Not about the certificate as far as is said: the connection was closed, most often during the handshake",
			"就所给信息而言与证书无关：连接被关闭，多发生在握手过程中"),
		next: t(
			"Look for a firewall or proxy between, a missing server name (SNI), or the reason in the log of the other side. In a server's log a client went away: a health check, a scan, or one that does not trust the certificate. The command below shows how far the handshake comes.",
			"请检查中间的防火墙或代理、是否缺少服务器名（SNI），或查看对方日志中的原因。若出现在服务器日志中：客户端提前断开，可能是健康检查、扫描，或客户端不信任证书。下面的命令可以看出握手进行到哪一步。",
		),
		fetch: true, aside: true,
	},
	message.Timeout: {
		title: t("Not about the certificate: no answer in time", "与证书无关：等待应答超时"),
		next: t("Check the address, the port and the firewalls between, from where the program runs: in its container, if it is in one.",
			"请检查地址、端口以及中间的防火墙；要在程序运行的地方检查，若在容器中则在容器内。"),
		aside: true,
	},
	message.Refused: {
		title: t("Not about the certificate: nothing listens there", "与证书无关：该端口没有服务"),
		next:  t("Check that the server runs, and its address and port.", "请确认服务器正在运行，并检查地址和端口。"),
		aside: true,
	},
	message.NoSuchHost: {
		title: t("Not about the certificate: the host name does not resolve", "与证书无关：主机名无法解析"),
		next: t("Check the spelling and the name server, from where the program runs: in its container, if it is in one.",
			"请检查拼写和 DNS；要在程序运行的地方检查，若在容器中则在容器内。"),
		aside: true,
	},
	message.Proxy: {
		title: t("Not about the certificate: the proxy refused the tunnel, or could not be spoken to",
			"与证书无关：代理拒绝建立隧道，或无法与代理通信"),
		next: t("Check the proxy's address and that its URL begins with http:// where it speaks plain HTTP; give it its user and password, or name this host in NO_PROXY.",
			"请检查代理地址（若代理使用明文 HTTP，其 URL 应以 http:// 开头），提供用户名和密码，或把该主机加入 NO_PROXY。"),
		aside: true,
	},
	message.NoSSLModule: {
		title: t("Not about the certificate: this program has no TLS", "与证书无关：该程序没有 TLS 支持"),
		next: t(
			"Either it was built without OpenSSL, or that cannot be loaded: another version is found first, or it is not on the path (Windows: the folder Library\\bin of conda). Python says why: python -c \"import ssl\". Install a build with OpenSSL, or mend the path.",
			"要么编译时没有包含 OpenSSL，要么无法加载：先找到了另一个版本，或不在路径中（Windows 上 conda 的 Library\\bin 目录）。Python 可用 python -c \"import ssl\" 看出原因。请安装带 OpenSSL 的版本，或修正路径。",
		),
		aside: true,
	},
	message.ServerName: {
		title: t("Not about trust: the server knows no such name (SNI)", "与信任无关：服务器不认识这个名称（SNI）"),
		next:  t("Ask for a name that the server is set up for.", "请使用服务器已配置的名称访问。"),
		fetch: true, aside: true,
	},
	message.Protocol: {
		title: t("Not about the certificate as far as is said: the TLS conversation itself went wrong",
			"就所给信息而言与证书无关：TLS 会话本身出错"),
		next: t(
			"Look into the log of the other side; a proxy between, or an old library, is the usual cause.",
			"请查看对方日志；常见原因是中间的代理或过旧的库。",
		),
		fetch: true, aside: true,
	},
	"alert-handshake-failure": {
		title: t("TLS alert 40: the other side found no common ground, often a missing client certificate",
			"TLS 警报 40：对方无法协商，常见原因是缺少客户端证书"),
		next: t(
			"Its log says more. It may want a client certificate, another cipher suite, or a server name.",
			"对方日志会有更多信息：可能需要客户端证书、其他密码套件或服务器名。",
		),
		fetch: true,
	},
	"alert-bad-certificate": {
		title: t("TLS alert 42: the other side refused the certificate that it was shown", "TLS 警报 42：对方拒绝了收到的证书"),
		next:  theirCA, fetch: true,
	},
	"alert-unsupported-certificate": {
		title: t("TLS alert 43: the certificate is not meant for this use, or of an unsupported kind",
			"TLS 警报 43：证书用途不符或类型不受支持"),
		next: theirCA, fetch: true,
	},
	"alert-certificate-revoked": {
		title: t("TLS alert 44: the certificate that it was shown is revoked", "TLS 警报 44：对方认为收到的证书已被吊销"),
		next:  t("Have it issued again.", "请重新签发该证书。"),
	},
	"alert-certificate-expired": {
		title: t("TLS alert 45: the certificate that it was shown has expired, or is not yet valid",
			"TLS 警报 45：对方认为收到的证书已过期或尚未生效"),
		next: t("Renew it, and check the clock of the side that complained.", "请续期该证书，并检查报错一方的时钟。"), fetch: true,
	},
	"alert-certificate-unknown": {
		title: t("TLS alert 46: the other side refused the certificate that it was shown, without saying why",
			"TLS 警报 46：对方拒绝了收到的证书，未说明原因"),
		next: theirCA, fetch: true,
	},
	"alert-unknown-ca": {
		title: t("TLS alert 48: the other side does not trust the CA of the certificate that it was shown",
			"TLS 警报 48：对方不信任收到的证书所属的 CA"),
		next: theirCA, fetch: true,
	},
	"alert-access-denied": {
		title: t("TLS alert 49: the certificate was valid, but its holder is not let in", "TLS 警报 49：证书有效，但不被授权"),
		next:  t("This is about rights, not about the certificate's form.", "这是权限问题，与证书形式无关。"),
	},
	"alert-decrypt-error": {
		title: t("TLS alert 51: a signature of the handshake did not verify", "TLS 警报 51：握手中的签名校验失败"),
		next: t(
			"Own key and certificate may not belong together, or two CAs of one name have different keys: paste both below.",
			"可能是自己的密钥与证书不匹配，或同名的两个 CA 密钥不同：请把它们都粘贴到下面。",
		),
		fetch: true,
	},
	"alert-internal-error": {
		title: t("TLS alert 80: something went wrong inside the other side", "TLS 警报 80：对方内部出错"),
		next:  t("Only its log says what; often a missing key or certificate file.", "只有对方日志能说明原因，常见的是缺少密钥或证书文件。"),
	},
}

// unexplained is what is said of one of OpenSSL's errors that no rule of the product explains.
func unexplained(slug string) meaning {
	switch {
	case slug == code.CertRevoked.Slug():
		return meaning{
			title: t("The certificate has been revoked by its CA", "证书已被其 CA 吊销"),
			next: t(
				"Have the CA issue a new certificate for a new key, and install both where it was used: a revoked one cannot be mended. Paste it below to see which CA that is.",
				"请让 CA 用新密钥签发新证书，并替换原来的证书和密钥：被吊销的证书无法修复。把证书粘贴到下面即可看出是哪个 CA。",
			),
			fetch: true,
		}
	case slug == code.CertUntrusted.Slug():
		return meaning{
			title: t("The certificate is marked as not trusted for this use", "证书被标记为不受信任"),
			next: t(
				"Look for it among the certificates that the side which refused it distrusts, or trusts for other purposes only, and take it out there; or have it issued by another CA. Paste it below.",
				"请在拒绝它的一方“不信任”或仅用于其他用途的证书中找到它并移除；或改用其他 CA 签发。请把证书粘贴到下面。",
			),
			fetch: true,
		}
	case strings.Contains(slug, "crl"), strings.Contains(slug, "ocsp"):
		return meanings[message.NoRevocation]
	}
	return meanings[message.Unnamed]
}
