package render

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"hecha/internal/compare"
)

// markSigns are the signs that people see behind a figure, with their meaning,
// in the order of the legend.
var markSigns = []struct {
	kind          compare.MarkKind
	sign, meaning string
}{
	{compare.Tenfold, "!", "疑差一位或单位错"},
	{compare.High, "↑", "明显偏高"},
	{compare.Low, "↓", "明显偏低"},
	{compare.Same, "=", "与其他单位相同"},
	{compare.Unchanged, "≡", "与上期相同"},
	{compare.Missing, "—", "多数单位有而此份没有"},
	{compare.Yearly, "÷", "已折合为一年"},
	{compare.NoScope, "?", "未写明时段"},
	{compare.Mixed, "*", "另有时段或对象不同的数字未计入"},
}

// signOf returns the sign of a mark.
func signOf(k compare.MarkKind) string {
	for _, m := range markSigns {
		if m.kind == k {
			return m.sign
		}
	}
	return ""
}

// approxSigns stand before a figure that is not exact.
var approxSigns = map[string]string{"over": ">", "under": "<", "about": "~"}

// cellText is a figure with its signs, "" for none.
func cellText(c *compare.Cell) string {
	if c == nil {
		return ""
	}
	s := ""
	if v, ok := c.Number(); ok {
		s = approxSigns[c.Approx] + compare.Format(v)
		if c.Denominator != "" {
			s += "/" + Clean(c.Denominator)
		}
	}
	if c.Growth != nil && *c.Growth != 0 {
		s += fmt.Sprintf("(%+.0f%%)", *c.Growth*100)
	}
	for _, m := range c.Marks {
		s += signOf(m.Kind)
	}
	return s
}

// rowNames names all rows; reports of one name get what tells them apart: the
// period, else the file.
func rowNames(t *compare.Table) []string { return shortNames(t, 0) }

// shortNames is rowNames within so many characters, 0 for any number.
func shortNames(t *compare.Table, limit int) []string {
	own := make([]string, len(t.Rows))
	count := map[string]int{}
	for i, r := range t.Rows {
		own[i] = r.Name()
		if own[i] == r.Source {
			own[i] = baseName(r.Source)
		}
		if p := periodText(r); t.ByPeriod && p != "" {
			own[i] += " " + p
		}
		own[i] = Clean(own[i])
		count[own[i]]++
	}
	for i, r := range t.Rows {
		tell := ""
		if count[own[i]] > 1 {
			tell = strings.TrimSuffix(baseName(r.Source), path.Ext(r.Source))
			if rs := []rune(tell); limit > 0 && len(rs) > limit/2 {
				tell = "…" + string(rs[len(rs)-limit/2+1:])
			}
			if r.Index > 0 {
				tell += fmt.Sprintf("#%d", r.Index+1)
			}
			tell = "·" + Clean(tell)
		}
		if limit > 0 {
			own[i] = abridge(own[i], max(limit-len([]rune(tell)), 6))
		}
		own[i] += tell
		if r.Rank > 0 {
			own[i] = fmt.Sprintf("%d. %s", r.Rank, own[i])
		}
	}
	return own
}

func baseName(source string) string { return source[strings.LastIndexByte(source, '/')+1:] }

// periodText is the time a row covers.
func periodText(r *compare.Row) string { return periodLabel(r.Period) }

// footRows are the lines below the rows: what the columns add up to.
var footRows = []struct {
	label string
	value func(compare.Summary) string
}{
	{"合计", func(s compare.Summary) string {
		if s.Total == nil {
			return ""
		}
		return compare.Format(*s.Total)
	}},
	{"中位数", func(s compare.Summary) string { return compare.Format(s.Median) }},
	{"范围", func(s compare.Summary) string {
		if s.Min == s.Max {
			return compare.Format(s.Min)
		}
		return compare.Format(s.Min) + "~" + compare.Format(s.Max)
	}},
	{"填报", func(s compare.Summary) string { return strconv.Itoa(s.N) }},
}

// compareGrid presents some columns of the table, with the names of the rows
// in front and the summaries below.
func compareGrid(t *compare.Table, names []string, cols []int) Grid {
	g := Grid{Columns: []Column{{Key: "unit", Label: "单位"}}}
	for _, i := range cols {
		c := t.Columns[i]
		g.Columns = append(g.Columns, Column{Key: c.ID, Label: c.Label + "\n(" + c.Unit + ")", Right: true})
	}
	g.Rows = func(yield func([]string) bool) {
		for k, r := range t.Rows {
			row := []string{names[k]}
			for _, i := range cols {
				row = append(row, cellText(r.Cells[i]))
			}
			if !yield(row) {
				return
			}
		}
		for _, f := range footRows {
			row := []string{f.label}
			for _, i := range cols {
				row = append(row, f.value(t.Columns[i].Summary))
			}
			if len(t.Rows) > 1 && !yield(row) {
				return
			}
		}
	}
	return g
}

// groupColumns returns the columns of one group.
func groupColumns(t *compare.Table, group string) []int {
	var out []int
	for i, c := range t.Columns {
		if c.Group == group {
			out = append(out, i)
		}
	}
	return out
}

// attention are the marks a reviewer should look at, row by row.
type attention struct {
	name, column, text, sentence string
	mark                         compare.Mark
}

// attentions lists the marks of some kinds.
func attentions(t *compare.Table, names []string, kinds ...compare.MarkKind) []attention {
	var out []attention
	for k, r := range t.Rows {
		for i, c := range r.Cells {
			if c == nil || !t.Columns[i].Stated {
				continue // what hecha counts speaks for itself in the table
			}
			for _, m := range c.Marks {
				if !slices.Contains(kinds, m.Kind) {
					continue
				}
				a := attention{name: names[k], column: t.Columns[i].Label, mark: m}
				if len(c.Evidence) > 0 {
					a.sentence = c.Evidence[0].Sentence
					a.text = fmt.Sprintf("%s:%d", r.Source, c.Evidence[0].Line)
				}
				out = append(out, a)
			}
		}
	}
	return out
}

// doubtful are the marks that ask for a second look; equal figures have a list
// of their own.
var doubtful = []compare.MarkKind{compare.Tenfold, compare.High, compare.Low, compare.Unchanged}

// attentionGrid presents marks as a grid of at most limit rows.
func attentionGrid(as []attention, limit int) Grid {
	return Grid{Title: "需要留意", Columns: []Column{{Label: "单位"}, {Label: "指标"}, {Label: "说明"}, {Label: "原文"}},
		Rows: func(yield func([]string) bool) {
			for _, a := range as[:min(limit, len(as))] {
				if !yield([]string{a.name, a.column, a.mark.Note, a.sentence}) {
					return
				}
			}
		}}
}

// legend explains the signs that occur in the table in one line.
func legend(t *compare.Table) string {
	var parts []string
	for _, i := range legendItems(t) {
		parts = append(parts, i.Sign+" "+i.Meaning)
	}
	return strings.Join(parts, "  ")
}

// compareFlat presents the table for other programs: one row a report, the
// value to compare by in each column; yearly columns also give what was
// stated and for which time.
func compareFlat(t *compare.Table) Grid {
	g := Grid{Columns: []Column{{Key: "source"}, {Key: "index"}, {Key: "unit"}, {Key: "title"}, {Key: "places"}, {Key: "from"}, {Key: "to"}, {Key: "verdict"}}}
	for _, c := range t.Columns {
		g.Columns = append(g.Columns, Column{Key: c.ID})
		if c.Yearly && c.Per == "" {
			g.Columns = append(g.Columns, Column{Key: c.ID + ".stated"}, Column{Key: c.ID + ".scope"})
		}
		if c.Group == "rate" {
			g.Columns = append(g.Columns, Column{Key: c.ID + ".denominator"})
		}
	}
	g.Columns = append(g.Columns, Column{Key: "marks"})
	g.Rows = func(yield func([]string) bool) {
		for _, r := range t.Rows {
			row := []string{r.Source, strconv.Itoa(r.Index), r.Unit, r.Title, strings.Join(r.Places, ";"), r.Period.From, r.Period.To, r.Verdict}
			var marks []string
			for i, c := range t.Columns {
				cell := r.Cells[i]
				v, stated, scope, of := "", "", "", ""
				if cell != nil {
					if n, ok := cell.Number(); ok {
						v, stated = plainFloat(n), plainFloat(*cell.Value)
					}
					scope, of = cell.Scope, cell.Denominator
					for _, m := range cell.Marks {
						marks = append(marks, c.ID+":"+string(m.Kind))
					}
				}
				row = append(row, v)
				if c.Yearly && c.Per == "" {
					row = append(row, stated, scope)
				}
				if c.Group == "rate" {
					row = append(row, of)
				}
			}
			if !yield(append(row, strings.Join(marks, ";"))) {
				return
			}
		}
	}
	return g
}

func plainFloat(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// equalText describes rows of different units with equal figures.
func equalText(t *compare.Table, names []string, e compare.Equal) string {
	var parts []string
	for _, i := range e.Columns {
		v := t.Rows[e.A].Cells[i].Value
		parts = append(parts, t.Columns[i].Label+compare.Format(*v)+t.Columns[i].Unit)
	}
	return fmt.Sprintf("%s 与 %s:%d项数字相同(%s)", names[e.A], names[e.B], len(e.Columns), strings.Join(parts, "、"))
}
