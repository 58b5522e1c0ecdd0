package plan

import (
	"strings"

	"x509strict/engine/lang"
)

// describe writes the summary and the steps.
func (p *planner) describe(out *Plan) {
	missing := p.reissueSteps(out)
	if out.State == Impossible {
		p.startOver(out)
	} else {
		p.wantingSteps(out)
		p.distributeStep(out)
		p.serverSteps(out)
	}
	if (out.State == Impossible || missing > 0 || len(p.wanting) > 0) && !p.lax { // else it would not help
		p.step(
			out,
			"code",
			tx("Until then: clear only the strict flag in the client.", "在此之前：在客户端只关闭严格标志。"),
			tx(
				"Chain, validity and host name are still verified. Never switch verification off.",
				"证书链、有效期和主机名仍会校验。切勿关闭整个校验。",
			),
			-1,
		)
	}
	p.summarize(out, missing)
}

// step adds one thing to do.
func (p *planner) step(out *Plan, kind string, title, why lang.Text, certificate int, files ...string) {
	if files == nil {
		files = []string{}
	}
	l := p.in.Lang
	out.Steps = append(
		out.Steps,
		Step{
			Kind: kind, Title: title.In(l), Why: why.In(l), Certificate: certificate, Files: files,
			Commands: []Command{},
		},
	)
}

// reissueSteps says what is signed anew. It returns how many of the signers' keys are not at hand.
func (p *planner) reissueSteps(out *Plan) (missing int) {
	absent := map[int]bool{}
	for _, r := range out.Reissues {
		title, why := p.drafts[r.Certificate].inWords()
		p.step(out, "reissue", title, why, r.Certificate, r.File)
		if !r.KeyHeld {
			absent[r.Signer] = true
		}
	}
	return len(absent)
}

// distributeStep says what clients get.
func (p *planner) distributeStep(out *Plan) {
	var files []string
	last, renamed := -1, false
	for _, r := range out.Reissues {
		if d := p.drafts[r.Certificate]; d.trusted() {
			files, last, renamed = append(files, r.File), r.Certificate, renamed || d.renamed
		}
	}
	if len(files) == 0 {
		return
	}
	why := tx(
		"It has the name, key, serial number and key identifier that the servers' certificates point to, so every client that accepted before still does.",
		"它的名称、密钥、序列号和密钥标识符正是服务器证书所指向的，所以原先接受的客户端仍会接受。",
	)
	if renamed {
		why = tx(
			"The CA gets a name, so clients and servers have to change together.",
			"CA 有了名称，因此客户端和服务器要同时更换。",
		)
	}
	list := p.listed(files)
	p.step(
		out,
		"distribute",
		tx("Give %s to the clients in place of the old file.", "把 %s 交给各客户端，替换旧文件。", list),
		why,
		last,
		files...)
}

// serverSteps says what every server installs: each one whose own certificate or chain changes, then whoever else
// sends an intermediate certificate that changes.
func (p *planner) serverSteps(out *Plan) {
	file := map[int]string{} // of what servers hold or send; looked up only
	for _, r := range out.Reissues {
		if d := p.drafts[r.Certificate]; !d.trusted() {
			file[r.Certificate] = r.File
		}
	}
	named := map[int]bool{}
	for _, i := range p.order {
		d := p.drafts[i]
		if !d.leaf {
			continue
		}
		var files []string
		for _, at := range p.path(i) {
			if file[at] != "" {
				files, named[at] = append(files, file[at]), true
			}
		}
		if len(files) > 0 {
			where := tx("On the server of “%s”: install %s.", "在“%s”的服务器上安装 %s。", d.name(), p.listed(files))
			if p.in.Client {
				where = tx("On the client “%s”: install %s.", "在客户端“%s”上安装 %s。", d.name(), p.listed(files))
			}
			p.step(
				out,
				"server",
				where,
				tx("Its private key stays as it is.", "它的私钥不变。"),
				i,
				files...)
		}
	}
	var sent []string
	first := -1
	for _, r := range out.Reissues {
		if d := p.drafts[r.Certificate]; !d.leaf && !d.trusted() && !named[r.Certificate] {
			if sent = append(sent, r.File); first < 0 {
				first = r.Certificate
			}
		}
	}
	unseen := p.unseen(out)
	p.unseenSteps(out, unseen)
	switch {
	case len(sent) > 0:
		list := p.listed(sent)
		title := tx(
			"On every server: send %s in place of the old intermediate certificate.",
			"在每台服务器上，用 %s 替换旧的中间证书。",
			list,
		)
		if len(sent) > 1 {
			title = tx(
				"On every server: send the one of %s that replaces its old intermediate certificate.",
				"在每台服务器上，用 %s 中对应的一份替换旧的中间证书。",
				list,
			)
		}
		p.step(
			out,
			"server",
			title,
			tx(
				"Servers send the intermediate certificates; their own certificates and keys stay as they are.",
				"中间证书由服务器发送；服务器自己的证书和私钥不变。",
			),
			first,
			sent...)
	case len(named) == 0 && len(unseen) == 0 && len(out.Reissues) > 0:
		p.step(
			out,
			"server",
			tx("Servers: nothing to do.", "服务器：无需任何操作。"),
			tx("Their certificates and keys stay valid as they are.", "它们的证书和私钥照旧有效。"),
			-1,
		)
	}
}

// wantingSteps asks for the CAs that have to sign and are not here.
func (p *planner) wantingSteps(out *Plan) {
	for _, i := range p.wanting {
		d := p.drafts[i]
		title, why := d.inWords()
		p.step(
			out,
			"ask",
			tx(
				"Add the CA “%s” and its key: it has to sign “%s” again.",
				"请加入 CA“%s”及其密钥：须由它重新签发“%s”。",
				d.c.Issuer.String(), d.name(),
			),
			lang.Text{EN: title.EN + " " + why.EN, ZH: title.ZH + why.ZH},
			i,
		)
	}
}

// unseenSteps asks for a certificate of each CA of which none is here, where what it names decides.
func (p *planner) unseenSteps(out *Plan, unseen []int) {
	for _, i := range unseen {
		p.step(
			out,
			"ask",
			tx("Add a certificate that “%s” has issued.", "请加入一张由“%s”签发的证书。", p.drafts[i].name()),
			tx(
				"Nothing here tells which key identifier its certificates name. Where they name one, this CA gets that very identifier and they stay as they are; where they name none, they are refused for that (85) and have to be signed again too.",
				"这里看不出它签发的证书写明了哪个密钥标识符。如果写明了，这个 CA 就采用那个标识符，服务器无需改动；如果没有写，那些证书本身也会被拒绝（错误 85），须一并重新签发。",
			),
			i,
		)
	}
}

// startOver says what to do where nothing can be mended in place.
func (p *planner) startOver(out *Plan) {
	for _, i := range p.order {
		if d := p.drafts[i]; d.ca && len(d.blocked) > 0 {
			p.step(
				out,
				"new-ca",
				tx(
					"Make a new CA in place of “%s” and issue its certificates again.",
					"新建 CA 取代“%s”，并重新签发其下的证书。",
					d.name(),
				),
				d.blocked[0],
				i,
			)
			return
		}
	}
	p.step(
		out,
		"new-ca",
		tx("Make a new certificate, or a new CA with new certificates.", "新建证书，或新建 CA 再签发证书。"),
		tx("What is wrong cannot be mended in place.", "问题无法原地修复。"),
		-1,
	)
}

// listed are the names as the language of the plan sets a list.
func (p *planner) listed(names []string) string {
	if p.in.Lang == lang.Chinese {
		return strings.Join(names, "、")
	}
	return strings.Join(names, ", ")
}

// inWords says what a re-issue changes, and why.
func (d *draft) inWords() (title, why lang.Text) {
	var what, reasons lang.Text
	for _, key := range d.order {
		label := fieldLabel(key)
		verb := tx("changing", "修改")
		switch old, now := d.c.Find(key), d.spec.Find(key); {
		case old == nil && now >= 0:
			verb = tx("adding", "加入")
		case old != nil && now < 0:
			verb = tx("removing", "去掉")
		}
		if what.EN != "" {
			what.EN, what.ZH = what.EN+", ", what.ZH+"，"
			reasons.EN += " "
		}
		what.EN += verb.EN + " " + lowerFirst(label.EN)
		what.ZH += verb.ZH + label.ZH
		reasons.EN += d.why[key].EN
		reasons.ZH += d.why[key].ZH
	}
	kind := tx("certificate", "证书")
	switch {
	case d.ca && d.last:
		kind = tx("CA", "CA")
	case d.ca:
		kind = tx("intermediate CA", "中间 CA")
	}
	title = lang.Text{
		EN: "Re-issue the " + kind.EN + " “" + d.name() + "”, " + what.EN + ".",
		ZH: lang.Spaced("重新签发", kind.ZH) + "“" + d.name() + "”：" + what.ZH + "。",
	}
	return title, reasons
}

func lowerFirst(s string) string {
	if len(s) > 1 && s[1] >= 'a' && s[1] <= 'z' {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}
