package example

import (
	"bytes"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"x509strict/engine/verify"
)

// vectors is where package verify keeps chains for people to read; its text_test.go says how.
const vectors = "../../../engine/verify/testdata/vectors"

// TestMissingVectors writes, with -update, the example of every rule that has no vector as one, as yet without answers:
// go test ./engine/verify -run Vectors -record asks every OpenSSL for them. It may be edited before.
func TestMissingVectors(t *testing.T) {
	if !*update {
		t.Skip("writes vectors only with -update")
	}
	for i := range Cases {
		path := filepath.Join(vectors, Cases[i].Slug+".txtar")
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := os.WriteFile(path, txtar.Format(vectorOf(&Cases[i])), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestVectorsAreWritten compares what is written with vectors that were recorded: chains, settings of trust, flags and
// peers of several kinds.
func TestVectorsAreWritten(t *testing.T) {
	for _, slug := range []string{
		"ca-cert-missing-key-usage", "cert-rejected", "cert-chain-too-long", "email-mismatch", "ip-address-mismatch",
		"proxy-path-length-exceeded", "hostname-mismatch",
	} {
		kept, err := txtar.ParseFile(filepath.Join(vectors, slug+".txtar"))
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range vectorOf(Of(slug)).Files {
			if got := kept.Files[i]; got.Name != f.Name || f.Name != "want" && !same(got.Data, f.Data) {
				t.Errorf("%s: %s would be written as\n%s", slug, f.Name, f.Data)
			}
		}
	}
}

// same compares the certificates of two sections, or their lines where they hold none.
func same(a, b []byte) bool {
	x, y := certificates(a), certificates(b)
	if len(x) == 0 && len(y) == 0 {
		return bytes.Equal(a, b)
	}
	return bytes.Equal(x, y)
}

// certificates are those of a section in PEM, without the lines between them.
func certificates(text []byte) []byte {
	var out []byte
	for {
		b, rest := pem.Decode(text)
		if b == nil {
			return out
		}
		out, text = append(out, pem.EncodeToMemory(b)...), rest
	}
}

// vectorOf writes a case as a vector without answers.
func vectorOf(c *Case) *txtar.Archive {
	settings := fmt.Sprintf("flags %s\npurpose sslserver\nlevel %d\ntime %s\npeer %s\n", flagsOf(c.Profile),
		c.Profile.Level, time.Unix(Now, 0).UTC().Format(time.RFC3339), peerOf(c.Profile))
	inPEM := func(list ...[]byte) (out []byte) {
		for _, d := range list {
			out = append(out, PEM(d)...)
		}
		return out
	}
	return &txtar.Archive{
		Comment: []byte(strings.TrimSpace(c.Story.EN+"\n"+c.Beside.EN) + "\n"),
		Files: []txtar.File{
			{Name: "settings", Data: []byte(settings)},
			{Name: "leaf", Data: inPEM(c.Broken.Leaf)},
			{Name: "untrusted", Data: inPEM(c.Broken.Untrusted...)},
			{Name: "trusted", Data: TrustedPEM(c.Broken)},
			{Name: "want"},
		},
	}
}

// flagsOf and peerOf write a profile in the words of package cases.
func flagsOf(p verify.Profile) string {
	var list []string
	for _, f := range []struct {
		flag verify.Flags
		name string
	}{
		{verify.Strict, "strict"}, {verify.PartialChain, "partial"}, {verify.TrustedFirst, "trusted_first"},
		{verify.AllowProxy, "proxy"},
	} {
		if p.Flags&f.flag != 0 {
			list = append(list, f.name)
		}
	}
	if p.Depth != 0 {
		list = append(list, fmt.Sprintf("depth=%d", p.Depth))
	}
	if len(list) == 0 {
		return "-"
	}
	return strings.Join(list, ",")
}

func peerOf(p verify.Profile) string {
	switch {
	case p.Host != "":
		return "dns:" + p.Host
	case p.Email != "":
		return "email:" + p.Email
	case p.IP != nil:
		a, _ := netip.AddrFromSlice(p.IP)
		return "ip:" + a.String()
	}
	return "-"
}
