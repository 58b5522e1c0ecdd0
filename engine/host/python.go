package host

import (
	"fmt"
	"strings"

	"x509strict/engine/release"
)

// maxLabel and maxServerName are the limits of a label (RFC 1035 section 2.3.4) and of a server name in a handshake
// (OpenSSL's TLSEXT_MAXLEN_host_name), in bytes.
const maxLabel, maxServerName = 63, 255

// Python reads a server_hostname as the ssl module does: the codec idna, which is IDNA 2003, then OpenSSL's opinion of
// what an address is. Faults are worded as Python 3.13 does.
func Python(text string, r release.Release) Target {
	if text == "" {
		return Target{}
	}
	name, fault := text, ""
	if isASCII(text) {
		fault = asciiFault(text)
	} else {
		name, fault = toASCII2003(text)
	}
	switch {
	case fault != "":
	case name == "" || name[0] == '.':
		fault = "ValueError: server_hostname cannot be an empty string or start with a leading dot."
	case strings.ContainsRune(name, 0):
		fault = "ValueError: embedded null character"
	}
	if fault != "" {
		return Target{Shown: text, Fault: fault}
	}
	t := Target{Shown: name}
	if ip, ok := ParseIP(name, r); ok {
		t.IP = ip
		return t
	}
	if len(name) > maxServerName {
		return Target{Shown: text, Fault: "SSLError: [SSL: SSL3_EXT_INVALID_SERVERNAME] ssl3 ext invalid servername"}
	}
	t.Name = name
	return t
}

// asciiFault is why Python's codec idna does not take an ASCII name, "" when it does. An empty last label is a trailing
// dot.
func asciiFault(name string) string {
	labels := strings.Split(name, ".")
	at := 0
	for _, l := range labels[:len(labels)-1] {
		if l == "" {
			return codecFault([]rune(name), at, at+1, "label empty")
		}
		at += len(l) + 1
	}
	at = 0
	for _, l := range labels {
		if len(l) > maxLabel {
			return codecFault([]rune(name), at, at+len(l), "label too long")
		}
		at += len(l) + 1
	}
	return ""
}

// codecFault is a UnicodeEncodeError as Python prints it, about the characters from one index up to another.
func codecFault(text []rune, from, to int, why string) string {
	if to-from == 1 && from < len(text) {
		c := text[from]
		form := `\x%02x`
		switch {
		case c > 0xffff:
			form = `\U%08x`
		case c > 0xff:
			form = `\u%04x`
		}
		return fmt.Sprintf("UnicodeEncodeError: 'idna' codec can't encode character '"+form+"' in position %d: %s", c, from, why)
	}
	return fmt.Sprintf("UnicodeEncodeError: 'idna' codec can't encode characters in position %d-%d: %s", from, to-1, why)
}

// pythonChar is repr of a character that stands alone.
func pythonChar(c rune) string { return fmt.Sprintf("'%c'", c) }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// isDot tells the characters that IDNA takes for a full stop (RFC 3490 section 3.1).
func isDot(c rune) bool { return c == '.' || c == '\u3002' || c == '\uff0e' || c == '\uff61' }
