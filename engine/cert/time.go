package cert

import (
	"bytes"
	"fmt"
	"time"

	"x509strict/engine/der"
)

// UTC returns the time, or an error for a malformed one. As for X509_cmp_time it must be 13 or 15 characters ending
// in Z, with seconds up to 59.
func (t Time) UTC() (time.Time, error) {
	size, yearDigits, kind := 15, 4, "GeneralizedTime"
	if t.Tag == der.UTCTime {
		size, yearDigits, kind = 13, 2, "UTCTime"
	}
	s := t.Content
	if len(s) != size || s[size-1] != 'Z' {
		return time.Time{}, fmt.Errorf("cert: %s %q is not %d digits and Z", kind, clip(s), size-1)
	}
	for _, b := range s[:size-1] {
		if b < '0' || b > '9' {
			return time.Time{}, fmt.Errorf("cert: %s %q is not %d digits and Z", kind, clip(s), size-1)
		}
	}
	year := 0
	for _, b := range s[:yearDigits] {
		year = year*10 + int(b-'0')
	}
	if t.Tag == der.UTCTime {
		if year += 1900; year < 1950 {
			year += 100
		}
	}
	two := func(i int) int { return int(s[yearDigits+i]-'0')*10 + int(s[yearDigits+i+1]-'0') }
	month, day, hour, minute, second := two(0), two(2), two(4), two(6), two(8)
	out := time.Date(year, time.Month(month), day, hour, minute, second, 0, time.UTC)
	if month < 1 || month > 12 || day < 1 || out.Day() != day || hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, fmt.Errorf("cert: %s %q is no date and time", kind, clip(s))
	}
	return out, nil
}

// Later reports whether t is after u as ASN1_TIME_compare sees it, which is more tolerant than [Time.UTC]: seconds
// may be missing, a GeneralizedTime may have a fraction (ignored), and an offset may stand for Z. A time that even
// this cannot read is never later, nor is any time later than it.
func (t Time) Later(u Time) bool {
	a, ok := t.tolerant()
	if !ok {
		return false
	}
	b, ok := u.tolerant()
	return ok && a.After(b)
}

// tolerant reads the time as OpenSSL's asn1_time_to_tm does where it is not strict. Seconds stop at 59, hours of an
// offset at 12.
func (t Time) tolerant() (time.Time, bool) {
	s, year := t.Content, 0
	pair := func(low, high int) (int, bool) {
		if len(s) < 2 || s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9' {
			return 0, false
		}
		n := int(s[0]-'0')*10 + int(s[1]-'0')
		s = s[2:]
		return n, low <= n && n <= high
	}
	ok := true
	read := func(low, high int) (n int) {
		if ok {
			n, ok = pair(low, high)
		}
		return n
	}
	if t.Tag == der.UTCTime {
		if year = 1900 + read(0, 99); year < 1950 {
			year += 100
		}
	} else {
		year = 100*read(0, 99) + read(0, 99)
	}
	month, day, hour, minute, second := read(1, 12), read(1, 31), read(0, 23), read(0, 59), 0
	if !ok || len(s) == 0 {
		return time.Time{}, false
	}
	if s[0] != 'Z' && s[0] != '+' && s[0] != '-' {
		second = read(0, 59)
	}
	if t.Tag != der.UTCTime && len(s) > 0 && s[0] == '.' {
		digits := len(s) - len(bytes.TrimLeft(s[1:], "0123456789")) - 1
		ok = ok && digits > 0
		s = s[1+digits:]
	}
	if !ok || len(s) == 0 {
		return time.Time{}, false
	}
	zone := s[0]
	s = s[1:]
	var offset time.Duration
	if zone == '+' || zone == '-' {
		offset = time.Duration(read(0, 12))*time.Hour + time.Duration(read(0, 59))*time.Minute
	}
	out := time.Date(year, time.Month(month), day, hour, minute, second, 0, time.UTC)
	if !ok || len(s) > 0 || out.Day() != day || zone != 'Z' && zone != '+' && zone != '-' {
		return time.Time{}, false
	}
	if zone == '-' {
		return out.Add(offset), true
	}
	return out.Add(-offset), true
}

// String returns "2024-01-31 12:00:00 UTC", or the escaped characters of a malformed time.
func (t Time) String() string {
	at, err := t.UTC()
	if err != nil {
		return SafeText(t.Content)
	}
	return at.Format("2006-01-02 15:04:05 UTC")
}

func clip(s []byte) []byte { return s[:min(len(s), 16)] }
