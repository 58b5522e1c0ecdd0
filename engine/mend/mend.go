// Package mend carries out a repair: the plan of a check, signed with the keys at hand and proven with every client.
// It is apart from package engine so that a program that only judges need not carry what signs.
package mend

import (
	"crypto"
	"errors"
	"io"
	"strings"
	"time"

	"x509strict/engine"
	"x509strict/engine/cert"
	"x509strict/engine/handover"
	"x509strict/engine/issue"
	"x509strict/engine/lang"
	"x509strict/engine/opensslconf"
	"x509strict/engine/plan"
	"x509strict/engine/read"
)

// Options are wishes about the files of a repair.
type Options struct {
	NewSerial      bool      // new serial numbers where no certificate names the old one
	NotAfter       time.Time // a new end for re-issued certificates; zero keeps it
	PKCS12         bool      // also PKCS#12 files
	PKCS12Password string
	LegacyPKCS12   bool      // in the form of old software
	Random         io.Reader // required
}

// Repaired is the outcome of a repair.
type Repaired struct {
	Files []issue.File   `json:"-"`
	Plan  *plan.Plan     `json:"plan"`
	Proof []engine.Proof `json:"proof"` // every client on the repaired chain; empty when nothing was issued
	// python-3.13 under every OpenSSL generation and every client that accepted before accept the result
	Proven bool   `json:"proven"`
	Why    string `json:"why"` // what stands in the way; "" when proven

	Lang     lang.Lang      `json:"lang"`     // of the plan's texts and of Why
	Handover *handover.Both `json:"handover"` // how clients are given the CA file; null when nothing is to be done
	Run      string         `json:"run"`      // the line that does the same where the key lies; "" when nothing has to be issued
	Key      *KeyProblem    `json:"key"`      // why what was given cannot sign; null when it could, or nothing has to
	Request  string         `json:"request"`  // whose request was signed, and by whom, a sentence; "" for a repair

	Report *engine.Report `json:"-"` // of the chain as given
}

// Repair plans and, as far as the keys at hand allow, issues what mends the chain. Certificates among keys (a PKCS#12
// file holds both) join the others. Without the keys the files are those for openssl. Errors are those of
// [engine.Check] and of the source of randomness.
func Repair(inputs, keys []read.Input, o engine.Options, w Options) (*Repaired, error) {
	e, err := engine.Examine(append(append([]read.Input{}, inputs...), keys...), o)
	if err != nil {
		return nil, err
	}
	out := &Repaired{Lang: o.Lang, Files: []issue.File{}, Proof: []engine.Proof{}, Report: e.Report}
	if e.Report.Verdict == "unreadable" {
		out.Why = textNoCertificate.In(o.Lang)
		return out, nil
	}
	out.Plan = e.Report.Plan
	if out.Plan.State == plan.Nothing && w.NotAfter.IsZero() && !w.NewSerial {
		out.Proven = true
		return out, nil
	}
	e.Progress("plan", 0, 1)
	if out.Plan, err = plan.Make(
		e.PlanInput(plan.Options{NotAfter: w.NotAfter, NewSerial: w.NewSerial, Random: w.Random}),
	); err != nil {
		return nil, err
	}
	e.Suit(out.Plan)
	issued, err := sign(e, o, out, w, keys)
	if err != nil {
		return nil, err
	}
	out.trust()
	if len(out.Plan.Reissues) == 0 && len(out.Plan.Trust) == 0 {
		return out, nil
	}
	out.Handover = handOver(e, out.Plan, issued, out.Files)
	if len(issued) > 0 || len(out.Plan.Reissues) == 0 {
		readme, err := issue.Readme(out.Plan, out.Files, out.Handover)
		if err != nil {
			return nil, err
		}
		out.Files = append(out.Files, readme)
	}
	return out, nil
}

// trust adds the files of repairs on the trusting side, in a folder of their own where another file has the name.
func (out *Repaired) trust() {
	taken := map[string]bool{}
	for _, f := range out.Files {
		taken[f.Name] = true
	}
	for _, t := range out.Plan.Trust {
		for _, f := range t.Files {
			name := f.Name
			if taken[name] {
				name = "trust-" + t.Kind + "/" + name
			}
			if !taken[name] {
				taken[name] = true
				out.Files = append(out.Files, issue.File{Name: name, Type: issue.TypePEM, Data: []byte(f.PEM)})
			}
		}
	}
}

var (
	textNoCertificate = lang.Text{EN: "There is no certificate to repair.", ZH: "没有可以修复的证书。"}
	textNoKey         = lang.Text{
		EN: "The key that has to sign is not here: run reissue.sh where it lies, or add it.",
		ZH: "缺少签名所需的私钥：请在私钥所在的机器上运行 reissue.sh，或把私钥添加进来。"}
)

// sign issues what the plan says, as far as the keys reach, and returns it by index.
func sign(
	e *engine.Examination,
	o engine.Options,
	out *Repaired,
	w Options,
	keys []read.Input,
) (map[int]*cert.Certificate, error) {
	p := out.Plan
	if len(p.Reissues) == 0 {
		out.Proven = p.State == plan.Nothing
		if len(p.Blocked) > 0 {
			out.Why = p.Blocked[0]
		} else if !out.Proven {
			out.Why = p.Summary
		}
		return nil, nil
	}
	var list []*cert.Certificate
	for _, c := range e.Bundle.Certificates {
		list = append(list, c.Certificate)
	}
	out.Files = append(out.Files,
		issue.File{Name: "openssl.cnf", Type: issue.TypeText, Data: []byte(opensslconf.Config(p, list, o.Lang))},
		issue.File{Name: "reissue.sh", Type: "application/x-sh", Data: []byte(opensslconf.Script(p, list, o.Lang))})
	out.Run = runLine(e, p, list)
	var signers []crypto.Signer
	for _, k := range e.Bundle.Keys {
		if k.Signer != nil {
			signers = append(signers, k.Signer)
		}
	}
	e.Progress("issue", 0, len(p.Reissues))
	done, err := issue.Reissue(
		p,
		list,
		signers,
		issue.Wishes{Lang: o.Lang, PKCS12: w.PKCS12, Legacy: w.LegacyPKCS12, Password: w.PKCS12Password},
		w.Random,
	)
	var missing *issue.MismatchError
	switch {
	case errors.As(err, &missing):
		out.Why = textNoKey.In(o.Lang)
		if len(signers) > 0 {
			out.Why = sentence(missing.Text).In(o.Lang)
		}
		if why := whyNot(e.Bundle, o.Lang); why != "" && len(signers) > 0 {
			out.Why += lang.Text{EN: " ", ZH: ""}.In(o.Lang) + why
		} else if why != "" {
			out.Why = why
		}
		out.Key = keyProblem(e, p, list, keys, o.Lang)
		return nil, nil
	case err != nil:
		return nil, err
	}
	if len(done.Failures) > 0 {
		out.Why = done.Failures[0]
		return nil, nil
	}
	out.Proven = true
	out.Files = append(out.Files, done.Files...)
	if out.Proof, err = e.Prove(done.Issued); err != nil {
		return nil, err
	}
	return done.Issued, nil
}

// sentence turns the text of an error, which begins small and has no end, into one that stands alone.
func sentence(t lang.Text) lang.Text {
	return lang.Text{EN: strings.ToUpper(t.EN[:1]) + t.EN[1:] + ".", ZH: t.ZH + "。"}
}
