package activity

import (
	"strings"

	"hecha/internal/doc"
	"hecha/internal/placeholder"
	"hecha/internal/quantity"
)

// stated is a figure of the text: a quantity, or one whose value is masked or
// gone (集中学习*次, 召开了次) and of which only the unit is known.
type stated struct {
	*quantity.Quantity
	// index is its place in quantity.Of(d).Quantities, -1 if its value is
	// missing.
	index int
}

func (s *stated) span() doc.Span { return s.Span }

// statedIn returns the figures of d by position.
func statedIn(d *doc.Document) []stated {
	qs, gaps := quantity.Of(d).Quantities, placeholder.Of(d)
	out := make([]stated, 0, len(qs)+len(gaps))
	next := 0
	for i := range qs {
		for next < len(gaps) && gaps[next].Start < qs[i].Start {
			if q, ok := masked(d.Text, gaps[next]); ok && q.End <= qs[i].Start && (len(out) == 0 || out[len(out)-1].End <= q.Start) {
				out = append(out, stated{&q, -1})
			}
			next++
		}
		out = append(out, stated{&qs[i], i})
	}
	for ; next < len(gaps); next++ {
		if q, ok := masked(d.Text, gaps[next]); ok && (len(out) == 0 || out[len(out)-1].End <= q.Start) {
			out = append(out, stated{&q, -1})
		}
	}
	return out
}

// masked makes the quantity of a gap in the place of a count or a sum; false
// when the gap stands for something else or shows no unit.
func masked(t string, p placeholder.Placeholder) (quantity.Quantity, bool) {
	q := quantity.Quantity{Span: p.Span, Masked: true, Approx: quantity.Exact}
	switch p.Field {
	case placeholder.FieldCount:
		q.Kind = quantity.Count
	case placeholder.FieldMoney:
		q.Kind = quantity.Money
	default:
		return q, false
	}
	q.Unit = strings.TrimLeft(p.Of(t), "*xX×_○〇□●■ .[]()【】近约超余多几十百千万亿")
	if q.Unit == "" || len(q.Unit) > 12 {
		return q, false
	}
	return q, true
}
