package plan

import (
	"bytes"
	"slices"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/code"
	"x509strict/engine/key"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
	"x509strict/engine/release"
	"x509strict/engine/roles"
	"x509strict/engine/rules"
	"x509strict/engine/tbs"
)

// maxElsewhere bounds about how many leaves the clients that do not verify with OpenSSL are asked.
const maxElsewhere = 20

// askElsewhere asks the clients that do not verify with OpenSSL: who refuses, and by which rule about which
// certificate.
func (p *planner) askElsewhere() {
	p.rules = map[*cert.Certificate]map[string]bool{}
	k := client.Case{Host: p.in.Host, Time: p.in.Time, As: p.side(), Release: release.All[len(release.All)-1]}
	var leaves []int
	for i, c := range p.in.Certificates {
		switch p.in.role(i) {
		case roles.Anchor:
			k.Trusted = append(k.Trusted, c)
		case roles.Intermediate:
			k.Untrusted = append(k.Untrusted, c)
		case roles.Leaf:
			leaves = append(leaves, i)
		}
	}
	if p.in.AssumeIssuer || p.in.OnlyOpenSSL {
		return // nobody else knows the stand-in
	}
	for _, who := range client.All {
		if who.OpenSSL() || !who.Compared {
			continue
		}
		refuses := false
		for _, i := range leaves[:min(len(leaves), maxElsewhere)] {
			one := k
			one.Leaf = p.in.Certificates[i]
			if p.parent[i] == i {
				one.Trusted = append(append([]*cert.Certificate{}, k.Trusted...), one.Leaf)
			}
			a := who.Judge(p.verifier, one)
			if a.Verdict() != "refused" {
				continue
			}
			refuses = true
			for _, r := range a.Reasons {
				if p.rules[r.Certificate] == nil {
					p.rules[r.Certificate] = map[string]bool{}
				}
				p.rules[r.Certificate][r.Rule] = true
				p.refusals = append(p.refusals, refusal{r.Certificate, r.Rule, who.Name})
			}
		}
		if refuses {
			p.refusing = append(p.refusing, who.Name)
		}
	}
}

// repairElsewhere mends what OpenSSL accepts and another client refuses. It reports whether there was any.
func (d *draft) repairElsewhere() (mended bool) {
	rules := d.p.rules[d.c]
	if rules[ruleVersion] && d.c.Version < 2 && d.spec.Version == 2 {
		mended = true // by repairVersion, before what version 3 wants
	}
	for _, repair := range []struct {
		rule string
		mend func() bool // reports whether there was anything to mend
	}{
		{ruleCritical, d.relaxCritical},
		{ruleSignature, d.signAnew},
		{"server-key-usage-no-digital-signature", d.allowHandshakes},
		{"ocsp-stapling-demanded", d.dropStapling},
		{"issuer-name-spelled-differently", d.spellIssuer},
		{"ca-used-as-server-certificate", d.demote},
	} {
		if rules[repair.rule] && repair.mend() {
			mended = true
		}
	}
	return mended
}

// relaxCritical makes extensions that a client knows nothing of such as it may pass over.
func (d *draft) relaxCritical() (mended bool) {
	for _, e := range d.spec.Extensions {
		if !e.Critical || known[e.OID] {
			continue
		}
		d.spec.Set(tbs.NewExtension(e.OID, false, e.Value))
		d.mend(
			e.OID,
			tx(
				"rustls refuses every critical extension that it has no use for; this one need not be critical.",
				"rustls 拒绝自己用不到的任何关键扩展；这一个无需标为关键。",
			),
		)
		mended = true
	}
	return mended
}

// signAnew signs with an algorithm that every client takes.
func (d *draft) signAnew() bool {
	if !d.resigned() {
		return false
	}
	d.mend(
		fieldAlgorithm,
		tx(
			"Browsers, Java and rustls each take few signature algorithms; with SHA-256 all of them take it.",
			"浏览器、Java 和 rustls 各自只接受少数签名算法；改用 SHA-256 后都会接受。",
		),
	)
	return true
}

// allowHandshakes lets a server's key sign handshakes, where its key usage leaves that out.
func (d *draft) allowHandshakes() bool {
	now := d.current(oid.KeyUsage)
	if !d.leaf || now == nil || *now.KeyUsage&cert.DigitalSignature != 0 {
		return false
	}
	d.spec.Set(tbs.NewExtension(
		oid.KeyUsage,
		d.spec.Extensions[d.spec.Find(oid.KeyUsage)].Critical,
		tbs.KeyUsageValue(*now.KeyUsage|cert.DigitalSignature),
	))
	d.mend(
		oid.KeyUsage,
		tx(
			"The server signs handshakes with this key; GnuTLS, Java and Chrome want its key usage to say so.",
			"服务器用这个密钥对握手签名；GnuTLS、Java 和 Chrome 要求密钥用法写明数字签名。",
		),
	)
	return true
}

// dropStapling demands no stapled OCSP response any more.
func (d *draft) dropStapling() bool {
	if d.spec.Find(oid.TLSFeature) < 0 {
		return false
	}
	d.spec.Drop(oid.TLSFeature)
	d.mend(
		oid.TLSFeature,
		tx(
			"It demands a stapled OCSP response, which a private CA rarely has; "+
				"Firefox and GnuTLS refuse without one.",
			"它要求服务器附带 OCSP 响应，私有 CA 通常没有；缺少时 Firefox 和 GnuTLS 会拒绝。",
		),
	)
	return true
}

// spellIssuer takes the issuer's name as its own certificate has it.
func (d *draft) spellIssuer() bool {
	up := d.p.drafts[d.parent]
	if up == nil || up == d || bytes.Equal(d.spec.Issuer, up.spec.Subject) {
		return false
	}
	d.spec.Issuer = up.spec.Subject
	d.mend(
		fieldIssuer,
		tx(
			"The issuer's name has to be spelled as the issuer spells it, byte for byte: "+
				"most clients but OpenSSL compare it so.",
			"颁发者名称须与颁发者证书中的写法逐字节一致：OpenSSL 以外的客户端大多这样比较。",
		),
	)
	return true
}

// demote makes a server's certificate no CA.
func (d *draft) demote() bool {
	isCA := d.current(oid.BasicConstraints)
	if !d.leaf || d.ca || d.last || isCA == nil || !isCA.BasicConstraints.CA {
		return false
	}
	d.spec.Set(tbs.BasicConstraints(false, -1))
	d.mend(
		oid.BasicConstraints,
		tx("Firefox and rustls take no CA for a server.", "Firefox 和 rustls 不接受 CA 作服务器证书。"),
	)
	if now := d.current(oid.KeyUsage); now != nil && *now.KeyUsage&cert.KeyCertSign != 0 {
		bits := *now.KeyUsage &^ (cert.KeyCertSign | cert.CRLSign)
		d.spec.Set(tbs.NewExtension(oid.KeyUsage, true, tbs.KeyUsageValue(bits|d.serverUsage())))
		d.mend(
			oid.KeyUsage,
			tx(
				"It is not a CA, so its key must not be allowed to sign certificates (82).",
				"它不是 CA，密钥就不应允许签发证书（错误 82）。",
			),
		)
	}
	return true
}

// Rules by which a re-issue goes: those of single clients, and OpenSSL's own.
const (
	ruleVersion   = "not-version-3"
	ruleSignature = "signature-algorithm-not-taken"
)

var ruleCritical = code.UnhandledCriticalExtension.Slug()

// known are the extensions that may stay critical: every client handles them, or RFC 5280 wants it.
var known = map[string]bool{
	oid.BasicConstraints: true, oid.KeyUsage: true, oid.ExtKeyUsage: true, oid.SubjectAltName: true,
	oid.NameConstraints: true, oid.InhibitAnyPolicy: true, oid.PolicyConstr: true, oid.ProxyInfo: true,
}

// resigned reports whether the certificate, issued again, is signed by another algorithm than it is now.
func (d *draft) resigned() bool {
	if d.parent < 0 {
		return false
	}
	alg, ok := tbs.AlgorithmFor(d.p.in.Certificates[d.parent].SPKI, d.c.OuterAlg.OID)
	return ok && (alg.OID != d.c.OuterAlg.OID || alg.Kind == key.RSAPSS && !bytes.Equal(alg.Raw, d.c.OuterAlg.Raw))
}

// refusal is what a client that does not verify with OpenSSL objects to.
type refusal struct {
	certificate *cert.Certificate // nil for the chain as a whole
	rule        string
	by          lang.Text
}

// maxRemaining bounds how many of the refusals that no re-issue mends are told.
const maxRemaining = 6

// remaining says what such clients refuse and no re-issue of the plan mends, and what helps, as the rule has it. What
// OpenSSL refuses too is left to the plan where there is one.
func (p *planner) remaining(out *Plan) {
	type place struct {
		certificate *cert.Certificate
		rule        string
	}
	by := map[place][]lang.Text{}
	var order []place
	for _, x := range p.refusals {
		at := place{x.certificate, x.rule}
		rule := rules.BySlug(x.rule)
		if rule == nil || rule.Code != 0 && out.State != Nothing || p.mends(out, x) {
			continue
		}
		if by[at] == nil {
			order = append(order, at)
		}
		if !slices.Contains(by[at], x.by) {
			by[at] = append(by[at], x.by)
		}
	}
	for _, at := range order[:min(len(order), maxRemaining)] {
		rule, i := rules.BySlug(at.rule), slices.Index(p.in.Certificates, at.certificate)
		title := rule.Title
		if i >= 0 {
			title = tx("%s: “%s”", "%s：“%s”", rule.Title, p.label(i))
		}
		var en, zh []string
		for _, name := range by[at] {
			en, zh = append(en, name.EN), append(zh, name.ZH)
		}
		p.step(out, "other", title, lang.Text{
			EN: rule.Fix.EN + " Refused by " + strings.Join(en, ", ") + ".",
			ZH: rule.Fix.ZH + "拒绝者：" + strings.Join(zh, "、") + "。",
		}, i)
	}
}

// mends reports whether the plan issues again what a refusal is about, with a change that is for it.
func (p *planner) mends(out *Plan, x refusal) bool {
	for _, r := range out.Reissues {
		d := p.drafts[r.Certificate]
		if d.c != x.certificate {
			continue
		}
		for _, field := range fieldsOf[x.rule] {
			if _, changed := d.why[field]; changed {
				return true
			}
		}
	}
	return false
}

// fieldsOf are the fields that a re-issue changes for a rule, by the names of draft.why.
var fieldsOf = map[string][]string{
	"server-key-usage-no-digital-signature": {oid.KeyUsage},
	"ocsp-stapling-demanded":                {oid.TLSFeature},
	"issuer-name-spelled-differently":       {fieldIssuer},
	"ca-used-as-server-certificate":         {oid.BasicConstraints},
	"trusted-certificate-is-no-ca":          {oid.BasicConstraints},
	"validity-reversed":                     {fieldNotBefore, fieldNotAfter},
	ruleVersion:                             {fieldVersion},
	ruleSignature:                           {fieldAlgorithm},
}

// nothing says that there is nothing to re-issue, and who refuses all the same.
func (p *planner) nothing() lang.Text {
	if len(p.refusing) == 0 {
		return tx(
			"Nothing has to be re-issued: every client that is strict accepts it.",
			"无需重新签发：严格的客户端都接受。",
		)
	}
	var en, zh []string
	for _, name := range p.refusing {
		en, zh = append(en, name.EN), append(zh, name.ZH)
	}
	return lang.Text{
		EN: "Nothing has to be re-issued for clients that verify with OpenSSL: every strict one accepts it. Refused by " +
			strings.Join(en, ", ") + "; what helps there follows.",
		ZH: "对用 OpenSSL 校验的客户端无需重新签发：严格的也都接受。拒绝的有：" + strings.Join(zh, "、") +
			"；解决办法见下。",
	}
}
