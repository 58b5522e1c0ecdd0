package verify_test

import (
	"bytes"
	"encoding/base64"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/internal/testca"
)

var made = flag.String("made", "", "directory of testdata/signatures.sh's certificates, to compare or record")

// thorough are the named curves that stand for the others in cases of damage.
var thorough = []string{"ec-secp256k1", "ec-brainpoolP256r1", "ec-secp521r1", "ec-sect283k1", "ec-c2pnb163v2"}

// pair is a CA and a leaf that it signed.
type pair struct {
	name     string
	ca, leaf []byte
}

// madePairs reads NAME.ca and NAME.leaf in a directory, as testdata/signatures.sh writes them.
func madePairs(t *testing.T, dir string) (pairs []pair) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.leaf"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s holds no certificates: %v", dir, err)
	}
	slices.Sort(paths)
	for _, path := range paths {
		base := strings.TrimSuffix(path, ".leaf")
		pairs = append(pairs, pair{filepath.Base(base), readFile(t, base+".ca"), readFile(t, path)})
	}
	return pairs
}

const pairsFile = "testdata/signatures.tsv.gz"

// recordedPairs are those of a kind that keeps the file small: not the SLH-DSA signatures of 16 KB and more.
func recordedPairs(t *testing.T) (pairs []pair) {
	t.Helper()
	for line := range strings.Lines(string(readGzip(t, pairsFile))) {
		f := strings.Fields(line)
		p := pair{name: f[0]}
		for i, to := range []*[]byte{&p.ca, &p.leaf} {
			var err error
			if *to, err = base64.StdEncoding.DecodeString(f[1+i]); err != nil {
				t.Fatal(err)
			}
		}
		pairs = append(pairs, p)
	}
	return pairs
}

func recordPairs(t *testing.T, pairs []pair) {
	t.Helper()
	var out bytes.Buffer
	for _, p := range pairs {
		if len(p.leaf) < 9000 {
			encode := base64.StdEncoding.EncodeToString
			fmt.Fprintf(&out, "%s\t%s\t%s\n", p.name, encode(p.ca), encode(p.leaf))
		}
	}
	writeGzip(t, pairsFile, out.Bytes())
}

// signatureCases makes cases of each pair: as it is, at every level that asks something else of it, and with signature
// and signed bytes damaged.
func signatureCases(t *testing.T, pairs []pair) []byte {
	t.Helper()
	var out bytes.Buffer
	for _, p := range pairs {
		name, ca, leaf := p.name, p.ca, p.leaf
		c, _, err := cert.Parse(leaf)
		if err != nil {
			t.Fatal(name, err)
		}
		add := func(what string, level int, leaf []byte) {
			one := testca.Case{ID: name + " " + what, Flags: []string{"strict"}, Purpose: "sslserver", Level: level,
				Time: fmt.Sprint(testca.Now.Unix()), Peer: "-", Leaf: leaf, Trusted: [][]byte{ca}}
			out.WriteString(one.Line() + "\n")
		}
		signature := c.Signature.Bytes
		rebuilt := func(tbs []byte, unused byte, signature []byte) []byte {
			return testca.Seq(tbs, c.OuterAlg.Raw, testca.Bits(unused, signature...))
		}
		flipped := func(at int) []byte {
			s := bytes.Clone(signature)
			s[at] ^= 1
			return rebuilt(c.RawTBS, 0, s)
		}
		add("good", 0, leaf)
		add("last bit", 0, flipped(len(signature)-1))
		if len(leaf) > 9000 || strings.HasPrefix(name, "ec-") && !slices.Contains(thorough, name) {
			continue
		}
		for level := 1; level <= 5; level++ {
			add("level", level, leaf)
		}
		add("first bit", 0, flipped(0))
		for _, at := range []int{1, 3, len(signature) / 3, len(signature) / 2, len(signature) - 24} {
			add(fmt.Sprint("bit in byte ", at), 0, flipped(at))
		}
		add("shorter", 0, rebuilt(c.RawTBS, 0, signature[:len(signature)-1]))
		add("longer", 0, rebuilt(c.RawTBS, 0, append(bytes.Clone(signature), 0)))
		add("empty", 0, rebuilt(c.RawTBS, 0, nil))
		add("zero", 0, rebuilt(c.RawTBS, 0, make([]byte, len(signature))))
		add("unused bit", 0, rebuilt(c.RawTBS, 1, signature))
		tbs := bytes.Clone(c.RawTBS)
		tbs[bytes.Index(tbs, []byte("host.example.com"))] ^= 1
		add("other name", 0, rebuilt(tbs, 0, signature))
	}
	return out.Bytes()
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestSignaturesLive compares signatures that a real OpenSSL made, whole and damaged, with every OpenSSL found, and
// writes them down with -record:
//
//	go test ./engine/verify -run SignaturesLive -made DIR [-record]     DIR as testdata/signatures.sh fills it
func TestSignaturesLive(t *testing.T) {
	if *made == "" {
		t.Skip("compares only with -made")
	}
	pairs := madePairs(t, *made)
	if *record {
		recordPairs(t, pairs)
		pairs = recordedPairs(t)
	}
	lines := signatureCases(t, pairs)
	for _, o := range oracles(t) {
		want, err := o.Ask(lines)
		if err != nil {
			t.Fatal(err)
		}
		if *record {
			writeGzip(t, fmt.Sprintf("testdata/signatures-openssl-%s.tsv.gz", o.Version), want)
		}
		compare(t, "OpenSSL "+o.Version, want, answer(t, lines, o.Release))
	}
}

// TestSignatures holds the verifier to what real OpenSSL libraries said about signatures of every kind that OpenSSL
// 3.5 makes: all named curves, spelled out and compressed ones, Ed448, ML-DSA, SLH-DSA and SM2.
func TestSignatures(t *testing.T) {
	lines := signatureCases(t, recordedPairs(t))
	for _, path := range mustGlob(t, "testdata/signatures-openssl-*.tsv.gz") {
		version := strings.TrimSuffix(strings.TrimPrefix(path, "testdata/signatures-openssl-"), ".tsv.gz")
		compare(t, "OpenSSL "+version, readGzip(t, path), answer(t, lines, releaseOf(t, version)))
	}
}
