package boilerplate

import (
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"hecha/internal/doc"
)

// sentenceSet finds, for each sentence, an earlier one of the same bare text.
// Most sentences already differ in how they open: only those whose openings
// agree are compared whole.
type sentenceSet struct {
	d         *doc.Document
	sentences []doc.Span
	// slots is an open hash table, at most half full, of the first sentence
	// with each opening.
	slots []opened
	// whole holds the first sentence of each bare text among those whose
	// openings stand more than once.
	whole map[string]int
}

// hashPrime spreads what differs in few bits: the golden ratio of 2^64.
const hashPrime = 0x9E3779B97F4A7C15

type opened struct {
	opening uint32
	// sentence is the number of the sentence plus 1, 0 in an empty slot;
	// negative when it is in whole.
	sentence int32
}

func newSentenceSet(d *doc.Document, sentences []doc.Span) *sentenceSet {
	s := sentenceSets.Get().(*sentenceSet)
	size := 2 << bits.Len(uint(len(sentences)))
	*s = sentenceSet{d: d, sentences: sentences, slots: slices.Grow(s.slots[:0], size)[:size]}
	clear(s.slots)
	return s
}

// sentenceSets keeps the room of sets that are done with.
var sentenceSets = sync.Pool{New: func() any { return new(sentenceSet) }}

// maxKeptSlots bounds the sets whose room is kept.
const maxKeptSlots = 1 << 14

func (s *sentenceSet) close() {
	if len(s.slots) <= maxKeptSlots {
		*s = sentenceSet{slots: s.slots}
		sentenceSets.Put(s)
	}
}

// add enters sentence i, whose opening is hashed to h, and returns the number of
// the first sentence with the same bare text, -1 if i is the first.
func (s *sentenceSet) add(i int, h uint32) int {
	mask := len(s.slots) - 1
	at := int(h) & mask
	for s.slots[at].sentence != 0 && s.slots[at].opening != h {
		at = (at + 1) & mask
	}
	slot := &s.slots[at]
	if slot.sentence == 0 {
		*slot = opened{h, int32(i + 1)}
		return -1
	}
	if s.whole == nil {
		s.whole = map[string]int{}
	}
	if slot.sentence > 0 {
		k := int(slot.sentence - 1)
		s.whole[s.bare(k)] = k
		slot.sentence = -slot.sentence
	}
	key := s.bare(i)
	j, seen := s.whole[key]
	if !seen {
		s.whole[key] = i
		return -1
	}
	return j
}

func (s *sentenceSet) bare(i int) string {
	return bareText(unnumbered(s.sentences[i].Of(s.d.Text)))
}

// openingOf hashes the first leastSentence bare characters of s; ok is false when
// it has fewer.
func openingOf(s string) (hash uint32, ok bool) {
	n, h := 0, uint64(0)
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c < utf8.RuneSelf:
			i++
			if !(c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z') {
				continue
			}
			h = (h ^ uint64(c)) * hashPrime
		case c >= 0xE3 && c <= 0xE9 && i+2 < len(s):
			r := uint64(c)<<16 | uint64(s[i+1])<<8 | uint64(s[i+2])
			i += 3
			if r < 0xE39080 { // U+3400
				continue
			}
			h = (h ^ r) * hashPrime
		default:
			_, w := utf8.DecodeRuneInString(s[i:])
			i += w
			continue
		}
		if n++; n == leastSentence {
			return uint32(h >> 32), true
		}
	}
	return 0, false
}

// bareText keeps letters, digits and characters.
func bareText(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x3400 && r <= 0x9FFF || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, s)
}
