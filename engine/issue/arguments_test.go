package issue_test

import (
	crand "crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/issue"
	"x509strict/engine/lang"
	"x509strict/engine/opensslconf"
	"x509strict/engine/plan"
)

// shells are the shells that the scripts run under, as commands; busybox with its own tools in front of the others.
var shells = map[string]string{"dash": "dash", "bash": "bash", "busybox": "busybox sh"}

// each runs f for each shell that a release's tree has.
func eachShell(t *testing.T, root string, f func(shell string)) {
	t.Helper()
	for name, command := range shells {
		if _, err := os.Stat(filepath.Join("/", root, "usr/bin", name)); err != nil {
			t.Logf("SKIPPED for lack of %s in %q", name, root)
			continue
		}
		f(command)
	}
}

// TestScriptArguments gives reissue.sh paths that shells and tools like to take for something else: to every shell with
// this machine's OpenSSL, and to every other OpenSSL under dash, as what a shell makes of a path and what an OpenSSL
// makes of it have nothing to do with each other.
func TestScriptArguments(t *testing.T) {
	t.Parallel()
	h := simple(t, "p256", func(ca, leaf *member) { ca.drop(oidKU); leaf.drop(oidAKI) })
	in := h.input()
	p := must[*plan.Plan](t)(plan.Make(in))
	key := must[[]byte](t)(issue.PrivateKey(h.members[0].key, "", crand.Reader))
	for release, root := range opensslCommands(t) {
		eachShell(t, root, func(sh string) {
			if release != "own" && sh != "dash" {
				return
			}
			for _, c := range []struct {
				name, before, command, made string // made is the folder with the files, "" when nothing may be made
				want                        string
			}{
				{"key called -dash.key", "cp key ./-dash.key", "reissue.sh -dash.key", "x509strict-new", "Done."},
				{"key called -n", "cp key ./-n", "reissue.sh -n", "x509strict-new", "Done."},
				{"key called !", "cp key ./!", "reissue.sh !", "x509strict-new", "Done."},
				{"key with spaces and quotes", "cp key \"it's \\\" \\$(x) \\\\n\"", "reissue.sh \"it's \\\" \\$(x) \\\\n\"", "x509strict-new", "Done."},
				{"OUT with a backslash", "OUT='a\\nb\\tc'; export OUT", "reissue.sh key", `a\nb\tc`, `a\nb\tc`},
				{"OUT with a dash", "OUT=-out; export OUT", "reissue.sh key", "-out", "Done."},
				{"OUT deep down", "OUT=a/b/c/; export OUT", "reissue.sh key", "a/b/c", "Done."},
				{"script path with a dash", "mkdir ./-x; cp reissue.sh openssl.cnf ./-x", "-- -x/reissue.sh key", "x509strict-new", "Done."},
				{"script in another folder", "mkdir x; mv reissue.sh openssl.cnf x", "x/reissue.sh key", "x509strict-new", "Done."},
				{"dangling link", "mkdir x509strict-new; ln -s ../elsewhere x509strict-new/ca.crt", "reissue.sh key", "", "already there"},
				{"link to a file", "mkdir x509strict-new; echo old >kept; ln -s ../kept x509strict-new/ca.crt", "reissue.sh key", "", "already there"},
				{"a folder in the way", "mkdir -p x509strict-new/ca.crt", "reissue.sh key", "", "already there"},
				{"OUT is a dangling link", "ln -s elsewhere x509strict-new", "reissue.sh key", "", "already there"},
				{"failure deep down", "OUT=a/b/c; export OUT", "reissue.sh openssl.cnf", "", "no private key"},
				{"control characters", "cp openssl.cnf \"$(printf 'a\\033[31m\\302\\233b')\"", "reissue.sh \"$(printf 'a\\033[31m\\302\\233b')\"", "", "no private key in a?[31m?b"},
			} {
				inside, outside := folder(t, root)
				write(t, filepath.Join(outside, "openssl.cnf"), []byte(opensslconf.Config(p, in.Certificates, lang.English)))
				write(t, filepath.Join(outside, "reissue.sh"), []byte(opensslconf.Script(p, in.Certificates, lang.English)))
				write(t, filepath.Join(outside, "key"), key)
				// dash takes the "--" before a script's path; so do the others.
				out, err := shell(t, root, inside, c.before+"\n"+sh+" "+c.command)
				if (err == nil) != (c.made != "") || !strings.Contains(out, c.want) {
					t.Errorf("OpenSSL %s, %s, %s: %v\n%s", release, sh, c.name, err, out)
				}
				if c.made != "" {
					for _, r := range p.Reissues {
						if made := readPEM(t, filepath.Join(outside, c.made, r.File)); !samePlanned(made, &r.Spec) {
							t.Errorf("OpenSSL %s, %s, %s: %s differs", release, sh, c.name, r.File)
						}
					}
					continue
				}
				for _, name := range []string{"elsewhere", "a", "x509strict-new/leaf.example.com.crt"} {
					if _, err := os.Lstat(filepath.Join(outside, name)); err == nil {
						t.Errorf("OpenSSL %s, %s, %s: %s was made", release, sh, c.name, name)
					}
				}
				if text, err := os.ReadFile(filepath.Join(outside, "kept")); err == nil && string(text) != "old\n" {
					t.Errorf("OpenSSL %s, %s, %s: overwritten", release, sh, c.name)
				}
				if left, _ := filepath.Glob(filepath.Join(outside, "x509strict-new/.work*")); len(left) > 0 {
					t.Errorf("OpenSSL %s, %s, %s: %v stays", release, sh, c.name, left)
				}
			}
		})
	}
}

// TestScriptCompares has an openssl that signs something else than it is told to: reissue.sh must notice by itself and
// leave nothing, for Ed25519 under OpenSSL 1.1.1, where openssl composes the certificate, too.
func TestScriptCompares(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"p256", "ed"} {
		h := simple(t, kind, func(ca, _ *member) { ca.drop(oidKU) })
		in := h.input()
		p := must[*plan.Plan](t)(plan.Make(in))
		for release, root := range opensslCommands(t) {
			inside, outside := folder(t, root)
			config := opensslconf.Config(p, in.Certificates, lang.English)
			write(t, filepath.Join(outside, "reissue.sh"), []byte(opensslconf.Script(p, in.Certificates, lang.English)))
			write(t, filepath.Join(outside, "key"), must[[]byte](t)(issue.PrivateKey(h.members[0].key, "", crand.Reader)))
			command := "sh reissue.sh key"
			if release == "1.1.1" && kind == "ed" {
				// Another identifier than planned, as if a value had been taken for a word of OpenSSL's.
				config = strings.Replace(config, "subjectKeyIdentifier = ", "subjectKeyIdentifier = 00:", 1)
			} else {
				// The loaded certificate comes out changed by one byte of its serial number.
				write(t, filepath.Join(outside, "openssl"), []byte(`#!/bin/sh
case "$*" in
"x509 -inform DER -in "*"/der -out "*)
	openssl x509 -inform DER -in "$5" -outform DER | sed 's/Test CA/Best CA/' | openssl x509 -inform DER -out "$7" ;;
*) exec openssl "$@" ;;
esac
`))
				command = "chmod 700 openssl; OPENSSL=./openssl sh reissue.sh key"
			}
			write(t, filepath.Join(outside, "openssl.cnf"), []byte(config))
			out, err := shell(t, root, inside, command)
			if err == nil || !strings.Contains(out, "openssl signed something else than the plan says") {
				t.Errorf("OpenSSL %s, %s: %v\n%s", release, kind, err, out)
			}
			if _, err := os.Stat(filepath.Join(outside, "x509strict-new")); err == nil {
				t.Errorf("OpenSSL %s, %s: something stays behind", release, kind)
			}
		}
	}
}
