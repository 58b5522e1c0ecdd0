package plan

import (
	"bytes"

	"x509strict/engine/cert"
)

// Labels are the display names of certificates; those that share one are told apart by the start of their subject key
// identifiers, or, where these are missing or the same, by their serial numbers.
func Labels(list []*cert.Certificate) []string {
	out := make([]string, len(list))
	same := map[string][]int{}
	for i, c := range list {
		out[i] = DisplayName(c)
		same[out[i]] = append(same[out[i]], i)
	}
	for name, group := range same {
		if len(group) < 2 {
			continue
		}
		keys := map[string]bool{}
		for _, i := range group {
			keys[short(list[i].SubjectKeyID)] = true
		}
		for _, i := range group {
			if id := short(list[i].SubjectKeyID); id != "" && len(keys) == len(group) {
				out[i] = name + " (SKI " + id + "…)"
			} else {
				out[i] = name + " (" + colons(bytes.TrimLeft(list[i].Serial, "\x00")) + ")"
			}
		}
	}
	return out
}

// short is the start of an identifier, enough to tell one from another.
func short(id []byte) string { return colons(id[:min(len(id), 4)]) }

// label is what texts call certificate i.
func (p *planner) label(i int) string {
	if p.labels == nil {
		p.labels = Labels(p.in.Certificates)
	}
	if i < 0 || i >= len(p.labels) {
		return ""
	}
	return p.labels[i]
}
