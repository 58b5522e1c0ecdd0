package message

import (
	"slices"
	"testing"
)

// TestOldPython tells CPython's versions by the line of Modules/_ssl.c: the first ones as 3.6.15 to 3.13.0 printed them
// when they were run, the others as they stand beside a version or an error of strict mode in public threads.
func TestOldPython(t *testing.T) {
	old := []int{
		852, 1091, 1131, 1129, 1007, 1006, 992, 1000,
		590, 645, 727, 777, 997, 1002, 1010, 1017, 1045, 1056, 1076, 1108, 1123, 1125,
	}
	for _, n := range old {
		if !oldLine(n) {
			t.Errorf("line %d is of 3.13 or later", n)
		}
	}
	for _, n := range []int{1020, 1018, 1024, 1028, 1032, 1077, 1081, 1082} {
		if oldLine(n) {
			t.Errorf("line %d is of a Python before 3.13", n)
		}
	}
}

// TestVerified names the files that openssl verify was given.
func TestVerified(t *testing.T) {
	const said = "CN = a\nerror 34 at 0 depth lookup: unhandled critical extension\n"
	for text, want := range map[string][2]string{
		"$ openssl verify -CAfile ca.pem server.pem\n" + said + "error server.pem: verification failed\n": {
			"server.pem", "ca.pem"},
		said + "error certs/my server.pem: verification failed\n": {},
		said + "error a.pem: verification failed":                 {"a.pem"},
		said: {},
	} {
		for m := range New([]byte(text), []Span{{0, len(text)}}).All() {
			if m.Client == "openssl-verify" && m.Files != want {
				t.Errorf("%q: %q", text, m.Files)
			}
		}
	}
}

// TestScene tells of where a message was printed.
func TestScene(t *testing.T) {
	const failed = "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate "
	for text, want := range map[string]Scene{
		failed + "(_ssl.c:1007)":                                                   {OldPython: true},
		failed + "(_ssl.c:1028)":                                                   {},
		"File \"/usr/lib/python3.10/ssl.py\", line 1\n" + failed:                   {OldPython: true},
		"File \"C:\\Python313\\Lib\\ssl.py\", line 1\n" + failed + "(_ssl.c:1028)": {Windows: true},
		"dial tcp 10.0.0.1:443: connectex: No connection could be made because the target machine actively refused it.": {
			Windows: true},
		"curl: (60) SSL certificate problem: unable to get local issuer certificate\nLibreSSL 3.3.6": {LibreSSL: true},
		"javax.net.ssl.SSLHandshakeException: java.security.cert.CertPathValidatorException: " +
			"Trust anchor for certification path not found.": {Android: true},
		"certificate verify failed: CA cert does not include key usage extension (_ssl.c:1007)": {},
	} {
		found := slices.Collect(New([]byte(text), []Span{{0, len(text)}}).All())
		if len(found) == 0 {
			t.Errorf("%q: nothing found", text)
		} else if found[0].Scene != want {
			t.Errorf("%q: %+v", text, found[0].Scene)
		}
	}
}
