package issue_test

import (
	crand "crypto/rand"
	"crypto/rsa"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/issue"
	"x509strict/engine/lang"
	"x509strict/engine/opensslconf"
	"x509strict/engine/plan"
	"x509strict/engine/tbs"
)

// TestSelfSignedServer has a server certificate that signed itself and is trusted as it is: a chain of one, which
// strict mode hardly looks at.
func TestSelfSignedServer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		apply func(*member)
		state plan.State
	}{
		{"complete", func(*member) {}, plan.Nothing},
		{"without key usage or authority key identifier", func(m *member) { m.drop(oidKU); m.drop(oidAKI) }, plan.Nothing},
		{"says it is a CA", func(m *member) { m.put(tbs.BasicConstraints(true, -1)); m.drop(oidKU) }, plan.Nothing},
		{"version 1", func(m *member) { m.spec.Version, m.spec.Extensions = 0, nil }, plan.Possible},
		{"key usage for signing certificates, no basic constraints", func(m *member) {
			m.drop(oidBC)
			m.put(tbs.KeyUsage(cert.DigitalSignature | cert.KeyCertSign))
		}, plan.Possible},
		{"expired", func(m *member) { m.spec.NotAfter = moment(testTime.AddDate(0, 0, -1)) }, plan.Possible},
		{"for clients", func(m *member) { m.put(tbs.ExtKeyUsage("1.3.6.1.5.5.7.3.2")) }, plan.Possible},
		{"basic constraints twice", func(m *member) {
			m.spec.Extensions = append(m.spec.Extensions, tbs.NewExtension(oidBC, false, der.Build(0x30)))
		}, plan.Possible},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := three("p256")
			m := h.members[2]
			m.up, m.spec.Issuer = m, m.spec.Subject
			m.put(tbs.AuthorityKeyID(m.id, nil, nil))
			h.members = []*member{m}
			c.apply(m)
			h.sign()
			o := repair(t, h)
			if o.plan.State != c.state || len(o.result.Failures) > 0 {
				t.Fatalf("%s %q\n%s", o.plan.State, o.result.Failures, indent(o.plan))
			}
			checkNeeded(t, o)
			in := h.input()
			for release, root := range opensslCommands(t) {
				inside, outside := folder(t, root)
				write(t, filepath.Join(outside, "self.pem"), issue.PEM("CERTIFICATE", o.successor(0).Raw))
				if out, err := shell(
					t,
					root,
					inside,
					"openssl verify -x509_strict -partial_chain -purpose sslserver -auth_level 2 -no-CApath -CAfile self.pem self.pem",
				); err != nil {
					t.Errorf("OpenSSL %s: %s", release, out)
				}
				if c.state != plan.Possible {
					continue
				}
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
				write(t, filepath.Join(outside, "key"), must[[]byte](t)(issue.PrivateKey(m.key, "", crand.Reader)))
				if out, err := shell(t, root, inside, "sh reissue.sh key"); err != nil {
					t.Errorf("OpenSSL %s: reissue.sh: %s", release, out)
				}
			}
		})
	}
}

// TestPSS has a CA whose key may only make RSASSA-PSS signatures.
func TestPSS(t *testing.T) {
	h := three("rsa")
	for _, m := range h.members[:2] {
		public := m.key.Public().(*rsa.PublicKey)
		plain := plan.ReadPublicKey(spkiOf(m.key))
		if public.N.BitLen() != 2048 {
			t.Fatal("not 2048 bits")
		}
		m.spec.SPKI = der.Build(
			0x30,
			der.Build(0x30, der.BuildOID("1.2.840.113549.1.1.10")),
			der.Build(3, []byte{0}, plain.Key.Bytes),
		)
		m.drop(oidKU)
	}
	h.members[2].drop(oidAKI)
	h.sign()
	o := repair(t, h)
	if o.plan.State != plan.Possible || len(o.plan.Reissues) != 3 || len(o.result.Failures) > 0 {
		t.Fatalf("%q\n%s", o.result.Failures, indent(o.plan))
	}
	for release, root := range opensslCommands(t) {
		checkWithOpenSSL(t, release, root, []outcome{o}, "-x509_strict -partial_chain", "-x509_strict")
	}
}

// TestKeystore gives reissue.sh a PKCS#12 file as Elasticsearch's http.p12 is: made by Java, with the keys of the CA
// and of the server.
func TestKeystore(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("keytool"); err != nil {
		missing(t, "keytool (a Java runtime)")
		t.Skip("no keytool")
	}
	h := simple(t, "rsa", func(ca, _ *member) { ca.drop(oidKU) })
	ca, leaf := h.members[0], h.members[1]
	dir := t.TempDir()
	for name, m := range map[string]*member{"http": leaf, "http_ca": ca} {
		write(
			t,
			filepath.Join(dir, name+".p12"),
			must[[]byte](t)(issue.PKCS12(m.key, m.c, nil, "secret1", false, crand.Reader)),
		)
		entries, err := exec.Command("keytool", "-list", "-keystore", filepath.Join(dir, name+".p12"), "-storepass", "secret1").
			CombinedOutput()
		if err != nil {
			t.Fatalf("%s", entries)
		}
		alias := ""
		for line := range strings.SplitSeq(string(entries), "\n") {
			if strings.Contains(line, "PrivateKeyEntry") {
				alias, _, _ = strings.Cut(line, ",")
			}
		}
		if out, err := exec.Command("keytool", "-importkeystore", "-srckeystore", filepath.Join(dir, name+".p12"),
			"-srcstorepass", "secret1", "-srcalias", alias,
			"-destkeystore", filepath.Join(dir, "both.p12"), "-deststoretype", "PKCS12", "-deststorepass", "secret1",
			"-destalias", name, "-noprompt").
			CombinedOutput(); err != nil {
			t.Fatalf("%s", out)
		}
	}
	both := filepath.Join(dir, "both.p12")
	in := h.input()
	p := must[*plan.Plan](t)(plan.Make(in))
	for release, root := range opensslCommands(t) {
		inside, outside := folder(t, root)
		if out, err := exec.Command("cp", both, filepath.Join(outside, "http.p12")).CombinedOutput(); err != nil {
			t.Fatalf("%s", out)
		}
		write(t, filepath.Join(outside, "openssl.cnf"), []byte(opensslconf.Config(p, in.Certificates, lang.English)))
		write(t, filepath.Join(outside, "reissue.sh"), []byte(opensslconf.Script(p, in.Certificates, lang.English)))
		if out, err := shell(
			t,
			root,
			inside,
			"sh reissue.sh http.p12",
			"X509STRICT_PASSWORD=secret1",
		); err != nil ||
			!strings.Contains(out, "Done.") {
			t.Errorf("OpenSSL %s: %v\n%s", release, err, out)
		}
	}
}
