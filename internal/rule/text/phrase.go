package text

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"hecha/dict"
	"hecha/internal/lexicon"
)

// phrase is a fixed phrase.
type phrase struct {
	text  string
	runes []rune
	// wrong holds for every character what it is mistaken for.
	wrong []string
	whole bool // has no shorter form
}

// phraseIndex finds phrases, whole or with one slip, by their heads, the first
// two characters, and tails, the last two: a single slip leaves one of the two
// whole, and next to it one of two characters, at its own place or at that of the
// other.
type phraseIndex struct {
	phrases      []phrase
	known        map[string]bool
	heads, tails ends
	// filter says of the hash of a pair whether it may be a head or a tail. Few
	// others pass, and it is small enough to be asked at every character.
	filter [1 << filterBits / perWord]uint64
}

// The filter holds two bits for every hash, some ten times as many as there are
// pairs.
const (
	filterBits = 16
	perWord    = 32
	isHead     = 1
	isTail     = 2
)

// ends are the heads or the tails of all phrases.
type ends struct {
	tail bool
	// halves lie together by pair; pairs is a hash table of where, by the upper
	// bits of the hash.
	halves []half
	pairs  []pairHalves
	shift  int
	// beside is a filter as well, of what stands next to a pair.
	beside [1 << filterBits / 64]uint64
}

// half is one end of a phrase.
type half struct {
	pair   uint32
	phrase int32
	// next are the characters next to the pair inside the phrase, nearest first;
	// the third is 0 in a phrase of leastPhrase characters. beforeNext is that of
	// the pair which they follow.
	next       [3]rune
	beforeNext rune
	// may is what the first two of next are mistaken for, as bit sets of the
	// last bits of the characters.
	may [2]uint64
}

// pairHalves are the halves [from, to) of pair.
type pairHalves struct{ pair, from, to uint32 }

// pairOf tells pairs of characters of the Basic Multilingual Plane apart.
func pairOf(a, b rune) uint32 { return uint32(a)<<16 | uint32(b) }

// hash spreads a pair over the upper bits.
func hash(pair uint32) uint32 { return (pair ^ pair>>15) * 0x9E3779B1 }

// besides are the hashes of a pair with the character r next to it, as the
// nearer or as the further one.
func beside(pair uint32, r rune, further uint32) uint32 {
	return hash(pair^uint32(r)*(0x85EBCA6B+further*0x3C6EF372)) >> (32 - filterBits)
}

// which returns whether the pair of hash h may be a head or a tail.
func (ix *phraseIndex) which(h uint32) uint64 {
	h >>= 32 - filterBits
	return ix.filter[h/perWord] >> (h % perWord * 2) & (isHead | isTail)
}

// bit is the place of r in half.may.
func bit(r rune) uint64 { return 1 << (uint32(r) % 64) }

func bitsOf(s string) (set uint64) {
	for _, r := range s {
		set |= bit(r)
	}
	return set
}

var phrases = sync.OnceValue(func() *phraseIndex {
	ix := &phraseIndex{known: map[string]bool{}}
	wrong := mistakes()
	for _, row := range collocations.Rows() {
		ix.add(row.Word, row.Column(0) == "whole", wrong)
	}
	// gse marks idioms "i".
	const idiom = " i\n"
	for rest := dict.Words; ; {
		k := strings.Index(rest, idiom)
		if k < 0 {
			break
		}
		word, _, _ := strings.Cut(rest[strings.LastIndexByte(rest[:k], '\n')+1:k], " ")
		if utf8.RuneCountInString(word) == leastPhrase {
			ix.add(word, false, wrong)
		}
		rest = rest[k+len(idiom):]
	}
	ix.tails.tail = true
	ix.heads.layOut(ix, isHead)
	ix.tails.layOut(ix, isTail)
	return ix
})

// add adds the phrase w, if it is one of four characters and more, all of them
// Chinese but for marks like 、.
func (ix *phraseIndex) add(w string, whole bool, wrong map[rune]string) {
	p := phrase{text: w, runes: []rune(w), whole: whole}
	if len(p.runes) < leastPhrase || ix.known[w] || slices.ContainsFunc(p.runes, func(r rune) bool { return r < firstWide || r > lastWide }) {
		return
	}
	ix.known[w] = true
	p.wrong = make([]string, len(p.runes))
	for i, r := range p.runes {
		p.wrong[i] = wrong[r]
	}
	ix.phrases = append(ix.phrases, p)
}

// mistakes returns what characters are mistaken for.
func mistakes() map[rune]string {
	rows := lexicon.Parse(dict.Confusable)
	m := make(map[rune]string, len(rows))
	for _, row := range rows {
		r, _ := utf8.DecodeRuneInString(row.Word)
		m[r] = row.Column(0)
	}
	return m
}

// ranks are the names of levels; one for another is another level.
const ranks = "国省市州县区镇乡村"

// confusable reports whether wrong is often written for character k.
func (p *phrase) confusable(k int, wrong rune) bool {
	return strings.ContainsRune(p.wrong[k], wrong) && !(strings.ContainsRune(ranks, p.runes[k]) && strings.ContainsRune(ranks, wrong))
}

// layOut sorts the ends of all phrases by pair and fills the tables.
func (e *ends) layOut(ix *phraseIndex, kind uint64) {
	e.halves = make([]half, len(ix.phrases))
	for i := range ix.phrases {
		p, h := &ix.phrases[i], &e.halves[i]
		// The characters in the order in which they are compared.
		at := func(k int) int {
			if e.tail {
				return len(p.runes) - 1 - k
			}
			return k
		}
		h.phrase, h.beforeNext = int32(i), p.runes[at(1)]
		h.pair = pairOf(p.runes[0], p.runes[1])
		if e.tail {
			h.pair = pairOf(p.runes[at(1)], p.runes[at(0)])
		}
		for k := range h.next {
			if k+2 < len(p.runes) {
				h.next[k] = p.runes[at(k+2)]
			}
		}
		for k := range h.may {
			h.may[k] = bitsOf(p.wrong[at(k+2)])
		}
	}
	slices.SortStableFunc(e.halves, func(a, b half) int { return cmp.Compare(a.pair, b.pair) })
	size := bits.Len(uint(len(e.halves)))
	e.pairs, e.shift = make([]pairHalves, 1<<size), 32-size
	for i, h := range e.halves {
		s := e.slot(h.pair)
		if s.to == 0 {
			s.pair, s.from = h.pair, uint32(i)
		}
		s.to = uint32(i) + 1
		k := hash(h.pair) >> (32 - filterBits)
		ix.filter[k/perWord] |= kind << (k % perWord * 2)
		beside := func(r rune, place uint32) {
			k := beside(h.pair, r, place)
			e.beside[k/64] |= 1 << (k % 64)
		}
		beside(h.next[0], 0)
		beside(h.next[1], 1)
		if h.next[2] != 0 {
			beside(h.next[1], 0)
			beside(h.next[0], 1)
		}
	}
}

// slot returns where in pairs the pair is or belongs.
func (e *ends) slot(pair uint32) *pairHalves {
	for i := hash(pair) >> e.shift; ; i++ {
		if s := &e.pairs[i&uint32(len(e.pairs)-1)]; s.pair == pair || s.to == 0 {
			return s
		}
	}
}

// compare looks at the phrases with the end pair, which stands at t[at:] with the
// characters near and far next to it.
func (e *ends) compare(ix *phraseIndex, t string, at int, pair uint32, near, far rune, out *reading) {
	if k, l := beside(pair, near, 0), beside(pair, far, 1); e.beside[k/64]&(1<<(k%64)) == 0 && e.beside[l/64]&(1<<(l%64)) == 0 {
		return
	}
	s := e.slot(pair)
	hs := e.halves[s.from:s.to]
	for i := range hs {
		h := &hs[i]
		long := h.next[2] != 0
		worth := false
		switch {
		case near == h.next[0] && far == h.next[1] && !long:
			if !e.tail {
				out.whole++
			}
		case near == h.next[0] && far == h.next[1]:
			worth = true
		case near == h.next[0]: // far wrong, left out, or near twice
			worth = bit(far)&h.may[1] != 0 || long && (far == h.next[2] || far == near)
		case far == h.next[1] && bit(near)&h.may[0] != 0: // near wrong
			worth = true
		case long: // near left out, or what is before it twice
			worth = near == h.next[1] || near == h.beforeNext && far == h.next[0]
		}
		if worth {
			out.note(t, at, ix, h.phrase, e.tail)
		}
	}
}
