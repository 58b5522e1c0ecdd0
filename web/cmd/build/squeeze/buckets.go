package squeeze

import (
	"encoding/binary"
	"errors"
)

// The runtime finds the function of a program counter by runtime.findfunctab: for each 4096 program counters a
// runtime.findfuncbucket of 20 bytes, the number of a function and 16 steps from there. Under WebAssembly a program
// counter is a function's number, shifted left by 16, and a block within it: each function has 16 buckets, their steps
// are zeros, and the table, a third of the data, says nothing that can't be counted. So it is left out and written by
// the module itself when it is instantiated, which takes a fraction of a millisecond.
const (
	bucketCounters  = 4096
	bucketSize      = 20
	functionBuckets = 1 << 16 / bucketCounters
)

// Words of runtime.moduledata.
const (
	wordMinPC = 20
	wordMaxPC = 21
)

// buckets is where runtime.findfunctab lies and how many whole buckets it has; what the last function has of one more
// stays in the data.
type buckets struct{ at, count int }

// clear zeroes the table when it is what fill writes.
func (b buckets) clear(memory []byte) error {
	end := b.at + b.count*bucketSize
	if b.at < 0 || b.count < 1 || end > len(memory) {
		return errors.New("squeeze: the buckets of functions lie outside of the data")
	}
	for i := range b.count {
		bucket := memory[b.at+i*bucketSize:][:bucketSize]
		if int(binary.LittleEndian.Uint32(bucket)) != i/functionBuckets || [16]byte(bucket[4:]) != [16]byte{} {
			return errors.New("squeeze: the buckets of functions are other than those of Go 1.26 under WebAssembly")
		}
	}
	clear(memory[b.at:end])
	return nil
}

// Parts of the binary format of WebAssembly.
const (
	typeSection     = 1
	functionSection = 3
	startSection    = 8

	i32, function, noResult = 0x7f, 0x60, 0x40

	opLoop, opBranchIf, opEnd     = 0x03, 0x0d, 0x0b
	opLocalGet, opLocalTee        = 0x20, 0x22
	opI32Store, opI32Const        = 0x36, 0x41
	opI32Less, opI32Add, opI32Mul = 0x49, 0x6a, 0x6c
	opI32ShiftRight               = 0x76
)

// fill is the function that writes the table: for (i = 0; i < count; i++) the word at at + 20*i = i/16.
func (b buckets) fill() []byte {
	shift := 0
	for 1<<shift < functionBuckets {
		shift++
	}
	constant := func(code []byte, n int) []byte { return appendSigned(append(code, opI32Const), n) }
	code := []byte{1, 1, i32, opLoop, noResult, opLocalGet, 0} // one local: i
	code = append(constant(code, bucketSize), opI32Mul, opLocalGet, 0)
	code = append(constant(code, shift), opI32ShiftRight, opI32Store, 2)
	code = append(appendUnsigned(code, b.at), opLocalGet, 0)
	code = append(constant(code, 1), opI32Add, opLocalTee, 0)
	return append(constant(code, b.count), opI32Less, opBranchIf, 0, opEnd, opEnd)
}

// startWith adds a function without arguments and results that runs when the module is instantiated, after its data
// has been laid out.
func (m *module) startWith(body []byte) error {
	types, err := m.section(typeSection)
	if err != nil {
		return err
	}
	functions, err := m.section(functionSection)
	if err != nil {
		return err
	}
	kind, rest := counted(*types)
	*types = append(append(appendUnsigned(nil, kind+1), rest...), function, 0, 0)
	n, rest := counted(*functions)
	*functions = appendUnsigned(append(appendUnsigned(nil, n+1), rest...), kind)
	m.bodies = append(m.bodies, body)
	for i, s := range m.sections {
		switch {
		case s.id == startSection:
			return errors.New("squeeze: the module has a start function already")
		case s.id > startSection:
			start := section{startSection, appendUnsigned(nil, m.imported+len(m.bodies)-1)}
			m.sections = append(m.sections[:i:i], append([]section{start}, m.sections[i:]...)...)
			return nil
		}
	}
	return errors.New("squeeze: the module has no code")
}
