package activity

import (
	"slices"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/placeholder"
	"hecha/internal/quantity"
)

// amount is a quantity of the text, or one whose value is masked or gone
// (集中学习*次, 召开了次) and of which only the unit is known.
type amount struct {
	*quantity.Quantity
	// index is its place in quantity.Of(d).Quantities, -1 if its value is
	// missing.
	index int
}

// figure is an amount at its place.
type figure = placed[amount]

// readFigures reads the figures of d by position.
func (r *reader) readFigures(d *doc.Document) {
	qs, gaps := quantity.Of(d).Quantities, placeholder.Of(d)
	out, next := r.figs.all, 0
	r.masked = slices.Grow(r.masked, len(gaps)) // out points into it
	free := func(at int) bool { return len(out) == 0 || out[len(out)-1].End <= at }
	for i := range qs {
		sp := qs[i].Span
		for next < len(gaps) && gaps[next].Start < sp.Start {
			if g := &gaps[next]; g.End <= sp.Start && free(g.Start) {
				out = r.appendMasked(out, g)
			}
			next++
		}
		out = append(out, figure{sp, amount{&qs[i], i}})
	}
	for ; next < len(gaps); next++ {
		if g := &gaps[next]; free(g.Start) {
			out = r.appendMasked(out, g)
		}
	}
	r.figs.all = out
}

// appendMasked appends a gap in the place of a count or a sum that shows its
// unit.
func (r *reader) appendMasked(out []figure, p *placeholder.Placeholder) []figure {
	kind := quantity.Count
	switch p.Field {
	case placeholder.FieldCount:
	case placeholder.FieldMoney:
		kind = quantity.Money
	default:
		return out
	}
	unit := strings.TrimLeft(p.Of(r.t), "*xX×_○〇□●■ .[]()【】近约超余多几十百千万亿")
	if unit == "" || len(unit) > 12 {
		return out
	}
	r.masked = append(r.masked, quantity.Quantity{Span: p.Span, Kind: kind, Unit: unit, Masked: true, Approx: quantity.Exact})
	return append(out, figure{p.Span, amount{&r.masked[len(r.masked)-1], -1}})
}
