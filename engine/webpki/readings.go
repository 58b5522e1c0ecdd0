package webpki

// Readings remembers how certificates read, by where their bytes lie: for the providers and releases that are asked
// about the same ones. The zero value is ready; nil remembers nothing.
type Readings struct {
	sent    map[*byte]parsed
	anchors map[*byte]readAnchor
}

// maxReadings bounds the memory: beyond it everything remembered is dropped.
const maxReadings = 1 << 12

// parse reads a certificate that a server sent.
func (m *Readings) parse(raw []byte) (*Certificate, *Error) {
	if m == nil || len(raw) == 0 {
		return parse(raw, false)
	}
	p, known := m.sent[&raw[0]]
	if !known {
		p.certificate, p.err = parse(raw, false)
		if m.sent == nil || len(m.sent) >= maxReadings {
			m.sent = map[*byte]parsed{}
		}
		m.sent[&raw[0]] = p
	}
	return p.certificate, p.err
}

// readAnchor is a trust anchor, or why it is none.
type readAnchor struct {
	anchor *anchor
	err    *Error
}

// anchor reads a certificate of the CA file.
func (m *Readings) anchor(raw []byte) (*anchor, *Error) {
	if m == nil || len(raw) == 0 {
		return newAnchor(raw)
	}
	a, known := m.anchors[&raw[0]]
	if !known {
		a.anchor, a.err = newAnchor(raw)
		if m.anchors == nil || len(m.anchors) >= maxReadings {
			m.anchors = map[*byte]readAnchor{}
		}
		m.anchors[&raw[0]] = a
	}
	return a.anchor, a.err
}

// CheckAnchor tells why webpki takes a certificate for no trust anchor, nil when it does. Some clients pass over such a
// certificate of the CA file, others stop with its error.
func (m *Readings) CheckAnchor(raw []byte) *Error {
	_, err := m.anchor(raw)
	return err
}
