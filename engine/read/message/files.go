//go:build !lean

package message

import (
	"slices"
	"strings"
)

// fileError is how a language says that it could not open a file, whose name stands behind the words, or in front.
type fileError struct {
	text, client string
	before       bool // the name stands in front, behind "open" or "stat"
}

// fileErrors are those of Node.js, Go, Python, Java and .NET. What they say counts where the file is one of
// certificates or keys by its name.
var fileErrors = []fileError{
	{"no such file or directory, open '", "nodejs", false},
	{"permission denied, open '", "nodejs", false},
	{": no such file or directory", "go", true},
	{": permission denied", "go", true},
	{": The system cannot find the file specified", "go", true},
	{"No such file or directory: '", "python-3.13", false},
	{"No such file or directory: u'", "python-3.13", false},
	{"Permission denied: '", "python-3.13", false},
	{"FileNotFoundException: ", "java", false},
	{"NoSuchFileException: ", "java", false},
	{"AccessDeniedException: ", "java", false},
	{"access denied (\"java.io.FilePermission\" \"", "java", false},
	{"Could not find file '", "dotnet", false},
	{"Could not find a part of the path '", "dotnet", false},
}

// longestPath is how long the name of a file may be.
const longestPath = 200

// file takes an error about a file of certificates or keys.
func (q *Text) file(e *fileError, at, end int) {
	from, name := at, ""
	if e.before {
		name = q.b[max(0, at-longestPath):at]
		i := max(strings.LastIndex(name, "open"), strings.LastIndex(name, "stat"))
		if i < 0 {
			return
		}
		from = at - len(name) + i
		name = name[i+len("open"):]
	} else {
		name = q.b[end:min(end+longestPath, len(q.b))]
		if rest := squeeze(string(q.restOfLine(end))); len(rest) < len(name) && heldBy(rest) != "" {
			name = rest // what follows on the next line is no part of the name
		}
	}
	if i := strings.IndexAny(name, "'\"`(),;"); i >= 0 {
		if name = name[:i]; e.before {
			return
		}
	}
	if means := heldBy(name); means != "" {
		q.add(find{
			Message: Message{Meaning: means, Client: e.client, Text: q.between(from, end)},
			family:  familyOf(e.client),
			from:    from,
			end:     end,
			weak:    true,
			faint:   true,
		})
	}
}

// heldBy says what a file holds by its name, which may go on with other words: CAs that are trusted, or one's own
// certificate or key; "" where it is another file.
func heldBy(name string) Meaning {
	end := -1
	for _, kind := range append([]string{"/cacerts"}, holders...) {
		if i := strings.Index(name, kind); i >= 0 && (end < 0 || i < end) &&
			(i+len(kind) == len(name) || !alphanumeric(name[i+len(kind)])) {
			end = i
			if kind == "/cacerts" || kind == ".truststore" {
				return CAFile
			}
		}
	}
	if end < 0 {
		return ""
	}
	kind := name[end:]
	base := name[strings.LastIndexAny(name[:end], `/\`)+1 : end]
	if trustsBy(base) && !strings.HasPrefix(kind, ".key") {
		return CAFile
	}
	return KeyUnreadable
}

// trustsBy reports whether a file of that name, without its ending, holds CAs: "root-ca", "cacert", "ca_1".
func trustsBy(base string) bool {
	if strings.Contains(base, "cacert") || strings.Contains(base, "trust") || strings.HasSuffix(base, "rootca") ||
		strings.Contains(base, "bundle") && !strings.Contains(base, "key") {
		return true
	}
	words := strings.FieldsFunc(base, func(r rune) bool { return r == '-' || r == '_' || r == '.' || r == ' ' })
	return slices.ContainsFunc(words, func(w string) bool {
		w = strings.TrimRight(w, "0123456789")
		return w == "ca" || w == "root" || w == "chain" || w == "myca"
	})
}
