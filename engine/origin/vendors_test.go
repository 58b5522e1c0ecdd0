package origin

import (
	"encoding/pem"
	"os"
	"slices"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/code"
)

// given is a certificate that a vendor gives out.
type given struct {
	id string
	c  *cert.Certificate
}

// published reads testdata/vendors.pem.
func published(t *testing.T) (out []given) {
	rest, err := os.ReadFile("testdata/vendors.pem")
	if err != nil {
		t.Fatal(err)
	}
	for {
		before, _, _ := strings.Cut(string(rest), "\n-----BEGIN")
		block, after := pem.Decode(rest)
		if block == nil {
			return out
		}
		c, _, err := cert.Parse(block.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, given{before[strings.LastIndexByte(before, '\n')+1:], c})
		rest = after
	}
}

// TestVendors holds what the table says of vendors' CAs to the certificates that they give out: who made them, that
// the key is out of reach, and each fault, no more and no fewer.
func TestVendors(t *testing.T) {
	found := map[string][]code.Code{}
	for _, p := range published(t) {
		got := Detect([]*cert.Certificate{p.c})
		if len(got) != 1 || got[0].Maker.ID != p.id {
			t.Errorf("%s is taken for %s", p.id, names(got))
			continue
		}
		if !got[0].Maker.OutOfReach() {
			t.Errorf("%s: the key is said to be within reach", p.id)
		}
		for _, fault := range []code.Code{
			code.InvalidCa, code.CaBconsNotCritical, code.CaCertMissingKeyUsage, code.MissingSubjectKeyIdentifier,
		} {
			if p.c.SelfIssued() && hasFault(p.c, fault) && !slices.Contains(found[p.id], fault) {
				found[p.id] = append(found[p.id], fault)
			}
		}
	}
	for id, faults := range found {
		want := slices.Clone(ByID(id).Faults)
		slices.Sort(want)
		slices.Sort(faults)
		if !slices.Equal(faults, want) {
			t.Errorf("%s: the certificates have faults %v, the table says %v", id, faults, want)
		}
	}
}
