package advise

// daemons are servers, agents, command-line tools and libraries of desktops.
var daemons = []Program{
	{
		ID: "elasticsearch", Name: "Elasticsearch", Row: "java-21", Port: 9200,
		CAFile: t(
			"xpack.security.http.ssl.certificate_authorities and …transport.ssl.certificate_authorities",
			"xpack.security.http.ssl.certificate_authorities 与 …transport.ssl.certificate_authorities",
		),
	},
	{
		ID: "logstash", Name: "Logstash", Row: "java-21", Port: 9200,
		CAFile: t(
			"ssl_certificate_authorities of the output or input (cacert before 8)",
			"输出或输入插件的 ssl_certificate_authorities（8 以前为 cacert）",
		),
	},
	{
		ID: "kibana", Name: "Kibana", Row: "nodejs", Port: 9200,
		CAFile: t(
			"elasticsearch.ssl.certificateAuthorities in kibana.yml",
			"kibana.yml 中的 elasticsearch.ssl.certificateAuthorities",
		),
	},
	{
		ID: "beats", Name: "Elastic Agent and Beats", Row: "go", Port: 9200,
		CAFile: t(
			"ssl.certificate_authorities of the output, or --certificate-authorities at enrolment; ssl.ca_trusted_fingerprint pins one CA",
			"输出的 ssl.certificate_authorities，或注册时的 --certificate-authorities；ssl.ca_trusted_fingerprint 固定一个 CA",
		),
	},
	{
		ID: "sssd", Name: "SSSD", Start: "ldap", Port: 389,
		CAFile: t(
			"ldap_tls_cacert of the domain in sssd.conf",
			"sssd.conf 的域中的 ldap_tls_cacert",
		),
	},
	{
		ID: "389ds", Name: "389 Directory Server", Row: "firefox", Port: 636,
		CAFile: t(
			"its NSS database: dsconf INSTANCE security ca-certificate add",
			"其 NSS 数据库：dsconf INSTANCE security ca-certificate add",
		),
	},
	{
		ID: "strongswan", Name: "strongSwan", Port: 443,
		CAFile: t(
			"/etc/swanctl/x509ca or /etc/ipsec.d/cacerts",
			"/etc/swanctl/x509ca 或 /etc/ipsec.d/cacerts",
		),
	},
	{
		ID: "unbound", Name: "Unbound", Port: 853,
		CAFile: t(
			"tls-cert-bundle in unbound.conf",
			"unbound.conf 中的 tls-cert-bundle",
		),
	},
	{
		ID: "stubby", Name: "Stubby", Port: 853,
		CAFile: t(
			"tls_ca_file or tls_ca_path in stubby.yml",
			"stubby.yml 中的 tls_ca_file 或 tls_ca_path",
		),
	},
	{
		ID: "zabbix", Name: "Zabbix", Port: 10051,
		CAFile: t(
			"TLSCAFile of server, proxy and agent",
			"服务器、代理和 agent 的 TLSCAFile",
		),
	},
	{
		ID: "icinga", Name: "Icinga", Port: 5665,
		CAFile: t(
			"/var/lib/icinga2/certs/ca.crt on every node",
			"每个节点上的 /var/lib/icinga2/certs/ca.crt",
		),
	},
	{
		ID: "rsyslog", Name: "rsyslog", Row: "gnutls", Port: 6514,
		CAFile: t(
			"DefaultNetstreamDriverCAFile",
			"DefaultNetstreamDriverCAFile",
		),
	},
	{
		ID: "syslog-ng", Name: "syslog-ng", Port: 6514,
		CAFile: t(
			"ca-file() of tls()",
			"tls() 的 ca-file()",
		),
	},
	{
		ID: "bacula", Name: "Bacula, Bareos", Port: 9102,
		CAFile: t(
			"TLS CA Certificate File of each resource",
			"各资源的 TLS CA Certificate File",
		),
	},
	{
		ID: "proftpd", Name: "ProFTPD", Start: "ftp", Port: 21,
		CAFile: t(
			"TLSCACertificateFile (clients)",
			"TLSCACertificateFile（客户端）",
		),
	},
	{
		ID: "fluent-bit", Name: "Fluent Bit", Port: 443,
		CAFile: t(
			"tls.ca_file of the output",
			"输出插件的 tls.ca_file",
		),
	},
	{
		ID: "splunk", Name: "Splunk", Port: 9997,
		CAFile: t(
			"sslRootCAPath under [sslConfig] in server.conf",
			"server.conf 中 [sslConfig] 下的 sslRootCAPath",
		),
	},
	{
		ID: "wazuh", Name: "Wazuh", Port: 1515,
		CAFile: t(
			"server_ca_path under enrollment, certificate_authorities under indexer, both in ossec.conf",
			"ossec.conf 中 enrollment 下的 server_ca_path，indexer 下的 certificate_authorities",
		),
	},
	{
		ID: "chrony", Name: "chrony", Row: "gnutls", Port: 4460,
		CAFile: t(
			"ntstrustedcerts in chrony.conf",
			"chrony.conf 中的 ntstrustedcerts",
		),
	},
	{
		ID: "synapse", Name: "Synapse (Matrix)", Port: 8448,
		CAFile: t(
			"federation_custom_ca_list in homeserver.yaml",
			"homeserver.yaml 中的 federation_custom_ca_list",
		),
	},
	{
		ID: "prosody", Name: "Prosody", Start: "xmpp-server", Port: 5269,
		CAFile: t(
			"ssl = { cafile = \"ca.crt\" }",
			"ssl = { cafile = \"ca.crt\" }",
		),
	},
	{
		ID: "asterisk", Name: "Asterisk", Port: 5061,
		CAFile: t(
			"ca_list_file of the transport; tlscafile in sip.conf",
			"transport 的 ca_list_file；sip.conf 的 tlscafile",
		),
	},
	{
		ID: "zookeeper", Name: "ZooKeeper", Port: 2281,
		CAFile: t(
			"ssl.trustStore.location and ssl.quorum.trustStore.location",
			"ssl.trustStore.location 与 ssl.quorum.trustStore.location",
		),
	},
	{
		ID: "clickhouse", Name: "ClickHouse", Port: 9440,
		CAFile: t(
			"<caConfig> under <openSSL> (client and server)",
			"<openSSL> 下的 <caConfig>（客户端与服务器）",
		),
	},
	{
		ID: "sendmail", Name: "sendmail", Start: "smtp", Port: 25,
		CAFile: t(
			"confCACERT and confCACERT_PATH",
			"confCACERT 与 confCACERT_PATH",
		),
	},
	{
		ID: "cyrus", Name: "Cyrus IMAP", Start: "imap", Port: 143,
		CAFile: t(
			"tls_client_ca_file in imapd.conf",
			"imapd.conf 中的 tls_client_ca_file",
		),
	},
	{
		ID: "proxmox", Name: "Proxmox", Port: 8006,
		CAFile: t(
			"the system's store (update-ca-certificates); the nodes' CA is /etc/pve/pve-root-ca.pem; a backup server is pinned by its fingerprint",
			"系统信任库（update-ca-certificates）；节点的 CA 是 /etc/pve/pve-root-ca.pem；备份服务器以指纹固定",
		),
	},
	{
		ID: "consul", Name: "Consul, Nomad", Row: "go", Port: 8501,
		CAFile: t(
			"tls.defaults.ca_file; CONSUL_CACERT or NOMAD_CACERT for the command",
			"tls.defaults.ca_file；命令行用 CONSUL_CACERT 或 NOMAD_CACERT",
		),
	},
	{
		ID: "qt", Name: "a program that uses Qt", Port: 443,
		CAFile: t(
			"the system's store; QSslConfiguration::setCaCertificates in code",
			"系统信任库；代码中用 QSslConfiguration::setCaCertificates",
		),
	},
	{
		ID: "glib", Name: "a program that uses GLib (GNOME)", Row: "gnutls", Port: 443,
		CAFile: t(
			"the system's store (update-ca-certificates, trust anchor)",
			"系统信任库（update-ca-certificates、trust anchor）",
		),
	},
	{
		ID: "libgit2", Name: "libgit2", Port: 443,
		CAFile: t(
			"the system's store; GIT_OPT_SET_SSL_CERT_LOCATIONS in code",
			"系统信任库；代码中用 GIT_OPT_SET_SSL_CERT_LOCATIONS",
		),
	},
	{
		ID: "libfetch", Name: "fetch and pkg of FreeBSD", Port: 443,
		CAFile: t(
			"the system's store (certctl rehash after a file in /usr/local/etc/ssl/certs), or SSL_CA_CERT_FILE",
			"系统信任库（把文件放入 /usr/local/etc/ssl/certs 后执行 certctl rehash），或 SSL_CA_CERT_FILE",
		),
	},
	{
		ID: "zypper", Name: "zypper", Row: "curl", Port: 443,
		CAFile: t(
			"the system's store: /etc/pki/trust/anchors, then update-ca-certificates",
			"系统信任库：放入 /etc/pki/trust/anchors 后运行 update-ca-certificates",
		),
	},
	{
		ID: "pacman", Name: "pacman", Row: "curl", Port: 443,
		CAFile: t(
			"the system's store: trust anchor --store ca.crt",
			"系统信任库：trust anchor --store ca.crt",
		),
	},
	{
		ID: "apk", Name: "apk (Alpine)", Port: 443,
		CAFile: t(
			"/etc/ssl/cert.pem: append the CA, or update-ca-certificates",
			"/etc/ssl/cert.pem：追加 CA，或运行 update-ca-certificates",
		),
	},
	{
		ID: "nix", Name: "Nix", Row: "curl", Port: 443,
		CAFile: t(
			"NIX_SSL_CERT_FILE, or ssl-cert-file in nix.conf (for the daemon, too)",
			"NIX_SSL_CERT_FILE，或 nix.conf 的 ssl-cert-file（守护进程同样需要）",
		),
	},
	{
		ID: "openconnect", Name: "OpenConnect", Port: 443,
		CAFile: t(
			"--cafile=ca.crt, or the system's store; --servercert pins one certificate",
			"--cafile=ca.crt，或系统信任库；--servercert 固定一张证书",
		),
	},
	{
		ID: "openfortivpn", Name: "openfortivpn", Port: 443,
		CAFile: t(
			"--ca-file=ca.crt; --trusted-cert pins one certificate",
			"--ca-file=ca.crt；--trusted-cert 固定一张证书",
		),
	},
	{
		ID: "filezilla", Name: "FileZilla", Row: "gnutls", Start: "ftp", Port: 21,
		CAFile: t(
			"the system's store, or “always trust” in its dialogue",
			"系统信任库，或在其对话框中选择“始终信任”",
		),
	},
	{
		ID: "lftp", Name: "lftp", Row: "gnutls", Start: "ftp", Port: 21,
		CAFile: t(
			"set ssl:ca-file ca.crt",
			"set ssl:ca-file ca.crt",
		),
	},
	{
		ID: "winscp", Name: "WinSCP", Start: "ftp", Port: 21,
		CAFile: t(
			"the system's store; -certificate=FINGERPRINT in scripts",
			"系统信任库；脚本中用 -certificate=FINGERPRINT",
		),
	},
	{
		ID: "flatpak", Name: "Flatpak", Row: "curl", Port: 443,
		CAFile: t(
			"the system's store (update-ca-certificates, trust anchor); sandboxed programs read it through p11-kit",
			"系统信任库（update-ca-certificates、trust anchor）；沙箱程序通过 p11-kit 读取",
		),
	},
	{
		ID: "aria2", Name: "aria2", Port: 443,
		CAFile: t(
			"--ca-certificate=ca.crt",
			"--ca-certificate=ca.crt",
		),
	},
	{
		ID: "msmtp", Name: "msmtp", Start: "smtp", Port: 587,
		CAFile: t(
			"tls_trust_file ca.crt; tls_fingerprint pins one certificate",
			"tls_trust_file ca.crt；tls_fingerprint 固定一张证书",
		),
	},
	{
		ID: "fetchmail", Name: "fetchmail", Port: 993,
		CAFile: t(
			"sslcertfile ca.crt",
			"sslcertfile ca.crt",
		),
	},
	{
		ID: "isync", Name: "mbsync (isync)", Port: 993,
		CAFile: t(
			"CertificateFile ca.crt (TLS… in newer versions) of the account",
			"账户的 CertificateFile ca.crt",
		),
	},
	{
		ID: "mutt", Name: "Mutt, NeoMutt", Port: 993,
		CAFile: t(
			"set ssl_ca_certificates_file=ca.crt, or certificate_file",
			"set ssl_ca_certificates_file=ca.crt，或 certificate_file",
		),
	},
	{
		ID: "ncat", Name: "Ncat", Port: 443,
		CAFile: t(
			"--ssl-trustfile ca.crt",
			"--ssl-trustfile ca.crt",
		),
	},
	{
		ID: "socat", Name: "socat", Port: 443,
		CAFile: t(
			"cafile=ca.crt of the address",
			"地址选项 cafile=ca.crt",
		),
	},
	{
		ID: "chat", Name: "an IRC client", Port: 6697,
		CAFile: t(
			"weechat.network.gnutls_ca_user, or the ssl options of the network",
			"weechat.network.gnutls_ca_user，或网络的 ssl 选项",
		),
	},
	{
		ID: "guix", Name: "Guix", Row: "gnutls", Port: 443,
		CAFile: t(
			"SSL_CERT_DIR and SSL_CERT_FILE (package nss-certs)",
			"SSL_CERT_DIR 与 SSL_CERT_FILE（nss-certs 软件包）",
		),
	},
	{
		ID: "emacs", Name: "Emacs", Row: "gnutls", Port: 443,
		CAFile: t(
			"add the file to gnutls-trustfiles",
			"把文件加入 gnutls-trustfiles",
		),
	},
	{
		ID: "winhttp", Name: "Windows (WinHTTP)", Port: 443,
		CAFile: t(
			"Trusted Root Certification Authorities of the computer: certutil -addstore Root ca.crt",
			"计算机的受信任的根证书颁发机构：certutil -addstore Root ca.crt",
		),
	},
	{
		ID: "bearssl", Name: "BearSSL", Port: 443,
		CAFile: t(
			"setTrustAnchors with the CA compiled in, and a clock that is set",
			"setTrustAnchors（CA 编入固件），并设置好时钟",
		),
	},
	{
		ID: "reqwest", Name: "a Rust program (reqwest)", Port: 443,
		CAFile: t(
			"the system's store; SSL_CERT_FILE with OpenSSL",
			"系统信任库；使用 OpenSSL 时为 SSL_CERT_FILE",
		),
	},
}
