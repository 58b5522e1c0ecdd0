package message

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
	"strings"

	"x509strict/engine/code"
)

// maxText is how much text is searched for error messages; a log of that size repeats itself.
const maxText = 1 << 20

// Span is a part of a text, [Start, End) in bytes.
type Span struct{ Start, End int }

// Text is text without blanks, in lower case: so a message is found however its lines are wrapped, even in the middle
// of a word.
type Text struct {
	b     []byte
	from  []int32 // offset in the plain text of each byte of b
	plain []byte

	sign        string // the client that the text as a whole shows, once signRead
	signRead    bool
	library     string // the Python library that it shows, once libraryRead
	old         bool   // and whether the Python is older than 3.13
	libraryRead bool
}

// New prepares the parts of a text for searching. It aliases the text.
func New(text []byte, parts []Span) *Text {
	size := 0
	for _, part := range parts {
		size = min(size+part.End-part.Start, maxText)
	}
	q := &Text{plain: text, b: make([]byte, 0, size), from: make([]int32, 0, size)}
	for _, part := range parts {
		for i := part.Start; i < part.End && len(q.b) < maxText; i++ {
			c := text[i]
			switch {
			case c <= ' ' || c == '|' || c == '>' || c == '\\' || c == '^' || c == '~':
				continue
			case c >= 'A' && c <= 'Z':
				c += 'a' - 'A'
			}
			q.b = append(q.b, c)
			q.from = append(q.from, int32(i))
		}
	}
	return q
}

// Has reports whether the text holds words, whatever their case and the blanks between them.
func (q *Text) Has(words string) bool { return bytes.Contains(q.b, []byte(squeeze(words))) }

// all calls f with the offset of every place where pattern (squeezed) occurs.
func (q *Text) all(pattern string, f func(at int)) {
	for pos, n := 0, 0; n < 1000; n++ {
		i := bytes.Index(q.b[pos:], []byte(pattern))
		if i < 0 {
			return
		}
		f(pos + i)
		pos += i + len(pattern)
	}
}

// around returns what stands before and after the range.
func (q *Text) around(at, end, n int) (before, after string) {
	return string(q.b[max(0, at-n):at]), string(q.b[end:min(len(q.b), end+n)])
}

// word returns the word of the plain text that begins at offset at of q, up to n characters long: a host name or an
// address.
func (q *Text) word(at int) string {
	if at >= len(q.from) {
		return ""
	}
	i := int(q.from[at])
	j := i
	for j < len(q.plain) && j-i < 256 && (alphanumeric(q.plain[j]) || bytes.IndexByte([]byte(".-_*:"), q.plain[j]) >= 0) {
		j++
	}
	return strings.Trim(string(q.plain[i:j]), ".:")
}

// rest returns the plain text from offset at of q to the end of its line.
func (q *Text) rest(at int) string {
	i := int(q.from[at])
	j := i
	for j < len(q.plain) && q.plain[j] != '\n' && q.plain[j] != '"' && j-i < 300 {
		j++
	}
	return strings.TrimSpace(string(q.plain[i:j]))
}

func alphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// squeeze makes a pattern of a phrase.
func squeeze(s string) string {
	return strings.ToLower(strings.Map(func(c rune) rune {
		if c == ' ' {
			return -1
		}
		return c
	}, s))
}

// find is a message with where it stands.
type find struct {
	Message
	from, end int // in the squeezed text
	weak      bool
}

// All goes through the messages in the order of the text. Of two that cover the same words the longer counts; those
// that only say that something is wrong count when nothing else was found.
func (q *Text) All() iter.Seq[Message] {
	return func(yield func(Message) bool) {
		if len(q.b) < 12 {
			return
		}
		finds := q.finds()
		strong := slices.ContainsFunc(finds, func(f find) bool { return !f.weak })
		end := 0
		for _, f := range finds {
			if f.weak && strong || f.from < end {
				continue
			}
			end = f.end
			if f.Client == "" {
				f.Client = q.client(f.from, f.end)
			}
			f.Client = q.refine(f.Client, f.Code)
			f.At = int(q.from[f.from])
			if !yield(f.Message) {
				return
			}
		}
	}
}

// finds lists everything that looks like a message, in order, the longer first.
func (q *Text) finds() (finds []find) {
	add := func(f find) { finds = append(finds, f) }
	q.openSSL(add)
	for _, p := range phrases {
		q.phrase(p, add)
	}
	slices.SortStableFunc(finds, func(a, b find) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.end, a.end))
	})
	return finds
}

// openSSL finds the texts, constants and numbers of libcrypto's verification errors.
func (q *Text) openSSL(add func(find)) {
	for _, c := range code.All() {
		texts := verdictTexts(c)
		for _, text := range texts {
			pattern := squeeze(text)
			q.all(pattern, func(at int) {
				before, after := q.around(at, at+len(pattern), 80)
				if generic[c] && !introduces(before) && !strings.HasPrefix(after, "(_ssl.c") {
					return
				}
				add(find{Message: Message{Code: c, Slug: c.Slug(), Text: text}, from: at, end: at + len(pattern)})
			})
		}
		if len(texts) == 0 {
			continue
		}
		constant := strings.ReplaceAll(c.Slug(), "-", "_")
		q.all(constant, func(at int) {
			before, after := q.around(at, at+len(constant), 12)
			if (generic[c] || len(constant) < 15) && !strings.HasSuffix(before, "x509_v_err_") {
				return
			}
			if strings.HasPrefix(after, "_") ||
				!endsWithAny(before, "x509_v_err_", "'", "\"", "code", "code:", "code=", "(", ":", "reason:") {
				return
			}
			add(find{
				Message: Message{Code: c, Slug: c.Slug(), Text: strings.ToUpper(constant)},
				from:    at,
				end:     at + len(constant),
				weak:    generic[c],
			})
		})
	}
	for _, lead := range []string{"verifyerror:num=", "verifyreturncode:", "error"} {
		q.all(lead, func(at int) {
			number, end := 0, at+len(lead)
			for end < len(q.b) && q.b[end] >= '0' && q.b[end] <= '9' && number < 1000 {
				number = number*10 + int(q.b[end]-'0')
				end++
			}
			_, after := q.around(at, end, 24)
			if number == 0 ||
				lead == "error" && !(strings.HasPrefix(after, "at") && strings.Contains(after, "depthlookup")) {
				return
			}
			if texts := verdictTexts(code.Code(number)); len(texts) > 0 {
				c := code.Code(number)
				add(find{
					Message: Message{Code: c, Slug: c.Slug(), Text: texts[0], Client: "openssl-verify"},
					from:    at,
					end:     end,
					weak:    true,
				})
			}
		})
	}
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
	) {
		return true
	}
	trimmed := strings.TrimRight(before, "0123456789:(")
	return trimmed != before && endsWithAny(trimmed, "num=", "verifyreturncode", "verifyerror", "verifyresult", "error")
}

func endsWithAny(s string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// phrase finds one phrase of another library.
func (q *Text) phrase(p phrase, add func(find)) {
	pattern := squeeze(p.text)
	q.all(pattern, func(at int) {
		f := find{
			Message: Message{Slug: p.rule.Slug(), Client: p.client, Text: p.text},
			from:    at,
			end:     at + len(pattern),
			weak:    p.weak,
		}
		if p.named {
			f.Code = p.rule
		}
		_, after := q.around(at, f.end, 300)
		if p.then != "" && !strings.Contains(after, squeeze(p.then)) {
			return
		}
		switch p.host {
		case hostFollows:
			f.Host = q.word(f.end)
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
		if p.host != noHost {
			if f.Host == "" {
				return
			}
			f.end += len(f.Host)
			f.Text = strings.TrimSpace(p.text) + " " + f.Host
			if strings.HasSuffix(p.text, "'") {
				f.Text = p.text + f.Host + "'"
			}
		}
		if p.line {
			f.Text = q.rest(at)
			f.end = at + len(squeeze(f.Text))
		}
		add(f)
	})
}

// client tells from the words around a message, then from the whole text, who said it.
func (q *Text) client(at, end int) string {
	if c := signed(q.b[max(0, at-200):min(len(q.b), end+200)]); c != "" {
		return c
	}
	if !q.signRead {
		q.sign, q.signRead = signed(q.b[:min(len(q.b), 64<<10)]), true
	}
	return q.sign
}

// signed returns the client whose signs text shows.
func signed(text []byte) string {
	for _, s := range signs {
		for _, word := range s.words {
			if bytes.Contains(text, []byte(word)) {
				return s.client
			}
		}
	}
	return ""
}

// signs are words by which programs are told, squeezed; the surer come first.
var signs = []struct {
	client string
	words  []string
}{
	{"openssl-verify", []string{"depthlookup:", "verifyerror:num=", "verifyreturncode:"}},
	{"curl", []string{"curl:(", "curlerror"}},
	{
		"python-3.13",
		[]string{
			"_ssl.c:",
			"[ssl:certificate_verify_failed]",
			"sslcertverificationerror",
			"traceback(mostrecentcalllast)",
			".py\",line",
			"ssl.sslerror",
		},
	},
	{"nodejs", []string{"tlssocket", "node:", "nodejs", "npmerr", "code:'", "_tls_wrap", "fetchfailed"}},
	{"java", []string{"sun.security", "javax.net.ssl", "java.security", "java.lang"}},
	{"go", []string{"x509:", "tls:failedtoverify"}},
}

// refine names the Python library, and the older Python, that a traceback shows.
func (q *Text) refine(client string, says code.Code) string {
	if client != "python-3.13" {
		return client
	}
	if !q.libraryRead {
		q.readLibrary()
	}
	switch old := q.old && !says.StrictOnly(); {
	case old && q.library == "requests":
		return "requests-old"
	case old:
		return "python-3.12"
	case q.library != "":
		return q.library
	}
	return client
}

// readLibrary looks for the names of libraries and the paths of Python versions.
func (q *Text) readLibrary() {
	q.libraryRead = true
	text := q.b[:min(len(q.b), 256<<10)]
	has := func(words ...string) bool {
		for _, w := range words {
			if bytes.Contains(text, []byte(w)) {
				return true
			}
		}
		return false
	}
	q.old = has(
		"python3.10",
		"python3.11",
		"python3.12",
		"python/3.10",
		"python/3.11",
		"python/3.12",
		"python310",
		"python311",
		"python312",
	)
	switch {
	case has("elastic_transport", "elasticsearch/", "elasticsearch."):
		q.library = "elasticsearch-py"
	case has("aiohttp"):
		q.library = "aiohttp"
	case has("httpx", "httpcore"):
		q.library = "httpx"
	case has("requests/", "requests.exceptions"):
		q.library = "requests"
	}
}
