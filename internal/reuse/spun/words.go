// Package spun knows the words that machines swap for one another to disguise
// a copy (建设/建立, 服务/效劳). The table is learned from the copies themselves
// and may start from a dictionary.
package spun

import (
	"maps"
	"math/bits"
	"slices"
)

// Word is a word of two tokens, the first in the high half.
type Word uint32

// MakeWord returns the word of two tokens.
func MakeWord(a, b uint16) Word { return Word(a)<<16 | Word(b) }

// Tokens returns the two tokens of w.
func (w Word) Tokens() (a, b uint16) { return uint16(w >> 16), uint16(w) }

// String returns the characters of w.
func (w Word) String() string { return string([]rune{rune(w >> 16), rune(w & 0xFFFF)}) }

// Pair is two words seen in each other's place.
type Pair struct{ A, B Word }

// Table groups words into families; members of a family read as one word. The
// zero Table and nil know no word.
type Table struct {
	family map[Word]Word // word -> smallest word of its family
	pairs  map[Pair]bool
	// first marks the first tokens of words; slots is family again as an open
	// hash table, half empty: folding looks up every other word of a text.
	first [1 << 10]uint64
	slots []slot
}

type slot struct{ word, family Word }

// NewTable returns the table of the families that pairs span.
func NewTable(pairs []Pair) *Table {
	t := &Table{family: map[Word]Word{}, pairs: map[Pair]bool{}}
	for _, p := range pairs {
		if p.A == p.B {
			continue
		}
		t.pairs[Pair{min(p.A, p.B), max(p.A, p.B)}] = true
		a, b := t.root(p.A), t.root(p.B)
		t.family[p.A], t.family[p.B] = min(a, b), min(a, b)
		t.family[max(a, b)] = min(a, b)
	}
	for w := range t.family { // order does not matter: roots are minima
		t.family[w] = t.root(w)
		t.first[w>>22] |= 1 << (w >> 16 & 63)
	}
	t.slots = make([]slot, 1<<bits.Len(uint(2*len(t.family))))
	for w, f := range t.family { // where a word lies does not matter
		i := t.slot(w)
		for t.slots[i].word != 0 {
			i = (i + 1) & (len(t.slots) - 1)
		}
		t.slots[i] = slot{w, f}
	}
	return t
}

func (t *Table) root(w Word) Word {
	for {
		p, ok := t.family[w]
		if !ok || p == w {
			return w
		}
		w = p
	}
}

// Len returns the number of words.
func (t *Table) Len() int {
	if t == nil {
		return 0
	}
	return len(t.family)
}

// Pairs returns the pairs the table was made of, sorted.
func (t *Table) Pairs() []Pair {
	if t == nil {
		return nil
	}
	return slices.SortedFunc(maps.Keys(t.pairs), func(p, q Pair) int {
		if p.A != q.A {
			return int(int64(p.A) - int64(q.A))
		}
		return int(int64(p.B) - int64(q.B))
	})
}

// Family returns the word that stands for the family of the word ab, or 0.
func (t *Table) Family(a, b uint16) Word {
	if t == nil || t.first[a>>6]>>(a&63)&1 == 0 {
		return 0
	}
	w := MakeWord(a, b)
	for i := t.slot(w); ; i = (i + 1) & (len(t.slots) - 1) {
		if s := &t.slots[i]; s.word == w || s.word == 0 {
			return s.family
		}
	}
}

// slot returns where the search for a word begins.
func (t *Table) slot(w Word) int {
	return int(uint64(w)*0x9E3779B97F4A7C15>>32) & (len(t.slots) - 1)
}

// Same reports whether two different words are of one family.
func (t *Table) Same(a0, a1, b0, b1 uint16) bool {
	f := t.Family(a0, a1)
	return f != 0 && f == t.Family(b0, b1)
}

// Fold replaces, in place, every word of a family by the one that stands for
// it, from the left.
func (t *Table) Fold(tokens []uint16) {
	if t.Len() == 0 {
		return
	}
	for i := 0; i+1 < len(tokens); i++ {
		if f := t.Family(tokens[i], tokens[i+1]); f != 0 {
			tokens[i], tokens[i+1] = f.Tokens()
			i++
		}
	}
}
