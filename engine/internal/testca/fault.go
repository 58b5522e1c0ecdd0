package testca

import (
	"math/big"
	"math/rand/v2"
)

// fault changes certificate i of a chain.
type fault func(r *rand.Rand, chain []*Certificate, i int)

var extensionOIDs = []string{
	"2.5.29.14",
	"2.5.29.15",
	"2.5.29.17",
	"2.5.29.18",
	"2.5.29.19",
	"2.5.29.30",
	"2.5.29.31",
	"2.5.29.32",
	"2.5.29.33",
	"2.5.29.35",
	"2.5.29.36",
	"2.5.29.37",
	"2.5.29.46",
	"2.5.29.54",
	"2.16.840.1.113730.1.1",
	"1.3.6.1.5.5.7.1.14",
	"1.3.6.1.5.5.7.1.7",
	"1.3.6.1.5.5.7.1.8",
	"1.3.6.1.5.5.7.48.1.5",
	"1.3.6.1.5.5.7.1.24",
	"1.2.3.4.5",
}

// faults lists every kind; those that matter more appear more than once.
var faults = []fault{
	usage,
	usage,
	extendedUsage,
	extendedUsage,
	basic,
	basic,
	keyIDs,
	keyIDs,
	keyIDs,
	authorityKeyID,
	authorityKeyID,
	altNames,
	altNames,
	altNames,
	constraints,
	constraints,
	constraints,
	criticality,
	criticality,
	repeat,
	garble,
	garble,
	garble,
	order,
	times,
	times,
	times,
	version,
	serial,
	names,
	names,
	names,
	commonNames,
	algorithmIDs,
	algorithmIDs,
	keys,
	keys,
	keys,
	badSignature,
	netscape,
	proxy,
	resources,
	resources,
	distribution,
	mutate,
	mutate,
	mutate,
	mutate,
	mutateWhole,
	emptyExtensions,
	selfIssued,
	sameName,
	unknownExtension,
	uniqueIDs,
	explicitCurve,
	rollover,
}

func randomBytes(r *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

func times(r *rand.Rand, chain []*Certificate, i int) {
	c := chain[i]
	field := pick(r, &c.NotBefore, &c.NotAfter)
	switch r.IntN(4) {
	case 0:
		c.NotAfter = UTCTime(Now.AddDate(0, 0, -1-r.IntN(100)))
	case 1:
		c.NotBefore = UTCTime(Now.AddDate(0, 0, 1+r.IntN(100)))
	case 2:
		*field = TLV(pick[byte](r, 0x17, 0x17, 0x18),
			[]byte(pick(r, "260301120000Z", "2603011200Z", "260301120000+0000", "260301120060Z",
				"260230120000Z", "20260301120000Z", "20260301120000.5Z", "20260301120001Z", "99991231235959Z",
				"500101000000Z", "491231235959Z", "", "Z", "260301120000z", "260301120000Z\x00", "00000101000000Z",
				"20240229000000Z", "19000229000000Z", "26030112000", "2603011200000", "-60301120000Z",
				"260301 20000Z", "20260301120000+0100", "202603011200Z", "260301240000Z", "261301120000Z",
				"260300120000Z")))
	case 3:
		*field = pick(r, GeneralizedTime(Now.AddDate(r.IntN(60)-30, 0, 0)),
			UTCTime(Now.AddDate(r.IntN(20)-10, 0, 0)),
			TLV(0x38, TLV(4, []byte("20300101")), TLV(4, []byte("000000Z"))),
			TLV(0x13, []byte("260301120000Z")))
	}
}

func version(r *rand.Rand, chain []*Certificate, i int) {
	chain[i].Version = pick(r, nil, nil, Context(0, Int(0)), Context(0, Int(1)), Context(0, Int(3)),
		Context(0, Int(-1)), Context(0, bigInt(new(big.Int).Lsh(big.NewInt(1), 70))),
		Context(0, []byte{2, 2, 0, 2}), Context(0), Implicit(0, Int(2)), Context(0, Int(2), Int(2)))
	if chance(r, 3) {
		chain[i].Extensions, chain[i].NoList = nil, true
	}
}

func serial(r *rand.Rand, chain []*Certificate, i int) {
	chain[i].Serial = pick(r, Int(0), Int(-1), Int(-128), Int(-1<<40), []byte{2, 0}, []byte{2, 2, 0, 1},
		[]byte{2, 2, 0xff, 0x80}, []byte{2, 2, 0xff, 0}, TLV(2, append([]byte{1}, randomBytes(r, 30)...)),
		[]byte{0x0a, 1, 1}, []byte{0x22, 3, 2, 1, 1})
}

func uniqueIDs(r *rand.Rand, chain []*Certificate, i int) {
	chain[i].UniqueIDs = pick(r, Bits2(1), Bits2(2), append(Bits2(1), Bits2(2)...),
		append(Bits2(2), Bits2(1)...), Implicit(1, []byte{9, 1}), Implicit(1, nil),
		TLV(0xa1, TLV(3, []byte{0, 1})))
}

// selfIssued gives a certificate its issuer's name.
func selfIssued(r *rand.Rand, chain []*Certificate, i int) {
	c := chain[i]
	c.Subject = c.Issuer
	if i > 0 {
		chain[i-1].Issuer = c.Subject
	}
	if chance(r, 2) {
		c.Drop("2.5.29.35")
	}
}

// sameName gives two certificates of the chain one name.
func sameName(r *rand.Rand, chain []*Certificate, i int) {
	j := r.IntN(len(chain))
	chain[i].Subject = chain[j].Subject
	if i > 0 {
		chain[i-1].Issuer = chain[i].Subject
	}
	if i == len(chain)-1 {
		chain[i].Issuer = chain[i].Subject
	}
}
