package message_test

import (
	"fmt"
	"strings"
	"testing"

	"x509strict/engine/read/message"
)

func TestMessages(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       string // code slug client host, one message after another
	}{
		{"Python 3.13", `Traceback (most recent call last):
  File "/usr/lib/python3.13/urllib/request.py", line 1319, in do_open
    h.request(req.get_method(), req.selector, req.data, headers,
ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: CA cert does not include key usage extension (_ssl.c:1028)`,
			"92 ca-cert-missing-key-usage python-3.13 -"},
		{"the same chained twice", strings.Repeat("ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Missing Authority Key Identifier (_ssl.c:1032)\n\nDuring handling of the above exception, another exception occurred:\n\n", 3),
			"85 missing-authority-key-identifier python-3.13 -"},
		{"wrapped between words", "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Basic Constraints of\n    CA cert not marked critical (_ssl.c:1028)", "89 ca-bcons-not-critical python-3.13 -"},
		{"wrapped inside a word", "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: CA cert does not inclu\nde key usage extension (_ssl.c:1028)", "92 ca-cert-missing-key-usage python-3.13 -"},
		{"boxed by rich", "│ SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify     │\n│ failed: Missing Subject Key Identifier (_ssl.c:1010)                               │", "86 missing-subject-key-identifier python-3.13 -"},
		{"elasticsearch", `elastic_transport.TlsError: TLS error caused by: TlsError(TLS error caused by: SSLError([SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: CA cert does not include key usage extension (_ssl.c:1032)))`,
			"92 ca-cert-missing-key-usage elasticsearch-py -"},
		{"requests", `requests.exceptions.SSLError: HTTPSConnectionPool(host='es', port=9200): Max retries exceeded with url: / (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1006)')))`,
			"19 self-signed-cert-in-chain requests es"},
		{"requests on 3.11", "File \"/usr/lib/python3.11/site-packages/requests/adapters.py\", line 1\n" + `requests.exceptions.SSLError: (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)')))`,
			"20 unable-to-get-issuer-cert-locally requests-old -"},
		{"aiohttp", `aiohttp.client_exceptions.ClientConnectorCertificateError: Cannot connect to host x:443 ssl:True [SSLCertVerificationError: (1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1010)')]`,
			"10 cert-has-expired aiohttp -"},
		{"httpx", `httpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self signed certificate (_ssl.c:997)`, "18 depth-zero-self-signed-cert httpx -"},
		{"Python host name", "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'node-1.example.test'. (_ssl.c:1028)",
			"62 hostname-mismatch python-3.13 node-1.example.test"},
		{"Python address", "certificate verify failed: IP address mismatch, certificate is not valid for '10.0.0.7'. (_ssl.c:1028)", "64 ip-address-mismatch python-3.13 10.0.0.7"},
		{"in JSON", `{"error":"[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed:\n CA cert does not include key usage extension (_ssl.c:1028)"}`, "92 ca-cert-missing-key-usage python-3.13 -"},
		{"Python without text", "ssl.SSLError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:600)", "0 - python-3.13 -"},
		{"openssl verify", "CN = leaf\nerror 92 at 1 depth lookup: CA cert does not include key usage extension\nerror leaf.pem: verification failed", "92 ca-cert-missing-key-usage openssl-verify -"},
		{"openssl verify, all", "error 85 at 0 depth lookup: Missing Authority Key Identifier\nerror 89 at 1 depth lookup: Basic Constraints of CA cert not marked critical\n",
			"85 missing-authority-key-identifier openssl-verify -; 89 ca-bcons-not-critical openssl-verify -"},
		{"openssl s_client", "depth=0 CN = x\nverify error:num=20:unable to get local issuer certificate\nverify return:1\nVerify return code: 20 (unable to get local issuer certificate)", "20 unable-to-get-issuer-cert-locally openssl-verify -"},
		{"s_client, number only", "Verify return code: 92", "92 ca-cert-missing-key-usage openssl-verify -"},
		{"curl", "curl: (60) SSL certificate problem: unable to get local issuer certificate\nMore details here: https://curl.se/docs/sslcerts.html", "20 unable-to-get-issuer-cert-locally curl -"},
		{"curl host", "curl: (60) SSL: no alternative certificate subject name matches target host name 'es01'", "0 hostname-mismatch curl es01"},
		{"curl old", "curl: (60) SSL: certificate subject name 'a' does not match target host name 'b.example'", "0 hostname-mismatch curl b.example"},
		{"git", "fatal: unable to access 'https://x/': SSL certificate problem: self-signed certificate", "18 depth-zero-self-signed-cert git -"},
		{"Node", "Error: unable to verify the first certificate\n    at TLSSocket.onConnectSecure (node:_tls_wrap:1674:34) {\n  code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'\n}", "21 unable-to-verify-leaf-signature nodejs -"},
		{"Node, code only", "npm ERR! code SELF_SIGNED_CERT_IN_CHAIN", "19 self-signed-cert-in-chain nodejs -"},
		{"Node host", "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: es.local. is not in the cert's altnames: DNS:other", "0 hostname-mismatch nodejs es.local"},
		{"Node address", "Hostname/IP does not match certificate's altnames: IP: 10.1.2.3 is not in the cert's list: ", "0 ip-address-mismatch nodejs 10.1.2.3"},
		{"Go", `Get "https://x": tls: failed to verify certificate: x509: certificate signed by unknown authority`, "0 unable-to-get-issuer-cert-locally go -"},
		{"Go host", "x509: certificate is valid for localhost, es01, not es02.example", "0 hostname-mismatch go es02.example"},
		{"Go address", "x509: cannot validate certificate for 10.0.0.1 because it doesn't contain any IP SANs", "0 ip-address-mismatch go 10.0.0.1"},
		{"Go expired", "x509: certificate has expired or is not yet valid: current time 2025-01-01T00:00:00Z is after 2024-01-01T00:00:00Z", "0 cert-has-expired go -"},
		{"Go too early", "x509: certificate has expired or is not yet valid: current time 2025-01-01T00:00:00Z is before 2026-01-01T00:00:00Z", "0 cert-not-yet-valid go -"},
		{"Go, anything else", "tls: failed to verify certificate: x509: negative serial number", "0 - go -"},
		{"Java", "javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target", "0 unable-to-get-issuer-cert-locally java -"},
		{"Java host", "java.security.cert.CertificateException: No subject alternative DNS name matching es.example found.", "0 hostname-mismatch java es.example"},
		{"Java expired", "Caused by: java.security.cert.CertificateExpiredException: NotAfter: Mon Jan 01", "0 cert-has-expired java -"},
		{"Ruby", "SSL_connect returned=1 errno=0 peeraddr=1.2.3.4:443 state=error: certificate verify failed (unable to get local issuer certificate)", "20 unable-to-get-issuer-cert-locally ruby 1.2.3.4"},
		{"nginx", "upstream SSL certificate verify error: (20:unable to get local issuer certificate) while SSL handshaking", "20 unable-to-get-issuer-cert-locally nginx -"},
		{"constant", "X509_V_ERR_CA_CERT_MISSING_KEY_USAGE", "92 ca-cert-missing-key-usage openssl -"},
		{"bare text", "CA cert does not include key usage extension", "92 ca-cert-missing-key-usage openssl -"},
		{"Chrome", "NET::ERR_CERT_AUTHORITY_INVALID", "0 unable-to-get-issuer-cert-locally chrome -"},
		{"no message", "The certificate has expired last year, we renewed it. Out of memory is another matter.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			said := map[message.Message]bool{}
			for m := range message.New([]byte(c.text), []message.Span{{Start: 0, End: len(c.text)}}).All() {
				key := m
				key.Text, key.At = "", 0
				if said[key] {
					continue
				}
				said[key] = true
				or := func(s string) string {
					if s == "" {
						return "-"
					}
					return s
				}
				got = append(got, fmt.Sprintf("%d %s %s %s", m.Code, or(m.Slug), or(m.Client), or(m.Host)))
				if m.Text == "" || m.At >= len(c.text) {
					t.Errorf("message without text or place: %+v", m)
				}
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("got  %s\nwant %s", s, c.want)
			}
		})
	}
}

// The host and port of a request, as clients print them.
func TestAddressOfRequest(t *testing.T) {
	const failed = "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Missing Authority Key Identifier (_ssl.c:1028)"
	pool := func(address string) string {
		return "requests.exceptions.SSLError: HTTPSConnectionPool(" + address +
			"): Max retries exceeded with url: / (Caused by SSLError(SSLCertVerificationError(1, '" + failed + "')))"
	}
	for _, c := range []struct{ text, want string }{
		{pool("host='x', port=9200"), "x 9200"},
		{pool("host='db-1.corp.example', port=443"), "db-1.corp.example 443"},
		{pool("host='2001:db8::5', port=9200"), "2001:db8::5 9200"},
		{pool("host='::1', port=8443"), "::1 8443"},
		{pool("host='::ffff:10.0.0.7', port=8443"), "::ffff:10.0.0.7 8443"},
		{pool("host='[2001:db8::5]', port=9200"), "2001:db8::5 9200"},
		{pool("host='10.0.0.7', port=9200"), "10.0.0.7 9200"},
		{pool(`host="es.example", port=9200`), "es.example 9200"},
		{"Cannot connect to host ::1:8443 ssl:True [SSLCertVerificationError: (1, '" + failed + "')]", "::1 8443"},
		{"Cannot connect to host 2001:db8::5:8443 ssl:default [SSLCertVerificationError: (1, '" + failed + "')]",
			"2001:db8::5 8443"},
		{"Cannot connect to host abc.example:8443 ssl:True [" + failed + "]", "abc.example 8443"},
	} {
		for m := range message.New([]byte(c.text), []message.Span{{Start: 0, End: len(c.text)}}).All() {
			if got := fmt.Sprint(m.Host, " ", m.Port); got != c.want {
				t.Errorf("%s: %s, want %s", c.text, got, c.want)
			}
			break
		}
	}
}
