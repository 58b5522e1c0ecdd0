package der

import (
	"math/big"
	"math/bits"
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
	out := make([]byte, 0, len(dotted))
	var root uint64
	arcs := 0
	for start, i := 0, 0; i <= len(dotted); i++ {
		if i < len(dotted) && dotted[i] != '.' {
			if dotted[i] < '0' || dotted[i] > '9' {
				return nil
			}
			continue
		}
		arc := dotted[start:i]
		start = i + 1
		arcs++
		switch n, err := strconv.ParseUint(arc, 10, 63); {
		case arc == "":
			return nil
		case arcs == 1 && (err != nil || n > 2):
			return nil
		case arcs == 1:
			root = n
		case arcs == 2 && root < 2 && (err != nil || n > 39):
			return nil
		case err != nil: // larger than 63 bits
			out = appendBigArc(out, arc, arcs == 2)
		case arcs == 2:
			out = appendArc(out, n+40*root)
		default:
			out = appendArc(out, n)
		}
	}
	if arcs < 2 {
		return nil
	}
	return out
}

// appendArc writes an arc in base 128 (X.690 section 8.19.2).
func appendArc(out []byte, n uint64) []byte {
	for shift := (max(bits.Len64(n), 1) - 1) / 7 * 7; shift >= 0; shift -= 7 {
		b := byte(n>>shift) & 0x7f
		if shift > 0 {
			b |= 0x80
		}
		out = append(out, b)
	}
	return out
}

// appendBigArc writes an arc of any size, given in digits; second is for the one that the root 2 is part of.
func appendBigArc(out []byte, digits string, second bool) []byte {
	n, _ := new(big.Int).SetString(digits, 10)
	if second {
		n.Add(n, big.NewInt(80))
	}
	for shift := (n.BitLen() - 1) / 7 * 7; shift >= 0; shift -= 7 {
		b := byte(new(big.Int).Rsh(n, uint(shift)).Uint64() & 0x7f)
		if shift > 0 {
			b |= 0x80
		}
		out = append(out, b)
	}
	return out
}
