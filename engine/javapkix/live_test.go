package javapkix_test

import (
	"bytes"
	"flag"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"x509strict/engine/internal/peer"
)

// javas are the java commands to ask, by release: -java 17=/usr/bin/java,21=/opt/jdk-21/bin/java.
var javas = flag.String("java", "", "the java commands that -live and -record ask: 17=COMMAND,21=COMMAND,25=COMMAND")

// command returns the java of a release, or skips the test saying what is missing.
func command(t *testing.T, release string) string {
	t.Helper()
	for _, one := range strings.Split(*javas, ",") {
		if r, path, ok := strings.Cut(one, "="); ok && r == release {
			return path
		}
	}
	t.Skipf("no -java %s=COMMAND given (Debian: openjdk-%s-jre-headless)", release, release)
	return ""
}

// compiled compiles the programs in testdata for the oldest release.
func compiled(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("javac"); err != nil {
		t.Skip("no javac (Debian: openjdk-17-jdk-headless)")
	}
	dir := t.TempDir()
	sources, err := filepath.Glob(filepath.Join("testdata", "*.java"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("javac", append([]string{"--release", "17", "-d", dir}, sources...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("javac: %v\n%s", err, out)
	}
	return dir
}

// ask serves the cases and has the real Java answer.
func ask(t *testing.T, java string, cases []*peer.Case, set string) *peer.Answers {
	t.Helper()
	classes := compiled(t)
	dir := t.TempDir()
	s, err := peer.Serve(cases, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var complaint bytes.Buffer
	cmd := exec.Command(java, "-Xshare:auto", "-cp", classes, "Ask", dir)
	cmd.Stderr = &complaint
	printed, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", java, err, complaint.Bytes())
	}
	return &peer.Answers{Program: "OpenJDK " + version(t, java), Set: set, ByID: peer.ParseAnswers(printed)}
}

// version is what a java says of itself.
func version(t *testing.T, java string) string {
	t.Helper()
	said, err := exec.Command(java, "-version").CombinedOutput()
	if err != nil {
		t.Fatalf("%s -version: %v\n%s", java, err, said)
	}
	number, _, _ := strings.Cut(strings.TrimPrefix(string(said), "openjdk version \""), "\"")
	return number
}

func TestLive(t *testing.T) {
	if !*peer.Live && !*peer.Record {
		t.Skip("asks real Java; -live does")
	}
	for _, release := range []string{"17", "21", "25"} {
		t.Run(release, func(t *testing.T) {
			java := command(t, release)
			if *peer.Record {
				for _, set := range peer.ToRecord(peer.CommonSet, peer.FurtherSet) {
					cases, err := peer.Shared(set)
					if err != nil {
						t.Fatal(err)
					}
					if err := peer.Save("testdata", "java-"+release, cases, ask(t, java, cases, set)); err != nil {
						t.Fatal(err)
					}
				}
				return
			}
			cases := peer.UnseenMoving(t, time.Now())
			peer.Compare(t, cases, ask(t, java, cases, "unseen"), judge(releases[release]))
		})
	}
}
