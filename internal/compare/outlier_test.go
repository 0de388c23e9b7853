package compare

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"hecha/internal/report"
)

// tableOf makes a table of one column of figures; NaN leaves a cell empty.
func tableOf(col Column, vs ...float64) *Table {
	t := &Table{Columns: []Column{col}}
	for i, v := range vs {
		r := &Row{Source: fmt.Sprintf("%d.txt", i), Unit: fmt.Sprintf("单位%d", i), Previous: -1, Cells: make([]*Cell, 1)}
		if !math.IsNaN(v) {
			at := report.Span{Place: report.Place{Start: 10 * i, End: 10*i + 1}}
			r.Cells[0] = &Cell{Indicator: col.ID, Value: &v, Evidence: []Evidence{{Span: at}}}
		}
		t.Rows = append(t.Rows, r)
	}
	t.summarise(0, true)
	return t
}

// marked returns the rows with a mark, as "row:kind".
func marked(t *Table) []string {
	var out []string
	for i, r := range t.Rows {
		if c := r.Cells[0]; c != nil {
			for _, m := range c.Marks {
				out = append(out, fmt.Sprintf("%d:%s", i, m.Kind))
			}
		}
	}
	return out
}

func TestOutliers(t *testing.T) {
	none := math.NaN()
	for _, c := range []struct {
		name string
		unit string
		vs   []float64
		want string
	}{
		{"one value", "次", []float64{100}, ""},
		{"two values differ", "次", []float64{10, 1000}, ""},
		{"three, one tenfold", "次", []float64{24, 30, 270}, "2:tenfold"},
		{"three, one a tenth", "万元", []float64{24, 30, 2.7}, "2:tenfold"},
		{"three, ten thousand times", "万元", []float64{5.2, 8.6, 60000}, "2:tenfold"},
		{"three spread wide", "次", []float64{2, 30, 400}, ""},
		{"four, no slip and too few for the MAD", "次", []float64{10, 11, 12, 55}, ""},
		{"five alike, one high", "次", []float64{10, 11, 12, 13, 480}, "4:high"},
		{"five alike, one double", "次", []float64{10, 11, 12, 13, 24}, ""},
		{"all equal", "次", []float64{7, 7, 7, 7, 7}, ""},
		{"MAD 0, one far", "次", []float64{7, 7, 7, 7, 100}, "4:high"},
		{"MAD 0, one near", "次", []float64{7, 7, 7, 7, 8}, ""},
		{"MAD 0, one low", "次", []float64{100, 100, 100, 100, 6}, "4:low"},
		{"shares in points", "%", []float64{98, 97, 99, 98.5, 52}, "4:low"},
		{"shares, close", "%", []float64{98, 98, 98, 98, 99.5}, ""},
		{"gaps do not count", "次", []float64{none, 10, none, 300, none}, ""},
		{"twelve, spread of one order", "人次", []float64{100, 150, 200, 300, 350, 400, 500, 600, 700, 800, 900, 1000}, ""},
		{"twelve, one of two orders more", "人次", []float64{100, 150, 200, 300, 350, 400, 500, 600, 700, 800, 900, 90000}, "11:high"},
		{"years are no amounts", "年", []float64{2021, 2021, 2021, 2021, 1990}, ""},
	} {
		tab := tableOf(Column{ID: "x", Unit: c.unit, Stated: true}, c.vs...)
		tab.outliers(0)
		if got := strings.Join(marked(tab), " "); got != c.want {
			t.Errorf("%s: %v gives %q, want %q", c.name, c.vs, got, c.want)
		}
	}
}

// TestOutliersOfCounts: few findings are no cause for doubt, many are.
func TestOutliersOfCounts(t *testing.T) {
	tab := tableOf(Column{ID: "finding.error", Unit: "处"}, 0, 0, 1, 0, 0, 2, 40)
	tab.outliers(0)
	if got := strings.Join(marked(tab), " "); got != "6:high" {
		t.Errorf("%q", got)
	}
	tab = tableOf(Column{ID: "facts", Unit: "项"}, 60, 62, 58, 61, 64, 1)
	tab.outliers(0)
	if got := marked(tab); len(got) > 0 {
		t.Errorf("%q", got)
	}
}

// TestSlipNeedsOneFigure: a sum of several figures is no slip of the pen.
func TestSlipNeedsOneFigure(t *testing.T) {
	tab := tableOf(Column{ID: "x", Unit: "次", Stated: true}, 24, 30, 270)
	c := tab.Rows[2].Cells[0]
	c.Evidence = append(c.Evidence, Evidence{})
	tab.outliers(0)
	if got := marked(tab); len(got) > 0 {
		t.Errorf("%q", got)
	}
}

func TestMissing(t *testing.T) {
	none := math.NaN()
	for _, c := range []struct {
		vs   []float64
		want string
	}{
		{[]float64{1, 2, 3, none}, "3:missing"},
		{[]float64{1, 2, none}, ""},
		{[]float64{1, 2, 3, none, none, none}, ""},
		{[]float64{1, 2, 3, 4, 5, 6, 7, none, none, none}, "7:missing 8:missing 9:missing"},
	} {
		tab := tableOf(Column{ID: "x", Unit: "次", Stated: true}, c.vs...)
		tab.missing(0)
		if got := strings.Join(marked(tab), " "); got != c.want {
			t.Errorf("%v: %q, want %q", c.vs, got, c.want)
		}
		counted := tableOf(Column{ID: "x", Unit: "处"}, c.vs...)
		counted.missing(0)
		if got := marked(counted); len(got) > 0 {
			t.Errorf("a column that hecha counts cannot miss anything: %q", got)
		}
	}
}

func TestSummary(t *testing.T) {
	tab := tableOf(Column{ID: "x", Unit: "次"}, 3, 1, math.NaN(), 10)
	s := tab.Columns[0].Summary
	if s.N != 3 || *s.Total != 14 || s.Min != 1 || s.Max != 10 || s.Median != 3 {
		t.Errorf("%+v", s)
	}
	tab = tableOf(Column{ID: "x", Unit: "万元"}, 0.1, 0.2)
	if s := tab.Columns[0].Summary; *s.Total != 0.3 || s.Median != 0.15 {
		t.Errorf("%+v", s)
	}
}

// wide makes a table of several columns.
func wide(rows [][]float64) *Table {
	t := &Table{}
	for i := range rows[0] {
		t.Columns = append(t.Columns, Column{ID: fmt.Sprintf("c%d", i), Label: "指标", Unit: "次", Stated: true})
	}
	for k, vs := range rows {
		r := &Row{Source: fmt.Sprintf("%d.txt", k), Unit: fmt.Sprintf("单位%d", k), Previous: -1}
		for i, v := range vs {
			at := report.Span{Place: report.Place{Start: 100*i + 1}}
			r.Cells = append(r.Cells, &Cell{Indicator: t.Columns[i].ID, Value: &v, Evidence: []Evidence{{Span: at}}})
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

func TestEqualFigures(t *testing.T) {
	rows := [][]float64{{186, 5200, 48, 20}, {412, 3300, 51, 20}, {186, 5200, 48, 20}, {95, 1250, 37, 20}, {233, 870, 60, 30}}
	tab := wide(rows)
	tab.equalFigures()
	if len(tab.Equal) != 1 || tab.Equal[0].A != 0 || tab.Equal[0].B != 2 {
		t.Fatalf("%+v", tab.Equal)
	}
	if !slices.Equal(tab.Equal[0].Columns, []int{0, 1, 2}) {
		t.Errorf("columns %v", tab.Equal[0].Columns)
	}
	if !tab.Rows[2].Cells[0].Has(Same) || tab.Rows[1].Cells[0].Has(Same) || tab.Rows[0].Cells[3].Has(Same) {
		t.Error("marks")
	}

	// One equal figure of three digits is chance, so are round ones.
	rows[2] = []float64{186, 9000, 33, 20}
	if tab := wide(rows); len(func() []Equal { tab.equalFigures(); return tab.Equal }()) > 0 {
		t.Errorf("%+v", tab.Equal)
	}
	// A unit may give its own figures again.
	rows[2] = rows[0]
	tab = wide(rows)
	tab.Rows[2].Unit = tab.Rows[0].Unit
	tab.equalFigures()
	if len(tab.Equal) > 0 {
		t.Errorf("%+v", tab.Equal)
	}
}

// TestEqualFiguresOnePlace: one figure that feeds two columns is one.
func TestEqualFiguresOnePlace(t *testing.T) {
	tab := wide([][]float64{{186, 186, 186}, {186, 186, 186}, {1, 2, 3}})
	for _, r := range tab.Rows {
		for _, c := range r.Cells {
			c.Evidence[0].Start = 7
		}
	}
	tab.equalFigures()
	if len(tab.Equal) > 0 {
		t.Errorf("%+v", tab.Equal)
	}
}

func TestDigits(t *testing.T) {
	for v, want := range map[float64]int{0: 0, 5: 1, 20: 1, 1200: 2, 12.4: 3, 0.05: 1, 39471.206: 8} {
		if got := digits(v); got != want {
			t.Errorf("digits(%v) = %d, want %d", v, got, want)
		}
	}
}

func TestFormat(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 5: "5", 12.666: "12.67", 168.33: "168.3", 20: "20", 1000: "1000", 0.5: "0.5", -3.25: "-3.25"} {
		if got := Format(v); got != want {
			t.Errorf("Format(%v) = %s, want %s", v, got, want)
		}
	}
}
