package read_test

import (
	"bytes"
	"errors"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/internal/processor"
	"x509strict/engine/lang"
	"x509strict/engine/read"
	"x509strict/engine/read/containers"
)

// perBlock is the processor time that 64 KiB of input may take: the promise is 1 s, the rest is for slow machines.
const perBlock = 4 * time.Second

// check reads data with everything there is and holds the result to what is promised for any input.
func check(t *testing.T, data []byte, passwords ...string) {
	steps := 0
	start := processor.Spent()
	b, err := read.Read([]read.Input{{Data: data}}, read.Options{Passwords: passwords, Openers: containers.All,
		Progress: func(int, int) { steps++ }, Cancelled: func() bool { return steps > 40 }})
	if took := processor.Spent() - start; took > perBlock*time.Duration(1+len(data)>>16) {
		t.Errorf("%d bytes took %v", len(data), took)
	}
	var limit *read.LimitError
	if err != nil && !errors.Is(err, read.ErrCancelled) && !errors.As(err, &limit) {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, c := range b.Certificates {
		if _, rest, err := cert.Parse(c.Raw); err != nil || len(rest) > 0 || seen[string(c.Raw)] {
			t.Errorf("certificate at %v: %v, %d bytes behind, twice: %v", c.Place, err, len(rest), seen[string(c.Raw)])
		}
		seen[string(c.Raw)] = true
	}
	for _, k := range b.Keys {
		for _, i := range k.Matches {
			if i < 0 || i >= len(b.Certificates) {
				t.Errorf("key matches %d of %d", i, len(b.Certificates))
			}
		}
	}
	for _, n := range b.Notes {
		if text := n.Text(lang.English); text == n.ID || len(text) > 2000 {
			t.Errorf("note %+v: %q", n, text)
		}
	}
}

func seedShapes(f *testing.F) {
	n := 0
	for _, s := range shapes(f) {
		f.Add([]byte(s.text))
		n++
	}
	if n == 0 {
		f.Fatal("no seeds")
	}
}

func FuzzRead(f *testing.F) {
	seedShapes(f)
	f.Fuzz(func(t *testing.T, data []byte) { check(t, data) })
}

func FuzzMessages(f *testing.F) {
	f.Add([]byte("certificate verify failed: CA cert does not include key usage extension (_ssl.c:1028)"))
	f.Add([]byte("x509: certificate is valid for a, b, not c"))
	f.Add([]byte("error 92 at 1 depth lookup: x\nVerify return code: 20"))
	f.Add([]byte("Hostname/IP does not match certificate's altnames: Host: es.local. is not in"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 1<<16 {
			check(t, append([]byte("certificate "), data...))
		}
	})
}

func FuzzFragment(f *testing.F) {
	ca := newSample(f, "ca.pem")
	whole, err := read.EncodeFragment([][]byte{ca.der}, nil, "h", "curl", "zh")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add("#pem=" + strings.ReplaceAll(ca.pem, "\n", "%0A"))
	f.Add("#der=MIIB&host=a%20b")
	f.Fuzz(func(t *testing.T, fragment string) {
		inputs, host, client, lang, err := read.DecodeFragment(fragment)
		if err != nil {
			if inputs != nil || host != "" || client != "" || lang != "" {
				t.Error("results beside an error")
			}
			return
		}
		if strings.ContainsAny(host+client+lang, "<>\"'& ") {
			t.Errorf("%q %q %q", host, client, lang)
		}
		for _, in := range inputs {
			if bytes.Contains(in.Data, []byte("PRIVATE KEY")) {
				t.Error("a key came through")
			}
		}
	})
}

func FuzzArchive(f *testing.F) {
	ca := newSample(f, "ca.pem")
	f.Add([]byte(zipOf(map[string]string{"ca.crt": ca.pem, "b": string(ca.der)})))
	f.Add([]byte(gzipped(ca.pem)))
	f.Add([]byte(tarOf("ca.crt", ca.pem)))
	f.Add([]byte(gzipped(tarOf("ca.crt", ca.pem))))
	f.Fuzz(func(t *testing.T, data []byte) { check(t, data) })
}

func FuzzContainer(f *testing.F) {
	for _, name := range []string{"modern.p12", "legacy.p12", "no-mac.p12", "in-the-clear.p12",
		"certificates-in-the-clear.p12", "two-keys.p12", "pbmac1.p12", "trust.p12",
		"store.jks", "store.jceks", "trust.jks", "chain.p7c", "streamed.p7m"} {
		f.Add([]byte(file(f, name)))
	}
	f.Fuzz(func(t *testing.T, data []byte) { check(t, data, "secret") })
}

func FuzzPrivateKey(f *testing.F) {
	for _, name := range []string{"ca.key", "leaf.key", "rsa.key", "ed25519.key", "dsa.key", "dsa.pk8",
		"secp256k1.key", "x25519.key", "ca-pbes2.key", "ca-pbes2-rc2.key",
		"ca-scrypt.key", "ca-PBE-MD5-DES.key", "ca-PBE-SHA1-RC2-40.key", "ca-PBE-SHA1-RC4-40.key", "ca-traditional-aes256.key"} {
		f.Add([]byte(file(f, name)))
		if der := newDER(f, name); der != nil {
			f.Add(der)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) { check(t, data, "secret") })
}

// TestCostIsBounded reads inputs made to be slow or hungry: time and memory grow with the size only.
func TestCostIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	ca := newSample(t, "ca.pem")
	const size = 1 << 20
	fill := func(unit string) string { return strings.Repeat(unit, size/len(unit)+1)[:size] }
	for name, text := range map[string]string{
		"BEGIN lines":          fill("-----BEGIN CERTIFICATE-----\n"),
		"BEGIN words":          fill("BEGIN "),
		"END words":            "-----BEGIN CERTIFICATE-----\n" + fill("END "),
		"markers without base": fill("-----BEGIN X-----END X-----"),
		"promising lines":      fill("MIIP" + strings.Repeat("A", 60) + "\n"),
		"promising words":      fill("MIIPAAAAAAAAAAAAAAAAAAAAAAAA "),
		"promising, one line":  fill("MIJPAAAAAAAAAAAAAAAAAAAAAAAA,"),
		"base64 of base64":     b64(fill("TUlJ")),
		"hex starts":           fill("3082ffff"),
		"hex starts apart":     fill("30 82 ff ff 11\n"),
		"dump lines":           fill("00000000: 3082 ffff 3082 ffff\n"),
		"decimal starts":       fill("48, 130, 255, "),
		"numbers":              fill("1 2 "),
		"lines of numbers":     fill("0000000 060 202\n0000020 060 202 060 202\n"),
		"escaped starts":       fill(`0\x82\xff`),
		"line feeds":           fill("\n"),
		"escaped line feeds":   fill(`\n`),
		"backslashes":          fill(`\`),
		"entities":             fill("&amp;"),
		"percents":             fill("%25"),
		"tags":                 fill("<"),
		"tags, closed far":     fill("<a " + strings.Repeat("x", 390)),
		"terminal":             fill("\x1b["),
		"binary starts":        "\x00\x00" + fill("\x30\x82\x0f\xff\x30"),
		"DER nested":           fill("\x30\x84\x00\x0f\xff\x00"),
		"DER indefinite":       fill("\x30\x80"),
		"sequences":            "\x30\x83\x0f\xff\xfb" + fill("\x30\x00"),
		"dumps of ASN.1":       fill("0:d=0 OBJECT\n"),
		"dumps of openssl":     fill("Certificate:\n    Data:\n        Version: 3 (0x2)\n"),
		"messages":             fill("certificate verify failed: self-signed certificate (_ssl.c:1) "),
		"message starts":       fill("x509: certificate is valid for a,"),
		"headers":              fill("-----BEGIN CERTIFICATE-----\nA: b\n"),
		"certificates":         fill(ca.pem),
		"certificates escaped": fill(ca.escaped(`\n`) + `\n`),
		"damaged certificates": fill(strings.Replace(ca.pem, ca.lines[3], "", 1)),
		"certificates, quoted": fill(ca.prefix("> ")),
		"zip headers":          fill("PK\x03\x04" + strings.Repeat("\x00", 26)),
		"different keys":       fill(file(t, "leaf.key")),
		"locked keys":          fill(file(t, "ca-pbes2.key")),
		"locked stores":        fill(b64(file(t, "modern.p12")) + "\n\n"),
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			start := processor.Spent()
			if _, err := read.Read(
				[]read.Input{{Data: []byte(text)}},
				read.Options{Openers: containers.All},
			); err != nil {
				t.Fatal(err)
			}
			took := processor.Spent() - start
			runtime.ReadMemStats(&after)
			t.Logf("%v, %.1f times the input allocated", took, float64(after.TotalAlloc-before.TotalAlloc)/size)
			if took > perBlock*size>>16 {
				t.Errorf("took %v", took)
			}
			if held := peak(func() {
				if _, err := read.Read(
					[]read.Input{{Data: []byte(text)}},
					read.Options{Openers: containers.All},
				); err != nil {
					t.Fatal(err)
				}
			}); held > 20*size+(8<<20) {
				t.Errorf("held %.1f times the input", float64(held)/size)
			}
		})
	}
}

// peak runs f and returns by how much the heap was larger at its largest, looked at every millisecond. The collector
// runs often: as it is set, it waits until as much is dropped as the tables of the package take.
func peak(f func()) uint64 {
	defer debug.SetGCPercent(debug.SetGCPercent(10))
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	base, most := m.HeapAlloc, m.HeapAlloc
	stop, done := make(chan bool), make(chan bool)
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(time.Millisecond):
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		}
	}()
	f()
	close(stop)
	<-done
	return most - base
}
