package issue

import (
	"crypto"
	"fmt"
	"io"
	"strings"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/key"
	"x509strict/engine/oid"
	"x509strict/engine/plan"
	"x509strict/engine/roles"
	"x509strict/engine/tbs"
)

// What a new CA should be, as package plan declares it.
type (
	Subject = tbs.Subject
	Node    = plan.Node
	CASpec  = plan.CASpec
)

// Kinds of keys that a new CA can have, the default first.
var Kinds = plan.Kinds

// ErrSpec is wrapped by every error that the wishes themselves cause: each is a [plan.WishError].
var ErrSpec = plan.ErrSpec

// Progress is told how many of total keys and certificates are made, and may end the work by returning an error. It
// may be nil.
type Progress func(done, total int) error

// NewCA makes a CA and its nodes and verifies each chain with python-3.13 under every OpenSSL generation before it
// returns any file.
func NewCA(s CASpec, generate Generate, random io.Reader, now time.Time, progress Progress) ([]File, error) {
	s, err := s.Fill()
	if err != nil {
		return nil, err
	}
	if err := s.CheckNames(); err != nil {
		return nil, err
	}
	if s.PKCS12 {
		if err := checkPassword(s.PKCS12Pass); err != nil {
			return nil, err
		}
	}
	step := func(done int) error {
		if progress == nil {
			return nil
		}
		return progress(done, 2*(len(s.Nodes)+1))
	}
	caKey, ca, err := makePair(&s, nil, nil, Node{}, generate, random, now)
	if err != nil {
		return nil, err
	}
	if err := step(2); err != nil {
		return nil, err
	}
	out := []File{{"ca.crt", TypePEM, PEM("CERTIFICATE", ca.Raw)}}
	pem, err := PrivateKey(caKey, s.Password, random)
	if err != nil {
		return nil, err
	}
	out = append(out, File{"ca.key", TypePEM, pem})
	servers := plan.Input{
		Certificates: []*cert.Certificate{ca},
		Roles:        []roles.Role{roles.Anchor},
		Time:         now,
		Lang:         s.Lang,
	}
	clients := plan.Input{
		Certificates: []*cert.Certificate{ca},
		Roles:        []roles.Role{roles.Anchor},
		Time:         now,
		Lang:         s.Lang,
		Client:       true,
	}
	bases := s.Bases()
	for i, n := range s.Nodes {
		key, c, err := makePair(&s, caKey, ca, n, generate, random, now)
		if err != nil {
			return nil, err
		}
		made, err := nodeFiles(&s, bases[i], key, c, ca, random)
		if err != nil {
			return nil, err
		}
		out = append(out, made...)
		in := &servers
		if n.Client {
			in = &clients
		}
		in.Certificates, in.Roles = append(in.Certificates, c), append(in.Roles, roles.Leaf)
		if err := step(2*i + 4); err != nil {
			return nil, err
		}
	}
	for _, in := range []plan.Input{servers, clients} {
		p, err := plan.Make(in)
		if err != nil {
			return nil, err
		}
		if p.State != plan.Nothing {
			return nil, fmt.Errorf(
				"issue: the new certificates are not accepted: %s",
				strings.Join(append(p.Blocked, p.Summary), "; "),
			)
		}
	}
	if s.PKCS12 {
		data, err := TrustStore([]*cert.Certificate{ca}, Wishes{Password: s.PKCS12Pass}.password(), s.Legacy, random)
		if err != nil {
			return nil, err
		}
		out = append(out, File{"truststore.p12", TypePKCS12, data})
	}
	return out, nil
}

// makePair creates a key and a certificate for it: the CA when ca is nil, else a node.
func makePair(
	s *CASpec,
	caKey crypto.Signer,
	ca *cert.Certificate,
	n Node,
	generate Generate,
	random io.Reader,
	now time.Time,
) (crypto.Signer, *cert.Certificate, error) {
	kind, signer := s.Key, caKey
	if ca != nil {
		kind = n.Key
	}
	key, err := generate(kind)
	if err != nil {
		return nil, nil, fmt.Errorf("issue: making a key: %w", err)
	}
	if signer == nil {
		signer = key
	}
	spki, err := PublicKeyInfo(key.Public())
	if err != nil {
		return nil, nil, err
	}
	signerSPKI, err := PublicKeyInfo(signer.Public())
	if err != nil {
		return nil, nil, err
	}
	serial, err := tbs.RandomSerial(random)
	if err != nil {
		return nil, nil, fmt.Errorf("issue: random numbers for a serial: %w", err)
	}
	own, signerInfo := plan.ReadPublicKey(spki), plan.ReadPublicKey(signerSPKI)
	alg, ok := tbs.AlgorithmFor(
		signerInfo,
		map[string]string{"EC P-384": oid.ECDSAWithSHA384, "EC P-521": oid.ECDSAWithSHA512}[signerInfo.Describe()],
	)
	if !ok {
		return nil, nil, fmt.Errorf(
			"issue: a key of kind %s cannot sign certificates here",
			signerInfo.Describe(),
		)
	}
	t := tbs.Spec{
		Version:   2,
		Serial:    serial,
		Algorithm: alg,
		SPKI:      spki,
		NotBefore: tbs.EncodeTime(now.Add(-time.Hour)),
	}
	if ca == nil {
		t.Subject = s.Subject.Element()
		t.Issuer, t.NotAfter = t.Subject, tbs.EncodeTime(now.AddDate(0, 0, s.Days))
		t.Extensions = []cert.Extension{
			tbs.BasicConstraints(true, -1),
			tbs.KeyUsage(cert.KeyCertSign | cert.CRLSign),
			tbs.SubjectKeyID(tbs.KeyID(own)),
			tbs.AuthorityKeyID(tbs.KeyID(own), nil, nil),
		}
	} else {
		fillNode(s, &t, n, ca, own, now)
	}
	c, err := Sign(&t, signer, random)
	return key, c, err
}

func fillNode(s *CASpec, t *tbs.Spec, n Node, ca *cert.Certificate, own key.Info, now time.Time) {
	end := now.AddDate(0, 0, n.Days)
	if last, err := ca.NotAfter.UTC(); err == nil && last.Before(end) {
		end = last
	}
	subject := s.Subject
	subject.CommonName = n.Name
	t.Subject, t.Issuer, t.NotAfter = subject.Element(), ca.Subject.Raw, tbs.EncodeTime(end)
	t.Extensions = nodeExtensions(n, s.Elasticsearch, false, own, ca.SubjectKeyID)
}

// nodeExtensions are those of a certificate for n with the public key own, signed by the key that authority
// identifies. both asks for both purposes: nodes that are each other's clients. Where the subject is empty the
// alternative names say whose it is, and are critical (RFC 5280 section 4.1.2.6).
func nodeExtensions(n Node, both, nameless bool, own key.Info, authority []byte) []cert.Extension {
	usage := cert.DigitalSignature
	if own.Kind() == key.RSA {
		usage |= cert.KeyEncipherment
	}
	purposes := []string{oid.ServerAuth}
	switch {
	case n.Client:
		purposes = []string{oid.ClientAuth}
	case n.Both || both:
		purposes = append(purposes, oid.ClientAuth)
	}
	out := []cert.Extension{
		tbs.NewExtension(oid.BasicConstraints, true, der.Build(0x30)),
		tbs.KeyUsage(usage),
		tbs.ExtKeyUsage(purposes...),
		tbs.SubjectKeyID(tbs.KeyID(own)),
		tbs.AuthorityKeyID(authority, nil, nil),
	}
	var names []tbs.AltName
	for _, name := range n.Names {
		names = append(names, tbs.ParseAltName(name))
	}
	if len(names) > 0 {
		out = append(out, tbs.SubjectAltName(nameless, names...))
	}
	return out
}

func nodeFiles(s *CASpec, base string, key crypto.Signer, c, ca *cert.Certificate, random io.Reader) ([]File, error) {
	pem, err := PrivateKey(key, s.Password, random)
	if err != nil {
		return nil, err
	}
	at := base + "/" + base
	out := []File{{at + ".crt", TypePEM, PEM("CERTIFICATE", c.Raw)}, {at + ".key", TypePEM, pem}}
	if s.PKCS12 {
		data, err := PKCS12(
			key,
			c,
			[]*cert.Certificate{ca},
			Wishes{Password: s.PKCS12Pass}.password(),
			s.Legacy,
			random,
		)
		if err != nil {
			return nil, err
		}
		out = append(out, File{at + ".p12", TypePKCS12, data})
	}
	if s.Elasticsearch {
		out = append(out, File{base + "/elasticsearch.yml", TypeText, []byte(elasticsearchSettings(base, s))})
	}
	return out, nil
}
