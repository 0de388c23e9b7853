package honour

import (
	"strings"
	"sync"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

// levelRows indexes the class level by word.
var levelRows = sync.OnceValue(func() map[string]*lexicon.Row {
	rows := levelWords.Rows()
	m := make(map[string]*lexicon.Row, len(rows))
	for i := range rows {
		m[rows[i].Word] = &rows[i]
	}
	return m
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
