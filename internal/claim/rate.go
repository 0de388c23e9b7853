package claim

import (
	"sort"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

// rateWords are the names of rates with what their values can be.
var rateWords = lexicon.Define("rate")

// RateKind is what values a rate can take.
type RateKind uint8

// The kinds of rates.
const (
	NoRate      RateKind = iota
	UnknownRate          // ends in 率 but is not in the dictionary
	Share                // 0 to 100 %
	GoodShare            // a share that is only reported when it is high
	FreeRate             // may exceed 100 %
	NotPercent           // 容积率, 心率: not a percentage
)

var rateKinds = map[string]RateKind{"share": Share, "good": GoodShare, "free": FreeRate, "number": NotPercent}

// Rate returns the rate that a claim states the value of: the last one named
// in its clause before it, with its place.
func Rate(d *doc.Document, c *Claim) (RateKind, doc.Span) {
	hits := rateWords.In(d)
	// The longest word that ends last before the claim.
	i := sort.Search(len(hits), func(i int) bool { return hits[i].Start >= c.Start })
	best := doc.Span{}
	from := c.ClauseStart(d.Text)
	kind := NoRate
	for i--; i >= 0 && hits[i].Start >= from; i-- {
		h := hits[i]
		if h.End > c.Start {
			continue
		}
		if h.End > best.End || h.End == best.End && h.Start < best.Start {
			best, kind = h.Span, rateKinds[h.Row.Column(0)]
		}
	}
	lead := d.Text[from:c.Start]
	if k := strings.LastIndex(lead, "率"); k >= 0 {
		if end := from + k + len("率"); end > best.End {
			start := max(from, end-9)
			for !utf8.RuneStart(d.Text[start]) {
				start++
			}
			return UnknownRate, doc.Span{Start: start, End: end}
		}
	}
	return kind, best
}
