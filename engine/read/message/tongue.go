//go:build !lean

package message

import (
	"bytes"
	"cmp"
	"slices"
)

// languages are the families of which one program prints no other's errors: one written in Java says nothing of Python.
var languages = []family{
	pythonFamily, nodeFamily, goFamily, javaFamily, dotnetFamily, phpFamily, rubyFamily, perlFamily, erlangFamily,
}

// installers are programs that one installs others with, or that are made of one library: with the libraries that they
// are made of. What shows another one has been said by what was installed.
var installers = map[string][]string{
	"pip":     {"requests", "urllib3"},
	"conda":   {"requests", "urllib3", "python-3.13", "curl"},
	"poetry":  {"requests", "urllib3"},
	"aws-cli": {"botocore", "requests", "urllib3"},
}

// tongue is what the line of a message shows of who may have said it, where the message itself does not, as it is in
// OpenSSL's words.
type tongue struct {
	languages []family
	libraries []string
	daemons   []string // programs written in C, whose own logs say so
	path      []byte   // of the URL that was asked for; nil where none is told
}

func (q *Text) tongue(f *find) (t tongue) {
	if f.family != anyFamily && f.family != queueFamily && f.family != pythonFamily {
		return t
	}
	from, to := q.line(f.from)
	i, _ := slices.BinarySearchFunc(q.shown, from, func(s shown, at int) int { return cmp.Compare(s.at, at) })
	for ; i < len(q.shown) && q.shown[i].at < to; i++ {
		for _, of := range q.shown[i].of {
			if slices.Contains(languages, of) && f.family != pythonFamily {
				t.languages = append(t.languages, of)
			}
		}
		if q.shown[i].rank == library && len(q.shown[i].of) == 0 {
			t.daemons = append(t.daemons, q.shown[i].client)
		}
		if q.shown[i].rank >= toolkit && slices.Contains(q.shown[i].of, pythonFamily) {
			t.libraries = append(t.libraries, q.shown[i].client)
		}
	}
	line := q.plain[q.offset(from):min(q.offset(max(from, to-1))+1, len(q.plain))]
	for _, lead := range []string{"exceeded with url: /", "': /"} {
		if _, path, ok := bytes.Cut(line[:min(len(line), 2000)], []byte(lead)); ok {
			t.path, _, _ = bytes.Cut(path, []byte(" "))
			break
		}
	}
	return t
}

// ofPackages are parts of the paths that installers ask for.
const ofPackages = "simple|pypi|packages|.whl|.tar|.zip|.json|pip|repository|artifactory|nexus|index|.git|releases"

// foreign reports whether the program of a sign on another line than f says nothing in the languages of its line, is
// not made of the libraries named there, or asks for no such path.
func (s *sign) foreign(t *tongue) bool {
	if len(t.languages) > 0 &&
		!slices.ContainsFunc(s.of, func(of family) bool { return slices.Contains(t.languages, of) }) {
		return true
	}
	if len(t.daemons) > 0 && !slices.Contains(t.daemons, s.client) {
		return true
	}
	made, installs := installers[s.client]
	other := func(library string) bool { return library != s.client && !slices.Contains(made, library) }
	return installs && (slices.ContainsFunc(t.libraries, other) ||
		s.client == "pip" && len(t.path) > 0 && !containsAny(string(bytes.ToLower(t.path)), ofPackages))
}
