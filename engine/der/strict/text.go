package strict

import "unicode/utf8"

// Wide reads the characters of a BMPString (width 2) or a UniversalString (width 4), as CBS_get_ucs2_be and
// CBS_get_utf32_be do.
func Wide(content []byte, width int) (text []rune, ok bool) {
	if len(content)%width != 0 {
		return nil, false
	}
	for ; len(content) > 0; content = content[width:] {
		c := uint32(0)
		for _, b := range content[:width] {
			c = c<<8 | uint32(b)
		}
		if c > utf8.MaxRune || !Character(rune(c)) {
			return nil, false
		}
		text = append(text, rune(c))
	}
	return text, true
}

// Character leaves out surrogates and what Unicode says is no character.
func Character(c rune) bool {
	return c&0xfffe != 0xfffe && !(c >= 0xfdd0 && c <= 0xfdef) && !(c >= 0xd800 && c <= 0xdfff)
}
