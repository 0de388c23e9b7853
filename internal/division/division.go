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
	var out []Mention
	end := 0
	for _, h := range names.In(d) {
		if h.Start < end || accidental(d.Text, h) {
			continue
		}
		end = h.End
		m := Mention{Span: h.Span, Name: h.Row.Word, Full: h.Row.Column(0) == "full"}
		for c := range strings.SplitSeq(h.Row.Column(1), ",") {
			m.Codes = append(m.Codes, Code(c))
		}
		out = append(out, m)
	}
	return out
})

// accidental reports whether a short name only came about where two other
// words meet: 扬中 in 弘扬中华.
func accidental(t string, h lexicon.Hit) bool {
	before, _ := utf8.DecodeLastRuneInString(t[:h.Start])
	after, _ := utf8.DecodeRuneInString(t[h.End:])
	return h.Start > 0 && strings.ContainsRune(h.Row.Column(2), before) || h.End < len(t) && strings.ContainsRune(h.Row.Column(3), after)
}

// Lookup returns the codes of a division by full or short name.
func Lookup(name string) []Code { return byName()[name] }

// byName indexes the table; of a name that stands twice the first line counts.
var byName = sync.OnceValue(func() map[string][]Code {
	rows := names.Rows()
	m := make(map[string][]Code, len(rows))
	for _, r := range rows {
		if m[r.Word] != nil {
			continue
		}
		for c := range strings.SplitSeq(r.Column(1), ",") {
			m[r.Word] = append(m[r.Word], Code(c))
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
