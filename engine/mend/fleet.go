package mend

import (
	"bytes"
	"crypto"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"x509strict/engine"
	"x509strict/engine/cert"
	"x509strict/engine/issue"
	"x509strict/engine/lang"
	"x509strict/engine/plan"
	"x509strict/engine/read"
)

// Fleet is the outcome of re-issuing the CAs of an audit.
type Fleet struct {
	Files    []issue.File      `json:"-"`
	Fleet    *engine.Fleet     `json:"fleet"`
	Made     []int             `json:"made"`     // indexes into Fleet.CAs
	Wanting  []int             `json:"wanting"`  // those whose signing key is not here
	Judged   int               `json:"judged"`   // rows that were judged again; 0 when nothing was issued
	Accepted int               `json:"accepted"` // of these
	Refused  int               `json:"refused"`
	Mended   int               `json:"mended"` // refused before, accepted now
	Lost     []engine.AuditRow `json:"lost"`   // accepted before by a client that refuses now; then there are no files
	Why      string            `json:"why"`    // what stands in the way; "" when files were made
}

// AuditFleet plans what re-issuing CAs mends of an audit's rows (nil for all), and makes all those CAs whose keys are
// given, in one go. Every row is judged again with them before any file is handed out; clients are asked beside the
// chosen one, so that nothing is lost with them. Without keys the files are the plan alone.
func AuditFleet(
	inputs, keys []read.Input,
	o engine.Options,
	rows []int,
	clients []string,
	random io.Reader,
) (*Fleet, error) {
	work, err := engine.ExamineFleet(inputs, o, rows)
	if err != nil {
		return nil, err
	}
	out := &Fleet{
		Files: []issue.File{}, Fleet: work.Fleet, Made: []int{}, Wanting: []int{}, Lost: []engine.AuditRow{},
	}
	if work.Fleet.Many > 0 {
		out.Why = fmt.Sprintf(textManyCAs.In(o.Lang), work.Fleet.Many)
		return out, nil
	}
	signers, locked, err := signersOf(work.Bundle, keys, o)
	if err != nil {
		return nil, err
	}
	issued := map[int]*cert.Certificate{}
	for n := range work.Reissues {
		x := &work.Reissues[n]
		key, err := issue.KeyOf(signers, work.Bundle.Certificates[x.Signer].Certificate)
		if err != nil {
			return nil, err
		}
		if key == nil {
			out.Wanting = append(out.Wanting, n)
			continue
		}
		if issued[x.Certificate], err = issue.Sign(&x.Spec, key, random); err != nil {
			return nil, err
		}
		out.Made = append(out.Made, n)
		work.Fleet.CAs[n].KeyHeld = true
	}
	var after *engine.Outcome
	switch {
	case len(work.Reissues) == 0:
		out.Why = textNothingFleet.In(o.Lang)
	case len(issued) == 0:
		out.Why = textNoFleetKey.In(o.Lang)
		if locked != "" {
			out.Why = locked
		} else if len(signers) > 0 {
			out.Why = textOtherFleetKey.In(o.Lang)
		}
	default:
		if after, err = work.Judge(issued, clients); err != nil {
			return nil, err
		}
		out.count(after, o)
	}
	if out.Why == "" {
		for _, n := range out.Made {
			ca := work.Fleet.CAs[n]
			pem := issue.PEM("CERTIFICATE", issued[ca.Certificate].Raw)
			out.Files = append(out.Files, issue.File{Name: ca.File, Type: issue.TypePEM, Data: pem})
		}
	}
	files, err := planFiles(work, out, after, issued)
	if err != nil {
		return nil, err
	}
	out.Files = append(out.Files, files...)
	return out, nil
}

// count takes over what the second judgment says.
func (out *Fleet) count(after *engine.Outcome, o engine.Options) {
	out.Judged = after.Accepted + after.Refused
	out.Accepted, out.Refused, out.Mended = after.Accepted, after.Refused, after.Mended
	switch {
	case len(after.Lost) > 0:
		out.Lost, out.Why = after.Lost, textLost.In(o.Lang)
	case after.Short > 0:
		out.Why = fmt.Sprintf(textShort.In(o.Lang), after.Short)
	}
}

// signersOf are the keys among the inputs and those given for the repair; locked says why one of these does not open.
func signersOf(
	b *read.Bundle,
	keys []read.Input,
	o engine.Options,
) (signers []crypto.Signer, locked string, err error) {
	lists := []*read.Bundle{b}
	if len(keys) > 0 {
		more, err := read.Read(keys, read.Options{Passwords: o.Passwords, Openers: o.Openers, Cancelled: o.Cancelled})
		if err != nil {
			return nil, "", err
		}
		lists = append(lists, more)
		locked = whyNot(more, o.Lang)
	}
	for _, list := range lists {
		for _, k := range list.Keys {
			if k.Signer != nil {
				signers = append(signers, k.Signer)
			}
		}
	}
	return signers, locked, nil
}

// planned is the plan as a file for programs.
type planned struct {
	Total   int                `json:"total"`
	Refused int                `json:"refused"`
	Mended  int                `json:"mended"`
	CAs     []plannedCA        `json:"cas"`
	Left    []engine.FleetLeft `json:"left"`
}

type plannedCA struct {
	Subject string        `json:"subject"`
	SHA256  string        `json:"sha256"`            // of the certificate as it is
	Signer  string        `json:"signer"`            // whose key signs
	File    string        `json:"file"`              // what it becomes
	Renewed string        `json:"renewed,omitempty"` // SHA-256 of what it became
	Mends   []string      `json:"mends"`             // SHA-256 of the certificates accepted with it
	Changes []plan.Change `json:"changes"`
}

// planFiles are the plan for people, for programs and for spreadsheets.
func planFiles(
	w *engine.FleetWork,
	out *Fleet,
	after *engine.Outcome,
	issued map[int]*cert.Certificate,
) ([]issue.File, error) {
	f := w.Fleet
	p := planned{Total: f.Total, Refused: f.Refused, Mended: f.Mended, CAs: []plannedCA{}, Left: f.Left}
	for _, ca := range f.CAs {
		one := plannedCA{
			Subject: ca.Subject, SHA256: ca.SHA256, Signer: ca.Signer, File: ca.File,
			Mends: []string{}, Changes: ca.Changes,
		}
		if c := issued[ca.Certificate]; c != nil {
			one.Renewed = sum(c)
		}
		p.CAs = append(p.CAs, one)
	}
	rows := map[int][]int{} // row to CAs
	for _, g := range f.Groups {
		for _, i := range g.Rows {
			rows[i] = g.CAs
			for _, n := range g.CAs {
				p.CAs[n].Mends = append(p.CAs[n].Mends, sum(w.Bundle.Certificates[i].Certificate))
			}
		}
	}
	var asJSON bytes.Buffer
	e := json.NewEncoder(&asJSON)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(p); err != nil {
		return nil, err
	}
	table, err := planTable(w, rows, after)
	if err != nil {
		return nil, err
	}
	return []issue.File{
		{Name: "README.txt", Type: issue.TypeText, Data: []byte(fleetReadme(f, out, issued))},
		{Name: "plan.csv", Type: "text/csv", Data: table},
		{Name: "plan.json", Type: "application/json", Data: asJSON.Bytes()},
	}, nil
}

// planTable has a line for each certificate that a CA mends.
func planTable(w *engine.FleetWork, rows map[int][]int, after *engine.Outcome) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	c := csv.NewWriter(&b)
	c.UseCRLF = true
	if err := c.Write([]string{"subject", "sha256", "before", "after", "ca files"}); err != nil {
		return nil, err
	}
	for i, x := range w.Bundle.Certificates {
		list, mended := rows[i]
		if !mended {
			continue
		}
		verdict := "accepted (planned)"
		if after != nil {
			verdict = after.Rows[i].Verdict
		}
		var files []string
		for _, n := range list {
			files = append(files, w.Fleet.CAs[n].File)
		}
		if err := c.Write([]string{
			cell(x.Subject.String()), sum(x.Certificate), "refused", verdict, strings.Join(files, " "),
		}); err != nil {
			return nil, err
		}
	}
	c.Flush()
	return b.Bytes(), c.Error()
}

// cell is a text that no spreadsheet takes for a formula.
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func sum(c *cert.Certificate) string {
	s := c.Fingerprint256()
	return fmt.Sprintf("%x", s[:])
}

// fleetReadme says in both languages what was made and where it goes.
func fleetReadme(f *engine.Fleet, out *Fleet, issued map[int]*cert.Certificate) string {
	var b strings.Builder
	for _, l := range []lang.Lang{lang.English, lang.Chinese} {
		say := func(en, zh string, args ...any) {
			b.WriteString(fmt.Sprintf(lang.Text{EN: en, ZH: zh}.In(l), args...) + "\n")
		}
		say("Re-issuing these CAs mends %d of %d refused certificates (%d in all).",
			"重新签发下列 CA，可让被拒绝的 %[2]d 张证书中的 %[1]d 张被接受（总共 %[3]d 张）。", f.Mended, f.Refused, f.Total)
		if out.Judged > 0 {
			say("Every certificate was judged again with the new CAs: %d accepted, %d refused.",
				"已用新的 CA 重新检查每张证书：接受 %d 张，拒绝 %d 张。", out.Accepted, out.Refused)
		}
		say("Each keeps its name, key, key identifier and serial number. Put it in the place of the old file in the\n"+
			"trust stores of the clients; a CA that a server sends (an intermediate) also goes onto that server.",
			"名称、密钥、密钥标识符和序列号都不变。在客户端的信任库里用新文件替换旧文件；\n由服务器发送的 CA（中间证书）还要放到那台服务器上。")
		b.WriteString("\n")
		for n, ca := range f.CAs {
			say("%s: %s", "%s：%s", ca.File, ca.Subject)
			say("   old SHA-256 %s", "   旧 SHA-256 %s", ca.SHA256)
			if c := issued[ca.Certificate]; c != nil && slices.Contains(out.Made, n) && out.Why == "" {
				say("   new SHA-256 %s", "   新 SHA-256 %s", sum(c))
			} else {
				say("   not made: it takes the key of “%s”", "   未生成：需要“%s”的私钥", ca.Signer)
			}
			for _, c := range ca.Changes {
				if c.Kind != "kept" && c.Config != "" {
					b.WriteString("   " + c.Config + "\n")
				}
			}
		}
		if len(f.Left) > 0 {
			b.WriteString("\n")
			say("Still refused, by the first error:", "仍会被拒绝的，按首个错误：")
			for _, x := range f.Left {
				say("   %d: %s", "   %d 张：%s", x.Rows, x.Text)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}
