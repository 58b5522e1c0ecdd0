//go:build !lean

package message

import "bytes"

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
	case len(b) == 0:
		return nil, 0
	case bytes.HasPrefix(b, []byte("##[error] ")): // Azure Pipelines, GitHub Actions
		size = start + len("##[error] ")
		return line[:size], size
	case b[0] == '<':
		return newSyslog(b)
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
			tag, ok = bareTagAt(b[time+1:])
		}
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

// bareTagAt reads "HOST NAME: ", as syslog names who speaks without the number of the process.
func bareTagAt(b []byte) (size int, ok bool) {
	host := bytes.IndexByte(b[:min(len(b), 64)], ' ')
	if host <= 0 || b[host-1] == ':' {
		return 0, false
	}
	name := bytes.Index(b[host+1:min(len(b), host+65)], []byte(": "))
	if name <= 0 || bytes.IndexByte(b[host+1:host+1+name], ' ') >= 0 {
		return 0, false
	}
	return host + 1 + name + len(": "), true
}

// newSyslog reads the head of a line of RFC 5424, "<11>1 TIME HOST NAME PROCESS MESSAGE DATA ": all but the fraction of
// the second is what a record's lines share.
func newSyslog(b []byte) (same []byte, size int) {
	priority := bytes.IndexByte(b[:min(len(b), 5)], '>')
	const version, second = ">1 ", "0000-00-00T00:00:00"
	if priority < 2 || b[0] != '<' || !bytes.HasPrefix(b[priority:], []byte(version)) {
		return nil, 0
	}
	time := b[priority+len(version):]
	if !shaped(time, second) {
		return nil, 0
	}
	head := time[:min(len(time), 200)]
	for range 6 {
		i := bytes.IndexByte(head, ' ')
		if i < 0 {
			return nil, 0
		}
		head = head[i+1:]
	}
	size = min(len(time), 200) - len(head)
	names := time[bytes.IndexByte(time, ' '):size]
	return append(bytes.Clone(time[:len(second)]), names...), priority + len(version) + size
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
