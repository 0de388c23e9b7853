package similar

import (
	"context"
	"strings"
	"unicode/utf8"

	"hecha/internal/reuse"
)

// copied lists figures copied without their text; pairs are all that the
// engine found.
func (d *describer) copied(ctx context.Context, pairs []*reuse.Pair) ([]CopiedNumbers, error) {
	found, err := d.c.CopiedFigures(ctx, d.c.Figures, pairs)
	if err != nil {
		return nil, err
	}
	out := make([]CopiedNumbers, 0, len(found))
	for _, f := range found {
		pa, err := d.page(0, f.A)
		if err != nil {
			return nil, err
		}
		pb, err := d.page(1, f.B)
		if err != nil {
			return nil, err
		}
		n := CopiedNumbers{A: d.ref(f.A), B: d.ref(f.B)}
		if n.A.Unit != "" && n.A.Unit == n.B.Unit {
			continue // a unit may well give a figure twice
		}
		for i := range f.RangesA {
			c := CopiedNumber{A: pa.span(pa.clause(f.RangesA[i])), B: pb.span(pb.clause(f.RangesB[i]))}
			if k := len(n.Numbers); k == 0 || n.Numbers[k-1] != c {
				n.Numbers = append(n.Numbers, c)
			}
		}
		out = append(out, n)
	}
	return out, nil
}

// clauseEnds are the marks between clauses.
const clauseEnds = "，,。；;：:！!？?\n\t"

// clause widens a range to the clause around it.
func (p *page) clause(r reuse.Range) reuse.Range {
	t := p.src.Text
	if i := strings.LastIndexAny(t[:r.Start], clauseEnds); i >= 0 {
		_, n := utf8.DecodeRuneInString(t[i:])
		r.Start = i + n
	} else {
		r.Start = 0
	}
	if i := strings.IndexAny(t[r.End:], clauseEnds); i >= 0 {
		r.End += i
	} else {
		r.End = len(t)
	}
	return r
}
