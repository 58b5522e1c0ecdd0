package pyca_test

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/internal/peer"
	"x509strict/engine/pyca"
)

var python = flag.String("python", "python3", "the command, words separated by spaces, that -live and -record ask: "+
	"a Python with cryptography 43, such as \"chroot TREE python3\"")

// spelled is what a forbidden algorithm is spelled out as, which is not compared.
var spelled = regexp.MustCompile(`(Forbidden (public key|signature) algorithm: )[^"]*[^)]*`)

// judge answers a case as the recordings word it.
func judge(c *peer.Case) string {
	in := pyca.Input{Host: c.Host, Time: c.Time}
	for _, list := range []struct {
		from [][]byte
		to   *[]*cert.Certificate
	}{{c.Sent, &in.Sent}, {c.CA, &in.Trusted}} {
		for _, der := range list.from {
			one, rest, err := cert.Parse(der)
			if err != nil || len(rest) > 0 {
				return peer.NotChecked + "the certificate does not load anywhere"
			}
			*list.to = append(*list.to, one)
		}
	}
	in.Leaf, in.Sent = in.Sent[0], in.Sent[1:]
	in.Signed = func(child, issuer *cert.Certificate) (bool, string) {
		return child.Signed().Verify(issuer.PublicKey())
	}
	switch a := pyca.Judge(in); {
	case a.Unknown != "":
		return peer.NotChecked + a.Unknown
	case a.Error != "":
		return plain(a.Error)
	}
	return "ok"
}

// plain leaves out what is not compared.
func plain(answer string) string { return spelled.ReplaceAllString(answer, "$1") }

const program = "pyca-43"

func TestRecorded(t *testing.T) {
	peer.Replay(t, "testdata", peer.CommonSet, program, 250, judge)
	peer.Replay(t, "testdata", peer.FurtherSet, program, 60, judge)
}

func TestLive(t *testing.T) {
	if !*peer.Live && !*peer.Record {
		t.Skip("asks the real package; -live or -record does")
	}
	if *peer.Record {
		for _, set := range peer.ToRecord(peer.CommonSet, peer.FurtherSet) {
			cases, err := peer.Shared(set)
			if err != nil {
				t.Fatal(err)
			}
			answers := ask(t, cases)
			answers.Set = set
			if err := peer.Save("testdata", program, cases, answers); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	cases := peer.Unseen(t, time.Now().Truncate(time.Second))
	peer.Compare(t, cases, ask(t, cases), judge)
}

func ask(t *testing.T, cases []*peer.Case) *peer.Answers {
	t.Helper()
	script, err := os.ReadFile("testdata/ask.py")
	if err != nil {
		t.Fatal(err)
	}
	var lines strings.Builder
	for _, c := range cases {
		lines.WriteString(c.Line() + "\n")
	}
	words := append(strings.Fields(*python), "-c", string(script))
	cmd := exec.Command(words[0], words[1:]...)
	var problems bytes.Buffer
	cmd.Stdin, cmd.Stderr = strings.NewReader(lines.String()), &problems
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("%s: %v: %s (Debian 13 has it: python3-cryptography)", *python, err, problems.String())
	}
	said := peer.ParseAnswers(out)
	if version := said["#"]; !strings.HasPrefix(version, "cryptography 43.") {
		t.Skipf("%s has %s, and 43 is what is reproduced (Debian 13 has it)", *python, version)
	}
	a := &peer.Answers{Program: said["#"], ByID: said}
	for id, answer := range said {
		said[id] = plain(answer)
	}
	return a
}
