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
	// nouns and heads hold the stocks of a noun and of a noun's end, places where
	// there are any; byNoun, byHead and byPlace count the stocks entered there.
	nouns, heads            book
	places                  map[string]bool
	byNoun, byHead, byPlace int
}

// book is a hash table of chains of stocks, the latest first.
type book struct {
	slots []int32 // a number in keys from 1, 0 if free; a power of two
	keys  []chain
	links []link
}

// chain is the stocks of one key.
type chain struct {
	key  string
	hash uint32
	last int32 // the latest link
}

// link is a stock in a chain; before is the link before it. Links count from 1.
type link struct{ stock, before int32 }

// find returns the slot of a key, the one to put it if it has none.
func (b *book) find(key string, hash uint32) *int32 {
	mask := uint32(len(b.slots) - 1)
	for at := hash >> 8 & mask; ; at = (at + 1) & mask {
		k := b.slots[at]
		if k == 0 || b.keys[k-1].hash == hash && b.keys[k-1].key == key {
			return &b.slots[at]
		}
	}
}

// latest returns the latest link of a key, 0 if it has none.
func (b *book) latest(key string, hash uint32) int32 {
	if k := *b.find(key, hash); k > 0 {
		return b.keys[k-1].last
	}
	return 0
}

// enter puts a stock in front of those of a key.
func (b *book) enter(key string, hash uint32, stock int) {
	slot := b.find(key, hash)
	if *slot == 0 {
		b.keys = append(b.keys, chain{key: key, hash: hash})
		*slot = int32(len(b.keys))
	}
	c := &b.keys[*slot-1]
	b.links = append(b.links, link{int32(stock), c.last})
	c.last = int32(len(b.links))
}

// grow makes room for n more keys.
func (b *book) grow(n int) {
	need := 2 * (len(b.keys) + n)
	if need <= len(b.slots) {
		return
	}
	size := 64
	for size < 2*need {
		size *= 2
	}
	b.slots = make([]int32, size)
	for i := range b.keys {
		*b.find(b.keys[i].key, b.keys[i].hash) = int32(i + 1)
	}
}

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

// maxHead is how long the end of a noun may be, in characters, to stand for it:
// 这8次表彰 takes up 市级以上表彰.
const maxHead = 6

// isHead reports whether what begins at byte at of a noun and is n characters
// long stands for the noun.
func isHead(at, n int) bool { return n >= 2 && n <= maxHead || at == 0 }

// add states a stock.
func (l *ledger) add(st *stock) {
	if l.stocks == nil {
		l.stocks = make([]stock, 0, 32)
	}
	l.stocks = append(l.stocks, *st)
	hash, n := uint32(0), 0
	next := rune(0)
	for at := len(st.noun) - 1; at >= 0; at-- {
		hash = addBack(hash, st.noun[at])
		if !utf8.RuneStart(st.noun[at]) {
			continue
		}
		n++
		r := firstRune(st.noun[at:])
		if n >= 2 {
			l.pairs.add(hashPair(r, next))
		}
		if n == 2 {
			l.last.add(hashPair(r, next))
		}
		if isHead(at, n) {
			l.tails.add(hash)
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

// withNoun returns the stocks of a noun.
func (l *ledger) withNoun(noun string) chained {
	hash := hashNoun(noun)
	if !l.tails.has(hash) {
		return chained{}
	}
	l.nouns.grow(len(l.stocks) - l.byNoun)
	for ; l.byNoun < len(l.stocks); l.byNoun++ {
		key := l.stocks[l.byNoun].noun
		l.nouns.enter(key, hashNoun(key), l.byNoun)
	}
	return chained{l, &l.nouns, l.nouns.latest(noun, hash)}
}

// withHead returns the stocks of nouns that end with head.
func (l *ledger) withHead(head string) chained {
	hash := hashNoun(head)
	if !l.tails.has(hash) {
		return chained{}
	}
	l.heads.grow(maxHead * (len(l.stocks) - l.byHead))
	for ; l.byHead < len(l.stocks); l.byHead++ {
		noun := l.stocks[l.byHead].noun
		tail, n := uint32(0), 0
		for at := len(noun) - 1; at >= 0; at-- {
			tail = addBack(tail, noun[at])
			if utf8.RuneStart(noun[at]) {
				if n++; isHead(at, n) {
					l.heads.enter(noun[at:], tail, l.byHead)
				}
			}
		}
	}
	return chained{l, &l.heads, l.heads.latest(head, hash)}
}

// chained are the stocks of one noun or head, the latest first.
type chained struct {
	ledger *ledger
	book   *book
	at     int32
}

// any reports whether there are any.
func (c chained) any() bool { return c.at > 0 }

// next returns the latest stock and takes it away; nil when none is left.
func (c *chained) next() *stock {
	if c.at == 0 {
		return nil
	}
	k := c.book.links[c.at-1]
	c.at = k.before
	return &c.ledger.stocks[k.stock]
}

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
