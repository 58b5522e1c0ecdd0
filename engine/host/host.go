// Package host turns what somebody typed for a host into what a client compares with a certificate: a name or an
// address. Every client reads it in its own way, so there is one function for each ([Python], [Curl], [Node],
// [OpenSSL]) and one for what a certificate should carry ([Subject]). Nothing else in the engine takes a host apart.
package host

import (
	"net/netip"
	"strings"

	"x509strict/engine/release"
)

// Target is a host as one client sees it. Name and IP are both zero where Fault is set, and for an empty host.
type Target struct {
	Name  string // compared with DNS names, in the client's own spelling; "" for an address
	IP    []byte // 4 or 16 bytes, compared with iPAddress names; nil for a name
	Shown string // how the client's messages spell the host
	Fault string // what the client says instead of connecting; "" when it takes the host
}

// Reader is how one client reads a host. r matters only to those that leave it to OpenSSL.
type Reader func(text string, r release.Release) Target

// OpenSSL reads a host as people give it to openssl verify: an address with -verify_ip, anything else with
// -verify_hostname.
func OpenSSL(text string, r release.Release) Target {
	t := Target{Shown: text}
	if ip, ok := ParseIP(text, r); ok {
		t.IP = ip
	} else {
		t.Name = text
	}
	return t
}

// Node reads a servername as Node.js's tls module does (net.isIP): an address may carry a zone.
func Node(text string, _ release.Release) Target {
	t := Target{Shown: strings.TrimSuffix(text, ".")}
	if a, err := netip.ParseAddr(t.Shown); err == nil {
		t.IP = a.WithZone("").AsSlice()
	} else {
		t.Name = t.Shown
	}
	return t
}

// Subject returns what a certificate must carry for the host: an address without brackets, or a name in ASCII, as
// Python converts it. A URL and a port around it are left out.
func Subject(text string) Target {
	bare := Bare(text)
	t := Target{Shown: bare}
	if a, ok := parseAddr(bare); ok {
		t.IP = a.AsSlice()
	} else {
		t.Name = strings.TrimSuffix(bare, ".")
		if p := Python(t.Name, release.Default); !isASCII(t.Name) && p.Fault == "" {
			t.Name = p.Name
		}
	}
	return t
}

// Bare takes the host out of what people paste for one: a URL, a host with a port, an address in brackets or with a
// zone. Other text comes back as it is.
func Bare(text string) string {
	text = strings.TrimSpace(text)
	if _, after, found := strings.Cut(text, "://"); found {
		text = after
		if i := strings.IndexAny(text, "/?#"); i >= 0 {
			text = text[:i]
		}
		text = text[strings.LastIndexByte(text, '@')+1:]
	}
	if rest, ok := strings.CutPrefix(text, "["); ok {
		if inside, after, closed := strings.Cut(rest, "]"); closed && (after == "" || isPort(after)) {
			text = inside
		}
	} else if i := strings.IndexByte(text, ':'); i > 0 && isPort(text[i:]) {
		text = text[:i]
	}
	if i := strings.IndexByte(text, '%'); i > 0 && strings.Contains(text[:i], ":") {
		text = text[:i] // the zone is this machine's own name of an interface
	}
	return text
}

// isPort reports whether s is a colon and a port number, or a colon alone.
func isPort(s string) bool {
	if s == "" || s[0] != ':' || len(s) > 6 {
		return false
	}
	for _, b := range []byte(s[1:]) {
		if b < '0' || b > '9' {
			return false
		}
	}
	return true
}

func parseAddr(s string) (netip.Addr, bool) {
	a, err := netip.ParseAddr(s)
	return a, err == nil && a.Zone() == ""
}
