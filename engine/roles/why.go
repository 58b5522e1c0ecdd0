package roles

import (
	"slices"
	"strings"

	"x509strict/engine/lang"
)

// Why says in a sentence what speaks for the role of item i; the zero text for a role that the user has set.
func (d *Decision) Why(i int) lang.Text {
	h := d.heap
	if h.byUser[i] {
		return lang.Text{}
	}
	leaf := d.Roles[i] == Leaf
	spoken := h.reasons(i, func(w weighing) int {
		if leaf {
			return w.leaf
		}
		return -w.leaf
	})
	lead := lang.Text{EN: "Taken for a certificate of its own: ", ZH: "视为自用证书："}
	switch d.Roles[i] {
	case Leaf:
		lead = lang.Text{EN: "Taken for the server's own certificate: ", ZH: "视为服务器自己的证书："}
		if h.direction(i, d.o) == AsClient {
			lead = lang.Text{EN: "Taken for a client's own certificate: ", ZH: "视为客户端自己的证书："}
		}
	case Anchor:
		lead = lang.Text{EN: "Taken for a CA that is trusted: ", ZH: "视为受信任的 CA："}
		spoken = append(spoken[:min(len(spoken), 1)], h.reasons(i, func(w weighing) int { return w.trust })...)
	case Intermediate:
		lead = lang.Text{EN: "Taken for a CA certificate that is sent along: ", ZH: "视为一并发送的 CA 证书："}
		spoken = append(spoken[:min(len(spoken), 1)], h.reasons(i, func(w weighing) int { return -w.trust })...)
	}
	var en, zh []string
	for _, t := range spoken {
		if len(en) < 3 && !slices.Contains(en, t.EN) {
			en, zh = append(en, t.EN), append(zh, t.ZH)
		}
	}
	if len(en) == 0 {
		en, zh = []string{"nothing says otherwise"}, []string{"没有相反的迹象"}
	}
	return lang.Text{EN: lead.EN + strings.Join(en, "; ") + ".", ZH: lead.ZH + strings.Join(zh, "；") + "。"}
}

// reasons are the texts of the rows that speak for something, the heaviest first.
func (h *heap) reasons(i int, weight func(weighing) int) (out []lang.Text) {
	var rows []weighing
	for _, row := range table {
		if weight(row) > 0 && row.saw(h, i) {
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b weighing) int { return weight(b) - weight(a) })
	for _, row := range rows {
		out = append(out, row.why)
	}
	return out
}
