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
	nearby    []family // languages shown around in its paragraph, which is from first to last
	first     int
	last      int
	libraries []string
	programs  []*sign // those written in C, whose own logs say so
	path      []byte  // of the URL that was asked for; nil where none is told
}

func (q *Text) tongue(f *find) (t tongue) {
	if f.family != anyFamily && f.family != queueFamily && f.family != pythonFamily {
		return t
	}
	from, to := q.line(f.from)
	first, last := bounds(q.paras, f.from, len(q.b))
	t.first, t.last = first, last
	first, last = max(first, from-around), min(last, to+around)
	i, _ := slices.BinarySearchFunc(q.shown, first, func(s shown, at int) int { return cmp.Compare(s.at, at) })
	for ; i < len(q.shown) && q.shown[i].at < last; i++ {
		s := &q.shown[i]
		here := s.at >= from && s.at < to
		for _, of := range s.of {
			switch {
			case f.family == pythonFamily || !slices.Contains(languages, of):
			case here:
				t.languages = append(t.languages, of)
			case s.rank == language:
				t.nearby = append(t.nearby, of)
			}
		}
		switch {
		case !here:
		case s.rank == library && !s.ofLanguage():
			t.programs = append(t.programs, s.sign)
		case s.rank >= toolkit && slices.Contains(s.of, pythonFamily):
			t.libraries = append(t.libraries, s.client)
		}
	}
	if q.thrown(f.from) && f.family != pythonFamily {
		t.nearby = append(t.nearby, nodeFamily)
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

// around is how far from its line a message's frames and fields name a language in its paragraph, in bytes without
// blanks.
const around = 400

// mayBe reports whether two signs are of one program, or of one that passes on what the other says.
func (s *sign) mayBe(other *sign) bool {
	passed := func(of family) bool { return slices.Contains(s.of, of) }
	return s.client == other.client || slices.ContainsFunc(other.of, passed)
}

// ofLanguage reports whether a program passes on what one of the languages' libraries says, or is a library itself.
func (s *sign) ofLanguage() bool {
	return slices.ContainsFunc(s.of, func(of family) bool { return of == ownFamily || slices.Contains(languages, of) })
}

// ofPackages are parts of the paths that installers ask for.
const ofPackages = "simple|pypi|packages|.whl|.tar|.zip|.json|pip|repository|artifactory|nexus|index|.git|releases"

// foreign reports whether the program of a sign on another line than f says nothing in the languages of its line, is
// not made of the libraries named there, or asks for no such path.
func (s *shown) foreign(t *tongue) bool {
	speaks := func(tongues []family) bool {
		known := func(of family) bool { return slices.Contains(tongues, of) }
		return len(tongues) == 0 || slices.ContainsFunc(s.of, known)
	}
	if !speaks(t.languages) || (s.at < t.first || s.at >= t.last) && !speaks(t.nearby) {
		return true
	}
	if len(t.programs) > 0 && !slices.ContainsFunc(t.programs, s.mayBe) {
		return true
	}
	made, installs := installers[s.client]
	other := func(library string) bool { return library != s.client && !slices.Contains(made, library) }
	return installs && (slices.ContainsFunc(t.libraries, other) ||
		s.client == "pip" && len(t.path) > 0 && !containsAny(string(bytes.ToLower(t.path)), ofPackages))
}
