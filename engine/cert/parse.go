package cert

import (
	"fmt"
	"strconv"

	"x509strict/engine/der"
	"x509strict/engine/key"
	"x509strict/engine/oid"
	"x509strict/engine/release"
)

// Span is a byte range [Start, End) in [Certificate.Raw].
type Span struct{ Start, End int }

// spans keeps where the parts lie that cannot be found by their slices.
type spans struct {
	tbs, version, serial, innerAlg, issuer, validity, subject, spki, extensions, outerAlg, signature Span
}

// Parse reads one certificate from the start of der and returns what follows it. It accepts what any supported
// OpenSSL release loads; [Certificate.LoadsIn] says which. Errors name offset, expected and found: "cert: offset 412:
// ...".
//
//	Certificate  ::=  SEQUENCE  {
//	     tbsCertificate       TBSCertificate,
//	     signatureAlgorithm   AlgorithmIdentifier,
//	     signatureValue       BIT STRING  }
func Parse(data []byte) (c *Certificate, rest []byte, err error) {
	r := der.NewReader(data)
	c = new(Certificate)
	r.Field("certificate")
	outer := r.Enter(der.Of(der.Sequence))
	r.Field("tbsCertificate")
	start := outer.Offset()
	c.tbs(outer)
	c.RawTBS, c.spans.tbs = outer.Since(start), Span{start, outer.Offset()}
	start = outer.Offset()
	r.Field("signatureAlgorithm")
	c.OuterAlg = key.ReadAlgorithm(outer)
	c.spans.outerAlg = Span{start, outer.Offset()}
	start = outer.Offset()
	r.Field("signatureValue")
	c.Signature.Bytes, c.Signature.Unused = outer.Bits(der.Of(der.BitString))
	c.spans.signature = Span{start, outer.Offset()}
	r.Field("certificate")
	r.Leave(outer)
	if err := r.Err(); err != nil {
		return nil, data, fmt.Errorf("cert: %w", err)
	}
	c.Raw, rest = r.Since(0), r.Rest()
	for _, rel := range release.All {
		c.loads[rel] = r.Refused(rel)
	}
	c.fillCache()
	return c, rest, nil
}

// tbs reads TBSCertificate, RFC 5280 section 4.1:
//
//	TBSCertificate  ::=  SEQUENCE  {
//	     version         [0]  Version DEFAULT v1,
//	     serialNumber         CertificateSerialNumber,
//	     signature            AlgorithmIdentifier,
//	     issuer               Name,
//	     validity             Validity,
//	     subject              Name,
//	     subjectPublicKeyInfo SubjectPublicKeyInfo,
//	     issuerUniqueID  [1]  IMPLICIT UniqueIdentifier OPTIONAL,
//	     subjectUniqueID [2]  IMPLICIT UniqueIdentifier OPTIONAL,
//	     extensions      [3]  Extensions OPTIONAL }
func (c *Certificate) tbs(outer *der.Reader) {
	r := outer.Enter(der.Of(der.Sequence))
	at := r.Offset
	r.Field("tbsCertificate.version")
	if r.Is(der.Context(0)) {
		c.spans.version.Start = at()
		explicit := r.Enter(der.Context(0))
		c.Version = version(explicit.Integer(der.Of(der.Integer)))
		r.Leave(explicit)
		c.spans.version.End = at()
	}
	c.spans.serial.Start = at()
	r.Field("tbsCertificate.serialNumber")
	c.Serial = r.Integer(der.Of(der.Integer))
	c.spans.serial.End, c.spans.innerAlg.Start = at(), at()
	r.Field("tbsCertificate.signature")
	c.InnerAlg = key.ReadAlgorithm(r)
	c.spans.innerAlg.End, c.spans.issuer.Start = at(), at()
	r.Field("tbsCertificate.issuer")
	c.Issuer = readName(r)
	c.spans.issuer.End, c.spans.validity.Start = at(), at()
	r.Field("tbsCertificate.validity")
	validity := r.Enter(der.Of(der.Sequence))
	r.Field("tbsCertificate.validity.notBefore")
	c.NotBefore = readTime(validity)
	r.Field("tbsCertificate.validity.notAfter")
	c.NotAfter = readTime(validity)
	r.Field("tbsCertificate.validity")
	r.Leave(validity)
	c.spans.validity.End, c.spans.subject.Start = at(), at()
	r.Field("tbsCertificate.subject")
	c.Subject = readName(r)
	c.spans.subject.End, c.spans.spki.Start = at(), at()
	r.Field("tbsCertificate.subjectPublicKeyInfo")
	c.SPKI = key.ReadInfo(r)
	c.spans.spki.End = at()
	r.Field("tbsCertificate.uniqueID")
	for _, id := range []der.ID{der.Context(1), der.Context(2)} {
		if r.Is(id) {
			r.Bits(id)
		}
	}
	r.Field("tbsCertificate.extensions")
	if r.More() {
		c.spans.extensions.Start = at()
		explicit := r.Enter(der.Context(3))
		c.Extensions = readExtensions(explicit)
		r.Leave(explicit)
		c.spans.extensions.End = at()
	}
	r.Field("tbsCertificate")
	outer.Leave(r)
}

// version turns INTEGER content octets into X509_get_version's answer: -1 for what is negative or does not fit.
func version(content []byte) int {
	if len(content) == 0 || len(content) > 7 || content[0] >= 0x80 {
		return -1
	}
	n := 0
	for _, b := range content {
		n = n<<8 | int(b)
	}
	return n
}

func readTime(r *der.Reader) (t Time) {
	tag, content := r.OneOf(1<<der.UTCTime | 1<<der.GeneralizedTime)
	return Time{Tag: byte(tag), Content: content}
}

func readExtensions(r *der.Reader) []Extension {
	list := r.EnterList(der.Of(der.Sequence))
	out := []Extension{}
	for list.More() {
		var e Extension
		start, name := list.Offset(), "tbsCertificate.extensions["+strconv.Itoa(len(out))+"]"
		list.Field(name)
		in := list.Enter(der.Of(der.Sequence))
		e.OID = oid.Text(in.OID(der.Of(der.ObjectIdentifier)))
		list.Field(name + ".critical")
		if in.Is(der.Of(der.Boolean)) {
			e.Critical = in.Bool(der.Of(der.Boolean))
		}
		list.Field(name + ".extnValue")
		e.Value = in.String(der.Of(der.OctetString), der.OctetString)
		list.Field(name)
		list.Leave(in)
		e.Raw = list.Since(start)
		out = append(out, e)
	}
	list.Field("tbsCertificate.extensions")
	r.Leave(list)
	return out
}

// LoadsIn reports whether d2i_X509 of release r loads the certificate; if not, why.
func (c *Certificate) LoadsIn(r release.Release) (ok bool, why string) {
	if e := c.loads[r]; e != nil {
		return false, e.Text
	}
	return true, ""
}

// Fault says where and why release r does not load the certificate; nil when it does.
func (c *Certificate) Fault(r release.Release) *der.Error { return c.loads[r] }

// Find returns the first extension with the dotted OID, or nil.
func (c *Certificate) Find(oid string) *Extension {
	for i := range c.Extensions {
		if c.Extensions[i].OID == oid {
			return &c.Extensions[i]
		}
	}
	return nil
}

// Part names a field of a certificate for [Certificate.Where].
type Part int

// Parts of a certificate.
const (
	PartTBS Part = iota
	PartVersion
	PartSerial
	PartInnerAlgorithm
	PartIssuer
	PartValidity
	PartSubject
	PartPublicKey
	PartExtensions
	PartOuterAlgorithm
	PartSignature
)

// Where returns where a part lies in Raw, header included; the empty span for an absent version or extensions field.
func (c *Certificate) Where(p Part) Span {
	s := &c.spans
	return [...]Span{s.tbs, s.version, s.serial, s.innerAlg, s.issuer, s.validity, s.subject, s.spki, s.extensions,
		s.outerAlg, s.signature}[p]
}

// WhereExtension returns where extension i (its whole element) lies in Raw.
func (c *Certificate) WhereExtension(i int) Span {
	pos := c.spans.extensions.Start
	end := c.spans.extensions.End
	// The elements lie one after another at the end of the list, before at most the end-of-contents octets of it and
	// its [3].
	total := 0
	for _, e := range c.Extensions {
		total += len(e.Raw)
	}
	raw := c.Extensions[0].Raw
	for ; pos+total <= end; pos++ {
		if &c.Raw[pos] == &raw[0] {
			break
		}
	}
	for _, e := range c.Extensions[:i] {
		pos += len(e.Raw)
	}
	return Span{pos, pos + len(c.Extensions[i].Raw)}
}
