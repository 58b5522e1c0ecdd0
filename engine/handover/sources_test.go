package handover_test

import (
	"slices"
	"strings"
	"testing"

	"x509strict/engine/client"
	"x509strict/engine/handover"
	"x509strict/engine/lang"
)

// What the rows of the tables say was checked against these, by the row's id.
var placeSources = map[string][]string{
	"python":           {"https://docs.python.org/3/library/ssl.html#ssl.create_default_context"},
	"python-env":       {"https://docs.openssl.org/3.5/man3/SSL_CTX_load_verify_locations/"},
	"elasticsearch-py": {"https://www.elastic.co/docs/reference/elasticsearch/clients/python/configuration"},
	"requests":         {"https://requests.readthedocs.io/en/latest/user/advanced/#ssl-cert-verification"},
	"requests-code": {
		"https://requests.readthedocs.io/en/latest/user/advanced/#ssl-cert-verification",
		"https://github.com/psf/requests/blob/main/src/requests/sessions.py", // merge_environment_settings
	},
	"httpx":        {"https://www.python-httpx.org/advanced/ssl/"},
	"aiohttp":      {"https://docs.aiohttp.org/en/stable/client_advanced.html#ssl-control-for-tcp-sockets"},
	"urllib3":      {"https://urllib3.readthedocs.io/en/stable/advanced-usage.html#custom-tls-certificates"},
	"cryptography": {"https://cryptography.io/en/latest/x509/verification/"},
	"pip": {
		"https://pip.pypa.io/en/stable/topics/https-certificates/",
		"https://github.com/pypa/pip/blob/26.1/src/pip/_internal/cli/index_command.py", // --cert adds to truststore's context
	},
	"curl": {
		"https://curl.se/docs/sslcerts.html",
		"https://curl.se/libcurl/c/CURLOPT_CAPATH.html",
	},
	"node": {
		"https://nodejs.org/api/cli.html#node_extra_ca_certsfile",
		"https://github.com/oven-sh/bun/pull/13150",
	},
	"deno": {"https://docs.deno.com/runtime/reference/cli/env_variables/"},
	"uv":   {"https://docs.astral.sh/uv/concepts/authentication/certificates/"},
	"go": {
		"https://pkg.go.dev/crypto/x509#SystemCertPool",
		"https://github.com/golang/go/issues/77865", // macOS and Windows
		"https://github.com/golang/go/issues/79496", // the folders are read all the same
	},
	"java":     {"https://docs.oracle.com/en/java/javase/17/docs/specs/man/keytool.html"},
	"java-all": {"https://docs.oracle.com/en/java/javase/17/docs/specs/man/keytool.html"},
	"git":      {"https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpsslCAInfo"},
	"wget":     {"https://www.gnu.org/software/wget/manual/wget.html#HTTPS-_0028SSL_002fTLS_0029-Options"},
	"openssl":  {"https://docs.openssl.org/3.5/man1/openssl-verify/"},
	"firefox": {
		"https://support.mozilla.org/en-US/kb/setting-certificate-authorities-firefox",
		"https://nss-crypto.org/reference/security/nss/legacy/tools/nss_tools_certutil/index.html",
	},
	"chrome": {"https://chromium.googlesource.com/chromium/src/+/main/docs/linux/cert_management.md"},

	"docker":  {"https://docs.docker.com/reference/cli/docker/container/run/#volume"},
	"compose": {"https://docs.docker.com/reference/compose-file/services/#volumes"},
	"secret":  {"https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_secret_generic/"},
	"pod":     {"https://kubernetes.io/docs/concepts/configuration/secret/"},

	"debian": {
		"https://manpages.debian.org/trixie/ca-certificates/update-ca-certificates.8.en.html",
		"https://packages.debian.org/trixie/ca-certificates-java", // its hook, for Java
	},
	"rhel": {
		"https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/10/html/securing_networks/using-shared-system-certificates",
	},
	"alpine": {"https://gitlab.alpinelinux.org/alpine/ca-certificates/-/blob/master/update-ca-certificates.8"},
	"macos": {
		"https://twocanoes.com/trusting-certificates-in-system-keychain-without-prompting/", // quotes Apple
	},
	"windows": {"https://learn.microsoft.com/windows-server/administration/windows-commands/certutil#-addstore"},

	"nginx":         {"https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_client_certificate"},
	"apache":        {"https://httpd.apache.org/docs/2.4/mod/mod_ssl.html#sslcacertificatefile"},
	"python-server": {"https://docs.python.org/3/library/ssl.html#ssl.create_default_context"},
	"node-server":   {"https://nodejs.org/api/tls.html#tlscreateserveroptions-secureconnectionlistener"},
	"go-server":     {"https://pkg.go.dev/crypto/tls#Config"},
}

// What the proofs rest on, by their English title; where the program is installed, TestProofs and TestAsClient run
// them.
var proofSources = map[string][]string{
	"Python, strict flag cleared": {"https://docs.python.org/3/library/ssl.html#ssl.create_default_context"},
	"Python":                      {"https://docs.python.org/3/library/ssl.html#ssl.create_default_context"},
	"Python 3.13 or later":        {"https://docs.python.org/3/library/ssl.html#ssl.create_default_context"},
	"requests":                    {"https://requests.readthedocs.io/en/latest/user/advanced/#ssl-cert-verification"},
	"httpx":                       {"https://www.python-httpx.org/advanced/ssl/"},
	"elasticsearch-py": {
		"https://www.elastic.co/docs/reference/elasticsearch/clients/python/configuration",
		"https://elasticsearch-py.readthedocs.io/en/stable/exceptions.html",
	},
	"cryptography": {"https://cryptography.io/en/latest/x509/verification/"},
	"curl":         {"https://curl.se/docs/manpage.html"},
	"Node.js":      {"https://nodejs.org/api/tls.html#tlsconnectoptions-callback"},
	"Bun":          {"https://github.com/oven-sh/bun/pull/13150"},
	"Deno":         {"https://docs.deno.com/runtime/reference/cli/eval/"},
	"uv": {
		"https://docs.astral.sh/uv/reference/cli/#uv-pip-compile",
		"https://github.com/astral-sh/uv/issues/1819", // what it says of a certificate
	},
	"Go":       {"https://pkg.go.dev/crypto/tls#VersionName"}, // since Go 1.21
	"Java":     {"https://openjdk.org/jeps/330"},              // since Java 11
	"wget":     {"https://www.gnu.org/software/wget/manual/wget.html#HTTPS-_0028SSL_002fTLS_0029-Options"},
	"curl.exe": {"https://curl.se/docs/manpage.html#--ssl-no-revoke"}, // without it Schannel is asked to check
	"openssl":  {"https://docs.openssl.org/3.5/man1/openssl-s_client/"},
	"As the client, with its certificate": {
		"https://docs.openssl.org/3.5/man1/openssl-s_client/",
		"https://nginx.org/en/docs/http/ngx_http_ssl_module.html#errors", // nginx refuses in HTTP
	},
}

// TestSources wants to know of every place and every proof where it is documented, and of no others.
func TestSources(t *testing.T) {
	met := map[string]bool{}
	wanted := func(table map[string][]string, kind, id string) {
		met[kind+id] = true
		if len(table[id]) == 0 {
			t.Errorf("the %s %s has no source", kind, id)
		}
	}
	for _, who := range client.All {
		for _, asClient := range []bool{false, true} {
			h := handover.For(handover.Ask{Client: who.ID, File: "ca.crt", AsClient: asClient, Lang: lang.English})
			for _, p := range h.Places {
				wanted(placeSources, "place", p.ID)
			}
			if h.Test.Language != "text" { // text is no command
				wanted(proofSources, "proof", h.Test.Title)
			}
		}
	}
	for kind, table := range map[string]map[string][]string{"place": placeSources, "proof": proofSources} {
		for id, list := range table {
			if !met[kind+id] {
				t.Errorf("no %s is called %s", kind, id)
			}
			for i, s := range list {
				if !strings.HasPrefix(s, "https://") || slices.Contains(list[:i], s) {
					t.Errorf("%s: source %q is no link, or there twice", id, s)
				}
			}
		}
	}
}
