package content

// elsewherePages are the pages of what OpenSSL accepts and other verifiers refuse.
var elsewherePages = []Page{
	{
		Slug:    "ca-used-as-server-certificate",
		Recipes: []string{"ca", "leaf"},
		Related: []string{"depth-zero-self-signed-cert", "ku-key-cert-sign-invalid-for-non-ca"},
		Comes: t(
			"openssl req -x509 makes a CA unless told otherwise, and its certificate went straight into the server. Firefox says MOZILLA_PKIX_ERROR_CA_CERT_USED_AS_END_ENTITY.",
			"openssl req -x509 默认生成的就是 CA，而它的证书被直接装进了服务器。Firefox 显示 MOZILLA_PKIX_ERROR_CA_CERT_USED_AS_END_ENTITY。",
		),
	},
	{
		Slug:    "issuer-name-spelled-differently",
		Recipes: []string{"leaf"},
		Related: []string{"unable-to-get-issuer-cert-locally"},
		Comes: t(
			"The CA was re-issued by other software, which wrote UTF8String where the old one wrote PrintableString, or the issuer's name was typed in. Firefox says SEC_ERROR_UNKNOWN_ISSUER.",
			"CA 由其他软件重新签发，把 PrintableString 写成了 UTF8String，或颁发者名称是手工填写的。Firefox 显示 SEC_ERROR_UNKNOWN_ISSUER。",
		),
	},
	{
		Slug:    "server-key-usage-no-digital-signature",
		Recipes: []string{"leaf"},
		Related: []string{"keyusage-no-digital-signature", "invalid-purpose"},
		Comes: t(
			"An old template for RSA key exchange writes keyEncipherment alone. gnutls-cli says: Key usage violation in certificate has been detected.",
			"旧的 RSA 密钥交换模板只写 keyEncipherment。gnutls-cli 显示：Key usage violation in certificate has been detected.",
		),
	},
	{
		Slug:    "server-key-not-supported",
		Recipes: []string{"key", "leaf"},
		Related: []string{"signature-algorithm-not-taken", "ec-key-explicit-params"},
		Comes: t(
			"A modern tool defaults to Ed25519. Firefox cannot agree on a signature with the server and says SSL_ERROR_NO_CYPHER_OVERLAP; on a CA's key it says SEC_ERROR_UNSUPPORTED_KEYALG.",
			"较新的工具默认使用 Ed25519。Firefox 与服务器协商不出共同的签名方案，显示 SSL_ERROR_NO_CYPHER_OVERLAP；CA 的密钥如此时显示 SEC_ERROR_UNSUPPORTED_KEYALG。",
		),
	},
	{
		Slug:    "signature-algorithm-not-taken",
		Recipes: []string{"digest", "key"},
		Related: []string{"weak-signature-digest", "ca-md-too-weak", "server-key-not-supported"},
		Comes: t(
			"The CA signs with SHA-1, SHA-224 or SHA-3, with RSA-PSS and unusual parameters, or has an Ed25519 key. Firefox says SEC_ERROR_CERT_SIGNATURE_ALGORITHM_DISABLED.",
			"CA 用 SHA-1、SHA-224、SHA-3 或参数少见的 RSA-PSS 签名，或使用 Ed25519 密钥。Firefox 显示 SEC_ERROR_CERT_SIGNATURE_ALGORITHM_DISABLED。",
		),
	},
	{
		Slug:    "not-der",
		Recipes: []string{"ca", "leaf"},
		Related: []string{"invalid-extension", "signature-algorithm-inconsistency"},
		Comes: t(
			"The certificate was written by hand-made software, by a device, or damaged on its way. gnutls-cli says ASN1 parser: Error in DER parsing; Firefox SEC_ERROR_BAD_DER or SEC_ERROR_LIBRARY_FAILURE.",
			"证书由自制软件或设备写成，或在传递中损坏。gnutls-cli 显示 ASN1 parser: Error in DER parsing；Firefox 显示 SEC_ERROR_BAD_DER 或 SEC_ERROR_LIBRARY_FAILURE。",
		),
	},
	{
		Slug:    "issuer-and-serial-reused",
		Recipes: []string{"leaf"},
		Related: []string{"authority-key-identifier-pins-serial", "serial-number-not-positive"},
		Comes: t(
			"A script signs every certificate with the same serial number, or a CA was re-issued with its old number while the old file is still imported. Firefox says SEC_ERROR_REUSED_ISSUER_AND_SERIAL.",
			"脚本给每张证书都用同一个序列号，或 CA 用原序列号重新签发而旧文件仍在列表中。Firefox 显示 SEC_ERROR_REUSED_ISSUER_AND_SERIAL。",
		),
	},
	{
		Slug:    "ocsp-stapling-demanded",
		Recipes: []string{"leaf"},
		Related: []string{"unhandled-critical-extension"},
		Comes: t(
			"A profile for public certificates (must-staple) was used for a private CA that runs no OCSP responder. Firefox says MOZILLA_PKIX_ERROR_REQUIRED_TLS_FEATURE_MISSING.",
			"没有 OCSP 服务的私有 CA 用了公网证书的 must-staple 模板。Firefox 显示 MOZILLA_PKIX_ERROR_REQUIRED_TLS_FEATURE_MISSING。",
		),
	},
	{
		Slug:    "trusted-certificate-is-no-ca",
		Recipes: []string{"ca"},
		Related: []string{"invalid-ca", "ca-bcons-not-critical", "keyusage-no-certsign"},
		Comes: t(
			"A CA made by hand or by old software without extensions worth the name. Elasticsearch, Logstash and keytool users read: TrustAnchor with subject \"…\" is not a CA certificate.",
			"手工或旧软件制作的 CA，没有像样的扩展。Elasticsearch、Logstash 等 Java 程序显示：TrustAnchor with subject \"…\" is not a CA certificate。",
		),
	},
	{
		Slug:    "java-fails-inside",
		Recipes: []string{"ca", "leaf"},
		Related: []string{"permitted-violation", "invalid-extension"},
		Comes: t(
			"An empty DNS constraint, meant to allow or forbid all names, makes Java read the first letter of nothing: StringIndexOutOfBoundsException.",
			"用空的 DNS 约束表示允许或禁止所有名称时，Java 会去读空串的第一个字符：StringIndexOutOfBoundsException。",
		),
	},
	{
		Slug:    "policy-required-but-absent",
		Recipes: []string{"ca", "leaf"},
		Related: []string{"unhandled-critical-extension", "invalid-extension"},
		Comes: t(
			"The CA was made after a template of a public or bridge CA, and its servers' certificates after another. Java says: non-null policy tree required and policy tree is null.",
			"CA 照搬了公共或桥接 CA 的模板，服务器证书却用了别的模板。Java 显示：non-null policy tree required and policy tree is null。",
		),
	},
	{
		Slug:    "no-revocation-pointer",
		Recipes: []string{"leaf"},
		Related: []string{"ocsp-stapling-demanded"},
		Comes: t(
			"A private CA, tried from Windows. curl.exe says schannel: next InitializeSecurityContext failed: CRYPT_E_NO_REVOCATION_CHECK (0x80092012).",
			"在 Windows 上使用私有 CA。curl.exe 显示 schannel: next InitializeSecurityContext failed: CRYPT_E_NO_REVOCATION_CHECK (0x80092012)。",
		),
	},
}
