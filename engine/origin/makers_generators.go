package origin

import (
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/oid"
)

var generatorMakers = []Maker{
	{
		ID:     "mkcert",
		Name:   "mkcert",
		Faults: []code.Code{code.MissingSubjectKeyIdentifier, code.MissingAuthorityKeyIdentifier},
		Affected: t(
			"Roots made by 0.9.0 and earlier.",
			"0.9.0 及更早创建的根证书。",
		),
		FixedIn: t("1.0.1 of 2018.", "1.0.1（2018 年）。"),
		Remedy: t(
			"mkcert -uninstall, delete the folder that mkcert -CAROOT prints, mkcert -install, then issue the certificates again.",
			"mkcert -uninstall，删除 mkcert -CAROOT 所示目录，mkcert -install，再重新签发证书。",
		),
		KeyAt: same("$(mkcert -CAROOT)/rootCA-key.pem"),
		Sources: []string{
			"https://github.com/FiloSottile/mkcert/blob/master/cert.go",
			"https://github.com/FiloSottile/mkcert/commit/9e258ba",
		},
		clues: []clue{
			{in: caO, text: "mkcert development CA", sure: Certain},
			{in: caO, text: "mkcert development certificate", sure: Certain},
		},
	},
	{
		ID:       "minica",
		Name:     "minica",
		Faults:   []code.Code{code.MissingSubjectKeyIdentifier, code.MissingAuthorityKeyIdentifier},
		Affected: t("1.0.0 and 1.0.1.", "1.0.0 与 1.0.1。"),
		FixedIn:  same("1.0.2 (2019)"),
		Remedy: t(
			"Re-issue the root from minica-key.pem, or delete both files and run a current minica.",
			"用 minica-key.pem 重新签发根证书，或删除两个文件后运行新版 minica。",
		),
		KeyAt:   same("minica-key.pem"),
		Sources: []string{"https://github.com/jsha/minica/pull/23", "https://github.com/jsha/minica/blob/main/main.go"},
		clues:   []clue{{in: caCN, how: starts, text: "minica root ca ", sure: Certain}},
	},
	{
		ID:       "step-ca",
		Name:     "smallstep step-ca",
		Affected: passes,
		FixedIn:  passes,
		Remedy:   nothingToDo,
		KeyAt:    same("$(step path)/secrets/root_ca_key"),
		Sources: []string{
			"https://github.com/smallstep/crypto/blob/master/x509util/templates.go",
			"https://github.com/smallstep/certificates/blob/master/authority/provisioner/extension.go",
		},
		clues: []clue{{in: extension, text: "1.3.6.1.4.1.37476.9000.64.", sure: Certain}},
	},
	{
		ID:       "caddy",
		Name:     "Caddy's local CA",
		Affected: passes,
		FixedIn:  passes,
		Remedy:   nothingToDo,
		KeyAt: t(
			"pki/authorities/local/root.key in Caddy's data folder",
			"Caddy 数据目录下的 pki/authorities/local/root.key",
		),
		Sources: []string{"https://caddyserver.com/docs/automatic-https"},
		clues:   []clue{{in: caCN, how: starts, text: "Caddy Local Authority", sure: Certain}},
	},
	{ID: "nomad-ca", Name: "Nomad tls ca create",
		Affected: passes, FixedIn: passes, Remedy: nothingToDo, KeyAt: same("nomad-agent-ca-key.pem"),
		Sources: []string{"https://developer.hashicorp.com/nomad/docs/commands/tls/ca-create"},
		clues:   []clue{{in: caCN, how: numbered, text: "Nomad Agent CA ", sure: Certain}}},
	{
		ID:       "consul-ca",
		Name:     "Consul tls ca create",
		Affected: passes,
		FixedIn:  passes,
		Remedy:   nothingToDo,
		KeyAt:    same("consul-agent-ca-key.pem"),
		Sources: []string{
			"https://github.com/hashicorp/consul/blob/01e0b23109293c916343ef00244e3dc42f7ce722/tlsutil/generate.go",
		},
		clues: []clue{
			{in: caCN, how: numbered, text: "Consul Agent CA ", sure: Certain},
			{
				in:   shaped,
				sure: Possible,
				also: textIdentifier,
				says: t(
					"Its subject key identifier is text: hexadecimal digits with colons, as Consul and Nomad write it.",
					"其主体密钥标识符是文本：带冒号的十六进制数字，Consul 与 Nomad 的写法。",
				),
			},
		},
	},
	{
		ID:     "trustme",
		Name:   "trustme (Python test library)",
		Faults: []code.Code{code.MissingAuthorityKeyIdentifier},
		Affected: t(
			"Subordinate CAs from create_child_ca before 1.2.0; roots pass.",
			"1.2.0 之前 create_child_ca 创建的下级 CA；根证书可通过。",
		),
		FixedIn: t("1.2.0 of October 2024.", "1.2.0（2024 年 10 月）。"),
		Remedy: t(
			"Upgrade; its certificates live for one test run.",
			"升级；其证书只在一次测试中使用。",
		),
		KeyAt:   t("In memory.", "在内存中。"),
		Sources: []string{"https://github.com/python-trio/trustme/pull/642"},
		clues:   []clue{{in: caO, how: starts, text: "trustme v", sure: Certain}},
	},
	{
		ID:       "sscg",
		Name:     "sscg (Fedora and RHEL: mod_ssl, Cockpit)",
		Faults:   []code.Code{code.CaBconsNotCritical},
		Affected: t("Before 3.0.7.", "3.0.7 之前。"),
		FixedIn:  t("3.0.7 of 22 April 2025.", "3.0.7（2025 年 4 月 22 日）。"),
		Remedy:   t("Update the package, delete the pair and let the service make it again.", "升级软件包，删除证书和密钥，让服务重新生成。"),
		KeyAt: t(
			"Destroyed after use, unless --ca-key-file was given: the CA cannot be re-issued.",
			"用后即销毁（除非指定了 --ca-key-file），因此无法重新签发该 CA。",
		),
		Sources: []string{
			"https://github.com/sgallagher/sscg/issues/74",
			"https://github.com/sgallagher/sscg/commit/5c741e3",
		},
		clues: []clue{{in: caOU, how: numbered, text: "ca-", sure: Likely}},
	},
	{
		ID:     "rabbitmq-tlsgen",
		Name:   "RabbitMQ tls-gen",
		Faults: []code.Code{code.MissingAuthorityKeyIdentifier},
		Affected: t(
			"Client certificates, when OpenSSL before 3.0 signed them.",
			"由 3.0 之前的 OpenSSL 签发的客户端证书。",
		),
		FixedIn: t("CA and server certificates pass.", "CA 与服务器证书可通过。"),
		Remedy: t(
			"Run make again with a current tls-gen and OpenSSL 3.",
			"用新版 tls-gen 和 OpenSSL 3 重新运行 make。",
		),
		KeyAt:   same("basic/testca/private/cakey.pem"),
		Sources: []string{"https://github.com/rabbitmq/tls-gen/blob/main/basic/openssl.cnf"},
		clues:   []clue{{in: caCN, how: starts, text: "TLSGenSelfSigned", sure: Certain}},
	},
	{
		ID:     "requests-tests",
		Name:   "Test CA of requests",
		Faults: []code.Code{code.CaCertMissingKeyUsage},
		Affected: t(
			"Before March 2025.",
			"2025 年 3 月之前。",
		),
		FixedIn: t("Pull request 6924.", "6924 号合并请求。"),
		Remedy:  t("Use the current test files.", "使用当前的测试文件。"),
		KeyAt:   t("In the repository of requests.", "在 requests 仓库中。"),
		Sources: []string{"https://github.com/psf/requests/pull/6924"},
		clues:   []clue{{in: caOU, text: "python-requests", sure: Likely}},
	},
	{
		ID:       "xca",
		Name:     "XCA",
		Affected: t("Depends on the template; the CA template passes.", "取决于模板；CA 模板可通过。"),
		FixedIn:  passes,
		Remedy: t(
			"Use the CA template for roots; Renewal keeps the key.",
			"根证书用 CA 模板；Renewal 会保留密钥。",
		),
		KeyAt: t("XCA's database (.xdb).", "XCA 数据库（.xdb）。"),
		Sources: []string{
			"https://github.com/chris2511/xca/blob/main/lib/pki_temp.cpp",
			"https://github.com/chris2511/xca/blob/main/misc/CA.xca",
		},
		clues: []clue{{in: comment, text: "xca certificate", sure: Certain}},
	},
	{
		ID:       "puppet-ca",
		Name:     "Puppet or OpenVox CA",
		Affected: passes,
		FixedIn:  passes,
		Remedy: t(
			"Nothing expected; look at certificates that very old masters issued.",
			"通常无需处理；留意很旧的 master 签发的证书。",
		),
		KeyAt: same("/etc/puppetlabs/puppetserver/ca/ca_key.pem"),
		Sources: []string{
			"https://github.com/puppetlabs/puppetserver-ca-cli/blob/main/lib/puppetserver/ca/local_certificate_authority.rb",
			"https://github.com/puppetlabs/puppet/blob/5.5.20/lib/puppet/ssl/certificate_factory.rb",
		},
		clues: []clue{
			{in: caCN, how: starts, text: "Puppet CA: ", sure: Certain},
			{in: caCN, how: starts, text: "Puppet Root CA: ", sure: Certain},
			{
				in:   comment,
				how:  starts,
				text: "Puppet ",
				sure: Certain,
			},
			{in: extension, text: "1.3.6.1.4.1.34380.", sure: Certain},
		},
	},
	{
		ID:   "adcs",
		Name: "Microsoft AD CS",
		Affected: t(
			"A subordinate CA of 2025 was examined; roots of Windows 2000 and 2003 should be tested.",
			"检查过 2025 年的下级 CA；Windows 2000/2003 的根证书应自行测试。",
		),
		FixedIn: passes,
		Remedy:  nothingToDo,
		KeyAt:   t("The key container of the CA server.", "CA 服务器的密钥容器。"),
		Sources: []string{"https://github.com/python/cpython/issues/135408"},
		clues: []clue{
			{in: extension, text: oid.MicrosoftCAVersion, sure: Certain},
			{in: extension, text: oid.MicrosoftCertType, sure: Likely},
			{in: extension, text: oid.MicrosoftTemplate, sure: Likely},
		},
	},
	{
		ID:       "dotnet-devcerts",
		Name:     "dotnet dev-certs",
		Affected: passes,
		FixedIn:  passes,
		Remedy:   t("None: it is its own trust anchor.", "无需处理：它自己就是信任锚。"),
		KeyAt:    t("The user's certificate store.", "用户证书存储。"),
		Sources:  []string{"https://learn.microsoft.com/en-us/dotnet/core/tools/dotnet-dev-certs"},
		clues:    []clue{{in: extension, text: "1.3.6.1.4.1.311.84.1.1", sure: Likely}},
	},
	{
		ID:       "freeipa",
		Name:     "FreeIPA",
		Affected: passes,
		FixedIn:  passes,
		Remedy: t(
			"None; ipa-cacert-manage renew when an outside CA signed it.",
			"无需处理；由外部 CA 签发的可用 ipa-cacert-manage renew。",
		),
		KeyAt:   t("The NSS database of pki-tomcat.", "pki-tomcat 的 NSS 数据库。"),
		Sources: []string{"https://www.freeipa.org/page/PKI"},
		clues:   []clue{{in: caCN, text: "Certificate Authority", sure: Likely, also: realm}},
	},
	{
		ID:   "rcgen",
		Name: "rcgen (Rust) with its defaults",
		Faults: []code.Code{
			code.MissingAuthorityKeyIdentifier, code.CaCertMissingKeyUsage, code.PathlenWithoutKuKeyCertSign,
		},
		Affected: t(
			"Programs that leave use_authority_key_identifier_extension and key_usages at their defaults (0.13, 0.14).",
			"沿用 use_authority_key_identifier_extension 与 key_usages 默认值的程序（0.13、0.14）。",
		),
		FixedIn: t("By design; the program must ask for them.", "设计如此；由程序自行开启。"),
		Remedy: t(
			"Set use_authority_key_identifier_extension = true for leaves and key_usages for CAs. To re-issue a CA in place, keep its identifier with KeyIdMethod::PreSpecified.",
			"叶证书设 use_authority_key_identifier_extension = true，CA 设 key_usages。原地重新签发 CA 时用 KeyIdMethod::PreSpecified 保留标识符。",
		),
		KeyAt: generated,
		Sources: []string{
			"https://github.com/rustls/rcgen/blob/main/rcgen/src/certificate.rs",
			"https://docs.rs/rcgen/0.14.8/rcgen/struct.CertificateParams.html",
		},
		clues: []clue{
			{in: caCN, text: "rcgen self signed cert", sure: Certain},
			{
				in:   shaped,
				sure: Likely,
				also: rcgenDates,
				says: t("It is valid from 1975 to 4096, rcgen's default.", "有效期为 1975 至 4096 年，即 rcgen 的默认值。"),
			},
		},
	},
}

// realm reports a Kerberos realm as organization: capitals with a dot, as FreeIPA names its CA.
func realm(f *facts) bool {
	o := f.subject[oidO]
	if o == "" {
		o = f.issuer[oidO]
	}
	return strings.Contains(o, ".") && !strings.Contains(o, " ") && o == strings.ToUpper(o)
}

// textIdentifier reports a subject key identifier of 95 ASCII bytes: 32 hexadecimal pairs with colons.
func textIdentifier(f *facts) bool {
	id := f.c.SubjectKeyID
	return len(id) == 95 && id[2] == ':' && id[92] == ':'
}

func rcgenDates(f *facts) bool {
	return year(f.c.NotBefore) == 1975 && year(f.c.NotAfter) == 4096
}

func year(x cert.Time) int {
	u, err := x.UTC()
	if err != nil {
		return 0
	}
	return u.Year()
}
