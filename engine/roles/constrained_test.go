package roles

import (
	"encoding/hex"
	"testing"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/verify"
)

// subtree tags: 0xa0 permitted, 0xa1 excluded.
type subtree struct {
	list byte
	name string // DER of the GeneralName in hex
}

const (
	corp    = "8204636f7270"         // DNS:corp
	dotCorp = "82052e636f7270"       // DNS:.corp
	allDNS  = "8200"                 // DNS:
	net10   = "87080a000000ff000000" // IP:10.0.0.0/8
	one4    = "87080a000007ffffffff" // IP:10.0.0.7/32
	allIP   = "87080000000000000000" // IP:0.0.0.0/0
)

func TestFitting(t *testing.T) {
	dirACM := "a411300f310d300b060355040a0c0441434d45" // dirName:O=ACME
	for _, c := range []struct {
		name  string
		trees []subtree
		fits  bool
	}{
		{"no constraints", nil, true},
		{"a permitted domain", []subtree{{0xa0, corp}}, true},
		{"a permitted domain with a dot", []subtree{{0xa0, dotCorp}}, true},
		{"a permitted range, no domain", []subtree{{0xa0, net10}, {0xa1, allDNS}}, true},
		{"one address, no domain", []subtree{{0xa0, one4}, {0xa1, allDNS}}, true},
		{"a directory name", []subtree{{0xa0, dirACM}}, true},
		{"a directory name and a domain", []subtree{{0xa0, dirACM}, {0xa0, corp}}, true},
		{"an excluded domain", []subtree{{0xa1, "82076578616d706c65"}}, true},
		{"no name at all", []subtree{{0xa1, allDNS}, {0xa1, allIP}}, false},
	} {
		var lists [2][]byte
		for _, s := range c.trees {
			name, err := hex.DecodeString(s.name)
			if err != nil {
				t.Fatal(err)
			}
			lists[s.list&1] = append(lists[s.list&1], wrap(0x30, name)...)
		}
		ca := testpki.Root(t, "Constrained", func(s *testpki.Spec) {
			var value []byte
			for i, l := range lists {
				if l != nil {
					value = append(value, wrap(0xa0+byte(i), l)...)
				}
			}
			if value != nil {
				s.Set(testpki.Ext{OID: "2.5.29.30", Critical: true, Value: wrap(0x30, value)})
			}
		})
		parsed, _, err := cert.Parse(ca.DER)
		if err != nil {
			t.Fatal(err)
		}
		leaf, err := leafOf(parsed, Options{Time: testpki.Now})
		if err != nil {
			t.Fatal(err)
		}
		at := testpki.Now.Truncate(time.Second).Unix()
		refused := false
		for _, e := range new(verify.Verifier).Verify(leaf, nil, []*cert.Certificate{parsed},
			verify.Profile{Flags: verify.PartialChain, Time: &at}).Events {
			refused = refused || e.Code != 7 // the stand-in is not signed
		}
		if refused == c.fits {
			t.Errorf("%s: refused %v", c.name, refused)
		}
	}
}

func wrap(id byte, content []byte) []byte { return append([]byte{id, byte(len(content))}, content...) }
