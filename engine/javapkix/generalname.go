package javapkix

import (
	"bytes"
	"net/netip"
	"strconv"
	"strings"
)

// Kinds of general names, RFC 5280 section 4.2.1.6.
const (
	otherName = iota
	rfc822Name
	dnsName
	x400Address
	directoryName
	ediPartyName
	uriName
	ipName
	registeredID
)

// generalName is one GeneralName. text is that of the kinds that are text; address has 4, 8, 16 or 32 bytes.
type generalName struct {
	kind    int
	text    string
	host    string // of a URI
	dns     bool   // host is a DNS name
	address []byte
	dir     name
	oid     string // registered ID, or the type of another name
	raw     []byte // of another name: its value
	party   bool   // of an EDI party name: there is one
}

// readGeneralName is GeneralName's constructor.
func readGeneralName(v *value, constraint bool) (g generalName, err *thrown) {
	kind := int(v.tag & 0x1f)
	isContext := v.tag&0xc0 == 0x80
	g.kind = kind
	primitive := func(what string) *thrown {
		if !isContext || v.constructed() {
			return ioErr("Invalid encoding of %s", what)
		}
		return nil
	}
	constructed := func(what string) *thrown {
		if !isContext || !v.constructed() {
			return ioErr("Invalid encoding of %s", what)
		}
		return nil
	}
	switch kind {
	case otherName:
		if err = constructed("Other-Name"); err == nil {
			err = g.readOther(v.retag(tagSequence))
		}
	case rfc822Name:
		if err = primitive("RFC822 name"); err == nil {
			g.text = ascii(v.content)
			err = checkMail(g.text)
		}
	case dnsName:
		if err = primitive("DNSName"); err == nil {
			g.text = ascii(v.content)
		}
	case x400Address:
		err = constructed("X400Address name")
	case directoryName:
		if err = constructed("Directory name"); err == nil {
			g.dir, err = readName(&v.rest)
		}
	case ediPartyName:
		if err = constructed("EDI name"); err == nil {
			g.party, err = readParty(v.retag(tagSequence))
		}
	case uriName:
		if err = primitive("URI"); err == nil {
			err = g.readURI(ascii(v.content), constraint, v.fresh.how)
		}
	case ipName:
		if err = primitive("IP address"); err == nil {
			err = g.readAddress(v.content)
		}
	case registeredID:
		if err = primitive("OID name"); err == nil {
			g.oid, err = v.retag(tagOID).oid()
		}
	default:
		err = ioErr("Unrecognized GeneralName tag, (%d)", kind)
	}
	return g, err
}

func (g *generalName) readOther(v *value) (err *thrown) {
	if g.oid, err = v.rest.oid(); err != nil {
		return err
	}
	inner, err := v.rest.next()
	if err != nil {
		return err
	}
	if !inner.implicitConstructed(0) {
		return ioErr("value is not EXPLICTly tagged [0]")
	}
	g.raw = inner.content
	return nil
}

func readParty(v *value) (has bool, err *thrown) {
	parts, err := v.again().list(tagSequence)
	if err != nil {
		return false, err
	}
	if len(parts) < 1 || len(parts) > 2 {
		return false, ioErr("Invalid encoding of EDIPartyName")
	}
	assigner, party := false, false
	for _, p := range parts {
		for n, seen := range []*bool{&assigner, &party} {
			if !p.implicitPrimitive(byte(n)) {
				continue
			}
			if *seen {
				return false, ioErr("Duplicate %s found in EDIPartyName", []string{"nameAssigner", "partyName"}[n])
			}
			inner, err := p.rest.next()
			if err != nil {
				return false, err
			}
			_, *seen = inner.text()
			p = inner
		}
	}
	if !party && !v.fresh.how.before(Java21) {
		return false, ioErr("party cannot be missing")
	}
	return party, nil
}

func checkMail(text string) *thrown {
	if text == "" {
		return ioErr("RFC822Name may not be null or empty")
	}
	switch domain := text[strings.IndexByte(text, '@')+1:]; domain {
	case "":
		return ioErr("RFC822Name may not end with @")
	case ".":
		return ioErr("RFC822Name domain may not be just .")
	}
	return nil
}

// readURI reads a URIName, or what a name constraint says of URIs: a host, or a domain after a dot.
func (g *generalName) readURI(text string, constraint bool, how reading) *thrown {
	g.text = text
	what := "invalid URI name:"
	if constraint {
		what = "invalid URI name constraint:"
	}
	scheme, host, err := javaURI(text, how)
	if err != nil {
		return &thrown{class: ioException, msg: what + text, cause: err}
	}
	if constraint {
		return g.readURIConstraint(text, scheme)
	}
	if scheme == "" {
		return ioErr("URI name must include scheme:%s", text)
	}
	g.host = host
	if strings.HasPrefix(host, "[") {
		if a, err := netip.ParseAddr(host[1 : len(host)-1]); err == nil {
			g.address = a.AsSlice()
			return nil
		}
		return ioErr("invalid URI name (host portion is not a valid IPv6 address):%s", text)
	}
	if host == "" {
		return nil
	}
	if checkDNS(host, false) == nil {
		g.dns = true
		return nil
	}
	if a := ipv4Literal(host); a != nil {
		g.address = a
		return nil
	}
	return ioErr("invalid URI name (host portion is not a valid DNSName or IPv4 address):%s", text)
}

func (g *generalName) readURIConstraint(text, scheme string) *thrown {
	if scheme != "" {
		return ioErr("invalid URI name constraint (should not include scheme):%s", text)
	}
	host, _, _ := strings.Cut(text, "#")
	if err := checkDNS(strings.TrimPrefix(host, "."), false); err != nil {
		return &thrown{class: ioException, msg: "invalid URI name constraint:" + text, cause: err}
	}
	g.host, g.dns = host, true
	return nil
}

func isHex(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F'
}

// javaHost reports whether java.net.URI takes a text for a host name or an IPv4 address.
func javaHost(host string) bool {
	labels := strings.Split(strings.TrimSuffix(host, "."), ".")
	for _, l := range labels {
		if l == "" || l[0] == '-' || l[len(l)-1] == '-' {
			return false
		}
		for _, c := range l {
			if !letterOrDigit(c) && c != '-' {
				return false
			}
		}
	}
	last := labels[len(labels)-1]
	return last[0] < '0' || last[0] > '9' || ipv4Literal(host) != nil
}

func letterOrDigit(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// checkDNS is what DNSName's constructor for texts asks.
func checkDNS(text string, wildcard bool) *thrown {
	switch {
	case text == "":
		return ioErr("DNSName must not be null or empty")
	case strings.Contains(text, " "):
		return ioErr("DNSName with blank labels is not permitted")
	case strings.HasPrefix(text, ".") || strings.HasSuffix(text, "."):
		return ioErr("DNSName may not begin or end with a .")
	case len(text) > 253:
		return ioErr("DNSName can't be longer than 253 characters")
	}
	labels := strings.Split(text, ".")
	for i, l := range labels {
		switch {
		case l == "":
			return ioErr("DNSName with empty labels is not permitted")
		case len(l) > 63:
			return ioErr("DNSName label can't be longer than 63 characters")
		case strings.HasPrefix(l, "-") || strings.HasSuffix(l, "-"):
			return ioErr("DNSName label may not begin or end with a hyphen")
		}
		if wildcard && l == "*" && i == 0 && len(labels) > 1 {
			continue
		}
		for _, c := range l {
			if !letterOrDigit(c) && c != '-' {
				return ioErr("DNSName labels must consist of letters, digits, and hyphens")
			}
		}
	}
	return nil
}

var mappedPrefix = []byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}

// readAddress reads an address, or an address and a mask. Of IPv4 addresses in IPv6 form Java keeps the IPv4 address.
func (g *generalName) readAddress(b []byte) *thrown {
	switch len(b) {
	case 4, 8:
	case 16:
		if bytes.HasPrefix(b, mappedPrefix) {
			b = b[12:]
		}
	case 32:
		if bytes.HasPrefix(b, mappedPrefix) {
			for _, m := range b[16:28] {
				if m != 0xff {
					return ioErr("Not an IPv4-mapped IPv6 mask: first 96 bits are not set")
				}
			}
			b = append(append([]byte(nil), b[12:16]...), b[28:32]...)
		}
	default:
		return ioErr("Invalid IPAddressName")
	}
	g.address = b
	return nil
}

// javaAddress prints an address as InetAddress.getHostAddress does.
func javaAddress(b []byte) string {
	if len(b) == 4 {
		return netip.AddrFrom4([4]byte(b)).String()
	}
	var parts []string
	for i := 0; i < 16; i += 2 {
		parts = append(parts, strconv.FormatUint(uint64(b[i])<<8|uint64(b[i+1]), 16))
	}
	return strings.Join(parts, ":")
}

// addressText is IPAddressName.getName; it fails for an IPv6 mask with holes.
func (g *generalName) addressText() (string, *thrown) {
	b := g.address
	switch len(b) {
	case 4, 16:
		return javaAddress(b), nil
	case 8:
		return javaAddress(b[:4]) + "/" + javaAddress(b[4:]), nil
	}
	ones := 0
	for ones < 128 && b[16+ones/8]&(0x80>>(ones%8)) != 0 {
		ones++
	}
	for i := ones; i < 128; i++ {
		if b[16+i/8]&(0x80>>(i%8)) != 0 {
			return "", ioErr("Invalid IPv6 subnet - set bit %d not contiguous", i)
		}
	}
	return javaAddress(b[:16]) + "/" + strconv.Itoa(ones), nil
}

// readGeneralNames reads GeneralNames: at least one.
func readGeneralNames(v *value) ([]generalName, *thrown) {
	if v.tag != tagSequence {
		return nil, ioErr("Invalid encoding for GeneralNames.")
	}
	if !v.rest.more() {
		return nil, ioErr("No data available in passed DER encoded value.")
	}
	var out []generalName
	for v.rest.more() {
		one, err := v.rest.next()
		if err != nil {
			return nil, err
		}
		g, err := readGeneralName(one, false)
		if err != nil {
			return nil, err
		}
		out = append(out, g)
	}
	return out, nil
}
