package boringssl

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

func (r *reader) generalName() (g generalName) {
	t := r.peek()
	g.tag = int(t & numbers)
	switch t {
	case contextual | constructed | otherName:
		in := r.enter(t)
		in.oid(objectID)
		value := in.enter(contextual | constructed)
		value.any()
		value.end()
		in.end()
	case contextual | rfc822Name, contextual | dnsName, contextual | uriName, contextual | ipAddress:
		g.value = string(r.get(t))
	case contextual | constructed | x400Address:
		r.get(t)
	case contextual | constructed | directoryName:
		in := r.enter(t)
		g.name = in.name()
		in.end()
	case contextual | constructed | ediPartyName:
		in := r.enter(t)
		if in.is(contextual | constructed) {
			in.enter(contextual | constructed).directoryString()
		}
		in.enter(contextual | constructed | 1).directoryString()
		in.end()
	case contextual | registeredID:
		r.oid(t)
	default:
		r.fail()
	}
	return g
}

// directoryString reads a DirectoryString to the end.
func (r *reader) directoryString() {
	switch r.peek() {
	case printable, teletex, bmpString, universalStr, utf8String:
		r.any()
		r.end()
	default:
		r.fail()
	}
}
