package containers_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"x509strict/engine/read"
	"x509strict/engine/read/containers"
)

func load(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// names says which of our certificates were found, by the file each is in.
func names(t testing.TB, b *read.Bundle) string {
	t.Helper()
	known := map[[32]byte]string{}
	for _, name := range []string{"ca", "leaf", "rsa", "ed25519", "http_ca", "http"} {
		block, _ := pem.Decode(load(t, name+".pem"))
		known[sha256.Sum256(block.Bytes)] = name
	}
	var out []string
	for _, c := range b.Certificates {
		name := known[sha256.Sum256(c.Raw)]
		if name == "" {
			name = "unknown"
		}
		out = append(out, name)
	}
	return strings.Join(out, " ")
}

func noteIDs(b *read.Bundle) string {
	var out []string
	for _, n := range b.Notes {
		if n.ID != "private-key-found" {
			out = append(out, n.ID)
		}
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), " ")
}

func kinds(b *read.Bundle) string {
	var out []string
	for _, k := range b.Keys {
		out = append(out, k.Kind)
	}
	return strings.Join(out, ", ")
}

func open(t testing.TB, file string, passwords ...string) *read.Bundle {
	t.Helper()
	b, err := read.Read(
		[]read.Input{{Name: file, Data: load(t, file)}},
		read.Options{Passwords: passwords, Openers: containers.All},
	)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestFilesOfRealTools(t *testing.T) {
	for _, c := range []struct {
		file, password string
		certificates   string
		keys           string
		notes          string
	}{
		{"modern.p12", "secret", "leaf ca", "EC P-256", ""},
		{"legacy.p12", "secret", "leaf ca", "EC P-256", ""},
		{"legacy-empty-password.p12", "", "leaf ca", "EC P-256", ""},
		{"empty-password.p12", "", "leaf ca", "EC P-256", ""},
		{"no-mac.p12", "secret", "leaf ca", "EC P-256", ""},
		{"in-the-clear.p12", "", "leaf ca", "EC P-256", ""},
		{"certificates-in-the-clear.p12", "secret", "leaf ca", "EC P-256", ""},
		{"aes128-sha512.p12", "secret", "leaf ca", "EC P-256", ""},
		{"sha384.p12", "secret", "leaf ca", "EC P-256", ""},
		{"umlaut-password.p12", "pässwört", "leaf ca", "EC P-256", ""},
		{"pbmac1.p12", "secret", "leaf ca", "EC P-256", ""},
		{"certificates-only.p12", "secret", "ca", "", ""},
		{"two-keys.p12", "secret", "http http_ca", "EC P-256, EC P-256", ""},
		{"trust.p12", "", "ca", "", "default-password"},
		{"trust.p12", "changeit", "ca", "", ""},
		{"store.jks", "secret", "http http_ca ca", "EC P-256, EC P-256", ""},
		{"store.jceks", "secret", "http http_ca ca", "EC P-256, EC P-256", "secret-entry"},
		{"trust.jks", "", "ca", "", "default-password"},
		{"chain.p7b", "", "leaf ca", "", ""},
		{"chain.p7c", "", "leaf ca", "", ""},
		{"streamed.p7m", "", "ca leaf", "", ""},
		{"signed.cms", "", "ca leaf", "", ""},
		{"ca.key", "", "", "EC P-256", ""},
		{"leaf.key", "", "", "EC P-256", ""},
		{"compressed.key", "", "", "EC P-256", ""},
		{"rsa.key", "", "", "RSA 2048", ""},
		{"ed25519.key", "", "", "Ed25519", ""},
		{"x25519.key", "", "", "X25519", "key-cannot-sign"},
		{"secp256k1.key", "", "", "EC secp256k1", ""},
		{"dsa.key", "", "", "DSA", "key-cannot-sign"},
		{"dsa.pk8", "", "", "DSA", "key-cannot-sign"},
		{"ca-traditional-aes256.key", "secret", "", "EC P-256", ""},
		{"rsa-traditional-des3.key", "secret", "", "RSA 2048", ""},
		{"ca-pbes2.key", "secret", "", "EC P-256", ""},
		{"ca-pbes2-sha512.key", "secret", "", "EC P-256", ""},
		{"ca-pbes2-des3.key", "secret", "", "EC P-256", ""},
		{"ca-pbes2-rc2.key", "secret", "", "EC P-256", ""},
		{"ca-scrypt.key", "secret", "", "EC P-256", ""},
		{"ca-PBE-MD5-DES.key", "secret", "", "EC P-256", ""},
		{"ca-PBE-SHA1-RC2-64.key", "secret", "", "EC P-256", ""},
		{"ca-PBE-SHA1-3DES.key", "secret", "", "EC P-256", ""},
		{"ca-PBE-SHA1-2DES.key", "secret", "", "EC P-256", ""},
		{"ca-PBE-SHA1-RC2-40.key", "secret", "", "EC P-256", ""},
		{"ca-PBE-SHA1-RC2-128.key", "secret", "", "EC P-256", ""},
		{"ca-PBE-SHA1-RC4-128.key", "secret", "", "EC P-256", ""},
		{"ca-PBE-SHA1-RC4-40.key", "secret", "", "EC P-256", ""},
		{"ca.crl", "", "", "", "skipped"},
		{"leaf.pub", "", "", "", "skipped"},
	} {
		t.Run(c.file, func(t *testing.T) {
			var passwords []string
			if c.password != "" {
				passwords = []string{c.password}
			}
			b := open(t, c.file, passwords...)
			got := strings.Split(names(t, b), " ")
			want := strings.Split(c.certificates, " ")
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("certificates %q, want %q", got, want)
			}
			if kinds(b) != c.keys {
				t.Errorf("keys %q, want %q", kinds(b), c.keys)
			}
			if noteIDs(b) != c.notes {
				t.Errorf("notes %q, want %q: %v", noteIDs(b), c.notes, b.Notes)
			}
			if len(b.Locked) > 0 {
				t.Errorf("locked: %v", b.Locked)
			}
			for _, k := range b.Keys {
				checkSigns(t, k)
			}
		})
	}
}

// checkSigns signs with the key and compares its public half with what is reported.
func checkSigns(t *testing.T, k read.Key) {
	t.Helper()
	if k.Signer == nil {
		return
	}
	digest := sha256.Sum256([]byte("x"))
	var opts crypto.SignerOpts = crypto.SHA256
	message := digest[:]
	if k.Kind == "Ed25519" {
		opts = crypto.Hash(0)
	}
	if _, err := k.Signer.Sign(rand.Reader, message, opts); err != nil {
		t.Errorf("sign: %v", err)
	}
}

func TestWrongPasswordIsTold(t *testing.T) {
	for _, file := range []string{
		"modern.p12", "legacy.p12", "no-mac.p12", "pbmac1.p12", "two-keys.p12", "ca-pbes2.key",
		"ca-traditional-aes256.key", "ca-scrypt.key",
	} {
		for _, passwords := range [][]string{nil, {"wrong"}} {
			b := open(t, file, passwords...)
			if len(b.Locked) != 1 || b.Locked[0].Tried != (len(passwords) > 0) || len(b.Keys) != 0 {
				t.Errorf("%s with %q: locked %v, keys %q, notes %q", file, passwords, b.Locked, kinds(b), noteIDs(b))
			}
			if noteIDs(b) != "" {
				t.Errorf("%s with %q: notes %q", file, passwords, noteIDs(b))
			}
		}
	}
}

func TestStoresGiveCertificatesWithoutPassword(t *testing.T) {
	for file, note := range map[string]string{
		"store.jks": "integrity-unchecked", "store.jceks": "integrity-unchecked secret-entry",
		"certificates-in-the-clear.p12": "integrity-unchecked",
	} {
		b := open(t, file)
		if len(b.Certificates) < 2 || len(b.Keys) != 0 || len(b.Locked) == 0 || noteIDs(b) != note {
			t.Errorf(
				"%s: certificates %q, keys %q, locked %v, notes %q",
				file,
				names(t, b),
				kinds(b),
				b.Locked,
				noteIDs(b),
			)
		}
	}
}

func TestKeyIsMatchedToItsCertificate(t *testing.T) {
	inputs := []read.Input{}
	for _, f := range []string{"ca.pem", "leaf.pem", "rsa.pem", "ed25519.pem", "ed25519.key", "rsa.key", "compressed.key", "ca.key"} {
		inputs = append(inputs, read.Input{Name: f, Data: load(t, f)})
	}
	b, err := read.Read(inputs, read.Options{Openers: containers.All})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]int{{3}, {2}, {1}, {0}}
	for i, k := range b.Keys {
		if !slices.Equal(k.Matches, want[i]) {
			t.Errorf("%s matches %v, want %v", k.Place.File, k.Matches, want[i])
		}
	}
}

func TestEntriesAreNamed(t *testing.T) {
	b := open(t, "two-keys.p12", "secret")
	var entries []string
	for _, k := range b.Keys {
		entries = append(entries, k.Place.Entry)
	}
	slices.Sort(entries)
	if !slices.Equal(entries, []string{"http", "http_ca"}) {
		t.Errorf("entries %q", entries)
	}
	for _, k := range b.Keys {
		if k.Place.Kind != "pkcs12" || len(k.Matches) != 1 {
			t.Errorf("key at %v matches %v", k.Place, k.Matches)
		}
	}
}

func TestDamageIsNotAWrongPassword(t *testing.T) {
	whole := load(t, "modern.p12")
	for _, cut := range []int{200, 700, len(whole) - 40} {
		b, err := read.Read(
			[]read.Input{{Name: "cut.p12", Data: whole[:cut]}},
			read.Options{Passwords: []string{"secret"}, Openers: containers.All},
		)
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Locked) != 0 || len(b.Notes) == 0 {
			t.Errorf("cut at %d: locked %v, notes %v", cut, b.Locked, b.Notes)
		}
	}
	jks := load(t, "store.jks")
	b, err := read.Read(
		[]read.Input{{Data: jks[:len(jks)-300]}},
		read.Options{Passwords: []string{"secret"}, Openers: containers.All},
	)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Certificates) == 0 || noteIDs(b) != "container-damaged" {
		t.Errorf("cut JKS: certificates %q, notes %q", names(t, b), noteIDs(b))
	}
}

func TestCancelledDuringKeyDerivation(t *testing.T) {
	calls := 0
	_, err := read.Read(
		[]read.Input{{Data: load(t, "modern.p12")}},
		read.Options{Passwords: []string{"a", "b", "c", "d", "secret"}, Openers: containers.All,
			Cancelled: func() bool { calls++; return calls > 3 }},
	)
	if !errors.Is(err, read.ErrCancelled) {
		t.Errorf("error %v", err)
	}
}

func TestKeysDoNotPrint(t *testing.T) {
	b := open(t, "rsa.key")
	signer, ok := b.Keys[0].Signer.(*rsa.PrivateKey)
	if !ok {
		t.Fatalf("signer %T", b.Keys[0].Signer)
	}
	asJSON, err := json.Marshal(b.Keys)
	if err != nil {
		t.Fatal(err)
	}
	secret := signer.D.String()[:20]
	for _, printed := range []string{
		fmt.Sprint(b.Keys), fmt.Sprintf("%+v %#v %x %s", b.Keys[0], b.Keys[0], b.Keys[0], b.Keys),
		fmt.Sprintf("%+v", *b), string(asJSON),
	} {
		if strings.Contains(printed, secret) || !strings.Contains(printed, "RSA 2048") {
			t.Errorf("printed: %.200s", printed)
		}
	}
}
