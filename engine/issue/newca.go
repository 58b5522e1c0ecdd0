package issue

import (
	"crypto"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/lang"
	"x509strict/engine/plan"
)

// Subject is the name of a CA or a node. Empty fields are left out.
type Subject struct {
	Country, State, Locality, Organization, Unit, CommonName string
}

// Element returns the Name (RFC 5280 section 4.1.2.4): a PrintableString for the country, UTF-8 for the rest.
func (s Subject) Element() []byte {
	var parts [][]byte
	for _, a := range []struct {
		oid, text string
		tag       byte
	}{{"2.5.4.6", s.Country, 19}, {"2.5.4.8", s.State, 12}, {"2.5.4.7", s.Locality, 12}, {"2.5.4.10", s.Organization, 12}, {"2.5.4.11", s.Unit, 12}, {"2.5.4.3", s.CommonName, 12}} {
		if a.text != "" {
			parts = append(parts, der.Build(0x31, der.Build(0x30, der.BuildOID(a.oid), der.Build(a.tag, []byte(a.text)))))
		}
	}
	return der.Build(0x30, parts...)
}

// Node is one server or client that gets a certificate.
type Node struct {
	Name   string   // common name, and the base of the file names
	Names  []string // DNS names and IP addresses
	Client bool     // a client certificate instead of a server's
}

// CASpec is what a new CA should be.
type CASpec struct {
	Subject       Subject
	Key           string // one of Kinds; "" for EC P-256
	Years         int    // of the CA; 10 when 0
	Nodes         []Node
	NodeKey       string // one of Kinds; "" for EC P-256
	NodeDays      int    // of the nodes; 825 when 0
	Password      string // encrypts private keys and PKCS#12; "" leaves PEM keys in the clear
	PKCS12        bool
	Legacy        bool
	Elasticsearch bool // nodes talk to each other too, and the settings lines are written
	Lang          lang.Lang
}

// Progress is told how many of total keys and certificates are made, and may end the work by returning an error. It may be nil.
type Progress func(done, total int) error

// ErrSpec is wrapped by every error that the wishes themselves cause.
var ErrSpec = errors.New("issue")

// NewCA makes a CA and its nodes and verifies each chain with python-3.13 under every OpenSSL generation before it returns any file.
func NewCA(s CASpec, generate Generate, random io.Reader, now time.Time, progress Progress) ([]File, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	step := func(done int) error {
		if progress == nil {
			return nil
		}
		return progress(done, 2*(len(s.Nodes)+1))
	}
	caKey, ca, err := s.make(nil, nil, Node{}, generate, random, now)
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
	servers := plan.Input{Certificates: []*cert.Certificate{ca}, Roles: []plan.Role{plan.Anchor}, Time: now, Lang: s.Lang}
	clients := plan.Input{Certificates: []*cert.Certificate{ca}, Roles: []plan.Role{plan.Anchor}, Time: now, Lang: s.Lang, Client: true}
	taken := map[string]bool{}
	for i, n := range s.Nodes {
		key, c, err := s.make(caKey, ca, n, generate, random, now)
		if err != nil {
			return nil, err
		}
		base := plan.FileBase(n.Name)
		for m := 2; taken[base]; m++ {
			base = fmt.Sprintf("%s-%d", plan.FileBase(n.Name), m)
		}
		taken[base] = true
		made, err := s.nodeFiles(base, key, c, ca, random)
		if err != nil {
			return nil, err
		}
		out = append(out, made...)
		in := &servers
		if n.Client {
			in = &clients
		}
		in.Certificates, in.Roles = append(in.Certificates, c), append(in.Roles, plan.Leaf)
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
			return nil, fmt.Errorf("issue: the new certificates are not accepted: %s", strings.Join(append(p.Blocked, p.Summary), "; "))
		}
	}
	if s.PKCS12 {
		data, err := TrustStore([]*cert.Certificate{ca}, Wishes{Password: s.Password}.password(), s.Legacy, random)
		if err != nil {
			return nil, err
		}
		out = append(out, File{"truststore.p12", TypePKCS12, data})
	}
	return out, nil
}

func (s *CASpec) check() error {
	if s.Subject.CommonName == "" {
		return fmt.Errorf("%w: the CA needs a common name", ErrSpec)
	}
	if c := s.Subject.Country; c != "" && (len(c) != 2 || c[0] < 'A' || c[0] > 'Z' || c[1] < 'A' || c[1] > 'Z') {
		return fmt.Errorf("%w: a country is two capital letters, not %q", ErrSpec, c)
	}
	if s.Years < 0 || s.Years > 100 || s.NodeDays < 0 || s.NodeDays > 36500 {
		return fmt.Errorf("%w: a lifetime is at most 100 years", ErrSpec)
	}
	if s.PKCS12 {
		if err := checkPassword(s.Password); err != nil {
			return err
		}
	}
	for _, n := range s.Nodes {
		if n.Name == "" {
			return fmt.Errorf("%w: every node needs a name", ErrSpec)
		}
		if !n.Client && len(n.Names) == 0 {
			return fmt.Errorf("%w: the server %q needs at least one DNS name or IP address", ErrSpec, n.Name)
		}
		for _, name := range n.Names {
			if err := checkName(name); err != nil {
				return fmt.Errorf("%w: node %q: %w", ErrSpec, n.Name, err)
			}
		}
	}
	return nil
}

// checkName accepts IP addresses and DNS names of letters, digits, hyphens, underscores and dots, with an optional first label "*".
func checkName(name string) error {
	if plan.ParseAltName(name).IP != nil {
		return nil
	}
	if len(name) == 0 || len(name) > 253 {
		return fmt.Errorf("%q is no DNS name", name)
	}
	for label := range strings.SplitSeq(strings.TrimPrefix(name, "*."), ".") {
		if label == "" || len(label) > 63 || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") {
			return fmt.Errorf("%q is no DNS name", name)
		}
		for i := range len(label) {
			if b := label[i]; !(b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-' || b == '_') {
				return fmt.Errorf("%q is no DNS name (write other scripts as xn--…)", name)
			}
		}
	}
	return nil
}

// make creates a key and a certificate for it: the CA when ca is nil, else a node.
func (s *CASpec) make(caKey crypto.Signer, ca *cert.Certificate, n Node, generate Generate, random io.Reader, now time.Time) (crypto.Signer, *cert.Certificate, error) {
	kind, signer := s.Key, caKey
	if ca != nil {
		kind = s.NodeKey
	}
	if kind == "" {
		kind = Kinds[0]
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
	serial, err := plan.RandomSerial(random)
	if err != nil {
		return nil, nil, fmt.Errorf("issue: random numbers for a serial: %w", err)
	}
	own, signerInfo := plan.ReadPublicKey(spki), plan.ReadPublicKey(signerSPKI)
	alg, ok := plan.AlgorithmFor(signerInfo, map[string]string{"EC P-384": "1.2.840.10045.4.3.3"}[signerInfo.KeyDescription()])
	if !ok {
		return nil, nil, fmt.Errorf("issue: a key of kind %s cannot sign certificates here", signerInfo.KeyDescription())
	}
	t := plan.Spec{Version: 2, Serial: serial, Algorithm: alg, SPKI: spki, NotBefore: plan.EncodeTime(now.Add(-time.Hour))}
	if ca == nil {
		years := s.Years
		if years == 0 {
			years = 10
		}
		t.Subject = s.Subject.Element()
		t.Issuer, t.NotAfter = t.Subject, plan.EncodeTime(now.AddDate(years, 0, 0))
		t.Extensions = []cert.Extension{plan.BasicConstraints(true, -1), plan.KeyUsage(cert.KeyCertSign | cert.CRLSign), plan.SubjectKeyID(plan.KeyID(own)),
			plan.AuthorityKeyID(plan.KeyID(own), nil, nil)}
	} else {
		s.node(&t, n, ca, own, now)
	}
	c, err := Sign(&t, signer, random)
	return key, c, err
}

func (s *CASpec) node(t *plan.Spec, n Node, ca *cert.Certificate, own cert.PublicKeyInfo, now time.Time) {
	days := s.NodeDays
	if days == 0 {
		days = 825
	}
	end := now.AddDate(0, 0, days)
	if last, err := ca.NotAfter.UTC(); err == nil && last.Before(end) {
		end = last
	}
	subject := s.Subject
	subject.CommonName = n.Name
	t.Subject, t.Issuer, t.NotAfter = subject.Element(), ca.Subject.Raw, plan.EncodeTime(end)
	usage := cert.DigitalSignature
	if own.Kind() == cert.RSA {
		usage |= cert.KeyEncipherment
	}
	purposes := []string{"1.3.6.1.5.5.7.3.1"}
	switch {
	case n.Client:
		purposes = []string{"1.3.6.1.5.5.7.3.2"}
	case s.Elasticsearch: // nodes are each other's clients on the transport layer
		purposes = append(purposes, "1.3.6.1.5.5.7.3.2")
	}
	t.Extensions = []cert.Extension{plan.NewExtension("2.5.29.19", true, der.Build(0x30)), plan.KeyUsage(usage), plan.ExtKeyUsage(purposes...),
		plan.SubjectKeyID(plan.KeyID(own)), plan.AuthorityKeyID(ca.SubjectKeyID, nil, nil)}
	var names []plan.AltName
	for _, name := range n.Names {
		names = append(names, plan.ParseAltName(name))
	}
	if len(names) > 0 {
		t.Extensions = append(t.Extensions, plan.SubjectAltName(false, names...))
	}
}

func (s *CASpec) nodeFiles(base string, key crypto.Signer, c, ca *cert.Certificate, random io.Reader) ([]File, error) {
	pem, err := PrivateKey(key, s.Password, random)
	if err != nil {
		return nil, err
	}
	at := base + "/" + base
	out := []File{{at + ".crt", TypePEM, PEM("CERTIFICATE", c.Raw)}, {at + ".key", TypePEM, pem}}
	if s.PKCS12 {
		data, err := PKCS12(key, c, []*cert.Certificate{ca}, Wishes{Password: s.Password}.password(), s.Legacy, random)
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
