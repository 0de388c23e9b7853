package text

import (
	"cmp"
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
	firstBits  = 12
	perWord    = 32
	isHead     = 1
	isTail     = 2
)

// ends are the heads or the tails of all phrases. All this is small, so that it
// stays close to the processor.
type ends struct {
	tail bool
	// halves lie together by the upper bits of the hashes of their pairs; first is
	// where those of each begin and, next to it, end.
	halves []half
	first  [1<<firstBits + 1]uint16
	// beside is a filter as well, of what stands next to a pair.
	beside [1 << filterBits / 64]uint64
}

// half is one end of a phrase.
type half struct {
	pair uint32
	// next are the characters next to the pair inside the phrase, nearest first,
	// 0 behind its end: the third is 0 in a short phrase, of leastPhrase characters.
	next [4]uint16
	// may is what the first three of next are mistaken for, as bit sets of the
	// last bits of the characters.
	may    [3]uint16
	phrase uint16
}

// pairOf tells pairs of characters of the Basic Multilingual Plane apart.
func pairOf(a, b rune) uint32 { return uint32(a)<<16 | uint32(b) }

// hash spreads a pair over the upper bits.
func hash(pair uint32) uint32 { return (pair ^ pair>>15) * 0x9E3779B1 }

// beside is the hash of a pair with the character r next to it, as the nearer, 0,
// or as the further one, 1.
func beside(pair uint32, r rune, further uint32) uint32 {
	return hash(pair^uint32(r)*(0x85EBCA6B+further*0x3C6EF372)) >> (32 - filterBits)
}

// which returns whether the pair of hash h may be a head or a tail.
func (ix *phraseIndex) which(h uint32) uint64 {
	h >>= 32 - filterBits
	return ix.filter[h/perWord] >> (h % perWord * 2) & (isHead | isTail)
}

// bit is the place of r in half.may.
func bit(r rune) uint16 { return 1 << (uint32(r) % 16) }

func bitsOf(s string) (set uint16) {
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
		h.phrase = uint16(i)
		h.pair = pairOf(p.runes[at(0)], p.runes[at(1)])
		if e.tail {
			h.pair = pairOf(p.runes[at(1)], p.runes[at(0)])
		}
		for k := 0; k < len(h.next) && k+2 < len(p.runes); k++ {
			h.next[k] = uint16(p.runes[at(k+2)])
		}
		for k := 0; k < len(h.may) && k+2 < len(p.runes); k++ {
			h.may[k] = bitsOf(p.wrong[at(k+2)])
		}
	}
	slices.SortFunc(e.halves, func(a, b half) int {
		return cmp.Or(cmp.Compare(hash(a.pair), hash(b.pair)), cmp.Compare(a.phrase, b.phrase))
	})
	for _, h := range e.halves {
		e.first[hash(h.pair)>>(32-firstBits)+1]++
		k := hash(h.pair) >> (32 - filterBits)
		ix.filter[k/perWord] |= kind << (k % perWord * 2)
		near, far := rune(h.next[0]), rune(h.next[1])
		e.addBeside(h.pair, near, far)
		if h.next[2] != 0 {
			e.addBeside(h.pair, far, near)
		}
	}
	for k := range e.first[1:] {
		e.first[k+1] += e.first[k]
	}
}

func (e *ends) addBeside(pair uint32, near, far rune) {
	for place, r := range []rune{near, far} {
		k := beside(pair, r, uint32(place))
		e.beside[k/64] |= 1 << (k % 64)
	}
}

// compare looks at the phrases with the end pair, which stands at t[at:] with the
// characters near and far next to it.
func (e *ends) compare(ix *phraseIndex, t string, at int, pair uint32, near, far rune, out *reading) {
	if k, l := beside(pair, near, 0), beside(pair, far, 1); e.beside[k/64]&(1<<(k%64)) == 0 && e.beside[l/64]&(1<<(l%64)) == 0 {
		return
	}
	before := rune(pair & 0xFFFF) // near, in the pair
	if e.tail {
		before = rune(pair >> 16)
	}
	// The third and the fourth character next to the pair, read when wanted.
	third, fourth, known := rune(0), rune(0), false
	k := hash(pair) >> (32 - firstBits)
	halves := e.halves[e.first[k]:e.first[k+1]]
	for i := range halves {
		h := &halves[i]
		if h.pair != pair {
			continue
		}
		p, q := rune(h.next[0]), rune(h.next[1])
		if h.next[2] == 0 { // a short phrase
			switch {
			case near == p && far == q:
				if !e.tail {
					out.whole++
				}
			case near == p && bit(far)&h.may[1] != 0, far == q && bit(near)&h.may[0] != 0:
				out.note(t, at, ix, int(h.phrase), e.tail)
			}
			continue
		}
		if near != p && near != q && far != p && far != q {
			continue
		}
		if !known {
			third, fourth = e.beyond(t, at)
			known = true
		}
		if h.mayStand(before, near, far, third, fourth) {
			out.note(t, at, ix, int(h.phrase), e.tail)
		}
	}
}

// mayStand reports whether a phrase of more than leastPhrase characters may
// stand, whole or with a slip, where the four characters from near on are next to
// its pair.
func (h *half) mayStand(before, near, far, third, fourth rune) bool {
	a, b, c, d := rune(h.next[0]), rune(h.next[1]), rune(h.next[2]), rune(h.next[3])
	switch {
	case near != a: // wrong; left out or exchanged; or the one before it twice
		return far == b && bit(near)&h.may[0] != 0 || near == b && (far == c || far == a) || near == before && far == a
	case third == unread:
		return true
	case far != b:
		return third == c && bit(far)&h.may[1] != 0 || far == c && (third == d || d == 0 || third == b) || far == near && third == b
	case third != c:
		return (fourth == d || d == 0) && bit(third)&h.may[2] != 0 || third == d || third == far && fourth == c
	}
	return true
}

// unread stands for a character of other than three bytes, ASCII apart.
const unread = -1

// beyond returns the third and the fourth character next to the pair at t[at:], 0
// for one of ASCII.
func (e *ends) beyond(t string, at int) (third, fourth rune) {
	i, step, edge := at+pairLen+2*wideLen, wideLen, 0
	if e.tail {
		i, step, edge = at-3*wideLen, -wideLen, wideLen-1
	}
	if k := i + edge; k < 0 || k >= len(t) || t[k] < utf8.RuneSelf {
		return 0, 0
	}
	if third = wideAt(t, i); third == 0 {
		return unread, unread
	}
	return third, wideAt(t, i+step)
}
