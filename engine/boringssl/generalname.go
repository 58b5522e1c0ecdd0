package boringssl

import "x509strict/engine/der/strict"

// Kinds of general names: the tag numbers of RFC 5280 section 4.2.1.6.
const (
	otherName     = 0
	rfc822Name    = 1
	dnsName       = 2
	x400Address   = 3
	directoryName = 4
	ediPartyName  = 5
	uriName       = 6
	ipAddress     = 7
	registeredID  = 8
)

// generalName is one name; value holds the content of those that are text or octets.
type generalName struct {
	tag   int
	value string
	name  name // of a directoryName
}

func readGeneralName(r *strict.Reader) (g generalName) {
	t := r.Peek()
	g.tag = int(t & strict.Numbers)
	switch t {
	case strict.Explicit(otherName):
		in := r.Enter(t)
		in.OID(strict.ObjectID)
		value := in.Enter(strict.Explicit(0))
		readAny(value)
		value.End()
		in.End()
	case strict.Context(rfc822Name), strict.Context(dnsName), strict.Context(uriName), strict.Context(ipAddress):
		g.value = string(r.Get(t))
	case strict.Explicit(x400Address):
		r.Get(t)
	case strict.Explicit(directoryName):
		in := r.Enter(t)
		g.name = readName(in)
		in.End()
	case strict.Explicit(ediPartyName):
		in := r.Enter(t)
		if in.Is(strict.Explicit(0)) {
			readDirectoryString(in.Enter(strict.Explicit(0)))
		}
		readDirectoryString(in.Enter(strict.Explicit(1)))
		in.End()
	case strict.Context(registeredID):
		r.OID(t)
	default:
		r.Fail()
	}
	return g
}

// directoryString reads a DirectoryString to the end.
func readDirectoryString(r *strict.Reader) {
	switch r.Peek() {
	case strict.PrintableString, strict.TeletexString, strict.BMPString, strict.UniversalString, strict.UTF8String:
		readAny(r)
		r.End()
	default:
		r.Fail()
	}
}
