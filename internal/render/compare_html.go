package render

import (
	"fmt"
	"io"
	"strings"

	"hecha/internal/compare"
)

var _ = Register(Format{
	Name: "html", Label: "网页,一个文件,可打印",
	Compare: func(w io.Writer, env Env) CompareWriter {
		return TableWriter(func(t *compare.Table) error { return (&htmlCompare{w: w, env: env, t: t}).write() })
	},
})

// fullEvidence is the number of rows up to which every figure is shown with
// its sentences; a longer page shows those of marked figures only.
const fullEvidence = 500

// htmlCompare writes the table as one table a group of indicators, which fits
// a screen and a sheet of paper, and below it the sentences the figures come
// from, numbered and linked both ways.
type htmlCompare struct {
	w     io.Writer
	env   Env
	t     *compare.Table
	names []string
	// notes numbers the figures with evidence, row by row, by row and column.
	notes map[[2]int]int
}

// compareCell is one cell as the page shows it.
type compareCell struct {
	Value, Signs, Title, Class string
	// Growth is the change against the period before, "" for none.
	Growth string
	// Sort is the number that a click on the header sorts by, "" for none.
	Sort string
	// Note is the number of its evidence, 0 for none.
	Note int
}

// compareLine is one row of one group.
type compareLine struct {
	*compare.Row
	ID     int
	Name   string
	Period string
	Marked bool
	Cells  []compareCell
}

// compareNote is the evidence of one figure.
type compareNote struct {
	ID       int
	Label    string
	Value    string
	Marks    []string
	Evidence []compareQuote
	More     int
}

// compareQuote is a sentence cut around its figure.
type compareQuote struct {
	Before, Figure, After, Place string
}

func (h *htmlCompare) write() error {
	h.names, h.notes = rowNames(h.t), map[[2]int]int{}
	for k, r := range h.t.Rows {
		for i, c := range r.Cells {
			if c != nil && len(c.Evidence) > 0 && (len(h.t.Rows) <= fullEvidence || len(c.Marks) > 0) {
				h.notes[[2]int{k, i}] = len(h.notes) + 1
			}
		}
	}
	s := newShell(h.env, "材料对比", "page.css", "compare.css", "page.js", "compare.js")
	steps := []func() error{
		func() error { return h.execute("top", s) },
		func() error {
			return h.execute("compare-head", map[string]any{"Groups": h.groups(), "Legend": legendItems(h.t), "Notes": h.summary()})
		},
		h.tables, h.lists, h.evidence,
		func() error { return h.execute("bottom", s) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (h *htmlCompare) execute(name string, data any) error {
	return pages().ExecuteTemplate(h.w, name, data)
}

// groups are those with columns.
func (h *htmlCompare) groups() []compare.Group {
	var out []compare.Group
	for _, g := range h.t.Groups {
		if len(groupColumns(h.t, g.ID)) > 0 {
			out = append(out, g)
		}
	}
	return out
}

func (h *htmlCompare) summary() string {
	notes := compareNotes(h.t, h.names)
	return notes[len(notes)-1]
}

// tables writes a table a group.
func (h *htmlCompare) tables() error {
	for _, g := range h.groups() {
		cols := groupColumns(h.t, g.ID)
		var heads []compare.Column
		for _, i := range cols {
			heads = append(heads, h.t.Columns[i])
		}
		if err := h.execute("compare-group", map[string]any{"Group": g, "Columns": heads}); err != nil {
			return err
		}
		for k, r := range h.t.Rows {
			if err := h.execute("compare-row", h.row(k, r, cols)); err != nil {
				return err
			}
		}
		var foot [][]string
		for _, f := range footRows {
			row := []string{f.label}
			for _, c := range heads {
				row = append(row, f.value(c.Summary))
			}
			foot = append(foot, row)
		}
		if len(h.t.Rows) < 2 {
			foot = nil
		}
		if err := h.execute("compare-foot", foot); err != nil {
			return err
		}
	}
	return nil
}

func (h *htmlCompare) row(k int, r *compare.Row, cols []int) compareLine {
	row := compareLine{Row: r, ID: k + 1, Name: h.names[k]}
	if !h.t.ByPeriod {
		row.Period = periodText(r)
	}
	for _, i := range cols {
		c := h.cell(k, i)
		row.Marked = row.Marked || c.Class != "" && c.Class != "zero"
		row.Cells = append(row.Cells, c)
	}
	return row
}

// cell presents one figure.
func (h *htmlCompare) cell(row, column int) compareCell {
	c := h.t.Rows[row].Cells[column]
	if c == nil {
		return compareCell{}
	}
	bare := *c
	bare.Marks, bare.Growth = nil, nil
	out := compareCell{Value: cellText(&bare)}
	if c.Growth != nil {
		if out.Growth = fmt.Sprintf("%+.0f%%", *c.Growth*100); out.Growth == "+0%" || out.Growth == "-0%" {
			out.Growth = "持平"
		}
	}
	if v, ok := c.Number(); ok {
		out.Sort = plainFloat(v)
	}
	var titles []string
	for _, m := range markSigns { // the strongest first
		for _, have := range c.Marks {
			if have.Kind != m.kind {
				continue
			}
			out.Signs += m.sign
			titles = append(titles, Clean(have.Note))
			if out.Class == "" && loud(m.kind) {
				out.Class = string(m.kind)
			}
		}
	}
	if out.Class == "" && out.Sort == "0" {
		out.Class = "zero"
	}
	out.Title = strings.Join(titles, "\n")
	out.Note = h.notes[[2]int{row, column}]
	return out
}

// loud tells marks that ask for a second look from those that explain how a
// figure was made comparable.
func loud(k compare.MarkKind) bool {
	return k != compare.Yearly && k != compare.NoScope && k != compare.Mixed
}

// lists writes what needs attention and what units have in common.
func (h *htmlCompare) lists() error {
	type item struct {
		Name, Column, Note, Class string
		Evidence                  int
	}
	var doubts []item
	for k, r := range h.t.Rows {
		for i, c := range r.Cells {
			if c == nil || !h.t.Columns[i].Stated {
				continue
			}
			for _, m := range c.Marks {
				for _, d := range doubtful {
					if m.Kind == d {
						doubts = append(doubts, item{h.names[k], h.t.Columns[i].Label, Clean(m.Note), string(m.Kind), h.notes[[2]int{k, i}]})
					}
				}
			}
		}
	}
	var equals []string
	for _, e := range h.t.Equal {
		equals = append(equals, Clean(equalText(h.t, h.names, e)))
	}
	return h.execute("compare-lists", map[string]any{
		"Doubts": doubts, "Equals": equals, "Shared": h.t.Shared, "Dropped": h.t.SharedDropped, "Bad": h.t.Unreadable,
	})
}

// evidence writes the numbered sentences, row by row.
func (h *htmlCompare) evidence() error {
	if err := h.execute("compare-evidence", len(h.t.Rows) > fullEvidence); err != nil {
		return err
	}
	for k, r := range h.t.Rows {
		var notes []compareNote
		for i, c := range r.Cells {
			if n := h.notes[[2]int{k, i}]; n > 0 {
				notes = append(notes, h.note(n, i, c))
			}
		}
		row := compareLine{Row: r, ID: k + 1, Name: h.names[k], Period: periodText(r)}
		if err := h.execute("compare-source", map[string]any{"Row": row, "Notes": notes}); err != nil {
			return err
		}
	}
	return h.execute("compare-end", nil)
}

func (h *htmlCompare) note(n, column int, c *compare.Cell) compareNote {
	col := h.t.Columns[column]
	bare := *c
	bare.Marks, bare.Denominator, bare.Growth = nil, "", nil
	out := compareNote{ID: n, Label: col.Label, Value: cellText(&bare) + col.Unit, More: c.More}
	if col.Yearly && c.Scope != "" && c.Comparable == nil {
		out.Value += "," + Clean(c.Scope)
	}
	for _, m := range c.Marks {
		out.Marks = append(out.Marks, Clean(m.Note))
	}
	for _, e := range c.Evidence {
		q := compareQuote{Before: Clean(e.Sentence), Place: fmt.Sprintf("%d:%d", e.Line, e.Column)}
		if e.Origin != "" {
			q.Place += " " + Clean(e.Origin)
		}
		if before, after, ok := strings.Cut(q.Before, Clean(e.Text)); ok && e.Text != "" {
			q.Before, q.Figure, q.After = before, Clean(e.Text), after
		}
		out.Evidence = append(out.Evidence, q)
	}
	return out
}

// legendItem explains one sign.
type legendItem struct{ Sign, Meaning, Class string }

// legendItems explains the signs that occur in the table.
func legendItems(t *compare.Table) []legendItem {
	used := map[compare.MarkKind]bool{}
	approx := map[string]bool{}
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if c == nil {
				continue
			}
			approx[c.Approx] = true
			for _, m := range c.Marks {
				used[m.Kind] = true
			}
		}
	}
	var out []legendItem
	for _, m := range markSigns {
		if used[m.kind] {
			item := legendItem{Sign: m.sign, Meaning: m.meaning}
			if loud(m.kind) {
				item.Class = string(m.kind)
			}
			out = append(out, item)
		}
	}
	for _, a := range []string{"over", "under", "about"} {
		if approx[a] {
			out = append(out, legendItem{Sign: approxSigns[a], Meaning: ApproxLabels[a]})
		}
	}
	return out
}
