package plan

import (
	"bytes"
	"crypto/sha1" // RFC 5280 section 4.2.1.2 method 1: an identifier, not a protection
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/lang"
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
		d.block(tx("The key of the CA “%s” (%s) is too weak: security level 2 wants at least 2048 bits of RSA or 224 bits of an elliptic curve. A re-issued certificate keeps its key, so this CA cannot be mended; a new CA is needed.",
			"CA“%s”的密钥（%s）强度不足：安全级别 2 要求 RSA 至少 2048 位、椭圆曲线至少 224 位。重新签发并不会更换密钥，所以这个 CA 无法就地修复，只能新建 CA。", d.name(), d.c.SPKI.KeyDescription()))
	case k.weak:
		d.block(tx("The key of “%s” (%s) is too weak for security level 2. It needs a new key, made where the server is, and a certificate for it.",
			"“%s”的密钥（%s）强度不足，达不到安全级别 2。需要在服务器上生成新密钥，再为它签发证书。", d.name(), d.c.SPKI.KeyDescription()))
	}
	if !k.explicit || d.alone {
		return
	}
	if k.named == nil {
		d.block(tx("The public key of “%s” spells out the parameters of a curve that has no name among P-256, P-384 and P-521. No client accepts that; it needs a new key.",
			"“%s”的公钥写明了曲线参数，而且不是 P-256、P-384 或 P-521。没有客户端接受，必须更换密钥。", d.name()))
		return
	}
	d.spec.SPKI = k.named
	d.mend(fieldSPKI, tx("OpenSSL refuses keys with explicit curve parameters (94). The key stays the same; only its curve is now named.",
		"OpenSSL 拒绝带显式曲线参数的公钥（错误 94）。密钥不变，只是改用曲线名称表示。"))
}

func (d *draft) repairVersion() {
	v := d.c.Version
	switch {
	case v == 2:
	case d.ca:
		d.spec.Version = 2
		d.mend(fieldVersion, tx("Only a version 3 certificate can say that it is a CA.", "只有第 3 版证书才能声明自己是 CA。"))
	case v < 2 && len(d.c.Extensions) > 0 && !d.alone:
		d.spec.Version = 2
		d.mend(fieldVersion, tx("Extensions belong to version 3 only (93).", "扩展只属于第 3 版证书（错误 93）。"))
	case v == 0 && d.alone:
		d.spec.Version = 2
		d.mend(fieldVersion, tx("Under strict, a self-signed version 1 certificate counts as a CA of an obsolete kind (79).", "严格模式下，第 1 版自签名证书会被当作过时的 CA（错误 79）。"))
	default:
		d.spec.Version = 2
		d.also(fieldVersion, tx("Version 3 is what every client expects.", "所有客户端都期待第 3 版。"))
	}
}

// decodable are the extensions that OpenSSL decodes for every certificate: when one of them is there twice or does not decode, the
// certificate finds no issuer and issues nothing (EXFLAG_INVALID).
var decodable = []string{oidBasicConstraints, oidKeyUsage, oidExtKeyUsage, oidSubjectKeyID, oidAuthorityKeyID, oidSubjectAltName, oidNetscapeCertType,
	oidNameConstraints, oidCRLPoints, oidProxyCertInfo}

// repairBroken takes out extensions that do not decode or occur twice; later repairs put back what has to be there.
func (d *draft) repairBroken() {
	for _, oid := range decodable {
		var found []cert.Extension
		for _, e := range d.c.Extensions {
			if e.OID == oid {
				found = append(found, e)
			}
		}
		if len(found) == 0 || len(found) == 1 && decodes(found[0]) {
			continue
		}
		if oid == oidBasicConstraints && !d.ca {
			d.spec.set(NewExtension(oid, false, der.Build(0x30)))
			d.mend(oid, tx("The basic constraints cannot be used as they are (a path length is only for CAs); the certificate is not a CA.", "基本约束无法使用（路径长度只用于 CA）；这张证书不是 CA。"))
			continue
		}
		label := fieldLabel(oid)
		keep := -1
		for i, e := range found {
			if keep < 0 && decodes(e) {
				keep = i
			}
		}
		switch {
		case keep >= 0:
			d.spec.set(found[keep])
			d.mend(oid, lang.Text{EN: label.EN + " occurred more than once, which makes the whole certificate unusable; the first one that can be read stays.",
				ZH: label.ZH + "重复出现会让整张证书失效；保留第一个可读的。"})
		case oid == oidNameConstraints || oid == oidProxyCertInfo:
			d.block(lang.Text{EN: label.EN + " of “" + d.name() + "” cannot be read. What it should say is a decision about security, so it is not made here.",
				ZH: "“" + d.name() + "”的" + label.ZH + "无法读取。它该写什么属于安全决策，这里不代为决定。"})
		default:
			d.spec.drop(oid)
			d.mend(oid, lang.Text{EN: label.EN + " could not be read, which makes the whole certificate unusable.", ZH: label.ZH + "无法读取，会让整张证书失效。"})
		}
	}
}

func (d *draft) repairBasicConstraints() {
	now := d.current(oidBasicConstraints)
	if d.ca {
		want := int64(-1)
		if now != nil && now.BasicConstraints.PathLen > 0 || now != nil && now.BasicConstraints.PathLen == 0 {
			want = now.BasicConstraints.PathLen
		}
		if need := d.p.casBelow(d.i, 0); want >= 0 && want < need {
			d.spec.set(BasicConstraints(true, need))
			d.mend(oidBasicConstraints, tx("The path length allows %d CAs below this one, but there are %d (25).", "路径长度只允许下面有 %d 级 CA，实际有 %d 级（错误 25）。", want, need))
			return
		}
		switch {
		case now == nil:
			d.spec.set(BasicConstraints(true, -1))
			d.mend(oidBasicConstraints, tx("Without basic constraints it is not a CA for strict clients (79).", "没有基本约束，严格的客户端不承认它是 CA（错误 79）。"))
		case !now.BasicConstraints.CA:
			d.spec.set(BasicConstraints(true, want))
			d.mend(oidBasicConstraints, tx("It issues certificates but says that it is not a CA (79).", "它签发了证书，却声明自己不是 CA（错误 79）。"))
		case now.BasicConstraints.PathLen < -1 || now.BasicConstraints.PathLen > 1<<20:
			d.spec.set(BasicConstraints(true, -1))
			d.mend(oidBasicConstraints, tx("The path length is not a usable number.", "路径长度不是有效数字。"))
		case !d.spec.Extensions[d.spec.find(oidBasicConstraints)].Critical:
			d.setCritical(oidBasicConstraints, true)
			d.mend(oidBasicConstraints, tx("Basic constraints of a CA must be critical (89 up to OpenSSL 3.6).", "CA 的基本约束必须标为关键（OpenSSL 3.6 及以前报错误 89）。"))
		}
		return
	}
	if now == nil || d.alone && now.BasicConstraints.PathLen < 0 {
		return
	}
	critical := d.spec.Extensions[d.spec.find(oidBasicConstraints)].Critical
	notCA := NewExtension(oidBasicConstraints, critical, der.Build(0x30))
	if !now.BasicConstraints.CA {
		if now.BasicConstraints.PathLen >= 0 {
			d.spec.set(notCA)
			d.mend(oidBasicConstraints, tx("A path length is only for CAs (80).", "路径长度只用于 CA（错误 80）。"))
		}
		return
	}
	usage := d.current(oidKeyUsage)
	complete := critical && usage != nil && *usage.KeyUsage&cert.KeyCertSign != 0 && d.current(oidSubjectKeyID) != nil
	if !d.alone && !complete {
		d.spec.set(notCA)
		d.mend(oidBasicConstraints, tx("It is a server certificate that says it is a CA, without what a CA needs.", "这是服务器证书，却声明自己是 CA，又缺少 CA 应有的内容。"))
	}
}

func (d *draft) setCritical(oid string, critical bool) {
	e := d.spec.Extensions[d.spec.find(oid)]
	d.spec.set(NewExtension(oid, critical, e.Value))
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
	now := d.current(oidKeyUsage)
	at := d.spec.find(oidKeyUsage)
	var bits cert.KeyUsage
	if now != nil {
		bits = *now.KeyUsage
	}
	put := func(b cert.KeyUsage) {
		critical := at < 0 || d.spec.Extensions[at].Critical
		d.spec.set(NewExtension(oidKeyUsage, critical, keyUsageValue(b)))
	}
	bc := d.current(oidBasicConstraints)
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
		d.mend(oidKeyUsage, tx("A CA must say what its key is for (92).", "CA 必须说明其密钥的用途（错误 92）。"))
		return
	case d.ca && bits&cert.KeyCertSign == 0:
		want |= cert.KeyCertSign
		put(want)
		d.mend(oidKeyUsage, tx("The key usage does not allow signing certificates (79, 32).", "密钥用法不允许签发证书（错误 79、32）。"))
	case !d.ca && !isCA && now != nil && bits&cert.KeyCertSign != 0 && !(d.alone && bc != nil):
		want &^= cert.KeyCertSign
		if want&^cert.CRLSign == 0 {
			want |= d.serverUsage()
		}
		put(want)
		d.mend(oidKeyUsage, tx("It is not a CA, so its key must not be allowed to sign certificates (82).", "它不是 CA，密钥就不应允许签发证书（错误 82）。"))
	case now != nil && bits == 0:
		want = d.serverUsage()
		put(want)
		d.mend(oidKeyUsage, tx("The key usage lists no use at all, which makes the certificate unusable.", "密钥用法一项用途也没有，证书因此不可用。"))
	}
	if d.leaf && now != nil && want&serves == 0 {
		put(want | d.serverUsage())
		d.mend(oidKeyUsage, tx("A TLS server signs handshakes, so its key usage needs a digital signature (26).", "TLS 服务器要对握手签名，密钥用法须包含数字签名（错误 26）。"))
	}
}

// serverUsage is what the key of a TLS server or client does.
func (d *draft) serverUsage() cert.KeyUsage {
	if k := keyOf(d.c.SPKI).kind; k == RSA {
		return cert.DigitalSignature | cert.KeyEncipherment
	}
	return cert.DigitalSignature
}

func (d *draft) repairPurpose() {
	if at := d.spec.find(oidExtKeyUsage); at >= 0 {
		now := decode(d.spec.Extensions[at])
		fits := false
		for _, o := range now.ExtKeyUsage {
			fits = fits || o == d.p.purpose() || d.p.purpose() == oidServerAuth && (o == "1.3.6.1.4.1.311.10.3.3" || o == "2.16.840.1.113730.4.1")
		}
		if !fits {
			e := NewExtension(oidExtKeyUsage, d.spec.Extensions[at].Critical, extKeyUsageValue(append(append([]string{}, now.ExtKeyUsage...), d.p.purpose())))
			d.spec.set(e)
			d.mend(oidExtKeyUsage, tx("The extended key usage lacks %s, on a server and on each CA above it (26).", "扩展密钥用法缺少 %s；服务器证书及其上每个 CA 都需要（错误 26）。", purposeNames[d.p.purpose()]))
		}
	}
	if at := d.spec.find(oidNetscapeCertType); at >= 0 {
		_, content, _, _, ok := element(d.spec.Extensions[at].Value)
		bits := byte(0)
		if ok && len(content) > 1 {
			bits = content[1]
		}
		want := byte(0x40)
		if d.p.purpose() == oidClientAuth {
			want = 0x80
		}
		if d.leaf && (bits&want == 0 || !d.ca && bits&7 != 0 && d.spec.find(oidBasicConstraints) < 0) {
			d.spec.drop(oidNetscapeCertType)
			d.mend(oidNetscapeCertType, tx("The Netscape certificate type does not allow this use; nothing else reads it.", "Netscape 证书类型不允许这种用途；除此之外没有软件读取它。"))
		}
	}
}

func (d *draft) repairNames() {
	if up := d.p.drafts[d.parent]; up != nil && up.i != d.i && up.renamed {
		d.spec.Issuer = up.spec.Subject
		d.mend(fieldIssuer, tx("Its issuer gets a name.", "它的颁发者有了名称。"))
	}
	alt := d.current(oidSubjectAltName)
	empty := len(d.c.Subject.Attributes) == 0
	if !d.alone {
		if empty && d.ca {
			d.rename("CA " + shortID(d.c))
			d.mend(fieldSubject, tx("A CA needs a name (83, 84). Everything that it issued has to name it and is re-issued too.", "CA 必须有名称（错误 83、84）。它签发过的证书都要写上这个名称，因此也须重新签发。"))
			if d.selfSigned() {
				d.spec.Issuer = d.spec.Subject
				d.mend(fieldIssuer, tx("Self-signed: issuer and subject are the same.", "自签名：颁发者与主体相同。"))
			}
		} else if !d.selfSigned() && d.parent < 0 && len(d.c.Issuer.Attributes) == 0 {
			d.block(tx("The issuer name of “%s” is empty and its issuer is not here.", "“%s”的颁发者名称为空，且颁发者证书不在这里。", d.name()))
		}
		if alt != nil && len(*alt.SubjectAltName) == 0 {
			d.spec.drop(oidSubjectAltName)
			alt = nil
			d.mend(oidSubjectAltName, tx("The subject alternative name extension lists no name (87).", "使用者备用名称扩展是空的（错误 87）。"))
			if host := d.hostFromCN(); host != "" {
				d.spec.set(SubjectAltName(empty, ParseAltName(host)))
				alt = d.current(oidSubjectAltName)
			}
		}
		if empty && !d.ca && alt == nil {
			if d.p.in.Host != "" {
				d.spec.set(SubjectAltName(true, ParseAltName(d.p.in.Host)))
				alt = d.current(oidSubjectAltName)
				d.mend(oidSubjectAltName, tx("A certificate without any name is refused (84); the host name asked for is put in.", "没有任何名称的证书会被拒绝（错误 84）；写入所查询的主机名。"))
			} else {
				d.rename("server " + shortID(d.c))
				d.mend(fieldSubject, tx("A certificate without any name is refused (84). Give the host name to have it put in.", "没有任何名称的证书会被拒绝（错误 84）。请填写主机名，以便写入。"))
			}
		}
		if usage := d.current(oidKeyUsage); empty && !d.ca && !d.renamed && usage != nil && *usage.KeyUsage&cert.CRLSign != 0 {
			e := d.spec.Extensions[d.spec.find(oidKeyUsage)]
			rest := *usage.KeyUsage &^ cert.CRLSign
			if rest == 0 {
				rest = d.serverUsage()
			}
			d.spec.set(NewExtension(oidKeyUsage, e.Critical, keyUsageValue(rest)))
			d.mend(oidKeyUsage, tx("Whoever signs revocation lists needs a subject name (84), and a server does not sign them.", "签发吊销列表者必须有主体名称（错误 84），而服务器并不签发。"))
		}
		if empty && !d.renamed && alt != nil && !d.spec.Extensions[d.spec.find(oidSubjectAltName)].Critical {
			d.setCritical(oidSubjectAltName, true)
			d.mend(oidSubjectAltName, tx("With an empty subject the subject alternative name must be critical (88).", "主体为空时，使用者备用名称必须标为关键（错误 88）。"))
		}
	}
	if d.leaf && d.p.hostMissing(d.c) {
		d.addHost()
	}
}

// addHost puts the host name asked for beside the names that are there.
func (d *draft) addHost() {
	var list [][]byte
	critical := len(d.c.Subject.Attributes) == 0
	if at := d.spec.find(oidSubjectAltName); at >= 0 {
		critical = d.spec.Extensions[at].Critical
		if _, content, _, _, ok := element(d.spec.Extensions[at].Value); ok {
			list = append(list, content)
		}
	} else if host := d.hostFromCN(); host != "" {
		list = append(list, ParseAltName(host).element())
	}
	list = append(list, ParseAltName(d.p.in.Host).element())
	d.spec.set(NewExtension(oidSubjectAltName, critical, der.Build(0x30, list...)))
	d.mend(oidSubjectAltName, tx("The certificate is not valid for %s, the host asked for.", "证书对所查询的主机 %s 无效。", d.p.in.Host))
}

// hostFromCN returns the common name when it looks like a host name or address.
func (d *draft) hostFromCN() string {
	cn := d.c.Subject.CommonName()
	if len(cn) > 253 {
		return ""
	}
	for i := range len(cn) {
		b := cn[i]
		if !(b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-' || b == '.' || b == ':' || b == '*' && i == 0) {
			return ""
		}
	}
	return cn
}

func (d *draft) rename(cn string) {
	d.spec.Subject = CommonName(cn)
	d.renamed = true
}

// CommonName returns a Name element (RFC 5280 section 4.1.2.4) of one commonName in UTF-8.
func CommonName(cn string) []byte {
	return der.Build(0x30, der.Build(0x31, der.Build(0x30, der.BuildOID("2.5.4.3"), der.Build(0x0c, []byte(cn)))))
}

func shortID(c *cert.Certificate) string {
	id := KeyID(c.SPKI)
	return string(bytes.ReplaceAll([]byte(colons(id[:4])), []byte(":"), nil))
}

// KeyID returns the key identifier that most software computes: SHA-1 of the public key's bits (RFC 5280 section 4.2.1.2, method 1).
func KeyID(p cert.PublicKeyInfo) []byte {
	sum := sha1.Sum(p.Key.Bytes)
	return sum[:]
}

func (d *draft) repairSubjectKeyID() {
	now := d.current(oidSubjectKeyID)
	var own []byte
	if now != nil {
		own = now.SubjectKeyID
	}
	if !d.ca {
		return
	}
	ids, _ := d.p.named(d.i)
	wanted := most(ids)
	switch {
	case now == nil && wanted != nil:
		d.spec.set(SubjectKeyID(wanted))
		d.mend(oidSubjectKeyID, tx("A CA needs a subject key identifier (86). It gets the one that the certificates below it already name.", "CA 需要主体密钥标识符（错误 86），采用下级证书已经写明的那个值。"))
	case now == nil:
		id := KeyID(d.c.SPKI)
		if aki := d.current(oidAuthorityKeyID); d.selfSigned() && aki != nil && len(aki.AuthorityKeyID.KeyID) > 0 {
			id = aki.AuthorityKeyID.KeyID
		}
		d.spec.set(SubjectKeyID(id))
		d.mend(oidSubjectKeyID, tx("A CA needs a subject key identifier (86).", "CA 需要主体密钥标识符（错误 86）。"))
		if len(d.p.below[d.i]) == 0 {
			d.warn(tx("No certificate issued by “%s” is here. If one of them names another key identifier, it must be known first: add a server certificate to be sure.",
				"这里没有“%s”签发的证书。如果其中某张写着别的密钥标识符，就必须先知道它：请把一张服务器证书也加进来，以确保无误。", d.name()))
		}
	case wanted != nil && !has(ids, own):
		d.spec.set(SubjectKeyID(wanted))
		d.mend(oidSubjectKeyID, tx("The certificates below it name another key identifier, so clients do not take this CA for their issuer (20). It gets the one that they name.",
			"下级证书写的是另一个密钥标识符，客户端因此不认它为颁发者（错误 20）。改用下级证书写明的值。"))
	}
	if len(ids) > 1 {
		d.warn(tx("The certificates below “%s” name %d different key identifiers. No single CA certificate can serve them all, so those that do not fit are re-issued too.",
			"“%s”的下级证书写了 %d 个不同的密钥标识符，一张 CA 证书无法同时满足，不符的证书也要重新签发。", d.name(), len(ids)))
	}
}

func (d *draft) repairSerial() {
	_, serials := d.p.named(d.i)
	named := most(serials)
	if d.ca && named != nil && !has(serials, d.c.Serial) {
		d.spec.Serial = named
		d.mend(fieldSerial, tx("The certificates below it name another serial number of their issuer, so they do not find this one (20). It gets that number back; most likely it was once re-issued with a new one.",
			"下级证书写的是颁发者的另一个序列号，因此找不到这张证书（错误 20）。把序列号改回去；它多半曾被用新序列号重新签发过。"))
	}
	if !d.p.in.Options.NewSerial {
		return
	}
	switch serial := d.p.newSerial(); {
	case named != nil:
		d.warn(tx("“%s” keeps its serial number: certificates below it name it.", "“%s”保留原序列号：下级证书写明了它。", d.name()))
	case serial != nil:
		d.spec.Serial = serial
		if d.last && d.selfSigned() {
			d.needed, d.wished = true, true
		}
		d.also(fieldSerial, tx("Asked for: Firefox refuses to know two certificates with one issuer and serial number.", "按要求更换：Firefox 不接受颁发者与序列号都相同的两张证书。"))
	}
}

func (d *draft) repairAuthorityKeyID() {
	now := d.current(oidAuthorityKeyID)
	up := d.p.drafts[d.parent]
	var issuerID, issuerSerial, issuerIssuer []byte
	if up != nil {
		if ski := up.current(oidSubjectKeyID); ski != nil {
			issuerID = ski.SubjectKeyID
		}
		issuerSerial, issuerIssuer = up.spec.Serial, up.spec.Issuer
	}
	if now == nil {
		if d.last || up == nil || d.spec.Version < 2 && !d.needed {
			return
		}
		if issuerID == nil {
			issuerID = KeyID(up.c.SPKI)
		}
		d.spec.set(AuthorityKeyID(issuerID, nil, nil))
		d.mend(oidAuthorityKeyID, tx("Strict clients want every certificate below the trust anchor to name its issuer's key (85).", "严格的客户端要求信任锚以下的每张证书写明颁发者的密钥（错误 85）。"))
		return
	}
	aki := now.AuthorityKeyID
	paired := aki.HasIssuer && aki.HasSerial
	serialFits := paired && up != nil && bytes.Equal(aki.Serial, issuerSerial) && namesIssuer(aki, up.c) && bytes.Equal(up.spec.Issuer, up.c.Issuer.Raw)
	rewrite := func() {
		id := issuerID
		if id == nil {
			id = aki.KeyID
		}
		if serialFits {
			d.spec.set(AuthorityKeyID(id, issuerIssuer, issuerSerial))
			return
		}
		d.spec.set(AuthorityKeyID(id, nil, nil))
	}
	switch {
	case aki.HasIssuer != aki.HasSerial && (len(issuerID) > 0 || aki.HasKeyID):
		rewrite()
		d.mend(oidAuthorityKeyID, tx("It names only one of issuer and serial number; OpenSSL 4.0 wants both or none (103).", "颁发者与序列号只写了一个；OpenSSL 4.0 要求要么都写、要么都不写（错误 103）。"))
	case !d.last && !aki.HasKeyID:
		rewrite()
		d.mend(oidAuthorityKeyID, tx("It does not name its issuer's key identifier; OpenSSL 3.x wants one (85).", "没有写明颁发者的密钥标识符；OpenSSL 3.x 要求写（错误 85）。"))
	case up != nil && aki.HasKeyID && issuerID != nil && !bytes.Equal(aki.KeyID, issuerID):
		rewrite()
		d.mend(oidAuthorityKeyID, tx("It names another key identifier than its issuer has (20).", "它写的密钥标识符与颁发者的不同（错误 20）。"))
	case up != nil && paired && !serialFits:
		rewrite()
		d.mend(oidAuthorityKeyID, tx("It names another issuer or serial number than its issuer has (20).", "它写的颁发者或序列号与颁发者证书不符（错误 20）。"))
	}
}

// unwantedCritical are extensions that RFC 5280 and RFC 6960 want not critical and that OpenSSL refuses when they are (34).
var unwantedCritical = map[string]bool{oidSubjectKeyID: true, oidAuthorityKeyID: true, oidIssuerAltName: true, oidFreshestCRL: true, oidAuthorityInfo: true,
	oidSubjectInfo: true, oidTLSFeature: true, oidNoCheck: true, oidSCTList: true}

// understoodCritical are the extensions that OpenSSL accepts when critical.
var understoodCritical = map[string]bool{oidNetscapeCertType: true, oidKeyUsage: true, oidSubjectAltName: true, oidBasicConstraints: true, "2.5.29.32": true,
	oidCRLPoints: true, oidExtKeyUsage: true, "1.3.6.1.5.5.7.1.7": true, "1.3.6.1.5.5.7.1.8": true, "2.5.29.36": true, oidProxyCertInfo: true,
	oidNameConstraints: true, "2.5.29.33": true, "2.5.29.54": true}

func (d *draft) repairCritical() {
	for _, e := range append([]cert.Extension{}, d.spec.Extensions...) {
		switch {
		case !e.Critical || understoodCritical[e.OID]:
		case unwantedCritical[e.OID]:
			d.setCritical(e.OID, false)
			d.mend(e.OID, tx("It must not be critical: OpenSSL refuses it then (34).", "不得标为关键，否则 OpenSSL 拒绝（错误 34）。"))
		case e.OID == oidPoison:
			d.block(tx("“%s” is a precertificate: it must never be used. Use the certificate that was issued from it.", "“%s”是预证书，永远不能使用。请改用据此签发的正式证书。", d.name()))
		default:
			d.block(tx("“%s” has a critical extension that OpenSSL does not know (%s). Whoever made it critical wanted such clients to refuse it, so it is left alone.",
				"“%s”含有 OpenSSL 不认识的关键扩展（%s）。标为关键就是要这类客户端拒绝，因此不作改动。", d.name(), e.OID))
		}
	}
}

func (d *draft) repairSignature() {
	if d.alone {
		return
	}
	if !bytes.Equal(d.c.InnerAlg.Raw, d.c.OuterAlg.Raw) {
		d.mend(fieldAlgorithm, tx("The signature algorithm is given twice, and the two differ (78).", "签名算法写了两处，而且不一致（错误 78）。"))
	}
	if weak := weakDigest(d.c.OuterAlg); weak != "" && !d.last {
		d.mend(fieldAlgorithm, tx("It is signed with %s, which security level 2 refuses (68).", "它用 %s 签名，安全级别 2 不接受（错误 68）。", weak))
	}
}

func (d *draft) repairValidity() {
	now := d.p.in.Time
	start, startErr := d.c.NotBefore.UTC()
	end, endErr := d.c.NotAfter.UTC()
	lifetime := 2 * 365 * 24 * time.Hour
	if d.ca {
		lifetime = 10 * 365 * 24 * time.Hour
	}
	if startErr == nil && endErr == nil && end.After(start) {
		lifetime = min(max(end.Sub(start), 30*24*time.Hour), map[bool]time.Duration{true: 20 * 365 * 24 * time.Hour, false: 825 * 24 * time.Hour}[d.ca])
	}
	if startErr != nil {
		d.spec.NotBefore = EncodeTime(now.Add(-time.Hour))
		d.mend(fieldNotBefore, tx("The start of its validity is malformed (13).", "有效期起始时间格式错误（错误 13）。"))
	} else if start.After(now) {
		d.block(tx("“%s” is valid only from %s. Either a clock is wrong or it has to wait.", "“%s”从 %s 才开始生效。要么时钟不对，要么只能等待。", d.name(), start.Format(time.RFC3339)))
	}
	wanted := d.p.in.Options.NotAfter
	switch {
	case endErr != nil:
		d.spec.NotAfter = EncodeTime(now.Add(lifetime))
		d.mend(fieldNotAfter, tx("The end of its validity is malformed (14).", "有效期结束时间格式错误（错误 14）。"))
	case !end.After(now):
		d.spec.NotAfter = EncodeTime(now.Add(lifetime))
		d.mend(fieldNotAfter, tx("It expired on %s (10).", "它已于 %s 过期（错误 10）。", end.Format("2006-01-02")))
	case !wanted.IsZero() && wanted.After(end):
		if d.last && d.selfSigned() {
			d.needed, d.wished = true, true
		}
		d.also(fieldNotAfter, tx("Asked for.", "按要求延长。"))
	case end.Sub(now) < 60*24*time.Hour:
		d.warn(tx("“%s” expires on %s. When it is re-issued anyway, ask for a later end.", "“%s”将于 %s 过期。既然要重新签发，不妨一并延长。", d.name(), end.Format("2006-01-02")))
	}
	if _, changed := d.why[fieldNotAfter]; changed && !wanted.IsZero() && wanted.After(now) {
		d.spec.NotAfter = EncodeTime(wanted)
	}
}

// EncodeTime writes a time as RFC 5280 section 4.1.2.5 wants it: UTCTime up to 2049, GeneralizedTime after.
func EncodeTime(t time.Time) cert.Time {
	t = t.UTC().Truncate(time.Second)
	if t.Year() >= 1950 && t.Year() < 2050 {
		return cert.Time{Tag: 23, Content: []byte(t.Format("060102150405Z"))}
	}
	return cert.Time{Tag: 24, Content: []byte(t.Format("20060102150405Z"))}
}

// tidy makes the changes that come for free once a certificate is re-issued.
func (d *draft) tidy() {
	if d.spec.Version < 2 {
		d.spec.Version = 2
		d.also(fieldVersion, tx("Extensions belong to version 3.", "扩展属于第 3 版。"))
	}
	if weak := weakDigest(d.c.OuterAlg); weak != "" {
		d.also(fieldAlgorithm, tx("%s signatures are refused by security level 2; SHA-256 takes its place.", "安全级别 2 不接受 %s 签名，改用 SHA-256。", weak))
	}
}
