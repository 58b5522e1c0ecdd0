// Package live fetches the certificates that a server sends, without trusting any of them. It is the one part of the
// project that uses the network, and it connects only to what it is told to.
//
// In: an [Endpoint], read from a URL or from HOST:PORT. Out: the certificates in the order in which they were sent,
// byte for byte, whatever they hold: Go's own TLS refuses to hand over a certificate that it cannot parse, so they are
// taken from the handshake's records. Nothing is sent but what the handshake needs, and for STARTTLS the words before
// it.
package live

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/net/proxy"
)

// Options are how to connect. The zero value connects as most clients do.
type Options struct {
	ServerName  string            // server name indication; "" for the endpoint's host, unless that is an address
	Certificate []tls.Certificate // a client's certificate, for servers that want one
	Timeout     time.Duration     // for everything together; 0 for [DefaultTimeout]
	Proxy       ProxyFunc         // nil for none; see [FromEnvironment]
}

// ProxyFunc says through which proxy a URL is reached; nil for none.
type ProxyFunc func(*url.URL) (*url.URL, error)

// DefaultTimeout is what a person waits for at a terminal.
const DefaultTimeout = 10 * time.Second

// FromEnvironment is the proxy that HTTPS_PROXY and NO_PROXY name, in either case.
func FromEnvironment(u *url.URL) (*url.URL, error) {
	return http.ProxyFromEnvironment(&http.Request{URL: u})
}

// Answer is what a server sent.
type Answer struct {
	Chain   [][]byte // DER, leaf first, as sent; at least one
	Version string   // "TLS 1.3"
	// Unfinished is why the handshake ended after the certificates had come, nil if it did not: a server that wants a
	// client's certificate, or a key that Go does not take. The certificates are whole all the same.
	Unfinished error
}

// Fetch connects and returns what the server sends. Its errors are [*Error].
func Fetch(ctx context.Context, e Endpoint, o Options) (*Answer, error) {
	timeout := o.Timeout
	if timeout <= 0 {
		timeout = DefaultTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	conn, err := dial(ctx, e, o.Proxy)
	if err != nil {
		return nil, failure(ctx, e, "connect", timeout, err)
	}
	defer conn.Close()
	if deadline, ok := ctx.Deadline(); ok {
		if err := conn.SetDeadline(deadline); err != nil {
			return nil, failure(ctx, e, "connect", timeout, err)
		}
	}
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	if dialogue := dialogues[e.Scheme]; dialogue != nil {
		if err := dialogue(newTalk(conn), e); err != nil {
			return nil, failure(ctx, e, "starttls", timeout, err)
		}
	}
	return handshake(ctx, conn, e, o, timeout)
}

func handshake(ctx context.Context, conn net.Conn, e Endpoint, o Options, timeout time.Duration) (*Answer, error) {
	record := newRecording(conn)
	config := &tls.Config{
		ServerName: o.ServerName, InsecureSkipVerify: true, // nothing is trusted: the chain is what we came for
		MinVersion: tls.VersionTLS10, Certificates: o.Certificate, KeyLogWriter: record.secrets(),
		CipherSuites: everySuite(),
	}
	if config.ServerName == "" && net.ParseIP(e.Host) == nil {
		config.ServerName = e.Host
	}
	client := tls.Client(record, config)
	err := client.HandshakeContext(ctx)
	if err == nil {
		state := client.ConnectionState()
		a := &Answer{Version: tls.VersionName(state.Version)}
		for _, c := range state.PeerCertificates {
			a.Chain = append(a.Chain, c.Raw)
		}
		return a, nil
	}
	if chain, version := record.certificates(); len(chain) > 0 {
		return &Answer{Chain: chain, Version: version, Unfinished: err}, nil
	}
	return nil, failure(ctx, e, "tls", timeout, err)
}

// everySuite are all cipher suites that Go has, for old servers are the ones that are asked about.
func everySuite() []uint16 {
	var ids []uint16
	for _, s := range tls.CipherSuites() {
		ids = append(ids, s.ID)
	}
	for _, s := range tls.InsecureCipherSuites() {
		ids = append(ids, s.ID)
	}
	return ids
}

// dial connects, through a proxy where one is named.
func dial(ctx context.Context, e Endpoint, through ProxyFunc) (net.Conn, error) {
	var direct net.Dialer
	if through == nil {
		return direct.DialContext(ctx, "tcp", e.Address())
	}
	p, err := through(&url.URL{Scheme: "https", Host: e.Address()})
	if err != nil {
		return nil, fmt.Errorf("the proxy named by the environment: %w", err)
	}
	if p == nil {
		return direct.DialContext(ctx, "tcp", e.Address())
	}
	switch p.Scheme {
	case "http", "https":
		return connectThrough(ctx, p, e.Address())
	case "socks5", "socks5h":
		d, err := proxy.FromURL(p, &direct)
		if err != nil {
			return nil, fmt.Errorf("proxy %s: %w", p.Redacted(), err)
		}
		if d, ok := d.(proxy.ContextDialer); ok {
			return d.DialContext(ctx, "tcp", e.Address())
		}
	}
	return nil, fmt.Errorf("proxy %s: only http, https and socks5 are known", p.Redacted())
}

// Error is why no certificate came.
type Error struct {
	Endpoint Endpoint
	Kind     string // "lookup", "connect", "timeout", "starttls", "plain", "alert", "tls"
	Text     string // what happened, and what to do where that is known
	Err      error
}

func (e *Error) Error() string { return e.Endpoint.String() + ": " + e.Text }

func (e *Error) Unwrap() error { return e.Err }

// failure words why an endpoint gave nothing.
func failure(ctx context.Context, e Endpoint, stage string, timeout time.Duration, err error) *Error {
	var lookup *net.DNSError
	var plain tls.RecordHeaderError
	var op *net.OpError
	var timed net.Error
	f := &Error{Endpoint: e, Kind: stage, Err: err}
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded), errors.As(err, &timed) && timed.Timeout():
		f.Kind = "timeout"
		f.Text = fmt.Sprintf("no answer within %s (%s)", timeout, waitedFor[stage])
	case errors.As(err, &lookup):
		f.Kind, f.Text = "lookup", fmt.Sprintf("the host name %s is not known", quoted(e.Host))
	case errors.As(err, &plain):
		f.Kind, f.Text = "plain", plainText(e, plain.RecordHeader[:])
	case errors.As(err, &op) && op.Op == "remote error": // crypto/tls for an alert
		f.Kind = "alert"
		f.Text = "the server ended the handshake before it sent a certificate: " + op.Err.Error() +
			"; it may want another server name"
	case stage == "tls":
		f.Text = "no TLS handshake: " + escaped(err.Error())
	case stage == "starttls":
		f.Text = escaped(err.Error())
	default:
		f.Text = "no connection: " + escaped(rootOf(err).Error())
	}
	return f
}

var waitedFor = map[string]string{
	"connect": "connecting", "starttls": "the words before TLS", "tls": "the TLS handshake",
}

// rootOf leaves out the address, which the message begins with already.
func rootOf(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	return err
}
