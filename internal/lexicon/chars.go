package lexicon

import "unicode/utf8"

// Chars is a set of characters of the Basic Multilingual Plane, a bit each: eight
// kilobytes, of which those of Chinese fill little more than two.
type Chars [1 << 10]uint64

// NewChars returns the set of the characters of s.
func NewChars(s string) *Chars {
	c := new(Chars)
	for _, r := range s {
		c.Add(r)
	}
	return c
}

// Add adds r, which must lie in the Basic Multilingual Plane.
func (c *Chars) Add(r rune) { c[r>>6&(1<<10-1)] |= 1 << (r & 63) }

// AddFirst adds the first character of word.
func (c *Chars) AddFirst(word string) {
	r, _ := utf8.DecodeRuneInString(word)
	c.Add(r)
}

// AddLast adds the last character of word.
func (c *Chars) AddLast(word string) {
	r, _ := utf8.DecodeLastRuneInString(word)
	c.Add(r)
}

// Has reports whether r is in the set.
func (c *Chars) Has(r rune) bool {
	k := uint32(r) >> 6
	return k < uint32(len(c)) && c[k]&(1<<(r&63)) != 0
}
