package honour

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"hecha/internal/division"
	"hecha/internal/doc"
	"hecha/internal/lexicon"
	"hecha/internal/profile"
)

// levelIndex finds level words by their text.
type levelIndex struct {
	// words are the words, longest first, and rows the row of each.
	words *lexicon.List
	rows  []*lexicon.Row
	// adjective tells of the rows of the class honour-adjective which are words
	// of level too.
	adjective []bool
}

var levelRows = sync.OnceValue(func() *levelIndex {
	rows := levelWords.Rows()
	byWord := make(map[string]*lexicon.Row, len(rows))
	x := &levelIndex{}
	for i := range rows {
		byWord[rows[i].Word] = &rows[i]
	}
	for i := range rows {
		if r, _ := utf8.DecodeRuneInString(rows[i].Word); byWord[rows[i].Word] == &rows[i] && r <= 0xFFFF {
			x.rows = append(x.rows, &rows[i])
		}
	}
	slices.SortStableFunc(x.rows, func(a, b *lexicon.Row) int { return len(b.Word) - len(a.Word) })
	words := make([]string, len(x.rows))
	for i, r := range x.rows {
		words[i] = r.Word
	}
	x.words = lexicon.NewList(words...)
	for _, r := range adjectiveWords.Rows() {
		x.adjective = append(x.adjective, byWord[r.Word] != nil)
	}
	return x
})

// ownCity returns what a report means by 市 (市级, 市委): Provincial in a
// municipality directly under the central government, County when the city it
// names most is a county-level one, else Municipal.
func ownCity(d *doc.Document) Level {
	for _, c := range profile.Of(d).Codes {
		if c.Municipality() {
			return Provincial
		}
	}
	counts := map[string]int{}
	var best string
	district := false // of a municipality
	for _, m := range division.Mentions(d) {
		district = district || len(m.Codes) > 0 && !slices.ContainsFunc(m.Codes, func(c division.Code) bool { return !c.Municipality() })
		name := strings.TrimSuffix(m.Name, "市") + "市"
		if len(division.Lookup(name)) == 0 {
			continue
		}
		if counts[name]++; counts[name] > counts[best] {
			best = name
		}
	}
	switch {
	case best != "":
		return cityLevel(best)
	case district:
		return Provincial
	}
	return Municipal
}

// cityLevel returns the level of a city by its full name; Municipal when the
// table does not know it.
func cityLevel(name string) Level {
	level := Unknown
	for _, c := range division.Lookup(name) {
		switch {
		case c.Municipality() && c.Level() < division.County:
			return Provincial
		case c.Level() == division.County && level == Unknown:
			level = County
		case c.Level() < division.County:
			return Municipal
		}
	}
	if level == Unknown {
		return Municipal
	}
	return level
}
