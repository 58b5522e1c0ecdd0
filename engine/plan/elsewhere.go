package plan

import (
	"bytes"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
	"x509strict/engine/release"
	"x509strict/engine/roles"
	"x509strict/engine/tbs"
)

// maxElsewhere bounds about how many leaves the clients that do not verify with OpenSSL are asked.
const maxElsewhere = 20

// askElsewhere asks the clients that do not verify with OpenSSL: who refuses, and by which rule about which certificate.
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
	mend := func(field string, why lang.Text) {
		d.mend(field, why)
		mended = true
	}
	if now := d.current(oid.KeyUsage); rules["server-key-usage-no-digital-signature"] && d.leaf && now != nil &&
		*now.KeyUsage&cert.DigitalSignature == 0 {
		d.spec.Set(tbs.NewExtension(
			oid.KeyUsage,
			d.spec.Extensions[d.spec.Find(oid.KeyUsage)].Critical,
			tbs.KeyUsageValue(*now.KeyUsage|cert.DigitalSignature),
		))
		mend(
			oid.KeyUsage,
			tx(
				"The server signs handshakes with this key; GnuTLS, Java and Chrome want its key usage to say so.",
				"服务器用这个密钥对握手签名；GnuTLS、Java 和 Chrome 要求密钥用法写明数字签名。",
			),
		)
	}
	if rules["ocsp-stapling-demanded"] && d.spec.Find(oid.TLSFeature) >= 0 {
		d.spec.Drop(oid.TLSFeature)
		mend(
			oid.TLSFeature,
			tx(
				"It demands a stapled OCSP response, which a private CA rarely has; Firefox and GnuTLS refuse without one.",
				"它要求服务器附带 OCSP 响应，私有 CA 通常没有；缺少时 Firefox 和 GnuTLS 会拒绝。",
			),
		)
	}
	up := d.p.drafts[d.parent]
	if rules["issuer-name-spelled-differently"] && up != nil && up != d && !bytes.Equal(d.spec.Issuer, up.spec.Subject) {
		d.spec.Issuer = up.spec.Subject
		mend(
			fieldIssuer,
			tx(
				"The issuer's name has to be spelled as the issuer spells it, byte for byte: most clients but OpenSSL compare it so.",
				"颁发者名称须与颁发者证书中的写法逐字节一致：OpenSSL 以外的客户端大多这样比较。",
			),
		)
	}
	if isCA := d.current(oid.BasicConstraints); rules["ca-used-as-server-certificate"] && d.leaf && !d.ca && !d.last &&
		isCA != nil && isCA.BasicConstraints.CA {
		d.spec.Set(tbs.BasicConstraints(false, -1))
		mend(
			oid.BasicConstraints,
			tx("Firefox and rustls take no CA for a server.", "Firefox 和 rustls 不接受 CA 作服务器证书。"),
		)
		if now := d.current(oid.KeyUsage); now != nil && *now.KeyUsage&cert.KeyCertSign != 0 {
			bits := *now.KeyUsage &^ (cert.KeyCertSign | cert.CRLSign)
			d.spec.Set(tbs.NewExtension(oid.KeyUsage, true, tbs.KeyUsageValue(bits|d.serverUsage())))
			mend(
				oid.KeyUsage,
				tx(
					"It is not a CA, so its key must not be allowed to sign certificates (82).",
					"它不是 CA，密钥就不应允许签发证书（错误 82）。",
				),
			)
		}
	}
	return mended
}

// nothing says that there is nothing to re-issue, and who refuses all the same.
func (p *planner) nothing() lang.Text {
	if len(p.refusing) == 0 {
		return tx(
			"Nothing has to be re-issued: every client that is strict accepts it.",
			"无须重新签发：严格的客户端都接受。",
		)
	}
	var en, zh []string
	for _, name := range p.refusing {
		en, zh = append(en, name.EN), append(zh, name.ZH)
	}
	return lang.Text{
		EN: "Nothing has to be re-issued for clients that verify with OpenSSL: every strict one accepts it. Refused by " +
			strings.Join(en, ", ") + "; the findings for that client say what helps.",
		ZH: "对用 OpenSSL 校验的客户端无须重新签发：严格的也都接受。拒绝的有：" + strings.Join(zh, "、") +
			"；解决办法见针对该客户端的说明。",
	}
}
