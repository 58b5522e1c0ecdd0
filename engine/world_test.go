package engine_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
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
