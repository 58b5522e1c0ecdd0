//go:build !lean

package message

import (
	"bytes"
	"strings"

	"x509strict/engine/code"
)

// phrase is what a program says about a certificate, or about something that looks like one.
type phrase struct {
	text   string
	then   string    // one of these, parted by "|", must follow within 300 characters
	after  string    // likewise, must stand before
	unless string    // likewise, must stand neither before nor behind
	client string    // "" when several programs say so
	rule   code.Code // whose rule is the nearest; 0 for none
	means  Meaning   // what it says where no rule does
	alert  int       // TLS alert that it stands for
	side   Side      // the side that complained, where the words say it
	either bool      // either side may have complained
	named  bool      // libcrypto's error is behind it
	own    bool      // what it says is about the speaker's own certificate, as it is loaded
	host   hostPlace
	asked  string // stands between it and the host on its line
	dotted bool   // what has no dot there is the name of a group of servers and no host
	line   bool   // the message goes on to the end of its line
	weak   bool   // says only that something is wrong: counts when nothing else was found
	faint  bool   // anybody's words: counts when no program's were found
	whole  bool   // a word of its own
	exact  bool   // its first letter's case counts
}

// hostPlace says where a phrase names the host.
type hostPlace int

const (
	noHost       hostPlace = iota
	hostFollows            // right behind it
	hostAfterNot           // "..., not HOST"
	hostBefore             // in front of it
)

const (
	noIssuer = code.UnableToGetIssuerCertLocally
	expired  = code.CertHasExpired
	tooEarly = code.CertNotYetValid
	badHost  = code.HostnameMismatch
	badIP    = code.IpAddressMismatch
	purpose  = code.InvalidPurpose
	selfSign = code.DepthZeroSelfSignedCert
	selfRoot = code.SelfSignedCertInChain
	badSign  = code.CertSignatureFailure
	revoked  = code.CertRevoked
	notCA    = code.InvalidCa
	weakHash = code.CaMdTooWeak
	weakKey  = code.EeKeyTooSmall
	critical = code.UnhandledCriticalExtension
)

// phraseTables are all that is recognized besides libcrypto's own texts and TLS alerts, one table a family.
var phraseTables = [][]phrase{
	pythonPhrases, scriptPhrases, reasonPhrases, goPhrases, javaPhrases, storePhrases, rustPhrases, cPhrases,
	curlPhrases, serverPhrases, browserPhrases, microsoftPhrases, applePhrases, localPhrases, otherPhrases,
	daemonPhrases, toolPhrases, opensslPhrases, elasticPhrases, mbedPhrases, verifierPhrases, oraclePhrases,
	desktopPhrases, erlangPhrases, windowsPhrases, plainPhrases, errnoPhrases, signatureFailed,
	loadingPhrases, portPhrases, withoutPhrases, reachingPhrases, agreeingPhrases,
	servicePhrases, amazonPhrases, sourcePhrases,
}

// phrase takes a phrase of another library.
func (q *Text) phrase(p *phrase, at, end int) {
	f := p.find(at, end)
	before, after := q.around(at, f.end, 300)
	if !q.meant(p, at, &f, before, after) || !q.hostOf(p, at, &f, after) {
		return
	}
	if a := askedTuple(after); a != "" && p.rule == badHost && p.client == "erlang" {
		f.Host, f.Slug = a, badIP.Slug()
	}
	if p.text == statusOfLDAP {
		f.Slug = statusOfGnuTLS(after, p.rule).Slug()
	}
	if p.line {
		f.Text = q.rest(at)
		f.end = max(f.end, at+len(squeeze(f.Text)))
	}
	q.add(f)
}

// find is what a phrase says wherever it stands.
func (p *phrase) find(at, end int) find {
	f := find{
		Message: Message{
			Slug:    p.rule.Slug(),
			Meaning: p.means,
			Client:  p.client,
			Side:    p.side,
			Text:    p.text,
			Alert:   p.alert,
			Own:     p.own,
		},
		family: familyOf(p.client),
		from:   at,
		end:    end,
		weak:   p.weak || p.faint,
		faint:  p.faint,
		either: p.either,
	}
	if f.Alert != 0 && f.Meaning == "" {
		f.Meaning = alertByNumber(f.Alert).meaning()
	}
	if p.named {
		f.Code = p.rule
	}
	return f
}

// meant reports whether a phrase means what it says where it stands: what is around it, and how it is spelled, may say
// otherwise.
func (q *Text) meant(p *phrase, at int, f *find, before, after string) bool {
	switch {
	case p.named && strings.HasSuffix(before, "x509_v_err_"), // OpenSSL's own constant
		p.then != "" && !containsAny(after, p.then),
		p.after != "" && !containsAny(before, p.after),
		p.unless != "" && (containsAny(after, p.unless) || containsAny(before, p.unless)),
		p.faint && (!troubled(before, q.b[at:f.end], after) || q.supposed(at)),
		p.client != "" && (q.joined(p.text, at) || p.weak && q.ledByAnother(p.client, at)),
		p.whole && (!q.wholeWord(at, f.end) || !strings.Contains(p.text, " ") && q.apart(at, f.end)),
		p.exact && (!q.inCase(p.text, at) || q.scoped(at, f.end)):
		return false
	}
	return true
}

// hostOf adds the host that a phrase names, and reports whether there is one where it has to name one: blackened, left
// out or cut off is there too.
func (q *Text) hostOf(p *phrase, at int, f *find, after string) bool {
	switch p.host {
	case hostBefore:
		if f.Host, f.named = q.wordBefore(at), true; q.endsName(at, f.Host) {
			f.Host = ""
		}
	case hostFollows:
		f.Host = q.word(f.end)
		if f.Host == "" {
			return q.leftOut(f.end)
		}
	case hostAfterNot:
		k := strings.LastIndex(after[:min(len(after), len(squeeze(q.rest(at))))], ",not")
		if k < 0 { // wrapped
			k = strings.Index(after, ",not")
		}
		if k < 0 { // cut off before the name
			return f.end+len(after) == len(q.b) && strings.HasPrefix(p.text, "x509:")
		}
		f.Host = q.word(f.end + k + len(",not"))
		if f.Host == "" { // left out by who pasted it
			if p.rule == badHost && q.addressLeftOut(f.end+k+len(",not")) {
				f.Slug = badIP.Slug()
			}
			return true
		}
	}
	if p.asked != "" && !q.namesPeer(at) { // a server asks its clients for other names
		f.Host = q.askedBehind(f.end, p.asked)
	}
	if strings.Contains(f.Host, "**") || f.Host == "*" { // blackened
		f.Host = ""
	} else if p.host == hostFollows || p.host == hostAfterNot {
		p.take(f)
	}
	return true
}

// take makes the host that was read behind a phrase a part of the message.
func (p *phrase) take(f *find) {
	f.end += len(squeeze(f.Host))
	f.Text = strings.TrimSpace(p.text) + " " + f.Host
	if closing := closingOf(p.text); closing != "" {
		f.Text = p.text + f.Host + closing
	}
	f.Host = cleanHost(f.Host)
	if isProtocol(f.Host) || p.dotted && !strings.Contains(f.Host, ".") {
		f.Host = ""
	}
	if p.rule == badHost && isAddress(f.Host) && (p.host == hostAfterNot || p.client == "grpc") {
		f.Slug = badIP.Slug()
	}
}

// closingOf returns the mark that closes the quotation which a text opens at its end; "" where it opens none.
func closingOf(text string) string {
	for _, pair := range [][2]string{{"'", "'"}, {"\"", "\""}, {"`", "'"}, {"‘", "’"}, {"“", "”"}} {
		if strings.HasSuffix(text, pair[0]) {
			return pair[1]
		}
	}
	return ""
}

// joined reports whether words of a phrase are one in the plain text at a place: "SSLError:" is not "SSL error:".
func (q *Text) joined(text string, at int) bool {
	n := 0 // of the squeezed phrase
	for k := range len(text) {
		if kept[text[k]] != 0 {
			n++
		} else if k > 0 && k+1 < len(text) && alphanumeric(text[k-1]) && alphanumeric(text[k+1]) &&
			at+n < q.size && q.offset(at+n) == q.offset(at+n-1)+1 {
			return true
		}
	}
	return false
}

// inCase reports whether the first letter of a phrase stands in the plain text as in the phrase.
func (q *Text) inCase(text string, at int) bool {
	i := strings.IndexFunc(text, isLetter)
	return i < 0 || q.plain[q.offset(at+i)] == text[i]
}

// leftOut reports whether a mark stands at i with which people take out the name of their host: <host>, ***,
// [redacted].
func (q *Text) leftOut(i int) bool { return i < len(q.b) && strings.IndexByte("<[{$(*", q.b[i]) >= 0 }

// addressLeftOut reports whether what stands at i in angle brackets says that an address was taken out: <IP>.
func (q *Text) addressLeftOut(i int) bool {
	rest := q.restOfLine(i)
	end := bytes.IndexByte(rest, '>')
	return end > 0 && end < 30 && q.leftOut(i) && bytes.Contains(bytes.ToUpper(rest[:end]), []byte("IP"))
}

// containsAny reports whether s holds one of the alternatives, which "|" parts.
func containsAny(s, alternatives string) bool {
	for a := range strings.SplitSeq(alternatives, "|") {
		if strings.Contains(s, squeeze(a)) {
			return true
		}
	}
	return false
}

// cleanHost cuts off a port.
func cleanHost(host string) string {
	if name, port, ok := strings.Cut(host, ":"); ok && !strings.Contains(port, ":") {
		return name
	}
	return host
}

// wordBefore returns the host in front of a phrase: "HOST" or 'HOST', with a blank or without.
func (q *Text) wordBefore(at int) string {
	j := q.offset(at)
	for j > 0 && (q.plain[j-1] <= ' ' || bytes.IndexByte([]byte("\"':*`"), q.plain[j-1]) >= 0) {
		j--
	}
	i := j
	for i > 0 && j-i < 254 &&
		(alphanumeric(q.plain[i-1]) || q.plain[i-1] == '.' || q.plain[i-1] == '-' || q.plain[i-1] == '_') {
		i--
	}
	word := strings.Trim(string(q.plain[i:j]), ".:")
	if strings.Trim(word, "0123456789") == "" && i > 1 && q.plain[i-1] == ':' { // HOST:PORT
		for j = i - 1; i > 0 && (alphanumeric(q.plain[i-1]) || strings.IndexByte(".-_:", q.plain[i-1]) >= 0); i-- {
		}
		if i < j {
			return strings.Trim(string(q.plain[i:j]), ".:")
		}
	}
	return word
}

// endsName reports whether the word in front of at is the last of several in quotes, as in the name of a CA.
func (q *Text) endsName(at int, word string) bool {
	before := strings.TrimRight(string(q.plain[max(0, q.offset(at)-254):q.offset(at)]), " \n")
	name, quoted := strings.CutSuffix(before, word+`"`)
	return quoted && strings.HasSuffix(name, " ")
}
