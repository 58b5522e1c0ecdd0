package plan

import (
	"bytes"
	"time"

	"x509strict/engine/oid"
	"x509strict/engine/tbs"
)

func (d *draft) repairSignature() {
	if d.alone {
		return
	}
	if !bytes.Equal(d.c.InnerAlg.Raw, d.c.OuterAlg.Raw) {
		d.mend(
			fieldAlgorithm,
			tx("The signature algorithm is given twice, and the two differ (78).", "签名算法写了两处，而且不一致（错误 78）。"),
		)
	}
	if weak := d.c.OuterAlg.WeakDigest(); weak != "" && !d.last {
		d.mend(
			fieldAlgorithm,
			tx("It is signed with %s, which security level 2 refuses (68).", "它用 %s 签名，安全级别 2 不接受（错误 68）。", weak),
		)
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
		lifetime = min(
			max(end.Sub(start), 30*24*time.Hour),
			map[bool]time.Duration{true: 20 * 365 * 24 * time.Hour, false: 825 * 24 * time.Hour}[d.ca],
		)
	}
	if startErr != nil {
		d.spec.NotBefore = tbs.EncodeTime(now.Add(-time.Hour))
		d.mend(fieldNotBefore, tx("The start of its validity is malformed (13).", "有效期起始时间格式错误（错误 13）。"))
	} else if start.After(now) {
		d.block(
			tx(
				"“%s” is valid only from %s. Either a clock is wrong or it has to wait.",
				"“%s”从 %s 才开始生效。要么时钟不对，要么只能等待。",
				d.name(),
				start.Format(time.RFC3339),
			),
		)
	}
	wanted := d.p.in.Options.NotAfter
	switch {
	case endErr != nil:
		d.spec.NotAfter = tbs.EncodeTime(now.Add(lifetime))
		d.mend(fieldNotAfter, tx("The end of its validity is malformed (14).", "有效期结束时间格式错误（错误 14）。"))
	case !end.After(now):
		d.spec.NotAfter = tbs.EncodeTime(now.Add(lifetime))
		d.mend(fieldNotAfter, tx("It expired on %s (10).", "它已于 %s 过期（错误 10）。", end.Format("2006-01-02")))
	case !wanted.IsZero() && wanted.After(end):
		if d.last && d.selfSigned() {
			d.needed, d.wished = true, true
		}
		d.also(fieldNotAfter, tx("Asked for.", "按要求延长。"))
	case end.Sub(now) < 60*24*time.Hour:
		d.warn(
			tx(
				"“%s” expires on %s. When it is re-issued anyway, ask for a later end.",
				"“%s”将于 %s 过期。既然要重新签发，不妨一并延长。",
				d.name(),
				end.Format("2006-01-02"),
			),
		)
	}
	if _, changed := d.why[fieldNotAfter]; changed && !wanted.IsZero() && wanted.After(now) {
		d.spec.NotAfter = tbs.EncodeTime(wanted)
	}
}

// tidy makes the changes that come for free once a certificate is re-issued.
func (d *draft) tidy() {
	if d.spec.Version < 2 {
		d.spec.Version = 2
		d.also(fieldVersion, tx("Extensions belong to version 3.", "扩展属于 v3 证书。"))
		if up := d.p.drafts[d.parent]; up != nil && !d.last && d.spec.Find(oid.AuthorityKeyID) < 0 {
			d.nameIssuer(up)
			d.also(
				oid.AuthorityKeyID,
				tx(
					"Strict clients want every certificate of version 3 to name its issuer's key (85).",
					"严格的客户端要求每张 v3 证书写明颁发者的密钥（错误 85）。",
				),
			)
		}
	}
	if weak := d.c.OuterAlg.WeakDigest(); weak != "" {
		d.also(
			fieldAlgorithm,
			tx(
				"%s signatures are refused by security level 2; SHA-256 takes its place.",
				"安全级别 2 不接受 %s 签名，改用 SHA-256。",
				weak,
			),
		)
	}
}
