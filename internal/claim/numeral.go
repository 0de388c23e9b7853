package claim

import (
	"unicode/utf8"

	"hecha/internal/fold"
)

// maxSmall bounds the numbers that Small reads: nobody lists more items.
const maxSmall = 99

// Small reads a whole number from 1 to 99 at the start of s, in Arabic digits
// or Chinese numerals (两 included). It returns the number and its length in
// bytes, or zeros when there is none or it goes on (百, 万, a decimal point).
func Small(s string) (n, length int) {
	if s == "" {
		return 0, 0
	}
	if s[0] >= '0' && s[0] <= '9' {
		i := 0
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			if n <= maxSmall {
				n = n*10 + int(s[i]-'0')
			}
			i++
		}
		if n == 0 || n > maxSmall {
			return 0, 0
		}
		if i < len(s) && (s[i] == '%' || (s[i] == '.' || s[i] == ',') && digitAt(s, i+1)) {
			return 0, 0
		}
		return n, i
	}
	tens, i := false, 0
	for i < len(s) {
		r, w := utf8.DecodeRuneInString(s[i:])
		v := fold.Digit(r)
		switch {
		case r == '十' && !tens:
			tens = true
			n = max(n, 1) * 10
		case v > 0 && (n == 0 || tens && n%10 == 0):
			n += v
		case v > 0:
			return 0, 0
		default:
			switch r {
			case '十', '百', '千', '万', '亿', '几', '余', '多':
				return 0, 0
			}
			return n, i
		}
		i += w
	}
	return n, i
}

func next(s string) rune {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return 0
	}
	return r
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
