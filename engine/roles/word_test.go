package roles

import "testing"

// TestWords: what the names of files and fields say, in the spellings that programs and people use.
func TestWords(t *testing.T) {
	for name, want := range map[string]word{
		"ca.crt": caWord, "myCA.pem": caWord, "rootCA.pem": caWord, "serverca.crt": caWord, "caCert": caWord, "ca2.pem": caWord,
		"ca_certificate": caWord, "caBundle": caWord, "company root.pem": caWord, "certificate-authority-data": caWord,
		"ssl-ca-cert.pem": caWord, "CA.cer": caWord, "client-ca.crt": caWord, "trustedCertificates": caWord, "root1.crt": caWord,
		"server.crt": ownWord, "serverCert": ownWord, "node1.pem": ownWord, "server_certificate": ownWord, "tlsCrt": ownWord,
		"fullchain2.pem": ownWord, "client-certificate-data": ownWord, "certificate": ownWord, "cert7.pem": ownWord,
		"chain.pem": chainWord, "intermediate1.crt": chainWord, "issuing_ca": chainWord, "intermediateCA": chainWord,
		"es01.crt": noWord, "1.pem": noWord, "pizza.pem": noWord, "africa.pem": noWord, "replica.crt": noWord, "box.lan": noWord,
	} {
		if got := wordOf(name); got != want {
			t.Errorf("%s: %d, want %d", name, got, want)
		}
	}
}
