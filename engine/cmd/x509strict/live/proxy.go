package live

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"net/url"
)

// connectThrough asks an HTTP proxy for a tunnel to address. A proxy that is itself reached by TLS must be trusted by
// the system: unlike the server it is not what is asked about.
func connectThrough(ctx context.Context, p *url.URL, address string) (net.Conn, error) {
	at := p.Host
	if p.Port() == "" {
		at = net.JoinHostPort(p.Hostname(), map[string]string{"http": "80", "https": "443"}[p.Scheme])
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", at)
	if err != nil {
		return nil, fmt.Errorf("proxy %s: %w", p.Redacted(), err)
	}
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	if p.Scheme == "https" {
		conn = tls.Client(conn, &tls.Config{ServerName: p.Hostname()})
	}
	answer, err := askForTunnel(conn, p, address)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("it answers %s", quoted(answer.Status))
	}
	if err != nil {
		conn.Close()
		return nil, fmt.Errorf("proxy %s: %w", p.Redacted(), err)
	}
	return conn, nil
}

func askForTunnel(conn net.Conn, p *url.URL, address string) (*http.Response, error) {
	request := &http.Request{Method: http.MethodConnect, URL: &url.URL{Opaque: address}, Host: address,
		Header: http.Header{}}
	if p.User != nil {
		password, _ := p.User.Password()
		login := base64.StdEncoding.EncodeToString([]byte(p.User.Username() + ":" + password))
		request.Header.Set("Proxy-Authorization", "Basic "+login)
	}
	if err := request.Write(conn); err != nil {
		return nil, err
	}
	// The tunnel is silent until the client speaks, so nothing of it can be in this reader.
	return http.ReadResponse(bufio.NewReaderSize(conn, 4096), request)
}
