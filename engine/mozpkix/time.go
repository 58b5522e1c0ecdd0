package mozpkix

import "time"

// generalized reads YYYYMMDDHHMMSSZ of 1970 or later.
func generalized(v []byte) (at int64, ok bool) {
	if len(v) != 15 || v[14] != 'Z' {
		return 0, false
	}
	var n [7]int
	for i := range 7 {
		hi, lo := v[2*i], v[2*i+1]
		if hi < '0' || hi > '9' || lo < '0' || lo > '9' {
			return 0, false
		}
		n[i] = int(hi-'0')*10 + int(lo-'0')
	}
	year := n[0]*100 + n[1]
	if year < 1970 || n[2] < 1 || n[2] > 12 || n[3] < 1 || n[4] > 23 || n[5] > 59 || n[6] > 59 {
		return 0, false
	}
	t := time.Date(year, time.Month(n[2]), n[3], n[4], n[5], n[6], 0, time.UTC)
	return t.Unix(), t.Day() == n[3] // a day that the month does not have moves into the next one
}
