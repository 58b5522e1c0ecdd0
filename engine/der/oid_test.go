package der

import (
	"encoding/hex"
	"testing"
)

func TestOIDContent(t *testing.T) {
	for _, c := range []struct{ dotted, hex string }{
		{"1.2.840.113549.1.1.11", "2a864886f70d01010b"}, {"2.5.29.15", "551d0f"}, {"0.0", "00"}, {"0.39", "27"},
		{"1.39", "4f"}, {"2.999.3", "883703"},
		{"2.16.840.1.101.3.4.2.1", "608648016503040201"}, {"1.3.128.127", "2b81007f"},
		{"2.9223372036854775807", "8180808080808080804f"},
		{"2.25.340282366920938463463374607431768211455", "6983ffffffffffffffffffffffffffffffffff7f"},
		{"2.340282366920938463463374607431768211455", "8480808080808080808080808080808080804f"},
	} {
		got := OIDContent(c.dotted)
		if hex.EncodeToString(got) != c.hex {
			t.Errorf("%s: got %x, want %s", c.dotted, got, c.hex)
		}
		if back := OIDText(got); back != c.dotted {
			t.Errorf("%s comes back as %s", c.dotted, back)
		}
	}
	for _, bad := range []string{
		"", "1", "1.", ".1", "1..2", "3.1", "0.40", "1.40", "1.2.a", "1.2.-3", "99999999999999999999.1",
		"1.99999999999999999999",
	} {
		if got := OIDContent(bad); got != nil {
			t.Errorf("%q: got %x", bad, got)
		}
	}
}
