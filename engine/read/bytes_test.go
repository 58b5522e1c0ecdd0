package read_test

import (
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"x509strict/engine/read"
)

// dumped prints data as tools do: offset, bytes in groups of group, characters.
func dumped(data []byte, offset, gap string, group int) string {
	var b strings.Builder
	for i := 0; i < len(data); i += 16 {
		line := data[i:min(i+16, len(data))]
		fmt.Fprintf(&b, offset+gap, i)
		for k := 0; k < len(line); k += group {
			b.WriteString(hex.EncodeToString(line[k:min(k+group, len(line))]) + " ")
		}
		b.WriteString("  " + strings.Map(func(r rune) rune {
			if r < ' ' || r > '~' {
				return '.'
			}
			return r
		}, string(line)) + "\n")
	}
	return b.String()
}

// TestBytesAsPeopleHaveThem reads dumps of PEM files and of TLS messages.
func TestBytesAsPeopleHaveThem(t *testing.T) {
	ca := newSample(t, "ca.pem")
	n := len(ca.der)
	three := func(n int) string { return string([]byte{byte(n >> 16), byte(n >> 8), byte(n)}) }
	message := "\x0b" + three(n+6) + three(n+3) + three(n) + string(ca.der)
	record := []byte("\x16\x03\x03" + three(len(message))[1:] + message)
	for name, text := range map[string]string{
		"xxd of PEM":            dumped([]byte(ca.pem), "%08x:", " ", 2),
		"hexdump -C of PEM":     dumped([]byte(ca.pem), "%08x", "  ", 1),
		"od -t x1 of PEM":       dumped([]byte(ca.pem), "%07o", " ", 1),
		"s_client -debug":       "read from 0x1 [0x2] (9 bytes => 9 (0x9))\n" + dumped(record, "%04x", " - ", 1),
		"Wireshark, bytes":      dumped([]byte(message), "%04x", "   ", 1),
		"Wireshark, hex stream": hex.EncodeToString([]byte(message)),
		"handshake message":     message,
		"record":                string(record),
	} {
		b, err := read.Read([]read.Input{{Data: []byte(text)}}, read.Options{})
		if err != nil || len(b.Certificates) != 1 || string(b.Certificates[0].Raw) != string(ca.der) {
			t.Errorf("%s: %d certificates, %v", name, len(b.Certificates), err)
		}
	}
}
