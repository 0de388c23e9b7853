package compare

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// maxSharers is how many rows may give a value before it says nothing about
// who copied from whom; it bounds the pairs to look at.
const maxSharers = 24

// equalFigures finds rows of different units with more equal figures than
// chance explains, and marks those figures.
//
// A figure of d significant digits agrees with another one by chance in one of
// 3·10^(d-1) cases (not 9: people like some numbers), and not more rarely than
// it does in this pile. The evidence of a pair of rows is the sum of the
// logarithms over all columns; it has to outweigh the number of pairs and of
// columns that were tried, and one figure alone never is enough.
func (t *Table) equalFigures() {
	type pair struct{ a, b int }
	weight := map[pair]float64{}
	columns := map[pair][]int{}
	// Equal figures under one name are one: a column that is derived from
	// another adds nothing.
	seen := map[pair]map[string]bool{}
	for i := range t.Columns {
		col := &t.Columns[i]
		if !col.Stated || col.Per != "" {
			continue
		}
		by := map[float64][]int{}
		var order []float64
		n := 0
		for k, r := range t.Rows {
			c := r.Cells[i]
			if c == nil || c.Value == nil {
				continue
			}
			n++
			if digits(*c.Value) < 2 {
				continue
			}
			if by[*c.Value] == nil {
				order = append(order, *c.Value)
			}
			by[*c.Value] = append(by[*c.Value], k)
		}
		for _, v := range order {
			rows := by[v]
			if len(rows) < 2 || len(rows) > maxSharers {
				continue
			}
			p := math.Max(1/(3*math.Pow10(digits(v)-1)), float64(len(rows)-2)/float64(n))
			if col.Unit == "%" {
				p = math.Max(p, 0.1) // everybody writes 98.5%
			}
			for x, a := range rows {
				for _, b := range rows[x+1:] {
					if sameUnit(t.Rows[a], t.Rows[b]) {
						continue
					}
					key := pair{a, b}
					what := t.Rows[a].Cells[i].place()
					if seen[key] == nil {
						seen[key] = map[string]bool{}
					}
					if seen[key][what] {
						continue
					}
					seen[key][what] = true
					weight[key] -= math.Log10(p)
					columns[key] = append(columns[key], i)
				}
			}
		}
	}
	n := float64(len(t.Rows))
	required := math.Log10(math.Max(1, n*(n-1)/2)) + math.Log10(float64(len(t.Columns)+1)) + 1.5
	var pairs []pair
	for k, w := range weight {
		if w >= required && len(columns[k]) > 1 {
			pairs = append(pairs, k)
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int { return cmp.Or(x.a-y.a, x.b-y.b) })
	for _, k := range pairs {
		t.Equal = append(t.Equal, Equal{k.a, k.b, columns[k]})
		for _, i := range columns[k] {
			t.markSame(k.a, k.b, i)
			t.markSame(k.b, k.a, i)
		}
	}
}

func (t *Table) markSame(row, other, col int) {
	c := t.Rows[row].Cells[col]
	if c.Has(Same) {
		return
	}
	c.Marks = append(c.Marks, Mark{Same, fmt.Sprintf("与%s的%s完全相同。", t.Rows[other].Name(), Format(*c.Value)+t.Columns[col].Unit)})
}

// place tells figures apart that stand in different columns but at one place.
func (c *Cell) place() string {
	if len(c.Evidence) == 0 {
		return c.Indicator
	}
	return strconv.Itoa(c.Evidence[0].Start)
}

func sameUnit(a, b *Row) bool {
	if a.Unit == "" || b.Unit == "" {
		return a.Source == b.Source && a.Index == b.Index
	}
	return a.Unit == b.Unit
}

// digits counts the significant digits of a value: 1200 has two, 12.4 three.
func digits(v float64) int {
	s := strconv.FormatFloat(math.Abs(v), 'f', -1, 64)
	s = strings.Replace(s, ".", "", 1)
	return len(strings.TrimRight(strings.TrimLeft(s, "0"), "0"))
}
