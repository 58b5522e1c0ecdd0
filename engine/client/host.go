package client

import (
	"fmt"
	"net/netip"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/verify"
)

// hostIP reads an IP address as a host name field takes it, with or without brackets.
func hostIP(host string) ([]byte, bool) {
	if len(host) > 2 && host[0] == '[' && host[len(host)-1] == ']' {
		host = host[1 : len(host)-1]
	}
	a, err := netip.ParseAddr(host)
	if err != nil || a.Zone() != "" {
		return nil, false
	}
	return a.AsSlice(), true
}

// hostCode is what a name check of the program's own amounts to in OpenSSL's terms.
func hostCode(host string) verify.Code {
	if _, ok := hostIP(host); ok {
		return verify.IpAddressMismatch
	}
	return verify.HostnameMismatch
}

func altNames(c *cert.Certificate) []cert.GeneralName {
	if c.SubjectAltName == nil {
		return nil
	}
	return *c.SubjectAltName
}

// curlHost follows curl's ossl_verifyhost: names of the wanted kind, then, only where there is no DNS or IP name at
// all, the last common name.
func curlHost(leaf *cert.Certificate, host string) string {
	ip, isIP := hostIP(host)
	named := false
	for _, n := range altNames(leaf) {
		switch n.Tag {
		case 2:
			named = true
			if !isIP && curlMatch(string(n.Value), host) {
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
		return fmt.Sprintf("SSL: no alternative certificate subject name matches target %s '%s'", kind, host)
	}
	cn := leaf.Subject.CommonName()
	if cn == "" {
		return "SSL: unable to obtain common name from peer certificate"
	}
	if !curlMatch(cn, host) {
		return fmt.Sprintf("SSL: certificate subject name '%s' does not match target host name '%s'", cn, host)
	}
	return ""
}

// curlMatch is curl's Curl_cert_hostcheck: "*." covers one label of a name that is no IP address, and needs two more
// labels.
func curlMatch(pattern, host string) bool {
	pattern, host = strings.TrimSuffix(pattern, "."), strings.TrimSuffix(host, ".")
	if pattern == "" || host == "" || strings.ContainsRune(pattern, 0) {
		return false
	}
	if !strings.HasPrefix(pattern, "*.") {
		return strings.EqualFold(pattern, host)
	}
	if _, isIP := hostIP(host); isIP {
		return false
	}
	if strings.Count(pattern, ".") < 2 {
		return strings.EqualFold(pattern, host)
	}
	_, tail, ok := strings.Cut(host, ".")
	return ok && strings.EqualFold(pattern[2:], tail)
}

// nodeHost follows Node.js's tls.checkServerIdentity.
func nodeHost(leaf *cert.Certificate, host string) string {
	const says = "ERR_TLS_CERT_ALTNAME_INVALID: Hostname/IP does not match certificate's altnames: "
	host = strings.TrimSuffix(host, ".")
	ip, isIP := hostIP(host)
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
		return says + fmt.Sprintf("IP: %s is not in the cert's list: %s", host, strings.Join(ips, ", "))
	}
	for _, n := range dns {
		if nodeMatch(n, host) {
			return ""
		}
	}
	if len(dns) > 0 {
		return says + fmt.Sprintf("Host: %s. is not in the cert's altnames: %s", host, strings.Join(all, ", "))
	}
	cn := leaf.Subject.CommonName()
	switch {
	case cn == "":
		return says + "Cert does not contain a DNS name"
	case nodeMatch(cn, host):
		return ""
	}
	return says + fmt.Sprintf("Host: %s. is not cert's CN: %s", host, cn)
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
