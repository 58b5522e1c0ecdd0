package squeeze

import "fmt"

// Calls is the module with a global for each function, exported as "called " and the function's name, that is 1 once
// the function has been called. It tells what a run needs.
func Calls(wasm []byte) ([]byte, error) {
	m, err := parse(wasm)
	if err != nil {
		return nil, err
	}
	if m.names == nil {
		return nil, fmt.Errorf("squeeze: the functions have no names: link without -s")
	}
	globals, err := m.section(globalSection)
	if err != nil {
		return nil, err
	}
	exports, err := m.section(exportSection)
	if err != nil {
		return nil, err
	}
	first, rest := counted(*globals)
	all, restOfExports := counted(*exports)
	*globals = append(appendUnsigned(nil, first+len(m.bodies)), rest...)
	*exports = append(appendUnsigned(nil, all+len(m.bodies)), restOfExports...)
	for i, body := range m.bodies {
		*globals = append(*globals, 0x7f, 1, 0x41, 0, 0x0b) // a variable i32, at first i32.const 0
		name := fmt.Sprintf("called %d %s", i, m.names[i])
		*exports = append(appendUnsigned(*exports, len(name)), name...)
		*exports = appendUnsigned(append(*exports, 3), first+i)
		at, err := afterLocals(body)
		if err != nil {
			return nil, err
		}
		set := append([]byte{0x41, 1}, appendUnsigned([]byte{0x24}, first+i)...) // i32.const 1, global.set
		m.bodies[i] = append(append(append([]byte{}, body[:at]...), set...), body[at:]...)
	}
	return m.bytes(), nil
}

// counted splits a vector into its length and its items.
func counted(body []byte) (int, []byte) {
	r := &reader{b: body}
	n := r.unsigned()
	return n, body[r.pos:]
}

// afterLocals is where the instructions of a function begin.
func afterLocals(body []byte) (int, error) {
	r := &reader{b: body}
	for n := r.unsigned(); n > 0 && r.err == nil; n-- {
		r.unsigned()
		r.byte()
	}
	return r.pos, r.err
}

// Function is one of a module's own.
type Function struct {
	Name string // as the linker calls it
	Size int    // bytes of its code
}

// Functions are those of the module by their numbers; those it imports, which come first, are empty.
func Functions(wasm []byte) ([]Function, error) {
	m, err := parse(wasm)
	if err != nil {
		return nil, err
	}
	if m.names == nil {
		return nil, fmt.Errorf("squeeze: the functions have no names: link without -s")
	}
	out := make([]Function, m.imported, m.imported+len(m.bodies))
	for i, body := range m.bodies {
		out = append(out, Function{m.names[i], len(body)})
	}
	return out, nil
}
