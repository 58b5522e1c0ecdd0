package mend

import (
	"slices"
	"strings"

	"x509strict/engine"
	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/origin"
	"x509strict/engine/plan"
	"x509strict/engine/product"
	"x509strict/engine/read"
)

// KeyProblem is why what was given cannot sign. Nothing of a key is in it.
type KeyProblem struct {
	Kind   string   `json:"kind"`   // "no-key", "other-key", "password-wanted", "password-wrong" or "damaged"
	Title  string   `json:"title"`  // whose key was given and whose is wanted, or what is wrong with it
	Source string   `json:"source"` // the file that it is about; "" for a paste
	Wanted []string `json:"wanted"` // names of the certificates whose keys have to sign and are not here
}

// Kinds of [KeyProblem].
const (
	NoKey          = "no-key"
	OtherKey       = "other-key"
	PasswordWanted = "password-wanted"
	PasswordWrong  = "password-wrong"
	Damaged        = "damaged"
)

// keyProblem looks at what was added for the repair: a file that is locked may hold what is missing, so it comes first;
// then what cannot be read, then keys of others.
func keyProblem(
	e *engine.Examination,
	p *plan.Plan,
	list []*cert.Certificate,
	added []read.Input,
	l lang.Lang,
) *KeyProblem {
	labels := plan.Labels(list)
	out := &KeyProblem{Kind: NoKey, Wanted: []string{}}
	for _, r := range p.Reissues {
		if name := labels[r.Signer]; r.Key < 0 && !slices.Contains(out.Wanted, name) {
			out.Wanted = append(out.Wanted, name)
		}
	}
	wanted := quoted(out.Wanted, l)
	isAdded := func(x read.Place) bool {
		return slices.ContainsFunc(added, func(in read.Input) bool { return in.Name == x.File })
	}
	say := func(kind string, at read.Place, text lang.Text) *KeyProblem {
		out.Kind, out.Title, out.Source = kind, text.In(l), cert.SafeText([]byte(at.File))
		return out
	}
	for _, k := range e.Bundle.Locked {
		if isAdded(k.Place) {
			kind, text := shut(k, l)
			return say(kind, k.Place, text)
		}
	}
	var whose []lang.Text
	var first read.Place
	for _, k := range e.Bundle.Keys {
		if !isAdded(k.Place) {
			continue
		}
		if len(whose) == 0 {
			first = k.Place
		}
		var of []string
		for _, i := range k.Matches {
			of = append(of, labels[i])
		}
		at := place(k.Place, l)
		if len(of) > 0 {
			whose = append(whose, lang.Text{
				EN: at + " is the key of " + quoted(of, l), ZH: lang.Spaced(at, "是") + quoted(of, l) + "的密钥",
			})
		} else {
			whose = append(whose, lang.Text{
				EN: at + " (" + k.Kind + ") is the key of none of these certificates",
				ZH: at + "（" + k.Kind + "）不是这里任何证书的密钥",
			})
		}
	}
	if len(whose) > 0 {
		var t lang.Text
		for i, x := range whose {
			if i > 0 {
				t.EN, t.ZH = t.EN+"; ", t.ZH+"；"
			}
			t.EN, t.ZH = t.EN+x.EN, t.ZH+x.ZH
		}
		return say(OtherKey, first, lang.Text{
			EN: t.EN + ". The key of " + wanted + " is wanted.", ZH: t.ZH + "。需要的是" + wanted + "的密钥。",
		})
	}
	if why := whyNot(e.Bundle, l); why != "" && len(added) > 0 {
		return say(Damaged, read.Place{File: added[0].Name}, lang.Text{EN: why, ZH: why})
	}
	if len(added) > 0 {
		at := place(read.Place{File: added[0].Name}, l)
		return say(Damaged, read.Place{File: added[0].Name}, lang.Text{
			EN: "There is no private key in " + at + ". The key of " + wanted + " is wanted.",
			ZH: lang.Spaced(at, "中没有私钥。需要的是") + wanted + "的密钥。",
		})
	}
	return say(NoKey, read.Place{}, lang.Text{
		EN: "The key of " + wanted + " is not here.", ZH: "这里没有" + wanted + "的密钥。",
	})
}

// shut says of something locked whether a password is wanted or the one given is wrong.
func shut(k read.Locked, l lang.Lang) (kind string, text lang.Text) {
	at := place(k.Place, l)
	if k.Tried {
		return PasswordWrong, lang.Text{
			EN: "The password does not open " + at + ".", ZH: lang.Spaced("密码不对，无法打开", at) + "。",
		}
	}
	return PasswordWanted, lang.Text{
		EN: at + " is encrypted: enter its password.", ZH: lang.Spaced(at, "已加密：请输入密码。"),
	}
}

// quoted lists names.
func quoted(names []string, l lang.Lang) string {
	return "“" + strings.Join(names, lang.Text{EN: "”, “", ZH: "”、“"}.In(l)) + "”"
}

// runLine is how reissue.sh is called with the key of every CA that has to sign, by the names that their files have: as
// given, else as the CA's maker calls them.
func runLine(e *engine.Examination, p *plan.Plan, list []*cert.Certificate) string {
	line, seen := "sh reissue.sh", []string{}
	for _, r := range p.Reissues {
		name := "ca.key"
		if r.Signer != r.Certificate && !list[r.Signer].SelfIssued() {
			name = plan.FileBase(plan.DisplayName(list[r.Signer])) + ".key"
		}
		for _, o := range e.Report.Origins {
			if m := origin.ByID(o.ID); o.Certificate == r.Signer && m != nil && m.KeyFile() != "" {
				name = m.KeyFile()
			}
		}
		for _, k := range e.Bundle.Keys {
			if slices.Contains(k.Matches, r.Signer) && product.SafeFile(k.Place.File) {
				name = k.Place.File
			}
		}
		if !slices.Contains(seen, name) {
			line, seen = line+" "+name, append(seen, name)
		}
	}
	return line
}
