package plan

import (
	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
	"x509strict/engine/tbs"
)

// Fields of a certificate that are not extensions, as keys of draft.why.
const (
	fieldVersion   = "version"
	fieldSerial    = "serial"
	fieldAlgorithm = "algorithm"
	fieldIssuer    = "issuer"
	fieldNotBefore = "notBefore"
	fieldNotAfter  = "notAfter"
	fieldSubject   = "subject"
	fieldSPKI      = "spki"
)

// repair runs every repair on d, top of the certificate to bottom. The issuer's draft is already final.
func (d *draft) repair() {
	d.repairKey()
	d.repairVersion()
	d.repairBroken()
	d.repairBasicConstraints()
	d.repairKeyUsage()
	d.repairPurpose()
	d.repairNames()
	d.repairSubjectKeyID()
	d.repairSerial()
	d.repairAuthorityKeyID()
	d.repairCritical()
	d.repairSignature()
	d.repairValidity()
	d.p.elsewhere = d.repairElsewhere() || d.p.elsewhere
	if d.needed {
		d.tidy()
	}
}

func (d *draft) repairKey() {
	k := keyOf(d.c.SPKI)
	switch {
	case !k.signs && d.ca:
		d.block(tx("The key of “%s” is of a kind that cannot sign certificates.", "“%s”的密钥属于不能签发证书的类型。", d.name()))
	case k.weak && d.ca:
		d.block(
			tx(
				"The key of the CA “%s” (%s) is too weak: security level 2 wants at least 2048 bits of RSA or 224 bits of an elliptic curve. A re-issued certificate keeps its key, so this CA cannot be mended; a new CA is needed.",
				"CA“%s”的密钥（%s）强度不足：安全级别 2 要求 RSA 至少 2048 位、椭圆曲线至少 224 位。重新签发并不会更换密钥，所以这个 CA 无法原地修复，只能新建 CA。",
				d.name(),
				d.c.SPKI.Describe(),
			),
		)
	case k.weak:
		d.block(
			tx(
				"The key of “%s” (%s) is too weak for security level 2. It needs a new key, made where the server is, and a certificate for it.",
				"“%s”的密钥（%s）强度不足，达不到安全级别 2。需要在服务器上生成新密钥，再为它签发证书。",
				d.name(),
				d.c.SPKI.Describe(),
			),
		)
	}
	if !k.explicit || d.alone {
		return
	}
	if k.named == nil {
		d.block(
			tx(
				"The public key of “%s” spells out the parameters of a curve that has no name among P-256, P-384 and P-521. No client accepts that; it needs a new key.",
				"“%s”的公钥写明了曲线参数，而且不是 P-256、P-384 或 P-521。没有客户端接受，必须更换密钥。",
				d.name(),
			),
		)
		return
	}
	d.spec.SPKI = k.named
	d.mend(
		fieldSPKI,
		tx(
			"OpenSSL refuses keys with explicit curve parameters (94). The key stays the same; only its curve is now named.",
			"OpenSSL 拒绝带显式曲线参数的公钥（错误 94）。密钥不变，只是改用曲线名称表示。",
		),
	)
}

func (d *draft) repairVersion() {
	v := d.c.Version
	switch {
	case v == 2:
	case d.ca:
		d.spec.Version = 2
		d.mend(fieldVersion, tx("Only a version 3 certificate can say that it is a CA.", "只有 v3 证书才能声明自己是 CA。"))
	case v < 2 && len(d.c.Extensions) > 0 && !d.alone:
		d.spec.Version = 2
		d.mend(fieldVersion, tx("Extensions belong to version 3 only (93).", "扩展只属于 v3 证书（错误 93）。"))
	case v == 0 && d.alone:
		d.spec.Version = 2
		d.mend(
			fieldVersion,
			tx(
				"Under strict, a self-signed version 1 certificate counts as a CA of an obsolete kind (79).",
				"严格模式下，v1 自签名证书会被当作过时的 CA（错误 79）。",
			),
		)
	case d.p.rules[d.c][ruleVersion]:
		d.spec.Version = 2
		d.mend(fieldVersion, tx("rustls reads version 3 only.", "rustls 只读 v3 证书。"))
	case v > 2:
		d.spec.Version = 2
		d.also(fieldVersion, tx("Version 3 is what every client expects.", "所有客户端都要求 v3。"))
	}
}

// decodable are the extensions that OpenSSL decodes for every certificate: when one of them is there twice or does
// not decode, the certificate finds no issuer and issues nothing (EXFLAG_INVALID).
var decodable = []string{
	oid.BasicConstraints,
	oid.KeyUsage,
	oid.ExtKeyUsage,
	oid.SubjectKeyID,
	oid.AuthorityKeyID,
	oid.SubjectAltName,
	oid.NsCertType,

	oid.NameConstraints,
	oid.CRLDistribution,
	oid.ProxyInfo,
}

// repairBroken takes out extensions that do not decode or occur twice; later repairs put back what has to be there.
func (d *draft) repairBroken() {
	for _, id := range decodable {
		var found []cert.Extension
		for _, e := range d.c.Extensions {
			if e.OID == id {
				found = append(found, e)
			}
		}
		if len(found) == 0 || len(found) == 1 && decodes(found[0]) {
			continue
		}
		if id == oid.BasicConstraints && !d.ca {
			d.spec.Set(tbs.NewExtension(id, false, der.Build(0x30)))
			d.mend(
				id,
				tx(
					"The basic constraints cannot be used as they are (a path length is only for CAs); the certificate is not a CA.",
					"基本约束无法使用（路径长度只用于 CA）；这张证书不是 CA。",
				),
			)
			continue
		}
		label := fieldLabel(id)
		keep := -1
		for i, e := range found {
			if keep < 0 && decodes(e) {
				keep = i
			}
		}
		switch {
		case keep >= 0:
			d.spec.Set(found[keep])
			d.mend(
				id,
				lang.Text{
					EN: label.EN + " occurred more than once, which makes the whole certificate unusable; the first one that can be read stays.",
					ZH: label.ZH + "重复出现会让整张证书失效；保留第一个可读的。",
				},
			)
		case id == oid.NameConstraints || id == oid.ProxyInfo:
			d.block(
				lang.Text{
					EN: label.EN + " of “" + d.name() + "” cannot be read. What it should say is a decision about security, so it is not made here.",
					ZH: "“" + d.name() + "”的" + label.ZH + "无法读取。它该写什么属于安全决策，这里不代为决定。",
				},
			)
		default:
			d.spec.Drop(id)
			d.mend(
				id,
				lang.Text{
					EN: label.EN + " could not be read, which makes the whole certificate unusable.",
					ZH: label.ZH + "无法读取，会让整张证书失效。",
				},
			)
		}
	}
}
