package client

import (
	"fmt"
	"net/netip"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/host"
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
		return fmt.Sprintf("SSL: no alternative certificate subject name matches target %s '%s'", kind, t.Shown)
	}
	cn := leaf.Subject.CommonName()
	if cn == "" {
		return "SSL: unable to obtain common name from peer certificate"
	}
	if isIP && cn != t.Shown || !isIP && !curlMatch(cn, t.Name) {
		return fmt.Sprintf("SSL: certificate subject name '%s' does not match target host name '%s'", cn, t.Shown)
	}
	return ""
}

// curlMatch is curl's Curl_cert_hostcheck: "*." covers one label, and needs two more
// labels.
func curlMatch(pattern, host string) bool {
	pattern, host = strings.TrimSuffix(pattern, "."), strings.TrimSuffix(host, ".")
	if pattern == "" || host == "" || strings.ContainsRune(pattern, 0) {
		return false
	}
	if !strings.HasPrefix(pattern, "*.") {
		return strings.EqualFold(pattern, host)
	}
	if strings.Count(pattern, ".") < 2 {
		return strings.EqualFold(pattern, host)
	}
	_, tail, ok := strings.Cut(host, ".")
	return ok && strings.EqualFold(pattern[2:], tail)
}

// nodeHost follows Node.js's tls.checkServerIdentity.
func nodeHost(leaf *cert.Certificate, t host.Target) string {
	const says = "ERR_TLS_CERT_ALTNAME_INVALID: Hostname/IP does not match certificate's altnames: "
	ip, isIP := t.IP, t.IP != nil
	var dns, ips, all []string
	for _, n := range altNames(leaf) {
		switch n.Tag {
		case 1:
			all = append(all, "email:"+string(n.Value))
		case 2:
			dns, all = append(dns, string(n.Value)), append(all, "DNS:"+string(n.Value))
		case 6:
			all = append(all, "URI:"+string(n.Value))
		case 7:
			if a, ok := netip.AddrFromSlice(n.Value); ok {
				if isIP && string(ip) == string(n.Value) {
					return ""
				}
				ips, all = append(ips, a.String()), append(all, "IP Address:"+a.String())
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
	cn := leaf.Subject.CommonName()
	switch {
	case cn == "":
		return says + "Cert does not contain a DNS name"
	case nodeMatch(cn, t.Name):
		return ""
	}
	return says + fmt.Sprintf("Host: %s. is not cert's CN: %s", t.Shown, cn)
}

// nodeMatch is the check function of Node.js's lib/tls.js.
func nodeMatch(pattern, host string) bool {
	p := strings.Split(strings.ToLower(strings.TrimSuffix(pattern, ".")), ".")
	h := strings.Split(strings.ToLower(host), ".")
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
