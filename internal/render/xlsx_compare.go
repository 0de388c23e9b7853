package render

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"hecha/internal/compare"
	"hecha/internal/report"
)

var _ = Register(Format{
	Name: "xlsx", Label: "Excel 工作簿:对比表、图表、出处和清单", Binary: true,
	Compare: func(w io.Writer, _ Env) CompareWriter { return &xlsxCompare{w: w} },
})

// xlsxCompare writes the lists as the reports come, the table at the end.
type xlsxCompare struct {
	w        io.Writer
	b        *workbook
	overview *overview
	table    *excelize.StreamWriter
	lists    *factLists
}

const tableName = "对比表"

func (x *xlsxCompare) begin() (err error) {
	if x.b != nil {
		return nil
	}
	x.b = newWorkbook()
	if x.overview, err = newOverview(x.b); err != nil {
		return err
	}
	if x.table, err = x.b.stream(tableName); err != nil {
		return err
	}
	if err = x.b.sheet(chartName); err != nil {
		return err
	}
	x.lists, err = newFactLists(x.b)
	return err
}

func (x *xlsxCompare) Report(r *report.Report) error {
	if err := x.begin(); err != nil {
		return err
	}
	x.overview.add(r)
	return x.lists.add(r)
}

func (x *xlsxCompare) Close(t *compare.Table) error {
	if err := x.begin(); err != nil {
		return err
	}
	if err := x.lists.end(); err != nil {
		return err
	}
	if err := x.overview.end("材料对比结果", x.colours(t), t.Summary, t.Unreadable); err != nil {
		return err
	}
	if len(t.Rows) > 0 {
		names := rowNames(t)
		if err := x.writeTable(t, names); err != nil {
			return err
		}
		if err := x.writeCharts(t, names); err != nil {
			return err
		}
		if err := x.writeEvidence(t, names); err != nil {
			return err
		}
		if err := x.writeEqual(t, names); err != nil {
			return err
		}
	}
	return x.b.write(x.w)
}

// markStyles colour a figure by its gravest mark.
var markStyles = map[compare.MarkKind]excelStyle{
	compare.Tenfold:   {fill: "F4B084", color: "833C0B", bold: true},
	compare.High:      {fill: "FFC7CE", color: "9C0006"},
	compare.Low:       {fill: "BDD7EE", color: "1F4E78"},
	compare.Same:      {fill: "FFEB9C", color: "7F6000"},
	compare.Unchanged: {fill: "E4DFEC", color: "5F497A"},
	compare.Missing:   {fill: "EDEDED"},
	compare.Yearly:    {color: "1F4E78", italic: true},
	compare.NoScope:   {color: "7F7F7F"},
	compare.Mixed:     {},
}

// cellStyle is the style of a cell by its marks.
func cellStyle(c *compare.Cell) excelStyle {
	s := excelStyle{}
	if c != nil {
		for i := len(c.Marks) - 1; i >= 0; i-- {
			m := markStyles[c.Marks[i].Kind]
			if m.fill != "" {
				s.fill = m.fill
			}
			if m.color != "" {
				s.color = m.color
			}
			s.bold, s.italic = s.bold || m.bold, s.italic || m.italic
		}
	}
	s.border = true
	return s
}

// colours explains the colours that occur in the table, a line each.
func (x *xlsxCompare) colours(t *compare.Table) []excelize.Cell {
	used := map[compare.MarkKind]bool{}
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if c != nil {
				for _, m := range c.Marks {
					used[m.Kind] = true
				}
			}
		}
	}
	var out []excelize.Cell
	for _, m := range markSigns {
		if s := markStyles[m.kind]; used[m.kind] && m.kind != compare.Mixed {
			out = append(out, text(tableName+"底色或字色:"+m.meaning, x.b.style(s)))
		}
	}
	return out
}

// Fixed columns before the indicators, and rows above the data.
const (
	tableLead = 4
	tableHead = 2
	// pageWidth is how many characters of columns go on a printed page.
	pageWidth = 150
)

// maxNotes bounds the cell notes, for spreadsheet programs slow down with many;
// the sheet of sources has all of them.
const maxNotes = 3000

// writeTable writes the comparison: groups, labels, one row a report, and what
// the columns add up to.
func (x *xlsxCompare) writeTable(t *compare.Table, names []string) error {
	b, sw := x.b, x.table
	head := b.style(headerStyle)
	group := b.style(excelStyle{fill: "2E75B6", color: "FFFFFF", bold: true, align: "center", border: true})
	lead := []listColumn{{"单位", 28}, {"材料", 28}, {"时段", 12}, {"结论", 8}}
	for i, c := range lead {
		if err := sw.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	total := 0.0
	for i, c := range t.Columns {
		width := max(9, float64(labelWidth(c.Label))+3)
		if err := sw.SetColWidth(tableLead+1+i, tableLead+1+i, width); err != nil {
			return err
		}
		total += width
	}
	// As many pages across as keep the figures readable, the units on each.
	across, down := 1+int(total/pageWidth), 0
	if err := b.f.SetPageLayout(tableName, &excelize.PageLayoutOptions{FitToWidth: &across, FitToHeight: &down}); err != nil {
		return err
	}
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, XSplit: 1, YSplit: tableHead, TopLeftCell: "B3", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	groups := []any{text("", group), text("", group), text("", group), text("", group)}
	labels := make([]any, 0, tableLead+len(t.Columns))
	for _, c := range lead {
		labels = append(labels, text(c.label, head))
	}
	from := 0
	for i, c := range t.Columns {
		label := ""
		if i == 0 || t.Columns[i-1].Group != c.Group {
			from = i
			for _, g := range t.Groups {
				if g.ID == c.Group {
					label = g.Label
				}
			}
		}
		groups = append(groups, text(label, group))
		labels = append(labels, excelize.Cell{StyleID: head, Value: Clean(c.Label) + "\n(" + Clean(c.Unit) + ")"})
		if i > from && (i+1 == len(t.Columns) || t.Columns[i+1].Group != c.Group) {
			if err := sw.MergeCell(cellName(tableLead+1+from, 1), cellName(tableLead+1+i, 1)); err != nil {
				return err
			}
		}
	}
	if err := sw.SetRow("A1", groups, excelize.RowOpts{Height: 20}); err != nil {
		return err
	}
	if err := sw.SetRow("A2", labels, excelize.RowOpts{Height: 34}); err != nil {
		return err
	}
	row, notes := tableHead, 0
	for k, r := range t.Rows {
		row++
		name, file := text(names[k], b.style(textStyle)), text(baseName(r.Source), b.style(textStyle))
		lines := max(linesOf(name, lead[0].width), linesOf(file, lead[1].width))
		cells := []any{
			name, file,
			text(periodText(r), b.style(textStyle)), text(VerdictLabel(r.Verdict), b.style(verdictColors[r.Verdict])),
		}
		for i, c := range r.Cells {
			v, ok := c.Number()
			if !ok {
				cells = append(cells, excelize.Cell{StyleID: b.style(cellStyle(c))})
				continue
			}
			style := cellStyle(c)
			if t.Columns[i].Unit == "年" {
				style.format = yearFormat
			}
			cells = append(cells, b.number(v, style))
		}
		if err := sw.SetRow(cellName(1, row), cells, rowHeight(lines)); err != nil {
			return err
		}
	}
	// Notes go to the gravest cells first, should there be too many.
	for _, grave := range []bool{true, false} {
		for k, r := range t.Rows {
			for i, c := range r.Cells {
				if c == nil || notes == maxNotes || isGrave(c) != grave || len(c.Evidence)+len(c.Marks) == 0 || !t.Columns[i].Stated && t.Columns[i].Group != "honour" {
					continue
				}
				notes++
				if err := b.note(tableName, cellName(tableLead+1+i, tableHead+1+k), noteText(r, c)); err != nil {
					return err
				}
			}
		}
	}
	if err := x.writeFoot(t, row); err != nil {
		return err
	}
	err := b.f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: tableName, RefersTo: fmt.Sprintf("'%s'!$A:$A,'%s'!$1:$%d", tableName, tableName, tableHead),
	})
	if err != nil {
		return err
	}
	return b.f.AutoFilter(tableName, "A2:"+cellName(tableLead+len(t.Columns), row), nil)
}

// writeFoot writes total, median and range below the rows; a blank row keeps
// them out of the filters.
func (x *xlsxCompare) writeFoot(t *compare.Table, row int) error {
	if len(t.Rows) < 2 {
		return nil
	}
	foot := excelStyle{fill: "F2F2F2", bold: true, border: true}
	row++
	for _, f := range []struct {
		label string
		value func(compare.Summary) (float64, bool)
	}{
		{"合计", func(s compare.Summary) (float64, bool) {
			if s.Total == nil {
				return 0, false
			}
			return *s.Total, true
		}},
		{"中位数", func(s compare.Summary) (float64, bool) { return s.Median, true }},
		{"最小", func(s compare.Summary) (float64, bool) { return s.Min, true }},
		{"最大", func(s compare.Summary) (float64, bool) { return s.Max, true }},
		{"填报份数", func(s compare.Summary) (float64, bool) { return float64(s.N), true }},
	} {
		row++
		cells := []any{text(f.label, x.b.style(foot))}
		for range tableLead - 1 {
			cells = append(cells, excelize.Cell{StyleID: x.b.style(foot)})
		}
		for _, c := range t.Columns {
			if v, ok := f.value(c.Summary); ok {
				style := foot
				if c.Unit == "年" && f.label != "填报份数" {
					style.format = yearFormat
				}
				cells = append(cells, x.b.number(v, style))
			} else {
				cells = append(cells, excelize.Cell{StyleID: x.b.style(foot)})
			}
		}
		if err := x.table.SetRow(cellName(1, row), cells); err != nil {
			return err
		}
	}
	return nil
}
