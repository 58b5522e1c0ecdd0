package client

import (
	"fmt"

	"x509strict/engine/code"
	"x509strict/engine/host"
	"x509strict/engine/lang"
	"x509strict/engine/verify"
)

// webServers verify with OpenSSL too, the certificates of clients.
var webServers = []*Client{
	{
		ID:   "nginx",
		Name: lang.Text{EN: "nginx (ssl_verify_client)", ZH: "nginx（ssl_verify_client）"},
		About: lang.Text{
			EN: "No strict checks, no partial chains: ssl_client_certificate has to hold the root. ssl_verify_depth is 1 unless set: one intermediate CA at most. Its callback goes on after an error, so it reports the last one. Security level 2, as distributions build OpenSSL.",
			ZH: "不做严格检查，也不接受部分链：ssl_client_certificate 里必须有根证书。ssl_verify_depth 默认为 1，即最多一级中间 CA。它的回调遇错继续，因此报告的是最后一个错误。安全级别 2（各发行版的 OpenSSL 默认值）。",
		},
		Source:   "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_verify_client",
		Group:    Systems,
		Compared: true,
		Verifies: Clients,
		Program: openSSL{
			flags: verify.TrustedFirst, purpose: verify.SSLServer, level: two, depth: 1, voice: nginxVoice,
		},
	},
	{
		ID:   "apache",
		Name: lang.Text{EN: "Apache httpd (SSLVerifyClient)", ZH: "Apache httpd（SSLVerifyClient）"},
		About: lang.Text{
			EN: "No strict checks, no partial chains: SSLCACertificateFile has to hold the root. SSLVerifyDepth is 1 unless set, and counts the root: no intermediate CA. Security level 2, as distributions build OpenSSL.",
			ZH: "不做严格检查，也不接受部分链：SSLCACertificateFile 里必须有根证书。SSLVerifyDepth 默认为 1，且把根证书计算在内，即不允许中间 CA。安全级别 2（各发行版的 OpenSSL 默认值）。",
		},
		Source:   "https://httpd.apache.org/docs/2.4/mod/mod_ssl.html#sslverifydepth",
		Group:    Systems,
		Compared: true,
		Verifies: Clients,
		Program: openSSL{
			flags: verify.TrustedFirst, purpose: verify.SSLServer, level: two, longest: 1, voice: apacheVoice,
		},
	},
}

var (
	nginxVoice = &voice{
		asks: host.OpenSSL, // never: a client's certificate is not matched
		last: true,
		line: func(e verify.Event, k Case, text string) string {
			return fmt.Sprintf("client SSL certificate verify error: (%d:%s)", e.Code.Number(k.Release), text)
		},
	}
	apacheVoice = &voice{
		asks: host.OpenSSL,
		line: func(e verify.Event, k Case, text string) string {
			if e.Code == code.CertChainTooLong {
				return fmt.Sprintf("AH02040: Certificate Verification: Certificate Chain too long (chain has %d "+
					"certificates, but maximum allowed are only 1)", e.Depth)
			}
			return fmt.Sprintf("AH02276: Certificate Verification: Error (%d): %s", e.Code.Number(k.Release), text)
		},
	}
)
