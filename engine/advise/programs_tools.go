package advise

// tools are the libraries of C, tools, servers that answer by them, and browsers.
var tools = []Program{
	{
		ID: "openssl", Name: "OpenSSL", Port: 443,
		CAFile: t(
			"-CAfile ca.crt, or SSL_CERT_FILE",
			"-CAfile ca.crt，或 SSL_CERT_FILE",
		),
	},
	{
		ID: "openssl-verify", Name: "openssl", Snippet: "openssl", Port: 443, Asks: true,
		CAFile: t(
			"-CAfile ca.crt",
			"-CAfile ca.crt",
		),
	},
	{
		ID: "gnutls", Name: "GnuTLS", Row: "gnutls", Port: 443,
		CAFile: t(
			"the system's store, or --x509cafile ca.crt",
			"系统信任库，或 --x509cafile ca.crt",
		),
	},
	{
		ID: "msquic", Name: "MsQuic", Port: 443,
		CAFile: t(
			"CaCertificateFile of QUIC_CREDENTIAL_CONFIG, with QUIC_CREDENTIAL_FLAG_SET_CA_CERTIFICATE_FILE",
			"QUIC_CREDENTIAL_CONFIG 的 CaCertificateFile，并设 QUIC_CREDENTIAL_FLAG_SET_CA_CERTIFICATE_FILE",
		),
	},
	{
		ID: "mbedtls", Name: "Mbed TLS", Port: 443,
		CAFile: t(
			"ca_chain of the program; setCACert of WiFiClientSecure; cert_pem or esp_crt_bundle_attach of ESP-IDF",
			"该程序的 ca_chain；WiFiClientSecure 用 setCACert；ESP-IDF 用 cert_pem 或 esp_crt_bundle_attach",
		),
	},
	{
		ID: "wolfssl", Name: "wolfSSL", Port: 443,
		CAFile: t(
			"wolfSSL_CTX_load_verify_locations",
			"wolfSSL_CTX_load_verify_locations",
		),
	},
	{
		ID: "curl", Name: "curl", Row: "curl", Port: 443,
		CAFile: t(
			"--cacert ca.crt, or CURL_CA_BUNDLE",
			"--cacert ca.crt，或 CURL_CA_BUNDLE",
		),
	},
	{
		ID: "git", Name: "Git", Row: "curl", Port: 443,
		CAFile: t(
			"git config http.sslCAInfo ca.crt, or GIT_SSL_CAINFO",
			"git config http.sslCAInfo ca.crt，或 GIT_SSL_CAINFO",
		),
	},
	{
		ID: "wget", Name: "Wget", Row: "gnutls", Port: 443,
		CAFile: t(
			"--ca-certificate=ca.crt, or ca_certificate in ~/.wgetrc",
			"--ca-certificate=ca.crt，或 ~/.wgetrc 中的 ca_certificate",
		),
	},
	{
		ID: "apt", Name: "APT", Row: "gnutls", Port: 443,
		CAFile: t(
			"Acquire::https::CaInfo, or update-ca-certificates",
			"Acquire::https::CaInfo，或 update-ca-certificates",
		),
	},
	{
		ID: "dnf", Name: "DNF", Row: "curl", Port: 443,
		CAFile: t(
			"sslcacert= of the repository",
			"软件源配置中的 sslcacert=",
		),
	},
	{
		ID: "php", Name: "PHP", Port: 443,
		CAFile: t(
			"openssl.cafile and curl.cainfo in php.ini, or cafile of the stream context",
			"php.ini 的 openssl.cafile 与 curl.cainfo，或流上下文的 cafile",
		),
	},
	{
		ID: "ruby", Name: "Ruby", Port: 443,
		CAFile: t(
			"SSL_CERT_FILE, or http.ca_file",
			"SSL_CERT_FILE，或 http.ca_file",
		),
	},
	{
		ID: "perl", Name: "Perl", Port: 443,
		CAFile: t(
			"SSL_ca_file, or PERL_LWP_SSL_CA_FILE",
			"SSL_ca_file，或 PERL_LWP_SSL_CA_FILE",
		),
	},
	{
		ID: "erlang", Name: "Erlang and Elixir", Port: 443,
		CAFile: t(
			"{cacertfile, \"ca.crt\"} in the ssl options",
			"ssl 选项中的 {cacertfile, \"ca.crt\"}",
		),
	},
	{
		ID: "rabbitmq", Name: "RabbitMQ", Port: 5671,
		CAFile: t(
			"ssl_options.cacertfile in rabbitmq.conf",
			"rabbitmq.conf 中的 ssl_options.cacertfile",
		),
	},
	{
		ID: "emqx", Name: "EMQX", Port: 8883,
		CAFile: t(
			"listeners.ssl.default.ssl_options.cacertfile",
			"listeners.ssl.default.ssl_options.cacertfile",
		),
	},
	{
		ID: "postgres", Name: "PostgreSQL", Start: "postgres", Port: 5432,
		CAFile: t(
			"sslrootcert=ca.crt or ~/.postgresql/root.crt; ssl_ca_file of the server",
			"客户端为 sslrootcert=ca.crt 或 ~/.postgresql/root.crt；服务器为 ssl_ca_file",
		),
	},
	{
		ID: "mysql", Name: "MySQL", Start: "mysql", Port: 3306,
		CAFile: t(
			"--ssl-ca=ca.pem; ssl_ca of the server",
			"客户端为 --ssl-ca=ca.pem；服务器为 ssl_ca",
		),
	},
	{
		ID: "mariadb", Name: "MariaDB", Start: "mysql", Port: 3306,
		CAFile: t(
			"--ssl-ca=ca.pem; ssl_ca of the server",
			"客户端为 --ssl-ca=ca.pem；服务器为 ssl_ca",
		),
	},
	{
		ID: "oracle", Name: "Oracle Database drivers", Port: 2484,
		CAFile: t(
			"the wallet: ewallet.pem for thin drivers; for others orapki wallet add -trusted_cert -cert ca.crt",
			"钱包（wallet）：thin 驱动用 ewallet.pem；其他用 orapki wallet add -trusted_cert -cert ca.crt",
		),
	},
	{
		ID: "freerdp", Name: "FreeRDP", Port: 3389,
		CAFile: t(
			"the system's store; xfreerdp /cert:fingerprint:sha256:… pins one certificate",
			"系统信任库；xfreerdp /cert:fingerprint:sha256:… 固定一个证书",
		),
	},
	{
		ID: "mssql", Name: "SQL Server drivers", Port: 1433,
		CAFile: t(
			"the system's store (TrustServerCertificate=yes switches verification off)",
			"系统信任库（TrustServerCertificate=yes 会关闭校验）",
		),
	},
	{
		ID: "redis", Name: "Redis", Port: 6379,
		CAFile: t(
			"tls-ca-cert-file; redis-cli --cacert",
			"tls-ca-cert-file；redis-cli --cacert",
		),
	},
	{
		ID: "ldap", Name: "OpenLDAP", Start: "ldap", Port: 389,
		CAFile: t(
			"TLS_CACERT in ldap.conf, or LDAPTLS_CACERT",
			"ldap.conf 中的 TLS_CACERT，或 LDAPTLS_CACERT",
		),
	},
	{
		ID: "nginx", Name: "nginx", Row: "nginx", Port: 443,
		CAFile: t(
			"ssl_client_certificate for clients, proxy_ssl_trusted_certificate for upstreams (with more than one intermediate proxy_ssl_verify_depth too, which is 1 unless set)",
			"校验客户端用 ssl_client_certificate，校验上游用 proxy_ssl_trusted_certificate（中间证书多于一张时还要设置 proxy_ssl_verify_depth，默认为 1）",
		),
	},
	{
		ID: "apache", Name: "Apache httpd", Row: "apache", Port: 443,
		CAFile: t(
			"SSLCACertificateFile for clients, SSLProxyCACertificateFile for backends",
			"校验客户端用 SSLCACertificateFile，校验后端用 SSLProxyCACertificateFile",
		),
	},
	{
		ID: "haproxy", Name: "HAProxy", Port: 443,
		CAFile: t(
			"ca-file on bind (clients) or server (backends)",
			"bind 上的 ca-file 校验客户端，server 上的校验后端",
		),
	},
	{
		ID: "envoy", Name: "Envoy", Port: 443,
		CAFile: t(
			"validation_context: trusted_ca",
			"validation_context: trusted_ca",
		),
	},
	{
		ID: "postfix", Name: "Postfix", Start: "smtp", Port: 25,
		CAFile: t(
			"smtp_tls_CAfile; smtpd_tls_CAfile for clients",
			"smtp_tls_CAfile；校验客户端用 smtpd_tls_CAfile",
		),
	},
	{
		ID: "dovecot", Name: "Dovecot", Port: 993,
		CAFile: t(
			"ssl_ca (clients)",
			"ssl_ca（客户端）",
		),
	},
	{
		ID: "exim", Name: "Exim", Start: "smtp", Port: 25,
		CAFile: t(
			"tls_verify_certificates",
			"tls_verify_certificates",
		),
	},
	{
		ID: "openvpn", Name: "OpenVPN", Port: 1194,
		CAFile: t(
			"ca ca.crt, or <ca> inline",
			"ca ca.crt，或内嵌的 <ca>",
		),
	},
	{
		ID: "mosquitto", Name: "Mosquitto", Port: 8883,
		CAFile: t(
			"cafile in mosquitto.conf; --cafile of the clients",
			"mosquitto.conf 的 cafile；客户端为 --cafile",
		),
	},
	{
		ID: "stunnel", Name: "stunnel", Port: 443,
		CAFile: t(
			"CAfile = ca.crt",
			"CAfile = ca.crt",
		),
	},
	{
		ID: "squid", Name: "Squid", Port: 3128,
		CAFile: t(
			"tls-cafile=ca.crt of http_port or cache_peer",
			"http_port 或 cache_peer 的 tls-cafile=ca.crt",
		),
	},
	{
		ID: "subversion", Name: "Subversion", Port: 443,
		CAFile: t(
			"ssl-authority-files in ~/.subversion/servers",
			"~/.subversion/servers 中的 ssl-authority-files",
		),
	},
	{
		ID: "freeradius", Name: "FreeRADIUS", Port: 443,
		CAFile: t(
			"ca_file in mods-enabled/eap",
			"mods-enabled/eap 中的 ca_file",
		),
	},
	{
		ID: "wpa-supplicant", Name: "wpa_supplicant", Port: 443,
		CAFile: t(
			"ca_cert= of the network",
			"网络（network）块中的 ca_cert=",
		),
	},
	{
		ID: "dotnet", Name: ".NET", Port: 443,
		CAFile: t(
			"the system's store; on Linux also SSL_CERT_FILE",
			"系统信任库；Linux 上也可用 SSL_CERT_FILE",
		),
	},
	{
		ID: "powershell", Name: "PowerShell", Port: 443,
		CAFile: t(
			"the system's store (Trusted Root Certification Authorities)",
			"系统信任库（受信任的根证书颁发机构）",
		),
	},
	{
		ID: "schannel", Name: "Windows (Schannel)", Port: 443,
		CAFile: t(
			"Trusted Root Certification Authorities: certutil -addstore Root ca.crt",
			"受信任的根证书颁发机构：certutil -addstore Root ca.crt",
		),
	},
	{
		ID: "apple", Name: "Apple", Port: 443,
		CAFile: t(
			"the keychain: set the CA to “Always Trust”; on iOS a profile, then Certificate Trust Settings",
			"钥匙串中把 CA 设为“始终信任”；iOS 安装描述文件后在“证书信任设置”中启用",
		),
	},
	{
		ID: "chrome", Name: "Chrome", Row: "chrome", Port: 443,
		CAFile: t(
			"chrome://certificate-manager, or the system's store",
			"chrome://certificate-manager，或系统信任库",
		),
	},
	{
		ID: "firefox", Name: "Firefox", Row: "firefox", Port: 443,
		CAFile: t(
			"Settings, Certificates, Authorities; or security.enterprise_roots.enabled",
			"设置 → 证书 → 证书颁发机构；或 security.enterprise_roots.enabled",
		),
	},
}
