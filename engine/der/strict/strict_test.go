package strict_test

import (
	"bytes"
	"encoding/hex"
	"testing"

	"x509strict/engine/der"
	"x509strict/engine/der/strict"
)

// TestSplit holds each rule to the first encoding that it takes and the last that it does not.
func TestSplit(t *testing.T) {
	cbs, padded := strict.Rules{}, strict.Rules{Padded: true}
	octet, short := strict.Rules{OneOctet: true}, strict.Rules{Longest: 0x80}
	for _, c := range []struct {
		rules strict.Rules
		hex   string
		tag   strict.Tag // 0 for an element that is refused
	}{
		{cbs, "0201ff", strict.Integer}, {cbs, "3000", strict.Sequence}, {cbs, "a300", strict.Explicit(3)},
		{cbs, "8200", strict.Context(2)}, {cbs, "", 0}, {cbs, "02", 0}, {cbs, "0202ff", 0},
		// lengths: indefinite, longer than need be, of five octets
		{cbs, "3080", 0}, {cbs, "30810101", 0}, {padded, "30810101", strict.Sequence}, {cbs, "3082000101", 0},
		{padded, "3082000101", strict.Sequence}, {padded, "3085000000000101", 0}, {cbs, "3081", 0},
		// tags: [UNIVERSAL 0], high forms, one for a small number
		{cbs, "0000", 0}, {cbs, "2000", 0}, {octet, "0000", 0x00}, {octet, "2000", strict.Constructed},
		{cbs, "1f1f00", 31}, {octet, "1f1f00", 0}, {cbs, "1f1e00", 0}, {cbs, "1f801f00", 0},
		{cbs, "9f8f7f00", strict.Contextual | 0x7ff},
	} {
		data, err := hex.DecodeString(c.hex)
		if err != nil {
			t.Fatal(err)
		}
		tag, whole, _, rest, ok := c.rules.Split(append(data, 0xaa)[:len(data)])
		want := c.tag != 0 || c.rules.OneOctet && c.hex == "0000"
		if ok != want || tag != c.tag || ok && (!bytes.Equal(whole, data) || len(rest) != 0) {
			t.Errorf("%+v: %q gives tag %x, %v", c.rules, c.hex, uint32(tag), ok)
		}
	}
	for size, want := range map[int]bool{0x80: true, 0x81: false} {
		if _, _, _, _, ok := short.Split(der.Build(0x04, make([]byte, size))); ok != want {
			t.Errorf("%d bytes of at most 128: %v", size, ok)
		}
	}
}

// TestReader: a reader that has failed reads nothing more, nor does one that was opened from it.
func TestReader(t *testing.T) {
	data := der.Build(0x30, der.Build(0x02, []byte{0, 0x80}), der.Build(0x03, []byte{4, 0xf0}), []byte{1, 1, 1},
		[]byte{2, 1, 5})
	r := strict.NewReader(data)
	in := r.Enter(strict.Sequence)
	r.End()
	if n := in.Small(strict.Integer); n != 0x80 {
		t.Errorf("INTEGER is %d", n)
	}
	if b := in.Bits(strict.BitString); !bytes.Equal(b, []byte{0xf0}) {
		t.Errorf("BIT STRING is %x", b)
	}
	again := in.In(in.Rest())
	if !again.Bool(true) || !r.OK() {
		t.Error("a BOOLEAN of 1 is not true where any octet is")
	}
	if in.Bool(false); r.OK() || in.More() || in.Get(strict.Integer) != nil {
		t.Error("reads on after a BOOLEAN that is not DER's")
	}
	for _, bad := range [][]byte{{2, 2, 0, 1}, {2, 0}, {2, 2, 0xff, 0x80}} {
		if r := strict.NewReader(bad); r.Int(strict.Integer) != nil && r.OK() {
			t.Errorf("%x is an INTEGER", bad)
		}
	}
	for _, bad := range [][]byte{{3, 0}, {3, 1, 1}, {3, 2, 8, 0}, {3, 2, 1, 1}} {
		if r := strict.NewReader(bad); r.Bits(strict.BitString) != nil || r.OK() {
			t.Errorf("%x is a BIT STRING", bad)
		}
	}
}

// TestWide: whole characters of the width, none of them a surrogate or what Unicode says is none.
func TestWide(t *testing.T) {
	for _, c := range []struct {
		content string
		width   int
		text    string
		ok      bool
	}{
		{"", 2, "", true}, {"\x00h\x00i", 2, "hi", true}, {"\x00h\x00", 2, "", false}, {"\xd8\x00", 2, "", false},
		{"\xfd\xd0", 2, "", false}, {"\xff\xfe", 2, "", false}, {"\x00\x01\xf6\x00", 4, "\U0001f600", true},
		{"\x00\x11\x00\x00", 4, "", false}, {"\x00\x01\xff\xff", 4, "", false}, {"\x00h", 4, "", false},
	} {
		if text, ok := strict.Wide([]byte(c.content), c.width); ok != c.ok || string(text) != c.text {
			t.Errorf("%q by %d gives %q, %v", c.content, c.width, string(text), ok)
		}
	}
}
