package squeeze

import (
	"errors"
	"fmt"
	"slices"
)

// Sections of a module by their numbers.
const (
	customSection   = 0
	importSection   = 2
	globalSection   = 6
	exportSection   = 7
	codeSection     = 10
	dataSection     = 11
	functionNames   = 1 // subsection of the custom section "name"
	importsFunction = 0 // kind of an import
)

// module is a WebAssembly module taken apart as far as this package changes it.
type module struct {
	sections []section
	imported int      // functions that come before those of the code section
	bodies   [][]byte // of the code section, without their sizes
	names    []string // of the same functions; nil when the linker left them out
}

type section struct {
	id   byte
	body []byte
}

func parse(wasm []byte) (*module, error) {
	if len(wasm) < 8 || string(wasm[:8]) != "\x00asm\x01\x00\x00\x00" {
		return nil, errors.New("squeeze: not a WebAssembly module of version 1")
	}
	m := &module{}
	r := &reader{b: wasm, pos: 8}
	for r.err == nil && r.pos < len(wasm) {
		id := r.byte()
		m.sections = append(m.sections, section{id, r.take(r.unsigned())})
	}
	if r.err != nil {
		return nil, r.err
	}
	for _, s := range m.sections {
		body := &reader{b: s.body}
		switch s.id {
		case importSection:
			m.readImports(body)
		case codeSection:
			for n := body.unsigned(); n > 0 && body.err == nil; n-- {
				m.bodies = append(m.bodies, body.take(body.unsigned()))
			}
		case customSection:
			if string(body.take(body.unsigned())) == "name" {
				m.readNames(body)
			}
		}
		if body.err != nil {
			return nil, body.err
		}
	}
	return m, nil
}

// readImports counts the functions; Go's modules import nothing else.
func (m *module) readImports(r *reader) {
	for n := r.unsigned(); n > 0 && r.err == nil; n-- {
		r.take(r.unsigned())
		r.take(r.unsigned())
		if kind := r.byte(); kind != importsFunction {
			r.fail("import of kind %d", kind)
			return
		}
		r.unsigned()
		m.imported++
	}
}

// readNames reads the names of functions. The code section stands before it.
func (m *module) readNames(r *reader) {
	for r.err == nil && r.pos < len(r.b) {
		kind, size := r.byte(), r.unsigned()
		if kind != functionNames {
			r.take(size)
			continue
		}
		m.names = make([]string, len(m.bodies))
		for n := r.unsigned(); n > 0 && r.err == nil; n-- {
			index := r.unsigned() - m.imported
			name := string(r.take(r.unsigned()))
			if index >= 0 && index < len(m.names) {
				m.names[index] = name
			}
		}
	}
}

// bytes is the module again, without what only debuggers read: the custom section "name".
func (m *module) bytes() []byte {
	out := []byte("\x00asm\x01\x00\x00\x00")
	for _, s := range m.sections {
		body := s.body
		switch {
		case s.id == codeSection:
			body = appendUnsigned(nil, len(m.bodies))
			for _, b := range m.bodies {
				body = append(appendUnsigned(body, len(b)), b...)
			}
		case s.id == customSection && len(body) > 5 && string(body[:5]) == "\x04name":
			continue
		}
		out = append(out, s.id)
		out = appendUnsigned(out, len(body))
		out = append(out, body...)
	}
	return out
}

// section is the body of a section that there is one of.
func (m *module) section(id byte) (*[]byte, error) {
	i := slices.IndexFunc(m.sections, func(s section) bool { return s.id == id })
	if i < 0 {
		return nil, fmt.Errorf("squeeze: no section %d", id)
	}
	return &m.sections[i].body, nil
}
