package javapkix

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

func itoa(n int) string { return strconv.Itoa(n) }

// tlsSignatures are the signature algorithms that JSSE offers for certificates in TLS 1.3: a certificate that is signed
// with another is refused, whoever trusts it.
var tlsSignatures = []string{"SHA256withECDSA", "SHA384withECDSA", "SHA512withECDSA", "Ed25519", "Ed448", "RSASSA-PSS",
	"SHA256withRSA", "SHA384withRSA", "SHA512withRSA", "SHA1withECDSA", "SHA1withRSA"}

// The default jdk.certpath.disabledAlgorithms of the three releases, as far as it applies to anchors of one's own:
// MD2, MD5, RSA and DSA keys under 1024 bits, EC keys under 224.
var (
	disabledDigests = []string{"MD2", "MD5"}
	leastSize       = map[string]int{"RSA": 1024, "DSA": 1024, "EC": 224}
)

// constrainedBy makes the exceptions of the algorithm checkers.
func constrainedBy(format string, args ...any) *thrown {
	t := throw(pathException, format, args...)
	t.reason = constrained
	return t
}

var (
	separators = regexp.MustCompile(`(?i)with|and|in`)
	longDigest = map[string]string{"SHA-1": "SHA1", "SHA-224": "SHA224", "SHA-256": "SHA256", "SHA-384": "SHA384",
		"SHA-512": "SHA512", "SHA-512/224": "SHA512/224", "SHA-512/256": "SHA512/256"}
)

// parts decomposes the name of an algorithm (AlgorithmDecomposer).
func parts(algorithm string) []string {
	var out []string
	for _, piece := range strings.Split(algorithm, "/") {
		for _, token := range separators.Split(piece, -1) {
			if token == "" {
				continue
			}
			if short := longDigest[token]; short != "" {
				token = short
			}
			out = append(out, token)
		}
	}
	return out
}

// javaSet orders texts as a HashSet of that many does: by hash, so that the first to fail is Java's.
func javaSet(texts []string) []string {
	var out []string
	for _, t := range texts {
		if !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return bucket(a) - bucket(b) })
	return out
}

// bucket is where a text lies in a HashMap of the smallest size.
func bucket(text string) int {
	h := int32(0)
	for _, c := range utf16.Encode([]rune(text)) {
		h = 31*h + int32(c)
	}
	return int((uint32(h) ^ uint32(h)>>16) & 15)
}

// permits holds an algorithm and a key to the constraints on certification paths; of names the certificate in the
// message, "." for none.
func permits(algorithm string, key *publicKey, of string, r Release) *thrown {
	names := append(parts(algorithm), algorithm)
	if key != nil {
		names = append(names, key.constraintName(r))
	}
	for _, name := range javaSet(names) {
		for _, d := range disabledDigests {
			if strings.EqualFold(name, d) {
				return constrainedBy("Algorithm constraints check failed on disabled algorithm: %s%s", d, of)
			}
		}
		for kind, least := range leastSize {
			if key != nil && strings.EqualFold(name, kind) && strings.EqualFold(key.algorithm, kind) &&
				key.size >= 0 && key.size < least {
				return constrainedBy(
					"Algorithm constraints check failed on keysize limits: %s %d bit key%s",
					kind,
					key.size,
					of,
				)
			}
		}
	}
	return nil
}

// constraintName is the name that the constraints know a key by.
func (k *publicKey) constraintName(r Release) string {
	if r >= Java25 {
		return k.kind
	}
	return k.algorithm
}

// weak reports whether a key is too small for the constraints on paths.
func (k *publicKey) weak() bool {
	least := leastSize[k.algorithm]
	return k.size >= 0 && k.size < least
}

// permitsName is the check of a name alone (AlgorithmConstraints.permits): none of its parts is disabled.
func permitsName(algorithm string) bool {
	for _, p := range append(parts(algorithm), algorithm) {
		if slices.ContainsFunc(disabledDigests, func(d string) bool { return strings.EqualFold(d, p) }) {
			return false
		}
	}
	return true
}

// certificateIn is how a message names a certificate.
func certificateIn(c *certificate) string { return " used with certificate: " + c.subject.String() }

// usesNothing reports a key usage that allows nothing: an error of its own.
func usesNothing(c *certificate) bool {
	if c.keyUsage == nil {
		return false
	}
	for _, bit := range c.keyUsage[:7] {
		if bit {
			return false
		}
	}
	return true
}

func noUse() *thrown { return throw(pathException, "incorrect KeyUsage extension bits") }

// pathAlgorithms is the AlgorithmChecker of every path. previous is the issuer's key; first, whether it is that of the
// anchor.
func pathAlgorithms(c *certificate, previous *publicKey, first bool, r Release) *thrown {
	name := c.algorithm.name()
	if r < Java21 {
		return pathAlgorithms17(c, previous)
	}
	if first {
		if err := permits(previous.constraintName(r), previous, ".", r); err != nil {
			return err
		}
	}
	if err := permits(name, &c.key, certificateIn(c), r); err != nil {
		return err
	}
	return permitsPSS(c, r)
}

func permitsPSS(c *certificate, r Release) *thrown {
	p := c.algorithm.pss
	if p == nil {
		return nil
	}
	if err := permits(p.digest, nil, certificateIn(c), r); err != nil {
		return err
	}
	if p.mask != p.digest {
		return permits(p.mask, nil, certificateIn(c), r)
	}
	return nil
}

// pathAlgorithms17 is the same checker in Java 17, which names the signature algorithm whatever fails.
func pathAlgorithms17(c *certificate, previous *publicKey) *thrown {
	name := c.algorithm.name()
	bad := constrainedBy("Algorithm constraints check failed on signature algorithm: %s", name)
	switch {
	case !permitsName(name):
		return bad
	case usesNothing(c):
		return noUse()
	}
	if err := permits(name, &c.key, certificateIn(c), Java17); err != nil {
		return err
	}
	if err := permitsPSS(c, Java17); err != nil {
		return err
	}
	if previous.weak() {
		return bad
	}
	return nil
}

// tlsAlgorithms is the AlgorithmChecker that JSSE adds: what TLS offers. previous is nil for the first certificate of a
// path whose anchor it does not know.
func tlsAlgorithms(c *certificate, previous *publicKey, r Release) *thrown {
	name := c.algorithm.name()
	offered := name
	if i := strings.Index(offered, "and"); i > 0 {
		offered = offered[:i]
	}
	ok := slices.ContainsFunc(tlsSignatures, func(s string) bool { return strings.EqualFold(s, offered) })
	if r < Java21 {
		switch {
		case !ok:
			return constrainedBy("Algorithm constraints check failed on signature algorithm: %s", name)
		case usesNothing(c):
			return noUse()
		}
		// Java 17 asks the constraints on paths once more, without an anchor.
		if err := permits(name, &c.key, certificateIn(c), r); err != nil {
			return err
		}
		if tooSmallForTLS(&c.key) {
			return constrainedBy(
				"Algorithm constraints check failed on key %s with size of %dbits",
				c.key.algorithm,
				c.key.size,
			)
		}
		if previous != nil && tooSmallForTLS(previous) {
			return constrainedBy("Algorithm constraints check failed on signature algorithm: %s", name)
		}
		return nil
	}
	switch {
	case previous != nil && (!ok || tooSmallForTLS(previous)):
		return constrainedBy("Algorithm constraints check failed on %ssignature and %s key with size of %dbits", name,
			c.key.algorithm, c.key.size)
	case !ok:
		return constrainedBy("Algorithm constraints check failed on signature algorithm: %s", name)
	case usesNothing(c):
		return noUse()
	case tooSmallForTLS(&c.key):
		return constrainedBy(
			"Algorithm constraints check failed on %s key with size of %dbits",
			c.key.algorithm,
			c.key.size,
		)
	}
	return nil
}

// tooSmallForTLS is the default jdk.tls.disabledAlgorithms: EC keys under 224 bits.
func tooSmallForTLS(k *publicKey) bool { return k.algorithm == "EC" && k.size < 224 }
