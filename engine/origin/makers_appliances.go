package origin

import "x509strict/engine/code"

var applianceMakers = []Maker{
	{
		ID:     "proxmox-ve",
		Name:   "Proxmox VE",
		Faults: []code.Code{code.CaCertMissingKeyUsage},
		Affected: t(
			"pve-cluster before 9.1.2.",
			"pve-cluster 9.1.2 之前。",
		),
		FixedIn: t(
			"pve-cluster 9.1.2 of 2 April 2026, for CAs made with it.",
			"pve-cluster 9.1.2（2026 年 4 月 2 日）起新建的 CA。",
		),
		Remedy: t(
			"The update leaves an existing CA alone. Re-issue pve-root-ca.pem from its key with the same name, or remove both files, run pvecm updatecerts --force and distribute the new CA.",
			"升级不会改动已有 CA。用原密钥、同样的名称重新签发 pve-root-ca.pem；或删除两个文件后运行 pvecm updatecerts --force，再分发新 CA。",
		),
		KeyAt: same("/etc/pve/priv/pve-root-ca.key"),
		Sources: []string{
			"https://github.com/proxmox/pve-cluster/commit/b9b838333478731ad3be7a228cd02c0d7207f26e",
			"https://github.com/prometheus-pve/prometheus-pve-exporter/issues/494",
		},
		clues: []clue{
			{in: caO, text: "PVE Cluster Manager CA", sure: Certain},
			{in: caCN, text: "Proxmox Virtual Environment", sure: Certain},
		},
	},
	{
		ID:       "synology",
		Name:     "Synology DSM",
		Affected: notSeen,
		FixedIn:  unknownFix,
		Remedy: t(
			"Import a certificate of your own, or let DSM get one from Let's Encrypt.",
			"导入自己的证书，或让 DSM 从 Let's Encrypt 获取。",
		),
		KeyAt:   t("syno-ca-privkey.pem in the exported archive", "导出压缩包中的 syno-ca-privkey.pem"),
		Sources: []string{"https://kb.synology.com/en-global/DSM/help/DSM/AdminCenter/connection_certificate"},
		clues: []clue{
			{in: caCN, text: "Synology Inc. CA", sure: Certain},
			{in: caCN, text: "synology.com", sure: Likely},
			{in: caCN, text: "synology", sure: Likely},
		},
	},
	{
		ID:       "unifi",
		Name:     "UniFi console",
		Affected: notSeen,
		FixedIn:  unknownFix,
		Remedy: t(
			"Trust the certificate itself: as its own anchor it skips strict checks. Or replace it.",
			"直接信任这张证书：自己作信任锚会跳过严格检查。也可以更换。",
		),
		KeyAt:   t("The console's keystore.", "控制台的密钥库。"),
		Sources: []string{"https://help.ui.com/hc/en-us/articles/212500127"},
		clues:   []clue{{in: caCN, text: "unifi.local", sure: Likely}, {in: caCN, text: "UniFi", sure: Likely}},
	},
	{
		ID:   "vmca",
		Name: "VMware vCenter VMCA",
		Affected: t(
			"No report of a refusal found.",
			"未发现被拒绝的报告。",
		),
		FixedIn: passes,
		Remedy:  t("certificate-manager makes certificates anew.", "可用 certificate-manager 重新生成证书。"),
		KeyAt:   t("VMCA on the vCenter server.", "vCenter 服务器的 VMCA。"),
		Sources: []string{"https://github.com/vmware/pyvmomi/issues/235"},
		clues: []clue{
			{
				in:   shaped,
				sure: Certain,
				says: t("The CA is named CN=CA in the domain vsphere.local.", "CA 名为 CN=CA，域为 vsphere.local。"),
				also: func(f *facts) bool {
					return f.subject[oidCN] == "CA" && f.domain("vsphere") ||
						f.issuer[oidCN] == "CA" && f.domain("vsphere")
				},
			},
		},
	},
}

// domain reports a domain component of that value in subject or issuer.
func (f *facts) domain(label string) bool {
	for _, a := range append(f.c.Subject.Attributes[:len(f.c.Subject.Attributes):len(f.c.Subject.Attributes)],
		f.c.Issuer.Attributes...) {
		if a.OID == oidDC && string(a.Value) == label {
			return true
		}
	}
	return false
}
