package mend

import (
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/read"
)

// whyNot says, of each key at hand that cannot sign, what keeps it from it: a wrong or missing password, an encryption,
// a kind of key or a curve that nothing here signs with, damage. It is empty when nothing of the kind was found.
func whyNot(b *read.Bundle, l lang.Lang) string {
	var out []string
	for _, k := range b.Locked {
		t := lang.Text{
			EN: place(k.Place, l) + " is encrypted: give its password.",
			ZH: lang.Spaced(place(k.Place, l), "已加密：请提供密码。"),
		}
		if k.Tried {
			t = lang.Text{
				EN: "The password does not open " + place(k.Place, l) + ".",
				ZH: lang.Spaced("密码不对，无法打开", place(k.Place, l)) + "。",
			}
		}
		out = append(out, t.In(l))
	}
	for _, n := range b.Notes {
		switch n.ID {
		case "key-damaged", "key-cannot-sign", "container-unsupported", "container-damaged", "iterations-too-many":
		case "pem-empty", "pem-bad-base64", "pem-truncated", "pem-damaged":
			if !strings.Contains(n.Args["label"], "PRIVATE KEY") {
				continue
			}
		default:
			continue
		}
		out = append(out, place(n.Place, l)+lang.Text{EN: ": ", ZH: "："}.In(l)+n.Text(l))
	}
	separator := lang.Text{EN: " ", ZH: ""}.In(l)
	return strings.Join(out, separator)
}

// place names where something lies, safe to show.
func place(p read.Place, l lang.Lang) string {
	text := cert.SafeText([]byte(p.File))
	if text == "" {
		text = lang.Text{EN: "What was pasted", ZH: "粘贴的内容"}.In(l)
	}
	if p.Entry != "" {
		text += lang.Text{EN: " (", ZH: "（"}.In(l) + cert.SafeText([]byte(p.Entry)) + lang.Text{EN: ")", ZH: "）"}.In(l)
	}
	return text
}
