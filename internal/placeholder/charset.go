package placeholder

import (
	"slices"
	"strings"
)

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

func (s *charset) has(r rune) bool {
	if s.filter[uint32(r)%filterBits/64]>>(uint32(r)%64)&1 == 0 {
		return false
	}
	_, ok := slices.BinarySearch(s.chars, r)
	return ok
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
