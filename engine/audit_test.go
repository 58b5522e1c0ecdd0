package engine_test

import (
	"testing"

	"x509strict/engine"
	"x509strict/engine/client"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/read"
)

// TestAuditAsksEveryClient holds the verdicts that clients of one kind share in an audit to each client's own.
func TestAuditAsksEveryClient(t *testing.T) {
	w := newWorld(t)
	notCA := w.root.Intermediate(t, "Not a CA", func(s *testpki.Spec) { s.Set(testpki.BasicConstraints(false)) })
	onlyCN := w.root.Server(t, "www.example", func(s *testpki.Spec) { s.Drop("2.5.29.17") })
	in := []read.Input{
		input(
			"all.pem",
			w.leaf,
			w.elastic,
			w.elasticLeaf,
			w.easy,
			w.easyLeaf,
			w.middle,
			w.root,
			w.second,
			w.own,
			w.bare,
			notCA,
			onlyCN,
		),
	}
	var ids []string
	for _, c := range client.All {
		if c.Judges(client.OfServer) {
			ids = append(ids, c.ID)
		}
	}
	rows := func(o engine.Options, clients []string) (all []engine.AuditRow) {
		o.Time = testpki.Now
		if _, err := engine.Audit(
			in,
			o,
			clients,
			func(some []engine.AuditRow) { all = append(all, some...) },
		); err != nil {
			t.Fatal(err)
		}
		return all
	}
	for _, host := range []string{"", "www.example", "localhost", "192.0.2.1"} {
		for _, generation := range []string{"1.1.1", "3.0", "3.5", "4.0"} {
			together := rows(engine.Options{Host: host, OpenSSL: generation}, ids)
			for _, id := range ids {
				for i, alone := range rows(engine.Options{Client: id, Host: host, OpenSSL: generation}, nil) {
					if got := together[i].Clients[id]; got != alone.Verdict || len(together[i].Clients) != len(ids) {
						t.Errorf(
							"%s, host %q, OpenSSL %s: %s is %q among others and %q alone",
							alone.Subject,
							host,
							generation,
							id,
							got,
							alone.Verdict,
						)
					}
				}
			}
		}
	}
}
