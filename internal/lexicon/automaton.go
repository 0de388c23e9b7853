package lexicon

import (
	"sort"
	"unicode/utf8"
)

// automaton finds every occurrence of every word of a set in one pass over a
// text: Aho and Corasick, "Efficient string matching", CACM 18 (1975), on the
// double array of Aoe (1989). It reads runes mapped to dense codes, so a Chinese
// character is one step.
type automaton struct {
	code  [1 << 16]uint16 // rune → code from 1; 0: in no word
	base  []int32
	check []int32
	fail  []int32
	// out[s] is the number of a word that ends in state s, -1 if none; link[s]
	// the nearest state on the failure path where one does.
	out  []int32
	link []int32
	size []int32 // length of each word in bytes
}

// node is a trie node while the automaton is built.
type node struct {
	next map[uint16]int32
	word int32
}

// newAutomaton builds the automaton over words, which must be distinct and not
// empty; characters outside the Basic Multilingual Plane match nothing.
func newAutomaton(words []string) *automaton {
	a := &automaton{size: make([]int32, len(words))}
	nodes := []node{{word: -1}}
	codes := uint16(0)
	for w, word := range words {
		a.size[w] = int32(len(word))
		at := int32(0)
		for _, r := range word {
			if r > 0xFFFF {
				r = utf8.RuneError
			}
			if a.code[r] == 0 {
				codes++
				a.code[r] = codes
			}
			c := a.code[r]
			if nodes[at].next == nil {
				nodes[at].next = make(map[uint16]int32, 1)
			}
			to, ok := nodes[at].next[c]
			if !ok {
				to = int32(len(nodes))
				nodes = append(nodes, node{word: -1})
				nodes[at].next[c] = to
			}
			at = to
		}
		nodes[at].word = int32(w)
	}
	a.layOut(nodes, int32(codes))
	return a
}

// layOut places the trie in the double array breadth first and links failures.
func (a *automaton) layOut(nodes []node, codes int32) {
	n := len(nodes)*2 + int(codes) + 2
	a.base, a.check = make([]int32, n), make([]int32, n)
	for i := range a.check {
		a.check[i] = -1
	}
	state := make([]int32, len(nodes)) // trie node → state
	a.check[0] = 0
	type item struct {
		node   int32
		parent int32 // state
		code   uint16
	}
	queue := []item{{0, -1, 0}}
	order := make([]item, 0, len(nodes))
	free := int32(1)
	for len(queue) > 0 {
		it := queue[0]
		queue = queue[1:]
		order = append(order, it)
		nd := nodes[it.node]
		s := state[it.node]
		if len(nd.next) == 0 {
			continue
		}
		cs := make([]int, 0, len(nd.next))
		for c := range nd.next {
			cs = append(cs, int(c))
		}
		sort.Ints(cs)
		for free < int32(len(a.check)) && a.check[free] >= 0 {
			free++
		}
		b := max(1, free-int32(cs[0]))
	search:
		for ; ; b++ {
			if top := int(b) + cs[len(cs)-1] + 1; top > len(a.check) {
				grown := make([]int32, top*3/2)
				for i := copy(grown, a.check); i < len(grown); i++ {
					grown[i] = -1
				}
				a.check = grown
				a.base = append(a.base, make([]int32, len(grown)-len(a.base))...)
			}
			for _, c := range cs {
				if a.check[b+int32(c)] >= 0 {
					continue search
				}
			}
			break
		}
		a.base[s] = b
		for _, c := range cs {
			to := b + int32(c)
			a.check[to] = s
			state[nd.next[uint16(c)]] = to
			queue = append(queue, item{nd.next[uint16(c)], s, uint16(c)})
		}
	}
	a.fail, a.out, a.link = make([]int32, len(a.check)), make([]int32, len(a.check)), make([]int32, len(a.check))
	for i := range a.out {
		a.out[i], a.link[i] = -1, -1
	}
	for _, it := range order {
		s := state[it.node]
		a.out[s] = nodes[it.node].word
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
}

// step follows code c from state s, over failures if need be.
func (a *automaton) step(s int32, c uint16) int32 {
	for {
		if to := a.base[s] + int32(c); a.base[s] != 0 && int(to) < len(a.check) && a.check[to] == s && to != 0 {
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
	for i := 0; i < len(text); {
		r, w := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, w = utf8.DecodeRuneInString(text[i:])
		}
		i += w
		c := uint16(0)
		if r <= 0xFFFF {
			c = a.code[r]
		}
		if c == 0 {
			s = 0
			continue
		}
		s = a.step(s, c)
		for o := s; o >= 0; o = a.link[o] {
			if word := a.out[o]; word >= 0 {
				out = append(out, found{word, int32(i) - a.size[word], int32(i)})
			}
		}
	}
	return out
}
