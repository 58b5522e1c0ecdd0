package testca

import (
	"crypto/elliptic"
	"math/rand/v2"
	"time"
)

// Extension is an extension as it will be written. Critical is the whole element, nil for none.
type Extension struct {
	OID      string
	Critical []byte
	Value    []byte
}

// Certificate holds the parts of a certificate, each as the DER element it will be written as, so that any of them
// can be replaced by nonsense.
type Certificate struct {
	Version    []byte // [0] included; nil for version 1
	Serial     []byte
	InnerAlg   []byte // nil: what the issuer's key uses
	OuterAlg   []byte // nil: as inside
	Issuer     []byte
	NotBefore  []byte
	NotAfter   []byte
	Subject    []byte
	SPKI       []byte
	UniqueIDs  []byte
	Extensions []Extension
	NoList     bool // leave [3] out
	Key        *Key
	Damage     func(tbs []byte) []byte // applied before signing
	After      func(der []byte) []byte // applied to the finished certificate
	BadSign    bool
}

// Name encodes a distinguished name of C, O and CN, each in an RDN of its own.
func Name(cn string) []byte {
	return Seq(rdn("2.5.4.6", Printable("XX")), rdn("2.5.4.10", UTF8("Test")), rdn("2.5.4.3", UTF8(cn)))
}

func rdn(oid string, value []byte) []byte { return Set(Seq(OID(oid), value)) }

// UTCTime encodes a time in years 1950 to 2049.
func UTCTime(t time.Time) []byte { return TLV(0x17, []byte(t.UTC().Format("060102150405Z"))) }

// GeneralizedTime encodes a time.
func GeneralizedTime(t time.Time) []byte { return TLV(0x18, []byte(t.UTC().Format("20060102150405Z"))) }

// Now is the time that the chains are made for.
var Now = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

var critical = []byte{1, 1, 0xff}

// New makes a conforming certificate of a kind, with a fresh P-256 key; issuer is nil for a self-signed one.
func New(r *rand.Rand, kind Kind, cn string, issuer *Certificate) *Certificate {
	serial := Int(1 + r.Int64N(1<<40))
	c := NewWith(ECKey(r, elliptic.P256()), kind, cn, issuer)
	c.Serial = serial
	return c
}

// NewWith makes a conforming certificate of a kind for a key, with serial number 1; issuer is nil for a self-signed
// one.
func NewWith(key *Key, kind Kind, cn string, issuer *Certificate) *Certificate {
	c := &Certificate{
		Version:   Context(0, Int(2)),
		Serial:    Int(1),
		NotBefore: UTCTime(Now.AddDate(-1, 0, 0)),
		NotAfter:  UTCTime(Now.AddDate(2, 0, 0)),
		Subject:   Name(cn),
	}
	c.SetKey(key)
	from := issuer
	if from == nil {
		from = c
	}
	c.Issuer = from.Subject
	switch kind {
	case CA:
		c.Extensions = []Extension{{"2.5.29.19", critical, Seq(Bool(true))}, {"2.5.29.15", critical, Bits(1, 0x06)}}
	case Server:
		c.Extensions = []Extension{{"2.5.29.19", critical, Seq()}, {"2.5.29.15", critical, Bits(5, 0xa0)},
			{"2.5.29.37", nil, Seq(OID("1.3.6.1.5.5.7.3.1"))}, {"2.5.29.17", nil, Seq(Implicit(2, []byte(cn)))}}
	case Client:
		c.Extensions = []Extension{{"2.5.29.19", critical, Seq()}, {"2.5.29.15", critical, Bits(7, 0x80)},
			{"2.5.29.37", nil, Seq(OID("1.3.6.1.5.5.7.3.2"))}, {"2.5.29.17", nil, Seq(Implicit(2, []byte(cn)))}}
	}
	c.Extensions = append(c.Extensions, Extension{"2.5.29.14", nil, Octets(c.Key.KeyID())},
		Extension{"2.5.29.35", nil, Seq(Implicit(0, from.Key.KeyID()))})
	return c
}

// Kind is what a certificate is for.
type Kind int

// Kinds.
const (
	CA Kind = iota
	Server
	Client
)

// SetKey puts a key into the certificate. Key identifiers stay as they are.
func (c *Certificate) SetKey(k *Key) { c.Key, c.SPKI = k, k.SPKI }

// Extension returns the first extension with the OID, or nil.
func (c *Certificate) Extension(oid string) *Extension {
	for i := range c.Extensions {
		if c.Extensions[i].OID == oid {
			return &c.Extensions[i]
		}
	}
	return nil
}

// Drop removes every extension with the OID.
func (c *Certificate) Drop(oid string) {
	kept := c.Extensions[:0:0]
	for _, e := range c.Extensions {
		if e.OID != oid {
			kept = append(kept, e)
		}
	}
	c.Extensions = kept
}

// Put replaces the extension with the OID, or appends it.
func (c *Certificate) Put(e Extension) {
	if have := c.Extension(e.OID); have != nil {
		*have = e
		return
	}
	c.Extensions = append(c.Extensions, e)
}

// Sign writes the certificate, signed with the issuer's key in the usual way, or in another one of its ways when vary
// says so.
func (c *Certificate) Sign(r *rand.Rand, issuer *Key, vary bool) []byte {
	ways := issuer.algorithms()
	a := ways[0]
	if vary {
		a = ways[r.IntN(len(ways))]
	}
	return c.signed(r, issuer, a)
}

func (c *Certificate) signed(r *rand.Rand, issuer *Key, a algorithm) []byte {
	inner := c.InnerAlg
	if inner == nil {
		inner = a.id
	}
	outer := c.OuterAlg
	if outer == nil {
		outer = inner
	}
	tbs := c.Body(inner)
	if c.Damage != nil {
		tbs = c.Damage(tbs)
	}
	signature := issuer.sign(r, a, tbs)
	if c.BadSign && len(signature) > 8 {
		signature[len(signature)-1-r.IntN(6)] ^= 1 << r.IntN(8)
	}
	der := Signed(tbs, outer, signature)
	if c.After != nil {
		der = c.After(der)
	}
	return der
}

// Body writes the tbsCertificate with a signature algorithm inside.
func (c *Certificate) Body(algorithm []byte) []byte {
	var list []byte
	if !c.NoList {
		for _, e := range c.Extensions {
			list = append(list, Seq(OID(e.OID), e.Critical, Octets(e.Value))...)
		}
		list = Context(3, Seq(list))
	}
	validity := Seq(c.NotBefore, c.NotAfter)
	return Seq(c.Version, c.Serial, algorithm, c.Issuer, validity, c.Subject, c.SPKI, c.UniqueIDs, list)
}

// Signed writes the certificate around a body.
func Signed(body, algorithm, signature []byte) []byte {
	return Seq(body, algorithm, Bits(0, signature...))
}
