package chromepki

import (
	"time"

	"x509strict/engine/der/strict"
)

// stamp is a time in the order of years, months ... seconds, so that seconds may be 60.
type stamp [6]int

func stampOf(t time.Time) stamp {
	t = t.UTC()
	return stamp{t.Year(), int(t.Month()), t.Day(), t.Hour(), t.Minute(), t.Second()}
}

func (s stamp) before(t stamp) bool {
	for i := range s {
		if s[i] != t[i] {
			return s[i] < t[i]
		}
	}
	return false
}

// stamp reads a UTCTime or GeneralizedTime that ends with Z.
func readStamp(r *strict.Reader) (s stamp) {
	t := r.Peek()
	if t != strict.UTCTime {
		t = strict.GeneralizedTime
	}
	v := r.Get(t)
	want := 13
	if t == strict.GeneralizedTime {
		want = 15
	}
	if len(v) != want || v[want-1] != 'Z' {
		r.Fail()
		return s
	}
	for _, b := range v[:want-1] {
		if b < '0' || b > '9' {
			r.Fail()
			return s
		}
	}
	two := func(i int) int { return int(v[i]-'0')*10 + int(v[i+1]-'0') }
	at := 2
	if t == strict.GeneralizedTime {
		s[0], at = two(0)*100+two(2), 4
	} else if s[0] = two(0) + 1900; s[0] < 1950 {
		s[0] += 100
	}
	for i := 1; i < 6; i++ {
		s[i] = two(at + 2*(i-1))
	}
	if s[1] < 1 || s[1] > 12 || s[2] < 1 || s[3] > 23 || s[4] > 59 || s[5] > 60 ||
		time.Date(s[0], time.Month(s[1]), s[2], 0, 0, 0, 0, time.UTC).Day() != s[2] {
		r.Fail()
	}
	return s
}
