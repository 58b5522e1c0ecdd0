package webpki_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/internal/peer"
	"x509strict/engine/internal/testca"
	"x509strict/engine/verify"
	"x509strict/engine/webpki"
)

// providers by the name that recordings have.
var providers = map[string]*webpki.Provider{"ring": webpki.Ring, "aws-lc": webpki.AWSLC}

// The recordings, by the releases that answered.
const (
	program = "rustls 0.23.45, rustls-webpki 0.103.15, "
	file    = "rustls-webpki-0.103.15-"
)

// judge answers as testdata/oracle does: what rustls says of the handshake, then what webpki says of path and name.
func judge(p *webpki.Provider) func(*peer.Case) string {
	signatures := signer()
	return func(c *peer.Case) string {
		in := webpki.Input{Provider: p, Leaf: c.Sent[0], Sent: c.Sent[1:], Anchors: c.CA, Host: c.Host, Time: c.Time,
			Signature: signatures}
		handshake, path := "ok", "ok"
		v := webpki.Verify(in)
		if v.Err != nil {
			handshake = v.Err.Line()
		}
		alone := webpki.Path(in)
		if alone.Err != nil {
			path = alone.Err.Debug()
		}
		if v.Skipped != "" {
			return peer.NotChecked + v.Skipped
		}
		if why := unlikeServers(c); why != "" {
			if alone.Err == nil || strings.HasPrefix(c.Key, "p521") {
				return peer.NotChecked + why
			}
			handshake = alone.Err.Line()
		}
		return handshake + " | " + path
	}
}

// unlikeServers says what the test's server does with its key that no other does, "" for nothing: then only the path
// can be compared.
func unlikeServers(c *peer.Case) string {
	switch {
	case !bytes.Contains(c.Sent[0], testca.Named(c.Key).SPKI):
		return "the test's server has another key than its certificate"
	case strings.HasPrefix(c.Key, "pss"):
		return "the test's server signs with an RSA-PSS key as with any RSA key"
	case strings.HasPrefix(c.Key, "p521") && read(c.Sent[0]) == nil:
		return "the engine does not read the leaf, and so not which key the server has"
	}
	return ""
}

// signer verifies bare signatures as the engine does.
func signer() func(child, issuer []byte) (bool, string) {
	v, known := new(verify.Verifier), map[string]*cert.Certificate{}
	load := func(der []byte) *cert.Certificate {
		c, ok := known[string(der)]
		if !ok {
			c = read(der)
			known[string(der)] = c
		}
		return c
	}
	return func(child, issuer []byte) (bool, string) {
		c, i := load(child), load(issuer)
		if c == nil || i == nil {
			return bare(child, issuer), ""
		}
		return v.Signature(c, i)
	}
}

// The engine says what the real rustls said to the common cases.
func TestRecorded(t *testing.T) {
	for name, p := range providers {
		t.Run(name, func(t *testing.T) {
			const unlike = 12 // cases in which the test's own server behaves as none does
			peer.Replay(t, "testdata", peer.CommonSet, file+name, unlike, judge(p))
			peer.Replay(t, "testdata", "deep", file+name, 0, judge(p))
			peer.Replay(t, "testdata", peer.FurtherSet, file+name, 4, judge(p))
		})
	}
}

// With -live the real rustls is asked about unseen cases, with -record about the common ones.
func TestLive(t *testing.T) {
	if !*peer.Live && !*peer.Record {
		t.Skip("asks the real rustls; -live or -record does")
	}
	oracle := filepath.Join(cache(), "rustls", "oracle")
	if _, err := os.Stat(oracle); err != nil {
		t.Skip("no real rustls: engine/webpki/testdata/oracle/build.sh makes one")
	}
	sets := map[string][]*peer.Case{}
	for _, set := range peer.ToRecord(peer.CommonSet, peer.FurtherSet, "deep") {
		var err error
		if sets[set] = deep(); set != "deep" {
			sets[set], err = peer.Shared(set)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if !*peer.Record {
		sets = map[string][]*peer.Case{"unseen": peer.Unseen(t, peer.Now)}
	}
	for set, cases := range sets {
		for name, p := range providers {
			t.Run(set+"/"+name, func(t *testing.T) {
				real := &peer.Answers{Program: program + name, Set: set, ByID: ask(t, oracle, name, cases)}
				if *peer.Record {
					if err := peer.Save("testdata", file+name, cases, real); err != nil {
						t.Fatal(err)
					}
					return
				}
				peer.Compare(t, cases, real, judge(p))
			})
		}
	}
}

// deep makes cases for the limits of the search: chains of any length, and crowds of CAs with one name, of which the
// right one comes late or never.
func deep() (cases []*peer.Case) {
	add := func(note string, ca *testca.Certificate, sent ...[]byte) {
		cases = append(cases, &peer.Case{ID: fmt.Sprintf("deep-%d", len(cases)), Note: note, Host: "localhost",
			Time: peer.Now, Key: "p256-0", Sent: sent, CA: [][]byte{ca.SignWay(rand.New(rand.NewPCG(1, 1)), ca.Key, 0)}})
	}
	r := rand.New(rand.NewPCG(5, 5))
	testca.Now = peer.Now
	key := func(i int) *testca.Key { return testca.Named(fmt.Sprintf("p256-%d", 1+i%5)) }
	leafUnder := func(ca *testca.Certificate) []byte {
		return testca.NewWith(testca.Named("p256-0"), testca.Server, "localhost", ca).SignWay(r, ca.Key, 0)
	}
	root := testca.NewWith(key(0), testca.CA, "Root", nil)
	for n := range 10 {
		above, sent := root, [][]byte{}
		for i := range n {
			c := testca.NewWith(key(i+1), testca.CA, fmt.Sprintf("Level %d", i), above)
			sent = append([][]byte{c.SignWay(r, above.Key, 0)}, sent...)
			above = c
		}
		add(fmt.Sprintf("%d intermediates", n), root, append([][]byte{leafUnder(above)}, sent...)...)
	}
	// A crowd: levels of one name each, several certificates with other keys in each level, all pointing upwards.
	for _, size := range [][2]int{{2, 2}, {3, 3}, {4, 4}, {5, 4}, {5, 5}, {1, 60}, {1, 120}, {2, 60}, {6, 5}} {
		levels, crowd := size[0], size[1]
		above, sent := root, [][]byte{}
		for level := range levels {
			right := testca.NewWith(key(level+1), testca.CA, fmt.Sprintf("Level %d", level), above)
			for i := range crowd {
				c := testca.NewWith(testca.ECKey(r, elliptic.P256()), testca.CA, fmt.Sprintf("Level %d", level), above)
				c.Serial = testca.Int(int64(i))
				sent = append(sent, c.SignWay(r, above.Key, 0))
			}
			if level != 1 {
				sent = append(sent, right.SignWay(r, above.Key, 0))
			}
			above = right
		}
		add(fmt.Sprintf("%d levels of %d", levels, crowd), root, append([][]byte{leafUnder(above)}, sent...)...)
		stranger := testca.NewWith(key(4), testca.CA, "Root", nil) // of the same name, with another key
		add(fmt.Sprintf("%d levels of %d under a stranger", levels, crowd), stranger,
			append([][]byte{leafUnder(above)}, sent...)...)
	}
	// Many names against many constraints.
	for _, count := range []int{10, 400, 600} {
		ca := testca.NewWith(key(1), testca.CA, "Constrained", root)
		var trees, names []byte
		for i := range count {
			trees = append(trees, testca.Seq(testca.Implicit(2, fmt.Appendf(nil, "x%d.example", i)))...)
			names = append(names, testca.Implicit(2, fmt.Appendf(nil, "a.x%d.example", i))...)
		}
		trees = append(trees, testca.Seq(testca.Implicit(2, []byte("localhost")))...)
		names = append(names, testca.Implicit(2, []byte("localhost"))...)
		ca.Put(testca.Extension{OID: "2.5.29.30", Critical: testca.Critical(), Value: testca.Seq(testca.Context(0, trees))})
		leaf := testca.NewWith(testca.Named("p256-0"), testca.Server, "localhost", ca)
		leaf.Put(testca.Extension{OID: "2.5.29.17", Value: testca.Seq(names)})
		add(fmt.Sprintf("%d names, %d constraints", count, count), root, leaf.SignWay(r, ca.Key, 0),
			ca.SignWay(r, root.Key, 0))
	}
	return cases
}

// ask serves the cases and runs the program on them.
func ask(t *testing.T, oracle, provider string, cases []*peer.Case) map[string]string {
	t.Helper()
	said := map[string]string{}
	for len(cases) > 0 {
		some := cases[:min(500, len(cases))]
		cases = cases[len(some):]
		dir := t.TempDir()
		s, err := peer.Serve(some, dir)
		if err != nil {
			t.Fatal(err)
		}
		command := exec.Command(oracle, provider, dir)
		command.Stderr = os.Stderr
		printed, err := command.Output()
		s.Close()
		if err != nil {
			t.Fatal(err)
		}
		for id, answer := range peer.ParseAnswers(printed) {
			said[id] = strings.ReplaceAll(answer, `\n`, "\n")
		}
	}
	return said
}

func cache() string {
	if dir := os.Getenv("X509STRICT_CACHE"); dir != "" {
		return dir
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "."
	}
	return filepath.Join(dir, "x509strict")
}

// bare verifies the signature of certificates that the engine's reader does not take and webpki does.
func bare(child, issuer []byte) bool {
	type certificate struct {
		TBS       asn1.RawValue
		Algorithm pkix.AlgorithmIdentifier
		Signature asn1.BitString
	}
	type key struct {
		Version                           asn1.RawValue `asn1:"optional,explicit,tag:0"`
		Serial, Inner, From, Valid, Named asn1.RawValue
		SPKI                              asn1.RawValue
	}
	var c, i certificate
	var k key
	if _, err := asn1.Unmarshal(child, &c); err != nil {
		return false
	}
	if _, err := asn1.Unmarshal(issuer, &i); err != nil {
		return false
	}
	if _, err := asn1.Unmarshal(i.TBS.FullBytes, &k); err != nil {
		return false
	}
	public, err := x509.ParsePKIXPublicKey(k.SPKI.FullBytes)
	if err != nil {
		return false
	}
	signed := &x509.Certificate{PublicKey: public}
	switch public.(type) {
	case *ecdsa.PublicKey:
		signed.PublicKeyAlgorithm = x509.ECDSA
	case *rsa.PublicKey:
		signed.PublicKeyAlgorithm = x509.RSA
	case ed25519.PublicKey:
		signed.PublicKeyAlgorithm = x509.Ed25519
	}
	a := map[string]x509.SignatureAlgorithm{
		"1.2.840.10045.4.3.2": x509.ECDSAWithSHA256, "1.2.840.10045.4.3.3": x509.ECDSAWithSHA384,
		"1.2.840.10045.4.3.4": x509.ECDSAWithSHA512, "1.2.840.113549.1.1.11": x509.SHA256WithRSA,
		"1.2.840.113549.1.1.12": x509.SHA384WithRSA, "1.2.840.113549.1.1.13": x509.SHA512WithRSA,
		"1.3.101.112": x509.PureEd25519,
	}[c.Algorithm.Algorithm.String()]
	return signed.CheckSignature(a, c.TBS.FullBytes, c.Signature.Bytes) == nil
}

func read(der []byte) *cert.Certificate {
	c, _, err := cert.Parse(der)
	if err != nil {
		return nil
	}
	return c
}
