package plan

import (
	"bytes"

	"x509strict/engine/oid"
	"x509strict/engine/tbs"
)

func (d *draft) repairSubjectKeyID() {
	now := d.current(oid.SubjectKeyID)
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
		d.spec.Set(tbs.SubjectKeyID(wanted))
		d.mend(
			oid.SubjectKeyID,
			tx(
				"A CA needs a subject key identifier (86). It gets the one that the certificates below it already name.",
				"CA 需要主体密钥标识符（错误 86），采用下级证书已经写明的那个值。",
			),
		)
	case now == nil:
		id := tbs.KeyID(d.c.SPKI)
		if aki := d.current(oid.AuthorityKeyID); d.selfSigned() && aki != nil && len(aki.AuthorityKeyID.KeyID) > 0 {
			id = aki.AuthorityKeyID.KeyID
		}
		d.spec.Set(tbs.SubjectKeyID(id))
		d.mend(oid.SubjectKeyID, tx("A CA needs a subject key identifier (86).", "CA 需要主体密钥标识符（错误 86）。"))
		if len(d.p.below[d.i]) == 0 {
			d.warn(
				tx(
					"No certificate issued by “%s” is here. If one of them names another key identifier, it must be known first: add a server certificate to be sure.",
					"这里没有“%s”签发的证书。如果其中某张写着别的密钥标识符，就必须先知道它：请把一张服务器证书也加进来，以确保无误。",
					d.name(),
				),
			)
		}
	case wanted != nil && !has(ids, own):
		d.spec.Set(tbs.SubjectKeyID(wanted))
		d.mend(
			oid.SubjectKeyID,
			tx(
				"The certificates below it name another key identifier, so clients do not take this CA for their issuer (20). It gets the one that they name.",
				"下级证书写的是另一个密钥标识符，客户端因此不认它为颁发者（错误 20）。改用下级证书写明的值。",
			),
		)
	}
	if len(ids) > 1 {
		d.warn(
			tx(
				"The certificates below “%s” name %d different key identifiers. No single CA certificate can serve them all, so those that do not fit are re-issued too.",
				"“%s”的下级证书写了 %d 个不同的密钥标识符，一张 CA 证书无法同时满足，不符的证书也要重新签发。",
				d.name(),
				len(ids),
			),
		)
	}
}

func (d *draft) repairSerial() {
	_, serials := d.p.named(d.i)
	named := most(serials)
	if d.ca && named != nil && !has(serials, d.c.Serial) {
		d.spec.Serial = named
		d.mend(
			fieldSerial,
			tx(
				"The certificates below it name another serial number of their issuer, so they do not find this one (20). It gets that number back; most likely it was once re-issued with a new one.",
				"下级证书写的是颁发者的另一个序列号，因此找不到这张证书（错误 20）。把序列号改回去；它多半曾被用新序列号重新签发过。",
			),
		)
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
		d.also(
			fieldSerial,
			tx(
				"Asked for: Firefox refuses to know two certificates with one issuer and serial number.",
				"按要求更换：Firefox 不接受颁发者与序列号都相同的两张证书。",
			),
		)
	}
}

func (d *draft) repairAuthorityKeyID() {
	now := d.current(oid.AuthorityKeyID)
	up := d.p.drafts[d.parent]
	var issuerID, issuerSerial, issuerIssuer []byte
	if up != nil {
		if ski := up.current(oid.SubjectKeyID); ski != nil {
			issuerID = ski.SubjectKeyID
		}
		issuerSerial, issuerIssuer = up.spec.Serial, up.spec.Issuer
	}
	if now == nil {
		if d.parent < 0 && d.p.in.AssumeIssuer && !d.c.SelfIssued() { // which one is not known
			d.mend(
				oid.AuthorityKeyID,
				tx(
					"Strict clients want it to name its issuer's key (85); which that is only the CA tells.",
					"严格的客户端要求它写明颁发者的密钥（错误 85）；具体的值要看 CA。",
				),
			)
			return
		}
		if d.last || up == nil || d.spec.Version < 2 {
			return
		}
		d.nameIssuer(up)
		d.mend(
			oid.AuthorityKeyID,
			tx(
				"Strict clients want every certificate below the trust anchor to name its issuer's key (85).",
				"严格的客户端要求信任锚以下的每张证书写明颁发者的密钥（错误 85）。",
			),
		)
		return
	}
	aki := now.AuthorityKeyID
	paired := aki.HasIssuer && aki.HasSerial
	serialFits := paired && up != nil && bytes.Equal(aki.Serial, issuerSerial) && namesIssuer(aki, up.c) &&
		bytes.Equal(up.spec.Issuer, up.c.Issuer.Raw)
	rewrite := func() {
		id := issuerID
		if id == nil {
			id = aki.KeyID
		}
		if serialFits {
			d.spec.Set(tbs.AuthorityKeyID(id, issuerIssuer, issuerSerial))
			return
		}
		d.spec.Set(tbs.AuthorityKeyID(id, nil, nil))
	}
	switch {
	case aki.HasIssuer != aki.HasSerial && (len(issuerID) > 0 || aki.HasKeyID):
		rewrite()
		d.mend(
			oid.AuthorityKeyID,
			tx(
				"It names only one of issuer and serial number; OpenSSL 4.0 wants both or none (103).",
				"颁发者与序列号只写了一个；OpenSSL 4.0 要求要么都写、要么都不写（错误 103）。",
			),
		)
	case !d.last && !aki.HasKeyID:
		rewrite()
		d.mend(
			oid.AuthorityKeyID,
			tx(
				"It does not name its issuer's key identifier; OpenSSL 3.x wants one (85).",
				"没有写明颁发者的密钥标识符；OpenSSL 3.x 要求写（错误 85）。",
			),
		)
	case up != nil && aki.HasKeyID && issuerID != nil && !bytes.Equal(aki.KeyID, issuerID):
		rewrite()
		d.mend(
			oid.AuthorityKeyID,
			tx("It names another key identifier than its issuer has (20).", "它写的密钥标识符与颁发者的不同（错误 20）。"),
		)
	case up != nil && paired && !serialFits:
		rewrite()
		d.mend(
			oid.AuthorityKeyID,
			tx("It names another issuer or serial number than its issuer has (20).", "它写的颁发者或序列号与颁发者证书不符（错误 20）。"),
		)
	}
}

// nameIssuer adds an authority key identifier with the key identifier that the issuer is going to have.
func (d *draft) nameIssuer(up *draft) {
	id := tbs.KeyID(up.c.SPKI)
	if ski := up.current(oid.SubjectKeyID); ski != nil {
		id = ski.SubjectKeyID
	}
	d.spec.Set(tbs.AuthorityKeyID(id, nil, nil))
}
