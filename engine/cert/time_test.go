package cert

import "testing"

// What OpenSSL's ASN1_TIME_compare makes of odd times: it orders some that X509_cmp_time refuses.
func TestLater(t *testing.T) {
	utc := func(s string) Time { return Time{Tag: 23, Content: []byte(s)} }
	general := func(s string) Time { return Time{Tag: 24, Content: []byte(s)} }
	plain := utc("260101000000Z")
	for _, c := range []struct {
		name   string
		t, u   Time
		before bool // t is before u
		after  bool
	}{
		{"the same", plain, plain, false, false},
		{"one second", utc("260101000001Z"), plain, false, true},
		{"seconds missing", utc("2601010001Z"), plain, false, true},
		{"offset of nothing", utc("260101000001+0000"), plain, false, true},
		{"offset east is earlier", utc("260101003000+0100"), plain, true, false},
		{"offset west is later", utc("251231233000-0100"), plain, false, true},
		{"offset of thirteen hours", utc("270101000000+1300"), plain, false, false},
		{"fraction", general("20260101000001.5Z"), plain, false, true},
		{"fraction without digits", general("20270101000000.Z"), plain, false, false},
		{"fraction in a UTCTime", utc("270101000000.5Z"), plain, false, false},
		{"month 13", general("20261301000000Z"), plain, false, false},
		{"February 30", utc("270230000000Z"), plain, false, false},
		{"second 60", utc("270101000060Z"), plain, false, false},
		{"no zone", utc("270101000000"), plain, false, false},
		{"something behind the zone", utc("270101000000Z0"), plain, false, false},
		{"empty", utc(""), plain, false, false},
	} {
		if got := c.t.Later(c.u); got != c.after {
			t.Errorf("%s: later is %v, want %v", c.name, got, c.after)
		}
		if got := c.u.Later(c.t); got != c.before {
			t.Errorf("%s: earlier is %v, want %v", c.name, got, c.before)
		}
	}
}
