package plan

import (
	"x509strict/engine/lang"
	"x509strict/engine/oid"
)

func (p *planner) summarize(out *Plan, missing int) {
	var names []string
	for _, r := range out.Reissues {
		names = append(names, "“"+p.label(r.Certificate)+"”")
	}
	list := p.listed(names)
	var t lang.Text
	switch {
	case out.State == Impossible:
		t = tx("This cannot be mended in place.", "无法原地修复。")
	case len(names) == 0 && len(p.wanting) > 0:
		d := p.drafts[p.wanting[0]]
		out.Summary = tx(
			"“%s” has to be signed again by its CA, “%s”, which is not here. Add the CA and its key.",
			"“%s”须由其 CA“%s”重新签发，而该 CA 不在这里。请加入该 CA 及其密钥。",
			d.name(), d.c.Issuer.String(),
		).In(p.in.Lang)
		return
	case len(p.unseen(out)) > 0:
		t = tx(
			"Re-issue %s with the same key. Whether servers change too depends on what their certificates name: add one of them.",
			"用原密钥重新签发%s。服务器是否也要改动，取决于其证书写明的内容：请加入一张服务器证书。",
			list,
		)
	case len(names) > 3:
		t = tx("Re-issue %d certificates; keys and names stay.", "重新签发 %d 张证书；密钥和名称不变。", len(names))
	case p.onlyAnchors(out):
		t = tx(
			"Re-issue %s with the same key and give the new file to the clients; the servers change nothing.",
			"用原密钥重新签发%s，把新文件交给客户端即可；服务器无需改动。",
			list,
		)
	default:
		t = tx("Re-issue %s; keys stay.", "重新签发%s；密钥不变。", list)
	}
	if out.State == Partial {
		more := tx(" That mends a part; what is left is listed.", "这只能修复一部分，其余问题已列出。")
		t.EN, t.ZH = t.EN+more.EN, t.ZH+more.ZH
	}
	if missing > 0 && len(names) > 0 {
		more := tx(" The key is not here: add it, or run the script where it is.", "密钥不在这里：请加入密钥，或在密钥所在的机器上运行脚本。")
		t.EN, t.ZH = t.EN+more.EN, t.ZH+more.ZH
	}
	out.Summary = t.In(p.in.Lang)
}

// unseen are the CAs that get a subject key identifier while nothing is known of what their certificates name.
func (p *planner) unseen(out *Plan) (list []int) {
	for _, r := range out.Reissues {
		d := p.drafts[r.Certificate]
		if _, adds := d.why[oid.SubjectKeyID]; adds && d.ca && d.c.SubjectKeyID == nil && len(p.below[d.i]) == 0 {
			list = append(list, d.i)
		}
	}
	return list
}

func (p *planner) onlyAnchors(out *Plan) bool {
	for _, r := range out.Reissues {
		if d := p.drafts[r.Certificate]; !d.trusted() {
			return false
		}
	}
	return len(out.Reissues) > 0
}
