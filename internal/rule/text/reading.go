package text

import (
	"unicode/utf8"

	"hecha/internal/doc"
)

// reading is what one walk over a text leaves for the rules of this package:
// the few places that need a second look.
type reading struct {
	slips []nearMiss
	// whole counts the fixed phrases that stand without a slip.
	whole int
	// odd are the starts of what may be damage, in order.
	odd []int
	// runs are the runs of ASCII characters that may hold noise or letters
	// for digits. A run may go over line breaks.
	runs []doc.Span
}

// The kinds of ASCII characters.
const (
	sign      uint8 = 1 << iota // noise is mixed of signs,
	blank                       // blanks
	letter                      // and letters
	lookalike                   // a letter that looks like a digit
	digit
	code // opens a tag, a character reference or an escape
	comma
	other
)

var kinds = func() (k [utf8.RuneSelf]uint8) {
	for c := range k {
		k[c] = other
	}
	set := func(chars string, kind uint8) {
		for i := range len(chars) {
			k[chars[i]] = k[chars[i]]&^other | kind
		}
	}
	set("{}^~&$#;'`|<>!@()[]*+=\\", sign)
	set(" ", blank)
	set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", letter)
	set(lookalikeLetters, lookalike)
	set("0123456789", digit)
	set("<&\\%", code)
	set(",", comma)
	return k
}()

// read walks over the text once, a character at a time.
var read = doc.Define(func(d *doc.Document) *reading {
	t := d.Text
	ix := phrases()
	out := &reading{}
	prev := rune(0)
	for i := 0; i < len(t); {
		c := t[i]
		switch {
		case c >= 0xE3 && c <= 0xE9 && i+2 < len(t): // Chinese characters and 、。《》
			r := rune(c&0x0F)<<12 | rune(t[i+1]&0x3F)<<6 | rune(t[i+2]&0x3F)
			if r == prev {
				out.odd = append(out.odd, i-3)
			}
			if key := pairKey(prev, r); ix.mayHold(key) {
				ix.compare(t, i-3, key, out)
			}
			prev = r
			i += 3
			continue
		case c < utf8.RuneSelf:
			i = out.ascii(t, i)
		case c == 0xE2 && i+1 < len(t) && t[i+1] == 0x80: // quotation marks, dashes
			i += 3
		default:
			r, n := utf8.DecodeRuneInString(t[i:])
			if mayBeDamage(r) {
				out.odd = append(out.odd, i)
			}
			i += n
		}
		prev = 0
	}
	return out
})

// ascii notes what is to be looked at in the run of ASCII characters that
// begins at start, and returns its end.
func (out *reading) ascii(t string, start int) int {
	end := start
	seen := uint8(0)
	for end < len(t) && t[end] < utf8.RuneSelf {
		seen |= kinds[t[end]]
		end++
	}
	if end-start < 2 {
		return end // nothing looked for is that short
	}
	const noisy, mixed = sign | blank | letter, lookalike | digit
	if seen&noisy == noisy && end-start >= leastNoise || seen&mixed == mixed && end-start >= leastMixed {
		out.runs = append(out.runs, doc.Span{Start: start, End: end})
	}
	switch {
	case seen == comma:
		out.odd = append(out.odd, start)
	case seen&code != 0:
		for i := start; i < end; i++ {
			if kinds[t[i]]&code != 0 && (t[i] != '%' || isHex(t, i+1, 2)) {
				out.odd = append(out.odd, i)
			}
		}
	}
	return end
}
