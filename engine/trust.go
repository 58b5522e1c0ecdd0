//go:build !lean

package engine

import (
	"bytes"
	"encoding/pem"
	"fmt"
	"slices"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/lang"
	"x509strict/engine/plan"
	"x509strict/engine/release"
	"x509strict/engine/roles"
)

// maxTried bounds how many changes of each kind are tried.
const maxTried = 24

// trustSide looks for repairs that issue nothing: certificates taken out of the CA file or added to it, or sent. Each
// one offered makes the chosen client, and Python 3.13 under every generation of OpenSSL that the chain is refused by,
// accept, and takes no acceptance from any client.
func (r *run) trustSide(c roles.Chain) []plan.Trust {
	out := []plan.Trust{}
	if c.Leaf < 0 || c.Assumed != roles.Nothing {
		return out
	}
	if r.settled(c) {
		return append(out, r.send(c)...)
	}
	before := r.say(c)
	for _, t := range r.changes(c) {
		if !r.settled(t.chain) {
			continue
		}
		after := r.say(t.chain)
		var lost, kept []string
		for i, x := range after {
			switch {
			case x.Verdict == client.Accepted:
			case before[i].Verdict == client.Accepted:
				lost = append(lost, x.Client)
			default:
				kept = append(kept, x.Client)
			}
		}
		if len(lost) > 0 {
			continue
		}
		why := t.why
		if len(kept) > 0 {
			more := lang.Text{
				EN: " Still refused by: " + strings.Join(kept, ", ") + ".",
				ZH: "仍拒绝的有：" + strings.Join(kept, "、") + "。",
			}
			why.EN, why.ZH = why.EN+more.EN, why.ZH+more.ZH
		}
		out = append(out, plan.Trust{
			Kind:         t.kind,
			Title:        t.title.In(r.o.Lang),
			Why:          why.In(r.o.Lang),
			Certificates: t.certificates,
			Files:        t.files,
			Proof:        after,
		})
		if len(out) == 3 {
			break
		}
	}
	return out
}

// send says that the server has to send CAs that were given apart from its certificate, where the chain needs them.
func (r *run) send(c roles.Chain) []plan.Trust {
	list := []*cert.Certificate{c.Cert}
	var at []int
	var names []string
	for _, x := range c.Untrusted {
		i := r.at(x)
		if i < 0 || r.decision.Sure[i] || !slices.Contains(r.answers[r.report.Chain].Path, x) {
			continue
		}
		list, at, names = append(list, x), append(at, i), append(names, "“"+r.nameOf(i)+"”")
	}
	if len(at) == 0 {
		return nil
	}
	return []plan.Trust{{
		Kind: "send",
		Title: fmt.Sprintf(lang.Text{
			EN: "Have the server send %s with its own certificate: install fullchain.crt there.",
			ZH: "让服务器随自己的证书一并发送 %s：在服务器上安装 fullchain.crt。",
		}.In(r.o.Lang), strings.Join(names, ", ")),
		Why: lang.Text{
			EN: "It was given in a file of its own. It is accepted when the server sends it; when it is only in the CA file, clients without partial chains still want the root there too.",
			ZH: "它是单独给出的。由服务器发送时会被接受；如果只放在 CA 文件里，不接受部分链的客户端还需要其中有根证书。",
		}.In(r.o.Lang),
		Certificates: at,
		Files:        []plan.TrustFile{{Name: "fullchain.crt", PEM: pemOf(list...)}},
		Proof:        r.say(c),
	}}
}

// settled reports whether the chosen client, and Python 3.13 under every generation, accept a chain.
func (r *run) settled(c roles.Chain) bool {
	strict := client.Find(client.Default)
	for _, rel := range release.All {
		if !strict.Judge(&r.verifier, r.caseOf(c, rel)).Accepted {
			return false
		}
	}
	return r.clientFor(c).Judge(&r.verifier, r.caseOf(c, r.release)).Accepted
}

// say asks every client that judges such certificates.
func (r *run) say(c roles.Chain) []plan.Said {
	var out []plan.Said
	for _, who := range client.All {
		if !who.Judges(side(c)) || !who.Compared {
			continue
		}
		a := who.Judge(&r.verifier, r.caseOf(c, r.release))
		out = append(out, plan.Said{Client: who.ID, Verdict: a.Verdict(), Text: a.Text})
	}
	return out
}

// change is a chain with other certificates trusted or sent, and how people are told.
type change struct {
	kind         string
	chain        roles.Chain
	certificates []int
	title, why   lang.Text
	files        []plan.TrustFile
}

// changes lists what may help, the least first.
func (r *run) changes(c roles.Chain) []change {
	var out changes
	file := r.caFile()
	r.takeOut(c, file, &out)
	r.trustNewer(c, file, &out)
	r.trustIssuing(c, file, &out)
	return out
}

// changes are what to try, of which there is a limit.
type changes []change

func (l *changes) add(kind string, x change) {
	if len(*l) < 4*maxTried {
		x.kind = kind
		*l = append(*l, x)
	}
}

// takeOut proposes to do without each trusted certificate.
func (r *run) takeOut(c roles.Chain, file []*cert.Certificate, out *changes) {
	for n, t := range c.Trusted[:min(len(c.Trusted), maxTried)] {
		at := r.at(t)
		rest := slices.Delete(slices.Clone(c.Trusted), n, n+1)
		if at < 0 || len(rest) == 0 {
			continue
		}
		chain := c
		chain.Trusted = rest
		name := r.nameOf(at)
		out.add("take-out", change{chain: chain, certificates: []int{at},
			title: lang.Text{
				EN: fmt.Sprintf("Take “%s” out of the CA file.", name),
				ZH: fmt.Sprintf("从 CA 文件中去掉“%s”。", name),
			},
			why: lang.Text{
				EN: fmt.Sprintf("Without it the chain ends at another CA that is trusted; serial number %s, to tell it from others of its name.", serialText(t.Serial)),
				ZH: fmt.Sprintf("去掉之后，证书链会到达另一个受信任的 CA；其序列号为 %s，可与同名证书区分。", serialText(t.Serial)),
			},
			files: []plan.TrustFile{{Name: "ca.crt", PEM: pemOf(without(file, t)...)}}})
	}
}

// trustNewer proposes to trust the newer edition of a CA, beside the old one and in its place.
func (r *run) trustNewer(c roles.Chain, file []*cert.Certificate, out *changes) {
	for _, x := range r.newer(c) {
		at := r.at(x)
		rivals := slices.DeleteFunc(slices.Clone(c.Trusted), func(t *cert.Certificate) bool {
			return bytes.Equal(t.Subject.Canonical, x.Subject.Canonical)
		})
		for _, keep := range []bool{true, false} {
			chain, now := c, file
			if !keep {
				chain.Trusted = rivals
				now = slices.DeleteFunc(slices.Clone(file), func(t *cert.Certificate) bool {
					return bytes.Equal(t.Subject.Canonical, x.Subject.Canonical)
				})
			}
			chain.Trusted = append(slices.Clone(chain.Trusted), x)
			name := r.nameOf(at)
			title := lang.Text{
				EN: fmt.Sprintf("Add the newer edition of “%s” (serial number %s) to the CA file.", name, serialText(x.Serial)),
				ZH: fmt.Sprintf("把“%s”的新版本（序列号 %s）加入 CA 文件。", name, serialText(x.Serial)),
			}
			if !keep {
				title = lang.Text{
					EN: fmt.Sprintf("Put the newer edition of “%s” (serial number %s) into the CA file in place of the old one.", name, serialText(x.Serial)),
					ZH: fmt.Sprintf("在 CA 文件中用“%s”的新版本（序列号 %s）替换旧的。", name, serialText(x.Serial)),
				}
			}
			out.add("trust-newer", change{chain: chain, certificates: []int{at}, title: title,
				why: lang.Text{
					EN: "It has the same name and key, so it issued the same certificates.",
					ZH: "它的名称和密钥都相同，因此签发的是同一批证书。",
				},
				files: []plan.TrustFile{{Name: "ca.crt", PEM: pemOf(append(slices.Clone(now), x)...)}}})
		}
	}
}

// trustIssuing proposes to trust each issuing CA beside its root.
func (r *run) trustIssuing(c roles.Chain, file []*cert.Certificate, out *changes) {
	for _, x := range c.Untrusted[:min(len(c.Untrusted), maxTried)] {
		at := r.at(x)
		if at < 0 || slices.Contains(c.Trusted, x) || x.SelfIssued() {
			continue
		}
		chain := c
		chain.Trusted = append(slices.Clone(c.Trusted), x)
		name := r.nameOf(at)
		out.add("trust-issuing", change{chain: chain, certificates: []int{at},
			title: lang.Text{
				EN: fmt.Sprintf("Add “%s” to the CA file, beside the root.", name),
				ZH: fmt.Sprintf("把“%s”加入 CA 文件，与根证书并列。", name),
			},
			why: lang.Text{
				EN: "Python 3.13, and every client that takes partial chains, then ends the chain there and does not look at the CAs above it. The others go on to the root as before.",
				ZH: "这样，Python 3.13 以及接受部分链的客户端就在此结束证书链，不再检查上面的 CA；其他客户端照旧追溯到根证书。",
			},
			files: []plan.TrustFile{{Name: "ca.crt", PEM: pemOf(append(slices.Clone(file), x)...)}}})
	}
}

// newer lists self-signed certificates among those given that are not trusted and have the name and key of a CA of the
// chain.
func (r *run) newer(c roles.Chain) (out []*cert.Certificate) {
	for _, b := range r.bundle.Certificates {
		x := b.Certificate
		if !x.SelfIssued() || slices.Contains(c.Trusted, x) || len(out) == maxTried {
			continue
		}
		for _, list := range [][]*cert.Certificate{c.Trusted, c.Untrusted} {
			if slices.ContainsFunc(list, func(t *cert.Certificate) bool {
				return t != x && bytes.Equal(t.Subject.Canonical, x.Subject.Canonical) && plan.SameKey(t.SPKI.Raw, x)
			}) {
				out = append(out, x)
				break
			}
		}
	}
	return out
}

// caFile is what the other side trusts, all of it.
func (r *run) caFile() (out []*cert.Certificate) {
	for i, c := range r.bundle.Certificates {
		if r.decision.Roles[i] == roles.Anchor {
			out = append(out, c.Certificate)
		}
	}
	return out
}

func without(list []*cert.Certificate, c *cert.Certificate) []*cert.Certificate {
	return slices.DeleteFunc(slices.Clone(list), func(x *cert.Certificate) bool { return x == c })
}

func pemOf(list ...*cert.Certificate) string {
	var out strings.Builder
	for _, c := range list {
		out.Write(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}))
	}
	return out.String()
}
