// Package lines holds the sources to 120 columns.
//
// A tab counts as four columns, as .editorconfig says. A longer line may only be one that texts make so:
//
//   - without its longest string and its texts it has at most 120 columns, and it does not hold texts in both
//     languages, which stand one a line. A text is a string of at least 30 characters with a blank in it, or with
//     Chinese; beside Chinese any string with a blank is one;
//   - it lies inside a string of several lines (a raw string in Go, a template in JavaScript, a here document in a
//     script), which is data;
//   - it is a comment of one word without blanks: an address.
//
// Prose (Markdown, HTML) is not looked at, nor are the parts of the scripts that go into a repair as they are.
package lines

import (
	"fmt"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

const (
	columns  = 120
	tab      = 4
	longText = 30 // from here on a string with blanks is a text
)

// span is the part [from, to) of a line, in bytes, that a string covers; open when the string goes beyond the line.
type span struct {
	from, to int
	open     bool
}

// TestLines looks at every source of the repository.
func TestLines(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	looked := 0
	err := filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir():
			if slices.Contains([]string{".git", ".cache", "dist", "release", "node_modules", "out"}, e.Name()) {
				return fs.SkipDir
			}
			return nil
		case stringsOf[filepath.Ext(name)] == nil, strings.Contains(filepath.ToSlash(name), "engine/opensslconf/sh/"):
			return nil
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		looked++
		shown, err := filepath.Rel(root, name)
		for _, fault := range overlong(name, string(src)) {
			t.Errorf("%s:%s", filepath.ToSlash(shown), fault)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if looked < 500 {
		t.Errorf("only %d files were looked at", looked)
	}
}

// stringsOf says for each kind of file how the strings of its lines are found.
var stringsOf = map[string]func(src string) map[int][]span{
	".go":  goStrings,
	".js":  scriptStrings,
	".mjs": scriptStrings,
	".ts":  scriptStrings,
	".css": shellStrings,
	".sh":  shellStrings,
}

// overlong lists the lines of a file that are too long, each as "number: why".
func overlong(name, src string) (faults []string) {
	var spans map[int][]span
	for i, line := range strings.Split(src, "\n") {
		if width(line) <= columns {
			continue
		}
		if spans == nil {
			spans = stringsOf[filepath.Ext(name)](src)
		}
		if why := tooLong(line, spans[i+1]); why != "" {
			faults = append(faults, fmt.Sprintf("%d: %s", i+1, why))
		}
	}
	return faults
}

// tooLong says what is wrong with a line of more than 120 columns; "" for one that may stand.
func tooLong(line string, strs []span) string {
	longest := span{}
	for _, s := range strs {
		if s.open {
			return ""
		}
		if s.to-s.from > longest.to-longest.from {
			longest = s
		}
	}
	english, chinese, short := 0, 0, 0
	rest := line
	for _, s := range slices.Backward(strs) {
		text := line[s.from:s.to]
		han, long := strings.ContainsFunc(text, isHan), utf8.RuneCountInString(text) >= longText
		switch {
		case han:
			chinese++
		case long && strings.Contains(text, " "):
			english++
		case strings.Contains(text, " "):
			short++
			if s != longest {
				continue
			}
		case s != longest:
			continue
		}
		rest = rest[:s.from] + rest[s.to:]
	}
	switch comment := strings.TrimSpace(strings.TrimLeft(line, " \t/*#")); {
	case english+short > 0 && chinese > 0:
		return fmt.Sprintf("%d columns with both languages: give each a line", width(line))
	case width(rest) <= columns, !strings.Contains(comment, " "):
		return ""
	}
	return fmt.Sprintf("%d columns", width(line))
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// width counts the columns of a line.
func width(line string) int {
	return utf8.RuneCountInString(line) + (tab-1)*strings.Count(line, "\t")
}

// goStrings finds the strings of Go source, by line.
func goStrings(src string) map[int][]span {
	found := map[int][]span{}
	set := token.NewFileSet()
	file := set.AddFile("", -1, len(src))
	var s scanner.Scanner
	s.Init(file, []byte(src), nil, 0)
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return found
		}
		if tok == token.STRING {
			note(found, src, file.Offset(pos), len(lit))
		}
	}
}

// note enters a string at an offset of the source under each of its lines.
func note(found map[int][]span, src string, at, size int) {
	number := strings.Count(src[:at], "\n") + 1
	start := strings.LastIndexByte(src[:at], '\n') + 1
	lines := strings.Count(src[at:at+size], "\n")
	for k := range lines + 1 {
		found[number+k] = append(found[number+k], span{at - start, at - start + size, lines > 0})
	}
}

// scriptString matches what has to be passed over in JavaScript: comments and strings. In a template, what stands
// between ${ and } is part of it.
var scriptString = regexp.MustCompile("(?s)//[^\n]*|/\\*.*?\\*/|" +
	`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|` + "`(?:\\\\.|[^`\\\\])*`")

// scriptStrings finds the strings of JavaScript source, by line.
func scriptStrings(src string) map[int][]span {
	found := map[int][]span{}
	for _, at := range scriptString.FindAllStringIndex(src, -1) {
		if src[at[0]] != '/' {
			note(found, src, at[0], at[1]-at[0])
		}
	}
	return found
}

var (
	shellString = regexp.MustCompile(`"(?:\\.|[^"\\\n])*"|'[^'\n]*'`)
	hereMark    = regexp.MustCompile(`<<-?\s*['"]?([A-Za-z_]+)['"]?`)
)

// shellStrings finds the strings of a shell script or a style sheet, by line; those of several lines as such.
func shellStrings(src string) map[int][]span {
	found := map[int][]span{}
	here := ""
	for i, line := range strings.Split(src, "\n") {
		switch {
		case here != "" && strings.TrimSpace(line) == here:
			here = ""
		case here != "":
			found[i+1] = []span{{0, len(line), true}}
		default:
			for _, at := range shellString.FindAllStringIndex(line, -1) {
				found[i+1] = append(found[i+1], span{at[0], at[1], false})
			}
			if mark := hereMark.FindStringSubmatch(line); mark != nil {
				here = mark[1]
			}
		}
	}
	return found
}
