//go:build !lean

package message

import (
	"bytes"
	"slices"
)

// carried leaves out of the parts of a text what a carrier of logs (Docker, Kubernetes, journald, Android, a CI) wrote
// in front of lines that go on with what the line before began in the same second: the time and the tag. continued are
// the offsets of those lines, in order.
func carried(text []byte, parts []Span) (kept []Span, continued []int) {
	for p, part := range parts {
		var last []byte
		number, from := 0, part.Start
		for at := part.Start; at < part.End; {
			line := text[at:part.End]
			if i := bytes.IndexByte(line, '\n'); i >= 0 {
				line = line[:i+1]
			}
			same, size := carrierHead(line)
			goesOn := same != nil && bytes.Equal(same, last)
			if same == nil {
				if time, head := loggerHead(line); bytes.Equal(line[:head], last) {
					same, size, goesOn = last, head, head > 0
				} else if (head == time || len(last) == time) && time > 0 && bytes.HasPrefix(last, line[:time]) {
					same, size, goesOn = last, time, true // one of both has no level, or only words like one
				} else if head > 0 {
					same, size = line[:head], head
				}
			}
			if n, width := lineNumber(line); same == nil && width > 0 {
				goesOn, size = n == number+1 && number > 0, width
				number = n
			}
			if goesOn && !opensRecord(line[size:]) {
				if kept == nil {
					kept = append(make([]Span, 0, len(parts)+16), parts[:p]...)
				}
				kept = append(kept, Span{from, at})
				from = at + size
				continued = append(continued, at)
			}
			last = same
			at += len(line)
		}
		if kept != nil {
			kept = append(kept, Span{from, part.End})
		}
	}
	if len(continued) == 0 {
		return parts, nil
	}
	return kept, continued
}

// lineNumber reads the number that an editor or a paste service put in front of a line, and how wide it is.
func lineNumber(line []byte) (n, width int) {
	i := 0
	for i < len(line) && line[i] == ' ' {
		i++
	}
	from := i
	for i < len(line) && i-from < 6 && line[i] >= '0' && line[i] <= '9' {
		n = n*10 + int(line[i]-'0')
		i++
	}
	if i == from || i == len(line) || bytes.IndexByte([]byte(" \t:|.\n"), line[i]) < 0 {
		return 0, 0
	}
	if line[i] == '\n' {
		return n, i
	}
	return n, i + 1
}

// levels are how loggers call the severity of a record.
var levels = []string{
	"trace", "debug", "info", "notice", "warn", "warning", "error", "err", "fatal", "critical", "crit", "severe",
}

// loggerHead reads what a program that logs line by line wrote in front of one: the time with the program's tag, and
// where a level follows the logger's name and the level; 0 where it did not. Lines that share it tell one story, also
// where the time is no finer than a second: a cause, and on the next line what came of it.
func loggerHead(line []byte) (time, head int) {
	i := levelAt(line, 0) // some write the level first
	first := i > 0
	for i < len(line) && line[i] == '[' {
		i++
	}
	size := timeAt(line[i:])
	if size == 0 {
		return 0, 0
	}
	i += size
	for i < len(line) && bytes.IndexByte([]byte("Z]:"), line[i]) >= 0 {
		i++
	}
	time = pastBlank(line, i)
	if tag, ok := tagAt(line[time:]); ok && !first {
		return time + tag, time + tag
	}
	for words := 0; !first && words < 3; words++ {
		size := levelAt(line, i)
		level := line[i : i+size]
		// behind other words small letters are of the message: "OpenSSL Error: ..."
		if size > 0 && (words == 0 || bytes.IndexByte(level, '[') >= 0 || bytes.Equal(level, bytes.ToUpper(level))) {
			first, i = true, i+size
			break
		}
		next := bytes.IndexByte(line[min(i+1, len(line)):min(i+40, len(line))], ' ')
		if next < 0 {
			break
		}
		i += next + 1
	}
	if !first {
		return time, time
	}
	if bytes.HasPrefix(line[i:], []byte(" -")) {
		i += len(" -")
	}
	return time, pastBlank(line, i)
}

func pastBlank(line []byte, i int) int {
	if i < len(line) && line[i] == ' ' {
		i++
	}
	return i
}

// timeAt returns how much of a line is the time of a record: a date with a time, a time, or seconds since 1970, which
// Mosquitto writes.
func timeAt(line []byte) (size int) {
	if shaped(line, "0000000000: ") {
		return len("0000000000")
	}
	for _, date := range []string{"0000-00-00 ", "0000/00/00 ", "0000-00-00T"} {
		if shaped(line, date) {
			size = len(date)
			break
		}
	}
	if !shaped(line[size:], "00:00:00") {
		return 0
	}
	size += len("00:00:00")
	if size+1 < len(line) && (line[size] == '.' || line[size] == ',') && shaped(line[size+1:], "0") {
		for size++; size < len(line) && line[size] >= '0' && line[size] <= '9'; {
			size++
		}
	}
	return size
}

// levelAt returns how much of a line from at names a level, with the brackets and colons around it; 0 where none does.
func levelAt(line []byte, at int) (size int) {
	const around = "[]|-: "
	i := at
	for i < len(line) && bytes.IndexByte([]byte(around), line[i]) >= 0 {
		i++
	}
	from := i
	for i < len(line) && i-from < 10 && (line[i] >= 'a' && line[i] <= 'z' || line[i] >= 'A' && line[i] <= 'Z') {
		i++
	}
	if i == len(line) || !slices.Contains(levels, string(bytes.ToLower(line[from:i]))) {
		return 0
	}
	for i < len(line) && (line[i] == ']' || line[i] == ':') {
		i++
	}
	if i == len(line) || line[i] != ' ' && line[i] != '\t' {
		return 0
	}
	return i - at
}

// opensRecord reports whether what a carrier brought begins a record by itself.
func opensRecord(line []byte) bool {
	return beginsRecord(line) || bytes.HasPrefix(line, []byte("time=")) || bytes.HasPrefix(line, []byte("level="))
}

// carrierHead reads what a carrier wrote in front of a line: size bytes, of which same are those that a record's lines
// share: all up to the second, and the tag; nil where no carrier did.
func carrierHead(line []byte) (same []byte, size int) {
	start := 0
	if i := bytes.Index(line[:min(len(line), 40)], []byte(" | ")); i > 0 { // Docker Compose's NAME-1  | TIME
		start = i + len(" | ")
	}
	b := line[start:]
	switch {
	case bytes.HasPrefix(b, []byte("##[error] ")): // Azure Pipelines, GitHub Actions
		size = start + len("##[error] ")
		return line[:size], size
	case shaped(b, "0000-00-00T00:00:00"):
		size = len("0000-00-00T00:00:00")
	case shaped(b, "Aaa 00 00:00:00"), shaped(b, "Aaa  0 00:00:00"):
		const to = len("Aaa 00 00:00:00")
		time := to
		if shaped(b[to:], ".000000 ") { // as journalctl -o short-precise writes it
			time += len(".000000")
		}
		if time == len(b) || b[time] != ' ' {
			return nil, 0
		}
		tag, ok := tagAt(b[time+1:])
		if !ok {
			return nil, 0
		}
		same = append(bytes.Clone(line[:start+to]), b[time+1:time+1+tag]...)
		return same, start + time + 1 + tag
	case shaped(b, "00-00 00:00:00.000 "): // Android: process, thread, level, tag
		i := bytes.Index(b[:min(len(b), 80)], []byte(": "))
		if i < 0 {
			return nil, 0
		}
		const to = len("00-00 00:00:00")
		return append(bytes.Clone(b[:to]), b[to+len(".000"):i]...), start + i + len(": ")
	default:
		return nil, 0
	}
	same = line[:start+size]
	for size < len(b) && (b[size] >= '0' && b[size] <= '9' || bytes.IndexByte([]byte(".,+-:Z"), b[size]) >= 0) {
		size++ // fraction and zone
	}
	if size >= len(b) || b[size] != ' ' && b[size] != '\t' {
		return nil, 0
	}
	size++
	if s := b[size:]; len(s) > 9 && (bytes.HasPrefix(s, []byte("stderr ")) || bytes.HasPrefix(s, []byte("stdout "))) &&
		s[8] == ' ' { // Kubernetes: stream, and whether the line is whole
		size += 9
	}
	if tag, ok := tagAt(b[size:]); ok {
		same = append(bytes.Clone(same), b[size:size+tag]...)
		size += tag
	}
	return same, start + size
}

// tagAt reads "HOST NAME[PROCESS]: " or "NAME[PROCESS]: ", as syslog, journald and Heroku name who speaks.
func tagAt(b []byte) (size int, ok bool) {
	i := bytes.Index(b[:min(len(b), 100)], []byte("]: "))
	if i < 0 || bytes.Count(b[:i], []byte(" ")) > 1 || bytes.IndexByte(b[:i], '[') <= 0 {
		return 0, false
	}
	return i + len("]: "), true
}

// shaped reports whether b begins as a shape does: 0 stands for a digit, A and a for letters.
func shaped(b []byte, shape string) bool {
	if len(b) < len(shape) {
		return false
	}
	for i := range len(shape) {
		c := b[i]
		switch shape[i] {
		case '0':
			if c < '0' || c > '9' {
				return false
			}
		case 'A':
			if c < 'A' || c > 'Z' {
				return false
			}
		case 'a':
			if c < 'a' || c > 'z' {
				return false
			}
		default:
			if c != shape[i] {
				return false
			}
		}
	}
	return true
}
