package origin

import (
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
)

// Sureness says how far the evidence reaches.
type Sureness string

// Sureness, from the surest.
const (
	Certain  Sureness = "certain"  // a mark nobody else makes
	Likely   Sureness = "likely"   // a name or mark that others could use but hardly do
	Possible Sureness = "possible" // a shape that several makers leave
)

func (s Sureness) rank() int {
	switch s {
	case Certain:
		return 3
	case Likely:
		return 2
	case Possible:
		return 1
	}
	return 0
}

// Maker is a program, product or authority that makes certificates.
type Maker struct {
	ID       string // as in other people's links; never changes
	Name     string
	Faults   []code.Code // OpenSSL 3.x codes that its affected certificates raise; nil when they pass
	Affected lang.Text   // which versions make them
	FixedIn  lang.Text
	Remedy   lang.Text // its own command or setting
	KeyAt    lang.Text // where the CA's private key lies
	Public   bool      // its servers show certificates of public CAs
	Sources  []string
	clues    []clue
}

// Match is a maker recognized in one certificate.
type Match struct {
	Maker       *Maker
	Certificate int // index into what Detect was given
	Sure        Sureness
	Matched     []lang.Text // the evidence, one sentence each
	Shows       []code.Code // which of the maker's faults this certificate has
}

// All returns every maker; the slice is not to be changed.
func All() []Maker { return makers }

// ByHost returns whose certificates a server of that name shows, where the name alone says so; nil for none.
func ByHost(host string) *Maker {
	for i := range makers {
		for _, c := range makers[i].clues {
			if c.in == altName && c.how == ends && strings.HasSuffix(host, c.text) {
				return &makers[i]
			}
		}
	}
	return nil
}

// ByID returns a maker, or nil.
func ByID(id string) *Maker {
	for i := range makers {
		if makers[i].ID == id {
			return &makers[i]
		}
	}
	return nil
}

// Detect names the maker of each certificate that bears evidence: the surest one, the first in the table among
// equals. Certificates without evidence have no match. nil certificates are passed over.
func Detect(certs []*cert.Certificate) []Match {
	var out []Match
	for i, c := range certs {
		if c == nil {
			continue
		}
		if m := detect(gather(c)); m.Maker != nil {
			m.Certificate = i
			m.Shows = shows(c, m.Maker.Faults)
			out = append(out, m)
		}
	}
	return out
}

func detect(f *facts) (best Match) {
	for i := range makers {
		m := Match{Maker: &makers[i]}
		for _, c := range makers[i].clues {
			if evidence, ok := c.find(f); ok {
				m.Matched = append(m.Matched, evidence)
				if c.sure.rank() > m.Sure.rank() {
					m.Sure = c.sure
				}
			}
		}
		if m.Sure.rank() > best.Sure.rank() {
			best = m
		}
	}
	return best
}

// shows returns those of the faults that c itself has.
func shows(c *cert.Certificate, faults []code.Code) (out []code.Code) {
	for _, fault := range faults {
		if hasFault(c, fault) {
			out = append(out, fault)
		}
	}
	return out
}

func hasFault(c *cert.Certificate, fault code.Code) bool {
	switch fault {
	case code.InvalidCa:
		return c.SelfIssued() && !c.IsCA()
	case code.PathlenWithoutKuKeyCertSign:
		return c.BasicConstraints != nil && c.BasicConstraints.PathLen >= 0 &&
			(c.KeyUsage == nil || *c.KeyUsage&cert.KeyCertSign == 0)
	case code.IssuerNameEmpty, code.SubjectNameEmpty:
		return len(c.Subject.Attributes) == 0
	case code.MissingAuthorityKeyIdentifier:
		return c.Version >= 2 && !c.SelfIssued() && (c.AuthorityKeyID == nil || !c.AuthorityKeyID.HasKeyID)
	case code.MissingSubjectKeyIdentifier:
		return c.IsCA() && c.SubjectKeyID == nil
	case code.EmptySubjectAltName:
		return c.SubjectAltName != nil && len(*c.SubjectAltName) == 0
	case code.CaBconsNotCritical:
		e := c.Find(oid.BasicConstraints)
		return c.IsCA() && e != nil && !e.Critical
	case code.CaCertMissingKeyUsage:
		return c.IsCA() && c.Find(oid.KeyUsage) == nil
	}
	return false
}

// facts are what clues look at, gathered once a certificate.
type facts struct {
	c               *cert.Certificate
	subject, issuer map[string]string // attribute OID to its last value
	comment         string            // Netscape comment
	shape           string            // extension OIDs in order, critical ones with "!", one blank after each
}

func gather(c *cert.Certificate) *facts {
	f := &facts{c: c, subject: attributes(c.Subject), issuer: attributes(c.Issuer)}
	var shape strings.Builder
	for _, e := range c.Extensions {
		shape.WriteString(e.OID)
		if e.Critical {
			shape.WriteByte('!')
		}
		shape.WriteByte(' ')
		if e.OID == oidComment && len(e.Value) > 2 {
			f.comment = cert.SafeText(e.Value[2:])
		}
	}
	f.shape = shape.String()
	return f
}

func attributes(n cert.Name) map[string]string {
	out := map[string]string{}
	for _, a := range n.Attributes {
		out[a.OID] = a.String()
	}
	return out
}
