package message_test

import (
	"cmp"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"x509strict/engine/read"
	"x509strict/engine/read/message"
)

// sample is a message of a test file with what it has to be taken for.
type sample struct{ client, meaning, side, host, source, text string }

func samples(t testing.TB, file string) (out []sample) {
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitAfterSeq(string(b), "\n") {
		if head, ok := strings.CutPrefix(line, "== "); ok {
			fields, source, sourced := strings.Cut(head, " | ")
			f := strings.Fields(fields)
			if len(f) != 4 || !sourced {
				t.Fatalf("%s: bad line %q", file, line)
			}
			out = append(out, sample{f[0], f[1], f[2], f[3], strings.TrimSpace(source), ""})
		} else if len(out) > 0 {
			out[len(out)-1].text += line
		}
	}
	return out
}

// everySample lists those of all files.
func everySample(t testing.TB) (out []sample) {
	for _, file := range []string{"messages.txt", "threads.txt", "public.txt", "programs.txt", "issues.txt",
		"clients.txt",
		"languages.txt", "libraries.txt", "servers.txt", "daemons.txt", "unseen.txt", "recent.txt", "more.txt",
		"mended.txt", "later.txt", "again.txt", "mined_a.txt", "mined_b.txt", "mined_b2.txt", "mined_c.txt",
		"mined_d.txt", "mined_e.txt", "mined_f.txt", "mined_g.txt",
		"blind.txt", "blind2.txt", "blind3.txt", "blind4.txt",
		"blind5.txt", "blind6.txt", "blind7.txt", "blind8.txt", "real.txt"} {
		out = append(out, samples(t, "testdata/"+file)...)
	}
	return out
}

// TestDumps: what tools print of a certificate is no message, though it speaks of fingerprints, purposes and ends.
func TestDumps(t *testing.T) {
	files, err := filepath.Glob("../printed/testdata/*")
	if err != nil || len(files) < 20 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range taken(string(b)) {
			t.Errorf("%s: %s%s of %q", file, m.Slug, m.Meaning, m.Client)
		}
	}
}

// taken says what a text is taken for: the messages but for those that only repeat one.
func taken(text string) (out []message.Message) {
	said := map[string]bool{}
	for m := range message.New([]byte(text), []message.Span{{Start: 0, End: len(text)}}).All() {
		key := m.Slug + string(m.Meaning) + m.Client + string(m.Side)
		if !said[key] {
			said[key] = true
			out = append(out, m)
		}
	}
	return out
}

// pasted says what a text is taken for that is read like any other input, which replaces characters.
func pasted(t *testing.T, text string) (out []message.Message) {
	b, err := read.Read([]read.Input{{Data: []byte(text)}}, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range b.Messages {
		out = append(out, m.Message)
	}
	return out
}

// mistake says in what the messages differ from what a sample wants; "" when they don't.
func (s sample) mistake(got []message.Message) string {
	if len(got) == 0 {
		return "nothing found"
	}
	m := got[0]
	or := func(v string) string {
		if v == "" {
			return "-"
		}
		return v
	}
	meaning := m.Slug + string(m.Meaning)
	host := or(m.Host)
	if m.Port != 0 && strings.Contains(s.host, ":") {
		host = net.JoinHostPort(m.Host, strconv.Itoa(m.Port))
	}
	have := fmt.Sprintf("%s %s %s %s", or(m.Client), or(meaning), or(string(m.Side)), host)
	want := fmt.Sprintf("%s %s %s %s", s.client, s.meaning, s.side, s.host)
	if s.host == "-" { // a host that is not asked about
		have = strings.TrimSuffix(have, host) + "-"
	}
	if have != want {
		return "got  " + have + "\nwant " + want
	}
	for _, other := range got[1:] {
		if other.Client != m.Client && other.Client != "" {
			return "also taken for " + other.Client
		}
	}
	return ""
}

// TestMeanings reads every message as it stands.
func TestMeanings(t *testing.T) {
	all := everySample(t)
	if len(all) < 800 {
		t.Errorf("only %d messages", len(all))
	}
	wrong := 0
	for _, s := range all {
		if m := s.mistake(taken(s.text)); m != "" {
			wrong++
			t.Errorf("%s\n%s\n%s", s.source, s.text, m)
		}
		if m := s.mistake(pasted(t, s.text)); m != "" { // as pasted: characters are replaced before
			wrong++
			t.Errorf("%s\n%s\npasted: %s", s.source, s.text, m)
		}
	}
	t.Logf("%d messages, %d wrong", len(all), wrong)
}

// TestDisguises reads messages as they are copied: wrapped at any column, behind log prefixes, as JSON, on Chinese
// pages.
func TestDisguises(t *testing.T) {
	disguises := []struct {
		name string
		of   func(string) string
	}{
		{"wrapped", func(s string) string { return wrap(s, 37) }},
		{"boxed", func(s string) string {
			return "| " + strings.ReplaceAll(wrap(strings.TrimSpace(s), 70), "\n", " |\n| ") + " |\n"
		}},
		{
			"quoted",
			func(s string) string { return "> " + strings.ReplaceAll(strings.TrimSpace(s), "\n", "\n> ") + "\n" },
		},
		{"prefixed", func(s string) string {
			return "web-1  | " + strings.ReplaceAll(strings.TrimSpace(s), "\n", "\nweb-1  | ") + "\n"
		}},
		{"Chinese", func(s string) string {
			return "运行的时候报错了，信息如下：\n" + s + "\n请问怎么解决？谢谢\n"
		}},
	}
	all := everySample(t)
	for n, d := range disguises {
		wrong, tried := 0, 0
		for i := n % 2; i < len(all); i += 2 {
			s, text := all[i], d.of(all[i].text)
			tried++
			got := taken(text)
			if len(got) == 0 {
				wrong++
				t.Logf("%s: nothing found in %s", d.name, text)
				continue
			}
			if m := got[0]; m.Slug+string(m.Meaning) != s.meaning || cmp.Or(m.Client, "-") != s.client {
				wrong++
				t.Logf("%s: %s %s%s, want %s %s\n%s", d.name, m.Client, m.Slug, m.Meaning, s.client, s.meaning, text)
			}
		}
		t.Logf("%s: %d of %d wrong", d.name, wrong, tried)
		if wrong*50 > tried { // one in fifty: a line's start tells some logs apart
			t.Errorf("%s: %d of %d wrong", d.name, wrong, tried)
		}
	}
}

// TestCutOff reads messages of which the end is missing.
func TestCutOff(t *testing.T) {
	for _, test := range []struct{ text, client, meaning string }{
		{`Get "https://es.example:9200/": tls: failed to verify certificate: x509: certificate signed by unkno`,
			"go", "unable-to-get-issuer-cert-locally"},
		{`Get "https://es.example:9200/": tls: failed to verify certificate: x509: certifi`, "go", "verification-failed"},
		{"http: TLS handshake error from 10.0.0.3:51234: remote error: tls: bad certif...", "go", "alert-bad-certificate"},
		{"http: TLS handshake error from 10.0.0.3:51234: remote error: tls: unknown certificate au…", "go", "alert-unknown-ca"},
		{"POST against https://gitlab.example/api/v4/jobs/request: x509: certificate is valid for old.exam", "go",
			"hostname-mismatch"},
		{"fatal: unable to access 'https://git.example/r.git/': SSL certificate problem: unable to get local iss", "git",
			"unable-to-get-issuer-cert-locally"},
		{"fatal: unable to access 'https://git.example/r.git/': SSL certificate problem: self-signed certificate in cer",
			"git", "self-signed-cert-in-chain"},
		{"fatal: unable to access 'https://git.example/r.git/': SSL certificate problem: self-signed certificate", "git",
			"depth-zero-self-signed-cert"},
		{"Caused by: javax.net.ssl.SSLHandshakeException: Received fatal alert: bad_certif", "java",
			"alert-bad-certificate"},
		{"java.security.cert.CertPathValidatorException: Trust anchor for certification pa [truncated]", "java",
			"unable-to-get-issuer-cert-locally"},
		{"2024-11-12 10:01:02 [notice] <0.8.0> TLS server: In state connection received CLIENT ALERT: Fatal - Certificate Unk",
			"rabbitmq", "alert-certificate-unknown"},
		{"error sending request for url (https://api.example/): client error (Connect): invalid peer certificate: Unknow",
			"rustls", "unable-to-get-issuer-cert-locally"},
	} {
		got := taken(test.text)
		if len(got) == 0 {
			t.Errorf("nothing found in %s", test.text)
		} else if m := got[0]; m.Client != test.client || m.Slug+string(m.Meaning) != test.meaning {
			t.Errorf("%s\ngot %s %s%s, want %s %s", test.text, m.Client, m.Slug, m.Meaning, test.client, test.meaning)
		}
	}
}

// megabyte is a log of a megabyte: the samples in turn behind a time, with other lines between.
func megabyte(t testing.TB) (text []byte, kinds int) {
	all := samples(t, "testdata/messages.txt")
	var b strings.Builder
	for n := 0; b.Len() < 1<<20; n++ {
		fmt.Fprintf(&b, "2024-11-12 10:%02d:%02d.%03d INFO request served in %d ms\n", n/60%60, n%60, n%1000, n%97)
		if s := all[n%40*7]; n%3 == 0 {
			fmt.Fprintf(&b, "2024-11-12 10:%02d:%02d.%03d ERROR %s", n/60%60, n%60, n%1000, s.text)
		}
	}
	return []byte(b.String()), 40
}

func BenchmarkMegabyte(b *testing.B) {
	text, _ := megabyte(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		n := 0
		for range message.New(text, []message.Span{{Start: 0, End: len(text)}}).All() {
			n++
		}
		if n < 1000 {
			b.Fatal(n)
		}
	}
}

// TestMegabyte finds the forty kinds of a long log, none of them with another's program.
func TestMegabyte(t *testing.T) {
	text, kinds := megabyte(t)
	all := samples(t, "testdata/messages.txt")
	wanted := map[string]bool{}
	for n := range kinds {
		s := all[n*7]
		wanted[s.client+" "+s.meaning] = false
	}
	for _, m := range taken(string(text)) {
		kind := m.Client + " " + m.Slug + string(m.Meaning)
		if _, ok := wanted[kind]; ok {
			wanted[kind] = true
		} else {
			t.Errorf("found %s: %s", kind, m.Text)
		}
	}
	for kind, found := range wanted {
		if !found {
			t.Errorf("not found: %s", kind)
		}
	}
}
