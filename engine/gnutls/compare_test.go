package gnutls

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/internal/peer"
	"x509strict/engine/internal/testca"
)

var releases = []Release{R37, R38}

// judge answers a case as the recordings word it.
func judge(r Release) func(*peer.Case) string {
	return func(c *peer.Case) string {
		in := Input{Host: c.Host, Time: c.Time, Release: r}
		for _, list := range []struct {
			from [][]byte
			to   *[]*cert.Certificate
		}{{c.Sent, &in.Sent}, {c.CA, &in.Trusted}} {
			for _, one := range list.from {
				parsed, rest, err := cert.Parse(one)
				if err != nil || len(rest) > 0 {
					return peer.NotChecked + "the certificate does not load anywhere"
				}
				*list.to = append(*list.to, parsed)
			}
		}
		in.Signed = func(child, issuer *cert.Certificate) (bool, string) {
			return child.Signed().Verify(issuer.PublicKey())
		}
		a := Judge(in)
		switch {
		case a.Stage > Handshake && !bytes.Equal(in.Sent[0].SPKI.Raw, testca.Named(c.Key).SPKI):
			return peer.NotChecked + "the server does not have the key of its certificate"
		case len(a.NotChecked) > 0:
			return peer.NotChecked + strings.Join(a.NotChecked, ", ")
		case a.Accepted:
			return "ok"
		}
		return a.Message
	}
}

func TestRecorded(t *testing.T) {
	for _, r := range releases {
		t.Run(r.String(), func(t *testing.T) {
			peer.Replay(t, "testdata", peer.CommonSet, "gnutls-"+r.String(), 84, judge(r))
			peer.Replay(t, "testdata", peer.FurtherSet, "gnutls-"+r.String(), 84, judge(r))
		})
	}
}

// TestOneRow: the recorded answers of the two releases are the same, so that one row of the matrix stands for both. It
// says of how many chains; see client's gnu.
func TestOneRow(t *testing.T) {
	var said []map[string]string
	for _, r := range releases {
		a, err := peer.ReadAnswers(peer.AnswersFile("testdata", peer.CommonSet, "gnutls-"+r.String()))
		if err != nil {
			t.Fatal(err)
		}
		said = append(said, a.ByID)
	}
	if !maps.Equal(said[0], said[1]) || len(said[0]) != 1231 {
		t.Errorf("%d and %d answers, equal: %v", len(said[0]), len(said[1]), maps.Equal(said[0], said[1]))
	}
}

func TestLive(t *testing.T) {
	if !*peer.Live && !*peer.Record {
		t.Skip("asks the real gnutls-cli; -live does")
	}
	for _, r := range releases {
		t.Run(r.String(), func(t *testing.T) {
			root := tree(t, r)
			if *peer.Record {
				for _, set := range peer.ToRecord(peer.CommonSet, peer.FurtherSet) {
					cases, err := peer.Shared(set)
					if err != nil {
						t.Fatal(err)
					}
					answers := ask(t, root, cases)
					answers.Set = set
					if err := peer.Save("testdata", "gnutls-"+r.String(), cases, answers); err != nil {
						t.Fatal(err)
					}
				}
				return
			}
			cases := peer.Unseen(t, time.Now().Truncate(time.Second))
			peer.Compare(t, cases, ask(t, root, cases), judge(r))
		})
	}
}

// tree is where real.sh has unpacked a release.
func tree(t *testing.T, r Release) string {
	t.Helper()
	cache := os.Getenv("X509STRICT_CACHE")
	if cache == "" {
		dir, err := os.UserCacheDir()
		if err != nil {
			t.Fatal(err)
		}
		cache = filepath.Join(dir, "x509strict")
	}
	root := filepath.Join(cache, "gnutls-"+r.String())
	if _, err := os.Stat(filepath.Join(root, "usr/bin/gnutls-cli")); err != nil {
		t.Skipf("%s: no gnutls-cli; engine/gnutls/real.sh unpacks it", root)
	}
	return root
}

// run starts gnutls-cli of a tree with the tree's own C library, at a time of its own.
func run(ctx context.Context, root string, at time.Time, args ...string) (string, error) {
	libraries := filepath.Join(root, "usr/lib/x86_64-linux-gnu")
	args = append([]string{
		"--library-path", libraries + ":" + filepath.Join(root, "lib/x86_64-linux-gnu"),
		"--preload", filepath.Join(libraries, "faketime/libfaketime.so.1"),
		filepath.Join(root, "usr/bin/gnutls-cli"),
	}, args...)
	// lib64/ld-linux-x86-64.so.2 may be a link that is meant for the root of a file system.
	loader := filepath.Join(root, "usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2")
	if _, err := os.Stat(loader); err != nil {
		loader = filepath.Join(root, "lib/x86_64-linux-gnu/ld-linux-x86-64.so.2")
	}
	cmd := exec.CommandContext(ctx, loader, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C", "TZ=UTC", "FAKETIME="+at.UTC().Format("2006-01-02 15:04:05"),
		"GNUTLS_SYSTEM_PRIORITY_FILE=/dev/null")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// ask connects to a server for each case.
func ask(t *testing.T, root string, cases []*peer.Case) *peer.Answers {
	t.Helper()
	version, err := run(t.Context(), root, time.Now(), "--version")
	if err != nil {
		t.Fatalf("gnutls-cli --version: %v: %s", err, version)
	}
	version, _, _ = strings.Cut(version, "\n")
	answers := &peer.Answers{Program: version, Set: "unseen", ByID: map[string]string{}}
	byID := map[string]*peer.Case{}
	for _, c := range cases {
		byID[c.ID] = c
	}
	const atOnce = 500 // as many servers as one process may well have
	for from := 0; from < len(cases); from += atOnce {
		dir := t.TempDir()
		s, err := peer.Serve(cases[from:min(from+atOnce, len(cases))], dir)
		if err != nil {
			t.Fatal(err)
		}
		index, err := os.ReadFile(filepath.Join(dir, "index.tsv"))
		if err != nil {
			t.Fatal(err)
		}
		var wait sync.WaitGroup
		var lock sync.Mutex
		lines := make(chan string)
		for range runtime.NumCPU() {
			wait.Go(func() {
				for line := range lines {
					f := strings.Split(line, "\t")
					said := connect(t, root, filepath.Join(dir, f[0]+".ca.pem"), f[1], byID[f[0]])
					lock.Lock()
					answers.ByID[f[0]] = said
					lock.Unlock()
				}
			})
		}
		for line := range strings.Lines(string(bytes.TrimSpace(index))) {
			lines <- strings.TrimSpace(line)
		}
		close(lines)
		wait.Wait()
		s.Close()
	}
	return answers
}

// said are the lines that tell why, the more telling first: what the verification says stands in front of the alert.
var said = []*regexp.Regexp{
	regexp.MustCompile(`(?m)^- Status: The certificate is NOT trusted\..*$`),
	regexp.MustCompile(`(?m)^- Could not verify certificate .*$`),
	regexp.MustCompile(`(?m)^Error setting the x509 trust file: .*$`),
	regexp.MustCompile(`(?m)^\*\*\* Fatal error: .*$`),
}

// connect is one connection; its answer is "ok" or the line in which gnutls-cli tells why not.
func connect(t *testing.T, root, ca, port string, c *peer.Case) string {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	out, err := run(ctx, root, c.Time, "--x509cafile", ca, "--verify-hostname", c.Host,
		"--port", port, "127.0.0.1")
	for _, one := range said {
		if line := one.FindString(out); line != "" {
			return strings.TrimSpace(line)
		}
	}
	if strings.Contains(out, "- Handshake was completed") {
		return "ok"
	}
	return fmt.Sprintf("%v: %s", err, out)
}
