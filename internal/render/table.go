package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"

	"hecha/internal/report"
)

// defaultWidth is the width of a table that goes to a file or pipe.
const defaultWidth = 120

var _ = Register(Format{
	Name: "table", Label: "终端表格",
	Audit: func(w io.Writer, env Env) AuditWriter { return &tableAudit{w: w, env: env} },
	Facts: func(w io.Writer, env Env, facts func(func(report.Fact) bool)) error {
		return writeFactTables(w, env, facts)
	},
	Grid: writeTable,
})

// cells measures what is printed: Chinese characters take two cells, and the
// box drawing and quotation marks that Unicode calls ambiguous one.
var cells = &runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}

// fullColumns drops columns that are empty in every row, and those named.
func fullColumns(g Grid, drop ...string) Grid {
	var rows [][]string
	used := make([]bool, len(g.Columns))
	for row := range g.Rows {
		rows = append(rows, row)
		for i, s := range row {
			used[i] = used[i] || s != ""
		}
	}
	for i, c := range g.Columns {
		for _, d := range drop {
			if c.Key == d {
				used[i] = false
			}
		}
	}
	out := Grid{Title: g.Title}
	for i, c := range g.Columns {
		if used[i] {
			out.Columns = append(out.Columns, c)
		}
	}
	for r, row := range rows {
		var kept []string
		for i, s := range row {
			if used[i] {
				kept = append(kept, s)
			}
		}
		rows[r] = kept
	}
	out.Rows = Rows(rows)
	return out
}

// writeTable draws a grid inside the width of the terminal; long cells wrap.
func writeTable(w io.Writer, env Env, g Grid) error {
	if g.Title != "" {
		if _, err := fmt.Fprintln(w, g.Title); err != nil {
			return err
		}
	}
	if len(g.Columns) == 0 {
		_, err := fmt.Fprintln(w, "(无)")
		return err
	}
	var rows [][]string
	for row := range g.Rows {
		rows = append(rows, row)
	}
	width := env.Width
	if width <= 0 {
		width = defaultWidth
	}
	widths := fit(g.Columns, rows, width)
	header := make([]string, len(g.Columns))
	align := make(tw.Alignment, len(g.Columns))
	for i, c := range g.Columns {
		header[i] = c.Label
		align[i] = tw.AlignLeft
		if c.Right {
			align[i] = tw.AlignRight
		}
	}
	t := tablewriter.NewTable(w,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Symbols:  tw.NewSymbols(tw.StyleLight),
			Settings: tw.Settings{Separators: tw.Separators{BetweenRows: tw.Off}},
		})),
		tablewriter.WithConfig(tablewriter.Config{
			Header: tw.CellConfig{Formatting: tw.CellFormatting{AutoFormat: tw.Off, AutoWrap: tw.WrapNone}, Alignment: tw.CellAlignment{Global: tw.AlignLeft}},
			Row:    tw.CellConfig{Formatting: tw.CellFormatting{AutoWrap: tw.WrapNone}, Alignment: tw.CellAlignment{PerColumn: align}},
		}),
	)
	t.Header(header)
	for _, row := range rows {
		cut := make([]string, len(row))
		for i, s := range row {
			cut[i] = wrap(Clean(s), widths[i])
		}
		if err := t.Append(cut); err != nil {
			return err
		}
	}
	return t.Render()
}

// fit returns the width of each column: its natural width where all fit,
// otherwise the widest columns give way, none below 8 cells or its header.
func fit(cols []Column, rows [][]string, total int) []int {
	room := total - 3*len(cols) - 1
	widths := make([]int, len(cols))
	sum := 0
	for i, c := range cols {
		widths[i] = labelWidth(c.Label)
		for _, row := range rows {
			widths[i] = max(widths[i], cells.StringWidth(Clean(row[i])))
		}
		sum += widths[i]
	}
	for sum > room {
		widest := 0
		for i := range widths {
			if widths[i] > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= max(8, labelWidth(cols[widest].Label)) {
			break
		}
		widths[widest]--
		sum--
	}
	return widths
}

// labelWidth is the width of a header, which may have two lines.
func labelWidth(s string) int {
	n := 0
	for line := range strings.SplitSeq(s, "\n") {
		n = max(n, cells.StringWidth(line))
	}
	return n
}

// wrap breaks s into lines of at most width cells. Chinese breaks anywhere but
// before closing marks; words of letters and digits stay whole where they fit.
func wrap(s string, width int) string {
	if cells.StringWidth(s) <= width {
		return s
	}
	var b strings.Builder
	used := 0
	rs := []rune(s)
	for i := 0; i < len(rs); {
		j := i + 1
		for wordRune(rs[i]) && j < len(rs) && wordRune(rs[j]) {
			j++
		}
		n := cells.StringWidth(string(rs[i:j]))
		if n > width {
			j, n = i+1, cells.RuneWidth(rs[i])
		}
		if used+n > width && used > 0 && !strings.ContainsRune(",。;:、)”》!?%", rs[i]) {
			b.WriteByte('\n')
			used = 0
		}
		b.WriteString(string(rs[i:j]))
		used += n
		i = j
	}
	return b.String()
}

func wordRune(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '.' || r == '-'
}

// tableAudit prints each report as it comes: a head line, its findings, what
// it states; and an overview of all reports at the end.
type tableAudit struct {
	w        io.Writer
	env      Env
	overview [][]string
}

// overviewRows bounds the table at the end; beyond it only the counts are
// printed, so that memory does not grow with the number of reports.
const overviewRows = 2000

func (t *tableAudit) Report(r *report.Report) error {
	c := r.Counts()
	if len(t.overview) < overviewRows {
		name := r.Unit
		if name == "" {
			name = r.Title
		}
		t.overview = append(t.overview, []string{
			fmt.Sprintf("%s#%d", r.Source, r.Index+1), name, VerdictLabel(r.Verdict),
			fmt.Sprint(c.Error), fmt.Sprint(c.Warning), fmt.Sprint(c.Info), fmt.Sprint(r.Metrics.Placeholders),
			fmt.Sprint(r.Metrics.Quantities), fmt.Sprint(r.Metrics.Activities), fmt.Sprint(r.Metrics.Honours), fmt.Sprint(r.Metrics.Characters),
		})
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n  %s", t.paint(r.Verdict, "■ ")+head(r), VerdictLabel(r.Verdict))
	if len(r.Reasons) > 0 {
		fmt.Fprintf(&b, ":%s", Clean(strings.Join(r.Reasons, ";")))
	}
	b.WriteString("\n")
	for _, n := range r.Notes {
		fmt.Fprintf(&b, "  注意:%s\n", Clean(n.Message))
	}
	if _, err := io.WriteString(t.w, b.String()); err != nil {
		return err
	}
	if len(r.Findings) > 0 {
		rows := make([][]string, len(r.Findings))
		for i, f := range r.Findings {
			rows[i] = []string{fmt.Sprintf("%d:%d", f.Span.Line, f.Span.Column), SeverityLabel(f.Severity), f.Rule, abridge(Clean(f.Span.Text), 24), f.Message}
		}
		err := writeTable(t.w, t.env, Grid{Rows: Rows(rows), Columns: []Column{
			{Label: "行:列", Right: true}, {Label: "程度"}, {Label: "规则"}, {Label: "原文"}, {Label: "问题"}}})
		if err != nil {
			return err
		}
	}
	_, err := io.WriteString(t.w, t.facts(r))
	return err
}

// facts summarises what the report states, claims and what was checked.
func (t *tableAudit) facts(r *report.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "  概况:%s\n", factsSummary(r))
	if line := tally(r.Activities, func(a report.Activity) string { return TypeLabels[a.Type] }); line != "" {
		fmt.Fprintf(&b, "  活动:%s\n", line)
	}
	if line := tally(r.Honours, func(h report.Honour) string { return LevelLabels[h.Level] }); line != "" {
		fmt.Fprintf(&b, "  荣誉:%s\n", line)
	}
	if line := checkedLine(r); line != "" {
		fmt.Fprintf(&b, "  已核:%s\n", line)
	}
	b.WriteString("\n")
	return b.String()
}

// tally counts values by label, in order of first appearance.
func tally[T any](vs []T, label func(T) string) string {
	var order []string
	n := map[string]int{}
	for _, v := range vs {
		l := label(v)
		if n[l] == 0 {
			order = append(order, l)
		}
		n[l]++
	}
	for i, l := range order {
		order[i] = fmt.Sprintf("%s%d", l, n[l])
	}
	return strings.Join(order, " ")
}

func (t *tableAudit) Unreadable(u report.Unreadable) error {
	_, err := fmt.Fprintf(t.w, "%s\n  未审核(%s):%s\n\n", "□ "+Clean(u.Source), UnreadableLabels[u.Reason], Clean(u.Detail))
	return err
}

func (t *tableAudit) Close(s report.Summary) error {
	if len(t.overview) > 1 {
		shared := commonFolder(t.overview)
		for _, row := range t.overview {
			row[0] = row[0][shared:]
		}
		err := writeTable(t.w, t.env, Grid{Title: "总览", Rows: Rows(t.overview), Columns: []Column{
			{Label: "材料"}, {Label: "单位"}, {Label: "结论"}, {Label: "错误", Right: true}, {Label: "存疑", Right: true}, {Label: "提示", Right: true},
			{Label: "未填", Right: true}, {Label: "数据", Right: true}, {Label: "活动", Right: true}, {Label: "荣誉", Right: true}, {Label: "字数", Right: true}}})
		if err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(t.w, summaryLine(s))
	return err
}

// commonFolder returns the length of the folders that all first cells share:
// what is the same in every row only takes room.
func commonFolder(rows [][]string) int {
	prefix := rows[0][0]
	for _, row := range rows[1:] {
		for !strings.HasPrefix(row[0], prefix) {
			prefix = prefix[:len(prefix)-1]
		}
	}
	return strings.LastIndexByte(prefix, '/') + 1
}

// paint colours s by verdict where the terminal allows.
func (t *tableAudit) paint(verdict, s string) string {
	if !t.env.Color {
		return s
	}
	color := map[string]string{report.Pass: "32", report.Revise: "33", report.Return: "31"}[verdict]
	return "\x1b[" + color + "m" + s + "\x1b[0m"
}
