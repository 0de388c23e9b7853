package quantity

import (
	"strings"
	"sync"

	"hecha/internal/lexicon"
)

var (
	unitTable   = lexicon.DefineTable("unit")
	approxTable = lexicon.DefineTable("approx")
)

// unit is a word that may follow a numeral.
type unit struct {
	word  string
	kind  Kind
	canon string // what is reported in its place, "" for the word itself
	// noun: also a common noun, so that it needs more than one Chinese numeral
	// before it; ascii: made of letters, ends at a word boundary; small: only
	// behind a larger unit of money; half: half a unit more (个半小时);
	// over: 多 stands in it (个多月); per: only behind a / (元/月).
	noun, ascii, small, half, over, per bool
}

func (u *unit) name() string {
	if u.canon != "" {
		return u.canon
	}
	return u.word
}

// approximator is a word that makes a figure approximate.
type approximator struct {
	word string
	dir  Approx
}

// wordTables are the words beside figures: those read forward from a place in
// the text, and those that end there. The sets hold the characters that such
// words begin with, or end in: a few kilobytes tell most places where there is
// nothing to look up.
type wordTables struct {
	ahead, behind *trie
	// units and after are the first characters of units and of approximators
	// behind a figure, before the last ones of those in front; verbal ones open
	// a word or quotation behind which a noun begins, closers one in front of
	// which it ends; links end a word between noun and figure.
	units, after, before, verbal, closers, links charset
}

// charset is a set of characters that a walk looks for.
type charset struct{ lexicon.Chars }

// pass passes over characters of three bytes in t that are not in the set, from
// i and not over end.
func (c *charset) pass(t string, i, end int) int {
	for i+2 < end && t[i]&0xF0 == 0xE0 && c.Chars[int(t[i]&0x0F)<<6|int(t[i+1]&0x3F)]&(1<<(t[i+2]&0x3F)) == 0 {
		i += 3
	}
	return i
}

var words = sync.OnceValue(func() *wordTables {
	w := &wordTables{ahead: newTrie(false), behind: newTrie(true)}
	for _, r := range "“《‘" {
		w.verbal.Add(r)
		w.closers.Add(r)
	}
	add := func(word string, use uses) {
		w.ahead.add(word, use)
		w.behind.add(word, use)
	}
	for _, row := range figureTable.Rows() {
		add(row.Word, figureUses[row.Column(0)])
	}
	for _, row := range stopTable.Rows() {
		uses := stopUses[row.Column(0)]
		add(row.Word, uses)
		if uses&(useOpens|useInner) != 0 {
			w.verbal.AddFirst(row.Word)
		}
		if uses&useCloses != 0 {
			w.closers.AddFirst(row.Word)
		}
		if uses&useLink != 0 {
			w.links.AddLast(row.Word)
		}
	}
	kinds := map[string]Kind{}
	for k, name := range kindNames {
		kinds[name] = Kind(k)
	}
	for _, row := range unitTable.Rows() {
		flags := row.Column(2)
		n := w.ahead.add(row.Word, useUnit)
		w.units.AddFirst(row.Word)
		n.units = append(n.units, unit{
			word: row.Word, kind: kinds[row.Column(0)], canon: row.Column(1),
			noun: strings.Contains(flags, "n"), ascii: strings.Contains(flags, "a"), small: strings.Contains(flags, "s"),
			half: strings.Contains(flags, "h"), over: strings.Contains(flags, "o"),
			per: strings.Contains(flags, "d"),
		})
	}
	dirs := map[string]Approx{"over": Over, "under": Under, "about": About}
	for _, row := range approxTable.Rows() {
		x := w.ahead
		switch row.Column(0) {
		case "before":
			x = w.behind
			w.before.AddLast(row.Word)
		case "after":
			w.after.AddFirst(row.Word)
		default:
			continue
		}
		if n := x.add(row.Word, useApprox); n.approx == nil {
			n.approx = &approximator{row.Word, dirs[row.Column(1)]}
		}
	}
	return w
})

// starts returns the length of the longest word for use that t begins with, 0
// if none.
func (w *wordTables) starts(use uses, t string) int {
	_, k := w.ahead.longest(use, t)
	return k
}

// ends returns the length of the longest word for use that t ends in, 0 if
// none.
func (w *wordTables) ends(use uses, t string) int {
	_, k := w.behind.longest(use, t)
	return k
}

func (w *wordTables) is(use uses, word string) bool { return w.starts(use, word) == len(word) }

// verbs returns the lengths of the longest words that t begins with behind which
// a noun begins, anywhere and where more follows, 0 if there is none.
func (w *wordTables) verbs(t string) (opens, inner int) {
	r, at := charAt(t, 0)
	for n := w.ahead.root(r); n != nil; {
		if n.here&useOpens != 0 {
			opens = at
		}
		if n.here&useInner != 0 {
			inner = at
		}
		if len(n.children) == 0 {
			break
		}
		r, width := charAt(t, at)
		n = w.ahead.next(n, r, useOpens|useInner)
		at += width
	}
	return opens, inner
}

// unitAt returns the longest unit at i, nil if none. few tells that the numeral
// before it is a single Chinese character.
func (w *wordTables) unitAt(t string, i int, few bool) *unit {
	r, width := charAt(t, i)
	if !w.units.Has(r) {
		return nil
	}
	n, at := w.ahead.root(r), i+width
	var long *unit
	for {
		for k := range n.units {
			if u := &n.units[k]; u.fits(t, i, at, few) {
				long = u
				break
			}
		}
		if len(n.children) == 0 {
			return long
		}
		r, width := charAt(t, at)
		if n = w.ahead.next(n, r, useUnit); n == nil {
			return long
		}
		at += width
	}
}

// fits reports whether what stands at start to end of t can be the unit.
func (u *unit) fits(t string, start, end int, few bool) bool {
	if u.noun && few || u.small || u.per && (start == 0 || t[start-1] != '/') {
		return false
	}
	return !u.ascii || end == len(t) || !isLetter(t[end]) && (t[end] < '0' || t[end] > '9')
}

// approxBefore returns the longest approximator that ends at i, nil if none.
func (w *wordTables) approxBefore(t string, i int) *approximator {
	if r, _ := charBefore(t, i); !w.before.Has(r) {
		return nil
	}
	if n, _ := w.behind.longest(useApprox, t[:i]); n != nil {
		return n.approx
	}
	return nil
}

// approxAfter returns the longest approximator that begins at i, nil if none.
func (w *wordTables) approxAfter(t string, i int) *approximator {
	if r, _ := charAt(t, i); !w.after.Has(r) {
		return nil
	}
	if n, _ := w.ahead.longest(useApprox, t[i:]); n != nil {
		return n.approx
	}
	return nil
}

func isLetter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }
