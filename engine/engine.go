package engine

import (
	"time"

	"x509strict/engine/lang"
	"x509strict/engine/read"
)

// Options of a check. Time and randomness are always arguments: nothing here asks the clock.
type Options struct {
	Client    string            // client id; "" for python-3.13
	OpenSSL   string            // generation; "" for 3.5
	Host      string            // host name or IP address to match; "" for none
	Time      time.Time         // judged against; required
	Released  time.Time         // of this build; a Time before it is noted, for the clock may be wrong. Zero when unknown
	Passwords []string          // tried on everything locked
	Roles     map[string]string // SHA-256 fingerprint (lower-case hex) to role: "leaf", "intermediate", "anchor", "unused"
	Chain     int               // which chain the report is about, when there are several
	Lang      lang.Lang
	Openers   []read.Opener                       // for keys and containers; nil reads certificates and texts only
	Progress  func(stage string, done, total int) // may be nil
	Cancelled func() bool                         // may be nil
}

// File is one file offered for download.
type File struct {
	Name string // "ca.crt"
	Type string // MIME type
	Data []byte
}
