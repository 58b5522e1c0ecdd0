// Package squeeze makes a WebAssembly module that Go's linker wrote smaller to transfer, without changing what it does.
//
// Three things go. The linker leaves out every run of zeros in the data, which cuts it into some 60,000 segments whose
// headers cost more than the zeros would: those near each other are joined. The tables that turn a program counter into
// file, line, inlined call and arguments are only for printing tracebacks: they are emptied the way the runtime itself
// marks a function without them, so a traceback still names the functions that were not inlined. And the table that
// leads from a program counter to a function's number is counted out by the module (buckets). Together about a fifth of
// the brotli size, and a third of the bytes that a browser unpacks, copies and reads. The layout is that of Go 1.26
// (runtime/symtab.go); anything else is refused with an error, never guessed at.
//
// [Without] also takes out functions that a first verdict does not call, and [Calls] finds out which those are.
package squeeze

import (
	"errors"
	"fmt"
)

// joinGap is the longest run of zeros that is written out rather than skipped.
const joinGap = 64

// maxMemory bounds the initial memory that is laid out, in bytes.
const maxMemory = 256 << 20

type segment struct {
	at   int
	data []byte
}

// Module returns the module without line tables and with joined data segments.
func Module(wasm []byte) ([]byte, error) { return Without(wasm, nil) }

// Without is [Module] that also empties the functions named in cold: whoever calls one is stopped by a trap. Names
// that no function bears mean nothing.
func Without(wasm []byte, cold map[string]bool) ([]byte, error) {
	m, err := parse(wasm)
	if err != nil {
		return nil, err
	}
	data, err := m.section(dataSection)
	if err != nil {
		return nil, err
	}
	if len(cold) > 0 && m.names == nil {
		return nil, errors.New("squeeze: the functions have no names: link without -s")
	}
	var empty []bool
	if len(cold) > 0 {
		empty = make([]bool, len(m.bodies))
		for i := range m.bodies {
			if empty[i] = cold[m.names[i]]; empty[i] {
				m.bodies[i] = []byte{0, 0x00, 0x0b} // no locals, unreachable, end
			}
		}
	}
	small, counted, err := squeezeData(*data, empty)
	if err != nil {
		return nil, err
	}
	*data = small
	if err := m.startWith(counted.fill()); err != nil {
		return nil, err
	}
	return m.bytes(), nil
}

// squeezeData makes the data section anew, without the table of buckets that is told.
func squeezeData(body []byte, empty []bool) ([]byte, buckets, error) {
	segments, err := readSegments(body)
	if err != nil {
		return nil, buckets{}, err
	}
	end := 0
	for _, s := range segments {
		end = max(end, s.at+len(s.data))
	}
	if end > maxMemory {
		return nil, buckets{}, fmt.Errorf("squeeze: %d bytes of memory", end)
	}
	memory := make([]byte, end)
	for _, s := range segments {
		copy(memory[s.at:], s.data)
	}
	table, err := emptyTables(memory, empty)
	if err != nil {
		return nil, buckets{}, err
	}
	if err := table.clear(memory); err != nil {
		return nil, buckets{}, err
	}
	return joined(memory), table, nil
}

// joined is the section of the memory without its longer runs of zeros, which are there anyway.
func joined(memory []byte) []byte {
	type span struct{ from, to int }
	var spans []span
	for at, b := range memory {
		if b == 0 {
			continue
		}
		if n := len(spans) - 1; n >= 0 && at-spans[n].to <= joinGap {
			spans[n].to = at + 1
		} else {
			spans = append(spans, span{at, at + 1})
		}
	}
	out := appendUnsigned(nil, len(spans))
	for _, s := range spans {
		out = append(out, 0, opI32Const) // active, in memory 0, at i32.const
		out = appendSigned(out, s.from)
		out = append(out, opEnd)
		out = appendUnsigned(out, s.to-s.from)
		out = append(out, memory[s.from:s.to]...)
	}
	return out
}

func readSegments(body []byte) ([]segment, error) {
	r := &reader{b: body}
	n := r.unsigned()
	var out []segment
	for i := 0; i < n && r.err == nil; i++ {
		if kind := r.byte(); kind != 0 {
			r.fail("segment of kind %d", kind)
		}
		if op := r.byte(); op != 0x41 {
			r.fail("segment offset is not i32.const")
		}
		at := r.signed()
		if op := r.byte(); op != 0x0b {
			r.fail("segment offset is not one constant")
		}
		data := r.take(r.unsigned())
		if at < 0 {
			r.fail("segment at %d", at)
		}
		out = append(out, segment{at, data})
	}
	if r.err == nil && r.pos != len(body) {
		r.fail("bytes after the last segment")
	}
	return out, r.err
}
