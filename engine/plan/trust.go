package plan

import "x509strict/engine/lang"

// Trust is a repair on the side that trusts, or of what is sent: nothing is issued again.
type Trust struct {
	Kind         string      `json:"kind"`         // "take-out", "trust-issuing", "trust-newer", "send"
	Title        string      `json:"title"`        // what to do
	Why          string      `json:"why"`          // why it suffices, and who still refuses
	Certificates []int       `json:"certificates"` // taken out, added or sent: indexes into the report's certificates
	Files        []TrustFile `json:"files"`        // ready to use: "ca.crt", "fullchain.crt"
	Proof        []Said      `json:"proof"`        // every client, judged with these files
}

// TrustFile is a file of certificates in PEM.
type TrustFile struct {
	Name string `json:"name"`
	PEM  string `json:"pem"`
}

// Said is what one client says.
type Said struct {
	Client  string `json:"client"`
	Verdict string `json:"verdict"`
	Text    string `json:"text"`
}

// Prefer puts repairs on the trusting side into the plan. Where nobody at hand can sign what would have to be issued
// again they come first: they suffice.
func (pl *Plan) Prefer(list []Trust, l lang.Lang) {
	if len(list) == 0 {
		return
	}
	pl.Trust = list
	held := len(pl.Reissues) > 0
	for _, r := range pl.Reissues {
		held = held && r.KeyHeld
	}
	var steps []Step
	for _, t := range list {
		s := Step{
			Kind:        "trust",
			Title:       t.Title,
			Why:         t.Why,
			Certificate: t.Certificates[0],
			Files:       []string{},
			Commands:    []Command{},
		}
		for _, f := range t.Files {
			s.Files = append(s.Files, f.Name)
		}
		steps = append(steps, s)
	}
	or := tx("Or: ", "或者：").In(l)
	if pl.State == Nothing {
		pl.Steps = append(pl.Steps, steps...)
		return
	}
	if held {
		for i := range steps {
			steps[i].Title = or + steps[i].Title
		}
		pl.Steps = append(pl.Steps, steps...)
		return
	}
	for i := 1; i < len(steps); i++ {
		steps[i].Title = or + steps[i].Title
	}
	for i, s := range pl.Steps {
		if s.Kind == "reissue" || s.Kind == "new-ca" || s.Kind == "ask" {
			pl.Steps[i].Title = or + s.Title
			break
		}
	}
	pl.Steps = append(steps, pl.Steps...)
	pl.Summary = list[0].Title + tx(" Nothing has to be issued again.", "无需重新签发。").In(l)
	pl.State = Possible
	pl.Blocked = []string{}
}
