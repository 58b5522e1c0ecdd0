package message_test

import "testing"

// TestPeers: which end of a connection a log names decides who complained, and whose host it is.
func TestPeers(t *testing.T) {
	const refused = "] AH02276: Certificate Verification: Error (10): certificate has expired [subject: CN=a]\n"
	const ruby = "SSL_connect returned=1 errno=0 peeraddr=192.0.2.7:443 state=error: certificate verify failed " +
		"(certificate has expired) (OpenSSL::SSL::SSLError)\n"
	const name = "VERIFY X509NAME ERROR: O=A, CN=*.corp.test, must be vpn1.corp.test\n"
	for _, c := range []struct{ text, side, host string }{
		{"[ssl:info] [pid 7:tid 8] [remote 192.0.2.7:8443" + refused, "client", "192.0.2.7"},
		{"[ssl:info] [pid 7:tid 8] [client 192.0.2.7:51234" + refused, "server", ""},
		{ruby, "client", "192.0.2.7"},
		{"Unable to download data from https://gems.corp.test/ - " + ruby, "client", "gems.corp.test"},
		{"2026-11-28 14:42:58 " + name, "client", "vpn1.corp.test"},
		{"2026-11-28 14:42:58 192.0.2.7:51234 " + name, "server", ""},
		{"2026-11-28 14:42:58 VERIFY X509NAME ERROR: CN=a, must be server\n", "client", ""},
		{"imap-login: Disconnected: Aborted login (client didn't send a cert): rip=192.0.2.7, TLS\n", "server", ""},
		{
			"posttls-finger: server certificate verification failed for mx.corp.test[192.0.2.7]:25: " +
				"num=62:hostname mismatch\n",
			"client", "mx.corp.test",
		},
	} {
		got := taken(c.text)
		if len(got) != 1 || string(got[0].Side) != c.side || got[0].Host != c.host {
			t.Errorf("%s\n%+v\nwant %s %s", c.text, got, c.side, c.host)
		}
	}
}
