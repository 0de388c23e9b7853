package token

import (
	"sync"
	"unicode"

	"hecha/internal/fold"
)

// Number is the token of every run of digits or masks.
const Number = 1

// Entries of the character table that are not tokens.
const (
	skip  = 0 // punctuation, space, symbols
	digit = 1
	mask  = 2
)

// Characters outside the basic plane share the tokens of its private use area,
// which no report uses.
const (
	astral     = 0xE000
	astralSize = 0x1900
)

// masks are what people type in place of a figure or a name they leave open.
const masks = "*＊×xXｘＸ_＿○□●〇"

// table gives the token of every character of the basic plane.
var table = sync.OnceValue(func() *[1 << 16]uint16 {
	t := new([1 << 16]uint16)
	for i := range t {
		r := rune(i)
		if r >= 0xFF01 && r <= 0xFF5E {
			r -= 0xFEE0
		}
		switch {
		case unicode.IsDigit(r):
			t[i] = digit
		case unicode.IsLetter(r):
			r = fold.Simplify(unicode.ToLower(r))
			if r > 0xFFFF {
				r = astral + r%astralSize
			}
			t[i] = uint16(r)
		}
	}
	for _, r := range masks {
		t[r] = mask
	}
	return t
})

// lookup returns the table entry of r.
func lookup(t *[1 << 16]uint16, r rune) uint16 {
	if r <= 0xFFFF {
		return t[r]
	}
	if !unicode.IsLetter(r) {
		return skip
	}
	if r = fold.Simplify(r); r <= 0xFFFF {
		return uint16(r)
	}
	return uint16(astral + r%astralSize)
}
