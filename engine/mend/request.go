package mend

import (
	"crypto"
	"fmt"
	"io"
	"slices"
	"strings"

	"x509strict/engine"
	"x509strict/engine/cert"
	"x509strict/engine/handover"
	"x509strict/engine/issue"
	"x509strict/engine/lang"
	"x509strict/engine/plan"
	"x509strict/engine/read"
)

// Wanted is the certificate that a request is to become.
type Wanted struct {
	Request int      // index into the report's requests
	Names   []string // host names and addresses; none for a client
	Kind    string   // "server", "client" or "both"
	Days    int      // 0 for 397
}

// usualDays is the lifetime of a certificate when none is asked for: what browsers take of public CAs, and a round
// year with time to renew.
const usualDays = 397

// SignRequest issues a certificate for a request among the inputs, with the key of a CA whose certificate is among them
// or the keys, and proves it with every client before it hands anything out. A CA that is refused itself is re-issued
// with it, as [Repair] does. Errors are those of [engine.Check], of the source of randomness, and a
// [*engine.UsageError] about the wishes.
func SignRequest(inputs, keys []read.Input, o engine.Options, w Wanted, random io.Reader) (*Repaired, error) {
	e, err := engine.Examine(append(append([]read.Input{}, inputs...), keys...), o)
	if err != nil {
		return nil, err
	}
	if w.Request < 0 || w.Request >= len(e.Report.Requests) {
		return nil, &engine.UsageError{Text: fmt.Sprintf("sign: there is no request %d", w.Request)}
	}
	if !slices.Contains([]string{"server", "client", "both"}, w.Kind) {
		return nil, &engine.UsageError{Text: fmt.Sprintf("sign: a certificate is for server, client or both, not %q", w.Kind)}
	}
	if w.Days == 0 {
		w.Days = usualDays
	}
	q, asked := &e.Bundle.Requests[w.Request], e.Report.Requests[w.Request]
	out := &Repaired{Lang: o.Lang, Files: []issue.File{}, Proof: []engine.Proof{}, Report: e.Report}
	at, signer, err := authority(e.Bundle, q)
	if err != nil {
		return nil, err
	}
	if signer == nil {
		out.Key = requestKeyProblem(e, q, keys, o.Lang)
		out.Why = out.Key.Title
		return out, nil
	}
	ca := e.Bundle.Certificates[at]
	node := issue.Node{Name: asked.Name, Names: w.Names, Client: w.Kind == "client", Both: w.Kind == "both", Days: w.Days}
	if node.Name == "" && len(w.Names) > 0 {
		node.Name = w.Names[0]
	} else if node.Name == "" {
		node.Name = "client"
	}
	made, err := issue.SignRequest(q, node, ca.Certificate, signer, random, o.Time)
	if err != nil {
		return nil, err
	}
	return prove(e, made, at, o, asked, random)
}

// prove puts the new certificate before every client, below the CA and what stands above it, and mends the CA where
// that is refused itself. Nothing is handed out that is refused.
func prove(
	e *engine.Examination,
	made *cert.Certificate,
	at int,
	o engine.Options,
	asked engine.Request,
	random io.Reader,
) (*Repaired, error) {
	file := issue.File{Name: asked.File, Type: issue.TypePEM, Data: issue.PEM("CERTIFICATE", made.Raw)}
	given := []read.Input{{Name: file.Name, Data: file.Data}}
	o.Roles, o.Host, o.Chain, o.As = map[string]string{engine.Describe(made, o.Lang).SHA256: "leaf"}, "", nil, ""
	path := above(e.Bundle, at)
	sent := [][]byte{made.Raw}
	for i, c := range path {
		role := "anchor"
		if i < len(path)-1 {
			role, sent = "intermediate", append(sent, c.Raw)
		}
		o.Roles[engine.Describe(c, o.Lang).SHA256] = role
		given = append(given, read.Input{Name: "ca.crt", Data: issue.PEM("CERTIFICATE", c.Raw)})
	}
	var keys []read.Input
	for _, k := range e.Bundle.Keys { // of the other CAs above too: mending one may want its issuer's
		if k.Signer == nil {
			continue
		}
		data, err := issue.PrivateKey(k.Signer, "", random)
		if err != nil {
			return nil, err
		}
		keys = append(keys, read.Input{Name: "key", Data: data})
	}
	out, err := Repair(given, keys, o, Options{Random: random})
	if err != nil {
		return nil, err
	}
	name := plan.DisplayName(e.Bundle.Certificates[at].Certificate)
	last, _, _ := strings.Cut(engine.Describe(made, o.Lang).NotAfter, "T")
	out.Request = lang.Text{
		EN: fmt.Sprintf("Signed by “%s”, valid until %s.", name, last),
		ZH: fmt.Sprintf("由“%s”签发，有效至 %s。", name, last),
	}.In(o.Lang)
	if out.Key != nil {
		wanted := quoted(out.Key.Wanted, o.Lang)
		out.Key = &KeyProblem{Kind: OtherKey, Wanted: out.Key.Wanted, Title: lang.Text{
			EN: fmt.Sprintf("“%s” is refused itself, and to mend it the key of %s is wanted too.", name, wanted),
			ZH: fmt.Sprintf("“%s”本身就会被拒绝，要修好它还需要%s的密钥。", name, wanted),
		}.In(o.Lang)}
	}
	if !out.Proven {
		out.Files = []issue.File{}
		if out.Why == "" {
			out.Why = out.Plan.Summary
		}
		return out, nil
	}
	return out, out.handOut(file, sent, o, asked)
}

// handOut puts the certificate, and what a server sends with it, before the files of a mended CA.
func (out *Repaired) handOut(file issue.File, sent [][]byte, o engine.Options, asked engine.Request) error {
	have := func(name string) bool {
		return slices.ContainsFunc(out.Files, func(f issue.File) bool { return f.Name == name })
	}
	var own []issue.File
	if !have(file.Name) {
		own = append(own, file)
	}
	if full := strings.TrimSuffix(file.Name, ".crt") + "-fullchain.crt"; len(sent) > 1 && !have(full) {
		own = append(own, issue.File{Name: full, Type: issue.TypePEM, Data: issue.PEM("CERTIFICATE", sent...)})
	}
	mended := len(out.Plan.Reissues) > 0
	out.Files = slices.DeleteFunc(out.Files, func(f issue.File) bool { return f.Name == "README.txt" })
	out.Files = append(own, out.Files...)
	if !mended {
		for _, c := range out.Report.Clients {
			out.Proof = append(out.Proof, engine.Proof{Client: c.ID, Verdict: c.Verdict, Text: c.Text})
		}
		ask := handover.Ask{Client: o.Client, AsClient: out.Report.As == "client"}
		if len(asked.Hosts) > 0 {
			ask.Host = asked.Hosts[0]
		}
		out.Handover = handover.InBoth(ask)
		return nil
	}
	readme, err := issue.Readme(out.Plan, out.Files, out.Handover)
	if err != nil {
		return err
	}
	out.Files = append(out.Files, readme)
	return nil
}

// authority finds the CA whose key is here: rather one that another CA issued, for that is what roots are kept apart
// for. The key is nil when there is none.
func authority(b *read.Bundle, q *read.Request) (at int, signer crypto.Signer, err error) {
	at = -1
	var keys []crypto.Signer
	for _, k := range b.Keys {
		if k.Signer != nil {
			keys = append(keys, k.Signer)
		}
	}
	for i, c := range b.Certificates {
		if !c.IsCA() && (c.Version > 0 || !c.SelfSigned()) || plan.SameKey(q.SPKI.Raw, c.Certificate) {
			continue
		}
		key, err := issue.KeyOf(keys, c.Certificate)
		if err != nil {
			return -1, nil, err
		}
		if key != nil && (at < 0 || b.Certificates[at].SelfSigned() && !c.SelfSigned()) {
			at, signer = i, key
		}
	}
	return at, signer, nil
}

// above is the CA and, of what was given, the certificates that issued it, one by one.
func above(b *read.Bundle, at int) []*cert.Certificate {
	path := []*cert.Certificate{b.Certificates[at].Certificate}
	for len(path) < 8 {
		top := path[len(path)-1]
		if top.SelfSigned() {
			break
		}
		next := slices.IndexFunc(b.Certificates, func(c read.Certificate) bool {
			return c.IsCA() && string(c.Subject.Canonical) == string(top.Issuer.Canonical) &&
				(top.AuthorityKeyID == nil || !top.AuthorityKeyID.HasKeyID || len(c.SubjectKeyID) == 0 ||
					string(top.AuthorityKeyID.KeyID) == string(c.SubjectKeyID))
		})
		if next < 0 || slices.Contains(path, b.Certificates[next].Certificate) {
			break
		}
		path = append(path, b.Certificates[next].Certificate)
	}
	return path
}

// requestKeyProblem says what is missing to sign a request: the CA's key, its certificate, or a password.
func requestKeyProblem(e *engine.Examination, q *read.Request, added []read.Input, l lang.Lang) *KeyProblem {
	out := &KeyProblem{Kind: NoKey, Wanted: []string{}}
	var list []*cert.Certificate
	for _, c := range e.Bundle.Certificates {
		list = append(list, c.Certificate)
	}
	labels := plan.Labels(list)
	for i, c := range list {
		if c.IsCA() {
			out.Wanted = append(out.Wanted, labels[i])
		}
	}
	say := func(kind string, at read.Place, text lang.Text) *KeyProblem {
		out.Kind, out.Title, out.Source = kind, text.In(l), cert.SafeText([]byte(at.File))
		return out
	}
	for _, k := range e.Bundle.Locked {
		kind, text := shut(k, l)
		return say(kind, k.Place, text)
	}
	for _, k := range e.Bundle.Keys {
		at := place(k.Place, l)
		switch {
		case string(k.PublicKey) == string(q.SPKI.Raw):
			return say(OtherKey, k.Place, lang.Text{
				EN: at + " is the key of the request itself: it stays with the server. The CA's key is wanted.",
				ZH: lang.Spaced(at, "是这份请求自己的密钥，应留在服务器上。需要的是 CA 的密钥。"),
			})
		case len(out.Wanted) == 0:
			return say(OtherKey, k.Place, lang.Text{
				EN: "The key is here (" + k.Kind + "), but not the CA's certificate: add that too.",
				ZH: "密钥已有（" + k.Kind + "），但还缺 CA 的证书：请一并给出。",
			})
		default:
			return say(OtherKey, k.Place, lang.Text{
				EN: at + " (" + k.Kind + ") is not the key of " + quoted(out.Wanted, l) + ".",
				ZH: at + "（" + k.Kind + "）不是" + quoted(out.Wanted, l) + "的密钥。",
			})
		}
	}
	if why := whyNot(e.Bundle, l); why != "" && len(added) > 0 {
		return say(Damaged, read.Place{File: added[0].Name}, lang.Text{EN: why, ZH: why})
	}
	if len(out.Wanted) > 0 {
		return say(NoKey, read.Place{}, lang.Text{
			EN: "The key of " + quoted(out.Wanted, l) + " is not here.",
			ZH: "这里没有" + quoted(out.Wanted, l) + "的密钥。",
		})
	}
	return say(NoKey, read.Place{}, lang.Text{
		EN: "Add the CA's certificate and its key.", ZH: "请给出 CA 的证书及其私钥。",
	})
}
