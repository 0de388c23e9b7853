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
	words []string
	// leads is the set of the words' first characters; rank[k] counts those in
	// leads[:k]. The words of the i-th of them have the numbers by[i].
	leads [leadWords]uint64
	rank  [leadWords]uint16
	by    [][]int
}

const leadWords = 1 << 10 // 64 characters each: the Basic Multilingual Plane

// NewList returns the list of words, which must not be empty and begin with a
// character of the Basic Multilingual Plane.
func NewList(words ...string) *List {
	l := &List{words: words}
	numbers := map[rune][]int{}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		numbers[r] = append(numbers[r], i)
		l.leads[r>>6] |= 1 << (r & 63)
	}
	for k, set := range l.leads {
		l.rank[k] = uint16(len(l.by))
		for ; set != 0; set &= set - 1 {
			l.by = append(l.by, numbers[rune(k<<6+bits.TrailingZeros64(set))])
		}
	}
	return l
}

// led returns the numbers of the words that begin with r.
func (l *List) led(r rune) []int {
	k, bit := r>>6, uint64(1)<<(r&63)
	if k >= leadWords || l.leads[k]&bit == 0 {
		return nil
	}
	return l.by[int(l.rank[k])+bits.OnesCount64(l.leads[k]&(bit-1))]
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
	for _, i := range l.led(r) {
		if strings.HasPrefix(s, l.words[i]) {
			return i
		}
	}
	return -1
}

// Each calls f for every occurrence of a word in s, with the word's number and
// its place.
func (l *List) Each(s string, f func(i, at int)) {
	for at := 0; at < len(s); {
		r, w := rune(s[at]), 1
		if r >= utf8.RuneSelf {
			r, w = utf8.DecodeRuneInString(s[at:])
		}
		for _, i := range l.led(r) {
			if strings.HasPrefix(s[at:], l.words[i]) {
				f(i, at)
			}
		}
		at += w
	}
}
