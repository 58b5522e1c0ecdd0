package testca

import (
	"crypto"
	"crypto/elliptic"
	"fmt"
	"math/rand/v2"
	"sync"
)

// Signer returns the private key.
func (k *Key) Signer() crypto.Signer { return k.signer }

// pool holds keys that have names, so that what uses them repeats the same bytes and compresses well.
var pool = sync.OnceValue(func() map[string]*Key {
	r := rand.New(rand.NewPCG(1, 1))
	keys := map[string]*Key{}
	for i := range 6 {
		keys[fmt.Sprintf("p256-%d", i)] = ECKey(r, elliptic.P256())
	}
	for i := range 2 {
		keys[fmt.Sprintf("p384-%d", i)] = ECKey(r, elliptic.P384())
		keys[fmt.Sprintf("p521-%d", i)] = ECKey(r, elliptic.P521())
		keys[fmt.Sprintf("ed25519-%d", i)] = Ed25519Key(r)
	}
	keys["p224-0"] = ECKey(r, elliptic.P224())
	for i, bits := range []int{512, 768, 1024, 2048, 3072} {
		keys[fmt.Sprintf("rsa%d", bits)] = RSAKey(i)
		if bits >= 1024 {
			keys[fmt.Sprintf("pss%d", bits)] = PSSKey(i, nil)
		}
	}
	return keys
})

// Named returns a key of the pool: p256-0 to p256-5, p384-0, p384-1, p521-0, p521-1, ed25519-0, ed25519-1, p224-0,
// rsa512, rsa768, rsa1024, rsa2048, rsa3072, and pss1024, pss2048, pss3072, which are the RSA keys under the object
// identifier of RSASSA-PSS. It panics for another name.
func Named(name string) *Key {
	k := pool()[name]
	if k == nil {
		panic("testca: no key is called " + name)
	}
	return k
}

// PSSKey returns stored RSA key i as a key for RSASSA-PSS alone, with the parameters given.
func PSSKey(i int, parameters []byte) *Key {
	k := *RSAKey(i)
	k.pss = true
	k.SPKI = Seq(Seq(OID("1.2.840.113549.1.1.10"), parameters), k.SPKI[len(k.SPKI)-bitsLen(k.SPKI):])
	return &k
}

// Apply puts the named fault on certificate i of the chain; it panics for a name that is not in the list named.
func Apply(r *rand.Rand, name string, chain []*Certificate, i int) {
	f := named[name]
	if f == nil {
		panic("testca: no fault is called " + name)
	}
	f(r, chain, i)
}

// named are the faults that stand for a field of the certificate.
var named = map[string]fault{
	"usage": usage, "extended-usage": extendedUsage, "basic": basic, "key-ids": keyIDs,
	"authority-key-id": authorityKeyID, "alt-names": altNames, "constraints": constraints, "criticality": criticality,
	"repeat": repeat, "garble": garble, "order": order, "times": times, "version": version, "serial": serial,
	"names": names, "common-names": commonNames, "algorithm-ids": algorithmIDs, "keys": keys,
	"bad-signature": badSignature, "netscape": netscape, "distribution": distribution, "mutate": mutate,
	"mutate-whole": mutateWhole, "empty-extensions": emptyExtensions, "self-issued": selfIssued, "same-name": sameName,
	"unknown-extension": unknownExtension, "unique-ids": uniqueIDs, "explicit-curve": explicitCurve,
}

// Ways says how many ways of signing the key has, for SignWay.
func (k *Key) Ways() int { return len(k.algorithms()) }

// SignWay is Sign in the issuer's way n: 0 is the usual one. It cannot fail: n counts round.
func (c *Certificate) SignWay(r *rand.Rand, issuer *Key, n int) []byte {
	ways := issuer.algorithms()
	return c.signed(r, issuer, ways[n%len(ways)])
}

// Rival makes a certificate that competes with one of the chain.
func Rival(r *rand.Rand, chain []*Certificate) []byte { return rival(r, chain) }

// RDN encodes a relative distinguished name of one attribute.
func RDN(oid string, value []byte) []byte { return rdn(oid, value) }

// Critical is the element that makes an extension critical.
func Critical() []byte { return critical }
