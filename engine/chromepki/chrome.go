package chromepki

import (
	"net/netip"
	"slices"
	"strings"
	"time"

	"x509strict/engine/der/strict"
	"x509strict/engine/key"
)

// Input is a server's chain and what a user has added to Chrome's roots. Certificates are in DER, byte for byte as they
// came.
type Input struct {
	Sent    [][]byte // the leaf first
	Trusted [][]byte
	Host    string // DNS name or IP address, "" when no name is to be looked at
	Time    time.Time

	// Signature reports whether issuer's key made child's signature, by the algorithm that child names; unsupported
	// names what cannot be computed. What Chrome does not take is never asked about.
	Signature func(child, issuer []byte) (ok bool, unsupported string)
}

// Verdict is what Chrome shows.
type Verdict struct {
	NetError   string   // such as "ERR_CERT_AUTHORITY_INVALID"; "" when the page loads
	Faults     []Fault  // of the path that is shown, in the library's order
	Chain      [][]byte // leaf first; nil when no path was looked for
	Trusted    bool     // Chain ends in the store
	WrongName  bool     // the leaf does not have the host, whatever else is wrong
	WeakSHA1   bool     // the chain has a signature with SHA-1
	NotChecked string   // what cannot be said; "" for nothing
}

// Net errors, the most severe first.
const (
	ProtocolError     = "ERR_SSL_PROTOCOL_ERROR"
	NoCommonCipher    = "ERR_SSL_VERSION_OR_CIPHER_MISMATCH"
	BadFormat         = "ERR_SSL_SERVER_CERT_BAD_FORMAT"
	KeyUsage          = "ERR_SSL_KEY_USAGE_INCOMPATIBLE"
	CertInvalid       = "ERR_CERT_INVALID"
	AuthorityInvalid  = "ERR_CERT_AUTHORITY_INVALID"
	CommonNameInvalid = "ERR_CERT_COMMON_NAME_INVALID"
	WeakKey           = "ERR_CERT_WEAK_KEY"
	DateInvalid       = "ERR_CERT_DATE_INVALID"
	minimumRSA        = 1024
)

// session is one verification.
type session struct {
	Input
	now        stamp
	store      []*certificate
	sent       []*certificate // that parse, without the leaf
	notChecked string
}

// Verify judges a server, where it has the leaf's key.
func Verify(in Input) Verdict {
	if e := handshake(in.Sent); e != "" {
		return Verdict{NetError: e}
	}
	s := &session{Input: in, now: stampOf(in.Time)}
	for _, raw := range in.Trusted {
		if c := parse(raw); c != nil {
			s.store = append(s.store, c)
		}
	}
	leaf, bare := parse(in.Sent[0]), outline(in.Sent[0])
	if bare == nil || !bare.subject.showable() || !bare.issuer.showable() {
		return Verdict{NetError: BadFormat}
	}
	v := Verdict{WrongName: in.Host != "" && !bare.hasHost(in.Host)}
	if leaf == nil {
		v.NetError = CertInvalid
		return v
	}
	for _, raw := range in.Sent[1:] {
		if c := parse(raw); c != nil {
			s.sent = append(s.sent, c)
		}
	}
	best := s.build(leaf)
	v.NotChecked = s.notChecked
	if best == nil {
		v.NetError = AuthorityInvalid
		return v
	}
	v.Faults, v.Trusted = best.faults, best.trusted
	for _, c := range best.certs {
		v.Chain = append(v.Chain, c.raw)
	}
	v.NetError = s.net(&v, best)
	return v
}

// net is the most severe error of a path and of what is looked at after it.
func (s *session) net(v *Verdict, p *path) string {
	found := map[string]bool{CommonNameInvalid: v.WrongName}
	for _, f := range p.faults {
		switch f.Error {
		case UnacceptableKey:
			found[WeakKey] = true
		case NotAfter, NotBefore:
			found[DateInvalid] = true
		case SignatureFailed, NoIssuers, SubjectMismatch, IterationLimit:
			found[AuthorityInvalid] = true
		}
	}
	if len(p.faults) > 0 && !found[WeakKey] && !found[DateInvalid] && !found[AuthorityInvalid] {
		found[CertInvalid] = true
	}
	n := len(p.certs)
	for i, c := range p.certs {
		if k := readKey(c.spki); k.kind == key.RSA && k.bits < minimumRSA {
			found[WeakKey] = true
		}
		if i+1 < n {
			a, ok := readAlgorithm(c.outer)
			if !ok {
				found[CertInvalid] = true
			}
			v.WeakSHA1 = v.WeakSHA1 || a.sha1
		}
	}
	found[CertInvalid] = found[CertInvalid] || v.WeakSHA1
	for _, e := range []string{CertInvalid, AuthorityInvalid, CommonNameInvalid, WeakKey, DateInvalid} {
		if found[e] {
			return e
		}
	}
	return ""
}

// handshake is what the TLS layer makes of what was sent; "" when it goes on. It looks for the key and the key usage
// without reading what lies before them.
func handshake(sent [][]byte) string {
	r := strict.NewReader(sent[0])
	whole := r.Enter(strict.Sequence)
	r.End()
	in := whole.Enter(strict.Sequence)
	if in.Is(strict.Explicit(0)) {
		in.Get(strict.Explicit(0))
	}
	for _, t := range []strict.Tag{strict.Integer, strict.Sequence, strict.Sequence, strict.Sequence, strict.Sequence} {
		in.Get(t)
	}
	spki := in.Whole(strict.Sequence)
	k := publicKey{}
	if r.OK() {
		k = readKey(spki)
	}
	switch {
	case k.kind == key.Ed25519 || k.curve == "P-521":
		return NoCommonCipher
	case k.kind == key.UnknownKey || k.kind == key.X25519:
		return ProtocolError
	}
	for _, n := range []byte{1, 2} {
		if in.Is(strict.Context(n)) {
			in.Get(strict.Context(n))
		}
	}
	if !in.Is(strict.Explicit(3)) {
		return ""
	}
	list := in.Enter(strict.Explicit(3)).Enter(strict.Sequence)
	for list.More() {
		one := list.Enter(strict.Sequence)
		id := string(one.Get(strict.ObjectID))
		if one.Is(strict.Boolean) {
			one.Get(strict.Boolean)
		}
		value := one.Enter(strict.OctetString)
		one.End()
		if r.OK() && id == extKeyUsage {
			v := value.Bits(strict.BitString)
			value.End()
			if r.OK() && (len(v) == 0 || v[0]&0x80 == 0) {
				return KeyUsage
			}
			break
		}
	}
	if !r.OK() {
		return ProtocolError
	}
	return ""
}

// hasHost looks for a host among the alternative names only.
func (c *certificate) hasHost(host string) bool {
	var n names
	c.readExtensions()
	for _, e := range c.extensions {
		if e.oid == extSubjectAltName {
			r := strict.NewReader(e.value)
			r.Some(strict.Sequence, func(in *strict.Reader) { n.add(in, false) })
			r.End()
			if !r.OK() {
				return false
			}
		}
	}
	if addr, err := netip.ParseAddr(host); err == nil {
		return slices.ContainsFunc(n.addrs, func(a []byte) bool { return string(a) == string(addr.AsSlice()) })
	}
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	label, domain, dotted := strings.Cut(host, ".")
	for _, name := range n.dns {
		if name == "" || strings.Contains(name, "\x00") {
			continue
		}
		first, rest, ok := strings.Cut(strings.TrimSuffix(strings.ToLower(name), "."), ".")
		if ok != dotted || rest != domain || len(name) > len(host)+1 {
			continue
		}
		if first == label || first == "*" && strings.Contains(domain, ".") {
			return true
		}
	}
	return false
}
