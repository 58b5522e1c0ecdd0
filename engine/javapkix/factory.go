package javapkix

import "strings"

// maxBER is how deep X509Factory follows indefinite lengths.
const maxBER = 32

// loadSent parses a certificate of a handshake (CertificateFactory.generateCertificate): one element is read, what
// follows it is ignored.
func loadSent(data []byte, how reading) (*certificate, *thrown) {
	block, err := oneBlock(data)
	if err != nil {
		return nil, &thrown{class: certException, msg: "Could not parse certificate: " + err.String(), cause: err}
	}
	return load(block, how)
}

func oneBlock(data []byte) ([]byte, *thrown) {
	if len(data) == 0 || data[0] != tagSequence {
		return nil, ioErr("Empty input")
	}
	_, rest, err := readBER(data, maxBER)
	if err != nil {
		return nil, err
	}
	return data[:len(data)-len(rest)], nil
}

// readBER skips one element.
func readBER(data []byte, depth int) (tag byte, rest []byte, err *thrown) {
	if depth == 0 {
		return 0, nil, ioErr("Nesting sequence depth limit reached.")
	}
	switch {
	case len(data) == 0:
		return 0, nil, ioErr("BER/DER tag info absent")
	case data[0]&0x1f == 0x1f:
		return 0, nil, ioErr("Multi octets tag not supported")
	case len(data) == 1:
		return 0, nil, ioErr("BER/DER length info absent")
	}
	tag, first := data[0], data[1]
	data = data[2:]
	if first == 0x80 {
		if tag&0x20 == 0 {
			return 0, nil, ioErr("Non constructed encoding must have definite length")
		}
		for {
			var sub byte
			if sub, data, err = readBER(data, depth-1); err != nil || sub == 0 {
				return tag, data, err
			}
		}
	}
	length := int(first)
	if first > 0x80 {
		n := int(first & 0x7f)
		switch {
		case n > 4:
			return 0, nil, ioErr("Invalid BER/DER data (too huge?)")
		case len(data) < n:
			return 0, nil, ioErr("Incomplete BER/DER length info")
		case n == 4 && data[0] > 127:
			return 0, nil, ioErr("Invalid BER/DER data (a little huge?)")
		}
		length = 0
		for _, b := range data[:n] {
			length = length<<8 | int(b)
		}
		data = data[n:]
	}
	if length > len(data) {
		return 0, nil, ioErr("Incomplete BER/DER data")
	}
	return tag, data[length:], nil
}

// kindOf sorts an exception by its words.
func kindOf(err *thrown) Kind {
	text := err.chain()
	for _, k := range kinds {
		if strings.Contains(text, k.words) {
			return k.kind
		}
	}
	if strings.Contains(text, "(internal_error)") || strings.Contains(text, "(unexpected_message)") {
		return Internal
	}
	return Unreadable
}

// kinds are tried in order.
var kinds = []struct {
	words string
	kind  Kind
}{
	{"unable to find valid certification path", NoPath},
	{"does not chain with any of the trust anchors", NotTrusted},
	{"validity check failed", Validity},
	{"signature check failed", Signature},
	{"on keysize limits", KeySize},
	{"Algorithm constraints check failed", Algorithm},
	{"this is not a CA certificate", Constraints},
	{"pathLenConstraint violated", PathLength},
	{"name constraints check failed", Names},
	{"BaseDistance in name constraints", Names},
	{"policy tree", Policies},
	{"DomainPolicy of ANY_POLICY", Policies},
	{"unrecognized critical extension", Critical},
	{"CA key usage check failed", CAKeyUsage},
	{"is not a CA certificate", AnchorNotCA},
	{"does not have keyCertSign", AnchorKeyUsage},
	{"KeyUsage does not allow", KeyUsage},
	{"incorrect KeyUsage extension", KeyUsage},
	{"Extended key usage does not permit", ExtKeyUsage},
	{"Netscape cert type", NetscapeType},
	{"No name matching", Host},
	{"No subject alternative", Host},
}
