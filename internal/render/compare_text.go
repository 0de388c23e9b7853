package render

import (
	"fmt"
	"io"
	"strings"

	"hecha/internal/compare"
)

var _ = Register(Format{
	Name: "table", Label: "终端表格",
	Compare: func(w io.Writer, env Env) CompareWriter {
		return TableWriter(func(t *compare.Table) error { return compareTable(w, env, t) })
	},
})

var _ = Register(Format{
	Name: "markdown", Label: "Markdown,可贴入文档",
	Compare: func(w io.Writer, _ Env) CompareWriter {
		return TableWriter(func(t *compare.Table) error { return compareMarkdown(w, t) })
	},
})

// How much of the lists below a table people get to see; machine formats and
// workbooks have all of it.
const (
	shownMarks  = 60
	shownEquals = 20
	shownShared = 20
)

// nameWidth is the width in cells of the first column of a terminal table at
// most, so that figures have room beside it.
const nameWidth = 30

// compareTable prints the table in pieces that fit the terminal: one a group
// of columns, more where a group is too wide.
func compareTable(w io.Writer, env Env, t *compare.Table) error {
	width := env.Width
	if width <= 0 {
		width = defaultWidth
	}
	names := shortNames(t, nameWidth/2)
	first := 4
	for _, n := range names {
		first = max(first, cells.StringWidth(n))
	}
	for _, g := range t.Groups {
		cols := groupColumns(t, g.ID)
		for len(cols) > 0 {
			n, used := 0, first+4
			for n < len(cols) {
				need := columnWidth(t, cols[n]) + 3
				if n > 0 && used+need > width {
					break
				}
				used += need
				n++
			}
			grid := compareGrid(t, names, cols[:n])
			grid.Title = g.Label
			if err := writeTable(w, env, grid); err != nil {
				return err
			}
			cols = cols[n:]
		}
	}
	if len(t.Rows) == 0 {
		if _, err := fmt.Fprintln(w, "(没有可以比较的材料)"); err != nil {
			return err
		}
	}
	if l := legend(t); l != "" {
		if _, err := fmt.Fprintf(w, "%s\n\n", l); err != nil {
			return err
		}
	}
	if as := attentions(t, names, doubtful...); len(as) > 0 {
		if err := writeTable(w, env, attentionGrid(as, shownMarks)); err != nil {
			return err
		}
		if len(as) > shownMarks {
			if _, err := fmt.Fprintf(w, "另有%d处,见 xlsx 或 json 输出。\n", len(as)-shownMarks); err != nil {
				return err
			}
		}
	}
	_, err := io.WriteString(w, strings.Join(compareNotes(t, names), "\n")+"\n")
	return err
}

// columnWidth is the width a column of figures needs.
func columnWidth(t *compare.Table, i int) int {
	c := t.Columns[i]
	n := labelWidth(c.Label + "\n(" + c.Unit + ")")
	for _, r := range t.Rows {
		n = max(n, cells.StringWidth(cellText(r.Cells[i])))
	}
	for _, f := range footRows {
		n = max(n, cells.StringWidth(f.value(c.Summary)))
	}
	return n
}

// compareNotes are the sentences below the tables: equal figures, shared text,
// inputs that could not be read.
func compareNotes(t *compare.Table, names []string) []string {
	var out []string
	list := func(n, limit int, title string, line func(int) string) {
		if n == 0 {
			return
		}
		out = append(out, title)
		for i := range min(n, limit) {
			out = append(out, "  "+Clean(line(i)))
		}
		if n > limit {
			out = append(out, fmt.Sprintf("  ……共%d对", n))
		}
	}
	list(len(t.Equal), shownEquals, "数字雷同:", func(i int) string { return equalText(t, names, t.Equal[i]) })
	list(len(t.Shared), shownShared, "文字雷同:", func(i int) string {
		s := t.Shared[i]
		return fmt.Sprintf("%s %.0f%% · %s %.0f%%(%s,%d段)", refName(s.A), s.ShareA*100, refName(s.B), s.ShareB*100, ReuseLabels[s.Kind], s.Passages)
	})
	line := fmt.Sprintf("共比较%d份材料,%d项指标", len(t.Rows), len(t.Columns))
	if n := len(t.Unreadable); n > 0 {
		line += fmt.Sprintf(",另有%d个文件未能读取", n)
	}
	return append(out, line+"。")
}

// compareMarkdown writes one table a group of columns.
func compareMarkdown(w io.Writer, t *compare.Table) error {
	names := rowNames(t)
	if _, err := io.WriteString(w, "# 材料对比\n\n"); err != nil {
		return err
	}
	for _, g := range t.Groups {
		grid := compareGrid(t, names, groupColumns(t, g.ID))
		grid.Title = g.Label
		if err := writeMarkdown(w, grid); err != nil {
			return err
		}
		if _, err := io.WriteString(w, "\n"); err != nil {
			return err
		}
	}
	if l := legend(t); l != "" {
		if _, err := fmt.Fprintf(w, "符号:%s\n\n", markdownCell(l)); err != nil {
			return err
		}
	}
	if as := attentions(t, names, doubtful...); len(as) > 0 {
		if err := writeMarkdown(w, attentionGrid(as, len(as))); err != nil {
			return err
		}
		if _, err := io.WriteString(w, "\n"); err != nil {
			return err
		}
	}
	for _, n := range compareNotes(t, names) {
		if text, ok := strings.CutPrefix(n, "  "); ok {
			n = "- " + markdownCell(text)
		} else {
			n = "\n" + markdownCell(n) + "\n"
		}
		if _, err := fmt.Fprintln(w, n); err != nil {
			return err
		}
	}
	return nil
}
