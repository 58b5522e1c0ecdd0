package engine_test

import (
	"encoding/pem"
	"os"
	"slices"
	"strings"
	"testing"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/read"
)

// TestSM2Identity wants the reason of a signature that OpenSSL refuses for its identity only: the chain is what
// verify/testdata/signatures.sh made with -sigopt distid:1234567812345678.
func TestSM2Identity(t *testing.T) {
	data, err := os.ReadFile("testdata/sm2-identity.pem")
	if err != nil {
		t.Fatal(err)
	}
	broken := damaged(t, data)
	for _, c := range []struct {
		name string
		data []byte
		note bool
	}{{"other identity", data, true}, {"damaged", broken, false}} {
		r, err := engine.Check([]read.Input{{Name: "chain.pem", Data: c.data}}, engine.Options{Time: testpki.Now})
		if err != nil {
			t.Fatal(err)
		}
		has := slices.ContainsFunc(r.Notes, func(n engine.Note) bool {
			return n.ID == "sm2-identity" && strings.Contains(n.Text, "distid:1234567812345678")
		})
		if has != c.note || r.Verdict == "accepted" {
			t.Errorf("%s: verdict %s, notes %+v", c.name, r.Verdict, r.Notes)
		}
	}
}

// damaged changes the last byte of the first certificate's signature.
func damaged(t *testing.T, data []byte) []byte {
	t.Helper()
	block, rest := pem.Decode(data)
	if block == nil {
		t.Fatal("no certificate")
	}
	block.Bytes[len(block.Bytes)-1] ^= 1
	return append(pem.EncodeToMemory(block), rest...)
}
