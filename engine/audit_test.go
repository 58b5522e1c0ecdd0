package engine_test

import (
	"errors"
	"maps"
	"reflect"
	"slices"
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

// TestAuditShares puts the shares of an audit together again.
func TestAuditShares(t *testing.T) {
	root := testpki.Root(t, "Root", nil)
	var list []*testpki.Cert
	for range 150 {
		list = append(list, root.Server(t, "host", func(s *testpki.Spec) { s.Drop("2.5.29.14") }))
	}
	in := []read.Input{input("many.pem", list...)}
	judge := func(share engine.Share) (rows []engine.AuditRow, sum *engine.AuditSummary) {
		o, last := engine.Options{Time: testpki.Now}, 0
		o.Progress = func(stage string, done, total int) {
			if stage == "audit" {
				last = done
				if done != len(rows) || total != len(list) {
					t.Errorf("%v: progress %d of %d after %d rows", share, done, total, len(rows))
				}
			}
		}
		sum, err := engine.AuditShare(
			in,
			o,
			[]string{"curl"},
			share,
			func(some []engine.AuditRow) { rows = append(rows, some...) },
		)
		if err != nil {
			t.Fatal(err)
		}
		if last != len(rows) {
			t.Errorf("%v: the last progress says %d of %d rows", share, last, len(rows))
		}
		return rows, sum
	}
	whole, want := judge(engine.Share{Part: 0, Of: 1})
	for _, of := range []int{2, 3, 5} {
		var rows []engine.AuditRow
		counts := map[string]int{}
		for part := range of {
			some, sum := judge(engine.Share{Part: part, Of: of})
			rows = append(rows, some...)
			for name, n := range sum.Counts {
				counts[name] += n
			}
			if sum.Total != want.Total || !reflect.DeepEqual(sum.Notes, want.Notes) {
				t.Errorf("part %d of %d: %+v, want %+v", part, of, sum, want)
			}
		}
		slices.SortFunc(rows, func(a, b engine.AuditRow) int { return a.Index - b.Index })
		if !reflect.DeepEqual(rows, whole) || !maps.Equal(counts, want.Counts) {
			t.Errorf("%d shares make other rows or counts than one: %v, want %v", of, counts, want.Counts)
		}
	}
	var usage *engine.UsageError
	for _, share := range []engine.Share{{0, 0}, {-1, 2}, {2, 2}, {0, -1}} {
		if _, err := engine.AuditShare(
			in,
			engine.Options{Time: testpki.Now},
			nil,
			share,
			func([]engine.AuditRow) {},
		); !errors.As(
			err,
			&usage,
		) {
			t.Errorf("%v: %v", share, err)
		}
	}
}
