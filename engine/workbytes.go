package engine

import (
	"encoding/binary"
	"errors"
	"fmt"

	"x509strict/engine/cert"
	"x509strict/engine/roles"
)

// errWork is the error of bytes that are no work.
var errWork = errors.New("engine: these bytes are no work of an audit")

// Bytes are the work for [ReadWork] of the same build: the certificates, each once, then the rows, which name them by
// their place in that list. Numbers are unsigned varints; texts and certificates follow their length.
func (w *Work) Bytes() []byte {
	t := workWriter{known: map[*cert.Certificate]int{}}
	for _, row := range w.rows {
		t.row(&row)
	}
	out := binary.AppendUvarint(nil, uint64(len(t.list)))
	for _, c := range t.list {
		out = appendText(out, string(c.Raw))
		out = appendTrust(out, c.Trust)
	}
	out = binary.AppendUvarint(out, uint64(len(w.rows)))
	return append(out, t.rows...)
}

// workWriter gathers certificates and rows.
type workWriter struct {
	rows  []byte
	list  []*cert.Certificate
	known map[*cert.Certificate]int // place in the list
}

func (t *workWriter) number(n int)  { t.rows = binary.AppendUvarint(t.rows, uint64(n)) }
func (t *workWriter) text(s string) { t.rows = appendText(t.rows, s) }

// cert writes the place of a certificate, counted from 1; 0 is none.
func (t *workWriter) cert(c *cert.Certificate) {
	if c == nil {
		t.number(0)
		return
	}
	if t.known[c] == 0 {
		t.list = append(t.list, c)
		t.known[c] = len(t.list)
	}
	t.number(t.known[c])
}

func (t *workWriter) certs(list []*cert.Certificate) {
	t.number(len(list))
	for _, c := range list {
		t.cert(c)
	}
}

func (t *workWriter) row(w *workRow) {
	t.number(w.index)
	t.cert(w.cert)
	t.text(w.source)
	t.text(w.file)
	t.number(w.line)
	t.number(len(w.readings))
	for _, take := range w.readings {
		t.text(string(take.role))
		t.cert(take.chain.Cert)
		t.certs(take.chain.Untrusted)
		t.certs(take.chain.Trusted)
		t.cert(take.chain.StandIn)
		t.number(int(take.chain.Assumed))
		t.text(string(take.chain.As))
	}
}

func appendText(out []byte, s string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(s))), s...)
}

// appendTrust writes trust settings: 0 for none, 1 for some that trust nothing in particular, 2 for others.
func appendTrust(out []byte, t *cert.TrustSettings) []byte {
	if t == nil {
		return append(out, 0)
	}
	if out = append(out, 1); t.HasTrust {
		out[len(out)-1] = 2
	}
	for _, list := range [][]string{t.Trust, t.Reject} {
		out = binary.AppendUvarint(out, uint64(len(list)))
		for _, id := range list {
			out = appendText(out, id)
		}
	}
	return appendText(out, t.Alias)
}

// ReadWork takes in what [Work.Bytes] made. Bytes that are something else are an error.
func ReadWork(b []byte) (*Work, error) {
	t := workReader{b: b}
	for range t.count() {
		c, rest, err := cert.Parse([]byte(t.text()))
		if t.err == nil && (err != nil || len(rest) > 0) {
			return nil, fmt.Errorf("%w: certificate %d", errWork, len(t.list)+1)
		}
		if t.err != nil {
			return nil, t.err
		}
		c.Trust = t.trust()
		t.list = append(t.list, c)
	}
	w := &Work{rows: make([]workRow, 0, t.count())}
	for range cap(w.rows) {
		w.rows = append(w.rows, t.row())
	}
	if t.err == nil && (len(t.b) > 0 || len(w.rows) == 0) {
		return nil, errWork
	}
	return w, t.err
}

// workReader reads what is left of b until something is wrong with it; what it says afterwards is nothing.
type workReader struct {
	b    []byte
	list []*cert.Certificate
	err  error
}

func (t *workReader) number() int {
	n, size := binary.Uvarint(t.b)
	if t.err != nil || size <= 0 || n > 1<<31 {
		t.err = errWork
		return 0
	}
	t.b = t.b[size:]
	return int(n)
}

// count is a number of things, each of which takes a byte at least.
func (t *workReader) count() int {
	n := t.number()
	if n > len(t.b) {
		t.err = errWork
		return 0
	}
	return n
}

func (t *workReader) text() string {
	n := t.count()
	s := string(t.b[:n])
	t.b = t.b[n:]
	return s
}

func (t *workReader) texts() []string {
	out := []string{}
	for range t.count() {
		out = append(out, t.text())
	}
	return out
}

func (t *workReader) trust() *cert.TrustSettings {
	kind := t.number()
	if kind == 0 {
		return nil
	}
	return &cert.TrustSettings{HasTrust: kind == 2, Trust: t.texts(), Reject: t.texts(), Alias: t.text()}
}

func (t *workReader) cert() *cert.Certificate {
	n := t.number()
	if n > len(t.list) {
		t.err = errWork
	}
	if n == 0 || t.err != nil {
		return nil
	}
	return t.list[n-1]
}

func (t *workReader) certs() (out []*cert.Certificate) {
	for range t.count() {
		c := t.cert()
		if c == nil {
			t.err = errWork
		}
		out = append(out, c)
	}
	return out
}

func (t *workReader) row() workRow {
	w := workRow{index: t.number(), cert: t.cert(), source: t.text(), file: t.text(), line: t.number()}
	n := t.count()
	if w.cert == nil || n == 0 {
		t.err = errWork
	}
	for range n {
		w.readings = append(w.readings, workReading{roles.Role(t.text()), roles.Chain{
			Cert: t.cert(), Untrusted: t.certs(), Trusted: t.certs(), StandIn: t.cert(),
			Assumed: roles.Assumption(t.number()), As: roles.Direction(t.text()),
		}})
		if w.readings[len(w.readings)-1].chain.Cert == nil {
			t.err = errWork
		}
	}
	return w
}
