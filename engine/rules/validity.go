package rules

import "x509strict/engine/code"

// Validity times.
var validityRules = []Rule{
	{
		Code:     code.CertHasExpired,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.1.2.5",
		saw:      sawValidity,
		Title:    t("The certificate has expired", "证书已过期"),
		Means:    t("The time of the check lies after the certificate's end.", "检查时间晚于证书的截止时间。"),
		Why: t(
			"Every client checks it, for the trust anchor as well. OpenSSL before 4.0 already refuses in the very second of the end.",
			"所有客户端都检查，信任锚也不例外。OpenSSL 4.0 之前，到截止那一秒即视为过期。",
		),
		Fix: t(
			"Have it issued again with a later end. A self-signed CA can be re-issued with the same key, name, key identifier and serial number.",
			"重新签发并延长有效期。自签名 CA 可以用同一把密钥、名称、密钥标识符和序列号重新签发。",
		),
	},
	{
		Code:     code.CertNotYetValid,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.1.2.5",
		saw:      sawValidity,
		Title:    t("The certificate is not valid yet", "证书尚未生效"),
		Means:    t("The time of the check lies before the certificate's start.", "检查时间早于证书的起始时间。"),
		Why: t(
			"Mostly the clock of one of the machines is wrong, or a certificate was made in another time zone's future.",
			"多半是某台机器时钟不对，或签发时写成了将来的时间。",
		),
		Fix: t(
			"Correct the clock; otherwise have the certificate issued with an earlier start.",
			"校正时钟；否则以更早的起始时间重新签发。",
		),
	},
	{
		Code:     code.ErrorInCertNotBeforeField,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.1.2.5",
		saw:      sawValidity,
		Title:    t("The start time is malformed", "起始时间格式错误"),
		Means: t(
			"The time must be written with seconds, in UTC and with a final Z; this one is not.",
			"时间必须写到秒、用 UTC 并以 Z 结尾；这里不是。",
		),
		Why: t(
			"A time that cannot be read cannot be compared. OpenSSL 3.5 does not even load some of these certificates.",
			"读不懂的时间无法比较。OpenSSL 3.5 甚至不加载其中一些证书。",
		),
		Fix: t(
			"Have the certificate issued again by a program that writes times as RFC 5280 demands.",
			"用按 RFC 5280 书写时间的程序重新签发。",
		),
	},
	{
		Code:     code.ErrorInCertNotAfterField,
		Severity: Stops,
		Cite:     "RFC 5280 section 4.1.2.5",
		saw:      sawValidity,
		Title:    t("The end time is malformed", "截止时间格式错误"),
		Means: t(
			"The time must be written with seconds, in UTC and with a final Z; this one is not.",
			"时间必须写到秒、用 UTC 并以 Z 结尾；这里不是。",
		),
		Why: t(
			"A time that cannot be read cannot be compared. OpenSSL 3.5 does not even load some of these certificates.",
			"读不懂的时间无法比较。OpenSSL 3.5 甚至不加载其中一些证书。",
		),
		Fix: t(
			"Have the certificate issued again by a program that writes times as RFC 5280 demands.",
			"用按 RFC 5280 书写时间的程序重新签发。",
		),
	},
}
