package figure

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// ledger holds the stocks stated so far. A later figure finds those of its noun
// by the noun's last two characters.
type ledger struct {
	stocks []stock
	// chains holds the latest stock of each ending, numbered from 1; endings with
	// one hash share a chain. Its length is a power of two.
	chains []int32
	// pairs are the pairs of neighbouring characters in all nouns, endings the
	// last of each, hashed.
	pairs, endings bits
	// places are where there are stocks; byPlace counts those entered.
	places  map[string]bool
	byPlace int
}

// ledgers keeps the room of ledgers that are done with.
var ledgers = sync.Pool{New: func() any { return new(ledger) }}

// maxKeptStocks bounds the ledgers whose room is kept.
const maxKeptStocks = 4096

// close gives the room of l to the ledger of another document.
func (l *ledger) close() {
	if cap(l.stocks) > maxKeptStocks {
		return
	}
	clear(l.stocks)
	*l = ledger{stocks: l.stocks[:0], chains: l.chains[:0]}
	ledgers.Put(l)
}

// bits is a set of hashes that may hold more than was added.
type bits [128]uint64

func (b *bits) add(h uint32)      { b[h>>25] |= 1 << (h >> 19 & 63) }
func (b *bits) has(h uint32) bool { return b[h>>25]&(1<<(h>>19&63)) != 0 }

// hashPair spreads two characters over 32 bits, the best of them high: the
// factor is 2³² over the golden ratio.
func hashPair(a, b rune) uint32 { return (uint32(a)<<16 ^ uint32(b)) * 2654435769 }

// ending hashes the last two characters of a noun.
func ending(noun string) uint32 {
	b, w := utf8.DecodeLastRuneInString(noun)
	a, _ := utf8.DecodeLastRuneInString(noun[:len(noun)-w])
	return hashPair(a, b)
}

// add states a stock.
func (l *ledger) add(st *stock) {
	l.stocks = append(l.stocks, *st)
	last, pair := rune(-1), uint32(0)
	for _, r := range st.noun {
		if last >= 0 {
			pair = hashPair(last, r)
			l.pairs.add(pair)
		}
		last = r
	}
	l.endings.add(pair)
	if len(l.stocks) <= len(l.chains) {
		l.chain(len(l.stocks))
		return
	}
	size := max(64, 2*len(l.chains))
	l.chains = slices.Grow(l.chains[:0], size)[:size]
	clear(l.chains)
	for n := range l.stocks {
		l.chain(n + 1)
	}
}

// chain puts stock n, from 1, in front of those of its ending.
func (l *ledger) chain(n int) {
	st := &l.stocks[n-1]
	head := l.head(ending(st.noun))
	st.before = *head
	*head = int32(n)
}

func (l *ledger) head(ending uint32) *int32 { return &l.chains[ending>>8&uint32(len(l.chains)-1)] }

// mayOpen reports whether s may begin with a known noun or its end.
func (l *ledger) mayOpen(s string) bool {
	last, w := utf8.DecodeRuneInString(s)
	for n := 2; n <= maxNounRunes; n++ {
		s = s[w:]
		r, size := utf8.DecodeRuneInString(s)
		h := hashPair(last, r)
		if size == 0 || n == 2 && !l.pairs.has(h) {
			return false
		}
		if l.endings.has(h) {
			return true
		}
		last, w = r, size
	}
	return false
}

// maxHead is how long the end of a noun may be, in characters, to stand for it:
// 这8次表彰 takes up 市级以上表彰.
const maxHead = 6

// maxAlike is how many stocks whose nouns end alike are looked through, so that
// a text made of them takes no more than linear time.
const maxAlike = 4096

// chained are the stocks of a noun, the latest first.
type chained struct {
	ledger *ledger
	at     int32 // the next to look at
	looked int
	noun   string
	// head tells that the noun may be the end of a longer one.
	head bool
}

// withNoun returns the stocks of a noun.
func (l *ledger) withNoun(noun string) chained {
	h := ending(noun)
	if !l.endings.has(h) {
		return chained{}
	}
	return chained{ledger: l, at: *l.head(h), noun: noun}
}

// withHead returns the stocks of nouns that end with head.
func (l *ledger) withHead(head string) chained {
	c := l.withNoun(head)
	c.head = utf8.RuneCountInString(head) <= maxHead
	return c
}

// next returns the latest stock and takes it away; nil when none is left.
func (c *chained) next() *stock {
	for c.at > 0 && c.looked < maxAlike {
		st := &c.ledger.stocks[c.at-1]
		c.at = st.before
		c.looked++
		if st.noun == c.noun || c.head && strings.HasSuffix(st.noun, c.noun) {
			return st
		}
	}
	return nil
}

// any reports whether there are any.
func (c chained) any() bool { return c.next() != nil }

// owns reports whether stocks of a place or unit were stated.
func (l *ledger) owns(place string) bool {
	if l.places == nil {
		l.places = map[string]bool{}
	}
	for ; l.byPlace < len(l.stocks); l.byPlace++ {
		l.places[l.stocks[l.byPlace].place] = true
	}
	return place != "" && l.places[place]
}
