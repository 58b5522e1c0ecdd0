package read_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"x509strict/engine/read"
)

// printing are the ways in which tools print the bytes of a file. Tried with od of coreutils 9.1, xxd of 2022-01-14,
// hexdump of util-linux 2.38.1, BusyBox 1.35 and OpenSSL 3.0.19; tools that are not there are passed over.
const printing = `od
od -b
od -c
od -x
od -An -tx1
od -An -v -tx1
od -tx1z -v
od -t x2 --endian=big
od -t x4
od -t x4 --endian=big
od -t x8
od -t d1
od -t u1
od -An -tu1
od -An -b
od -A x -t x1z -v
od -A d -t x1
od -A d -t o1
xxd
xxd -p
xxd -i
xxd -b
xxd -u -c 32
xxd -e
xxd -g 4
xxd -g 1
xxd -c 8
xxd -d
hexdump
hexdump -C
hexdump -b
hexdump -c
hexdump -d
hexdump -x
hexdump -o
busybox hexdump -C
busybox xxd
busybox od
busybox od -b
busybox hexdump
`

// TestTools reads what tools print of a certificate and of its PEM file.
func TestTools(t *testing.T) {
	ca := newSample(t, "ca.pem")
	dir := t.TempDir()
	os.WriteFile(dir+"/ca.der", ca.der, 0o600)
	os.WriteFile(dir+"/ca.pem", []byte(ca.pem), 0o600)
	commands := strings.Split(strings.TrimSpace(printing), "\n")
	for _, command := range commands {
		words := strings.Fields(command)
		for _, file := range []string{"/ca.der", "/ca.pem"} {
			out, err := exec.Command(words[0], append(words[1:], dir+file)...).Output()
			if err != nil || len(out) < len(ca.der) {
				continue
			}
			reads(t, command+" "+file, string(out), ca.der)
			reads(t, command+" "+file+" quoted", "> "+strings.ReplaceAll(string(out), "\n", "\r\n> "), ca.der)
		}
	}
	if out, err := exec.Command("od", "-a", dir+"/ca.pem").Output(); err == nil { // it leaves out bit 7
		reads(t, "od -a", string(out), ca.der)
	}
	numbers := fmt.Sprint([]byte(ca.pem))
	reads(t, "Go", numbers, ca.der)
	reads(t, "Node.js", `{"type":"Buffer","data":`+strings.ReplaceAll(numbers, " ", ",")+`}`, ca.der)
}

func reads(t *testing.T, name, text string, der []byte) {
	t.Helper()
	b, err := read.Read([]read.Input{{Data: []byte(text)}}, read.Options{})
	if err != nil || len(b.Certificates) != 1 || string(b.Certificates[0].Raw) != string(der) {
		t.Errorf("%s: %d certificates, %v", name, len(b.Certificates), err)
	}
}

// TestHandshakeAsOpenSSLPrintsIt reads what s_client prints of a handshake, without the PEM block that it prints, too.
func TestHandshakeAsOpenSSLPrintsIt(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip(err)
	}
	key, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "debug"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	armor := regexp.MustCompile(`(?s)-----BEGIN.*?-----END[^\n]*`)
	for _, option := range []string{"-debug", "-msg"} {
		server, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{MaxVersion: tls.VersionTLS12,
			Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}})
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			for {
				c, err := server.Accept()
				if err != nil {
					return
				}
				go func(c net.Conn) {
					_, _ = c.Read(make([]byte, 1))
					c.Close()
				}(c)
			}
		}()
		out, _ := exec.Command("openssl", "s_client", option, "-connect", server.Addr().String()).Output()
		server.Close()
		if armor.Match(out) {
			reads(t, option, string(armor.ReplaceAll(out, nil)), der)
		}
	}
}
