package engine_test

import (
	"encoding/base64"
	"slices"
	"testing"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/read"
)

// TestReopened: what a link or the history keeps of an input gives the same verdict, roles and readings again: in
// every layout of TestMeant, as one paste and as files.
func TestReopened(t *testing.T) {
	linked := func(r *engine.Report) []read.Input {
		var ders [][]byte
		var seen []string
		for _, c := range r.Certificates {
			der, err := base64.StdEncoding.DecodeString(c.DER)
			if err != nil {
				t.Fatal(err)
			}
			ders, seen = append(ders, der), append(seen, c.Seen)
		}
		fragment, err := read.EncodeFragment(ders, seen, "", "", "")
		if err != nil {
			t.Fatal(err)
		}
		in, _, _, _, err := read.DecodeFragment(fragment)
		if err != nil {
			t.Fatal(err)
		}
		return in
	}
	told, cases := 0, 0
	for _, m := range meanings(t) {
		for _, p := range pastes {
			in := p.lay(m)
			if in == nil {
				continue
			}
			before := recheck(t, in, engine.Options{Time: testpki.Now, Host: m.host})
			cases++
			if before.Certificates[0].Seen != "" {
				told++
			}
			kept := engine.PEMInputs(before.Certificates)
			var joined []byte
			for _, k := range kept {
				joined = append(joined, k.Data...)
			}
			for how, again := range map[string][]read.Input{"files": kept, "paste": {{Data: joined}}, "link": linked(before)} {
				after := recheck(t, again, engine.Options{Time: testpki.Now, Host: m.host})
				if !alike(before, after) {
					t.Errorf("%s %s, %s, from %s: %s %q, was %s %q", m.as, m.name, p.name, how, after.Verdict, after.Message,
						before.Verdict, before.Message)
					for i, c := range after.Certificates {
						t.Logf("  %s: %s, was %s: seen %q", c.Name, c.Role, before.Certificates[i].Role, c.Seen)
					}
				}
			}
		}
	}
	t.Logf("%d inputs, %d of them with places that tell something", cases, told)
}

func recheck(t *testing.T, in []read.Input, o engine.Options) *engine.Report {
	t.Helper()
	r, err := engine.Check(in, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// alike reports whether two reports say the same.
func alike(a, b *engine.Report) bool {
	if a.Verdict != b.Verdict || a.Message != b.Message || a.As != b.As || a.Whole != b.Whole ||
		len(a.Certificates) != len(b.Certificates) || len(a.Readings) != len(b.Readings) {
		return false
	}
	for i, c := range a.Certificates {
		if c.SHA256 != b.Certificates[i].SHA256 || c.Role != b.Certificates[i].Role ||
			c.Seen != b.Certificates[i].Seen {
			return false
		}
	}
	return slices.EqualFunc(a.Readings, b.Readings, func(x, y engine.Reading) bool { return x.Verdict == y.Verdict })
}

// TestReopenedChoices: roles that the user had set come back, and a kubeconfig's CA stays that.
func TestReopenedChoices(t *testing.T) {
	root := testpki.Root(t, "Example Root CA", nil)
	middle := root.Intermediate(t, "Example Issuing CA", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	in := []read.Input{{Name: "1.pem", Data: testpki.PEM(middle.Server(t, "srv", nil))},
		{Name: "2.pem", Data: testpki.PEM(middle)}, {Name: "3.pem", Data: testpki.PEM(root)}}
	open := recheck(t, in, engine.Options{Time: testpki.Now})
	for _, role := range []string{"anchor", "intermediate", "unused"} {
		before := recheck(t, in,
			engine.Options{Time: testpki.Now, Roles: map[string]string{open.Certificates[1].SHA256: role}})
		after := recheck(t, engine.PEMInputs(before.Certificates), engine.Options{Time: testpki.Now})
		if !alike(before, after) || after.Certificates[1].RoleBy != "user" || len(after.Readings) > 0 {
			t.Errorf("%s: %s, was %s", role, after.Verdict, before.Verdict)
		}
	}
	other := testpki.Root(t, "Other CA", nil)
	kubeconfig := []read.Input{{Data: []byte("clusters:\n- cluster:\n    certificate-authority-data: " +
		base64.StdEncoding.EncodeToString(testpki.PEM(other)) + "\nusers:\n- user:\n    client-certificate-data: " +
		base64.StdEncoding.EncodeToString(testpki.PEM(root.Server(t, "alice", func(s *testpki.Spec) {
			s.Set(testpki.EKU("1.3.6.1.5.5.7.3.2"))
		}))) + "\n")}}
	before := recheck(t, kubeconfig, engine.Options{Time: testpki.Now})
	after := recheck(t, engine.PEMInputs(before.Certificates), engine.Options{Time: testpki.Now})
	if before.Verdict != "accepted" || !alike(before, after) {
		t.Errorf("kubeconfig: %s %s, was %s", after.Verdict, after.Message, before.Verdict)
	}
}
