// Package read finds certificates, keys, requests and error messages in whatever people paste or drop.
package read

import (
	"crypto"
	"fmt"
	"strconv"

	"x509strict/engine/cert"
	"x509strict/engine/key"
	"x509strict/engine/read/message"
	"x509strict/engine/read/printed"
)

// Input is one paste or one file.
type Input struct {
	Name   string // file name; "" for a paste
	Data   []byte
	CAFile bool // it is the CA file: all that the other side trusts
}

// Place says where something was found: "ca.crt line 14", "http.p12 entry http_ca".
type Place struct {
	File  string `json:"file"`  // "" for a paste
	Line  int    `json:"line"`  // counted from 1; 0 when the input is not text
	Entry string `json:"entry"` // alias, member path or field within a container; "" when none
	Kind  string `json:"kind"`  // "pem", "der", "base64", "hex", "pkcs7", "pkcs12", "jks", "zip", "yaml", ...
}

// Bundle is everything found, in order of appearance, duplicates merged.
type Bundle struct {
	Certificates []Certificate
	Keys         []Key
	Requests     []Request
	Messages     []Message
	Printed      []Printed // text dumps, of certificates that are here themselves, too
	Notes        []Note
	Locked       []Locked  // containers and keys that want a password (or another one)
	Listings     []Listing // of connections: what servers send
	Damaged      []Damaged // certificates that no release of OpenSSL loads
	Unread       bool      // a lean build met what may be a message
}

// Damaged is what should be a certificate and does not load.
type Damaged struct {
	Data       []byte
	Place      Place
	Correction *Correction // the one change of a character that makes it verify; nil when there is none, or several

	lines []bodyLine
}

// Certificate is a certificate with where it was found. Also lists the further places of merged duplicates.
type Certificate struct {
	*cert.Certificate
	Place Place
	Also  []Place
	Seen  []Sighting // Place and Also, with what each says of it
}

// Key is a private key. It never leaves the process: no method prints it.
type Key struct {
	Signer    crypto.Signer // nil when the kind cannot sign (see Note)
	PublicKey []byte        // SubjectPublicKeyInfo, DER
	Kind      string        // "RSA 4096", "EC P-256", "Ed25519"
	Place     Place
	Matches   []int // indexes into Bundle.Certificates with this public key
}

// Format prints what kind of key it is, under any verb: a key that slips into a log or an error shows nothing.
func (k Key) Format(s fmt.State, _ rune) { fmt.Fprintf(s, "private key (%s)", k.Kind) }

// MarshalJSON tells the kind and nothing else.
func (k Key) MarshalJSON() ([]byte, error) {
	return strconv.AppendQuote(nil, "private key ("+k.Kind+")"), nil
}

// Request is a PKCS#10 certificate request (RFC 2986).
type Request struct {
	Raw     []byte
	Subject cert.Name
	SPKI    key.Info
	Wanted  *cert.Certificate // the extensions that it asks for, and nothing else; nil when it asks for none
	Signed  key.Signed        // by the requester's own key
	Place   Place
}

// Message is a certificate error recognised in text.
type Message struct {
	message.Message
	Place Place
	Count int // how many lines say so
	last  int // line that was counted last
}

// Printed is what a tool printed of a certificate: no certificate, but worth a provisional answer.
type Printed struct {
	printed.Certificate
	Place Place
}

// Severity grades a note.
type Severity string

// Severities of notes.
const (
	Problem Severity = "problem" // something that looks meant for us could not be read
	Info    Severity = "info"    // worth knowing: skipped, merged, a key pasted by mistake
)

// Note says what was skipped or odd, in words that name the thing and the place. ID is stable for tests and
// translation; Args fill it.
type Note struct {
	Severity Severity
	ID       string            // for instance "pem-bad-base64", "private-key-found"
	Args     map[string]string // for instance {"line": "14", "found": "\""}
	Place    Place
}

// Locked is something that a password would open.
type Locked struct {
	Place Place
	Tried bool // a password was given and did not open it
}

// Options of a reading.
type Options struct {
	Passwords []string              // tried in order on everything locked; the empty password is always tried
	Progress  func(done, total int) // may be nil; called now and then during slow work
	Cancelled func() bool           // may be nil
	// read private keys and containers; see package containers. Without them such things become notes
	Openers []Opener
}
