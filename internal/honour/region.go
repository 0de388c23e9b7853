package honour

import (
	"strings"
	"sync"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
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

// municipalities are the cities directly under the central government.
var municipalities = []string{"北京", "天津", "上海", "重庆"}

// ownCity returns what 市 is in a report: Provincial when the province it names
// most is a municipality, Unknown when it does not tell.
func ownCity(d *doc.Document) Level {
	counts := map[string]int{}
	total := 0
	for _, h := range levelWords.Longest(d) {
		if h.Row.Column(1) == "place" {
			counts[strings.TrimSuffix(h.Row.Word, "市")]++
			total++
		}
	}
	for _, m := range municipalities {
		if counts[m]*2 > total {
			return Provincial
		}
	}
	return Unknown
}
