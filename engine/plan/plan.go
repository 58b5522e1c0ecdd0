// Package plan computes the smallest change after which every client accepts: what to re-issue, who signs it, what
// stays.
package plan

import "x509strict/engine/tbs"

// State says whether there is something to do.
type State string

// States of a plan.
const (
	Nothing    State = "nothing"    // accepted already
	Possible   State = "possible"   // the steps mend it
	Partial    State = "partial"    // the steps mend part of it; Blocked says what stays
	Impossible State = "impossible" // nothing in place can mend it; Blocked says why, Steps say what to do instead
)

// Bundle is the file with every certificate that clients trust, where there are several.
const Bundle = "ca-bundle.crt"

// Plan is data for showing and for issuing. Texts are in the language asked for.
type Plan struct {
	State    State     `json:"state"`
	Summary  string    `json:"summary"`  // one sentence: what has to be done
	Steps    []Step    `json:"steps"`    // in order
	Reissues []Reissue `json:"reissues"` // in signing order: issuers first
	Blocked  []string  `json:"blocked"`  // what cannot be mended in place, and why
	Warnings []string  `json:"warnings"` // what to know before doing it (Firefox and serial numbers, expiry, ...)
	Trust    []Trust   `json:"trust"`    // repairs without issuing anything, the one that changes least first
	Class    Class     `json:"class"`    // of the failure that the plan answers; "" when nothing refuses
	Primary  *Step     `json:"primary"`  // the one thing to do first; null when there is nothing to do
	Relax    bool      `json:"relax"`    // clearing only the strict flag makes Python 3.13 accept

	planner *planner
}

// Step is one thing to do, in words.
type Step struct {
	// "trust", "ask", "wait", "connect", "renew", "new-key", "reissue", "distribute", "server", "new-ca", "code",
	// "other" (than OpenSSL's clients refuse it)
	Kind        string   `json:"kind"`
	Title       string   `json:"title"`
	Why         string   `json:"why"`
	Certificate int      `json:"certificate"` // index into the report's certificates; -1 when none
	Files       []string `json:"files"`       // names of the files that this step uses

	Commands []Command `json:"commands"` // ready to copy
}

// Command is a line for a shell, and what it is for.
type Command struct {
	Why  string `json:"why"`
	Code string `json:"code"`
}

// Reissue is one certificate to issue again.
type Reissue struct {
	Certificate int      `json:"certificate"` // index into the report's certificates
	Signer      int      `json:"signer"`      // index of the certificate whose key signs; Certificate itself when self-signed
	KeyHeld     bool     `json:"keyHeld"`     // the signer's private key is among the keys given
	File        string   `json:"file"`        // name of the file it becomes, such as "ca.crt"
	Changes     []Change `json:"changes"`     // every field and extension, changed or not, for a before and after table
	Serial      string   `json:"serial"`      // "keep" or "new"

	Spec tbs.Spec `json:"-"` // what to sign; its serial number is final
	Key  int      `json:"-"` // index into Input.Keys of the signer's key; -1 when not held
}

// Change is one row of the before and after table.
type Change struct {
	Field  string `json:"field"`  // in words: "Key usage"
	Config string `json:"config"` // the line of openssl.cnf that makes it; "" when none
	Before string `json:"before"` // in words; "" when absent
	After  string `json:"after"`
	Kind   string `json:"kind"` // "kept", "added", "changed", "removed"
	Why    string `json:"why"`  // "" when kept
}
