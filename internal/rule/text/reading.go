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
	// misread are the characters that a text read in a wrong code may begin with.
	misread []int
	// runs are the runs of ASCII characters that may hold noise or letters
	// for digits. A run may go over line breaks.
	runs []doc.Span

	// Room for around.
	rs     []rune
	starts []int
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

// The range of the characters that fixed phrases are made of: Chinese ones and
// the marks set like them.
const firstWide, lastWide = 0x3000, 0x9FFF

// wideLen is their length in bytes, pairLen that of two.
const wideLen, pairLen = 3, 6

// rare is the last character before those of four bytes, which are no part of
// phrases but written for one by mistake.
const rare = 0xFFFF

// wideAt returns the character at t[i:] if it takes wideLen bytes, else 0.
func wideAt(t string, i int) rune {
	if i < 0 || i+2 >= len(t) || t[i]>>4 != 0xE {
		return 0
	}
	return rune(t[i]&0x0F)<<12 | rune(t[i+1]&0x3F)<<6 | rune(t[i+2]&0x3F)
}

// read walks over the text once, a character at a time.
var read = doc.DefineReusing(func(d *doc.Document, out *reading) *reading {
	t := d.Text
	ix := phrases()
	leads, _ := misreadLeads()
	out = out.anew()
	// The three characters before the current one, the first three places
	// behind, 0 where others than those of phrases stand between; and whether a
	// phrase may begin with the first and second, or with the second and third.
	var first, second, third rune
	var begun, begins uint64
	for i := 0; i < len(t); {
		c := t[i]
		var r rune
		n := wideLen
		switch {
		case c >= firstWide>>12|0xE0 && c <= lastWide>>12|0xE0 && i+2 < len(t):
			r = rune(c&0x0F)<<12 | rune(t[i+1]&0x3F)<<6 | rune(t[i+2]&0x3F)
		case c < utf8.RuneSelf:
			n = out.ascii(t, i)
		case c == 0xE2 && i+1 < len(t) && t[i+1] == 0x80: // quotation marks, dashes
		default:
			r, n = utf8.DecodeRuneInString(t[i:])
			if mayBeDamage(r) {
				out.odd = append(out.odd, i)
			}
			if r <= rare {
				r = 0
			}
		}
		if r == 0 {
			first, second, third = 0, 0, 0
			begun, begins = 0, 0
			i += n
			continue
		}
		if r == third {
			out.odd = append(out.odd, i-n)
		}
		if leads.has(r) {
			out.misread = append(out.misread, i)
		}
		if begun != 0 {
			at := i - pairLen - wideLen
			if third > rare {
				at--
			}
			ix.heads.compare(ix, t, at, pairOf(first, second), third, r, out)
		}
		kind := uint64(0)
		if r <= rare && third <= rare {
			pair := pairOf(third, r)
			kind = ix.which(hash(pair))
			if kind&isTail != 0 {
				ix.tails.compare(ix, t, i-wideLen, pair, second, first, out)
			}
		}
		first, second, third = second, third, r
		begun, begins = begins, kind&isHead
		i += n
	}
	out.settle()
	return out
})

// anew returns out, or a new one, without what it holds.
func (out *reading) anew() *reading {
	if out == nil {
		return new(reading)
	}
	*out = reading{
		slips: out.slips[:0], odd: out.odd[:0], misread: out.misread[:0], runs: out.runs[:0],
		rs: out.rs, starts: out.starts,
	}
	return out
}

// ascii notes what is to be looked at in the run of ASCII characters that
// begins at start, and returns its length.
func (out *reading) ascii(t string, start int) int {
	end := start
	seen := uint8(0)
	for end < len(t) && t[end] < utf8.RuneSelf {
		seen |= kinds[t[end]]
		end++
	}
	if end-start < 2 {
		return end - start // nothing looked for is that short
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
	return end - start
}
