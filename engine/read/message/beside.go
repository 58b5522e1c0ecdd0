//go:build !lean

package message

import (
	"cmp"
	"slices"
)

// shareClients gives those that name no program the one that says the same right behind, and those of a library the
// program that is made of it and says the same beside.
func shareClients(list []find) {
	for i := range list {
		for k := max(0, i-1); k <= i+1 && k < len(list); k++ {
			f, o := &list[i], &list[k]
			if o.Slug == f.Slug && o.Meaning == f.Meaning && max(o.from-f.end, f.from-o.end) < nearby &&
				slices.Contains(installers[o.Client], f.Client) {
				f.Client = o.Client
			}
		}
		for k := i + 1; list[i].Client == "" && k < len(list) && list[k].from-list[i].end < nearby; k++ {
			if f, o := &list[i], &list[k]; o.Slug == f.Slug && o.Meaning == f.Meaning {
				f.Client, f.Side = o.Client, cmp.Or(f.Side, o.Side)
			}
		}
	}
}

// nearby is how far from another message one counts as part of the same story, in bytes without blanks.
const nearby = 500

// outspoken returns the message that gives a reason where the one at i gives none (a certificate, the conversation, the
// connection): next to it, of the same program and another line of its log; -1 where none does.
func outspoken(list []find, i int) int {
	f := &list[i]
	if f.own && i+1 < len(list) { // OpenSSL tells of its own alert before what it is for
		if o := &list[i+1]; !o.weak && o.Alert == 0 && o.from-f.end < nearby &&
			(f.Client == "" || f.Client == o.Client) {
			return i + 1
		}
	}
	if k := explained(list, i); k >= 0 {
		return k
	}
	if !f.weak || f.Client == "" || !slices.Contains(reasonless, f.Meaning) {
		return -1
	}
	for step := -1; step <= 1; step += 2 {
		for k := i + step; k >= 0 && k < len(list); k += step {
			o := &list[k]
			if max(o.from-f.end, f.from-o.end) > nearby {
				break
			}
			said := !o.weak || o.Alert != 0 && (f.Meaning == ServerName || f.Meaning == Protocol)
			if said && o.Client == f.Client && (!o.aside() || f.aside() || f.pointsElsewhere()) {
				return k
			}
		}
	}
	return -1
}

// reasonless are the meanings that give no reason where they stand weakly.
var reasonless = []Meaning{ServerName, Unnamed, Protocol, Closed, KeyUnreadable, "alert-handshake-failure"}

// explained returns the message that gives the reason for an alert: of the same program, which sent it as a client and
// logged it as a server, next to it in the log; -1 where there is none.
func explained(list []find, i int) int {
	f := &list[i]
	if f.Alert == 0 || f.Side != ClientSide || f.Client == "" || !f.Meaning.AboutCertificate() {
		return -1
	}
	for _, k := range []int{i - 1, i + 1} {
		if k < 0 || k >= len(list) {
			continue
		}
		o := &list[k]
		if o.Alert == 0 && !o.weak && o.Slug != "" && o.Side == ClientSide && o.Client == f.Client &&
			max(o.from-f.end, f.from-o.end) < nearby {
			return k
		}
	}
	return -1
}
