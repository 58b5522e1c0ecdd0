package live

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"encoding/binary"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"x509strict/engine/internal/testpki"
)

func writeFiles(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// opensslServer starts openssl s_server with leaf.pem, leaf.key and root.pem of dir, and waits until it listens.
func opensslServer(t *testing.T, dir string, more ...string) Endpoint {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host, port, _ := net.SplitHostPort(l.Addr().String())
	l.Close()
	cmd := exec.Command("openssl", append([]string{"s_server", "-accept", host + ":" + port, "-cert", "leaf.pem",
		"-key", "leaf.key", "-cert_chain", "root.pem", "-quiet"}, more...)...)
	cmd.Dir = dir
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	in, err := cmd.StdinPipe() // s_server ends with its standard input
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close(); cmd.Process.Kill(); cmd.Wait() })
	for range 200 {
		c, err := net.Dial("tcp", host+":"+port)
		if err == nil {
			c.Close()
			return Endpoint{"tls", host, port}
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("openssl s_server does not listen: %s", said.String())
	return Endpoint{}
}

// script is the server's side of a dialogue: what it says, and what it waits for.
type script []struct{ say, hear string }

func (s script) play(c net.Conn) bool {
	in := bufio.NewReaderSize(oneByte{c}, 16) // what follows is TLS and not to be read
	for _, step := range s {
		if step.say != "" {
			if _, err := io.WriteString(c, step.say); err != nil {
				return false
			}
		}
		var heard strings.Builder
		for step.hear != "" && !strings.Contains(heard.String(), step.hear) {
			b, err := in.ReadByte()
			if err != nil {
				return false
			}
			heard.WriteByte(b)
		}
	}
	return true
}

const features = "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>"

var stream = "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream=" +
	"'http://etherx.jabber.org/streams' id='1' version='1.0'>"

// greeting is MySQL's first packet, with the flags of a server that has TLS or has not.
func greeting(flags uint16) string {
	body := append([]byte{10}, "8.0.1\x00"...)
	body = append(body, 1, 0, 0, 0, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 0)
	body = binary.LittleEndian.AppendUint16(body, flags)
	body = append(body, 45, 2, 0, 0xff, 0xc1, 21)
	body = append(body, make([]byte, 10)...)
	body = append(body, "ijklmnopqrst\x00mysql_native_password\x00"...)
	return string(append([]byte{byte(len(body)), 0, 0, 0}, body...))
}

var scripts = map[string]script{
	"smtp": {{"220-mail ESMTP\r\n220 ready\r\n", "EHLO"}, {"", "\r\n"},
		{"250-mail\r\n250-STARTTLS\r\n250 HELP\r\n", "STARTTLS\r\n"}, {"220 go ahead\r\n", ""}},
	"imap": {{"* OK IMAP4rev1 ready\r\n", "STARTTLS\r\n"}, {"* noise\r\na OK begin\r\n", ""}},
	"pop3": {{"+OK ready\r\n", "STLS\r\n"}, {"+OK begin\r\n", ""}},
	"ftp":  {{"220-welcome\r\n220 ready\r\n", "AUTH TLS\r\n"}, {"234 begin\r\n", ""}},
	"ldap": {{"", "1.3.6.1.4.1.1466.20037"}, {"\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\x00\x04\x00\x04\x00", ""}},
	"xmpp": {{"", "version='1.0'"}, {"", ">"}, {stream + features, "<starttls"}, {"", "/>"},
		{"<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", ""}},
	"postgres": {{"", "\x04\xd2\x16\x2f"}, {"S", ""}},
	"mysql":    {{greeting(0xffff), strings.Repeat("\x00", 23)}},
}

// TestDialogues speaks every protocol with a server that plays its part.
func TestDialogues(t *testing.T) {
	pair, chain := odd(t)
	for scheme, s := range scripts {
		e := withScheme(scheme, serve(t, func(c net.Conn) {
			if s.play(c) {
				secure(&tls.Config{Certificates: []tls.Certificate{pair}})(c)
			}
		}))
		a, err := Fetch(t.Context(), e, Options{})
		if err != nil {
			t.Errorf("%s: %v", scheme, err)
			continue
		}
		equal(t, a, err, chain)
	}
}

// TestScripts asks the same servers with openssl s_client: a script that only we understand would prove nothing.
func TestScripts(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("openssl is missing")
	}
	root := testpki.Root(t, "Live Root", nil)
	leaf := root.Server(t, "localhost", nil)
	pair := tls.Certificate{Certificate: [][]byte{leaf.DER}, PrivateKey: leaf.Key}
	for scheme, s := range scripts {
		if scheme == "imap" { // s_client sends CAPABILITY first
			s = script{{"* OK IMAP4rev1 ready\r\n", "CAPABILITY\r\n"},
				{"* CAPABILITY IMAP4rev1 STARTTLS\r\n. OK done\r\n", "STARTTLS\r\n"}, {". OK begin\r\n", ""}}
		}
		if scheme == "mysql" { // its request has other bytes at the end
			s = script{{greeting(0xffff), "\x20\x00\x00\x01"}, {"", strings.Repeat("\x00", 23)}}
		}
		e := serve(t, func(c net.Conn) {
			if s.play(c) {
				secure(&tls.Config{Certificates: []tls.Certificate{pair}})(c)
			}
		})
		cmd := exec.Command("openssl", "s_client", "-connect", e.Address(), "-starttls", startTLSNames[scheme], "-showcerts")
		cmd.Stdin = strings.NewReader("")
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		timer := time.AfterFunc(15*time.Second, func() { cmd.Process.Kill() })
		err := cmd.Run()
		timer.Stop()
		if !strings.Contains(out.String(), string(testpki.PEM(leaf))) {
			t.Errorf("openssl s_client -starttls %s: %v\n%s", startTLSNames[scheme], err, out.String())
		}
	}
}

// TestNoTLS: servers that have none say so in their protocol, and we in words.
func TestNoTLS(t *testing.T) {
	for scheme, said := range map[string]string{
		"smtp": "220 a\r\n", "imap": "* BYE full\r\n", "pop3": "-ERR no\r\n", "ftp": "421 full\r\n",
		"postgres": "N", "mysql": greeting(0xffff &^ (1 << 11)),
		"ldap": "\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\x02\x04\x00\x04\x00", "xmpp": stream + "<stream:features></stream:features>",
	} {
		e := withScheme(scheme, serve(t, func(c net.Conn) {
			io.WriteString(c, said)
			if scheme == "smtp" {
				io.WriteString(c, "250 a\r\n502 no\r\n")
			}
			io.Copy(io.Discard, c)
		}))
		_, err := Fetch(t.Context(), e, Options{Timeout: 3 * time.Second})
		if err == nil || !strings.Contains(err.Error(), "TLS") && !strings.Contains(err.Error(), "answers") {
			t.Errorf("%s: %v", scheme, err)
		}
	}
}
