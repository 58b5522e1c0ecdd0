package client

import (
	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/verify"
)

// Clients that stand for what a repair must not lose.
const (
	Default    = "python-3.13"         // asked when none is named: strict, takes partial chains
	NotStrict  = "python-3.13-relaxed" // the same without the strict flag
	NotPartial = "python-3.12"         // neither strict nor with partial chains, as most other programs
)

// Client is one row of the matrix: facts for people, and the program that judges.
type Client struct {
	ID       string    // stable: options, links and reports name it
	Name     lang.Text // as a list shows it
	About    lang.Text // what it checks and since when
	Source   string    // URL that says so
	Group    Group     // what people run it in: the heading it is shown under
	Version  string    // of what the program reproduces, such as "rustls-webpki 0.103"; "" where About says it
	Compared bool      // held to the real program; else it is shown as not compared and its answer counts for nothing
	Verifies Sides     // whose certificates it verifies; zero: servers'
	Program  Program
}

// Sides says whose certificates a program verifies.
type Sides uint8

// Whose certificates a program verifies.
const (
	Servers Sides = iota
	Clients
	Both
)

// Judges reports whether the program verifies certificates of a side.
func (c *Client) Judges(as Side) bool {
	return c.Verifies == Both || (as == OfClient) == (c.Verifies == Clients)
}

// Program is how a client decides.
type Program interface {
	// Ask judges a case. v remembers signatures between calls. The texts may quote certificates literally.
	Ask(v *verify.Verifier, k Case) Answer

	// Alike is everything about the program that the verdict on k depends on, as a comparable value: programs whose
	// values are equal accept the case, or refuse it, both. It lets an audit ask once for many.
	Alike(k Case) any
}

// relaxer is a program that has a strict mode and is in it.
type relaxer interface {
	relaxed() (Program, bool) // the same outside of strict mode; false when it is not in it
}

// releaser is a program that OpenSSL generations make a difference to.
type releaser interface{ generations() }

// OpenSSL reports whether the client verifies with OpenSSL, so that a generation makes a difference.
func (c *Client) OpenSSL() bool {
	_, ok := c.Program.(releaser)
	return ok
}

// Strict reports whether the client sets the strict flag.
func (c *Client) Strict() bool { return c.Relaxed() != nil }

// Relaxed is the client without its strict flag, for comparison; nil when it sets none.
func (c *Client) Relaxed() *Client {
	if r, ok := c.Program.(relaxer); ok {
		if p, strict := r.relaxed(); strict {
			again := *c
			again.Program = p
			return &again
		}
	}
	return nil
}

// Alike tells clients apart for one case: those with equal values accept it, or refuse it, both.
func (c *Client) Alike(k Case) any { return c.Program.Alike(k) }

// maxText bounds what a client says: some list every name of a certificate, and it may have thousands.
const maxText = 600

// Judge asks the client. v remembers signatures between calls.
func (c *Client) Judge(v *verify.Verifier, k Case) Answer {
	a := c.Program.Ask(v, k)
	a.withhold()
	a.complete()
	a.Text, a.Message = safe(a.Text), safe(a.Message)
	for _, list := range [][]Reason{a.Reasons, a.Later} {
		for i := range list {
			list[i].Name, list[i].Text = safe(list[i].Name), safe(list[i].Text)
		}
	}
	return a
}

// safe escapes and bounds what can quote names of the certificate.
func safe(text string) string { return cert.Shorten(cert.SafeText([]byte(text)), maxText) }

// Find returns the client with the id; "" finds the default one, an unknown id nothing.
func Find(id string) *Client {
	if id == "" {
		id = Default
	}
	for _, c := range All {
		if c.ID == id {
			return c
		}
	}
	return nil
}
