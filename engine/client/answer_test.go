package client_test

import (
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/lang"
	"x509strict/engine/verify"
)

// said is a program that always gives one answer.
type says struct{ answer client.Answer }

func (s says) Ask(*verify.Verifier, client.Case) client.Answer { return s.answer }
func (s says) Alike(client.Case) any                           { return "says" }

// TestAnswersAreCompleted gives reasons and wants what follows from them: depth, text and line, escaped and bounded.
func TestAnswersAreCompleted(t *testing.T) {
	root := testpki.Root(t, "Root", nil)
	leaf := parsed(t, root.Server(t, "localhost", nil))
	ca := parsed(t, root)
	path := []*cert.Certificate{leaf, ca}
	ask := func(a client.Answer) client.Answer {
		return (&client.Client{Program: says{a}}).Judge(&verify.Verifier{}, client.Case{Leaf: leaf})
	}

	a := ask(client.Refuse(path, 1, client.Reason{Certificate: ca, Text: "first\x1b"},
		client.Reason{Certificate: leaf, Text: strings.Repeat("x", 5000)}))
	if a.Verdict() != client.Refused || a.Depth != 1 || a.Text != a.Message || strings.Contains(a.Text, "\x1b") ||
		!strings.HasPrefix(a.Text, "first") || len(a.Reasons) != 2 || len(a.Reasons[1].Text) > 700 {
		t.Errorf("two reasons: %+v", a)
	}
	both := client.Refuse(path, 1, client.Reason{Text: "one"})
	both.Message = "fatal: one"
	if a := ask(both); a.Text != "one" || a.Message != "fatal: one" {
		t.Errorf("a line of its own: %q %q", a.Text, a.Message)
	}
	if a := ask(client.Accept(path, 1)); a.Verdict() != client.Accepted || a.Text != "" || a.Message != "" {
		t.Errorf("accepted: %+v", a)
	}
	unknown := lang.Text{EN: "not compared", ZH: "未比对"}
	if a := ask(client.Unknown(unknown)); a.Verdict() != client.NotChecked || a.Accepted {
		t.Errorf("unknown: %+v", a)
	}
}

// TestCaseTakesAssumedForGood asks for names and signatures where a certificate stands in for one that nobody gave.
func TestCaseTakesAssumedForGood(t *testing.T) {
	root, other := testpki.Root(t, "Root", nil), testpki.Root(t, "Other", nil)
	leaf, ca, stranger := parsed(t, root.Server(t, "localhost", nil)), parsed(t, root), parsed(t, other)
	var v verify.Verifier
	given := client.Case{Leaf: leaf, Trusted: []*cert.Certificate{ca}, Host: "localhost"}
	if ok, _ := given.Signature(&v, leaf, ca); !ok || given.Name() != "localhost" {
		t.Error("a good signature is not one, or the name is not asked for")
	}
	if ok, _ := given.Signature(&v, leaf, stranger); ok {
		t.Error("another CA signed")
	}
	standIn := given
	standIn.AssumedLeaf = true
	if ok, _ := standIn.Signature(&v, leaf, stranger); !ok || standIn.Name() != "" {
		t.Error("the assumed leaf's signature or name is checked")
	}
	above := given
	above.AssumedRoot = ca
	if ok, _ := above.Signature(&v, leaf, stranger); !ok || above.Name() != "localhost" {
		t.Error("the assumed root's signature is checked, or the leaf's name is not")
	}
	if of := (client.Case{Host: "localhost", As: client.OfClient}); of.Name() != "" {
		t.Error("a client's certificate is asked for a host")
	}
}
