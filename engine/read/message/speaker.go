//go:build !lean

package message

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"x509strict/engine/code"
)

// reach is how far around a message signs of its program are looked for within its record, in bytes without blanks.
const reach = 6 << 10

// speaker finds who said f: by the signs on its own line, then by those in the same record, nearest and surest first.
func (q *Text) speaker(f *find) *sign {
	if len(q.shown) == 0 || families[f.Client] == toolFamily {
		return nil
	}
	if s := q.led(f); s != nil {
		return s
	}
	lineFrom, lineTo := q.line(f.from)
	from, to := q.record(f.from, reach)
	headFrom, headTo := q.head(f.from)
	start, _ := slices.BinarySearchFunc(q.shown, from, func(s shown, at int) int { return cmp.Compare(s.at, at) })
	tongue := q.tongue(f)
	var best *shown
	var bestScore int
	for i := start; i < len(q.shown) && q.shown[i].at < to && i-start < 600; i++ {
		s := &q.shown[i]
		if !q.maySay(s, f) {
			continue
		}
		distance := max(f.from-s.end, s.at-f.end, 0)
		score := int(s.rank)*5000 + reach - distance
		if s.at >= lineFrom && s.at < lineTo {
			score += 4000
		} else if s.foreign(&tongue) || q.tellsOfAnother(s, f) ||
			s.rank == application && s.at >= headFrom && s.at < headTo {
			continue // what the head of the record names comes below
		}
		if (best == nil || score > bestScore) && !q.inAnotherStory(s, f) {
			best, bestScore = s, score
		}
	}
	first, _ := slices.BinarySearchFunc(q.shown, headFrom, func(s shown, at int) int { return cmp.Compare(s.at, at) })
	for i := first; i < len(q.shown) && q.shown[i].at < headTo; i++ { // counts as if it stood beside, far as it may be
		s := &q.shown[i]
		if s.rank != application || !q.maySay(s, f) || s.foreign(&tongue) || q.tellsOfAnother(s, f) ||
			q.taggedApart(s.at, f.from) {
			continue
		}
		score := int(s.rank)*5000 + reach + 4000 - min(max(f.from-s.end, 0), reach/4)
		if best == nil || score > bestScore {
			best, bestScore = s, score
		}
	}
	if best == nil || best.rank < library { // an application shown elsewhere says more than a language here
		if only := q.soleSpeaker(f, &tongue); only != nil {
			return only
		}
	}
	if best == nil || best.rank == language && f.Client != "" && families[f.Client] == families[best.client] {
		return nil // the message itself tells more than that language
	}
	return best.sign
}

// maySay reports whether the program of a sign prints messages like f, and spoke itself where f stands.
func (q *Text) maySay(s *shown, f *find) bool {
	return s.speaks(f) && !q.handedOver(s, f) && (openings[s.client] == "" || q.opens(s, f)) && !q.finished(s, f)
}

// runtimes are programs that run one's own.
var runtimes = []string{"python", "python3", "node", "java", "php", "ruby", "perl"}

// finished reports whether a sign stands on a line that runs its program and a line behind runs a program of one's own:
// "pip install x" and "python main.py".
func (q *Text) finished(s *shown, f *find) bool {
	from, to := q.line(s.at)
	i, ok := slices.BinarySearchFunc(q.typed, from, func(t shown, at int) int { return cmp.Compare(t.at, at) })
	if !ok || q.typed[i].client != s.client {
		return false
	}
	for n := 0; to <= f.from && n < 20; n++ {
		program, arguments := programAt(commandLine(q.lineAt(to)))
		name := nameOf(program)
		if slices.Contains(runtimes, name) && commands[name] != s.client && bytes.IndexByte(arguments, '.') >= 0 {
			return true
		}
		if from, to = q.line(to); to <= from {
			break
		}
	}
	return false
}

// openings are what stands in front of every error of programs that put no dates there and are more often spoken of
// than heard: one installs what then logs the error.
var openings = map[string]string{"helm": "error:|[error]"}

// opens reports whether a message begins as those of a sign's program do: without a date but where the sign stands
// behind it, and with an opening where the sign is no more than the name.
func (q *Text) opens(s *shown, f *find) bool {
	from, to := q.line(f.from)
	if (s.at < from || s.at >= to) && timeAt(q.plain[q.offset(from):min(q.offset(from)+40, len(q.plain))]) > 0 {
		return false
	}
	record, _ := q.record(f.from, 300)
	return q.b[s.at:s.end] != s.client || containsAny(q.b[record:f.from], openings[s.client])
}

// soleSpeaker returns the program whose signs a short text shows wherever its records begin; nil when it shows several.
func (q *Text) soleSpeaker(f *find, tongue *tongue) (only *sign) {
	if len(q.plain) > maxPaste {
		return nil
	}
	for i := range q.shown {
		s := &q.shown[i]
		if s.rank < library || s.foreign(tongue) || !q.maySay(s, f) || q.tellsOfAnother(s, f) ||
			q.inAnotherStory(s, f) {
			continue
		}
		if only != nil && only.client != s.client {
			return nil
		}
		only = s.sign
	}
	return only
}

// tellsOfAnother reports whether the line of a sign holds a message of another meaning than f: it speaks for that one.
func (q *Text) tellsOfAnother(s *shown, f *find) bool {
	from, to := q.line(s.at)
	i, _ := slices.BinarySearchFunc(q.found, from, func(o find, at int) int { return cmp.Compare(o.from, at) })
	for ; i < len(q.found) && q.found[i].from < to; i++ {
		o := &q.found[i]
		if !o.weak && (o.Slug != f.Slug || o.Meaning != f.Meaning || !f.mayBeSaidBy(o.family)) {
			return true
		}
	}
	return false
}

// mayBeSaidBy reports whether what another family's words say of the same fault may be of the program that printed f:
// one program prints OpenSSL's words and its own.
func (f *find) mayBeSaidBy(other family) bool {
	ofOpenSSL := func(who family) bool { return who == queueFamily || who == anyFamily }
	return other == f.family || other == pythonFamily || ofOpenSSL(other) || ofOpenSSL(f.family)
}

// queueOn reports whether the line of at, or what a break parted from it, holds an entry of OpenSSL's error queue.
func (q *Text) queueOn(at int) bool {
	from, to := q.line(at)
	record, _ := q.record(at, 2*wrapped)
	return containsAny(q.b[max(min(from, record), at-600):min(to, at+600)], "sslroutines:|:lib(0):")
}

// pythonNear reports whether Python is named near a place, or an exception of OpenAI's kits, whose other ones are
// Node.js's, which is not strict.
func (q *Text) pythonNear(at int) bool {
	return containsAny(q.b[max(0, at-nearby):min(len(q.b), at+nearby)], "python|apiconnectionerror|ssl.sslcontext")
}

// libraryOn reports whether the line of at holds a name of one of libssl's functions.
func (q *Text) libraryOn(at int) bool {
	from, to := q.line(at)
	return containsAny(q.b[max(from, at-600):min(to, at+600)], "tls_process_|tls_post_process_|ssl3_get_|ssl3_read_")
}

// thrown reports whether "Error: " or "NamedError: " stands right in front of a text of libcrypto's, as JavaScript
// prints errors.
func (q *Text) thrown(at int) bool {
	const lead, boxed = "Error: ", "[Error]: "
	i := q.queueFrom(q.offset(at)) - len(lead)
	if i >= len(boxed) && string(q.plain[i+len(lead)-len(boxed):i+len(lead)]) == boxed {
		return true
	}
	if i < 0 || string(q.plain[i:i+len(lead)]) != lead {
		return false
	}
	for i > 0 && alphanumeric(q.plain[i-1]) {
		i--
	}
	if i > 1 && q.plain[i-1] == ' ' && q.plain[i-2] == '.' { // another sentence
		return false
	}
	return i == 0 || strings.IndexByte("\n\t \"'`([", q.plain[i-1]) >= 0 && !q.namesItself(i)
}

// namesItself reports whether a word stands in front of a place on its line that names whose error it is, as another
// program than JavaScript's does: "GSKit Error: ", "TLS Error: ".
func (q *Text) namesItself(i int) bool {
	line := q.plain[bytes.LastIndexByte(q.plain[:i], '\n')+1 : i]
	word := bytes.TrimRight(line, " ")
	word = word[bytes.LastIndexAny(word, " \t\"'`([")+1:]
	return len(word) > 1 && len(line) > 0 && line[len(line)-1] == ' ' && isLetter(rune(word[len(word)-1])) &&
		!bytes.Equal(word, bytes.ToLower(word)) && !slices.Contains(throwers, string(word))
}

// throwers are words that JavaScript's own programs write in front of an error that was thrown.
var throwers = []string{"Uncaught", "Unhandled", "Rejection", "Exception"}

// queueFrom returns where in the plain text an entry of OpenSSL's error queue begins that goes on until i: the number
// and the names in front of a reason, "error:0909006C:PEM routines:get_name:"; i where none does.
func (q *Text) queueFrom(i int) int {
	line := q.plain[bytes.LastIndexByte(q.plain[:i], '\n')+1 : i]
	k := bytes.LastIndex(line, []byte("error:"))
	if k < 0 || bytes.Count(line[k:], []byte(":")) < 3 || !bytes.HasSuffix(line, []byte(":")) {
		return i
	}
	return i - len(line) + k
}

// olderOf is what a client is called when a Python before 3.13 runs it.
var olderOf = map[string]string{"python-3.13": "python-3.12", "requests": "requests-old"}

// refine names the older Python that a traceback shows.
func (q *Text) refine(client string, says code.Code, at int) string {
	if client == "botocore" && len(q.plain) <= maxPaste && containsAny(q.b, "awscli.|aws-cli/") {
		return "aws-cli" // whose own lines have times of their own
	}
	if older, known := olderOf[client]; known && !says.StrictOnly() && q.tracesOldPython(at) {
		return older
	}
	return client
}

// tracesOldPython reports whether a path of a Python before 3.13 stands around a place.
func (q *Text) tracesOldPython(at int) bool {
	from, to := q.record(at, 16<<10)
	text := q.b[from:to]
	for i := 0; ; {
		k := strings.Index(text[i:], "python")
		if k < 0 {
			return false
		}
		if i += k + len("python"); olderPython(text[i:]) {
			return true
		}
	}
}

// firstStrict is the minor release of Python 3 that began to verify strictly.
const firstStrict = 13

// olderPython reports whether a text begins with the number of a Python that did not: "2.7/", "3.8", "/3.11.4", or
// "37" and "37-32" as Windows' folders are called. A year behind the word is no number of one.
func olderPython(text string) bool {
	text = strings.TrimPrefix(text, "/")
	if text == "" || text[0] != '2' && text[0] != '3' {
		return false
	}
	minor, dotted := strings.CutPrefix(text[1:], ".")
	digits := minor[:len(minor)-len(strings.TrimLeft(minor, "0123456789"))]
	if !dotted && !inFolder(minor[len(digits):]) {
		return false
	}
	n, err := strconv.Atoi(digits)
	return err == nil && (text[0] == '2' || n < firstStrict)
}

// inFolder reports whether a text goes on as the path of a folder of Python's does on Windows, without its strokes.
func inFolder(text string) bool {
	text = strings.TrimPrefix(text, "-32")
	begins := func(s string) bool { return strings.HasPrefix(text, s) }
	return slices.ContainsFunc([]string{"lib", "scripts", "python", "/"}, begins)
}
