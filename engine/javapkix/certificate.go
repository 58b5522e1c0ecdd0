package javapkix

import (
	"bytes"
	"math/big"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/key"
)

// certificate is one certificate as Java holds it (X509CertImpl).
type certificate struct {
	encoded []byte            // what certificates are compared by
	how     reading           // it is read
	parsed  *cert.Certificate // the engine's own reading; nil where it cannot read the certificate
	signed  key.Signed        // what the signature is over, and the signature
	spki    []byte            // SubjectPublicKeyInfo

	version             int // 1, 2, 3
	serial              *big.Int
	algorithm           algorithm
	issuer, subject     name
	notBefore, notAfter time.Time
	key                 publicKey

	has         map[string]bool    // extensions that parse, by OID
	values      map[string][]byte  // of the first extension with an OID
	critical    []string           // critical extensions, by OID
	unparseable map[string]*thrown // extensions that do not parse and are not critical

	pathLength      int    // of a CA; -1 for what is none
	keyUsage        []bool // at least nine; nil when absent
	extKeyUsage     []string
	altNames        []generalName // nil when absent
	netscape        []bool
	constraints     *nameConstraints
	authorityKey    []byte // the key identifier, encoded as an OCTET STRING
	authoritySerial *big.Int
	policies        []string
	qualified       []string // those of policies that have qualifiers
	mappings        [][2]string
	requireExplicit int
	inhibitMapping  int
	inhibitAny      int // -1 when absent
}

// load parses a certificate that stands alone (X509CertImpl's constructor).
func load(data []byte, how reading) (*certificate, *thrown) {
	c := &certificate{
		how: how, pathLength: -1, requireExplicit: -1, inhibitMapping: -1, inhibitAny: -1,
		has: map[string]bool{}, values: map[string][]byte{}, unparseable: map[string]*thrown{},
	}
	v, err := whole(data, c.how)
	if err == nil {
		err = c.parse(v)
	}
	if err != nil && err.isIO() {
		return nil, &thrown{class: certException, msg: "Unable to initialize, " + err.String(), cause: err}
	}
	if err != nil {
		return nil, err
	}
	return c, nil
}

// parse reads the three parts. An IOException from outside of the TBS comes back as it is, one from inside as the cause
// of a CertificateParsingException.
func (c *certificate) parse(v *value) *thrown {
	if v.tag != tagSequence {
		return throw(parsingException, "invalid DER-encoded certificate data")
	}
	c.encoded = v.encoded()
	var parts [3]*value
	for i := range parts {
		var err *thrown
		if parts[i], err = v.rest.next(); err != nil {
			return err
		}
	}
	if v.rest.more() {
		return throw(parsingException, "signed overrun, bytes = %d", len(v.rest.left))
	}
	if parts[0].tag != tagSequence {
		return throw(parsingException, "signed fields invalid")
	}
	outer, err := readAlgorithm(parts[1])
	if err != nil {
		return err
	}
	signature, _, err := parts[2].bits(false)
	if err != nil {
		return err
	}
	c.signed.Data, c.signed.Signature.Bytes = parts[0].encoded(), signature
	c.signed.Outer = key.ReadAlgorithm(der.NewReader(parts[1].encoded()))
	c.signed.Inner = c.signed.Outer
	if err := c.parseTBS(&parts[0].rest); err != nil {
		if err.isIO() {
			err = by(parsingException, err)
		}
		return err
	}
	if outer.oid != c.algorithm.oid || !bytes.Equal(outer.params, c.algorithm.params) {
		return throw(certException, "Signature algorithm mismatch")
	}
	return nil
}

// parseTBS is X509CertInfo.parse.
func (c *certificate) parseTBS(in *input) *thrown {
	next, err := in.next()
	if err != nil {
		return err
	}
	c.version = 1
	if next.context(0) {
		if err := c.readVersion(next); err != nil {
			return err
		}
		if next, err = in.next(); err != nil {
			return err
		}
	}
	if c.serial, err = next.big(); err != nil {
		return err
	}
	if next, err = in.next(); err != nil {
		return err
	}
	if c.algorithm, err = readAlgorithm(next); err != nil {
		return err
	}
	if c.issuer, err = readName(in); err != nil {
		return err
	}
	if c.issuer.empty() {
		return throw(parsingException, "Empty issuer DN not allowed in X509Certificates")
	}
	if err = c.readValidity(in); err != nil {
		return err
	}
	if c.subject, err = readName(in); err != nil {
		return err
	}
	if c.version == 1 && c.subject.empty() {
		return throw(parsingException, "Empty subject DN not allowed in v1 certificate")
	}
	if next, err = in.next(); err != nil {
		return err
	}
	c.spki = next.encoded()
	if c.key, err = readKey(next); err != nil {
		return err
	}
	return c.readRest(in)
}

func (c *certificate) readVersion(v *value) *thrown {
	if !v.constructed() {
		return nil
	}
	inner, err := v.rest.next()
	if err != nil {
		return err
	}
	n, err := inner.integer()
	if err != nil {
		return err
	}
	c.version = n + 1 // Lenient: Java does not look at what follows the number
	return nil
}

func (c *certificate) readValidity(in *input) *thrown {
	v, err := in.next()
	switch {
	case err != nil:
		return err
	case v.tag != tagSequence:
		return ioErr("Invalid encoded CertificateValidity, starting sequence tag missing.")
	case !v.rest.more():
		return ioErr("No data encoded for CertificateValidity")
	}
	times, err := v.again().list(tagSequence)
	if err != nil {
		return err
	}
	if len(times) != 2 {
		return ioErr("Invalid encoding for CertificateValidity")
	}
	for i, at := range []*time.Time{&c.notBefore, &c.notAfter} {
		if times[i].tag != tagUTCTime && times[i].tag != tagGenTime {
			return ioErr("Invalid encoding for CertificateValidity")
		}
		if *at, err = times[i].time(); err != nil {
			return err
		}
	}
	return nil
}

// readRest reads what follows the key.
func (c *certificate) readRest(in *input) *thrown {
	if !in.more() {
		return nil
	}
	if c.version == 1 {
		return throw(parsingException, "no more data allowed for version 1 certificate")
	}
	next, err := in.next()
	if err != nil {
		return err
	}
	for n := byte(1); n <= 2; n++ {
		if !next.context(n) {
			continue
		}
		if _, _, err = next.bits(true); err != nil {
			return err
		}
		if !in.more() {
			return nil
		}
		if next, err = in.next(); err != nil {
			return err
		}
	}
	if c.version != 3 {
		return throw(parsingException, "Extensions not allowed in v2 certificate")
	}
	listed := next.implicitConstructed(3)
	if listed {
		if err = c.readExtensions(&next.rest); err != nil {
			return err
		}
	}
	return c.checkSubject(listed)
}

// checkSubject asks for a critical subject alternative name where the subject is empty.
func (c *certificate) checkSubject(listed bool) *thrown {
	if !c.subject.empty() {
		return nil
	}
	const incomplete = "X.509 Certificate is incomplete: "
	switch {
	case !listed:
		return throw(parsingException, incomplete+"subject field is empty, and certificate has no extensions")
	case !c.has[oidSubjectAltName]:
		return throw(
			parsingException,
			incomplete+"subject field is empty, and SubjectAlternativeName extension is absent",
		)
	case !c.isCritical(oidSubjectAltName):
		return throw(parsingException,
			incomplete+"SubjectAlternativeName extension MUST be marked critical when subject field is empty")
	}
	return nil
}

func (c *certificate) isCritical(oid string) bool {
	for _, o := range c.critical {
		if o == oid {
			return true
		}
	}
	return false
}

func (c *certificate) selfIssued() bool { return c.subject.equal(c.issuer) }

func (c *certificate) equal(o *certificate) bool { return bytes.Equal(c.encoded, o.encoded) }

// javaDate is how Java prints a date, in UTC.
func javaDate(t time.Time) string { return t.Format("Mon Jan 02 15:04:05 UTC 2006") }

// checkValidity is what is wrong with the time, nil for nothing.
func (c *certificate) checkValidity(at time.Time) *thrown {
	switch {
	case c.notBefore.After(at):
		return &thrown{class: "java.security.cert.CertificateNotYetValidException",
			msg: "NotBefore: " + javaDate(c.notBefore), reason: notYetValid}
	case c.notAfter.Before(at):
		return &thrown{class: "java.security.cert.CertificateExpiredException",
			msg: "NotAfter: " + javaDate(c.notAfter), reason: expired}
	}
	return nil
}
