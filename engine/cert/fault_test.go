package cert_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/internal/oracle"
	"x509strict/engine/internal/testca"
	"x509strict/engine/release"
)

var (
	live   = flag.Bool("live", false, "compare damaged certificates with every OpenSSL found")
	record = flag.Bool("record", false, "with -live: write testdata/loads-*.gz anew")
	seed   = flag.Uint64("seed", 17, "seed of the damaged certificates of -live")
	count  = flag.Int("count-damaged", 5000, "how many -live compares")
)

const (
	recordedSeed  = 2026
	recordedCount = 3000
)

func damaged(seed uint64, n int) (all [][]byte) {
	for i := range n {
		all = append(all, testca.Damaged(rand.New(rand.NewPCG(seed, uint64(i)))))
	}
	return all
}

// loads says what the engine says: "ok", or OpenSSL's library and reason.
func loads(data []byte, r release.Release) (says, detail string) {
	c, rest, err := cert.Parse(data)
	var e *der.Error
	switch {
	case err == nil && c.Fault(r) == nil && len(rest) > 0:
		return "-", "something follows"
	case err == nil:
		e = c.Fault(r)
	case !errors.As(err, &e):
		return err.Error(), ""
	}
	if e == nil {
		return "ok", ""
	}
	e = e.In(r)
	return "asn1 encoding routines:" + e.Reason(r), e.Error()
}

func compareLoads(t *testing.T, name string, r release.Release, all [][]byte, want []string) {
	t.Helper()
	if len(want) != len(all) {
		t.Fatalf("%s: %d answers for %d certificates", name, len(want), len(all))
	}
	decided, reasons, refused := 0, 0, 0
	for i, data := range all {
		first, _, _ := strings.Cut(want[i], ",")
		got, detail := loads(data, r)
		if got != first && forgiven(name, data) {
			continue
		}
		if (got == "ok") != (first == "ok") {
			if decided++; decided < 10 {
				t.Errorf("%s, %d: OpenSSL says %s, the engine %s (%s)\n%s", name, i, want[i], got, detail,
					base64.StdEncoding.EncodeToString(data))
			}
			continue
		}
		if first != "ok" {
			refused++
		}
		if got != first {
			if reasons++; reasons < 25 {
				t.Errorf("%s, %d: OpenSSL says %s, the engine %s (%s)", name, i, want[i], got, detail)
			}
		}
	}
	t.Logf("%s: %d of %d load or not alike; of %d refused, %d for another reason", name, len(all)-decided, len(all),
		refused, reasons)
}

// forgiven reports whether an OpenSSL may answer otherwise: 3.0.19 still wants something behind a length in long form,
// as 1.1.1 does; 3.0.22 does not.
func forgiven(name string, data []byte) bool {
	if name != "OpenSSL 3.0.19" {
		return false
	}
	_, before := loads(data, release.Open111)
	return strings.HasSuffix(before, "nothing follows a length in long form")
}

func encoded(all [][]byte) []byte {
	var out bytes.Buffer
	for _, data := range all {
		out.WriteString(base64.StdEncoding.EncodeToString(data) + "\n")
	}
	return out.Bytes()
}

// TestLoadsLive compares why damaged certificates do not load with the error queue of real OpenSSL libraries:
//
//	go test ./engine/cert -run LoadsLive -live [-seed N] [-count-damaged N] [-record]
func TestLoadsLive(t *testing.T) {
	if !*live {
		t.Skip("compares with installed OpenSSL libraries only with -live")
	}
	found, problems := oracle.Find(t.TempDir())
	for _, p := range problems {
		t.Log("no oracle: ", p)
	}
	s, n := *seed, *count
	if *record {
		s, n = recordedSeed, recordedCount
	}
	all := damaged(s, n)
	for _, o := range found {
		out, err := o.Load(encoded(all))
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Split(strings.TrimSpace(string(out)), "\n")
		if *record {
			for i, line := range want {
				want[i], _, _ = strings.Cut(line, ",")
			}
			write(t, fmt.Sprintf("testdata/loads-openssl-%s.gz", o.Version), strings.Join(want, "\n"))
		}
		compareLoads(t, "OpenSSL "+o.Version, o.Release, all, want)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, err := io.WriteString(z, text)
	if err = errors.Join(err, z.Close(), os.WriteFile(path, out.Bytes(), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// TestLoads holds the engine to what real OpenSSL libraries said of damaged certificates: which load, and the first
// reason of those that do not.
func TestLoads(t *testing.T) {
	all := damaged(recordedSeed, recordedCount)
	for version, want := range recordedLoads(t) {
		compareLoads(t, "OpenSSL "+version, releaseOf(t, version), all, want)
	}
}

// recordedLoads are the answers for the damaged certificates, by the version of OpenSSL.
func recordedLoads(t testing.TB) map[string][]string {
	t.Helper()
	paths, err := filepath.Glob("testdata/loads-openssl-*.gz")
	if err != nil || len(paths) < 4 {
		t.Fatalf("recorded: %v, %v", paths, err)
	}
	out := map[string][]string{}
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		version := strings.TrimSuffix(strings.TrimPrefix(path, "testdata/loads-openssl-"), ".gz")
		out[version] = strings.Split(string(text), "\n")
	}
	return out
}

func releaseOf(t testing.TB, version string) release.Release {
	t.Helper()
	for _, r := range release.All {
		if strings.HasPrefix(version, r.String()) {
			return r
		}
	}
	t.Fatalf("OpenSSL %s is none of the generations", version)
	return 0
}
