package pyca

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/key"
	"x509strict/engine/oid"
)

// The limits of a search.
const (
	maxDepth      = 8 // certificates between the leaf and the anchor
	maxSignatures = 2000
)

type verifier struct {
	Input
	address    []byte // of Host, nil for a DNS name
	unknown    string // what was met and is not reproduced
	signatures int
}

// holder is a certificate of the path whose names the constraints above it are about, and those below it.
type holder struct {
	below *holder
	names []cert.GeneralName
	of    *cert.Certificate
}

// chain finds a path, leaf first.
func (v *verifier) chain() ([]*cert.Certificate, *problem) {
	if p := duplicate(v.Leaf); p != nil {
		return nil, p
	}
	if p := v.basics(v.Leaf); p != nil {
		return nil, p
	}
	if p := v.policy(v.Leaf, &leafPolicy); p != nil {
		return nil, p
	}
	return v.search(v.Leaf, 0, &holder{names: names(v.Leaf), of: v.Leaf})
}

func names(c *cert.Certificate) []cert.GeneralName {
	if c.SubjectAltName == nil {
		return nil
	}
	return *c.SubjectAltName
}

// search goes on above a certificate that is in order itself.
func (v *verifier) search(c *cert.Certificate, depth int, held *holder) ([]*cert.Certificate, *problem) {
	if c.NameConstraints != nil {
		if p := v.constrained(held, c); p != nil {
			return nil, p
		}
	}
	if slices.ContainsFunc(v.Trusted, func(x *cert.Certificate) bool { return bytes.Equal(x.Raw, c.Raw) }) {
		return []*cert.Certificate{c}, nil
	}
	if depth > maxDepth {
		return nil, other(c, "chain construction exceeds max depth")
	}
	var last *problem
	for _, issuer := range slices.Concat(v.Trusted, v.Sent) {
		if !bytes.Equal(issuer.Subject.Raw, c.Issuer.Raw) {
			continue
		}
		if p := duplicate(issuer); p != nil {
			return nil, p
		}
		if last = v.issues(issuer, c, depth); last != nil {
			continue
		}
		above := &holder{below: held, of: issuer}
		if !bytes.Equal(issuer.Subject.Raw, issuer.Issuer.Raw) {
			above.names = names(issuer)
		}
		path, p := v.search(issuer, depth+1, above)
		if p == nil {
			return append([]*cert.Certificate{c}, path...), nil
		}
		last = p
	}
	if last == nil {
		last = other(c, "all candidates exhausted with no interior errors")
	}
	again := *last
	again.exhausted = true
	return nil, &again
}

func duplicate(c *cert.Certificate) *problem {
	seen := map[string]bool{}
	for _, e := range c.Extensions {
		if seen[e.OID] {
			return extension(c, e.OID, "duplicate extension")
		}
		seen[e.OID] = true
	}
	return nil
}

// issues says what keeps a certificate from being the issuer of another.
func (v *verifier) issues(issuer, child *cert.Certificate, depth int) *problem {
	if p := v.basics(issuer); p != nil {
		return p
	}
	if p := spelledOut(issuer); p != nil {
		return p
	}
	if e := issuer.Find(oid.BasicConstraints); e != nil && trailing(e.Value) {
		v.malformed()
	}
	if b := issuer.BasicConstraints; b != nil && b.HasPathLen && int64(depth) > b.PathLen {
		return other(issuer, "path length constraint violated")
	}
	if p := v.policy(issuer, &caPolicy); p != nil {
		return p
	}
	if !keys[string(issuer.SPKI.Algorithm.Raw)] {
		return other(child, "Forbidden public key algorithm: ")
	}
	if !algorithms[string(child.OuterAlg.Raw)] {
		return other(child, "Forbidden signature algorithm: ")
	}
	public := issuer.PublicKey()
	if public.Kind == key.RSA && public.Bits/8+1 < 2048/8 {
		return other(issuer, "RSA key is too weak")
	}
	if public.Problem() != "" {
		return other(issuer, "issuer has malformed public key")
	}
	if v.signatures++; v.signatures > maxSignatures {
		v.unknown = "more ways to build a path than are tried"
	}
	if signsRSA(child) != (public.Kind == key.RSA) {
		return other(child, "signature does not match")
	}
	ok, unsupported := v.Signed(child, issuer)
	if unsupported != "" && v.unknown == "" {
		v.unknown = unsupported
	}
	if !ok {
		return other(child, "signature does not match")
	}
	return nil
}

// signsRSA reports an algorithm of algorithms that RSA keys sign with.
func signsRSA(c *cert.Certificate) bool {
	return strings.HasPrefix(c.OuterAlg.OID, "1.2.840.113549.1.1.")
}

// keys are the encodings of the algorithms of keys that may sign: RSA and three curves.
var keys = encodings(
	"300d06092a864886f70d0101010500",
	"301306072a8648ce3d020106082a8648ce3d030107",
	"301006072a8648ce3d020106052b81040022",
	"301006072a8648ce3d020106052b81040023",
)

// algorithms are the encodings of the algorithms of signatures that are taken: PKCS #1, PSS with a salt as long as the
// digest, and ECDSA, each with SHA-256, SHA-384 and SHA-512.
var algorithms = encodings(
	"300d06092a864886f70d01010b0500",
	"300d06092a864886f70d01010c0500",
	"300d06092a864886f70d01010d0500",
	"304106092a864886f70d01010a3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120",
	"304106092a864886f70d01010a3034a00f300d06096086480165030402020500a11c301a06092a864886f70d010108300d06096086480165030402020500a203020130",
	"304106092a864886f70d01010a3034a00f300d06096086480165030402030500a11c301a06092a864886f70d010108300d06096086480165030402030500a203020140",
	"300a06082a8648ce3d040302",
	"300a06082a8648ce3d040303",
	"300a06082a8648ce3d040304",
)

func encodings(list ...string) map[string]bool {
	out := map[string]bool{}
	for _, text := range list {
		raw, err := hex.DecodeString(text)
		if err != nil {
			panic(err)
		}
		out[string(raw)] = true
	}
	return out
}
