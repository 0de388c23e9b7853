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
	*Entry
}

// Entry is a name of divisions in the table.
type Entry struct {
	// Name is the name without what stands around it; Stem is the same
	// without the rank, 敦煌 of 敦煌市.
	Name, Stem string
	// Codes are the divisions of that name; several share some names.
	Codes []Code
	// Rank is the highest rank among them.
	Rank Level
	// Full tells 敦煌市 from 敦煌.
	Full bool

	// Characters before and behind that make it part of other words.
	before, after string
}

// table holds the names by row of the dictionary.
var table = sync.OnceValue(func() []Entry {
	rows := names.Rows()
	out := make([]Entry, len(rows))
	codes := make([]Code, 0, 2*len(rows))
	for i, r := range rows {
		n := &out[i]
		n.Name, n.Stem, n.Rank = r.Word, strings.TrimRight(r.Word, "省市县区"), County
		from := len(codes)
		for c := range strings.SplitSeq(r.Column(1), ",") {
			codes = append(codes, Code(c))
			n.Rank = min(n.Rank, Code(c).Level())
		}
		n.Codes = codes[from:len(codes):len(codes)]
		n.Full = r.Column(0) == "full"
		n.before, n.after = r.Column(2), r.Column(3)
	}
	return out
})

// Mentions returns the divisions named in d, longest names first at each
// place, not overlapping.
func Mentions(d *doc.Document) []Mention { return mentions.Of(d) }

var mentions = doc.Define(func(d *doc.Document) []Mention {
	all := table()
	hits := names.In(d)
	out := make([]Mention, 0, len(hits))
	end := 0
	for i := range hits {
		h := &hits[i]
		n := &all[h.Row.Number]
		if h.Start < end || n.accidental(d.Text, h.Span) {
			continue
		}
		end = h.End
		out = append(out, Mention{h.Span, n})
	}
	return out
})

// accidental reports whether a short name only came about where two other
// words meet: 扬中 in 弘扬中华.
func (n *Entry) accidental(t string, at doc.Span) bool {
	if n.before != "" && at.Start > 0 {
		if r, _ := utf8.DecodeLastRuneInString(t[:at.Start]); strings.ContainsRune(n.before, r) {
			return true
		}
	}
	if n.after != "" && at.End < len(t) {
		if r, _ := utf8.DecodeRuneInString(t[at.End:]); strings.ContainsRune(n.after, r) {
			return true
		}
	}
	return false
}

// Lookup returns the codes of a division by full or short name.
func Lookup(name string) []Code { return byName()[name] }

// byName indexes the table; of a name that stands twice the first line counts.
var byName = sync.OnceValue(func() map[string][]Code {
	all := table()
	m := make(map[string][]Code, len(all))
	for i := range all {
		if m[all[i].Name] == nil {
			m[all[i].Name] = all[i].Codes
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
