package similar

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/reuse"
)

// SharedRule is the rule that Shared reports under.
const SharedRule = "boilerplate.shared"

// What is told of one report: the counterparts it shares most with, and of
// each the longest passages. The rest is counted.
const (
	toldCounterparts = 3
	toldPassages     = 5
	// excerptLength bounds a quotation, in characters.
	excerptLength = 24
)

// Shared tells, report by report, what each shares with the others of a
// collection. It is safe for concurrent use.
type Shared struct {
	c        *reuse.Collection
	byReport map[key][]side
	numbers  map[key]int
}

type key struct {
	source string
	index  int
}

// side is a pair as one of its reports sees it.
type side struct {
	other    int // number of the other report
	share    float64
	kind     reuse.Kind
	relation Relation
	passages []sharedPassage // longest first
}

type sharedPassage struct {
	here      reuse.Range // in the report's text
	there     reuse.Range // in the other's
	agreement float64
	figures   int // figures that differ
}

// FindShared compares all reports of a collection. The collection must stay
// open while the result is used.
func FindShared(ctx context.Context, c *reuse.Collection) (*Shared, error) {
	s := &Shared{c: c, byReport: map[key][]side{}, numbers: map[key]int{}}
	for i := range c.Len() {
		r := c.Report(i)
		s.numbers[key{r.Source, r.Index}] = i
	}
	d := newDescriber(c)
	for p, err := range c.Pairs(ctx) {
		if err != nil {
			return nil, err
		}
		relation := d.relation(p, d.ref(p.A), d.ref(p.B))
		a, b := side{p.B, p.ShareA, p.Kind, relation, nil}, side{p.A, p.ShareB, p.Kind, relation, nil}
		for _, g := range p.Passages {
			n := 0
			for _, x := range g.Differences {
				if x.Kind == reuse.FigureDiffers {
					n++
				}
			}
			a.passages = append(a.passages, sharedPassage{g.A, g.B, g.Agreement, n})
			b.passages = append(b.passages, sharedPassage{g.B, g.A, g.Agreement, n})
		}
		s.add(p.A, a)
		if c.Asked(p.B) {
			s.add(p.B, b)
		}
	}
	for _, sides := range s.byReport {
		slices.SortStableFunc(sides, func(x, y side) int { return cmp.Compare(y.share, x.share) })
	}
	return s, nil
}

func (s *Shared) add(i int, x side) {
	slices.SortStableFunc(x.passages, func(g, h sharedPassage) int {
		return cmp.Compare(h.here.End-h.here.Start, g.here.End-g.here.Start)
	})
	r := s.c.Report(i)
	k := key{r.Source, r.Index}
	s.byReport[k] = append(s.byReport[k], x)
}

// Of returns the findings for d and the share of its characters that it has in
// common with other units or that so many reports carry that they say nothing.
func (s *Shared) Of(d *doc.Document) ([]finding.Finding, float64) {
	k := key{d.Source.Name, d.Index}
	i, ok := s.numbers[k]
	if !ok || len(d.Raw) == 0 {
		return nil, 0
	}
	sides := s.byReport[k]
	var common []reuse.Range
	if t, err := s.c.Template(i); err == nil {
		common = t
	}
	var out []finding.Finding
	for n, x := range sides {
		if x.relation != Own {
			for _, g := range x.passages {
				common = append(common, g.here)
			}
		}
		if n < toldCounterparts {
			out = append(out, s.findings(d, x, len(sides))...)
		}
	}
	return out, float64(cover(common)) / float64(len(d.Raw))
}

// cover returns the number of bytes that ranges cover. The share of bytes is
// near enough that of characters: both are counted over the same text.
func cover(rs []reuse.Range) (n int) {
	slices.SortFunc(rs, func(x, y reuse.Range) int { return x.Start - y.Start })
	until := 0
	for _, r := range rs {
		n += max(0, r.End-max(r.Start, until))
		until = max(until, r.End)
	}
	return n
}

func (s *Shared) findings(d *doc.Document, x side, counterparts int) []finding.Finding {
	text, err := s.c.Text(x.other)
	if err != nil {
		return nil
	}
	r := s.c.Report(x.other)
	other := &page{x.other, r, &doc.Source{Name: r.Source, Text: text}}
	name := r.Source
	if r.Unit != "" {
		name = r.Unit + "(" + r.Source + ")"
	}
	severity, suggestion := finding.Warning, "请核对两份材料,查明是谁照抄谁;确系统一下发的文字,应注明出处。"
	switch {
	case x.relation == Reference:
		severity, suggestion = finding.Info, "引用上级或往年材料的,请写出本单位自己的做法。"
	case x.relation == Own:
		severity, suggestion = finding.Info, "与本单位其他材料相同,请确认内容已经更新。"
	case x.kind == reuse.Form:
		severity, suggestion = finding.Info, "两份材料出自同一模板,请核对填写的数字是否各自属实。"
	}
	var out []finding.Finding
	for n, g := range x.passages {
		if n == toldPassages {
			break
		}
		at := other.span(g.there)
		m := fmt.Sprintf("与%s第%d行起的文字相同,共%d字,一致%d%%", name, at.Line, d.Source.Characters(doc.Span{Start: d.Window.Start + g.here.Start, End: d.Window.Start + g.here.End}), int(100*g.agreement))
		if g.figures > 0 {
			m += fmt.Sprintf(",其中%d个数字不同", g.figures)
		}
		m += fmt.Sprintf(":“%s”", excerpt(at.Text))
		if n == 0 {
			m += fmt.Sprintf(";全文与之相同的占%d%%", int(100*x.share))
			if more := counterparts - toldCounterparts; more > 0 {
				m += fmt.Sprintf(",另有%d份材料也有相同的文字", more)
			}
		}
		out = append(out, finding.Finding{
			Rule: SharedRule, Severity: severity, Message: m + "。", Suggestion: suggestion,
			Span: d.FoldedSpan(doc.Span{Start: d.Window.Start + g.here.Start, End: d.Window.Start + g.here.End}),
		})
	}
	return out
}

// excerpt shortens a quotation to one line.
func excerpt(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	n := 0
	for i := range s {
		if n == excerptLength {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
