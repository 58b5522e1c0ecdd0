package issue_test

import (
	"crypto"
	crand "crypto/rand"
	"fmt"
	"strings"
	"testing"

	"x509strict/engine/issue"
	"x509strict/engine/plan"
	"x509strict/engine/tbs"
)

// TestWishes asks for a later end and for new serial numbers where nothing else has to change.
func TestWishes(t *testing.T) {
	h := three("p256")
	h.sign()
	in := h.input()
	in.Options = plan.Options{NewSerial: true, NotAfter: testTime.AddDate(30, 0, 0), Random: crand.Reader}
	p := must[*plan.Plan](t)(plan.Make(in))
	if len(p.Reissues) != 1 || p.Reissues[0].File != "ca.crt" || p.Reissues[0].Serial != "new" ||
		!p.Reissues[0].Changed("notAfter") {
		t.Fatalf("%s: %+v", p.State, p.Reissues)
	}
	o := outcome{
		h,
		p,
		must[*issue.Result](t)(issue.Reissue(p, in.Certificates, h.keys(), issue.Wishes{}, crand.Reader)),
	}
	if len(o.result.Failures) > 0 || len(o.result.Files) == 0 {
		t.Fatalf("%q", o.result.Failures)
	}
	for release, root := range opensslCommands(t) {
		checkWithOpenSSL(t, release, root, []outcome{o}, "-x509_strict -partial_chain", "-x509_strict")
	}

	h = three("p256") // where a leaf names the serial number, it stays
	h.members[1].put(tbs.AuthorityKeyID(h.members[0].id, h.members[0].spec.Subject, h.members[0].spec.Serial))
	h.members[0].drop(oidKU)
	h.sign()
	in = h.input()
	in.Options = plan.Options{NewSerial: true, Random: crand.Reader}
	p = must[*plan.Plan](t)(plan.Make(in))
	if len(p.Reissues) != 1 || p.Reissues[0].Serial != "keep" ||
		!strings.Contains(fmt.Sprint(p.Warnings), "keeps its serial number") {
		t.Errorf("%s\n%s", p.State, indent(p))
	}
}

// TestWrongKey says whose key was given.
func TestWrongKey(t *testing.T) {
	h := three("p256")
	h.members[0].drop(oidKU)
	h.sign()
	in := h.input()
	in.Keys = in.Keys[2:3]
	p := must[*plan.Plan](t)(plan.Make(in))
	if p.Reissues[0].KeyHeld || !strings.Contains(fmt.Sprint(p.Warnings), "is the key of “a.example.com”") ||
		!strings.Contains(p.Summary, "The key is not here") {
		t.Errorf("held %v\n%s", p.Reissues[0].KeyHeld, indent(p))
	}
	_, err := issue.Reissue(p, in.Certificates, h.keys()[2:3], issue.Wishes{}, crand.Reader)
	if err == nil ||
		err.Error() != "issue: to re-issue “Root” the key of “Root” is needed; the key given is that of “a.example.com”" {
		t.Error(err)
	}
	stranger := must[crypto.Signer](t)(issue.Generator(crand.Reader)("EC P-256"))
	_, err = issue.Reissue(p, in.Certificates, []crypto.Signer{stranger}, issue.Wishes{}, crand.Reader)
	if err == nil || !strings.HasSuffix(err.Error(), "belongs to none of these certificates") {
		t.Error(err)
	}
}

// TestHost asks for a host that the leaf does not name, and for client certificates.
func TestHost(t *testing.T) {
	for host, want := range map[string]string{"localhost": "", "db.example.net": "a.example.com.crt", "192.0.2.7": "a.example.com.crt"} {
		h := three("p256")
		h.members = h.members[:3]
		h.sign()
		in := h.input()
		in.Host = host
		p := must[*plan.Plan](t)(plan.Make(in))
		got := ""
		for _, r := range p.Reissues {
			got += r.File
		}
		if got != want {
			t.Errorf("%s: re-issues %q, want %q\n%s", host, got, want, indent(p))
		}
		if want == "" {
			continue
		}
		result := must[*issue.Result](t)(issue.Reissue(p, in.Certificates, h.keys(), issue.Wishes{}, crand.Reader))
		if len(result.Failures) > 0 {
			t.Errorf("%s: %q", host, result.Failures)
		}
		if names := fmt.Sprint(
			*result.Issued[2].SubjectAltName,
		); !strings.Contains(names, "DNS:localhost") ||
			!strings.Contains(names, host) {
			t.Errorf("%s: names %s", host, names)
		}
	}
	h := three("p256")
	h.members[2].put(tbs.ExtKeyUsage("1.3.6.1.5.5.7.3.2"))
	h.sign()
	in := h.input()
	in.Client = true
	if p := must[*plan.Plan](t)(plan.Make(in)); p.State != plan.Nothing {
		t.Errorf("client certificates: %s\n%s", p.State, indent(p))
	}
}
