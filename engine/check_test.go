package engine_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/lang"
	"x509strict/engine/read"
)

func input(name string, certs ...*testpki.Cert) read.Input {
	return read.Input{Name: name, Data: testpki.PEM(certs...)}
}

func check(t *testing.T, o engine.Options, in ...read.Input) *engine.Report {
	t.Helper()
	if o.Time.IsZero() {
		o.Time = testpki.Now
	}
	r, err := engine.Check(in, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// events writes "code@depth of certificate", strict ones with "!".
func events(r *engine.Report) string {
	var out []string
	for _, e := range r.Events {
		s := fmt.Sprintf("%d@%d of %d", e.Code, e.Depth, e.Certificate)
		if e.Strict {
			s += "!"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

type world struct {
	elastic, elasticLeaf, easy, easyLeaf, root, middle, leaf, second, own, bare *testpki.Cert
}

func newWorld(t *testing.T) world {
	const ku, aki, ski = "2.5.29.15", "2.5.29.35", "2.5.29.14"
	var w world
	w.elastic = testpki.Root(
		t,
		"Elasticsearch security auto-configuration HTTP CA",
		func(s *testpki.Spec) { s.Drop(ku) },
	)
	w.elasticLeaf = w.elastic.Server(
		t,
		"es01",
		func(s *testpki.Spec) { s.Drop(ku); s.Set(testpki.SAN("es01", "localhost", "127.0.0.1")) },
	)
	w.easy = testpki.Root(t, "Easy-RSA CA", func(s *testpki.Spec) {
		for _, e := range []testpki.Ext{testpki.BasicConstraints(true), testpki.KeyUsage(1, 6)} {
			e.Critical = false
			s.Set(e)
		}
		s.Set(testpki.AKISerial(testpki.KeyID(t, s.Key), s.Subject, s.Serial))
	})
	w.easyLeaf = w.easy.Server(t, "vpn.example", func(s *testpki.Spec) {
		s.Set(testpki.AKISerial(testpki.KeyID(t, w.easy.Key), w.easy.Subject, w.easy.Serial))
	})
	w.root = testpki.Root(t, "Root", nil)
	w.middle = w.root.Intermediate(t, "Middle", nil)
	w.leaf = w.middle.Server(t, "www.example", nil)
	w.second = w.middle.Server(t, "mail.example", func(s *testpki.Spec) { s.Drop(aki) })
	w.own = testpki.Root(t, "localhost", func(s *testpki.Spec) { s.Drop(ku); s.Set(testpki.SAN("localhost")) })
	w.bare = testpki.Root(t, "CA without identifiers", func(s *testpki.Spec) { s.Drop(ski); s.Drop(aki) })
	return w
}

func TestCheck(t *testing.T) {
	w := newWorld(t)
	const conforming = "a conforming server certificate issued by this CA"
	const issuer = "a conforming and trusted CA “Middle”, which is not among these certificates"
	for _, c := range []struct {
		name    string
		in      []read.Input
		o       engine.Options
		verdict string
		message string
		assumed string
		events  string
	}{
		{"Elasticsearch CA with its leaf", []read.Input{input("http_ca.crt", w.elastic), input("es.crt", w.elasticLeaf)}, engine.Options{Host: "localhost"},
			"refused", "certificate verify failed: CA cert does not include key usage extension", "", "92@1 of 0!"},
		{"the same, strict cleared", []read.Input{input("http_ca.crt", w.elastic), input("es.crt", w.elasticLeaf)}, engine.Options{Client: "python-3.13-relaxed"},
			"accepted", "", "", ""},
		{"the same, Python 3.12", []read.Input{input("http_ca.crt", w.elastic, w.elasticLeaf)}, engine.Options{Client: "python-3.12"}, "accepted", "", "", ""},
		{"the same, OpenSSL 1.1.1", []read.Input{input("", w.elastic, w.elasticLeaf)}, engine.Options{OpenSSL: "1.1.1"}, "accepted", "", "", ""},
		{"lone Elasticsearch CA", []read.Input{input("http_ca.crt", w.elastic)}, engine.Options{},
			"refused", "certificate verify failed: CA cert does not include key usage extension", conforming, "92@1 of 0!"},
		{"lone CA, Go", []read.Input{input("http_ca.crt", w.elastic)}, engine.Options{Client: "go"}, "accepted", "", conforming, ""},
		{"easy-rsa", []read.Input{input("ca.crt", w.easy), input("server.crt", w.easyLeaf)}, engine.Options{},
			"refused", "certificate verify failed: Basic Constraints of CA cert not marked critical", "", "89@1 of 0!"},
		{"easy-rsa on OpenSSL 4.0", []read.Input{input("ca.crt", w.easy), input("server.crt", w.easyLeaf)}, engine.Options{OpenSSL: "4.0"}, "accepted", "", "", ""},
		{"lone CA without identifiers", []read.Input{input("ca.crt", w.bare)}, engine.Options{},
			"refused", "certificate verify failed: Missing Subject Key Identifier", conforming, "86@1 of 0!"},
		{"lone conforming CA", []read.Input{input("ca.crt", w.root)}, engine.Options{}, "accepted", "", conforming, ""},
		{"lone conforming CA, any host", []read.Input{input("ca.crt", w.root)}, engine.Options{Host: "any.example"}, "accepted", "", conforming, ""},
		{"lone leaf", []read.Input{input("", w.leaf)}, engine.Options{Host: "localhost"}, "accepted", "", issuer, ""},
		{"lone leaf, Python 3.12", []read.Input{input("", w.leaf)}, engine.Options{Client: "python-3.12"}, "accepted", "", issuer, ""},
		{"lone leaf, Go", []read.Input{input("", w.leaf)}, engine.Options{Client: "go", Host: "localhost"}, "accepted", "", issuer, ""},
		{"lone leaf without AKI", []read.Input{input("", w.second)}, engine.Options{}, "refused", "certificate verify failed: Missing Authority Key Identifier", issuer, "85@0 of 0!"},
		{"lone leaf, wrong host", []read.Input{input("", w.leaf)}, engine.Options{Host: "x.example"},
			"refused", "certificate verify failed: Hostname mismatch, certificate is not valid for 'x.example'.", issuer, "62@0 of 0"},
		{"lone leaf, wrong address", []read.Input{input("", w.leaf)}, engine.Options{Host: "192.0.2.1"},
			"refused", "certificate verify failed: IP address mismatch, certificate is not valid for '192.0.2.1'.", issuer, "64@0 of 0"},
		{"wrong host, Node", []read.Input{input("", w.leaf, w.middle, w.root)}, engine.Options{Host: "x.example", Client: "nodejs"}, "refused",
			"ERR_TLS_CERT_ALTNAME_INVALID: Hostname/IP does not match certificate's altnames: Host: x.example. is not in the cert's altnames: DNS:localhost, IP Address:127.0.0.1", "", ""},
		{"wrong host, curl", []read.Input{input("", w.leaf, w.middle, w.root)}, engine.Options{Host: "x.example", Client: "curl"},
			"refused", "SSL: no alternative certificate subject name matches target host name 'x.example'", "", ""},
		{"wrong host, Go", []read.Input{input("", w.leaf, w.middle, w.root)}, engine.Options{Host: "x.example", Client: "go"},
			"refused", "tls: failed to verify certificate: x509: certificate is valid for localhost, not x.example", "", ""},
		{"full chain without root", []read.Input{input("fullchain.pem", w.leaf, w.middle)}, engine.Options{}, "accepted", "", strings.Replace(issuer, "Middle", "Root", 1), ""},
		{"issuing CA in its own file", []read.Input{input("ca.crt", w.middle), input("s.crt", w.leaf)}, engine.Options{}, "accepted", "", "", ""},
		{"issuing CA in its own file, Python 3.12", []read.Input{input("ca.crt", w.middle), input("s.crt", w.leaf)}, engine.Options{Client: "python-3.12"},
			"refused", "certificate verify failed: unable to get issuer certificate", "", "2@1 of 0"},
		{"issuing CA in its own file, Node", []read.Input{input("ca.crt", w.middle), input("s.crt", w.leaf)}, engine.Options{Client: "nodejs"},
			"refused", "UNABLE_TO_GET_ISSUER_CERT: unable to get issuer certificate", "", "2@1 of 0"},
		{"another CA", []read.Input{input("ca.crt", w.elastic), input("s.crt", w.leaf)}, engine.Options{},
			"refused", "certificate verify failed: unable to get local issuer certificate", "", "20@0 of 1"},
		{"another CA, Node names the last", []read.Input{input("ca.crt", w.elastic), input("s.crt", w.leaf)}, engine.Options{Client: "nodejs"},
			"refused", "UNABLE_TO_VERIFY_LEAF_SIGNATURE: unable to verify the first certificate", "", "20@0 of 1, 21@0 of 1"},
		{"self-signed server certificate", []read.Input{input("server.crt", w.own)}, engine.Options{Host: "localhost"}, "accepted", "", "", ""},
		{"the same as a CA", []read.Input{input("server.crt", w.own)}, engine.Options{Roles: map[string]string{sum(w.own): "anchor"}},
			"refused", "certificate verify failed: CA cert does not include key usage extension", conforming, "92@1 of 0!"},
		{"second of two leaves", []read.Input{input("", w.leaf, w.second, w.middle, w.root)}, engine.Options{Chain: new(1)},
			"refused", "certificate verify failed: Missing Authority Key Identifier", "", "85@0 of 1!"},
		{"expired", []read.Input{input("", w.leaf, w.middle, w.root)}, engine.Options{Time: testpki.Now.AddDate(20, 0, 0)},
			"refused", "certificate verify failed: certificate has expired", "", "10@2 of 2, 10@1 of 1, 10@0 of 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := check(t, c.o, c.in...)
			if r.Verdict != c.verdict || r.Message != c.message {
				t.Errorf("%s %q, want %s %q", r.Verdict, r.Message, c.verdict, c.message)
			}
			assumed := ""
			if r.Assumed != nil {
				assumed = *r.Assumed
			}
			if assumed != c.assumed {
				t.Errorf("assumed %q, want %q", assumed, c.assumed)
			}
			if got := events(r); got != c.events {
				t.Errorf("events %s, want %s", got, c.events)
			}
			if r.Verdict == "refused" && len(r.Events) > 0 &&
				(len(r.Findings) == 0 || r.Findings[0].Severity != "stops") {
				t.Errorf("refused, and no finding says why: %+v", r.Findings)
			}
			noNulls(t, r)
		})
	}
}

func sum(c *testpki.Cert) string {
	s := sha256.Sum256(c.DER)
	return hex.EncodeToString(s[:])
}

// noNulls holds every slice of the report to be there.
func noNulls(t *testing.T, r *engine.Report) {
	t.Helper()
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var m any
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case nil:
			if !strings.HasSuffix(path, ".assumed") && path != ".plan" && path != ".plan.primary" {
				t.Errorf("%s is null", path)
			}
		case map[string]any:
			for k, x := range v {
				walk(path+"."+k, x)
			}
		case []any:
			for _, x := range v {
				walk(path, x)
			}
		}
	}
	walk("", m)
}

func TestWaitingAndOtherClients(t *testing.T) {
	ca := testpki.Root(t, "Many faults", func(s *testpki.Spec) {
		s.Drop("2.5.29.15")
		s.Drop("2.5.29.14")
		e := testpki.BasicConstraints(true)
		e.Critical = false
		s.Set(e)
	})
	r := check(t, engine.Options{}, input("ca.crt", ca))
	if got, want := events(r), "89@1 of 0!, 92@1 of 0!, 86@1 of 0!"; got != want {
		t.Fatalf("events %s, want %s", got, want)
	}
	if !reflect.DeepEqual(r.Waiting, []int{1, 2}) || !r.Strict {
		t.Errorf("waiting %v, strict %v", r.Waiting, r.Strict)
	}
	if len(r.Clients) < 10 || len(r.Generations) != 4 {
		t.Errorf("%d clients, %d generations", len(r.Clients), len(r.Generations))
	}
	want := map[string]int{
		"python-3.13":           89,
		"python-3.12":           0,
		"requests":              89,
		"requests-old":          0,
		"curl":                  0,
		"nodejs":                0,
		"go":                    0,
		"openssl-verify-strict": 89,
	}
	for _, c := range r.Clients {
		if code, ok := want[c.ID]; ok && c.Code != code {
			t.Errorf("%s: %d, want %d", c.ID, c.Code, code)
		}
	}
	for i, code := range []int{0, 89, 89, 92} {
		if g := r.Generations[i]; g.Code != code {
			t.Errorf("OpenSSL %s: %d, want %d", g.ID, g.Code, code)
		}
	}
	accepted := check(t, engine.Options{Client: "python-3.12"}, input("ca.crt", ca))
	if accepted.Verdict != "accepted" || len(accepted.Findings) < 3 || accepted.Findings[0].Severity != "will-stop" {
		t.Errorf("what a stricter client refuses is not foretold: %+v", accepted.Findings)
	}
}

// TestUnloadable uses a name with an ENUMERATED, which OpenSSL up to 1.1.1 loads.
func TestUnloadable(t *testing.T) {
	root := testpki.Root(t, "Root", nil)
	leaf := root.Server(t, "leaf", func(s *testpki.Spec) {
		s.Subject = bytes.Replace(s.Subject, []byte{0x0c, 4, 'l'}, []byte{0x0a, 4, 'l'}, 1)
	})
	if r := check(t, engine.Options{OpenSSL: "1.1.1"}, input("", leaf, root)); r.Verdict != "accepted" {
		t.Errorf("1.1.1: %s %q", r.Verdict, r.Message)
	}
	r := check(t, engine.Options{}, input("", leaf, root))
	if r.Verdict != "refused" || !strings.HasPrefix(r.Message, "OpenSSL 3.5 cannot load the certificate") {
		t.Errorf("3.5: %s %q", r.Verdict, r.Message)
	}
	noNulls(t, r)
}

func TestBundleOfRoots(t *testing.T) {
	var in []*testpki.Cert
	for i := range 30 {
		in = append(in, testpki.Root(t, fmt.Sprintf("Root %d", i), func(s *testpki.Spec) {
			if i%3 == 0 {
				s.Drop("2.5.29.15")
			}
		}))
	}
	r := check(t, engine.Options{}, input("ca-certificates.crt", in...))
	refused := 0
	for _, c := range r.Chains {
		if c.Leaf != -1 || c.Assumed == nil {
			t.Fatalf("a root without leaf: %+v", c)
		}
		if c.Verdict == "refused" {
			refused++
		}
	}
	if len(r.Chains) != 30 || refused != 10 {
		t.Errorf("%d chains, %d refused", len(r.Chains), refused)
	}
	var rows []engine.AuditRow
	sum, err := engine.Audit(
		[]read.Input{input("ca-certificates.crt", in...)},
		engine.Options{Time: testpki.Now},
		[]string{"python-3.12"},
		func(r []engine.AuditRow) { rows = append(rows, r...) },
	)
	if err != nil {
		t.Fatal(err)
	}
	if sum.Total != 30 || sum.Counts["refused"] != 10 || len(rows) != 30 || rows[3].Code != 92 ||
		rows[3].Clients["python-3.12"] != "accepted" ||
		rows[3].Rule != "ca-cert-missing-key-usage" {
		t.Errorf("%+v %+v", sum, rows[3])
	}
}

func TestAuditJudgesEachInItsChain(t *testing.T) {
	w := newWorld(t)
	var got []string
	_, err := engine.Audit(
		[]read.Input{input("all.pem", w.leaf, w.elastic, w.middle, w.root, w.second)},
		engine.Options{Time: testpki.Now},
		nil,
		func(rows []engine.AuditRow) {
			for _, r := range rows {
				got = append(got, fmt.Sprintf("%d %s %d", r.Index, r.Role, r.Code))
			}
		},
	)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"0 leaf 0", "1 anchor 92", "2 intermediate 0", "3 anchor 0", "4 leaf 85"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestUnreadable(t *testing.T) {
	w := newWorld(t)
	for name, data := range map[string][]byte{"empty": nil, "junk": {0, 1, 2, 3, 255, 254}, "words": []byte("hello"), "key": w.root.KeyPEM(t)} {
		t.Run(name, func(t *testing.T) {
			r := check(t, engine.Options{}, read.Input{Data: data})
			if r.Verdict != "unreadable" || r.Plan != nil || len(r.Notes) == 0 {
				t.Errorf("%s, plan %v, notes %v", r.Verdict, r.Plan, r.Notes)
			}
			noNulls(t, r)
			if text := fmt.Sprintf("%+v", r); strings.Contains(text, "PRIVATE KEY-----") {
				t.Error("the report repeats a key")
			}
		})
	}
}

func TestUsage(t *testing.T) {
	for name, o := range map[string]engine.Options{
		"client":  {Time: testpki.Now, Client: "netscape"},
		"openssl": {Time: testpki.Now, OpenSSL: "0.9.8"},
		"time":    {},
		"role":    {Time: testpki.Now, Roles: map[string]string{"00": "king"}},
	} {
		var usage *engine.UsageError
		if _, err := engine.Check(nil, o); !errors.As(err, &usage) {
			t.Errorf("%s: %v", name, err)
		}
	}
	var usage *engine.UsageError
	if _, err := engine.Check(
		[]read.Input{input("", newWorld(t).root)},
		engine.Options{Time: testpki.Now, Chain: new(7)},
	); !errors.As(
		err,
		&usage,
	) {
		t.Errorf("chain: %v", err)
	}
}

func TestCancel(t *testing.T) {
	w := newWorld(t)
	asked := 0
	o := engine.Options{Time: testpki.Now, Cancelled: func() bool { asked++; return asked > 1 }}
	if _, err := engine.Check(
		[]read.Input{input("", w.leaf, w.middle, w.root)},
		o,
	); !errors.Is(
		err,
		engine.ErrCancelled,
	) {
		t.Errorf("check: %v", err)
	}
	asked = 0
	if _, err := engine.Audit(
		[]read.Input{input("", w.leaf, w.middle, w.root)},
		o,
		nil,
		func([]engine.AuditRow) {},
	); !errors.Is(
		err,
		engine.ErrCancelled,
	) {
		t.Errorf("audit: %v", err)
	}
}

func TestSameInputSameReport(t *testing.T) {
	w := newWorld(t)
	one := func() []byte {
		data, err := json.Marshal(
			check(t, engine.Options{Host: "localhost"}, input("a", w.elastic), input("b", w.elasticLeaf, w.leaf)),
		)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	first, second := one(), one()
	if string(first) != string(second) {
		t.Error("two runs differ")
	}
}

func TestChinese(t *testing.T) {
	w := newWorld(t)
	r := check(t, engine.Options{Lang: lang.Chinese}, input("", w.elastic))
	if r.Assumed == nil || *r.Assumed != "由该 CA 颁发的一份合规服务器证书" ||
		r.Message != "certificate verify failed: CA cert does not include key usage extension" {
		t.Errorf("%v %q", r.Assumed, r.Message)
	}
}

func TestDetails(t *testing.T) {
	w := newWorld(t)
	d, err := engine.Details(w.elasticLeaf.DER, lang.English)
	if err != nil {
		t.Fatal(err)
	}
	var walk func(n engine.Node, from, to int)
	walk = func(n engine.Node, from, to int) {
		if n.Start < from || n.End > to || n.Start > n.End {
			t.Errorf("%s: [%d, %d) is not within [%d, %d)", n.Name, n.Start, n.End, from, to)
		}
		for _, c := range n.Children {
			walk(c, n.Start, n.End)
		}
	}
	for _, f := range d.Fields {
		walk(f, 0, len(w.elasticLeaf.DER))
	}
	if len(d.Fields) != 10 || !strings.Contains(d.Text, "DNS:es01") {
		t.Errorf("%d fields:\n%s", len(d.Fields), d.Text)
	}
	if _, err := engine.Details([]byte{0x30, 1}, lang.English); err == nil {
		t.Error("junk has details")
	}
}

func TestDetailsOfManyNames(t *testing.T) {
	var names []string
	for i := range 10000 {
		names = append(names, fmt.Sprintf("host-%d.example", i))
	}
	c := testpki.Root(t, "CA", nil).Server(t, "many", func(s *testpki.Spec) { s.Set(testpki.SAN(names...)) })
	began := time.Now()
	if _, err := engine.Details(c.DER, lang.English); err != nil {
		t.Fatal(err)
	}
	r := check(t, engine.Options{}, input("", c))
	if n := len(r.Certificates[0].Extensions[len(r.Certificates[0].Extensions)-1].Value); n > 300 {
		t.Errorf("%d lines", n)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("took %s", took)
	}
}

// TestNotes holds the notes about a clock that is off and about name constraints that no name fits.
func TestNotes(t *testing.T) {
	noted := func(r *engine.Report, id string) string {
		for _, n := range r.Notes {
			if n.ID == id {
				return n.Text
			}
		}
		return ""
	}
	ca := testpki.Root(t, "CA", nil)
	for _, l := range []lang.Lang{lang.English, lang.Chinese} {
		if text := noted(
			check(t, engine.Options{Lang: l, Released: testpki.Now.Add(48 * time.Hour)}, input("", ca)),
			"clock",
		); !strings.Contains(
			text,
			testpki.Now.UTC().Format(time.DateOnly),
		) {
			t.Errorf("%s: a build of the future: %q", l, text)
		}
	}
	for _, released := range []time.Time{{}, testpki.Now} {
		if text := noted(check(t, engine.Options{Released: released}, input("", ca)), "clock"); text != "" {
			t.Errorf("released %v: %s", released, text)
		}
	}
	corp := testpki.Root(t, "Corp", func(s *testpki.Spec) {
		s.Set(testpki.Ext{OID: "2.5.29.30", Critical: true, Value: []byte("\x30\x0a\xa0\x08\x30\x06\x82\x04corp")})
	})
	for host, wants := range map[string]bool{"": false, "es.corp": false, "es.example": true} {
		r := check(t, engine.Options{Host: host}, input("", corp))
		if text := noted(r, "name-constraints"); (text != "") != wants || !strings.Contains(text, host) && wants {
			t.Errorf("host %q: %q", host, text)
		}
		for _, c := range r.Clients {
			if c.Compared && c.Verdict != "accepted" && !wants {
				t.Errorf("host %q: %s %s", host, c.ID, c.Text)
			}
		}
	}
}
