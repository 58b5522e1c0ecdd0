package origin

import (
	"slices"
	"x509strict/engine/code"
)

var vpnMakers = []Maker{
	{
		ID:       "openvpn-easyrsa2",
		Name:     "easy-rsa 2 (old OpenVPN how-to)",
		Faults:   []code.Code{code.CaBconsNotCritical, code.CaCertMissingKeyUsage},
		Affected: t("All of 2.x.", "2.x 全部版本。"),
		FixedIn:  t("Not fixed: the tool is retired.", "未修复：工具已停止维护。"),
		Remedy: t(
			"Re-issue the CA from keys/ca.key in place, same serial number, or start over with Easy-RSA 3.2.6.",
			"用 keys/ca.key 原地重新签发 CA（保留序列号），或改用 Easy-RSA 3.2.6 重新开始。",
		),
		KeyAt:   same("keys/ca.key"),
		Sources: []string{"https://github.com/OpenVPN/easy-rsa/pull/448"},
		clues:   []clue{{in: comment, text: "Easy-RSA Generated Server Certificate", sure: Likely}},
	},
	{
		ID:     "easy-rsa",
		Name:   "Easy-RSA 3 (OpenVPN)",
		Faults: []code.Code{code.CaBconsNotCritical},
		Affected: t(
			"3.0.0 to 3.2.5.",
			"3.0.0 至 3.2.5。",
		),
		FixedIn: t("3.2.6 of 13 March 2026.", "3.2.6（2026 年 3 月 13 日）。"),
		Remedy: t(
			"Re-issue the CA with its key, name and serial number: all that it signed pins that serial number. Not with easyrsa renew-ca, which gives a new one; whoever takes it signs every certificate again. A new CA is right from 3.2.6 on, from 3.2.1 on with --bc-crit.",
			"用原密钥、原名称和原序列号重新签发 CA：它签发的证书都固定了该序列号。不要用 easyrsa renew-ca，它会换序列号，其下证书须全部重签。新建的 CA 从 3.2.6 起符合要求，3.2.1 起可加 --bc-crit。",
		),
		KeyAt: same("pki/private/ca.key"),
		Sources: []string{
			"https://github.com/OpenVPN/easy-rsa/issues/1418",
			"https://github.com/OpenVPN/easy-rsa/pull/1428",
			"https://github.com/OpenVPN/easy-rsa/blob/v3.2.6/ChangeLog",
		},
		clues: []clue{
			{in: caCN, text: "Easy-RSA CA", sure: Certain},
			{in: comment, text: "Easy-RSA Generated Certificate", sure: Certain},
			{in: caCN, text: "ChangeMe", sure: Possible},
		},
	},
	{ID: "pia-vpn", Name: "Private Internet Access", Faults: []code.Code{code.CaBconsNotCritical, code.CaCertMissingKeyUsage},
		Affected: t("The CA of 2014, valid to 2034.", "2014 年的 CA，有效期到 2034 年。"), FixedIn: noFix,
		Remedy:  t("Clear the strict flag on a context that trusts this CA only.", "在只信任此 CA 的上下文上关闭严格标志。"),
		KeyAt:   vendorHolds,
		Sources: []string{"https://github.com/kchiem/pia-wg/pull/6", "https://github.com/pia-foss/manual-connections"},
		clues:   []clue{{in: caCN, text: "Private Internet Access", sure: Certain}}},
	{
		ID:     "opnsense",
		Name:   "OPNsense",
		Faults: []code.Code{code.CaBconsNotCritical, code.CaCertMissingKeyUsage},
		Affected: t(
			"CAs made before 22.7.5.",
			"22.7.5 之前创建的 CA。",
		),
		FixedIn: t("22.7.5, for CAs made with it.", "22.7.5 起新建的 CA。"),
		Remedy: t(
			"Make a new CA under System, Trust, Authorities; or export the key, re-issue the CA with the same name and serial number and import it. Its leaves pin the serial number.",
			"在 System > Trust > Authorities 新建 CA；或导出密钥，以同样的名称和序列号重新签发后导入。其叶证书固定了序列号。",
		),
		KeyAt: t("System, Trust, Authorities: export private key", "System > Trust > Authorities：导出私钥"),
		Sources: []string{
			"https://github.com/opnsense/core/pull/6017",
			"https://github.com/opnsense/core/blob/22.7.5/src/etc/ssl/opnsense.cnf",
		},
		clues: []clue{{in: comment, how: starts, text: "OPNsense Generated", sure: Certain}},
	},
	{
		ID:     "pfsense",
		Name:   "pfSense",
		Faults: []code.Code{code.CaBconsNotCritical},
		Affected: t(
			"CAs made before the change of 6 December 2024.",
			"2024 年 12 月 6 日改动之前创建的 CA。",
		),
		FixedIn: t("Releases after December 2024 (redmine 15818).", "2024 年 12 月之后的版本（redmine 15818）。"),
		Remedy: t(
			"System, Certificates, Authorities: Renew or Reissue with the key reused. If the serial number changed, renew its certificates too: they pin it.",
			"System > Certificates > Authorities：选择重用密钥的 Renew/Reissue。若序列号变了，其证书也要更新，因为它们固定了序列号。",
		),
		KeyAt: t("System, Certificates, Authorities: export key", "System > Certificates > Authorities：导出密钥"),
		Sources: []string{
			"https://redmine.pfsense.org/issues/15818",
			"https://github.com/pfsense/pfsense/commit/cf7dde5a35",
		},
		clues: []clue{{in: caCN, text: "internal-ca", sure: Possible},
			{in: comment, text: "OpenSSL Generated Server Certificate", sure: Likely, also: hasIPsecPurpose},
			{in: comment, text: "OpenSSL Generated User Certificate", sure: Likely}},
	},
}

// hasIPsecPurpose tells pfSense's server certificates from others that use OpenSSL's example comment.
func hasIPsecPurpose(f *facts) bool {
	return slices.Contains(f.c.ExtKeyUsage, "1.3.6.1.5.5.8.2.2")
}
