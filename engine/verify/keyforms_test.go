package verify_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"math/rand/v2"

	"x509strict/engine/der"
	"x509strict/engine/internal/testca"
)

// fixedSizes are the kinds of key that are a string of one length, with that length.
var fixedSizes = []struct {
	oid  string
	size int
}{
	{"1.3.101.110", 32}, {"1.3.101.111", 56}, {"1.3.101.112", 32}, {"1.3.101.113", 57},
	{"2.16.840.1.101.3.4.3.17", 1312}, {"2.16.840.1.101.3.4.3.18", 1952}, {"2.16.840.1.101.3.4.3.19", 2592},
	{"2.16.840.1.101.3.4.3.20", 32}, {"2.16.840.1.101.3.4.3.23", 48}, {"2.16.840.1.101.3.4.3.24", 64},
	{"2.16.840.1.101.3.4.3.27", 32}, {"2.16.840.1.101.3.4.3.28", 48}, {"2.16.840.1.101.3.4.3.31", 64},
	{"2.16.840.1.101.3.4.4.1", 800}, {"2.16.840.1.101.3.4.4.2", 1184}, {"2.16.840.1.101.3.4.4.3", 1568},
}

// smallIntegers are contents of an INTEGER that libcrypto reads into 32 bits, empty and too large ones among them.
var smallIntegers = []string{
	"", "00", "01", "02", "ff", "0001", "ff80", "7fffffff", "0080000000", "80000000", "ff7fffffff", "0100000000",
}

// keyForms are SubjectPublicKeyInfos in other encodings than DER, or with numbers of odd lengths in them: each kind of
// key is decoded by code of its own, which tolerates what another one refuses.
func keyForms() (out [][]byte) {
	for _, f := range fixedSizes {
		algorithm, key := testca.Seq(testca.OID(f.oid)), make([]byte, f.size)
		out = append(out, otherForms(algorithm, testca.Bits(0, key...))...)
		out = append(out,
			testca.Seq(testca.Seq(testca.OID(f.oid), []byte{5, 0}), testca.Bits(0, key...)),
			testca.Seq(algorithm, testca.Bits(1, key...)),
			testca.Seq(algorithm, testca.Bits(0, key[1:]...)),
			testca.Seq(algorithm, testca.Bits(0, append(key, 0)...)))
	}
	named := testca.Named("p256-3").SPKI
	out = append(out, otherForms(parts(named))...)
	out = append(out, otherForms(parts(testca.RSAKey(0).SPKI))...)
	for _, text := range smallIntegers {
		n := testca.TLV(2, unhex(text))
		dh := testca.Seq(testca.OID("1.2.840.113549.1.3.1"), testca.Seq(testca.Int(23), testca.Int(5), n))
		out = append(out, explicitP256(named, n), explicitK163(n, testca.Int(163), three(3, 6, 7)),
			explicitK163(testca.Int(1), n, three(3, 6, 7)), explicitK233(n),
			testca.Seq(dh, testca.Bits(0, testca.Int(8)...)))
		for i := range 3 {
			k := [][]byte{testca.Int(3), testca.Int(6), testca.Int(7)}
			k[i] = n
			out = append(out, explicitK163(testca.Int(1), testca.Int(163), testca.Seq(k...)))
		}
	}
	return append(out, explicitK233(testca.Int(74)))
}

// otherForms encode one SubjectPublicKeyInfo in DER, then with padded and indefinite lengths.
func otherForms(algorithm, bits []byte) [][]byte {
	_, oid, _, _, ok := der.Split(algorithm)
	if !ok {
		panic("no AlgorithmIdentifier")
	}
	id, content, _, _, _ := der.Split(bits)
	long := func(id byte, content []byte) []byte {
		return append([]byte{id, 0x83, 0, byte(len(content) >> 8), byte(len(content))}, content...)
	}
	open := func(id byte, content []byte) []byte { return append(append([]byte{id, 0x80}, content...), 0, 0) }
	whole := append(append([]byte{}, algorithm...), bits...)
	return [][]byte{
		testca.Seq(algorithm, bits), long(0x30, whole), open(0x30, whole),
		testca.Seq(long(0x30, oid), bits), testca.Seq(open(0x30, oid), bits),
		testca.Seq(algorithm, long(id, content)), testca.Seq(algorithm, testca.TLV(0x23, bits)),
		testca.Seq(algorithm, open(0x23, bits)), testca.Seq(algorithm, bits, []byte{5, 0}),
	}
}

func explicitP256(named, version []byte) []byte {
	_, bits := parts(named)
	g := unhex("046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296" +
		"4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")
	prime := testca.TLV(2, unhex("00ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"))
	return explicit(version, testca.Seq(testca.OID("1.2.840.10045.1.1"), prime),
		testca.Seq(testca.Octets(unhex("ffffffff00000001000000000000000000000000fffffffffffffffffffffffc")),
			testca.Octets(unhex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"))),
		g, testca.TLV(2, unhex("00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")), bits)
}

func explicitK163(version, m, pentanomial []byte) []byte {
	g := unhex("0402fe13c0537bbc11acaa07d793de4e6d5e5c94eee80289070fb05d38ff58321f2e800536d538ccdaa3d9")
	return explicit(version, testca.Seq(testca.OID("1.2.840.10045.1.2"),
		testca.Seq(m, testca.OID("1.2.840.10045.1.2.3.3"), pentanomial)),
		testca.Seq(testca.Octets([]byte{1}), testca.Octets([]byte{1})),
		g, testca.TLV(2, unhex("04000000000000000000020108a2e0cc0d99f8a5ef")), testca.Bits(0, g...))
}

func explicitK233(k []byte) []byte {
	g := unhex("04017232ba853a7e731af129f22ff4149563a419c26bf50a4c9d6eefad6126" +
		"01db537dece819b7f70f555a67c427a8cd9bf18aeb9b56e0c11056fae6a3")
	return explicit(testca.Int(1), testca.Seq(testca.OID("1.2.840.10045.1.2"),
		testca.Seq(testca.Int(233), testca.OID("1.2.840.10045.1.2.3.2"), k)),
		testca.Seq(testca.Octets([]byte{0}), testca.Octets([]byte{1})),
		g, testca.TLV(2, unhex("008000000000000000000000000000069d5bb915bcd46efb1ad5f173abdf")), testca.Bits(0, g...))
}

func explicit(version, field, curve, g, order, bits []byte) []byte {
	return testca.Seq(testca.Seq(testca.OID("1.2.840.10045.2.1"),
		testca.Seq(version, field, curve, testca.Octets(g), order)), bits)
}

func three(a, b, c int64) []byte { return testca.Seq(testca.Int(a), testca.Int(b), testca.Int(c)) }

// parts are the algorithm and the key of a SubjectPublicKeyInfo.
func parts(info []byte) (algorithm, bits []byte) {
	_, content, _, _, _ := der.Split(info)
	_, _, algorithm, bits, _ = der.Split(content)
	return algorithm, bits
}

func unhex(text string) []byte {
	out, err := hex.DecodeString(text)
	if err != nil {
		panic(err)
	}
	return out
}

// keyCases put each of the forms into a leaf, and into the CA above it. Only every so-manieth is written.
func keyCases(every int) []byte {
	var out bytes.Buffer
	r := rand.New(rand.NewPCG(17, 7))
	n := 0
	for _, form := range keyForms() {
		for at := range 2 {
			if n++; n%every != 0 {
				continue
			}
			root := testca.NewWith(testca.Named("p256-0"), testca.CA, "Root", nil)
			middle := testca.NewWith(testca.Named("p256-1"), testca.CA, "CA", root)
			leaf := testca.NewWith(testca.Named("p256-2"), testca.Server, "host.example.com", middle)
			[]*testca.Certificate{leaf, middle}[at].SPKI = form
			c := testca.Case{ID: fmt.Sprint("key", n), Flags: []string{"strict"}, Purpose: "sslserver", Level: 1,
				Time: fmt.Sprint(testca.Now.Unix()), Peer: "-", Leaf: leaf.Sign(r, middle.Key, false),
				Untrusted: [][]byte{middle.Sign(r, root.Key, false)}, Trusted: [][]byte{root.Sign(r, root.Key, false)}}
			out.WriteString(c.Line() + "\n")
		}
	}
	return out.Bytes()
}
