package placeholder

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"hecha/internal/lexicon"
)

// The dictionaries. Each file's head explains its columns.
var (
	classifierRows = lexicon.DefineTable("classifier")
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
	left     string
	onlyLeft bool
	// objects are what must follow it behind a verb, or, without onlyObjects,
	// what must not.
	objects     []string
	onlyObjects bool
	// glue continues it to a longer word; maskGlue does so behind a mask.
	glue, maskGlue []string
}

// counts reports whether text[i:] may be what the unit counts.
func (u *unit) counts(text string, i int) bool {
	return hasPrefix(text, i, u.objects) == u.onlyObjects
}

// words finds dictionary words at or before a place by their first or last
// character, longest first.
type words[T any] map[rune][]keyed[T]

type keyed[T any] struct {
	word string
	val  T
}

// at returns the longest word that starts at text[i:].
func (w words[T]) at(text string, i int) (keyed[T], bool) {
	r, _ := utf8.DecodeRuneInString(text[i:])
	for _, k := range w[r] {
		if strings.HasPrefix(text[i:], k.word) {
			return k, true
		}
	}
	return keyed[T]{}, false
}

// before returns the longest word that ends at text[:i].
func (w words[T]) before(text string, i int) (keyed[T], bool) {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	for _, k := range w[r] {
		if strings.HasSuffix(text[:i], k.word) {
			return k, true
		}
	}
	return keyed[T]{}, false
}

func collect[T any](rows []lexicon.Row, last bool, val func(lexicon.Row) T) words[T] {
	w := words[T]{}
	for _, r := range rows {
		c, _ := utf8.DecodeRuneInString(r.Word)
		if last {
			c, _ = utf8.DecodeLastRuneInString(r.Word)
		}
		w[c] = append(w[c], keyed[T]{r.Word, val(r)})
	}
	for _, ks := range w {
		slices.SortStableFunc(ks, func(a, b keyed[T]) int { return cmp.Compare(len(b.word), len(a.word)) })
	}
	return w
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
	// starts tells, by UTF-16 character, where a unit may start.
	starts [1 << 16]bool
}

var load = sync.OnceValue(func() *dictionaries {
	d := &dictionaries{
		units: collect(classifierRows.Rows(), false, readUnit),
		after: collect(afterRows.Rows(), false, func(r lexicon.Row) after {
			return after{Field(r.Column(0)), r.Column(1) != "", r.Column(1) == "1"}
		}),
		before: collect(beforeRows.Rows(), true, func(r lexicon.Row) Field { return Field(r.Column(0)) }),
		names:  collect(nameRows.Rows(), false, func(r lexicon.Row) Field { return Field(r.Column(0)) }),
		demand: collect(demandRows.Rows(), true, func(r lexicon.Row) demand { return demand((r.Column(0) + "v")[0]) }),
	}
	d.counted = collect(countedRows.Rows(), true, func(lexicon.Row) struct{} { return struct{}{} })
	for c, us := range d.units {
		for _, u := range us {
			if v := u.val; c < 1<<16 && (v.behindVerb || v.behindAdverb || v.clauseEnd || v.lostOnly) {
				d.starts[c] = true
			}
		}
	}
	for _, c := range "余万亿%年月第届" {
		d.starts[c] = true
	}
	return d
})

func readUnit(r lexicon.Row) *unit {
	u := &unit{word: r.Word, field: Field(r.Column(0)), left: r.Column(2), glue: strings.Fields(r.Column(4)), maskGlue: strings.Fields(r.Column(5))}
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
	if rest, ok := strings.CutPrefix(u.left, "="); ok {
		u.left, u.onlyLeft = rest, true
	}
	rest, only := strings.CutPrefix(r.Column(3), "=")
	u.objects, u.onlyObjects = strings.Fields(rest), only
	return u
}

// hasPrefix reports whether text[i:] starts with one of list.
func hasPrefix(text string, i int, list []string) bool {
	for _, w := range list {
		if strings.HasPrefix(text[i:], w) {
			return true
		}
	}
	return false
}
