//go:build !lean

package message

import (
	"cmp"
	"slices"
)

// languages are the families of which one program prints no other's errors: one written in Java says nothing of Python.
var languages = []family{
	pythonFamily, nodeFamily, goFamily, javaFamily, dotnetFamily, phpFamily, rubyFamily, perlFamily, erlangFamily,
}

// tongue lists the languages that the line of f shows in which it was said, where the message itself does not, as it is
// in OpenSSL's words.
func (q *Text) tongue(f *find) (tongue []family) {
	if f.family != anyFamily && f.family != queueFamily {
		return nil
	}
	from, to := q.line(f.from)
	i, _ := slices.BinarySearchFunc(q.shown, from, func(s shown, at int) int { return cmp.Compare(s.at, at) })
	for ; i < len(q.shown) && q.shown[i].at < to; i++ {
		for _, of := range q.shown[i].of {
			if slices.Contains(languages, of) {
				tongue = append(tongue, of)
			}
		}
	}
	return tongue
}

// foreign reports whether the program of a sign on another line than f prints nothing in the languages of its line.
func (s *sign) foreign(tongue []family) bool {
	return len(tongue) > 0 && !slices.ContainsFunc(s.of, func(of family) bool { return slices.Contains(tongue, of) })
}
