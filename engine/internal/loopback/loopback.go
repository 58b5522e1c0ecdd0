// Package loopback serves on 127.0.0.1 for tests, until they end.
package loopback

import (
	"crypto"
	"crypto/tls"
	"net"
	"testing"
	"time"
)

// patience is how long a client may take for what it says, so that one that hangs does not outlive its test.
const patience = 20 * time.Second

// Serve hands every connection to handle, all at once, and closes it behind it.
func Serve(t testing.TB, handle func(net.Conn)) *net.TCPAddr {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return // closed at the end of the test
			}
			go func() {
				defer c.Close()
				handle(c)
			}()
		}
	}()
	return l.Addr().(*net.TCPAddr)
}

// TLS ends every connection as a TLS server does and hands it to handle, which has [patience].
func TLS(t testing.TB, config *tls.Config, handle func(*tls.Conn)) *net.TCPAddr {
	t.Helper()
	return Serve(t, func(c net.Conn) {
		if c.SetDeadline(time.Now().Add(patience)) == nil {
			handle(tls.Server(c, config))
		}
	})
}

// Handshakes answers handshakes with a chain, leaf first, and says good-bye.
func Handshakes(t testing.TB, key crypto.Signer, chain ...[]byte) *net.TCPAddr {
	t.Helper()
	own := tls.Certificate{Certificate: chain, PrivateKey: key}
	return TLS(t, &tls.Config{Certificates: []tls.Certificate{own}}, func(c *tls.Conn) {
		if c.Handshake() == nil {
			c.CloseWrite()
		}
	})
}
