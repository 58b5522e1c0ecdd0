//go:build !lean

package message

import (
	"bytes"
	"slices"
)

// nameKeys are the attributes of distinguished names, as tools write them in front of a value: /CN=..., O = ...,
// ('commonName', '...').
var nameKeys = []string{
	"CN", "O", "OU", "L", "ST", "S", "DC", "UID", "emailAddress", "serialNumber",
	"commonName", "organizationName", "organizationalUnitName", "localityName", "stateOrProvinceName",
}

// nameTitles are what stands in front of a whole name, and namesBefore what does where it is in quotes.
var (
	nameTitles  = []string{"subject", "issuer", "Subject", "Issuer", "issuerName", "subjectName"}
	namesBefore = []string{"authority certificate", "issued by", "signed by", "issuer", "subject"}
)

// longestValue is how far in front of a word the value of an attribute that holds it may begin, in bytes.
const longestValue = 80

// inName reports whether a word stands in a distinguished name, or in another name that a certificate is given in
// quotes: it tells whose certificate is spoken of, and never who speaks.
func (q *Text) inName(at int) bool {
	i := q.offset(at)
	text := q.plain[max(0, i-longestValue):i]
	k := bytes.LastIndexAny(text, "=:,/;\n\"'`(") + 1
	if k == 0 {
		return false
	}
	before, quoted := text[:k], false
	if c := before[k-1]; c == '"' || c == '\'' || c == '`' {
		before, quoted = bytes.TrimRight(before[:k-1], " \\"), true
		if slices.ContainsFunc(namesBefore, func(w string) bool { return bytes.HasSuffix(before, []byte(w)) }) {
			return true
		}
		if bytes.HasSuffix(before, []byte("=>")) { // PHP, Ruby, Perl
			before = before[:len(before)-1]
		}
	}
	if len(before) == 0 {
		return false
	}
	parting := before[len(before)-1]
	key := bytes.TrimRight(before[:len(before)-1], " \\\"'")
	start := len(bytes.TrimRightFunc(key, isLetter))
	if start > 0 && (alphanumeric(key[start-1]) || key[start-1] == '_' || key[start-1] == '-') {
		return false
	}
	word := string(key[start:])
	switch parting {
	case '=':
		return slices.Contains(nameKeys, word) || slices.Contains(nameTitles, word)
	case ':', ',':
		return quoted && slices.Contains(nameKeys, word) || parting == ':' && slices.Contains(nameTitles, word)
	}
	return false
}

func isLetter(r rune) bool { return r < 0x80 && alphanumeric(byte(r)) && (r < '0' || r > '9') }
