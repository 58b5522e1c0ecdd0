package der

// Build returns one DER element: the identifier octet, the shortest length (X.690 section 10.1) and the parts one
// after another. The identifier is a single octet, so tag numbers go up to 30.
func Build(identifier byte, parts ...[]byte) []byte {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	out := make([]byte, 0, n+6)
	out = append(out, identifier)
	switch {
	case n < 0x80:
		out = append(out, byte(n))
	default:
		var octets []byte
		for v := n; v > 0; v >>= 8 {
			octets = append([]byte{byte(v)}, octets...)
		}
		out = append(append(out, 0x80|byte(len(octets))), octets...)
	}
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// BuildOID returns the OBJECT IDENTIFIER element of a dotted OID; nil when the text is not one.
func BuildOID(dotted string) []byte {
	content := OIDContent(dotted)
	if content == nil {
		return nil
	}
	return Build(0x06, content)
}

// Split cuts one DER element off the front of b; ok is false when the header is not DER or runs past the end.
func Split(b []byte) (identifier byte, content, raw, rest []byte, ok bool) {
	if len(b) < 2 || b[0]&0x1f == 0x1f {
		return 0, nil, nil, b, false
	}
	n, head := int(b[1]), 2
	if n >= 0x80 {
		octets := n & 0x7f
		if octets == 0 || octets > 4 || len(b) < 2+octets {
			return 0, nil, nil, b, false
		}
		n, head = 0, 2+octets
		for _, v := range b[2:head] {
			n = n<<8 | int(v)
		}
	}
	if n < 0 || n > len(b)-head {
		return 0, nil, nil, b, false
	}
	return b[0], b[head : head+n], b[:head+n], b[head+n:], true
}
