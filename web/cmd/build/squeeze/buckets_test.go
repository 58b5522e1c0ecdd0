package squeeze

import (
	"bytes"
	"testing"
)

// TestBuckets clears a table that can be counted, and refuses every other.
func TestBuckets(t *testing.T) {
	b := buckets{at: 8, count: 2*functionBuckets + 3}
	table := func() []byte {
		memory := bytes.Repeat([]byte{0xff}, 8+b.count*bucketSize+8)
		for i := range b.count {
			copy(memory[8+i*bucketSize:], append([]byte{byte(i / functionBuckets)}, make([]byte, bucketSize-1)...))
		}
		return memory
	}
	memory, around := table(), bytes.Repeat([]byte{0xff}, 8)
	if err := b.clear(memory); err != nil {
		t.Fatal(err)
	}
	if want := append(append(around, make([]byte, b.count*bucketSize)...), around[:8]...); !bytes.Equal(memory, want) {
		t.Errorf("left %x", memory)
	}
	for _, at := range []int{8, 8 + 3*bucketSize + 4, 8 + (b.count-1)*bucketSize + 19} {
		memory := table()
		memory[at] ^= 1
		before := bytes.Clone(memory)
		if b.clear(memory) == nil || !bytes.Equal(memory, before) {
			t.Errorf("byte %d: a table that can't be counted was cleared", at)
		}
	}
	for _, b := range []buckets{{-1, 2}, {8, 0}, {8, 1 << 40}, {1 << 40, 1}} {
		if b.clear(table()) == nil {
			t.Errorf("%v: no error", b)
		}
	}
}
