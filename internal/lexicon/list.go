package lexicon

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// List is a fixed list of words, written in code rather than in a dictionary,
// that short stretches of text are searched for. One walk over the text finds
// all of them. Where the stretch is a span of a document, a class made by
// DefineWords is found without any walk.
type List struct {
	// leads holds the low bits of the words' first characters: most characters
	// are told from them here, where no further memory is fetched.
	leads [4]uint64
	words []string
	// slots is a hash table of the words' first characters, small so that a
	// list which is seldom asked fetches little memory.
	slots []slot
	// byLead holds the words by first character.
	byLead []listed
}

// slot tells that the words with a first character are byLead[lo:hi]; it is free
// when there is none. Of characters beyond the Basic Multilingual Plane the low
// bits stand: words are compared anyway.
type slot struct{ lead, lo, hi uint16 }

// listed is a word with its number.
type listed struct {
	word   string
	number int
}

// NewList returns the list of words, which must not be empty.
func NewList(words ...string) *List {
	l := &List{words: words}
	byLead := map[uint16][]listed{}
	var leads []uint16
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if byLead[uint16(r)] == nil {
			leads = append(leads, uint16(r))
			l.leads[r>>6&3] |= 1 << (r & 63)
		}
		byLead[uint16(r)] = append(byLead[uint16(r)], listed{w, i})
	}
	const room = 4 // slots for each character
	l.slots = make([]slot, 1<<bits.Len(uint(room*len(leads))))
	for _, lead := range leads {
		i := int(lead) & (len(l.slots) - 1)
		for l.slots[i].hi > 0 {
			i = (i + 1) & (len(l.slots) - 1)
		}
		lo := len(l.byLead)
		l.byLead = append(l.byLead, byLead[lead]...)
		l.slots[i] = slot{lead, uint16(lo), uint16(len(l.byLead))}
	}
	return l
}

// led returns the words that begin with r, by number.
func (l *List) led(r rune) []listed {
	if l.leads[r>>6&3]>>(r&63)&1 == 0 {
		return nil
	}
	for i := int(r); ; i++ {
		s := &l.slots[i&(len(l.slots)-1)]
		if s.hi == 0 {
			return nil
		}
		if s.lead == uint16(r) {
			return l.byLead[s.lo:s.hi]
		}
	}
}

// Word returns the word of number i.
func (l *List) Word(i int) string { return l.words[i] }

// Len returns the number of words.
func (l *List) Len() int { return len(l.words) }

// Has reports whether word is one of the words.
func (l *List) Has(word string) bool { return slices.Contains(l.words, word) }

// In reports whether one of the words stands in s.
func (l *List) In(s string) bool { return l.First(s) >= 0 }

// First returns the smallest number of a word that stands in s, -1 if none
// does.
func (l *List) First(s string) int {
	best := -1
	l.Each(s, func(i, _ int) {
		if best < 0 || i < best {
			best = i
		}
	})
	return best
}

// Opens returns the smallest number of a word that s begins with, -1 if there
// is none.
func (l *List) Opens(s string) int {
	var r rune
	if len(s) >= 3 && s[0]>>4 == 0xE {
		// Three bytes, as Chinese characters are; if they are none, no word is
		// found behind.
		r = rune(s[0]&0xF)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F)
	} else {
		r, _ = utf8.DecodeRuneInString(s)
	}
	for _, w := range l.led(r) {
		if strings.HasPrefix(s, w.word) {
			return w.number
		}
	}
	return -1
}

// Each calls f for every occurrence of a word in s, with the word's number and
// its place.
func (l *List) Each(s string, f func(i, at int)) {
	for at := 0; at < len(s); {
		r, n := rune(s[at]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[at:])
		}
		for _, w := range l.led(r) {
			if strings.HasPrefix(s[at:], w.word) {
				f(w.number, at)
			}
		}
		at += n
	}
}
