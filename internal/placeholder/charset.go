package placeholder

import (
	"slices"
	"strings"
)

// plane is a set of characters of the Basic Multilingual Plane, a bit each: eight
// kilobytes, of which those of Chinese fill little more than two.
type plane [1 << 10]uint64

func newPlane(chars string) *plane {
	p := new(plane)
	for _, r := range chars {
		p.add(r)
	}
	return p
}

func (p *plane) add(r rune) { p[r>>6] |= 1 << (r & 63) }

func (p *plane) has(r rune) bool { return uint32(r) < 1<<16 && p[r>>6]>>(r&63)&1 != 0 }

// charset is a small set of characters: sorted, with a filter on their lowest
// bits before it, which turns most others away.
type charset struct {
	filter [filterBits / 64]uint64
	chars  []rune
}

const filterBits = 128 // most sets have less than five

func newCharset(chars string) charset {
	s := charset{chars: []rune(chars)}
	for _, r := range s.chars {
		s.filter[r%filterBits/64] |= 1 << (r % 64)
	}
	slices.Sort(s.chars)
	s.chars = slices.Compact(s.chars)
	return s
}

func (s *charset) has(r rune) bool { return s.passes(r) && s.find(r) >= 0 }

// passes reports whether r may be in the set.
func (s *charset) passes(r rune) bool {
	return s.filter[uint32(r)%filterBits/64]>>(uint32(r)%64)&1 != 0
}

// find returns the place of r among the sorted characters, -1 if it is none.
func (s *charset) find(r rune) int {
	if i, ok := slices.BinarySearch(s.chars, r); ok {
		return i
	}
	return -1
}

// prefixes are words that a text may go on with.
type prefixes struct {
	heads charset
	// words are the words by the place of their first character in heads, none
	// where it is a word itself.
	words [][]string
}

func newPrefixes(words ...string) prefixes {
	var heads strings.Builder
	for _, w := range words {
		heads.WriteRune(next(w, 0))
	}
	p := prefixes{heads: newCharset(heads.String())}
	p.words = make([][]string, len(p.heads.chars))
	for k, r := range p.heads.chars {
		if slices.Contains(words, string(r)) {
			continue
		}
		for _, w := range words {
			if next(w, 0) == r {
				p.words[k] = append(p.words[k], w)
			}
		}
	}
	return p
}

// at reports whether text[i:] starts with one of the words.
func (p *prefixes) at(text string, i int) bool {
	r := next(text, i)
	if !p.heads.passes(r) {
		return false
	}
	k := p.heads.find(r)
	return k >= 0 && (p.words[k] == nil || hasPrefix(text, i, p.words[k]))
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
