package main_test

import (
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"x509strict/engine/internal/loopback"
)

// TestServersThatFail asks servers that give no certificate, each by check and all by one audit: check ends with status
// 2 and the reason, and audit has a row with it for each, whatever the others did.
func TestServersThatFail(t *testing.T) {
	refusing := loopback.TLS(t, &tls.Config{
		GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) { return nil, errors.New("unknown name") },
	}, func(c *tls.Conn) { io.Copy(io.Discard, c) }) // begins with the handshake, which is refused
	endless := func(c net.Conn) {
		go func() {
			for {
				if _, err := c.Write([]byte{0}); err != nil {
					return
				}
				time.Sleep(20 * time.Millisecond)
			}
		}()
	}
	hello := func(c net.Conn) { // a ServerHello in a record of 16 kB, a byte at a time
		fmt.Fprint(c, "\x16\x03\x03\x40\x00\x02\x00\x3f\xfc")
		endless(c)
	}
	servers := []struct{ name, address, says string }{
		{"nobody listens", "127.0.0.1:1", "no connection"},
		{"no such host", "does-not-exist.invalid:443", "does-not-exist.invalid"},
		{"a TLS alert", refusing.String(), "the server ended the handshake before it sent a certificate"},
		{"plain text", plainServer(t, func(c net.Conn) { fmt.Fprint(c, "220 mail ready\r\n") }), "does not speak TLS"},
		{"silence", plainServer(t, func(net.Conn) {}), "no answer within 1s"},
		{"an endless handshake", plainServer(t, hello), "no answer within 1s"},
		{"an endless greeting", "smtp://" + plainServer(t, func(c net.Conn) {
			fmt.Fprint(c, "220-")
			endless(c)
		}), "no answer within 1s"},
	}
	args := []string{"audit", "-timeout", "1s", "-no-proxy", "-time", at, "-format", "json"}
	for _, server := range servers {
		args = append(args, server.address)
	}
	status, out, errs := do(t, nil, args...)
	var rows []struct{ File, Verdict, Text string }
	if err := json.Unmarshal([]byte(out), &rows); err != nil || status != 1 || len(rows) != len(servers) {
		t.Fatalf("exit %d, %d rows for %d servers: %v\n%s", status, len(rows), len(servers), err, errs)
	}
	for i, server := range servers {
		t.Run(server.name, func(t *testing.T) {
			t.Parallel()
			if r := rows[i]; r.File != server.address || r.Verdict != "unreachable" || !strings.Contains(r.Text, server.says) {
				t.Errorf("audit: %+v, want %q", r, server.says)
			}
			status, out, errs := do(t, nil, "check", server.address, "-timeout", "1s", "-no-proxy", "-time", at)
			if status != 2 || out != "" || !strings.Contains(errs, server.says) {
				t.Errorf("check: exit %d, want 2 and %q\n%s%s", status, server.says, out, errs)
			}
		})
	}
}
