package advise

// languagePrograms are programs and tools of languages' ecosystems.
var languagePrograms = []Program{
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
