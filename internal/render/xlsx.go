package render

import (
	"fmt"
	"io"
	"math"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// maxSheetRows is what a worksheet holds; a longer list goes on in another one.
// A variable so that tests need no million rows.
var maxSheetRows = excelize.TotalRows

// maxCellText bounds a cell's words well below Excel's 32,767.
const maxCellText = 4000

// workbook is an xlsx file that is written row by row: excelize keeps what is
// beyond a few megabytes of each sheet in temporary files.
type workbook struct {
	f      *excelize.File
	styles map[excelStyle]int
	sheets int
	open   []*excelize.StreamWriter
}

// excelStyle is what cells may look like; equal ones share one style of the
// file.
type excelStyle struct {
	fill, color  string
	bold, italic bool
	format       string
	align        string
	wrap, border bool
	size         float64
}

// The styles of lists.
var (
	headerStyle = excelStyle{fill: "1F4E78", color: "FFFFFF", bold: true, align: "center", wrap: true, border: true}
	textStyle   = excelStyle{wrap: true, border: true}
	titleStyle  = excelStyle{bold: true, size: 16, color: "1F4E78"}
	plainStyle  = excelStyle{}
)

// Number formats; figures have at most two decimals, years no comma.
const (
	wholeFormat = "#,##0"
	tenthFormat = "#,##0.0"
	fineFormat  = "#,##0.00"
	yearFormat  = "0"
)

func newWorkbook() *workbook {
	f := excelize.NewFile()
	_ = f.SetDefaultFont("微软雅黑")
	return &workbook{f: f, styles: map[excelStyle]int{}}
}

// style returns the number of a style; the options are fixed and cannot fail.
func (b *workbook) style(s excelStyle) int {
	if id, ok := b.styles[s]; ok {
		return id
	}
	x := &excelize.Style{
		Font:      &excelize.Font{Bold: s.bold, Italic: s.italic, Color: s.color, Family: "微软雅黑", Size: 10},
		Alignment: &excelize.Alignment{WrapText: s.wrap, Vertical: "center", Horizontal: s.align},
	}
	if s.size > 0 {
		x.Font.Size = s.size
	}
	if s.fill != "" {
		x.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.fill}}
	}
	if s.border {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			x.Border = append(x.Border, excelize.Border{Type: side, Style: 1, Color: "BFBFBF"})
		}
	}
	if s.format != "" {
		x.CustomNumFmt = &s.format
	}
	id, err := b.f.NewStyle(x)
	if err != nil {
		panic(err)
	}
	b.styles[s] = id
	return id
}

// sheet adds a worksheet, set up for printing on A4 across.
func (b *workbook) sheet(name string) error {
	var err error
	if b.sheets++; b.sheets == 1 {
		err = b.f.SetSheetName(b.f.GetSheetName(0), name)
	} else {
		_, err = b.f.NewSheet(name)
	}
	if err != nil {
		return err
	}
	yes, a4, across, one, any := true, 9, "landscape", 1, 0
	if err := b.f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	if err := b.f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &across, FitToWidth: &one, FitToHeight: &any}); err != nil {
		return err
	}
	half := 0.4
	if err := b.f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &half, Right: &half, Top: &half, Bottom: &half}); err != nil {
		return err
	}
	return b.f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&C第 &P 页,共 &N 页"})
}

// stream adds a worksheet that is written row by row.
func (b *workbook) stream(name string) (*excelize.StreamWriter, error) {
	if err := b.sheet(name); err != nil {
		return nil, err
	}
	sw, err := b.f.NewStreamWriter(name)
	if err == nil {
		b.open = append(b.open, sw)
	}
	return sw, err
}

// repeat makes rows first to last (from 1) come again on every printed page.
func (b *workbook) repeat(sheet string, first, last int) error {
	return b.f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: sheet, RefersTo: fmt.Sprintf("'%s'!$%d:$%d", sheet, first, last),
	})
}

// write ends all sheets and writes the file.
func (b *workbook) write(w io.Writer) error {
	defer b.close()
	for _, sw := range b.open {
		if err := sw.Flush(); err != nil {
			return err
		}
	}
	// The parts go to w directly, not through excelize's buffer of the whole.
	b.f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return newPartWriter(w) })
	return b.f.Write(io.Discard)
}

// close removes the temporary files.
func (b *workbook) close() { _ = b.f.Close() }

// text makes a cell of words; excelize writes them as strings, so that nothing
// a report says becomes a formula.
func text(s string, style int) excelize.Cell {
	s = Clean(s)
	if utf8.RuneCountInString(s) > maxCellText {
		s = string([]rune(s)[:maxCellText]) + "…"
	}
	return excelize.Cell{StyleID: style, Value: s}
}

// number makes a cell of a figure; a style without a format gets the one that
// fits.
func (b *workbook) number(v float64, s excelStyle) excelize.Cell {
	switch {
	case s.format != "":
	case v == math.Trunc(v):
		s.format = wholeFormat
	case v*10 == math.Trunc(v*10):
		s.format = tenthFormat
	default:
		s.format = fineFormat
	}
	if s.align == "" {
		s.align = "right"
	}
	return excelize.Cell{StyleID: b.style(s), Value: v}
}

// listColumn is a column of a list.
type listColumn struct {
	label string
	width float64 // in characters of the file's font; a Chinese one takes two
}

// list is a flat list: a header that stays in view, filters, one row an entry.
type list struct {
	b       *workbook
	name    string
	columns []listColumn
	sw      *excelize.StreamWriter
	sheets  int
	row     int // last row written
	sheet   string
	cells   []any
	style   int
}

func (b *workbook) list(name string, columns ...listColumn) (*list, error) {
	l := &list{b: b, name: name, columns: columns, style: b.style(textStyle)}
	return l, l.begin()
}

// begin starts the first or a further sheet.
func (l *list) begin() error {
	l.sheets++
	l.sheet, l.row = l.name, 1
	if l.sheets > 1 {
		l.sheet = fmt.Sprintf("%s%d", l.name, l.sheets)
	}
	var err error
	if l.sw, err = l.b.stream(l.sheet); err != nil {
		return err
	}
	for i, c := range l.columns {
		if err := l.sw.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if err := l.sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	header := make([]any, len(l.columns))
	for i, c := range l.columns {
		header[i] = text(c.label, l.b.style(headerStyle))
	}
	if err := l.b.repeat(l.sheet, 1, 1); err != nil {
		return err
	}
	return l.sw.SetRow("A1", header, excelize.RowOpts{Height: 24})
}

// add writes a row: strings become text, integers and floats figures, nil and
// "" empty cells.
func (l *list) add(values ...any) error {
	if l.row == maxSheetRows {
		if err := l.end(); err != nil {
			return err
		}
		if err := l.begin(); err != nil {
			return err
		}
	}
	l.row++
	l.cells = l.cells[:0]
	lines := 1
	for i, v := range values {
		switch v := v.(type) {
		case string:
			c := text(v, l.style)
			l.cells = append(l.cells, c)
			lines = max(lines, linesOf(c, l.columns[i].width))
		case int:
			l.cells = append(l.cells, l.b.number(float64(v), textStyle))
		case float64:
			l.cells = append(l.cells, l.b.number(v, textStyle))
		case excelize.Cell:
			l.cells = append(l.cells, v)
		default:
			l.cells = append(l.cells, excelize.Cell{StyleID: l.style})
		}
	}
	return l.sw.SetRow(fmt.Sprintf("A%d", l.row), l.cells, rowHeight(lines))
}

// maxLines is how many lines a row of a list shows at most.
const maxLines = 8

// linesOf is how many lines a cell of text takes in a column. Rows get their
// height from it, for not every program measures wrapped text by itself.
func linesOf(c excelize.Cell, width float64) int {
	n := int(math.Ceil(float64(cells.StringWidth(c.Value.(string))) / (width - 1)))
	return min(max(n, 1), maxLines)
}

func rowHeight(lines int) excelize.RowOpts { return excelize.RowOpts{Height: 4 + 14*float64(lines)} }

// end puts filters on the sheet.
func (l *list) end() error {
	last, err := excelize.CoordinatesToCellName(len(l.columns), max(2, l.row))
	if err != nil {
		return err
	}
	return l.b.f.AutoFilter(l.sheet, "A1:"+last, nil)
}

// cellName names a cell by 1-based column and row, both within the sheet.
func cellName(col, row int) string {
	s, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		panic(err)
	}
	return s
}
