//go:build !lean

package message

// languageSigns are further marks of languages, of what is written in them and of the files that their traces name:
// whole families of names, so that a program that nobody listed is told by its language.
var languageSigns = []sign{
	// Python
	{client: "python-3.13", of: python, words: []string{
		"site-packages", "dist-packages", ".py\",line", "ssl.certificateerror",
		"httpsconnection(", "pyopenssl", "openssl.ssl.error", "('sslroutines'", "twisted.", "twistedsslerror", "gevent",
		"asyncio.", "valueerror:", "attributeerror:", "modulenotfounderror:", "openssl.crypto.error",
		"smtplib", "snowflake.connector", "sfcpeerhost", "dbt=",
	}},
	{client: "conda", rank: application, of: python,
		words: []string{"condacli", "conda/cli", "condacore", "condagateways", "condafetch", "mambainstall"}},
	{client: "conda", rank: application, of: curls, // libmamba
		words: []string{"libmamba", "micromamba", "mambarepoquery", "mambainstall", "mambacreate", "conda-forge/noarch"}},
	{client: "home-assistant", rank: application, of: python, words: []string{
		"lastlogged:", "zuletztprotokolliert:", "上次记录:", // its page of logs
		"clienterror.url:", // rest_command
	}},
	{client: "requests", rank: library, of: python, words: []string{"requests.get(", "requests.post("}},
	{client: "aiohttp", rank: library, of: python, words: []string{"aiohttp/client"}},
	{client: "gcloud", rank: application, of: python, words: []string{
		"gcloudcrashed(", "(gcloud.", "gcloud'sdefaultcacertificates",
		"google-cloud-sdk/", "googlecloudsdk/", "googlecloudsdk.", "google-cloud-sdk\\", "gcloud", "gsutil",
	}},
	{client: "grpc", rank: library, of: []family{boringFamily},
		words: []string{"tsi_protocol_failure", "security_handshaker", "fatalerrorssl_error_ssl:"}},

	// JavaScript
	{client: "nodejs", of: []family{nodeFamily, boringFamily}, words: []string{
		"runningnode.jswith--", "err_ssl_tlsv1", "err_ssl_sslv3_", "getpeercertificate'", "[monitor]warn:monitor#",
		"node_modules", "events.js", "tls.js", ".js:", ".mjs:", "processticksandrejections", "fetcherror)", "npm_",
		"npminstall", "errorupgradingconnectionwithstarttls", "yarnpkg", "pnpm.", "unhandledrejection",
		"emittederror", "../deps/openssl",
		"aterror(native)", "eproto", "writeeproto", "npmci", "prebuild-install", "deps/openssl/openssl",
	}},
	{client: "vscode", rank: application, role: clientRole, of: []family{nodeFamily, chromeFamily},
		words: []string{
			"visualstudio.code", ".vscode/extensions", ".vscode-server/", "[extensionhost]",
			"code--install-extension", "failedinstallingextensions",
		}},

	{client: "deno", rank: library, of: []family{rustFamily}, only: true,
		words: []string{"(inpromise)", "import'https://"}},

	// Go
	{client: "go", rank: application, of: golang, words: []string{"buildctl", "buildkitd"}},
	{client: "argocd", rank: application, role: clientRole, of: golang,
		words: []string{"comparisonerror", "repository.reposerverservice", "errortestingrepositoryconnectivity"}},
	{client: "kubernetes-go", rank: application, of: golang, words: []string{"conversionwebhookfor",
		"failingormissingresponsefrom"}},
	{client: "grafana", rank: application, role: clientRole, of: golang,
		words: []string{"therewasanerrorreturnedquerying", "/api/datasources/proxy"}},
	{client: "docker", rank: application, role: clientRole, of: golang,
		words: []string{"errorcontactingnotaryserver"}},
	{client: "minio", rank: application, role: clientRole, of: golang, words: []string{"unabletoinitializenewalias"}},
	{client: "prometheus", rank: application, role: clientRole, of: golang,
		words: []string{"prometheus,version", "promtool,version"}},
	{client: "prometheus", rank: library, role: clientRole, of: golang, words: []string{"/metrics\":"}},
	{client: "docker", rank: application, role: clientRole, of: golang, words: []string{
		"thepushrefers", "pingregistryendpoint", "v2pingattempt", "errorpullingimageconfiguration",
		"defaultregistryendpointfromdaemon", "dockercompose", "docker-compose", "failedtoresolvesourcemetadata",
	}},
	{client: "podman", rank: application, role: clientRole, of: golang, words: []string{
		"podman", "skopeo", "buildah", "initializingsourcedocker://", "pingingcontainerregistry",
		"pingingdockerregistry", "errorinitializingsource", "tryingtopullrepository",
		"copyfromsourcedocker://",
	}},
	{client: "terraform", rank: application, role: clientRole, of: golang, words: []string{
		".tfline", "helm_release.", "helm_chart.", "withprovider[", "tofuinit", "opentofu", "terragrunt",
		"onmain.tf", "provider.terraform-provider-", "newvspheresoapclient", ",inresource\"", ",indata\"",
		",inprovider\"", "*provider.", "provider\"vault\"", "failedtocreatelimitedchildtoken", "failedtolookuptoken,err=",
	}},
	{client: "argocd", rank: application, role: clientRole, of: golang,
		words: []string{
			"argocd", "argoproj", "manifestgenerationerror", "applicationspecisinvalid", "failedtoloadtargetstate",
		}},
	{client: "flux", rank: application, role: clientRole, of: golang,
		words: []string{"fluxcd", "flux-system", "source-controller", "fluxbootstrap", "fluxget"}},
	{client: "cert-manager", rank: application, of: golang,
		words: []string{"cert-manager", "certmanager.", "clusterissuers", "initializevaultclient:",
			"http-01challengepropagation", "dns-01challengepropagation", "performselfcheckgetrequest"}},
	{client: "telegraf", rank: application, role: clientRole, of: golang,
		words: []string{
			"telegraf", "[inputs.", "[outputs.", "e![agent]", "/telegraf.conf", "i!agentconfig:", "i!loadedinputs:",
			"i!loadingconfig",
		}},
	{client: "loki", rank: application, of: golang,
		words: []string{"promtail", "grafana-agent", "errorsendingbatch,willretry"}},
	{client: "minio", rank: application, of: golang, words: []string{"minio", "mc:<error>", "mcalias"}},
	{client: "rclone", rank: application, role: clientRole, of: golang, words: []string{
		"rclone", "failedtolsjson", "errorinlistjson", "failedtocreatefilesystemfor", "couldn'tlistfiles:", "readdirall:",
	}},

	{client: "vault", rank: application, role: clientRole, of: golang, words: []string{
		"errormakingapirequest.", "errorauthenticating:", "errorcheckingsealstatus:", "errorlookinguptoken:",
		"errorwritingdatato", "errorlistingsecretsengines:", "errorunsealing:", "vaultlogin", "vaultstatus",
	}},

	// Java
	{client: "java", of: jvm, words: []string{
		"vert.x-", "vertxexception", "nioeventloop", "sslexception,", "communicationslinkfailure",
		"certpathvalidatorexception", "exceptioninthread", "org.postgresql.", "com.microsoft.sqlserver",
		"sqlserverexception",
		".java:", ".scala:", ".kt:", "(unknownsource)",
	}},

	// .NET
	{client: "dotnet", of: []family{dotnetFamily, schannelFamily}, words: []string{
		"mailkit.", "npgsql.", "stackexchange.redis", "system.componentmodel.win32exception", "interop+",
		"unhandledexception.system.", ".csproj",
		"nuget.targets", "jackett.", "nzbdrone.",
	}},
	{client: "dotnet", rank: library, role: clientRole, of: append([]family{boringFamily}, jvm...), // on Android
		words: []string{exceptionOfJava, certificateOfJava, "system.net.webexception:'java"}},
	{client: "powershell", rank: library, role: clientRole, of: []family{dotnetFamily},
		words: []string{"invoke-webrequest:", "invoke-restmethod:"}},
	{client: "powershell", rank: application, role: clientRole, of: []family{curlFamily}, only: true, // on Linux
		words: []string{"webcmdletwebresponseexception"}},

	// PHP
	{client: "php", rank: library, role: clientRole, of: append([]family{phpFamily}, curls...), words: []string{
		"curlerror6:", "curlerror7:", "curlerror28:", "curlerror35:", "curlerror51:", "curlerror52:", "curlerror56:",
		"curlerror58:", "curlerror60:", "curlerror77:", "(http_request_failed)",
	}},
	{client: "php", rank: library, role: clientRole, of: append([]family{phpFamily}, curls...),
		words: []string{
			"[noappincontext]", "<?php",
			"whiledownloadinghttps://", "ssloperationfailedwithcode", "opensslerrormessages:", "mongodbdriverexception",
			".phpline", ".php(", ".php#"}},

	// Dart
	{client: "dart", rank: library, role: clientRole, of: []family{boringFamily},
		words: []string{"handshakeerrorinclient(oserror", "inclient(oserror", "(oserror:"}},

	// Erlang and Elixir: what logs like RabbitMQ
	{client: "erlang", of: []family{erlangFamily}, words: []string{
		"ssl_alert.erl", "ssl_connection.erl", "ssl_gen_statem.erl", "tls_record.erl", "dtls_connection.erl",
	}},
	{client: "erlang", rank: application, of: []family{erlangFamily}, words: []string{
		"couchdb", "vernemq", "genserver#pid", "postgrex", "mongooseim", "httpoison", "tesla.error",
		"tesla.middleware", "tesla.adapter", "tesla.client", ":hackney",
	}},
	{client: "ejabberd", rank: application, of: []family{erlangFamily}, words: []string{"ejabberd", "ejabberd_"}},

	// Ruby
	{client: "puppet", rank: application, role: clientRole, of: []family{rubyFamily},
		words: []string{"puppet", "error:/stage[main]", "puppetserver", "couldnotretrievecatalog"}},
	{client: "chef", rank: application, role: clientRole, of: []family{rubyFamily},
		words: []string{
			"sslvalidationfailureconnectingtohost",
			"chefclient", "chef-client", "knifessl", "kniferb", "chefserver", "chef::", "usingknife",
		}},
	{client: "ruby", rank: application, role: serverRole, of: []family{rubyFamily}, words: []string{"puma::minissl"}},
	{client: "ruby", rank: library, of: []family{rubyFamily},
		words: []string{
			"errno=0state=", "errno::e", "net::http", "openssl::pkey::", "openssl::x509::", "validgem'", "bundler",
			"geminstall",
			"bundleinstall",
			"]debug--:", "]info--:", "]warn--:", "]error--:", "]fatal--:", // of its logger
		}},

	// Rust
	{client: "rustls", of: []family{rustFamily}, words: []string{"rustlsconfig", "rustls::", "/rustls/"}},
	{client: "rustup", rank: application, of: []family{rustFamily, queueFamily}, words: []string{"static.rust-lang.org"}},
}
