//go:build !lean

package message

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
	"strings"
)

// find is a message with where it stands.
type find struct {
	Message
	family    family
	from, end int // in the squeezed text
	weak      bool
	faint     bool   // in anybody's words: counts when no program's were found
	own       bool   // its alert is one that the speaker sent itself
	either    bool   // nothing shows which side complained
	named     bool   // its host is a name in the certificate, which may be another than was asked for
	within    string // client of the words around it, for what only libcrypto's own words say
}

// All goes through the messages in the order of the text. Of two that cover the same words the longer counts; those
// that only say that something is wrong count when nothing else was found in the same record.
func (q *Text) All() iter.Seq[Message] {
	return func(yield func(Message) bool) {
		if len(q.b) < 8 {
			return
		}
		q.search()
		q.dropFaint()
		kept, end, told := q.found[:0:0], 0, 0
		for i := range q.found {
			f := &q.found[i]
			if f.from < end || f.weak && f.Meaning == Unnamed && f.end <= told {
				continue
			}
			if f.weak && q.outdone(i) {
				told = max(told, f.end)
				continue
			}
			q.finish(f)
			end = f.end
			kept = append(kept, *f)
		}
		shareClients(kept)
		repeated := make([]bool, len(kept))
		for i := range kept {
			k := outspoken(kept, i)
			if repeated[i] = k >= 0; repeated[i] && kept[k].own && kept[k].Side == "" {
				kept[k].Side = kept[i].Side // of one's own alert, too
			}
		}
		for i := range kept {
			if repeated[i] {
				continue
			}
			if !yield(kept[i].Message) {
				return
			}
		}
	}
}

// search looks for everything in one pass and sorts it into messages and signs of programs.
func (q *Text) search() {
	if q.searched {
		return
	}
	q.searched = true
	v := theVocabulary()
	v.all(q.b, func(pattern, at int) {
		word := v.known[pattern]
		for _, u := range v.uses[pattern] {
			q.take(u, word, at, at+len(word))
		}
	})
	q.endsEarly()
	q.shown = append(q.shown, q.typed...)
	slices.SortStableFunc(q.shown, func(a, b shown) int { return cmp.Compare(a.at, b.at) })
	slices.SortStableFunc(q.found, func(a, b find) int {
		return cmp.Or(cmp.Compare(a.from, b.from), compareBool(a.weak, b.weak), cmp.Compare(b.end, a.end))
	})
}

// take makes of a word that was found what it is for.
func (q *Text) take(u use, word string, at, end int) {
	switch {
	case u.path:
		if bytes.IndexByte(q.plain[q.offset(at):q.offset(end-1)+1], '\\') >= 0 {
			q.shown = append(q.shown, shown{u.sign, at, end})
		}
	case u.sign != nil:
		if q.speaks(u.sign, word, at, end) {
			q.shown = append(q.shown, shown{u.sign, at, end})
		}
	case u.phrase != nil:
		q.phrase(u.phrase, at, end)
	case u.verdict != nil && u.constant:
		q.constant(u.verdict, at, end)
	case u.verdict != nil:
		q.verdict(u.verdict, at, end)
	case u.lead:
		q.alert(at, end)
	case u.number:
		q.number(at, end)
	case u.quic > 0:
		q.quic(u.quic-1, at, end)
	case u.file != nil:
		q.file(u.file, at, end)
	case u.queued:
		q.queued(at, end)
	case u.request:
		q.request(at, end)
	}
}

// aside reports whether a find is not about a certificate.
func (f *find) aside() bool { return f.Meaning != "" && !f.Meaning.AboutCertificate() }

// leadOfBotocore leads in whatever went wrong with TLS, with a certificate or not.
const leadOfBotocore = "SSL validation failed for https://"

// leadOfConda does so, too, whatever it holds most likely.
const leadOfConda = "CondaSSLError: Encountered an SSL error"

// pointsElsewhere reports whether a find says no more than that another error stands behind it, as .NET's outer
// exceptions, botocore's and conda's do, or stood before, as OpenVPN ends.
func (f *find) pointsElsewhere() bool {
	return slices.Contains([]string{leadOfBotocore, leadOfConda, openVPNsBIO, openVPNsEnd}, f.Text) ||
		strings.HasSuffix(f.Text, "inner exception")
}

// vague reports whether a find says only that TLS came to nothing, whatever the reason.
func (f *find) vague() bool {
	return f.Text == "Failed to enable crypto" || f.Text == "TLS: can't connect"
}

// announces reports whether the words between two finds say that the latter is why the former was.
func (q *Text) announces(f, o *find) bool {
	const cause = "theexceptionmsgwas:" // Ansible, far behind how to trust more
	return f.end < o.from && strings.Contains(q.b[max(f.end, o.from-2*wrapped):o.from], cause)
}

// compareBool orders false before true.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func (q *Text) add(f find) { q.found = append(q.found, f) }

// wrapped is how far apart, in bytes without blanks, two parts of one message stand whatever line breaks are between.
const wrapped = 60

// outdone reports whether a message that says more stands in the same record as the weak one at i.
func (q *Text) outdone(i int) bool {
	f := &q.found[i]
	from, to := q.record(f.from, 4<<10)
	for step := -1; step <= 1; step += 2 {
		for k := i + step; k >= 0 && k < len(q.found); k += step {
			o := &q.found[k]
			if o.from >= to || o.from < from {
				break
			}
			if f.Meaning == Protocol && o.weak && !o.aside() && o.family != f.family && q.sameLine(o.from, f.from) {
				return true // what the conversation ended with is said right behind
			}
			if o.weak && (f.Meaning != Unnamed || o.Slug == "") &&
				!(f.pointsElsewhere() && !o.pointsElsewhere() && o.Meaning != Unnamed) {
				continue
			}
			if o.from < f.end && o.end > f.from || o.from >= f.end && o.Client == "" && q.sameLine(o.from, f.from) {
				if o.family == anyFamily {
					o.within = f.Client
				}
				o.Host = cmp.Or(o.Host, f.Host)
				o.learn(f)
				return true
			}
			if o.aside() && !f.aside() && !f.pointsElsewhere() && !f.vague() && !q.announces(f, o) &&
				!q.sameLine(o.from, f.from) && max(o.from-f.end, f.from-o.end) > wrapped {
				continue
			}
			if o.family == f.family || o.family == anyFamily || f.family == anyFamily || wraps(f.family, o.family) {
				if o.family == f.family {
					o.Host = cmp.Or(o.Host, f.Host) // the weaker may name it
				}
				o.learn(f)
				return true
			}
		}
	}
	return false
}

// learn takes from a weaker find which side complained, where both tell of one alert and only the weaker says whose it
// is.
func (f *find) learn(weaker *find) {
	if f.Alert != 0 && f.Alert == weaker.Alert && f.Side == "" && f.either {
		f.Side = weaker.Side
	}
}

// finish adds to a message who said it, which side complained, and where.
func (q *Text) finish(f *find) {
	role := unknownRole
	f.either = f.either || f.Alert != 0 && q.amongPeers(f.from)
	s := q.speaker(f)
	if s != nil {
		role, f.Client = s.role, s.client
	}
	if f.within != "" && !s.passesOn(f.within) {
		f.Client, role = f.within, unknownRole
	}
	switch {
	case f.Client != "":
	case f.Code.StrictOnly() && q.pythonNear(f.from): // whose strict mode it is as a rule
		f.Client = "python-3.13"
	case f.family == queueFamily, f.family == anyFamily && q.queueOn(f.from), f.Code.StrictOnly():
		f.Client = "openssl"
	}
	if f.Client == "" && q.thrown(f.from) {
		f.Client = "nodejs"
	}
	f.Client = q.refine(f.Client, f.Code, f.from)
	if role == unknownRole && !q.amongPeers(f.from) {
		role = roleOf(f.Client, f.Alert != 0)
	}
	if f.Client == "apache" && q.proxied(f.from) {
		role = clientRole
	} else if r := q.roleShown(f.from); r != unknownRole {
		role = r
	} else if f.Client == "openvpn" && q.namesPeer(f.from) {
		role = serverRole
	} else if f.Alert != 0 && q.pooled(f.from) {
		role = serverRole
	}
	if role == unknownRole && families[f.Client] == toolFamily {
		role = q.toolRole(f.from)
	}
	if role == unknownRole && f.Client != "" {
		role = q.roleTold(f.from)
	}
	if f.Client == "" && f.family == anyFamily && q.libraryOn(f.from) {
		f.Client = "openssl"
	}
	q.takeSide(f, role)
	if f.named {
		if h, p := q.address(f, role); h != "" {
			f.Host, f.Port = h, p
		} else if f.Host != "" {
			f.Port = q.portOnLine(f)
		}
	} else if f.Host == "" && f.Side != ServerSide || f.Host == "" && role == clientRole {
		f.Host, f.Port = q.address(f, role)
	} else if h, p := q.address(f, role); h == f.Host {
		f.Port = p
	} else if f.Host != "" {
		f.Port = q.portOnLine(f)
		if f.Port == 0 && len(q.plain) <= maxPaste {
			f.Port = portOf(q.plain, f.Host)
		}
	}
	if f.Side == "" && f.Client == "" && f.Alert == 0 && f.Host != "" && !f.aside() && f.Meaning != VerificationNo {
		f.Side = ClientSide // who names the host that it asks is one
	}
	if f.Side == "" && role == unknownRole && f.Alert != 0 && !f.own && !f.either && f.Host != "" {
		f.Side = ServerSide // who sent the alert
	}
	f.Sent = f.Alert != 0 && f.own
	f.Scene = q.scene(f)
	if f.Own || f.Meaning == CAFile || f.Meaning == KeyUnreadable || f.Meaning == KeyMismatch {
		f.Files = q.filesOf(f)
	} else if f.Client == "openssl-verify" && f.Host == "" {
		f.Files = q.verified(f)
	}
	f.At = q.offset(f.from)
}
