package compare

import (
	"cmp"
	"fmt"
	"slices"
)

// byPeriod puts the reports of one unit under each other, by the time they
// cover; units stay in the order in which they first appear, and reports that
// name no unit stay alone.
func (t *Table) byPeriod() {
	first := map[string]int{}
	for i, r := range t.Rows {
		if _, ok := first[r.Unit]; !ok {
			first[r.Unit] = i
		}
	}
	type keyed struct {
		row   *Row
		group int
	}
	rows := make([]keyed, len(t.Rows))
	for i, r := range t.Rows {
		rows[i] = keyed{r, i}
		if r.Unit != "" {
			rows[i].group = first[r.Unit]
		}
	}
	slices.SortStableFunc(rows, func(a, b keyed) int {
		return cmp.Or(cmp.Compare(a.group, b.group), cmp.Compare(when(a.row), when(b.row)))
	})
	for i, k := range rows {
		t.Rows[i] = k.row
	}
	t.link()
}

// link notes which row each row continues.
func (t *Table) link() {
	for i, r := range t.Rows {
		r.Previous = -1
		if i > 0 && r.Unit != "" && t.Rows[i-1].Unit == r.Unit && when(t.Rows[i-1]) < when(r) {
			r.Previous = i - 1
		}
	}
}

// when orders periods of a unit; reports without one come first.
func when(r *Row) string { return cmp.Or(r.Period.To, r.Period.From) }

// growth compares every row with the unit's period before: by how much a
// figure grew, and which figures were taken over unchanged.
func (t *Table) growth() {
	for _, r := range t.Rows {
		if r.Previous < 0 {
			continue
		}
		before := t.Rows[r.Previous]
		for i, c := range r.Cells {
			old := before.Cells[i]
			v, ok := c.Number()
			w, had := old.Number()
			if !ok || !had || t.Columns[i].Unit == "年" {
				continue
			}
			if w != 0 && t.Columns[i].Unit != "%" { // shares grow by points
				g := tidy((v - w) / w)
				c.Growth = &g
			}
			// A round figure may well be the same again.
			if t.Columns[i].Stated && t.Columns[i].Per == "" && *c.Value == *old.Value && digits(v) >= 2 && t.Columns[i].Unit != "%" {
				c.Marks = append(c.Marks, Mark{Unchanged, fmt.Sprintf("与上期(%s)的%s%s完全相同,疑沿用旧数。", cmp.Or(when(before), "时段未明"), Format(v), t.Columns[i].Unit)})
			}
		}
	}
}
