package lexicon

import "strings"

// Endings is a fixed list of words, written in code, that stretches of text are
// compared with at their end.
type Endings struct {
	words []string
	// byLast holds the words by last byte: those that end in b are
	// byLast[first[b]:first[b+1]].
	byLast []listed
	first  [257]uint16
}

// NewEndings returns the list of words, which must not be empty.
func NewEndings(words ...string) *Endings {
	e := &Endings{words: words}
	for b := range 256 {
		for i, w := range words {
			if int(w[len(w)-1]) == b {
				e.byLast = append(e.byLast, listed{w, i})
			}
		}
		e.first[b+1] = uint16(len(e.byLast))
	}
	return e
}

// Word returns the word of number i.
func (e *Endings) Word(i int) string { return e.words[i] }

// Close returns the smallest number of a word that s ends in, -1 if there is
// none.
func (e *Endings) Close(s string) int {
	if s == "" {
		return -1
	}
	b := int(s[len(s)-1])
	for _, w := range e.byLast[e.first[b]:e.first[b+1]] {
		if strings.HasSuffix(s, w.word) {
			return w.number
		}
	}
	return -1
}
