package issue_test

import (
	"bytes"
	crand "crypto/rand"
	"crypto/x509"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/issue"
	"x509strict/engine/plan"
	"x509strict/engine/roles"
)

var hierarchies = flag.Int("hierarchies", 200, "how many random broken hierarchies to repair")
var seed = flag.Uint64("seed", 20260101, "of the random hierarchies")

// chroots are Debian trees with other OpenSSL releases, made by engine/internal/oracle/debian.sh.
var chroots = map[string]string{"1.1.1": "bullseye", "3.5": "trixie", "4.0": "experimental"}

// opensslCommands returns how to run a shell where each OpenSSL release is: "" stands for the machine's own. It fails
// instead of skipping releases when X509STRICT_REQUIRE is 1.
func opensslCommands(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	if _, err := exec.LookPath("openssl"); err == nil {
		out["own"] = ""
	}
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	for release, name := range chroots {
		dir := filepath.Join(home, ".cache/x509strict/debian", name)
		if _, err := os.Stat(filepath.Join(dir, "usr/bin/openssl")); err == nil && os.Getuid() == 0 {
			out[release] = dir
		} else {
			missing(t, "OpenSSL "+release+" (run engine/internal/oracle/debian.sh as root)")
		}
	}
	if len(out) == 0 {
		t.Skip("no openssl command; install the package openssl")
	}
	return out
}

// missing skips a part aloud, or fails when everything is required.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("X509STRICT_REQUIRE") == "1" {
		t.Fatalf("missing: %s", what)
	}
	t.Logf("SKIPPED for lack of %s", what)
}

// shell runs a script in dir, below the root of a release's tree.
func shell(t *testing.T, root, dir, script string, env ...string) (string, error) {
	t.Helper()
	cmd := exec.Command("sh", "-c", "cd "+dir+" && "+script)
	if root != "" {
		cmd = exec.Command("chroot", root, "sh", "-c", "cd "+dir+" && "+script)
	}
	cmd.Env = append([]string{"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"}, env...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// folder makes a directory below root and returns it as seen from inside and from outside.
func folder(t *testing.T, root string) (inside, outside string) {
	t.Helper()
	if root == "" {
		d := t.TempDir()
		return d, d
	}
	outside, err := os.MkdirTemp(filepath.Join(root, "tmp"), "x509strict-repair-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(outside) })
	return strings.TrimPrefix(outside, root), outside
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// outcome is one hierarchy after its repair.
type outcome struct {
	h      *hierarchy
	plan   *plan.Plan
	result *issue.Result
}

func repair(t *testing.T, h *hierarchy) outcome {
	t.Helper()
	in := h.input()
	p, err := plan.Make(in)
	if err != nil {
		t.Fatal(err)
	}
	result, err := issue.Reissue(p, in.Certificates, h.keys(), issue.Wishes{}, crand.Reader)
	if err != nil {
		t.Fatalf("%v%s", err, h)
	}
	return outcome{h, p, result}
}

// successor is the certificate at index i after the repair.
func (o outcome) successor(i int) *cert.Certificate {
	if c := o.result.Issued[i]; c != nil {
		return c
	}
	return o.h.members[i].c
}

// TestRandomHierarchies repairs random broken hierarchies and asks every OpenSSL at hand whether it accepts what the
// engine calls proven.
func TestRandomHierarchies(t *testing.T) {
	t.Parallel()
	commands := opensslCommands(t)
	states := map[plan.State]int{}
	var proven []outcome
	for n := range *hierarchies {
		h := build(rand.New(rand.NewPCG(uint64(n), *seed)), n)
		o := repair(t, h)
		states[o.plan.State]++
		switch o.plan.State {
		case plan.Possible, plan.Nothing:
			if len(o.result.Failures) > 0 {
				t.Errorf("hierarchy %d: planned as %s, yet %q%s", n, o.plan.State, o.result.Failures, h)
			}
			checkKept(t, n, o)
			checkGo(t, n, o)
			if n < 50 && len(o.result.Failures) == 0 {
				checkNeeded(t, o)
			}
			proven = append(proven, o)
		default:
			if len(o.plan.Blocked) == 0 {
				t.Errorf("hierarchy %d: %s without a reason%s", n, o.plan.State, h)
			}
			if !h.weak {
				t.Errorf("hierarchy %d: %s: %q%s", n, o.plan.State, o.plan.Blocked, h)
			}
		}
	}
	for release, root := range commands {
		checkWithOpenSSL(t, release, root, proven, "-x509_strict -partial_chain", "-x509_strict")
	}
	t.Logf("%d hierarchies: %v", *hierarchies, states)
}

// checkWithOpenSSL runs `openssl verify` with each set of options on every leaf of every proven hierarchy, in one
// shell.
func checkWithOpenSSL(t *testing.T, release, root string, proven []outcome, options ...string) {
	t.Helper()
	inside, outside := folder(t, root)
	var script strings.Builder
	leaves := 0
	for n, o := range proven {
		var anchors, sent []byte
		dir := strconv.Itoa(n)
		for i, m := range o.h.members {
			block := issue.PEM("CERTIFICATE", o.successor(i).Raw)
			switch m.role {
			case roles.Anchor:
				anchors = append(anchors, block...)
			case roles.Intermediate:
				sent = append(sent, block...)
			default:
				name := filepath.Join(dir, strconv.Itoa(i)+".pem")
				write(t, filepath.Join(outside, name), block)
				sent = append(sent, block...) // openssl refuses an empty file; libssl hands over the leaf here too
				for _, flags := range options {
					leaves++
					script.WriteString(
						"openssl verify " + flags +
							" -purpose sslserver -auth_level 2 -no-CApath -no-CAfile -CAfile " + dir +
							"/anchors -untrusted " + dir + "/sent " + name + " >/dev/null 2>said || { echo REFUSED " +
							name + "; cat said; }\n",
					)
				}
			}
		}
		write(t, filepath.Join(outside, dir, "anchors"), anchors)
		write(t, filepath.Join(outside, dir, "sent"), sent)
	}
	write(t, filepath.Join(outside, "run.sh"), []byte(script.String()))
	out, err := shell(t, root, inside, "openssl version && sh run.sh")
	if err != nil {
		t.Fatalf("OpenSSL %s: %v: %s", release, err, out)
	}
	version, rest, _ := strings.Cut(out, "\n")
	if rest != "" {
		t.Errorf("%s refuses what the engine calls proven:\n%s", version, rest)
		for _, line := range strings.Split(rest, "\n") {
			if name, ok := strings.CutPrefix(line, "REFUSED "); ok {
				n, _ := strconv.Atoi(filepath.Dir(name))
				t.Logf("%s:%s", name, proven[n].h)
			}
		}
	}
	t.Logf("%s: %d hierarchies, %d verifications", version, len(proven), leaves)
}

// checkKept holds the principles: public keys, unrelated extensions and, unless the plan says otherwise, names,
// serials and validity stay byte for byte; and what the plan calls kept is kept.
func checkKept(t *testing.T, n int, o outcome) {
	t.Helper()
	for _, r := range o.plan.Reissues {
		was, is := o.h.members[r.Certificate].c, o.result.Issued[r.Certificate]
		for field, pair := range map[string][2][]byte{
			"subject": {was.Subject.Raw, is.Subject.Raw}, "issuer": {was.Issuer.Raw, is.Issuer.Raw},
			"serial": {was.Serial, is.Serial}, "spki": {was.SPKI.Raw, is.SPKI.Raw},
			"notBefore": {was.NotBefore.Content, is.NotBefore.Content},
			"notAfter":  {was.NotAfter.Content, is.NotAfter.Content},
		} {
			if same := bytes.Equal(pair[0], pair[1]); same == r.Changed(field) {
				t.Errorf(
					"hierarchy %d, %s: %s: plan says changed=%v, is %v%s",
					n,
					r.File,
					field,
					r.Changed(field),
					!same,
					o.h,
				)
			}
		}
		if !bytes.Equal(was.SPKI.Key.Bytes, is.SPKI.Key.Bytes) {
			t.Errorf("hierarchy %d: the key of %s changed", n, r.File)
		}
		const unrelated = "2.16.840.1.113730.1.13"
		if x := was.Find(
			unrelated,
		); x != nil &&
			(is.Find(unrelated) == nil || !bytes.Equal(x.Raw, is.Find(unrelated).Raw)) {
			t.Errorf("hierarchy %d: an unrelated extension of %s changed", n, r.File)
		}
	}
}

// checkGo holds the repair to Go's own verifier: what it accepted before, it accepts after.
func checkGo(t *testing.T, n int, o outcome) {
	t.Helper()
	accepts := func(leaf int, pick func(int) *cert.Certificate) error {
		options := x509.VerifyOptions{
			Roots:         x509.NewCertPool(),
			Intermediates: x509.NewCertPool(),
			CurrentTime:   testTime,
		}
		for i, m := range o.h.members {
			if m.role == roles.Leaf && i != leaf {
				continue
			}
			c, err := x509.ParseCertificate(pick(i).Raw)
			switch {
			case err != nil:
				return err
			case m.role == roles.Anchor:
				options.Roots.AddCert(c)
			case m.role == roles.Intermediate:
				options.Intermediates.AddCert(c)
			case i == leaf:
				if _, err := c.Verify(options); err != nil {
					return err
				}
			}
		}
		return nil
	}
	for i, m := range o.h.members {
		if m.role != roles.Leaf || accepts(i, func(i int) *cert.Certificate { return o.h.members[i].c }) != nil {
			continue
		}
		if err := accepts(i, o.successor); err != nil {
			t.Errorf("hierarchy %d: Go accepted %s before, but now: %v%s", n, m.name, err, o.h)
		}
	}
}
