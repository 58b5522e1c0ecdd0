package verify_test

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"x509strict/engine/internal/cases"
	"x509strict/engine/internal/oracle"
	"x509strict/engine/internal/testca"
	"x509strict/engine/release"
)

var (
	live   = flag.Bool("live", false, "compare random chains with every OpenSSL found; see -seed and -count")
	seed   = flag.Uint64("seed", 1, "seed of the random chains of -live")
	count  = flag.Int("count-chains", 2000, "how many random chains -live compares")
	record = flag.Bool("record", false, "write testdata/want-*.tsv.gz anew with every OpenSSL found")
)

// randomCases writes n cases of a seed.
func randomCases(seed uint64, n int) []byte {
	var out bytes.Buffer
	for i := range n {
		c := testca.Random(rand.New(rand.NewPCG(seed, uint64(i))), fmt.Sprintf("r%d-%d", seed, i))
		out.WriteString(c.Line())
		out.WriteByte('\n')
	}
	return out.Bytes()
}

// answer runs the verifier.
func answer(t testing.TB, lines []byte, r release.Release) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := cases.Run(bytes.NewReader(lines), &out, r); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// compare reports every line that differs, the first ten in full.
func compare(t *testing.T, name string, want, got []byte) {
	t.Helper()
	w, g := strings.Split(strings.TrimSpace(string(want)), "\n"), strings.Split(strings.TrimSpace(string(got)), "\n")
	if len(w) != len(g) {
		t.Fatalf("%s: %d results, want %d", name, len(g), len(w))
	}
	different := 0
	for i := range w {
		if w[i] == g[i] {
			continue
		}
		if different++; different <= 10 {
			t.Errorf("%s\n want %s\n  got %s", name, w[i], g[i])
		}
	}
	t.Logf("%s: %d of %d event lists agree", name, len(w)-different, len(w))
}

// oracles finds every OpenSSL, or skips, or fails where X509STRICT_REQUIRE asks for it.
func oracles(t *testing.T) []oracle.Oracle {
	t.Helper()
	found, problems := oracle.Find(t.TempDir())
	for _, p := range problems {
		t.Log("no oracle: ", p)
	}
	if len(found) == 0 || len(found) < len(release.All) && os.Getenv("X509STRICT_REQUIRE") == "1" {
		if os.Getenv("X509STRICT_REQUIRE") == "1" {
			t.Fatal("an OpenSSL is missing")
		}
		t.Skip("no OpenSSL to compare with: needs cc and libssl-dev, or the trees of engine/internal/oracle/debian.sh")
	}
	return found
}

// TestLive compares random chains with real OpenSSL libraries:
//
//	go test ./engine/verify -run Live -live -seed 7 -count-chains 20000
func TestLive(t *testing.T) {
	if !*live {
		t.Skip("compares with installed OpenSSL libraries only with -live")
	}
	found := oraclesOnce(t)
	for _, made := range []struct {
		name  string
		lines []byte
	}{{"edges", edgeCases(1)}, {"lengths", lengthCases(1)}, {"keys", keyCases(1)}} {
		for _, o := range found {
			if made.name == "lengths" && !recorded(t, made.name, o) {
				t.Logf("OpenSSL %s is older than the one recorded, and decodes odd lengths in its own way: not asked", o.Version)
				continue
			}
			want, err := o.Ask(made.lines)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, "OpenSSL "+o.Version+", "+made.name, want, answer(t, made.lines, o.Release))
		}
	}
	for done := 0; done < *count; done += 1000 {
		at := *seed + uint64(done)
		lines := randomCases(at, min(1000, *count-done))
		wants, got := make([][]byte, len(found)), make([][]byte, len(found))
		var all sync.WaitGroup
		for i, o := range found {
			all.Go(func() {
				var err error
				if wants[i], err = o.Ask(lines); err != nil {
					t.Error(err)
				}
			})
		}
		all.Go(func() { got = answerEach(t, lines, found) })
		all.Wait()
		for i, o := range found {
			compare(t, fmt.Sprintf("OpenSSL %s, seed %d", o.Version, at), wants[i], got[i])
		}
	}
}

// recorded says whether the oracle is at least as new as the library of its generation that answered the set in
// testdata: the engine decodes as that one does. 3.0.22 takes lengths that 3.0.19 refuses.
func recorded(t *testing.T, set string, o oracle.Oracle) bool {
	t.Helper()
	wants, err := filepath.Glob("testdata/want-" + set + "-openssl-*.tsv.gz")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range wants {
		_, version, _ := strings.Cut(strings.TrimSuffix(filepath.Base(path), ".tsv.gz"), "-openssl-")
		if releaseOf(t, version) == o.Release {
			return !oracle.Newer(version, o.Version)
		}
	}
	t.Fatalf("%s: nothing recorded for OpenSSL %s", set, o.Release)
	return false
}

// answerEach runs the verifier for the release of every oracle.
func answerEach(t *testing.T, lines []byte, found []oracle.Oracle) [][]byte {
	t.Helper()
	buffers, outs := make([]bytes.Buffer, len(found)), make([]io.Writer, len(found))
	releases := make([]release.Release, len(found))
	for i, o := range found {
		outs[i], releases[i] = &buffers[i], o.Release
	}
	if err := cases.RunEach(bytes.NewReader(lines), outs, releases); err != nil {
		t.Error(err)
	}
	got := make([][]byte, len(found))
	for i := range buffers {
		got[i] = buffers[i].Bytes()
	}
	return got
}

var foundOracles []oracle.Oracle

func oraclesOnce(t *testing.T) []oracle.Oracle {
	t.Helper()
	if foundOracles == nil {
		foundOracles = oracles(t)
	}
	return foundOracles
}

// recordedSeed and recordedCount say which random chains testdata/cases-random.tsv.gz holds.
const (
	recordedSeed  = 2026
	recordedCount = 400
)

// TestRecord writes what every OpenSSL found reports for testdata/cases-*.tsv.gz, and makes the random cases,
// those at the edges and the odd lengths anew:
//
//	go test ./engine/verify -run Record -record
func TestRecord(t *testing.T) {
	if !*record {
		t.Skip("writes testdata only with -record")
	}
	writeGzip(t, "testdata/cases-random.tsv.gz", randomCases(recordedSeed, recordedCount))
	writeGzip(t, "testdata/cases-edges.tsv.gz", edgeCases(23))
	writeGzip(t, "testdata/cases-lengths.tsv.gz", lengthCases(11))
	writeGzip(t, "testdata/cases-keys.tsv.gz", keyCases(3))
	sets, err := filepath.Glob("testdata/cases-*.tsv.gz")
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range oracles(t) {
		for _, set := range sets {
			out, err := o.Ask(readGzip(t, set))
			if err != nil {
				t.Fatal(err)
			}
			name := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(set), "cases-"), ".tsv.gz")
			writeGzip(t, fmt.Sprintf("testdata/want-%s-openssl-%s.tsv.gz", name, o.Version), out)
		}
	}
}

// TestRecorded holds the verifier to what real OpenSSL libraries reported, generation by generation.
func TestRecorded(t *testing.T) {
	wants, err := filepath.Glob("testdata/want-*-openssl-*.tsv.gz")
	if err != nil || len(wants) == 0 {
		t.Fatalf("no recorded results: %v", err)
	}
	seen := map[release.Release]bool{}
	for _, path := range wants {
		set, version, _ := strings.Cut(
			strings.TrimSuffix(strings.TrimPrefix(filepath.Base(path), "want-"), ".tsv.gz"),
			"-openssl-",
		)
		r := releaseOf(t, version)
		seen[r] = true
		compare(
			t,
			set+", OpenSSL "+version,
			readGzip(t, path),
			answer(t, readGzip(t, "testdata/cases-"+set+".tsv.gz"), r),
		)
	}
	for _, r := range release.All {
		if !seen[r] {
			t.Errorf("nothing recorded for OpenSSL %s", r)
		}
	}
}

func releaseOf(t testing.TB, version string) release.Release {
	t.Helper()
	short := strings.TrimRight(version, "abcdefghijklmnopqrstuvwxyz")
	if !strings.HasPrefix(short, "1.1.1") {
		short = short[:strings.LastIndexByte(short, '.')]
	}
	r, err := release.Parse(short)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func readGzip(t testing.TB, path string) []byte {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(path, err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(path, err)
	}
	return data
}

func writeGzip(t testing.TB, path string, data []byte) {
	t.Helper()
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err == nil {
		_, err = z.Write(data)
	}
	if err == nil {
		err = z.Close()
	}
	if err == nil {
		err = os.WriteFile(path, out.Bytes(), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// BenchmarkCases runs the recorded structured cases; one operation is all of them.
func BenchmarkCases(b *testing.B) {
	lines := readGzip(b, "testdata/cases-structured.tsv.gz")
	b.ReportAllocs()
	for b.Loop() {
		answer(b, lines, release.Default)
	}
	b.ReportMetric(float64(bytes.Count(lines, []byte("\n"))*b.N)/b.Elapsed().Seconds(), "cases/s")
}

// FuzzCase changes one byte of a recorded case's leaf. Unchanged it must be judged as recorded; changed, the outcome
// must still be one that OpenSSL can have: no panic, depths inside the chain, and the same answer when asked again.
func FuzzCase(f *testing.F) {
	lines := bytes.Split(bytes.TrimSpace(readGzip(f, "testdata/cases-damaged.tsv.gz")), []byte("\n"))
	var wants [][]byte
	for _, path := range mustGlob(f, "testdata/want-damaged-openssl-3.5.*.tsv.gz") {
		wants = bytes.Split(bytes.TrimSpace(readGzip(f, path)), []byte("\n"))
	}
	if len(wants) != len(lines) {
		f.Fatalf("%d recorded results for %d cases", len(wants), len(lines))
	}
	for i := 0; i < len(lines); i += 25 {
		f.Add(uint16(i), uint16(0), byte(0))
		f.Add(uint16(i), uint16(40*i), byte(1))
	}
	f.Fuzz(func(t *testing.T, at, where uint16, flip byte) {
		i := int(at) % len(lines)
		fields := bytes.Split(append([]byte(nil), lines[i]...), []byte("\t"))
		leaf := fields[6]
		if flip != 0 {
			leaf[int(where)%len(leaf)] ^= flip & 0x3f
		}
		if bytes.ContainsAny(leaf, "\t\n,") {
			t.Skip("no longer one field")
		}
		line := append(bytes.Join(fields, []byte("\t")), '\n')
		got := answer(t, line, release.Open35)
		if flip == 0 && !bytes.Equal(bytes.TrimSpace(got), wants[i]) {
			t.Errorf("want %s\n got %s", wants[i], got)
		}
		if again := answer(t, line, release.Open35); !bytes.Equal(got, again) {
			t.Errorf("asked twice: %s then %s", got, again)
		}
	})
}

func mustGlob(t testing.TB, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: nothing found: %v", pattern, err)
	}
	return paths
}
