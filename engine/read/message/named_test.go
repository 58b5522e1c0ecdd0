package message_test

import "testing"

// TestFiles reads which files a message about them names.
func TestFiles(t *testing.T) {
	for text, want := range map[string][2]string{
		`nginx: [emerg] SSL_CTX_use_PrivateKey("/etc/nginx/key.pem") failed (SSL: error:0B080074:x509 certificate ` +
			`routines:X509_check_private_key:key values mismatch)`: {"/etc/nginx/key.pem"},
		"AH02565: Certificate and private key www.example.com:443:0 from /etc/ssl/a.crt and /etc/ssl/a.key do not match": {
			"/etc/ssl/a.crt", "/etc/ssl/a.key"},
		"OSError: Could not find a suitable TLS CA certificate bundle, invalid path: /etc/ssl/corp.pem": {
			"/etc/ssl/corp.pem"},
		"java.io.FileNotFoundException: /opt/app/truststore.jks (No such file or directory)": {"/opt/app/truststore.jks"},
		"fatal: unable to access 'https://git.example/x.git/': error setting certificate verify locations:\n" +
			"  CAfile: C:/Program Files/Git/mingw64/ssl/certs/ca-bundle.crt\n  CApath: none": {
			"C:/Program Files/Git/mingw64/ssl/certs/ca-bundle.crt"},
		`curl: (58) could not load PEM client certificate from client.pem, OpenSSL error error:0909006C:PEM routines:` +
			`get_name:no start line`: {"client.pem"},
		"FATAL:  could not load private key file \"server.key\": key values mismatch":  {"server.key"},
		`Error: ENOENT: no such file or directory, open 'C:\Users\me\My Certs\ca.pem'`: {`C:\Users\me\My Certs\ca.pem`},
		"OSError: Could not find a suitable TLS CA certificate bundle, invalid path: /opt/certs/ca bundle.pem": {
			"/opt/certs/ca bundle.pem"},
		"-Djavax.net.ssl.trustStore=/etc/ssl/trust.jks\njava.security.InvalidAlgorithmParameterException: the " +
			"trustAnchors parameter must be non-empty": {},
		"SSL_CTX_use_certificate(\"/etc/nginx/old.crt\") failed (SSL: error:0A00018F:SSL routines::ee key too small)": {
			"/etc/nginx/old.crt"},
		"ssl.SSLError: [SSL] PEM lib (_ssl.c:4065)":                                    {},
		"open /etc/docker/server.pem: no such file or directory":                       {"/etc/docker/server.pem"},
		"tls: failed to find any PEM data in key input https://a.example/ca.pem":       {},
		"Options error: --ca fails with 'ca.crt': No such file or directory (errno=2)": {"ca.crt"},
	} {
		got := taken(text)
		if len(got) == 0 || got[0].Files != want {
			t.Errorf("%s\n%+v", text, got)
		}
	}
}
