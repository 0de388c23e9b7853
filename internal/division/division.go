// Package division knows the administrative divisions of China: which names
// stand in a text, and how two of them lie to each other.
package division

import (
	"strings"
	"sync"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

// names is the table of divisions; dict/division/gen.go says where it is from.
var names = lexicon.Define("division")

// Code is a statistical division code: two digits a province, four a
// prefecture, six a county. A code contains all codes it is a prefix of.
type Code string

// Level is the rank of a code.
type Level int

// The levels.
const (
	Province Level = iota + 1
	Prefecture
	County
)

// Level returns the rank of the code.
func (c Code) Level() Level { return Level(len(c) / 2) }

// Municipality reports whether the code lies in a municipality directly under
// the central government, whose districts rank as prefectures.
func (c Code) Municipality() bool {
	return strings.HasPrefix(string(c), "11") || strings.HasPrefix(string(c), "12") ||
		strings.HasPrefix(string(c), "31") || strings.HasPrefix(string(c), "50")
}

// Mention is a division named in a text.
type Mention struct {
	doc.Span
	// Name is the name without what stands around it.
	Name string
	// Codes are the divisions of that name; several share some names.
	Codes []Code
	// Full tells 敦煌市 from 敦煌.
	Full bool
}

// Mentions returns the divisions named in d, longest names first at each
// place, not overlapping.
func Mentions(d *doc.Document) []Mention { return mentions.Of(d) }

var mentions = doc.Define(func(d *doc.Document) []Mention {
	all := codes()
	var out []Mention
	end := 0
	for _, h := range names.In(d) {
		if h.Start < end || accidental(d.Text, h) {
			continue
		}
		end = h.End
		out = append(out, Mention{Span: h.Span, Name: h.Row.Word, Codes: all[h.Row.Number], Full: h.Row.Column(0) == "full"})
	}
	return out
})

// accidental reports whether a short name only came about where two other
// words meet: 扬中 in 弘扬中华.
func accidental(t string, h lexicon.Hit) bool {
	if set := h.Row.Column(2); set != "" && h.Start > 0 {
		if r, _ := utf8.DecodeLastRuneInString(t[:h.Start]); strings.ContainsRune(set, r) {
			return true
		}
	}
	if set := h.Row.Column(3); set != "" && h.End < len(t) {
		if r, _ := utf8.DecodeRuneInString(t[h.End:]); strings.ContainsRune(set, r) {
			return true
		}
	}
	return false
}

// Lookup returns the codes of a division by full or short name.
func Lookup(name string) []Code { return byName()[name] }

// codes holds the codes by row of the table.
var codes = sync.OnceValue(func() [][]Code {
	rows := names.Rows()
	out := make([][]Code, len(rows))
	all := make([]Code, 0, 2*len(rows))
	for i, r := range rows {
		from := len(all)
		for c := range strings.SplitSeq(r.Column(1), ",") {
			all = append(all, Code(c))
		}
		out[i] = all[from:len(all):len(all)]
	}
	return out
})

// byName indexes the table; of a name that stands twice the first line counts.
var byName = sync.OnceValue(func() map[string][]Code {
	rows := names.Rows()
	m := make(map[string][]Code, len(rows))
	for i, r := range rows {
		if m[r.Word] == nil {
			m[r.Word] = codes()[i]
		}
	}
	return m
})

// Related reports whether some division of a contains, lies in, or shares a
// prefecture with some division of b.
func Related(a, b []Code) bool {
	for _, x := range a {
		for _, y := range b {
			n := min(len(x), len(y), 4)
			if x[:n] == y[:n] {
				return true
			}
		}
	}
	return false
}

// SameProvince reports whether some divisions of a and b share a province.
func SameProvince(a, b []Code) bool {
	for _, x := range a {
		for _, y := range b {
			if x[:2] == y[:2] {
				return true
			}
		}
	}
	return false
}
