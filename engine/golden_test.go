package engine_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"
	"time"

	"x509strict/engine"
	"x509strict/engine/read"
)

// update rewrites the golden reports: go test ./engine -run Golden -update. Read the difference before committing it.
var update = flag.Bool("update", false, "rewrite testdata/*.json")

func TestGolden(t *testing.T) {
	for _, name := range []string{"elasticsearch", "easy-rsa"} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile("testdata/" + name + ".pem")
			if err != nil {
				t.Fatal(err)
			}
			r, err := engine.Check(
				[]read.Input{{Name: name + ".pem", Data: data}},
				engine.Options{Host: "localhost", Time: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)},
			)
			if err != nil {
				t.Fatal(err)
			}
			bare(r)
			got, err := json.MarshalIndent(r, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			golden := "testdata/" + name + ".json"
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("the report differs from %s; -update rewrites it\n%s", golden, firstDifference(got, want))
			}
		})
	}
}

// TestSameBytes: the same input gives the same report, whatever the order in which Go walks maps.
func TestSameBytes(t *testing.T) {
	for _, name := range []string{"elasticsearch", "easy-rsa"} {
		data, err := os.ReadFile("testdata/" + name + ".pem")
		if err != nil {
			t.Fatal(err)
		}
		var first []byte
		for run := range 50 {
			r, err := engine.Check(
				[]read.Input{{Name: name + ".pem", Data: data}},
				engine.Options{Host: "localhost", Time: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)},
			)
			if err != nil {
				t.Fatal(err)
			}
			got, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			if run == 0 {
				first = got
			} else if !bytes.Equal(got, first) {
				t.Fatalf("%s: run %d differs\n%s", name, run, firstDifference(got, first))
			}
		}
	}
}

// bare leaves out the words, which their own packages test, and keeps what programs rely on.
func bare(r *engine.Report) {
	r.Plan, r.Origins, r.Notes = nil, nil, nil
	for i := range r.Clients {
		r.Clients[i].About, r.Clients[i].Name = "", ""
	}
	for i := range r.Generations {
		r.Generations[i].About = ""
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		f.Title, f.Saw, f.Why, f.Fix, f.Cite = "", "", "", "", ""
	}
}

func firstDifference(got, want []byte) string {
	a, b := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range a {
		if i >= len(b) || !bytes.Equal(a[i], b[i]) {
			line := []byte("(nothing)")
			if i < len(b) {
				line = b[i]
			}
			return "got  " + string(a[i]) + "\nwant " + string(line)
		}
	}
	return "the golden report goes on"
}
