package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"encoding/pem"
	"flag"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"x509strict/engine"
	"x509strict/engine/cmd/x509strict/live"
	"x509strict/engine/read"
	"x509strict/engine/read/containers"
	"x509strict/engine/roles"
)

// connecting are the options of verbs that ask servers.
type connecting struct {
	ca, save, certificate, key, name *string
	timeout                          *time.Duration
	direct                           *bool

	caFile struct { // what -ca names, read when the first server is asked
		sync.Once
		in      read.Input
		anchors map[string]bool // SHA-256 of each certificate
		err     error
	}
}

func newConnecting(f *flag.FlagSet) *connecting {
	return &connecting{
		ca:          f.String("ca", "", "`FILE` with what the client trusts, its CA file"),
		save:        f.String("save", "", "write what the server sent to `FILE`, as PEM"),
		certificate: f.String("cert", "", "`FILE` with a client's certificate, for servers that want one"),
		key:         f.String("key", "", "`FILE` with that certificate's key (default the same file)"),
		name:        f.String("servername", "", "server `NAME` to ask for (SNI), when it is not the host's"),
		timeout:     f.Duration("timeout", live.DefaultTimeout, "how long a server may take, such as 5s"),
		direct:      f.Bool("no-proxy", false, "connect directly, whatever HTTPS_PROXY says"),
	}
}

func (c *connecting) options() (live.Options, error) {
	o := live.Options{ServerName: *c.name, Timeout: *c.timeout, Proxy: live.FromEnvironment}
	if *c.direct {
		o.Proxy = nil
	}
	if o.Timeout <= 0 {
		return o, fmt.Errorf("-timeout %s is no time to wait", o.Timeout)
	}
	if *c.certificate == "" {
		return o, nil
	}
	key := *c.key
	if key == "" {
		key = *c.certificate
	}
	pair, err := tls.LoadX509KeyPair(*c.certificate, key)
	if err != nil {
		return o, fmt.Errorf("the client's certificate: %w", err)
	}
	o.Certificate = []tls.Certificate{pair}
	return o, nil
}

// asPEM writes certificates as PEM.
func asPEM(chain [][]byte) []byte {
	var b bytes.Buffer
	for _, c := range chain {
		b.Write(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c}))
	}
	return b.Bytes()
}

// fetched makes of a server's answer what a check takes: the certificates as input, and their roles, which are no guess
// here. With the host it asked for, unless another was named. inFile are the fingerprints of the CA file: what is in it
// is trusted wherever else it stands.
func fetched(e live.Endpoint, a *live.Answer, inFile map[string]bool, o engine.Options) ([]read.Input, engine.Options) {
	if o.Host == "" && !o.Ignore.Host {
		o.Host = e.Host
	}
	known := map[string]string{}
	for sum, role := range o.Roles {
		known[sum] = role
	}
	for i, c := range a.Chain {
		role := roles.Intermediate
		if i == 0 {
			role = roles.Leaf
		}
		if sum := fingerprint(c); i == 0 || known[sum] == "" && !inFile[sum] { // a server's own may be in the CA file too
			known[sum] = string(role)
		}
	}
	o.Roles = known
	return []read.Input{{Name: e.String(), Data: asPEM(a.Chain)}}, o
}

// trusting is the CA file, and the fingerprints of what is in it.
func (c *connecting) trusting(o engine.Options) ([]read.Input, map[string]bool, error) {
	if *c.ca == "" {
		return nil, nil, nil
	}
	c.caFile.Do(func() { c.caFile.err = c.readCA(o.Passwords) })
	if c.caFile.err != nil {
		return nil, nil, c.caFile.err
	}
	return []read.Input{c.caFile.in}, c.caFile.anchors, nil
}

// readCA reads the CA file and notes which certificates it holds.
func (c *connecting) readCA(passwords []string) error {
	data, err := readFile(*c.ca)
	if err != nil {
		return err
	}
	c.caFile.in = read.Input{Name: *c.ca, Data: data, CAFile: true}
	bundle, err := read.Read([]read.Input{c.caFile.in}, read.Options{Passwords: passwords, Openers: containers.All})
	if err != nil {
		return err
	}
	if len(bundle.Certificates) == 0 {
		return fmt.Errorf("%s holds no certificate to trust", *c.ca)
	}
	c.caFile.anchors = map[string]bool{}
	for _, x := range bundle.Certificates {
		c.caFile.anchors[fingerprint(x.Certificate.Raw)] = true
	}
	return nil
}

func fingerprint(der []byte) string {
	sum := sha256.Sum256(der)
	return hex.EncodeToString(sum[:])
}

// ask fetches one server's certificates and says on errs what it does there, for this is the one use of the network.
func (c *connecting) ask(e live.Endpoint, errs io.Writer) (*live.Answer, error) {
	o, err := c.options()
	if err != nil {
		return nil, err
	}
	a, err := live.Fetch(context.Background(), e, o)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(errs, "%s sent %d certificate%s (%s)\n", e, len(a.Chain), plural(len(a.Chain)), a.Version)
	if *c.save != "" {
		if err := os.WriteFile(*c.save, asPEM(a.Chain), 0o644); err != nil {
			return nil, err
		}
	}
	return a, nil
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}
