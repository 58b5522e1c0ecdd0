package roles

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"x509strict/engine/cert"
	"x509strict/engine/oid"
	"x509strict/engine/read"
)

// word is what a file, a field or a heading is called, as far as it says something of the certificates in it.
type word uint8

// Words.
const (
	noWord    word = iota
	ownWord        // a server's or client's own certificate: tls.crt, client-certificate-data
	chainWord      // what is sent beside it: chain.pem, intermediate.crt
	caWord         // what is trusted: ca.crt, certificate-authority-data, truststore
)

// Parts of names, by what they say. A name is split where letters and digits end. The first list that has a part of
// the name decides, so that server-ca.crt is a CA's and ca-chain.crt, which tutorials trust, too.
var (
	trustParts = []string{"ca", "cacert", "cacerts", "cas", "root", "roots", "rootca", "cafile", "trust", "trusted",
		"truststore", "authority", "authorities", "anchor", "anchors", "cabundle", "caroot", "issuers"}
	chainParts = []string{"chain", "intermediate", "intermediates", "intermediateca", "inter", "subca", "issuing",
		"issuingca"}
	ownParts = []string{"server", "client", "tls", "fullchain", "leaf", "node", "host", "peer", "site", "http",
		"transport", "cert", "certificate", "user"}
	clientParts = []string{"client", "user"}
)

// split takes a name apart into lower-case words: at signs, and where a capital follows a small letter, as in
// serverCert. Digits at the end are left out of words of letters: node1 says what node says.
func split(name string) (words []string) {
	var spaced strings.Builder
	last := ' '
	for _, r := range name {
		if unicode.IsUpper(r) && unicode.IsLower(last) {
			spaced.WriteRune(' ')
		}
		spaced.WriteRune(r)
		last = r
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(spaced.String()), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		if letters := strings.TrimRight(w, "0123456789"); letters != "" {
			w = letters
		}
		words = append(words, w)
	}
	return words
}

// isOfCA reports whether a word is somebody's CA, written as one: serverca, myca.
func isOfCA(w string) bool {
	whose, ok := strings.CutSuffix(w, "ca")
	return ok && (slices.Contains(ownParts, whose) || slices.Contains(whoseCA, whose))
}

var whoseCA = []string{"my", "our", "root", "dev", "test", "local", "internal", "private", "self", "corp", "company", "ssl",
	"pki", "kube", "etcd", "proxy", "org", "global"}

func anyOf(parts, list []string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return slices.Contains(list, p) })
}

// wordOf tells what a name says.
func wordOf(name string) word {
	parts := split(name)
	if n := len(parts); n > 12 { // a sentence
		return noWord
	}
	joined := strings.Join(parts, "")
	switch {
	case anyOf(parts, chainParts) && !slices.Contains(parts, "root") &&
		!(slices.Contains(parts, "chain") && anyOf(parts, trustParts)):
		return chainWord
	case anyOf(parts, trustParts) || slices.ContainsFunc(parts, isOfCA) ||
		strings.Contains(joined, "certificateauthority") || strings.Contains(joined, "rootca"):
		return caWord
	case anyOf(parts, ownParts) || strings.Contains(joined, "clientcertificate"):
		return ownWord
	}
	return noWord
}

// names are what the places of a certificate are called, the nearest first: a heading or field, a member of an
// archive, the file.
func names(s read.Sighting, file string) []string {
	var out []string
	if s.Label != "" {
		out = append(out, s.Label)
	}
	if s.Place.Entry != "" && s.Position == "" {
		out = append(out, path.Base(strings.ReplaceAll(s.Place.Entry, `\`, "/")))
	}
	if file != "" && s.Position == "" && !strings.HasPrefix(file, "link ") && !strings.HasSuffix(file, ".txt") &&
		!strings.HasSuffix(file, ".log") {
		out = append(out, path.Base(strings.ReplaceAll(file, `\`, "/")))
	}
	return out
}

// called tells what a place is called, and whether that is a client's.
func calledAt(s read.Sighting) (w word, client bool) {
	for _, name := range names(s, s.Place.File) {
		if w := wordOf(name); w != noWord {
			return w, w == ownWord && anyOf(split(name), clientParts)
		}
	}
	return noWord, false
}

// wordsOf tells what the places of item i are called. In a CA file too: that is what counts.
func (h *heap) wordsOf(i int) (w word, client, both bool) {
	own, ca := false, false
	for _, s := range h.seen(i) {
		v, c := calledAt(s)
		if w == noWord || v == caWord {
			w = v
		}
		client = client || c
		own, ca = own || v == ownWord, ca || v == caWord
	}
	return w, client, own && ca
}

// elsewhere reports whether item i stands in a place, too, that is called neither a CA's nor a chain's.
func (h *heap) elsewhere(i int) bool {
	return slices.ContainsFunc(h.seen(i), func(s read.Sighting) bool {
		w, _ := calledAt(s)
		return w == noWord || w == ownWord
	})
}

// Seen says of every item what [read.SeenLine] tells: enough for another reading to give it the same role. It is empty
// where the places say no more than that all stand in one, in this order.
func (d *Decision) Seen() []string {
	out := make([]string, len(d.heap.items))
	blocks := map[int]int{}
	bare := true
	for i, it := range d.heap.items {
		for _, s := range it.Seen {
			if _, known := blocks[s.Block]; !known {
				blocks[s.Block] = len(blocks)
			}
		}
		out[i] = d.seenOf(i, blocks)
		bare = bare && out[i] == read.FormatSeen([]read.Sighting{{Order: i + 1}})
	}
	if bare {
		clear(out)
	}
	return out
}

func (d *Decision) seenOf(i int, blocks map[int]int) string {
	h := d.heap
	var out []read.Sighting
	for _, s := range h.items[i].Seen {
		to := read.Sighting{Block: blocks[s.Block], Order: s.Order, Position: s.Position, CAFile: s.CAFile,
			Object: s.Object, KeyBeside: h.items[i].KeyBeside}
		switch w, client := calledAt(s); {
		case w == ownWord && client:
			to.Label = read.SeenClient
		case w == ownWord:
			to.Label = read.SeenOwn
		case w == chainWord:
			to.Label = read.SeenChain
		case w == caWord && ofAPIServer(s):
			to.Label = read.SeenAPIServer
		case w == caWord:
			to.Label = read.SeenCA
		}
		if d.ByUser[i] && !h.inFile[i] {
			to.Role = string(d.Roles[i])
		}
		out = append(out, to)
	}
	return read.FormatSeen(out)
}

// authority are words by which CAs call themselves.
var authority = []string{"ca", "root", "authority", "authorities", "certification", "issuing", "issuer", "intermediate",
	"signing", "signer", "rootca", "subca", "pki"}

var authorityZH = []string{"根证书", "颁发机构", "认证中心", "认证机构"}

// authorityName reports whether the name of a certificate says that it is a CA: "Example Root CA", "GoodTestCA".
func authorityName(c *cert.Certificate) bool {
	for _, name := range displayNames(c) {
		if anyOf(split(name), authority) ||
			slices.ContainsFunc(authorityZH, func(w string) bool { return strings.Contains(name, w) }) {
			return true
		}
		for _, p := range strings.Fields(name) {
			if n := len(p); n > 3 && p[n-2:] == "CA" && p[n-3] >= 'a' && p[n-3] <= 'z' {
				return true
			}
		}
	}
	return false
}

// displayNames are the common name, or where there is none the names of organization and unit.
func displayNames(c *cert.Certificate) []string {
	if cn := c.Subject.CommonName(); cn != "" {
		return []string{cn}
	}
	var out []string
	for _, a := range c.Subject.Attributes {
		if a.OID == oid.Organization || a.OID == oid.OrganizationalUnit {
			out = append(out, string(a.Value))
		}
	}
	return out
}
