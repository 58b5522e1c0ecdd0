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
