package advise

import (
	"slices"

	"x509strict/engine/lang"
)

// Program is a program whose messages are recognized.
type Program struct {
	ID      string
	Name    string
	CAFile  lang.Text // where it is told the file of trusted CAs
	Snippet string    // id of the change of code in package workaround; "" for none
	Row     string    // id of the client whose verdict is its own; "" for none
	Start   string    // value of s_client's -starttls for its protocol; "" for none
	Port    int       // where it connects to unless told otherwise
}

// programs are those of package message's signs and phrases.
var programs = []Program{
	{
		ID: "python-3.13", Name: "Python", Snippet: "ssl", Row: "python-3.13", Port: 443,
		CAFile: t(
			"ssl.create_default_context(cafile=\"ca.crt\"); SSL_CERT_FILE for the default",
			"ssl.create_default_context(cafile=\"ca.crt\")；默认上下文用 SSL_CERT_FILE",
		),
	},
	{
		ID: "python-3.12", Name: "Python before 3.13", Row: "python-3.12", Port: 443,
		CAFile: t(
			"ssl.create_default_context(cafile=\"ca.crt\"); SSL_CERT_FILE for the default",
			"ssl.create_default_context(cafile=\"ca.crt\")；默认上下文用 SSL_CERT_FILE",
		),
	},
	{
		ID: "requests", Name: "requests", Snippet: "requests", Row: "requests", Port: 443,
		CAFile: t(
			"verify=\"ca.crt\", or REQUESTS_CA_BUNDLE",
			"verify=\"ca.crt\"，或 REQUESTS_CA_BUNDLE",
		),
	},
	{
		ID: "requests-old", Name: "requests", Row: "requests-old", Port: 443,
		CAFile: t(
			"verify=\"ca.crt\", or REQUESTS_CA_BUNDLE",
			"verify=\"ca.crt\"，或 REQUESTS_CA_BUNDLE",
		),
	},
	{
		ID: "urllib3", Name: "urllib3", Snippet: "urllib3", Row: "requests", Port: 443,
		CAFile: t(
			"PoolManager(ca_certs=\"ca.crt\")",
			"PoolManager(ca_certs=\"ca.crt\")",
		),
	},
	{
		ID: "httpx", Name: "httpx", Snippet: "httpx", Row: "httpx", Port: 443,
		CAFile: t(
			"httpx.Client(verify=ssl_context), or SSL_CERT_FILE",
			"httpx.Client(verify=ssl_context)，或 SSL_CERT_FILE",
		),
	},
	{
		ID: "aiohttp", Name: "aiohttp", Snippet: "aiohttp", Row: "aiohttp", Port: 443,
		CAFile: t(
			"TCPConnector(ssl=context)",
			"TCPConnector(ssl=context)",
		),
	},
	{
		ID: "elasticsearch-py", Name: "elasticsearch-py", Snippet: "elasticsearch", Row: "elasticsearch-py", Port: 9200,
		CAFile: t(
			"Elasticsearch(ca_certs=\"http_ca.crt\")",
			"Elasticsearch(ca_certs=\"http_ca.crt\")",
		),
	},
	{
		ID: "opensearch-py", Name: "opensearch-py", Snippet: "ssl", Row: "python-3.13", Port: 9200,
		CAFile: t(
			"OpenSearch(ca_certs=\"root-ca.pem\")",
			"OpenSearch(ca_certs=\"root-ca.pem\")",
		),
	},
	{
		ID: "botocore", Name: "boto3 and botocore", Snippet: "botocore", Port: 443,
		CAFile: t(
			"verify=\"ca.crt\", AWS_CA_BUNDLE, or ca_bundle in ~/.aws/config",
			"verify=\"ca.crt\"、AWS_CA_BUNDLE，或 ~/.aws/config 中的 ca_bundle",
		),
	},
	{
		ID: "aws-cli", Name: "AWS CLI", Snippet: "botocore", Port: 443,
		CAFile: t(
			"--ca-bundle ca.crt, AWS_CA_BUNDLE, or ca_bundle in ~/.aws/config",
			"--ca-bundle ca.crt、AWS_CA_BUNDLE，或 ~/.aws/config 中的 ca_bundle",
		),
	},
	{
		ID: "azure-cli", Name: "Azure CLI", Snippet: "requests", Row: "requests", Port: 443,
		CAFile: t(
			"REQUESTS_CA_BUNDLE",
			"REQUESTS_CA_BUNDLE",
		),
	},
	{
		ID: "azure-sdk", Name: "Azure SDK for Python", Snippet: "requests", Row: "requests", Port: 443,
		CAFile: t(
			"REQUESTS_CA_BUNDLE",
			"REQUESTS_CA_BUNDLE",
		),
	},
	{
		ID: "kubernetes", Name: "kubernetes (Python)", Snippet: "kubernetes", Row: "requests", Port: 6443,
		CAFile: t(
			"certificate-authority(-data) in the kubeconfig, or Configuration.ssl_ca_cert",
			"kubeconfig 中的 certificate-authority(-data)，或 Configuration.ssl_ca_cert",
		),
	},
	{
		ID: "kubernetes-asyncio", Name: "kubernetes_asyncio", Snippet: "kubernetes-asyncio", Row: "aiohttp", Port: 6443,
		CAFile: t(
			"certificate-authority(-data) in the kubeconfig, or Configuration.ssl_ca_cert",
			"kubeconfig 中的 certificate-authority(-data)，或 Configuration.ssl_ca_cert",
		),
	},
	{
		ID: "docker-py", Name: "Docker SDK for Python", Snippet: "requests", Row: "requests", Port: 2376,
		CAFile: t(
			"TLSConfig(ca_cert=\"ca.pem\"), or DOCKER_CERT_PATH",
			"TLSConfig(ca_cert=\"ca.pem\")，或 DOCKER_CERT_PATH",
		),
	},
	{
		ID: "grpc", Name: "gRPC", Port: 443,
		CAFile: t(
			"grpc.ssl_channel_credentials(root_certificates=...), or GRPC_DEFAULT_SSL_ROOTS_FILE_PATH",
			"grpc.ssl_channel_credentials(root_certificates=...)，或 GRPC_DEFAULT_SSL_ROOTS_FILE_PATH",
		),
	},
	{
		ID: "boringssl", Name: "BoringSSL", Port: 443,
		CAFile: t(
			"the trust store of the program",
			"该程序的信任库",
		),
	},
	{
		ID: "pymongo", Name: "PyMongo", Port: 27017,
		CAFile: t(
			"tlsCAFile=ca.pem in the URI",
			"URI 中的 tlsCAFile=ca.pem",
		),
	},
	{
		ID: "psycopg", Name: "psycopg (libpq)", Start: "postgres", Port: 5432,
		CAFile: t(
			"sslrootcert=ca.crt, PGSSLROOTCERT, or ~/.postgresql/root.crt",
			"sslrootcert=ca.crt、PGSSLROOTCERT，或 ~/.postgresql/root.crt",
		),
	},
	{
		ID: "asyncpg", Name: "asyncpg", Snippet: "ssl", Row: "python-3.13", Start: "postgres", Port: 5432,
		CAFile: t(
			"ssl=context, or sslrootcert",
			"ssl=context，或 sslrootcert",
		),
	},
	{
		ID: "mysql-connector", Name: "MySQL Connector/Python", Snippet: "ssl", Row: "python-3.13", Start: "mysql", Port: 3306,
		CAFile: t(
			"ssl_ca=\"ca.pem\"",
			"ssl_ca=\"ca.pem\"",
		),
	},
	{
		ID: "pymysql", Name: "PyMySQL", Snippet: "pymysql", Row: "python-3.13", Start: "mysql", Port: 3306,
		CAFile: t(
			"ssl_ca=\"ca.pem\"",
			"ssl_ca=\"ca.pem\"",
		),
	},
	{
		ID: "redis-py", Name: "redis-py", Snippet: "redis", Row: "python-3.13", Port: 6379,
		CAFile: t(
			"ssl_ca_certs=\"ca.crt\"",
			"ssl_ca_certs=\"ca.crt\"",
		),
	},
	{
		ID: "paho", Name: "paho-mqtt", Snippet: "paho-mqtt", Port: 8883,
		CAFile: t(
			"tls_set(ca_certs=\"ca.crt\")",
			"tls_set(ca_certs=\"ca.crt\")",
		),
	},
	{
		ID: "kafka-python", Name: "kafka-python", Port: 9093,
		CAFile: t(
			"ssl_cafile=\"ca.crt\"",
			"ssl_cafile=\"ca.crt\"",
		),
	},
	{
		ID: "aiokafka", Name: "aiokafka", Snippet: "ssl", Row: "python-3.13", Port: 9093,
		CAFile: t(
			"ssl_context=context",
			"ssl_context=context",
		),
	},
	{
		ID: "confluent", Name: "librdkafka, confluent-kafka", Port: 9093,
		CAFile: t(
			"ssl.ca.location=ca.crt",
			"ssl.ca.location=ca.crt",
		),
	},
	{
		ID: "pika", Name: "pika", Snippet: "pika", Row: "python-3.13", Port: 5671,
		CAFile: t(
			"SSLOptions(context)",
			"SSLOptions(context)",
		),
	},
	{
		ID: "ldap3", Name: "ldap3", Port: 636,
		CAFile: t(
			"Tls(ca_certs_file=\"ca.crt\")",
			"Tls(ca_certs_file=\"ca.crt\")",
		),
	},
	{
		ID: "pip", Name: "pip", Snippet: "pip", Port: 443,
		CAFile: t(
			"pip config set global.cert ca.crt, --cert, or PIP_CERT",
			"pip config set global.cert ca.crt、--cert，或 PIP_CERT",
		),
	},
	{
		ID: "conda", Name: "conda", Snippet: "requests", Row: "requests", Port: 443,
		CAFile: t(
			"conda config --set ssl_verify ca.crt",
			"conda config --set ssl_verify ca.crt",
		),
	},
	{
		ID: "poetry", Name: "Poetry", Snippet: "requests", Row: "requests", Port: 443,
		CAFile: t(
			"poetry config certificates.NAME.cert ca.crt",
			"poetry config certificates.NAME.cert ca.crt",
		),
	},
	{
		ID: "uv", Name: "uv", Port: 443,
		CAFile: t(
			"SSL_CERT_FILE, or --native-tls for the system's store",
			"SSL_CERT_FILE，或用 --native-tls 改用系统信任库",
		),
	},
	{
		ID: "ansible", Name: "Ansible", Snippet: "ssl", Row: "python-3.13", Port: 443,
		CAFile: t(
			"ca_path of the module; the managed host's own store otherwise",
			"模块的 ca_path；否则为受管主机自己的信任库",
		),
	},
	{
		ID: "salt", Name: "Salt", Port: 443,
		CAFile: t(
			"ca_bundle, in the minion's configuration",
			"minion 配置中的 ca_bundle",
		),
	},
	{
		ID: "home-assistant", Name: "Home Assistant", Snippet: "ssl", Row: "aiohttp", Port: 443,
		CAFile: t(
			"the integration's option, or the system's store of the container",
			"集成自身的选项，或容器的系统信任库",
		),
	},
	{
		ID: "certbot", Name: "Certbot", Snippet: "requests", Row: "requests", Port: 443,
		CAFile: t(
			"REQUESTS_CA_BUNDLE",
			"REQUESTS_CA_BUNDLE",
		),
	},
	{
		ID: "yt-dlp", Name: "yt-dlp", Port: 443,
		CAFile: t(
			"SSL_CERT_FILE; --compat-options no-certifi",
			"SSL_CERT_FILE；--compat-options no-certifi",
		),
	},
	{
		ID: "websockets", Name: "websockets", Snippet: "ssl", Row: "python-3.13", Port: 443,
		CAFile: t(
			"connect(ssl=context)",
			"connect(ssl=context)",
		),
	},
	{
		ID: "pyca", Name: "cryptography (x509.verification)", Port: 443,
		CAFile: t(
			"Store([...]) of the PolicyBuilder",
			"PolicyBuilder 的 Store([...])",
		),
	},
	{
		ID: "nodejs", Name: "Node.js", Row: "nodejs", Port: 443,
		CAFile: t(
			"NODE_EXTRA_CA_CERTS=ca.crt, the option ca, or npm config set cafile",
			"NODE_EXTRA_CA_CERTS=ca.crt、选项 ca，或 npm config set cafile",
		),
	},
	{
		ID: "dart", Name: "Dart and Flutter", Port: 443,
		CAFile: t(
			"SecurityContext.setTrustedCertificates(\"ca.crt\"), given to HttpClient(context: …)",
			"SecurityContext.setTrustedCertificates(\"ca.crt\")，再传给 HttpClient(context: …)",
		),
	},
	{
		ID: "deno", Name: "Deno", Port: 443,
		CAFile: t(
			"--cert ca.crt, DENO_CERT, or DENO_TLS_CA_STORE=system",
			"--cert ca.crt、DENO_CERT，或 DENO_TLS_CA_STORE=system",
		),
	},
	{
		ID: "bun", Name: "Bun", Row: "bun", Port: 443,
		CAFile: t(
			"NODE_EXTRA_CA_CERTS=ca.crt, or tls.ca",
			"NODE_EXTRA_CA_CERTS=ca.crt，或 tls.ca",
		),
	},
	{
		ID: "mongodb", Name: "MongoDB", Port: 27017,
		CAFile: t(
			"--tlsCAFile ca.pem, or net.tls.CAFile of the server",
			"--tlsCAFile ca.pem，服务器为 net.tls.CAFile",
		),
	},
	{
		ID: "go", Name: "Go", Row: "go", Port: 443,
		CAFile: t(
			"SSL_CERT_FILE on Linux, or tls.Config.RootCAs",
			"Linux 上为 SSL_CERT_FILE，或 tls.Config.RootCAs",
		),
	},
	{
		ID: "docker", Name: "Docker", Row: "go", Port: 443,
		CAFile: t(
			"/etc/docker/certs.d/HOST:PORT/ca.crt",
			"/etc/docker/certs.d/HOST:PORT/ca.crt",
		),
	},
	{
		ID: "containerd", Name: "containerd", Row: "go", Port: 443,
		CAFile: t(
			"/etc/containerd/certs.d/HOST/hosts.toml (ca = ...)",
			"/etc/containerd/certs.d/HOST/hosts.toml (ca = ...)",
		),
	},
	{
		ID: "kubectl", Name: "kubectl", Row: "go", Port: 6443,
		CAFile: t(
			"certificate-authority(-data) in the kubeconfig",
			"kubeconfig 中的 certificate-authority(-data)",
		),
	},
	{
		ID: "kubernetes-go", Name: "Kubernetes", Row: "go", Port: 6443,
		CAFile: t(
			"--client-ca-file of the API server; caBundle of a webhook",
			"API 服务器的 --client-ca-file；webhook 的 caBundle",
		),
	},
	{
		ID: "terraform", Name: "Terraform", Row: "go", Port: 443,
		CAFile: t(
			"SSL_CERT_FILE, or the provider's own option",
			"SSL_CERT_FILE，或 provider 自己的选项",
		),
	},
	{
		ID: "helm", Name: "Helm", Row: "go", Port: 443,
		CAFile: t(
			"--ca-file ca.crt",
			"--ca-file ca.crt",
		),
	},
	{
		ID: "vault", Name: "Vault", Row: "go", Port: 8200,
		CAFile: t(
			"VAULT_CACERT=ca.crt",
			"VAULT_CACERT=ca.crt",
		),
	},
	{
		ID: "etcd", Name: "etcd", Row: "go", Port: 2379,
		CAFile: t(
			"--trusted-ca-file, --peer-trusted-ca-file",
			"--trusted-ca-file, --peer-trusted-ca-file",
		),
	},
	{
		ID: "traefik", Name: "Traefik", Row: "go", Port: 443,
		CAFile: t(
			"rootCAs of the serversTransport",
			"serversTransport 的 rootCAs",
		),
	},
	{
		ID: "caddy", Name: "Caddy", Row: "go", Port: 443,
		CAFile: t(
			"tls_trust_pool of the transport; trusted by clients: the root in its data folder",
			"transport 的 tls_trust_pool；客户端需信任其数据目录中的根证书",
		),
	},
	{
		ID: "prometheus", Name: "Prometheus", Row: "go", Port: 443,
		CAFile: t(
			"tls_config: ca_file",
			"tls_config: ca_file",
		),
	},
	{
		ID: "grafana", Name: "Grafana", Row: "go", Port: 443,
		CAFile: t(
			"TLS/SSL Auth Details of the data source",
			"数据源的 TLS/SSL Auth Details",
		),
	},
	{
		ID: "gitlab-runner", Name: "GitLab Runner", Row: "go", Port: 443,
		CAFile: t(
			"tls-ca-file in config.toml, or /etc/gitlab-runner/certs/HOST.crt",
			"config.toml 中的 tls-ca-file，或 /etc/gitlab-runner/certs/HOST.crt",
		),
	},
	{
		ID: "cloudflared", Name: "cloudflared", Row: "go", Port: 443,
		CAFile: t(
			"--origin-ca-pool ca.crt",
			"--origin-ca-pool ca.crt",
		),
	},
	{
		ID: "java", Name: "Java", Port: 443,
		CAFile: t(
			"keytool -importcert into the trust store; -Djavax.net.ssl.trustStore=",
			"用 keytool -importcert 导入信任库；-Djavax.net.ssl.trustStore=",
		),
	},
	{
		ID: "rustls", Name: "rustls", Port: 443,
		CAFile: t(
			"the program's RootCertStore; SSL_CERT_FILE with rustls-native-certs",
			"程序的 RootCertStore；使用 rustls-native-certs 时为 SSL_CERT_FILE",
		),
	},
	{
		ID: "cargo", Name: "Cargo", Port: 443,
		CAFile: t(
			"http.cainfo, or CARGO_HTTP_CAINFO",
			"http.cainfo，或 CARGO_HTTP_CAINFO",
		),
	},
	{
		ID: "rustup", Name: "rustup", Port: 443,
		CAFile: t(
			"SSL_CERT_FILE",
			"SSL_CERT_FILE",
		),
	},
	{
		ID: "openssl", Name: "OpenSSL", Port: 443,
		CAFile: t(
			"-CAfile ca.crt, or SSL_CERT_FILE",
			"-CAfile ca.crt，或 SSL_CERT_FILE",
		),
	},
	{
		ID: "openssl-verify", Name: "openssl", Snippet: "openssl", Port: 443,
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
		ID: "mbedtls", Name: "Mbed TLS", Port: 443,
		CAFile: t(
			"ca_chain of the program",
			"该程序的 ca_chain",
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
			"ssl_client_certificate for clients, proxy_ssl_trusted_certificate for upstreams",
			"校验客户端用 ssl_client_certificate，校验上游用 proxy_ssl_trusted_certificate",
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

// ProgramByID returns a program, or nil.
func ProgramByID(id string) *Program {
	for _, table := range [][]Program{programs, daemons, languagePrograms} {
		for i := range table {
			if table[i].ID == id {
				return &table[i]
			}
		}
	}
	return nil
}

// Programs lists them all.
func Programs() []Program { return slices.Concat(programs, daemons, languagePrograms) }
