package rules

import (
	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/lang"
)

// Severity says what a rule does to a connection.
type Severity string

// Severities, from the gravest.
const (
	Stops    Severity = "stops"     // a verifier refuses the chain
	WillStop Severity = "will-stop" // some clients or a later release refuse it
	Advice   Severity = "advice"    // nobody refuses it; an RFC or we recommend otherwise
)

// Rule is one entry of the catalog.
type Rule struct {
	Code     code.Code // 0 for advice of our own and for what other verifiers object to
	Slug     string    // of the code, or of its own; also the name of the rule's page
	Title    lang.Text
	Means    lang.Text // what the verifier found, one sentence
	Why      lang.Text // what it is good for or who insists, one sentence or two
	Fix      lang.Text // what to do, in general
	Cite     string    // the clause, such as "RFC 5280 section 4.2.1.3"
	Severity Severity
	saw      func(evidence) string
}

// Constant returns the OpenSSL constant, such as "X509_V_ERR_CA_CERT_MISSING_KEY_USAGE"; "" for advice of our own.
func (r *Rule) Constant() string {
	if r.Code == 0 {
		return ""
	}
	return r.Code.Constant()
}

// Strict reports whether the error is raised only with X509_V_FLAG_X509_STRICT.
func (r *Rule) Strict() bool { return r.Code.StrictOnly() }

// Saw says what is there: the value that the rule objects to, from c and its place in the chain. It is "" when c is
// nil and the rule needs a certificate to say anything.
func (r *Rule) Saw(c *cert.Certificate, s Situation, l lang.Lang) string {
	if r.saw == nil || c == nil {
		return ""
	}
	return r.saw(evidence{c, s, l})
}

// t makes a text; it keeps the catalog's literals short.
func t(en, zh string) lang.Text { return lang.Text{EN: en, ZH: zh} }
