package verify_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"x509strict/engine/internal/testca"
)

// oddValues are values of the extensions that libcrypto caches, whose last element is empty and has a length of the
// long form: 1.1.1 refuses a length after which nothing follows. Beside each stands what others decode as well, and an
// INTEGER without content, which 4.0 alone refuses.
var oddValues = map[string][]string{
	"2.5.29.19": {"308100", "30820000", "30810100", "3081030101ff", "30060101ff028100", "30050101ff0200",
		"30070101ff02810103", "3005018100020103", "3080", "30800000", "30060101ff010100", "0500"},
	"2.5.29.15": {"038100", "03810100", "0381020186", "0382000206c0", "0300", "230403028006", "23810403028006",
		"2303038100"},
	"2.5.29.37":             {"308100", "3000", "30810a06082b06010505070301", "3003068100", "30020600"},
	"2.16.840.1.113730.1.1": {"038100", "038102003f", "03810100", "0300"},
	"2.5.29.14":             {"048100", "0400", "04810101", "24810404020102", "248100", "2403048100", "2480"},
	"2.5.29.35": {"308100", "3000", "3003808100", "30028000", "3003a18100", "3002a100", "3005a100828100",
		"3004a1008200", "3005a10082810105"},
	"2.5.29.17": {"308100", "3000", "3003828100", "30028200", "3003878100", "30028700",
		"30128210686f73742e6578616d706c652e636f6d", "308113828110686f73742e6578616d706c652e636f6d", "3003a48100",
		"3005a403308100", "3004a4023000"},
	"2.5.29.30": {
		"308100", "3000", "3003a08100", "3002a000", "3005a103308100", "3007a0053003828100", "3006a00430028200",
		"3009a0073005a403308100",
	},
	"2.5.29.31": {
		"308100", "3000", "3003308100", "30023000", "30053003a08100", "30073005a003a08100", "30063004a002a000",
	},
	"1.3.6.1.5.5.7.1.14": {
		"300c300a06082b06010505071501", "300f300d06082b06010505071501048100", "300e300c06082b060105050715010400",
		"3011020101300c06082b060105050715010400",
	},
	"1.3.6.1.5.5.7.1.7": {
		"308100", "3000", "300930070402000130018100", "30083006040200010500", "3009300704020001058100",
	},
	"1.3.6.1.5.5.7.1.8":    {"308100", "3000", "3003a08100", "3004a0020500", "3005a003058100", "3005a003308100"},
	"1.3.6.1.5.5.7.48.1.5": {"058100", "0500"},
	"2.5.29.32":            {"308100", "3000", "300730050604551d2000"},
}

// lengthCases put each of the values on each certificate of a chain of three, critical or not, and ask about a server
// or a client, strictly or not. Only every so-manieth is written, and all with a proxy's policy that 1.1.1 does not
// decode: there the lengths by themselves change what is reported.
func lengthCases(every int) []byte {
	var out bytes.Buffer
	r := rand.New(rand.NewPCG(17, 6))
	n := 0
	for _, oid := range slices.Sorted(maps.Keys(oddValues)) {
		for _, text := range oddValues[oid] {
			value, err := hex.DecodeString(text)
			if err != nil {
				panic(oid + ": " + text)
			}
			for at := range 3 {
				for how := range 8 {
					if n++; n%every != 0 && text != "300f300d06082b06010505071501048100" {
						continue
					}
					root := testca.NewWith(testca.Named("p256-0"), testca.CA, "Root", nil)
					middle := testca.NewWith(testca.Named("p256-1"), testca.CA, "CA", root)
					leaf := testca.NewWith(testca.Named("p256-2"), testca.Server, "host.example.com", middle)
					extension := testca.Extension{OID: oid, Value: value}
					if how&1 != 0 {
						extension.Critical = testca.Critical()
					}
					chain := []*testca.Certificate{leaf, middle, root}
					chain[at].Put(extension)
					c := testca.Case{ID: fmt.Sprint("length", n), Purpose: "sslserver", Peer: "dns:host.example.com",
						Time: fmt.Sprint(testca.Now.Unix()), Leaf: leaf.Sign(r, middle.Key, false),
						Untrusted: [][]byte{middle.Sign(r, root.Key, false)},
						Trusted:   [][]byte{root.Sign(r, root.Key, false)}}
					if how&2 != 0 {
						c.Flags = []string{"strict", "proxy"}
					}
					if how&4 != 0 {
						c.Purpose, c.Peer, c.Trusted = "sslclient", "-", [][]byte{root.Sign(r, root.Key, false), c.Leaf}
					}
					out.WriteString(c.Line() + "\n")
				}
			}
		}
	}
	return out.Bytes()
}
