package engine_test

import (
	"testing"

	"x509strict/engine"
	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/lang"
	"x509strict/engine/read"
	"x509strict/engine/verify"
)

// asked is a program made of a function, as a verifier of another kind than OpenSSL's would be.
type asked func(k client.Case) client.Answer

func (f asked) Ask(_ *verify.Verifier, k client.Case) client.Answer { return f(k) }
func (asked) Alike(client.Case) any                                 { return "asked" }

// plug adds a client for the duration of a test.
func plug(t *testing.T, c *client.Client) {
	before := client.All
	client.All = append(append([]*client.Client{}, before...), c)
	t.Cleanup(func() { client.All = before })
}

// TestPluggedClient adds a client that knows nothing of OpenSSL's events: its row, its path, its findings and its early
// warning arrive in the report, and its verdict in an audit.
func TestPluggedClient(t *testing.T) {
	w := newWorld(t)
	files := []read.Input{input("ca.crt", w.root), input("s.crt", w.leaf, w.middle)}
	plug(t, &client.Client{ID: "other", Group: client.Rust, Compared: true, Name: lang.Text{EN: "Other", ZH: "其他"},
		Program: asked(func(k client.Case) client.Answer {
			path := append(append([]*cert.Certificate{k.Leaf}, k.Untrusted...), k.Trusted[0])
			a := client.Refuse(path, len(path)-1, client.Reason{
				Certificate: path[len(path)-2],
				Name:        "NoKeyUsage",
				Text:        "invalid peer certificate: NoKeyUsage",
				Rule:        "ca-cert-missing-key-usage",
			})
			a.Later = []client.Reason{{Text: "LeafSigns", Since: "1.2", Rule: "no-such-rule"}}
			return a
		})})
	r := check(t, engine.Options{Client: "other"}, files...)
	row := r.Clients[len(r.Clients)-1]
	if row.ID != "other" || row.Verdict != "refused" || row.Depth != 1 || row.Group != "rust" || !row.Compared ||
		row.Text != "invalid peer certificate: NoKeyUsage" || row.Later != "1.2: LeafSigns" {
		t.Errorf("the row is %+v", row)
	}
	if r.Verdict != "refused" || r.Message != row.Text || len(r.Events) != 0 || len(r.Waiting) != 0 {
		t.Errorf("the report says %s %q, events %v, waiting %v", r.Verdict, r.Message, r.Events, r.Waiting)
	}
	if p := r.Chains[0]; len(p.Path) != 3 || p.Trusted != 2 {
		t.Errorf("the path is %v, trusted from %d on", p.Path, p.Trusted)
	}
	f := r.Findings[0]
	if f.Severity != "stops" || f.Name != "NoKeyUsage" || f.Rule != "ca-cert-missing-key-usage" || f.Depth != 1 ||
		f.Certificate != r.Chains[0].Path[1] || f.Title == "" {
		t.Errorf("the first finding is %+v", f)
	}

	sum, err := engine.Audit(files, engine.Options{Time: testpki.Now}, []string{"other"}, func(rows []engine.AuditRow) {
		for _, row := range rows {
			if row.Role == "leaf" && row.Clients["other"] != "refused" {
				t.Errorf("the audit says %v", row.Clients)
			}
		}
	})
	if err != nil || sum.Total != 3 {
		t.Error(sum, err)
	}
}

// TestNotChecked wants a client whose answer is not known to be neither accepting nor refusing, and to say why.
func TestNotChecked(t *testing.T) {
	w := newWorld(t)
	plug(t, &client.Client{ID: "other", Program: asked(func(client.Case) client.Answer {
		return client.Unknown(lang.Text{EN: "not checked: SM2", ZH: "未检查：SM2"})
	})})
	r := check(t, engine.Options{Lang: lang.Chinese}, input("", w.leaf, w.middle, w.root))
	row := r.Clients[len(r.Clients)-1]
	if row.Verdict != "not-checked" || row.Text != "未检查：SM2" || row.Compared {
		t.Errorf("the row is %+v", row)
	}
	if r.Verdict != "accepted" {
		t.Errorf("the chosen client says %s", r.Verdict)
	}
}
