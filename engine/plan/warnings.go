package plan

// warnings adds what to know before anything is done.
func (p *planner) warnings(out *Plan) {
	l := p.in.Lang
	for _, i := range p.order {
		for _, t := range p.drafts[i].warned {
			out.Warnings = append(out.Warnings, t.In(l))
		}
	}
	for i, k := range p.in.Keys {
		var of []string
		for _, j := range p.order {
			if SameKey(k, p.in.Certificates[j]) {
				of = append(of, "“"+p.drafts[j].name()+"”")
			}
		}
		used := false
		for _, r := range out.Reissues {
			used = used || r.Key == i
		}
		switch {
		case used || len(out.Reissues) == 0:
		case len(of) == 0:
			out.Warnings = append(
				out.Warnings,
				tx("Key %d belongs to none of these certificates.", "第 %d 个密钥不属于这里的任何证书。", i+1).In(l),
			)
		default:
			out.Warnings = append(
				out.Warnings,
				tx(
					"Key %d is the key of %s; it signs none of what has to be re-issued.",
					"第 %d 个密钥属于%s；需要重新签发的证书都不是由它签名的。",
					i+1,
					p.listed(of),
				).In(l),
			)
		}
	}
	p.strangeWarning(out)
	kept := false
	for _, r := range out.Reissues {
		kept = kept || r.Serial == "keep"
	}
	if kept {
		out.Warnings = append(
			out.Warnings,
			tx(
				"Serial numbers stay, because servers' certificates may name them. Firefox refuses to know two different certificates with one issuer and serial number (SEC_ERROR_REUSED_ISSUER_AND_SERIAL): delete the old one there first.",
				"序列号保持不变，因为服务器证书可能写明了它。Firefox 不接受颁发者与序列号相同的两张不同证书（SEC_ERROR_REUSED_ISSUER_AND_SERIAL）：请先在 Firefox 中删除旧证书。",
			).In(l),
		)
	}
	for _, r := range out.Reissues {
		d := p.drafts[r.Certificate]
		if _, longer := d.why[fieldNotAfter]; longer && d.ca {
			out.Warnings = append(
				out.Warnings,
				tx(
					"A later end for “%s” reaches a client only with the new file; certificates below it keep their own end.",
					"客户端拿到新文件之后，“%s”延长的有效期才会生效；下级证书的到期时间不变。",
					d.name(),
				).In(l),
			)
		}
		if _, named := d.why[fieldSPKI]; named {
			out.Warnings = append(
				out.Warnings,
				tx(
					"The key file of “%s” may still spell out its curve; `openssl ec -in KEY -param_enc named_curve -out NEWKEY` names it there too.",
					"“%s”的密钥文件可能仍写着曲线参数；可用 `openssl ec -in KEY -param_enc named_curve -out NEWKEY` 改为曲线名称。",
					d.name(),
				).In(l),
			)
		}
	}
}
