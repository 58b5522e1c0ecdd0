package webpki_test

import (
	"math/rand/v2"
	"testing"

	"x509strict/engine/internal/peer"
	"x509strict/engine/internal/testca"
	"x509strict/engine/webpki"
)

// What this release accepts and the next one refuses, and only that, is told.
func TestComing(t *testing.T) {
	const keyUsage = "2.5.29.15"
	usage := func(unused, bits byte) *testca.Extension {
		return &testca.Extension{OID: keyUsage, Critical: testca.Critical(), Value: testca.Bits(unused, bits)}
	}
	for name, c := range map[string]struct {
		leaf, middle, root *testca.Extension // key usages; nil for the usual ones
		want               webpki.Kind
	}{
		"conforming":                       {},
		"intermediate without keyCertSign": {middle: usage(1, 0x02), want: webpki.IssuerNotCertSigner},
		"anchor without keyCertSign":       {root: usage(1, 0x02)},
		"leaf with keyCertSign":            {leaf: usage(2, 0x84), want: webpki.EndEntityCertHasCertSignKeyUsage},
		"leaf without digitalSignature":    {leaf: usage(5, 0x20), want: webpki.KeyUsageMissingDigitalSignature},
		"leaf with digitalSignature only":  {leaf: usage(7, 0x80)},
		"leaf with a key usage of no bits": {leaf: usage(0, 0), want: webpki.KeyUsageMissingDigitalSignature},
		"leaf whose key usage is no string": {
			leaf: &testca.Extension{OID: keyUsage, Value: testca.Seq()}, want: webpki.BadDer,
		},
	} {
		r := rand.New(rand.NewPCG(1, 2))
		testca.Now = peer.Now
		root := testca.New(r, testca.CA, "Root", nil)
		middle := testca.New(r, testca.CA, "Middle", root)
		leaf := testca.New(r, testca.Server, "localhost", middle)
		for one, e := range map[*testca.Certificate]*testca.Extension{root: c.root, middle: c.middle, leaf: c.leaf} {
			if e != nil {
				one.Put(*e)
			}
		}
		for _, p := range providers {
			v := webpki.Verify(webpki.Input{
				Provider: p, Leaf: leaf.Sign(r, middle.Key, false), Sent: [][]byte{middle.Sign(r, root.Key, false)},
				Anchors: [][]byte{root.Sign(r, root.Key, false)}, Host: "localhost", Time: peer.Now, Signature: signer(),
			})
			switch {
			case v.Err != nil:
				t.Errorf("%s: refused today: %s", name, v.Err.Line())
			case c.want == "" && len(v.Later) > 0:
				t.Errorf("%s: %s is announced", name, v.Later[0].Debug())
			case c.want != "" && (len(v.Later) != 1 || v.Later[0].Kind != c.want):
				t.Errorf("%s: %v is announced, %s is coming", name, v.Later, c.want)
			}
		}
	}
}
