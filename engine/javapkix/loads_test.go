package javapkix_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"errors"
	"flag"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/internal/peer"
	"x509strict/engine/internal/testca"
	"x509strict/engine/javapkix"
)

var (
	damageSeed  = flag.Uint64("damage-seed", 2026, "seed of the damaged certificates of TestLoadsLive")
	damageCount = flag.Int("damage-count", 20000, "how many it compares")
)

// recordedDamage are the damaged certificates that engine/cert's recordings are of too.
const (
	recordedDamageSeed = 2026
	recordedDamage     = 800
)

func damagedCertificates(seed uint64, n int) (all [][]byte) {
	for i := range n {
		all = append(all, testca.Damaged(rand.New(rand.NewPCG(seed, uint64(i)))))
	}
	return all
}

// compareLoads wants the same certificates to load, with the same exceptions otherwise.
func compareLoads(t *testing.T, r javapkix.Release, all [][]byte, want []string) {
	t.Helper()
	if len(want) != len(all) {
		t.Fatalf("%d answers for %d certificates", len(want), len(all))
	}
	decided, words, unknown := 0, 0, 0
	for i, data := range all {
		exception, why := javapkix.Loads(r, data)
		if why != "" {
			unknown++
			continue
		}
		got := "ok"
		if exception != "" {
			got = strings.NewReplacer("\\", "\\\\", "\n", "\\n", "\r", "\\r", "\t", "\\t").Replace(exception)
		}
		switch {
		case got == want[i]:
			continue
		case (got == "ok") != (want[i] == "ok"):
			decided++
		default:
			words++
		}
		if decided+words < 12 {
			t.Errorf("%d: Java %d says\n%s\nthe engine\n%s\n%s", i, r, want[i], got,
				base64.StdEncoding.EncodeToString(data))
		}
	}
	t.Logf(
		"Java %d: of %d, %d are decided otherwise, %d have other words, %d are not known",
		r,
		len(all),
		decided,
		words,
		unknown,
	)
}

// TestLoads holds the reader to what real Java said of damaged certificates.
func TestLoads(t *testing.T) {
	all := damagedCertificates(recordedDamageSeed, recordedDamage)
	for name, r := range releases {
		compareLoads(t, r, all, strings.Split(readGzip(t, "testdata/loads-java-"+name+".gz"), "\n"))
	}
}

// TestLoadsLive asks real Java to parse damaged certificates:
//
//	go test ./engine/javapkix -run LoadsLive -live -java 17=java,... [-damage-seed N] [-damage-count N]
func TestLoadsLive(t *testing.T) {
	if !*peer.Live && !*peer.Record {
		t.Skip("asks real Java; -live does")
	}
	seed, n := *damageSeed, *damageCount
	if *peer.Record {
		seed, n = recordedDamageSeed, recordedDamage
	}
	all := damagedCertificates(seed, n)
	var lines bytes.Buffer
	for _, data := range all {
		lines.WriteString(base64.StdEncoding.EncodeToString(data) + "\n")
	}
	for name, r := range releases {
		t.Run(name, func(t *testing.T) {
			cmd := exec.Command(command(t, name), "-cp", compiled(t), "Load")
			cmd.Stdin, cmd.Stderr = bytes.NewReader(lines.Bytes()), os.Stderr
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			text := strings.TrimSuffix(string(out), "\n")
			if *peer.Record {
				writeGzip(t, "testdata/loads-java-"+name+".gz", text)
			}
			compareLoads(t, r, all, strings.Split(text, "\n"))
		})
	}
}

func readGzip(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.FromSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func writeGzip(t *testing.T, path, text string) {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, err := io.WriteString(z, text)
	if err = errors.Join(err, z.Close(), os.WriteFile(path, out.Bytes(), 0o644)); err != nil {
		t.Fatal(err)
	}
}
