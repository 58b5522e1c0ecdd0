// Package squeeze makes a WebAssembly module that Go's linker wrote smaller to transfer, without changing what it does.
//
// Two things go. The linker leaves out every run of zeros in the data, which cuts it into some 60,000 segments whose
// headers cost more than the zeros would: they are joined. And the tables that turn a program counter into file, line
// and inlined call are only for printing tracebacks: they are emptied the way the runtime itself marks a function
// without them, so a traceback still names the functions that were not inlined. Together about a sixth of the brotli
// size. The layout is that of Go 1.20 to 1.26 (runtime/symtab.go); anything else is refused with an error, never
// guessed at.
package squeeze

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sort"
)

// joinGap is the longest run of zeros that is written out rather than skipped.
const joinGap = 64

// maxMemory bounds the initial memory that is laid out, in bytes.
const maxMemory = 256 << 20

const dataSection = 11

type segment struct {
	at   int
	data []byte
}

// Module returns the module without line tables and with joined data segments.
func Module(wasm []byte) ([]byte, error) {
	if len(wasm) < 8 || string(wasm[:8]) != "\x00asm\x01\x00\x00\x00" {
		return nil, errors.New("squeeze: not a WebAssembly module of version 1")
	}
	out := append([]byte{}, wasm[:8]...)
	done := false
	for r := (&reader{b: wasm, pos: 8}); r.pos < len(wasm); {
		id := r.byte()
		body := r.take(r.unsigned())
		if r.err != nil {
			return nil, r.err
		}
		if id == dataSection {
			var err error
			if body, err = squeezeData(body); err != nil {
				return nil, err
			}
			done = true
		}
		out = append(out, id)
		out = appendUnsigned(out, len(body))
		out = append(out, body...)
	}
	if !done {
		return nil, errors.New("squeeze: no data section")
	}
	return out, nil
}

func squeezeData(body []byte) ([]byte, error) {
	segments, err := readSegments(body)
	if err != nil {
		return nil, err
	}
	end := 0
	for _, s := range segments {
		end = max(end, s.at+len(s.data))
	}
	if end > maxMemory {
		return nil, fmt.Errorf("squeeze: %d bytes of memory", end)
	}
	memory := make([]byte, end)
	for _, s := range segments {
		copy(memory[s.at:], s.data)
	}
	if err := emptyLineTables(memory); err != nil {
		return nil, err
	}
	return joined(segments, memory), nil
}

// joined writes the section anew from memory, neighbors in one segment.
func joined(segments []segment, memory []byte) []byte {
	sort.Slice(segments, func(a, b int) bool { return segments[a].at < segments[b].at })
	type span struct{ from, to int }
	var spans []span
	for _, s := range segments {
		to := s.at + len(s.data)
		if n := len(spans) - 1; n >= 0 && s.at-spans[n].to <= joinGap {
			spans[n].to = max(spans[n].to, to)
			continue
		}
		spans = append(spans, span{s.at, to})
	}
	out := appendUnsigned(nil, len(spans))
	for _, s := range spans {
		out = append(out, 0, 0x41) // active, in memory 0, at i32.const
		out = appendSigned(out, s.from)
		out = append(out, 0x0b)
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

// The header of the pclntab (runtime.pcHeader) since Go 1.20: magic, two zeros, minimum instruction size, pointer size.
var magic = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

// stackMap is PCDATA_StackMapIndex, the one table of program counters that the garbage collector needs.
const stackMap = 1

// emptyLineTables clears pcfile, pcln and all tables of every function but pcsp and the stack map.
func emptyLineTables(memory []byte) error {
	base := findTable(memory)
	if base < 0 {
		return errors.New("squeeze: no pclntab of Go 1.20 or later")
	}
	word := func(n int) int { return int(binary.LittleEndian.Uint64(memory[base+8+8*n:])) }
	functions, pctab, list := word(0), base+word(6), base+word(7)
	t := &tables{memory: memory, pctab: pctab, end: list, keep: map[int]bool{}, drop: map[int]bool{}}
	for i := range functions {
		entry := list + 8*i
		if entry+8 > len(memory) {
			return errors.New("squeeze: the function table runs past the data")
		}
		if err := t.function(list + int(binary.LittleEndian.Uint32(memory[entry+4:]))); err != nil {
			return err
		}
	}
	return t.clear()
}

// findTable looks for the header and checks that its offsets rise; the bytes of the magic alone could be anywhere.
func findTable(memory []byte) int {
	for at := 0; at+72 <= len(memory); at += 8 {
		if string(memory[at:at+8]) != string(magic) {
			continue
		}
		last, ok := uint64(0), true
		for n := 3; n < 8; n++ {
			v := binary.LittleEndian.Uint64(memory[at+8+8*n:])
			ok = ok && v > last && v < uint64(len(memory)-at)
			last = v
		}
		if n := binary.LittleEndian.Uint64(memory[at+8:]); ok && n > 0 && n < uint64(len(memory)) {
			return at
		}
	}
	return -1
}

type tables struct {
	memory     []byte
	pctab, end int
	keep, drop map[int]bool // offsets into pctab
}

// function handles one runtime._func at position f: entryOff, nameOff, args, deferreturn, pcsp, pcfile, pcln,
// npcdata, cuOffset, startLine (four bytes each), funcID, flag, a pad, nfuncdata, then npcdata offsets.
func (t *tables) function(f int) error {
	const head = 44
	if f < t.end || f+head > len(t.memory) {
		return errors.New("squeeze: a function lies outside of the data")
	}
	at := func(n int) []byte { return t.memory[f+4*n : f+4*n+4] }
	get := func(b []byte) int { return int(binary.LittleEndian.Uint32(b)) }
	t.keep[get(at(4))] = true
	for _, n := range []int{5, 6} {
		t.drop[get(at(n))] = true
		clear(at(n))
	}
	count := get(at(7))
	if count > 16 || f+head+4*count > len(t.memory) {
		return fmt.Errorf("squeeze: a function with %d tables", count)
	}
	for n := range count {
		b := t.memory[f+head+4*n : f+head+4*n+4]
		if n == stackMap {
			t.keep[get(b)] = true
			continue
		}
		t.drop[get(b)] = true
		clear(b)
	}
	return nil
}

// clear zeroes the tables that nothing refers to any more. Equal tables are shared, so what is kept is kept byte by
// byte.
func (t *tables) clear() error {
	kept := make([]bool, t.end-t.pctab)
	for o := range t.keep {
		if o == 0 {
			continue
		}
		n, err := t.size(o)
		if err != nil {
			return err
		}
		for i := o; i < o+n; i++ {
			kept[i] = true
		}
	}
	for o := range t.drop {
		if o == 0 || t.keep[o] {
			continue
		}
		n, err := t.size(o)
		if err != nil {
			return err
		}
		for i := o; i < o+n; i++ {
			if !kept[i] {
				t.memory[t.pctab+i] = 0
			}
		}
	}
	return nil
}

// size is the length of the table at offset o: pairs of varints, value and program counter, up to a value of zero
// that is not the first.
func (t *tables) size(o int) (int, error) {
	pos := t.pctab + o
	if o < 0 || pos >= t.end {
		return 0, errors.New("squeeze: a table lies outside of pctab")
	}
	for first := true; ; first = false {
		v, n := binary.Uvarint(t.memory[pos:t.end])
		if n <= 0 {
			return 0, errors.New("squeeze: a table does not end")
		}
		pos += n
		if v == 0 && !first {
			return pos - t.pctab - o, nil
		}
		if _, n = binary.Uvarint(t.memory[pos:t.end]); n <= 0 {
			return 0, errors.New("squeeze: a table does not end")
		}
		pos += n
	}
}
