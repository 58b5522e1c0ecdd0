package engine_test

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"x509strict/engine"
	"x509strict/engine/client"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/read"
)

// workInputs are inputs of every kind: each recorded case by itself and all of them as files of one input, trust
// settings, a lone CA, more rows than are handed over at once, nothing.
func workInputs(tb testing.TB) map[string][]read.Input {
	out := map[string][]read.Input{"nothing": {{Name: "empty.pem"}}}
	files, err := filepath.Glob("verify/testdata/vectors/*.txtar")
	if err != nil || len(files) < 40 {
		tb.Fatal(len(files), err)
	}
	for _, name := range append(files, "read/testdata/trusted.pem", "testdata/easy-rsa.pem") {
		data, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		one := read.Input{Name: filepath.Base(name), Data: data}
		out[one.Name] = []read.Input{one}
		out["all"] = append(out["all"], one)
	}
	root := testpki.Root(tb, "Root", nil)
	out["a CA"] = []read.Input{input("", root)}
	list := []*testpki.Cert{root}
	for range 150 {
		list = append(list, root.Server(tb, "host", func(s *testpki.Spec) { s.Drop("2.5.29.14") }))
	}
	out["many"] = []read.Input{input("many.pem", list...)}
	return out
}

// TestWork holds rows whose work has travelled to those of an audit in one place.
func TestWork(t *testing.T) {
	var clients []string
	for _, c := range client.All {
		clients = append(clients, c.ID)
	}
	seen := map[string]bool{}
	for name, in := range workInputs(t) {
		t.Run(name, func(t *testing.T) {
			o := engine.Options{Time: testpki.Now, Severity: true}
			var want, got []engine.AuditRow
			told := -1
			o.Progress = func(stage string, done, _ int) {
				if stage != "audit" {
					return
				}
				if told = done; done != len(want) {
					t.Errorf("%d rows are told after %d", done, len(want))
				}
			}
			whole, err := engine.Audit(in, o, clients, func(rows []engine.AuditRow) { want = append(want, rows...) })
			if err != nil {
				t.Fatal(err)
			}
			if told != whole.Total {
				t.Errorf("the last progress says %d of %d", told, whole.Total)
			}
			o.Progress = nil
			counts := map[string]int{}
			sum, err := engine.Divide(in, o, func(w *engine.Work, total int) error {
				if w.First() != len(got) || total != whole.Total {
					t.Errorf("row %d of %d comes after %d of %d", w.First(), total, len(got), whole.Total)
				}
				there, err := engine.ReadWork(w.Bytes())
				if err != nil {
					return err
				}
				rows, some, err := engine.JudgeWork(there, o, clients)
				for verdict, n := range some {
					counts[verdict] += n
				}
				got = append(got, rows...)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			for i := range want {
				if i >= len(got) || !reflect.DeepEqual(got[i], want[i]) {
					t.Fatalf("row %d of %d: %+v, want %+v", i, len(got), got[min(i, len(got)-1)], want[i])
				}
			}
			if len(got) != len(want) || !maps.Equal(counts, whole.Counts) {
				t.Errorf("%d rows, %v; want %d, %v", len(got), counts, len(want), whole.Counts)
			}
			if sum.Total != whole.Total || !reflect.DeepEqual(sum.Notes, whole.Notes) {
				t.Errorf("%+v, want %+v", sum, whole)
			}
			for _, row := range want {
				seen[row.Name] = true
			}
		})
	}
	if rejected := "X509_V_ERR_CERT_REJECTED"; !seen[rejected] {
		t.Error("no case is decided by trust settings, which are no part of a certificate's bytes")
	}
}

func FuzzReadWork(f *testing.F) {
	for _, name := range []string{"trusted.pem", "easy-rsa.pem", "a CA"} {
		in := workInputs(f)[name]
		_, err := engine.Divide(in, engine.Options{Time: testpki.Now}, func(w *engine.Work, _ int) error {
			b := w.Bytes()
			f.Add(b)
			f.Add(b[:len(b)/2])
			return nil
		})
		if err != nil {
			f.Fatal(err)
		}
	}
	f.Add([]byte{0, 1, 0, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		w, err := engine.ReadWork(b)
		if err != nil {
			return
		}
		if _, _, err := engine.JudgeWork(w, engine.Options{Time: testpki.Now}, []string{"curl", "go"}); err != nil {
			t.Fatal(err)
		}
	})
}
