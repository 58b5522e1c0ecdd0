package verify_test

import (
	"bytes"
	"crypto"
	"crypto/sha256"
	"encoding/asn1"
	"encoding/pem"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"

	"x509strict/engine/internal/testca"
)

// edgeCases are chains at the edges of what libcrypto's buffers and loops take: e-mail constraints about as long as the
// buffer for an SmtpUTF8Mailbox' domain, and RFC 3779 prefixes with bits that no address has, and DSA keys
// that leave their parameters to the issuer's.
//
// Only every so-manieth is written, so that a recording stays small; 1 writes all.
func edgeCases(every int) []byte {
	var out bytes.Buffer
	r := rand.New(rand.NewPCG(17, 5))
	n := 0
	add := func(root, leaf *testca.Certificate) {
		if n++; n%every != 0 {
			return
		}
		c := testca.Case{ID: "edge" + strconv.Itoa(n), Flags: []string{"strict"}, Purpose: "sslserver",
			Level: 0, Time: fmt.Sprint(testca.Now.Unix()), Peer: "-",
			Leaf: leaf.Sign(r, root.Key, false), Trusted: [][]byte{root.Sign(r, root.Key, false)}}
		out.WriteString(c.Line() + "\n")
	}
	pair := func() (root, leaf *testca.Certificate) {
		root = testca.NewWith(testca.Named("p256-0"), testca.CA, "CA", nil)
		return root, testca.NewWith(testca.Named("p256-1"), testca.Server, "host.example.com", root)
	}
	for _, base := range mailBases() {
		for side := range 2 {
			for _, mailbox := range []string{"user@bücher.example", "user@" + strings.TrimPrefix(base, ".")} {
				root, leaf := pair()
				root.Put(testca.Extension{OID: "2.5.29.30", Critical: testca.Critical(),
					Value: testca.Seq(testca.Context(byte(side), testca.Seq(testca.Implicit(1, []byte(base)))))})
				leaf.Put(testca.Extension{OID: "2.5.29.17", Value: testca.Seq(testca.Implicit(2, []byte("host.example.com")),
					testca.Context(0, testca.OID("1.3.6.1.5.5.7.8.9"), testca.Context(0, append([]byte{12,
						0x82, byte(len(mailbox) >> 8), byte(len(mailbox))}, mailbox...))))})
				add(root, leaf)
			}
		}
	}
	for _, family := range [][]byte{{0, 1}, {0, 2}, {0, 1, 1}, {0, 3}} {
		for _, parent := range oddRanges(family) {
			for _, child := range oddRanges(family) {
				root, leaf := pair()
				for i, c := range []*testca.Certificate{root, leaf} {
					c.Put(testca.Extension{OID: "1.3.6.1.5.5.7.1.7", Critical: testca.Critical(), Value: testca.Seq(
						testca.Seq(testca.Octets(family), testca.Seq([][]byte{parent, child}[i])))})
				}
				add(root, leaf)
			}
		}
	}
	for kinds := range 256 {
		if every > 1 && kinds&3 < 2 && kinds%every > 0 {
			continue // a leaf that has its parameters inherits nothing
		}
		c := inheriting(r, kinds)
		c.ID = "edge-dsa" + strconv.Itoa(kinds)
		out.WriteString(c.Line() + "\n")
	}
	return out.Bytes()
}

// dsaParameters are p, q and g of testdata/dsa-parameters.pem.
func dsaParameters() (v [3]*big.Int, element []byte) {
	data, err := os.ReadFile("testdata/dsa-parameters.pem")
	if err != nil {
		panic(err)
	}
	block, _ := pem.Decode(data)
	var read struct{ P, Q, G *big.Int }
	if _, err := asn1.Unmarshal(block.Bytes, &read); err != nil {
		panic(err)
	}
	return [3]*big.Int{read.P, read.Q, read.G}, block.Bytes
}

// inheriting is a chain of four whose keys are, by two bits of kinds each, of an elliptic curve, or DSA with their
// parameters, without, or with NULL in their place. The private numbers are those of one set of parameters, so that the
// signatures are good once the parameters are found.
func inheriting(r *rand.Rand, kinds int) *testca.Case {
	parameters, element := dsaParameters()
	p, q, g := parameters[0], parameters[1], parameters[2]
	var above *testca.Certificate
	var made [4][]byte
	sign := func(tbs []byte) []byte { return nil }
	var algorithm []byte
	for i := 3; i >= 0; i-- {
		kind, name := testca.CA, fmt.Sprint("CA ", i)
		if i == 0 {
			kind, name = testca.Server, "host.example.com"
		}
		c := testca.NewWith(testca.Named(fmt.Sprint("p256-", i)), kind, name, above)
		c.Serial = testca.Int(int64(10 + i))
		x := new(big.Int).SetInt64(int64(1000003 * (i + 7)))
		y := new(big.Int).Exp(g, x, p)
		ownSign := func(tbs []byte) []byte {
			signature, err := testca.Named(fmt.Sprint("p256-", i)).Signer().Sign(nil, sha(tbs), crypto.SHA256)
			if err != nil {
				panic(err)
			}
			return signature
		}
		ownAlgorithm := testca.Seq(testca.OID("1.2.840.10045.4.3.2"))
		if how := kinds >> (2 * i) & 3; how > 0 {
			c.SPKI = testca.Seq(testca.Seq(testca.OID("1.2.840.10040.4.1"), [][]byte{element, nil, {5, 0}}[how-1]),
				testca.Bits(0, number(y)...))
			ownAlgorithm = testca.Seq(testca.OID("2.16.840.1.101.3.4.3.2"))
			ownSign = func(tbs []byte) []byte {
				k := new(big.Int).SetUint64(r.Uint64() | 1)
				rr := new(big.Int).Exp(g, k, p)
				rr.Mod(rr, q)
				h := new(big.Int).SetBytes(sha(tbs)[:q.BitLen()/8])
				v := new(big.Int).Mul(rr, x)
				v.Add(v, h).Mul(v, k.ModInverse(k, q)).Mod(v, q)
				return testca.Seq(number(rr), number(v))
			}
		}
		if i == 3 {
			sign, algorithm = ownSign, ownAlgorithm
		}
		tbs := c.Body(algorithm)
		made[i] = testca.Signed(tbs, algorithm, sign(tbs))
		above, sign, algorithm = c, ownSign, ownAlgorithm
	}
	return &testca.Case{Flags: []string{"strict"}, Purpose: "sslserver", Time: fmt.Sprint(testca.Now.Unix()), Peer: "-",
		Leaf: made[0], Untrusted: made[1:3], Trusted: made[3:]}
}

func sha(data []byte) []byte {
	h := sha256.Sum256(data)
	return h[:]
}

// number is an INTEGER.
func number(v *big.Int) []byte {
	out, err := asn1.Marshal(v)
	if err != nil {
		panic(err)
	}
	return out
}

func mailBases() (out []string) {
	for _, n := range []int{10, 63, 64, 252, 253, 254, 255, 256, 257, 300, 511, 512, 513, 600} {
		out = append(out, strings.Repeat("a", n), "."+strings.Repeat("b", n-1), "xn--bcher-kva."+strings.Repeat("c", n),
			strings.Repeat("d.", n/2)+"xn--bcher-kva", strings.Repeat("xn--bcher-kva.", n/14+1)+"e")
	}
	return append(out, "", ".", "xn--", "xn--0", "xn--99999999", "@", "u@"+strings.Repeat("f", 260),
		"example", "bücher.example", "xn--bcher-kva.example", ".xn--bcher-kva.example")
}

// oddRanges are prefixes and ranges of a family, possible and not.
func oddRanges(family []byte) (out [][]byte) {
	size := 4
	if family[1] == 2 {
		size = 16
	}
	bits := func(unused byte, n int) []byte { return testca.Bits(unused, bytes.Repeat([]byte{0x0a}, n)...) }
	out = [][]byte{
		bits(0, 1), bits(1, 1), bits(7, 1), bits(0, size), bits(1, size), bits(0, size+1), bits(1, size+1), bits(0, 0),
		bits(5, 0), bits(8, 1), bits(255, 1), bits(7, size),
		testca.Seq(bits(0, 1), bits(0, 2)), testca.Seq(bits(0, size), bits(0, size)),
		testca.Seq(bits(0, size+1), bits(0, 1)),
		testca.Seq(bits(0, 1), bits(0, size+1)), testca.Seq(bits(3, 0), bits(5, 0)), testca.Seq(bits(0, 2), bits(0, 1)),
		testca.Seq(bits(1, 1), bits(7, 1)),
	}
	return out
}
