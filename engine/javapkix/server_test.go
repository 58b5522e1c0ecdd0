package javapkix_test

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"x509strict/engine/internal/peer"
	"x509strict/engine/internal/testca"
	"x509strict/engine/javapkix"
)

// serverKey writes what the Java server shows for itself.
func serverKey(t *testing.T, file string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	own, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(own)
	if err != nil {
		t.Fatal(err)
	}
	data, err := pkcs12.Modern.Encode(key, parsed, nil, "changeit")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// askServer shows each case's chain, as a client's, to a real Java server that trusts the case's CA file.
func askServer(t *testing.T, java string, cases []*peer.Case, set string) *peer.Answers {
	t.Helper()
	dir := t.TempDir()
	serverKey(t, filepath.Join(dir, "server.p12"))
	var index strings.Builder
	for _, c := range cases {
		fmt.Fprintf(&index, "%s\t%d\n", c.ID, c.Time.Unix())
		if err := os.WriteFile(filepath.Join(dir, c.ID+".ca.pem"), c.CAFile(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "index.tsv"), []byte(index.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(java, "-cp", compiled(t), "Serve", dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	port := ""
	if lines.Scan() {
		port = strings.TrimPrefix(lines.Text(), "port\t")
	}
	var printed strings.Builder
	for _, c := range cases {
		show(t, "127.0.0.1:"+port, c)
		if !lines.Scan() {
			t.Fatalf("case %s: the server answers no more: %v", c.ID, lines.Err())
		}
		printed.WriteString(lines.Text() + "\n")
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	return &peer.Answers{
		Program: "OpenJDK " + version(t, java),
		Set:     set,
		ByID:    peer.ParseAnswers([]byte(printed.String())),
	}
}

// show makes one connection with the case's chain as the client's certificate; what comes of it, the server says.
func show(t *testing.T, address string, c *peer.Case) {
	t.Helper()
	conn, err := tls.Dial("tcp", address, &tls.Config{
		InsecureSkipVerify: true,
		GetClientCertificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
			return &tls.Certificate{Certificate: c.Sent, PrivateKey: testca.Named(c.Key).Signer()}, nil
		},
	})
	if err != nil {
		return
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(5 * time.Second))
	conn.Read(make([]byte, 1)) // the server's answer, or its alert, ends it
}

// judgeClient does so for a server that is shown the chain.
func judgeClient(r javapkix.Release) func(*peer.Case) string {
	return func(c *peer.Case) string { return answer(r, c, javapkix.Case{Client: true}) }
}

func TestServerRecorded(t *testing.T) {
	for _, release := range []string{"17", "21", "25"} {
		t.Run(release, func(t *testing.T) {
			peer.Replay(
				t,
				"testdata",
				peer.CommonSet,
				"java-"+release+"-server",
				unchecked,
				judgeClient(releases[release]),
			)
		})
	}
}

func TestServerLive(t *testing.T) {
	if !*peer.Live && !*peer.Record {
		t.Skip("asks real Java; -live does")
	}
	for _, release := range []string{"17", "21", "25"} {
		t.Run(release, func(t *testing.T) {
			java := command(t, release)
			if *peer.Record {
				cases, err := peer.Common()
				if err != nil {
					t.Fatal(err)
				}
				answers := askServer(t, java, cases, peer.CommonSet)
				if err := peer.Save("testdata", "java-"+release+"-server", cases, answers); err != nil {
					t.Fatal(err)
				}
				return
			}
			cases := peer.Unseen(t, time.Now())
			peer.Compare(t, cases, askServer(t, java, cases, "unseen"), judgeClient(releases[release]))
		})
	}
}
