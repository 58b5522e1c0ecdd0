package handover

import (
	"slices"
	"strings"

	"x509strict/engine/lang"
)

// place is a row of the table: where a program is told its CA file.
type place struct {
	id       string
	title    lang.Text
	note     lang.Text
	language string
	code     string
	each     bool     // the code is for one certificate: it is repeated for every file, {file} and {name} differ
	env      string   // the variable that a container sets for it
	clients  []string // ids of clients that are told in this way
}

func t(en, zh string) lang.Text { return lang.Text{EN: en, ZH: zh} }

func same(s string) lang.Text { return lang.Text{EN: s, ZH: s} }

var onlyThis = t(
	"Then this file is all that is trusted; public servers are refused by what runs with it.",
	"此后只信任这个文件；在此环境中运行的程序会拒绝公网服务器。",
)

// besideFolder is for what reads the file in place of the system's, and the system's folder all the same: OpenSSL's
// default paths, and curl's and git's where libcurl was built with a CA path.
var besideFolder = t(
	"In place of the system's file of CAs. Where the system keeps a folder of them too, as Debian and Ubuntu do, that stays trusted; elsewhere public servers are refused.",
	"取代系统的 CA 文件。Debian、Ubuntu 等系统还有 CA 目录，其中的 CA 仍受信任；没有该目录的系统会拒绝公网服务器。",
)

// programs are told in this order; what stands first for a client is what people write most. Where every row, of the
// lists below too, is documented stands in sources_test.go. What has a proof (proof.go) is run by the tests where the
// program is installed.
var programs = []place{
	{
		id: "python", title: t("Python: ssl, urllib, asyncio", "Python：ssl、urllib、asyncio"), language: "python",
		code:    "context = ssl.create_default_context(cafile=\"{file}\")\n",
		clients: []string{"python-3.13", "python-3.13-relaxed", "python-3.12"},
	},
	{
		id: "python-env", title: t("Python without a change of code", "Python，不改代码"), language: "shell",
		code: "export SSL_CERT_FILE=\"$PWD/{file}\"\n", note: besideFolder, env: "SSL_CERT_FILE",
		clients: []string{"python-3.13", "python-3.13-relaxed", "python-3.12"},
	},
	{
		id: "elasticsearch-py", title: same("elasticsearch-py"), language: "python",
		code:    "client = Elasticsearch(\"{url}\", ca_certs=\"{file}\", basic_auth=(\"elastic\", \"PASSWORD\"))\n",
		clients: []string{"elasticsearch-py"},
	},
	{
		id: "requests", title: same("requests"), language: "shell",
		code: "export REQUESTS_CA_BUNDLE=\"$PWD/{file}\"\n", note: onlyThis, env: "REQUESTS_CA_BUNDLE",
		clients: []string{"requests", "requests-old"},
	},
	{
		id: "requests-code", title: t("requests, in code", "requests，写在代码里"), language: "python",
		code: "session.verify = \"{file}\"\n", clients: []string{"requests", "requests-old"},
		note: t(
			"REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE, where one is set, wins over it.",
			"如果设置了 REQUESTS_CA_BUNDLE 或 CURL_CA_BUNDLE，则以环境变量为准。",
		),
	},
	{
		id: "httpx", title: same("httpx"), language: "python",
		code:    "client = httpx.Client(verify=ssl.create_default_context(cafile=\"{file}\"))\n",
		clients: []string{"httpx"},
	},
	{
		id: "aiohttp", title: same("aiohttp"), language: "python",
		code:    "connector = aiohttp.TCPConnector(ssl=ssl.create_default_context(cafile=\"{file}\"))\n",
		clients: []string{"aiohttp"},
	},
	{
		id: "urllib3", title: same("urllib3"), language: "python",
		code: "pool = urllib3.PoolManager(ca_certs=\"{file}\")\n",
	},
	{
		id: "cryptography", title: same("cryptography"), language: "python", clients: []string{"pyca"},
		code: "store = x509.verification.Store(x509.load_pem_x509_certificates(open(\"{file}\", \"rb\").read()))\n",
	},
	{
		id:       "pip",
		title:    same("pip"),
		language: "shell",
		code:     "pip config set global.cert \"$PWD/{file}\"\n",
		note: t(
			"From pip 24.2 on beside the system's and certifi's CAs; before, this file is all that is trusted.",
			"自 pip 24.2 起在系统和 certifi 的 CA 之外追加信任；更早的版本只信任这个文件。",
		),
	},
	{
		id: "curl", title: same("curl"), language: "shell", code: "export CURL_CA_BUNDLE=\"$PWD/{file}\"\n",
		note: besideFolder, env: "CURL_CA_BUNDLE", clients: []string{"curl"},
	},
	{
		id:       "node",
		title:    same("Node.js, Bun"),
		language: "shell",
		code:     "export NODE_EXTRA_CA_CERTS=\"$PWD/{file}\"\n",
		note: t(
			"Beside the public CAs. It is read once, when the process starts.",
			"在公共 CA 之外追加信任。只在进程启动时读取一次。",
		),
		env:     "NODE_EXTRA_CA_CERTS",
		clients: []string{"nodejs", "bun"},
	},
	{
		id:       "deno",
		title:    same("Deno"),
		language: "shell",
		code:     "export DENO_CERT=\"$PWD/{file}\"\n",
		env:      "DENO_CERT",
		clients:  []string{"rustls-aws-lc"},
	},
	{
		id: "uv", title: same("uv"), language: "shell", code: "export SSL_CERT_FILE=\"$PWD/{file}\"\n", note: onlyThis,
		env: "SSL_CERT_FILE", clients: []string{"rustls-ring", "rustls-aws-lc"},
	},
	{
		id:       "go",
		title:    t("Go on Linux", "Go（Linux）"),
		language: "shell",
		code:     "export SSL_CERT_FILE=\"$PWD/{file}\"\n",
		note: t(
			"In place of the system's file of CAs; what lies in /etc/ssl/certs and /etc/pki/tls/certs stays trusted. On macOS and Windows Go reads the variable from 1.27 on; before, it asks the system's store.",
			"取代系统的 CA 文件；/etc/ssl/certs 和 /etc/pki/tls/certs 目录里的 CA 仍受信任。在 macOS 和 Windows 上，自 Go 1.27 起才读取该变量，之前使用系统的信任库。",
		),
		env:     "SSL_CERT_FILE",
		clients: []string{"go"},
	},
	{
		id:       "java",
		title:    t("Java, a trust store of its own", "Java，单独的信任库"),
		language: "shell",
		each:     true,
		code:     "keytool -importcert -noprompt -alias {name} -file {file} -keystore truststore.p12 -storetype PKCS12 -storepass changeit\n",
		note: t(
			"Start the program with -Djavax.net.ssl.trustStore=truststore.p12 -Djavax.net.ssl.trustStorePassword=changeit.",
			"启动程序时加上 -Djavax.net.ssl.trustStore=truststore.p12 -Djavax.net.ssl.trustStorePassword=changeit。",
		),
		clients: []string{"java-17", "java-21", "java-25"},
	},
	{
		id:       "java-all",
		title:    t("Java, for every program of this JVM", "Java，该 JVM 的所有程序"),
		language: "shell",
		each:     true,
		code:     "sudo keytool -importcert -noprompt -cacerts -storepass changeit -alias {name} -file {file}\n",
		note: t(
			"If the alias is taken by the old certificate: keytool -delete -cacerts -storepass changeit -alias with its name first.",
			"如果旧证书已占用该别名，先用 keytool -delete -cacerts -storepass changeit -alias 删除。",
		),
		clients: []string{"java-17", "java-21", "java-25"},
	},
	{
		id: "git", title: same("git"), language: "shell", code: "git config --global http.sslCAInfo \"$PWD/{file}\"\n",
		note: besideFolder, clients: []string{"gnutls"},
	},
	{
		id: "wget", title: same("wget"), language: "shell", code: "wget --ca-certificate={file} {url}\n",
		clients: []string{"gnutls"},
	},
	{
		id: "openssl", title: same("openssl"), language: "shell",
		code:    "openssl verify -x509_strict -partial_chain -CAfile {file} server.crt\n",
		clients: []string{"openssl-verify", "openssl-verify-strict"},
	},
	{
		id: "firefox", title: same("Firefox"), language: "shell", each: true,
		code: "certutil -d sql:\"$PROFILE\" -A -n {name} -t C,, -i {file}\n",
		note: t(
			"PROFILE is the folder that about:profiles shows. Or by hand: Settings, Privacy & Security, View Certificates, Authorities, Import.",
			"PROFILE 是 about:profiles 中显示的文件夹。也可手工导入：设置 → 隐私与安全 → 查看证书 → 证书颁发机构 → 导入。",
		),
		clients: []string{"firefox"},
	},
	{
		id:       "chrome",
		title:    t("Chrome and Chromium on Linux", "Chrome 与 Chromium（Linux）"),
		language: "shell",
		each:     true,
		code: "NSSDB=\"$HOME/.pki/nssdb\"; [ -d \"$NSSDB\" ] || NSSDB=\"$HOME/.local/share/pki/nssdb\"\n" +
			"certutil -d sql:\"$NSSDB\" -A -n {name} -t C,, -i {file}\n",
		note: t(
			"From version 146 on they take the second folder, unless the first is there. On Windows and macOS they take the system's store.",
			"自 146 版起使用第二个目录，除非第一个已存在。在 Windows 和 macOS 上它们使用系统的信任库。",
		),
		clients: []string{"chrome"},
	},
}

// systems are the stores that an operating system's programs share.
var systems = []place{
	{
		id: "debian", title: same("Debian, Ubuntu"), language: "shell", each: true,
		code: "sudo install -m 644 {file} /usr/local/share/ca-certificates/{name}.crt && sudo update-ca-certificates\n",
		note: t(
			"curl, wget, git, Python's default context and the distribution's own Java, Node.js and requests then trust it. Those from elsewhere, such as requests from pip, have stores of their own, as have Firefox and containers.",
			"此后 curl、wget、git、Python 的默认上下文，以及发行版自带的 Java、Node.js 和 requests 都会信任它。另外安装的（例如 pip 装的 requests）各有自己的信任库，Firefox 和容器也是。",
		),
	},
	{
		id: "rhel", title: same("RHEL, Fedora, Amazon Linux"), language: "shell", each: true,
		code: "sudo install -m 644 {file} /etc/pki/ca-trust/source/anchors/{name}.crt && sudo update-ca-trust\n",
	},
	{
		id:       "alpine",
		title:    same("Alpine"),
		language: "shell",
		each:     true,
		code:     "apk add ca-certificates && install -m 644 {file} /usr/local/share/ca-certificates/{name}.crt && update-ca-certificates\n",
	},
	{
		id: "macos", title: same("macOS"), language: "shell", each: true,
		code: "sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain {file}\n",
		note: t(
			"From macOS 11 on it asks for an administrator's password, even where root runs it.",
			"自 macOS 11 起，即使以 root 运行也会要求输入管理员密码。",
		),
		clients: []string{"apple"},
	},
	{
		id: "windows", title: t("Windows, as administrator", "Windows（以管理员身份）"), language: "powershell", each: true,
		code: "certutil -addstore -f Root {file}\n", clients: []string{"windows"},
	},
}

// servers check clients with the CA file.
var servers = []place{
	{
		id: "nginx", title: same("nginx"), language: "nginx", clients: []string{"nginx"},
		code: "ssl_client_certificate /etc/nginx/{file};\nssl_verify_client on;\n",
	},
	{
		id: "apache", title: same("Apache httpd"), language: "apache", clients: []string{"apache"},
		code: "SSLCACertificateFile /etc/apache2/{file}\nSSLVerifyClient require\n",
	},
	{
		id:       "python-server",
		title:    t("Python server", "Python 服务器"),
		language: "python",
		clients:  []string{"python-3.13", "python-3.13-relaxed", "python-3.12"},
		code:     "context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=\"{file}\")\ncontext.verify_mode = ssl.CERT_REQUIRED\n",
	},
	{
		id:       "node-server",
		title:    t("Node.js server", "Node.js 服务器"),
		language: "js",
		clients:  []string{"nodejs"},
		code:     "https.createServer({ ...options, ca: readFileSync(\"{file}\"), requestCert: true, rejectUnauthorized: true })\n",
	},
	{
		id:       "go-server",
		title:    t("Go server", "Go 服务器"),
		language: "go",
		clients:  []string{"go"},
		code:     "pem, err := os.ReadFile(\"{file}\") // handle err\nconfig.ClientCAs = x509.NewCertPool()\nconfig.ClientCAs.AppendCertsFromPEM(pem)\nconfig.ClientAuth = tls.RequireAndVerifyClientCert\n",
	},
}

// places fills in where the file goes: for the chosen client, for the product, then for all others.
func (w *writer) places() {
	if w.a.AsClient {
		w.add(servers, func(p place) string { return yours(p, w.client, "programs") })
		return
	}
	w.add(append(slices.Clone(programs), systems...), func(p place) string { return yours(p, w.client, "") })
	if w.product != nil {
		for i, s := range w.product.Settings {
			w.out.Places = append(w.out.Places, Place{
				ID: w.product.ID + "-" + string(rune('a'+i)), Title: s.Title.In(w.a.Lang), Language: s.Language,
				Code: w.fill(s.Code), Group: "yours",
			})
		}
	}
	w.add(programs, func(p place) string { return others(p, w.client, "programs") })
	w.add(w.containers(), func(place) string { return "containers" })
	w.add(systems, func(p place) string { return others(p, w.client, "systems") })
}

func yours(p place, client, otherwise string) string {
	if slices.Contains(p.clients, client) {
		return "yours"
	}
	return otherwise
}

func others(p place, client, group string) string {
	if slices.Contains(p.clients, client) {
		return ""
	}
	return group
}

// add appends those places that belong to a group.
func (w *writer) add(list []place, group func(place) string) {
	for _, p := range list {
		g := group(p)
		if g == "" {
			continue
		}
		code := w.fill(p.code)
		if p.each && len(w.each) > 1 {
			var b strings.Builder
			for i, file := range w.each {
				name := w.product.SecretName()
				if i > 0 {
					name += "-" + string(rune('1'+i))
				}
				b.WriteString(w.fill(strings.NewReplacer("{file}", file, "{name}", name).Replace(p.code)))
			}
			code = b.String()
		}
		w.out.Places = append(w.out.Places, Place{
			ID:       p.id,
			Title:    p.title.In(w.a.Lang),
			Note:     p.note.In(w.a.Lang),
			Code:     code,
			Language: p.language,
			Group:    g,
		})
	}
}

// containers are the same for every program but for the variable by which it is told.
func (w *writer) containers() []place {
	env := "SSL_CERT_FILE"
	for _, p := range programs {
		if p.env != "" && slices.Contains(p.clients, w.client) {
			env = p.env
			break
		}
	}
	note := t(
		"Set the variable of what runs in it: REQUESTS_CA_BUNDLE, NODE_EXTRA_CA_CERTS, SSL_CERT_FILE.",
		"请设置容器内程序对应的变量：REQUESTS_CA_BUNDLE、NODE_EXTRA_CA_CERTS、SSL_CERT_FILE。",
	)
	return []place{
		{
			id: "docker", title: t("Docker, as a volume", "Docker（以卷挂载）"), language: "shell", note: note,
			code: "docker run --rm -v \"$PWD/{file}:/etc/{name}/{file}:ro\" -e " + env + "=/etc/{name}/{file} IMAGE\n",
		},
		{
			id: "compose", title: same("Docker Compose"), language: "yaml", note: note,
			code: "services:\n  app:\n    image: IMAGE\n    environment:\n      " + env +
				": /etc/{name}/{file}\n    volumes:\n      - ./{file}:/etc/{name}/{file}:ro\n",
		},
		{
			id:       "secret",
			title:    t("Kubernetes, the secret", "Kubernetes：secret"),
			language: "shell",
			code:     "kubectl create secret generic {name} --from-file={file} --dry-run=client -o yaml | kubectl apply -f -\n",
			note:     t("The same line replaces the old one.", "替换旧的 secret 也用这一行。"),
		},
		{
			id:       "pod",
			title:    t("Kubernetes, the pod that uses it", "Kubernetes：使用它的 Pod"),
			language: "yaml",
			note:     note,
			code: "apiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n  containers:\n    - name: app\n      image: IMAGE\n" +
				"      env:\n        - name: " + env + "\n          value: /etc/{name}/{file}\n      volumeMounts:\n" +
				"        - name: {name}\n          mountPath: /etc/{name}\n          readOnly: true\n" +
				"  volumes:\n    - name: {name}\n      secret:\n        secretName: {name}\n",
		},
	}
}
