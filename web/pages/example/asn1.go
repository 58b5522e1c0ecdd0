package example

import (
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/der"
)

// Universal tags that certificates are made of, constructed where DER says so.
const (
	tagInteger   = 0x02
	tagBits      = 0x03
	tagOctets    = 0x04
	tagNull      = 0x05
	tagUTF8      = 0x0C
	tagIA5       = 0x16
	tagSequence  = 0x30
	tagSet       = 0x31
	tagPrintable = 0x13
)

func seq(parts ...[]byte) []byte    { return der.Build(tagSequence, parts...) }
func octets(parts ...[]byte) []byte { return der.Build(tagOctets, parts...) }
func bits(content []byte) []byte    { return der.Build(tagBits, []byte{0}, content) }
func null() []byte                  { return der.Build(tagNull) }
func objectID(dotted string) []byte { return der.BuildOID(dotted) }

// at is a UTCTime, as it is written.
func at(text string) cert.Time { return cert.Time{Tag: der.UTCTime, Content: []byte(text)} }

func tagged(n byte, v []byte) []byte  { return der.Build(0x80|n, v) }
func wrapped(n byte, v []byte) []byte { return der.Build(0xA0|n, v) }

// integer writes a non-negative number given by its bytes, big endian.
func integer(b ...byte) []byte {
	for len(b) > 1 && b[0] == 0 {
		b = b[1:]
	}
	if b[0] >= 0x80 {
		b = append([]byte{0}, b...)
	}
	return der.Build(tagInteger, b)
}

var attributeOIDs = map[string]string{
	"CN":           "2.5.4.3",
	"O":            "2.5.4.10",
	"OU":           "2.5.4.11",
	"C":            "2.5.4.6",
	"L":            "2.5.4.7",
	"ST":           "2.5.4.8",
	"DC":           "0.9.2342.19200300.100.1.25",
	"emailAddress": "1.2.840.113549.1.9.1",
}

// Name builds a distinguished name from text such as "O=Example, CN=host"; "" is the empty name. DC and emailAddress
// are IA5String, C is PrintableString, the rest UTF8String.
func Name(text string) []byte {
	var rdns [][]byte
	for _, part := range strings.Split(text, ", ") {
		kind, value, ok := strings.Cut(part, "=")
		if !ok {
			continue
		}
		tag := byte(tagUTF8)
		switch kind {
		case "C":
			tag = tagPrintable
		case "DC", "emailAddress":
			tag = tagIA5
		}
		rdns = append(rdns, der.Build(tagSet, seq(objectID(attributeOIDs[kind]), der.Build(tag, []byte(value)))))
	}
	return seq(rdns...)
}
