package render

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hecha/internal/compare"
	"hecha/internal/report"
)

// openXLSX reads a workbook back.
func openXLSX(t testing.TB, b []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func rawRows(t testing.TB, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(sheet, err)
	}
	return rows
}

func xlsxFormat(t testing.TB, has func(Format) bool) Format {
	t.Helper()
	f, err := ByName("xlsx", has)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestXLSXCells compares the table sheet with the table, cell by cell.
func TestXLSXCells(t *testing.T) {
	rs := withTwin(results(t))
	tab := compareReports(t, compare.Options{Auto: 2}, rs)
	f := openXLSX(t, renderTable(t, xlsxFormat(t, offersCompare), tab, rs))
	rows := rawRows(t, f, tableName)
	for i, c := range tab.Columns {
		if got := rows[1][tableLead+i]; got != Clean(c.Label)+"\n("+Clean(c.Unit)+")" {
			t.Errorf("column %d is %q, not %s", i, got, c.Label)
		}
	}
	at := func(row, col int) string {
		if row >= len(rows) || col >= len(rows[row]) {
			return ""
		}
		return rows[row][col]
	}
	names := rowNames(tab)
	n := 0
	for k, r := range tab.Rows {
		if got := at(tableHead+k, 0); got != Clean(names[k]) {
			t.Errorf("row %d is %q, not %q", k, got, names[k])
		}
		for i, c := range r.Cells {
			v, ok := c.Number()
			got := at(tableHead+k, tableLead+i)
			if !ok {
				if got != "" {
					t.Errorf("%s %s: %q in an empty cell", names[k], tab.Columns[i].ID, got)
				}
				continue
			}
			n++
			if w, err := strconv.ParseFloat(got, 64); err != nil || math.Abs(v-w) > 1e-9 {
				t.Errorf("%s %s: %q, want %v", names[k], tab.Columns[i].ID, got, v)
			}
		}
	}
	if n < 50 {
		t.Errorf("only %d values", n)
	}
	foot := tableHead + len(tab.Rows) + 1
	for i, c := range tab.Columns {
		if got := at(foot+1, tableLead+i); got == "" && c.Summary.N > 0 || at(foot+4, tableLead+i) != strconv.Itoa(c.Summary.N) {
			t.Errorf("%s: median %q, n %q", c.ID, got, at(foot+4, tableLead+i))
		}
	}
	testNotes(t, f, tab)
	testSources(t, f, tab)
}

// testNotes: every stated figure has a note with its sentence.
func testNotes(t *testing.T, f *excelize.File, tab *compare.Table) {
	notes := map[string]string{}
	got, err := f.GetComments(tableName)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range got {
		text := c.Text
		for _, p := range c.Paragraph {
			text += p.Text
		}
		notes[c.Cell] = text
	}
	for k, r := range tab.Rows {
		for i, c := range r.Cells {
			if c == nil || c.Value == nil || !tab.Columns[i].Stated {
				continue
			}
			note := notes[cellName(tableLead+1+i, tableHead+1+k)]
			if !strings.Contains(note, Clean(c.Evidence[0].Sentence)) {
				t.Errorf("%s %s: note %q without %q", r.Source, c.Indicator, note, c.Evidence[0].Sentence)
			}
			for _, m := range c.Marks {
				if !strings.Contains(note, m.Note) {
					t.Errorf("%s %s: note %q without %q", r.Source, c.Indicator, note, m.Note)
				}
			}
		}
	}
}

// testSources: the sheet of sources lists every place.
func testSources(t *testing.T, f *excelize.File, tab *compare.Table) {
	want := 0
	for _, r := range tab.Rows {
		for i, c := range r.Cells {
			if c != nil && (tab.Columns[i].Stated || tab.Columns[i].Group == "honour") {
				want += max(1, len(c.Evidence))
			}
		}
	}
	if got := len(rawRows(t, f, evidenceName)) - 1; got != want {
		t.Errorf("%d sources, want %d", got, want)
	}
}

// TestXLSXLists: the lists hold every finding and fact.
func TestXLSXLists(t *testing.T) {
	rs := results(t)
	findings, honours, activities, quantities := 0, 0, 0, 0
	for _, r := range rs {
		findings += len(r.Findings)
		honours += len(r.Honours)
		activities += len(r.Activities)
		quantities += len(r.Quantities)
	}
	tab := compareReports(t, compare.Options{}, rs)
	audit := xlsxFormat(t, func(f Format) bool { return f.Audit != nil })
	for name, b := range map[string][]byte{"audit": writeAudit(t, audit, rs), "compare": renderTable(t, xlsxFormat(t, offersCompare), tab, rs)} {
		f := openXLSX(t, b)
		for sheet, want := range map[string]int{"问题清单": findings, "荣誉": honours, "活动": activities, "数据": quantities} {
			if got := len(rawRows(t, f, sheet)) - 1; got != want {
				t.Errorf("%s: %d rows in %s, want %d", name, got, sheet, want)
			}
		}
		rows := rawRows(t, f, "问题清单")
		k := 0
		for _, r := range rs {
			for _, x := range r.Findings {
				k++
				if row := rows[k]; row[2] != strconv.Itoa(x.Span.Line) || row[5] != x.Rule || row[7] != text(x.Message, 0).Value {
					t.Errorf("%s: row %d is %q, not %s in line %d", name, k, row, x.Rule, x.Span.Line)
				}
			}
		}
		overview := fmt.Sprint(rawRows(t, f, overviewName))
		for _, r := range rs {
			if !strings.Contains(overview, Clean(r.Source)) {
				t.Errorf("%s: no %s in the overview", name, r.Source)
			}
		}
		if !strings.Contains(overview, Clean(unreadable.Detail)) {
			t.Errorf("%s: the overview does not tell what could not be read", name)
		}
	}
}

// TestXLSXNoFormula: words of reports stay words, whatever they begin with.
func TestXLSXNoFormula(t *testing.T) {
	rs := append(results(t), hostile())
	tab := compareReports(t, compare.Options{Auto: 2}, rs)
	f := openXLSX(t, renderTable(t, xlsxFormat(t, offersCompare), tab, rs))
	words := 0
	for _, sheet := range f.GetSheetList() {
		for k, row := range rawRows(t, f, sheet) {
			for i, v := range row {
				if v == "" {
					continue
				}
				cell := cellName(i+1, k+1)
				formula, err := f.GetCellFormula(sheet, cell)
				if err != nil || formula != "" {
					t.Errorf("%s!%s holds the formula %q (%v)", sheet, cell, formula, err)
				}
				if !strings.ContainsRune("=+-@", rune(v[0])) {
					continue
				}
				words++
				if kind, err := f.GetCellType(sheet, cell); err != nil || kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
					t.Errorf("%s!%s %q is of type %v (%v)", sheet, cell, v, kind, err)
				}
			}
		}
	}
	if words == 0 {
		t.Error("no hostile words found")
	}
}

// TestXLSXLayout: headers stay in view, lists filter, everything prints on A4
// across, and the charts are there.
func TestXLSXLayout(t *testing.T) {
	rs := withTwin(results(t))
	f := openXLSX(t, renderTable(t, xlsxFormat(t, offersCompare), compareReports(t, compare.Options{}, rs), rs))
	if got := strings.Join(f.GetSheetList(), " "); got != "总览 对比表 图表 问题清单 荣誉 活动 数据 出处 相似" {
		t.Errorf("sheets %s", got)
	}
	filters := map[string]bool{}
	for _, d := range f.GetDefinedName() {
		filters[d.Name+" "+d.Scope] = true
	}
	for _, sheet := range f.GetSheetList() {
		l, err := f.GetPageLayout(sheet)
		if err != nil || *l.Orientation != "landscape" || *l.Size != 9 {
			t.Errorf("%s: %+v %v", sheet, l, err)
		}
		if p, err := f.GetSheetProps(sheet); err != nil || p.FitToPage == nil || !*p.FitToPage {
			t.Errorf("%s does not fit its pages (%v)", sheet, err)
		}
		if sheet == chartName {
			continue
		}
		if p, err := f.GetPanes(sheet); err != nil || !p.Freeze || p.YSplit == 0 {
			t.Errorf("%s: the header moves: %+v %v", sheet, p, err)
		}
		if !filters["_xlnm._FilterDatabase "+sheet] || !filters["_xlnm.Print_Titles "+sheet] {
			t.Errorf("%s: no filter or no repeated header: %v", sheet, filters)
		}
	}
}

// TestXLSXNextSheet: a list that is too long goes on in another sheet.
func TestXLSXNextSheet(t *testing.T) {
	defer func(n int) { maxSheetRows = n }(maxSheetRows)
	maxSheetRows = 10
	r := empty()
	for i := range 25 {
		r.Findings = append(r.Findings, report.Finding{Rule: "text.typo", Message: strconv.Itoa(i)})
	}
	audit := xlsxFormat(t, func(f Format) bool { return f.Audit != nil })
	f := openXLSX(t, writeAudit(t, audit, []*report.Report{r}))
	var got []string
	for _, sheet := range []string{"问题清单", "问题清单2", "问题清单3"} {
		for _, row := range rawRows(t, f, sheet)[1:] {
			got = append(got, row[7])
		}
	}
	for i, m := range got {
		if m != strconv.Itoa(i) {
			t.Fatalf("%v", got)
		}
	}
	if len(got) != 25 {
		t.Errorf("%d findings", len(got))
	}
}

// TestXLSXDeterministic: equal results are equal files.
func TestXLSXDeterministic(t *testing.T) {
	rs := results(t)
	audit := xlsxFormat(t, func(f Format) bool { return f.Audit != nil })
	if !bytes.Equal(writeAudit(t, audit, rs), writeAudit(t, audit, rs)) {
		t.Error("the same run twice gives different workbooks")
	}
}
