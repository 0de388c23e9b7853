package render

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"hecha/internal/compare"
)

const chartName = "图表"

// How many charts are drawn and how many bars each has: more cannot be read.
const (
	maxCharts = 6
	maxBars   = 20
	// chartRows is how many rows a chart covers, in any program's row height.
	chartRows = 24
)

// writeCharts draws the indicators that most reports state, each as bars from
// the greatest down, over the table of their values.
func (x *xlsxCompare) writeCharts(t *compare.Table, names []string) error {
	f := x.b.f
	if err := f.SetCellStr(chartName, "A1", "主要指标(可比值,由高到低)"); err != nil {
		return err
	}
	if err := f.SetCellStyle(chartName, "A1", "A1", x.b.style(titleStyle)); err != nil {
		return err
	}
	one := 1
	if err := f.SetPageLayout(chartName, &excelize.PageLayoutOptions{FitToWidth: &one, FitToHeight: &one}); err != nil {
		return err
	}
	chosen := chiefColumns(t)
	// The values stand to the right of the charts, out of the printed pages.
	const dataColumn = 24
	dark, gap := excelize.Font{Color: "404040", Size: 9, Family: "微软雅黑"}, uint(50)
	for n, i := range chosen {
		type bar struct {
			name  string
			value float64
		}
		var bars []bar
		for k, r := range t.Rows {
			if v, ok := r.Cells[i].Number(); ok {
				bars = append(bars, bar{abridge(Clean(names[k]), 14), v})
			}
		}
		slices.SortStableFunc(bars, func(a, b bar) int { return cmp.Compare(b.value, a.value) })
		bars = bars[:min(len(bars), maxBars)]
		col := dataColumn + 3*n
		title := fmt.Sprintf("%s(%s)", t.Columns[i].Label, t.Columns[i].Unit)
		if err := f.SetCellStr(chartName, cellName(col+1, 1), title); err != nil {
			return err
		}
		for k, b := range bars {
			if err := f.SetCellStr(chartName, cellName(col, k+2), b.name); err != nil {
				return err
			}
			if err := f.SetCellFloat(chartName, cellName(col+1, k+2), b.value, -1, 64); err != nil {
				return err
			}
		}
		span := func(c int) string {
			s, _ := excelize.ColumnNumberToName(c)
			return fmt.Sprintf("'%s'!$%s$2:$%s$%d", chartName, s, s, len(bars)+1)
		}
		name, _ := excelize.ColumnNumberToName(col + 1)
		at := cellName(1+(n%2)*11, 3+(n/2)*chartRows)
		err := f.AddChart(chartName, at, &excelize.Chart{
			Type: excelize.Bar,
			Series: []excelize.ChartSeries{{
				Name: fmt.Sprintf("'%s'!$%s$1", chartName, name), Categories: span(col), Values: span(col + 1),
				Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"2E75B6"}},
			}},
			Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: title, Font: &excelize.Font{Size: 12, Bold: true, Color: "1F4E78", Family: "微软雅黑"}}}},
			Legend:    excelize.ChartLegend{Position: "none"},
			PlotArea:  excelize.ChartPlotArea{ShowVal: true},
			YAxis:     excelize.ChartAxis{None: true},
			XAxis:     excelize.ChartAxis{ReverseOrder: true, Font: dark},
			GapWidth:  &gap,
			Dimension: excelize.ChartDimension{Width: 660, Height: 380},
		})
		if err != nil {
			return err
		}
	}
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: chartName, RefersTo: fmt.Sprintf("'%s'!$A$1:$V$%d", chartName, 3+(len(chosen)+1)/2*chartRows)})
}

// chiefColumns are the stated indicators that most reports give, at most two of
// a group; where fewer than half give them, there is little to see.
func chiefColumns(t *compare.Table) []int {
	var all []int
	for i, c := range t.Columns {
		if c.Stated && c.Per == "" && c.Unit != "%" && c.Summary.N >= 2 {
			all = append(all, i)
		}
	}
	slices.SortStableFunc(all, func(a, b int) int { return t.Columns[b].Summary.N - t.Columns[a].Summary.N })
	perGroup := map[string]int{}
	var out []int
	for _, i := range all {
		if g := t.Columns[i].Group; perGroup[g] < 2 && len(out) < maxCharts {
			perGroup[g]++
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return out
}
