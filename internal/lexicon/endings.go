package lexicon

import "strings"

// Endings is a fixed list of words, written in code, that stretches of text are
// compared with at their end.
type Endings struct {
	words []string
	by    [256][]int // numbers of the words by their last byte
}

// NewEndings returns the list of words, which must not be empty.
func NewEndings(words ...string) *Endings {
	e := &Endings{words: words}
	for i, w := range words {
		b := w[len(w)-1]
		e.by[b] = append(e.by[b], i)
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
	for _, i := range e.by[s[len(s)-1]] {
		if strings.HasSuffix(s, e.words[i]) {
			return i
		}
	}
	return -1
}
