package mend

import (
	"slices"

	"x509strict/engine"
	"x509strict/engine/cert"
	"x509strict/engine/handover"
	"x509strict/engine/issue"
	"x509strict/engine/plan"
)

// made is where reissue.sh puts its files.
const made = "x509strict-new/"

// handOver says how clients are given what was made, or will be: the CA file that the steps tell to hand out, or that
// of the repair on the trusting side which comes first. It is in both languages, for it outlives a change of
// language.
func handOver(
	e *engine.Examination,
	p *plan.Plan,
	issued map[int]*cert.Certificate,
	files []issue.File,
) *handover.Both {
	r := e.Report
	a := handover.Ask{
		Client: r.Client, Host: r.Target.Host, Port: r.FromMessage.Port, AsClient: r.As == "client", Makers: e.Makers(),
	}
	switch {
	case len(p.Trust) > 0 && p.Trust[0].Kind == "send" && len(p.Reissues) == 0: // a file for the server alone
	case len(p.Trust) > 0 && len(p.Steps) > 0 && p.Steps[0].Kind == "trust" && len(p.Trust[0].Files) > 0:
		trusted := p.Trust[0].Files[0]
		a.File = trusted.Name
		for _, f := range files {
			if string(f.Data) == trusted.PEM {
				a.File = f.Name
			}
		}
		a.Made = issue.Certificates([]byte(trusted.PEM))
	default:
		anchors := distributed(p)
		for _, x := range p.Reissues {
			if !slices.Contains(anchors, x.File) {
				continue
			}
			a.Each = append(a.Each, x.File)
			a.Before = append(a.Before, e.Bundle.Certificates[x.Certificate].Certificate)
			if c := issued[x.Certificate]; c != nil {
				a.Made = append(a.Made, c)
			}
		}
		switch {
		case len(a.Each) == 0:
		case len(p.Anchors()) > 1:
			a.File = plan.Bundle
		default:
			a.File = a.Each[0]
		}
		if len(issued) == 0 {
			a.Folder = made
		}
	}
	return handover.InBoth(a)
}

// distributed are the files that the plan hands out to whoever verifies.
func distributed(p *plan.Plan) (files []string) {
	for _, s := range p.Steps {
		if s.Kind == "distribute" {
			files = append(files, s.Files...)
		}
	}
	return files
}
