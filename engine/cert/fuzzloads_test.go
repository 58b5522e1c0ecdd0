package cert_test

import (
	"encoding/base64"
	"errors"
	"os"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/internal/oracle"
	"x509strict/engine/release"
)

// FuzzLoads holds load or no load, and why not, to OpenSSL: for the damaged certificates of the recordings to what was
// recorded, and with -live for every other input to each OpenSSL found:
//
//	go test ./engine/cert -fuzz FuzzLoads -fuzztime 3m -parallel 1 -live
func FuzzLoads(f *testing.F) {
	all := damaged(recordedSeed, seeds)
	recorded := map[string]map[string]string{}
	for version, want := range recordedLoads(f) {
		for i, data := range all {
			if recorded[string(data)] == nil {
				f.Add(data)
				recorded[string(data)] = map[string]string{}
			}
			recorded[string(data)][version], _, _ = strings.Cut(want[i], ",")
		}
	}
	for line := range strings.Lines(string(foundLoads(f))) {
		v := strings.Split(strings.TrimSpace(line), "\t")
		data, err := base64.StdEncoding.DecodeString(v[2])
		if err != nil {
			f.Fatal(err)
		}
		if recorded[string(data)] == nil {
			f.Add(data)
			recorded[string(data)] = map[string]string{}
		}
		recorded[string(data)][v[0]] = v[1]
	}
	ask := loaders(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		for version, want := range recorded[string(data)] {
			if got, detail := loads(data, releaseOf(t, version)); got != want && !forgiven("OpenSSL "+version, data) {
				t.Errorf("OpenSSL %s says %s, the engine %s (%s)", version, want, got, detail)
			}
		}
		if len(data) == 0 || len(data) > 1<<16 {
			return // a line of the oracle's is never empty
		}
		for _, l := range ask {
			want, err := l.ask(data)
			if err != nil {
				t.Fatal(err)
			}
			want, _, _ = strings.Cut(want, ",")
			if got, detail := loads(data, l.release); got != want && !forgiven("OpenSSL "+l.version, data) {
				t.Errorf("OpenSSL %s says %s, the engine %s (%s)", l.version, want, got, detail)
			}
		}
		faultInside(t, data)
	})
}

// foundLoads are inputs that once differed: version, answer and certificate on a line.
func foundLoads(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/loads-found.tsv")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// seeds is how many of the recorded certificates are seeds: making them takes the time.
const seeds = 300

// faultInside wants every reason to lie inside of the data, or at its end.
func faultInside(t *testing.T, data []byte) {
	c, _, err := cert.Parse(data)
	var e *der.Error
	if errors.As(err, &e) {
		if e.Offset < 0 || e.Offset > len(data) || e.Text == "" {
			t.Errorf("at %d of %d: %q", e.Offset, len(data), e.Text)
		}
		return
	}
	for _, r := range release.All {
		if e := c.Fault(r); e != nil && (e.Offset < 0 || e.Offset > len(c.Raw) || e.Text == "") {
			t.Errorf("OpenSSL %s, at %d of %d: %q", r, e.Offset, len(c.Raw), e.Text)
		}
	}
}

// loader is an OpenSSL that loads one certificate at a time.
type loader struct {
	version string
	release release.Release
	ask     func([]byte) (string, error)
}

func loaders(f *testing.F) (out []loader) {
	if !*live {
		return nil
	}
	found, problems := oracle.Find(f.TempDir())
	for _, p := range problems {
		f.Log("no oracle: ", p)
	}
	for _, o := range found {
		ask, stop, err := o.Loader()
		if err != nil {
			f.Fatal(err)
		}
		f.Cleanup(func() {
			if err := stop(); err != nil {
				f.Error(err)
			}
		})
		out = append(out, loader{o.Version, o.Release, ask})
	}
	return out
}
