package roles_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/roles"
)

// item is a certificate of a heap, with the file it is in.
type item struct {
	c    *testpki.Cert
	file string
}

func heap(t *testing.T, list []item) []roles.Item {
	t.Helper()
	var out []roles.Item
	for _, x := range list {
		c, rest, err := cert.Parse(x.c.DER)
		if err != nil || len(rest) > 0 {
			t.Fatalf("parse: %v, %d bytes left", err, len(rest))
		}
		out = append(out, roles.Item{Certificate: c, File: x.file})
	}
	return out
}

// show writes chains as "leaf<-sent|trusted", stand-ins as "?".
func show(items []roles.Item, d *roles.Decision) string {
	at := func(c *cert.Certificate) string {
		for i, it := range items {
			if it.Certificate == c {
				return fmt.Sprint(i)
			}
		}
		return "?"
	}
	var chains []string
	for _, c := range d.Chains {
		s := at(c.Cert) + "<-"
		for _, x := range c.Untrusted {
			s += at(x)
		}
		s += "|"
		for _, x := range c.Trusted {
			s += at(x)
		}
		chains = append(chains, s)
	}
	return strings.Join(chains, " ")
}

func TestDecide(t *testing.T) {
	root := testpki.Root(t, "Root", nil)
	other := testpki.Root(t, "Other root", nil)
	middle := root.Intermediate(t, "Middle", nil)
	leaf := middle.Server(t, "leaf", nil)
	second := middle.Server(t, "second", nil)
	direct := root.Server(t, "direct", nil)
	again := root.Again(t, nil, func(s *testpki.Spec) { s.Serial = []byte{9} })
	own := testpki.Root(t, "localhost", func(s *testpki.Spec) {
		s.Drop("2.5.29.15")
		s.Set(testpki.SAN("localhost"))
	})
	plain := testpki.Root(t, "plain.example", func(s *testpki.Spec) { s.Exts = nil; s.Version = 0 })
	notCA := testpki.Root(
		t,
		"Not a CA",
		func(s *testpki.Spec) { s.Set(testpki.BasicConstraints(false)); s.Drop("2.5.29.15") },
	)
	underNotCA := notCA.Server(t, "under", nil)

	for _, c := range []struct {
		name   string
		heap   []item
		roles  string
		chains string
	}{
		{"CA file and server certificate", []item{{root, "ca.crt"}, {direct, "s.crt"}}, "anchor leaf", "1<-|0"},
		{"full chain in any order", []item{{root, ""}, {leaf, ""}, {middle, ""}}, "anchor leaf intermediate", "1<-2|0"},
		{"several leaves, several chains", []item{{leaf, ""}, {second, ""}, {middle, ""}, {root, ""}, {direct, ""}}, "leaf leaf intermediate anchor leaf", "0<-2|3 1<-2|3 4<-|3"},
		{"lone CA gets a conforming leaf", []item{{root, "ca.crt"}}, "anchor", "?<-|0"},
		{"lone issuing CA is trusted as given", []item{{middle, "ca.crt"}}, "anchor", "?<-|0"},
		{"lone leaf gets a trusted issuer", []item{{leaf, ""}}, "leaf", "0<-|?"},
		{"leaf and issuing CA of one file: sent together", []item{{leaf, "fullchain.pem"}, {middle, "fullchain.pem"}}, "leaf intermediate", "0<-1|?"},
		{"leaf and issuing CA of two files: a CA file", []item{{leaf, "s.crt"}, {middle, "ca.crt"}}, "leaf anchor", "0<-|1"},
		{"leaf with somebody else's CA: nothing assumed", []item{{leaf, ""}, {other, ""}}, "leaf anchor", "0<-| ?<-|1"},
		{"self-signed server certificate is its own CA file", []item{{own, ""}}, "leaf", "0<-|0"},
		{"version 1 self-signed is a CA", []item{{plain, ""}}, "anchor", "?<-|0"},
		{"a non-CA that issued is an issuer", []item{{underNotCA, ""}, {notCA, ""}}, "leaf anchor", "0<-|1"},
		{"trust store: each CA by itself", []item{{root, ""}, {other, ""}}, "anchor anchor", "?<-|0 ?<-|1"},
		{"renewed root beside the old: each by itself", []item{{root, ""}, {again, ""}}, "anchor anchor", "?<-|0 ?<-|1"},
		{"renewed root beside the old, with a leaf: both trusted", []item{{root, ""}, {again, ""}, {direct, ""}}, "anchor anchor leaf", "2<-|01"},
		{"CA file: every CA is judged, with those above it", []item{{root, ""}, {middle, ""}}, "anchor anchor", "?<-|0 ?<-|10"},
	} {
		t.Run(c.name, func(t *testing.T) {
			items := heap(t, c.heap)
			d, err := roles.Decide(items, roles.Options{Time: testpki.Now})
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Trim(fmt.Sprint(d.Roles), "[]")
			if got != c.roles {
				t.Errorf("roles %s, want %s", got, c.roles)
			}
			if got := show(items, d); got != c.chains {
				t.Errorf("chains %s, want %s", got, c.chains)
			}
		})
	}
}

func TestOverride(t *testing.T) {
	root := testpki.Root(t, "Root", nil)
	middle := root.Intermediate(t, "Middle", nil)
	leaf := middle.Server(t, "leaf", nil)
	own := testpki.Root(t, "localhost", func(s *testpki.Spec) {
		s.Drop("2.5.29.15")
		s.Set(testpki.SAN("localhost"))
	})
	for _, c := range []struct {
		name   string
		heap   []item
		set    map[int]roles.Role
		chains string
	}{
		{"issuing CA as CA file", []item{{leaf, ""}, {middle, ""}}, map[int]roles.Role{1: roles.Anchor}, "0<-|1"},
		{"root sent, not trusted", []item{{leaf, ""}, {middle, ""}, {root, ""}}, map[int]roles.Role{2: roles.Intermediate}, "0<-12|"},
		{"root left out", []item{{leaf, ""}, {middle, ""}, {root, ""}}, map[int]roles.Role{2: roles.Unused}, "0<-1|?"},
		{"self-signed server certificate as a CA", []item{{own, ""}}, map[int]roles.Role{0: roles.Anchor}, "?<-|0"},
		{"leaf trusted itself", []item{{leaf, ""}}, map[int]roles.Role{0: roles.Anchor}, "0<-|0"},
		{"CA used by a server", []item{{root, ""}}, map[int]roles.Role{0: roles.Leaf}, "0<-|0"},
		{"everything unused", []item{{root, ""}}, map[int]roles.Role{0: roles.Unused}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			items := heap(t, c.heap)
			set := map[string]roles.Role{}
			for i, r := range c.set {
				sum := sha256.Sum256(items[i].Raw)
				set[hex.EncodeToString(sum[:])] = r
			}
			d, err := roles.Decide(items, roles.Options{Time: testpki.Now, Override: set})
			if err != nil {
				t.Fatal(err)
			}
			if got := show(items, d); got != c.chains {
				t.Errorf("chains %s, want %s", got, c.chains)
			}
		})
	}
	if _, err := roles.Decide(nil, roles.Options{Override: map[string]roles.Role{"00": "king"}}); err == nil {
		t.Error("a role that is none was taken")
	}
}

// TestItself: a self-signed leaf is trusted as it is, unless something else is; where that is open both are plausible.
func TestItself(t *testing.T) {
	own := testpki.Root(t, "localhost", func(s *testpki.Spec) { s.Drop("2.5.29.15"); s.Set(testpki.SAN("localhost")) })
	other := testpki.Root(t, "Other CA", nil)
	leaf := other.Server(t, "leaf", nil)
	for _, c := range []struct {
		name   string
		heap   []item
		set    map[int]roles.Role
		itself string // in each reading
	}{
		{"alone", []item{{own, ""}}, nil, "yes"},
		{"beside a CA", []item{{own, "a.pem"}, {other, "b.pem"}}, nil, "no yes"},
		{"with a CA in one file", []item{{own, "a.pem"}, {other, "a.pem"}}, nil, "no yes"},
		{"beside a CA and its leaf", []item{{own, "a.pem"}, {leaf, "c.pem"}, {other, "b.pem"}}, nil, "no yes"},
		{"beside a CA file by name", []item{{own, "a.pem"}, {other, "ca.pem"}}, nil, "no"},
		{"a leaf, the user says", []item{{own, "a.pem"}, {other, "b.pem"}}, map[int]roles.Role{0: roles.Leaf}, "yes"},
		{"and the other is trusted", []item{{own, "a.pem"}, {other, "b.pem"}},
			map[int]roles.Role{0: roles.Leaf, 1: roles.Anchor}, "no"},
		{"and that in one file", []item{{own, "a.pem"}, {other, "a.pem"}},
			map[int]roles.Role{0: roles.Leaf, 1: roles.Anchor}, "no"},
	} {
		t.Run(c.name, func(t *testing.T) {
			items := heap(t, c.heap)
			set := map[string]roles.Role{}
			for i, r := range c.set {
				sum := sha256.Sum256(items[i].Raw)
				set[hex.EncodeToString(sum[:])] = r
			}
			d, err := roles.Decide(items, roles.Options{Time: testpki.Now, Override: set})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, x := range append([]*roles.Decision{d}, d.Others...) {
				got = append(got, map[bool]string{true: "yes", false: "no"}[x.TrustsItself(0)])
				if x.TrustsItself(0) != slices.Contains(x.Chains[0].Trusted, items[0].Certificate) {
					t.Error("the chain knows otherwise")
				}
			}
			if s := strings.Join(got, " "); s != c.itself {
				t.Errorf("%s, want %s", s, c.itself)
			}
		})
	}
}

// TestManyItems holds the work to the size of the heap: 20,000 leaves of one CA.
func TestManyItems(t *testing.T) {
	root := testpki.Root(t, "Root", nil)
	items := heap(t, []item{{root, ""}})
	one := heap(t, []item{{root.Server(t, "leaf", nil), ""}})[0]
	for range 20000 {
		c := *one.Certificate
		items = append(items, roles.Item{Certificate: &c})
	}
	d, err := roles.Decide(items, roles.Options{Time: testpki.Now})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Chains) != 20000 || len(d.Chains[19999].Trusted) != 1 {
		t.Errorf("%d chains", len(d.Chains))
	}
}
