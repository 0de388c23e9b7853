package claim

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"hecha/internal/doc"
	"hecha/internal/segment"
)

// Table is a table of figures as a text shows it: rows of cells parted by
// pipes, TABs or, where the lines agree, blanks.
type Table struct {
	// Header is the row of column names, nil when there is none.
	Header []Cell
	// Rows are the other rows; all have Columns cells.
	Rows    []Row
	Columns int
	// Ragged tells that header and rows could not be aligned cell by cell
	// (blanks parted the columns): only the numeric cells can be relied on.
	Ragged bool
}

// Row is one row of a table.
type Row struct {
	Cells []Cell
	// Total is the kind of sum the row's label announces.
	Total TotalKind
	// Part tells a row that repeats a share of another (其中: …).
	Part bool
}

// TotalKind is what a label says of its row or column.
type TotalKind uint8

// The kinds of totals.
const (
	NoTotal  TotalKind = iota
	Subtotal           // 小计
	Total              // 合计 总计 共计
)

// Cell is one cell of a table.
type Cell struct {
	doc.Span // the cell's text without surrounding blanks
	Text     string
	// Numeric cells hold a plain number, Percent ones with a percent sign.
	Numeric, Percent bool
	Value            decimal.Decimal
	// Places is the number of decimals printed.
	Places int32
}

// Blank tells an empty cell or one with a dash.
func (c Cell) Blank() bool { return strings.Trim(c.Text, "-—–/ ") == "" }

// Tables returns the tables of d by position.
func Tables(d *doc.Document) []Table { return tables.Of(d) }

// minRows is how many lines make a table when blanks part its cells.
const minRows = 3

var tables = doc.Define(readTables)

func readTables(d *doc.Document) []Table {
	ls := segment.Lines(d)
	var out []Table
	for i := 0; i < len(ls); {
		sep := separator(ls[i].Of(d.Text))
		j := i
		for sep != 0 && j < len(ls) && separator(ls[j].Of(d.Text)) == sep {
			j++
		}
		if sep == 0 || j-i < 2 {
			i = max(j, i+1)
			continue
		}
		start := i
		if (sep == ' ' || sep == ',') && i > 0 {
			start = i - 1 // the header, whose blanks folding may have removed
		}
		if t, ok := newTable(d.Text, ls[start:j], sep); ok {
			out = append(out, t)
		}
		i = j
	}
	return out
}

// separator returns the mark that parts the cells of a line, or 0. A line of
// prose has none; one parted by blanks must end in a number.
func separator(s string) byte {
	switch {
	case strings.IndexByte(s, '\t') >= 0:
		return '\t'
	case strings.Count(s, "|") >= 1 && !strings.ContainsAny(s, "。"):
		return '|'
	}
	if commaRow(s) {
		return ','
	}
	if len(s) > 300 || strings.IndexByte(s, ' ') < 0 {
		return 0
	}
	fs := strings.Fields(s)
	if len(fs) < 2 || strings.ContainsAny(s, "。;,:") {
		return 0
	}
	if c := newCell(0, fs[len(fs)-1]); !c.Numeric && !c.Blank() || newCell(0, fs[0]).Numeric && len(fs) == 2 {
		return 0
	}
	return ' '
}

// commaRow tells a line of comma-separated values: a label and numbers only.
func commaRow(s string) bool {
	const most = 120
	if len(s) > most || strings.Count(s, ",") < 1 || strings.ContainsAny(s, "。;:!?、“”《》()") {
		return false
	}
	for i, f := range strings.Split(s, ",") {
		c := newCell(0, f)
		switch {
		case i == 0 && (c.Numeric || c.Blank() || utf8.RuneCountInString(f) > 10):
			return false
		case i > 0 && (!c.Numeric || strings.TrimLeft(c.Text, "0123456789.%-") != ""):
			return false
		}
	}
	return true
}

func newTable(t string, ls []segment.Line, sep byte) (Table, bool) {
	var rows [][]Cell
	for _, l := range ls {
		cs := split(t, l.Span, sep)
		if rule(cs) {
			continue
		}
		rows = append(rows, cs)
	}
	// The body is the longest stretch of rows of one width.
	tb := Table{}
	if len(rows) < 2 {
		return tb, false
	}
	tb.Columns = len(rows[len(rows)-1])
	first := len(rows)
	for first > 0 && len(rows[first-1]) == tb.Columns {
		first--
	}
	body := rows[first:]
	if len(body) > 0 && !numeric(body[0]) {
		tb.Header, body = body[0], body[1:]
	} else if first > 0 && (sep == ' ' || sep == ',') {
		tb.Header, tb.Ragged = rows[first-1], true
	}
	for _, cs := range body {
		r := Row{Cells: cs}
		for _, c := range cs {
			if c.Numeric {
				break
			}
			if k := totalKind(c.Text); k != NoTotal {
				r.Total = k
			}
			if strings.HasPrefix(c.Text, "其中") || strings.HasPrefix(c.Text, "#") {
				r.Part = true
			}
		}
		tb.Rows = append(tb.Rows, r)
	}
	n := 0
	for _, r := range tb.Rows {
		if numeric(r.Cells) {
			n++
		}
	}
	if (sep == ' ' || sep == ',') && n < minRows {
		return tb, false
	}
	return tb, n >= 2 && tb.Columns >= 2
}

func numeric(cs []Cell) bool {
	for _, c := range cs {
		if c.Numeric {
			return true
		}
	}
	return false
}

// rule tells a Markdown rule line |---|---|.
func rule(cs []Cell) bool {
	for _, c := range cs {
		if strings.Trim(c.Text, "-: =") != "" {
			return false
		}
	}
	return true
}

func split(t string, line doc.Span, sep byte) []Cell {
	if sep == '|' {
		// Outer pipes of a Markdown row part nothing.
		if t[line.Start] == '|' {
			line.Start++
		}
		if line.End > line.Start && t[line.End-1] == '|' {
			line.End--
		}
	}
	var out []Cell
	start := line.Start
	for i := line.Start; i <= line.End; i++ {
		if i < line.End && t[i] != sep {
			continue
		}
		if sep != ' ' || i > start {
			out = append(out, newCell(start, t[start:i]))
		}
		start = i + 1
	}
	return out
}

// newCell reads a cell whose text begins at start.
func newCell(start int, s string) Cell {
	lead := len(s) - len(strings.TrimLeft(s, " \t*"))
	s = strings.Trim(s, " \t*")
	c := Cell{Span: doc.Span{Start: start + lead, End: start + lead + len(s)}, Text: s}
	i := 0
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '.' || s[i] == ',' || i == 0 && s[i] == '-') {
		i++
	}
	num := strings.ReplaceAll(s[:i], ",", "")
	unit := strings.TrimSpace(s[i:])
	if num == "" || utf8.RuneCountInString(unit) > 3 || strings.ContainsAny(unit, "0123456789年月日号-—~:/.、()第") {
		return c
	}
	v, err := decimal.NewFromString(num)
	if err != nil {
		return c
	}
	c.Numeric, c.Value = true, v
	c.Percent = strings.HasPrefix(unit, "%")
	if k := strings.IndexByte(num, '.'); k >= 0 {
		c.Places = int32(len(num) - k - 1)
	}
	return c
}

// totalKind reads a label such as 合计, 总 计, 小计(人).
func totalKind(s string) TotalKind {
	s = strings.ReplaceAll(s, " ", "")
	if i := strings.IndexAny(s, "(["); i > 0 {
		s = s[:i]
	}
	switch s {
	case "小计", "分计":
		return Subtotal
	case "合计", "总计", "共计", "累计", "总和", "总数", "总额", "总合计", "全年合计", "全县合计", "全市合计", "全区合计", "合计数", "总":
		return Total
	}
	return NoTotal
}

// HeaderTotal returns what the header says of a column.
func (t Table) HeaderTotal(col int) TotalKind {
	if t.Ragged || col >= len(t.Header) {
		return NoTotal
	}
	// The year beside its halves; a rule still asks whether the rows bear it out.
	if t.Header[col].Text == "全年" || t.Header[col].Text == "总人数" || t.Header[col].Text == "总量" {
		return Total
	}
	return totalKind(t.Header[col].Text)
}

// Name returns the header of a column, or "".
func (t Table) Name(col int) string {
	if t.Ragged || col >= len(t.Header) {
		return ""
	}
	return t.Header[col].Text
}
