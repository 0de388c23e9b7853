package placeholder

import (
	"cmp"
	"maps"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"hecha/internal/lexicon"
)

// The dictionaries. Each file's head explains its columns.
var (
	classifierRows = lexicon.Define("classifier")
	afterRows      = lexicon.DefineTable("gap_after")
	beforeRows     = lexicon.DefineTable("gap_before")
	nameRows       = lexicon.DefineTable("gap_name")
	demandRows     = lexicon.DefineTable("gap_demand")
	countedRows    = lexicon.DefineTable("gap_counted")
	promptRows     = lexicon.Define("gap_prompt")
)

// unit is a line of the classifier dictionary.
type unit struct {
	word  string
	field Field
	// behindVerb, behindAdverb, clauseEnd, lostOnly and sureEnd say how an orphan
	// shows.
	behindVerb, behindAdverb, clauseEnd, lostOnly, sureEnd bool
	// left are the characters that make a word with it, or, when onlyLeft is
	// set, the only ones that do not.
	left     charset
	onlyLeft bool
	// objects are what must follow it behind a verb, or, without onlyObjects,
	// what must not.
	objects     *lexicon.List
	onlyObjects bool
	// glue continues it to a longer word; maskGlue does so behind a mask.
	glue, maskGlue *lexicon.List
	// person tells 人, people the units of those who act, which open a clause:
	// 名选手登台.
	person, people bool
}

// counts reports whether text[i:] may be what the unit counts.
func (u *unit) counts(text string, i int) bool {
	return (u.objects.Opens(text[i:]) >= 0) == u.onlyObjects
}

// words finds dictionary words at or before a place by their first or last
// character, which must lie in the Basic Multilingual Plane, longest first.
type words[T any] struct {
	heads lexicon.Chars
	// rank is how many of the characters come before each 64, lists holds the
	// words by the rank of their character.
	rank  [1 << 10]uint16
	lists [][]keyed[T]
}

type keyed[T any] struct {
	word string
	val  T
}

// of returns the words of a character.
func (w *words[T]) of(c rune) []keyed[T] {
	if uint32(c) >= 1<<16 {
		return nil
	}
	set, bit := w.heads[c>>6], uint64(1)<<(c&63)
	if set&bit == 0 {
		return nil
	}
	return w.lists[int(w.rank[c>>6])+bits.OnesCount64(set&(bit-1))]
}

// at returns the longest word that starts at text[i:].
func (w *words[T]) at(text string, i int) (keyed[T], bool) {
	ks := w.of(next(text, i))
	for k := range ks {
		word := ks[k].word
		// The last byte tells most words apart.
		if last := i + len(word) - 1; last < len(text) && text[last] == word[len(word)-1] && text[i:last] == word[:len(word)-1] {
			return ks[k], true
		}
	}
	return keyed[T]{}, false
}

// before returns the longest word that ends at text[:i].
func (w *words[T]) before(text string, i int) (keyed[T], bool) {
	return w.behind(text[:i], prev(text, i))
}

// behind is before for a text that ends in r.
func (w *words[T]) behind(text string, r rune) (keyed[T], bool) {
	ks := w.of(r)
	for k := range ks {
		if strings.HasSuffix(text, ks[k].word) {
			return ks[k], true
		}
	}
	return keyed[T]{}, false
}

func (w *words[T]) collect(rows []lexicon.Row, last bool, val func(lexicon.Row) T) {
	by := map[rune][]keyed[T]{}
	for _, r := range rows {
		c := next(r.Word, 0)
		if last {
			c = prev(r.Word, len(r.Word))
		}
		if uint32(c) < 1<<16 {
			by[c] = append(by[c], keyed[T]{r.Word, val(r)})
			w.heads.Add(c)
		}
	}
	for _, c := range slices.Sorted(maps.Keys(by)) {
		slices.SortStableFunc(by[c], func(a, b keyed[T]) int { return cmp.Compare(len(b.word), len(a.word)) })
		w.lists = append(w.lists, by[c])
	}
	n := 0
	for i, set := range w.heads {
		w.rank[i] = uint16(n)
		n += bits.OnesCount64(set)
	}
}

// after is a line of gap_after.
type after struct {
	field Field
	// suffix words belong to the span; single ones make a placeholder even of
	// one X.
	suffix, single bool
}

// demand says how a word asks for a number behind it.
type demand byte

const (
	byAdverb demand = 'a'
	byVerb   demand = 'v'
	byPrep   demand = 'p'
)

type dictionaries struct {
	units  words[*unit]
	after  words[after]
	before words[Field]
	names  words[Field]
	demand words[demand]
	// counted are nouns that end like the first part of another word.
	counted words[struct{}]
	// byRow are the units by the row of the dictionary, starts tells of each that
	// a unit that shows as an orphan begins as this one does.
	byRow  []unit
	starts []bool
}

var load = sync.OnceValue(func() *dictionaries {
	d := &dictionaries{}
	rows := classifierRows.Rows()
	for _, r := range rows {
		d.byRow = append(d.byRow, readUnit(r))
	}
	d.units.collect(rows, false, func(r lexicon.Row) *unit { return &d.byRow[r.Number] })
	d.after.collect(afterRows.Rows(), false, func(r lexicon.Row) after {
		return after{Field(r.Column(0)), r.Column(1) != "", r.Column(1) == "1"}
	})
	d.before.collect(beforeRows.Rows(), true, func(r lexicon.Row) Field { return Field(r.Column(0)) })
	d.names.collect(nameRows.Rows(), false, func(r lexicon.Row) Field { return Field(r.Column(0)) })
	d.demand.collect(demandRows.Rows(), true, func(r lexicon.Row) demand { return demand((r.Column(0) + "v")[0]) })
	d.counted.collect(countedRows.Rows(), true, func(lexicon.Row) struct{} { return struct{}{} })
	var shown lexicon.Chars // what units that show as orphans begin with
	for _, u := range d.byRow {
		if u.behindVerb || u.behindAdverb || u.clauseEnd || u.lostOnly {
			shown.Add(next(u.word, 0))
		}
	}
	for _, u := range d.byRow {
		d.starts = append(d.starts, shown.Has(next(u.word, 0)))
	}
	return d
})

func readUnit(r lexicon.Row) unit {
	u := unit{word: r.Word, field: Field(r.Column(0)), glue: lexicon.NewList(strings.Fields(r.Column(4))...), maskGlue: lexicon.NewList(strings.Fields(r.Column(5))...)}
	for _, c := range r.Column(1) {
		switch c {
		case 'v':
			u.behindVerb = true
		case 'a':
			u.behindAdverb = true
		case 'n':
			u.clauseEnd = true
		case 'l':
			u.lostOnly = true
		case 'c':
			u.sureEnd = true
		}
	}
	left, only := strings.CutPrefix(r.Column(2), "=")
	u.left, u.onlyLeft = newCharset(left), only
	rest, only := strings.CutPrefix(r.Column(3), "=")
	u.objects, u.onlyObjects = lexicon.NewList(strings.Fields(rest)...), only
	u.person = r.Word == "人"
	u.people = strings.Contains("名家位个支户", r.Word)
	return u
}
