package live

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
)

// dialogue says what a protocol wants to hear before TLS begins.
type dialogue func(*talk, Endpoint) error

var dialogues = map[string]dialogue{
	"smtp": smtp, "submission": smtp, "imap": imap, "pop3": pop3, "ftp": ftp, "ldap": ldap,
	"postgres": postgres, "postgresql": postgres, "mysql": mysql, "mariadb": mysql,
	"xmpp": xmpp("jabber:client"), "xmpp-server": xmpp("jabber:server"),
}

// startTLSNames is what openssl s_client -starttls calls them.
var startTLSNames = map[string]string{
	"smtp": "smtp", "submission": "smtp", "imap": "imap", "pop3": "pop3", "ftp": "ftp", "ldap": "ldap",
	"postgres": "postgres", "postgresql": "postgres", "mysql": "mysql", "mariadb": "mysql",
	"xmpp": "xmpp", "xmpp-server": "xmpp-server",
}

// maxTalk bounds what a server may say before TLS, in bytes and in lines.
const (
	maxTalk  = 64 << 10
	maxLines = 200
)

// talk is a conversation in plain text. It reads no further than the answer, for what follows is TLS.
type talk struct {
	conn net.Conn
	in   *bufio.Reader
}

// newTalk reads byte by byte: a larger buffer could swallow the first record of the handshake.
func newTalk(conn net.Conn) *talk {
	return &talk{conn, bufio.NewReaderSize(oneByte{io.LimitReader(conn, maxTalk)}, 16)}
}

type oneByte struct{ io.Reader }

func (r oneByte) Read(p []byte) (int, error) { return r.Reader.Read(p[:min(1, len(p))]) }

func (t *talk) say(text string) error {
	_, err := io.WriteString(t.conn, text)
	return err
}

// line reads one line, without its end.
func (t *talk) line() (string, error) {
	text, err := t.in.ReadString('\n')
	if errors.Is(err, io.EOF) {
		return "", fmt.Errorf("the server said only %s", quoted(short(text)))
	}
	return strings.TrimRight(text, "\r\n"), err
}

// reply reads lines until one ends the answer, and refuses an answer that does not begin with want.
func (t *talk) reply(want string, last func(string) bool) error {
	for range maxLines {
		text, err := t.line()
		if err != nil {
			return err
		}
		if !last(text) {
			continue
		}
		if !strings.HasPrefix(strings.ToUpper(text), want) {
			return fmt.Errorf("the server offers no TLS here: it answers %s", quoted(short(text)))
		}
		return nil
	}
	return fmt.Errorf("the server's answer does not end within %d lines", maxLines)
}

// coded ends an answer of SMTP and FTP: "220 text", after lines of "220-text".
func coded(text string) bool { return len(text) < 4 || text[3] != '-' }

func always(string) bool { return true }

func smtp(t *talk, _ Endpoint) error {
	if err := t.reply("220", coded); err != nil {
		return err
	}
	if err := t.say("EHLO x509strict.invalid\r\n"); err != nil {
		return err
	}
	if err := t.reply("250", coded); err != nil {
		return err
	}
	if err := t.say("STARTTLS\r\n"); err != nil {
		return err
	}
	return t.reply("220", coded)
}

func imap(t *talk, _ Endpoint) error {
	if err := t.reply("* OK", always); err != nil {
		return err
	}
	if err := t.say("a STARTTLS\r\n"); err != nil {
		return err
	}
	return t.reply("A OK", func(s string) bool { return strings.HasPrefix(strings.ToUpper(s), "A ") })
}

func pop3(t *talk, _ Endpoint) error {
	if err := t.reply("+OK", always); err != nil {
		return err
	}
	if err := t.say("STLS\r\n"); err != nil {
		return err
	}
	return t.reply("+OK", always)
}

func ftp(t *talk, _ Endpoint) error {
	if err := t.reply("220", coded); err != nil {
		return err
	}
	if err := t.say("AUTH TLS\r\n"); err != nil {
		return err
	}
	return t.reply("234", coded)
}

// ldap sends the extended operation StartTLS (RFC 4511 section 4.14) and reads its result.
func ldap(t *talk, _ Endpoint) error {
	const name = "1.3.6.1.4.1.1466.20037"
	op := append([]byte{0x80, byte(len(name))}, name...)
	op = append([]byte{0x77, byte(len(op))}, op...)
	message := append([]byte{0x02, 0x01, 0x01}, op...)
	message = append([]byte{0x30, byte(len(message))}, message...)
	if err := t.say(string(message)); err != nil {
		return err
	}
	tag, content, err := t.element()
	if err != nil {
		return err
	}
	// LDAPMessage ::= SEQUENCE { messageID, extendedResp [APPLICATION 24] { resultCode ENUMERATED, ... } }
	inner := strings.Index(string(content), "\x0a\x01")
	if tag != 0x30 || inner < 0 || inner+2 >= len(content) {
		return errors.New("the answer to StartTLS is not LDAP's")
	}
	if code := content[inner+2]; code != 0 {
		return fmt.Errorf("the server offers no TLS here: LDAP result code %d", code)
	}
	return nil
}

// element reads one BER element with a definite length.
func (t *talk) element() (tag byte, content []byte, err error) {
	head := make([]byte, 2)
	if _, err := io.ReadFull(t.in, head); err != nil {
		return 0, nil, fmt.Errorf("the server ended the connection instead of answering: %w", err)
	}
	length := int(head[1])
	if length >= 0x80 {
		more := make([]byte, length&0x7f)
		if len(more) == 0 || len(more) > 4 {
			return 0, nil, errors.New("the answer's length cannot be read")
		}
		if _, err := io.ReadFull(t.in, more); err != nil {
			return 0, nil, err
		}
		length = 0
		for _, b := range more {
			length = length<<8 | int(b)
		}
	}
	if length > maxTalk {
		return 0, nil, fmt.Errorf("the answer claims %d bytes", length)
	}
	content = make([]byte, length)
	_, err = io.ReadFull(t.in, content)
	return head[0], content, err
}

// postgres sends SSLRequest; the answer is one byte.
func postgres(t *talk, _ Endpoint) error {
	request := binary.BigEndian.AppendUint32(nil, 8)
	request = binary.BigEndian.AppendUint32(request, 80877103)
	if err := t.say(string(request)); err != nil {
		return err
	}
	b, err := t.in.ReadByte()
	switch {
	case err != nil:
		return fmt.Errorf("the server ended the connection instead of answering: %w", err)
	case b == 'N':
		return errors.New("the server offers no TLS: ssl is off in postgresql.conf")
	case b != 'S':
		return fmt.Errorf("the answer %q is not PostgreSQL's", b)
	}
	return nil
}

// mysql reads the server's greeting (protocol 10) and answers with SSLRequest.
func mysql(t *talk, _ Endpoint) error {
	const clientSSL, clientProtocol41, secure = 1 << 11, 1 << 9, 1 << 15
	head := make([]byte, 4)
	if _, err := io.ReadFull(t.in, head); err != nil {
		return fmt.Errorf("the server sent no greeting: %w", err)
	}
	size := int(head[0]) | int(head[1])<<8 | int(head[2])<<16
	if size > maxTalk {
		return errors.New("the greeting is not MySQL's")
	}
	greeting := make([]byte, size)
	if _, err := io.ReadFull(t.in, greeting); err != nil {
		return err
	}
	if size > 3 && greeting[0] == 0xff {
		return fmt.Errorf("the server answers %s", quoted(short(string(greeting[3:]))))
	}
	end := strings.IndexByte(string(greeting), 0)
	if end < 0 || len(greeting) < end+16 || greeting[0] != 10 {
		return errors.New("the greeting is not MySQL's")
	}
	if flags := binary.LittleEndian.Uint16(greeting[end+14:]); flags&clientSSL == 0 {
		return errors.New("the server offers no TLS: it has no certificate, or was started without ssl")
	}
	request := []byte{32, 0, 0, head[3] + 1}
	request = binary.LittleEndian.AppendUint32(request, clientSSL|clientProtocol41|secure)
	request = binary.LittleEndian.AppendUint32(request, 1<<24)
	request = append(request, 45) // utf8mb4
	return t.say(string(append(request, make([]byte, 23)...)))
}

// xmpp opens a stream and asks for TLS in it (RFC 6120 section 5).
func xmpp(namespace string) dialogue {
	return func(t *talk, e Endpoint) error {
		to := strings.NewReplacer("&", "&amp;", "'", "&apos;", "<", "&lt;").Replace(e.Host)
		if err := t.say("<?xml version='1.0'?><stream:stream xmlns='" + namespace +
			"' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' to='" + to + "'>"); err != nil {
			return err
		}
		if err := t.until("</stream:features>", "urn:ietf:params:xml:ns:xmpp-tls"); err != nil {
			return err
		}
		if err := t.say("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"); err != nil {
			return err
		}
		return t.until(">", "<proceed")
	}
}

// until reads up to and with end, and refuses what does not hold want.
func (t *talk) until(end, want string) error {
	var text strings.Builder
	for !strings.HasSuffix(text.String(), end) {
		b, err := t.in.ReadByte()
		if err != nil {
			return fmt.Errorf("the server said only %s", quoted(short(text.String())))
		}
		text.WriteByte(b)
	}
	if !strings.Contains(text.String(), want) {
		return fmt.Errorf("the server offers no TLS here: it answers %s", quoted(short(text.String())))
	}
	return nil
}

// plainText says what a server speaks that answered a handshake with something else.
func plainText(e Endpoint, head []byte) string {
	start := string(head)
	hint := ""
	switch {
	case strings.HasPrefix(start, "HTTP/"):
		hint = "; it is plain HTTP, so there is no certificate on this port"
	case strings.HasPrefix(start, "220"):
		hint = "; for SMTP give smtp://" + e.Address() + ", for FTP ftp://" + e.Address()
	case strings.HasPrefix(start, "* OK"):
		hint = "; for IMAP give imap://" + e.Address()
	case strings.HasPrefix(start, "+OK"):
		hint = "; for POP3 give pop3://" + e.Address()
	case strings.HasPrefix(start, "SSH-"):
		hint = "; it is SSH, which has no certificates of this kind"
	case len(head) > 4 && head[3] == 0 && head[4] == 10:
		hint = "; for MySQL or MariaDB give mysql://" + e.Address()
	}
	return "this port does not speak TLS: it begins with " + quoted(start) + escaped(hint)
}

// short bounds what is quoted of a server.
func short(text string) string {
	if len(text) > 80 {
		return text[:80] + "…"
	}
	return text
}
