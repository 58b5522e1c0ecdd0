//go:build !lean

package message

var (
	python = []family{pythonFamily}
	golang = []family{goFamily}
	jvm    = []family{javaFamily}
	curls  = []family{curlFamily, gnutlsFamily, schannelFamily, appleFamily, nssFamily, wolfFamily}
)

// signs are the marks of programs. Sources are the programs' own names of modules, exceptions and log lines.
var signs = []sign{
	// Python: the language, then libraries, then applications.
	{client: "python-3.13", of: python, words: []string{
		"_ssl.c:", "sslcertverificationerror", "traceback(mostrecentcalllast)", "ssl.sslerror", "[ssl:",
		"ssl.py\",line", "urlopenerror", "asyncio/sslproto", "connectionrefusederror(", "connectionreseterror(",
		"connectionrefusederror:[", "connectionreseterror:[", "consumer:cannotconnectto",
	}},
	{client: "requests", rank: library, of: python, words: []string{
		"requests.exceptions.", "requests/adapters.py", "requestsadapters.py", "requests/sessions.py",
		"requestssessions.py", "requests.adapters\"", "fromrequests.adapters", "http:error:sslerror:",
		"requests.expections.", // so misspelt again and again
	}},
	{client: "urllib3", rank: toolkit, of: python, words: []string{
		"urllib3.exceptions", "retrying(retry(total=", "httpsconnectionpool(", "httpsconnectionpool<",
		"urllib3/connectionpool", "maxretriesexceededwithurl:",
		"urllib3connectionpool",
	}},
	{client: "httpx", rank: library, of: python, words: []string{"httpx.", "httpcore.", "httpx/", "httpcore/",
		"httpx"}},
	{client: "aiohttp", rank: library, of: python, words: []string{
		"aiohttp.client", "aiohttp/connector", "aiohttpconnector", "clientconnectorcertificateerror",
		"clientconnectorsslerror", "clientconnectorerror", "serverdisconnectederror", "cannotconnecttohost",
	}},
	{client: "elasticsearch-py", rank: application, of: python, words: []string{
		"elastic_transport", "elasticsearch/_", "elasticsearch/client", "elasticsearch/connection",
		"elasticsearch/transport", "elasticsearch.exceptions", "elasticsearch.connection", "elasticsearch.sslerror",
		"elasticsearch.helpers", "elasticsearch_async", "connectionerror()causedby:", "tlserrorcausedby:",
		"connectionerrorcausedby:",
		"connectiontimeoutcausedby:", "fromelasticsearchimport",
	}},
	{client: "opensearch-py", rank: application, of: python,
		words: []string{"opensearchpy.", "opensearchpy/", "opensearch-py"}},
	{client: "botocore", rank: library, of: python,
		words: []string{"botocore.", "botocore/", "botocore\\", "botocorehttpsession"}},
	{client: "botocore", rank: library, of: python, words: []string{"sslvalidationfailedforhttps"}},
	{client: "botocore", rank: application, of: python, words: []string{"botocore/vendored/", "botocore.vendored."}},
	{client: "aws-cli", rank: application, of: python,
		words: []string{
			"fatalerror:sslvalidationfailed", "aws-cli/", "awscli", "awscli/", "uploadfailed:", "downloadfailed:s3://",
			"aws:[error]:", "`aws sts", "`aws s3", "`aws ec",
		}},
	{client: "azure-cli", rank: application, of: python,
		words: []string{
			"commandname**`az", "commandname`az", "extensionname:azure-", // its form for reports
			"usingazurecli", "cellar/azure-cli", "lib/azure-cli",
			"azure-cli2.", "azure.cli", "azure/cli", "az.azcli", "azurecli", "azlogin", "/usr/bin/az",
			"thecommandfailedwithanunexpectederror.hereisthetraceback", "azaksinstall-cli",
			"azextension", "azaccount", "azacr", "azaks", "azgroup", "azkeyvault", "azstorage", "azwebapp",
			"azfunctionapp", "azdeployment", "azbicep", "azupgrade", "azrest",
			"build_scripts/windows/artifacts/cli", "unabletogetextensionindex",
			"ensureyouhavenetworkconnection.errordetail",
		}},
	{client: "azure-sdk", rank: application, of: python,
		words: []string{"azure.core.exceptions", "azure/core/pipeline"}},
	{client: "kubernetes", rank: application, of: python, words: []string{
		"_namespaced_", "kubernetes/client", "kubernetes.client", "kubernetesclient", "kubernetes.config",
		"fromkubernetesimport", "kubernetes-client", "client-python/",
		"k8s_auth", "kubernetespython", "k8sclient",
	}},
	{client: "kubernetes-asyncio", rank: application, of: python,
		words: []string{"kubernetes_asyncio", "kubernetes/aio"}},
	{client: "docker-py", rank: application, of: python,
		words: []string{
			"docker.errors", "docker/api/client", "docker/transport", "fromdockerimport", "fromdocker.utilsimport",
			"fromdocker.clientimport", "compose/cli/", "docker-compose==1", "docker-compose`1.", "docker-compose1.",
			"docker-composeversion1.", // Compose was written in Python before 2
		}},
	{client: "grpc", rank: library, of: []family{boringFamily}, words: []string{
		"ssl_transport_security", "tcp_client_posix.c", "grpc.", "grpc::", "inactiverpcerror",
		"statuscode.unavailable", "grpc_status",
		"\"grpc", "grpcerror", "chttp2", "sslhandshakefailed:ssl_error_ssl",
	}},
	{client: "pymongo", rank: application, of: python, words: []string{
		"pymongo.", "pymongo/", "topologydescriptionid:", "sockettimeoutms:", "serverselectiontimeouterror",
	}},
	{client: "psycopg", rank: application, of: []family{pythonFamily, libpqFamily},
		words: []string{
			"psycopg2.", "psycopg.", "psycopg/", "psycopg2/", "connectionfailed:connectiontoserverat", "psycopg", "psycopg2",
			"psycopg3",
		}},
	{client: "psycopg", rank: application, of: []family{libpqFamily}, only: true,
		words: []string{"operationalerror", "utils.operationalerror", "exc.operationalerror"}},
	{client: "asyncpg", rank: application, of: []family{pythonFamily, libpqFamily},
		words: []string{"asyncpg.", "asyncpg/"}},
	// drivers that pass on what PostgreSQL's server says
	{client: "java", rank: application, of: []family{libpqFamily}, words: []string{"psqlexception", "org.postgresql."}},
	{client: "dotnet", rank: application, of: []family{libpqFamily}, words: []string{"npgsql."}},
	{client: "nodejs", rank: application, of: []family{libpqFamily}, words: []string{"node_modules/pg/", "pg-pool/"}},
	{client: "mysql-connector", rank: application, of: []family{pythonFamily, mysqlFamily},
		words: []string{"mysql.connector", "mysql/connector"}},
	{client: "pymysql", rank: application, of: []family{pythonFamily, mysqlFamily},
		words: []string{
			"pymysql.", "pymysql/", "pymysqlversion", "mysql+pymysql", "(2003,\"can'tconnecttomysqlserveron",
			"mysqlserverduringquery([",
		}},
	{client: "redis-py", rank: application, of: python, words: []string{
		"redis-py", "redis.exceptions", "redis/connection.py", "redis/client.py", "redis.asyncio",
		"errorwhilereadingfromsocket:(", "error1connectingto", "redis/asyncio", "connectionerror:error1connectingto",
		"error111connectingto", "error110connectingto", "error104connectingto", "error113connectingto",
		"error61connectingto", "error54connectingto", "error-2connectingto", "error-3connectingto",
		"error-5connectingto", "error8connectingto", "error11001connectingto", "error10054connectingto",
		"error10060connectingto", "error10061connectingto",
	}},
	{client: "paho", rank: application, of: python, words: []string{
		"paho.mqtt", "paho/mqtt", "paho-mqtt", "paho.client(", ".tls_insecure_set(", "mqtt_client.connect(",
	}},
	{client: "kafka-python", rank: application, of: python,
		words: []string{"kafka.errors", "kafka/conn.py", "kafka.conn", "kafka/client_async", "brokerconnection"}},
	{client: "aiokafka", rank: application, of: python, words: []string{"aiokafka"}},
	{client: "confluent", rank: application, of: []family{boringFamily, nodeFamily}, words: []string{
		"rdkafka", "confluent_kafka", "kafkaerror{code=_", "/bootstrap:sslhandshakefailed", "instatessl_handshake",
		"instateconnect)", "confluent-kafka", "confluent.kafka",
	}},
	{client: "pika", rank: application, of: python, words: []string{"pika.", "pika/adapters"}},
	{client: "ldap3", rank: application, of: python, words: []string{
		"ldap3.", "ldap3/", "ldapsocketopenerror", "ldapstarttlserror", "ldapexceptionerror", "socketsslwrappingerror:",
	}},
	{client: "pip", rank: application, of: python, words: []string{
		"couldnotfetchurl", "problemconfirmingthesslcertificate", "':/simple/", "pip._internal", "pip/_vendor",
		"pip._vendor",
		"couldnotinstallpackagesduetoan", "requirementalreadysatisfied", "pip3install",
		"lookinginindexes:", "lookinginlinks:", "nomatchingdistributionfoundfor", "(fromversions:none)",
		"pipinstall", "pipvendor",
	}},
	{client: "conda", rank: application, of: python, words: []string{
		"condasslerror", "condahttperror", "conda.exceptions", "conda/core", "fetchingpackagemetadata", "condaupdate",
		"condainstall", "condacreate", "condaenv", "anacondacloud", "conda/gateways", "repo.anaconda.com",
		"conda.anaconda.org", "httperroroccurredwhentryingtoretrievethisurl",
	}},
	{client: "poetry", rank: application, of: python, words: []string{"poetry/", "poetry.", "poetryinstall",
		"retryinghttprequestin", "pypoetry/", frameOfPoetry}},
	{client: "ansible", rank: application, of: append([]family{queueFamily, goFamily}, python...), words: []string{
		"failed!=", "failed>>{\"msg\"", "failed>>{\"failed\"", "failed>>{\"changed\"",
		"task:[", "task[", "]={\"changed", "]={\"msg", failedOfAnsible, "ansible", "validate_certs=",
		"unreachable!=", "module_stderr", "'failed':true", "'changed':false", "\"changed\":false",
		"\"unreachable\":true", "statuscodewasnot[", "statuscodewas-1andnot",
		"tocallgalaxyat", "galaxy.ansible.com",
	}},
	{client: "ansible", rank: application, of: append([]family{queueFamily}, python...), // Go's programs use WinRM, too
		words: []string{"/wsman", "winrmtransport"}},
	{client: "salt", rank: application, of: python, words: []string{
		"[salt.", "salt.utils", "salt-minion", "salt-call", "salt/utils", "saltstack", "salt.loaded", "packages/salt/",
		"salt-cloud", "minionerror:", "cp.cache_file", "saltversion:", "winrepo", "/etc/salt/", "salt-master",
		"function:file.", "function:archive.", "function:pkg.", "function:pkgrepo.", "function:git.", "function:pip.",
		"function:http.", "function:cmd.", "function:module.", "function:docker_",
	}},
	{client: "home-assistant", rank: application, of: python, words: []string{
		"homeassistant.", "homeassistant/", "failedsetup,willretry",
		"einrichtungsfehler,wirderneutversucht", "custom_components", "/config/custom", "(mainthread)[", "hassio",
		"hass.io", "components/cloud", "nabucasa", "home-assistant",
	}},
	{client: "certbot", rank: application, of: python,
		words: []string{"certbot", "certbot.", "certbot/", "acme.messages"}},
	{client: "yt-dlp", rank: application, of: python,
		words: []string{"[youtube]", "yt-dlp", "yt_dlp", "unabletodownloadapipage"}},
	{client: "websockets", rank: library, of: python,
		words: []string{"websockets.exceptions", "websockets/legacy", "websockets/asyncio"}},
	{client: "pyca", rank: library, of: []family{ownFamily}, only: true,
		words: []string{"cryptography.x509.verification"}},

	// The openssl command
	{client: "openssl-verify", rank: library, of: []family{toolFamily},
		words: []string{
			"depthlookup:", "verifyerror:num=", "responseverifyfailure", "verifyreturncode:", "verifyreturn:",
			"sslhandshakehasread",
			"noclientcertificatecanamessent",
		}},
	{client: "openssl", rank: library, of: []family{queueFamily},
		words: []string{"expecting:trustedcertificateunabletoload"}},
	{client: "openssl", rank: library, role: clientRole, of: []family{queueFamily},
		words: []string{"lws_ssl_client", "lws_tls_client"}}, // libwebsockets'
	{client: "openssl-verify", rank: library, role: clientRole, of: []family{toolFamily},
		words: []string{"openssls_client"}},
	{client: "openssl-verify", rank: library, role: serverRole, of: []family{toolFamily},
		words: []string{"openssls_server"}},

	// JavaScript
	{client: "nodejs", of: []family{nodeFamily, boringFamily}, words: []string{
		"tlssocket", "node:internal", "node:_tls", "nodejs", "npmerr!", "npmerror", "_tls_wrap", "fetchfailed",
		"requesttohttps", "fetcherror", "axioserror", "undici", "errno:'", "npm warn", "yarn ", "node:net", "code:'",
		"zigbee2mqtt:", "z2m:", "nodejs.", "clientrequest.", "process.env.", "node_tls_reject_unauthorized",
		"gyp err", "pnpm",
	}},
	{client: "deno", rank: library, of: []family{rustFamily}, words: []string{
		"deno", "deno.land/", "(deno:", "ext:deno", "edge_runtime", "typeerror:errorsendingrequestforurl",
		"error:import'https://", "uncaughthttp:",
	}},
	{client: "bun", rank: library, of: []family{nodeFamily, boringFamily}, words: []string{
		"bun v", "bun add", "bun install", "downloadingpackagemanifest", "downloadingtarball", "httpthread:", "bunx",
		"unabletoconnect.isthecomputerabletoaccesstheurl", "error:failedtoopensocket",
		"error: bun", "(bun)", "bun -e", "bun run", "bun test",
		"errno:0,code:\"", "inthesecondargumenttofetch()", "err_tls_cert_altname_invalidfetching",
		"unable_to_verify_leaf_signaturefetching", "unable_to_get_issuer_cert_locallyfetching",
		"unable_to_get_issuer_certfetching", "self_signed_cert_in_chainfetching", "depth_zero_self_signed_certfetching",
		"cert_has_expiredfetching", "unknown_certificate_verification_errorfetching",
	}},
	{client: "dart", rank: library, role: clientRole, of: []family{boringFamily}, words: []string{
		"handshakeexception:handshakeerror", "handshakeexception:connectionterminated", "dart:io", "fluttererror",
		"i/flutter", "package:http", "(handshake.cc:", "(tls_record.cc:",
	}},
	{client: "mongodb", rank: application, role: clientRole, of: []family{nodeFamily, ownFamily}, words: []string{
		"mongonetworkerror", "mongoserverselectionerror", "mongoerror:", "mongooseserverselectionerror",
		"mongosh", "enetwork[thread", "enetwork[js]", "src/mongo/shell",
		"mongo shell", "mongodb://", "mongodb+srv:",
	}},
	{client: "mongodb", rank: application, role: serverRole, of: []family{ownFamily},
		words: []string{"\"c\":\"network\"", "mongod", "\"ctx\":\"conn", "enetwork[conn", "inetwork[conn"}},

	// Go
	{client: "go", of: golang, words: []string{
		packageOfGo, "tls:failedtoverify", "dialtcp", "tlshandshakeerrorfrom", "goroutine", "net/http", ".go:", "readtcp",
		"writetcp",
	}},
	{client: "docker", rank: application, of: golang, words: []string{
		"errorresponsefromdaemon", "errorduringconnect:", "servererror-{\"message\":", "docker:", "dockerd",
		"errorgettingcredentials", "buildkit", "failedtosolve",
	}},
	{client: "docker", rank: library, of: golang, words: []string{ // typed, but as often told of beside another's error
		"dockerpull", "dockerlogin", "dockerpush", "dockerbuild", "dockersearch",
	}},
	{client: "containerd", rank: application, of: golang, words: []string{
		"containerd", "failedtopullandunpackimage", "failedtopullimage", "crictl", "errimagepull", "imagepullbackoff",
		"nerdctl", "ctr:", "remote_image.go",
	}},
	{client: "kubectl", rank: application, of: golang,
		words: []string{"unabletoconnecttotheserver", "kubectl", "couldn'tgetcurrentserverapi", "memcache.go"}},
	{client: "kubernetes-go", rank: application, of: golang, words: []string{
		"kubelet", "kube-apiserver", "authentication.go", "admissionwebhook", "failedcallingwebhook", "reflector.go",
	}},
	{client: "terraform", rank: application, of: golang, words: []string{"terraform", "registry.terraform.io"}},
	{client: "helm", rank: application, of: golang, words: []string{
		"helm", "isnotavalidchartrepository", "unabletogetanupdatefromthe", "error:installationfailed",
		"error:upgradefailed", "helm.go:",
	}},
	{client: "helm", rank: library, of: golang, words: []string{"kubernetesclusterunreachable:"}},
	{client: "vault", rank: application, of: golang, words: []string{"vault"}},
	{client: "vault", rank: library, of: golang, words: []string{ // its server's paths, whoever asks for them
		"/v1/sys/", "/v1/auth/", "/v1/secret/", "/v1/pki/", "/v1/transit/", "/v1/cubbyhole/", "/v1/identity/",
		":8200/v1/",
	}},
	{client: "etcd", rank: application, of: golang, words: []string{"etcd", "rejectedconnection", "rafthttp"}},
	{client: "traefik", rank: application, of: golang, words: []string{"traefik", "traefik/"}},
	{client: "caddy", rank: application, of: golang, words: []string{"caddy", "http.stdlib", "http.log.error"}},
	{client: "prometheus", rank: application, role: clientRole, of: golang,
		words: []string{"prometheus:", "prometheus=", "prometheus/", "scrape_pool", "scrapemanager"}},
	{client: "grafana", rank: application, role: clientRole, of: golang,
		words: []string{"grafana", "logger=tsdb", "logger=data-proxy"}},
	{client: "gitlab-runner", rank: application, role: clientRole, of: append([]family{curlFamily}, golang...),
		words: []string{"gitlab-runner", "verifyingrunner", "registeringrunner", "checkingforjobs"}},
	{client: "cloudflared", rank: application, role: clientRole, of: golang,
		words: []string{"cloudflared", "originservice"}},

	// Java
	{client: "java", of: jvm, words: []string{
		"sun.security", "javax.net.ssl", "java.security", "java.lang", "java.io", "java.util", "(alert.java",
		"java.base/", "pkix", "atorg.", "atcom.", "caughtexceptionwhilehandlingclienthttptraffic", "(org.apache.",
		"org.apache.", "o.a.k.", "o.a.h.", "org.springframework", "io.netty.", "io.grpc.", "okhttp3.",
		"org.bouncycastle", "com.ibm.jsse2", "hikaripool", "jdbc:", "javax.naming", "javax.mail", "jakarta.mail",
		"causedby:java", "android.", "com.android.", "gradle", "maven", "keytool",
	}},

	// Rust
	{client: "rustls", of: []family{rustFamily}, only: true, words: []string{
		"rustls", "errorsendingrequestforurl", "hyper_util", "reqwest", "invalidpeercertificate", "hyper::error",
	}},
	{client: "uv", rank: application, of: []family{rustFamily}, words: []string{
		"failedtofetch:`", "uv pip", "--native-tls", "uv_native_tls", "uv sync", "uv venv", "uv tool", "uv add",
		"debuguv", "transientrequestfailurefor", "requestfailedafter", "--system-certs", "uv_system_certs",
	}},
	{client: "cargo", rank: application, of: append([]family{rustFamily, ownFamily}, curls...),
		words: []string{"spuriousnetworkerror", "cargo", "failedtodownloadfrom`https", "registry`crates",
			"networkfailureseemstohavehappened", "crates.io-index"}},
	{client: "rustup", rank: application, of: []family{rustFamily},
		words: []string{"rustup", "couldnotdownloadfilefrom'https"}},

	// Chromium, and what is made of it: Electron
	{client: "chrome", rank: library, role: clientRole, of: []family{chromeFamily, boringFamily, nssFamily},
		words: []string{sourceOfChromium}},

	// C programs
	{client: "curl", of: curls, words: []string{
		"curl:(", "curlerror", "sslcertificateproblem:", "libcurl", "*connectedto", "*closingconnection",
	}},
	{client: "git", rank: application, role: clientRole, of: curls, words: []string{
		"fatal:unabletoaccess", "unabletoaccess'https", "gitfailedwithafatalerror", "无法访问'https",
		"konntenichtauf'https", "d'accéderà'https", "git clone", "gitclone", "gitpush", "fatal:couldnotread",
		"git-remote-https", "git ls-remote",
	}},
	{client: "wget", rank: library, role: clientRole, of: []family{gnutlsFamily, wolfFamily}, words: []string{
		"towget", "wget:", "使用“--no-check", "»--no-check-certificate", "« --no-check-certificate",
		"--no-check-certificate", "error:cannotverify", "(tryingtoconnect)wget", "wgetbuilt", "wgethasbeenbuilt",
		"--https://", "无法建立ssl连接",
	}},
	{client: "apt", rank: application, role: clientRole, of: curls, words: []string{
		"err:1", "err:2", "err:3", "err:4", "failedtofetchhttps", complaintOfApt,
	}},
	{client: "dnf", rank: application, role: clientRole, of: curls,
		words: []string{"errorduringdownloadingmetadata", "repomd.xml", "cannotdownloadrepomd"}},
	{client: "php", rank: library, role: clientRole, of: append([]family{phpFamily}, curls...), words: []string{
		"phpwarning", "stream_socket_client()", "file_get_contents()", "fopen():", "guzzlehttp", "phpfatal",
		"fsockopen()", "soapclient", "smtp-error", "stream_socket_enable_crypto()", "pdoexception", "wordpress",
		"vendor/bin/", ".php:", ".phponline", "composer", "swift_transport", "symfony", "laravel", "php_network",
		"(seehttps://curl.haxx.se/libcurl/c/", "(seehttp://curl.haxx.se/libcurl/c/", "(seehttps://curl.se/libcurl/c/",
	}},
	{client: "ruby", rank: library, of: []family{rubyFamily}, words: []string{
		"openssl::ssl::", "ssl_read:sslv3alert", "ssl_read:tlsv1alert", "ssl_read:tlsv13alert",
		"ssl_connectreturned=", "sslconnectreturned=", "gem::", "bundler::",
		"sslverificationerroratdepth",
		"net/http.rb",
		".rb:", "faraday::", "rubygems",
	}},
	{client: "perl", rank: library, of: []family{perlFamily}, words: []string{
		"lwp::", "io::socket::ssl", "500can'tconnectto", ".pmline", ".plline", "net::ssleay", connectingOfLWP,
		"sslconnectattemptfailed",
	}},
	{client: "erlang", of: []family{erlangFamily}, words: []string{
		"{tls_alert", "tls_alert,", "receivedserveralert:", "receivedclientalert:", "generatedserveralert:",
		"generatedclientalert:", "ssl_handshake.erl", "tlsserver:", "tlsclient:", "instatecertify",
		"instatewait_cert", "mint.transport", "mint.http", "mint.core", "hackney", "tls_connection", "elixir",
	}},
	{client: "rabbitmq", rank: library, of: []family{erlangFamily}, words: []string{
		"rabbitmq-server", "rabbitmq-server[",
		"[notice]<0.", "[error]<0.", "federationexchange", "shovel", "rabbit", "[info]<0.", "[warning]<0.",
		"[noti]<0.", "[erro]<0.", "[eror]<0.", "[warn]<0.", "amqps:", "expecting,'connection.",
	}},
	{client: "emqx", rank: library, of: []family{erlangFamily}, words: []string{
		"emqx", "emqx_", "esockd", "esockd_", "emqttd", "emqtt", "emq:2.",
	}},
	{client: "postgres", rank: library, of: []family{libpqFamily}, words: []string{
		"psql:", "ssl-fehler:", "erreurssl:", "ssl错误:", "connectiontoserverat", "pg_dump", "postgresql",
		"pq:ssl", "error:pq:", "libpq", "couldnotacceptsslconnection", "pgadmin",
		"fatal:connectionrequiresavalidclient", "walreceiver",
	}},
	{client: "mysql", rank: library, of: []family{mysqlFamily, wolfFamily}, words: []string{
		"2026(hy000)", "mysqld", "mysql:", "(2026,", "[my-0", "mysqlworkbench", "cr_ssl_connection_error",
	}},
	{client: "mysql", rank: toolkit, of: []family{mysqlFamily, wolfFamily}, words: []string{"sslconnectionerror:"}},
	{client: "mariadb", rank: application, of: []family{mysqlFamily, schannelFamily, gnutlsFamily, wolfFamily},
		words: []string{"mariadb", "tls/sslerror:"}},
	{client: "mariadb", rank: library, of: []family{mysqlFamily, wolfFamily},
		words: []string{galera, "wsrep_sst_", "libgalera", "[error]failedtosetupssl"}},
	{client: "mssql", rank: application, role: clientRole, of: []family{schannelFamily, dotnetFamily},
		words: []string{
			"odbcdriver", "sqlserver", "sslprovider", "pyodbc", "sqlcmd", "microsoft.data.sqlclient",
			"trustservercertificate",
		}},
	{client: "redis", rank: library, role: serverRole, words: []string{"acceptingaclientconnection"}},
	{client: "redis", rank: library, role: clientRole,
		words: []string{"sw::redis::", "couldnotconnecttoredis", "redis-cli", "mastersslhandshake"}},
	{client: "ldap", rank: library, role: clientRole, of: []family{gnutlsFamily, nssFamily}, words: []string{
		"ldap_start_tls", "ldap_sasl_", "can'tcontactldapserver", "ldap_bind", "sssd", "tls:can't", "moznsserror",
		"ldapsearch", "ldap_connect", "slapd", "nslcd", "ldap.server_down", "ldap.connect_error",
		"ldapobject.py",
	}},
	{client: "nginx", rank: library, role: serverRole, words: []string{
		"whilesslhandshaking", "ssl_do_handshake()failed", "nginx", "[emerg]", "[crit]", "clientsslcertificateverify",
		"upstreamsslcertificate", "[info]7#", "jshttpfetch", "jsfetch", "whilereadingclientrequestheaders",
	}},
	{client: "apache", rank: library, role: serverRole, words: []string{
		"[ssl:error]", "[ssl:info]", "[ssl:warn]", "ah02", "ah01", "ah00", "[core:error]", "[proxy:error]",
		"[ssl:emerg]", "mod_ssl",
	}},
	{client: "haproxy", rank: library, role: serverRole, words: []string{
		"haproxy", "layer6invalidresponse", "layer4connectionproblem", "isdown,reason:layer", "isdown.reason:layer",
		"/1:sslhandshakefailure", "/2:sslhandshakefailure", "bc_err",
	}},
	{client: "envoy", rank: library, of: []family{boringFamily}, words: []string{
		"envoy", "external/envoy", "envoy/source", "tls_error:", "upstream_transport_failure_reason", "istio",
		"upstreamconnecterrorordisconnect", "tlserror:268435",
	}},
	{client: "postfix", rank: library,
		words: []string{"postfix/", "servercertificatenottrusted", "tlslibraryproblem"}},
	{client: "dovecot", rank: library, role: serverRole, words: []string{"dovecot", "imap-login:", "pop3-login:"}},
	{client: "exim", rank: library, of: []family{gnutlsFamily}, words: []string{"exim", "tlserroronconnection"}},
	{client: "openvpn", rank: library, words: []string{
		"openvpn", "tls_error:bio", "verifyerror:depth=", "tlserror:tlshandshakefailed", "tlserror:tlskeynegotiation",
		"sigusr1[soft,tls-error]", "tlsobject-incomingplaintextreaderror", "opensslcontext::ssl::",
		"event:cert_verify_fail", "cannotloadprivatekeyfile", "cannotloadinlinecertificatefile",
	}},
	{client: "openvpn", rank: toolkit, words: []string{queueOfOpenVPN}},
	{client: "mosquitto", rank: library, words: []string{
		"clientconnectionfrom",
		"mosquitto", "opensslerror[", "socketerroronclient", "client<unknown>disconnected",
		"outgoingmessagestobroker",
	}},
	{client: "mosquitto", rank: toolkit,
		words: []string{queueOfMosquitto, "opensslerrorwhiletryingtogettheerror"}},
	{client: "mosquitto", rank: application, role: clientRole, words: []string{
		"mosquitto_sub", "mosquitto_pub", "error:atlserroroccurred", // the broker logs no such line
	}},
	{client: "stunnel", rank: library,
		words: []string{"stunnel", "log5[", "log4[", "log3[", "cert:pre-verification", "certificatecheckfailed"}},
	{client: "squid", rank: library, role: clientRole, words: []string{
		"squid", "x509_v_err_domain", "security::io", "protocolerror(tlscode:", "sslcertficateerror",
	}},
	{client: "subversion", rank: library, role: clientRole, words: []string{"svn:e", "subversion"}},
	{client: "freeradius", rank: library, role: serverRole,
		words: []string{"eap_tls", "eap-tls", "freeradius", "(tls)eap", "eap_peap", "tlsalertread", "tlsalertwrite"}},
	{client: "wpa-supplicant", rank: library, role: clientRole,
		words: []string{"wpa_supplicant", "ctrl-event-eap-tls"}},

	{client: "msquic", rank: library, of: []family{schannelFamily},
		words: []string{"[conn][0x", "msquic", "quicsample", "shutdownbytransport,0x", "quic_status_"}},
	{client: "mbedtls", only: true, of: []family{mbedFamily}, words: []string{"mbedtls", "esp-tls"}},

	// Microsoft, Apple
	{client: "dotnet", rank: toolkit, of: []family{boringFamily},
		words: []string{"trustfailure", "monobtls", "xamarin.", "xamarin-"}}, // on Android
	{client: "dotnet", of: []family{dotnetFamily, schannelFamily, appleFamily}, words: []string{
		"system.net.", "authenticationexception", "thesslconnectioncouldnotbeestablished", "httprequestexception",
		"microsoft.", "interop+", "system.security", "nu1301", "webexception", "mailkit", "mono.security",
		"mono.btls", "sslstream", "system.componentmodel", "httpclienthandler", "unity", "npgsql", "mqttnet",
		"restsharp", "nuget", ".csproj",
		".cs:line", "insslstream", "tlsexception:",
	}},
	{client: "powershell", rank: library, role: clientRole, of: []family{dotnetFamily, schannelFamily},
		words: []string{"argument(s):\"", "exceptioncalling", "invoke-webrequest", "invoke-restmethod"}},
	{client: "powershell", rank: library, role: clientRole, of: []family{dotnetFamily, schannelFamily}, only: true,
		words: []string{"ps c:"}}, // its prompt, at which any program may have been run
	{client: "apple", of: []family{appleFamily}, only: true, words: []string{
		"nsurlerror", "kcfstreamerrordomainssl", "cfnetwork", "nslocalizeddescription", "nsurlsession",
		"boringssl_context",
	}},
}
