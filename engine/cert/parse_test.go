package cert

import (
	"encoding/pem"
	"os"
	"testing"
)

func TestSystemCertificatesParse(t *testing.T) {
	data, err := os.ReadFile("/etc/ssl/certs/ca-certificates.crt")
	if err != nil {
		t.Skip("no system CA certificates:", err)
	}
	n := 0
	for {
		var block *pem.Block
		if block, data = pem.Decode(data); block == nil {
			break
		}
		c, rest, err := Parse(block.Bytes)
		if err != nil || len(rest) != 0 {
			t.Fatalf("certificate %d: %v, %d bytes left", n, err, len(rest))
		}
		if n == 0 {
			t.Log(c.Subject, c.SPKI.Describe(), c.NotAfter, c.IsCA(), c.SelfSigned())
		}
		n++
	}
	t.Log(n, "certificates")
}
