package client_test

import (
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/internal/peer"
	"x509strict/engine/rules"
	"x509strict/engine/verify"
)

// TestRefusalsAreExplained asks the clients that are no OpenSSL about the common cases: every refusal names its error,
// blames a certificate and has a rule.
func TestRefusalsAreExplained(t *testing.T) {
	cases, err := peer.Common()
	if err != nil {
		t.Fatal(err)
	}
	for _, who := range client.All {
		if who.OpenSSL() || !who.Compared {
			continue
		}
		id := who.ID
		count := map[string]int{}
		for _, c := range cases {
			k, ok := peerCase(c)
			if !ok {
				continue
			}
			a := who.Judge(&verify.Verifier{}, k)
			count[a.Verdict()]++
			if a.Verdict() != client.Refused {
				continue
			}
			if a.Message == "" || len(a.Reasons) == 0 {
				t.Fatalf("%s refuses case %s without a reason: %+v", id, c.ID, a)
			}
			for _, why := range a.Reasons {
				if why.Name == "" && id != "go" || why.Certificate == nil {
					t.Errorf("%s, case %s: %q has no name or blames nobody", id, c.ID, why.Text)
				}
				if rules.BySlug(why.Rule) == nil {
					count["without a rule: "+why.Name+" "+why.Text]++
				}
			}
		}
		t.Logf("%s: %v", id, count)
		for what, n := range count {
			if n > 0 && what != client.Accepted && what != client.Refused && what != client.NotChecked {
				t.Errorf("%s: %d refusals %s", id, n, what)
			}
		}
		if count[client.Accepted] < 300 || count[client.Refused] < 300 {
			t.Errorf("%s accepts %d and refuses %d of %d", id, count[client.Accepted], count[client.Refused], len(cases))
		}
	}
}

func peerCase(c *peer.Case) (k client.Case, ok bool) {
	k = client.Case{Host: c.Host, Time: c.Time}
	var sent []*cert.Certificate
	for _, list := range []struct {
		from [][]byte
		to   *[]*cert.Certificate
	}{{c.Sent, &sent}, {c.CA, &k.Trusted}} {
		for _, one := range list.from {
			parsed, rest, err := cert.Parse(one)
			if err != nil || len(rest) > 0 {
				return k, false
			}
			*list.to = append(*list.to, parsed)
		}
	}
	k.Leaf, k.Untrusted = sent[0], sent[1:]
	return k, true
}

// TestOtherClientsJudgeServersOnly: what was compared is a client that judges a server, but for Go and Java, whose
// servers were asked too. Nobody else has a verdict on a client's certificate.
func TestOtherClientsJudgeServersOnly(t *testing.T) {
	cases, err := peer.Common()
	if err != nil {
		t.Fatal(err)
	}
	k, ok := peerCase(cases[0])
	if !ok {
		t.Fatal("the first case does not load")
	}
	k.As = client.OfClient
	for _, who := range client.All {
		if who.OpenSSL() || who.ID == "go" || who.Group == client.Java {
			continue
		}
		if a := who.Judge(&verify.Verifier{}, k); a.Verdict() != client.NotChecked {
			t.Errorf("%s says %q of a client's certificate", who.ID, a.Verdict())
		}
	}
}
