package engine_test

import (
	"bytes"
	"encoding/pem"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/lang"
	"x509strict/engine/read"
)

// TestFaults breaks one field after another and wants field, place, OpenSSL's words and who loads it nevertheless.
// What OpenSSL says is held to real libraries by cert.TestLoads.
func TestFaults(t *testing.T) {
	data, err := os.ReadFile("testdata/easy-rsa.pem")
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(data)
	whole := block.Bytes
	first := func(pattern string) int { return bytes.Index(whole, []byte(pattern)) }
	for _, c := range []struct {
		name         string
		at           int
		to           byte
		field, error string
		offset       int
	}{
		{"serial number", first("\x02\x14"), 0x04, "tbsCertificate.serialNumber", "wrong tag", first("\x02\x14")},
		{"time", first("\x17\x0d"), 0x0c, "tbsCertificate.validity.notBefore", "mstring wrong tag", first("\x17\x0d")},
	} {
		broken := bytes.Clone(whole)
		broken[c.at] = c.to
		r, err := engine.Check([]read.Input{{Data: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: broken})}},
			engine.Options{Time: testpki.Now, Lang: lang.Chinese})
		if err != nil || len(r.Faults) != 1 {
			t.Fatalf("%s: %v, faults %+v", c.name, err, r.Faults)
		}
		f := r.Faults[0]
		if f.Field != c.field || f.Offset != c.offset || f.Certificate != -1 || len(f.Tree) == 0 {
			t.Errorf("%s: %s at %d, %+v", c.name, f.Field, f.Offset, f)
		}
		for _, l := range f.Loads[:4] {
			if l.Loads || !strings.HasSuffix(l.Error, ":"+c.error) || l.Text == "" {
				t.Errorf("%s: %+v", c.name, l)
			}
		}
		for _, id := range []string{"go", "rustls", "java-17", "java-21", "java-25", "nss"} {
			i := slices.IndexFunc(f.Loads, func(l engine.LoadedBy) bool { return l.ID == id })
			lazy := id == "rustls" && c.name == "time" // which it reads when it verifies
			if i < 0 || f.Loads[i].Loads != lazy || (f.Loads[i].Error == "") != lazy {
				t.Errorf("%s: %s is not as it should be: %+v", c.name, id, f.Loads)
			}
		}
		marked := slices.ContainsFunc(f.Bytes, func(l engine.HexLine) bool {
			return l.To > 0 && l.Offset+l.From == c.offset
		})
		if !marked {
			t.Errorf("%s: the place is not among %+v", c.name, f.Bytes)
		}
	}
}

// TestDoubledCharacter doubles a character of a signature's base64, after which the bytes still decode: OpenSSL refuses
// the text (PEM_read_bio, "bad base64 decode"), and nothing may be said of the certificate that is not one.
func TestDoubledCharacter(t *testing.T) {
	data, err := os.ReadFile("testdata/easy-rsa.pem")
	if err != nil {
		t.Fatal(err)
	}
	_, ca := pem.Decode(data)
	block, _ := pem.Decode(ca)
	lines := strings.Split(strings.TrimSpace(string(pem.EncodeToMemory(block))), "\n")
	for _, n := range []int{len(lines) - 3, len(lines) - 2} {
		changed := slices.Clone(lines)
		changed[n] = lines[n][:20] + lines[n][19:]
		r, err := engine.Check([]read.Input{{Data: []byte(strings.Join(changed, "\n") + "\n")}},
			engine.Options{Time: testpki.Now, Lang: lang.English})
		if err != nil || len(r.Faults) != 1 || len(r.Certificates) != 0 {
			t.Fatalf("line %d: %v, faults %+v, %d certificates", n+1, err, r.Faults, len(r.Certificates))
		}
		f := r.Faults[0]
		corrected, _ := pem.Decode([]byte(f.Corrected))
		if f.Field != "PEM" || corrected == nil || !bytes.Equal(corrected.Bytes, block.Bytes) ||
			!strings.Contains(f.Text, fmt.Sprint("Line ", n+1, " ")) || len(f.Loads) != 4 || f.Loads[0].Loads {
			t.Errorf("line %d: %+v", n+1, f)
		}
	}
}
