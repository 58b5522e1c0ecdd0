package plan

import (
	"fmt"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/release"
)

// forecast verifies what the certificates will be, before anything is signed, and says what stays refused.
func (p *planner) forecast(out *Plan) {
	set := append([]*cert.Certificate{}, p.in.Certificates...)
	unsigned := map[*cert.Certificate]bool{}
	for i := range out.Reissues {
		r := &out.Reissues[i]
		c, _, err := cert.Parse(r.Spec.Certificate(make([]byte, 64)))
		if err != nil {
			out.Blocked = append(
				out.Blocked,
				tx(
					"The re-issued “%s” would not load: %s",
					"重新签发的“%s”将无法加载：%s",
					p.label(r.Certificate),
					err.Error(),
				).In(p.in.Lang),
			)
			continue
		}
		set[r.Certificate] = c
		unsigned[c] = true
	}
	out.Blocked = append(out.Blocked, p.say(p.lost(p.judge(set, unsigned)))...)
	switch {
	case len(out.Blocked) == 0:
		out.State = Possible
	case len(out.Reissues) > 0 || len(p.wanting) > 0:
		out.State = Partial
	default:
		out.State = Impossible
	}
}

// lost drops the failures that count for nothing: those of a client that need not be strict and refused the same leaf
// before.
func (p *planner) lost(failures []Failure) []Failure {
	var out []Failure
	for _, f := range failures {
		if f.Required || !p.before[f.seat()] {
			out = append(out, f)
		}
	}
	return out
}

// Prove verifies the successors (at the indexes of the input's certificates; missing ones are unchanged) with every
// client that must accept: python-3.13 under every OpenSSL generation, and each client that accepted before. What it
// returns is empty exactly when all accept.
func (pl *Plan) Prove(successors map[int]*cert.Certificate) []string {
	p := pl.planner
	set := append([]*cert.Certificate{}, p.in.Certificates...)
	for i, c := range successors {
		set[i] = c
	}
	return p.say(p.lost(p.judge(set, map[*cert.Certificate]bool{})))
}

// say puts failures into words, one sentence for each certificate and error, naming every client that fails by it.
func (p *planner) say(failures []Failure) []string {
	type what struct {
		leaf, under int
		code        code.Code
	}
	var order []what
	clients := map[what][]string{}
	event := map[what]Failure{}
	for _, f := range failures {
		k := what{f.Leaf, f.Under, f.Event.Code}
		if clients[k] == nil {
			order, event[k] = append(order, k), f
		}
		clients[k] = append(clients[k], f.Trial)
	}
	out := []string{}
	for _, k := range order {
		f := event[k]
		name := tx("a conforming certificate issued by “%s”", "由“%s”签发的合规证书", p.label(f.Under))
		if f.Leaf >= 0 {
			name = tx("“%s”", "“%s”", p.label(f.Leaf))
		}
		reason := tx("verification ends without a reason", "校验终止，未给出原因")
		switch {
		case f.Event.Code != 0:
			text := fmt.Sprintf(
				"%s (%d, depth %d)",
				f.Event.Code.Text(release.Default),
				int(f.Event.Code),
				f.Event.Depth,
			)
			reason = lang.Text{EN: text, ZH: text}
		case f.Event.Certificate != nil:
			reason = tx("a certificate does not load", "有证书无法加载")
		}
		out = append(out, lang.Text{
			EN: "Still refused: " + name.EN + ": " + reason.EN + ". By: " + strings.Join(byName(clients[k], lang.English), "; ") + ".",
			ZH: "仍被拒绝：" + name.ZH + "：" + reason.ZH + "。拒绝者：" + strings.Join(byName(clients[k], lang.Chinese), "；") + "。",
		}.In(p.in.Lang))
	}
	return out
}

// byName tells trials by the names of their clients; one that fails under every generation is named without them.
func byName(trials []string, l lang.Lang) (out []string) {
	var order []string
	under := map[string][]string{}
	for _, t := range trials {
		id, generation, _ := strings.Cut(t, ", OpenSSL ")
		if under[id] == nil {
			order = append(order, id)
		}
		under[id] = append(under[id], generation)
	}
	for _, id := range order {
		name := id
		if c := client.Find(id); c != nil {
			name = c.Name.In(l)
		}
		if g := under[id]; g[0] != "" && len(g) < len(release.All) {
			name += ", OpenSSL " + strings.Join(g, ", ")
		}
		out = append(out, name)
	}
	return out
}
