package key

import (
	"x509strict/engine/release"
)

// rsaStrength lists, as measured on OpenSSL 3.x, from how many bits of modulus RSA counts as 8, 16, 24 ... bits of
// security.
var rsaStrength = []int{
	16,
	41,
	81,
	138,
	213,
	308,
	425,
	566,
	729,
	920,
	1137,
	1383,
	1657,
	1963,
	2301,
	2671,
	3076,
	3514,
	3991,
	4502,
	5054,
	5642,
	6274,
	6947,
	7681,
	8418,
	9216,
	10064,
	10953,
	11893,
	12877,
	13914,
	15361,
	16132,
}

// SecurityBits returns the key's strength as release r grades it (EVP_PKEY_get_security_bits).
func (k *Public) SecurityBits(r release.Release) int {
	switch k.Kind {
	case RSA, RSAPSS:
		if r < release.Open30 {
			return classicStrength(k.Bits)
		}
		bits := 0
		for i, from := range rsaStrength {
			if k.Bits >= from {
				bits = 8 * (i + 1)
			}
		}
		return bits
	case DSA, DH:
		if k.p == nil {
			return 0
		}
		bits := classicStrength(k.Bits)
		if k.subgroup != 0 {
			half := k.subgroup / 2
			if half < 80 {
				return 0
			}
			bits = min(bits, half)
		}
		return bits
	case EC, SM2:
		for _, step := range [][2]int{{512, 256}, {384, 192}, {256, 128}, {224, 112}, {160, 80}} {
			if k.Bits >= step[0] {
				return step[1]
			}
		}
		return k.Bits / 2
	}
	return k.strength
}

func classicStrength(bits int) int {
	for _, step := range [][2]int{{15360, 256}, {7680, 192}, {3072, 128}, {2048, 112}, {1024, 80}} {
		if bits >= step[0] {
			return step[1]
		}
	}
	return 0
}
