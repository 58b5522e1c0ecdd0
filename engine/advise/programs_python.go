package advise

// python are Python and what is written in it.
var python = []Program{
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
		ID: "gcloud", Name: "Google Cloud CLI", Row: "requests", Port: 443,
		CAFile: t(
			"gcloud config set core/custom_ca_certs_file ca.crt",
			"gcloud config set core/custom_ca_certs_file ca.crt",
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
		ID: "uv", Name: "uv", Row: "rustls-aws-lc", Port: 443,
		CAFile: t(
			"SSL_CERT_FILE, or --native-tls for the system's store",
			"SSL_CERT_FILE，或用 --native-tls 改用系统信任库",
		),
	},
	{
		ID: "ansible", Name: "Ansible", Snippet: "ssl", Row: "python-3.13", Port: 443,
		CAFile: t(
			"ca_path of the module (some call it ca_cert or cafile), on the host that runs the task; that host's own store otherwise",
			"模块的 ca_path（有的叫 ca_cert 或 cafile），路径以执行任务的主机为准；否则为该主机自己的信任库",
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
		ID: "pyca", Name: "cryptography (x509.verification)", Row: "pyca", Port: 443,
		CAFile: t(
			"Store([...]) of the PolicyBuilder",
			"PolicyBuilder 的 Store([...])",
		),
	},
}
