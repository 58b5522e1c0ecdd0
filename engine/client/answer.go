package client

import (
	"slices"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/key"
	"x509strict/engine/lang"
	"x509strict/engine/verify"
)

// The verdicts of a client.
const (
	Accepted   = "accepted"
	Refused    = "refused"
	NotChecked = "not-checked" // what the client would do is not known
)

// Answer is what one client says of one case. [Accept], [Refuse] and [Unknown] make one.
type Answer struct {
	Accepted bool
	// why no verdict can be given; the zero text when there is one. Accepted is false with it
	Unknown lang.Text
	Path    []*cert.Certificate // as built, leaf first, as far as it came
	Trusted int                 // index in Path of the first certificate from the trust store; len(Path) when none
	// what the verification did not check, such as an exotic signature; the verdict does not cover it
	Skipped []string

	// What a program with OpenSSL's events gives.
	Events []verify.Event // of the whole verification, assumed ones left out
	Named  int            // index of the event that the client reports; -1 when it does not come so far
	// left out of Events because the leaf was assumed: what the name constraints of its CA say of its names
	Forgiven []verify.Event
	Code     code.Code // what the client names, or what its own host check amounts to; 0 when accepted or not OpenSSL's

	// What any other program gives.
	Reasons []Reason // why it refuses, in its own order; the first one is what it reports, unless Text says otherwise

	Later   []Reason // what a coming release of the client will refuse and this one accepts
	Depth   int      // of the certificate to blame, 0 for the leaf
	Text    string   // the reason in the client's words; "" when accepted
	Message string   // the whole line the client shows; "" when accepted
}

// Reason is one objection of a program that has no OpenSSL events.
type Reason struct {
	Certificate *cert.Certificate // to blame; nil for the chain as a whole
	// the program's own: "CaUsedAsEndEntity", "SEC_ERROR_UNKNOWN_ISSUER"; "" when it has none
	Name  string
	Text  string // the literal line
	Rule  string // slug of the rule that explains it; "" for none
	Since string // the coming release that objects, in Answer.Later; else ""
}

// Accept is the answer of a program that takes the chain. trusted is the index in path of the first certificate from
// the trust store.
func Accept(path []*cert.Certificate, trusted int) Answer {
	return Answer{Accepted: true, Path: path, Trusted: trusted}
}

// Refuse is the answer of a program that does not take the chain: path as far as it came, and why, at least one
// reason. A program that shows more than the first reason's text sets Text or Message.
func Refuse(path []*cert.Certificate, trusted int, why Reason, more ...Reason) Answer {
	return Answer{Path: path, Trusted: trusted, Reasons: append([]Reason{why}, more...)}
}

// Unknown is the answer where the program was not reproduced.
func Unknown(why lang.Text) Answer { return Answer{Unknown: why} }

// Verdict is Accepted, Refused or NotChecked.
func (a Answer) Verdict() string {
	switch {
	case a.Unknown != lang.Text{}:
		return NotChecked
	case a.Accepted:
		return Accepted
	}
	return Refused
}

// Unchecked says that something was not verified, or not yet where another build of the engine will.
func Unchecked(what string) lang.Text {
	if key.Deferred {
		return lang.Text{EN: "Not checked yet: " + what, ZH: "尚未检查：" + what}
	}
	return lang.Text{EN: "Not checked: " + what, ZH: "未检查：" + what}
}

// withhold takes back an acceptance that rests on something that was not verified.
func (a *Answer) withhold() {
	if !a.Accepted || len(a.Skipped) == 0 {
		return
	}
	what := strings.Join(a.Skipped, "; ")
	a.Accepted = false
	a.Unknown = Unchecked(what)
	a.Unknown.EN += ". Nothing else stands against it."
	a.Unknown.ZH += "。除此之外没有问题。"
}

// complete fills in what follows from the reasons.
func (a *Answer) complete() {
	if a.Verdict() != Refused || len(a.Reasons) == 0 {
		return
	}
	first := a.Reasons[0]
	if i := slices.Index(a.Path, first.Certificate); i > 0 {
		a.Depth = i
	}
	if a.Text == "" {
		a.Text = first.Text
	}
	if a.Message == "" {
		a.Message = a.Text
	}
}
