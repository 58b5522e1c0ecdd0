package client

import (
	"bytes"
	"fmt"
	"net/netip"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/host"
	"x509strict/engine/oid"
	"x509strict/engine/release"
)

// hostCode is what a name check of the program's own amounts to in OpenSSL's terms.
func hostCode(t host.Target) code.Code {
	if t.IP != nil {
		return code.IpAddressMismatch
	}
	return code.HostnameMismatch
}

func altNames(c *cert.Certificate) []cert.GeneralName {
	if c.SubjectAltName == nil {
		return nil
	}
	return *c.SubjectAltName
}

// curlHost follows curl's ossl_verifyhost: names of the wanted kind, then, only where there is no DNS or IP name at
// all, the last common name.
func curlHost(leaf *cert.Certificate, t host.Target) string {
	ip, isIP := t.IP, t.IP != nil
	named := false
	for _, n := range altNames(leaf) {
		switch n.Tag {
		case 2:
			named = true
			if !isIP && curlMatch(string(n.Value), t.Name) {
				return ""
			}
		case 7:
			named = true
			if isIP && string(n.Value) == string(ip) {
				return ""
			}
		}
	}
	kind := "host name"
	if isIP && len(ip) == 4 {
		kind = "ipv4 address"
	} else if isIP {
		kind = "ipv6 address"
	}
	if named {
		return curlLine("SSL: no alternative certificate subject name matches target %s '%s'", kind, t.Shown)
	}
	cns := commonNames(leaf)
	if len(cns) == 0 || cns[len(cns)-1] == "" {
		return "SSL: unable to obtain common name from peer certificate"
	}
	cn := cns[len(cns)-1]
	if strings.ContainsRune(cn, 0) {
		return "SSL: illegal cert name field"
	}
	if isIP && cn != t.Shown || !isIP && !curlMatch(cn, t.Name) {
		return curlLine("SSL: certificate subject name '%s' does not match target host name '%s'", cn, t.Shown)
	}
	return ""
}

// curlLine is a message of curl's, which has room for 255 bytes (CURL_ERROR_SIZE).
func curlLine(format string, args ...any) string {
	text := fmt.Sprintf(format, args...)
	return text[:min(len(text), 255)]
}

// curlMatch is curl's Curl_cert_hostcheck: "*." covers one label, and needs two more
// labels.
func curlMatch(pattern, host string) bool {
	pattern, host = strings.TrimSuffix(pattern, "."), strings.TrimSuffix(host, ".")
	if pattern == "" || host == "" || strings.ContainsRune(pattern, 0) {
		return false
	}
	pattern, host = lower(pattern), lower(host)
	if !strings.HasPrefix(pattern, "*.") || strings.Count(pattern, ".") < 2 {
		return pattern == host
	}
	_, tail, ok := strings.Cut(host, ".")
	return ok && pattern[2:] == tail
}

// lower folds the case of ASCII letters only, as curl and Node.js do.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// commonNames are the common names of a subject, in order.
func commonNames(leaf *cert.Certificate) (out []string) {
	for _, a := range leaf.Subject.Attributes {
		if text, ok := a.Text(release.Default); ok && a.OID == oid.CommonName {
			out = append(out, string(text))
		}
	}
	return out
}

// nodeHost follows Node.js's tls.checkServerIdentity.
func nodeHost(leaf *cert.Certificate, t host.Target) string {
	const says = "ERR_TLS_CERT_ALTNAME_INVALID: Hostname/IP does not match certificate's altnames: "
	ip, isIP := t.IP, t.IP != nil
	var dns, ips, all []string
	for _, n := range altNames(leaf) {
		switch n.Tag {
		case 1:
			all = append(all, "email:"+nodeQuote(n.Value))
		case 2:
			dns, all = append(dns, string(n.Value)), append(all, "DNS:"+nodeQuote(n.Value))
		case 6:
			all = append(all, "URI:"+nodeQuote(n.Value))
		case 7:
			if a, ok := netip.AddrFromSlice(n.Value); ok {
				if isIP && string(ip) == string(n.Value) {
					return ""
				}
				ips, all = append(ips, a.String()), append(all, "IP Address:"+openSSLAddress(a))
			}
		}
	}
	if isIP {
		return says + fmt.Sprintf("IP: %s is not in the cert's list: %s", t.Shown, strings.Join(ips, ", "))
	}
	for _, n := range dns {
		if nodeMatch(n, t.Name) {
			return ""
		}
	}
	if len(dns) > 0 {
		return says + fmt.Sprintf("Host: %s. is not in the cert's altnames: %s", t.Shown, strings.Join(all, ", "))
	}
	cns := commonNames(leaf)
	if strings.Join(cns, "") == "" {
		return says + "Cert does not contain a DNS name"
	}
	for _, cn := range cns {
		if nodeMatch(cn, t.Name) {
			return ""
		}
	}
	return says + fmt.Sprintf("Host: %s. is not cert's CN: %s", t.Shown, strings.Join(cns, ","))
}

// openSSLAddress writes an address as OpenSSL does: IPv6 without the double colon, in upper case.
func openSSLAddress(a netip.Addr) string {
	if a.Is4() {
		return a.String()
	}
	b := a.As16()
	var groups [8]string
	for i := range groups {
		groups[i] = fmt.Sprintf("%X", uint16(b[2*i])<<8|uint16(b[2*i+1]))
	}
	return strings.Join(groups[:], ":")
}

// nodeQuote writes a name as getPeerCertificate does: what could be taken for several names, or cannot be shown, in
// quotes, a \u00XX for every byte that is not ASCII.
func nodeQuote(name []byte) string {
	if !bytes.ContainsFunc(name, func(r rune) bool { return r < ' ' || r > '~' || strings.ContainsRune(`"\,'`, r) }) {
		return string(name)
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range name {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ' || c > '~':
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// nodeMatch is the check function of Node.js's lib/tls.js.
func nodeMatch(pattern, host string) bool {
	p := strings.Split(lower(strings.TrimSuffix(pattern, ".")), ".")
	h := strings.Split(lower(strings.TrimSuffix(host, ".")), ".")
	if pattern == "" || len(p) != len(h) {
		return false
	}
	for i := range p {
		if p[i] == "" || (i > 0 && p[i] != h[i]) ||
			strings.ContainsFunc(p[i], func(r rune) bool { return r < 0x21 || r > 0x7f }) {
			return false
		}
	}
	before, after, wild := strings.Cut(p[0], "*")
	if !wild || strings.Contains(p[0], "xn--") {
		return p[0] == h[0]
	}
	if strings.Contains(after, "*") || len(p) <= 2 || len(before)+len(after) > len(h[0]) {
		return false
	}
	return strings.HasPrefix(h[0], before) && strings.HasSuffix(h[0], after)
}
