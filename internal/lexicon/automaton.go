package lexicon

import (
	"slices"
	"sync"
	"unicode/utf8"
)

// automaton finds every occurrence of every word of a set. It is a trie in the
// double array of Aoe (1989) over runes mapped to dense codes, walked from each
// place of the text where the first two characters begin a word: a set of a few
// kilobytes tells that, so that most places cost one look at memory near by.
// Failure links (Aho and Corasick 1975) would visit each character once, but
// dictionary words are short and the jumps of their states miss the caches: they
// are four times slower here.
type automaton struct {
	code  [1 << 16]uint16 // rune → code from 1; 0: in no word
	cells []cell
	// single[c] is the number of the word that is the one character of code c,
	// -1 if none.
	single []int32
	// pairs holds the hashes of the first two codes of all longer words.
	pairs [pairBits / 64]uint64
	size  []int32 // length of each word in bytes
}

// pairBits is the size of the set of word beginnings: at 12,000 of them one
// place in ten is looked at in vain.
const pairBits = 1 << 17

func pairHash(x, y uint16) uint32 {
	return (uint32(x)<<16 | uint32(y)) * 0x9E3779B1 >> 15
}

// cell is a state: its children lie at base plus their code and name it in
// check; word is the number of the word that ends here, -1 if none.
type cell struct{ base, check, word int32 }

// newAutomaton builds the automaton over words, which must be distinct and not
// empty; characters outside the Basic Multilingual Plane match nothing. The
// sorted words stand for the trie: a node is the run of words that share its
// prefix.
func newAutomaton(words []string) *automaton {
	a := &automaton{size: make([]int32, len(words))}
	runes := 0
	for _, word := range words {
		runes += utf8.RuneCountInString(word)
	}
	all := make([]uint16, 0, runes)
	coded := make([][]uint16, len(words))
	order := make([]int32, len(words))
	codes := uint16(0)
	for w, word := range words {
		a.size[w] = int32(len(word))
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
	}
	a.single = make([]int32, codes+1)
	for c := range a.single {
		a.single[c] = -1
	}
	for w, cs := range coded {
		if len(cs) == 1 {
			a.single[cs[0]] = int32(w)
			continue
		}
		h := pairHash(cs[0], cs[1])
		a.pairs[h/64] |= 1 << (h % 64)
	}
	slices.SortFunc(order, func(x, y int32) int { return slices.Compare(coded[x], coded[y]) })
	a.layOut(coded, order, runes+1, int32(codes))
	return a
}

// trieNode is a node while the automaton is built: the words order[lo:hi],
// which share their first depth codes.
type trieNode struct{ lo, hi, depth, state int32 }

// layOut places the trie of at most nodes nodes in the double array, breadth
// first.
func (a *automaton) layOut(coded [][]uint16, order []int32, nodes int, codes int32) {
	a.cells = make([]cell, 0, nodes*5/4+int(codes)+2)
	a.grow(1)
	a.cells[0].check = 0
	queue := make([]trieNode, 1, nodes)
	queue[0] = trieNode{hi: int32(len(order))}
	free := int32(1)
	var cs []int32
	for k := 0; k < len(queue); k++ {
		nd := queue[k]
		if nd.lo < nd.hi && len(coded[order[nd.lo]]) == int(nd.depth) {
			a.cells[nd.state].word = order[nd.lo]
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
		b := a.place(cs, &free)
		a.cells[nd.state].base = b
		for i, c := range cs {
			a.cells[b+c].check = nd.state
			queue[first+i].state = b + c
		}
	}
	// The largest code behind the last base still lies inside.
	a.grow(len(a.cells) + int(codes) + 1)
}

// place finds room for children with the codes cs, ascending, and returns the
// base. free is the first place not known to be taken.
func (a *automaton) place(cs []int32, free *int32) int32 {
	for int(*free) < len(a.cells) && a.cells[*free].check >= 0 {
		*free++
	}
	b := max(1, *free-cs[0])
	top := cs[len(cs)-1]
	tried := 0
search:
	for ; ; b++ {
		a.grow(int(b+top) + 1)
		for _, c := range cs {
			if a.cells[b+c].check >= 0 {
				if tried++; tried > maxTries && b+cs[0] > *free {
					// Little fits before here: leave the gaps.
					*free = b + cs[0]
					tried = 0
				}
				continue search
			}
		}
		return b
	}
}

// maxTries is after how many places in vain the gaps before are given up.
const maxTries = 200

// grow makes room for n states.
func (a *automaton) grow(n int) {
	for len(a.cells) < n {
		a.cells = append(a.cells, cell{check: -1, word: -1})
	}
}

// found is one occurrence of a word.
type found struct{ word, start, end int32 }

// letter is a character of a text: its code and where it ends.
type letter struct {
	code uint16
	end  int32
}

// letterPool keeps the buffers of finished scans.
var letterPool = sync.Pool{New: func() any { return new([]letter) }}

// letters appends the characters of text.
func (a *automaton) letters(text string, out []letter) []letter {
	for i := 0; i < len(text); {
		r, w := rune(text[i]), 1
		switch {
		case r < utf8.RuneSelf:
		case r>>4 == 0xE && i+2 < len(text):
			// Three bytes, as Chinese characters have; the text is valid UTF-8.
			r, w = r&0xF<<12|rune(text[i+1])&0x3F<<6|rune(text[i+2])&0x3F, 3
		default:
			r, w = utf8.DecodeRuneInString(text[i:])
		}
		i += w
		c := uint16(0)
		if r <= 0xFFFF {
			c = a.code[r]
		}
		out = append(out, letter{c, int32(i)})
	}
	return out
}

// scan appends every occurrence of a word in text, which must be valid UTF-8,
// to out: by start, and at one start longest first.
func (a *automaton) scan(text string, out []found) []found {
	buf := letterPool.Get().(*[]letter)
	ls := a.letters(text, (*buf)[:0])
	cells, root := a.cells, a.cells[0].base
	start := int32(0)
	for k, l := range ls {
		if l.code == 0 {
			start = l.end
			continue
		}
		from := len(out)
		if w := a.single[l.code]; w >= 0 {
			out = append(out, found{w, start, l.end})
		}
		if k+1 < len(ls) {
			h := pairHash(l.code, ls[k+1].code)
			if a.pairs[h/64]&(1<<(h%64)) != 0 {
				s := root + int32(l.code)
				for _, next := range ls[k+1:] {
					// A state without children has base 0, where only
					// children of the root can lie.
					to := cells[s].base + int32(next.code)
					if cells[to].check != s || next.code == 0 {
						break
					}
					s = to
					if w := cells[s].word; w >= 0 {
						out = append(out, found{w, start, next.end})
					}
				}
			}
		}
		if len(out)-from > 1 {
			slices.Reverse(out[from:])
		}
		start = l.end
	}
	*buf = ls
	letterPool.Put(buf)
	return out
}
