package placeholder

import (
	"slices"
	"strings"
)

// charset is a set of characters: sorted, with a filter of 64 bits before it.
type charset struct {
	filter uint64
	chars  []rune
}

func newCharset(chars string) charset {
	s := charset{chars: []rune(chars)}
	for _, r := range s.chars {
		s.filter |= 1 << (r & 63)
	}
	slices.Sort(s.chars)
	s.chars = slices.Compact(s.chars)
	return s
}

func (s *charset) has(r rune) bool { return s.find(r) >= 0 }

// find returns the place of r among the sorted characters, -1 if it is none.
func (s *charset) find(r rune) int {
	if s.filter>>(uint32(r)&63)&1 == 0 {
		return -1
	}
	if i, ok := slices.BinarySearch(s.chars, r); ok {
		return i
	}
	return -1
}

// prefixes are words that a text may go on with.
type prefixes struct {
	heads charset
	// words are the words by the place of their first character in heads.
	words [][]string
}

func newPrefixes(words ...string) prefixes {
	var heads strings.Builder
	for _, w := range words {
		heads.WriteRune(next(w, 0))
	}
	p := prefixes{heads: newCharset(heads.String())}
	p.words = make([][]string, len(p.heads.chars))
	for _, w := range words {
		at := &p.words[p.heads.find(next(w, 0))]
		*at = append(*at, w)
	}
	return p
}

// at reports whether text[i:] starts with one of the words.
func (p *prefixes) at(text string, i int) bool {
	k := p.heads.find(next(text, i))
	return k >= 0 && hasPrefix(text, i, p.words[k])
}

// suffixes are words that a text may end in.
type suffixes struct {
	tails charset
	words []string
}

func newSuffixes(words ...string) suffixes {
	var tails strings.Builder
	for _, w := range words {
		tails.WriteRune(prev(w, len(w)))
	}
	return suffixes{newCharset(tails.String()), words}
}

// before reports whether text[:i] ends in one of the words.
func (s *suffixes) before(text string, i int) bool {
	return s.tails.has(prev(text, i)) && hasSuffix(text[:i], s.words...)
}

// hasPrefix reports whether text[i:] starts with one of list.
func hasPrefix(text string, i int, list []string) bool {
	for _, w := range list {
		if strings.HasPrefix(text[i:], w) {
			return true
		}
	}
	return false
}

// hasSuffix reports whether text ends in one of list.
func hasSuffix(text string, list ...string) bool {
	for _, w := range list {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	return false
}
