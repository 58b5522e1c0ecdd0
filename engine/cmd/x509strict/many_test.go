package main_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"net"
	"os/exec"
	"strings"
	"testing"

	"x509strict/engine/internal/loopback"
	"x509strict/engine/internal/testpki"
)

var endpoints = flag.Int("endpoints", 400, "how many servers TestManyServers asks")

// TestManyServers asks a long list of which half never answer and some do not speak TLS: a row with the reason for
// each, in the order of the list, and not more memory than the servers that are asked at once want.
func TestManyServers(t *testing.T) {
	root := testpki.Root(t, "Fleet CA", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	leaf := root.Server(t, "localhost", func(s *testpki.Spec) { s.Set(testpki.SAN("localhost", "127.0.0.1")) })
	good := tlsServer(t, leaf, leaf)
	silent := plainServer(t, func(net.Conn) {})
	plain := plainServer(t, func(c net.Conn) {
		fmt.Fprint(c, "220 mail ready\r\n")
		c.Close()
	})
	kinds := []struct{ address, verdict, text string }{
		{good, "refused", "CA cert does not include key usage extension"},
		{silent, "unreachable", "no answer within"},
		{good, "refused", "CA cert does not include key usage extension"},
		{silent, "unreachable", "no answer within"},
		{plain, "unreachable", "does not speak TLS: it begins with"},
		{silent, "unreachable", "no answer within"},
		{"127.0.0.1:1", "unreachable", "no connection"},
		{silent, "unreachable", "no answer within"},
	}
	var list strings.Builder
	fmt.Fprintln(&list, "# the fleet")
	for i := range *endpoints {
		fmt.Fprintf(&list, "%s  # node %d\n", kinds[i%len(kinds)].address, i)
	}
	dir := t.TempDir()
	cmd := exec.Command(binary, "audit", "-list", "-", "-ca", write(t, dir, "ca.pem", testpki.PEM(root)),
		"-timeout", "10s", "-parallel", "400", "-time", at, "-no-proxy")
	cmd.Stdin = strings.NewReader(list.String())
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if cmd.ProcessState.ExitCode() != 1 {
		t.Fatalf("%v: %s", err, errs.String())
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != *endpoints {
		t.Fatalf("%d rows for %d servers", len(lines), *endpoints)
	}
	for i, line := range lines {
		var row struct {
			Index               int
			File, Verdict, Text string
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		want := kinds[i%len(kinds)]
		if row.Index != i || !strings.HasSuffix(row.File, want.address) || row.Verdict != want.verdict ||
			!strings.Contains(row.Text, want.text) {
			t.Fatalf("row %d: %s\nwant %s of %s: %s", i, line, want.verdict, want.address, want.text)
		}
	}
	peak := peakMemory(cmd.ProcessState)
	t.Logf("%d servers: %d kB at most, %s of the processor", *endpoints, peak,
		cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	if peak > 200<<10 {
		t.Errorf("%d kB of memory", peak)
	}
}

// plainServer answers with what handle says, and keeps the connection open until the test ends.
func plainServer(t *testing.T, handle func(net.Conn)) string {
	t.Helper()
	return loopback.Serve(t, func(c net.Conn) {
		handle(c)
		<-t.Context().Done()
	}).String()
}
