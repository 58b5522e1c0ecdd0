package peer

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"x509strict/engine/internal/testca"
)

// Server serves cases, one port each, on 127.0.0.1 and, where the machine has it, ::1.
type Server struct {
	Dir     string // index.tsv, ID.ca.pem and ID.chain.pem
	servers []*http.Server
	mu      sync.Mutex
	seen    map[string]string
}

// Serve opens a TLS server for each case, which answers GET requests with 200 and "ok", and fills dir:
//
//   - index.tsv, a line a case: id, port, host, seconds since 1970, what HTTP clients ask for ("https://HOST:PORT/")
//   - ID.ca.pem, the CA file; ID.chain.pem, what the server sends
//
// The caller closes the server. Some thousand cases at once are well within a Linux machine's limits.
func Serve(cases []*Case, dir string) (*Server, error) {
	s := &Server{Dir: dir, seen: map[string]string{}}
	var index strings.Builder
	for _, c := range cases {
		port, err := s.open(c)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, c.ID+".ca.pem"), c.CAFile(), 0o600)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, c.ID+".chain.pem"), c.SentFile(), 0o600)
		}
		if err != nil {
			s.Close()
			return nil, fmt.Errorf("peer: case %s: %w", c.ID, err)
		}
		host := c.Host
		if strings.Contains(host, ":") {
			host = "[" + host + "]"
		}
		fmt.Fprintf(&index, "%s\t%d\t%s\t%d\thttps://%s:%d/\n", c.ID, port, c.Host, c.Time.Unix(), host, port)
	}
	if err := os.WriteFile(filepath.Join(dir, "index.tsv"), []byte(index.String()), 0o600); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// open serves one case on a free port.
func (s *Server) open(c *Case) (port int, err error) {
	config := &tls.Config{
		MinVersion: tls.VersionTLS12,
		NextProtos: []string{"http/1.1"},
		Certificates: []tls.Certificate{
			{Certificate: c.Sent, PrivateKey: testca.Named(c.Key).Signer()},
		},
		SessionTicketsDisabled: true,
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	port = l.Addr().(*net.TCPAddr).Port
	server := &http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "ok") }),
		ErrorLog: log.New(sink(func(line string) {
			if _, after, ok := strings.Cut(line, "TLS handshake error from "); ok {
				if _, what, ok := strings.Cut(after, ": "); ok {
					s.mu.Lock()
					s.seen[c.ID] = strings.TrimSpace(what)
					s.mu.Unlock()
				}
			}
		}), "", 0),
		ReadHeaderTimeout: time.Minute,
		TLSNextProto:      map[string]func(*http.Server, *tls.Conn, http.Handler){},
	}
	s.servers = append(s.servers, server)
	serve := func(l net.Listener) {
		if err := server.Serve(tls.NewListener(l, config)); !errors.Is(err, http.ErrServerClosed) {
			log.Printf("peer: case %s: %v", c.ID, err)
		}
	}
	go serve(l)
	if l6, err := net.Listen("tcp6", fmt.Sprintf("[::1]:%d", port)); err == nil {
		go serve(l6)
	}
	return port, nil
}

// Seen is what the server noticed of the last failed handshake of a case, "" for none: Go's words, such as "remote
// error: tls: bad certificate".
func (s *Server) Seen(id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen[id]
}

// Close ends all servers.
func (s *Server) Close() {
	for _, one := range s.servers {
		one.Close()
	}
}

type sink func(line string)

func (s sink) Write(p []byte) (int, error) { s(string(p)); return len(p), nil }
