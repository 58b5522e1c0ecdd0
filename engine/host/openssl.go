package host

import (
	"math"
	"strings"

	"x509strict/engine/release"
)

// ParseIP reads an address as OpenSSL's a2i_IPADDRESS of release r does, into 4 or 16 bytes. It decides in Python
// whether a server name is an address or a host.
//
// Lenient: up to 3.0 the numbers of an IPv4 address may carry signs, zeros and spaces, and after white space anything
// may follow.
func ParseIP(text string, r release.Release) (ip []byte, ok bool) {
	if strings.Contains(text, ":") {
		return parseIPv6(text, r)
	}
	return parseIPv4(text, r)
}

func parseIPv4(text string, r release.Release) ([]byte, bool) {
	ip := make([]byte, 0, 4)
	for i := range 4 {
		if i > 0 {
			if !strings.HasPrefix(text, ".") {
				return nil, false
			}
			text = text[1:]
		}
		n, rest, ok := scanNumber(text, r)
		if !ok || n < 0 || n > 255 {
			return nil, false
		}
		ip, text = append(ip, byte(n)), rest
	}
	return ip, text == "" || r < release.Open35 && isSpace(text[0])
}

// scanNumber reads a decimal number: from 3.5 on without leading zeros, before as C's scanf does.
func scanNumber(text string, r release.Release) (n int32, rest string, ok bool) {
	negative := false
	if r < release.Open35 {
		for text != "" && isSpace(text[0]) {
			text = text[1:]
		}
		if text != "" && (text[0] == '-' || text[0] == '+') {
			negative, text = text[0] == '-', text[1:]
		}
	}
	var wide int64
	digits := 0
	for digits < len(text) && text[digits] >= '0' && text[digits] <= '9' {
		d := int64(text[digits] - '0')
		if wide > (math.MaxInt64-d)/10 {
			wide = math.MaxInt64
		} else {
			wide = wide*10 + d
		}
		digits++
	}
	if digits == 0 || r >= release.Open35 && digits > 1 && (text[0] == '0' || digits > 3) {
		return 0, text, false
	}
	if negative {
		wide = -wide
	}
	return int32(wide), text[digits:], true
}

func isSpace(b byte) bool { return b == ' ' || b >= '\t' && b <= '\r' }

func parseIPv6(text string, r release.Release) ([]byte, bool) {
	var ip []byte
	zeroAt, zeros := -1, 0
	parts := strings.Split(text, ":")
	for i, part := range parts {
		switch {
		case len(ip) == 16:
			return nil, false
		case part == "":
			if zeroAt >= 0 && zeroAt != len(ip) {
				return nil, false
			}
			zeroAt = len(ip)
			zeros++
		case len(part) > 4:
			v4, ok := parseIPv4(part, r)
			if !ok || i != len(parts)-1 || len(ip) > 12 {
				return nil, false
			}
			ip = append(ip, v4...)
		default:
			n := 0
			for k := range len(part) {
				d := strings.IndexByte("0123456789abcdef", lower(part[k]))
				if d < 0 {
					return nil, false
				}
				n = n<<4 | d
			}
			ip = append(ip, byte(n>>8), byte(n))
		}
	}
	edge := zeroAt == 0 || zeroAt == len(ip)
	switch {
	case zeroAt < 0:
		return ip, len(ip) == 16
	case len(ip) == 16 || zeros > 3 || zeros == 3 && len(ip) > 0 || zeros == 2 && !edge || zeros == 1 && edge:
		return nil, false
	}
	out := make([]byte, 16)
	copy(out, ip[:zeroAt])
	copy(out[16-(len(ip)-zeroAt):], ip[zeroAt:])
	return out, true
}

// SettableName reports whether X509_VERIFY_PARAM_set1_host of release r takes the name. Before 4.0 all do.
func SettableName(host string, r release.Release) bool {
	if r < release.Open40 {
		return true
	}
	if len(host) < 2 {
		return host == ""
	}
	for label := range strings.SplitSeq(strings.TrimPrefix(host, "."), ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for i := range len(label) {
			if b := label[i]; !letterOrDigit(b) && b != '-' && b != '_' {
				return false
			}
		}
	}
	return true
}

// SettableEmail reports whether X509_VERIFY_PARAM_set1_email of release r takes the address.
func SettableEmail(email string, r release.Release) bool {
	if r < release.Open40 {
		return true
	}
	at := strings.LastIndexByte(email, '@')
	return email == "" || at >= 0 && at <= 64 && len(email)-at > 2 && SettableName(email[at+1:], r)
}

func letterOrDigit(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
}

func lower(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}
