package plan

import (
	"bytes"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/oid"
	"x509strict/engine/tbs"
)

func (d *draft) repairNames() {
	if up := d.p.drafts[d.parent]; up != nil && up.i != d.i && up.renamed {
		d.spec.Issuer = up.spec.Subject
		d.mend(fieldIssuer, tx("Its issuer gets a name.", "它的颁发者有了名称。"))
	}
	if !d.alone {
		empty := len(d.c.Subject.Attributes) == 0
		d.nameCA(empty)
		d.fillAltNames(empty)
		if empty && !d.ca {
			d.nameLeaf()
		}
		if alt := d.current(oid.SubjectAltName); empty && !d.renamed && alt != nil &&
			!d.spec.Extensions[d.spec.Find(oid.SubjectAltName)].Critical {
			d.setCritical(oid.SubjectAltName, true)
			d.mend(
				oid.SubjectAltName,
				tx(
					"With an empty subject the subject alternative name must be critical (88).",
					"主体为空时，主体备用名称必须标为关键（错误 88）。",
				),
			)
		}
	}
	if d.leaf && d.p.hostMissing(d.c) {
		d.addHost()
	}
}

// nameCA gives a CA without a name one. What an empty issuer stands for is not known where the issuer is not here.
func (d *draft) nameCA(empty bool) {
	switch {
	case empty && d.ca:
		d.rename("CA " + shortID(d.c))
		d.mend(
			fieldSubject,
			tx(
				"A CA needs a name (83, 84). Everything that it issued has to name it and is re-issued too.",
				"CA 必须有名称（错误 83、84）。它签发过的证书都要写上这个名称，因此也须重新签发。",
			),
		)
		if d.selfSigned() {
			d.spec.Issuer = d.spec.Subject
			d.mend(fieldIssuer, tx("Self-signed: issuer and subject are the same.", "自签名：颁发者与主体相同。"))
		}
	case !d.selfSigned() && d.parent < 0 && len(d.c.Issuer.Attributes) == 0:
		d.block(
			tx(
				"The issuer name of “%s” is empty and its issuer is not here.",
				"“%s”的颁发者名称为空，且颁发者证书不在这里。",
				d.name(),
			),
		)
	}
}

// fillAltNames takes out alternative names that are none; a host in the common name takes their place.
func (d *draft) fillAltNames(empty bool) {
	alt := d.current(oid.SubjectAltName)
	if alt == nil || len(*alt.SubjectAltName) > 0 {
		return
	}
	d.spec.Drop(oid.SubjectAltName)
	d.mend(
		oid.SubjectAltName,
		tx("The subject alternative name extension lists no name (87).", "主体备用名称扩展是空的（错误 87）。"),
	)
	if host := d.hostFromCN(); host != "" {
		d.spec.Set(tbs.SubjectAltName(empty, tbs.ParseAltName(host)))
	}
}

// nameLeaf gives a certificate of neither subject nor alternative names one of the two. Without a subject it must not
// claim to sign revocation lists.
func (d *draft) nameLeaf() {
	if d.current(oid.SubjectAltName) == nil {
		if d.p.in.Host != "" {
			d.spec.Set(tbs.SubjectAltName(true, tbs.ParseAltName(d.p.in.Host)))
			d.mend(
				oid.SubjectAltName,
				tx(
					"A certificate without any name is refused (84); the host name asked for is put in.",
					"没有任何名称的证书会被拒绝（错误 84）；写入所查询的主机名。",
				),
			)
		} else {
			d.rename("server " + shortID(d.c))
			d.mend(
				fieldSubject,
				tx(
					"A certificate without any name is refused (84). Give the host name to have it put in.",
					"没有任何名称的证书会被拒绝（错误 84）。请填写主机名，以便写入。",
				),
			)
		}
	}
	usage := d.current(oid.KeyUsage)
	if d.renamed || usage == nil || *usage.KeyUsage&cert.CRLSign == 0 {
		return
	}
	e := d.spec.Extensions[d.spec.Find(oid.KeyUsage)]
	rest := *usage.KeyUsage &^ cert.CRLSign
	if rest == 0 {
		rest = d.serverUsage()
	}
	d.spec.Set(tbs.NewExtension(oid.KeyUsage, e.Critical, tbs.KeyUsageValue(rest)))
	d.mend(
		oid.KeyUsage,
		tx(
			"Whoever signs revocation lists needs a subject name (84), and a server does not sign them.",
			"签发吊销列表者必须有主体名称（错误 84），而服务器并不签发。",
		),
	)
}

// addHost puts the host name asked for beside the names that are there.
func (d *draft) addHost() {
	var list [][]byte
	critical := len(d.c.Subject.Attributes) == 0
	if at := d.spec.Find(oid.SubjectAltName); at >= 0 {
		critical = d.spec.Extensions[at].Critical
		if _, content, _, _, ok := der.Split(d.spec.Extensions[at].Value); ok {
			list = append(list, content)
		}
	} else if host := d.hostFromCN(); host != "" {
		list = append(list, tbs.ParseAltName(host).Element())
	}
	list = append(list, tbs.ParseAltName(d.p.in.Host).Element())
	d.spec.Set(tbs.NewExtension(oid.SubjectAltName, critical, der.Build(0x30, list...)))
	d.mend(
		oid.SubjectAltName,
		tx("The certificate is not valid for %s, the host asked for.", "证书对所查询的主机 %s 无效。", d.p.in.Host),
	)
}

// hostFromCN returns the common name when it looks like a host name or address.
func (d *draft) hostFromCN() string {
	cn := d.c.Subject.CommonName()
	if len(cn) > 253 {
		return ""
	}
	for i := range len(cn) {
		b := cn[i]
		if !(b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-' || b == '.' ||
			b == ':' || b == '*' && i == 0) {
			return ""
		}
	}
	return cn
}

func (d *draft) rename(cn string) {
	d.spec.Subject = tbs.CommonName(cn)
	d.renamed = true
}

func shortID(c *cert.Certificate) string {
	id := tbs.KeyID(c.SPKI)
	return string(bytes.ReplaceAll([]byte(colons(id[:4])), []byte(":"), nil))
}
