package issue_test

import (
	crand "crypto/rand"
	"crypto/sha256"
	"flag"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/issue"
	"x509strict/engine/lang"
	"x509strict/engine/opensslconf"
	"x509strict/engine/plan"
	"x509strict/engine/roles"
	"x509strict/engine/tbs"
)

var damaged = flag.Int("damaged", 150, "how many hierarchies with random damage to plan")

// TestDamaged changes random bytes of random hierarchies: nothing may panic, nothing whose signature was broken may
// be signed again, and what is proven must hold with the real openssl.
func TestDamaged(t *testing.T) {
	t.Parallel()
	states := map[plan.State]int{}
	var proven []outcome
	for n := range *damaged {
		r := rand.New(rand.NewPCG(uint64(n), 99))
		h := build(r, n)
		hit := map[*member]bool{}
		for range 1 + r.IntN(3) {
			m := h.members[r.IntN(len(h.members))]
			raw := append([]byte{}, m.c.Raw...)
			raw[r.IntN(len(raw))] ^= byte(1 + r.IntN(255))
			c, rest, err := cert.Parse(raw)
			if err != nil || len(rest) > 0 {
				continue
			}
			m.c, hit[m] = c, true
			m.faults = append(m.faults, "a byte changed")
		}
		in := h.input()
		p := must[*plan.Plan](t)(plan.Make(in))
		states[p.State]++
		opensslconf.Config(p, in.Certificates, lang.Chinese)
		opensslconf.Script(p, in.Certificates, lang.English)
		for _, re := range p.Reissues {
			if m := h.members[re.Certificate]; hit[m] && re.Signer != re.Certificate &&
				sha256.Sum256(m.c.RawTBS) != sha256.Sum256(m.spec.TBS()) {
				t.Errorf("hierarchy %d: %s would be signed although its content was tampered with%s", n, re.File, h)
			}
		}
		result, err := issue.Reissue(p, in.Certificates, h.keys(), issue.Wishes{}, crand.Reader)
		if err != nil {
			continue // a key that no longer fits its damaged certificate
		}
		if len(result.Failures) == 0 && (p.State == plan.Possible || p.State == plan.Nothing) {
			proven = append(proven, outcome{h, p, result})
		}
	}
	if len(proven) == 0 {
		t.Fatal("nothing survived the damage")
	}
	for release, root := range opensslCommands(t) {
		checkWithOpenSSL(
			t,
			release,
			root,
			proven,
			"-x509_strict -partial_chain",
		) // a root whose names were damaged may need partial chains
	}
	t.Logf("%d damaged hierarchies: %v, %d proven", *damaged, states, len(proven))
}

// TestOnlyCA gives nothing but the CA: a conforming leaf is assumed, and reissue.sh makes a throwaway one.
func TestOnlyCA(t *testing.T) {
	t.Parallel()
	for i, f := range caFaults {
		h := three("rsa")
		h.members = h.members[:1]
		f.apply(nil, h.members[0])
		h.sign()
		o := repair(t, h)
		if o.plan.State != plan.Possible && o.plan.State != plan.Nothing || len(o.result.Failures) > 0 {
			t.Errorf("%s: %s %q", f.name, o.plan.State, o.result.Failures)
		}
		if o.plan.State != plan.Possible {
			continue
		}
		in := h.input()
		for release, root := range opensslCommands(t) {
			if release != "own" && i > 0 {
				continue // TestScript runs the script with each release
			}
			inside, outside := folder(t, root)
			write(
				t,
				filepath.Join(outside, "openssl.cnf"),
				[]byte(opensslconf.Config(o.plan, in.Certificates, lang.English)),
			)
			write(
				t,
				filepath.Join(outside, "reissue.sh"),
				[]byte(opensslconf.Script(o.plan, in.Certificates, lang.English)),
			)
			write(
				t,
				filepath.Join(outside, "ca.key"),
				must[[]byte](t)(issue.PrivateKey(h.members[0].key, "", crand.Reader)),
			)
			out, err := shell(t, root, inside, "sh reissue.sh ca.key")
			if err != nil || !strings.Contains(out, "Done.") {
				t.Errorf("%s, OpenSSL %s: %v\n%s", f.name, release, err, out)
			}
		}
	}
}

// TestNoIssuer has leaves and an intermediate CA to re-issue whose issuers are not there.
func TestNoIssuer(t *testing.T) {
	h := three("p256")
	h.members[1].drop(oidKU)
	h.sign()
	in := h.input()
	in.Certificates, in.Roles = in.Certificates[1:], []roles.Role{roles.Anchor, roles.Leaf, roles.Leaf}
	p := must[*plan.Plan](t)(plan.Make(in))
	if p.State != plan.Partial || p.Steps[0].Kind != "ask" ||
		!strings.Contains(strings.Join(p.Blocked, " "), "has to be re-issued by its issuer") {
		t.Errorf("%s\n%s", p.State, indent(p))
	}
	h = three("p256") // the intermediate CA alone is trusted, as Python 3.13 allows
	h.members[2].drop(oidAKI)
	h.sign()
	in = h.input()
	in.Certificates, in.Roles, in.Keys = in.Certificates[1:], []roles.Role{
		roles.Anchor,
		roles.Leaf,
		roles.Leaf,
	}, in.Keys[1:]
	p = must[*plan.Plan](t)(plan.Make(in))
	if p.State != plan.Possible || len(p.Reissues) != 1 || p.Reissues[0].Certificate != 1 {
		t.Errorf("%s\n%s", p.State, indent(p))
	}
}

// TestForeignLeaf does not sign what another CA of the same name issued.
func TestForeignLeaf(t *testing.T) {
	h, other := three("p256"), three("p384")
	other.members[2].drop(oidAKI)
	other.members[2].put(tbs.SubjectAltName(false, tbs.ParseAltName("bank.example")))
	h.sign()
	other.members[1].spec.Subject = h.members[1].spec.Subject
	other.sign()
	in := h.input()
	in.Certificates[2] = other.members[2].c
	p := must[*plan.Plan](t)(plan.Make(in))
	for _, r := range p.Reissues {
		if r.Certificate == 2 {
			t.Errorf("a certificate of another CA would be signed\n%s", indent(p))
		}
	}
	if p.State == plan.Possible || p.State == plan.Nothing {
		t.Errorf("%s\n%s", p.State, indent(p))
	}
}
