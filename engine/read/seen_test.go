package read_test

import (
	"encoding/json"
	"strings"
	"testing"

	"x509strict/engine/internal/testpki"
	"x509strict/engine/read"
)

// TestFieldsOfOneLine: JSON has its PEM in one line, and every certificate is told by its own field.
func TestFieldsOfOneLine(t *testing.T) {
	root := testpki.Root(t, "Root", nil)
	middle := root.Intermediate(t, "Middle", nil)
	leaf := middle.Server(t, "srv", nil)
	data, err := json.Marshal(map[string]any{"port": 1, "tls": map[string]string{
		"caCert": string(testpki.PEM(root)), "serverCert": string(testpki.PEM(leaf, middle))}})
	if err != nil {
		t.Fatal(err)
	}
	b, err := read.Read([]read.Input{{Data: data}}, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var labels []string
	blocks := map[int]bool{}
	for _, c := range b.Certificates {
		labels = append(labels, c.Seen[0].Label)
		blocks[c.Seen[0].Block] = true
	}
	if got := strings.Join(labels, " "); got != "caCert serverCert serverCert" || len(blocks) != 2 {
		t.Errorf("%s in %d blocks", got, len(blocks))
	}
}

// TestSeen: what is written of a place is read back, and nothing else is taken for it.
func TestSeen(t *testing.T) {
	const text = "0.1-presented-client-keyed,3.12-ca-cafile-is-anchor"
	list, ok := read.ParseSeen(text)
	if !ok || len(list) != 2 || list[0].Position != read.Presented || !list[0].KeyBeside || list[1].Role != "anchor" ||
		!list[1].CAFile || list[1].Block != 3 || list[1].Order != 12 {
		t.Errorf("%+v", list)
	}
	for i, label := range []string{read.SeenClient, read.SeenCA} {
		list[i].Label = label
	}
	if got := read.FormatSeen(list); got != text {
		t.Error(got)
	}
	for _, bad := range []string{
		"", ",", "1", "1.", ".1", "-1.2", "1.2-", "1.2-x", "1.2,", "12345678.1", "1.2-ca.crt", "1.2-is-",
		"1.2-is-leaf\nx", "1.2 -ca",
	} {
		if _, ok := read.ParseSeen(bad); ok && bad != "1.2-" {
			t.Errorf("%q is taken", bad)
		}
	}
	if read.SeenLine("nonsense\n-----BEGIN") != "" {
		t.Error("anything is written above a certificate")
	}
	root := testpki.Root(t, "Root", nil)
	seen := []string{"0.1-trusted,1.2-own"}
	fragment, err := read.EncodeFragment([][]byte{root.DER}, seen, "", "", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, link := range []string{fragment, strings.ReplaceAll(fragment, "seen=", "seen=%0a"), fragment + ";0.3-ca",
		strings.Split(fragment, "&")[0] + "&seen=;;;"} {
		in, _, _, _, err := read.DecodeFragment(link)
		if err != nil {
			t.Fatal(err)
		}
		b, err := read.Read(in, read.Options{})
		if err != nil || len(b.Certificates) != 1 {
			t.Fatalf("%s: %d certificates, %v", link, len(b.Certificates), err)
		}
		if s := b.Certificates[0].Seen; link == fragment && (len(s) != 2 || s[0].Position != read.TrustedEntry) {
			t.Errorf("%+v", s)
		}
	}
}
