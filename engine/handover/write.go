package handover

import (
	"fmt"
	"strings"

	"x509strict/engine/lang"
	"x509strict/engine/product"
)

// Both is a hand-over in both languages, for whoever may still choose.
type Both struct {
	EN Handover `json:"en"`
	ZH Handover `json:"zh"`
}

// InBoth is For in both languages.
func InBoth(a Ask) *Both {
	en, zh := a, a
	en.Lang, zh.Lang = lang.English, lang.Chinese
	return &Both{*For(en), *For(zh)}
}

// In is the one in a language.
func (b *Both) In(l lang.Lang) *Handover {
	if l == lang.Chinese {
		return &b.ZH
	}
	return &b.EN
}

// Write writes the hand-over as plain text. Brief leaves out the programs that were not chosen.
func (h *Handover) Write(b *strings.Builder, l lang.Lang, brief bool) {
	say := func(en, zh string, args ...any) { fmt.Fprintf(b, lang.Text{EN: en, ZH: zh}.In(l), args...) }
	group := ""
	for _, p := range h.Places {
		if brief && p.Group != "yours" {
			continue
		}
		if p.Group != group {
			group = p.Group
			b.WriteString("\n" + h.heading(group, l) + "\n")
		}
		fmt.Fprintf(b, "- %s\n%s", p.Title, indent(p.Code))
		if p.Note != "" {
			fmt.Fprintf(b, "  %s\n", p.Note)
		}
	}
	if len(h.Fingerprints) > 0 {
		say("\nFingerprint of %s\n", "\n%s 的指纹\n", h.File)
	}
	for _, f := range h.Fingerprints {
		fmt.Fprintf(b, "- %s\n", f.Title)
		if f.Value != "" && !strings.Contains(f.Code, f.Value) {
			fmt.Fprintf(b, "  %s\n", f.Value)
		} else {
			b.WriteString(indent(f.Code))
		}
		if f.Before != "" && f.Before != f.Value && !brief {
			say("  before: %s\n", "  原来：%s\n", f.Before)
		}
	}
	if h.Test == nil {
		return
	}
	say("\nProve it: %s\n", "\n验证：%s\n", h.Test.Title)
	b.WriteString(indent(h.Test.Code))
	if h.Host == product.NoHost {
		say("  HOST stands for the server's name.\n", "  HOST 代表您的服务器主机名。\n")
	}
	fmt.Fprintf(b, "  %s\n", h.Test.Expect)
}

// heading says what a group of places is about.
func (h *Handover) heading(group string, l lang.Lang) string {
	whom := h.Client
	if h.Product != "" {
		whom += lang.Text{EN: " and ", ZH: "和 "}.In(l) + h.Product
	}
	return map[string]lang.Text{
		"yours":      {EN: "Where " + h.File + " goes: " + whom, ZH: h.File + " 放在哪里：" + whom},
		"programs":   {EN: "Other programs", ZH: "其他程序"},
		"containers": {EN: "Containers", ZH: "容器"},
		"systems":    {EN: "For every program of a system that uses its store", ZH: "操作系统的信任库"},
	}[group].In(l)
}

// indent sets lines in by four blanks, for they are to be copied.
func indent(code string) string {
	var b strings.Builder
	for line := range strings.Lines(strings.TrimRight(code, "\n") + "\n") {
		b.WriteString("    " + line)
	}
	return b.String()
}
