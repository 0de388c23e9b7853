package similar

import (
	"math"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/report"
	"hecha/internal/reuse"
)

// describer turns what the engine found into what is printed. It keeps the
// texts of the last reports it met, because pairs of a report come together.
type describer struct {
	c     *reuse.Collection
	pages [2]page // of the last pair, by side
}

type page struct {
	report int
	head   reuse.Report
	src    *doc.Source
}

func newDescriber(c *reuse.Collection) *describer {
	d := &describer{c: c}
	d.pages[0].report, d.pages[1].report = -1, -1
	return d
}

func (d *describer) page(side, i int) (*page, error) {
	p := &d.pages[side]
	if p.report == i {
		return p, nil
	}
	text, err := d.c.Text(i)
	if err != nil {
		return nil, err
	}
	*p = page{i, d.c.Report(i), &doc.Source{Name: d.c.Report(i).Source, Text: text}}
	return p, nil
}

// span returns a range of the report's text as it is printed.
func (p *page) span(r reuse.Range) report.Span {
	at := p.src.Position(doc.Span{Start: r.Start, End: r.End})
	s := report.Span{Text: strings.Clone(p.src.Text[r.Start:r.End])}
	s.Start, s.End = p.head.Start+at.Start, p.head.Start+at.End
	s.Line, s.Column = p.head.Line+at.Line, at.Column
	if at.Line == 1 {
		s.Column += p.head.Column
	}
	return s
}

// ref names report i.
func (d *describer) ref(i int) Ref {
	r := d.c.Report(i)
	return Ref{r.Source, r.Index, r.Unit, r.Period}
}

func (d *describer) pair(p *reuse.Pair) (*Pair, error) {
	a, b := d.ref(p.A), d.ref(p.B)
	pa, err := d.page(0, p.A)
	if err != nil {
		return nil, err
	}
	pb, err := d.page(1, p.B)
	if err != nil {
		return nil, err
	}
	out := &Pair{
		A: a, B: b, ShareA: round(p.ShareA), ShareB: round(p.ShareB), Kind: p.Kind, Relation: d.relation(p, a, b),
		FiguresEqual: p.FiguresEqual, FiguresDiffer: p.FiguresDiffer, SpunWords: p.Spun,
		Passages: make([]Passage, len(p.Passages)), Raw: p,
	}
	for i, g := range p.Passages {
		out.Passages[i] = Passage{A: pa.span(g.A), B: pb.span(g.B), Agreement: round(g.Agreement), Differences: make([]Difference, len(g.Differences))}
		for k, x := range g.Differences {
			out.Passages[i].Differences[k] = Difference{A: pa.span(x.A), B: pb.span(x.B), Kind: x.Kind}
		}
	}
	return out, nil
}

func (d *describer) relation(p *reuse.Pair, a, b Ref) Relation {
	switch {
	case d.c.Report(p.B).Reference:
		return Reference
	case a.Unit != "" && a.Unit == b.Unit:
		return Own
	}
	return Peer
}

func round(v float64) float64 { return math.Round(v*1000) / 1000 }
