// Package hexdigit reads one hexadecimal digit in the middle of other text, where a whole number is not known yet.
package hexdigit

// Value returns the value of a digit of either case, 0 to 15; -1 for any other byte.
func Value(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
