package advise

import (
	"strings"
	"testing"

	"x509strict/engine/read/message"
)

// TestSettings holds the settings to programs that there are, and wants each to be told.
func TestSettings(t *testing.T) {
	for id := range expecting {
		if ProgramByID(id) == nil {
			t.Errorf("there is no program %s", id)
		}
	}
	for id, set := range settings {
		if id != "requests-old" && id != "python-3.12" && ProgramByID(id) == nil {
			t.Errorf("there is no program %s", id)
		}
		if a := For(message.Message{Client: id, Meaning: message.NeedsOwn}); !strings.Contains(a.Next.EN, set) ||
			!strings.Contains(a.Next.ZH, set) {
			t.Errorf("%s: %q", id, a.Next)
		}
	}
}

// TestNeverOnWindows wants no command that is not there, for anything that a message may mean.
func TestNeverOnWindows(t *testing.T) {
	seen := 0
	for _, m := range message.Meanings() {
		for _, slug := range []string{"", "hostname-mismatch", "unable-to-get-issuer-cert-locally"} {
			for _, side := range []message.Side{message.ClientSide, message.ServerSide} {
				x := message.Message{Client: "go", Side: side, Host: "es.example", Port: 9200, Slug: slug,
					Scene: message.Scene{Windows: true}}
				if slug == "" {
					x.Meaning = m
				}
				for _, c := range For(x).Commands {
					seen++
					for _, no := range []string{"/dev/null", "nc -", "grep", "env ", "getent", "sed "} {
						if strings.Contains(c.Code, no) {
							t.Errorf("%s %s: %s", m, slug, c.Code)
						}
					}
				}
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d commands", seen)
	}
}

// TestScene tells what is done where from what stands in the text.
func TestScene(t *testing.T) {
	for name, c := range map[string]struct {
		m    message.Message
		want string // in the CA file, next step or a command
		not  string
	}{
		"names need no CA file": {message.Message{Client: "curl", Slug: "hostname-mismatch", Side: message.ClientSide,
			Host: "es.example"}, "-ext subjectAltName", "--cacert"},
		"a server of Go's": {message.Message{Client: "go", Slug: "unable-to-get-issuer-cert-locally",
			Side: message.ServerSide}, "ClientCAs", "RootCAs"},
		"Android": {message.Message{Client: "java", Slug: "unable-to-get-issuer-cert-locally", Side: message.ClientSide,
			Scene: message.Scene{Android: true}}, "network_security_config", "keytool"},
		"LibreSSL": {message.Message{Client: "curl", Meaning: message.KeyUnreadable, Files: [2]string{"client.key"},
			Scene: message.Scene{LibreSSL: true}}, "openssl pkey -noout -in client.key", "storeutl"},
		"no client certificate": {message.Message{Client: "redis-py", Meaning: message.NeedsOwn, Side: message.ServerSide},
			"ssl_certfile=", "client_cert"},
		"a purpose": {message.Message{Client: "python-3.13", Meaning: "alert-unsupported-certificate", Alert: 43,
			Side: message.ServerSide}, "clientAuth", "the side that complained"},
		"an old Python": {message.Message{Client: "httpx", Meaning: message.Unnamed, Side: message.ClientSide,
			Scene: message.Scene{OldPython: true}}, "before 3.13", "later, strict mode"},
		"a public host": {message.Message{Client: "curl", Slug: "self-signed-cert-in-chain", Side: message.ClientSide,
			Host: "repo.acme.com"}, "virus scanner", "proxy's refusal"},
		"a host of one's own": {message.Message{Client: "curl", Slug: "self-signed-cert-in-chain", Side: message.ClientSide,
			Host: "repo.acme.local"}, "CA at the end", "virus scanner"},
		"a cloud with a public CA": {message.Message{Client: "mongodb", Slug: "unable-to-get-issuer-cert-locally",
			Side: message.ClientSide, Host: "cluster0-shard-00-00.abc.mongodb.net"}, "certifi's list", "the CA that issued"},
		"a service of a cluster": {message.Message{Client: "kubernetes-go", Slug: "unable-to-get-issuer-cert-locally",
			Side: message.ClientSide, Host: "hook.cattle-system.svc", Port: 443},
			"kubectl -n cattle-system port-forward svc/hook 8443:443", "kube-root-ca"},
		"a revocation list": {message.Message{Client: "openvpn", Slug: "crl-has-expired", Side: message.ServerSide},
			"crl-verify", "open the way"},
		"Schannel": {message.Message{Client: "curl", Slug: "unable-to-get-issuer-cert-locally", Side: message.ClientSide,
			Text: "schannel: SEC_E_UNTRUSTED_ROOT"}, "not read with Schannel", "or CURL_CA_BUNDLE"},
		"a self-signed one": {message.Message{Client: "curl", Slug: "depth-zero-self-signed-cert", Side: message.ClientSide},
			"its own issuer", "intermediates"},
		"a missing bundle": {message.Message{Client: "requests", Meaning: message.CAFile,
			Files: [2]string{"/opt/venv/lib/python3.11/site-packages/certifi/cacert.pem"}}, "--force-reinstall certifi",
			"permissions"},
		"a cloud's own CA": {message.Message{Client: "postgres", Slug: "self-signed-cert-in-chain", Side: message.ClientSide,
			Host: "db.abc.eu-west-1.rds.amazonaws.com"}, "global-bundle.pem", "virus scanner"},
		"mail": {message.Message{Client: "python-3.13", Meaning: message.NotTLS, Scene: message.Scene{Mail: true}},
			"587", "http://"},
		"a handshake without end": {message.Message{Client: "go", Meaning: message.Timeout, Host: "es.example",
			Text: "net/http: TLS handshake timeout"}, "s_client", "nc -vz"},
		"a clock": {message.Message{Client: "curl", Slug: "cert-not-yet-valid", Side: message.ClientSide},
			"clock first", "Renew"},
		"a scheme twice": {message.Message{Client: "vault", Slug: "hostname-mismatch", Side: message.ClientSide,
			Host: "https"}, "scheme twice", "issued again"},
		"a name to expect": {message.Message{Client: "prometheus", Slug: "hostname-mismatch", Side: message.ClientSide,
			Host: "10.0.0.7"}, "server_name: NAME", "CA file"},
		"a proxy's refusal": {message.Message{Client: "curl", Meaning: message.Proxy,
			Text: "Received HTTP code 403 from proxy after CONNECT"}, "does not let this host through", "user and password"},
	} {
		a := For(c.m)
		text := a.CAFile.EN + "\n" + a.Next.EN + "\n" + a.Strict.EN
		for _, x := range a.Commands {
			text += "\n" + x.Code
		}
		if !strings.Contains(text, c.want) || strings.Contains(text, c.not) {
			t.Errorf("%s: %s", name, text)
		}
	}
}
