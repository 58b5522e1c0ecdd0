package message_test

import (
	"net"
	"strconv"
	"strings"
	"testing"
)

// TestNamesOfCertificates: a program that only a certificate's names hold has not said the message.
func TestNamesOfCertificates(t *testing.T) {
	const said = "500 Can't connect to a.example:443 (certificate verify failed)\n"
	for _, name := range []string{
		"/C=DE/O=Vault/CN=Proxmox Virtual Environment",
		"subject=O = Docker Inc, CN = traefik",
		"issuer: Proxmox VE",
		"'issuer': ((('organizationName', 'Proxmox'),), (('commonName', 'traefik'),))",
		"'subject' => { 'CN' => 'proxmox' }",
		"issuer `CN=vault ca'",
		"candidate authority certificate \"kubelet\"",
	} {
		got := taken(name + "\n" + said)
		if len(got) != 1 || got[0].Client != "perl" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestOneAnswer: what stands around a message, or repeats it in part, is no other one.
func TestOneAnswer(t *testing.T) {
	const schannel = "warning: spurious network error (1 tries remaining): [35] SSL connect error (schannel: next " +
		"InitializeSecurityContext failed: SEC_E_ILLEGAL_MESSAGE (0x80090326) - This error usually occurs)\n"
	for _, text := range []string{
		schannel + schannel[:strings.Index(schannel, "text failed")],
		"error: server certificate verification failed. CAfile: /etc/ssl/ca.crt CRLfile: none while accessing " +
			"https://git.example/a.git/info/refs\nfatal: HTTP request failed\n",
		"SSL validation failed for https://sts.example/ [Errno 2] No such file or directory\n",
	} {
		if got := taken(text); len(got) != 1 {
			t.Errorf("%s\n%+v", text, got)
		}
	}
}

// TestFieldsAreNoMessages: what Go's fmt shows of a certificate names fields that read like errors.
func TestFieldsAreNoMessages(t *testing.T) {
	if got := taken("&{Raw:[48 130] IsCA:true UnhandledCriticalExtensions:[] ExtKeyUsage:[]}"); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

// TestDialled reads the host from the command above a message that names none, and takes no address that is listened on
// for it.
func TestDialled(t *testing.T) {
	const said = "\nerror:0A000086:SSL routines::certificate verify failed\n"
	for _, c := range []struct{ command, want string }{
		{"$ ./check.py -H mqtt.example -P 8883", "mqtt.example:8883"},
		{"$ mysql -h10.1.1.1 -P3307 -uroot -p", "10.1.1.1:3307"},
		{"`java InstallCert localhost:3000`", "localhost:3000"},
		{"$ ldapsearch -x -H ldap://dir.example -Z", "dir.example:389"},
		{"client/mosquitto_sub -t a -h b.example -p 8883", "b.example:8883"},
		{"$ curl -H 'Host: x.example' https://y.example:8443/", "y.example:8443"},
		{"$ curl -u root:1234 -H x.key:17 -k", ":0"},
		{"$ curl -v z.example:8443", "z.example:8443"},
		{"$ docker run -p 127.0.0.1:8080:80 -p 8080:80 -v /a:/b image", ":0"},
		{"$ python manage.py runserver 0.0.0.0:8000", ":0"},
		{"listening on [::]:4567, tcp://0.0.0.0:4567", ":0"},
		{"$ docker exec -it web mysql -h db -u root -p", "db:0"},
		{"mysql --host=database --port=3307 --ssl-mode=VERIFY_CA", "database:3307"},
		{"mysql -h host -u user -p", ":0"},
		{"$ psql -h pg -p 5433 -U app", "pg:5433"},
		{"mysqldump -h db.example -P3307 app", "db.example:3307"},
		{"    Updating git repository `https://github.com/x/y`", "github.com:443"},
		{"Trying a connection to host 10.1.2.3 on port 5986", "10.1.2.3:5986"},
		{"Connecting to broker mqtt.example on port 8883", "mqtt.example:8883"},
		{"Could not connect to SSL server", ":0"},
		{"Can't connect to HTTPS URL", ":0"},
		{"Connecting to URL https://foo.example/api", "foo.example:443"},
		{"Can't connect to https://foo.example:8443", "foo.example:8443"},
		{"* Connected to foo.example (2606:4700:3033:1234:1234:1234:6815:0001) port 8443 (#0)", "foo.example:8443"},
		{"* Connected to proxy.example (10.0.0.1) port 3128\n* Establish HTTP proxy tunnel to foo.example:443",
			"foo.example:443"},
		{`ssl:connect("a.example", 9999, [])`, "a.example:9999"},
	} {
		got := taken(c.command + said)
		if len(got) == 0 {
			t.Errorf("%s: nothing found", c.command)
		} else if m := got[0]; net.JoinHostPort(m.Host, strconv.Itoa(m.Port)) != c.want {
			t.Errorf("%s: %s %d, want %s", c.command, m.Host, m.Port, c.want)
		}
	}
}

// TestFramesTellNoSide: names of classes on the lines of a stack show no server.
func TestFramesTellNoSide(t *testing.T) {
	const frame = "at org.example.SslListener.accept(SslListener.java:17)"
	const said = "javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification " +
		"path to requested target"
	for _, text := range []string{said + "\n\t" + frame + "\n", said + "\\n\\t" + frame} {
		if got := taken(text); len(got) != 1 || got[0].Side != "client" {
			t.Errorf("%s: %+v", text, got)
		}
	}
}

// TestStarted: what a runner starts speaks, unless the runner's own words stand there.
func TestStarted(t *testing.T) {
	const (
		python = "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)"
		golang = "Get \"https://a.example/\": x509: certificate signed by unknown authority"
		rust   = "Error: invalid peer certificate: UnknownIssuer"
		asked  = "For more information, pass `verbose: true` in the second argument to fetch()"
	)
	for _, c := range []struct{ text, client string }{
		{"$ uv run main.py\n" + python, "python-3.13"},
		{"$ poetry run python app.py\n" + python, "python-3.13"},
		{"$ docker run --rm -v /a:/b image\n" + golang, "go"},
		{"$ docker compose run --rm worker\n" + golang, "go"},
		{"podman run -it --rm image\n" + golang, "go"},
		{"$ docker run image\ndocker: Error response from daemon: " + golang + "\nSee 'docker run --help'.", "docker"},
		{"$ cargo run -- a.example\n" + rust, "rustls"},
		{"cargo +nightly test\nrunning 1 test\n" + rust, "rustls"},
		{"$ cargo run\n    Updating crates.io index\n     Running `target/debug/a`\n" + rust, "rustls"},
		{"$ cargo test\n    Updating crates.io index\nwarning: spurious network error (1 tries remaining): [60] SSL peer " +
			"certificate or SSH remote key was not OK (SSL certificate problem: certificate has expired)", "cargo"},
		{"$ npm run dev\nError: unable to verify the first certificate", "nodejs"},
		{"UNABLE_TO_VERIFY_LEAF_SIGNATURE fetching \"https://a.example/v1\". " + asked, "bun"},
		{"error: DEPTH_ZERO_SELF_SIGNED_CERT fetching \"https://a.example/\". " + asked, "bun"},
	} {
		if got := taken(c.text); len(got) != 1 || got[0].Client != c.client {
			t.Errorf("want %s:\n%s\n%+v", c.client, c.text, got)
		}
	}
}

// TestCauseBefore: what OpenVPN ends with is no failed verification where OpenSSL's error before it is another.
func TestCauseBefore(t *testing.T) {
	const end = "\n2023-04-14 10:35:24 TLS_ERROR: BIO read tls_read_plaintext error" +
		"\n2023-04-14 10:35:24 TLS Error: TLS object -> incoming plaintext read error" +
		"\n2023-04-14 10:35:24 TLS Error: TLS handshake failed"
	for _, c := range []struct{ cause, meaning string }{
		{"error:0A000102:SSL routines::unsupported protocol", "protocol-version"},
		{"error:141F0006:SSL routines:tls_construct_cert_verify:EVP lib", "key-unreadable"},
		{"error:0A080006:SSL routines::EVP lib", "tls-protocol"},
		{"error:0A000086:SSL routines::certificate verify failed", "verification-failed"},
	} {
		got := taken("2023-04-14 10:35:24 OpenSSL: " + c.cause + end)
		if len(got) != 1 || got[0].Client != "openvpn" || got[0].Slug+string(got[0].Meaning) != c.meaning {
			t.Errorf("want %s of %s: %+v", c.meaning, c.cause, got)
		}
	}
}

// TestNothingFailed: libpq and PostgreSQL print errno's text though no call failed, and other fates of a connection.
func TestNothingFailed(t *testing.T) {
	for _, c := range []struct{ text, client, meaning string }{
		{"django.db.utils.OperationalError: SSL SYSCALL error: Success", "psycopg", "connection-closed"},
		{"psql: error: SSL SYSCALL error: Undefined error: 0", "postgres", "connection-closed"},
		{"SSL SYSCALL error: Software caused connection abort (0x00002745/10053)", "postgres", "connection-closed"},
		{"SSL SYSCALL error: Operation timed out", "postgres", "timeout"},
		{"LOG:  could not accept SSL connection: Connection reset by peer", "postgres", "connection-closed"},
		{"{'desc': \"Can't contact LDAP server\", 'info': 'Connection refused'}\nin start_tls_s", "ldap",
			"connection-refused"},
	} {
		got := taken(c.text)
		if len(got) != 1 || got[0].Client != c.client || got[0].Slug+string(got[0].Meaning) != c.meaning {
			t.Errorf("want %s %s: %s\n%+v", c.client, c.meaning, c.text, got)
		}
	}
}
