//go:build !lean

package message

// signTables are all signs of programs.
var signTables = [][]sign{signs, daemonSigns, toolSigns, languageSigns, golangSigns}

// daemonSigns are the marks of servers and agents in their logs: the tags that syslog, journald and Docker Compose put
// in front of lines, and the programs' own names of functions and modules.
var daemonSigns = []sign{
	{client: "nginx", rank: library, role: serverRole, words: []string{
		"[error]0#", "peerclosedconnectioninsslhandshake", "nginx:[emerg]", "whileconnectingtoupstream",
		"headerfromupstream", "whilerequestingcertificatestatus", "whilesendingtoclient",
		"whilesendingrequesttoupstream",
		"nginx[", "luasslcertificateverifyerror",
		"ssl_do_handshake()", ",request:\"get", ",request:\"post", ",request:\"head",
	}},
	{client: "apache", rank: library, role: serverRole, words: []string{
		"apache2[", "httpd[", "sslproxy:", "[ssl:debug]", "[ssl:notice]", "[proxy_http:", "[proxy:warn]",
		"[proxy:debug]", "mod_proxy", "ah10", "sslcertificatefile:", "sslproxyrequested",
		"unabletoconfigurersaserver",
	}},
	{client: "haproxy", rank: library, role: serverRole, words: []string{
		"haproxy[", "haproxy.cfg", "haproxy.conf", "fatalerrorsfoundinconfiguration",
		"/3:sslhandshakefailure", "/4:sslhandshakefailure", "closedduringsslhandshake",
		"timeoutduringsslhandshake", "errorduringsslhandshake[0", "parsing[/etc/haproxy",
		"parsing[/usr/local/etc/haproxy",
	}},
	{client: "envoy", rank: library, of: []family{boringFamily}, words: []string{
		"[source/common/", "[source/extensions/", "source/common/ssl", "upstream_reset_before_response",
		"remote_connection_failure", "istio-proxy", "istiod", "downstream_remote_address",
		"upstreamconnecterrorordisconnect/reset", "failedtoloadprivatekeyfrom", "failedtoloadcertificatechainfrom",
	}},
	{client: "traefik", rank: application, of: golang,
		words: []string{"github.com/traefik/", "entrypointname=", "traefik[", "providername=", "tlsstorename=",
			"unabletoappendcertificate", "unabletoaddacertificatetotheentrypoint",
			"certificatesfoundfortlsentrypoint"}},
	{client: "caddy", rank: application, of: golang,
		words: []string{"loadinghttpappmodule", "loadingtlsappmodule", "http.handlers.", "caddyhttp", "tls.obtain",
			"caddy["}},
	{client: "postfix", rank: library, words: []string{"smtpd[", "postfix-", "certificateverificationfailedfor"}},
	{client: "dovecot", rank: library, role: serverRole, words: []string{
		"tlshandshaking:", "dovecot:", "dovecot[", "managesieve-login:", "submission-login:", "lmtp(",
		"noauthattempts", "ssl_cert:can't",
	}},
	{client: "exim", rank: library, of: []family{gnutlsFamily},
		words: []string{"exim[", "tlssession:(", "(ssl_accept):", "(gnutls_handshake):", "lowestnumberedmxrecord"}},
	{client: "sendmail", rank: library,
		words: []string{"starttls=client", "starttls=server", "sendmail[", "sm-mta[", "ruleset=tls_"}},
	{client: "sendmail", rank: library, role: clientRole, words: []string{"starttls=client"}},
	{client: "sendmail", rank: library, role: serverRole, words: []string{"starttls=server"}},
	{client: "cyrus", rank: library, role: serverRole,
		words: []string{"cyrus/", "imaps[", "cyrus-imapd", "ctl_cyrusdb"}},
	{client: "postgres", rank: library, of: []family{libpqFamily}, words: []string{
		"postgres[", "postgres:", "istheserverrunningonhost", "sqlstate", "pgbouncer", "serverconncrashed?",
		"pg_hba.conf", "pg_basebackup",
		"couldnotconnecttotheprimaryserver", "libpqsslcert", "tls_sbufio_recv", "warningtlshandshakeerror:handshakefailed",
		"warningtlsconnecterror:", "errortlssetupfailed:", "errorsbuf_tls_",
		"client_tls_sslmode", "client_tls_ca_", "client_tls_cert", "client_tls_key", "client_tls_protocols", // PgBouncer
		"server_tls_sslmode", "server_tls_ca_", "server_tls_cert", "server_tls_key", "server_tls_protocols",
	}},
	{client: "mysql", rank: library, of: []family{mysqlFamily, wolfFamily}, words: []string{
		"error2026", "error:2026", "mysqldb.", "_mysql_exceptions", "mysqldump", "error2002(hy000)",
		"error2013(hy000)", "mysql-server", "mysqld[", "goterror:2026", "/usr/sbin/mysqld",
	}},
	{client: "mariadb", rank: application, of: []family{mysqlFamily, schannelFamily, gnutlsFamily, wolfFamily},
		words: []string{"mariadbd", "mariadb-dump"}},
	{client: "mongodb", rank: application, role: serverRole, of: []family{ownFamily},
		words: []string{"[initandlisten]", "mongod[", "mongos["}},
	{client: "redis", rank: library, role: serverRole,
		words: []string{"redis-server", "failedtoconfigureca", "tls-cert-file"}},
	{client: "ldap", rank: library, role: clientRole, of: []family{gnutlsFamily, nssFamily}, words: []string{
		"ldap_create", "ldap_url_parse", "tlscertificateverification:", "ldap_int_", "ldapobject", "ldap_result",
		"ldapadd", "ldapmodify", "ldapwhoami", "ldap_simple_bind", "tlstrace:",
	}},
	{client: "ldap", rank: library, role: serverRole, of: []family{gnutlsFamily},
		words: []string{"slapd[", "connection_read(", "tlsacceptfailure", "syncrepl"}},
	{client: "sssd", rank: application, role: clientRole, of: []family{ldapFamily, gnutlsFamily, nssFamily},
		words: []string{
			"sssd[", "[be[", "sssd_be", "sdap_", "sss_ldap_", "couldnotstarttlsencryption", "ldap_install_tls",
		}},
	{client: "389ds", rank: application, of: []family{nssFamily},
		words: []string{"slapi_ldap_", "ns-slapd", "389-ds", "-err-"}},
	{client: "freeradius", rank: library, role: serverRole, words: []string{
		"rlm_eap", "tls-cert-subject", "tls-cert-issuer", "tls-cert-serial", "tls-cert-common", "tls-cert-exp",
		"sslsayserror", "creatingattributesfrom", "radiusd[", "eaptls", "(tls)tls", "radiusd:", "(tls)alert",
		"radsec", "eap_ttls", "freeradius[",
	}},
	{client: "wpa-supplicant", rank: library, role: clientRole, of: []family{mbedFamily, wolfFamily}, words: []string{
		"openssl:tls_", "ctrl-event-eap", "ctrl-req-", "tls_connection_ca_cert", "wpa_cli", "wpa_supplicant[",
		"networkmanager[", "eap-tls:tls", "ssl:ssl_connect:",
	}},
	{client: "openvpn", rank: library, of: []family{mbedFamily, wolfFamily}, words: []string{
		"ovpn-", "ovpn_", "management:>state", "[af_inet]", "tls:initialpacketfrom", "openvpn[", "nm-openvpn",
		"event:cert_verify_fail", "last_event=cert_verify_fail", "transporterror:mbedtls", "tlserror:tlsobject",
	}},
	{client: "strongswan", rank: library, words: []string{
		"charon", "charon[", "charon-systemd", "strongswan", "ike_auth", "[cfg]", "[ike]", "ipsec[", "charon-nm",
		"swanctl", "[lib]", "[tls]", "[enc]",
	}},
	{client: "unbound", rank: library, role: clientRole,
		words: []string{"unbound[", "sslhandshakefailedcrypto", "unbound:"}},
	{client: "stubby", rank: library, role: clientRole, words: []string{"stubby:", "stubby[", "getdns"}},
	{client: "rsyslog", rank: library, role: clientRole, of: []family{gnutlsFamily}, words: []string{"omrelp[",
		"omfwd:"}},
	{client: "rsyslog", rank: application, role: clientRole, of: curls, words: []string{ // its modules that use libcurl
		"omhttp:", "omhttp.c:", "omelasticsearch:", "omelasticsearch.c:", "suspendingourselvesduetoserverfailure",
	}},
	{client: "rsyslog", rank: library, role: serverRole, of: []family{gnutlsFamily}, words: []string{"imrelp[",
		"'imtcp'"}},
	{client: "zabbix", rank: library, of: []family{gnutlsFamily}, words: []string{
		"zabbix", "zabbix_", "zbx_tls_", "tlshandshakesetresultcode", "cannotestablishtlsto", "zabbix_agentd[",
	}},
	{client: "icinga", rank: library, words: []string{"apilistener:", "icinga2", "critical/tcplistener", "icinga"}},
	{client: "rsyslog", rank: library, of: []family{gnutlsFamily}, words: []string{
		"rsyslogd", "rsyslogd:", "rsyslogd[", "nsd_gtls", "nsd_ossl", "gtlsrecord", "imtcp", "netstreamsession",
	}},
	{client: "syslog-ng", rank: library, words: []string{"syslog-ng", "tls_error='", "syslog-ng["}},
	{client: "bacula", rank: library, words: []string{
		"bacula", "bareos", "bacula-", "bareos-", "tlsnegotiationfailed.", "bsock", "-dirjobid", "-fdjobid",
	}},
	{client: "proftpd", rank: library, role: serverRole, words: []string{"proftpd", "mod_tls/", "proftpd["}},
	{client: "splunk", rank: application, of: []family{queueFamily}, words: []string{
		"splunkd", "tcpinputproc", "tcpoutputproc", "tcpoutputfd", "splunkforwarder", "/opt/splunk", "phonehomethread",
	}},
	{client: "wazuh", rank: application, of: append([]family{queueFamily}, curls...), words: []string{
		"wazuh-agentd", "wazuh-authd", "wazuh-modulesd", "wazuh-remoted", "ossec-authd", "ossec-agentd", "agent-auth:",
		"indexer-connector:", "ossec-agent", "wazuh-agent",
	}},
	{client: "fluent-bit", rank: library, role: clientRole, of: []family{mbedFamily, queueFamily}, words: []string{
		"[tls]error:", "[tls]certificateverificationfailed",
		"fluentbit", "fluent-bit", "[error][tls]", "[error][upstream]", "flb_", "[error][output:", "[warn][engine]",
	}},
	{client: "chrony", rank: library, role: clientRole, of: []family{gnutlsFamily},
		words: []string{"chronyd", "chronyd[", "chrony"}},
	{client: "synapse", rank: application, of: python,
		words: []string{"synapse.", "synapse/", "twisted.internet", "federationsender"}},
	{client: "prosody", rank: library,
		words: []string{"prosody", "prosodyctl", "s2sout", "s2sin", "c2s2", "portmanager"}},
	{client: "asterisk", rank: library,
		words: []string{"asterisk", "pjproject:", "tcptls.c", "sip_tls", "iostream.c", "res_pjsip"}},
	{client: "zookeeper", rank: application, of: jvm, words: []string{"org.apache.zookeeper", "zookeeper"}},
	{client: "clickhouse", rank: library, of: []family{ownFamily, boringFamily},
		words: []string{"clickhouse", "db::exception", "db::netexception", "clickhouse-client"}},
	{client: "oracle", rank: application, role: clientRole, of: append([]family{ownFamily}, python...), words: []string{
		"ora-29", "ora-28", "dpy-6", "dpy-4011", "cx_oracle.", "oracledb.", "sqlnet.ora", "tnsnames.ora",
	}},
	{client: "stunnel", rank: library, words: []string{"stunnel:", "stunnel[", "log7[", "log6["}},
	{client: "squid", rank: library, words: []string{
		"squid[", "(ssl_crtd)", "kid1", "errornegotiatingsslconnection", "fwdnegotiatessl", "err_secure_connect_fail",
	}},
	{client: "docker", rank: application, of: golang,
		words: []string{"dockerd[", "docker-compose", "dockercompose", "docker.service", "com.docker"}},
	{client: "containerd", rank: application, of: golang,
		words: []string{"containerd[", "ctr:failed", "cri-o", "crio["}},
	{client: "kubernetes-go", rank: application, of: golang, words: []string{
		"kubelet[", "bootstrap.go:", "certificate_store.go", "kubelet.go:", "certificate_manager.go", "k3s[", "rke2",
		"apiserver.go", "kubeadm", "clientconn.go", "controller-runtime", "rancher",
		"ingress-nginx", "metrics-server", "webhook.go", "trace.go",
	}},
	{client: "etcd", rank: application, of: golang,
		words: []string{"etcd[", "etcdctl", "\",servername\"", "etcdmain", "embed/config_logging", "etcdserver"}},
	{client: "vault", rank: application, of: golang,
		words: []string{"vault[", "vault_addr", "]core:error", "vaultagent", "vaultserver",
			"errorinitializinglisteneroftype"}},
	{client: "consul", rank: application, of: golang,
		words: []string{"consul", "consul[", "consul.rpc:", "agent.server", "agent.client", "serf:", "nomad", "nomad["}},
	{client: "prometheus", rank: application, role: clientRole, of: golang, words: []string{
		"prometheus[", "prometheustarget", "prometheus'starget", "blackbox", "module=http", "alertmanager",
		"caller=notify.go:", "caller=dispatch.go:", "component=dispatcher",
		"vmagent", "lib/promscrape", "cannotscrapetarget", // of VictoriaMetrics, with the same configuration
	}},
	{client: "grafana", rank: application, role: clientRole, of: golang,
		words: []string{
			"logger=http.server", "*api.httpserver", "logger=provisioning", "grafana-server", "logger=context",
			"logger=oauth", "plugin.datasource", "grafana[",
		}},
	{client: "beats", rank: application, role: clientRole, of: golang, words: []string{
		"sslclientfailedtoconnectwith", "errorpublishingevents",
		"filebeat", "metricbeat", "winlogbeat", "packetbeat", "auditbeat", "heartbeat", "elastic-agent",
		"elasticagent", "fleet-server", "fleetserver", "esclientleg", "publisher_pipeline_output",
		"backoff(elasticsearch(", "couldn'tconnecttoanyoftheconfigured", "eslegclient", "filebeat[",
		"apm-server", "fail-elasticsearch", "/etc/filebeat/", "/usr/share/filebeat/", "/etc/metricbeat/",
	}},
	{client: "java", rank: toolkit, of: []family{boringFamily},
		words: []string{"org.conscrypt", "nativecrypto", "nativessl", "javax.net.ssl.sslhandshakeexception:",
			"javax.net.ssl.sslexception:", "javax.net.ssl.sslprotocolexception:", "referencecountedopensslengine"}},
	{client: "elasticsearch", rank: application, of: jvm, words: []string{
		"org.elasticsearch", "elasticsearch[", "o.e.h.", "o.e.t.", "o.e.x.", "o.e.b.", "elasticsearchgives",
		"co.elastic.",
		"org.opensearch", "o.o.s.", "o.o.h.", "wazuh-indexer",
	}},
	{client: "logstash", rank: application, of: jvm,
		words: []string{"logstash", "[logstash.", "org.logstash", "manticore::", "logstash/inputs/",
			"logstash/outputs/",
			"/opt/logstash", "/usr/share/logstash"}},
	{client: "kibana", rank: application, role: clientRole, of: []family{nodeFamily},
		words: []string{"\"tags\":[\"error\",\"elasticsearch\"", "\"tags\":[\"warning\",\"elasticsearch\"",
			"[connectionerror]:"}},
	{client: "logstash", rank: application, role: serverRole, of: append([]family{boringFamily}, jvm...),
		words: []string{
			"org.logstash.beats", "[logstash.inputs.beats", "[logstash.inputs.tcp", "[logstash.inputs.http"}},
	{client: "kibana", rank: application, role: clientRole, of: []family{nodeFamily},
		words: []string{"kibana", "opensearch-dashboards", "opensearch-dashboards[", "[elasticsearch-service]",
			"[error][elasticsearch", "unabletoretrieveversioninformationfromelasticsearch",
			"\"node_env\":\"production\"", "/share/kibana/", "/opt/kibana", "/kibana/src/"}},
	{client: "proxmox", rank: application, role: clientRole, of: []family{perlFamily}, words: []string{
		"proxmox", "http596response", "pveapi", "596error:",
		"pveproxy", "pveproxy[", "pvedaemon", "pvestatd", "pbs:", "596tls_", "596ssl", "proxmox:",
		"/pve/perl5", "proxmox-backup-client",
	}},
	{client: "home-assistant", rank: application, of: python,
		words: []string{"esphome", "octoprint"}},
}
