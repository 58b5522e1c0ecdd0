package plan

import (
	"bytes"
	"fmt"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/key"
	"x509strict/engine/lang"
	"x509strict/engine/roles"
	"x509strict/engine/tbs"
	"x509strict/engine/verify"
)

// Make computes the plan. The error is only for a source of randomness that ran dry; whatever is wrong with the
// certificates is in the plan.
func Make(in Input) (*Plan, error) {
	p := &planner{in: in, verifier: in.Verifier}
	if p.verifier == nil {
		p.verifier = &verify.Verifier{}
	}
	p.link()
	p.scope()
	out := &Plan{
		State:    Nothing,
		Steps:    []Step{},
		Reissues: []Reissue{},
		Blocked:  []string{},
		Warnings: []string{},
		Trust:    []Trust{},
		planner:  p,
	}
	refused := false // by python-3.13 under some OpenSSL generation
	p.before = map[seat]bool{}
	for _, f := range p.judge(in.Certificates, map[*cert.Certificate]bool{}) {
		refused = refused || f.Required
		p.before[f.seat()] = true
		p.lax = p.lax || strings.HasPrefix(f.Trial, client.NotStrict+",")
	}
	p.lax = p.lax || !refused
	p.askElsewhere()
	for _, i := range p.order {
		p.drafts[i].repair()
	}
	if p.err != nil {
		return nil, fmt.Errorf("plan: random numbers for a serial: %w", p.err)
	}
	if !refused && !p.elsewhere && !p.wished() {
		out.Summary = p.nothing().In(in.Lang)
		p.remaining(out)
		p.warnings(out)
		return out, nil
	}
	impossible := p.reissues(out)
	if impossible {
		out.Reissues = []Reissue{}
		out.State = Impossible
	} else {
		p.forecast(out)
	}
	p.describe(out)
	p.remaining(out)
	p.warnings(out)
	return out, nil
}

// wished reports whether something is re-issued only because it was asked for.
func (p *planner) wished() bool {
	for _, d := range p.drafts {
		if d.wished {
			return true
		}
	}
	return false
}

// reissues fills in what has to be signed, and by whom. It reports whether something stands in the way that no
// re-issuing can mend.
func (p *planner) reissues(out *Plan) (impossible bool) {
	names := fileNames{}
	for _, i := range p.order {
		d := p.drafts[i]
		for _, t := range d.blocked {
			out.Blocked = append(out.Blocked, t.In(p.in.Lang))
		}
		impossible = impossible || d.ca && len(d.blocked) > 0
		if !d.needed {
			continue
		}
		if d.parent < 0 {
			p.wanting = append(p.wanting, i)
			out.Blocked = append(
				out.Blocked,
				tx(
					"“%s” has to be re-issued by its issuer, “%s”, which is not among these certificates. Add it, and its key.",
					"“%s”须由其颁发者“%s”重新签发，但颁发者证书不在这里。请把它连同密钥一起加进来。",
					d.name(),
					d.c.Issuer.String(),
				).In(p.in.Lang),
			)
			continue
		}
		if len(d.blocked) > 0 {
			continue
		}
		signer := p.in.Certificates[d.parent]
		if d.parent != i && !p.verifier.Signed(d.c, signer) {
			out.Blocked = append(
				out.Blocked,
				tx(
					"The signature of “%s” was not made by the key of “%s”, or cannot be checked here. Signing it anew would vouch for something that this CA never issued, so it is left alone.",
					"“%s”上的签名不是“%s”的密钥所签，或无法在此核对。重新签名等于为这个 CA 从未签发过的内容担保，因此不作处理。",
					d.name(),
					p.label(d.parent),
				).In(p.in.Lang),
			)
			continue
		}
		up := p.drafts[d.parent]
		signerSPKI := signer.SPKI
		if up != nil && !bytes.Equal(up.spec.SPKI, signerSPKI.Raw) {
			signerSPKI = ReadPublicKey(up.spec.SPKI)
		}
		alg, ok := tbs.AlgorithmFor(signerSPKI, d.c.OuterAlg.OID)
		if !ok {
			out.Blocked = append(
				out.Blocked,
				tx(
					"“%s” has to be re-issued with the key of “%s”, of a kind (%s) that cannot sign here.",
					"“%s”须用“%s”的密钥重新签发，但这种密钥（%s）无法在这里签名。",
					d.name(),
					p.label(d.parent),
					signer.SPKI.Describe(),
				).In(p.in.Lang),
			)
			continue
		}
		d.spec.Algorithm = alg
		if bytes.Equal(d.c.InnerAlg.Raw, d.c.OuterAlg.Raw) && d.c.OuterAlg.OID == alg.OID && alg.Kind != key.RSAPSS {
			d.spec.Algorithm.Raw = d.c.OuterAlg.Raw // absent and NULL parameters stay what they were
		}
		r := Reissue{
			Certificate: i,
			Signer:      d.parent,
			Key:         p.keyIndex(signer),
			File:        names.file(d),
			Serial:      "keep",
			Spec:        d.spec,
		}
		r.KeyHeld = r.Key >= 0
		if !bytes.Equal(d.spec.Serial, d.c.Serial) {
			r.Serial = "new"
		}
		r.Changes = d.changes()
		out.Reissues = append(out.Reissues, r)
	}
	return impossible
}

// Anchors returns the indexes of what the clients trust, in order.
func (pl *Plan) Anchors() []int {
	var out []int
	for i := range pl.planner.in.Certificates {
		if pl.planner.in.role(i) == roles.Anchor {
			out = append(out, i)
		}
	}
	return out
}

// Paths returns, for each leaf, the indexes from the leaf to its trust anchor.
func (pl *Plan) Paths() [][]int {
	p := pl.planner
	var out [][]int
	for i := range p.in.Certificates {
		if p.in.role(i) != roles.Leaf {
			continue
		}
		out = append(out, p.path(i))
	}
	return out
}

// path leads from i to where its chain ends, issuer by issuer. CAs that certify each other end it where it would come
// round again.
func (p *planner) path(i int) []int {
	path, seen := []int{i}, map[int]bool{i: true}
	for d := p.drafts[i]; !d.last && d.parent >= 0 && !seen[d.parent]; d = p.drafts[d.parent] {
		path, seen[d.parent] = append(path, d.parent), true
	}
	return path
}

// Involved returns the indexes of every certificate that some chain uses, issuers first.
func (pl *Plan) Involved() []int { return pl.planner.order }

// Sent reports whether servers send certificate i beside their own.
func (pl *Plan) Sent(i int) bool { return pl.planner.in.role(i) == roles.Intermediate }

// Bare returns the CAs that none of the known certificates was issued by.
func (pl *Plan) Bare() []int {
	var out []int
	for _, i := range pl.planner.order {
		if d := pl.planner.drafts[i]; !d.leaf && len(pl.planner.below[i]) == 0 {
			out = append(out, i)
		}
	}
	return out
}

// Signs reports whether the key of certificate i is needed to re-issue anything.
func (pl *Plan) Signs(i int) bool {
	for _, r := range pl.Reissues {
		if r.Signer == i {
			return true
		}
	}
	return false
}

// Changed reports whether a field other than an extension differs: "version", "serial", "algorithm", "issuer",
// "notBefore", "notAfter", "subject" or "spki".
func (r *Reissue) Changed(field string) bool {
	for i, key := range fieldOrder {
		if key == field {
			return i < len(r.Changes) && r.Changes[i].Kind != "kept"
		}
	}
	return false
}

// fieldOrder is the order of the first rows of every table of changes.
var fieldOrder = []string{
	fieldVersion,
	fieldSerial,
	fieldAlgorithm,
	fieldIssuer,
	fieldNotBefore,
	fieldNotAfter,
	fieldSubject,
	fieldSPKI,
}

// In returns the same plan with its texts in another language. New serial numbers are drawn anew, so it is for
// reading only.
func (pl *Plan) In(l lang.Lang) (*Plan, error) {
	if pl.planner.in.Lang == l {
		return pl, nil
	}
	in := pl.planner.in
	in.Lang = l
	return Make(in)
}
