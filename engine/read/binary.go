package read

import (
	"bytes"
	"strconv"

	"x509strict/engine/cert"
	"x509strict/engine/der"
)

// What a DER element is, by its outermost shape; these are also the words for it in notes.
const (
	ShapeUnknown     = ""
	ShapeCertificate = "certificate"
	ShapeRequest     = "certificate request"
	ShapeCRL         = "certificate revocation list"
	ShapePublicKey   = "public key"
	ShapePKCS7       = "PKCS#7"
	ShapePKCS12      = "PKCS#12"
	ShapeKey         = "private key"
	ShapeSealedKey   = "encrypted private key"
)

// totalLength returns how many bytes the DER element at the start of b claims, header included; b may be cut off
// after the header.
func totalLength(b []byte) (n int, ok bool) {
	if len(b) < 2 {
		return 0, false
	}
	l := int(b[1])
	switch {
	case l < 0x80:
		return 2 + l, true
	case l == 0x80:
		return len(b), true // indefinite: whatever there is
	case l > 0x84 || len(b) < 2+l&0x7f:
		return 0, false
	}
	n = 0
	for _, o := range b[2 : 2+l&0x7f] {
		n = n<<8 | int(o)
	}
	return 2 + l&0x7f + n, n <= MaxInput
}

// maxDamaged bounds how many damaged certificates are kept.
const maxDamaged = 100

func (r *reading) damaged(data []byte, at Place) {
	if len(r.out.Damaged) < maxDamaged {
		r.out.Damaged = append(r.out.Damaged, Damaged{Data: bytes.Clone(data), Place: at})
	}
}

// Shape tells by its outermost elements what a DER element is.
func Shape(element []byte) string {
	in := der.NewReader(element).Enter(der.Of(der.Sequence))
	id, ok := in.Peek()
	if !ok {
		return ShapeUnknown
	}
	switch id {
	case der.Of(der.ObjectIdentifier):
		return ShapePKCS7
	case der.Of(der.Integer):
		version := in.Integer(id)
		next, ok := in.Peek()
		switch {
		case !ok || len(version) != 1:
			return ShapeUnknown
		case version[0] == 3 && next == der.Of(der.Sequence):
			return ShapePKCS12
		case version[0] <= 1 &&
			(next == der.Of(der.Sequence) || next == der.Of(der.Integer) || next == der.Of(der.OctetString)):
			return ShapeKey
		}
	case der.Of(der.Sequence):
		first, _, _ := in.Any()
		next, ok := in.Peek()
		switch {
		case !ok:
			return ShapeUnknown
		case next == der.Of(der.BitString):
			return ShapePublicKey
		case next == der.Of(der.OctetString):
			return ShapeSealedKey
		case next == der.Of(der.Sequence):
			return signedShape(first)
		}
	}
	return ShapeUnknown
}

// signedShape tells certificate, request and revocation list apart by what is signed.
func signedShape(tbs []byte) string {
	in := der.NewReader(tbs).Enter(der.Of(der.Sequence))
	ids := make([]der.ID, 0, 4)
	var second []byte
	for len(ids) < 4 && in.More() {
		raw, id, _ := in.Any()
		if len(ids) == 1 {
			second = raw
		}
		ids = append(ids, id)
	}
	if len(ids) < 3 {
		return ShapeUnknown
	}
	integer, sequence := der.Of(der.Integer), der.Of(der.Sequence)
	isTime := func(id der.ID) bool { return id == der.Of(der.UTCTime) || id == der.Of(der.GeneralizedTime) }
	switch {
	case ids[0] == der.Context(0):
		return ShapeCertificate
	case ids[0] == sequence && isTime(ids[2]), ids[0] == integer && len(ids) == 4 && isTime(ids[3]):
		return ShapeCRL
	case ids[0] == integer && ids[1] == sequence:
		name := der.NewReader(second).Enter(sequence)
		if id, ok := name.Peek(); !ok || id == der.Of(der.Set) {
			return ShapeRequest
		}
		return ShapeCertificate
	}
	return ShapeUnknown
}

// minTrailing is how many bytes after the last element are worth a note; a few are what a word behind the base64
// decodes to.
const minTrailing = 16

// der reads the DER elements in data, one after another. label is that of the PEM block around it, "" for none;
// headers are the block's. It is not known when not even the first element is something this package reads; nothing
// is noted then.
func (r *reading) der(
	data []byte,
	at Place,
	label string,
	headers map[string]string,
	depth int,
) (known bool, err error) {
	for n := 0; len(data) > 0; n++ {
		rest, known, err := r.element(data, at, label, headers, depth)
		if err != nil {
			return known, err
		}
		if !known {
			if n == 0 {
				return false, nil
			}
			if len(bytes.Trim(data, "\x00\r\n\t ")) >= minTrailing {
				r.note(Info, "bytes-after", at, "count", strconv.Itoa(len(data)))
			}
			return true, nil
		}
		data = rest
	}
	return true, nil
}

// element reads one DER element from the start of data.
func (r *reading) element(
	data []byte,
	at Place,
	label string,
	headers map[string]string,
	depth int,
) (rest []byte, known bool, err error) {
	if len(data) < 2 || data[0] != 0x30 && headers == nil {
		return data, false, nil
	}
	total, ok := totalLength(data)
	if headers == nil && (!ok || total > len(data)) {
		return data, false, nil
	}
	c, rest, parseErr := cert.Parse(data)
	if parseErr == nil {
		if label == "TRUSTED CERTIFICATE" && len(rest) > 0 {
			if c.Trust, err = cert.ParseTrust(rest); err != nil {
				r.note(Problem, "trust-settings-damaged", at, "reason", err.Error())
			}
			rest = nil
		}
		return rest, true, r.certificate(c, at)
	}
	if headers != nil {
		total = len(data)
	}
	one := data[:total:total]
	rest = data[total:]
	kind := Shape(one)
	switch kind {
	case ShapePKCS7:
		known, err = r.pkcs7(one, at, depth)
	case ShapeRequest:
		known = r.request(one, at)
	case ShapeCRL, ShapePublicKey:
		r.note(Info, "skipped", at, "what", kind)
		known = true
	case ShapeCertificate:
		r.note(Problem, "certificate-damaged", at, "reason", parseErr.Error())
		r.damaged(one, at)
		known = true
	}
	if known || err != nil {
		return rest, known, err
	}
	known, err = r.open(one, at, label, headers)
	if !known && err == nil && (kind == ShapePKCS12 || kind == ShapeKey || kind == ShapeSealedKey) {
		r.note(Problem, "not-opened", at, "what", kind)
		known = true
	}
	return rest, known, err
}

// binary reads data unless it is text.
func (r *reading) binary(data []byte, at Place, depth int) (done bool, err error) {
	if len(data) < 4 {
		return false, nil
	}
	if data[0] == 0x30 {
		at := at
		at.Kind = "der"
		if known, err := r.der(data, at, "", nil, depth); known || err != nil {
			return true, err
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return true, r.zip(data, at, depth)
	case bytes.HasPrefix(data, []byte{0x1f, 0x8b, 8}):
		return true, r.gzip(data, at, depth)
	case isTar(data):
		return true, r.tar(data, at, depth)
	}
	if known, err := r.open(data, at, "", nil); known || err != nil {
		return true, err
	}
	if data[0] == 0x30 {
		at := at
		at.Kind = "der"
		if known, err := r.recoded(data, at, depth); known || err != nil {
			return true, err
		}
	}
	if isText(data) {
		return false, nil
	}
	if err := r.advance(len(data)); err != nil {
		return true, err
	}
	before := r.found()
	if err := r.embedded(data, at); err != nil {
		return true, err
	}
	if bytes.Contains(data, []byte("-----BEGIN ")) {
		return false, nil
	}
	if r.found() == before {
		if n, ok := totalLength(data); ok && data[0] == 0x30 && n > len(data) {
			r.note(Problem, "der-truncated", at, "have", strconv.Itoa(len(data)), "want", strconv.Itoa(n))
		} else if depth > 0 { // archives hold all sorts of files
			r.note(Info, "format-unknown", at)
		} else if !r.fileLooks(data, at) {
			r.note(Problem, "format-unknown", at)
		}
	}
	return true, nil
}

// isText reports whether the beginning of data has hardly any control characters.
func isText(data []byte) bool {
	head := data[:min(len(data), 4096)]
	controls := 0
	for _, c := range head {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != 0x1b && c != '\f' && c != '\b' {
			controls++
		}
	}
	return controls <= len(head)/64
}

// embedded looks for certificates inside data of an unknown format.
func (r *reading) embedded(data []byte, at Place) error {
	at.Kind = "der"
	work := 8*len(data) + 1<<16 // bytes that may be parsed in vain
	for i := 0; i+4 < len(data); {
		k := bytes.IndexByte(data[i:], 0x30)
		if k < 0 {
			return nil
		}
		i += k
		total, ok := totalLength(data[i:])
		if !ok || data[i+1] != 0x82 || total > len(data)-i || total < 64 || data[i+4] != 0x30 || work < total {
			i++
			continue
		}
		c, _, err := cert.Parse(data[i : i+total : i+total])
		if err != nil {
			work -= total
			i++
			continue
		}
		at.Entry = "offset " + strconv.Itoa(i)
		if err := r.certificate(c, at); err != nil {
			return err
		}
		i += len(c.Raw)
	}
	return nil
}
