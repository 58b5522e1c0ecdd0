package engine

import (
	"crypto"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/issue"
	"x509strict/engine/lang"
	"x509strict/engine/opensslconf"
	"x509strict/engine/plan"
	"x509strict/engine/read"
	"x509strict/engine/roles"
)

// RepairOptions are wishes about the files of a repair.
type RepairOptions struct {
	NewSerial      bool      // new serial numbers where no certificate names the old one
	NotAfter       time.Time // a new end for re-issued certificates; zero keeps it
	PKCS12         bool      // also PKCS#12 files
	PKCS12Password string
	LegacyPKCS12   bool      // in the form of old software
	Random         io.Reader // required
}

// Proof is what one client says of the repaired chain.
type Proof struct {
	Client  string `json:"client"`
	Verdict string `json:"verdict"`
	Text    string `json:"text"`
}

// Repaired is the outcome of a repair.
type Repaired struct {
	Files  []File     `json:"-"`
	Plan   *plan.Plan `json:"plan"`
	Proof  []Proof    `json:"proof"`  // every client on the repaired chain; empty when nothing was issued
	Proven bool       `json:"proven"` // python-3.13 under every OpenSSL generation and every client that accepted before accept the result
	Why    string     `json:"why"`    // what stands in the way; "" when proven
	Report *Report    `json:"-"`      // of the chain as given
}

// Repair plans and, as far as the keys at hand allow, issues what mends the chain. Certificates among keys (a PKCS#12 file holds both) join the
// others. Without the keys the files are those for openssl. Errors are those of [Check] and of the source of randomness.
func Repair(inputs, keys []read.Input, o Options, w RepairOptions) (*Repaired, error) {
	r, err := start(o)
	if err != nil {
		return nil, err
	}
	if r.bundle, err = r.read(append(append([]read.Input{}, inputs...), keys...)); err != nil {
		return nil, err
	}
	report, err := r.judge()
	if err != nil {
		return nil, err
	}
	out := &Repaired{Files: []File{}, Proof: []Proof{}, Report: report}
	if report.Verdict == "unreadable" {
		out.Why = textNoCertificate.In(r.o.Lang)
		return out, nil
	}
	out.Plan = report.Plan
	if out.Plan.State == plan.Nothing && w.NotAfter.IsZero() && !w.NewSerial {
		out.Proven = true
		return out, nil
	}
	r.progress("plan", 0, 1)
	if out.Plan, err = plan.Make(r.planInput(plan.Options{NotAfter: w.NotAfter, NewSerial: w.NewSerial, Random: w.Random})); err != nil {
		return nil, err
	}
	return out, r.issue(out, w)
}

var (
	textNoCertificate = lang.Text{EN: "There is no certificate to repair.", ZH: "没有可以修复的证书。"}
	textNoKey         = lang.Text{
		EN: "The key that has to sign is not here: run reissue.sh where it lies, or add it.",
		ZH: "缺少签名所需的私钥:请在私钥所在的机器上运行 reissue.sh,或把私钥添加进来。"}
)

func (r *run) issue(out *Repaired, w RepairOptions) error {
	p := out.Plan
	if len(p.Reissues) == 0 {
		out.Proven = p.State == plan.Nothing
		if len(p.Blocked) > 0 {
			out.Why = p.Blocked[0]
		}
		return nil
	}
	var list []*cert.Certificate
	for _, c := range r.bundle.Certificates {
		list = append(list, c.Certificate)
	}
	out.Files = append(out.Files,
		File{Name: "openssl.cnf", Type: issue.TypeText, Data: []byte(opensslconf.Config(p, list, r.o.Lang))},
		File{Name: "reissue.sh", Type: "application/x-sh", Data: []byte(opensslconf.Script(p, list, r.o.Lang))})
	var signers []crypto.Signer
	for _, k := range r.bundle.Keys {
		if k.Signer != nil {
			signers = append(signers, k.Signer)
		}
	}
	r.progress("issue", 0, len(p.Reissues))
	done, err := issue.Reissue(p, list, signers, issue.Wishes{Lang: r.o.Lang, PKCS12: w.PKCS12, Legacy: w.LegacyPKCS12, Password: w.PKCS12Password}, w.Random)
	var missing *issue.MismatchError
	switch {
	case errors.As(err, &missing):
		out.Why = textNoKey.In(r.o.Lang)
		if len(signers) > 0 {
			out.Why = missing.Text.In(r.o.Lang)
		}
		return nil
	case err != nil:
		return err
	}
	if len(done.Failures) > 0 {
		out.Why = done.Failures[0]
		return nil
	}
	out.Proven = true
	for _, f := range done.Files {
		out.Files = append(out.Files, File{Name: f.Name, Type: f.Type, Data: f.Data})
	}
	return r.prove(out, done.Issued)
}

// prove asks every client about the chosen chain with the new certificates in place of the old ones.
func (r *run) prove(out *Repaired, issued map[int]*cert.Certificate) error {
	r.progress("prove", 0, len(client.All))
	items := r.items()
	override := map[string]roles.Role{}
	for i := range items {
		if c := issued[i]; c != nil {
			items[i].Certificate = c
		}
		sum := sha256.Sum256(items[i].Raw)
		override[hex.EncodeToString(sum[:])] = r.decision.Roles[i]
	}
	d, err := roles.Decide(items, roles.Options{Override: override, Time: r.o.Time, Host: r.o.Host})
	if err != nil {
		return err
	}
	if r.o.Chain >= len(d.Chains) {
		return nil
	}
	for i, who := range client.All {
		a := who.Judge(&r.verifier, r.caseOf(d.Chains[r.o.Chain], r.release))
		out.Proof = append(out.Proof, Proof{Client: who.ID, Verdict: verdict(a.Accepted), Text: a.Text})
		r.progress("prove", i+1, len(client.All))
	}
	return nil
}
