//go:build !lean

package message

import (
	"bytes"
	"strings"
)

// holders are how the names of files end that hold certificates or keys.
var holders = []string{
	".pem", ".crt", ".cer", ".der", ".key", ".p12", ".pfx", ".jks", ".ks", ".pkcs12", ".keystore", ".truststore",
}

// filesOf returns up to two files of certificates or keys that a message names, on its own lines or, where those name
// none, on the two that follow.
func (q *Text) filesOf(f *find) (files [2]string) {
	from, to := q.offset(f.from), q.offset(f.end-1)+1
	from = bytes.LastIndexByte(q.plain[:from], '\n') + 1
	n := 0
	for line := range 3 {
		end := len(q.plain)
		if i := bytes.IndexByte(q.plain[to:], '\n'); i >= 0 {
			end = to + i
		}
		for _, name := range filesIn(q.plain[from:min(end, from+longestLine)]) {
			if n < len(files) && (n == 0 || files[0] != name) {
				files[n] = name
				n++
			}
		}
		if n > 0 || line == 2 || end == len(q.plain) {
			break
		}
		from, to = end+1, end+1
	}
	return files
}

// longestLine is how much of a line is looked through for files.
const longestLine = 4 << 10

// filesIn returns the names in a line that end as files of certificates or keys do.
func filesIn(line []byte) (names []string) {
	low := bytes.ToLower(line)
	for at := 0; at < len(low); {
		i := bytes.IndexByte(low[at:], '.')
		if i < 0 {
			return names
		}
		at += i
		for _, ending := range holders {
			end := at + len(ending)
			if !bytes.HasPrefix(low[at:], []byte(ending)) || end < len(low) && goesOn(low[end:]) {
				continue
			}
			if name := nameBefore(line[:end]); len(name) > len(ending) && len(name) <= longestPath {
				names = append(names, name)
			}
			break
		}
		at++
	}
	return names
}

// goesOn reports whether what follows an ending belongs to the same name: "a.key.example", "a.key_old", "a.keys".
func goesOn(rest []byte) bool {
	if rest[0] == '=' {
		return true // a property: javax.net.ssl.trustStore=
	}
	if (rest[0] == '\\' || rest[0] == '.') && len(rest) > 1 {
		return alphanumeric(rest[1])
	}
	return alphanumeric(rest[0]) || rest[0] == '_' || rest[0] == '-' || rest[0] == '/'
}

// nameBefore returns the name of a file at the end of text: what is quoted there, or what has no blank; "" for a part
// of an address.
func nameBefore(text []byte) string {
	i := len(text)
	for i > 0 && strings.IndexByte(" \t\"'`()[]{}<>,;=|", text[i-1]) < 0 {
		if text[i-1] == ':' && !(i > 1 && alphanumeric(text[i-2]) && (i == 2 || !alphanumeric(text[i-3])) &&
			i < len(text) && (text[i] == '\\' || text[i] == '/')) { // but for C:\
			break
		}
		i--
	}
	if q := bytes.LastIndexAny(text, "\"'`"); q >= 0 && q+1 < i && absolute(text[q+1:]) { // a blank in a quoted path
		i = q + 1
	}
	if k := max(drive(text[:i]), root(text[:i])); k >= 0 && !absolute(text[i:]) { // a blank in a path not quoted
		i = k
	}
	name := strings.ToValidUTF8(string(text[i:]), "")
	if strings.HasPrefix(name, "//") || strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "./") &&
		!strings.HasPrefix(name, "../") {
		return ""
	}
	return name
}

// drive returns where the last path of Windows begins in text that goes on to its end; -1 for none.
func drive(text []byte) int {
	k := max(bytes.LastIndex(text, []byte(`:\`)), bytes.LastIndex(text, []byte(":/")))
	if k < 1 || !alphanumeric(text[k-1]) || k > 1 && alphanumeric(text[k-2]) ||
		bytes.ContainsAny(text[k:], "\"'`,;()") {
		return -1
	}
	return k - 1
}

// root returns where a path of Unix begins in text that goes on, behind a blank, to its end; -1 for none.
func root(text []byte) int {
	k := bytes.LastIndex(text, []byte(" /")) + 1
	if k == 0 || !bytes.HasSuffix(text, []byte(" ")) || bytes.ContainsAny(text[k:], "\"'`,;:=()") {
		return -1
	}
	return k
}

// absolute reports whether a path begins at a root: of Unix, of a drive, or at home.
func absolute(path []byte) bool {
	return path[0] == '/' || path[0] == '~' || len(path) > 2 && path[1] == ':' && (path[2] == '\\' || path[2] == '/')
}
