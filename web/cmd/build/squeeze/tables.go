package squeeze

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// The header of the pclntab (runtime.pcHeader) since Go 1.20: magic, two zeros, minimum instruction size, pointer size.
var magic = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

// stackMap is PCDATA_StackMapIndex, the one table of program counters that stacks are scanned and copied by.
const stackMap = 1

// Words of runtime.moduledata, which begins with the address of the header.
const (
	wordNames     = 1
	wordFindTable = 19
	wordFuncData  = 40 // gofunc
)

// Data of functions (internal/abi.FUNCDATA_…). The others are for tracebacks.
const (
	argsMap, localsMap = 0, 1
	stackObjects       = 2
	openDefers         = 4

	none = 0xffffffff
)

// tables are the runtime's tables about functions.
type tables struct {
	memory     []byte
	names      []byte       // runtime.funcnametab
	pctab, end int          // of the tables of program counters
	data, top  int          // of the data of functions
	keep       map[int]bool // offsets into pctab
	named      map[int]bool // offsets into names
	kept       []bool       // bytes of the data of functions
	buckets    buckets
}

// emptyTables clears what only tracebacks read, and all that is about empty functions. Where there are empty ones,
// names go as well, except the runtime's own: the scheduler tells its goroutines by them. It returns where the buckets
// are, which it leaves alone.
func emptyTables(memory []byte, empty []bool) (buckets, error) {
	base := findTable(memory)
	if base < 0 {
		return buckets{}, errors.New("squeeze: no pclntab of Go 1.20 or later")
	}
	word := func(n int) int { return int(binary.LittleEndian.Uint64(memory[base+8+8*n:])) }
	functions, list := word(0), base+word(7)
	t := &tables{
		memory: memory, names: memory[base+word(3) : base+word(4)], pctab: base + word(6), end: list,
		keep: map[int]bool{}, named: map[int]bool{},
	}
	if err := t.findData(base, base+word(3)); err != nil {
		return buckets{}, err
	}
	for i := range functions {
		entry := list + 8*i
		if entry+8 > len(memory) {
			return buckets{}, errors.New("squeeze: the function table runs past the data")
		}
		at := list + int(binary.LittleEndian.Uint32(memory[entry+4:]))
		if empty == nil {
			if err := t.function(at, false, false); err != nil {
				return buckets{}, err
			}
			continue
		}
		index := int(binary.LittleEndian.Uint32(memory[entry:]) - binary.LittleEndian.Uint32(memory[list:]))
		if index != i || index >= len(empty) {
			return buckets{}, errors.New("squeeze: the function table is not in the order of the code")
		}
		if err := t.function(at, empty[i], true); err != nil {
			return buckets{}, err
		}
		if empty[i] {
			clear(memory[entry+4 : entry+8]) // nobody looks it up
		}
	}
	clear(memory[base+word(4) : base+word(6)]) // names of files and who has which
	t.clearNames()
	t.clearData()
	return t.buckets, t.clear()
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

// findData finds the data of functions by the moduledata, which begins with two addresses that are known.
func (t *tables) findData(header, names int) error {
	start := binary.LittleEndian.AppendUint64(nil, uint64(header))
	start = binary.LittleEndian.AppendUint64(start, uint64(names))
	at := bytes.Index(t.memory, start)
	if at < 0 || at%8 != 0 || at+8*(wordFuncData+1) > len(t.memory) {
		return errors.New("squeeze: no moduledata")
	}
	word := func(n int) int { return int(binary.LittleEndian.Uint64(t.memory[at+8*n:])) }
	t.data, t.top = word(wordFuncData), word(wordFindTable)
	if t.data < t.end || t.top < t.data || t.top > len(t.memory) {
		return errors.New("squeeze: the moduledata is laid out otherwise than Go 1.26's")
	}
	t.kept = make([]bool, t.top-t.data)
	t.buckets = buckets{t.top, (word(wordMaxPC) - word(wordMinPC)) / bucketCounters}
	return nil
}

// function handles one runtime._func at position f: entryOff, nameOff, args, deferreturn, pcsp, pcfile, pcln,
// npcdata, cuOffset, startLine (four bytes each), funcID, flag, a pad, nfuncdata, then the offsets of npcdata tables
// and nfuncdata data.
func (t *tables) function(f int, empty, nameless bool) error {
	const head = 44
	if f < t.end || f+head > len(t.memory) {
		return errors.New("squeeze: a function lies outside of the data")
	}
	at := func(n int) []byte { return t.memory[f+4*n : f+4*n+4] }
	get := func(b []byte) int { return int(binary.LittleEndian.Uint32(b)) }
	name := get(at(1))
	if name >= len(t.names) {
		return errors.New("squeeze: a name lies outside of the names")
	}
	if !empty && (!nameless || bytes.HasPrefix(t.names[name:], []byte("runtime."))) {
		t.named[name] = true
	} else {
		clear(at(1))
	}
	t.keep[get(at(4))] = !empty || t.keep[get(at(4))]
	for _, n := range []int{5, 6, 8, 9} {
		clear(at(n))
	}
	tables, data := get(at(7)), int(t.memory[f+head-1])
	if tables > 16 || data > 16 || f+head+4*(tables+data) > len(t.memory) {
		return fmt.Errorf("squeeze: a function with %d tables and %d data", tables, data)
	}
	for n := range tables {
		b := at(head/4 + n)
		if n != stackMap {
			clear(b)
		}
		t.keep[get(b)] = !empty || t.keep[get(b)]
	}
	for n := range data {
		b := at(head/4 + tables + n)
		if !empty && get(b) != none {
			if err := t.keepData(n, get(b)); err != nil {
				return err
			}
		}
		if n != argsMap && n != localsMap && n != stackObjects && n != openDefers {
			copy(b, "\xff\xff\xff\xff")
		}
	}
	if empty {
		clear(t.memory[f : f+head+4*(tables+data)])
	}
	return nil
}

// keepData marks data of a function.
func (t *tables) keepData(kind, offset int) error {
	at := t.data + offset
	if at+16 > len(t.memory) {
		return errors.New("squeeze: data of a function lies outside of the data")
	}
	size := 0
	switch kind {
	case argsMap, localsMap: // runtime.stackmap: how many, of how many bits, the bits
		n, bits := binary.LittleEndian.Uint32(t.memory[at:]), binary.LittleEndian.Uint32(t.memory[at+4:])
		size = 8 + int(n)*int((bits+7)/8)
	case stackObjects: // how many, then runtime.stackObjectRecord
		n := binary.LittleEndian.Uint64(t.memory[at:])
		if n > uint64(len(t.kept)) {
			return errors.New("squeeze: a function with more stack objects than there is data")
		}
		size = 8 + 16*int(n)
	case openDefers: // two varints
		size = 16
	}
	if offset+size > len(t.kept) && kind != openDefers {
		return errors.New("squeeze: data of a function lies outside of its table")
	}
	for i := offset; i < min(offset+size, len(t.kept)); i++ {
		t.kept[i] = true
	}
	return nil
}

func (t *tables) clearData() {
	for i, kept := range t.kept {
		if !kept {
			t.memory[t.data+i] = 0
		}
	}
}

// clearNames zeroes the names that no function bears any more, those of inlined functions among them.
func (t *tables) clearNames() {
	for at := 1; at < len(t.names); {
		end := at + max(bytes.IndexByte(t.names[at:], 0), 0)
		if !t.named[at] {
			clear(t.names[at:end])
		}
		at = end + 1
	}
}

// clear zeroes the tables of program counters that nothing refers to any more. Equal tables are shared, so what is
// kept is kept byte by byte.
func (t *tables) clear() error {
	kept := make([]bool, t.end-t.pctab)
	for o, keep := range t.keep {
		if o == 0 || !keep {
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
	for i := 1; i < len(kept); i++ {
		if !kept[i] {
			t.memory[t.pctab+i] = 0
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
