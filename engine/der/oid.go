package der

import (
	"math/big"
	"strconv"
)

// OIDText returns the dotted form of the content octets of a valid OBJECT IDENTIFIER.
func OIDText(content []byte) string {
	out := make([]byte, 0, 3*len(content)+2)
	first := true
	var arc uint64
	start := 0
	for i, b := range content {
		if i-start < 9 {
			arc = arc<<7 | uint64(b&0x7f)
		}
		if b&0x80 != 0 {
			continue
		}
		var text string
		root := ""
		switch {
		case i-start >= 9:
			text, root = bigArc(content[start:i+1], first)
		case first && arc < 80:
			root, text = strconv.FormatUint(arc/40, 10), strconv.FormatUint(arc%40, 10)
		case first:
			root, text = "2", strconv.FormatUint(arc-80, 10)
		default:
			text = strconv.FormatUint(arc, 10)
		}
		if first {
			out = append(out, root...)
		}
		out = append(append(out, '.'), text...)
		first, arc, start = false, 0, i+1
	}
	return string(out)
}

func bigArc(octets []byte, first bool) (text, root string) {
	n := new(big.Int)
	for _, b := range octets {
		n.Lsh(n, 7).Or(n, big.NewInt(int64(b&0x7f)))
	}
	if first {
		n.Sub(n, big.NewInt(80))
	}
	return n.String(), "2"
}

// OIDContent returns the content octets for a dotted OBJECT IDENTIFIER, nil when the text is not one.
func OIDContent(dotted string) []byte {
	var arcs []*big.Int
	for start, i := 0, 0; i <= len(dotted); i++ {
		if i < len(dotted) && dotted[i] != '.' {
			if dotted[i] < '0' || dotted[i] > '9' {
				return nil
			}
			continue
		}
		n, ok := new(big.Int).SetString(dotted[start:i], 10)
		if !ok {
			return nil
		}
		arcs, start = append(arcs, n), i+1
	}
	if len(arcs) < 2 || arcs[0].Cmp(big.NewInt(2)) > 0 || arcs[0].Cmp(big.NewInt(2)) < 0 && arcs[1].Cmp(big.NewInt(39)) > 0 {
		return nil
	}
	arcs[1].Add(arcs[1], new(big.Int).Mul(arcs[0], big.NewInt(40)))
	var out []byte
	for _, n := range arcs[1:] {
		groups := (n.BitLen() + 6) / 7
		if groups == 0 {
			groups = 1
		}
		for g := groups - 1; g >= 0; g-- {
			b := byte(new(big.Int).Rsh(n, uint(7*g)).Uint64() & 0x7f)
			if g > 0 {
				b |= 0x80
			}
			out = append(out, b)
		}
	}
	return out
}
