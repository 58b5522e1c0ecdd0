//go:build !lean

package engine

import (
	"encoding/hex"
	"encoding/pem"
	"errors"
	"strconv"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/der"
	"x509strict/engine/read"
	"x509strict/engine/release"
)

// faults explains every certificate that some release of OpenSSL refuses to load.
func (r *run) faults() {
	for i, c := range r.bundle.Certificates {
		for _, rel := range newestFirst() {
			if e := c.Fault(rel); e != nil {
				f := r.loadFault(placeText(c.Place, r.o.Lang), c.Raw, e, c.Fault)
				f.Certificate = i
				r.report.Faults = append(r.report.Faults, f)
				break
			}
		}
	}
	for _, d := range r.bundle.Damaged {
		_, _, err := cert.Parse(d.Data)
		var e *der.Error
		var f LoadFault
		if errors.As(err, &e) {
			f = r.loadFault(placeText(d.Place, r.o.Lang), d.Data, e, e.In)
		} else if offset, line, odd := d.Odd(); odd {
			f = r.textFault(d, offset, line)
		} else {
			continue
		}
		if c := d.Correction; c != nil {
			f.Correction = correction(*c).In(r.o.Lang)
			f.Corrected = string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Data}))
		}
		r.report.Faults = append(r.report.Faults, f)
	}
}

// textFault explains a certificate whose base64 has a character too many, so that no bytes come of it by the rules,
// though those that do come of it happen to decode.
func (r *run) textFault(d read.Damaged, offset, line int) LoadFault {
	f := LoadFault{
		Source: placeText(d.Place, r.o.Lang), Certificate: -1, Field: "PEM", Offset: offset,
		Text:  characterTooMany(line).In(r.o.Lang),
		Bytes: hexAround(d.Data, offset),
		Tree:  treeAround(tree(d.Data, 0, 0), offset),
	}
	for _, rel := range newestFirst() {
		f.Loads = append(f.Loads, LoadedBy{ID: rel.String(), Name: "OpenSSL " + rel.String(),
			Error: "PEM routines:bad base64 decode", Text: f.Text})
	}
	return f
}

func newestFirst() (all []release.Release) {
	for i := len(release.All) - 1; i >= 0; i-- {
		all = append(all, release.All[i])
	}
	return all
}

func (r *run) loadFault(source string, raw []byte, e *der.Error, in func(release.Release) *der.Error) LoadFault {
	if first := in(release.Default); first != nil {
		e = first
	}
	f := LoadFault{
		Source: source, Certificate: -1,
		Field:  e.Field,
		Offset: e.Offset,
		Text:   e.Words().In(r.o.Lang),
		Bytes:  hexAround(raw, e.Offset),
		Tree:   treeAround(tree(raw, 0, 0), e.Offset),
	}
	for _, rel := range newestFirst() {
		x := LoadedBy{ID: rel.String(), Name: "OpenSSL " + rel.String(), Loads: true}
		if e := in(rel); e != nil {
			x.Loads, x.Error, x.Text = false, opensslError(e, rel), e.Words().In(r.o.Lang)
		}
		f.Loads = append(f.Loads, x)
	}
	for _, l := range client.Loaders {
		if message, known := l.Load(raw); known {
			f.Loads = append(f.Loads, LoadedBy{ID: l.ID, Name: l.Name, Loads: message == "", Error: message})
		}
	}
	return f
}

// opensslError is the first line of the error queue as people find it in logs, without code and place.
func opensslError(e *der.Error, rel release.Release) string {
	if reason := e.Reason(rel); reason != "" {
		return "asn1 encoding routines:" + reason
	}
	return "asn1 encoding routines"
}

// hexAround shows the line of the place and two around it.
func hexAround(raw []byte, at int) []HexLine {
	size := 2 // identifier and length, when nothing more is known
	if at < len(raw) {
		if head, content, ok := elementSize(raw[at:]); ok && at+head+content <= len(raw) {
			size = head + content
		}
	}
	out := []HexLine{}
	for start := max(0, at/16*16-32); start < min(len(raw), at/16*16+48); start += 16 {
		end := min(start+16, len(raw))
		l := HexLine{Offset: start, Hex: hex.EncodeToString(raw[start:end])}
		if from, to := max(start, at), min(end, at+size); from < to {
			l.From, l.To = from-start, to-start
		}
		out = append(out, l)
	}
	return out
}

// treeAround writes the elements that enclose the place, and the neighbors of the innermost.
func treeAround(nodes []Node, at int) []TreeLine {
	out := []TreeLine{}
	for depth := 0; ; depth++ {
		inner := -1
		for i, n := range nodes {
			if n.Start <= at && at < n.End {
				inner = i
			}
		}
		if inner < 0 {
			return append(out, lines(nodes, depth, at, len(nodes)-2, len(nodes))...)
		}
		n := nodes[inner]
		if n.Start == at || len(n.Children) == 0 {
			return append(out, lines(nodes, depth, at, inner-1, inner+2)...)
		}
		out = append(out, lines(nodes, depth, at, inner, inner+1)...)
		nodes = n.Children
	}
}

func lines(nodes []Node, depth, at, from, to int) (out []TreeLine) {
	for _, n := range nodes[max(from, 0):min(to, len(nodes))] {
		text := n.Name
		if n.Value != "" {
			text += " " + clipped(n.Value, 60)
		}
		if text == "" {
			text = strconv.Itoa(n.End-n.Start) + " bytes"
		}
		out = append(out, TreeLine{Depth: depth, Offset: n.Start, Text: text, Here: n.Start == at})
	}
	return out
}

func clipped(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
