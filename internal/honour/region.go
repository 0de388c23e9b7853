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
	rows map[string]*lexicon.Row
	// first tells of a character whether a word begins with it.
	first [1 << 16]bool
	// longest is the length of the longest word in bytes.
	longest int
}

var levelRows = sync.OnceValue(func() *levelIndex {
	rows := levelWords.Rows()
	x := &levelIndex{rows: make(map[string]*lexicon.Row, len(rows))}
	for i := range rows {
		w := rows[i].Word
		x.rows[w] = &rows[i]
		r, _ := utf8.DecodeRuneInString(w)
		x.first[uint16(r)] = true
		x.longest = max(x.longest, len(w))
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
