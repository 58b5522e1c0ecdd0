package cert

import (
	"fmt"
	"time"

	"x509strict/engine/der"
)

// UTC returns the time, or an error for a malformed one. As for X509_cmp_time it must be 13 or 15 characters ending in Z, with seconds up to 59.
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

// String returns "2024-01-31 12:00:00 UTC", or the escaped characters of a malformed time.
func (t Time) String() string {
	at, err := t.UTC()
	if err != nil {
		return SafeText(t.Content)
	}
	return at.Format("2006-01-02 15:04:05 UTC")
}

func clip(s []byte) []byte { return s[:min(len(s), 16)] }
