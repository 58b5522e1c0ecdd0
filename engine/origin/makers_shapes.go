package origin

import (
	"x509strict/engine/code"
	"x509strict/engine/oid"
)

// The shapes that stock tools leave behind. Each is one of many possible makers, so none is more than possible.
var shapeMakers = []Maker{
	{
		ID:     "openssl-req-11-3x",
		Name:   "openssl req -x509 with the stock configuration",
		Faults: []code.Code{code.CaCertMissingKeyUsage},
		Affected: t(
			"1.1.0 to the current release: the line for key usage is commented out in its v3_ca section.",
			"1.1.0 至今：默认配置 v3_ca 段里密钥用法一行被注释掉。",
		),
		FixedIn: noFix,
		Remedy: t(
			"Re-issue it with the same key and serial number and with -addext keyUsage=critical,keyCertSign,cRLSign (since OpenSSL 1.1.1).",
			"用同一把密钥和序列号重新签发，加 -addext keyUsage=critical,keyCertSign,cRLSign（OpenSSL 1.1.1 起）。",
		),
		KeyAt: t("The file given to -keyout or -key.", "-keyout 或 -key 指定的文件。"),
		Sources: []string{
			"https://github.com/openssl/openssl/issues/13603",
			"https://docs.openssl.org/3.0/man1/openssl-req/",
		},
		clues: []clue{
			{
				in:   shaped,
				sure: Possible,
				also: shape(stockIDs + oid.BasicConstraints + "! "),
				says: t(
					"Its extensions are those of OpenSSL's stock configuration, in that order: subject key identifier, authority key identifier, critical basic constraints.",
					"扩展及顺序与 OpenSSL 默认配置一致：主体密钥标识符、颁发者密钥标识符、关键的基本约束。",
				),
			},
		},
	},
	{
		ID:     "openssl-req-10x",
		Name:   "openssl req -x509 with a configuration of OpenSSL 1.0",
		Faults: []code.Code{code.CaBconsNotCritical, code.CaCertMissingKeyUsage},
		Affected: t(
			"Configurations that descend from OpenSSL 1.0.2 and earlier, still embedded in many products.",
			"源自 OpenSSL 1.0.2 及更早的配置，至今仍嵌在许多产品里。",
		),
		FixedIn: t(
			"The stock configuration of 1.1.0 marks basic constraints critical; key usage is still missing.",
			"1.1.0 的默认配置已把基本约束标为关键；密钥用法仍缺。",
		),
		Remedy: t(
			"Set basicConstraints = critical,CA:TRUE and keyUsage = critical,keyCertSign,cRLSign in v3_ca; re-issue with the same key, name and serial number.",
			"在 v3_ca 里写 basicConstraints = critical,CA:TRUE 和 keyUsage = critical,keyCertSign,cRLSign；用同一把密钥、名称和序列号重新签发。",
		),
		KeyAt:   t("The file given to -keyout or -key.", "-keyout 或 -key 指定的文件。"),
		Sources: []string{"https://github.com/openssl/openssl/blob/master/apps/openssl.cnf"},
		clues: []clue{
			{
				in:   shaped,
				sure: Possible,
				also: shape(stockIDs + oid.BasicConstraints + " "),
				says: t(
					"Its extensions are those of the configuration of OpenSSL 1.0, in that order: subject key identifier, authority key identifier, basic constraints not critical.",
					"扩展及顺序与 OpenSSL 1.0 的配置一致：主体密钥标识符、颁发者密钥标识符、非关键的基本约束。",
				),
			},
		},
	},
	{
		ID:       "openssl-v1-root",
		Name:     "openssl x509 -req -signkey without extensions",
		Faults:   []code.Code{code.InvalidCa},
		Affected: t("OpenSSL before 3.2.", "3.2 之前的 OpenSSL。"),
		FixedIn:  t("3.2 writes version 3.", "3.2 起写 v3。"),
		Remedy: t(
			"Re-issue the root as version 3 with basic constraints, key usage and subject key identifier, same key and name; leaves may need an authority key identifier then.",
			"用同一把密钥和名称把根证书重新签发为 v3，带基本约束、密钥用法和主体密钥标识符；叶证书可能也要补上颁发者密钥标识符。",
		),
		KeyAt:   t("The file given to -signkey.", "-signkey 指定的文件。"),
		Sources: []string{"https://github.com/openssl/openssl/pull/13658"},
		clues: []clue{
			{in: shaped, sure: Possible, says: t("It is a self-signed version 1 certificate.", "它是自签名的 v1 证书。"),
				also: func(f *facts) bool { return f.c.Version == 0 && f.c.SelfIssued() && len(f.c.Extensions) == 0 }},
		},
	},
	{
		ID:       "java-keytool",
		Name:     "Java keytool -ext bc:c",
		Faults:   []code.Code{code.CaCertMissingKeyUsage},
		Affected: t("All, when -ext ku is not given.", "未加 -ext ku 时的所有版本。"),
		FixedIn:  t("By design.", "设计如此。"),
		Remedy: t(
			"keytool -genkeypair … -ext bc:c -ext ku:c=keyCertSign,cRLSign, or -selfcert with these on the existing key.",
			"keytool -genkeypair … -ext bc:c -ext ku:c=keyCertSign,cRLSign；已有密钥则用 -selfcert 并加上这些选项。",
		),
		KeyAt:   t("Its alias in the keystore (.p12, .jks).", "密钥库（.p12、.jks）中的对应别名。"),
		Sources: []string{"https://docs.oracle.com/en/java/javase/17/docs/specs/man/keytool.html"},
		clues: []clue{
			{
				in:   shaped,
				sure: Possible,
				also: keytoolShape,
				says: t(
					"It is self-signed with just critical basic constraints and a subject key identifier, as keytool writes it.",
					"它是自签名的，只有关键的基本约束和主体密钥标识符，与 keytool 的写法一致。",
				),
			},
		},
	},
}

const stockIDs = oid.SubjectKeyID + " " + oid.AuthorityKeyID + " "

// shape reports a self-signed certificate with exactly these extensions in this order.
func shape(want string) func(*facts) bool {
	return func(f *facts) bool { return f.shape == want && f.c.SelfIssued() }
}

func keytoolShape(f *facts) bool {
	a, b := oid.SubjectKeyID+" ", oid.BasicConstraints+"! "
	return (f.shape == a+b || f.shape == b+a) && f.c.SelfIssued()
}
