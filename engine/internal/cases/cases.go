// Package cases is a line protocol for asking many verifications at once: of this engine, and of the oracle programs
// that ask OpenSSL itself. The command verify and the tests of package verify speak it.
package cases

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/host"
	"x509strict/engine/release"
	"x509strict/engine/verify"
)

// maxLine bounds one case: its certificates in base64.
const maxLine = 64 << 20

// Run reads cases, one a line of nine fields separated by tabs, and writes a result line for each:
//
//	id  flags  purpose  level  time  peer  leaf  untrusted  trusted   →   id  verdict  events
//
// flags is a comma list of strict, partial, trusted_first, proxy and depth=N, or "-"; purpose sslserver, sslclient, any
// or "-"; level 0 to 5; time Unix seconds or "-" for no check; peer dns:NAME, ip:ADDRESS, email:ADDRESS or "-"; the
// rest base64 DER in comma lists, or "-"; a trusted certificate may be followed by its trust settings (X509_CERT_AUX).
// The verdict is ok, fail or load (a certificate does not load in release rel); events are code@depth with rel's own
// numbers, joined by commas, "-" for none, "internal" when verification ended without one. Memory is bounded by the
// largest case. An error names the line.
func Run(in io.Reader, out io.Writer, rel release.Release) error {
	return RunEach(in, []io.Writer{out}, []release.Release{rel})
}

// RunEach is [Run] for several releases, which share the certificates read and the signatures computed: outs[i] gets
// the results of releases[i].
func RunEach(in io.Reader, outs []io.Writer, releases []release.Release) error {
	reader := bufio.NewReaderSize(in, 1<<16)
	run := caseRunner{known: make(map[key]*cert.Certificate)}
	writers := make([]*bufio.Writer, len(outs))
	for i, out := range outs {
		writers[i] = bufio.NewWriterSize(out, 1<<16)
	}
	for number := 1; ; number++ {
		line, err := readLine(reader)
		if len(line) > 0 {
			c, err := run.read(line)
			if err != nil {
				return fmt.Errorf("cases: line %d: %w", number, err)
			}
			for i, rel := range releases {
				run.judge(writers[i], c, rel)
			}
		}
		if err == io.EOF {
			for _, w := range writers {
				if err := w.Flush(); err != nil {
					return err
				}
			}
			return nil
		}
		if err != nil {
			return fmt.Errorf("cases: line %d: %w", number, err)
		}
	}
}

func readLine(r *bufio.Reader) ([]byte, error) {
	line, err := r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		line = append([]byte(nil), line...)
		for err == bufio.ErrBufferFull && len(line) <= maxLine {
			var more []byte
			more, err = r.ReadSlice('\n')
			line = append(line, more...)
		}
		if len(line) > maxLine {
			return nil, fmt.Errorf("longer than %d bytes", maxLine)
		}
	}
	return bytes.TrimSuffix(line, []byte("\n")), err
}

// maxKnown bounds how many certificates are remembered between cases, and maxKnownSize how large one may be.
const (
	maxKnown     = 256
	maxKnownSize = 1 << 14
)

// key is a certificate as it was written, and whether it may have trust settings.
type key struct {
	encoded string
	trusted bool
}

type caseRunner struct {
	verifier verify.Verifier
	known    map[key]*cert.Certificate // nil for what is no certificate
}

// question is a case as it was read; whole is false where something in it is no certificate.
type question struct {
	id                 []byte
	profile            verify.Profile
	peer               string
	leaf               *cert.Certificate
	untrusted, trusted []*cert.Certificate
	whole              bool
}

// loadsIn reports whether the release loads every certificate.
func (q *question) loadsIn(r release.Release) bool {
	loads := func(c *cert.Certificate) bool {
		ok, _ := c.LoadsIn(r)
		return ok
	}
	return q.whole && loads(q.leaf) && all(q.untrusted, loads) && all(q.trusted, loads)
}

func all(certs []*cert.Certificate, test func(*cert.Certificate) bool) bool {
	return !slices.ContainsFunc(certs, func(c *cert.Certificate) bool { return !test(c) })
}

func (r *caseRunner) read(line []byte) (*question, error) {
	var f [9][]byte
	rest := line
	for i := range f {
		var more bool
		if f[i], rest, more = bytes.Cut(rest, []byte("\t")); !more && i < len(f)-1 {
			return nil, fmt.Errorf("%d fields, want %d", i+1, len(f))
		}
	}
	p, err := profile(f)
	if err == nil {
		err = setPeer(&verify.Profile{Release: release.Default}, string(f[5]))
	}
	if err != nil {
		return nil, err
	}
	r.forget()
	q := &question{id: f[0], profile: p, peer: string(f[5]), leaf: r.load(f[6], false)}
	var ok1, ok2 bool
	q.untrusted, ok1 = r.loadList(f[7], false)
	q.trusted, ok2 = r.loadList(f[8], true)
	q.whole = q.leaf != nil && ok1 && ok2
	return q, nil
}

// judge writes what release rel says of the case.
func (r *caseRunner) judge(w *bufio.Writer, q *question, rel release.Release) {
	w.Write(q.id)
	if !q.loadsIn(rel) {
		w.WriteString("\tload\t-\n")
		return
	}
	p := q.profile
	p.Release = rel
	setPeer(&p, q.peer) // which read has tried
	result := r.verifier.Verify(q.leaf, q.untrusted, q.trusted, p)
	switch {
	case result.OK():
		w.WriteString("\tok\t-\n")
		return
	case result.Internal:
		w.WriteString("\tfail\tinternal\n")
		return
	}
	w.WriteString("\tfail\t")
	for i, e := range result.Events {
		if i > 0 {
			w.WriteByte(',')
		}
		w.WriteString(strconv.Itoa(e.Code.Number(rel)))
		w.WriteByte('@')
		w.WriteString(strconv.Itoa(e.Depth))
	}
	w.WriteByte('\n')
}

// profile reads the settings, without the release and the peer.
func profile(f [9][]byte) (verify.Profile, error) {
	p := verify.Profile{HostFlags: verify.NoPartialWildcards}
	if string(f[1]) != "-" {
		for flag := range strings.SplitSeq(string(f[1]), ",") {
			switch flag {
			case "strict":
				p.Flags |= verify.Strict
			case "partial":
				p.Flags |= verify.PartialChain
			case "trusted_first":
				p.Flags |= verify.TrustedFirst
			case "proxy":
				p.Flags |= verify.AllowProxy
			default:
				depth, isDepth := strings.CutPrefix(flag, "depth=")
				n, err := strconv.Atoi(depth)
				if !isDepth || err != nil || n < 1 {
					return p, fmt.Errorf("flag %q is not strict, partial, trusted_first, proxy or depth=N", flag)
				}
				p.Depth = n
			}
		}
	}
	purpose, ok := map[string]verify.Purpose{"sslserver": verify.SSLServer, "sslclient": verify.SSLClient,
		"any": verify.AnyPurpose, "-": verify.NoPurpose}[string(f[2])]
	if !ok {
		return p, fmt.Errorf("purpose %q is not sslserver, sslclient, any or -", f[2])
	}
	p.Purpose = purpose
	level, err := strconv.Atoi(string(f[3]))
	if err != nil || level < 0 || level > 5 {
		return p, fmt.Errorf("level %q is not 0 to 5", f[3])
	}
	p.Level = level
	if string(f[4]) != "-" {
		at, err := strconv.ParseInt(string(f[4]), 10, 64)
		if err != nil {
			return p, fmt.Errorf("time %q is no number of seconds", f[4])
		}
		p.Time = &at
	}
	return p, nil
}

// setPeer sets what the certificate is compared with. libcrypto: a name that the release does not take is not set,
// and nothing is compared.
func setPeer(p *verify.Profile, peer string) error {
	kind, value, _ := strings.Cut(peer, ":")
	switch {
	case peer == "-":
	case kind == "dns":
		if host.SettableName(value, p.Release) {
			p.Host = value
		}
	case kind == "email":
		if host.SettableEmail(value, p.Release) {
			p.Email = value
		}
	case kind == "ip":
		p.IP, _ = host.ParseIP(value, p.Release)
	default:
		return fmt.Errorf("peer %q is not dns:, ip:, email: or -", peer)
	}
	return nil
}

// load decodes one certificate; nil when it is not whole.
func (r *caseRunner) load(encoded []byte, trusted bool) *cert.Certificate {
	if known, ok := r.known[key{string(encoded), trusted}]; ok {
		return known
	}
	var c *cert.Certificate
	data := make([]byte, base64.StdEncoding.DecodedLen(len(encoded)))
	if n, err := base64.StdEncoding.Decode(data, encoded); err == nil {
		if parsed, rest, err := cert.Parse(data[:n]); err == nil && settle(parsed, rest, trusted) {
			c = parsed
		}
	}
	if len(encoded) <= maxKnownSize {
		r.known[key{string(encoded), trusted}] = c
	}
	return c
}

// forget drops what was remembered once it is much.
func (r *caseRunner) forget() {
	if len(r.known) >= maxKnown {
		clear(r.known)
		r.verifier = verify.Verifier{}
	}
}

// settle takes what follows a certificate: nothing, or the trust settings of a trusted one.
func settle(c *cert.Certificate, rest []byte, trusted bool) bool {
	if len(rest) == 0 {
		return true
	}
	if !trusted {
		return false
	}
	settings, err := cert.ParseTrust(rest)
	if err != nil {
		return false
	}
	c.Trust = settings
	return true
}

func (r *caseRunner) loadList(list []byte, trusted bool) (certs []*cert.Certificate, ok bool) {
	if string(list) == "-" || len(list) == 0 {
		return nil, true
	}
	ok = true
	for len(list) > 0 {
		var one []byte
		one, list, _ = bytes.Cut(list, []byte(","))
		c := r.load(one, trusted)
		if c == nil {
			ok = false
			continue
		}
		certs = append(certs, c)
	}
	return certs, ok
}
