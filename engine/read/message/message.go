// Package message recognizes what clients say about certificates in pasted text: logs, tracebacks, terminals.
//
// In: text, and the parts of it that may hold messages. Out: each [Message] once a place, in order: the error, the
// rule or the other [Meaning] it stands for, who said it, which side complained, and about which host.
//
// Three things are told apart and then put together. What was said comes from package code (OpenSSL's own words), from
// the TLS alerts in alerts.go and from the tables of phrases, one file a family of programs. Who said it comes from the
// phrase or from the signs of programs around it (programs.go). Where comes from addresses around it (address.go).
// The package decides nothing about certificates.
package message

import "x509strict/engine/code"

// Message is a certificate error recognised in text.
type Message struct {
	Code    code.Code // 0 when the message names none
	Slug    string    // rule slug, such as "ca-cert-missing-key-usage"; "" when no rule fits
	Meaning Meaning   // what it says where no rule does; "" where Slug says it
	Alert   int       // number of the TLS alert (RFC 8446 section 6) that it tells of; 0 for none
	Side    Side      // which side of the connection complained; "" when the text does not show it
	Text    string    // the message as found, unwrapped
	Client  string    // who said it: id of a client or of a program in programs.go; "" when unclear
	Host    string    // host that was asked for, or that a mismatch names; "" when the text names none
	Port    int       // port beside Host; 0 when the text names none
	Files   [2]string // of certificates or keys that a message about files names; "" for none
	Sent    bool      // who says it sent the alert itself
	Own     bool      // it is the speaker's own certificate, refused as it was loaded
	Scene   Scene     // where it was printed
	At      int       // offset of the message in the text, in bytes
}

// Scene is what the text around a message shows of where it was printed. What is not shown is false.
type Scene struct {
	Windows   bool // which has no /dev/null, nc or grep
	LibreSSL  bool // whose openssl command knows less, as macOS has it
	Android   bool // an app, whose trust is not set as Java's is
	OldPython bool // before 3.13, which does not verify strictly
	Mail      bool // it was about sending mail
}

// Meaning is what a message says where no rule about certificates does.
type Meaning string

// Side is a side of a TLS connection.
type Side string

// The sides.
const (
	ClientSide Side = "client" // the client refused what the server sent
	ServerSide Side = "server" // the server refused what the client sent
)

// Other returns the other side; "" stays "".
func (s Side) Other() Side {
	switch s {
	case ClientSide:
		return ServerSide
	case ServerSide:
		return ClientSide
	}
	return ""
}
