package product

import "x509strict/engine/lang"

func t(en, zh string) lang.Text { return lang.Text{EN: en, ZH: zh} }

func same(s string) lang.Text { return lang.Text{EN: s, ZH: s} }

// all is in order: of products that share a port the more common one comes first.
var all = []Product{
	{
		ID: "elasticsearch", Name: "Elasticsearch", CAFile: "http_ca.crt", HTTP: true, Ports: []int{9200, 9300},
		CAAt: "docker cp es01:/usr/share/elasticsearch/config/certs/http_ca.crt .   # or /etc/elasticsearch/certs/http_ca.crt",
		Makers: []string{
			"elasticsearch-http-auto", "elasticsearch-transport-auto", "eck-selfsigned-doc",
		},
		Settings: elasticSettings, Forms: elasticForms,
		Source: "https://www.elastic.co/guide/en/elasticsearch/client/python-api/current/connecting.html",
	},
	{
		ID: "elasticsearch-certutil", Name: "Elasticsearch", HTTP: true, Ports: []int{9200},
		CAAt:     "openssl pkcs12 -in elastic-stack-ca.p12 -nokeys   # or ca/ca.crt, made with --pem",
		Makers:   []string{"elasticsearch-certutil"},
		Settings: elasticSettings, Forms: elasticForms,
		Source: "https://www.elastic.co/guide/en/elasticsearch/reference/current/certutil.html",
	},
	{
		ID: "opensearch", Name: "OpenSearch", CAFile: "root-ca.pem", HTTP: true, Ports: []int{9200},
		Makers: []string{"opensearch-demo", "opensearch-docs-openssl"},
		Settings: []Setting{
			{
				t("The nodes (opensearch.yml), which check clients and each other with it",
					"各节点（opensearch.yml），用它校验客户端和彼此"), "yaml",
				"plugins.security.ssl.http.pemtrustedcas_filepath: {file}\nplugins.security.ssl.transport.pemtrustedcas_filepath: {file}\n",
			},
			{
				same("OpenSearch Dashboards (opensearch_dashboards.yml)"), "yaml",
				"opensearch.ssl.certificateAuthorities: [\"/usr/share/opensearch-dashboards/config/{file}\"]\n",
			},
		},
		Source: "https://docs.opensearch.org/latest/security/configuration/tls/",
	},
	{
		ID: "microk8s", Name: "MicroK8s", HTTP: true, Ports: []int{16443}, Makers: []string{"microk8s"},
		CAAt: rootCA,
		Settings: append([]Setting{{
			t("The cluster itself", "集群本身"), "shell",
			"sudo install -m 644 {file} /var/snap/microk8s/current/certs/ca.crt && sudo microk8s stop && sudo microk8s start\n",
		}}, kubeconfig...),
		Forms: kubeadm, Source: "https://microk8s.io/docs/services-and-ports",
	},
	{
		ID: "minikube", Name: "minikube", HTTP: true, Ports: []int{8443}, Makers: []string{"minikube"},
		CAAt:     rootCA,
		Settings: kubeconfig,
		Forms:    kubeadm, Source: "https://minikube.sigs.k8s.io/docs/handbook/untrusted_certs/",
	},
	{
		ID: "k3s", Name: "K3s", HTTP: true, Ports: []int{6443}, Makers: []string{"k3s-rancher"},
		CAAt:     rootCA,
		Settings: kubeconfig,
		Forms:    kubeadm, Source: "https://docs.k3s.io/cli/certificate",
	},
	{
		ID: "kubernetes", Name: "Kubernetes", HTTP: true, Ports: []int{6443}, Makers: []string{"kubernetes"},
		CAAt: rootCA,
		Settings: append([]Setting{{
			t("Each control plane node (kubeadm); then restart the control plane",
				"每个控制平面节点（kubeadm），之后重启控制平面"), "shell",
			"sudo install -m 644 {file} /etc/kubernetes/pki/ca.crt\n",
		}}, kubeconfig...),
		Forms: kubeadm, Source: "https://kubernetes.io/docs/setup/best-practices/certificates/",
	},
	{
		ID: "docker", Name: "Docker", CAFile: "ca.pem", HTTP: true, Ports: []int{2376}, Makers: []string{"docker-dind"},
		CAAt: "cat ~/.docker/ca.pem",
		Settings: []Setting{{
			t("The Docker client", "Docker 客户端"), "shell",
			"install -m 644 {file} ~/.docker/ca.pem && docker --tlsverify -H tcp://{address} version\n",
		}},
		Source: "https://docs.docker.com/engine/security/protect-access/",
	},
	{
		ID: "registry", Name: "Docker Registry", HTTP: true, Ports: []int{5000},
		Settings: []Setting{{
			t("Each machine that pulls from it", "每台要从中拉取镜像的机器"), "shell",
			"sudo install -D -m 644 {file} /etc/docker/certs.d/{address}/ca.crt\n",
		}},
		Source: "https://docs.docker.com/engine/security/certificates/",
	},
	{
		ID: "kafka", Name: "Kafka", Ports: []int{9093}, Makers: []string{"strimzi"},
		CAAt: "kubectl get secret CLUSTER-cluster-ca-cert -o jsonpath='{.data.ca\\.crt}' | base64 -d",
		Settings: []Setting{
			{same("librdkafka, confluent-kafka"), "ini", "security.protocol=SSL\nssl.ca.location={file}\n"},
			{same("kafka-python"), "python", "security_protocol=\"SSL\", ssl_cafile=\"{file}\"\n"},
		},
		Source: "https://github.com/confluentinc/librdkafka/blob/master/CONFIGURATION.md",
	},
	{
		ID: "mysql", Name: "MySQL", CAFile: "ca.pem", Ports: []int{3306}, Start: "mysql",
		CAAt:   "cat /var/lib/mysql/ca.pem",
		Makers: []string{"mysql-auto", "proxysql"},
		Settings: []Setting{
			{
				t("The mysql client, and the proof", "mysql 客户端，同时也是验证"), "shell",
				"mysql --host={host} --port={port} --ssl-mode=VERIFY_CA --ssl-ca={file} --user=USER --password\n",
			},
			{t("Every client of a machine (my.cnf)",
				"一台机器上的所有客户端（my.cnf）"), "ini", "[client]\nssl-ca=/etc/mysql/{file}\n"},
		},
		Source: "https://dev.mysql.com/doc/refman/8.4/en/using-encrypted-connections.html",
	},
	{
		ID: "postgresql", Name: "PostgreSQL", CAFile: "root.crt", Ports: []int{5432}, Start: "postgres",
		Settings: []Setting{
			{
				t("psql and everything with libpq, and the proof", "psql 及所有使用 libpq 的程序，同时也是验证"), "shell",
				"psql \"host={host} port={port} sslmode=verify-full sslrootcert={file} user=USER\"\n",
			},
			{t("For good, for one user", "长期生效，单个用户"), "shell", "install -D -m 644 {file} ~/.postgresql/root.crt\n"},
		},
		Source: "https://www.postgresql.org/docs/current/libpq-ssl.html",
	},
	{
		ID: "redis", Name: "Redis", Ports: []int{6379, 6380}, Makers: []string{"redis-gen-test-certs"},
		Settings: []Setting{
			{
				t("redis-cli, and the proof", "redis-cli，同时也是验证"), "shell",
				"redis-cli --tls --cacert {file} -h {host} -p {port} ping\n",
			},
			{same("redis-py"), "python", "redis.Redis(host=\"{host}\", port={port}, ssl=True, ssl_ca_certs=\"{file}\")\n"},
		},
		Source: "https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/",
	},
	{
		ID: "rabbitmq", Name: "RabbitMQ", CAFile: "ca_certificate.pem", Ports: []int{5671}, Makers: []string{"rabbitmq-tlsgen"},
		CAAt: "rabbitmqctl environment | grep -A8 ssl_options | grep cacertfile",
		Settings: []Setting{
			{
				t("The server (rabbitmq.conf), which checks clients with it", "服务器（rabbitmq.conf），用它校验客户端"), "ini",
				"ssl_options.cacertfile = /etc/rabbitmq/{file}\n",
			},
			{
				same("pika"), "python",
				"pika.SSLOptions(ssl.create_default_context(cafile=\"{file}\"), \"{host}\")\n",
			},
		},
		Source: "https://www.rabbitmq.com/docs/ssl",
	},
	{
		ID: "mqtt", Name: "MQTT", Ports: []int{8883},
		Settings: []Setting{
			{
				t("mosquitto_sub, and the proof", "mosquitto_sub，同时也是验证"), "shell",
				"mosquitto_sub --cafile {file} -h {host} -p {port} -t test -E\n",
			},
			{same("paho-mqtt"), "python", "client.tls_set(ca_certs=\"{file}\")\n"},
		},
		Source: "https://mosquitto.org/man/mosquitto_sub-1.html",
	},
	{
		ID: "mongodb", Name: "MongoDB", CAFile: "ca.pem", Ports: []int{27017},
		Settings: []Setting{
			{
				t("mongosh, and the proof", "mongosh，同时也是验证"), "shell",
				"mongosh \"mongodb://{address}/?tls=true\" --tlsCAFile {file}\n",
			},
			{same("PyMongo"), "python", "MongoClient(\"{host}\", {port}, tls=True, tlsCAFile=\"{file}\")\n"},
		},
		Source: "https://www.mongodb.com/docs/manual/tutorial/configure-ssl-clients/",
	},
	{
		ID: "step-ca", Name: "step-ca", CAFile: "root_ca.crt", HTTP: true, Ports: []int{443, 9000}, Makers: []string{"step-ca"},
		CAAt: "step ca root",
		Settings: []Setting{{
			t("Whoever uses the step command", "使用 step 命令的用户"), "shell",
			"install -m 644 {file} \"$(step path)/certs/root_ca.crt\"\n",
		}},
		Forms:  []Form{{same("step"), Hex, "step ca bootstrap --ca-url https://CA --fingerprint {value}"}},
		Source: "https://smallstep.com/docs/step-cli/reference/ca/bootstrap/",
	},
	{
		ID: "vault", Name: "Vault", HTTP: true, Ports: []int{8200},
		Settings: []Setting{{t("The vault command", "vault 命令"), "shell", "export VAULT_CACERT=\"$PWD/{file}\"\n"}},
		Source:   "https://developer.hashicorp.com/vault/docs/commands",
	},
	{
		ID: "consul", Name: "Consul", HTTP: true, Ports: []int{8501}, Makers: []string{"consul-ca"},
		Settings: []Setting{
			{t("The consul command", "consul 命令"), "shell", "export CONSUL_CACERT=\"$PWD/{file}\"\n"},
			{t("Each agent", "每个代理"), "hcl", "tls { defaults { ca_file = \"/etc/consul.d/{file}\" } }\n"},
		},
		Source: "https://developer.hashicorp.com/consul/commands",
	},
	{
		ID: "nomad", Name: "Nomad", HTTP: true, Ports: []int{4646}, Makers: []string{"nomad-ca"},
		Settings: []Setting{
			{t("The nomad command", "nomad 命令"), "shell", "export NOMAD_CACERT=\"$PWD/{file}\"\n"},
			{t("Each agent", "每个代理"), "hcl", "tls { ca_file = \"/etc/nomad.d/{file}\" }\n"},
		},
		Source: "https://developer.hashicorp.com/nomad/docs/commands",
	},
	{
		ID: "puppet", Name: "Puppet", CAFile: "ca.pem", HTTP: true, Ports: []int{8140}, Makers: []string{"puppet-ca"},
		CAAt: "cat /etc/puppetlabs/puppet/ssl/certs/ca.pem",
		Settings: []Setting{{
			t("Each agent", "每个代理"), "shell", "sudo install -m 644 {file} /etc/puppetlabs/puppet/ssl/certs/ca.pem\n",
		}},
		Source: "https://www.puppet.com/docs/puppet/latest/ssl_certificates",
	},
	{
		ID: "proxmox", Name: "Proxmox VE", CAFile: "pve-root-ca.pem", HTTP: true, Ports: []int{8006}, Makers: []string{"proxmox-ve"},
		CAAt: "cat /etc/pve/pve-root-ca.pem",
		Settings: []Setting{{
			t("The cluster, on one node", "集群（在任一节点上）"), "shell",
			"install -m 640 {file} /etc/pve/pve-root-ca.pem && systemctl restart pveproxy\n",
		}},
		Source: "https://pve.proxmox.com/wiki/Certificate_Management",
	},
	{
		ID: "freeipa", Name: "FreeIPA", HTTP: true, Ports: []int{443}, Makers: []string{"freeipa"},
		CAAt: "cat /etc/ipa/ca.crt",
		Settings: []Setting{{
			t("The domain, on one server, then each machine", "先在一台服务器上，再在每台机器上"), "shell",
			"sudo ipa-cacert-manage install {file} && sudo ipa-certupdate\n",
		}},
		Source: "https://www.freeipa.org/page/PKI",
	},
	{
		ID: "synology", Name: "Synology DSM", HTTP: true, Ports: []int{5001}, Makers: []string{"synology"},
		Source: "https://kb.synology.com/en-global/DSM/help/DSM/AdminCenter/connection_certificate",
	},
	{
		ID: "home-assistant", Name: "Home Assistant", HTTP: true, Ports: []int{8123},
		Source: "https://www.home-assistant.io/integrations/http/",
	},
	{
		ID: "ldap", Name: "LDAP", Ports: []int{636, 389},
		Settings: []Setting{{same("/etc/ldap/ldap.conf"), "ini", "TLS_CACERT /etc/ldap/{file}\n"}},
		Source:   "https://www.openldap.org/doc/admin26/tls.html",
	},
	{ID: "mail", Name: "IMAP, SMTP", Ports: []int{993, 465, 587, 25, 143, 995, 110}, Source: "https://www.rfc-editor.org/rfc/rfc8314"},
}

// elasticSettings are where what talks to Elasticsearch is told its CA.
var elasticSettings = []Setting{
	{same("Kibana (kibana.yml)"), "yaml", "elasticsearch.ssl.certificateAuthorities: [\"/etc/kibana/{file}\"]\n"},
	{
		t("Beats and Elastic Agent (output.elasticsearch)", "Beats 与 Elastic Agent（output.elasticsearch）"), "yaml",
		"ssl.certificate_authorities: [\"/etc/pki/{file}\"]\n",
	},
	{
		t("Logstash (elasticsearch output)", "Logstash（elasticsearch 输出）"), "ruby",
		"ssl_certificate_authorities => [\"/etc/logstash/{file}\"]\n",
	},
	{
		t(
			"The copy on the node, which people hand out",
			"节点上供人取用的副本",
		), "shell",
		"docker cp {file} es01:/usr/share/elasticsearch/config/certs/http_ca.crt   # /etc/elasticsearch/certs/http_ca.crt\n",
	},
}

// elasticForms are where what talks to Elasticsearch pins its CA.
var elasticForms = []Form{
	{same("Beats, Elastic Agent, Fleet"), Hex, "ssl.ca_trusted_fingerprint: \"{value}\""},
	{same("elasticsearch-py"), Hex, "ssl_assert_fingerprint=\"{value}\""},
	{same("elasticsearch-js"), Colons, "caFingerprint: \"{value}\""},
	{same("go-elasticsearch"), Hex, "CertificateFingerprint: \"{value}\""},
}

// rootCA prints the CA of the cluster that kubectl talks to.
const rootCA = `kubectl get configmap kube-root-ca.crt -o jsonpath='{.data.ca\.crt}'`

// kubeconfig is how whoever talks to a cluster is told its CA.
var kubeconfig = []Setting{{
	t("kubectl and everything else with a kubeconfig", "kubectl 以及所有使用 kubeconfig 的程序"), "shell",
	"kubectl config set-cluster CLUSTER --server=https://{address} --certificate-authority={file} --embed-certs=true\n",
}}

// kubeadm is the hash by which a node that joins knows the cluster.
var kubeadm = []Form{{
	t("kubeadm join (of the public key: it stays as it was)", "kubeadm join（取自公钥，与原来相同）"),
	SPKI, "--discovery-token-ca-cert-hash {value}",
}}
