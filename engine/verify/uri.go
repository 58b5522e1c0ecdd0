package verify

import (
	"strings"
	"unicode/utf8"

	"x509strict/engine/code"
)

// uriWithin returns the comparison of a URI's host with a constraint's base; a URI without a readable host is a
// syntax error.
func uriWithin(host string, ok bool) func(base string) code.Code {
	return func(base string) code.Code {
		switch {
		case !ok:
			return code.UnsupportedNameSyntax
		case strings.HasPrefix(base, "."):
			return matched(len(host) > len(base) && sameLetters(host[len(host)-len(base):], base))
		}
		return matched(sameLetters(host, base))
	}
}

// plainURIHost is what OpenSSL up to 3.0 takes for the host: what stands between "://" and the next colon, else
// slash, else the end.
func plainURIHost(uri string) (host string, ok bool) {
	_, after, found := strings.Cut(uri, ":")
	if !found || !strings.HasPrefix(after, "//") {
		return "", false
	}
	host = after[2:]
	if i := strings.IndexByte(host, ':'); i >= 0 {
		host = host[:i]
	} else if i := strings.IndexByte(host, '/'); i >= 0 {
		host = host[:i]
	}
	return host, host != ""
}

// urlHost is the host that OSSL_parse_url finds since 3.5. The scheme has to be one by RFC 3986 section 3.1 (seen in
// 3.5.9 and 4.0.3).
func urlHost(uri string) (host string, ok bool) {
	uri, _, _ = strings.Cut(uri, "\x00")
	scheme, rest, found := strings.Cut(uri, "://")
	if !found || !validScheme(scheme) {
		return "", false
	}
	authority := rest
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		authority = rest[:i]
	}
	if i := strings.IndexByte(authority, '@'); i >= 0 {
		rest = rest[i+1:]
	}
	end := strings.IndexAny(rest, ":/?#")
	if end < 0 {
		end = len(rest)
	}
	if strings.HasPrefix(rest, "[") {
		if end = strings.IndexByte(rest, ']'); end < 0 {
			return "", false
		}
		end++
	}
	host, rest = rest[:end], rest[end:]
	if strings.HasPrefix(rest, ":") {
		rest = rest[1:]
		digits := 0
		for digits < len(rest) && rest[digits] >= '0' && rest[digits] <= '9' {
			digits++
		}
		if digits == 0 || port(rest[:digits]) > 65535 {
			return "", false
		}
		rest = rest[digits:]
	}
	return host, rest == "" || strings.IndexByte("/?#", rest[0]) >= 0
}

func validScheme(scheme string) bool {
	for i := range len(scheme) {
		b := scheme[i]
		digit := b >= '0' && b <= '9'
		if !letterOrDigit(b) && b != '+' && b != '-' && b != '.' || i == 0 && (digit || !letterOrDigit(b)) {
			return false
		}
	}
	return scheme != ""
}

// port reads digits as C's scanf does into 32 bits: saturating at 64 bits, then cut off.
func port(digits string) uint32 {
	var n uint64
	for i := range len(digits) {
		d := uint64(digits[i] - '0')
		if n > (1<<64-1-d)/10 {
			n = 1<<64 - 1
			break
		}
		n = n*10 + d
	}
	return uint32(n)
}

// unicodeHost turns the A-labels of a host into U-labels (OpenSSL ossl_a2ulabel).
func unicodeHost(host string) (string, bool) {
	labels := strings.Split(host, ".")
	for i, l := range labels {
		if !strings.HasPrefix(l, "xn--") {
			continue
		}
		decoded, ok := punycode(l[4:])
		if !ok {
			return "", false
		}
		labels[i] = decoded
	}
	return strings.Join(labels, "."), true
}

// punycode decodes one label, RFC 3492 section 6.2.
func punycode(in string) (string, bool) {
	const base, tMin, tMax, skew, damp = 36, 1, 26, 38, 700
	const limit = 512 // libcrypto's LABEL_BUF_SIZE
	n, i, bias := uint64(128), uint64(0), uint64(72)
	var out []rune
	if at := strings.LastIndexByte(in, '-'); at > 0 {
		for k := range at {
			if in[k] >= 0x80 {
				return "", false
			}
			out = append(out, rune(in[k]))
		}
		in = in[at+1:]
	}
	for len(in) > 0 {
		old, w := i, uint64(1)
		for k := uint64(base); ; k += base {
			if len(in) == 0 {
				return "", false
			}
			digit, ok := punycodeDigit(in[0])
			in = in[1:]
			if !ok || digit > (1<<32-1-i)/w {
				return "", false
			}
			i += digit * w
			t := min(max(int64(k)-int64(bias), tMin), tMax)
			if digit < uint64(t) {
				break
			}
			if w > (1<<32-1)/(base-uint64(t)) {
				return "", false
			}
			w *= base - uint64(t)
		}
		size := uint64(len(out) + 1)
		delta := i - old
		if delta /= 2; old == 0 {
			delta = (i - old) / damp
		}
		delta += delta / size
		k := uint64(0)
		for ; delta > (base-tMin)*tMax/2; k += base {
			delta /= base - tMin
		}
		bias = k + (base-tMin+1)*delta/(delta+skew)
		if n += i / size; n > 0x10ffff || len(out) >= limit {
			return "", false
		}
		i %= size
		out = append(out, 0)
		copy(out[i+1:], out[i:])
		out[i] = rune(n)
		i++
	}
	var text []byte
	for _, r := range out {
		if r >= 0xd800 && r < 0xe000 { // libcrypto encodes surrogates like any other number
			text = append(text, 0xe0|byte(r>>12), 0x80|byte(r>>6)&0x3f|0x80, 0x80|byte(r)&0x3f)
			continue
		}
		text = utf8.AppendRune(text, r)
	}
	return string(text), true
}

func punycodeDigit(b byte) (uint64, bool) {
	switch {
	case b >= 'a' && b <= 'z':
		return uint64(b - 'a'), true
	case b >= 'A' && b <= 'Z':
		return uint64(b - 'A'), true
	case b >= '0' && b <= '9':
		return uint64(b-'0') + 26, true
	}
	return 0, false
}
