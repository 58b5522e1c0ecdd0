package engine_test

import (
	"bytes"
	"encoding/base64"
	"encoding/pem"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"x509strict/engine"
	"x509strict/engine/internal/oracle"
	"x509strict/engine/internal/testca"
	"x509strict/engine/read"
	"x509strict/engine/release"
)

var (
	graphs    = flag.Int("graphs", 400, "how many random graphs of CAs TestGraphs compares with OpenSSL")
	graphSeed = flag.Uint64("graph-seed", 1, "their seed")
)

// graph is a random graph of CAs, a leaf under one of them, and how they are dealt out: cycles, cross-certificates,
// rollovers, expired roots, bundles.
type graph struct {
	r       *rand.Rand
	leaf    []byte
	sent    [][]byte
	trusted [][]byte
}

// node is a name with a key.
type node struct {
	cn  string
	key *testca.Key
}

func randomGraph(seed uint64, n int) *graph {
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	g := &graph{r: r}
	once := func(in int) bool { return r.IntN(in) == 0 }
	var nodes []node
	names := 1 + r.IntN(5)
	for i := range names {
		cn := fmt.Sprintf("Example CA %d", i)
		if once(8) {
			cn = fmt.Sprintf("n%d", i)
		}
		for range 1 + r.IntN(5)/4 { // now and then a name has two keys
			nodes = append(nodes, node{cn, testca.Named(fmt.Sprintf("p256-%d", r.IntN(6)))})
		}
	}
	certify := func(kind testca.Kind, subject, issuer node) []byte {
		by := testca.NewWith(issuer.key, testca.CA, issuer.cn, nil)
		c := testca.NewWith(subject.key, kind, subject.cn, by)
		c.Serial = testca.Int(1 + r.Int64N(1<<30))
		switch {
		case kind == testca.CA && once(9):
			c.NotAfter = testca.UTCTime(testca.Now.AddDate(0, -1, 0))
		case kind == testca.CA && once(6):
			c.Drop("2.5.29.15")
		case once(14):
			c.Drop("2.5.29.14")
		case once(14):
			c.Drop("2.5.29.35")
		case kind == testca.CA && once(14):
			c.Put(testca.Extension{OID: "2.5.29.19", Value: testca.Seq(testca.Bool(true))})
		}
		signer := issuer.key
		if once(30) {
			signer = testca.Named(fmt.Sprintf("p256-%d", r.IntN(6)))
		}
		return c.SignWay(r, signer, 0)
	}
	var certs [][]byte
	for i, x := range nodes {
		if once(3) || i == 0 && !once(4) {
			certs = append(certs, certify(testca.CA, x, x))
		}
		for range 1 + r.IntN(2) {
			if len(nodes) > 1 {
				certs = append(certs, certify(testca.CA, x, nodes[r.IntN(len(nodes))]))
			}
		}
	}
	at := nodes[r.IntN(len(nodes))]
	g.leaf = certify(testca.Server, node{"srv.example.org", testca.Named("p384-0")}, at)
	for _, c := range certs {
		switch r.IntN(7) {
		case 0, 1, 2:
			g.trusted = append(g.trusted, c)
		case 3, 4:
			g.sent = append(g.sent, c)
		case 5:
			g.trusted, g.sent = append(g.trusted, c), append(g.sent, c)
		}
	}
	r.Shuffle(len(g.trusted), func(i, j int) { g.trusted[i], g.trusted[j] = g.trusted[j], g.trusted[i] })
	return g
}

func blocks(ders ...[]byte) []byte {
	var out []byte
	for _, d := range ders {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: d})...)
	}
	return out
}

// indented is PEM as a YAML block.
func indented(ders ...[]byte) []byte {
	return bytes.ReplaceAll(bytes.TrimSpace(blocks(ders...)), []byte("\n"), []byte("\n    "))
}

// layouts are the ways to hand a graph over. Each says for every certificate whether it is sent or trusted.
var layouts = []struct {
	name string
	lay  func(g *graph) []read.Input
}{
	{"two files", func(g *graph) []read.Input {
		return []read.Input{{Name: "server.pem", Data: blocks(append([][]byte{g.leaf}, g.sent...)...)},
			{Name: "ca.pem", Data: blocks(g.trusted...)}}
	}},
	{"two files, CA first, names that say nothing", func(g *graph) []read.Input {
		return []read.Input{{Name: "1.pem", Data: blocks(g.trusted...)},
			{Name: "2.pem", Data: blocks(append([][]byte{g.leaf}, g.sent...)...)}}
	}},
	{"leaf, chain and CA file", func(g *graph) []read.Input {
		out := []read.Input{{Name: "tls.crt", Data: blocks(g.leaf)}}
		if len(g.sent) > 0 {
			out = append(out, read.Input{Name: "chain.pem", Data: blocks(g.sent...)})
		}
		return append(out, read.Input{Name: "ca-bundle.crt", Data: blocks(g.trusted...)})
	}},
	{"a file for each CA that is trusted", func(g *graph) []read.Input {
		out := []read.Input{{Name: "fullchain.pem", Data: blocks(append([][]byte{g.leaf}, g.sent...)...)}}
		for i, c := range g.trusted {
			out = append(out, read.Input{Name: fmt.Sprintf("root-%d.crt", i), Data: blocks(c)})
		}
		return out
	}},
	{"a secret", func(g *graph) []read.Input {
		return []read.Input{{Data: fmt.Appendf(nil, "data:\n  ca.crt: |\n    %s\n  tls.crt: |\n    %s\n",
			indented(g.trusted...), indented(append([][]byte{g.leaf}, g.sent...)...))}}
	}},
	{"a secret in base64", func(g *graph) []read.Input {
		b64 := base64.StdEncoding.EncodeToString
		return []read.Input{{Data: fmt.Appendf(nil, "apiVersion: v1\ndata:\n  ca.crt: %s\n  tls.crt: %s\n",
			b64(blocks(g.trusted...)), b64(blocks(append([][]byte{g.leaf}, g.sent...)...)))}}
	}},
	{"a listing, then the CA file", func(g *graph) []read.Input {
		return []read.Input{{Data: append(listing(g), blocks(g.trusted...)...)}}
	}},
	{"a listing and a file", func(g *graph) []read.Input {
		return []read.Input{{Data: listing(g)}, {Name: "cacert.pem", Data: blocks(g.trusted...)}}
	}},
}

// listing is what openssl s_client -showcerts prints.
func listing(g *graph) []byte {
	out := []byte("CONNECTED(00000003)\n---\nCertificate chain\n")
	for i, c := range append([][]byte{g.leaf}, g.sent...) {
		out = fmt.Appendf(out, " %d s:CN = x\n   i:CN = y\n%s", i, blocks(c))
	}
	return append(out, "---\nServer certificate\nsubject=CN = x\n---\nVerify return code: 20 (unable)\n---\nDONE\n"...)
}

// TestGraphs holds the roles, and with them the verdict, to what OpenSSL says when it is told the roles: random graphs
// of CAs in every layout. -graphs asks for more.
func TestGraphs(t *testing.T) {
	found, problems := oracle.Find(t.TempDir())
	for _, p := range problems {
		t.Log("no oracle: ", p)
	}
	if len(found) == 0 {
		if os.Getenv("X509STRICT_REQUIRE") == "1" {
			t.Fatal("an OpenSSL is missing")
		}
		t.Skip("no OpenSSL to compare with: needs cc and libssl-dev")
	}
	o := found[0]
	for _, x := range found {
		if x.Release == release.Default {
			o = x
		}
	}
	var cases bytes.Buffer
	var asked []*graph
	for n := 0; len(asked) < *graphs; n++ {
		g := randomGraph(*graphSeed, n)
		if len(g.trusted) == 0 {
			continue // then the roles are not told
		}
		c := testca.Case{ID: fmt.Sprint(len(asked)), Flags: []string{"strict", "partial"}, Purpose: "sslserver", Level: 2,
			Time: fmt.Sprint(testca.Now.Unix()), Peer: "-", Leaf: g.leaf, Untrusted: g.sent, Trusted: g.trusted}
		asked = append(asked, g)
		cases.WriteString(c.Line() + "\n")
	}
	answers, err := o.Ask(cases.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(answers)), "\n")
	if len(lines) != len(asked) {
		t.Fatalf("%d answers to %d graphs", len(lines), len(asked))
	}
	accepted, different := 0, 0
	for n, g := range asked {
		want := strings.Split(lines[n], "\t")
		if want[1] == "ok" {
			accepted++
		}
		layout := layouts[n%len(layouts)]
		r, err := engine.Check(layout.lay(g), engine.Options{Time: testca.Now, OpenSSL: o.Release.String(), Client: "python-3.13"})
		if err != nil {
			t.Fatal(err)
		}
		var events []string
		for _, e := range r.Events {
			events = append(events, fmt.Sprintf("%d@%d", e.Code, e.Depth))
		}
		got := strings.Join(events, ",")
		if got == "" {
			got = "-"
		}
		if got == want[2] && (r.Verdict == "accepted") == (want[1] == "ok") {
			continue
		}
		if different++; different <= 10 {
			t.Errorf("graph %d, %s: OpenSSL %s: %s %s; here %s %s", n, layout.name, o.Version, want[1], want[2], r.Verdict, got)
			for _, c := range r.Certificates {
				t.Logf("  %s %s <- %s, %s: %s", c.Role, c.Subject, c.Issuer, c.Source, c.RoleWhy)
			}
		}
	}
	t.Logf("OpenSSL %s: %d graphs, %d accepted, %d judged otherwise here", o.Version, len(asked), accepted, different)
}
