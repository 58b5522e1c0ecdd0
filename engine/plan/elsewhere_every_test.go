package plan_test

import (
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/internal/peer"
	"x509strict/engine/plan"
	"x509strict/engine/roles"
	"x509strict/engine/rules"
	"x509strict/engine/verify"
)

// TestEveryRefusalElsewhere: whatever a client without OpenSSL refuses one of the common cases for, the plan has a
// re-issue, or says why none helps. The cases have faults in every field that such a client looks at, and what is asked
// of each rule follows from what the clients raise.
func TestEveryRefusalElsewhere(t *testing.T) {
	cases, err := peer.Common()
	if err != nil {
		t.Fatal(err)
	}
	met := map[string]bool{}
	alone := 0
	for n, c := range cases {
		if n%5 != 0 {
			continue
		}
		in := plan.Input{Host: c.Host, Time: c.Time, Verifier: new(verify.Verifier)}
		k := client.Case{Host: c.Host, Time: c.Time, Release: 4}
		ok := true
		add := func(role roles.Role, list [][]byte) (out []*cert.Certificate) {
			for i, der := range list {
				one, rest, err := cert.Parse(der)
				if err != nil || len(rest) > 0 {
					ok = false
					return nil
				}
				as := role
				if role == roles.Intermediate && i == 0 {
					as = roles.Leaf
				}
				in.Certificates, in.Roles = append(in.Certificates, one), append(in.Roles, as)
				out = append(out, one)
			}
			return out
		}
		sent := add(roles.Intermediate, c.Sent)
		k.Trusted = add(roles.Anchor, c.CA)
		if !ok {
			continue
		}
		k.Leaf, k.Untrusted = sent[0], sent[1:]
		p, err := plan.Make(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, who := range client.All {
			if who.OpenSSL() || !who.Compared {
				continue
			}
			a := who.Judge(in.Verifier, k)
			if a.Verdict() != client.Refused {
				continue
			}
			for _, why := range a.Reasons {
				met[why.Rule] = true
				if r := rules.BySlug(why.Rule); r == nil || r.Fix.EN == "" || r.Fix.ZH == "" {
					t.Errorf("case %s: %s refuses for %q, and nothing says what helps", c.ID, who.ID, why.Rule)
				}
			}
			if len(p.Reissues) == 0 && len(p.Steps) == 0 && len(p.Blocked) == 0 {
				t.Errorf("case %s (%s): %s refuses (%s), and the plan has nothing to say", c.ID, c.Note, who.ID, a.Text)
			}
		}
		if p.State == plan.Nothing && len(p.Steps) > 0 {
			alone++
		}
	}
	if len(met) < 25 || alone < 10 {
		t.Errorf("the cases meet %d rules only, and %d refusals that OpenSSL does not share", len(met), alone)
	}
	t.Logf("%d rules, %d cases that only others refuse and nothing can mend", len(met), alone)
}
