package webpki_test

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"x509strict/engine/internal/peer"
	"x509strict/engine/webpki"
)

// public is the set of cases made of public certificates: only their paths are compared, for their keys are not here.
const public = "public"

// judgePath answers with webpki's own error for path and name.
func judgePath(p *webpki.Provider) func(*peer.Case) string {
	sign := signer()
	return func(c *peer.Case) string {
		v := webpki.Path(webpki.Input{Provider: p, Leaf: c.Sent[0], Sent: c.Sent[1:], Anchors: c.CA, Host: c.Host,
			Time: c.Time, Signature: sign})
		if v.Err != nil {
			return v.Err.Debug()
		}
		return "ok"
	}
}

func TestPublicRecorded(t *testing.T) {
	for name, p := range providers {
		peer.Replay(t, "testdata", public, file+name, 0, judgePath(p))
	}
}

// With -record the public certificates of this machine are collected, and the real webpki is asked about them.
func TestPublicLive(t *testing.T) {
	oracle := filepath.Join(cache(), "rustls", "oracle")
	if _, err := os.Stat(oracle); err != nil || !*peer.Live && !*peer.Record {
		t.Skip("asks the real webpki, which engine/webpki/testdata/oracle/build.sh makes; -live or -record does")
	}
	cases := publicCases()
	for name, p := range providers {
		real := &peer.Answers{Program: program + name, Set: public, ByID: ask(t, oracle, name, cases)}
		for id, said := range real.ByID {
			_, real.ByID[id], _ = strings.Cut(said, " | ")
		}
		if !*peer.Record {
			peer.Compare(t, cases, real, judgePath(p))
		} else if err := peer.Save("testdata", file+name, cases, real); err != nil {
			t.Fatal(err)
		}
	}
}

// publicCases takes the certificates in the tests of Go's crypto/x509 and of the system's roots, some CAs among them,
// as leaves, each under the nearest certificate of its issuer's name and under all of them, in the middle of its life
// and at peer.Now.
func publicCases() (cases []*peer.Case) {
	root, _ := exec.Command("go", "env", "GOROOT").Output()
	files, _ := filepath.Glob(filepath.Join(strings.TrimSpace(string(root)), "src/crypto/x509/*_test.go"))
	var all []*x509.Certificate
	for _, f := range append(files, "/etc/ssl/certs/ca-certificates.crt") {
		data, _ := os.ReadFile(f)
		for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
			c, err := x509.ParseCertificate(block.Bytes)
			if err == nil && !slices.ContainsFunc(all, c.Equal) && len(all) < 70 {
				all = append(all, c)
			}
		}
	}
	for i, c := range all {
		if c.IsCA && i%5 > 0 { // most CAs tell the same
			continue
		}
		host := "localhost"
		if len(c.DNSNames) > 0 && webpki.ValidHost(c.DNSNames[0]) {
			host = c.DNSNames[0]
		}
		above := [][]byte{}
		for at := c; len(above) < 6; {
			next := slices.IndexFunc(all, func(x *x509.Certificate) bool {
				return string(x.RawSubject) == string(at.RawIssuer) && !x.Equal(at)
			})
			if next < 0 {
				break
			}
			at = all[next]
			above = append(above, at.Raw)
		}
		if len(above) == 0 {
			above = [][]byte{c.Raw}
		}
		middle := c.NotBefore.Add(c.NotAfter.Sub(c.NotBefore) / 2).Truncate(time.Second)
		for k, ca := range [][][]byte{above[:1], above} {
			for j, at := range []time.Time{middle, peer.Now} {
				cases = append(cases, &peer.Case{
					ID: fmt.Sprintf("public-%d-%d-%d", i, k, j), Note: "public", Host: host, Time: at.UTC(),
					Key: "p256-0", Sent: append([][]byte{c.Raw}, above...), CA: ca,
				})
			}
		}
	}
	return cases
}
