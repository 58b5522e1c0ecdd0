package webpki

import "time"

// time reads a UTCTime or GeneralizedTime in the forms of RFC 5280, from 1970 on, as seconds since then.
func (r *reader) time() (seconds int64, err *Error) {
	utc := r.peek(tagUTCTime)
	tag := byte(tagGeneralizedTime)
	if utc {
		tag = tagUTCTime
	}
	err = r.nested(tag, trailing("Time"), func(r *reader) *Error {
		century, year := 0, 0
		ok := true
		two := func(least, most int) int {
			if len(r.rest) < 2 || !digit(r.rest[0]) || !digit(r.rest[1]) {
				ok = false
				return least
			}
			n := int(r.rest[0]-'0')*10 + int(r.rest[1]-'0')
			r.rest = r.rest[2:]
			if n < least || n > most {
				ok = false
				return least
			}
			return n
		}
		if utc {
			if year = two(0, 99); year >= 50 {
				century = 19
			} else {
				century = 20
			}
		} else {
			century = two(0, 99)
			year = two(0, 99)
		}
		year += century * 100
		month := two(1, 12)
		day := two(1, daysIn(year, month))
		hour, minute, second := two(0, 23), two(0, 59), two(0, 59)
		zone, there := r.byte()
		if !ok || !there || zone != 'Z' || year < 1970 {
			return bad(BadDerTime)
		}
		seconds = time.Date(year, time.Month(month), day, hour, minute, second, 0, time.UTC).Unix()
		return nil
	})
	return seconds, err
}

func digit(b byte) bool { return '0' <= b && b <= '9' }

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
