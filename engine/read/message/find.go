package message

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
	"strings"

	"x509strict/engine/code"
)

// find is a message with where it stands.
type find struct {
	Message
	family    family
	from, end int // in the squeezed text
	weak      bool
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
		for i := range kept {
			if repeats(kept, i) {
				continue
			}
			if !yield(kept[i].Message) {
				return
			}
		}
	}
}

// nearby is how far from another message one counts as part of the same story, in bytes without blanks.
const nearby = 500

// repeats reports whether the message at i gives no reason, and one next to it, of the same program and the other
// line of its log, does.
func repeats(list []find, i int) bool {
	f := &list[i]
	if !f.weak || f.Meaning != Unnamed || f.Client == "" {
		return false
	}
	for step := -1; step <= 1; step += 2 {
		for k := i + step; k >= 0 && k < len(list); k += step {
			o := &list[k]
			if max(o.from-f.end, f.from-o.end) > nearby {
				break
			}
			if !o.weak && o.Client == f.Client && !o.aside() {
				return true
			}
		}
	}
	return false
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
	slices.SortStableFunc(q.shown, func(a, b shown) int { return cmp.Compare(a.at, b.at) })
	slices.SortStableFunc(q.found, func(a, b find) int {
		return cmp.Or(cmp.Compare(a.from, b.from), compareBool(a.weak, b.weak), cmp.Compare(b.end, a.end))
	})
}

// take makes of a word that was found what it is for.
func (q *Text) take(u use, word string, at, end int) {
	switch {
	case u.sign != nil:
		if !q.spelledOtherwise(u.sign, at) && (!bareName(word) || q.standsAlone(at, end)) {
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
	case u.queued:
		q.queued(at, end)
	}
}

// aside reports whether a find is not about a certificate.
func (f *find) aside() bool { return f.Meaning != "" && !f.Meaning.AboutCertificate() }

func (q *Text) sameLine(a, b int) bool {
	from, to := q.line(a)
	return b >= from && b < to
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
			if o.weak && (f.Meaning != Unnamed || o.Slug == "") {
				continue
			}
			if o.from < f.end && o.end > f.from {
				if o.family == anyFamily {
					o.within = f.Client
				}
				return true
			}
			if o.aside() && !f.aside() && !q.sameLine(o.from, f.from) && max(o.from-f.end, f.from-o.end) > wrapped {
				continue
			}
			if o.family == f.family || o.family == anyFamily || f.family == anyFamily || wraps(f.family, o.family) {
				return true
			}
		}
	}
	return false
}

// finish adds to a message who said it, which side complained, and where.
func (q *Text) finish(f *find) {
	role := unknownRole
	s := q.speaker(f)
	if s != nil {
		role, f.Client = s.role, s.client
	}
	if f.within != "" && (s == nil || s.rank < library) {
		f.Client, role = f.within, unknownRole
	}
	if f.Client == "" && (f.family == queueFamily || f.family == anyFamily && q.queueOn(f.from)) {
		f.Client = "openssl"
	}
	if f.Client == "" && q.thrown(f.from) {
		f.Client = "nodejs"
	}
	f.Client = q.refine(f.Client, f.Code, f.from)
	if role == unknownRole {
		role = roleOf(f.Client)
	}
	if r := q.roleShown(f.from); r != unknownRole {
		role = r
	} else if f.Client == "openvpn" && q.namesPeer(f.from) {
		role = serverRole
	}
	if role == unknownRole && f.Client == "openssl-verify" {
		role = q.toolRole(f.from)
	}
	q.takeSide(f, role)
	if f.named {
		if h, p := q.address(f.from, f.end); h != "" {
			f.Host, f.Port = h, p
		}
	} else if f.Host == "" && f.Side != ServerSide || f.Host == "" && role == clientRole {
		f.Host, f.Port = q.address(f.from, f.end)
	} else if h, p := q.address(f.from, f.end); h == f.Host {
		f.Port = p
	} else if f.Host != "" {
		from, to := q.line(f.from)
		f.Port = portOf(q.plain[q.offset(from):q.offset(to-1)+1], f.Host)
	}
	f.At = q.offset(f.from)
}

// toolRole tells s_client and s_server of the openssl command apart.
func (q *Text) toolRole(at int) role {
	switch {
	case q.inRecord(at, "openssls_client"), q.inRecord(at, "connected(0000"):
		return clientRole
	case q.inRecord(at, "openssls_server"):
		return serverRole
	}
	return unknownRole
}

// queueOn reports whether the line of at holds an entry of OpenSSL's error queue.
func (q *Text) queueOn(at int) bool {
	from, to := q.line(at)
	return strings.Contains(q.b[max(from, at-600):min(to, at+600)], "sslroutines:")
}

// thrown reports whether "Error: " or "NamedError: " stands right in front of a text of libcrypto's, as JavaScript
// prints errors.
func (q *Text) thrown(at int) bool {
	const lead = "Error: "
	i := q.offset(at) - len(lead)
	if i < 0 || string(q.plain[i:i+len(lead)]) != lead {
		return false
	}
	for i > 0 && alphanumeric(q.plain[i-1]) {
		i--
	}
	return i == 0 || strings.IndexByte("\n\t \"'`([", q.plain[i-1]) >= 0
}

// takeSide says which side complained: the one that speaks, or for an alert received its peer.
func (q *Text) takeSide(f *find, role role) {
	if f.Side != "" || f.either {
		return
	}
	if f.Alert != 0 && role == clientRole && f.Client == "java" && q.inRecord(f.from, "io.netty.") {
		return // its pipeline throws the same on either side
	}
	if f.Meaning != "" && !f.Meaning.AboutCertificate() && f.Alert == 0 || f.Meaning == VerificationNo {
		return
	}
	f.Side = role.side()
	if f.Alert != 0 {
		f.Side = f.Side.Other()
	} else if f.Side == "" && f.Client != "openssl" && f.Client != "" {
		f.Side = ClientSide // most of what verifies is a client
	}
}

// verdict takes a text of libcrypto's.
func (q *Text) verdict(v *verdict, at, end int) {
	before, after := q.around(at, end, 80)
	c := v.row.code
	if c == code.ApplicationVerification { // the caller's own check said no, and why only the caller knows
		q.add(find{Message: Message{Meaning: Unnamed, Text: v.text}, from: at, end: end, weak: true})
		return
	}
	if generic[c] && !introduces(before) && !strings.HasPrefix(after, "(_ssl.c") {
		return
	}
	q.add(find{Message: Message{Code: c, Slug: c.Slug(), Text: v.text}, from: at, end: end})
}

// minCut is how much of one of libcrypto's texts must be left where a message was cut off.
const minCut = 8

// endsEarly finds what a message began to say before it was cut off: a phrase at the end of the text, and a text of
// libcrypto's there or where an ellipsis stands.
func (q *Text) endsEarly() {
	q.phraseCut()
	const lead = "certificateverifyfailed:"
	for at := 0; ; {
		i := strings.Index(q.b[at:], lead)
		if i < 0 {
			return
		}
		from := at + i + len(lead)
		at = from
		rest := q.b[from:min(from+80, len(q.b))]
		if k := strings.Index(rest, "..."); k >= 0 {
			rest = rest[:k]
		} else if k := strings.Index(rest, "…"); k >= 0 {
			rest = rest[:k]
		} else if from+80 < len(q.b) {
			continue
		}
		rest = strings.TrimRight(rest, "'\"`)]}")
		if c, text := cutText(rest); text != "" {
			q.add(find{Message: Message{Code: c, Slug: c.Slug(), Text: text}, from: from, end: from + len(rest)})
		}
	}
}

// phraseCut takes the phrase of which the text ends with all but the last letters.
func (q *Text) phraseCut() {
	var best *phrase
	kept := 0
	v := theVocabulary()
	for i, word := range v.known {
		p := v.uses[i][0].phrase
		if p == nil || p.weak || p.then != "" || p.after != "" || p.host != noHost {
			continue
		}
		for n := len(word) - 1; n > kept && n >= minCut && 4*n >= 3*len(word); n-- {
			if strings.HasSuffix(q.b, word[:n]) {
				best, kept = p, n
			}
		}
	}
	if best != nil {
		q.phrase(best, len(q.b)-kept, len(q.b))
	}
}

// cutText returns the one text of libcrypto's that begins with what is left of it.
func cutText(rest string) (only code.Code, text string) {
	if len(rest) < minCut {
		return 0, ""
	}
	for _, v := range theVocabulary().verdicts {
		if len(v.squeezed) > len(rest) && strings.HasPrefix(v.squeezed, rest) {
			if text != "" && only != v.row.code {
				return 0, ""
			}
			only, text = v.row.code, v.text
		}
	}
	return only, text
}

// constant takes a constant of libcrypto's, or one of Node.js' codes.
func (q *Text) constant(v *verdict, at, end int) {
	before, after := q.around(at, end, 16)
	c := v.row.code
	if (generic[c] || len(v.row.constant) < 15) && !strings.HasSuffix(before, "x509_v_err_") &&
		!endsWithAny(before, "code:'", "code:\"", "\"code\":\"", "code=", "npmerr!code", "npmerrorcode", "code") {
		return
	}
	if strings.HasPrefix(after, "_") || len(after) > 0 && after[0] >= '0' && after[0] <= '9' {
		return
	}
	bare := at == 0 || q.startsLine(at)
	if !bare &&
		!endsWithAny(
			before,
			"x509_v_err_",
			"'",
			"\"",
			"code",
			"code:",
			"code=",
			"(",
			":",
			"reason:",
			"`",
			"=",
			"[",
			",",
		) {
		return
	}
	f := find{
		Message: Message{Code: c, Slug: c.Slug(), Text: strings.ToUpper(v.row.constant)},
		from:    at,
		end:     end,
		weak:    generic[c] && endsWithAny(before, "x509_v_err_"),
	}
	if !strings.HasSuffix(before, "x509_v_err_") { // Node.js leaves the prefix out
		f.Client, f.family = "nodejs", nodeFamily
	}
	q.add(f)
}

// inRecord reports whether squeezed words stand in the record around at.
func (q *Text) inRecord(at int, words string) bool {
	from, to := q.record(at, 4<<10)
	return strings.Contains(q.b[from:to], words)
}

func (q *Text) startsLine(at int) bool {
	from, _ := q.line(at)
	return from == at
}

// number takes OpenSSL's number of an error where a tool prints one.
func (q *Text) number(at, end int) {
	number, digits := 0, end
	if q.b[at:end] == "verifyerror:depth=" { // OpenVPN writes "error=TEXT" behind it
		return
	}
	for digits < len(q.b) && q.b[digits] >= '0' && q.b[digits] <= '9' && number < 1000 {
		number = number*10 + int(q.b[digits]-'0')
		digits++
	}
	_, after := q.around(at, digits, 24)
	if number == 0 ||
		q.b[at:end] == "error" &&
			!(strings.HasPrefix(after, "at") && strings.Contains(after, "depthlookup")) {
		return
	}
	c := code.Code(number)
	texts := verdictTexts(c)
	if len(texts) == 0 {
		return
	}
	q.add(find{
		Message: Message{Code: c, Slug: c.Slug(), Text: texts[0], Client: "openssl-verify"},
		family:  toolFamily,
		from:    at,
		end:     digits,
		weak:    true,
	})
}

// alert takes a TLS alert by name or number.
func (q *Text) alert(at, end int) {
	a, to := q.alertAt(end)
	lead := q.b[at:end]
	if a == nil && lead == "alert" { // NSS puts the name first: SSL_ERROR_UNKNOWN_CA_ALERT
		return
	}
	if a == nil {
		return
	}
	f := find{Message: Message{Meaning: a.meaning(), Alert: a.number}, from: at, end: to}
	before, after := q.around(at, to, 140)
	switch {
	case strings.HasPrefix(lead, "remoteerror"):
		f.Client, f.family = "go", goFamily
	case strings.HasSuffix(before, "{tls_") && strings.Contains(after, "clientalert"):
		f.Side, f.weak = ClientSide, strings.Contains(after, "generatedclientalert")
	case strings.HasSuffix(before, "{tls_") && strings.Contains(after, "serveralert"):
		f.Side, f.weak = ServerSide, strings.Contains(after, "generatedserveralert")
	case strings.HasSuffix(before, "{tls_") && !strings.Contains(after, "instate"):
		f.either = true
	case strings.HasSuffix(before, "server") || strings.HasSuffix(before, "server_"):
		f.Side, f.weak = ServerSide, strings.HasSuffix(before, "generatedserver")
	case strings.HasSuffix(before, "client") || strings.HasSuffix(before, "client_"):
		f.Side, f.weak = ClientSide, strings.HasSuffix(before, "generatedclient")
	case strings.HasSuffix(before, "(out),tls") || strings.Contains(before, "sending") || strings.Contains(before, "sent"):
		f.Side = ClientSide // curl -v: its own
		f.weak = true
	case strings.HasSuffix(before, "(in),tls"):
		f.Side = ServerSide
	}
	if strings.HasPrefix(q.b[end:to], "write") {
		f.Alert, f.Side = a.number, "" // an OpenSSL server's or client's own
		f.Side = q.roleShown(at).side()
	}
	f.Text = q.between(at, to)
	switch {
	case f.Client != "":
	case strings.Contains(before, "openssl_internal:"):
		f.Client, f.family = "boringssl", boringFamily
	case strings.Contains(before, "sslroutines:"):
		f.family = queueFamily
	case strings.HasSuffix(before, "receivedfatal") && strings.Contains(f.Text, "_"):
		f.Client, f.family = "java", javaFamily
	case strings.HasSuffix(before, "receivedfatal") && !strings.Contains(strings.TrimSpace(f.Text[strings.LastIndexByte(f.Text, ':')+1:]), " "),
		strings.HasPrefix(q.b[end:to], "received("):
		f.Client, f.family = "rustls", rustFamily
	case strings.HasPrefix(q.b[end:to], "["):
		f.Client, f.family = "gnutls", gnutlsFamily
	case strings.HasPrefix(q.b[end:to], "codeis") && strings.Contains(before, "fatal"):
		f.Client, f.family = "schannel", schannelFamily
	}
	q.add(f)
}

// between returns the plain text of a range of q on one line.
func (q *Text) between(at, end int) string {
	s := string(q.plain[q.offset(at) : q.offset(end-1)+1])
	return strings.ToValidUTF8(strings.Join(strings.Fields(s), " "), "")
}

// queued takes an entry of OpenSSL's error queue by its number: "error:0A000418:SSL routines::", with or without text.
func (q *Text) queued(at, end int) {
	n, i := uint32(0), end
	for i < len(q.b) && i-end < 8 && hexDigit(q.b[i]) >= 0 {
		n = n<<4 | uint32(hexDigit(q.b[i]))
		i++
	}
	if i-end != 8 || i < len(q.b) && q.b[i] != ':' && alphanumeric(q.b[i]) {
		return
	}
	library := "openssl"
	var reason uint32
	switch {
	case n>>24 == 0x10: // BoringSSL: ERR_LIB_SSL 16, in the top byte
		reason, library = n&0xfff, "boringssl"
	case n>>24 == 0x14: // OpenSSL 1.x: ERR_LIB_SSL 20, then a function
		reason = n & 0xfff
	case n>>23 == 20: // OpenSSL 3.x
		reason = n & 0x7fffff
	default:
		return
	}
	f := find{Message: Message{Text: q.between(at, i)}, from: at, end: i, family: queueFamily, weak: true}
	switch {
	case reason >= 1000 && reason < 1256:
		a := alertByNumber(int(reason - 1000))
		if a == nil {
			return
		}
		f.Alert, f.Meaning = a.number, a.meaning()
	case library == "boringssl" && reason == 125, library == "openssl" && reason == 134:
		f.Meaning = Unnamed
	case library == "openssl" && reason == 267:
		f.Meaning = NotTLS
	default:
		return
	}
	if library == "boringssl" {
		f.Client, f.family = "boringssl", boringFamily
	}
	q.add(f)
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}

// introduces reports whether before ends as what programs say in front of a verification error.
func introduces(before string) bool {
	if endsWithAny(
		before,
		"verifyfailed:",
		"verifyfailed(",
		"problem:",
		"verifyerror:",
		"lookup:",
		"reason:",
		"error:",
		"verification:",
		"failed:",
		"msg:",
		"message:",
		"verificationerror:",
		"error=",
		"certificateverify:",
		"result:",
		"issue:",
		"certificateerror:",
		"sslcertificate:",
		"failed(",
		"because:",
	) {
		return true
	}
	trimmed := strings.TrimRight(before, "0123456789:()")
	return trimmed != before &&
		endsWithAny(
			trimmed,
			"num=",
			"erroratdepth",
			"verifyreturncode",
			"verifyerror",
			"verifyresult",
			"error",
			"error=",
			"sslcertificatecheckresult",
		)
}

func endsWithAny(s string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// phrase takes a phrase of another library.
func (q *Text) phrase(p *phrase, at, end int) {
	f := find{
		Message: Message{
			Slug:    p.rule.Slug(),
			Meaning: p.means,
			Client:  p.client,
			Side:    p.side,
			Text:    p.text,
			Alert:   p.alert,
		},
		family: familyOf(p.client),
		from:   at,
		end:    end,
		weak:   p.weak,
		either: p.either,
	}
	if f.Alert != 0 && f.Meaning == "" {
		f.Meaning = alertByNumber(f.Alert).meaning()
	}
	if p.named {
		f.Code = p.rule
	}
	before, after := q.around(at, f.end, 300)
	if p.named && strings.HasSuffix(before, "x509_v_err_") { // OpenSSL's own constant
		return
	}
	if p.then != "" && !containsAny(after, p.then) || p.after != "" && !containsAny(before, p.after) {
		return
	}
	if p.unless != "" && (containsAny(after, p.unless) || containsAny(before, p.unless)) {
		return
	}
	if p.whole && (!q.wholeWord(at, f.end) || q.apart(at, f.end)) || p.exact && q.plain[q.offset(at)] != p.text[0] {
		return
	}
	switch p.host {
	case hostFollows:
		f.Host = q.word(f.end)
	case hostBefore:
		f.Host, f.named = q.wordBefore(at), true
	case hostAfterNot:
		k := strings.LastIndex(after[:min(len(after), len(squeeze(q.rest(at))))], ",not")
		if k < 0 { // wrapped
			k = strings.Index(after, ",not")
		}
		if k < 0 {
			return
		}
		f.Host = q.word(f.end + k + len(",not"))
	}
	if p.host == hostFollows || p.host == hostAfterNot {
		if f.Host == "" {
			return
		}
		f.end += len(squeeze(f.Host))
		f.Text = strings.TrimSpace(p.text) + " " + f.Host
		if strings.HasSuffix(p.text, "'") || strings.HasSuffix(p.text, "\"") {
			f.Text = p.text + f.Host + p.text[len(p.text)-1:]
		}
		f.Host = cleanHost(f.Host)
	}
	if p.line {
		f.Text = q.rest(at)
		f.end = max(f.end, at+len(squeeze(f.Text)))
	}
	q.add(f)
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

// wholeWord reports whether the range is not part of a longer word of the plain text.
func (q *Text) wholeWord(at, end int) bool {
	i, j := q.offset(at), q.offset(end-1)+1
	return (i == 0 || !alphanumeric(q.plain[i-1]) && q.plain[i-1] != '_') &&
		(j >= len(q.plain) || !alphanumeric(q.plain[j]) && q.plain[j] != '_')
}

// apart reports whether a blank stands in the range of the plain text.
func (q *Text) apart(at, end int) bool {
	return bytes.IndexByte(q.plain[q.offset(at):q.offset(end-1)], ' ') >= 0
}

// wordBefore returns the host in front of a phrase: "HOST" or 'HOST', with a blank or without.
func (q *Text) wordBefore(at int) string {
	j := q.offset(at)
	for j > 0 && (q.plain[j-1] <= ' ' || q.plain[j-1] == '"' || q.plain[j-1] == '\'' || q.plain[j-1] == ':') {
		j--
	}
	i := j
	for i > 0 && j-i < 254 && (alphanumeric(q.plain[i-1]) || q.plain[i-1] == '.' || q.plain[i-1] == '-' || q.plain[i-1] == '_') {
		i--
	}
	return strings.Trim(string(q.plain[i:j]), ".:")
}

// bareName reports whether a sign is one word, which hosts and paths may hold too.
func bareName(word string) bool {
	for i := range len(word) {
		if !alphanumeric(word[i]) {
			return false
		}
	}
	return true
}

// standsAlone reports whether the range is a word of its own, and no part of a host name or a path.
func (q *Text) standsAlone(at, end int) bool {
	i, j := q.offset(at), q.offset(end-1)+1
	return q.wholeWord(at, end) && (i == 0 || strings.IndexByte("./-@", q.plain[i-1]) < 0) &&
		(j+1 >= len(q.plain) || strings.IndexByte(".-/", q.plain[j]) < 0 || q.plain[j] == '.' && !alphanumeric(q.plain[j+1]))
}

// spelledOtherwise reports whether a sign of Go's "x509:" stands in capitals: that is OpenSSL's name of a library.
func (q *Text) spelledOtherwise(s *sign, at int) bool {
	return s.client == "go" && q.b[at] == 'x' && q.plain[q.offset(at)] == 'X'
}
