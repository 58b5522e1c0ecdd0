package cert_test

import (
	"bytes"
	"encoding/pem"
	"os"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/release"
)

// FuzzParse reads any bytes as a certificate and asks everything there is to ask: no panic, every part inside of the
// whole, names and keys that compare equal to themselves, and the same certificate when its own bytes are read again.
func FuzzParse(f *testing.F) {
	root := testpki.Root(f, "Root", nil)
	f.Add(root.DER)
	f.Add(root.Server(f, "leaf", func(s *testpki.Spec) { s.Set(testpki.AKISerial(nil, s.Subject, s.Serial)) }).DER)
	f.Add(testpki.Root(f, "RSA", func(s *testpki.Spec) { s.Key = testpki.RSA(f, 1024) }).DER)
	data, err := os.ReadFile("../testdata/elasticsearch.pem")
	if err != nil {
		f.Fatal(err)
	}
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		f.Add(block.Bytes)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, rest, err := cert.Parse(data)
		if err != nil {
			return
		}
		if len(c.Raw)+len(rest) != len(data) || !bytes.HasPrefix(data, c.Raw) {
			t.Fatalf("%d bytes of certificate and %d behind it, of %d", len(c.Raw), len(rest), len(data))
		}
		for p := cert.PartTBS; p <= cert.PartSignature; p++ {
			if s := c.Where(p); s.Start < 0 || s.End < s.Start || s.End > len(c.Raw) {
				t.Errorf("part %d lies at %v of %d", p, s, len(c.Raw))
			}
		}
		all := c.Where(cert.PartExtensions)
		for i := range c.Extensions {
			if s := c.WhereExtension(i); s.Start < all.Start || s.End <= s.Start || s.End > all.End {
				t.Errorf("extension %d lies at %v, all of them at %v", i, s, all)
			}
		}
		if !c.Subject.Equal(c.Subject) || !c.Issuer.Equal(c.Issuer) {
			t.Error("a name differs from itself")
		}
		ask(c)
		again, rest, err := cert.Parse(c.Raw)
		if err != nil || len(rest) > 0 || again.Fingerprint256() != c.Fingerprint256() ||
			again.Subject.String() != c.Subject.String() {
			t.Errorf("read again: %v, %d bytes behind", err, len(rest))
		}
	})
}

// ask asks the certificate everything.
func ask(c *cert.Certificate) {
	for _, r := range release.All {
		c.AKI(r)
		c.AltNames(r)
		c.Constraints(r)
		c.Invalid(r)
		c.LoadsIn(r)
		c.PathLength(r)
		c.SelfSignedIn(r)
		c.SignatureBits(r)
		if c.Signed().AllowedIn(c.PublicKey(), r) {
			c.Signed().Verify(c.PublicKey())
		}
		c.UnhandledCritical(r)
		c.FitsItself(r)
	}
	c.AKIMatches(c, release.Default)
	_ = c.SPKI.Describe() + c.Subject.CommonName() + c.Issuer.String()
	_, _ = c.NotBefore.UTC()
	_, _ = c.NotAfter.UTC()
}
