package plan

import (
	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/key"
	"x509strict/engine/oid"
	"x509strict/engine/tbs"
)

func (d *draft) repairBasicConstraints() {
	now := d.current(oid.BasicConstraints)
	if d.ca {
		want := int64(-1)
		if now != nil && now.BasicConstraints.PathLen > 0 || now != nil && now.BasicConstraints.PathLen == 0 {
			want = now.BasicConstraints.PathLen
		}
		if need := d.p.casBelow(d.i, 0); want >= 0 && want < need {
			d.spec.Set(tbs.BasicConstraints(true, need))
			d.mend(
				oid.BasicConstraints,
				tx(
					"The path length allows %d CAs below this one, but there are %d (25).",
					"路径长度只允许下面有 %d 级 CA，实际有 %d 级（错误 25）。",
					want,
					need,
				),
			)
			return
		}
		switch {
		case now == nil:
			d.spec.Set(tbs.BasicConstraints(true, -1))
			d.mend(
				oid.BasicConstraints,
				tx(
					"Without basic constraints it is not a CA for strict clients (79).",
					"没有基本约束，严格的客户端不承认它是 CA（错误 79）。",
				),
			)
		case !now.BasicConstraints.CA:
			d.spec.Set(tbs.BasicConstraints(true, want))
			d.mend(
				oid.BasicConstraints,
				tx("It issues certificates but says that it is not a CA (79).", "它签发了证书，却声明自己不是 CA（错误 79）。"),
			)
		case now.BasicConstraints.PathLen < -1 || now.BasicConstraints.PathLen > 1<<20:
			d.spec.Set(tbs.BasicConstraints(true, -1))
			d.mend(oid.BasicConstraints, tx("The path length is not a usable number.", "路径长度不是有效数字。"))
		case !d.spec.Extensions[d.spec.Find(oid.BasicConstraints)].Critical:
			d.setCritical(oid.BasicConstraints, true)
			d.mend(
				oid.BasicConstraints,
				tx(
					"Basic constraints of a CA must be critical (89 up to OpenSSL 3.6).",
					"CA 的基本约束必须标为关键（OpenSSL 3.6 及以前报错误 89）。",
				),
			)
		}
		return
	}
	if now == nil || d.alone && now.BasicConstraints.PathLen < 0 {
		return
	}
	critical := d.spec.Extensions[d.spec.Find(oid.BasicConstraints)].Critical
	notCA := tbs.NewExtension(oid.BasicConstraints, critical, der.Build(0x30))
	if !now.BasicConstraints.CA {
		if now.BasicConstraints.PathLen >= 0 {
			d.spec.Set(notCA)
			d.mend(oid.BasicConstraints, tx("A path length is only for CAs (80).", "路径长度只用于 CA（错误 80）。"))
		}
		return
	}
	usage := d.current(oid.KeyUsage)
	complete := critical && usage != nil && *usage.KeyUsage&cert.KeyCertSign != 0 && d.current(oid.SubjectKeyID) != nil
	if !d.alone && !complete {
		d.spec.Set(notCA)
		d.mend(
			oid.BasicConstraints,
			tx(
				"It is a server certificate that says it is a CA, without what a CA needs.",
				"这是服务器证书，却声明自己是 CA，又缺少 CA 应有的内容。",
			),
		)
	}
}

func (d *draft) setCritical(oid string, critical bool) {
	e := d.spec.Extensions[d.spec.Find(oid)]
	d.spec.Set(tbs.NewExtension(oid, critical, e.Value))
}

// casBelow counts the CAs on the longest way down that use up path length: all but the self-issued ones.
func (p *planner) casBelow(i, depth int) int64 {
	var longest int64
	for _, j := range p.below[i] {
		d := p.drafts[j]
		if d == nil || len(p.below[j]) == 0 && d.leaf || depth > 100 {
			continue
		}
		n := p.casBelow(j, depth+1)
		if !d.c.SelfIssued() {
			n++
		}
		longest = max(longest, n)
	}
	return longest
}

func (d *draft) repairKeyUsage() {
	now := d.current(oid.KeyUsage)
	at := d.spec.Find(oid.KeyUsage)
	var bits cert.KeyUsage
	if now != nil {
		bits = *now.KeyUsage
	}
	put := func(b cert.KeyUsage) {
		critical := at < 0 || d.spec.Extensions[at].Critical
		d.spec.Set(tbs.NewExtension(oid.KeyUsage, critical, tbs.KeyUsageValue(b)))
	}
	bc := d.current(oid.BasicConstraints)
	isCA := bc != nil && bc.BasicConstraints.CA
	const serves = cert.DigitalSignature | cert.KeyEncipherment | cert.KeyAgreement
	want := bits
	switch {
	case d.ca && now == nil:
		want = cert.KeyCertSign | cert.CRLSign
		if d.leaf {
			want |= d.serverUsage()
		}
		put(want)
		d.mend(oid.KeyUsage, tx("A CA must say what its key is for (92).", "CA 必须说明其密钥的用途（错误 92）。"))
		return
	case d.ca && bits&cert.KeyCertSign == 0:
		want |= cert.KeyCertSign
		put(want)
		d.mend(oid.KeyUsage, tx("The key usage does not allow signing certificates (79, 32).",
			"密钥用法不允许签发证书（错误 79、32）。"))
	case !d.ca && !isCA && now != nil && bits&cert.KeyCertSign != 0 && !(d.alone && bc != nil):
		want &^= cert.KeyCertSign
		if want&^cert.CRLSign == 0 {
			want |= d.serverUsage()
		}
		put(want)
		d.mend(
			oid.KeyUsage,
			tx(
				"It is not a CA, so its key must not be allowed to sign certificates (82).",
				"它不是 CA，密钥就不应允许签发证书（错误 82）。",
			),
		)
	case now != nil && bits == 0:
		want = d.serverUsage()
		put(want)
		d.mend(
			oid.KeyUsage,
			tx("The key usage lists no use at all, which makes the certificate unusable.", "密钥用法一项用途也没有，证书因此不可用。"),
		)
	}
	if d.leaf && now != nil && want&serves == 0 {
		put(want | d.serverUsage())
		d.mend(
			oid.KeyUsage,
			tx(
				"A TLS server signs handshakes, so its key usage needs a digital signature (26).",
				"TLS 服务器要对握手签名，密钥用法须包含数字签名（错误 26）。",
			),
		)
	}
}

// serverUsage is what the key of a TLS server or client does.
func (d *draft) serverUsage() cert.KeyUsage {
	if k := keyOf(d.c.SPKI).kind; k == key.RSA {
		return cert.DigitalSignature | cert.KeyEncipherment
	}
	return cert.DigitalSignature
}

func (d *draft) repairPurpose() {
	if at := d.spec.Find(oid.ExtKeyUsage); at >= 0 {
		now := decode(d.spec.Extensions[at])
		fits := false
		for _, o := range now.ExtKeyUsage {
			fits = fits || o == d.p.purpose() ||
				d.p.purpose() == oid.ServerAuth && (o == oid.MicrosoftSGC || o == oid.NetscapeSGC)
		}
		if !fits {
			e := tbs.NewExtension(
				oid.ExtKeyUsage,
				d.spec.Extensions[at].Critical,
				tbs.ExtKeyUsageValue(append(append([]string{}, now.ExtKeyUsage...), d.p.purpose())),
			)
			d.spec.Set(e)
			d.mend(
				oid.ExtKeyUsage,
				tx(
					"The extended key usage lacks %s, on a server and on each CA above it (26).",
					"扩展密钥用法缺少 %s；服务器证书及其上每个 CA 都需要（错误 26）。",
					purposeNames[d.p.purpose()],
				),
			)
		}
	}
	if at := d.spec.Find(oid.NsCertType); at >= 0 {
		_, content, _, _, ok := der.Split(d.spec.Extensions[at].Value)
		bits := byte(0)
		if ok && len(content) > 1 {
			bits = content[1]
		}
		want := byte(0x40)
		if d.p.purpose() == oid.ClientAuth {
			want = 0x80
		}
		if d.leaf && (bits&want == 0 || !d.ca && bits&7 != 0 && d.spec.Find(oid.BasicConstraints) < 0) {
			d.spec.Drop(oid.NsCertType)
			d.mend(
				oid.NsCertType,
				tx(
					"The Netscape certificate type does not allow this use; nothing else reads it.",
					"Netscape 证书类型不允许这种用途；除此之外没有软件读取它。",
				),
			)
		}
	}
}

// unwantedCritical are extensions that RFC 5280 and RFC 6960 want not critical and that OpenSSL refuses when they are
// (34).
var unwantedCritical = map[string]bool{
	oid.SubjectKeyID:   true,
	oid.AuthorityKeyID: true,
	oid.IssuerAltName:  true,
	oid.FreshestCRL:    true,
	oid.AuthorityInfo:  true,

	oid.SubjectInfo: true,
	oid.TLSFeature:  true,
	oid.OCSPNoCheck: true,
	oid.SCTList:     true,
}

// understoodCritical are the extensions that OpenSSL accepts when critical.
var understoodCritical = map[string]bool{
	oid.NsCertType:       true,
	oid.KeyUsage:         true,
	oid.SubjectAltName:   true,
	oid.BasicConstraints: true,
	oid.Policies:         true,

	oid.CRLDistribution:  true,
	oid.ExtKeyUsage:      true,
	oid.AddressBlocks:    true,
	oid.ASIdentifiers:    true,
	oid.PolicyConstr:     true,
	oid.ProxyInfo:        true,
	oid.NameConstraints:  true,
	oid.PolicyMappings:   true,
	oid.InhibitAnyPolicy: true,
}

func (d *draft) repairCritical() {
	for _, e := range append([]cert.Extension{}, d.spec.Extensions...) {
		switch {
		case !e.Critical || understoodCritical[e.OID]:
		case unwantedCritical[e.OID]:
			d.setCritical(e.OID, false)
			d.mend(e.OID, tx("It must not be critical: OpenSSL refuses it then (34).", "不得标为关键，否则 OpenSSL 拒绝（错误 34）。"))
		case e.OID == oid.Poison:
			d.block(
				tx(
					"“%s” is a precertificate: it must never be used. Use the certificate that was issued from it.",
					"“%s”是预证书，永远不能使用。请改用据此签发的正式证书。",
					d.name(),
				),
			)
		default:
			d.block(
				tx(
					"“%s” has a critical extension that OpenSSL does not know (%s). Whoever made it critical wanted such clients to refuse it, so it is left alone.",
					"“%s”含有 OpenSSL 不认识的关键扩展（%s）。标为关键就是要这类客户端拒绝，因此不作改动。",
					d.name(),
					e.OID,
				),
			)
		}
	}
}
