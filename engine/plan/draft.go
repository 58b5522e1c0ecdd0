package plan

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/lang"
	"x509strict/engine/roles"
	"x509strict/engine/tbs"
	"x509strict/engine/verify"
)

// draft is one certificate on its way to a re-issued one.
type draft struct {
	p      *planner
	i      int // index into Input.Certificates
	c      *cert.Certificate
	parent int // index of its issuer; i when self-signed, -1 when not among the certificates

	leaf  bool // verified as the first of a chain
	ca    bool // issues others, or is trusted or sent as a CA
	last  bool // ends the chain
	alone bool // a chain of one: trusted itself

	spec    tbs.Spec
	needed  bool
	why     map[string]lang.Text // field or OID to the reason of its change
	order   []string             // keys of why, in the order found
	blocked []lang.Text
	warned  []lang.Text

	renamed bool // the subject has to change
	wished  bool // re-issued because a later end or a new serial number was asked for
}

// tx formats one sentence in both languages.
func tx(en, zh string, args ...any) lang.Text {
	if len(args) == 0 {
		return lang.Text{EN: en, ZH: zh}
	}
	in := func(l lang.Lang) []any {
		out := slices.Clone(args)
		for i, x := range out {
			if text, ok := x.(lang.Text); ok {
				out[i] = text.In(l)
			}
		}
		return out
	}
	return lang.Text{EN: fmt.Sprintf(en, in(lang.English)...), ZH: fmt.Sprintf(zh, in(lang.Chinese)...)}
}

// mend records a change that some OpenSSL generation needs.
func (d *draft) mend(field string, why lang.Text) {
	d.needed = true
	d.also(field, why)
}

// also records a change that is made only when the certificate is re-issued anyway.
func (d *draft) also(field string, why lang.Text) {
	if _, done := d.why[field]; !done {
		d.why[field] = why
		d.order = append(d.order, field)
	}
}

// block records what no re-issuing of this certificate can mend.
func (d *draft) block(why lang.Text) { d.blocked = append(d.blocked, why) }

func (d *draft) warn(t lang.Text) { d.warned = append(d.warned, t) }

// trusted reports whether the other side holds the certificate in its CA file.
func (d *draft) trusted() bool {
	return d.p.in.role(d.i) == roles.Anchor && !d.leaf || d.last && !d.alone
}

func (d *draft) selfSigned() bool { return d.parent == d.i }

// current decodes the draft's extension as the certificate to be will show it; nil when it has none.
func (d *draft) current(oid string) *cert.Certificate {
	at := d.spec.Find(oid)
	if at < 0 {
		return nil
	}
	return decode(d.spec.Extensions[at])
}

// name is how texts call the certificate.
func (d *draft) name() string { return d.p.label(d.i) }

// MaxDisplayName is how many characters of a name texts repeat.
const MaxDisplayName = 120

// DisplayName is what people call a certificate: its common name, else its first alternative name, else its subject,
// made safe to show.
func DisplayName(c *cert.Certificate) string { return cert.Shorten(displayName(c), MaxDisplayName) }

func displayName(c *cert.Certificate) string {
	if cn := c.Subject.CommonName(); cn != "" {
		return cn
	}
	if c.SubjectAltName != nil {
		for _, n := range *c.SubjectAltName {
			if w := plainName(n); w != "" {
				return w[strings.IndexByte(w, ':')+1:]
			}
		}
	}
	if s := c.Subject.String(); s != "" {
		return s
	}
	return "(" + colons(c.Serial) + ")"
}

// planner holds one run of Make.
type planner struct {
	in     Input
	drafts map[int]*draft
	order  []int   // indexes of drafts, issuers first
	below  [][]int // direct subordinates, by index, without the certificate itself
	parent []int
	checks int   // signatures checked while looking for issuers
	err    error // randomness that ran dry

	verifier *verify.Verifier
	before   map[seat]bool // who refused what before the repair
	labels   []string      // see label
	lax      bool          // the strict flag makes no difference: refused without it too, or not by such a client
	wanting  []int         // what has to be signed again by an issuer that is not among the certificates

	rules     map[*cert.Certificate]map[string]bool // what clients without OpenSSL refuse for, by certificate
	refusing  []lang.Text                           // names of those clients
	elsewhere bool                                  // something is mended for one of them
	refusals  []refusal                             // all of theirs, in the order of the catalog
}

// keyIndex returns the index of c's key among the keys given, -1 when it is not there. A key whose curve is spelled
// out in one place and named in the other is the same key.
func (p *planner) keyIndex(c *cert.Certificate) int {
	for i, k := range p.in.Keys {
		if SameKey(k, c) {
			return i
		}
	}
	return -1
}

// SameKey reports whether spki (a SubjectPublicKeyInfo element) holds the public key of c.
func SameKey(spki []byte, c *cert.Certificate) bool {
	if bytes.Equal(spki, c.SPKI.Raw) {
		return true
	}
	_, content, _, _, ok := der.Split(spki)
	if !ok {
		return false
	}
	_, _, _, bits, ok := der.Split(content)
	if !ok {
		return false
	}
	_, key, _, _, ok := der.Split(bits)
	return ok && len(key) > 1 && len(c.SPKI.Key.Bytes) > 0 && bytes.Equal(key[1:], c.SPKI.Key.Bytes)
}
