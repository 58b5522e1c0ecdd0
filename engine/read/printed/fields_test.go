package printed_test

import (
	"testing"
	"time"

	"x509strict/engine/read/printed"
)

// TestParts reads what tools and languages show of a certificate without all of its extensions: OpenSSL 3.0.19, curl
// 7.88.1, Python 3.11 and Node.js 24 printed these of one.
func TestParts(t *testing.T) {
	for _, c := range []struct {
		text, format, subject, names string
		ca                           bool
	}{
		{`subject=O = Example, CN = a.example
issuer=O = Example, CN = a.example
notBefore=Nov 28 10:20:00 2026 GMT
notAfter=Nov 25 10:20:00 2036 GMT
X509v3 Basic Constraints: critical
    CA:TRUE
X509v3 Subject Alternative Name: 
    DNS:a.example
`, "openssl", "O = Example, CN = a.example", "DNS:a.example", true},
		{`X509v3 Basic Constraints: critical
    CA:TRUE
`, "openssl", "", "", true},
		{`* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384
* ALPN: server did not agree on a protocol. Uses default.
* Server certificate:
*  subject: O=Example; CN=a.example
*  start date: Nov 28 10:20:00 2026 GMT
*  expire date: Nov 25 10:20:00 2036 GMT
*  issuer: O=Example; CN=a.example
*  SSL certificate verify result: self-signed certificate (18), continuing anyway.
`, "curl", "O=Example; CN=a.example", "", false},
		{`{'issuer': ((('organizationName', 'Example'),), (('commonName', 'a.example'),)),
 'notAfter': 'Nov 25 10:20:00 2036 GMT',
 'notBefore': 'Nov 28 10:20:00 2026 GMT',
 'serialNumber': '2F7B6D4FCCCFF9EDEFF5962B551205FC3A2A308B',
 'subject': ((('organizationName', 'Example'),),
             (('commonName', 'a.example'),)),
 'subjectAltName': (('DNS', 'a.example'),),
 'version': 3}
`, "python", "organizationName=Example, commonName=a.example", "DNS=a.example", false},
		{`X509Certificate {
  subject: 'O=Example\nCN=a.example',
  subjectAltName: 'DNS:a.example',
  issuer: 'O=Example\nCN=a.example',
  infoAccess: undefined,
  validFrom: 'Nov 28 10:20:00 2026 GMT',
  validTo: 'Nov 25 10:20:00 2036 GMT',
  keyUsage: undefined,
}
`, "nodejs", `O=Example\nCN=a.example`, "DNS:a.example", false},
		{`{
  subject: [Object: null prototype] { O: 'Example', CN: 'a.example' },
  issuer: [Object: null prototype] { O: 'Example', CN: 'a.example' },
  subjectaltname: 'DNS:a.example',
  ca: true,
  bits: 256,
  valid_from: 'Nov 28 10:20:00 2026 GMT',
  valid_to: 'Nov 25 10:20:00 2036 GMT',
}
`, "nodejs", "O=Example, CN=a.example", "DNS:a.example", true},
	} {
		found := printed.Read([]byte("before\n" + c.text + "after\n"))
		if len(found) != 1 {
			t.Errorf("%s: %d found", c.format, len(found))
			continue
		}
		got, names := found[0], ""
		if got.Names != nil {
			names = got.Names.Value
		}
		if got.Format != c.format || got.Subject != c.subject || got.CA() != c.ca || got.Whole {
			t.Errorf("%s: %+v", c.format, got)
		}
		if c.subject != "" && (names != c.names || got.Issuer != c.subject ||
			got.NotBefore.Format(time.DateOnly) != "2026-11-28" || got.NotAfter.Format(time.DateOnly) != "2036-11-25") {
			t.Errorf("%s: names %q, %+v", c.format, names, got)
		}
	}
	for _, text := range []string{"subject=CN = a\nissuer=CN = b\n---\n", "valid_to: 'soon'", "'notAfter': '", "X509v3 extensions"} {
		if found := printed.Read([]byte(text)); len(found) != 0 {
			t.Errorf("%q: %+v", text, found)
		}
	}
}
