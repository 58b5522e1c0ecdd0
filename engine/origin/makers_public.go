package origin

import "x509strict/engine/code"

var publicMakers = []Maker{
	{
		ID:     "redhat-uep",
		Name:   "Red Hat entitlement CA",
		Faults: []code.Code{code.CaBconsNotCritical},
		Affected: t(
			"The certificates of 2010, valid to 2030; they are also signed with SHA-1.",
			"2010 年的证书，有效期到 2030 年；而且用 SHA-1 签名。",
		),
		FixedIn: t("Not fixed as of June 2026.", "截至 2026 年 6 月未修复。"),
		Remedy:  t("Clear the strict flag on a context for this CA only.", "仅对该 CA 的上下文关闭严格标志。"),
		KeyAt:   vendorHolds,
		Sources: []string{
			"https://github.com/candlepin/subscription-manager/blob/main/etc-conf/ca/redhat-uep.pem",
			"https://github.com/dell/omnia/pull/4662",
		},
		clues: []clue{
			{in: caCN, text: "Entitlement Master CA", sure: Certain},
			{in: caCN, text: "Red Hat Entitlement Operations Authority", sure: Certain},
		},
	},
	{
		ID:     "root-twca",
		Name:   "TWCA Global Root CA",
		Faults: []code.Code{code.MissingSubjectKeyIdentifier},
		Affected: t(
			"The root itself, valid to 2030: the one root in certifi 2026.7.22 that fails.",
			"根证书本身，有效期到 2030 年：certifi 2026.7.22 中唯一不合格的根证书。",
		),
		FixedIn: noFix,
		Remedy: t(
			"Site owners: serve a chain to another root. Clients: clear the strict flag for that host; OpenSSL does not look for another chain after a strict failure.",
			"网站方：改用通往其他根证书的链。客户端：对该主机关闭严格标志；严格检查失败后 OpenSSL 不会另寻路径。",
		),
		KeyAt: vendorHolds,
		Sources: []string{
			"https://github.com/python/cpython/issues/107361",
			"https://github.com/openssl/openssl/issues/26237",
		},
		clues: []clue{{in: caCN, text: "TWCA Global Root CA", sure: Certain}},
	},
	{ID: "root-godaddy2", Name: "Go Daddy Class 2", Faults: []code.Code{code.CaBconsNotCritical, code.CaCertMissingKeyUsage},
		Affected: t("The root itself.", "根证书本身。"), FixedIn: t("Gone from certifi 2026.7.22.", "certifi 2026.7.22 已移除。"),
		Remedy: t("Use chains to Go Daddy Root G2.", "改用通往 Go Daddy Root G2 的链。"), KeyAt: vendorHolds,
		Sources: []string{"https://certs.godaddy.com/repository"},
		clues:   []clue{{in: caOU, text: "Go Daddy Class 2 Certification Authority", sure: Certain}}},
	{
		ID:     "root-starfield2",
		Name:   "Starfield Class 2",
		Faults: []code.Code{code.CaBconsNotCritical, code.CaCertMissingKeyUsage},
		Affected: t(
			"The root itself; old Amazon chains end in it.",
			"根证书本身；旧的 Amazon 证书链以它结尾。",
		),
		FixedIn: t("Gone from certifi 2026.7.22.", "certifi 2026.7.22 已移除。"),
		Remedy: t(
			"Serve the chain without the Starfield cross-certificate.",
			"发送证书链时去掉 Starfield 交叉证书。",
		),
		KeyAt:   vendorHolds,
		Sources: []string{"https://certs.starfieldtech.com/repository"},
		clues:   []clue{{in: caOU, text: "Starfield Class 2 Certification Authority", sure: Certain}},
	},
	{ID: "root-epki", Name: "Chunghwa Telecom ePKI root", Faults: []code.Code{code.CaBconsNotCritical, code.CaCertMissingKeyUsage},
		Affected: t("The root itself.", "根证书本身。"), FixedIn: t("Gone from certifi 2026.7.22.", "certifi 2026.7.22 已移除。"),
		Remedy: t("Chain to HiPKI Root CA - G1.", "改为链到 HiPKI Root CA - G1。"), KeyAt: vendorHolds,
		Sources: []string{"https://github.com/certifi/python-certifi"},
		clues:   []clue{{in: caOU, text: "ePKI Root Certification Authority", sure: Certain}}},
	{
		ID:     "root-hkpost1",
		Name:   "Hongkong Post Root CA 1",
		Faults: []code.Code{code.MissingSubjectKeyIdentifier},
		Affected: t(
			"The root itself, expired in May 2023.",
			"根证书本身，已于 2023 年 5 月过期。",
		),
		FixedIn: t("Removed from trust stores.", "已从信任库移除。"),
		Remedy:  t("Use Hongkong Post Root CA 3.", "改用 Hongkong Post Root CA 3。"),
		KeyAt:   vendorHolds,
		Sources: []string{"https://github.com/certifi/python-certifi"},
		clues:   []clue{{in: caCN, text: "Hongkong Post Root CA 1", sure: Certain}},
	},
}
