package quantity

import (
	"slices"
	"unicode/utf8"

	"hecha/internal/lexicon"
)

// uses are what words beside figures are for.
type uses uint32

const (
	useUnit uses = 1 << iota
	useApprox
	// The words in dict/lexicon/figureword.tsv; that file says what each means.
	useService
	usePoints
	useOccasion
	useField
	useRateVerb
	useRate
	useNoRate
	useGrowth
	useArticle
	useMotto
	useAssembly
	usePlace
	useSlogan
	useWordCheng
	usePeople
	useLasting
	useHead
	usePart
	useKeep
	usePay
	// The words in dict/lexicon/subjectstop.tsv: a noun begins behind a word
	// that opens or, where more follows, is inner, and ends in front of one
	// that closes; links stand between it and the figure.
	useOpens
	useInner
	useCloses
	useLink
)

var (
	figureTable = lexicon.DefineTable("figureword")
	stopTable   = lexicon.DefineTable("subjectstop")
)

// figureUses are the uses by their names in figureword.tsv.
var figureUses = map[string]uses{
	"service": useService, "points": usePoints, "occasion": useOccasion, "field": useField,
	"rateverb": useRateVerb, "rate": useRate, "norate": useNoRate, "growth": useGrowth,
	"article": useArticle, "motto": useMotto, "assembly": useAssembly, "place": usePlace,
	"slogan": useSlogan, "nocheng": useWordCheng, "people": usePeople, "lasting": useLasting,
	"headword": useHead, "part": usePart, "keep": useKeep, "pay": usePay,
}

// stopUses are the uses by the sides that subjectstop.tsv names.
var stopUses = map[string]uses{
	"before": useOpens, "after": useCloses, "both": useOpens | useCloses, "inner": useInner | useCloses, "link": useLink,
}

// trie holds words by their characters. One is read forward from a place in
// the text, one backward, so that all words there are met in one walk.
// Characters outside the Basic Multilingual Plane are in no word.
type trie struct {
	backward bool
	roots    [1 << 16]uint16 // nodes of first characters, 0 for none
	nodes    []trieNode
}

// trieNode stands for a beginning of words.
type trieNode struct {
	here, below uses // of the word that ends here; of all words that begin so
	children    []trieEdge
	units       []unit // the word as a unit, in dictionary order
	approx      *approximator
}

type trieEdge struct {
	r    rune
	node uint16
}

func newTrie(backward bool) *trie {
	return &trie{backward: backward, nodes: make([]trieNode, 1, 4096)}
}

// add enters a word and returns its node.
func (x *trie) add(s string, use uses) *trieNode {
	word := []rune(s)
	if x.backward {
		slices.Reverse(word)
	}
	if slices.ContainsFunc(word, func(r rune) bool { return r > 0xFFFF }) || len(word) == 0 {
		return &trieNode{}
	}
	n := x.roots[word[0]]
	if n == 0 {
		n = x.node()
		x.roots[word[0]] = n
	}
	x.nodes[n].below |= use
	for _, r := range word[1:] {
		to := x.child(n, r)
		if to == 0 {
			to = x.node()
			x.nodes[n].children = append(x.nodes[n].children, trieEdge{r, to})
		}
		n = to
		x.nodes[n].below |= use
	}
	x.nodes[n].here |= use
	return &x.nodes[n]
}

func (x *trie) node() uint16 {
	x.nodes = append(x.nodes, trieNode{})
	return uint16(len(x.nodes) - 1)
}

func (x *trie) child(n uint16, r rune) uint16 {
	for _, e := range x.nodes[n].children {
		if e.r == r {
			return e.node
		}
	}
	return 0
}

// root returns the node of words that begin with r; its below is 0 if none do.
func (x *trie) root(r rune) *trieNode {
	if r > 0xFFFF {
		r = 0
	}
	return &x.nodes[x.roots[r&0xFFFF]]
}

// next returns the node behind n over r, nil if no word for use goes on so.
func (x *trie) next(n *trieNode, r rune, use uses) *trieNode {
	for i := range n.children {
		if e := &n.children[i]; e.r == r {
			if to := &x.nodes[e.node]; to.below&use != 0 {
				return to
			}
			return nil
		}
	}
	return nil
}

// longest returns the longest word for use that t begins with — ends in, for a
// backward trie — and its length, zeros if there is none.
func (x *trie) longest(use uses, t string) (word *trieNode, length int) {
	r, at := x.char(t, 0)
	n := x.root(r)
	if n.below&use == 0 {
		return nil, 0
	}
	for {
		if n.here&use != 0 {
			word, length = n, at
		}
		if len(n.children) == 0 {
			return word, length
		}
		r, w := x.char(t, at)
		if n = x.next(n, r, use); n == nil {
			return word, length
		}
		at += w
	}
}

// char returns the character that follows when at bytes of t have been read,
// and its length.
func (x *trie) char(t string, at int) (rune, int) {
	if x.backward {
		return charBefore(t, len(t)-at)
	}
	return charAt(t, at)
}

// charAt returns the character at i of t, which must be valid UTF-8, and its
// length; zeros at the end.
func charAt(t string, i int) (rune, int) {
	if i+2 < len(t) && t[i]&0xF0 == 0xE0 {
		return rune(t[i]&0x0F)<<12 | rune(t[i+1]&0x3F)<<6 | rune(t[i+2]&0x3F), 3
	}
	if i >= len(t) {
		return 0, 0
	}
	if t[i] < utf8.RuneSelf {
		return rune(t[i]), 1
	}
	return utf8.DecodeRuneInString(t[i:])
}

// charBefore returns the character that ends at i of t and its length; zeros at
// the start.
func charBefore(t string, i int) (rune, int) {
	if i >= 3 && t[i-3]&0xF0 == 0xE0 {
		return rune(t[i-3]&0x0F)<<12 | rune(t[i-2]&0x3F)<<6 | rune(t[i-1]&0x3F), 3
	}
	if i <= 0 {
		return 0, 0
	}
	if t[i-1] < utf8.RuneSelf {
		return rune(t[i-1]), 1
	}
	return utf8.DecodeLastRuneInString(t[:i])
}
