package lexicon

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// List is a fixed list of words, written in code rather than in a dictionary,
// that short stretches of text are searched for. One walk over the text finds
// all of them.
type List struct {
	words []string
	// by holds the numbers of the words by their first character; leads is the
	// set of these characters.
	by    map[rune][]int
	leads [1 << 10]uint64
}

// NewList returns the list of words, which must not be empty and begin with a
// character of the Basic Multilingual Plane.
func NewList(words ...string) *List {
	l := &List{words: words, by: map[rune][]int{}}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		l.by[r] = append(l.by[r], i)
		l.leads[r>>6&(1<<10-1)] |= 1 << (r & 63)
	}
	return l
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
	r, _ := utf8.DecodeRuneInString(s)
	if l.leads[r>>6&(1<<10-1)]&(1<<(r&63)) != 0 {
		for _, i := range l.by[r] {
			if strings.HasPrefix(s, l.words[i]) {
				return i
			}
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
		if l.leads[r>>6&(1<<10-1)]&(1<<(r&63)) != 0 {
			for _, i := range l.by[r] {
				if word := l.words[i]; len(s)-at >= len(word) && s[at:at+len(word)] == word {
					f(i, at)
				}
			}
		}
		at += w
	}
}
