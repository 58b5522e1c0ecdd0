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
