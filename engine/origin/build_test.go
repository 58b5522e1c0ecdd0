package origin

import (
	"bytes"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/oid"
)

// build writes the sample with a signature that nobody checks.
func (s sample) build(t *testing.T) *cert.Certificate {
	seq := func(parts ...[]byte) []byte { return der.Build(0x30, parts...) }
	null := der.Build(5)
	alg := seq(der.BuildOID("1.2.840.113549.1.1.11"), null)
	issuer := s.issuer
	if issuer == "" {
		issuer = s.subject
	}
	from, to := "240101000000Z", "490101000000Z"
	if s.dates[0] != "" {
		from, to = s.dates[0], s.dates[1]
	}
	when := func(v string) []byte {
		if len(v) == 15 {
			return der.Build(0x18, []byte(v))
		}
		return der.Build(0x17, []byte(v))
	}
	key := seq(
		seq(der.BuildOID("1.2.840.113549.1.1.1"), null),
		der.Build(
			3,
			[]byte{0},
			seq(der.Build(2, []byte{0}, bytes.Repeat([]byte{0xC1}, 256)), der.Build(2, []byte{1, 0, 1})),
		),
	)
	version := der.Build(0xA0, der.Build(2, []byte{2}))
	exts := s.exts
	if exts == "v1" {
		version, exts = nil, ""
	}
	fields := [][]byte{
		version,
		der.Build(2, []byte{0x55}),
		alg,
		name(t, issuer),
		seq(when(from), when(to)),
		name(t, s.subject),
		key,
	}
	if exts != "" {
		var list []byte
		for _, word := range strings.Fields(exts) {
			list = append(list, extensionOf(word, key, name(t, issuer))...)
		}
		fields = append(fields, der.Build(0xA3, seq(list)))
	}
	raw := seq(seq(fields...), alg, der.Build(3, make([]byte, 257)))
	c, rest, err := cert.Parse(raw)
	if err != nil || len(rest) != 0 {
		t.Fatalf("sample %s: %v", s.id, err)
	}
	return c
}

func extensionOf(word string, key, issuer []byte) []byte {
	critical := []byte(nil)
	if w, ok := strings.CutSuffix(word, "!"); ok {
		word, critical = w, der.Build(1, []byte{0xFF})
	}
	id := bytes.Repeat([]byte{7}, 20)
	truth := der.Build(1, []byte{0xFF})
	kind, text, _ := strings.Cut(word, ":")
	var extension string
	var value []byte
	switch kind {
	case "ski":
		extension, value = oid.SubjectKeyID, der.Build(4, id)
	case "skikey":
		extension, value = oid.SubjectKeyID, der.Build(4, key)
	case "skitext":
		extension, value = oid.SubjectKeyID, der.Build(4, []byte(strings.TrimSuffix(strings.Repeat("ab:", 32), ":")))
	case "aki":
		extension, value = oid.AuthorityKeyID, der.Build(0x30, der.Build(0x80, id))
	case "aki+":
		extension, value = oid.AuthorityKeyID, der.Build(
			0x30,
			der.Build(0x80, id),
			der.Build(0xA1, der.Build(0xA4, issuer)),
			der.Build(0x82, []byte{0x55}),
		)
	case "bc":
		extension, value = oid.BasicConstraints, der.Build(0x30, truth)
	case "bc0":
		extension, value = oid.BasicConstraints, der.Build(0x30, truth, der.Build(2, []byte{0}))
	case "ee":
		extension, value = oid.BasicConstraints, der.Build(0x30)
	case "ku":
		extension, value = oid.KeyUsage, der.Build(3, []byte{1, 6})
	case "san":
		if text == "" {
			text = "host.example"
		}
		extension, value = oid.SubjectAltName, der.Build(0x30, der.Build(0x82, []byte(text)))
	case "san0":
		extension, value = oid.SubjectAltName, der.Build(0x30)
	case "c":
		extension, value = oidComment, der.Build(0x16, []byte(strings.ReplaceAll(text, "_", " ")))
	case "oid":
		extension, value = text, der.Build(5)
	case "eku":
		extension, value = oid.ExtKeyUsage, der.Build(0x30, der.BuildOID(text))
	default:
		panic("sample: no extension called " + word)
	}
	return der.Build(0x30, der.BuildOID(extension), critical, der.Build(4, value))
}

func name(t *testing.T, text string) []byte {
	oids := map[string]string{
		"CN": oidCN,
		"O":  oidO,
		"OU": oidOU,
		"DC": oidDC,
		"C":  "2.5.4.6",
		"ST": "2.5.4.8",
		"L":  "2.5.4.7",
	}
	var rdns []byte
	for _, part := range strings.Split(text, ", ") {
		if part == "" {
			continue
		}
		kind, value, _ := strings.Cut(part, "=")
		if oids[kind] == "" {
			t.Fatalf("sample: no attribute called %s", kind)
		}
		rdns = append(
			rdns,
			der.Build(0x31, der.Build(0x30, der.BuildOID(oids[kind]), der.Build(0x0C, []byte(value))))...)
	}
	return der.Build(0x30, rdns)
}
