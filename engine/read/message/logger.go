//go:build !lean

package message

import (
	"bytes"
	"slices"
)

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
