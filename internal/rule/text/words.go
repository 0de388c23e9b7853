package text

import (
	"strings"
	"sync"
	"unicode/utf8"

	"hecha/dict"
)

// longestWord is the length of the longest word kept, in characters.
const longestWord = 5

// wordSet is a set of words of dict.Words: an open hash table of where their
// lines begin, from 1 on. It is made in a fraction of the time that a map takes.
type wordSet []uint32

// wordSetSize is a power of two above the number of words in dict.Words.
const wordSetSize = 1 << 17

var words = sync.OnceValue(func() wordSet {
	set := make(wordSet, wordSetSize)
	start := uint32(1)
	for line := range strings.Lines(dict.Words) {
		w, _, _ := strings.Cut(line, " ")
		if n := utf8.RuneCountInString(w); n >= 2 && n <= longestWord {
			*set.place(w) = start
		}
		start += uint32(len(line))
	}
	return set
})

// place returns where w is or belongs.
func (set wordSet) place(w string) *uint32 {
	hash := uint32(2166136261) // FNV-1a
	for i := range len(w) {
		hash = (hash ^ uint32(w[i])) * 16777619
	}
	for i := hash ^ hash>>15; ; i++ {
		at := &set[i%wordSetSize]
		if *at == 0 || strings.HasPrefix(dict.Words[*at-1:], w) && dict.Words[int(*at)-1+len(w)] == ' ' {
			return at
		}
	}
}

// isWord reports whether rs is a word of two to longestWord characters.
func isWord(rs []rune) bool { return *words().place(string(rs)) != 0 }
