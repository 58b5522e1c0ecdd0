package webpki

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"unicode/utf8"
	"x509strict/engine/oid"
)

// serverName is what the client asks for: a DNS name or an address.
type serverName struct {
	dns string
	ip  netip.Addr
}

// newServerName reads a host as rustls does; false when it takes it for neither.
func newServerName(host string) (serverName, bool) {
	if validHost(host) {
		return serverName{dns: host}, true
	}
	a, err := netip.ParseAddr(host)
	if err != nil || a.Zone() != "" {
		return serverName{}, false
	}
	return serverName{ip: a}, true
}

// validHost is the syntax of a host name in rustls-pki-types: one dot may end it, and the last label is no number.
func validHost(host string) bool {
	trimmed := strings.TrimSuffix(host, ".")
	if trimmed == "" || len(host) > 253 {
		return false
	}
	last := ""
	for label := range strings.SplitSeq(trimmed, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, c := range []byte(label) {
			if !digit(c) && c != '-' && c != '_' && ('a' > c|0x20 || c|0x20 > 'z') {
				return false
			}
		}
		last = label
	}
	return strings.Trim(last, "0123456789") != ""
}

// String is the name as rustls prints it.
func (s serverName) String() string {
	if s.dns != "" {
		return s.dns
	}
	return s.ip.String()
}

// checkName looks for the host among the subject alternative names of the leaf.
func checkName(c *Certificate, host serverName) *Error {
	names := reader{c.alternativeNames}
	for !names.atEnd() {
		n, err := names.readName()
		if err != nil {
			return err.at(c)
		}
		fits := false
		switch {
		case n.tag == nameDNS && host.dns != "":
			fits, _ = matchDNS(n.value, []byte(host.dns), reference) // a malformed one does not fit
		case n.tag == nameIP && host.dns == "":
			fits = string(n.value) == string(host.ip.AsSlice())
		}
		if fits {
			return nil
		}
	}
	e := &Error{Kind: CertNotValidForName, At: c, expected: host}
	names = reader{c.alternativeNames}
	for !names.atEnd() {
		n, err := names.readName()
		if err != nil {
			break
		}
		e.presented = append(e.presented, n.debug())
	}
	return e
}

// debug is the name in Rust's debug form.
func (n name) debug() string {
	switch n.tag {
	case nameDNS:
		return `DnsName("` + lossy(n.value) + `")`
	case nameDirectory:
		return "DirectoryName"
	case nameIP:
		return "IpAddress(" + debugIP(n.value) + ")"
	case nameURI:
		return `UniformResourceIdentifier("` + lossy(n.value) + `")`
	}
	return fmt.Sprintf("Unsupported(0x%02x)", n.tag)
}

// lossy is the text with U+FFFD for each maximal part of it that is no UTF-8, as Rust replaces it.
func lossy(b []byte) string {
	var out strings.Builder
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size <= 1 {
			size = broken(b)
		}
		out.WriteRune(r)
		b = b[size:]
	}
	return out.String()
}

// broken is how many bytes at the start of b are the beginning of a character that goes on wrongly.
func broken(b []byte) int {
	for n := min(3, len(b)); n > 1; n-- {
		if !utf8.FullRune(b[:n]) { // a beginning that could go on
			return n
		}
	}
	return 1
}

// debugIP is an address the way webpki prints it, without the rules of RFC 5952: every run of zero groups after the
// first group is left out.
func debugIP(b []byte) string {
	var out strings.Builder
	switch len(b) {
	case 4:
		fmt.Fprintf(&out, "%d.%d.%d.%d", b[0], b[1], b[2], b[3])
	case 16:
		skipping := false
		for i := 0; i < 16; i += 2 {
			zero := b[i] == 0 && b[i+1] == 0
			switch {
			case i == 0:
			case zero:
				skipping = true
				continue
			case skipping:
				skipping = false
				out.WriteString("::")
			default:
				out.WriteString(":")
			}
			if b[i] != 0 {
				fmt.Fprintf(&out, "%x%02x", b[i], b[i+1])
			} else {
				fmt.Fprintf(&out, "%x", b[i+1])
			}
		}
	default:
		out.WriteString("[invalid: ")
		for i, one := range b {
			if i > 0 {
				out.WriteString(", ")
			}
			fmt.Fprintf(&out, "%02x", one)
		}
		out.WriteString("]")
	}
	return out.String()
}

// Debug is the error in Rust's debug form, as webpki prints it.
func (e *Error) Debug() string {
	switch e.Kind {
	case TrailingData:
		return "TrailingData(" + e.what + ")"
	case CertExpired:
		return fmt.Sprintf("CertExpired { time: UnixTime(%d), not_after: UnixTime(%d) }", e.time, e.limit)
	case CertNotValidYet:
		return fmt.Sprintf("CertNotValidYet { time: UnixTime(%d), not_before: UnixTime(%d) }", e.time, e.limit)
	case CertNotValidForName:
		return fmt.Sprintf("CertNotValidForName(InvalidNameContext { expected: %s, presented: [%s] })",
			e.expected.debug(), quoted(e.presented))
	case RequiredEkuNotFoundContext:
		ids := make([]string, len(e.present))
		for i, arcs := range e.present {
			ids[i] = "KeyPurposeId(" + joined(arcs, ".") + ")"
		}
		return "RequiredEkuNotFoundContext(RequiredEkuNotFoundContext { required: KeyPurposeId(" + oid.ServerAuth + "), " +
			"present: [" + strings.Join(ids, ", ") + "] })"
	case UnsupportedSignatureAlgorithmContext:
		return "UnsupportedSignatureAlgorithmContext(" + e.unsupported("UnsupportedSignatureAlgorithmContext") + ")"
	case UnsupportedSignatureAlgorithmForPublicKeyContext:
		return "UnsupportedSignatureAlgorithmForPublicKeyContext(" +
			e.unsupported("UnsupportedSignatureAlgorithmForPublicKeyContext") + ")"
	}
	return string(e.Kind)
}

func (s serverName) debug() string {
	switch {
	case s.dns != "":
		return `DnsName("` + s.dns + `")`
	case s.ip.Is4():
		return "IpAddress(V4(Ipv4Addr(" + byteList(s.ip.AsSlice()) + ")))"
	}
	return "IpAddress(V6(Ipv6Addr(" + byteList(s.ip.AsSlice()) + ")))"
}

// unsupported is the debug form of a struct with the two algorithms.
func (e *Error) unsupported(name string) string {
	out := name + " { signature_algorithm_id: " + byteList(e.signature)
	if e.provider == nil {
		return out + ", public_key_algorithm_id: " + byteList(e.publicKey) + " }"
	}
	var list []string
	for _, a := range e.provider.algorithms {
		list = append(list, fmt.Sprintf("0x%x", a.signature))
	}
	return out + ", supported_algorithms: [" + strings.Join(list, ", ") + "] }"
}

func byteList(b []byte) string {
	list := make([]uint64, len(b))
	for i := range b {
		list[i] = uint64(b[i])
	}
	return "[" + joined(list, ", ") + "]"
}

func joined(list []uint64, with string) string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = strconv.FormatUint(n, 10)
	}
	return strings.Join(out, with)
}

func quoted(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = rustQuote(s)
	}
	return strings.Join(out, ", ")
}

// Line is the error as a user of rustls reads it.
func (e *Error) Line() string {
	if e.Kind == HandshakeFailure {
		return "received fatal alert: HandshakeFailure"
	}
	return "invalid peer certificate: " + e.certificateError()
}

// certificateError is rustls' own error for one of webpki's.
func (e *Error) certificateError() string {
	switch e.Kind {
	case BadDer, BadDerTime, TrailingData:
		return "BadEncoding"
	case CertNotValidYet:
		return fmt.Sprintf("certificate not valid yet: verification time %d (UNIX), but certificate is not valid "+
			"before %d (%d seconds in future)", e.time, e.limit, e.limit-e.time)
	case CertExpired:
		return fmt.Sprintf("certificate expired: verification time %d (UNIX), but certificate is not valid after %d "+
			"(%d seconds ago)", e.time, e.limit, e.time-e.limit)
	case InvalidCertValidity:
		return "Expired"
	case UnknownIssuer:
		return "UnknownIssuer"
	case CertNotValidForName:
		return "certificate not valid for name " + rustQuote(e.expected.String()) + "; certificate " + only(e.presented)
	case InvalidSignatureForPublicKey:
		return "BadSignature"
	case UnsupportedSignatureAlgorithmContext, UnsupportedSignatureAlgorithmForPublicKeyContext:
		return e.unsupported(string(e.Kind))
	case RequiredEkuNotFoundContext:
		list := make([]string, len(e.present))
		for i, arcs := range e.present {
			if list[i] = joined(arcs, ", "); list[i] == "1, 3, 6, 1, 5, 5, 7, 3, 2" {
				list[i] = "client authentication"
			}
		}
		return "certificate does not allow extended key usage for server authentication, allows " +
			strings.Join(list, ", ")
	}
	return "Other(OtherError(" + e.Debug() + "))"
}

// only lists the names that a certificate has.
func only(names []string) string {
	switch n := len(names); n {
	case 0:
		return "is not valid for any names (according to its subjectAltName extension)"
	case 1:
		return "is only valid for " + names[0]
	default:
		return "is only valid for " + strings.Join(names[:n-1], ", ") + " or " + names[n-1]
	}
}

// rustQuote is a string in Rust's debug form.
func rustQuote(s string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r == 0:
			out.WriteString(`\0`)
		case r == '\t':
			out.WriteString(`\t`)
		case r == '\r':
			out.WriteString(`\r`)
		case r == '\n':
			out.WriteString(`\n`)
		case strconv.IsPrint(r):
			out.WriteRune(r)
		default:
			fmt.Fprintf(&out, `\u{%x}`, r)
		}
	}
	out.WriteByte('"')
	return out.String()
}
