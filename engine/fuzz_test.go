package engine_test

import (
	"os"
	"path/filepath"
	"testing"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/mend"
	"x509strict/engine/read"
	"x509strict/engine/read/containers"
)

// FuzzCheck goes the whole way from bytes to report and repair: nothing may panic, and a report is always whole.
func FuzzCheck(f *testing.F) {
	files, err := filepath.Glob("testdata/*.pem")
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, "localhost", uint8(0))
		f.Add(data[:len(data)/2], "127.0.0.1", uint8(3))
	}
	root := testpki.Root(f, "Root", nil)
	middle := root.Intermediate(f, "Middle", nil)
	f.Add(testpki.PEM(middle.Server(f, "leaf", nil), middle), "", uint8(8))
	f.Add(append(testpki.PEM(root), root.KeyPEM(f)...), "*", uint8(12))
	f.Add(root.DER, ".", uint8(5))
	ids := []string{"", "python-3.12", "python-3.13-relaxed", "requests", "curl", "nodejs", "go", "openssl-verify-strict"}
	f.Fuzz(func(t *testing.T, data []byte, host string, pick uint8) {
		o := engine.Options{Time: testpki.Now, Host: host, Client: ids[int(pick)%len(ids)], OpenSSL: []string{"1.1.1", "3.0", "3.5", "4.0"}[pick/8%4], Openers: containers.All}
		r, err := engine.Check([]read.Input{{Data: data}}, o)
		if err != nil {
			return
		}
		if r.Verdict == "refused" && r.Message == "" {
			t.Error("refused without a message")
		}
		if _, err := mend.Repair([]read.Input{{Data: data}}, nil, o, mend.Options{Random: zeros{}}); err != nil {
			t.Error(err)
		}
		noNulls(t, r)
	})
}

// zeros is a source of randomness that never runs dry.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 7
	}
	return len(p), nil
}
