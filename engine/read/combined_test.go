package read_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"x509strict/engine/read"
)

// TestCombinedShapes puts prefixes, suffixes, line breaks and surroundings together at random, each combination a
// paste that somebody could make.
func TestCombinedShapes(t *testing.T) {
	prefixes := []func(i int) string{
		fixed(
			"",
		),
		fixed("    "),
		fixed("\t"),
		fixed("> "),
		fixed("| "),
		fixed("# "),
		fixed("// "),
		fixed("* "),
		fixed("+"),
		fixed("-"),
		fixed("+ "),
		fixed(" * "),
		fixed("││ "),
		fixed(
			`"`,
		),
		fixed(`'`),
		fixed(`b"`),
		fixed(`  + "`),
		fixed(`  . '`),
		fixed(`- "`),
		fixed("echo "),
		fixed("web-1  | "),
		fixed("[pod/x] "),
		fixed("remote: "),
		fixed("<stdin>: "),
		fixed("a1b2c3d4 "),
		fixed("INFO: "),
		fixed("  <li>"),
		fixed("• "),
		fixed("\u00a0\u00a0"),
		fixed("> > "),
		fixed(`\t"`),
		fixed(`["`),
		fixed("\x1b[33m"),
		fixed("M: "),
		fixed("2. "),
		func(i int) string { return fmt.Sprintf("%d: ", i) },
		func(i int) string { return fmt.Sprintf("%3d  ", i+8) },
		func(i int) string { return fmt.Sprintf("%d\t", i+95) },
		func(i int) string { return fmt.Sprintf("2025-01-02T03:04:%02dZ ", i) },
		func(i int) string { return fmt.Sprintf("[%4d.%06d] ", i, i*7919) },
	}
	suffixes := []string{
		"",
		"",
		"",
		"  ",
		`\`,
		` \`,
		`"`,
		`" +`,
		`",`,
		`'`,
		`' .`,
		`\n"`,
		`\n" +`,
		`\r\n" \`,
		",",
		";",
		" |",
		"<br>",
		"^M$",
		"$",
		"\r",
	}
	breaks := []string{
		"\n",
		"\n",
		"\n",
		"\r\n",
		`\n`,
		`\\n`,
		`\r\n`,
		"&#10;",
		"&#xA;\n",
		"%0A",
		"<br/>",
		"\u2028",
		"\n\n",
	}
	around := [][2]string{
		{"", ""},
		{"", ""},
		{"Here is my CA:\n\n", "\n\nCan you help?"},
		{`{"cert": "`, `"}`},
		{"<pre>", "</pre>"},
		{"```\n", "\n```"},
		{
			"const ca = `",
			"`;",
		},
		{"ca: |\n", "\nother: value\n"},
		{"ca_cert=", "\nNEXT=1"},
		{"depth=0 CN = x\nverify error:num=20:unable to get local issuer certificate\n", "\nDONE\n"},
	}
	ca, leaf := newSample(t, "ca.pem"), newSample(t, "rsa.pem")
	rng := rand.New(rand.NewPCG(1, 2))
	failed, total := 0, 4000
	for n := range total {
		s := ca
		if rng.IntN(2) == 0 {
			s = leaf
		}
		width := []int{64, 64, 64, 76, 60, 48}[rng.IntN(6)]
		lines := append(
			append([]string{"-----BEGIN CERTIFICATE-----"}, strings.Split(s.wrapped(width, "\n"), "\n")...),
			"-----END CERTIFICATE-----",
		)
		bare := rng.IntN(5) == 0
		if bare {
			lines = lines[1 : len(lines)-1]
		}
		prefix, suffix := prefixes[rng.IntN(len(prefixes))], suffixes[rng.IntN(len(suffixes))]
		lineBreak, outer := breaks[rng.IntN(len(breaks))], around[rng.IntN(len(around))]
		if bare && strings.HasPrefix(prefix(0), "echo") {
			prefix = fixed("")
		}
		for i := range lines {
			lines[i] = prefix(i) + lines[i] + suffix
		}
		text := outer[0] + strings.Join(lines, lineBreak) + outer[1]
		b, err := read.Read([]read.Input{{Data: []byte(text)}}, read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Certificates) != 1 || string(b.Certificates[0].Raw) != string(s.der) {
			failed++
			if failed < 40 {
				t.Errorf(
					"%d: bare %v, prefix %q, suffix %q, break %q, around %q, width %d: %d certificates, notes %v",
					n,
					bare,
					prefix(3),
					suffix,
					lineBreak,
					outer[0],
					width,
					len(b.Certificates),
					noteIDs(b),
				)
			}
		}
	}
	if failed > 0 {
		t.Errorf("%d of %d failed", failed, total)
	}
}

func fixed(s string) func(int) string { return func(int) string { return s } }

func TestCombinedHex(t *testing.T) {
	prefixes := []func(i int) string{
		fixed(""),
		fixed("    "),
		fixed("\t"),
		fixed("> "),
		fixed("| "),
		fixed("// "),
		fixed(" * "),
		fixed(`"`),
		fixed(`  + "`),
		func(i int) string { return fmt.Sprintf("%d: ", i) },
		func(i int) string { return fmt.Sprintf("%3d  ", i+8) },
	}
	suffixes := []string{"", "", "  ", ` \`, `"`, `" +`, ",", " |"}
	around := [][2]string{
		{"", ""},
		{"the bytes are ", " as you see"},
		{"uint8_t c[] = {\n", "\n};"},
		{"x = bytes.fromhex('", "')"},
		{"Certificate:\n", "\n"},
	}
	s := newSample(t, "ca.pem")
	rng := rand.New(rand.NewPCG(3, 4))
	failed, total := 0, 2000
	for n := range total {
		before := []string{"", "", "0x", `\x`}[rng.IntN(4)]
		sep := []string{"", ":", " ", ", ", "-", ","}[rng.IntN(6)]
		if before == "0x" {
			sep = ", "
		} else if before == `\x` {
			sep = ""
		}
		verb := []string{"%02x", "%02X"}[rng.IntN(2)]
		width := []int{16, 20, 32, 10000}[rng.IntN(4)]
		prefix, suffix := prefixes[rng.IntN(len(prefixes))], suffixes[rng.IntN(len(suffixes))]
		outer := around[rng.IntN(len(around))]
		var lines []string
		for at := 0; at < len(s.der); at += width {
			var line []string
			for _, c := range s.der[at:min(len(s.der), at+width)] {
				line = append(line, before+fmt.Sprintf(verb, c))
			}
			lines = append(lines, prefix(len(lines))+strings.Join(line, sep)+suffix)
		}
		text := outer[0] + strings.Join(lines, "\n") + outer[1]
		b, err := read.Read([]read.Input{{Data: []byte(text)}}, read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Certificates) != 1 || string(b.Certificates[0].Raw) != string(s.der) {
			failed++
			if failed < 40 {
				t.Errorf(
					"%d: before %q, between %q, prefix %q, suffix %q, around %q, width %d: %d certificates, notes %v",
					n,
					before,
					sep,
					prefix(3),
					suffix,
					outer[0],
					width,
					len(b.Certificates),
					noteIDs(b),
				)
			}
		}
	}
	if failed > 0 {
		t.Errorf("%d of %d failed", failed, total)
	}
}
