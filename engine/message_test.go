package engine_test

import (
	"testing"

	"x509strict/engine"
	"x509strict/engine/advise"
	"x509strict/engine/client"
	"x509strict/engine/read"
)

// TestClientOfMessages takes for the verdict only a client that the message names and that has one of its own: the
// default judges what it says nothing of, and is not said to stand in the message.
func TestClientOfMessages(t *testing.T) {
	for text, want := range map[string]struct{ program, client string }{
		"javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath." +
			"SunCertPathBuilderException: unable to find valid certification path to requested target": {"java", "java-21"},
		"PHP Warning:  stream_socket_enable_crypto(): Peer certificate CN='*.example' did not match expected " +
			"CN='smtp.example' in /library/class.smtp.php on line 355": {"php", ""},
		"System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors " +
			"in the certificate chain: PartialChain": {"dotnet", ""},
		"OpenSSL::SSL::SSLError: SSL_connect returned=1 errno=0 state=error: certificate verify failed (certificate " +
			"has expired)": {"ruby", ""},
		"fatal: unable to access 'https://git.example/': server certificate verification failed. CAfile: none CRLfile: " +
			"none": {"git", ""}, // GnuTLS' words, and the row is curl's with OpenSSL
		"curl: (60) schannel: SEC_E_UNTRUSTED_ROOT (0x80090325) - The certificate chain was issued by an authority " +
			"that is not trusted.": {"curl", ""},
		"curl: (60) SSL certificate problem: unable to get local issuer certificate":               {"curl", "curl"},
		"Get \"https://r.example/v2/\": x509: certificate signed by unknown authority":             {"go", "go"},
		"ssl.SSLCertVerificationError: certificate verify failed: Hostname mismatch (_ssl.c:1028)": {"python-3.13", "python-3.13"},
	} {
		r := check(t, engine.Options{}, read.Input{Data: []byte(text)})
		if len(r.Messages) != 1 || r.Messages[0].Client != want.program || r.FromMessage.Client != want.client {
			t.Errorf("%s\ngot %+v %+v; want %+v", text, r.Messages, r.FromMessage, want)
		}
		if want.client == "" && r.Client != client.Default {
			t.Errorf("%s: judged for %s", text, r.Client)
		}
	}
	for _, p := range advise.Programs() {
		if c := client.Find(p.Row); p.Row != "" && !c.Compared {
			t.Errorf("%s: %s is not compared with the real program", p.ID, p.Row)
		}
	}
}
