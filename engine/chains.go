package engine

import (
	"slices"

	"x509strict/engine/client"
	"x509strict/engine/read"
	"x509strict/engine/release"
	"x509strict/engine/roles"
)

// maxChains bounds how many leaves one report judges. More is an audit's work.
const maxChains = 1000

// judgeChains asks the chosen client about every chain.
func (r *run) judgeChains() error {
	chains := r.decision.Chains
	if len(chains) > maxChains {
		r.note("info", "too-many-chains", tooManyChains(len(chains)), "")
		chains = chains[:maxChains]
		r.decision.Chains = chains
	}
	for i, c := range chains {
		if r.cancelled() {
			return ErrCancelled
		}
		r.progress("verify", i, len(chains))
		a := r.clientFor(c).Judge(&r.verifier, r.caseOf(c, r.release))
		r.answers = append(r.answers, a)
		r.report.Chains = append(r.report.Chains, r.chain(c, a))
	}
	r.judgeOthers()
	r.progress("verify", len(chains), len(chains))
	return nil
}

// clientFor is the client that judges a chain: the chosen one, or, where that never sees certificates of the chain's
// kind, the default one.
func (r *run) clientFor(c roles.Chain) *client.Client {
	if !r.client.Judges(side(c)) {
		return client.Find(client.Default)
	}
	return r.client
}

// side is whose certificate the leaf of a chain is.
func side(c roles.Chain) client.Side {
	if c.As == roles.AsClient {
		return client.OfClient
	}
	return client.OfServer
}

// caseOf is what clients are shown of a chain.
func (r *run) caseOf(c roles.Chain, rel release.Release) client.Case {
	k := client.Case{
		Leaf:        c.Cert,
		Untrusted:   c.Untrusted,
		Trusted:     c.Trusted,
		As:          side(c),
		AssumedLeaf: c.Assumed == roles.AssumedLeaf,
		Host:        r.o.Host,
		Time:        r.o.Time,
		Release:     rel,
	}
	if c.Assumed == roles.AssumedRoot {
		k.AssumedRoot = c.StandIn
	}
	return k
}

func (r *run) chain(c roles.Chain, a client.Answer) Chain {
	out := Chain{
		Leaf:       c.Leaf,
		Path:       []int{},
		Verdict:    a.Verdict(),
		Message:    a.Message,
		Assumed:    r.assumed(c),
		InUse:      c.InUse,
		As:         string(c.As),
		NotChecked: []string{},
	}
	for _, x := range a.Path {
		out.Path = append(out.Path, r.at(x))
	}
	out.Trusted = a.Trusted
	out.NotChecked = append(out.NotChecked, a.Skipped...)
	return out
}

// assumed says what was assumed, nil when nothing was.
func (r *run) assumed(c roles.Chain) *string {
	s := ""
	switch c.Assumed {
	case roles.AssumedLeaf:
		s = textAssumedLeaf.In(r.o.Lang)
	case roles.AssumedRoot:
		s = assumedRoot(r.missingIssuer(c)).In(r.o.Lang)
	default:
		return nil
	}
	return &s
}

// missingIssuer is what the certificate whose issuer was assumed calls it.
func (r *run) missingIssuer(c roles.Chain) string {
	return briefName(r.bundle.Certificates[c.Subject].Issuer)
}

// verifiedBefore reports whether the listings tell that openssl verified what they show.
func (r *run) verifiedBefore() bool {
	return len(r.bundle.Listings) > 0 &&
		!slices.ContainsFunc(r.bundle.Listings, func(l read.Listing) bool { return l.Return != 0 })
}
