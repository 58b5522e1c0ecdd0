package verify

import (
	"x509strict/engine/cert"
	"x509strict/engine/code"
)

// minimumBits are the security bits that a level asks for (OpenSSL minbits_table).
var minimumBits = [...]int{1: 80, 2: 112, 3: 128, 4: 192, 5: 256}

func (s *session) minimum() int { return minimumBits[min(s.Level, len(minimumBits)-1)] }

func (s *session) strongKey(c *cert.Certificate) bool {
	key := c.PublicKey()
	return s.Level <= 0 || key.DecodesIn(s.Release) && key.SecurityBits(s.Release) >= s.minimum()
}

// checkStrength grades every key but the leaf's, and every signature but the last certificate's.
func (s *session) checkStrength() {
	if s.Level <= 0 {
		return
	}
	for i, c := range s.chain {
		if i > 0 && !s.strongKey(c) {
			s.reportAt(code.CaKeyTooSmall, i)
		}
		if i+1 < len(s.chain) {
			if bits, ok := c.SignatureBits(s.Release); !ok || bits < s.minimum() {
				s.reportAt(code.CaMdTooWeak, i)
			}
		}
	}
}
