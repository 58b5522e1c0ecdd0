package plan

import (
	"strings"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/code"
	"x509strict/engine/der"
	"x509strict/engine/host"
	"x509strict/engine/oid"
	"x509strict/engine/release"
	"x509strict/engine/roles"
	"x509strict/engine/tbs"
	"x509strict/engine/verify"
)

// Trial is one client to verify with.
type Trial struct {
	ID       string // "python-3.13, OpenSSL 3.5"
	Profile  verify.Profile
	Required bool // must accept after the repair; otherwise only when it accepted before
}

// Failure is one chain that one client does not accept.
type Failure struct {
	Leaf  int // index of the leaf; -1 for an assumed one
	Under int // index of the certificate that issued the assumed leaf; -1 otherwise
	Trial string
	Event verify.Event // the first event; zero when verification ended without one

	Required bool // the trial is one that must accept
}

// seat is one client looking at one leaf.
type seat struct {
	leaf, under int
	trial       string
}

func (f Failure) seat() seat { return seat{f.Leaf, f.Under, f.Trial} }

// trials are the built-in clients: python-3.13 under every OpenSSL generation must accept; the same without the
// strict flag, and without partial chains as before Python 3.13 and in most other programs, must not lose what they
// accept. A release that does not know the kind of a key need not: nothing that is signed would change that.
func (p *planner) trials() []Trial {
	var out []Trial
	for _, r := range release.All {
		for _, id := range []string{client.Default, client.NotStrict, client.NotPartial} {
			profile, _ := client.Find(id).Profile(r, p.in.Time, p.side())
			if !p.in.Client {
				p.askFor(&profile)
			}
			out = append(out, Trial{id + ", OpenSSL " + r.String(), profile, id == client.Default && p.mustAccept(r)})
		}
	}
	return append(out, p.in.Trials...)
}

func (p *planner) side() client.Side {
	if p.in.Client {
		return client.OfClient
	}
	return client.OfServer
}

// askFor sets the host as Python asks for what a certificate can carry: brackets, a port and a URL around the host are
// no fault of the certificate's.
func (p *planner) askFor(v *verify.Profile) {
	t := host.Python(host.Bare(p.in.Host), v.Release)
	v.Host, v.IP = t.Name, t.IP
}

// judge verifies every leaf of the set (the certificates of the input, or their successors at the same indexes) with
// every client. Signature failures of certificates in unsigned are passed over: those are not signed yet.
func (p *planner) judge(set []*cert.Certificate, unsigned map[*cert.Certificate]bool) []Failure {
	var out []Failure
	var trusted, sent []*cert.Certificate
	for i, c := range set {
		switch p.in.role(i) {
		case roles.Anchor:
			trusted = append(trusted, c)
		case roles.Intermediate:
			sent = append(sent, c)
		}
	}
	trusted = append(trusted, p.assumedIssuers(set, unsigned)...)
	trials := p.trials()
	run := func(leaf *cert.Certificate, roots []*cert.Certificate, f Failure) {
		for _, t := range trials {
			if loads(t.Profile.Release, leaf, sent, roots) != "" {
				out = append(out, Failure{f.Leaf, f.Under, t.ID, verify.Event{Certificate: leaf}, t.Required})
				continue
			}
			r := p.verifier.Verify(leaf, sent, roots, t.Profile)
			if e, bad := firstEvent(r, unsigned); bad {
				out = append(out, Failure{f.Leaf, f.Under, t.ID, e, t.Required})
			}
		}
	}
	for i, leaf := range set {
		if p.in.role(i) != roles.Leaf {
			continue
		}
		roots := trusted
		if p.parent[i] == i {
			roots = append(append([]*cert.Certificate{}, trusted...), leaf)
		}
		run(leaf, roots, Failure{Leaf: i, Under: -1})
	}
	for i, ca := range set {
		if d := p.drafts[i]; d == nil || d.leaf || len(p.below[i]) > 0 {
			continue
		}
		leaf := assumedLeaf(ca, p.in)
		if leaf == nil {
			continue
		}
		unsigned[leaf] = true
		run(leaf, trusted, Failure{Leaf: -1, Under: i})
	}
	return out
}

// assumedIssuers stand for the issuers that are not among the certificates, where they are assumed. What they would
// have signed is marked as unsigned.
func (p *planner) assumedIssuers(
	set []*cert.Certificate, unsigned map[*cert.Certificate]bool,
) (out []*cert.Certificate) {
	if !p.in.AssumeIssuer {
		return nil
	}
	made := map[string]bool{}
	for i, c := range set {
		name := string(c.Issuer.Canonical)
		if p.drafts[i] == nil || p.parent[i] >= 0 || c.SelfIssued() {
			continue
		}
		unsigned[c] = true
		if made[name] {
			continue
		}
		made[name] = true
		if ca, err := roles.Issuer(c, p.in.Time); err == nil {
			out = append(out, ca)
		}
	}
	return out
}

// loads says why release r does not load one of the certificates; "" when it loads all. A peer's certificate that
// does not load ends the handshake before any verification.
func loads(r release.Release, leaf *cert.Certificate, lists ...[]*cert.Certificate) string {
	if ok, why := leaf.LoadsIn(r); !ok {
		return why
	}
	for _, list := range lists {
		for _, c := range list {
			if ok, why := c.LoadsIn(r); !ok {
				return why
			}
		}
	}
	return ""
}

func firstEvent(r verify.Result, unsigned map[*cert.Certificate]bool) (verify.Event, bool) {
	for _, e := range r.Events {
		if e.Code != code.CertSignatureFailure || !unsigned[e.Certificate] {
			return e, true
		}
	}
	return verify.Event{}, r.Internal
}

// assumedLeaf is a conforming server (or client) certificate that ca would have issued, without a valid signature;
// nil when ca's key cannot sign.
func assumedLeaf(ca *cert.Certificate, in Input) *cert.Certificate {
	alg, ok := tbs.AlgorithmFor(ca.SPKI, ca.OuterAlg.OID)
	if !ok {
		return nil
	}
	id := ca.SubjectKeyID
	if id == nil {
		id = tbs.KeyID(ca.SPKI)
	}
	name := in.Host
	if name == "" {
		name = "localhost"
	}
	use := oid.ServerAuth
	if in.Client {
		use = oid.ClientAuth
	}
	s := tbs.Spec{
		Version:   2,
		Serial:    []byte{1},
		Algorithm: alg,
		Issuer:    ca.Subject.Raw,
		Subject:   tbs.CommonName("assumed"),
		SPKI:      assumedKey,
		NotBefore: tbs.EncodeTime(in.Time.Add(-time.Hour)),
		NotAfter:  tbs.EncodeTime(in.Time.Add(24 * time.Hour)),
		Extensions: []cert.Extension{
			tbs.NewExtension(oid.BasicConstraints, false, der.Build(0x30)),
			tbs.KeyUsage(cert.DigitalSignature),
			tbs.ExtKeyUsage(use),
			tbs.AuthorityKeyID(id, nil, nil),
			tbs.SubjectAltName(false, tbs.ParseAltName(name)),
		},
	}
	c, _, err := cert.Parse(s.Certificate([]byte(strings.Repeat("\x00", 64))))
	if err != nil {
		return nil // only when the CA's own name does not parse, and then it did not parse either
	}
	return c
}

// hostMissing reports whether the leaf does not carry the host asked for.
func (p *planner) hostMissing(c *cert.Certificate) bool {
	if p.in.Host == "" || p.in.Client {
		return false
	}
	at := p.in.Time.Unix()
	profile := verify.Profile{Flags: verify.PartialChain, Time: &at, HostFlags: verify.NoPartialWildcards}
	p.askFor(&profile)
	for _, e := range p.verifier.Verify(c, nil, []*cert.Certificate{c}, profile).Events {
		if e.Code == code.HostnameMismatch || e.Code == code.IpAddressMismatch {
			return true
		}
	}
	return false
}
