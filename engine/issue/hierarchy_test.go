package issue_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	crand "crypto/rand"
	"crypto/rsa"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/issue"
	"x509strict/engine/key"
	"x509strict/engine/plan"
	"x509strict/engine/roles"
	"x509strict/engine/tbs"
)

// member is one certificate of a hierarchy made for a test, before and after it is signed.
type member struct {
	name   string
	role   roles.Role
	key    crypto.Signer
	up     *member // its issuer; itself for a root
	spec   tbs.Spec
	sha1   bool // sign with SHA-1
	outer  bool // outer algorithm without the NULL of the inner one
	c      *cert.Certificate
	id     []byte
	faults []string
}

type hierarchy struct {
	members []*member // issuers first
	weak    bool
}

var pool = sync.OnceValue(func() map[string][]crypto.Signer {
	out := map[string][]crypto.Signer{}
	add := func(kind string, n int, f func() (crypto.Signer, error)) {
		for range n {
			k, err := f()
			if err != nil {
				panic(err)
			}
			out[kind] = append(out[kind], k)
		}
	}
	add("rsa", 6, func() (crypto.Signer, error) { return rsa.GenerateKey(crand.Reader, 2048) })
	add("p256", 6, func() (crypto.Signer, error) { return ecdsa.GenerateKey(elliptic.P256(), crand.Reader) })
	add("p384", 4, func() (crypto.Signer, error) { return ecdsa.GenerateKey(elliptic.P384(), crand.Reader) })
	add("ed", 4, func() (crypto.Signer, error) { _, k, err := ed25519.GenerateKey(crand.Reader); return k, err })
	add("rsa1024", 2, func() (crypto.Signer, error) { return rsa.GenerateKey(crand.Reader, 1024) })
	return out
})

// take gives each member of a hierarchy a key of its own.
func take(r *rand.Rand, used map[string]bool, kinds ...string) crypto.Signer {
	for {
		list := pool()[kinds[r.IntN(len(kinds))]]
		k := list[r.IntN(len(list))]
		if id := string(spkiOf(k)); !used[id] {
			used[id] = true
			return k
		}
	}
}

var testTime = time.Now().UTC().Truncate(time.Second)

func moment(t time.Time) cert.Time {
	t = t.UTC()
	if t.Year() < 2050 {
		return cert.Time{Tag: 23, Content: []byte(t.Format("060102150405Z"))}
	}
	return cert.Time{Tag: 24, Content: []byte(t.Format("20060102150405Z"))}
}

// distinguished builds a name of several attributes in types that software really uses, so that keeping its bytes is
// worth testing.
func distinguished(r *rand.Rand, cn string) []byte {
	attribute := func(oid string, tag byte, text string) []byte {
		return der.Build(0x31, der.Build(0x30, der.BuildOID(oid), der.Build(tag, []byte(text))))
	}
	parts := [][]byte{}
	if r.IntN(2) == 0 {
		parts = append(parts, attribute("2.5.4.6", 19, "DE"))
	}
	if r.IntN(2) == 0 {
		parts = append(parts, attribute("2.5.4.10", []byte{12, 19, 20, 22}[r.IntN(4)], "Example  Org"))
	}
	return der.Build(0x30, append(parts, attribute("2.5.4.3", []byte{12, 19, 22}[r.IntN(3)], cn))...)
}

func spkiOf(key crypto.Signer) []byte {
	out, err := issue.PublicKeyInfo(key.Public())
	if err != nil {
		panic(err)
	}
	return out
}

func newMember(r *rand.Rand, name string, role roles.Role, key crypto.Signer, up *member) *member {
	m := &member{name: name, role: role, key: key, up: up}
	if up == nil {
		m.up = m
	}
	serial := make([]byte, 1+r.IntN(19))
	for i := range serial {
		serial[i] = byte(r.UintN(256))
	}
	serial[0] = serial[0]&0x7f | 1
	m.id = make([]byte, 20)
	for i := range m.id {
		m.id[i] = byte(r.UintN(256))
	}
	m.spec = tbs.Spec{
		Version:   2,
		Serial:    serial,
		Subject:   distinguished(r, name),
		NotBefore: moment(testTime.AddDate(-1, 0, -r.IntN(300))),
		NotAfter:  moment(testTime.AddDate(1+r.IntN(12), r.IntN(12), 0)),
		SPKI:      spkiOf(key),
	}
	return m
}

// complete gives a member everything that strict clients want.
func (m *member) complete(r *rand.Rand) {
	if m.role == roles.Leaf {
		m.spec.Extensions = []cert.Extension{
			tbs.NewExtension("2.5.29.19", false, der.Build(0x30)),
			tbs.KeyUsage(cert.DigitalSignature | cert.KeyEncipherment),
			tbs.ExtKeyUsage(
				"1.3.6.1.5.5.7.3.1",
				"1.3.6.1.5.5.7.3.2",
			),
			tbs.SubjectKeyID(m.id),
			tbs.SubjectAltName(false, tbs.ParseAltName("localhost"), tbs.ParseAltName("127.0.0.1")),
		}
	} else {
		m.spec.Extensions = []cert.Extension{
			tbs.BasicConstraints(true, -1),
			tbs.KeyUsage(cert.KeyCertSign | cert.CRLSign),
			tbs.SubjectKeyID(m.id),
		}
	}
	if m.up != m || r.IntN(2) == 0 {
		m.spec.Extensions = append(m.spec.Extensions, tbs.AuthorityKeyID(m.up.id, nil, nil))
	}
	if r.IntN(3) == 0 { // something that has to survive untouched
		m.spec.Extensions = append(
			m.spec.Extensions,
			tbs.NewExtension(
				"2.16.840.1.113730.1.13",
				false,
				der.Build(0x16, []byte("made by a test, $keep = \"it\"")),
			),
		)
	}
	r.Shuffle(len(m.spec.Extensions), func(a, b int) {
		m.spec.Extensions[a], m.spec.Extensions[b] = m.spec.Extensions[b], m.spec.Extensions[a]
	})
}

func (m *member) at(oid string) int {
	for i, e := range m.spec.Extensions {
		if e.OID == oid {
			return i
		}
	}
	return -1
}

func (m *member) drop(oid string) {
	if i := m.at(oid); i >= 0 {
		m.spec.Extensions = append(m.spec.Extensions[:i:i], m.spec.Extensions[i+1:]...)
	}
}

func (m *member) put(e cert.Extension) {
	if i := m.at(e.OID); i >= 0 {
		m.spec.Extensions[i] = e
		return
	}
	m.spec.Extensions = append(m.spec.Extensions, e)
}

func (m *member) critical(oid string, critical bool) {
	if i := m.at(oid); i >= 0 {
		m.spec.Extensions[i] = tbs.NewExtension(oid, critical, m.spec.Extensions[i].Value)
	}
}

const (
	oidBC, oidKU, oidEKU, oidSKI, oidAKI, oidSAN = "2.5.29.19", "2.5.29.15", "2.5.29.37", "2.5.29.14", "2.5.29.35", "2.5.29.17"
)

type fault struct {
	name  string
	apply func(*rand.Rand, *member)
}

func rawKeyID(m *member, e cert.Extension) { m.put(e) }

// caFaults and leafFaults are what the repair has to know, one fault at a time.
var caFaults = []fault{
	{"key usage missing", func(_ *rand.Rand, m *member) { m.drop(oidKU) }},
	{
		"key usage without certificate signing",
		func(_ *rand.Rand, m *member) { m.put(tbs.KeyUsage(cert.DigitalSignature | cert.CRLSign)) },
	},
	{
		"key usage without any bit",
		func(_ *rand.Rand, m *member) { m.put(tbs.NewExtension(oidKU, true, []byte{3, 2, 7, 0})) },
	},
	{"basic constraints missing", func(_ *rand.Rand, m *member) { m.drop(oidBC) }},
	{"basic constraints not critical", func(_ *rand.Rand, m *member) { m.critical(oidBC, false) }},
	{
		"basic constraints say no CA",
		func(_ *rand.Rand, m *member) { m.put(tbs.NewExtension(oidBC, true, der.Build(0x30))) },
	},
	{"path length too short", func(_ *rand.Rand, m *member) { m.put(tbs.BasicConstraints(true, 0)) }},
	{"path length without certificate signing", func(_ *rand.Rand, m *member) {
		m.put(tbs.BasicConstraints(true, 3))
		m.drop(oidKU)
	}},
	{"subject key identifier missing", func(_ *rand.Rand, m *member) { m.drop(oidSKI) }},
	{"subject key identifier wrong", func(_ *rand.Rand, m *member) { m.put(tbs.SubjectKeyID([]byte("another one"))) }},
	{"subject key identifier critical", func(_ *rand.Rand, m *member) { m.critical(oidSKI, true) }},
	{"subject key identifier twice", func(_ *rand.Rand, m *member) {
		m.spec.Extensions = append(m.spec.Extensions, tbs.SubjectKeyID(m.id))
	}},
	{
		"subject key identifier malformed",
		func(_ *rand.Rand, m *member) { m.put(tbs.NewExtension(oidSKI, false, []byte{4, 9, 1})) },
	},
	{"authority key identifier missing", func(_ *rand.Rand, m *member) { m.drop(oidAKI) }},
	{"authority key identifier critical", func(_ *rand.Rand, m *member) {
		m.put(tbs.AuthorityKeyID(m.up.id, nil, nil))
		m.critical(oidAKI, true)
	}},
	{"authority key identifier with a serial only", func(_ *rand.Rand, m *member) {
		rawKeyID(m, tbs.NewExtension(oidAKI, false, der.Build(0x30, der.Build(0x82, m.up.spec.Serial))))
	}},
	{"version 1", func(_ *rand.Rand, m *member) { m.spec.Version, m.spec.Extensions = 0, nil }},
	{"version 2 with extensions", func(_ *rand.Rand, m *member) { m.spec.Version = 1 }},
	{"SHA-1", func(_ *rand.Rand, m *member) { m.sha1 = true }},
	{"expired", func(_ *rand.Rand, m *member) { m.spec.NotAfter = moment(testTime.AddDate(0, -1, 0)) }},
	{"extended key usage for clients", func(_ *rand.Rand, m *member) { m.put(tbs.ExtKeyUsage("1.3.6.1.5.5.7.3.2")) }},
	{"inconsistent signature algorithm", func(_ *rand.Rand, m *member) { m.outer = true }},
	{"explicit curve parameters", explicit},
	{"empty name", func(_ *rand.Rand, m *member) { m.spec.Subject = der.Build(0x30) }},
	{
		"re-issued with another serial number",
		func(_ *rand.Rand, m *member) { m.spec.Serial = []byte{0x51, 0x52, 0x53} },
	},
}

var leafFaults = []fault{
	{"authority key identifier missing", func(_ *rand.Rand, m *member) { m.drop(oidAKI) }},
	{"authority key identifier with issuer and serial only", func(_ *rand.Rand, m *member) {
		full := tbs.AuthorityKeyID(nil, m.up.up.spec.Subject, m.up.spec.Serial)
		m.put(tbs.NewExtension(oidAKI, false, der.Build(0x30, full.Value[4:])))
	}},
	{"authority key identifier with everything", func(_ *rand.Rand, m *member) {
		m.put(tbs.AuthorityKeyID(m.up.id, m.up.up.spec.Subject, m.up.spec.Serial))
	}},
	{"authority key identifier with a serial only", func(_ *rand.Rand, m *member) {
		m.put(tbs.NewExtension(oidAKI, false, der.Build(0x30, der.Build(0x82, m.up.spec.Serial))))
	}},
	{
		"authority key identifier empty",
		func(_ *rand.Rand, m *member) { m.put(tbs.NewExtension(oidAKI, false, der.Build(0x30))) },
	},
	{"authority key identifier critical", func(_ *rand.Rand, m *member) { m.critical(oidAKI, true) }},
	{
		"another key identifier",
		func(_ *rand.Rand, m *member) { m.put(tbs.AuthorityKeyID([]byte("somebody else"), nil, nil)) },
	},
	{
		"may sign certificates",
		func(_ *rand.Rand, m *member) { m.put(tbs.KeyUsage(cert.DigitalSignature | cert.KeyCertSign)) },
	},
	{"says it is a CA", func(_ *rand.Rand, m *member) {
		m.put(tbs.BasicConstraints(true, -1))
		m.drop(oidKU)
	}},
	{"says it is a CA, not critical", func(_ *rand.Rand, m *member) {
		m.put(tbs.NewExtension(oidBC, false, tbs.BasicConstraints(true, 0).Value))
	}},
	{"path length", func(_ *rand.Rand, m *member) {
		m.put(tbs.NewExtension(oidBC, true, der.Build(0x30, []byte{2, 1, 3})))
	}},
	{
		"empty alternative name",
		func(_ *rand.Rand, m *member) { m.put(tbs.NewExtension(oidSAN, false, der.Build(0x30))) },
	},
	{
		"empty subject, alternative name not critical",
		func(_ *rand.Rand, m *member) { m.spec.Subject = der.Build(0x30) },
	},
	{"no name at all", func(_ *rand.Rand, m *member) {
		m.spec.Subject = der.Build(0x30)
		m.drop(oidSAN)
	}},
	{
		"key usage without digital signature",
		func(_ *rand.Rand, m *member) { m.put(tbs.KeyUsage(cert.DataEncipherment)) },
	},
	{"extended key usage for clients", func(_ *rand.Rand, m *member) { m.put(tbs.ExtKeyUsage("1.3.6.1.5.5.7.3.2")) }},
	{"extended key usage for anything", func(_ *rand.Rand, m *member) { m.put(tbs.ExtKeyUsage("2.5.29.37.0")) }},
	{"version 1", func(_ *rand.Rand, m *member) { m.spec.Version, m.spec.Extensions = 0, nil }},
	{"version 1 with extensions", func(_ *rand.Rand, m *member) { m.spec.Version = 0 }},
	{"SHA-1", func(_ *rand.Rand, m *member) { m.sha1 = true }},
	{"expired", func(_ *rand.Rand, m *member) { m.spec.NotAfter = moment(testTime.AddDate(0, 0, -3)) }},
	{"explicit curve parameters", explicit},
	{"Netscape client", func(_ *rand.Rand, m *member) {
		m.put(tbs.NewExtension("2.16.840.1.113730.1.1", false, []byte{3, 2, 7, 0x80}))
	}},
	{"inconsistent signature algorithm", func(_ *rand.Rand, m *member) { m.outer = true }},
}

// explicit spells out the curve of a P-256 key (SEC 1 section C.2).
func explicit(_ *rand.Rand, m *member) {
	k, ok := m.key.(*ecdsa.PrivateKey)
	if !ok || k.Curve != elliptic.P256() {
		return
	}
	p := k.Curve.Params()
	number := func(b []byte) []byte {
		if b[0] >= 0x80 {
			b = append([]byte{0}, b...)
		}
		return der.Build(2, b)
	}
	a := append([]byte{}, p.P.Bytes()...)
	a[len(a)-1] -= 3
	base := append(append([]byte{4}, p.Gx.FillBytes(make([]byte, 32))...), p.Gy.FillBytes(make([]byte, 32))...)
	params := der.Build(
		0x30,
		[]byte{2, 1, 1},
		der.Build(0x30, der.BuildOID("1.2.840.10045.1.1"), number(p.P.Bytes())),
		der.Build(
			0x30,
			der.Build(4, a),
			der.Build(4, p.B.FillBytes(make([]byte, 32))),
		),
		der.Build(4, base),
		number(p.N.Bytes()),
		[]byte{2, 1, 1},
	)
	point, err := k.PublicKey.Bytes()
	if err != nil {
		panic(err)
	}
	m.spec.SPKI = der.Build(
		0x30,
		der.Build(0x30, der.BuildOID("1.2.840.10045.2.1"), params),
		der.Build(3, []byte{0}, point),
	)
}

// build makes a hierarchy of one root, up to two intermediate CAs and up to three leaves, and then breaks it in up to
// four ways.
func build(r *rand.Rand, nth int) *hierarchy {
	h := &hierarchy{}
	used := map[string]bool{}
	kinds := []string{"rsa", "p256", "p256", "p384", "ed"}
	up := newMember(r, fmt.Sprintf("Root %d", nth), roles.Anchor, take(r, used, kinds...), nil)
	h.members = append(h.members, up)
	for n := range r.IntN(3) {
		up = newMember(r, fmt.Sprintf("Intermediate %d", n), roles.Intermediate, take(r, used, kinds...), up)
		h.members = append(h.members, up)
	}
	for n := range 1 + r.IntN(3) {
		h.members = append(
			h.members,
			newMember(r, fmt.Sprintf("leaf-%d.example.com", n), roles.Leaf, take(r, used, "rsa", "p256", "p384"), up),
		)
	}
	for _, m := range h.members {
		m.complete(r)
	}
	for range 1 + r.IntN(4) {
		m := h.members[r.IntN(len(h.members))]
		list := caFaults
		if m.role == roles.Leaf {
			list = leafFaults
		}
		m.spoil(r, list[r.IntN(len(list))])
	}
	if r.IntN(12) == 0 {
		m := h.members[r.IntN(len(h.members))]
		m.key = take(r, used, "rsa1024")
		m.spec.SPKI = spkiOf(m.key)
		m.faults = append(m.faults, "1024 bits")
		h.weak = true
	}
	h.sign()
	return h
}

func (m *member) spoil(r *rand.Rand, f fault) {
	f.apply(r, m)
	m.faults = append(m.faults, f.name)
}

// sign signs every member with the key of its issuer. Names are set last, so that a renamed CA is named by what it
// issued.
func (h *hierarchy) sign() {
	for _, m := range h.members {
		m.spec.Issuer = m.up.spec.Subject
		alg, ok := tbs.AlgorithmFor(plan.ReadPublicKey(m.up.spec.SPKI), "")
		if !ok {
			panic("no algorithm")
		}
		switch {
		case m.sha1 && alg.Kind == key.RSA:
			alg.Raw, alg.Hash = der.Build(0x30, der.BuildOID("1.2.840.113549.1.1.5"), []byte{5, 0}), crypto.SHA1
		case m.sha1 && alg.Kind == key.EC:
			alg.Raw, alg.Hash = der.Build(0x30, der.BuildOID("1.2.840.10045.4.1")), crypto.SHA1
		}
		m.spec.Algorithm = alg
		c, err := issue.Sign(&m.spec, m.up.key, crand.Reader)
		if err != nil {
			panic(err)
		}
		if m.outer && alg.Kind == key.RSA {
			raw := der.Build(
				0x30,
				c.RawTBS,
				der.Build(0x30, der.BuildOID("1.2.840.113549.1.1.11")),
				der.Build(3, []byte{0}, c.Signature.Bytes),
			)
			if c, _, err = cert.Parse(raw); err != nil {
				panic(err)
			}
		}
		m.c = c
	}
}

func (h *hierarchy) input() plan.Input {
	in := plan.Input{Time: testTime}
	for _, m := range h.members {
		in.Certificates = append(in.Certificates, m.c)
		in.Roles = append(in.Roles, m.role)
		in.Keys = append(in.Keys, spkiOf(m.key))
	}
	return in
}

func (h *hierarchy) keys() []crypto.Signer {
	var out []crypto.Signer
	for _, m := range h.members {
		out = append(out, m.key)
	}
	return out
}

func (h *hierarchy) String() string {
	s := ""
	for _, m := range h.members {
		s += fmt.Sprintf("\n  %s %v", m.name, m.faults)
	}
	return s
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
