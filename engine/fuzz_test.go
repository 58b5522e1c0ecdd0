package engine_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"x509strict/engine"
	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/lang"
	"x509strict/engine/mend"
	"x509strict/engine/read"
	"x509strict/engine/read/containers"
)

// seedBundles are pastes of every kind: what makers of certificates print, a sound chain, a chain with its key, DER.
func seedBundles(f *testing.F) (all [][]byte) {
	files, err := filepath.Glob("testdata/*.pem")
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		all = append(all, data, data[:len(data)/2])
	}
	root := testpki.Root(f, "Root", nil)
	middle := root.Intermediate(f, "Middle", nil)
	return append(
		all,
		testpki.PEM(middle.Server(f, "leaf", nil), middle),
		append(testpki.PEM(root), root.KeyPEM(f)...),
		root.DER,
	)
}

// mayFail fails the test on an error that no input may cause.
func mayFail(t *testing.T, err error) {
	t.Helper()
	var limit *read.LimitError
	if err != nil && !errors.As(err, &limit) {
		t.Fatal(err)
	}
}

// FuzzCheck goes the whole way from bytes to report, plan and the files for openssl: nothing may panic, and a report
// is always whole.
func FuzzCheck(f *testing.F) {
	hosts := []string{"localhost", "127.0.0.1", "", "*", "."}
	for i, data := range seedBundles(f) {
		f.Add(data, hosts[i%len(hosts)], uint8(3*i))
	}
	ids := []string{
		"",
		"python-3.12",
		"python-3.13-relaxed",
		"requests",
		"curl",
		"nodejs",
		"go",
		"openssl-verify-strict",
	}
	f.Fuzz(func(t *testing.T, data []byte, host string, pick uint8) {
		o := engine.Options{
			Time:    testpki.Now,
			Host:    host,
			Client:  ids[int(pick)%len(ids)],
			OpenSSL: generations[pick/8%4],
			Openers: containers.All,
		}
		done, err := mend.Repair([]read.Input{{Data: data}}, nil, o, mend.Options{Random: zeros{}})
		if err != nil {
			mayFail(t, err)
			return
		}
		r := done.Report
		if r.Verdict == "refused" && r.Message == "" {
			t.Error("refused without a message")
		}
		noNulls(t, r)
	})
}

var generations = []string{"1.1.1", "3.0", "3.5", "4.0"}

// oids are the extensions that the rules look at, and one that nobody knows.
var oids = []string{
	"2.5.29.19",
	"2.5.29.15",
	"2.5.29.14",
	"2.5.29.35",
	"2.5.29.17",
	"2.5.29.37",
	"2.5.29.30",
	"2.5.29.36",
	"2.5.29.54",
	"2.5.29.18",
	"2.5.29.31",
	"1.3.6.1.5.5.7.1.1",
	"1.3.6.1.5.5.7.1.14",
	"1.3.6.1.5.5.7.1.7",
	"2.5.29.32",
	"1.3.6.1.4.1.99999.1",
}

// How FuzzRepair uses the extension it is given.
const (
	replaced = 1 << iota // else added beside the conforming one
	critical
	inLeaf   // else in the CA
	dropped  // the extension is left out instead
	oldForm  // version 1: no extensions
	noKey    // the CA's key is not given
	pkcs12   // PKCS#12 files are wished for
	newDates // another end and serial number are wished for
)

// FuzzRepair signs a chain with one extension of any content and a serial number of any kind, and repairs it with the
// CA's key. Whatever the engine calls proven must be accepted when the files it offers are checked in place of the
// old ones; the CA's key and name must be the same.
func FuzzRepair(f *testing.F) {
	raw := sha256.Sum256([]byte("the CA's key"))
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), raw[:])
	if err != nil {
		f.Fatal(err)
	}
	id := testpki.KeyID(f, key)
	for i := range oids {
		f.Add(uint8(i), uint8(replaced|dropped), []byte{}, []byte{})
		f.Add(uint8(i), uint8(replaced|inLeaf|dropped|pkcs12), []byte{}, []byte{})
	}
	for _, e := range []testpki.Ext{testpki.BasicConstraints(true), testpki.BasicConstraints(false),
		testpki.KeyUsage(7, 0x80), testpki.SKI(id), testpki.AKI(nil),
		testpki.AKISerial(id, testpki.CN("CA"), []byte{1}), testpki.EKU("1.3.6.1.5.5.7.3.2"),
		testpki.SAN("localhost", "::1"), {OID: "2.5.29.30", Value: []byte("\x30\x0b\xa0\x09\x30\x07\x82\x05local")}} {
		for _, how := range []uint8{
			0, replaced, replaced | critical, replaced | inLeaf, inLeaf | critical, replaced | noKey,
			replaced | newDates,
		} {
			f.Add(uint8(slices.Index(oids, e.OID)), how, e.Value, []byte{7})
		}
	}
	f.Add(uint8(0), uint8(oldForm|replaced), []byte{}, []byte{0})
	f.Add(uint8(3), uint8(oldForm|inLeaf), []byte{}, []byte{0xff})
	f.Fuzz(func(t *testing.T, which, how uint8, value, serial []byte) {
		ca, leaf := broken(t, key, id, which, how, value, serial)
		var keys []read.Input
		if how&noKey == 0 {
			keys = append(keys, read.Input{Name: "ca.key", Data: ca.KeyPEM(t)})
		}
		wishes := mend.Options{
			Random:         zeros{},
			PKCS12:         how&pkcs12 != 0 && how&noKey == 0,
			PKCS12Password: "changeit",
			NewSerial:      how&newDates != 0,
		}
		if how&newDates != 0 {
			wishes.NotAfter = testpki.Now.AddDate(1, 0, 0)
		}
		o := engine.Options{Time: testpki.Now, Host: "localhost", Openers: containers.All}
		done, err := mend.Repair([]read.Input{{Name: "chain.pem", Data: testpki.PEM(leaf, ca)}}, keys, o, wishes)
		if err != nil {
			t.Fatal(err)
		}
		noNulls(t, done.Report)
		if !done.Proven {
			if done.Why == "" {
				t.Error("neither proven nor a reason why not")
			}
			return
		}
		if len(done.Plan.Reissues) > 0 {
			o.OpenSSL = generations[which/64]
			inPlace(t, done, o)
		}
	})
}

// broken is a CA and its server certificate with what the fuzzer chose.
func broken(
	t *testing.T,
	key crypto.Signer,
	id []byte,
	which, how uint8,
	value, serial []byte,
) (ca, leaf *testpki.Cert) {
	e := testpki.Ext{OID: oids[int(which)%len(oids)], Critical: how&critical != 0, Value: value}
	change := func(s *testpki.Spec) {
		s.Key = key
		if len(serial) > 0 {
			s.Serial = serial
		}
		switch {
		case how&dropped != 0:
			s.Drop(e.OID)
		case how&replaced != 0:
			s.Set(e)
		default:
			s.Exts = append(s.Exts, e)
		}
		if how&oldForm != 0 {
			s.Version, s.Exts = 0, nil
		}
	}
	ca = testpki.Root(t, "CA", func(s *testpki.Spec) {
		s.Key, s.Serial = key, []byte{1, 2, 3}
		s.Set(testpki.SKI(id))
		s.Set(testpki.AKI(id))
		if how&inLeaf == 0 {
			change(s)
		}
	})
	leaf = ca.Server(t, "leaf", func(s *testpki.Spec) {
		s.Key, s.Serial = key, []byte{4, 5, 6}
		s.Set(testpki.SKI(id))
		if how&inLeaf != 0 {
			change(s)
		}
	})
	return ca, leaf
}

// inPlace checks the files of a proven repair in place of what they replace.
func inPlace(t *testing.T, done *mend.Repaired, o engine.Options) {
	t.Helper()
	files := map[string][]byte{}
	for _, file := range done.Files {
		files[file.Name] = file.Data
	}
	var given []read.Input
	for i, c := range done.Report.Certificates {
		data, err := base64.StdEncoding.DecodeString(c.DER)
		if err != nil {
			t.Fatal(err)
		}
		for _, again := range done.Plan.Reissues {
			if again.Certificate == i {
				block, _ := pem.Decode(files[again.File])
				if block == nil {
					t.Fatalf("%s: not among the files, or no PEM", again.File)
				}
				if before, after := parts(t, data), parts(t, block.Bytes); before != after {
					t.Errorf("key or subject of %s changed: %x became %x", again.File, before, after)
				}
				data = block.Bytes
			}
		}
		given = append(given, read.Input{Name: c.Role, Data: data})
	}
	r, err := engine.Check(given, o)
	if err != nil {
		t.Fatal(err)
	}
	if r.Verdict != "accepted" {
		t.Errorf("proven, yet OpenSSL %s has it %s: %s", r.OpenSSL, r.Verdict, r.Message)
	}
}

// parts are the bytes of a certificate that a repair keeps: the subject and the key.
func parts(t *testing.T, data []byte) string {
	t.Helper()
	c, _, err := cert.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	subject, key := c.Where(cert.PartSubject), c.Where(cert.PartPublicKey)
	return string(c.Raw[subject.Start:subject.End]) + string(c.Raw[key.Start:key.End])
}

// FuzzAudit judges whatever is in the bytes: one row a certificate, counted right, each findable by its fingerprint,
// and the same row when the certificate comes alone in a stream.
func FuzzAudit(f *testing.F) {
	for _, data := range seedBundles(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		o := engine.Options{Time: testpki.Now, Openers: containers.All}
		in := []read.Input{{Name: "heap", Data: data}}
		var rows []engine.AuditRow
		asked := []string{"python-3.12", "go", "curl"}
		sum, err := engine.Audit(in, o, asked, func(some []engine.AuditRow) { rows = append(rows, some...) })
		if err != nil {
			mayFail(t, err)
			return
		}
		counts := 0
		for _, verdict := range []string{"accepted", "refused", "unreadable"} {
			counts += sum.Counts[verdict]
		}
		if len(rows) != sum.Total || counts != sum.Total {
			t.Errorf("%d rows and counts of %d for %d certificates", len(rows), counts, sum.Total)
		}
		stream, err := engine.NewStream(o, asked)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			if row.Index != i || len(row.Clients) != len(asked)+1 || (row.Verdict == "refused") != (row.Text != "") {
				t.Errorf("row %d: %+v", i, row)
			}
			some, err := engine.Pick(in, o, row.SHA256)
			if err != nil || len(some) == 0 {
				t.Fatalf("row %d: picked %d: %v", i, len(some), err)
			}
			der := some[0].Data
			if block, _ := pem.Decode(der); block != nil {
				der = block.Bytes
			}
			sum := sha256.Sum256(der)
			alone := stream.Judge(i, [][]byte{der})
			if hex.EncodeToString(sum[:]) != row.SHA256 ||
				alone.Verdict == "unreadable" && row.Verdict != "unreadable" {
				t.Errorf("row %d: %+v, alone %+v", i, row, alone)
			}
			if i == 3 {
				break // every further one costs as much and shows the same
			}
		}
	})
}

// FuzzLink follows a link as the page does: from the address to the report.
func FuzzLink(f *testing.F) {
	ca := testpki.Root(f, "CA", nil)
	link, err := read.EncodeFragment([][]byte{ca.Server(f, "leaf", nil).DER, ca.DER}, nil, "localhost", "curl", "zh")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(link)
	f.Add("#pem=" + strings.ReplaceAll(string(testpki.PEM(ca)), "\n", "%0A") + "&host=127.0.0.1&lang=en")
	f.Add("#der=" + base64.RawURLEncoding.EncodeToString(ca.DER) + "&client=__proto__&lang=constructor")
	f.Fuzz(func(t *testing.T, link string) {
		inputs, host, id, language, err := read.DecodeFragment(link)
		if err != nil {
			return
		}
		r, err := engine.Check(
			inputs,
			engine.Options{Time: testpki.Now, Host: host, Client: id, Lang: lang.Lang(language)},
		)
		var usage *engine.UsageError
		if errors.As(err, &usage) && client.Find(id) == nil {
			return
		}
		if err != nil {
			mayFail(t, err)
			return
		}
		noNulls(t, r)
	})
}

// FuzzDetails decodes every field for showing: parts lie inside of what they are parts of, in order, and no text is
// raw.
func FuzzDetails(f *testing.F) {
	root := testpki.Root(f, "Root", nil)
	for _, c := range []*testpki.Cert{
		root, root.Server(f, "leaf", func(s *testpki.Spec) { s.Set(testpki.AKISerial(nil, s.Subject, s.Serial)) }),
	} {
		f.Add(c.DER)
	}
	for _, data := range seedBundles(f) {
		for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
			f.Add(block.Bytes)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := engine.Details(data, lang.English)
		if err != nil {
			return
		}
		var walk func(nodes []engine.Node, start, end int)
		walk = func(nodes []engine.Node, start, end int) {
			for _, n := range nodes {
				if n.Start < start || n.End < n.Start || n.End > end {
					t.Errorf("%q lies at [%d, %d) in [%d, %d)", n.Name, n.Start, n.End, start, end)
				}
				if strings.ContainsFunc(n.Name+n.Value, raw) {
					t.Errorf("raw text: %q %q", n.Name, n.Value)
				}
				walk(n.Children, n.Start, n.End)
			}
		}
		walk(d.Fields, 0, len(data))
		if !slices.IsSortedFunc(d.Fields, func(a, b engine.Node) int { return a.Start - b.Start }) {
			t.Error("the fields are not in the order of the certificate")
		}
	})
}

// raw reports a character that must be shown escaped: controls, marks of direction, what has no width.
func raw(r rune) bool {
	return r < 0x20 || r >= 0x7f && r < 0xa0 || r >= 0x200b && r <= 0x200f || r >= 0x2028 && r <= 0x202e ||
		r >= 0x2060 && r <= 0x206f ||
		r == 0xfeff ||
		r == 0xfffd
}

// TestFuzzSeedsAreRepaired keeps FuzzRepair honest: its first seeds end in a proven repair, or the search would run
// beside the point.
func TestFuzzSeedsAreRepaired(t *testing.T) {
	raw := sha256.Sum256([]byte("the CA's key"))
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), raw[:])
	if err != nil {
		t.Fatal(err)
	}
	proven := map[string]bool{}
	for i, oid := range oids[:3] {
		ca, leaf := broken(t, key, testpki.KeyID(t, key), uint8(i), replaced|dropped, nil, nil)
		done, err := mend.Repair(
			[]read.Input{{Data: testpki.PEM(leaf, ca)}},
			[]read.Input{{Data: ca.KeyPEM(t)}},
			engine.Options{Time: testpki.Now, Openers: containers.All},
			mend.Options{Random: zeros{}},
		)
		if err != nil {
			t.Fatal(err)
		}
		proven[oid] = done.Proven && len(done.Plan.Reissues) > 0
		for _, generation := range generations {
			inPlace(t, done, engine.Options{Time: testpki.Now, OpenSSL: generation})
		}
	}
	for oid, yes := range proven {
		if !yes {
			t.Errorf("a CA without %s: no proven repair", oid)
		}
	}
}

// zeros is a source of randomness that never runs dry.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	copy(p, bytes.Repeat([]byte{7}, len(p)))
	return len(p), nil
}
