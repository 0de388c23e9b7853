package lexicon

import (
	"slices"
	"unicode/utf8"
)

// automaton finds every occurrence of every word of a set in one pass over a
// text: Aho and Corasick, "Efficient string matching", CACM 18 (1975), on the
// double array of Aoe (1989). It reads runes mapped to dense codes, so a Chinese
// character is one step.
type automaton struct {
	code  [1 << 16]uint16 // rune → code from 1; 0: in no word
	cells []cell
	// base, check and fail hold the cells' parts while they are built.
	base, check, fail []int32
	// out[s] is the number of a word that ends in state s, -1 if none; link[s]
	// the nearest state on the failure path where one does.
	out  []int32
	link []int32
	size []int32 // length of each word in bytes
}

// cell is a state: its children lie at base plus their code and name it in
// check; first is the nearest state on the failure path, itself included, where
// a word ends, -1 if none.
type cell struct{ base, check, fail, first int32 }

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
	slices.SortFunc(order, func(x, y int32) int { return slices.Compare(coded[x], coded[y]) })
	a.layOut(coded, order, runes+1, int32(codes))
	return a
}

// trieNode is a node while the automaton is built: the words order[lo:hi],
// which share their first depth codes.
type trieNode struct {
	lo, hi, depth int32
	state, parent int32
	code          uint16 // of the step from the parent
}

// layOut places the trie of at most nodes nodes in the double array breadth
// first and links failures.
func (a *automaton) layOut(coded [][]uint16, order []int32, nodes int, codes int32) {
	n := nodes*5/4 + int(codes) + 2
	a.base, a.check = make([]int32, n), make([]int32, n)
	for i := range a.check {
		a.check[i] = -1
	}
	a.check[0] = 0
	queue := make([]trieNode, 1, nodes)
	queue[0] = trieNode{hi: int32(len(order)), parent: -1}
	free := int32(1)
	var cs []int32
	for k := 0; k < len(queue); k++ {
		nd := queue[k]
		if nd.lo < nd.hi && len(coded[order[nd.lo]]) == int(nd.depth) {
			nd.lo++ // the word that ends here
		}
		first := len(queue)
		cs = cs[:0]
		for lo := nd.lo; lo < nd.hi; {
			c := coded[order[lo]][nd.depth]
			hi := lo + 1
			for hi < nd.hi && coded[order[hi]][nd.depth] == c {
				hi++
			}
			queue = append(queue, trieNode{lo: lo, hi: hi, depth: nd.depth + 1, parent: nd.state, code: c})
			cs = append(cs, int32(c))
			lo = hi
		}
		if len(cs) == 0 {
			continue
		}
		b := a.place(cs, &free)
		a.base[nd.state] = b
		for i, c := range cs {
			a.check[b+c] = nd.state
			queue[first+i].state = b + c
		}
	}
	a.linkUp(coded, order, queue, codes)
}

// place finds room for children with the codes cs, ascending, and returns the
// base. free is the first place not known to be taken.
func (a *automaton) place(cs []int32, free *int32) int32 {
	for int(*free) < len(a.check) && a.check[*free] >= 0 {
		*free++
	}
	b := max(1, *free-cs[0])
	top := cs[len(cs)-1]
	tried := 0
search:
	for ; ; b++ {
		a.grow(int(b+top) + 1)
		for _, c := range cs {
			if a.check[b+c] >= 0 {
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
	if n <= len(a.check) {
		return
	}
	grown := make([]int32, n*3/2)
	for i := copy(grown, a.check); i < len(grown); i++ {
		grown[i] = -1
	}
	a.check = grown
	a.base = append(a.base, make([]int32, len(grown)-len(a.base))...)
}

// linkUp sets the words and failures of all states, parents first.
func (a *automaton) linkUp(coded [][]uint16, order []int32, nodes []trieNode, codes int32) {
	a.fail, a.out, a.link = make([]int32, len(a.check)), make([]int32, len(a.check)), make([]int32, len(a.check))
	for i := range a.out {
		a.out[i], a.link[i] = -1, -1
	}
	for _, it := range nodes {
		s := it.state
		if it.lo < it.hi && len(coded[order[it.lo]]) == int(it.depth) {
			a.out[s] = order[it.lo]
		}
		if it.parent < 0 {
			continue
		}
		f := int32(0)
		if it.parent != 0 {
			f = a.step(a.fail[it.parent], it.code)
		}
		a.fail[s] = f
		if a.out[f] >= 0 {
			a.link[s] = f
		} else {
			a.link[s] = a.link[f]
		}
	}
	// The largest code behind the last base still lies inside.
	a.cells = make([]cell, len(a.check)+int(codes)+1)
	for s := range a.cells {
		if s >= len(a.check) {
			a.cells[s] = cell{check: -1, first: -1}
			continue
		}
		a.cells[s] = cell{a.base[s], a.check[s], a.fail[s], a.link[s]}
		if a.out[s] >= 0 {
			a.cells[s].first = int32(s)
		}
	}
	a.base, a.check, a.fail = nil, nil, nil
}

// step follows code c from state s, over failures if need be.
func (a *automaton) step(s int32, c uint16) int32 {
	for {
		if to := a.base[s] + int32(c); a.base[s] != 0 && int(to) < len(a.check) && a.check[to] == s {
			return to
		}
		if s == 0 {
			return 0
		}
		s = a.fail[s]
	}
}

// found is one occurrence of a word.
type found struct{ word, start, end int32 }

// scan appends every occurrence to out, by end and at one end longest first.
func (a *automaton) scan(text string, out []found) []found {
	s := int32(0)
	cells := a.cells
	for i := 0; i < len(text); {
		r, w := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, w = utf8.DecodeRuneInString(text[i:])
		}
		i += w
		c := int32(0)
		if r <= 0xFFFF {
			c = int32(a.code[r])
		}
		if c == 0 {
			s = 0
			continue
		}
		for {
			at := &cells[s]
			// A state without children has base 0, where only children of
			// the root can lie.
			if to := at.base + c; cells[to].check == s && at.base != 0 {
				s = to
				break
			}
			if s == 0 {
				break
			}
			s = at.fail
		}
		for o := cells[s].first; o >= 0; o = a.link[o] {
			word := a.out[o]
			out = append(out, found{word, int32(i) - a.size[word], int32(i)})
		}
	}
	return out
}
