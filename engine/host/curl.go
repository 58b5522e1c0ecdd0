package host

import (
	"net/netip"
	"strconv"
	"strings"

	"x509strict/engine/release"
)

// badURL is what curl says of a URL that it cannot take apart (CURLE_URL_MALFORMAT).
const badURL = "URL using bad/illegal format or missing URL"

// Curl reads the host of a URL as curl 7.77 and later do, built with libidn2: brackets around an IPv6 address are the
// URL's, a zone is cut off, percent signs are taken back, an IPv4 address may be written as inet_aton takes it, and a
// name beyond ASCII is converted by IDNA 2008 with Unicode TR46.
func Curl(text string, _ release.Release) Target {
	if text == "" {
		return Target{}
	}
	refused := Target{Shown: text, Fault: badURL}
	for _, b := range []byte(text) {
		if b <= ' ' || b == 0x7f {
			return refused
		}
	}
	host := text
	if scheme, after, found := strings.Cut(host, "://"); found && scheme != "" {
		host = after
		if i := strings.IndexAny(host, "/?#"); i >= 0 {
			host = host[:i]
		}
	}
	host = host[strings.LastIndexByte(host, '@')+1:]
	if ip, ok := curlIPv6(host); ok {
		return Target{Shown: ip.String(), IP: ip.AsSlice()}
	}
	if i := strings.IndexByte(host, ':'); i > 0 && isPort(host[i:]) {
		host = host[:i]
	}
	host, ok := unescape(host)
	if !ok || host == "" || strings.ContainsAny(host, " \r\n\t/:#?!@{}[]\\$'\"^`*<>=;,+&()\x00") {
		return refused
	}
	if ip, ok := looseIPv4(host); ok {
		return Target{Shown: ip.String(), IP: ip.AsSlice()}
	}
	t := Target{Name: host, Shown: host}
	if !isASCII(host) {
		if t.Name, ok = toASCIICurl(host); !ok {
			return refused
		}
	}
	if len(t.Name) > maxServerName {
		return Target{Shown: text, Fault: "Failed set SNI"}
	}
	if ip, err := netip.ParseAddr(t.Name); err == nil {
		t.Name, t.IP = "", ip.AsSlice()
	}
	return t
}

// curlIPv6 reads an IPv6 address, in brackets or bare, with or without a zone.
func curlIPv6(host string) (netip.Addr, bool) {
	if rest, ok := strings.CutPrefix(host, "["); ok {
		inside, after, closed := strings.Cut(rest, "]")
		if !closed || after != "" && !isPort(after) {
			return netip.Addr{}, false
		}
		host = inside
	} else if strings.Count(host, ":") < 2 {
		return netip.Addr{}, false
	}
	host, _, _ = strings.Cut(host, "%")
	ip, err := netip.ParseAddr(host)
	return ip, err == nil && ip.Is6()
}

// looseIPv4 reads an address as inet_aton does: one to four numbers in decimal, octal or hexadecimal, the last one
// filling what is left.
func looseIPv4(host string) (netip.Addr, bool) {
	parts := strings.Split(host, ".")
	if len(parts) > 4 {
		return netip.Addr{}, false
	}
	var value uint64
	for i, p := range parts {
		base, digits := 10, p
		if strings.HasPrefix(p, "0x") || strings.HasPrefix(p, "0X") {
			base, digits = 16, p[2:]
		} else if len(p) > 1 && p[0] == '0' {
			base = 8
		}
		n, err := strconv.ParseUint(digits, base, 32)
		most := uint64(255)
		if i == len(parts)-1 {
			most = 1<<(8*(4-i)) - 1
		}
		if err != nil || n > most {
			return netip.Addr{}, false
		}
		if i == len(parts)-1 {
			value |= n
		} else {
			value |= n << (8 * (3 - i))
		}
	}
	return netip.AddrFrom4([4]byte{byte(value >> 24), byte(value >> 16), byte(value >> 8), byte(value)}), true
}

// unescape takes percent-encoding back; false where it is broken or hides a control character.
func unescape(s string) (string, bool) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				if n < ' ' {
					return "", false
				}
				c, i = byte(n), i+2
			}
		}
		b.WriteByte(c)
	}
	return b.String(), true
}
