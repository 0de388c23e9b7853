package figure

import "unicode/utf8"

// ledger holds the stocks stated so far, by noun and by the ends of nouns. Most
// are never asked for, so they are entered in the books only when a noun that
// may be known comes up.
type ledger struct {
	stocks []stock
	// tails are the ends of the nouns, which are also keys of the books, pairs the
	// pairs of neighbouring characters in nouns, last the last of these, all hashed.
	tails, pairs, last bits
	// nouns and heads hold the number in links of the last stock of a noun and
	// of a noun's end; byNoun and byHead count the stocks entered there.
	nouns, heads   map[string]int
	places         map[string]bool
	byNoun, byHead int
	links          []link
}

// link is a stock in the chain of one noun; prev is the link before, from 1.
type link struct{ stock, prev int }

// bits is a set of hashes that may hold more than was added.
type bits [128]uint64

func (b *bits) add(h uint32)      { b[h>>25] |= 1 << (h >> 19 & 63) }
func (b *bits) has(h uint32) bool { return b[h>>25]&(1<<(h>>19&63)) != 0 }

// mix is 2³² over the golden ratio: products with it differ in their high bits.
const mix = 2654435769

func hashPair(a, b rune) uint32 { return (uint32(a)<<16 ^ uint32(b)) * mix }

// addBack carries the hash of an end of a noun back by one byte.
func addBack(h uint32, b byte) uint32 { return (h ^ uint32(b)) * mix }

func hashNoun(noun string) (h uint32) {
	for i := len(noun) - 1; i >= 0; i-- {
		h = addBack(h, noun[i])
	}
	return h
}

// add states a stock.
func (l *ledger) add(st *stock) {
	l.stocks = append(l.stocks, *st)
	h, n := uint32(0), 0
	next := rune(-1)
	for at := len(st.noun); at > 0; {
		r, w := utf8.DecodeLastRuneInString(st.noun[:at])
		for range w {
			at--
			h = addBack(h, st.noun[at])
		}
		if next >= 0 {
			pair := hashPair(r, next)
			if n == 1 {
				l.last.add(pair)
			}
			l.pairs.add(pair)
		}
		if n++; n >= 2 && n <= maxHead || at == 0 {
			l.tails.add(h)
		}
		next = r
	}
}

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
		if l.last.has(h) {
			return true
		}
		last, w = r, size
	}
	return false
}

// enterNouns brings the book of nouns up to date.
func (l *ledger) enterNouns() {
	if l.nouns == nil {
		l.nouns = map[string]int{}
	}
	for ; l.byNoun < len(l.stocks); l.byNoun++ {
		l.chain(l.nouns, l.stocks[l.byNoun].noun, l.byNoun)
	}
}

// enterHeads brings the books of heads and places up to date.
func (l *ledger) enterHeads() {
	if l.heads == nil {
		l.heads, l.places = map[string]int{}, map[string]bool{}
	}
	for ; l.byHead < len(l.stocks); l.byHead++ {
		st := &l.stocks[l.byHead]
		if st.place != "" {
			l.places[st.place] = true
		}
		// 这8次表彰 takes up 市级以上表彰: the last two to six characters, or all.
		n := 0
		for at := len(st.noun); at > 0 && n < maxHead; {
			_, w := utf8.DecodeLastRuneInString(st.noun[:at])
			at -= w
			if n++; n >= 2 {
				l.chain(l.heads, st.noun[at:], l.byHead)
			}
			if n == maxHead && at > 0 {
				l.chain(l.heads, st.noun, l.byHead)
			}
		}
	}
}

// maxHead is how long the end of a noun may be, in characters.
const maxHead = 6

// chain puts a stock in front of those of its key.
func (l *ledger) chain(book map[string]int, key string, stock int) {
	l.links = append(l.links, link{stock, book[key]})
	book[key] = len(l.links)
}

// withNoun returns the last link of a noun, 0 if it was not counted.
func (l *ledger) withNoun(noun string) int {
	if !l.tails.has(hashNoun(noun)) {
		return 0
	}
	l.enterNouns()
	return l.nouns[noun]
}

// withHead returns the last link of the nouns that end with head.
func (l *ledger) withHead(head string) int {
	if !l.tails.has(hashNoun(head)) {
		return 0
	}
	l.enterHeads()
	return l.heads[head]
}

// owns reports whether stocks of a place or unit were stated.
func (l *ledger) owns(place string) bool {
	l.enterHeads()
	return l.places[place]
}

// before returns the stock at a link and the link before it.
func (l *ledger) before(at int) (*stock, int) {
	k := l.links[at-1]
	return &l.stocks[k.stock], k.prev
}
