package text

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"hecha/dict"
	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

// nearMiss is a fixed phrase written with one slip.
type nearMiss struct {
	doc.Span
	right string
	how   string // what is wrong, in Chinese
}

// Lengths of phrases, in characters, from which more is held to be a slip.
const (
	// leastPhrase: a wrong character that makes no words where it stands.
	leastPhrase = 4
	// leastEdited: a missing, doubled or exchanged character, not only a wrong one.
	leastEdited = 5
	// leastCertain: a wrong character even if it makes words where it stands.
	leastCertain = 6
)

// phrase is a fixed phrase.
type phrase struct {
	text  string
	runes []rune
	// wrong holds for every character what it is mistaken for.
	wrong []string
	whole bool // has no shorter form
}

// half is one end of a phrase: two characters. A single slip leaves one of the
// two ends whole, and next to it one of the characters near and far, at its own
// place or at that of the other.
type half struct {
	key       uint32
	phrase    int32
	near, far rune
	tail      bool // the last two characters
}

// phraseIndex finds phrases by their first and last two characters.
type phraseIndex struct {
	phrases []phrase
	known   map[string]bool
	// halves lie together by pair; pairs is a hash table of where, by the upper
	// bits of the hash.
	halves []half
	pairs  []pairHalves
	shift  int
	// filter is a bit set of hashes of pairs, small enough to be asked at every
	// character.
	filter [1 << filterBits / 64]uint64
}

// pairHalves are the halves [from, to) of the pair key.
type pairHalves struct {
	key          uint32
	from, to     uint32
	heads, tails bool // pairs of both kinds are among them
}

// filterBits makes the filter twenty times as large as there are pairs.
const filterBits = 16

// pairKey tells pairs of characters of the Basic Multilingual Plane apart.
func pairKey(a, b rune) uint32 { return uint32(a)<<16 | uint32(b) }

// hash spreads keys over the upper bits.
func hash(key uint32) uint32 { return (key ^ key>>15) * 0x9E3779B1 }

// mayHold is false for nearly all pairs that no phrase begins or ends with.
func (ix *phraseIndex) mayHold(key uint32) bool {
	h := hash(key) >> (32 - filterBits)
	return ix.filter[h>>6]&(1<<(h&63)) != 0
}

// slot returns where in pairs key is or belongs.
func (ix *phraseIndex) slot(key uint32) *pairHalves {
	for i := hash(key) >> ix.shift; ; i++ {
		if s := &ix.pairs[i&uint32(len(ix.pairs)-1)]; s.key == key || s.from == s.to {
			return s
		}
	}
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
	ix.layOut()
	return ix
})

// add adds the phrase w. Those of three characters and less, and those that do
// not begin and end with two Chinese characters, are passed over.
func (ix *phraseIndex) add(w string, whole bool, wrong map[rune]string) {
	p := phrase{text: w, runes: []rune(w), whole: whole}
	n := len(p.runes)
	if n < leastPhrase || ix.known[w] || !isHan(p.runes[0]) || !isHan(p.runes[1]) || !isHan(p.runes[n-2]) || !isHan(p.runes[n-1]) {
		return
	}
	ix.known[w] = true
	for _, r := range p.runes {
		p.wrong = append(p.wrong, wrong[r])
	}
	ix.phrases = append(ix.phrases, p)
}

// layOut sorts the halves of all phrases by pair and fills the tables.
func (ix *phraseIndex) layOut() {
	for i, p := range ix.phrases {
		rs := p.runes
		n := len(rs)
		ix.halves = append(ix.halves,
			half{key: pairKey(rs[0], rs[1]), near: rs[2], far: rs[3], phrase: int32(i)},
			half{key: pairKey(rs[n-2], rs[n-1]), near: rs[n-3], far: rs[n-4], phrase: int32(i), tail: true})
	}
	slices.SortStableFunc(ix.halves, func(a, b half) int { return cmp.Compare(a.key, b.key) })
	size := bits.Len(uint(2 * len(ix.halves)))
	ix.pairs, ix.shift = make([]pairHalves, 1<<size), 32-size
	for i, h := range ix.halves {
		s := ix.slot(h.key)
		if s.from == s.to {
			s.key, s.from = h.key, uint32(i)
		}
		s.to = uint32(i) + 1
		s.heads, s.tails = s.heads || !h.tail, s.tails || h.tail
		k := hash(h.key) >> (32 - filterBits)
		ix.filter[k>>6] |= 1 << (k & 63)
	}
}

// compare notes which phrases that begin or end with the pair key stand at
// t[at:] whole or with exactly one slip: a character replaced by one of like
// sound or shape, and in long phrases one written twice, exchanged with the
// next, or left out.
func (ix *phraseIndex) compare(t string, at int, key uint32, out *reading) {
	s := ix.slot(key)
	var before, after [2]rune // the characters next to the pair, nearest first
	if s.heads {
		after[0], after[1] = nextTwo(t[at+pairLen:])
	}
	if s.tails {
		before[0], before[1] = lastTwo(t[:at])
	}
	for i := s.from; i < s.to; i++ {
		h := &ix.halves[i]
		near, far := after[0], after[1]
		if h.tail {
			near, far = before[0], before[1]
		}
		if near == h.near || far == h.far || near == h.far || far == h.near {
			ix.examine(t, at, h, out)
		}
	}
}

// pairLen is the length of a pair in bytes.
const pairLen = 6

func nextTwo(s string) (a, b rune) {
	a, n := utf8.DecodeRuneInString(s)
	b, _ = utf8.DecodeRuneInString(s[n:])
	return a, b
}

func lastTwo(s string) (a, b rune) {
	a, n := utf8.DecodeLastRuneInString(s)
	b, _ = utf8.DecodeLastRuneInString(s[:len(s)-n])
	return a, b
}

// examine compares the phrase of h, whose pair stands at t[at:], with what
// stands there.
func (ix *phraseIndex) examine(t string, at int, h *half, out *reading) {
	p := &ix.phrases[h.phrase]
	switch p.reads(t, at, h.tail) {
	case asWritten:
		if !h.tail {
			out.whole++
		}
		return
	case otherwise:
		return
	}
	rs, starts, i := around(t, at, len(p.runes)+2)
	start, n, how := slip(p, rs, i, h.tail)
	if n == 0 || ix.known[string(rs[start:start+n])] {
		return // 县级文明单位 is no slip for 省级文明单位
	}
	m := nearMiss{doc.Span{Start: starts[start], End: starts[start+n]}, p.text, how}
	if k := len(out.slips); k == 0 || !out.slips[k-1].Overlaps(m.Span) {
		out.slips = append(out.slips, m)
	}
}

// likeness is how far a text reads like a phrase.
type likeness int

const (
	otherwise likeness = iota
	asWritten
	nearly // up to the second character behind the first that differs
)

// reads compares the phrase with what stands at t[at:], where its first pair
// is, or its last, from the pair on: nearly all there is differs early.
func (p *phrase) reads(t string, at int, tail bool) likeness {
	rest := t[at+pairLen:]
	if tail {
		rest = t[:at]
	}
	next := func() (r rune) {
		var w int
		if tail {
			r, w = utf8.DecodeLastRuneInString(rest)
			rest = rest[:len(rest)-w]
		} else {
			r, w = utf8.DecodeRuneInString(rest)
			rest = rest[w:]
		}
		return r
	}
	size := len(p.runes)
	place := func(k int) int { // counted from the pair's end of the phrase
		if tail {
			return size - 1 - k
		}
		return k
	}
	last := p.runes[place(1)]
	k := 2
	r := next()
	for r == p.runes[place(k)] {
		last = r
		r = next()
		if k++; k < size {
			continue
		}
		if tail && r == last && size >= leastEdited {
			return nearly // the first character twice
		}
		return asWritten
	}
	right, second := p.runes[place(k)], next()
	wrong := (k+1 == size || second == p.runes[place(k+1)]) && p.confusable(place(k), r)
	dropped := k+1 < size && r == p.runes[place(k+1)] && (p.whole || second == right)
	doubled := r == last && second == right
	if wrong || size >= leastEdited && (dropped || doubled) {
		return nearly
	}
	return otherwise
}

// around returns the n characters before the pair at t[at:], the pair, and the
// n behind it, fewer at the ends of t, where each starts in t, the last one's
// end included, and which of them the pair begins with.
func around(t string, at, n int) (rs []rune, starts []int, i int) {
	from := at
	for ; i < n && from > 0; i++ {
		_, w := utf8.DecodeLastRuneInString(t[:from])
		from -= w
	}
	for len(rs) < i+2+n && from < len(t) {
		r, w := utf8.DecodeRuneInString(t[from:])
		rs, starts = append(rs, r), append(starts, from)
		from += w
	}
	return rs, append(starts, from), i
}

// slip compares the phrase p with rs, where one of p's end pairs stands at i. It
// returns where in rs the phrase begins, how many characters it takes there, 0
// if it does not stand there with one slip, and what the slip is. Only a whole
// phrase may miss a character: others have shorter forms.
func slip(p *phrase, rs []rune, i int, tail bool) (start, n int, how string) {
	size := len(p.runes)
	s := i
	if tail {
		s = i + 2 - size
	}
	if s >= 0 && s+size <= len(rs) {
		a := rs[s : s+size]
		k, wrong := mismatch(p.runes, a)
		switch {
		case wrong == 1 && p.confusable(k, a[k]) && !meant(rs, s, size, k):
			return s, size, fmt.Sprintf("“%c”字有误", a[k])
		case size >= leastEdited && wrong == 2 && k > 0 && p.runes[k-1] == a[k] && p.runes[k] == a[k-1] && !wordy(a):
			return s, size, "字序颠倒"
		}
	}
	if size < leastEdited {
		return 0, 0, ""
	}
	// With a character less or more, a pair at the end leaves the start elsewhere.
	for _, more := range []int{-1, 1} {
		s, w := i, size+more
		if tail {
			s = i + 2 - w
		}
		if s < 0 || s+w > len(rs) {
			continue
		}
		a := rs[s : s+w]
		k := 0
		for k < min(w, size) && p.runes[k] == a[k] {
			k++
		}
		switch {
		case k == 0 || k > size-2:
		case more < 0 && p.whole && slices.Equal(p.runes[k+1:], a[k:]) && !wordy(a) && !(k == size-2 && runsOn(rs, s+w)):
			return s, w, fmt.Sprintf("漏了“%c”字", p.runes[k])
		case more > 0 && a[k] == a[k-1] && slices.Equal(p.runes[k:], a[k+1:]):
			return s, w, fmt.Sprintf("多了一个“%c”字", a[k])
		}
	}
	return 0, 0, ""
}

// mismatch returns the last place at which a and b differ and how many there
// are.
func mismatch(a, b []rune) (at, n int) {
	for i := range a {
		if a[i] != b[i] {
			at = i
			n++
		}
	}
	return at, n
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

// longestWord is the length of the longest word kept, in characters.
const longestWord = 5

var words = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(dict.Words) {
		w, _, _ := strings.Cut(line, " ")
		if n := utf8.RuneCountInString(w); n >= 2 && n <= longestWord {
			m[w] = true
		}
	}
	return m
})

// meant reports whether the character at k of the n characters from start may
// be right after all: it makes a word with what stands around them, or all of
// them read as words. Of long phrases only an outright other word counts.
func meant(rs []rune, start, n, k int) bool {
	if n >= leastCertain {
		return false
	}
	switch {
	case k == 0 && start > 0 && words()[string(rs[start-1:start+1])]:
		return true
	case k == n-1 && runsOn(rs, start+n):
		return true
	}
	return wordy(rs[start : start+n])
}

// wordy reports whether rs reads as words of two characters and more.
func wordy(rs []rune) bool {
	reach := make([]bool, len(rs)+1)
	reach[0] = true
	for i := range rs {
		for n := 2; reach[i] && n <= longestWord && i+n <= len(rs); n++ {
			if words()[string(rs[i:i+n])] {
				reach[i+n] = true
			}
		}
	}
	return reach[len(rs)]
}

// runsOn reports whether the character before end makes a word with the next.
func runsOn(rs []rune, end int) bool { return end < len(rs) && words()[string(rs[end-1:end+1])] }
