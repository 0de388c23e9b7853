package quantity

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

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

// wordTables are the unit and approximator tables by first (before: last)
// character, longest word first.
type wordTables struct {
	units         map[rune][]unit
	before, after map[rune][]approximator
	sets          map[string]*wordSet // by use
	stops         stops
}

var words = sync.OnceValue(func() *wordTables {
	w := &wordTables{
		units: map[rune][]unit{}, before: map[rune][]approximator{}, after: map[rune][]approximator{},
		sets: wordSets(figureTable.Rows()), stops: newStops(stopTable.Rows()),
	}
	for _, row := range unitTable.Rows() {
		r, _ := utf8.DecodeRuneInString(row.Word)
		flags := row.Column(2)
		w.units[r] = append(w.units[r], unit{
			word: row.Word, kind: Kind(row.Column(0)), canon: row.Column(1),
			noun: strings.Contains(flags, "n"), ascii: strings.Contains(flags, "a"), small: strings.Contains(flags, "s"),
			half: strings.Contains(flags, "h"), over: strings.Contains(flags, "o"),
			per: strings.Contains(flags, "d"),
		})
	}
	for r := range w.units {
		slices.SortStableFunc(w.units[r], func(a, b unit) int { return len(b.word) - len(a.word) })
	}
	dirs := map[string]Approx{"over": Over, "under": Under, "about": About}
	for _, row := range approxTable.Rows() {
		a := approximator{row.Word, dirs[row.Column(1)]}
		switch row.Column(0) {
		case "before":
			r, _ := utf8.DecodeLastRuneInString(row.Word)
			w.before[r] = append(w.before[r], a)
		case "after":
			r, _ := utf8.DecodeRuneInString(row.Word)
			w.after[r] = append(w.after[r], a)
		}
	}
	for _, m := range []map[rune][]approximator{w.before, w.after} {
		for r := range m {
			slices.SortStableFunc(m[r], func(a, b approximator) int { return len(b.word) - len(a.word) })
		}
	}
	return w
})

// unitAt returns the longest unit at i, nil if none. few tells that the numeral
// before it is a single Chinese character.
func (w *wordTables) unitAt(t string, i int, few bool) *unit {
	r, _ := utf8.DecodeRuneInString(t[i:])
	us := w.units[r]
	for k := range us {
		u := &us[k]
		if !strings.HasPrefix(t[i:], u.word) || u.noun && few || u.small || u.per && (i == 0 || t[i-1] != '/') {
			continue
		}
		if u.ascii {
			if j := i + len(u.word); j < len(t) && (isLetter(t[j]) || t[j] >= '0' && t[j] <= '9') {
				continue
			}
		}
		return u
	}
	return nil
}

// approxBefore returns the approximator that ends at i.
func (w *wordTables) approxBefore(t string, i int) *approximator {
	r, _ := utf8.DecodeLastRuneInString(t[:i])
	as := w.before[r]
	for k := range as {
		if strings.HasSuffix(t[:i], as[k].word) {
			return &as[k]
		}
	}
	return nil
}

// approxAfter returns the approximator that begins at i.
func (w *wordTables) approxAfter(t string, i int) *approximator {
	if i >= len(t) {
		return nil
	}
	r, _ := utf8.DecodeRuneInString(t[i:])
	as := w.after[r]
	for k := range as {
		if strings.HasPrefix(t[i:], as[k].word) {
			return &as[k]
		}
	}
	return nil
}

func isLetter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }
