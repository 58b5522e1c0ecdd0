package example

import (
	"x509strict/engine/tbs"
)

var otherCases = []Case{
	{Slug: "cert-signature-failure", Profile: python(), Events: "7@0", Bare: true,
		Story:  t("One bit of the signature was changed.", "签名有一位被改动。"),
		Broken: chain(change(leaf(), func(t *Template) { t.Spoil = true }), root()), Mended: good()},
	{
		Slug:    "ee-key-too-small",
		Profile: python(),
		Events:  "66@0",
		Bare:    true,
		Story:   t("The server's key is RSA 1024.", "服务器的密钥是 RSA 1024。"),
		Broken: chain(
			change(leaf(), func(t *Template) { t.Key = shortRSA("server"); *t = t.With(tbs.SubjectKeyID(t.Key.ID())) }),
			root(),
		),
		Mended: good(),
	},
	{Slug: "ca-key-too-small", Profile: python(), Events: "67@1", Bare: true,
		Story:  t("The CA's key is RSA 1024.", "CA 的密钥是 RSA 1024。"),
		Broken: chain(leafOf(shortRoot()), shortRoot()), Mended: good()},
	{Slug: "ca-md-too-weak", Profile: python(), Events: "68@0", Bare: true,
		Story:  t("The server certificate is signed with SHA-1.", "服务器证书用 SHA-1 签名。"),
		Broken: chain(change(leaf(), func(t *Template) { t.Algorithm.Raw = ecdsaSHA1 }), root()), Mended: good()},
	{
		Slug:    "cert-has-expired",
		Profile: python(),
		Events:  "10@0",
		Bare:    true,
		Story:   t("The server certificate ended in 2025.", "服务器证书在 2025 年到期。"),
		Broken:  chain(change(leaf(), func(t *Template) { t.NotAfter = at("250101000000Z") }), root()),
		Mended:  good(),
	},
	{
		Slug:    "cert-not-yet-valid",
		Profile: python(),
		Events:  "9@0",
		Bare:    true,
		Story:   t("The server certificate begins in 2048.", "服务器证书从 2048 年才开始生效。"),
		Broken:  chain(change(leaf(), func(t *Template) { t.NotBefore = at("480101000000Z") }), root()),
		Mended:  good(),
	},
	{
		Slug:    "error-in-cert-not-before-field",
		Profile: python(),
		Events:  "13@0",
		Bare:    true,
		Story:   t("The start is written with a time zone offset instead of Z.", "起始时间用时区偏移书写，而不是 Z。"),
		Broken:  chain(change(leaf(), func(t *Template) { t.NotBefore = at("240101000000+0000") }), root()),
		Mended:  good(),
	},
	{
		Slug:    "error-in-cert-not-after-field",
		Profile: python(),
		Events:  "14@0",
		Bare:    true,
		Story:   t("The end is written with a time zone offset instead of Z.", "截止时间用时区偏移书写，而不是 Z。"),
		Broken:  chain(change(leaf(), func(t *Template) { t.NotAfter = at("491231235959+0000") }), root()),
		Mended:  good(),
	},
}

// shortRoot is root with an RSA key of 1024 bits.
func shortRoot() Template {
	return change(root(), func(t *Template) {
		t.Key = shortRSA("ca")
		t.Signer = t.Key
		*t = t.With(tbs.SubjectKeyID(t.Key.ID()))
	})
}
