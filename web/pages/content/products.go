package content

import "x509strict/engine/lang"

// Product is something that people search for by its name, with what of it has to do with a CA: whose certificates it
// meets or makes (package origin knows these makers), and where it keeps or takes the CA.
type Product struct {
	ID     string // of its page
	Name   string
	Makers []string  // IDs of package origin
	Guide  string    // name of a guide that tells all of it; there is no page of its own then
	About  lang.Text // one or two sentences
	Facts  []Fact
	// Sources are the documents that the facts were checked against; none: not checked yet.
	Sources []Source
}

// Source is a document that says what a page says: the vendor's documentation, source code, or an issue of it.
type Source struct {
	Title string // as it is called, in its own language
	URL   string
}

// Fact is one thing to know or to run, from a source.
type Fact struct {
	What   lang.Text
	Code   string // as it is typed; "" for none
	Source string // URL that says so
}

func says(en, zh, code, source string) Fact {
	return Fact{What: lang.Text{EN: en, ZH: zh}, Code: code, Source: source}
}

func text(en, zh string) lang.Text { return lang.Text{EN: en, ZH: zh} }

const (
	requestsDocs    = "https://requests.readthedocs.io/en/latest/user/advanced/#ssl-cert-verification"
	rootCAPublisher = "https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/certificates/rootcacertpublisher/publisher.go"
	sClientDocs     = "https://docs.openssl.org/3.5/man1/openssl-s_client/"
	trueNASDocs     = "https://www.truenas.com/docs/scale/scaleuireference/credentials/certificates/certificatesscreensscale/"
	splunkDocs      = "https://help.splunk.com/splunk-enterprise/administer/manage-users-and-security/10.0/secure-splunk-platform-communications-with-transport-layer-security-certificates/configure-tls-certificates-for-inter-splunk-communication"
	pipDocs         = "https://pip.pypa.io/en/stable/topics/https-certificates/"
)

// Products in the order of their index.
var Products = []Product{
	{ID: "elasticsearch", Name: "Elasticsearch", Guide: "elasticsearch"},
	{
		ID: "home-assistant", Name: "Home Assistant",
		About: text(
			"Home Assistant runs on Python and verifies strictly since 2024.12. Integrations that talk to a device or a service with a private CA fail with one of the strict errors.",
			"Home Assistant 用 Python 编写，从 2024.12 起做严格校验。连接使用私有 CA 的设备或服务时，集成会因严格模式的错误而失败。",
		),
		Facts: []Fact{
			says(
				"It trusts the file named by REQUESTS_CA_BUNDLE, else the bundle of certifi. Add the repaired CA to a copy of that bundle:",
				"它信任 REQUESTS_CA_BUNDLE 指定的文件，未指定时信任 certifi 自带的证书包。把修好的 CA 加进这份证书包的副本：",
				"cat \"$(python3 -m certifi)\" ca.crt > /config/ca-bundle.pem\nREQUESTS_CA_BUNDLE=/config/ca-bundle.pem     # in the container's or service's environment",
				"https://github.com/home-assistant/core/blob/dev/homeassistant/util/ssl.py",
			),
			says(
				"Its own certificate is set under Settings, System, Network, HTTP server: SSL certificate path and SSL key path. Older releases, without that section, read it from configuration.yaml:",
				"它自己的证书在“设置 → 系统 → 网络”的 HTTP server 一栏设置：SSL certificate path 与 SSL key path。没有这一栏的旧版本从 configuration.yaml 读取：",
				"http:\n  ssl_certificate: /ssl/fullchain.pem\n  ssl_key: /ssl/privkey.pem",
				"https://www.home-assistant.io/integrations/http/",
			),
		},
		Sources: []Source{
			{"Home Assistant: homeassistant/util/ssl.py", "https://github.com/home-assistant/core/blob/dev/homeassistant/util/ssl.py"},
			{"Home Assistant: HTTP", "https://www.home-assistant.io/integrations/http/"},
			{"Home Assistant: issue 133506, private CA since 2024.12.0", "https://github.com/home-assistant/core/issues/133506"},
		},
	},
	{
		ID: "kubernetes", Name: "Kubernetes", Makers: []string{"kubernetes", "k3s-rancher", "minikube"},
		About: text(
			"Python clients of the API server meet the cluster's CA: through a kubeconfig, or in a pod through the service account. Old cluster CAs lack a subject key identifier.",
			"访问 API 服务器的 Python 客户端会遇到集群 CA：通过 kubeconfig，或在 Pod 里通过服务账号。旧集群的 CA 没有主体密钥标识符。",
		),
		Facts: []Fact{
			says("The CA as pods see it, to be checked here:", "Pod 看到的 CA，可拿来检查：",
				"kubectl get configmap kube-root-ca.crt -n default -o jsonpath='{.data.ca\\.crt}' > ca.crt",
				rootCAPublisher),
			says("On a kubeadm control plane node the CA and its key lie in:", "在 kubeadm 的控制平面节点上，CA 及其私钥位于：",
				"/etc/kubernetes/pki/ca.crt\n/etc/kubernetes/pki/ca.key", "https://kubernetes.io/docs/setup/best-practices/certificates/"),
			says("After ca.crt was replaced, this signs the control plane's certificates again and writes the new CA into the kubeconfigs in /etc/kubernetes. Run it on every control plane node, restart the control plane's pods there, then hand out admin.conf anew:",
				"替换 ca.crt 之后，下面的命令重新签发控制平面的证书，并把新 CA 写进 /etc/kubernetes 里的 kubeconfig。在每个控制平面节点上运行，重启那里的控制平面 Pod，再重新分发 admin.conf：",
				"kubeadm certs renew all", "https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/"),
		},
		Sources: []Source{
			{"Kubernetes: rootcacertpublisher/publisher.go", rootCAPublisher},
			{"Kubernetes: PKI certificates and requirements", "https://kubernetes.io/docs/setup/best-practices/certificates/"},
			{"Kubernetes: Certificate Management with kubeadm", "https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/"},
			{"kubeadm: certs/renewal/readwriter.go", "https://github.com/kubernetes/kubernetes/blob/master/cmd/kubeadm/app/phases/certs/renewal/readwriter.go"},
		},
	},
	{
		ID: "microk8s", Name: "MicroK8s", Makers: []string{"microk8s"},
		About: text("MicroK8s makes a CA of its own for each installation, for years without key usage.",
			"MicroK8s 为每次安装生成自己的 CA，多年来都没有密钥用法扩展。"),
		Facts: []Fact{
			says("CA and key:",
				"CA 与私钥：",
				"/var/snap/microk8s/current/certs/ca.crt\n/var/snap/microk8s/current/certs/ca.key",
				"https://github.com/canonical/microk8s/blob/master/scripts/wrappers/refresh_certs.py"),
			says("With the re-issued ca.crt and its ca.key in one folder, this installs both, signs the server's certificate again and writes new kubeconfigs. Worker nodes have to leave the cluster and join it again:",
				"把重新签发的 ca.crt 与 ca.key 放进同一文件夹，下面的命令会安装两者、重新签发服务器证书并写出新的 kubeconfig。工作节点要离开集群再重新加入：",
				"sudo microk8s refresh-certs FOLDER",
				"https://github.com/canonical/microk8s/blob/master/scripts/wrappers/refresh_certs.py"),
			says("The kubeconfig with the CA in it:",
				"含有该 CA 的 kubeconfig：",
				"microk8s config", "https://github.com/canonical/microk8s/blob/master/microk8s-resources/wrappers/microk8s-config.wrapper"),
		},
		Sources: []Source{
			{"MicroK8s: issue 4864, no key usage in the root CA", "https://github.com/canonical/microk8s/issues/4864"},
			{"MicroK8s: refresh_certs.py", "https://github.com/canonical/microk8s/blob/master/scripts/wrappers/refresh_certs.py"},
			{"MicroK8s: microk8s-config.wrapper", "https://github.com/canonical/microk8s/blob/master/microk8s-resources/wrappers/microk8s-config.wrapper"},
		},
	},
	{
		ID: "cert-manager", Name: "cert-manager", Makers: []string{"cert-manager-emptydn"},
		About: text("cert-manager issues into Kubernetes secrets; its CAs pass unless they have no name.",
			"cert-manager 把证书签发到 Kubernetes secret 里；除非 CA 没有名称，否则都能通过。"),
		Facts: []Fact{
			says("The CA lies in the secret of the certificate, under ca.crt, where the issuer knows it; ACME issuers do not. Copy it rather than mount it: a renewal may replace it.",
				"颁发者知道 CA 时，CA 在证书的 secret 里，键为 ca.crt；ACME 颁发者则没有。请复制而不要直接挂载：续期时它可能被替换。",
				"kubectl get secret NAME -o jsonpath='{.data.ca\\.crt}' | base64 -d > ca.crt", "https://cert-manager.io/docs/usage/certificate/"),
			says("trust-manager spreads a CA over the cluster's namespaces.",
				"trust-manager 可把 CA 分发到集群的各命名空间。",
				"", "https://cert-manager.io/docs/trust/trust-manager/"),
		},
		Sources: []Source{
			{"cert-manager: Certificate resource", "https://cert-manager.io/docs/usage/certificate/"},
			{"cert-manager: trust-manager", "https://cert-manager.io/docs/trust/trust-manager/"},
		},
	},
	{
		ID: "proxmox", Name: "Proxmox VE", Makers: []string{"proxmox-ve"},
		About: text("Each cluster makes a root CA for its web interface and API. Exporters, backups and Ansible modules in Python meet it.",
			"每个集群都会为网页界面和 API 生成一个根 CA。用 Python 写的导出器、备份工具和 Ansible 模块都会遇到它。"),
		Facts: []Fact{
			says("The CA, on any node:",
				"任一节点上的 CA：",
				"/etc/pve/pve-root-ca.pem", "https://pve.proxmox.com/wiki/Certificate_Management"),
			says("Its key. Proxmox asks not to replace either file by hand: give the re-issued CA to the clients, and leave the nodes as they are.",
				"它的私钥。Proxmox 要求不要手工替换这两个文件：把重新签发的 CA 交给客户端即可，节点保持不变。",
				"/etc/pve/priv/pve-root-ca.key", "https://pve.proxmox.com/wiki/Certificate_Management"),
			says("A client of the API takes it as a file, here with an API token:",
				"API 客户端以文件形式使用它，这里用 API 令牌登录：",
				"curl --cacert pve-root-ca.pem -H 'Authorization: PVEAPIToken=USER@REALM!TOKENID=UUID' \\\n  https://pve.example:8006/api2/json/version",
				"https://pve.proxmox.com/wiki/Proxmox_VE_API"),
		},
		Sources: []Source{
			{"Proxmox VE: Certificate Management", "https://pve.proxmox.com/wiki/Certificate_Management"},
			{"Proxmox VE: API", "https://pve.proxmox.com/wiki/Proxmox_VE_API"},
		},
	},
	{
		ID: "synology", Name: "Synology DSM", Makers: []string{"synology"},
		About: text("DSM comes with a certificate of its own and can import another.", "DSM 自带证书，也可以导入别的证书。"),
		Facts: []Fact{
			says("Certificates are exported and imported under Control Panel, Security, Certificate. An import takes the certificate with its private key, and the intermediate certificates where there are any, in PEM or DER; an RSA key must have no passphrase.",
				"在“控制面板 → 安全性 → 证书”里导出和导入证书。导入时要提供证书及其私钥，有中间证书的一并提供，格式为 PEM 或 DER；RSA 私钥不能带口令。",
				"", "https://kb.synology.com/en-global/DSM/help/DSM/AdminCenter/connection_certificate"),
		},
		Sources: []Source{
			{"Synology Knowledge Center: Certificate", "https://kb.synology.com/en-global/DSM/help/DSM/AdminCenter/connection_certificate"},
		},
	},
	{
		ID: "truenas", Name: "TrueNAS",
		About: text("TrueNAS serves its interface and API with a certificate that clients in Python verify: a self-signed one, until another is chosen.",
			"TrueNAS 的界面和 API 使用的证书会被 Python 客户端校验；换成别的证书之前，它是自签名的。"),
		Facts: []Fact{
			says("Certificates are managed under Credentials, Certificates.",
				"在 Credentials → Certificates 里管理证书。",
				"", trueNASDocs),
			says("What it sends, to be pasted here:",
				"取出它发送的证书，粘贴到本工具：",
				"openssl s_client -connect truenas.example:443 -showcerts </dev/null",
				sClientDocs),
		},
		Sources: []Source{
			{"TrueNAS: Certificates Screens", trueNASDocs},
			{"OpenSSL: openssl-s_client(1)", sClientDocs},
		},
	},
	{
		ID: "unifi", Name: "UniFi", Makers: []string{"unifi"},
		About: text("A UniFi console signs its own certificate; Python programs that ask its API meet it.",
			"UniFi 控制台使用自签名证书；访问其 API 的 Python 程序会遇到它。"),
		Facts: []Fact{
			says("What it sends, to be pasted here or trusted as it is:", "取出它发送的证书，粘贴到本工具，或直接信任：",
				"openssl s_client -connect unifi.example:443 -showcerts </dev/null", sClientDocs),
		},
		Sources: []Source{
			{"unificontrol: SSL Security with self-signed certificates", "https://unificontrol.readthedocs.io/en/latest/ssl_self_signed.html"},
			{"OpenSSL: openssl-s_client(1)", sClientDocs},
		},
	},
	{
		ID: "nextcloud", Name: "Nextcloud",
		About: text("Nextcloud is a client too: of mail, storage and other Nextclouds. It keeps a list of CAs that administrators add.",
			"Nextcloud 也会作为客户端访问邮件、存储和其他 Nextcloud，并维护一份由管理员添加的 CA 列表。"),
		Facts: []Fact{
			says("Add the CA, in Nextcloud's folder on the server, as the user of the web server: www-data on Debian and Ubuntu, apache on Fedora, http on Arch Linux.",
				"在服务器的 Nextcloud 文件夹里，以网页服务器的用户添加 CA：Debian 和 Ubuntu 是 www-data，Fedora 是 apache，Arch Linux 是 http。",
				"sudo -E -u www-data php occ security:certificates:import ca.crt\nsudo -E -u www-data php occ security:certificates",
				"https://docs.nextcloud.com/server/latest/admin_manual/occ_command.html"),
		},
		Sources: []Source{
			{"Nextcloud: Using the occ command", "https://docs.nextcloud.com/server/latest/admin_manual/occ_command.html"},
		},
	},
	{
		ID: "gitlab", Name: "GitLab",
		About: text("Self-managed GitLab often has a certificate of a private CA; runners, registries and python-gitlab verify it.",
			"自建 GitLab 常用私有 CA 的证书；runner、镜像仓库和 python-gitlab 都会校验它。"),
		Facts: []Fact{
			says("CAs that a Linux package installation trusts:",
				"Linux 软件包安装所信任的 CA：",
				"cp ca.crt /etc/gitlab/trusted-certs/\ngitlab-ctl reconfigure",
				"https://docs.gitlab.com/omnibus/settings/ssl/"),
			says("A runner that runs as root takes the CA from a file named after the host, any other from ~/.gitlab-runner/certs:",
				"以 root 运行的 runner 从以主机名命名的文件读取 CA，其他用户的则从 ~/.gitlab-runner/certs 读取：",
				"/etc/gitlab-runner/certs/gitlab.example.crt",
				"https://docs.gitlab.com/runner/configuration/tls-self-signed/"),
			says("python-gitlab passes ssl_verify on to requests:",
				"python-gitlab 把 ssl_verify 交给 requests：",
				"gitlab.Gitlab(\"https://gitlab.example\", ssl_verify=\"ca.crt\")",
				"https://github.com/python-gitlab/python-gitlab/blob/main/gitlab/client.py"),
		},
		Sources: []Source{
			{"GitLab: Configure SSL for a Linux package installation", "https://docs.gitlab.com/omnibus/settings/ssl/"},
			{"GitLab Runner: Self-signed certificates or custom Certification Authorities", "https://docs.gitlab.com/runner/configuration/tls-self-signed/"},
			{"python-gitlab: gitlab/client.py", "https://github.com/python-gitlab/python-gitlab/blob/main/gitlab/client.py"},
		},
	},
	{
		ID: "docker-registry", Name: "Docker registry", Makers: []string{"docker-dind"},
		About: text("The Docker engine is written in Go and not strict; Python tools that talk to the same registry or to the engine over TLS are.",
			"Docker 引擎用 Go 编写，不做严格校验；而通过 TLS 访问同一仓库或引擎的 Python 工具会。"),
		Facts: []Fact{
			says("The engine takes a registry's CA from a folder named after host and port. On Linux the system's CAs go on being trusted beside it:",
				"引擎从以主机名和端口命名的文件夹读取仓库的 CA。在 Linux 上，系统的 CA 继续有效：",
				"/etc/docker/certs.d/registry.example:5000/ca.crt",
				"https://docs.docker.com/engine/security/certificates/"),
			says("Clients of the engine itself take ca.pem from the folder that DOCKER_CERT_PATH names, else from ~/.docker.",
				"访问引擎本身的客户端从 DOCKER_CERT_PATH 所指的文件夹读取 ca.pem，未设置时从 ~/.docker 读取。",
				"", "https://docs.docker.com/engine/security/protect-access/"),
		},
		Sources: []Source{
			{"Docker: Verify repository client with certificates", "https://docs.docker.com/engine/security/certificates/"},
			{"Docker: Protect the Docker daemon socket", "https://docs.docker.com/engine/security/protect-access/"},
		},
	},
	{
		ID: "easy-rsa", Name: "Easy-RSA", Makers: []string{"easy-rsa", "openvpn-easyrsa2"},
		About: text("Easy-RSA is the OpenVPN project's tool for a CA, and is used for much else.",
			"Easy-RSA 是 OpenVPN 项目的 CA 工具，也常用于别处。"),
		Facts: []Fact{
			says("The CA and its key, below the folder where easyrsa runs:",
				"CA 与私钥位于运行 easyrsa 的文件夹之下：",
				"pki/ca.crt\npki/private/ca.key", "https://github.com/OpenVPN/easy-rsa/blob/master/doc/EasyRSA-Readme.md"),
			says("Since 3.2.2 this signs the CA's key again, asks before it replaces pki/ca.crt, and keeps the old certificate in pki/expired-ca.list. Basic constraints are marked critical from 3.2.6 on:",
				"3.2.2 起，下面的命令用 CA 的原密钥重新签发，替换 pki/ca.crt 之前会询问，旧证书保存在 pki/expired-ca.list。从 3.2.6 起，基本约束才标为关键：",
				"./easyrsa renew-ca", "https://github.com/OpenVPN/easy-rsa/blob/master/doc/EasyRSA-Renew-and-Revoke.md"),
		},
		Sources: []Source{
			{"Easy-RSA: EasyRSA-Readme", "https://github.com/OpenVPN/easy-rsa/blob/master/doc/EasyRSA-Readme.md"},
			{"Easy-RSA: EasyRSA-Renew-and-Revoke", "https://github.com/OpenVPN/easy-rsa/blob/master/doc/EasyRSA-Renew-and-Revoke.md"},
			{"Easy-RSA: pull request 1428, critical basic constraints", "https://github.com/OpenVPN/easy-rsa/pull/1428"},
		},
	},
	{
		ID: "openvpn", Name: "OpenVPN", Makers: []string{"easy-rsa", "openvpn-easyrsa2"},
		About: text("OpenVPN verifies with OpenSSL or mbed TLS and is not strict; management tools in Python are, when they meet the same CA.",
			"OpenVPN 用 OpenSSL 或 mbed TLS 校验，不开严格模式；遇到同一个 CA 的 Python 管理工具则会。"),
		Facts: []Fact{
			says("Both sides name the CA in their configuration. The re-issued file takes its place; certificates of clients stay valid.",
				"两端都在配置里指定 CA。用重新签发的文件替换即可，客户端证书继续有效。",
				"ca ca.crt", "https://github.com/OpenVPN/openvpn/blob/release/2.6/doc/man-sections/tls-options.rst"),
		},
		Sources: []Source{
			{"OpenVPN 2.6: TLS Mode Options", "https://github.com/OpenVPN/openvpn/blob/release/2.6/doc/man-sections/tls-options.rst"},
		},
	},
	{
		ID: "pfsense", Name: "pfSense", Makers: []string{"pfsense"},
		About: text("pfSense makes CAs for VPNs, proxies and its own interface.", "pfSense 可为 VPN、代理和自身界面生成 CA。"),
		Facts: []Fact{
			says("CAs are exported and imported under System, Certificates, Authorities; in older releases under System, Cert Manager, CAs.",
				"在 System → Certificates → Authorities 里导出和导入 CA；旧版本在 System → Cert Manager → CAs。",
				"", "https://docs.netgate.com/pfsense/en/latest/certificates/ca.html"),
		},
		Sources: []Source{
			{"pfSense: Certificate Authority Management", "https://docs.netgate.com/pfsense/en/latest/certificates/ca.html"},
			{"pfSense: Certificate Management", "https://docs.netgate.com/pfsense/en/latest/certificates/certificate.html"},
		},
	},
	{
		ID: "opnsense", Name: "OPNsense", Makers: []string{"opnsense"},
		About: text("OPNsense makes CAs for VPNs, proxies and its own interface.", "OPNsense 可为 VPN、代理和自身界面生成 CA。"),
		Facts: []Fact{
			says("CAs are exported and imported under System, Trust, Authorities.",
				"在 System → Trust → Authorities 里导出和导入 CA。",
				"", "https://docs.opnsense.org/manual/certificates.html"),
		},
		Sources: []Source{
			{"OPNsense: Trust", "https://docs.opnsense.org/manual/certificates.html"},
		},
	},
	{
		ID: "step-ca", Name: "step-ca (smallstep)", Makers: []string{"step-ca"},
		About: text("step-ca makes a root and an intermediate CA; both pass. Clients trust the root, and the server sends the intermediate with its own certificate.",
			"step-ca 生成根证书和中间证书，两者都能通过。客户端信任根证书，服务器把中间证书与自己的证书一并发送。"),
		Facts: []Fact{
			says("The root's fingerprint, on the machine of the CA:",
				"在 CA 所在的机器上查看根证书的指纹：",
				"step certificate fingerprint $(step path)/certs/root_ca.crt",
				"https://smallstep.com/docs/cli/ca/root/"),
			says("The root, for clients. After step ca bootstrap both options may be left out:",
				"取得根证书，交给客户端。运行过 step ca bootstrap 的机器可省略这两个选项：",
				"step ca root root_ca.crt --ca-url https://ca.example:9000 --fingerprint FINGERPRINT",
				"https://smallstep.com/docs/cli/ca/root/"),
			says("For requests and most of what builds on it:",
				"供 requests 及基于它的多数程序使用：",
				"export REQUESTS_CA_BUNDLE=\"$PWD/root_ca.crt\"", requestsDocs),
		},
		Sources: []Source{
			{"smallstep: step ca root", "https://smallstep.com/docs/cli/ca/root/"},
			{"step: command/ca/root.go", "https://github.com/smallstep/cli/blob/master/command/ca/root.go"},
			{"Requests: SSL Cert Verification", requestsDocs},
		},
	},
	{
		ID: "mkcert", Name: "mkcert", Makers: []string{"mkcert"},
		About: text("mkcert puts a development CA into the system's stores. Python's requests does not look there.",
			"mkcert 把开发用 CA 放进系统信任库，而 Python 的 requests 不看那里。"),
		Facts: []Fact{
			says("Tell the client where the CA lies:",
				"告诉客户端 CA 的位置：",
				"export REQUESTS_CA_BUNDLE=\"$(mkcert -CAROOT)/rootCA.pem\"", "https://github.com/FiloSottile/mkcert"),
		},
		Sources: []Source{
			{"mkcert: README", "https://github.com/FiloSottile/mkcert"},
			{"Requests: SSL Cert Verification", requestsDocs},
		},
	},
	{
		ID: "vault", Name: "HashiCorp Vault",
		About: text("Vault is met twice: as a server with a certificate, and as the CA of its PKI engine.",
			"Vault 有两种身份：带证书的服务器，以及其 PKI 引擎的 CA。"),
		Facts: []Fact{
			says("The command line takes the server's CA from:",
				"命令行从这里读取服务器的 CA：",
				"export VAULT_CACERT=ca.crt", "https://developer.hashicorp.com/vault/docs/commands"),
			says("hvac, in Python, reads the same variable, unless it is given the CA:",
				"Python 的 hvac 读取同一变量，除非直接传入 CA：",
				"hvac.Client(url=\"https://vault.example:8200\", verify=\"ca.crt\")",
				"https://github.com/hvac/hvac/blob/main/hvac/v1/__init__.py"),
			says("The CA of the PKI engine, where it is mounted at pki:",
				"PKI 引擎的 CA（挂载在 pki 时）：",
				"curl --cacert ca.crt https://vault.example:8200/v1/pki/ca/pem",
				"https://developer.hashicorp.com/vault/api-docs/secret/pki"),
		},
		Sources: []Source{
			{"Vault: CLI", "https://developer.hashicorp.com/vault/docs/commands"},
			{"hvac: hvac/v1/__init__.py", "https://github.com/hvac/hvac/blob/main/hvac/v1/__init__.py"},
			{"Vault: PKI secrets engine (API)", "https://developer.hashicorp.com/vault/api-docs/secret/pki"},
		},
	},
	{
		ID: "keycloak", Name: "Keycloak",
		About: text("Keycloak runs on Java, which is not strict. Python applications that log in through it are.",
			"Keycloak 运行在 Java 上，不做严格校验；通过它登录的 Python 应用会。"),
		Facts: []Fact{
			says("CAs that Keycloak itself trusts lie in conf/truststores, or where this option says:",
				"Keycloak 自己信任的 CA 放在 conf/truststores，或由此选项指定：",
				"bin/kc.sh start --truststore-paths=/opt/ca.crt",
				"https://www.keycloak.org/server/keycloak-truststore"),
			says("Its own certificate:",
				"它自己的证书：",
				"bin/kc.sh start --https-certificate-file=server.crt --https-certificate-key-file=server.key",
				"https://www.keycloak.org/server/enabletls"),
		},
		Sources: []Source{
			{"Keycloak: Configuring trusted certificates", "https://www.keycloak.org/server/keycloak-truststore"},
			{"Keycloak: Configuring TLS", "https://www.keycloak.org/server/enabletls"},
		},
	},
	{
		ID: "mongodb", Name: "MongoDB",
		About: text("PyMongo makes an SSL context of its own and is not strict: what it refuses has another cause. The same CA may still fail in other Python programs.",
			"PyMongo 使用自己的 SSL 上下文，不做严格校验：它的拒绝另有原因。但同一个 CA 在其他 Python 程序里仍可能失败。"),
		Facts: []Fact{
			says("The CA for PyMongo:",
				"PyMongo 使用的 CA：",
				"MongoClient(\"mongodb://db.example\", tls=True, tlsCAFile=\"ca.crt\")",
				"https://www.mongodb.com/docs/languages/python/pymongo-driver/current/connect/tls/"),
			says("The server's side, in mongod.conf. The file of certificateKeyFile holds certificate and key:",
				"服务器一侧，在 mongod.conf 里。certificateKeyFile 指定的文件同时含证书和私钥：",
				"net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /etc/ssl/mongodb.pem\n    CAFile: /etc/ssl/ca.crt", "https://www.mongodb.com/docs/manual/tutorial/configure-ssl/"),
			says("With CAFile the server asks every client for a certificate. To let clients connect without one, add under tls:",
				"设置了 CAFile，服务器就要求每个客户端出示证书。要允许没有证书的客户端连接，在 tls 下加一行：",
				"    allowConnectionsWithoutCertificates: true",
				"https://www.mongodb.com/docs/manual/reference/configuration-options/"),
		},
		Sources: []Source{
			{"PyMongo: Configure Transport Layer Security (TLS)", "https://www.mongodb.com/docs/languages/python/pymongo-driver/current/connect/tls/"},
			{"PyMongo: pymongo/ssl_support.py", "https://github.com/mongodb/mongo-python-driver/blob/master/pymongo/ssl_support.py"},
			{"MongoDB: Configure mongod and mongos for TLS/SSL", "https://www.mongodb.com/docs/manual/tutorial/configure-ssl/"},
			{"MongoDB: Configuration File Options", "https://www.mongodb.com/docs/manual/reference/configuration-options/"},
		},
	},
	{
		ID: "postgresql", Name: "PostgreSQL",
		About: text("psycopg uses libpq, which is not strict. asyncpg uses Python's ssl module, and is strict with a default context.",
			"psycopg 使用 libpq，不做严格校验。asyncpg 使用 Python 的 ssl 模块，传入默认上下文时是严格的。"),
		Facts: []Fact{
			says("libpq takes the CA from this file (%APPDATA%\\postgresql\\root.crt on Windows), or from sslrootcert:",
				"libpq 从此文件（Windows 上为 %APPDATA%\\postgresql\\root.crt）或 sslrootcert 读取 CA：",
				"~/.postgresql/root.crt\npsql \"host=db.example sslmode=verify-full sslrootcert=ca.crt\"",
				"https://www.postgresql.org/docs/current/libpq-ssl.html"),
			says("asyncpg takes an SSL context:",
				"asyncpg 接受一个 SSL 上下文：",
				"asyncpg.connect(host=\"db.example\", ssl=ssl.create_default_context(cafile=\"ca.crt\"))",
				"https://magicstack.github.io/asyncpg/current/api/index.html"),
		},
		Sources: []Source{
			{"PostgreSQL: libpq, SSL Support", "https://www.postgresql.org/docs/current/libpq-ssl.html"},
			{"asyncpg: API Reference", "https://magicstack.github.io/asyncpg/current/api/index.html"},
		},
	},
	{
		ID: "mysql", Name: "MySQL", Makers: []string{"mysql-auto", "proxysql"},
		About: text("MySQL makes a CA and certificates when it starts and finds none. PyMySQL verified them strictly on Python 3.13 until its pull request 1198.",
			"MySQL 启动时若没有证书，会生成 CA 和证书。PyMySQL 在其 1198 号合并请求之前，在 Python 3.13 上会严格校验它们。"),
		Facts: []Fact{
			says("The files in the data directory, among others:",
				"数据目录里的文件（部分）：",
				"ca.pem\nca-key.pem\nserver-cert.pem\nserver-key.pem",
				"https://dev.mysql.com/doc/refman/8.4/en/creating-ssl-rsa-files-using-mysql.html"),
			says("The CA for the command line:",
				"命令行使用的 CA：",
				"mysql --ssl-mode=VERIFY_CA --ssl-ca=ca.pem -h db.example",
				"https://dev.mysql.com/doc/refman/8.4/en/connection-options.html"),
		},
		Sources: []Source{
			{"MySQL: Creating SSL and RSA Certificates and Keys using MySQL", "https://dev.mysql.com/doc/refman/8.4/en/creating-ssl-rsa-files-using-mysql.html"},
			{"MySQL: Command Options for Connecting to the Server", "https://dev.mysql.com/doc/refman/8.4/en/connection-options.html"},
			{"PyMySQL: pull request 1198", "https://github.com/PyMySQL/PyMySQL/pull/1198"},
		},
	},
	{
		ID: "mariadb", Name: "MariaDB",
		About: text("Since 11.4 MariaDB makes a certificate in memory at each start; before that, and wherever a CA is wanted, it takes certificates that are made by hand. Python clients verify them with the ssl module.",
			"MariaDB 从 11.4 起每次启动时在内存中生成证书；此前的版本以及需要 CA 的场合使用手工生成的证书。Python 客户端用 ssl 模块校验。"),
		Facts: []Fact{
			says("The server's side:",
				"服务器一侧：",
				"[mariadb]\nssl_cert = /etc/mysql/server.crt\nssl_key = /etc/mysql/server.key\nssl_ca = /etc/mysql/ca.crt", "https://mariadb.com/kb/en/securing-connections-for-client-and-server/"),
		},
		Sources: []Source{
			{"MariaDB: Securing Connections for Client and Server", "https://mariadb.com/kb/en/securing-connections-for-client-and-server/"},
		},
	},
	{
		ID: "redis", Name: "Redis", Makers: []string{"redis-gen-test-certs"},
		About: text("redis-py is strict on Python 3.13 and later.", "redis-py 在 Python 3.13 起是严格的。"),
		Facts: []Fact{
			says("The CA for redis-py, with a certificate of the client's own, which Redis asks for unless told otherwise:",
				"redis-py 使用的 CA，以及客户端自己的证书；Redis 默认要求客户端出示证书：",
				"redis.Redis(host=\"redis.example\", port=6379, ssl=True, ssl_ca_certs=\"ca.crt\",\n            ssl_certfile=\"client.crt\", ssl_keyfile=\"client.key\")",
				"https://redis.readthedocs.io/en/stable/examples/ssl_connection_examples.html"),
			says("The server's side, in redis.conf. The first line closes the port without TLS, which has the same number; the last is for clients that have no certificate:",
				"服务器一侧，在 redis.conf 里。第一行关闭同号的非 TLS 端口；最后一行供没有证书的客户端使用：",
				"port 0\ntls-port 6379\ntls-cert-file redis.crt\ntls-key-file redis.key\ntls-ca-cert-file ca.crt\ntls-auth-clients no",
				"https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/"),
		},
		Sources: []Source{
			{"redis-py: SSL Connection Examples", "https://redis.readthedocs.io/en/stable/examples/ssl_connection_examples.html"},
			{"Redis: TLS", "https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/"},
			{"Redis: TLS.md", "https://github.com/redis/redis/blob/unstable/TLS.md"},
		},
	},
	{
		ID: "rabbitmq", Name: "RabbitMQ", Makers: []string{"rabbitmq-tlsgen"},
		About: text("pika is strict for amqps:// URLs on Python 3.13, and with a default context.",
			"在 Python 3.13 上，pika 使用 amqps:// 地址或默认上下文时是严格的。"),
		Facts: []Fact{
			says("The server's side, in rabbitmq.conf:",
				"服务器一侧，在 rabbitmq.conf 里：",
				"listeners.ssl.default = 5671\nssl_options.cacertfile = /etc/rabbitmq/ca.crt\nssl_options.certfile = /etc/rabbitmq/server.crt\nssl_options.keyfile = /etc/rabbitmq/server.key", "https://www.rabbitmq.com/docs/ssl"),
			says("The client's side, with pika. The first name is where it connects, the second is looked for in the certificate:",
				"客户端一侧，用 pika。第一个名称是连接地址，第二个用于核对证书：",
				"context = ssl.create_default_context(cafile=\"ca.crt\")\noptions = pika.SSLOptions(context, \"mq.example\")\npika.ConnectionParameters(host=\"mq.example\", port=5671, ssl_options=options)", "https://github.com/pika/pika/blob/1.3.2/pika/connection.py"),
		},
		Sources: []Source{
			{"RabbitMQ: TLS Support", "https://www.rabbitmq.com/docs/ssl"},
			{"pika 1.3.2: pika/connection.py", "https://github.com/pika/pika/blob/1.3.2/pika/connection.py"},
		},
	},
	{
		ID: "kafka", Name: "Apache Kafka", Makers: []string{"strimzi"},
		About: text("kafka-python makes an SSL context of its own and confluent-kafka brings librdkafka; neither is strict. A context that is passed as ssl_context is, on Python 3.13, when it is the default one.",
			"kafka-python 使用自己的 SSL 上下文，confluent-kafka 自带 librdkafka，两者都不严格。在 Python 3.13 上，若以 ssl_context 传入默认上下文，则是严格的。"),
		Facts: []Fact{
			says("The CA for kafka-python:",
				"kafka-python 使用的 CA：",
				"KafkaProducer(bootstrap_servers=\"kafka.example:9093\", security_protocol=\"SSL\", ssl_cafile=\"ca.crt\")", "https://kafka-python.readthedocs.io/en/master/apidoc/KafkaProducer.html"),
			says("The CA in a trust store for Java clients:",
				"供 Java 客户端使用的信任库：",
				"keytool -importcert -noprompt -alias ca -file ca.crt -keystore truststore.p12 -storetype PKCS12",
				"https://kafka.apache.org/documentation/#security_ssl"),
		},
		Sources: []Source{
			{"kafka-python: KafkaProducer", "https://kafka-python.readthedocs.io/en/master/apidoc/KafkaProducer.html"},
			{"kafka-python: kafka/net/ssl.py", "https://github.com/dpkp/kafka-python/blob/master/kafka/net/ssl.py"},
			{"Apache Kafka: Encryption and Authentication using SSL", "https://kafka.apache.org/documentation/#security_ssl"},
		},
	},
	{
		ID: "opensearch", Name: "OpenSearch", Makers: []string{"opensearch-demo", "opensearch-docs-openssl"},
		About: text("opensearch-py verifies through urllib3, which is strict since 2.4 on Python 3.13; the demo certificates and those of the documentation meet it.",
			"opensearch-py 通过 urllib3 校验，后者从 2.4 起在 Python 3.13 上是严格的；它会遇到演示证书和文档教程生成的证书。"),
		Facts: []Fact{
			says("The CA for opensearch-py. Without ca_certs it takes SSL_CERT_FILE, else the bundle of certifi:",
				"opensearch-py 使用的 CA。未给出 ca_certs 时读取 SSL_CERT_FILE，再其次是 certifi 的证书包：",
				"OpenSearch(hosts=[\"https://os.example:9200\"], use_ssl=True, ca_certs=\"ca.crt\")",
				"https://github.com/opensearch-project/opensearch-py/blob/main/guides/ssl.md"),
		},
		Sources: []Source{
			{"opensearch-py: SSL", "https://github.com/opensearch-project/opensearch-py/blob/main/guides/ssl.md"},
			{"opensearch-py: connection/http_urllib3.py", "https://github.com/opensearch-project/opensearch-py/blob/main/opensearchpy/connection/http_urllib3.py"},
			{"OpenSearch: Python client", "https://docs.opensearch.org/latest/clients/python-low-level/"},
		},
	},
	{
		ID: "splunk", Name: "Splunk",
		About: text("Splunk's management port, 8089, and its apps in Python verify one another by the certificates that administrators set.",
			"Splunk 的管理端口（8089）与其 Python 应用按管理员设置的证书互相校验。"),
		Facts: []Fact{
			says("The CA, in server.conf:",
				"CA 在 server.conf 里设置：",
				"[sslConfig]\nsslRootCAPath = /opt/splunk/etc/auth/mycerts/ca.crt",
				splunkDocs),
		},
		Sources: []Source{
			{"Splunk: Configure TLS certificates for inter-Splunk communication", splunkDocs},
		},
	},
	{
		ID: "zscaler", Name: "Zscaler", Makers: []string{"zscaler"},
		About: text("Zscaler signs what it inspects with a root of its own; Python programs behind it have to trust that root.",
			"Zscaler 用自己的根证书重签它检查的流量；其后的 Python 程序必须信任这个根证书。"),
		Facts: []Fact{
			says("For requests and most of what builds on it. The variable replaces the CAs that they come with, so that both go into one file, for hosts that are not inspected:",
				"供 requests 及基于它的多数程序使用。该变量会取代自带的 CA，因此把两者放进同一文件，未被检查的主机才能继续使用：",
				"cat \"$(python3 -m certifi)\" zscaler.pem > bundle.pem\nexport REQUESTS_CA_BUNDLE=\"$PWD/bundle.pem\"", requestsDocs),
			says("pip trusts the system's store too since 24.2, and needs nothing where the root is in it. Older releases take a file:",
				"pip 从 24.2 起也信任系统证书库，根证书已在其中时无需设置。更早的版本读取文件：",
				"export PIP_CERT=\"$PWD/bundle.pem\"", pipDocs),
		},
		Sources: []Source{
			{"Requests: SSL Cert Verification", requestsDocs},
			{"pip: HTTPS Certificates", pipDocs},
		},
	},
	{
		ID: "netskope", Name: "Netskope", Makers: []string{"netskope"},
		About: text("Netskope signs what it inspects with a CA of the organization; Python programs behind it have to trust it.",
			"Netskope 用所在组织的 CA 重签它检查的流量；其后的 Python 程序必须信任它。"),
		Facts: []Fact{
			says("For requests and most of what builds on it:",
				"供 requests 及基于它的多数程序使用：",
				"export REQUESTS_CA_BUNDLE=netskope.pem", requestsDocs),
		},
	},
	{
		ID: "fortigate", Name: "FortiGate", Makers: []string{"fortinet-inspection"},
		About: text("A FortiGate with deep inspection signs what it inspects with a CA of its own, or with one of the organization.",
			"启用深度检测的 FortiGate 用自己的或所在组织的 CA 重签它检查的流量。"),
		Facts: []Fact{
			says("For requests and most of what builds on it. The variable replaces the CAs that they come with, so that both go into one file, for hosts that are not inspected:",
				"供 requests 及基于它的多数程序使用。该变量会取代自带的 CA，因此把两者放进同一文件，未被检查的主机才能继续使用：",
				"cat \"$(python3 -m certifi)\" fortigate.pem > bundle.pem\nexport REQUESTS_CA_BUNDLE=\"$PWD/bundle.pem\"", requestsDocs),
		},
		Sources: []Source{
			{"FortiGate: SSL/SSH inspection", "https://docs.fortinet.com/document/fortigate/6.0.0/Handbook/314945/ssl-ssh-inspection"},
			{"FortiGate: Using a CA-signed certificate", "https://docs.fortinet.com/document/fortigate/6.0.0/cookbook/518006"},
			{"Requests: SSL Cert Verification", requestsDocs},
		},
	},
	{
		ID: "freeipa", Name: "FreeIPA", Makers: []string{"freeipa"},
		About: text("FreeIPA enrolls hosts with a CA of its own.", "FreeIPA 用自己的 CA 登记主机。"),
		Facts: []Fact{
			says("The CA, on every enrolled host:",
				"每台已登记主机上的 CA：",
				"/etc/ipa/ca.crt", "https://www.freeipa.org/page/V3/CA-less_install"),
			says("After the CA changed on the server, each host takes the new one with:",
				"服务器上的 CA 更换之后，每台主机用下面的命令取得新的 CA：",
				"ipa-certupdate", "https://github.com/freeipa/freeipa/blob/master/client/man/ipa-certupdate.1"),
		},
		Sources: []Source{
			{"FreeIPA: CA-less install", "https://www.freeipa.org/page/V3/CA-less_install"},
			{"FreeIPA: ipa-certupdate(1)", "https://github.com/freeipa/freeipa/blob/master/client/man/ipa-certupdate.1"},
		},
	},
	{
		ID: "aws-rds", Name: "Amazon RDS", Makers: []string{"rds"},
		About: text("RDS, Aurora and DocumentDB have CAs of Amazon's; clients take a bundle.",
			"RDS、Aurora 和 DocumentDB 使用亚马逊的 CA；客户端使用其证书包。"),
		Facts: []Fact{
			says("The bundle of all commercial regions. Regions in China have bundles of their own:",
				"所有商业区域的证书包。中国区域另有证书包：",
				"https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem",
				"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html"),
			says("The bundle of AWS GovCloud (US):",
				"AWS GovCloud（美国）的证书包：",
				"https://truststore.pki.us-gov-west-1.rds.amazonaws.com/global/global-bundle.pem",
				"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html"),
		},
		Sources: []Source{
			{"Amazon RDS: Using SSL/TLS to encrypt a connection", "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html"},
		},
	},
}
