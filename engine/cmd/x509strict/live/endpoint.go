package live

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"
)

// Endpoint is a server to ask.
type Endpoint struct {
	Scheme string // as in [schemes]: "https", "smtp", "postgres"; "tls" when none was given
	Host   string // name or address, without brackets
	Port   string // decimal
}

// schemes are the protocols that are spoken, with their ports. Those in [dialogues] say a few words before TLS.
var schemes = map[string]string{
	"tls": "", "https": "443", "wss": "443", "smtps": "465", "imaps": "993", "pop3s": "995", "ftps": "990", "ldaps": "636",
	"amqps": "5671", "rediss": "6379", "mqtts": "8883", "ircs": "6697", "xmpps": "5223", "nats+tls": "4222",
	"smtp": "25", "submission": "587", "imap": "143", "pop3": "110", "ftp": "21", "ldap": "389", "postgres": "5432",
	"postgresql": "5432", "mysql": "3306", "mariadb": "3306", "xmpp": "5222", "xmpp-server": "5269",
}

// Schemes lists the protocols that [Parse] takes, for help texts: TLS at once, and STARTTLS.
const Schemes = "https, smtps, imaps, pop3s, ftps, ldaps, amqps, rediss, mqtts, wss, " +
	"and with STARTTLS smtp, submission, imap, pop3, ftp, ldap, postgres, mysql, xmpp"

// Looks reports whether text is meant as an endpoint rather than as a file: it has a scheme, or ends in a number, as a
// port.
func Looks(text string) bool {
	if scheme, _, ok := strings.Cut(text, "://"); ok {
		return scheme != "file" && !strings.ContainsAny(scheme, `/\ `)
	}
	host, port, err := net.SplitHostPort(text)
	if err != nil || host == "" || strings.ContainsAny(host, `/\ `) {
		return false
	}
	return port != "" && strings.Trim(port, "0123456789") == "" && len(host) > 1 // a drive letter is no host
}

// Parse reads a URL or HOST:PORT. What stands behind the host in a URL is of no interest, and a password in it is
// neither kept nor named in an error.
func Parse(text string) (Endpoint, error) {
	if scheme, rest, ok := strings.Cut(text, "://"); ok {
		return parseURL(strings.ToLower(scheme), rest)
	}
	host, port, err := net.SplitHostPort(text)
	if err != nil {
		return Endpoint{}, fmt.Errorf("%s is neither a URL nor HOST:PORT; an IPv6 address wants brackets, [::1]:443",
			quoted(text))
	}
	return check(Endpoint{"tls", host, port}, text)
}

func parseURL(scheme, rest string) (Endpoint, error) {
	port, known := schemes[scheme]
	if !known {
		if scheme == "http" {
			return Endpoint{}, fmt.Errorf("http:// has no certificate; give https://, or HOST:PORT for TLS")
		}
		return Endpoint{}, fmt.Errorf("the scheme %s is not known; known are %s, or give HOST:PORT for TLS at once",
			quoted(scheme+"://"), Schemes)
	}
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		rest = rest[i+1:]
	}
	u := url.URL{Host: rest}
	e := Endpoint{scheme, u.Hostname(), port}
	if zoned, err := url.PathUnescape(e.Host); err == nil { // a zone's percent sign stands as %25 in a URL
		e.Host = zoned
	}
	if u.Port() != "" {
		e.Port = u.Port()
	} else if strings.HasSuffix(rest, ":") || strings.Count(rest, ":") == 1 {
		_, e.Port, _ = strings.Cut(rest, ":")
	}
	return check(e, scheme+"://"+rest)
}

// check refuses what cannot be connected to, before anything is sent.
func check(e Endpoint, text string) (Endpoint, error) {
	if n, err := strconv.ParseUint(e.Port, 10, 16); err != nil || n == 0 {
		return e, fmt.Errorf("%s: the port %s is not a number from 1 to 65535", quoted(text), quoted(e.Port))
	}
	if e.Host == "" {
		return e, fmt.Errorf("%s names no host", quoted(text))
	}
	if strings.Contains(e.Host, ":") {
		if _, err := netip.ParseAddr(e.Host); err != nil {
			return e, fmt.Errorf("%s: %s is no IPv6 address", quoted(text), quoted(e.Host))
		}
	}
	odd := func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(`/\@"'<>`, r)
	}
	if strings.ContainsFunc(e.Host, odd) {
		return e, fmt.Errorf("%s: %s is no host name", quoted(text), quoted(e.Host))
	}
	return e, nil
}

// Address is host and port as the dialer wants them.
func (e Endpoint) Address() string { return net.JoinHostPort(e.Host, e.Port) }

// String names the endpoint as it was given: with its scheme, unless it had none.
func (e Endpoint) String() string {
	if e.Scheme == "tls" {
		return escaped(e.Address())
	}
	return e.Scheme + "://" + escaped(e.Address())
}

// OpenSSL is the command that asks the same with openssl.
func (e Endpoint) OpenSSL() string {
	command := "openssl s_client -connect " + escaped(e.Address())
	if net.ParseIP(e.Host) == nil {
		command += " -servername " + escaped(e.Host)
	}
	if name := startTLSNames[e.Scheme]; name != "" {
		command += " -starttls " + name
	}
	return command + " -showcerts </dev/null"
}

// escaped makes a text safe for a terminal: what is no printable character is spelled out.
func escaped(text string) string {
	q := strconv.QuoteToGraphic(text)
	return strings.ReplaceAll(q[1:len(q)-1], `\"`, `"`)
}

func quoted(text string) string { return strconv.QuoteToGraphic(text) }
