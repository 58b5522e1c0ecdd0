package content

import "slices"

// pages are in the order of the catalog.
var pages = slices.Concat(strictPages, commonPages, elsewherePages, rustlsPages, advicePages)

const (
	opensslConfig = "https://github.com/openssl/openssl/issues/13603"
	python313     = "https://docs.python.org/3/whatsnew/3.13.html#ssl"
	criticality   = "https://github.com/openssl/openssl/pull/30249"
	strictChecks  = "https://github.com/openssl/openssl/pull/12478"
)

var strictPages = []Page{
	{
		Slug:    "ca-cert-missing-key-usage",
		Recipes: []string{"ca", "relax"},
		Related: []string{
			"ca-bcons-not-critical",
			"pathlen-without-ku-key-cert-sign",
			"missing-subject-key-identifier",
			"keyusage-no-certsign",
		},
		Comes: t(
			"By far the most common one. OpenSSL's stock configuration leaves the key usage line of v3_ca commented out, so every CA from openssl req -x509 lacks it; so do the CAs of Elasticsearch before April 2025, MicroK8s, Proxmox VE, docker:dind, MySQL and keytool without -ext ku.",
			"最常见的一种。OpenSSL 默认配置把 v3_ca 段的密钥用法一行注释掉了，所以 openssl req -x509 做出的 CA 都没有；2025 年 4 月之前的 Elasticsearch、MicroK8s、Proxmox VE、docker:dind、MySQL 以及未加 -ext ku 的 keytool 也一样。",
		),
		Sources: []string{opensslConfig, python313, "https://github.com/elastic/elasticsearch/issues/117769"},
	},
	{
		Slug:    "ku-key-cert-sign-invalid-for-non-ca",
		Recipes: []string{"leaf", "relax"},
		Related: []string{"invalid-ca", "pathlen-invalid-for-non-ca"},
		Comes: t(
			"A server certificate was made with a CA's key usage line, often by copying one section of openssl.cnf for all certificates, or by a self-signed recipe that lists every usage.",
			"用 CA 的密钥用法来签服务器证书，多因所有证书共用 openssl.cnf 的同一段，或自签名教程把所有用途都列上。",
		),
		Sources: []string{strictChecks},
	},
	{
		Slug:    "ca-bcons-not-critical",
		Recipes: []string{"ca", "relax"},
		Related: []string{"ca-cert-missing-key-usage", "invalid-ca"},
		Comes: t(
			"Configurations that descend from OpenSSL 1.0 wrote basicConstraints = CA:true without critical. Easy-RSA up to 3.2.5, Zscaler's root, OPNsense before 22.7.5, pfSense before December 2024 and sscg before 3.0.7 did so. OpenSSL 4.0 dropped the check; the RFC still asks for the mark.",
			"源自 OpenSSL 1.0 的配置写的是不带 critical 的 basicConstraints = CA:true。Easy-RSA 3.2.5 及之前、Zscaler 根证书、OPNsense 22.7.5 之前、pfSense 2024 年 12 月之前、sscg 3.0.7 之前都如此。OpenSSL 4.0 取消了这项检查，但 RFC 仍然要求。",
		),
		Sources: []string{
			criticality,
			"https://github.com/OpenVPN/easy-rsa/issues/1418",
			"https://github.com/python/cpython/issues/133564",
		},
	},
	{
		Slug:    "invalid-ca",
		Recipes: []string{"ca", "leaf"},
		Related: []string{"invalid-purpose", "keyusage-no-certsign", "ca-cert-missing-key-usage"},
		Comes: t(
			"A root made by openssl x509 -req -signkey without extensions (version 1 before OpenSSL 3.2), a CA without basic constraints, or a server certificate used to sign another. In strict mode even a version 1 trust anchor counts. OpenSSL 1.1.1 numbers it 24.",
			"用 openssl x509 -req -signkey 不带扩展做出的根证书（OpenSSL 3.2 之前是 v1）、没有基本约束的 CA，或拿服务器证书去签别的证书。严格模式下 v1 信任锚也不行。OpenSSL 1.1.1 的编号是 24。",
		),
		Sources: []string{"https://github.com/openssl/openssl/pull/13658"},
	},
	{
		Slug:    "pathlen-invalid-for-non-ca",
		Recipes: []string{"leaf", "relax"},
		Related: []string{"pathlen-without-ku-key-cert-sign", "invalid-extension"},
		Comes: t(
			"A program writes a path length of zero into every certificate, because zero was taken for none. It always comes with error 81 or 82.",
			"程序把路径长度 0 写进了每张证书，误以为 0 就是没有。它总与 81 或 82 一起出现。",
		),
		Sources: []string{strictChecks},
	},
	{
		Slug:    "pathlen-without-ku-key-cert-sign",
		Recipes: []string{"ca", "relax"},
		Related: []string{"ca-cert-missing-key-usage", "pathlen-invalid-for-non-ca"},
		Comes: t(
			"A CA with a path length but without key usage; known from Microsoft's CCF before the autumn of 2025 and from programs on rcgen's defaults. Adding key usage mends this and error 92 together.",
			"CA 带路径长度却没有密钥用法；见于 2025 年秋之前的微软 CCF 和沿用 rcgen 默认值的程序。加上密钥用法可同时解决 81 和 92。",
		),
		Sources: []string{"https://github.com/microsoft/CCF/issues/7132"},
	},
	{
		Slug:    "missing-authority-key-identifier",
		Recipes: []string{"leaf", "ca", "relax"},
		Related: []string{
			"missing-subject-key-identifier",
			"empty-authority-key-identifier",
			"unable-to-get-issuer-cert-locally",
		},
		Comes: t(
			"The signer left the extension out: openssl x509 -req before 3.0 without an extension file, Go programs that pass the CA's template instead of the parsed certificate, rcgen's default, many inspecting proxies. A CA without subject key identifier causes it too: OpenSSL then writes issuer and serial number only, which 3.x counts as missing though a viewer shows the extension.",
			"签发者没有写这个扩展：3.0 之前未带扩展文件的 openssl x509 -req、把 CA 模板而非解析后的证书传入的 Go 程序、rcgen 的默认值、许多流量检查代理。CA 没有主体密钥标识符也会导致：OpenSSL 只写颁发者和序列号，3.x 视为缺失，尽管查看器里能看到这个扩展。",
		),
		Sources: []string{
			"https://github.com/openssl/openssl/issues/20027",
			"https://github.com/openssl/openssl/pull/13658",
			"https://github.com/python/cpython/issues/138193",
		},
	},
	{
		Slug:    "missing-subject-key-identifier",
		Recipes: []string{"ca", "leaf", "relax"},
		Related: []string{"missing-authority-key-identifier", "ca-cert-missing-key-usage"},
		Comes: t(
			"Go before 1.15 did not add it: CAs of Kubernetes 1.18 and earlier, minikube 1.14, mkcert 0.9, cert-manager 0.16. MySQL's generated CA and some public roots, such as TWCA Global Root CA, lack it as well.",
			"Go 1.15 之前不会自动添加：Kubernetes 1.18 及之前、minikube 1.14、mkcert 0.9、cert-manager 0.16 的 CA。MySQL 自动生成的 CA 和个别公共根证书（如 TWCA Global Root CA）也没有。",
		),
		Sources: []string{
			"https://go.dev/doc/go1.15",
			"https://github.com/kubernetes-client/python/issues/2394",
			"https://github.com/python/cpython/issues/107361",
		},
	},
	{
		Slug:    "empty-authority-key-identifier",
		Recipes: []string{"leaf", "relax"},
		Related: []string{"missing-authority-key-identifier", "akid-issuer-serial-not-paired"},
		Comes: t(
			"A program adds the extension before it knows the issuer's identifier and leaves it empty.",
			"程序在还不知道颁发者标识符时就写了扩展，于是留空。",
		),
		Sources: []string{"https://github.com/openssl/openssl/pull/29971"},
	},
	{
		Slug:    "akid-issuer-serial-not-paired",
		Recipes: []string{"leaf", "relax"},
		Related: []string{"empty-authority-key-identifier", "missing-authority-key-identifier"},
		Comes: t(
			"A program fills in the issuer's name and forgets the serial number, or the reverse. The trust anchor is checked too.",
			"程序写了颁发者名称却漏掉序列号，或相反。信任锚也会检查。",
		),
		Sources: []string{"https://github.com/openssl/openssl/pull/29971"},
	},
	{
		Slug:    "authority-key-identifier-critical",
		Recipes: []string{"critical"},
		Related: []string{"unhandled-critical-extension"},
		Comes:   t("Someone marked every extension critical.", "有人把所有扩展都标为关键。"),
		Sources: []string{criticality},
	},
	{
		Slug:    "subject-key-identifier-critical",
		Recipes: []string{"critical"},
		Related: []string{"unhandled-critical-extension"},
		Comes:   t("Someone marked every extension critical.", "有人把所有扩展都标为关键。"),
		Sources: []string{criticality},
	},
	{
		Slug:    "issuer-name-empty",
		Recipes: []string{"ca", "leaf", "relax"},
		Related: []string{"subject-name-empty", "empty-subject-san-not-critical"},
		Comes: t(
			"A CA was made without a subject; cert-manager's self-signed issuer does so when neither commonName nor subject is set.",
			"CA 没有写主体；cert-manager 的自签名颁发者在 commonName 和 subject 都未设置时就会这样。",
		),
		Sources: []string{"https://github.com/cert-manager/cert-manager/issues/3634"},
	},
	{
		Slug:    "subject-name-empty",
		Recipes: []string{"leaf", "relax"},
		Related: []string{"issuer-name-empty", "empty-subject-san-not-critical", "empty-subject-alt-name"},
		Comes: t(
			"A request without a subject was signed as it came, and the signer did not copy its alternative names; or a CA was made without a name.",
			"没有主体的请求被原样签发，签发时又没有复制备用名称；或 CA 没有名称。",
		),
		Sources: []string{"https://github.com/cert-manager/cert-manager/issues/3541"},
	},
	{
		Slug:    "empty-subject-alt-name",
		Recipes: []string{"leaf", "relax"},
		Related: []string{"subject-name-empty", "hostname-mismatch"},
		Comes: t(
			"A program writes the extension from a list that was empty; reported for Juju's self-signed-certificates operator, whose CA carried one.",
			"程序用空列表写了扩展；Juju 的 self-signed-certificates operator 的 CA 就曾如此。",
		),
		Sources: []string{"https://github.com/python/cpython/issues/132210"},
	},
	{
		Slug:    "empty-subject-san-not-critical",
		Recipes: []string{"leaf", "relax"},
		Related: []string{"subject-name-empty", "empty-subject-alt-name"},
		Comes: t(
			"Certificates whose names stand in the extension only, from signers that do not mark it critical then. OpenSSL 4.0 dropped the check.",
			"名称只写在扩展里的证书，而签发程序没有相应标记为关键。OpenSSL 4.0 取消了这项检查。",
		),
		Sources: []string{criticality},
	},
	{
		Slug:    "signature-algorithm-inconsistency",
		Recipes: []string{"digest", "relax"},
		Related: []string{"cert-signature-failure"},
		Comes: t(
			"A generator wrote NULL parameters in one place and left them out in the other, or a certificate was edited after signing.",
			"生成程序在一处写了 NULL 参数而另一处没写，或证书签名后被改过。",
		),
		Sources: []string{strictChecks},
	},
	{
		Slug:    "extensions-require-version-3",
		Recipes: []string{"leaf", "relax"},
		Related: []string{"invalid-ca"},
		Comes: t(
			"A hand-written generator set extensions and forgot the version number; in pyOpenSSL it is X509.set_version(2).",
			"手写的生成程序设置了扩展而忘了版本号；pyOpenSSL 里是 X509.set_version(2)。",
		),
		Sources: []string{"https://www.pyopenssl.org/en/stable/api/crypto.html"},
	},
	{
		Slug:    "ec-key-explicit-params",
		Recipes: []string{"curve"},
		Related: []string{"unspecified"},
		Comes: t(
			"Keys from smart cards, some Java programs and openssl ecparam -param_enc explicit. OpenSSL 1.1.1 refuses them in strict mode only, since 1.1.1h, and numbers it 79.",
			"来自智能卡、某些 Java 程序或 openssl ecparam -param_enc explicit 的密钥。OpenSSL 1.1.1 从 1.1.1h 起只在严格模式拒绝，编号 79。",
		),
		Sources: []string{"https://github.com/openssl/openssl/pull/12909"},
	},
	{
		Slug:    "invalid-extension",
		Recipes: []string{"leaf"},
		Related: []string{"pathlen-invalid-for-non-ca"},
		Comes: t(
			"A path length on a certificate that is no CA, seen by OpenSSL 1.1.1; or address blocks that are not in the order RFC 3779 demands.",
			"OpenSSL 1.1.1 遇到非 CA 证书带路径长度；或地址块没有按 RFC 3779 的顺序书写。",
		),
		Sources: []string{"https://github.com/openssl/openssl/issues/13283"},
	},
}
