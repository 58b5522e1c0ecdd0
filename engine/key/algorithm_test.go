package key

import (
	"testing"

	"x509strict/engine/release"
)

// TestWeakDigest holds the names of weak digests to the security bits, which are OpenSSL's. It grades no MD2, MDC2 and
// SHA, which its tables name without having them.
func TestWeakDigest(t *testing.T) {
	graded := 0
	for id, row := range signatureAlgorithms {
		a := Algorithm{OID: id}
		bits, ok := a.SecurityBits(&Public{}, release.Open35)
		if row.digest == "" || !ok {
			continue
		}
		graded++
		if weak := a.WeakDigest(); (weak != "") != (bits < 112) || weak != "" && weak != string(row.digest) {
			t.Errorf("%s: %q with %d bits, weak digest %q", id, row.digest, bits, weak)
		}
	}
	if graded < 20 {
		t.Errorf("only %d algorithms are graded", graded)
	}
}
