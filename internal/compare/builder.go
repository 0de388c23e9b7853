package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hecha/internal/indicator"
	"hecha/internal/report"
)

// Options steer a comparison.
type Options struct {
	// Indicators are the columns; nil for the shipped ones.
	Indicators *indicator.Set
	// Auto adds counted things that at least this many units state; 0 for none.
	Auto int
	// Sort ranks the rows by an indicator, greatest first; "" keeps their order.
	Sort string
	// ByPeriod sets the reports of one unit under each other.
	ByPeriod bool
	// Share returns the share of a report's text that stands in others, 0 to
	// 1; nil when this was not looked for. Where it is zero for all, the
	// column is left out.
	Share func(source string, index int) float64
}

// Builder takes reports one by one. It keeps nothing of them but their rows.
type Builder struct {
	opt  Options
	set  *indicator.Set
	rows []*Row
	pile *pile
}

// NewBuilder returns a builder; the error tells an unknown indicator to sort by.
func NewBuilder(opt Options) (*Builder, error) {
	b := &Builder{opt: opt, set: opt.Indicators}
	if b.set == nil {
		b.set = indicator.Default()
	}
	if id := opt.Sort; id != "" && b.set.Index(id) < 0 && !(opt.Auto > 0 && strings.HasPrefix(id, discoveredPrefix)) {
		var ids []string
		for _, i := range b.set.Indicators {
			ids = append(ids, i.ID)
		}
		return nil, fmt.Errorf("没有指标 %q,可用: %s", id, strings.Join(ids, " "))
	}
	if opt.Auto > 0 {
		b.pile = newPile(b.set)
	}
	return b, nil
}

// Add takes one report.
func (b *Builder) Add(r *report.Report) {
	row := &Row{
		Source: r.Source, Index: r.Index, Unit: r.Unit, Title: r.Title, Places: r.Places,
		Period: r.Period, Verdict: r.Verdict, Reasons: r.Reasons, Previous: -1,
		Cells: make([]*Cell, len(b.set.Indicators)),
	}
	var shared *float64
	if b.opt.Share != nil {
		v := b.opt.Share(r.Source, r.Index)
		shared = &v
	}
	x := newReader(b.set, r, shared)
	taken := map[int]bool{} // places of the figures that feed an indicator
	for n := range b.set.Indicators {
		ind := &b.set.Indicators[n]
		fs := x.figures(n)
		row.Cells[n] = x.cell(ind, fs)
		for _, f := range fs {
			taken[f.at.Start] = true
		}
	}
	b.per(row)
	if b.pile != nil {
		b.pile.add(len(b.rows), x, taken)
	}
	b.rows = append(b.rows, row)
}

// per divides by other indicators; without a divisor there is no value.
func (b *Builder) per(row *Row) {
	for n := range b.set.Indicators {
		ind := &b.set.Indicators[n]
		if ind.Per == "" || row.Cells[n] == nil {
			continue
		}
		c, by := row.Cells[n], row.Cells[b.set.Index(ind.Per)]
		if by == nil || by.Value == nil || *by.Value == 0 {
			row.Cells[n] = nil
			continue
		}
		base := *c.Value
		if c.Comparable != nil {
			base = *c.Comparable
		}
		v := tidy(base / *by.Value)
		if ind.Unit == "%" {
			v = tidy(v * 100)
		}
		c.Value, c.Comparable = &v, nil
		c.Denominator = Format(*by.Value) + b.set.Indicators[b.set.Index(ind.Per)].Unit
		c.Marks = slices.DeleteFunc(c.Marks, func(m Mark) bool { return m.Kind == Yearly })
		c.Evidence = append(c.Evidence, by.Evidence[:min(1, len(by.Evidence))]...)
	}
}

// Finish makes the table. The builder must not be used afterwards.
func (b *Builder) Finish() *Table {
	t := &Table{Rows: b.rows, ByPeriod: b.opt.ByPeriod, Unreadable: []report.Unreadable{}, Equal: []Equal{}}
	for i := range b.set.Indicators {
		ind := &b.set.Indicators[i]
		t.Columns = append(t.Columns, Column{
			ID: ind.ID, Label: ind.Label, Group: ind.Group, Unit: ind.Unit,
			Yearly: ind.Yearly, Per: ind.Per, Stated: ind.Stated(),
		})
	}
	additive := make([]bool, len(t.Columns))
	for i := range b.set.Indicators {
		additive[i] = b.set.Indicators[i].Additive()
	}
	if b.pile != nil {
		for _, c := range b.pile.columns(t, b.opt.Auto) {
			additive = append(additive, c.Unit != "%")
		}
	}
	t.drop(&additive)
	for _, g := range b.set.Groups {
		if slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Group == g.ID }) {
			t.Groups = append(t.Groups, Group{g.ID, g.Label})
		}
	}
	if b.opt.ByPeriod {
		t.byPeriod()
	}
	if b.opt.Sort != "" {
		t.rank(b.opt.Sort)
	}
	for i := range t.Columns {
		t.summarise(i, additive[i])
		t.outliers(i)
		t.missing(i)
	}
	t.equalFigures()
	if b.opt.ByPeriod {
		t.growth()
	}
	t.orderMarks()
	return t
}

// drop removes the columns that no row fills, or all with zero.
func (t *Table) drop(additive *[]bool) {
	keep := make([]int, 0, len(t.Columns))
	for i := range t.Columns {
		if slices.ContainsFunc(t.Rows, func(r *Row) bool { v, ok := r.Cells[i].Number(); return ok && v != 0 }) {
			keep = append(keep, i)
		}
	}
	cols, add := make([]Column, len(keep)), make([]bool, len(keep))
	for k, i := range keep {
		cols[k], add[k] = t.Columns[i], (*additive)[i]
	}
	for _, r := range t.Rows {
		cells := make([]*Cell, len(keep))
		for k, i := range keep {
			cells[k] = r.Cells[i]
		}
		r.Cells = cells
	}
	t.Columns, *additive = cols, add
}

// rank sorts by one indicator, greatest first, rows without a value last.
func (t *Table) rank(id string) {
	i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.ID == id })
	if i < 0 {
		return // nobody states it
	}
	t.Sort = id
	slices.SortStableFunc(t.Rows, func(a, b *Row) int {
		va, oka := a.Cells[i].Number()
		vb, okb := b.Cells[i].Number()
		switch {
		case oka != okb && oka:
			return -1
		case oka != okb:
			return 1
		}
		return cmp.Compare(vb, va)
	})
	for k, r := range t.Rows {
		v, ok := r.Cells[i].Number()
		if !ok {
			break
		}
		r.Rank = k + 1
		if k > 0 {
			if w, _ := t.Rows[k-1].Cells[i].Number(); w == v {
				r.Rank = t.Rows[k-1].Rank
			}
		}
	}
}

// markOrder is the order in which a cell shows its marks: the gravest first.
var markOrder = []MarkKind{Tenfold, High, Low, Same, Unchanged, Missing, Yearly, NoScope, Mixed}

func (t *Table) orderMarks() {
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if c != nil && len(c.Marks) > 1 {
				slices.SortStableFunc(c.Marks, func(a, b Mark) int {
					return slices.Index(markOrder, a.Kind) - slices.Index(markOrder, b.Kind)
				})
			}
		}
	}
}
