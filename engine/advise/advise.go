package advise

import (
	"slices"
	"strings"

	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/origin"
	"x509strict/engine/read/message"
	"x509strict/engine/rules"
)

// Advice is what to do about one message.
type Advice struct {
	Title    lang.Text   // what the message means
	Who      lang.Text   // who refused whom; empty when the message does not show it
	Strict   lang.Text   // what strict mode has to do with it; empty when nothing is to be said
	Next     lang.Text   // what to do next
	CAFile   lang.Text   // where the program is told its CA file; empty when unknown or beside the point
	Name     lang.Text   // of the program; empty when unknown
	Commands []Command   // ready to copy
	Snippet  string      // id of the change of code in package workaround that helps now; "" for none
	Makers   []lang.Text // who usually makes certificates with this fault, the likeliest first; names
	Aside    bool        // the message is not about a certificate
}

// Command is a line for a shell.
type Command struct {
	Why  lang.Text
	Code string
}

// For returns the advice for a message.
func For(m message.Message) Advice {
	var a Advice
	p := ProgramByID(m.Client)
	if p != nil {
		a.Name = p.Called()
	}
	fetch := true
	if rule := rules.BySlug(m.Slug); rule != nil {
		a.Title, a.Next = titleFor(rule, m.Side), nextFor(m)
	} else {
		x := meanings[m.Meaning]
		if m.Slug != "" {
			x = unexplained(m.Slug)
		}
		a.Title, a.Next, a.Aside, fetch = x.title, x.next, x.aside, x.fetch
		if m.Side == message.ServerSide && a.Next == fetchNext {
			a.Next = fetchClients
		}
		if next := asked(m); next != (lang.Text{}) {
			a.Next = next
		}
	}
	if m.Own {
		a.Next, fetch = ownTooWeak, false
		if m.Slug == code.EeKeyTooSmall.Slug() {
			a.Title = t("The own certificate's key is too short", "自己证书的密钥太短")
		}
	}
	if m.Sent {
		a.Title = t(strings.ReplaceAll(a.Title.EN, "the other side", "this side"),
			strings.ReplaceAll(a.Title.ZH, "对方", "本方"))
	}
	a.Who = who(m, a.Name)
	a.Strict = strict(m)
	if fetch {
		a.Commands = commands(m, p)
	} else {
		a.Commands = checks(m, p)
	}
	if m.Scene.Windows {
		a.Commands = onWindows(a.Commands)
	}
	if m.Scene.LibreSSL {
		a.Commands = withLibreSSL(a.Commands)
	}
	if m.Meaning == message.Renegotiation {
		a.Next = t(a.Next.EN+" "+meanwhile(m.Client).EN, a.Next.ZH+meanwhile(m.Client).ZH)
	}
	if p != nil && !m.Own && (m.Alert == 0 || m.Sent) && (!a.Aside || m.Meaning == message.CAFile) && !ofName(m.Slug) {
		a.CAFile = caFileOf(p, m)
		if m.Code.StrictOnly() {
			a.Snippet = p.Snippet
		}
	}
	if m.Code.StrictOnly() {
		a.Makers = makers(m)
	}
	if strings.Contains(m.Text, "legacy Common Name") || strings.Contains(m.Text, "missing_subjectAltName") {
		a.Next = t(
			"The certificate names its host in the common name only, where Go and browsers no longer look. Have it issued again with the host among its subject alternative names.",
			"证书只在通用名（CN）里写了主机名，Go 和浏览器都已不再读取它。请重新签发证书，把主机名写入主体备用名称。",
		)
	}
	if maker := origin.ByHost(m.Host); maker != nil && fetch && m.Side != message.ServerSide && !ofLeaf(m.Slug) {
		a.Makers = []lang.Text{maker.Called()}
		if maker.Public { // so the client lacks their list, or the server's intermediates are missing
			a.Next = t(maker.Affected.EN+" "+maker.Remedy.EN, maker.Affected.ZH+maker.Remedy.ZH)
		} else {
			a.Next = t(a.Next.EN+" "+maker.Remedy.EN, a.Next.ZH+maker.Remedy.ZH)
		}
	}
	return a
}

// ownTooWeak is for a certificate of one's own that OpenSSL's security level refuses as it is loaded.
var ownTooWeak = t(
	"Have the own certificate issued again, with an RSA key of 2048 bits or more (or an elliptic curve) and SHA-256. Until then, for this one program, its cipher list may lower OpenSSL's security level: DEFAULT@SECLEVEL=1 lets 1024 bits through, DEFAULT@SECLEVEL=0 SHA-1 and MD5 too. Paste that certificate below to see which of its chain it is.",
	"请重新签发自己的证书，使用 2048 位以上的 RSA 密钥（或椭圆曲线）和 SHA-256。在此之前，可仅对该程序在密码套件列表中降低 OpenSSL 的安全级别：DEFAULT@SECLEVEL=1 允许 1024 位，DEFAULT@SECLEVEL=0 还允许 SHA-1 和 MD5。把该证书粘贴到下面即可看出是链中的哪一张。",
)

// ofName reports whether a rule is about the names of the server's certificate: no CA file changes them.
func ofName(slug string) bool {
	return slug == code.HostnameMismatch.Slug() || slug == code.IpAddressMismatch.Slug()
}

// ofLeaf reports whether a rule is about what the server's certificate says, whoever issued it.
func ofLeaf(slug string) bool {
	switch slug {
	case code.HostnameMismatch.Slug(), code.IpAddressMismatch.Slug(), code.CertHasExpired.Slug(),
		code.CertNotYetValid.Slug():
		return true
	}
	return false
}

// likely are the makers whose certificates a program usually meets.
var likely = map[string][]string{
	"elasticsearch-py": {
		"elasticsearch-http-auto",
		"elasticsearch-certutil",
	},
	"opensearch-py":   {"opensearch-demo", "opensearch-docs-openssl"},
	"pymysql":         {"mysql-auto"},
	"mysql-connector": {"mysql-auto"},
	"redis-py":        {"redis-gen-test-certs"},
	"kubernetes": {
		"eks",
		"microk8s",
		"kubernetes",
		"minikube",
		"k3s-rancher",
	},
	"kubernetes-asyncio": {"eks", "microk8s", "kubernetes", "minikube", "k3s-rancher"},
	"docker-py":          {"docker-dind"},
	"paho":               {"rabbitmq-tlsgen"},
	"pika":               {"rabbitmq-tlsgen"},
}

// maxMakers is how many makers are named.
const maxMakers = 6

// makers names those whose certificates have the fault of m, those that its program meets first.
func makers(m message.Message) (names []lang.Text) {
	for pass := range 2 {
		for _, maker := range origin.All() {
			first := slices.Contains(likely[m.Client], maker.ID)
			if slices.Contains(maker.Faults, m.Code) && first == (pass == 0) && len(names) < maxMakers {
				names = append(names, maker.Called())
			}
		}
	}
	return names
}

// titleFor is a rule's title, told of the side that refused.
func titleFor(rule *rules.Rule, by message.Side) lang.Text {
	title := rule.Title
	if by == message.ServerSide && rule.Slug == code.UnhandledCriticalExtension.Slug() {
		title.EN = strings.ReplaceAll(title.EN, "the client", "the server")
		title.ZH = strings.ReplaceAll(title.ZH, "客户端", "服务器")
	}
	return title
}

// nextFor says what to do about a rule's message.
func nextFor(m message.Message) lang.Text {
	if m.Side == message.ServerSide {
		return nextForServer(m.Slug)
	}
	switch m.Slug {
	case code.HostnameMismatch.Slug(), code.IpAddressMismatch.Slug():
		return otherName(m)
	case code.CertNotYetValid.Slug():
		return t(
			"Check the client's clock first (date -u; on Windows Get-Date): one that is behind says this of every new certificate. If it is right, wait, or have the certificate issued with an earlier beginning. Paste the chain below to see which one it is.",
			"请先检查客户端的时钟（date -u；Windows 上用 Get-Date）：时钟过慢会对每张新证书这样报错。若时钟正确，请等待，或重新签发起始时间更早的证书。把证书链粘贴到下面即可看出是哪一张。",
		)
	case code.CertHasExpired.Slug():
		return t(
			"Renew the certificate that is out of date: the server's, an intermediate, or the CA. Check the client's clock. Paste the chain below to see which one it is.",
			"请更新过期的那张证书（服务器、中间或 CA 证书），并检查客户端时钟。把证书链粘贴到下面即可看出是哪一张。",
		)
	case code.DepthZeroSelfSignedCert.Slug():
		return t(
			"The server shows a certificate that is its own issuer, often the one that its software came with: give the client that very certificate as its CA file, or have the server show one of a CA that the client knows. Paste it below: strict mode may object to it next.",
			"服务器出示的是自签名证书，往往是软件自带的：请把这张证书本身配置为客户端的 CA 文件，或让服务器使用客户端所信任的 CA 签发的证书。把它粘贴到下面：接下来严格模式可能还会对它报错。",
		)
	case code.UnableToGetIssuerCertLocally.Slug(), code.UnableToGetIssuerCert.Slug(),
		code.UnableToVerifyLeafSignature.Slug(), code.SelfSignedCertInChain.Slug():
		next := t(
			"Give the client the CA that issued the server's certificate, or have the server send its intermediates. Paste both below: strict mode may object to that CA next.",
			"请把签发服务器证书的 CA 配置给客户端，或让服务器发送中间证书。把两者粘贴到下面：接下来严格模式可能还会对该 CA 报错。",
		)
		if m.Slug == code.SelfSignedCertInChain.Slug() {
			next = t(
				"Give the client the CA at the end of that chain, which it does not trust. Paste the chain below: strict mode may object to that CA next.",
				"请把该证书链末端的 CA 配置给客户端，客户端尚不信任它。把证书链粘贴到下面：接下来严格模式可能还会对该 CA 报错。",
			)
		}
		if public(m.Host) && origin.ByHost(m.Host) == nil {
			next.EN += " If this is a public site, either the client's own list of CAs is missing or old (update ca-certificates, certifi, the system), or a company's proxy or a virus scanner looks into TLS: then the CA is theirs."
			next.ZH += "若这是公共网站：要么客户端自带的 CA 列表缺失或过旧（请更新 ca-certificates、certifi 或系统），要么公司代理或杀毒软件在检查 TLS，此时应信任它们的 CA。"
		}
		return next
	}
	return fetchNext
}

// public reports whether a host has a name that the whole world resolves, as far as the name tells.
func public(host string) bool {
	dot := strings.LastIndexByte(host, '.')
	if dot < 0 || strings.Contains(host, ":") {
		return false
	}
	last := strings.ToLower(host[dot+1:])
	return last != "" && strings.Trim(last, "abcdefghijklmnopqrstuvwxyz") == "" && !slices.Contains(private, last)
}

// private are the last labels of names of networks of one's own (RFC 2606, RFC 6762 appendix G, RFC 8375).
var private = []string{
	"local", "internal", "intranet", "private", "corp", "home", "lan", "localdomain", "localhost", "test", "example",
	"invalid", "arpa", "cluster", "svc", "domain", "xxx",
}

// nextForServer says what to do where a server refused a client's certificate.
func nextForServer(slug string) lang.Text {
	switch slug {
	case code.CertHasExpired.Slug(), code.CertNotYetValid.Slug():
		return t(
			"Renew the client's certificate, or the CA that issued it, whichever is out of date. Check the server's clock. Paste both below to see which one it is.",
			"请更新过期的那张证书（客户端证书或签发它的 CA），并检查服务器时钟。把两者粘贴到下面即可看出是哪一张。",
		)
	case code.UnableToGetIssuerCertLocally.Slug(), code.UnableToGetIssuerCert.Slug(),
		code.UnableToVerifyLeafSignature.Slug(), code.SelfSignedCertInChain.Slug(), code.DepthZeroSelfSignedCert.Slug():
		return t(
			"Give the server the CA that issued the client's certificate, or have the client send its intermediates. Paste both below.",
			"请把签发客户端证书的 CA 配置给服务器，或让客户端发送中间证书。请把两者粘贴到下面。",
		)
	}
	return fetchClients
}
