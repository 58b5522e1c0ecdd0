package read_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

func file(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// sample is a certificate in the forms that pastes are made of.
type sample struct {
	pem   string   // with its final line feed
	lines []string // of the PEM, markers included
	body  string   // base64 on one line
	der   []byte
}

func newSample(t testing.TB, name string) sample {
	text := file(t, name)
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		t.Fatalf("%s holds no PEM", name)
		return sample{}
	}
	text = string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: block.Bytes}))
	return sample{
		pem:   text,
		lines: strings.Split(strings.TrimSpace(text), "\n"),
		body:  base64.StdEncoding.EncodeToString(block.Bytes),
		der:   block.Bytes,
	}
}

// each puts every line of the PEM through f.
func (s sample) each(f func(i int, line string) string) string {
	var out strings.Builder
	for i, l := range s.lines {
		out.WriteString(f(i, l))
		out.WriteByte('\n')
	}
	return out.String()
}

func (s sample) prefix(p string) string {
	return s.each(func(_ int, l string) string { return p + l })
}

// escaped is the PEM on one line with nl between its lines.
func (s sample) escaped(nl string) string { return strings.Join(s.lines, nl) }

// wrapped is the base64 in lines of n characters.
func (s sample) wrapped(n int, nl string) string { return fold(s.body, n, nl) }

func fold(s string, n int, nl string) string {
	var out []string
	for len(s) > n {
		out = append(out, s[:n])
		s = s[n:]
	}
	return strings.Join(append(out, s), nl)
}

func mustJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func utf16LE(s string) string {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return string(out)
}

// xxd prints b as xxd and hexdump -C do, by the format of one group of bytes.
func dump(b []byte, offset, group string, per, perGroup int, column func(line []byte) string) string {
	var out strings.Builder
	for i := 0; i < len(b); i += per {
		line := b[i:min(i+per, len(b))]
		fmt.Fprintf(&out, offset, i)
		for k := 0; k < len(line); k += perGroup {
			fmt.Fprintf(&out, group, line[k:min(k+perGroup, len(line))])
		}
		out.WriteString(column(line) + "\n")
	}
	return out.String()
}

func asciiColumn(line []byte) string {
	s := []byte(strings.Repeat("   ", 16-len(line)) + "  |")
	for _, c := range line {
		if c < ' ' || c > '~' {
			c = '.'
		}
		s = append(s, c)
	}
	return string(s) + "|"
}

func tcpdump(b []byte) string {
	var out strings.Builder
	for i := 0; i < len(b); i += 16 {
		line := b[i:min(i+16, len(b))]
		fmt.Fprintf(&out, "\t0x%04x: ", i)
		for k := 0; k < len(line); k += 2 {
			fmt.Fprintf(&out, " %x", line[k:min(k+2, len(line))])
		}
		out.WriteString("  " + strings.Trim(asciiColumn(line), " |") + "\n")
	}
	return out.String()
}

func gzipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func b64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

func colons(b []byte, sep string) string {
	var out []string
	for _, c := range b {
		out = append(out, fmt.Sprintf("%02X", c))
	}
	return strings.Join(out, sep)
}

func numbers(b []byte, sep string, signed bool) string {
	var out []string
	for _, c := range b {
		if signed {
			out = append(out, strconv.Itoa(int(int8(c))))
		} else {
			out = append(out, strconv.Itoa(int(c)))
		}
	}
	return strings.Join(out, sep)
}

// quoted puts every line of the PEM between open and close.
func (s sample) quoted(open, close string) string {
	return s.each(func(_ int, l string) string { return open + l + close })
}

// cut is the first part of s, of the length at times its whole.
func cut(s string, at float64) string { return s[:int(float64(len(s))*at)] }

// quotedPrintable is s as RFC 2045 writes it, in lines of 60.
func quotedPrintable(s string) string {
	var out strings.Builder
	for _, line := range strings.Split(strings.ReplaceAll(s, "=", "=3D"), "\n") {
		out.WriteString(fold(line, 60, "=\n") + "\n")
	}
	return out.String()
}

func mapLines(s sample, f func(string) string) []string {
	var out []string
	for _, l := range s.lines {
		out = append(out, f(l))
	}
	return out
}

func indent(s, p string) string { return p + strings.ReplaceAll(s, "\n", "\n"+p) }

func indentEach(s string, p func(i int) string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = p(i) + lines[i]
	}
	return strings.Join(lines, "\n")
}

func quoteAll(s string) []string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		out = append(out, strconv.Quote(l))
	}
	return out
}

func swapBytes(b []byte) []byte {
	b = slices.Clone(b)
	if len(b)%2 == 1 {
		b = append(b, 0)
	}
	for i := 0; i+1 < len(b); i += 2 {
		b[i], b[i+1] = b[i+1], b[i]
	}
	return b
}

// damaged breaks the first object identifier.
func damaged(der []byte) []byte {
	out := slices.Clone(der)
	i := bytes.Index(out, []byte{6, 8, 0x2a})
	out[i] = 4
	return out
}

func pythonRepr(b []byte) string {
	var out strings.Builder
	out.WriteString("b'")
	for _, c := range b {
		switch {
		case c == '\n':
			out.WriteString(`\n`)
		case c == '\r':
			out.WriteString(`\r`)
		case c == '\t':
			out.WriteString(`\t`)
		case c == '\'' || c == '\\':
			out.WriteString(`\` + string(rune(c)))
		case c < ' ' || c > '~':
			fmt.Fprintf(&out, `\x%02x`, c)
		default:
			out.WriteByte(c)
		}
	}
	return out.String() + "'"
}
