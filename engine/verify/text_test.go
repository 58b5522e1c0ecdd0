package verify_test

import (
	"bytes"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/internal/raised"
	"x509strict/engine/lang"
	"x509strict/engine/release"
	"x509strict/engine/rules"
	"x509strict/engine/verify"
)

// vector is a file of testdata/vectors: one chain for people to read, and what OpenSSL says of it.
//
//	the first lines     what is wrong with it
//	-- settings --      flags, purpose, level, time, peer, one a line
//	-- leaf --          PEM below a line that says what is in it; so too untrusted and trusted
//	-- want --          what each OpenSSL reported: code@depth in its own numbers, "-" for nothing
//
// Only -record writes want, from the libraries found, and the lines above the certificates.
type vector struct {
	path     string
	archive  *txtar.Archive
	sections map[string][]byte
	line     string // for package cases
}

// kinds are the settings, in the order of the protocol's fields.
var kinds = []string{"flags", "purpose", "level", "time", "peer"}

func readVector(t testing.TB, path string) *vector {
	t.Helper()
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	v := &vector{path: path, archive: a, sections: map[string][]byte{}}
	for _, f := range a.Files {
		v.sections[f.Name] = f.Data
	}
	if got := slices.Sorted(maps.Keys(v.sections)); !slices.Equal(got,
		[]string{"leaf", "settings", "trusted", "untrusted", "want"}) {
		t.Fatalf("%s: sections %v", path, got)
	}
	if len(bytes.TrimSpace(a.Comment)) == 0 {
		t.Errorf("%s does not say what is wrong with it", path)
	}
	fields := []string{v.name()}
	settings := map[string]string{}
	for text := range strings.Lines(string(v.sections["settings"])) {
		key, value, _ := strings.Cut(strings.TrimSpace(text), " ")
		if !slices.Contains(kinds, key) || settings[key] != "" {
			t.Fatalf("%s: setting %q is unknown or given twice", path, text)
		}
		settings[key] = value
	}
	for _, kind := range kinds {
		value := settings[kind]
		if value == "" {
			t.Fatalf("%s: no %s", path, kind)
		}
		if kind == "time" {
			at, err := time.Parse(time.RFC3339, value)
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			value = strconv.FormatInt(at.Unix(), 10)
		}
		fields = append(fields, value)
	}
	for _, name := range []string{"leaf", "untrusted", "trusted"} {
		var list []string
		for _, b := range blocks(v.sections[name]) {
			list = append(list, base64.StdEncoding.EncodeToString(b.Bytes))
		}
		fields = append(fields, strings.Join(append(list, []string{"-"}[:max(0, 1-len(list))]...), ","))
	}
	v.line = strings.Join(fields, "\t") + "\n"
	return v
}

func (v *vector) name() string { return strings.TrimSuffix(filepath.Base(v.path), ".txtar") }

func blocks(text []byte) (out []*pem.Block) {
	for {
		b, rest := pem.Decode(text)
		if b == nil {
			return out
		}
		out, text = append(out, b), rest
	}
}

// wants are the recorded events, by the version of OpenSSL.
func (v *vector) wants(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{}
	for text := range strings.Lines(string(v.sections["want"])) {
		f := strings.Fields(text)
		if len(f) != 3 || f[0] != "OpenSSL" {
			t.Fatalf("%s: %q is not OpenSSL VERSION EVENTS", v.path, text)
		}
		out[f[1]] = f[2]
	}
	return out
}

// events is the last field of a result.
func events(result []byte) string {
	f := strings.Split(strings.TrimSpace(string(result)), "\t")
	return f[len(f)-1]
}

func vectors(t testing.TB) (out []*vector) {
	t.Helper()
	for _, path := range mustGlob(t, "testdata/vectors/*.txtar") {
		out = append(out, readVector(t, path))
	}
	return out
}

// TestVectors holds the verifier to the vectors that people can read; with -record it first writes what every OpenSSL
// found says of them.
func TestVectors(t *testing.T) {
	all := vectors(t)
	if *record {
		for _, o := range oraclesOnce(t) {
			for _, v := range all {
				said, err := o.Ask([]byte(v.line))
				if err != nil {
					t.Fatal(err)
				}
				v.record(t, o.Version, events(said))
			}
		}
		all = vectors(t)
	}
	for _, v := range all {
		seen := map[release.Release]bool{}
		for version, want := range v.wants(t) {
			r := releaseOf(t, version)
			seen[r] = true
			if got := events(answer(t, []byte(v.line), r)); got != want {
				t.Errorf("%s, OpenSSL %s: we say %s, want %s", v.name(), version, got, want)
			}
		}
		if len(seen) != len(release.All) {
			t.Errorf("%s: not every generation of OpenSSL is recorded: %v", v.name(), v.wants(t))
		}
	}
}

// record writes what one OpenSSL said, in place of what its generation said before, and what the certificates hold. A
// vector for which it says the same is left as it is, whichever version said it before.
func (v *vector) record(t *testing.T, version, said string) {
	t.Helper()
	wants := v.wants(t)
	for old := range wants {
		if releaseOf(t, old) != releaseOf(t, version) {
			continue
		}
		if wants[old] == said {
			return
		}
		delete(wants, old)
	}
	wants[version] = said
	var want strings.Builder
	for _, known := range slices.Sorted(maps.Keys(wants)) {
		fmt.Fprintf(&want, "OpenSSL %s %s\n", known, wants[known])
	}
	v.sections["want"] = []byte(want.String())
	for i, f := range v.archive.Files {
		if f.Name == "want" {
			v.archive.Files[i].Data = v.sections["want"]
			continue
		}
		if f.Name == "settings" {
			continue
		}
		var text strings.Builder
		for _, b := range blocks(f.Data) {
			text.WriteString(summary(b.Bytes) + "\n")
			text.Write(pem.EncodeToMemory(b))
		}
		v.archive.Files[i].Data = []byte(text.String())
	}
	if err := os.WriteFile(v.path, txtar.Format(v.archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// summary says in a line what a certificate holds.
func summary(raw []byte) string {
	c, _, err := cert.Parse(raw)
	if err != nil {
		return "does not parse: " + err.Error()
	}
	list := []string{fmt.Sprintf("version %d", c.Version+1), c.SPKI.Describe()}
	for _, e := range c.Extensions {
		mark := ""
		if e.Critical {
			mark = "!"
		}
		list = append(list, rules.ExtensionName(e.OID, lang.English)+mark)
	}
	return fmt.Sprintf("“%s” by “%s”: %s", c.Subject.String(), c.Issuer.String(), strings.Join(list, ", "))
}

// noVector says why an error has no vector.
var noVector = map[code.Code]string{
	code.UnableToDecodeIssuerPublicKey: "an issuer whose key does not decode is passed over while the chain is built",
}

// TestEveryErrorHasAVector wants every error that the verifier raises among the vectors, in every release that checks
// for it.
func TestEveryErrorHasAVector(t *testing.T) {
	seen := map[release.Release]map[string]bool{}
	for _, r := range release.All {
		seen[r] = map[string]bool{}
	}
	for _, v := range vectors(t) {
		for version, want := range v.wants(t) {
			for event := range strings.SplitSeq(want, ",") {
				number, _, _ := strings.Cut(event, "@")
				seen[releaseOf(t, version)][number] = true
			}
		}
	}
	beside := raised.Beside(t)
	for _, c := range raised.Codes(t) {
		for _, r := range release.All {
			_, runs := verify.InTable(c, r)
			if raises := runs || slices.Contains(beside, c) && c.In(r); !raises || noVector[c] != "" {
				continue
			}
			if !seen[r][strconv.Itoa(c.Number(r))] {
				t.Errorf("%s: no file of testdata/vectors raises it in OpenSSL %s", c.Constant(), r)
			}
		}
	}
}
