package plan

import (
	"io"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
	"x509strict/engine/roles"
	"x509strict/engine/tbs"
	"x509strict/engine/verify"
)

// Input is what a plan is made from.
type Input struct {
	Certificates []*cert.Certificate
	Roles        []roles.Role // one for each certificate
	Keys         [][]byte     // SubjectPublicKeyInfo, DER, of the private keys at hand
	Host         string       // host name or IP address that the leaves must serve; "" for any
	AssumeIssuer bool         // the issuer of the topmost certificate is not here: a conforming, trusted one is assumed
	Client       bool         // the leaves are client certificates, verified by a server
	Time         time.Time    // judged against; required
	// clients to hold the result against besides the built-in ones; each only when it accepts today
	Trials      []Trial
	OnlyOpenSSL bool // no other program is asked, nor mended for
	Lang        lang.Lang
	Options     Options
	Verifier    *verify.Verifier // has checked some of the signatures already; nil for a new one
}

// Options are wishes about the re-issued certificates.
type Options struct {
	NotAfter  time.Time // a later end for every re-issued certificate; zero keeps the end
	NewSerial bool      // new serial numbers where no known certificate names the old one
	Random    io.Reader // for NewSerial; read 16 bytes a number
}

func (in Input) role(i int) roles.Role {
	if i < 0 || i >= len(in.Roles) || in.Roles[i] == "" {
		return roles.Unused
	}
	return in.Roles[i]
}

// newSerial returns 128 random bits as INTEGER content (RFC 5280 section 4.1.2.2: positive, at most 20 octets); nil
// without randomness.
func (p *planner) newSerial() []byte {
	if p.in.Options.Random == nil {
		return nil
	}
	b, err := tbs.RandomSerial(p.in.Options.Random)
	if err != nil {
		p.err = err
	}
	return b
}

// purpose is the extended key usage that the chains are verified for.
func (p *planner) purpose() string {
	if p.in.Client {
		return oid.ClientAuth
	}
	return oid.ServerAuth
}
