package javapkix

import (
	"time"

	"x509strict/engine/cert"
)

// Given is a certificate as it came: its bytes, and the engine's reading of them, nil when the engine can't read it.
type Given struct {
	DER    []byte
	Parsed *cert.Certificate
}

// Case is a question.
type Case struct {
	Sent    []Given // what the peer sent, leaf first
	Trusted []Given // the trust store
	Host    string  // "" for no endpoint identification
	Client  bool    // a server judges a client's certificate
	Time    time.Time

	Readings *Readings // of the certificates, to be used again; may be nil

	// Signature verifies child's signature with issuer's key; unsupported names what can't be computed.
	Signature func(child, issuer *cert.Certificate) (ok bool, unsupported string)

	// Assumed says which certificates nobody can have signed, and are taken as signed; nil for none.
	Assumed func(child *cert.Certificate) bool
}

// Answer is what Java does and says.
type Answer struct {
	Accepted  bool
	Unknown   string // why this package does not know the answer; "" when it does
	Exception string // as a stack trace prints it: class and message, and a line "Caused by: " for each cause
	Message   string // the first line of it
	// the path that was found, leaf first, as indices in Sent; the anchor, last, is an index in Trusted
	Path []int
	Kind Kind // of refusal

	Blame *cert.Certificate // the certificate that a refusal is about; nil when it is about none, or none that is read
}

// Kind sorts refusals by what is to be done about them.
type Kind uint8

// Kinds of refusals.
const (
	None Kind = iota
	Unreadable
	NoPath
	NotTrusted
	Validity
	Signature
	Algorithm
	KeySize
	Constraints
	PathLength
	Names
	Policies
	Critical
	CAKeyUsage
	AnchorNotCA
	AnchorKeyUsage
	KeyUsage
	ExtKeyUsage
	NetscapeType
	Host
	Internal
)

// Check asks a release of Java.
func Check(r Release, k Case) Answer {
	var t trustStore
	for _, g := range k.Trusted {
		c, err := k.Readings.trusted(g, r)
		if err != nil {
			return refusal(err.of(&certificate{parsed: g.Parsed}))
		}
		t.anchors = append(t.anchors, c)
	}
	var sent []*certificate
	maxSent := mostSent(r, k.Client)
	if len(k.Sent) > maxSent {
		return refusal(tooLong(maxSent))
	}
	for _, g := range k.Sent {
		c, err := k.Readings.sent(g, r)
		if err != nil {
			err = err.of(&certificate{parsed: g.Parsed})
			return refusal(alert("bad_certificate", "Failed to parse "+peerName[k.Client]+" certificates", err))
		}
		sent = append(sent, c)
	}
	j := &judge{release: r, at: k.Time, client: k.Client, signature: k.Signature, assumed: k.Assumed}
	found, err := j.validate(sent, t)
	if err == nil && len(found.path) > 1 {
		err = j.endEntity(sent[0])
	}
	if err == nil && k.Host != "" {
		err = checkHost(k.Host, sent[0], r)
	}
	if err != nil {
		return refusal(inTLS(err.of(sent[0]), k.Client))
	}
	return Answer{Accepted: true, Path: indices(found, sent, t)}
}

// mostSent is how many certificates the peer may send (jdk.tls.maxCertificateChainLength and its successors).
func mostSent(r Release, client bool) int {
	if client && r >= Java25 {
		return 8
	}
	return 10
}

// tooLong is said of more certificates than are read; they are counted no further than the first of them.
func tooLong(most int) *thrown {
	return throw(
		protocolFailed, "The certificate chain length (%d) exceeds the maximum allowed length (%d)", most+1, most)
}

func indices(found trusted, sent []*certificate, t trustStore) (out []int) {
	for i, c := range found.path {
		list := sent
		if i > 0 && i == len(found.path)-1 {
			list = t.anchors
		}
		for n, o := range list {
			if c == o {
				out = append(out, n)
				break
			}
		}
	}
	return out
}

// refusal makes the answer for what Java throws at its user.
func refusal(err *thrown) Answer {
	if err.class == notChecked {
		return Answer{Unknown: err.msg}
	}
	for c := err.cause; c != nil; c = c.cause {
		if c.class == notChecked {
			return Answer{Unknown: c.msg}
		}
	}
	a := Answer{Exception: err.chain(), Message: err.String(), Kind: kindOf(err)}
	if err.about != nil {
		a.Blame = err.about.parsed
	}
	return a
}

// alert makes the exception that JSSE throws after it has sent an alert.
func alert(name, msg string, cause *thrown) *thrown {
	if cause.class == notChecked {
		return cause
	}
	class := handshakeFailed
	if cause.isIO() || name == "internal_error" {
		class = sslException
	}
	return &thrown{class: class, msg: "(" + name + ") " + msg, cause: cause, about: cause.about}
}

// peerName is whose certificates are judged; true for a client's.
var peerName = map[bool]string{false: "server", true: "client"}

// inTLS is what JSSE makes of an exception of its trust manager: which alert is sent shows in the message; to a
// client it is always the same.
func inTLS(err *thrown, client bool) *thrown {
	switch err.class {
	case notChecked:
		return err
	case certException, parsingException, validException:
	case unsupported: // JSSE takes it for its own, of a message that it has no handler for
		return &thrown{class: protocolFailed,
			msg: "(unexpected_message) Unsupported handshake message: certificate", cause: err, about: err.about}
	default:
		return alert("internal_error", err.msg, err)
	}
	name := "certificate_unknown"
	if cause := err.cause; !client && cause != nil && cause.class == pathException {
		switch cause.reason {
		case expired:
			name = "certificate_expired"
		case badSignature, notYetValid:
			name = "bad_certificate"
		case constrained:
			name = "unsupported_certificate"
			if namesOldDigest(err.msg) {
				name = "bad_certificate"
			}
		}
	}
	return alert(name, err.msg, err)
}
