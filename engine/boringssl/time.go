package boringssl

import (
	"time"

	"x509strict/engine/der/strict"
)

// readTime reads a UTCTime or GeneralizedTime of RFC 5280 section 4.1.2.5, in seconds since 1970. An offset in place of
// the Z is for UTCTime alone, and only where offsets are let through.
func readTime(t strict.Tag, v []byte, offsets bool) (seconds int64, ok bool) {
	at := 0
	two := func() int {
		if at+2 > len(v) || v[at] < '0' || v[at] > '9' || v[at+1] < '0' || v[at+1] > '9' {
			at = len(v) + 1
			return -1
		}
		n := int(v[at]-'0')*10 + int(v[at+1]-'0')
		at += 2
		return n
	}
	var year int
	if t == strict.GeneralizedTime {
		year = two() * 100
		year += two()
	} else {
		if year = 1900 + two(); year < 1950 {
			year += 100
		}
	}
	month, day, hour, minute, second := two(), two(), two(), two(), two()
	if at >= len(v) || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59 || day < 1 {
		return 0, false
	}
	when := time.Date(year, time.Month(month), day, hour, minute, second, 0, time.UTC)
	if when.Day() != day {
		return 0, false
	}
	seconds = when.Unix()
	zone := v[at]
	at++
	switch zone {
	case 'Z':
	case '+', '-':
		hours, minutes := two(), two()
		if t == strict.GeneralizedTime || !offsets || at > len(v) || hours > 23 || minutes > 59 {
			return 0, false
		}
		away := int64(hours*3600 + minutes*60)
		if zone == '+' {
			away = -away
		}
		seconds += away
	default:
		return 0, false
	}
	return seconds, at == len(v)
}
