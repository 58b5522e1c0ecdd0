package advise

// runtimes are Node.js and its kin, Go, Java and Rust, and what is written in them.
var runtimes = []Program{
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
		ID: "deno", Name: "Deno", Row: "rustls-aws-lc", Port: 443,
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
		ID: "java", Name: "Java", Row: "java-21", Port: 443,
		CAFile: t(
			"keytool -importcert into the trust store; -Djavax.net.ssl.trustStore=",
			"用 keytool -importcert 导入信任库；-Djavax.net.ssl.trustStore=",
		),
	},
	{
		ID: "rustls", Name: "rustls", Row: "rustls-aws-lc", Port: 443,
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
	{ID: "vscode", Name: "Visual Studio Code", Port: 443, CAFile: t(
		"the system's store (setting http.systemCertificates); NODE_EXTRA_CA_CERTS for extensions",
		"系统信任库（设置 http.systemCertificates）；扩展用 NODE_EXTRA_CA_CERTS",
	)},
	{ID: "podman", Name: "Podman, Skopeo, Buildah, CRI-O", Row: "go", Port: 443, CAFile: t(
		"/etc/containers/certs.d/HOST:PORT/ca.crt, or the system's store",
		"/etc/containers/certs.d/HOST:PORT/ca.crt，或系统信任库",
	)},
	{ID: "argocd", Name: "Argo CD", Row: "go", Port: 443, CAFile: t(
		"argocd cert add-tls HOST --from ca.crt (ConfigMap argocd-tls-certs-cm); a cluster's caData in its secret",
		"argocd cert add-tls HOST --from ca.crt（ConfigMap argocd-tls-certs-cm）；集群用其 Secret 中的 caData",
	)},
	{ID: "flux", Name: "Flux", Row: "go", Port: 443, CAFile: t(
		"ca.crt in the secret that certSecretRef or secretRef of the source names",
		"源的 certSecretRef 或 secretRef 所指 Secret 中的 ca.crt",
	)},
	{ID: "cert-manager", Name: "cert-manager", Row: "go", Port: 443, CAFile: t(
		"caBundle of the issuer; for its webhook: caBundle of the webhook configurations, which the cainjector writes",
		"Issuer 的 caBundle；其 webhook 则是 cainjector 写入 webhook 配置的 caBundle",
	)},
	{ID: "telegraf", Name: "Telegraf", Row: "go", Port: 443, CAFile: t(
		"tls_ca of the plugin in telegraf.conf",
		"telegraf.conf 中插件的 tls_ca",
	)},
	{ID: "loki", Name: "Grafana Loki, Promtail", Row: "go", Port: 3100, CAFile: t(
		"tls_config.ca_file of the client",
		"客户端的 tls_config.ca_file",
	)},
	{ID: "minio", Name: "MinIO", Row: "go", Port: 9000, CAFile: t(
		"~/.minio/certs/CAs/ of the server, ~/.mc/certs/CAs/ of mc",
		"服务器的 ~/.minio/certs/CAs/，mc 的 ~/.mc/certs/CAs/",
	)},
	{ID: "rclone", Name: "rclone", Row: "go", Port: 443, CAFile: t("--ca-cert ca.crt", "--ca-cert ca.crt")},
	{ID: "puppet", Name: "Puppet", Port: 8140, CAFile: t(
		"localcacert for the Puppet server; ssl_trust_store for other hosts",
		"Puppet 服务器用 localcacert；其他主机用 ssl_trust_store",
	)},
	{ID: "chef", Name: "Chef", Port: 443, CAFile: t(
		"trusted_certs/ (knife ssl fetch), or ssl_ca_file in knife.rb and client.rb",
		"trusted_certs/（knife ssl fetch），或 knife.rb、client.rb 中的 ssl_ca_file",
	)},
	{ID: "ejabberd", Name: "ejabberd", Port: 5222, CAFile: t(
		"ca_file in ejabberd.yml; sql_ssl_cafile for its database",
		"ejabberd.yml 中的 ca_file；数据库用 sql_ssl_cafile",
	)},
}
