package engine

import (
	"errors"
	"time"

	"x509strict/engine/lang"
	"x509strict/engine/read"
)

// Options of a check. Time and randomness are always arguments: nothing here asks the clock.
type Options struct {
	Client  string    // client id; "" for python-3.13
	OpenSSL string    // generation; "" for 3.5
	Host    string    // host name or IP address to match; "" for none
	Time    time.Time // judged against; required
	// of this build; a Time before it is noted, for the clock may be wrong. Zero when unknown
	Released  time.Time
	Passwords []string // tried on everything locked
	// SHA-256 fingerprint (lower-case hex) to role: "leaf", "intermediate", "anchor", "unused"
	Roles     map[string]string
	Chain     *int   // which chain the report is about, when there are several; nil for the one that decides
	As        string // what leaves are used as: "server", "client"; "" to tell from the evidence
	Ignore    Ignore // what not to take from a pasted message
	Severity  bool   // audits say of each row how grave its worst finding is, which costs time
	MaxCAs    int    // a fleet with more CAs above its refused rows is not planned; 0 for no bound
	Lang      lang.Lang
	Openers   []read.Opener                       // for keys and containers; nil reads certificates and texts only
	Progress  func(stage string, done, total int) // may be nil
	Cancelled func() bool                         // may be nil

	// First is told what the chosen client says, with chain and findings, before other clients, makers and plan are
	// looked at; it must not keep the report. Not called for what is unreadable. May be nil.
	First func(*Report)
}

// Ignore says which choices a pasted message does not fill in.
type Ignore struct{ Host, Client bool }

// ErrCancelled is returned when Options.Cancelled said so.
var ErrCancelled = errors.New("check: cancelled")

// ErrFurther is returned by lean builds of input that only the whole engine reads: messages, text dumps, keys,
// containers, certificates that do not load.
var ErrFurther = errors.New("check: this takes the whole engine")

// UsageError is a wrong option, in words for the caller.
type UsageError struct{ Text string }

func (e *UsageError) Error() string { return e.Text }
