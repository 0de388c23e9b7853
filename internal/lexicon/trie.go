package lexicon

import (
	"slices"
	"sync"
	"unicode/utf8"
)

// trie finds every occurrence of every word of a set: a double array (Aoe 1989)
// over runes mapped to dense codes, walked from each place of the text where the
// first two characters begin a word; a set of a few kilobytes tells that. All
// walks go on together, a character further at a time: their steps do not wait
// for each other, so that the processor loads many states at once, where one
// walk after the other (or the failure links of Aho and Corasick) would wait for
// memory at each. Branches on what the text holds are turned into sums for the
// same reason.
type trie struct {
	code  [1 << 16]uint16 // rune → code from 1; 0: in no word
	cells []cell
	// roots[c] is the state of the one character of code c.
	roots []cell
	// pairs holds the hashes of the first two codes of all longer words.
	pairs [pairBits / 64]uint64
	deep  int // length of the longest word in characters
}

// pairBits is the size of the set of word beginnings: at 12,000 of them one
// place in ten is looked at in vain.
const pairBits = 1 << 17

// pairHash returns the place of two codes in the set (Knuth's multiplicative
// hashing).
func pairHash(x, y uint16) uint32 {
	return (uint32(x)<<16 | uint32(y)) * 0x9E3779B1 >> 15
}

// cell is a state in one word of memory: 16 bits of the code that leads to it,
// 28 of base, where its children lie, each at base plus its code, and 20 of the
// label of the word that ends here plus one. No two states with children share a
// base, so that the code tells whose child a cell is. A state without children
// has base 0, where no child lies.
type cell uint64

// mostLabels bounds the labels: a cell has no room for more.
const mostLabels = 1<<20 - 1

func (c cell) code() uint16 { return uint16(c) }
func (c cell) base() int32  { return int32(c >> 16 & (1<<28 - 1)) }

// label returns the label of the word that ends here, -1 if none does.
func (c cell) label() int32 { return int32(c>>44) - 1 }

// newTrie builds the trie over words, which must be distinct and not empty, and
// finds labels[i], less than mostLabels, for words[i]; characters outside the
// Basic Multilingual Plane match nothing. The sorted words stand for the trie: a
// node is the run of words that share its prefix.
func newTrie(words []string, labels []int32) *trie {
	a := &trie{}
	runes := 0
	for _, word := range words {
		runes += utf8.RuneCountInString(word)
	}
	all := make([]uint16, 0, runes)
	coded := make([][]uint16, len(words))
	order := make([]int32, len(words))
	codes := uint16(0)
	for w, word := range words {
		from := len(all)
		for _, r := range word {
			if r > 0xFFFF {
				r = utf8.RuneError
			}
			if a.code[r] == 0 {
				codes++
				a.code[r] = codes
			}
			all = append(all, a.code[r])
		}
		coded[w], order[w] = all[from:], int32(w)
		a.deep = max(a.deep, len(coded[w]))
	}
	for _, cs := range coded {
		if len(cs) > 1 {
			h := pairHash(cs[0], cs[1])
			a.pairs[h/64] |= 1 << (h % 64)
		}
	}
	slices.SortFunc(order, func(x, y int32) int { return slices.Compare(coded[x], coded[y]) })
	a.layOut(coded, order, labels, runes+1, int32(codes))
	return a
}

// trieNode is a node while the trie is built: the words order[lo:hi],
// which share their first depth codes.
type trieNode struct{ lo, hi, depth, state int32 }

// layOut places the trie of at most nodes nodes in the double array, breadth
// first.
func (a *trie) layOut(coded [][]uint16, order, labels []int32, nodes int, codes int32) {
	a.cells = make([]cell, nodes*5/4+int(codes)+2)
	taken := make([]uint64, len(a.cells)/64+1) // bases
	queue := make([]trieNode, 1, nodes)
	queue[0] = trieNode{hi: int32(len(order))}
	free := int32(1)
	var cs []int32
	for k := 0; k < len(queue); k++ {
		nd := queue[k]
		if nd.lo < nd.hi && len(coded[order[nd.lo]]) == int(nd.depth) {
			a.cells[nd.state] |= cell(labels[order[nd.lo]]+1) << 44
			nd.lo++
		}
		first := len(queue)
		cs = cs[:0]
		for lo := nd.lo; lo < nd.hi; {
			c := coded[order[lo]][nd.depth]
			hi := lo + 1
			for hi < nd.hi && coded[order[hi]][nd.depth] == c {
				hi++
			}
			queue = append(queue, trieNode{lo: lo, hi: hi, depth: nd.depth + 1})
			cs = append(cs, int32(c))
			lo = hi
		}
		if len(cs) == 0 {
			continue
		}
		b := a.place(cs, &free, &taken)
		a.cells[nd.state] |= cell(b) << 16
		for i, c := range cs {
			a.cells[b+c] = cell(c)
			queue[first+i].state = b + c
		}
	}
	// The largest code behind the last base still lies inside.
	a.grow(len(a.cells) + int(codes) + 1)
	a.roots = make([]cell, codes+1)
	for c := range a.roots {
		if at := a.cells[int(a.cells[0].base())+c]; c > 0 && at.code() == uint16(c) {
			a.roots[c] = at
		}
	}
}

// place finds room for children with the codes cs, ascending, and returns the
// base, which it takes. free is the first place not known to be filled.
func (a *trie) place(cs []int32, free *int32, taken *[]uint64) int32 {
	for int(*free) < len(a.cells) && a.cells[*free] != 0 {
		*free++
	}
	b := max(1, *free-cs[0])
	top := cs[len(cs)-1]
	tried := 0
search:
	for ; ; b++ {
		a.grow(int(b+top) + 1)
		for len(*taken) <= int(b/64) {
			*taken = append(*taken, 0)
		}
		if (*taken)[b/64]&(1<<(b%64)) != 0 {
			continue
		}
		for _, c := range cs {
			if a.cells[b+c] != 0 {
				if tried++; tried > maxTries && b+cs[0] > *free {
					// Little fits before here: leave the gaps.
					*free = b + cs[0]
					tried = 0
				}
				continue search
			}
		}
		(*taken)[b/64] |= 1 << (b % 64)
		return b
	}
}

// maxTries is after how many places in vain the gaps before are given up.
const maxTries = 200

// grow makes room for n states.
func (a *trie) grow(n int) {
	if n > len(a.cells) {
		a.cells = append(a.cells, make([]cell, n-len(a.cells))...)
	}
}

// found is an occurrence of a word: its label and where it begins.
type found struct{ label, start int32 }

// walk is a walk under way, the character it began at and the base of its
// state, or one that ended a word, then with the word's label.
type walk struct{ at, to int32 }

// scanner holds the buffers of a scan, kept from one text to the next.
type scanner struct {
	codes  []uint16 // of the characters
	starts []int32  // where each begins, and the end of the text
	walks  []walk
	// ends are the walks that ended a word; level[n] is the first of them whose
	// word has more than n characters.
	ends  []walk
	level []int32
	// next[k] is where the next occurrence at character k goes.
	next []int32
	out  []found
	// byClass is room for scan.
	byClass []int32
}

var scanners = sync.Pool{New: func() any { return new(scanner) }}

// scan finds every occurrence of a word in text, which must be valid UTF-8, by
// start, and at one start longest first. The result is good until the next
// scan.
func (s *scanner) scan(a *trie, text string) []found {
	s.read(a, text)
	s.level = append(s.level[:0], 0)
	s.begin(a)
	for n := 2; ; n++ {
		s.level = append(s.level, int32(len(s.ends)))
		if len(s.walks) == 0 {
			break
		}
		s.step(a, n)
	}
	return s.sort()
}

// read codes the characters of text; characters of no word behind it let every
// walk look ahead.
func (s *scanner) read(a *trie, text string) {
	codes, starts := room(s.codes, len(text)+a.deep), room(s.starts, len(text)+1)
	k := 0
	for i := 0; i < len(text); k++ {
		starts[k] = int32(i)
		c := text[i]
		switch {
		case c < utf8.RuneSelf:
			codes[k] = a.code[c]
			i++
		case c>>4 == 0xE && i+2 < len(text):
			// Three bytes, as Chinese characters have.
			codes[k] = a.code[uint16(c)<<12|uint16(text[i+1]&0x3F)<<6|uint16(text[i+2]&0x3F)]
			i += 3
		default:
			r, w := utf8.DecodeRuneInString(text[i:])
			codes[k] = 0
			if r <= 0xFFFF {
				codes[k] = a.code[r]
			}
			i += w
		}
	}
	starts[k] = int32(len(text))
	clear(codes[k : k+a.deep])
	s.codes, s.starts = codes[:k+a.deep], starts[:k+1]
}

// begin finds the words of one character and where longer ones may begin.
func (s *scanner) begin(a *trie) {
	n := len(s.starts) - 1
	ends, walks := room(s.ends, n), room(s.walks, n)
	e, w := 0, 0
	for k, c := range s.codes[:n] {
		if c == 0 {
			continue
		}
		root := a.roots[c]
		ends[e] = walk{int32(k), root.label()}
		e += one(root.label() >= 0)
		walks[w] = walk{int32(k), root.base()}
		h := pairHash(c, s.codes[k+1])
		w += int(a.pairs[h/64] >> (h % 64) & 1)
	}
	s.ends, s.walks = ends[:e], walks[:w]
}

// step takes all walks to their nth character.
func (s *scanner) step(a *trie, n int) {
	cells := a.cells
	walks := s.walks
	e, w := len(s.ends), 0
	ends := room(s.ends, e+len(walks))
	for _, at := range walks {
		c := s.codes[int(at.at)+n-1]
		child := cells[at.to+int32(c)]
		ok := one(child.code() == c) & one(c != 0)
		ends[e] = walk{at.at, child.label()}
		e += ok & one(child.label() >= 0)
		walks[w] = walk{at.at, child.base()}
		w += ok & one(child.base() != 0)
	}
	s.ends, s.walks = ends[:e], walks[:w]
}

// sort returns the occurrences in order, counting those at each character.
func (s *scanner) sort() []found {
	s.next = room(s.next[:0], len(s.starts))
	clear(s.next)
	for _, end := range s.ends {
		s.next[end.at]++
	}
	sum := int32(0)
	for k, n := range s.next {
		s.next[k] = sum
		sum += n
	}
	s.out = room(s.out[:0], len(s.ends))
	for n := len(s.level) - 1; n > 0; n-- {
		for _, end := range s.ends[s.level[n-1]:s.level[n]] {
			k := &s.next[end.at]
			s.out[*k] = found{end.to, s.starts[end.at]}
			*k++
		}
	}
	return s.out
}

// room returns s with length n; what it held is kept.
func room[T any](s []T, n int) []T { return slices.Grow(s, max(0, n-len(s)))[:n] }

// one returns 1 if b holds, else 0; the compiler makes no branch of it.
func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
