package handover

import (
	"net/netip"
	"slices"
	"strings"

	"x509strict/engine/client"
	"x509strict/engine/lang"
)

// proof is how a client is asked whether it accepts.
type proof struct {
	clients  []string
	title    lang.Text
	language string
	code     string
	expect   lang.Text
	http     bool // it sends a request, so the product has to speak HTTP
}

var anyStatus = t(
	"Any number is the answer of the server and proves it, 401 too; an SSL error says what is still wrong.",
	"输出任何状态码（包括 401）都说明校验通过；若出现 SSL 错误，则说明仍有问题。",
)

// curlStatus is anyStatus for curl, which prints 000 where there was no answer.
var curlStatus = t(
	"Any number but 000 is the answer of the server and proves it, 401 too; an SSL error says what is still wrong.",
	"输出 000 以外的任何状态码（包括 401）都说明校验通过；若出现 SSL 错误，则说明仍有问题。",
)

var tlsVersion = t(
	"“accepted” and the version of TLS prove it; an SSLCertVerificationError says what is still wrong.",
	"输出 accepted 和 TLS 版本即证明校验通过；若出现 SSLCertVerificationError，则说明仍有问题。",
)

const openSSLTest = "openssl s_client -connect {address} {start}{sni}-CAfile {file} {strict}-verify_return_error {verify} </dev/null\n"

// proofs are in the order in which they are looked through.
var proofs = []proof{
	{
		clients: []string{
			"python-3.13-relaxed",
		},
		title:    t("Python, strict flag cleared", "Python（关闭严格模式）"),
		language: "shell",
		code:     pythonTest("c.verify_flags &= ~ssl.VERIFY_X509_STRICT; "),
		expect:   tlsVersion,
	},
	{
		clients: []string{
			"requests",
			"requests-old",
		},
		title:    same("requests"),
		language: "shell",
		http:     true,
		expect:   anyStatus,
		code:     "python3 -c 'import requests; print(requests.get(\"{url}\", verify=\"{file}\").status_code)'\n",
	},
	{
		clients:  []string{"httpx"},
		title:    same("httpx"),
		language: "shell",
		http:     true,
		expect:   anyStatus,
		code:     "python3 -c 'import httpx, ssl; print(httpx.get(\"{url}\", verify=ssl.create_default_context(cafile=\"{file}\")).status_code)'\n",
	},
	{
		clients:  []string{"elasticsearch-py"},
		title:    same("elasticsearch-py"),
		language: "shell",
		http:     true,
		code:     "python3 -c 'from elasticsearch import Elasticsearch; print(Elasticsearch(\"{url}\", ca_certs=\"{file}\", basic_auth=(\"elastic\", \"PASSWORD\")).info())'\n",
		expect: t(
			"The cluster's name, or an AuthenticationException for a wrong password, prove it; a TlsError says what is still wrong.",
			"输出集群名称，或因密码不对而出现 AuthenticationException，都说明校验通过；若出现 TlsError，则说明仍有问题。",
		),
	},
	{
		clients:  []string{"pyca"},
		title:    same("cryptography"),
		language: "shell",
		code: "python3 -c 'import ipaddress, ssl; from cryptography import x509; from cryptography.x509.verification import PolicyBuilder, Store; " +
			"p = PolicyBuilder().store(Store(x509.load_pem_x509_certificates(open(\"{file}\", \"rb\").read()))); " +
			"p.build_server_verifier({subject}).verify(x509.load_pem_x509_certificate(ssl.get_server_certificate((\"{host}\", {port})).encode()), []); " +
			"print(\"accepted\")'\n",
		expect: t(
			"“accepted” proves it for a server without intermediate CAs; a VerificationError says what is still wrong.",
			"输出 accepted 即证明校验通过（服务器没有中间 CA 时）；若出现 VerificationError，则说明仍有问题。",
		),
	},
	{
		clients: []string{"curl"}, title: same("curl"), language: "shell", http: true, expect: curlStatus,
		code: "curl -sS -o /dev/null -w '%{http_code}\\n' --cacert {file} {url}\n",
	},
	{
		clients:  []string{"nodejs"},
		title:    same("Node.js"),
		language: "shell",
		code:     "NODE_EXTRA_CA_CERTS={file} node -e 'const s = require(\"tls\").connect({ host: \"{host}\", port: {port}, servername: {servername} }, () => { console.log(\"accepted:\", s.getProtocol()); s.end() })'\n",
		expect: t(
			"“accepted” and the version of TLS prove it; an error names what is still wrong.",
			"输出 accepted 和 TLS 版本即证明校验通过；若报错，则说明仍有问题。",
		),
	},
	{
		clients: []string{"bun"}, title: same("Bun"), language: "shell", http: true, expect: anyStatus,
		code: "NODE_EXTRA_CA_CERTS={file} bun -e 'console.log((await fetch(\"{url}\")).status)'\n",
	},
	{
		clients: []string{"rustls-aws-lc"}, title: same("Deno"), language: "shell", http: true, expect: anyStatus,
		code: "DENO_CERT={file} deno eval 'console.log((await fetch(\"{url}\")).status)'\n",
	},
	{
		// uv before 0.11; what is asked for is on no server, and is found missing only behind the handshake.
		clients: []string{"rustls-ring"}, title: same("uv"), language: "shell", http: true,
		code: "echo x509strict-proof | SSL_CERT_FILE={file} uv pip compile --no-cache --index-url {url} -\n",
		expect: t(
			"“not found in the package registry” or a status of the server proves it; “invalid peer certificate” says what is still wrong.",
			"输出 not found in the package registry 或服务器返回的状态码即证明校验通过；若出现 invalid peer certificate，则说明仍有问题。",
		),
	},
	{
		clients: []string{"go"}, title: same("Go"), language: "shell",
		code: "cat >tlstest.go <<'END'\npackage main\n\nimport (\n\t\"crypto/tls\"\n\t\"fmt\"\n)\n\nfunc main() {\n" +
			"\tc, err := tls.Dial(\"tcp\", \"{address}\", nil)\n\tif err != nil {\n\t\tpanic(err)\n\t}\n" +
			"\tfmt.Println(\"accepted:\", tls.VersionName(c.ConnectionState().Version))\n}\nEND\nSSL_CERT_FILE={file} go run tlstest.go\n",
		expect: t(
			"“accepted” and the version of TLS prove it; x509: and what follows says what is still wrong.",
			"输出 accepted 和 TLS 版本即证明校验通过；x509: 之后的内容说明仍有什么问题。",
		),
	},
	{
		clients:  []string{"java-17", "java-21", "java-25"},
		title:    same("Java"),
		language: "shell",
		code: "cat >TLSTest.java <<'END'\nclass TLSTest {\n    public static void main(String[] a) throws Exception {\n" +
			"        var s = (javax.net.ssl.SSLSocket) javax.net.ssl.SSLSocketFactory.getDefault().createSocket(\"{host}\", {port});\n" +
			"        var p = s.getSSLParameters();\n        p.setEndpointIdentificationAlgorithm(\"HTTPS\");\n        s.setSSLParameters(p);\n" +
			"        s.startHandshake();\n        System.out.println(\"accepted: \" + s.getSession().getProtocol());\n    }\n}\nEND\n" +
			"java -Djavax.net.ssl.trustStore=truststore.p12 -Djavax.net.ssl.trustStorePassword=changeit TLSTest.java\n",
		expect: t(
			"“accepted” and the version of TLS prove it; an SSLHandshakeException says what is still wrong. It wants a JDK and the trust store made above.",
			"输出 accepted 和 TLS 版本即证明校验通过；若出现 SSLHandshakeException，则说明仍有问题。需要 JDK 和上面生成的信任库。",
		),
	},
	{
		clients: []string{"gnutls"}, title: same("wget"), language: "shell", http: true,
		code: "wget -S --spider --ca-certificate={file} {url}\n",
		expect: t(
			"Any status that the server sends proves it; a line about the certificate says what is still wrong.",
			"服务器返回任何状态都说明校验通过；若有一行提到证书，则说明仍有问题。",
		),
	},
	{
		clients: []string{
			"firefox",
			"chrome",
			"apple",
		},
		title:    t("Open the page", "打开页面"),
		language: "text",
		http:     true,
		code:     "{url}\n",
		expect: t("No warning proves it. Close the browser first: it remembers the old certificate.",
			"没有警告即说明校验通过。请先关闭浏览器：它会记住旧证书。"),
	},
	{
		// Windows PowerShell's Invoke-WebRequest does not ask for revocation unless it is told to.
		clients: []string{"windows"}, title: same("curl.exe"), language: "powershell", http: true,
		code: "curl.exe -sS -o NUL -w \"%{http_code}\\n\" {url}\n", expect: curlStatus,
	},
	{
		clients: []string{
			"openssl-verify",
			"openssl-verify-strict",
		},
		title:    same("openssl"),
		language: "shell",
		expect:   openSSLExpect,
		code:     openSSLTest,
	},
	{
		clients: []string{
			"python-3.12",
		},
		title:    same("Python"),
		language: "shell",
		code:     pythonTest(""),
		expect:   tlsVersion,
	},
	{
		// For whoever has no line above, and for whom that needs HTTP where the product does not speak it.
		title: t(
			"Python 3.13 or later",
			"Python 3.13 或更高版本",
		),
		language: "shell",
		code:     pythonTest(""),
		expect:   tlsVersion,
	},
}

var openSSLExpect = t(
	"“Verify return code: 0 (ok)” proves it; “verify error” says what is still wrong.",
	"出现 Verify return code: 0 (ok) 即证明校验通过；verify error 说明仍有问题。",
)

// How a server is asked whether it accepts a client. That no alert comes is no proof where it speaks HTTP: nginx
// refuses in its answer, and Node.js only hangs up.
const (
	asClient     = "openssl s_client -connect {address} {start}{sni}-cert client.crt -key client.key -quiet </dev/null\n"
	asClientHTTP = "printf 'GET / HTTP/1.0\\r\\nHost: %s\\r\\n\\r\\n' {host} |\n" +
		"  openssl s_client -connect {address} {sni}-cert client.crt -key client.key -quiet\n"
)

var asClientExpect = t(
	"Nothing more for some seconds proves that the server took it; end it with Ctrl+C. Refused, “alert” and what follows says why, or the server only hangs up. “verify error” is about the server's own certificate, which is not looked at here.",
	"几秒内没有别的输出即说明服务器接受了它，按 Ctrl+C 结束。若被拒绝，alert 之后的内容说明原因，也有服务器只断开连接。verify error 说的是服务器自己的证书，这里不检查。",
)

var asClientHTTPExpect = t(
	"A line that begins with HTTP proves that the server took it, unless nginx says “The SSL certificate error” below. Refused, “alert” and what follows says why, or the server only hangs up. “verify error” is about the server's own certificate, which is not looked at here.",
	"出现以 HTTP 开头的一行即说明服务器接受了它，除非 nginx 随后说 The SSL certificate error。若被拒绝，alert 之后的内容说明原因，也有服务器只断开连接。verify error 说的是服务器自己的证书，这里不检查。",
)

// pythonTest is a handshake in one line; more is done to its context.
func pythonTest(more string) string {
	return "python3 -c 'import socket, ssl; c = ssl.create_default_context(cafile=\"{file}\"); " + more +
		"print(\"accepted:\", c.wrap_socket(socket.create_connection((\"{host}\", {port})), server_hostname=\"{host}\").version())'\n"
}

// test is what proves that the client accepts.
func (w *writer) test() *Test {
	l := w.a.Lang
	start := w.product.StartTLS(w.out.Port)
	if w.a.AsClient {
		code, expect := asClient, asClientExpect
		if start == "" && w.product.SpeaksHTTP() {
			code, expect = asClientHTTP, asClientHTTPExpect
		}
		return &Test{
			Title:    t("As the client, with its certificate", "以该客户端身份，使用它的证书").In(l),
			Language: "shell",
			Code:     w.complete(code),
			Expect:   expect.In(l),
		}
	}
	for _, p := range proofs {
		if len(p.clients) > 0 && !slices.Contains(p.clients, w.client) {
			continue
		}
		if p.http && !w.product.SpeaksHTTP() {
			continue
		}
		if start != "" {
			p = proof{title: same("openssl"), language: "shell", code: openSSLTest, expect: openSSLExpect}
		}
		return &Test{Title: p.title.In(l), Code: w.complete(p.code), Language: p.language, Expect: p.expect.In(l)}
	}
	return nil
}

// complete fills in what depends on whether the host is a name or an address, too.
func (w *writer) complete(template string) string {
	host, sni, verify, servername := w.out.Host, "", "", "\"\""
	subject := "x509.DNSName(\"" + host + "\")"
	if _, err := netip.ParseAddr(host); err != nil {
		sni, verify, servername = "-servername "+host+" ", "-verify_hostname "+host, "\""+host+"\""
	} else {
		verify, subject = "-verify_ip "+host, "x509.IPAddress(ipaddress.ip_address(\""+host+"\"))"
	}
	start, strict := "", ""
	if s := w.product.StartTLS(w.out.Port); s != "" {
		start = "-starttls " + s + " "
	}
	if c := client.Find(w.client); c != nil && c.Strict() {
		strict = "-x509_strict -partial_chain "
	}
	return w.fill(strings.NewReplacer(
		"{sni}",
		sni,
		"{verify}",
		verify,
		"{servername}",
		servername,
		"{subject}",
		subject,
		"{start}",
		start,
		"{strict}",
		strict,
	).Replace(template))
}
