package engine_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"x509strict/engine"
	"x509strict/engine/internal/processor"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/lang"
	"x509strict/engine/read"
)

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

func TestUnreadable(t *testing.T) {
	w := newWorld(t)
	for name, data := range map[string][]byte{
		"empty": nil, "junk": {0, 1, 2, 3, 255, 254}, "words": []byte("hello"), "key": w.root.KeyPEM(t),
	} {
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
	ca := testpki.Root(t, "CA", nil)
	shown := func(n int) func() {
		var names []string
		for i := range n {
			names = append(names, fmt.Sprintf("host-%d.example", i))
		}
		c := ca.Server(t, "many", func(s *testpki.Spec) { s.Set(testpki.SAN(names...)) })
		return func() {
			if _, err := engine.Details(c.DER, lang.English); err != nil {
				t.Fatal(err)
			}
			r := check(t, engine.Options{}, input("", c))
			if n := len(r.Certificates[0].Extensions[len(r.Certificates[0].Extensions)-1].Value); n > 300 {
				t.Errorf("%d lines", n)
			}
		}
	}
	if times := processor.Times(10, shown(1000), shown(10_000), 3); times > 3 {
		t.Errorf("ten times the names take %.0f times the processor", 10*times)
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
