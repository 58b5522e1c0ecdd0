package rules

import (
	"x509strict/engine/lang"
	"x509strict/engine/oid"
)

var extensionNames = []struct {
	oid  string
	name lang.Text
}{
	{oid.SubjectKeyID, t("subject key identifier", "主体密钥标识符")},
	{oid.KeyUsage, t("key usage", "密钥用法")},
	{oid.SubjectAltName, t("subject alternative name", "主体备用名称")},
	{oid.BasicConstraints, t("basic constraints", "基本约束")},
	{oid.AuthorityKeyID, t("authority key identifier", "颁发者密钥标识符")},
	{oid.ExtKeyUsage, t("extended key usage", "扩展密钥用法")},
	{oid.IssuerAltName, t("issuer alternative name", "颁发者备用名称")},
	{oid.NameConstraints, t("name constraints", "名称约束")},
	{oid.CRLDistribution, t("CRL distribution points", "CRL 分发点")},
	{oid.Policies, t("certificate policies", "证书策略")},
	{oid.PolicyMappings, t("policy mappings", "策略映射")},
	{oid.PolicyConstr, t("policy constraints", "策略约束")},
	{oid.FreshestCRL, t("freshest CRL", "最新 CRL")},
	{oid.InhibitAnyPolicy, t("inhibit any policy", "禁止任意策略")},
	{oid.AuthorityInfo, t("authority information access", "颁发者信息访问")},
	{oid.AddressBlocks, t("IP address blocks", "IP 地址块")},
	{oid.ASIdentifiers, t("AS numbers", "AS 号码")},
	{oid.ProxyInfo, t("proxy certificate information", "代理证书信息")},
	{oid.TLSFeature, t("TLS feature", "TLS 特性")},
	{oid.OCSPNoCheck, t("OCSP no check", "OCSP 免检")},
	{oid.SCTList, t("certificate transparency timestamps", "证书透明度时间戳")},
	{oid.NsCertType, t("Netscape certificate type", "Netscape 证书类型")},
	{oid.NetscapeComment, t("Netscape comment", "Netscape 注释")},
}

// ExtensionName names an extension for people, in lower case; an unknown one is named by its OID.
func ExtensionName(oid string, l lang.Lang) string {
	for _, e := range extensionNames {
		if e.oid == oid {
			return e.name.In(l)
		}
	}
	return oid
}

var purposeNames = []struct{ oid, name string }{
	{oid.ServerAuth, "serverAuth"},
	{oid.ClientAuth, "clientAuth"},
	{oid.CodeSigning, "codeSigning"},
	{oid.EmailProtection, "emailProtection"},
	{oid.TimeStamping, "timeStamping"},
	{oid.OCSPSigning, "OCSPSigning"},
	{oid.AnyEKU, "anyExtendedKeyUsage"},
}

// PurposeName names an extended key usage as RFC 5280 does; an unknown one by its OID.
func PurposeName(oid string) string {
	for _, p := range purposeNames {
		if p.oid == oid {
			return p.name
		}
	}
	return oid
}

var signatureNames = []struct{ oid, name string }{
	{oid.MD5WithRSA, "MD5 with RSA"},
	{oid.SHA1WithRSA, "SHA-1 with RSA"},
	{oid.OIWSHA1WithRSA, "SHA-1 with RSA"},
	{oid.RSAPSS, "RSA-PSS"},
	{oid.SHA256WithRSA, "SHA-256 with RSA"},
	{oid.SHA384WithRSA, "SHA-384 with RSA"},
	{oid.SHA512WithRSA, "SHA-512 with RSA"},
	{oid.DSAWithSHA1, "SHA-1 with DSA"},
	{oid.ECDSAWithSHA1, "SHA-1 with ECDSA"},
	{oid.ECDSAWithSHA256, "SHA-256 with ECDSA"},
	{oid.ECDSAWithSHA384, "SHA-384 with ECDSA"},
	{oid.ECDSAWithSHA512, "SHA-512 with ECDSA"},
	{oid.Ed25519, "Ed25519"},
	{oid.Ed448, "Ed448"},
}

// SignatureName names a signature algorithm; an unknown one by its OID.
func SignatureName(oid string) string {
	for _, s := range signatureNames {
		if s.oid == oid {
			return s.name
		}
	}
	return oid
}
