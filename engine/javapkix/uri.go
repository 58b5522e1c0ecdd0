package javapkix

import (
	"net/netip"
	"strings"
)

// Characters of URIs, as java.net.URI has them (RFC 2396).
const (
	uriUnreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.!~*'()"
	uriPath       = uriUnreserved + ":@&=+$,;/"
	uriAny        = uriUnreserved + ";/?:@&=+$,[]"
	uriRegistry   = uriUnreserved + "$,;:@&=+"
	uriServer     = uriUnreserved + ";:&=+$,.@[]"
)

// javaURI reads a URI as java.net.URI does: its scheme, "" for none, and host, "" for none.
func javaURI(s string, how reading) (scheme, host string, err *thrown) {
	at := 0
	if i := strings.IndexAny(s, ":/?#"); i >= 0 && s[i] == ':' {
		if i == 0 {
			return "", "", uriExpects("scheme name", 0, s)
		}
		for j, c := range s[:i] {
			if !letterOrDigit(c) && (j == 0 || !strings.ContainsRune("+-.", c)) || j == 0 && c <= '9' {
				return "", "", badURI("Illegal character in scheme name", j, s)
			}
		}
		scheme, at = s[:i], i+1
		if at == len(s) || s[at] != '/' {
			end := endOf(s, at, "#")
			if end == at {
				return "", "", uriExpects("scheme-specific part", at, s)
			}
			if err := uriChars(s, at, end, uriAny, "opaque part"); err != nil {
				return "", "", err
			}
			return scheme, "", uriFragment(s, end)
		}
	}
	if strings.HasPrefix(s[at:], "//") {
		at += 2
		end := endOf(s, at, "/?#")
		switch {
		case end > at:
			if host, err = uriHost(s, at, end, how); err != nil {
				return "", "", err
			}
		case end == len(s):
			return "", "", uriExpects("authority", at, s)
		}
		at = end
	}
	end := endOf(s, at, "?#")
	if err := uriChars(s, at, end, uriPath, "path"); err != nil {
		return "", "", err
	}
	if at = end; at < len(s) && s[at] == '?' {
		end = endOf(s, at+1, "#")
		if err := uriChars(s, at+1, end, uriAny, "query"); err != nil {
			return "", "", err
		}
		at = end
	}
	return scheme, host, uriFragment(s, at)
}

func uriFragment(s string, at int) *thrown {
	if at == len(s) {
		return nil
	}
	return uriChars(s, at+1, len(s), uriAny, "fragment")
}

// endOf is where the first of the characters stands, or the end.
func endOf(s string, at int, any string) int {
	if i := strings.IndexAny(s[at:], any); i >= 0 {
		return at + i
	}
	return len(s)
}

func badURI(reason string, at int, s string) *thrown {
	return throw("java.net.URISyntaxException", "%s at index %d: %s", reason, at, s)
}

func uriExpects(what string, at int, s string) *thrown { return badURI("Expected "+what, at, s) }

// firstBad is where the first character stands that is neither in allowed nor escaped; other characters than ASCII are
// allowed, except controls and spaces.
func firstBad(s string, at, end int, allowed string) int {
	for i := at; i < end; i++ {
		c := s[i]
		switch {
		case c == '%' && i+2 < end && isHex(s[i+1]) && isHex(s[i+2]):
			i += 2
		case c >= 0x80: // U+FFFD, what all bytes above ASCII were read as
		case strings.IndexByte(allowed, c) < 0:
			return i
		}
	}
	return end
}

func uriChars(s string, at, end int, allowed, what string) *thrown {
	i := firstBad(s, at, end, allowed)
	if i == end {
		return nil
	}
	if s[i] == '%' {
		return badURI("Malformed escape pair", i, s)
	}
	return badURI("Illegal character in "+what, i, s)
}

// uriHost reads an authority: that of a server has a host; another, if its characters allow, has none.
func uriHost(s string, at, end int, how reading) (string, *thrown) {
	host, ok := serverHost(s[at:end])
	if ok {
		return host, nil
	}
	bad := firstBad(s, at, end, uriRegistry)
	if bad == end {
		return "", nil
	}
	if s[at] == '[' && !strings.Contains(s[at:end], "]") {
		return "", uriExpects("closing bracket for IPv6 address", end, s)
	}
	if how.before(Java21) || firstBad(s, at, end, uriServer) == end {
		bad = at
	}
	return "", badURI("Illegal character in authority", bad, s)
}

func serverHost(s string) (string, bool) {
	if i := strings.IndexByte(s, '@'); i >= 0 {
		if firstBad(s, 0, i, uriUnreserved+";:&=+$,") != i {
			return "", false
		}
		s = s[i+1:]
	}
	host, port := s, ""
	if strings.HasPrefix(s, "[") {
		i := strings.IndexByte(s, ']')
		if i < 0 {
			return "", false
		}
		if a, err := netip.ParseAddr(s[1:i]); err != nil || !a.Is6() {
			return "", false
		}
		host, port = s[:i+1], s[i+1:]
	} else if i := strings.IndexByte(s, ':'); i >= 0 {
		host, port = s[:i], s[i:]
	}
	if port != "" && (port[0] != ':' || strings.Trim(port[1:], "0123456789") != "" || len(port) > 10) {
		return "", false
	}
	return host, host != "" && (host[0] == '[' || javaHost(host))
}
