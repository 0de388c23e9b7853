// Package stock measures how much of a report is stock phrases: formulas that
// everybody uses and that say nothing of one unit.
package stock

import (
	"hecha/internal/doc"
	"hecha/internal/lexicon"
	"hecha/internal/quantity"
	"hecha/internal/residue"
	"hecha/internal/segment"
)

var phrases = lexicon.Define("stock")

// Clauses returns the clauses of d's body that hold a stock phrase and no
// figure, in order.
func Clauses(d *doc.Document) []doc.Span { return clauses.Of(d) }

var clauses = doc.DefineReusing(func(d *doc.Document, spent []doc.Span) []doc.Span {
	body := residue.Body(d)
	cs := segment.Clauses(d)
	qs := quantity.Of(d).Quantities
	out := spent[:0]
	q := 0
	for h := range phrases.Longest(d) {
		i := segment.At(cs, h.Start)
		if i < 0 || !body.Contains(h.Span) || len(out) > 0 && out[len(out)-1] == cs[i] {
			continue
		}
		for q < len(qs) && qs[q].End <= cs[i].Start {
			q++
		}
		if q < len(qs) && qs[q].Start < cs[i].End {
			continue
		}
		out = append(out, cs[i])
	}
	return out
})

// Share returns the share of the body's characters in Clauses, 0 to 1.
func Share(d *doc.Document) float64 { return share.Of(d) }

var share = doc.Define(func(d *doc.Document) float64 {
	all := doc.Runes(residue.Body(d).Of(d.Text))
	if all == 0 {
		return 0
	}
	n := 0
	for _, c := range Clauses(d) {
		n += doc.Runes(c.Of(d.Text))
	}
	return float64(n) / float64(all)
})
