package engine_test

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	mathrand "math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"x509strict/engine"
	"x509strict/engine/cert"
	"x509strict/engine/internal/testca"
	"x509strict/engine/lang"
	"x509strict/engine/mend"
	"x509strict/engine/read"
	"x509strict/engine/roles"
)

var partials = flag.Int("partials", 400, "how many partial inputs TestStandInsStayInside tries")

// partial is a CA alone, a leaf alone, or a chain without its root, with some faults.
func partial(n int) [][]byte {
	r := mathrand.New(mathrand.NewPCG(5, uint64(n)))
	key := func() *testca.Key { return testca.Named(fmt.Sprintf("p256-%d", r.IntN(6))) }
	root := testca.NewWith(key(), testca.CA, "Example Root CA", nil)
	middle := testca.NewWith(key(), testca.CA, "Example Issuing CA", root)
	leaf := testca.NewWith(key(), []testca.Kind{testca.Server, testca.Client}[r.IntN(2)], "srv.example.org", middle)
	chain := []*testca.Certificate{leaf, middle, root}
	for i, c := range chain {
		c.Serial = testca.Int(1<<40 + int64(i))
		if r.IntN(2) == 0 {
			c.Drop([]string{"2.5.29.14", "2.5.29.35", "2.5.29.15", "2.5.29.19", "2.5.29.17", "2.5.29.37"}[r.IntN(6)])
		}
		if r.IntN(6) == 0 {
			testca.Apply(r, []string{"usage", "basic", "key-ids", "authority-key-id", "times", "criticality",
				"constraints", "common-names"}[r.IntN(8)], chain, i)
		}
	}
	der := [][]byte{leaf.SignWay(r, middle.Key, 0), middle.SignWay(r, root.Key, 0), root.SignWay(r, root.Key, 0)}
	switch n % 4 {
	case 0:
		return der[2:]
	case 1:
		return der[:1]
	case 2:
		return der[1:2]
	}
	return der[:2]
}

// TestStandInsStayInside fails on anything of an assumed certificate in what people get: report, plan, files, in both
// languages.
func TestStandInsStayInside(t *testing.T) {
	at := testca.Now.Add(3*time.Hour + 17*time.Minute + 23*time.Second)
	judged, found := 0, 0
	for n := range *partials {
		ders := partial(n)
		var items []roles.Item
		given := ""
		for _, d := range ders {
			c, rest, err := cert.Parse(d)
			if err != nil || len(rest) > 0 {
				continue
			}
			items = append(items, roles.Item{Certificate: c})
			given += strings.Join(marksOf(c), "\n") + "\n" + strings.ToUpper(hex.EncodeToString(c.Raw))
			given += "CN=" + c.Issuer.CommonName() + "\n“" + c.Issuer.CommonName() + "”\n"
		}
		if len(items) == 0 {
			continue
		}
		d, err := roles.Decide(items, roles.Options{Time: at})
		if err != nil {
			t.Fatal(err)
		}
		var marks []string
		for _, c := range d.Chains {
			if c.StandIn != nil {
				// Its bytes too, as the first line of a PEM block, and identifiers that are words.
				whole := base64.StdEncoding.EncodeToString(c.StandIn.Raw[:48])
				own := append(marksOf(c.StandIn), whole)
				for _, b := range [][]byte{c.StandIn.Serial, c.StandIn.SubjectKeyID} {
					if len(b) > 3 && utf8.Valid(b) {
						own = append(own, string(b))
					}
				}
				for _, m := range own {
					if !strings.Contains(given, m) && !strings.Contains(given, strings.ReplaceAll(m, ":", "")) {
						marks = append(marks, m)
					}
				}
			}
		}
		judged++
		out := told(t, read.Input{Data: blocks(ders...)}, at, []lang.Lang{lang.English, lang.Chinese}[n%2])
		for _, m := range marks {
			for _, form := range []string{m, strings.ReplaceAll(m, ":", ""), strings.ToLower(m)} {
				if at := strings.Index(out, form); at >= 0 {
					found++
					t.Errorf("input %d: %q of a stand-in is told: …%s…", n, form, out[max(0, at-120):min(len(out), at+60)])
					break
				}
			}
		}
		if found > 5 {
			break
		}
	}
	t.Logf("%d partial inputs", judged)
}

// marksOf are the forms in which a certificate's fields would be told.
func marksOf(c *cert.Certificate) (out []string) {
	colons := func(b []byte) string {
		return strings.ToUpper(strings.TrimSuffix(strings.ReplaceAll(fmt.Sprintf("% x", b)+" ", " ", ":"), ":"))
	}
	for _, b := range [][]byte{c.Serial, c.SubjectKeyID, c.SPKI.Key.Bytes[:min(len(c.SPKI.Key.Bytes), 16)]} {
		if len(b) > 3 {
			out = append(out, colons(b))
		}
	}
	for _, x := range []cert.Time{c.NotBefore, c.NotAfter} {
		if u, err := x.UTC(); err == nil {
			out = append(out, u.Format("2006-01-02T15:04:05"), u.Format("2006-01-02 15:04:05"))
		}
	}
	if s := c.Subject.CommonName(); s != "" {
		out = append(out, "CN="+s, "“"+s+"”")
	}
	if c.SubjectAltName != nil {
		for _, n := range *c.SubjectAltName {
			out = append(out, n.String())
		}
	}
	return out
}

// told is everything that a check and a repair hand out.
func told(t *testing.T, in read.Input, at time.Time, l lang.Lang) string {
	t.Helper()
	o := engine.Options{Time: at, Lang: l}
	r, err := engine.Check([]read.Input{in}, o)
	if err != nil {
		t.Fatal(err)
	}
	repaired, err := mend.Repair([]read.Input{in}, nil, o, mend.Options{Random: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, v := range []any{r, repaired} {
		if err := json.NewEncoder(&b).Encode(v); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range repaired.Files {
		b.WriteString(f.Name + "\n")
		b.Write(f.Data)
	}
	return b.String()
}
