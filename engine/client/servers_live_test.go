package client_test

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"x509strict/engine/client"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/release"
	"x509strict/engine/verify"
)

// clientTrials are clients' certificates with one fault each, and what the server trusts.
func clientTrials(t *testing.T) []trial {
	testpki.Now = time.Now()
	type spec = testpki.Spec
	const bc, ku, aki, ski, san, eku = "2.5.29.19", "2.5.29.15", "2.5.29.35", "2.5.29.14", "2.5.29.17", "2.5.29.37"
	const clientAuth, serverAuth, anyUsage = "1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.1", "2.5.29.37.0"
	own := func(ca *testpki.Cert, change func(*spec)) *testpki.Cert {
		return ca.Server(t, "client1", func(s *spec) {
			s.Drop(san)
			s.Set(testpki.EKU(clientAuth))
			if change != nil {
				change(s)
			}
		})
	}
	ca := func(c ...*testpki.Cert) []*testpki.Cert { return c }
	one := func(name string, issuer *testpki.Cert, change func(*spec)) trial {
		return trial{name: name, sent: ca(own(issuer, change)), store: ca(issuer)}
	}
	root := testpki.Root(t, "Root", nil)
	middle := root.Intermediate(t, "Middle", nil)
	lower := middle.Intermediate(t, "Lower", nil)
	noKU := testpki.Root(t, "No key usage", func(s *spec) { s.Drop(ku) })
	noSKI := testpki.Root(t, "No SKI", func(s *spec) { s.Drop(ski); s.Drop(aki) })
	noSign := testpki.Root(t, "No certificate sign", func(s *spec) { s.Set(testpki.KeyUsage(1, 2)) })
	v1 := testpki.Root(t, "Version 1", func(s *spec) { s.Exts, s.Version = nil, 0 })
	forServers := testpki.Root(t, "For servers", func(s *spec) { s.Set(testpki.EKU(serverAuth)) })
	notCA := root.Intermediate(t, "Not a CA", func(s *spec) { s.Set(testpki.BasicConstraints(false)); s.Drop(ku) })
	old := testpki.Root(t, "Expired", func(s *spec) { s.From, s.Until = s.From.AddDate(-2, 0, 0), s.From.AddDate(-1, 0, 0) })
	self := testpki.Root(t, "client1", func(s *spec) { s.Drop(ku); s.Set(testpki.EKU(clientAuth)) })
	stranger := &testpki.Cert{DER: root.DER, Spec: spec{Subject: root.Subject, Key: testpki.EC(t)}}
	return []trial{
		one("conforming", root, nil),
		{name: "an intermediate", sent: ca(own(middle, nil), middle), store: ca(root)},
		{name: "two intermediates", sent: ca(own(lower, nil), lower, middle), store: ca(root)},
		{name: "intermediate not sent", sent: ca(own(middle, nil)), store: ca(root)},
		{name: "intermediate in the CA file", sent: ca(own(middle, nil)), store: ca(root, middle)},
		{name: "issuing CA alone in the CA file", sent: ca(own(middle, nil)), store: ca(middle)},
		one("CA without key usage", noKU, nil),
		one("CA without SKI", noSKI, nil),
		one("CA that may not sign", noSign, nil),
		one("version 1 CA", v1, nil),
		one("CA for servers only", forServers, nil),
		one("expired CA", old, nil),
		{name: "intermediate that is no CA", sent: ca(own(notCA, nil), notCA), store: ca(root)},
		one("for servers", root, func(s *spec) { s.Set(testpki.EKU(serverAuth)) }),
		one("for both", root, func(s *spec) { s.Set(testpki.EKU(clientAuth, serverAuth)) }),
		one("for anything", root, func(s *spec) { s.Set(testpki.EKU(anyUsage)) }),
		one("no extended key usage", root, func(s *spec) { s.Drop(eku) }),
		one("key usage: signs certificates", root, func(s *spec) { s.Set(testpki.KeyUsage(2, 0x04)) }),
		one("key usage: key agreement", root, func(s *spec) { s.Set(testpki.KeyUsage(3, 0x08)) }),
		one("no key usage", root, func(s *spec) { s.Drop(ku) }),
		one("without AKI", root, func(s *spec) { s.Drop(aki) }),
		one("expired", root, func(s *spec) { s.From, s.Until = s.From.AddDate(-2, 0, 0), s.From.AddDate(-1, 0, 0) }),
		one("not yet valid", root, func(s *spec) { s.From = s.From.AddDate(1, 0, 0) }),
		one("1024 bits", root, func(s *spec) { s.Key = testpki.RSA(t, 1024) }),
		one("unknown critical extension", root, func(s *spec) {
			s.Exts = append(s.Exts, testpki.Ext{OID: "1.2.3.4", Critical: true, Value: []byte{5, 0}})
		}),
		one("CA:TRUE", root, func(s *spec) { s.Set(testpki.BasicConstraints(true)) }),
		{name: "untrusted", sent: ca(own(root, nil)), store: ca(noKU)},
		{name: "root sent, not trusted", sent: ca(own(root, nil), root), store: ca(noKU)},
		{name: "self-signed, trusted itself", sent: ca(self), store: ca(self)},
		{name: "self-signed, not trusted", sent: ca(self), store: ca(root)},
		{name: "signed by another key of the CA's name", sent: ca(own(stranger, func(s *spec) { s.Drop(aki) })), store: ca(root)},
	}
}

// connect shows a server the certificates as a client does, and reads what comes back. That it fails is an answer too,
// which is read elsewhere.
func connect(t *testing.T, port int, x trial) error {
	t.Helper()
	mine := tls.Certificate{PrivateKey: x.sent[0].Key}
	for _, c := range x.sent {
		mine.Certificate = append(mine.Certificate, c.DER)
	}
	c, err := tls.DialWithDialer(&net.Dialer{Timeout: 10 * time.Second}, "tcp", fmt.Sprintf("127.0.0.1:%d", port), &tls.Config{
		InsecureSkipVerify: true, // the server is ours
		GetClientCertificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
			return &mine, nil // whatever CAs the server names
		},
	})
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
		return err
	}
	if _, err := io.WriteString(c, "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n"); err != nil {
		return err
	}
	head, err := bufio.NewReader(c).ReadString('\n')
	if err == nil && strings.Contains(head, " 400 ") {
		err = fmt.Errorf("it answers %s", strings.TrimSpace(head))
	}
	return err
}

// agree compares what a server said with what the catalog says; text is the part of the answer that is compared.
func agree(t *testing.T, id string, r release.Release, list []trial, said []said, text func(client.Answer) string) {
	t.Helper()
	var v verify.Verifier
	agreed := 0
	for i, x := range list {
		k := caseOf(t, x, r)
		k.As = client.OfClient
		a := client.Find(id).Judge(&v, k)
		ours := ""
		if !a.Accepted {
			ours = text(a)
		}
		if a.Accepted != said[i].OK || ours != said[i].Text {
			t.Errorf("%s: accepted %v %q, we say %v %q", x.name, said[i].OK, said[i].Text, a.Accepted, ours)
			continue
		}
		agreed++
	}
	t.Logf("%d of %d agree", agreed, len(list))
}

// releaseOf is the generation in a text such as "OpenSSL 3.0.19".
func releaseOf(text string) release.Release {
	for _, r := range []struct {
		prefix string
		r      release.Release
	}{
		{"1.1.1", release.Open111}, {"3.0", release.Open30}, {"3.5", release.Open35}, {"3.6", release.Open35},
		{"4.0", release.Open40},
	} {
		if strings.Contains(text, "OpenSSL "+r.prefix) {
			return r.r
		}
	}
	return 0
}

// webServer starts a server that has one port for each trial, and returns the ports, the folder of its logs and how to
// end it.
func webServer(t *testing.T, list []trial, configure func(dir string, ports []int) string) (
	ports []int, dir string,
) {
	t.Helper()
	dir = t.TempDir()
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	server := testpki.Root(t, "Server", nil).Server(t, "localhost", nil)
	files := map[string][]byte{"server.pem": testpki.PEM(server), "server.key": server.KeyPEM(t)}
	for i, x := range list {
		files[fmt.Sprintf("ca-%d.pem", i)] = testpki.PEM(x.store...)
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
		defer l.Close()
	}
	config := configure(dir, ports)
	files["conf"] = []byte(config)
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return ports, dir
}

// started runs a server until the test ends, once its ports are free, and waits until it listens.
func started(t *testing.T, port int, argv ...string) {
	t.Helper()
	cmd := exec.Command(argv[0], argv[1:]...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Signal(os.Interrupt); cmd.Process.Kill(); cmd.Wait() })
	for range 400 {
		c, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil {
			c.Close()
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("%s does not listen: %s", argv[0], out.String())
}

// announced waits until a server has written into its log which OpenSSL it runs on, and returns the log: Apache listens
// before it opens the file.
func announced(t *testing.T, file string) string {
	t.Helper()
	var log []byte
	for range 400 {
		log, _ = os.ReadFile(file) // missing for a while
		if bytes.Contains(log, []byte("OpenSSL/")) {
			return string(log)
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("%s names no OpenSSL: %q", file, log)
	return ""
}

// lastOf finds the last match of a pattern with a number and a text in a log.
func lastOf(t *testing.T, file string, pattern *regexp.Regexp) said {
	t.Helper()
	log, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all := pattern.FindAllStringSubmatch(string(log), -1)
	if len(all) == 0 {
		return said{OK: true}
	}
	return said{Text: all[len(all)-1][1]}
}

// TestNginx compares verdict and literal line with a real nginx's error log.
func TestNginx(t *testing.T) {
	version, err := exec.Command("/usr/sbin/nginx", "-V").CombinedOutput()
	if err != nil {
		missing(t, "nginx")
		t.Skip("nginx is missing")
	}
	list := clientTrials(t)
	ports, dir := webServer(t, list, func(dir string, ports []int) string {
		var b strings.Builder
		fmt.Fprintf(&b, "daemon off; master_process off; pid %s/pid; error_log %s/error.log info;\nevents {}\nhttp { access_log off;\n", dir, dir)
		fmt.Fprintf(&b, "client_body_temp_path %s/b; proxy_temp_path %s/p; fastcgi_temp_path %s/f; uwsgi_temp_path %s/u; scgi_temp_path %s/s;\n",
			dir, dir, dir, dir, dir)
		for i, port := range ports {
			fmt.Fprintf(&b, "server { listen 127.0.0.1:%d ssl; error_log %s/%d.log info; ssl_certificate %s/server.pem; "+
				"ssl_certificate_key %s/server.key; ssl_client_certificate %s/ca-%d.pem; ssl_verify_client on; location / { return 200; } }\n",
				port, dir, i, dir, dir, dir, i)
		}
		return b.String() + "}\n"
	})
	started(t, ports[0], "/usr/sbin/nginx", "-p", dir, "-c", filepath.Join(dir, "conf"))
	line := regexp.MustCompile(`(client SSL certificate verify error: \(\d+:[^)]*\))`)
	var answers []said
	for i, x := range list {
		err := connect(t, ports[i], x)
		a := lastOf(t, filepath.Join(dir, fmt.Sprintf("%d.log", i)), line)
		if a.OK != (err == nil) {
			t.Errorf("%s: the log says %+v, the connection %v", x.name, a, err)
		}
		answers = append(answers, a)
	}
	agree(t, "nginx", releaseOf(string(version)), list, answers, func(a client.Answer) string { return a.Message })
}

// TestApache compares verdict and literal line with a real Apache's error log.
func TestApache(t *testing.T) {
	modules := "/usr/lib/apache2/modules"
	if _, err := os.Stat(modules + "/mod_ssl.so"); err != nil {
		missing(t, "apache2")
		t.Skip("apache2 is missing")
	}
	list := clientTrials(t)
	ports, dir := webServer(t, list, func(dir string, ports []int) string {
		var b strings.Builder
		for _, m := range []string{"mpm_event", "authz_core", "ssl"} {
			fmt.Fprintf(&b, "LoadModule %s_module %s/mod_%s.so\n", m, modules, m)
		}
		fmt.Fprintf(&b, "ServerName localhost\nServerRoot %s\nPidFile %s/pid\nDefaultRuntimeDir %s\nErrorLog %s/error.log\n"+
			"LogLevel info\nMutex posixsem\nUser www-data\nGroup www-data\nDocumentRoot %s/www\n", dir, dir, dir, dir, dir)
		for i, port := range ports {
			fmt.Fprintf(&b, "Listen 127.0.0.1:%d\n<VirtualHost 127.0.0.1:%d>\nErrorLog %s/%d.log\nSSLEngine on\n"+
				"SSLCertificateFile %s/server.pem\nSSLCertificateKeyFile %s/server.key\nSSLCACertificateFile %s/ca-%d.pem\n"+
				"SSLVerifyClient require\n</VirtualHost>\n", port, port, dir, i, dir, dir, dir, i)
		}
		return b.String()
	})
	if err := os.Mkdir(filepath.Join(dir, "www"), 0o755); err != nil {
		t.Fatal(err)
	}
	started(t, ports[0], "/usr/sbin/apache2", "-X", "-f", filepath.Join(dir, "conf"))
	version := announced(t, filepath.Join(dir, "error.log"))
	line := regexp.MustCompile(`(AH02(?:276|040): Certificate Verification: (?:Error \(\d+\)|Certificate Chain too long)[^[\n]*[^[\n ])`)
	var answers []said
	for i, x := range list {
		err := connect(t, ports[i], x)
		log := filepath.Join(dir, fmt.Sprintf("%d.log", i))
		a := lastOf(t, log, line)
		if a.OK != (err == nil) {
			t.Errorf("%s: the log says %+v, the connection %v\n%s", x.name, a, err, read(t, log))
		}
		answers = append(answers, a)
	}
	agree(t, "apache", releaseOf(strings.ReplaceAll(version, "OpenSSL/", "OpenSSL ")), list, answers,
		func(a client.Answer) string { return a.Message })
}

// TestNodeServer compares verdict and code with a real Node.js server.
func TestNodeServer(t *testing.T) {
	version, err := exec.Command("node", "-p", "'OpenSSL ' + process.versions.openssl").Output()
	if err != nil {
		missing(t, "Node.js")
		t.Skip("Node.js is missing")
	}
	list := clientTrials(t)
	server := testpki.Root(t, "Server", nil).Server(t, "localhost", nil)
	cmd := exec.Command("node", "--input-type=module", "-e", read(t, "testdata/serve.mjs"),
		base64.StdEncoding.EncodeToString(testpki.PEM(server)), base64.StdEncoding.EncodeToString(server.KeyPEM(t)))
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Wait()
	defer in.Close()
	lines := bufio.NewScanner(out)
	next := func(to any) {
		t.Helper()
		if !lines.Scan() {
			t.Fatal("the server is gone")
		}
		if err := json.Unmarshal(lines.Bytes(), to); err != nil {
			t.Fatalf("%q: %v", lines.Text(), err)
		}
	}
	var answers []said
	for _, x := range list {
		question, err := json.Marshal(map[string]string{"ca": string(testpki.PEM(x.store...))})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := in.Write(append(question, '\n')); err != nil {
			t.Fatal(err)
		}
		var port int
		var a said
		next(&port)
		if err := connect(t, port, x); err != nil {
			t.Logf("%s: %v", x.name, err)
		}
		next(&a)
		answers = append(answers, a)
	}
	agree(t, "nodejs", releaseOf(string(version)), list, answers, func(a client.Answer) string {
		code, _, _ := strings.Cut(a.Message, ":")
		return code
	})
}

// TestGoServer compares verdict and text with a real Go server.
func TestGoServer(t *testing.T) {
	list := clientTrials(t)
	server := testpki.Root(t, "Server", nil).Server(t, "localhost", nil)
	var answers []said
	for _, x := range list {
		pool := x509.NewCertPool()
		pool.AppendCertsFromPEM(testpki.PEM(x.store...))
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan said, 1)
		go func() {
			c, err := l.Accept()
			if err != nil {
				done <- said{Text: err.Error()}
				return
			}
			defer c.Close()
			s := tls.Server(c, &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: pool,
				Certificates: []tls.Certificate{{Certificate: [][]byte{server.DER}, PrivateKey: server.Key}}})
			if err := s.Handshake(); err != nil {
				done <- said{Text: untimed(err.Error())}
				return
			}
			done <- said{OK: true}
			io.WriteString(s, "judged\n") //nolint:errcheck // the handshake is what counts
		}()
		if err := connect(t, l.Addr().(*net.TCPAddr).Port, x); err != nil {
			t.Logf("%s: %v", x.name, err)
		}
		answers = append(answers, <-done)
		l.Close()
	}
	agree(t, "go", release.Default, list, answers, func(a client.Answer) string {
		return untimed(a.Text)
	})
}

// untimed is what crypto/x509 says, without the second in which it said so.
func untimed(text string) string {
	text = strings.TrimPrefix(text, "tls: failed to verify certificate: ")
	return regexp.MustCompile(`current time \S+ is`).ReplaceAllString(text, "current time is")
}
