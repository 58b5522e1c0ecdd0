package issue

import (
	"crypto"
	"fmt"
	"io"
	"sort"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/plan"
)

// Wishes say which forms of the files to make besides PEM.
type Wishes struct {
	Lang   lang.Lang
	PKCS12 bool // also PKCS#12 for each leaf whose key is held, and a trust store
	// PKCS#12 in the form of old software (3DES and RC2, SHA-1), for Java before 8u301 and Windows before 2019
	Legacy   bool
	Password string // of the PKCS#12 files; "changeit" when empty
}

// Result is what came of re-issuing.
type Result struct {
	Files    []File   // empty unless proven
	Failures []string // what would still be refused, in words; empty when proven
	Issued   map[int]*cert.Certificate
}

// MismatchError says that a re-issue lacks its key.
type MismatchError struct{ Text lang.Text }

func (e *MismatchError) Error() string { return "issue: " + e.Text.EN }

// Reissue signs everything in the plan, with keys found by their public half, verifies every leaf with the result,
// and returns the files. It returns a *MismatchError when a key that has to sign is not there.
func Reissue(
	p *plan.Plan,
	certificates []*cert.Certificate,
	keys []crypto.Signer,
	w Wishes,
	random io.Reader,
) (*Result, error) {
	out := &Result{Issued: map[int]*cert.Certificate{}}
	for i := range p.Reissues {
		r := &p.Reissues[i]
		signer := certificates[r.Signer]
		key, err := KeyOf(keys, signer)
		if err != nil {
			return nil, err
		}
		if key == nil {
			return nil, mismatch(keys, certificates, r.Certificate, r.Signer)
		}
		if out.Issued[r.Certificate], err = Sign(&r.Spec, key, random); err != nil {
			return nil, err
		}
	}
	if out.Failures = p.Prove(out.Issued); len(out.Failures) > 0 {
		return out, nil
	}
	var err error
	out.Files, err = files(p, certificates, out.Issued, keys, w, random)
	return out, err
}

// KeyOf returns the private key of c, nil when it is not among keys.
func KeyOf(keys []crypto.Signer, c *cert.Certificate) (crypto.Signer, error) {
	for _, k := range keys {
		spki, err := PublicKeyInfo(k.Public())
		if err != nil {
			return nil, err
		}
		if plan.SameKey(spki, c) {
			return k, nil
		}
	}
	return nil, nil
}

// mismatch says whose keys were given instead.
func mismatch(keys []crypto.Signer, certificates []*cert.Certificate, wanted, signer int) error {
	labels := plan.Labels(certificates)
	var whose []string
	for _, k := range keys {
		spki, err := PublicKeyInfo(k.Public())
		if err != nil {
			return err
		}
		for i, c := range certificates {
			if plan.SameKey(spki, c) {
				whose = append(whose, "“"+labels[i]+"”")
			}
		}
	}
	t := lang.Text{
		EN: fmt.Sprintf(
			"to re-issue “%s” the key of “%s” is needed",
			labels[wanted],
			labels[signer],
		),
		ZH: fmt.Sprintf("重新签发“%s”需要“%s”的私钥", labels[wanted], labels[signer]),
	}
	switch {
	case len(whose) > 0:
		list := strings.Join(whose, ", ")
		t.EN, t.ZH = t.EN+"; the key given is that of "+list, t.ZH+"；所给的是"+list+"的私钥"
	case len(keys) > 0:
		t.EN, t.ZH = t.EN+"; the key given belongs to none of these certificates", t.ZH+"；所给的私钥不属于这里的任何证书"
	}
	return &MismatchError{t}
}

// files lays out what was issued.
func files(
	p *plan.Plan,
	old []*cert.Certificate,
	issued map[int]*cert.Certificate,
	keys []crypto.Signer,
	w Wishes,
	random io.Reader,
) ([]File, error) {
	var out []File
	for _, r := range p.Reissues {
		out = append(out, File{r.File, TypePEM, PEM("CERTIFICATE", issued[r.Certificate].Raw)})
	}
	successor := func(i int) *cert.Certificate {
		if c := issued[i]; c != nil {
			return c
		}
		return old[i]
	}
	var anchors [][]byte
	anchorChanged := false
	for _, i := range p.Anchors() {
		anchors = append(anchors, successor(i).Raw)
		anchorChanged = anchorChanged || issued[i] != nil
	}
	if anchorChanged && len(anchors) > 1 {
		out = append(out, File{plan.Bundle, TypePEM, PEM("CERTIFICATE", anchors...)})
	}
	for _, chain := range p.Paths() {
		leaf := successor(chain[0])
		base := plan.FileBase(plan.DisplayName(leaf))
		for _, r := range p.Reissues {
			if r.Certificate == chain[0] {
				base = strings.TrimSuffix(r.File, ".crt")
			}
		}
		var sent [][]byte
		var rest []*cert.Certificate
		changed := false
		for n, i := range chain {
			c := successor(i)
			if n > 0 {
				rest = append(rest, c)
			}
			if n == len(chain)-1 && n > 0 {
				break // the trust anchor is not sent
			}
			sent = append(sent, c.Raw)
			changed = changed || issued[i] != nil
		}
		if changed && len(sent) > 1 {
			out = append(out, File{base + "-fullchain.crt", TypePEM, PEM("CERTIFICATE", sent...)})
		}
		if !w.PKCS12 {
			continue
		}
		key, err := KeyOf(keys, leaf)
		if err != nil {
			return nil, err
		}
		if key != nil {
			data, err := PKCS12(key, leaf, rest, w.password(), w.Legacy, random)
			if err != nil {
				return nil, err
			}
			out = append(out, File{base + ".p12", TypePKCS12, data})
		}
	}
	if w.PKCS12 && anchorChanged {
		var list []*cert.Certificate
		for _, i := range p.Anchors() {
			list = append(list, successor(i))
		}
		data, err := TrustStore(list, w.password(), w.Legacy, random)
		if err != nil {
			return nil, err
		}
		out = append(out, File{"truststore.p12", TypePKCS12, data})
	}
	sort.SliceStable(out, func(a, b int) bool { return rank(out[a].Name) < rank(out[b].Name) })
	return out, nil
}

// rank puts what everybody needs first.
func rank(name string) int {
	if anchorFile(name) {
		return 0
	}
	return 1
}

func (w Wishes) password() string {
	if w.Password == "" {
		return "changeit"
	}
	return w.Password
}
