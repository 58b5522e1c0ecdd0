package main

import (
	"fmt"
	"strings"

	"x509strict/engine"
)

// fault says where and why a certificate does not load.
func (p *printer) fault(f engine.LoadFault) {
	p.say("Does not load everywhere: %s\n", "在某些版本里无法加载：%s\n", f.Source)
	p.say("  %[1]s, byte %[2]d: %[3]s\n", "  %[1]s，第 %[2]d 字节：%[3]s\n", f.Field, f.Offset, f.Text)
	if f.Correction != "" {
		fmt.Fprintf(p, "  %s\n%s", f.Correction, f.Corrected)
	}
	for _, l := range f.Loads {
		if l.Loads {
			p.say("  %-18s loads\n", "  %-18s 可加载\n", l.Name)
		} else {
			p.say("  %-18s does not load: %s\n", "  %-18s 无法加载：%s\n", l.Name, l.Error)
		}
	}
	for _, l := range f.Bytes {
		text := l.Hex
		if l.To > 0 {
			text = l.Hex[:2*l.From] + "[" + l.Hex[2*l.From:2*l.To] + "]" + l.Hex[2*l.To:]
		}
		fmt.Fprintf(p, "  %6d  %s\n", l.Offset, text)
	}
	for _, l := range f.Tree {
		mark := " "
		if l.Here {
			mark = ">"
		}
		fmt.Fprintf(p, "  %6d %s%s%s\n", l.Offset, mark, strings.Repeat("  ", l.Depth), l.Text)
	}
}
