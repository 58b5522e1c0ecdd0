package javapkix

import "time"

// time reads UTCTime and GeneralizedTime (DerValue.getTimeInternal): seconds may be missing, an offset may stand for Z,
// a generalized time may have a fraction, and February has 31 days.
func (v *value) time() (time.Time, *thrown) {
	c := clock{text: v.content, left: len(v.content), kind: "UTC"}
	switch {
	case v.tag == tagUTCTime && (len(c.text) < 11 || len(c.text) > 17):
		return time.Time{}, ioErr("DER UTC Time length error")
	case v.tag == tagGenTime && len(c.text) < 13:
		return time.Time{}, ioErr("DER Generalized Time length error")
	case v.tag == tagGenTime:
		c.kind = "Generalized"
	}
	local, err := c.local()
	if err != nil {
		return time.Time{}, err
	}
	offset, err := c.offset()
	if err != nil {
		return time.Time{}, err
	}
	return local.Add(-offset), nil
}

// clock reads the text of a time.
type clock struct {
	text []byte
	kind string // as Java's errors call it
	pos  int
	left int  // bytes that Java counts as not read yet
	bad  bool // what should have been a digit was none
}

func (c *clock) fail(what string) *thrown { return ioErr("Parse %s time, %s", c.kind, what) }

func (c *clock) at() byte {
	if c.pos < len(c.text) {
		return c.text[c.pos]
	}
	return 0
}

func (c *clock) digit() int {
	b := c.at()
	c.pos++
	if b < '0' || b > '9' {
		c.bad = true
	}
	return int(b) - '0'
}

func (c *clock) two() int { n := 10 * c.digit(); return n + c.digit() }

func (c *clock) year() (year int) {
	if c.kind != "UTC" {
		c.left -= 2
		year = 100 * c.two()
		return year + c.two()
	}
	if year = c.two(); year < 50 {
		return year + 2000
	}
	return year + 1900
}

// local reads everything before the offset.
func (c *clock) local() (time.Time, *thrown) {
	year := c.year()
	month, day, hour, minute, second, millis := c.two(), c.two(), c.two(), c.two(), 0, 0
	if c.bad {
		return time.Time{}, c.fail("invalid format")
	}
	if c.left -= 10; c.left > 2 {
		second = c.two()
		if c.bad {
			return time.Time{}, c.fail("invalid format")
		}
		c.left -= 2
		if c.kind != "UTC" && (c.at() == '.' || c.at() == ',') {
			var err *thrown
			if millis, err = c.fraction(); err != nil {
				return time.Time{}, err
			}
		}
	}
	if month == 0 || day == 0 || month > 12 || day > 31 || hour >= 24 || minute >= 60 || second >= 60 {
		return time.Time{}, c.fail("invalid format")
	}
	return time.Date(year, time.Month(month), day, hour, minute, second, millis*1e6, time.UTC), nil
}

// fraction reads the fraction of a second, of which three digits count.
func (c *clock) fraction() (millis int, err *thrown) {
	if c.left--; c.left == 0 {
		return 0, c.fail("empty fractional part")
	}
	c.pos++
	weight, empty := 100, true
	for c.at() != 'Z' && c.at() != '+' && c.at() != '-' {
		d := c.digit()
		if c.bad {
			return 0, c.fail("invalid format")
		}
		empty = false
		if c.left--; c.left == 0 {
			return 0, c.fail("invalid fractional part")
		}
		millis += weight * d
		weight /= 10
	}
	if empty {
		return 0, c.fail("empty fractional part")
	}
	return millis, nil
}

// offset reads how far local time is ahead, Z or hours and minutes.
func (c *clock) offset() (time.Duration, *thrown) {
	if c.left != 1 && c.left != 5 {
		return 0, c.fail("invalid offset")
	}
	sign := c.at()
	c.pos++
	switch sign {
	case 'Z':
		if c.left != 1 {
			return 0, c.fail("invalid format")
		}
		return 0, nil
	case '+', '-':
		if c.left != 5 {
			return 0, c.fail("invalid offset")
		}
		h, m := c.two(), c.two()
		if c.bad {
			return 0, c.fail("invalid format")
		}
		if h >= 24 || m >= 60 {
			return 0, c.fail(string(sign) + "hhmm")
		}
		ahead := time.Duration(60*h+m) * time.Minute
		if sign == '-' {
			ahead = -ahead
		}
		return ahead, nil
	}
	return 0, c.fail("garbage offset")
}
