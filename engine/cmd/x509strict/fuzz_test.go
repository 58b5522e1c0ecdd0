package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
)

// FuzzStream judges a stream of any bytes: an answer for each unit, in order, one line of JSON each, and the same
// with any number of workers.
func FuzzStream(f *testing.F) {
	ca := testpki.Root(f, "CA", nil)
	leaf := ca.Server(f, "leaf", nil)
	b64 := base64.StdEncoding.EncodeToString
	f.Add([]byte(b64(leaf.DER)+","+b64(ca.DER)+"\n# remark\n\n"+`{"certificates":["`+b64(ca.DER)+`"]}`), uint8(1))
	f.Add(testpki.PEM(leaf, ca), uint8(2))
	f.Add(
		[]byte("not base64!\n{\"certificates\":[]}\n{\nAAAA\r\n-----BEGIN X\n-----BEGIN Y\n-----END Y\n-----END"),
		uint8(3),
	)
	f.Fuzz(func(t *testing.T, data []byte, workers uint8) {
		units := 0
		if err := unitsOf(data, func(unit) bool { units++; return true }); err != nil {
			return
		}
		var out, again bytes.Buffer
		o := engine.Options{Time: testpki.Now}
		if err := stream(bytes.NewReader(data), &out, o, nil, 1+int(workers%3), true); err != nil {
			t.Fatal(err)
		}
		lines := slices.Collect(strings.Lines(out.String()))
		if len(lines) != units {
			t.Fatalf("%d lines for %d units", len(lines), units)
		}
		for i, line := range lines {
			var row engine.AuditRow
			if err := json.Unmarshal([]byte(line), &row); err != nil {
				t.Fatal(err)
			}
			if row.Index != i || !slices.Contains([]string{"accepted", "refused", "unreadable"}, row.Verdict) ||
				(row.Verdict == "accepted") != (row.Text == "") {
				t.Errorf("line %d: %s", i, line)
			}
		}
		if err := stream(
			bytes.NewReader(data),
			&again,
			o,
			nil,
			1,
			true,
		); err != nil ||
			!bytes.Equal(out.Bytes(), again.Bytes()) {
			t.Errorf("%d workers and one disagree: %v", 1+workers%3, err)
		}
	})
}

func unitsOf(data []byte, emit func(unit) bool) error { return units(bytes.NewReader(data), emit) }
