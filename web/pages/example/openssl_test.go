package example

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/release"
	"x509strict/engine/verify"
)

// question writes one line for testdata/ask.c.
func question(id string, c Chain, p verify.Profile) string {
	host := "-"
	switch {
	case p.Host != "":
		host = "dns:" + p.Host
	case p.Email != "":
		host = "email:" + p.Email
	case p.IP != nil:
		a, _ := netip.AddrFromSlice(p.IP)
		host = "ip:" + a.String()
	}
	depth := -1
	if p.Depth != 0 {
		depth = p.Depth
	}
	encode := base64.StdEncoding.EncodeToString
	list := func(all [][]byte, settings []byte) string {
		if len(all) == 0 {
			return "-"
		}
		var out []string
		for i, d := range all {
			if i == 0 {
				d = append(bytes.Clone(d), settings...)
			}
			out = append(out, encode(d))
		}
		return strings.Join(out, ",")
	}
	return fmt.Sprintf(
		"%s %d %d %d %d %s %s %s %s\n",
		id,
		p.Flags,
		depth,
		p.Level,
		*p.Time,
		host,
		encode(c.Leaf),
		list(c.Untrusted, nil),
		list(c.Trusted, c.Settings),
	)
}

func questions() string {
	var b strings.Builder
	for _, c := range Cases {
		b.WriteString(question(c.Slug+"/broken", c.Broken, c.Profile))
		b.WriteString(question(c.Slug+"/mended", c.Mended, c.MendedProfile()))
	}
	return b.String()
}

// roots are the systems whose OpenSSL can be asked: this machine, and the Debian trees that
// engine/internal/oracle/debian.sh makes.
func roots(t *testing.T) []string {
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	trees, err := filepath.Glob(filepath.Join(home, ".cache/x509strict/debian/*/usr/include/openssl/x509.h"))
	if err != nil {
		t.Fatal(err)
	}
	out := []string{"/"}
	for _, tree := range trees {
		out = append(out, strings.TrimSuffix(tree, "/usr/include/openssl/x509.h"))
	}
	return out
}

// ask compiles ask.c against the OpenSSL of the system at root and puts every question to it.
func ask(t *testing.T, root string) (version string, answers map[string]string) {
	dir, err := os.MkdirTemp(filepath.Join(root, "tmp"), "x509strict-ask-")
	if err != nil {
		t.Skipf("%s: cannot write there: %v", root, err)
	}
	defer os.RemoveAll(dir)
	source, err := os.ReadFile("testdata/ask.c")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "ask.c"), source, 0o644); err != nil {
		t.Fatal(err)
	}
	inside := strings.TrimPrefix(dir, strings.TrimSuffix(root, "/"))
	run := func(stdin string, args ...string) (string, string, error) {
		if root != "/" {
			args = append([]string{"chroot", root}, args...)
		}
		cmd := exec.Command(args[0], args[1:]...)
		var out, errs bytes.Buffer
		cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &errs
		err := cmd.Run()
		return out.String(), errs.String(), err
	}
	if _, errs, err := run("", "cc", "-O1", "-o", inside+"/ask", inside+"/ask.c", "-lcrypto"); err != nil {
		missing(
			t,
			"%s: no C compiler with OpenSSL's headers there (apt-get install gcc libssl-dev): %v\n%s",
			root,
			err,
			errs,
		)
	}
	out, version, err := run(questions(), inside+"/ask")
	if err != nil {
		t.Fatalf("%s: %v: %s", root, err, version)
	}
	answers = map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
		id, events, _ := strings.Cut(line, " ")
		answers[id] = events
	}
	return strings.TrimSpace(version), answers
}

// missing skips, or fails where everything is required.
func missing(t *testing.T, format string, args ...any) {
	t.Helper()
	if os.Getenv("X509STRICT_REQUIRE") == "1" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

func generation(version string) (release.Release, bool) {
	for _, r := range []release.Release{release.Open111, release.Open30, release.Open35, release.Open40} {
		if strings.HasPrefix(version, "OpenSSL "+r.String()) {
			return r, true
		}
	}
	return 0, strings.HasPrefix(version, "OpenSSL 3.6")
}

// Every OpenSSL at hand answers as recorded; with -update the answers are recorded anew from those at hand.
func TestInstalledOpenSSLAnswersAsRecorded(t *testing.T) {
	recorded := map[string]string{}
	for _, root := range roots(t) {
		t.Run(strings.Trim(strings.ReplaceAll(root, "/", "-"), "-")+"-", func(t *testing.T) {
			version, answers := ask(t, root)
			r, known := generation(version)
			if !known {
				t.Skipf("%s is of no generation that is reproduced", version)
			}
			t.Logf("%s: %d answers", version, len(answers))
			for _, c := range Cases {
				broken, mended := answers[c.Slug+"/broken"], answers[c.Slug+"/mended"]
				line := fmt.Sprintf("%s %s %s %s", c.Slug, r, broken, mended)
				if other, twice := recorded[c.Slug+" "+r.String()]; twice && other != line {
					t.Errorf("two OpenSSLs of one generation differ: %s, %s", other, line)
				}
				recorded[c.Slug+" "+r.String()] = line
				if *update {
					continue
				}
				wantBroken, wantMended, err := Answers(c.Slug, r)
				if err != nil {
					t.Error(err)
				} else if broken != wantBroken || mended != wantMended {
					t.Errorf(
						"%s: %s says %s and mended %s, recorded are %s and %s",
						c.Slug,
						version,
						broken,
						mended,
						wantBroken,
						wantMended,
					)
				}
			}
		})
	}
	if *update {
		var lines []string
		for _, c := range Cases {
			for _, r := range release.All {
				if line, ok := recorded[c.Slug+" "+r.String()]; ok {
					lines = append(lines, line)
				} else if broken, mended, err := Answers(c.Slug, r); err == nil {
					lines = append(lines, fmt.Sprintf("%s %s %s %s", c.Slug, r, broken, mended))
				}
			}
		}
		answersText = strings.Join(lines, "\n") + "\n" // for the tests below: what was embedded is old
		if err := os.WriteFile("answers.txt", []byte(answersText), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// What is recorded is what each case promises: its events in its own generation, and nothing once mended, in any.
func TestRecordedAnswersAreWhatTheCasesPromise(t *testing.T) {
	for _, c := range Cases {
		broken, _, err := Answers(c.Slug, c.Profile.Release)
		if err != nil {
			t.Error(err)
			continue
		}
		if broken != c.Events {
			t.Errorf("%s raises %s, its case says %s", c.Slug, broken, c.Events)
		}
		if alone := !strings.Contains(c.Events, ","); alone == (c.Beside.EN != "") ||
			(c.Beside.EN == "") != (c.Beside.ZH == "") {
			t.Errorf("%s raises %s; Beside, which says why it is not alone, is %q", c.Slug, c.Events, c.Beside.EN)
		}
		for _, r := range release.All {
			if _, mended, err := Answers(c.Slug, r); err != nil || mended != "-" {
				t.Errorf("%s, mended: OpenSSL %s reports %q (%v)", c.Slug, r, mended, err)
			}
		}
	}
}
