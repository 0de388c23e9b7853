package timeline

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/honour"
)

// longestTitle bounds, in bytes, the title looked for behind 第六届.
const longestTitle = 72

// appendEditions appends the award editions named in d whose dates are known:
// 第六届全国道德模范. Their First is the day the edition was announced.
func appendEditions(out []Mention, d *doc.Document) []Mention {
	t := d.Text
	for _, h := range editionHeads.In(d) {
		start := h.Start
		n, end := number(t, h.End)
		if n == 0 || !strings.HasPrefix(t[end:], "届") && !strings.HasPrefix(t[end:], "批") {
			continue
		}
		end += len("届")
		if strings.HasPrefix(t[end:], "“") {
			end += len("“")
		}
		title, entry := longestPrefix(t[end:min(len(t), end+longestTitle)])
		if entry == nil {
			continue
		}
		for _, ed := range entry.Editions {
			if ed.Number == n {
				out = append(out, Mention{
					Span: doc.Span{Start: start, End: end + len(title)}, Term: title, Kind: "edition",
					First: firstDay(ed.Date), Last: lastDay(ed.Date),
				})
			}
		}
	}
	return out
}

// longestPrefix returns the longest known title that s begins with.
func longestPrefix(s string) (string, *honour.Entry) {
	for end := len(s); end > 0; end-- {
		if end < len(s) && !utf8.RuneStart(s[end]) {
			continue
		}
		if e := honour.Lookup(s[:end]); e != nil {
			return s[:end], e
		}
	}
	return "", nil
}
