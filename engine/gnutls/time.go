package gnutls

// unix turns a validity time into seconds as GnuTLS counts them; -1 for what it cannot read. Years before 1970 are 0.
func unix(id byte, text []byte) int64 {
	var year int
	if id == genTime {
		if len(text) < 12 || indexByte(text, 'Z') < 0 || indexByte(text, '.') >= 0 {
			return -1
		}
		year, text = number(text[:4]), text[4:]
	} else {
		if len(text) < 10 {
			return -1
		}
		if year, text = number(text[:2]), text[2:]; year > 49 {
			year += 1900
		} else {
			year += 2000
		}
	}
	if len(text) < 8 {
		return -1
	}
	if year < 1970 {
		return 0
	}
	month, day, hour, minute, second := number(text[:2]), number(text[2:4]), number(text[4:6]), number(text[6:8]), 0
	if len(text) >= 10 {
		second = number(text[8:10])
	}
	if month < 1 || month > 12 || second > 60 || minute > 59 || day < 1 || day > 31 || hour > 23 {
		return -1
	}
	days := int64(0)
	for y := 1970; y < year; y++ {
		days += 365
		if leap(y) {
			days++
		}
	}
	for _, n := range monthDays[:month-1] {
		days += n
	}
	if month > 2 && leap(year) {
		days++
	}
	return ((days+int64(day)-1)*24+int64(hour))*3600 + int64(minute)*60 + int64(second)
}

var monthDays = [12]int64{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func leap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

// number reads leading digits, as atoi does.
func number(text []byte) (n int) {
	for _, b := range text {
		if b < '0' || b > '9' {
			break
		}
		n = n*10 + int(b-'0')
	}
	return n
}

func indexByte(text []byte, b byte) int {
	for i, x := range text {
		if x == b {
			return i
		}
	}
	return -1
}
