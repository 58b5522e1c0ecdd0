package origin

import (
	"bytes"

	"x509strict/engine/code"
)

var proxyMakers = []Maker{
	{
		ID:     "zscaler",
		Name:   "Zscaler TLS inspection",
		Faults: []code.Code{code.CaBconsNotCritical, code.CaCertMissingKeyUsage},
		Affected: t(
			"The root of 2014, valid to 2042.",
			"2014 年的根证书，有效期到 2042 年。",
		),
		FixedIn: t("Not fixed as of October 2026.", "截至 2026 年 10 月未修复。"),
		Remedy:  bringOwnCA,
		KeyAt:   vendorHolds,
		Sources: []string{
			"https://github.com/python/cpython/issues/133564",
			"https://github.com/urllib3/urllib3/issues/5110",
			"https://help.zscaler.com/unified/choosing-ca-certificate-ssl-inspection",
		},
		clues: []clue{
			{in: caCN, text: "Zscaler Root CA", sure: Certain},
			{in: caCN, how: starts, text: "Zscaler Intermediate Root CA", sure: Certain},
		},
	},
	{
		ID:     "netskope",
		Name:   "Netskope TLS inspection",
		Faults: []code.Code{code.CaBconsNotCritical},
		Affected: t(
			"CAs of tenants, as reported; the extensions were not seen.",
			"据报告为租户 CA；未见到其扩展。",
		),
		FixedIn: unknownFix,
		Remedy:  bringOwnCA,
		KeyAt:   vendorHolds,
		Sources: []string{"https://github.com/urllib3/urllib3/issues/5110"},
		clues: []clue{
			{in: caCN, text: "caadmin.netskope.com", sure: Certain},
			{in: caCN, how: ends, text: ".goskope.com", sure: Certain},
		},
	},
	{
		ID:     "fortinet-inspection",
		Name:   "FortiGate or FortiProxy deep inspection",
		Faults: []code.Code{code.MissingAuthorityKeyIdentifier},
		Affected: t(
			"Seen in August 2025: the substituted server certificate has no authority key identifier.",
			"2025 年 8 月所见：替换的服务器证书没有颁发者密钥标识符。",
		),
		FixedIn: noFix,
		Remedy: t(
			"Ask for a firmware that writes the identifier, exempt the host from inspection, or clear the strict flag for it.",
			"请向厂商索取会写入该标识符的固件；或把该主机排除在流量检查之外；或只对它关闭严格标志。",
		),
		KeyAt: applianceHas,
		Sources: []string{
			"https://github.com/python/cpython/issues/138193",
			"https://github.com/urllib3/urllib3/issues/3665",
			"https://github.com/openssl/openssl/issues/28391",
		},
		clues: []clue{
			{in: caCN, text: "Fortinet_CA_SSL", sure: Certain},
			{in: caCN, text: "FortiGate CA", sure: Certain},
			{in: caO, text: "Fortinet", sure: Likely},
		},
	},
	{
		ID:     "paloalto-inspection",
		Name:   "Palo Alto Networks forward trust",
		Faults: []code.Code{code.CaBconsNotCritical},
		Affected: t(
			"Forward trust certificates made on the box, as reported; the extensions were not seen.",
			"据报告为设备上生成的转发信任证书；未见到其扩展。",
		),
		FixedIn: unknownFix,
		Remedy:  bringOwnCA,
		KeyAt:   firewallHas,
		Sources: []string{"https://github.com/urllib3/urllib3/issues/5110"},
		clues:   []clue{{in: caCN, how: starts, text: "Palo Alto Networks", sure: Likely}},
	},
	{
		ID:   "cisco-umbrella",
		Name: "Cisco Umbrella",
		Affected: t(
			"Seen in 2016: the CAs pass, the substituted server certificate had no extension at all.",
			"2016 年所见：CA 可通过，替换的服务器证书没有任何扩展。",
		),
		FixedIn: unknownFix,
		Remedy:  t("With the vendor.", "由厂商处理。"),
		KeyAt:   vendorHolds,
		Sources: []string{
			"https://docs.umbrella.com/deployment-umbrella/docs/rebrand-cisco-certificate-import-information",
		},
		clues: []clue{{in: caCN, how: starts, text: "Cisco Umbrella ", sure: Certain}},
	},
	{
		ID:       "charles",
		Name:     "Charles Proxy",
		Affected: t("A root of 2025 and a leaf of 2020 were examined.", "检查过 2025 年的根证书和 2020 年的叶证书。"),
		FixedIn:  passes,
		Remedy: t(
			"Nothing for strict mode; an old root is replaced by Help, SSL Proxying, Reset Charles Root Certificate.",
			"严格模式下无需处理；旧的根证书可用 Help > SSL Proxying > Reset Charles Root Certificate 更换。",
		),
		KeyAt:   t("In Charles's own keystore.", "在 Charles 自己的密钥库里。"),
		Sources: []string{"https://www.charlesproxy.com/documentation/using-charles/ssl-certificates/"},
		clues: []clue{
			{in: caCN, how: starts, text: "Charles Proxy CA (", sure: Certain},
			{in: caCN, how: starts, text: "Charles Proxy Custom Root Certificate", sure: Certain},
			{in: caO, text: "XK72 Ltd", sure: Certain},
		},
	},
	{
		ID:     "proxyman",
		Name:   "Proxyman",
		Faults: []code.Code{code.MissingAuthorityKeyIdentifier},
		Affected: t(
			"As reported in January 2025: its server certificates have no authority key identifier.",
			"2025 年 1 月报告：其服务器证书没有颁发者密钥标识符。",
		),
		FixedIn: noFix,
		Remedy: t(
			"Wait for an update; until then clear the strict flag in the program being debugged.",
			"等待更新；在此之前对被调试的程序关闭严格标志。",
		),
		KeyAt:   appKeeps,
		Sources: []string{"https://github.com/ProxymanApp/Proxyman/issues/2226"},
		clues: []clue{
			{in: caCN, how: starts, text: "Proxyman CA (", sure: Certain},
			{in: caO, text: "Proxyman LLC", sure: Certain},
		},
	},
	{
		ID:     "mitmproxy",
		Name:   "mitmproxy",
		Faults: []code.Code{code.MissingAuthorityKeyIdentifier},
		Affected: t(
			"Server certificates before 10.1.2; with a CA of one's own and an unusual key identifier before 12.2.3.",
			"10.1.2 之前的服务器证书；自带 CA 且密钥标识符特殊时为 12.2.3 之前。",
		),
		FixedIn: t("10.1.2 (November 2023) and 12.2.3 (May 2026).", "10.1.2（2023 年 11 月）与 12.2.3（2026 年 5 月）。"),
		Remedy: t(
			"Update. Only a very old CA needs replacing: delete ~/.mitmproxy and trust the new one.",
			"升级即可。只有很旧的 CA 需要更换：删除 ~/.mitmproxy 并信任新 CA。",
		),
		KeyAt: same("~/.mitmproxy/mitmproxy-ca.pem"),
		Sources: []string{
			"https://github.com/mitmproxy/mitmproxy/pull/6410",
			"https://github.com/mitmproxy/mitmproxy/blob/main/CHANGELOG.md",
		},
		clues: []clue{{in: caCN, text: "mitmproxy", sure: Certain}},
	},
	{
		ID:     "zap",
		Name:   "ZAP (Zed Attack Proxy)",
		Faults: []code.Code{code.MissingAuthorityKeyIdentifier},
		Affected: t(
			"The network add-on before 0.27.0.",
			"network 插件 0.27.0 之前。",
		),
		FixedIn: t("Add-on 0.27.0 of 6 May 2026.", "插件 0.27.0（2026 年 5 月 6 日）。"),
		Remedy:  t("Update the network add-on; the root can stay.", "升级 network 插件；根证书可保留。"),
		KeyAt:   t("ZAP's options, Server Certificates.", "ZAP 选项中的 Server Certificates。"),
		Sources: []string{
			"https://github.com/zaproxy/zaproxy/issues/9301",
			"https://github.com/zaproxy/zap-extensions/blob/main/addOns/network/CHANGELOG.md",
		},
		clues: []clue{
			{in: caCN, how: ends, text: "Zed Attack Proxy Root CA", sure: Certain},
			{in: caO, text: "ZAP Root CA", sure: Certain},
			{
				in:   shaped,
				sure: Likely,
				also: keyAsIdentifier,
				says: t("Its subject key identifier is the whole public key.", "其主体密钥标识符就是整个公钥。"),
			},
		},
	},
	{
		ID:     "browserup",
		Name:   "BrowserUp or BrowserMob proxy",
		Faults: []code.Code{code.MissingAuthorityKeyIdentifier},
		Affected: t(
			"Before 3.2.2 of the valfirst fork; BrowserMob itself is not maintained.",
			"valfirst 分支 3.2.2 之前；BrowserMob 本身已无人维护。",
		),
		FixedIn: t("3.2.2 of October 2025.", "3.2.2（2025 年 10 月）。"),
		Remedy: t(
			"Update the dependency.",
			"升级该依赖。",
		),
		KeyAt: t(
			"A resource of the library, or what RootCertificateGenerator wrote.",
			"库内资源，或 RootCertificateGenerator 的输出。",
		),
		Sources: []string{
			"https://github.com/valfirst/browserup-proxy/issues/561",
			"https://github.com/valfirst/browserup-proxy/pull/562",
		},
		clues: []clue{{in: caCN, how: has, text: "LittleProxy", sure: Likely}},
	},
	{
		ID:       "burp",
		Name:     "Burp Suite",
		Affected: notSeen,
		FixedIn:  unknownFix,
		Remedy: t(
			"Regenerate the CA certificate in the proxy settings.",
			"在代理设置里重新生成 CA 证书。",
		),
		KeyAt:   t("Exported from the proxy settings.", "可从代理设置导出。"),
		Sources: []string{"https://portswigger.net/burp/documentation/desktop/tools/proxy"},
		clues:   []clue{{in: caCN, text: "PortSwigger CA", sure: Certain}},
	},
	{
		ID:       "fiddler",
		Name:     "Fiddler",
		Affected: notSeen,
		FixedIn:  unknownFix,
		Remedy: t(
			"Reset all certificates in the HTTPS options.",
			"在 HTTPS 选项里重置所有证书。",
		),
		KeyAt:   t("The user's certificate store in Windows.", "Windows 的用户证书存储。"),
		Sources: []string{"https://docs.telerik.com/fiddler/configure-fiddler/tasks/decrypthttps"},
		clues:   []clue{{in: caCN, text: "DO_NOT_TRUST_FiddlerRoot", sure: Certain}},
	},
	{
		ID:       "http-toolkit",
		Name:     "HTTP Toolkit or mockttp",
		Affected: t("mockttp 4 passes; earlier ones were not examined.", "mockttp 4 可通过；更早版本未实测。"),
		FixedIn:  passes,
		Remedy:   updateIt,
		KeyAt:    t("The application's data folder.", "应用数据目录。"),
		Sources:  []string{"https://github.com/httptoolkit/mockttp/blob/main/src/util/certificates.ts"},
		clues: []clue{
			{in: caCN, text: "HTTP Toolkit CA", sure: Certain},
			{in: caCN, how: starts, text: "Mockttp Testing CA", sure: Certain},
		},
	},
	{
		ID:     "dependabot-proxy",
		Name:   "GitHub Dependabot's job proxy",
		Faults: []code.Code{code.CaCertMissingKeyUsage, code.CaBconsNotCritical},
		Affected: t(
			"dependabot-action before 14 May 2025.",
			"2025 年 5 月 14 日之前的 dependabot-action。",
		),
		FixedIn: t("dependabot-action pull request 1475.", "dependabot-action 的 1475 号合并请求。"),
		Remedy: t(
			"Use a current dependabot-action.",
			"使用最新的 dependabot-action。",
		),
		KeyAt:   oneJob,
		Sources: []string{"https://github.com/github/dependabot-action/pull/1475"},
		clues:   []clue{{in: caCN, text: "Dependabot Internal CA", sure: Certain}},
	},
	{
		ID:     "trawl",
		Name:   "TRAWL forward proxy",
		Faults: []code.Code{code.MissingAuthorityKeyIdentifier, code.MissingSubjectKeyIdentifier},
		Affected: t(
			"Before the change of September 2026.",
			"2026 年 9 月改动之前。",
		),
		FixedIn: t("With issue 113.", "随 113 号问题修复。"),
		Remedy:  updateIt,
		KeyAt:   generated,
		Sources: []string{"https://github.com/germondai/trawl/issues/113"},
		clues:   []clue{{in: caCN, how: versioned, text: "TRAWL* CA", sure: Likely}},
	},
	{
		ID:     "hudsucker",
		Name:   "hudsucker, sample CA",
		Faults: []code.Code{code.MissingAuthorityKeyIdentifier},
		Affected: t(
			"Up to 0.24.1: its server certificates carry alternative names only.",
			"0.24.1 及之前：其服务器证书只有备用名称。",
		),
		FixedIn: t("0.25.0 of July 2026.", "0.25.0（2026 年 7 月）。"),
		Remedy:  t("Update the library; the CA and the trust in it stay.", "升级该库；CA 及其信任不变。"),
		KeyAt:   generated,
		Sources: []string{"https://github.com/omjadas/hudsucker/pull/186"},
		clues:   []clue{{in: caCN, text: "Hudsucker Industries", sure: Likely}},
	},
}

// keyAsIdentifier reports a subject key identifier that is the public key itself, as ZAP writes it.
func keyAsIdentifier(f *facts) bool {
	return len(f.c.SubjectKeyID) > 64 && bytes.Equal(f.c.SubjectKeyID, f.c.SPKI.Raw)
}
