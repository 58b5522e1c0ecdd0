package engine_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/lang"
	"x509strict/engine/read"
)

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
		{"Elasticsearch CA with its leaf",
			[]read.Input{input("http_ca.crt", w.elastic), input("es.crt", w.elasticLeaf)},
			engine.Options{Host: "localhost"},
			"refused", "certificate verify failed: CA cert does not include key usage extension", "", "92@1 of 0!"},
		{"the same, strict cleared", []read.Input{input("http_ca.crt", w.elastic), input("es.crt", w.elasticLeaf)},
			engine.Options{Client: "python-3.13-relaxed"}, "accepted", "", "", ""},
		{"the same, Python 3.12", []read.Input{input("http_ca.crt", w.elastic, w.elasticLeaf)},
			engine.Options{Client: "python-3.12"}, "accepted", "", "", ""},
		{"the same, OpenSSL 1.1.1", []read.Input{input("", w.elastic, w.elasticLeaf)}, engine.Options{OpenSSL: "1.1.1"}, "accepted", "", "", ""},
		{"lone Elasticsearch CA", []read.Input{input("http_ca.crt", w.elastic)}, engine.Options{},
			"refused", "certificate verify failed: CA cert does not include key usage extension", conforming, "92@1 of 0!"},
		{"lone CA, Go", []read.Input{input("http_ca.crt", w.elastic)}, engine.Options{Client: "go"}, "accepted", "", conforming, ""},
		{"easy-rsa", []read.Input{input("ca.crt", w.easy), input("server.crt", w.easyLeaf)}, engine.Options{},
			"refused", "certificate verify failed: Basic Constraints of CA cert not marked critical", "", "89@1 of 0!"},
		{"easy-rsa on OpenSSL 4.0", []read.Input{input("ca.crt", w.easy), input("server.crt", w.easyLeaf)},
			engine.Options{OpenSSL: "4.0"}, "accepted", "", "", ""},
		{"lone CA without identifiers", []read.Input{input("ca.crt", w.bare)}, engine.Options{},
			"refused", "certificate verify failed: Missing Subject Key Identifier", conforming, "86@1 of 0!"},
		{"lone conforming CA", []read.Input{input("ca.crt", w.root)}, engine.Options{}, "accepted", "", conforming, ""},
		{"lone conforming CA, any host", []read.Input{input("ca.crt", w.root)}, engine.Options{Host: "any.example"}, "accepted", "", conforming, ""},
		{"lone leaf", []read.Input{input("", w.leaf)}, engine.Options{Host: "localhost"}, "accepted", "", issuer, ""},
		{"lone leaf, Python 3.12", []read.Input{input("", w.leaf)}, engine.Options{Client: "python-3.12"}, "accepted", "", issuer, ""},
		{"lone leaf, Go", []read.Input{input("", w.leaf)}, engine.Options{Client: "go", Host: "localhost"},
			"accepted", "", issuer, ""},
		{"lone leaf without AKI", []read.Input{input("", w.second)}, engine.Options{}, "refused",
			"certificate verify failed: Missing Authority Key Identifier", issuer, "85@0 of 0!"},
		{"lone leaf, wrong host", []read.Input{input("", w.leaf)}, engine.Options{Host: "x.example"},
			"refused", "certificate verify failed: Hostname mismatch, certificate is not valid for 'x.example'.", issuer, "62@0 of 0"},
		{"lone leaf, wrong address", []read.Input{input("", w.leaf)}, engine.Options{Host: "192.0.2.1"},
			"refused", "certificate verify failed: IP address mismatch, certificate is not valid for '192.0.2.1'.", issuer, "64@0 of 0"},
		{"wrong host, Node", []read.Input{input("", w.leaf, w.middle, w.root)},
			engine.Options{Host: "x.example", Client: "nodejs"}, "refused",
			"ERR_TLS_CERT_ALTNAME_INVALID: Hostname/IP does not match certificate's altnames: Host: x.example. is not in the cert's altnames: DNS:localhost, IP Address:127.0.0.1", "", ""},
		{"wrong host, curl", []read.Input{input("", w.leaf, w.middle, w.root)}, engine.Options{Host: "x.example", Client: "curl"},
			"refused", "SSL: no alternative certificate subject name matches target host name 'x.example'", "", ""},
		{"wrong host, Go", []read.Input{input("", w.leaf, w.middle, w.root)}, engine.Options{Host: "x.example", Client: "go"},
			"refused", "tls: failed to verify certificate: x509: certificate is valid for localhost, not x.example", "", ""},
		{"full chain without root", []read.Input{input("fullchain.pem", w.leaf, w.middle)}, engine.Options{},
			"accepted", "", strings.Replace(issuer, "Middle", "Root", 1), ""},
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
	if r.Assumed == nil || *r.Assumed != "由该 CA 签发的一张合规的服务器证书" ||
		r.Message != "certificate verify failed: CA cert does not include key usage extension" {
		t.Errorf("%v %q", r.Assumed, r.Message)
	}
}
