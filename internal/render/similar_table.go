package render

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"hecha/internal/report"
	"hecha/internal/reuse"
	"hecha/internal/similar"
)

// ReuseLabels are the Chinese names of the kinds of a pair.
var ReuseLabels = map[reuse.Kind]string{reuse.Copy: "整篇雷同", reuse.Form: "同一模板", reuse.Lift: "段落相同"}

// RelationLabels are the Chinese names of how two reports stand to each other.
var RelationLabels = map[similar.Relation]string{similar.Peer: "其他单位", similar.Own: "本单位其他材料", similar.Reference: "对照材料"}

// refName is how people find a report: its file, and its number when a file
// holds several.
func refName(r similar.Ref) string {
	name := r.Source
	if r.Index > 0 {
		name += fmt.Sprintf(" 第%d份", r.Index+1)
	}
	if about := strings.TrimSpace(r.Unit + " " + r.Period); about != "" {
		name += "(" + about + ")"
	}
	return Clean(name)
}

func percent(v float64) string { return strconv.FormatFloat(100*v, 'f', 0, 64) + "%" }

var _ = Register(Format{
	Name: "table", Label: "终端表格",
	Similar: func(w io.Writer, env Env) similar.Writer {
		return &tableSimilar{w: w, grid: func(g Grid) error { return writeTable(w, env, g) }}
	},
})

var _ = Register(Format{
	Name: "markdown", Label: "Markdown,可贴入文档",
	Similar: func(w io.Writer, _ Env) similar.Writer {
		return &tableSimilar{w: w, grid: func(g Grid) error {
			if err := writeMarkdown(w, g); err != nil {
				return err
			}
			_, err := io.WriteString(w, "\n")
			return err
		}}
	},
})

// tableSimilar keeps one line a pair until the end, to align them.
type tableSimilar struct {
	w    io.Writer
	grid func(Grid) error
	rows [][]string
}

func (t *tableSimilar) Pair(p *similar.Pair) error {
	longest := ""
	for _, g := range p.Passages {
		if len(g.A.Text) > len(longest) {
			longest = g.A.Text
		}
	}
	t.rows = append(t.rows, []string{
		refName(p.A), percent(p.ShareA), refName(p.B), percent(p.ShareB), ReuseLabels[p.Kind], RelationLabels[p.Relation],
		fmt.Sprint(len(p.Passages)), fmt.Sprintf("%d/%d", p.FiguresEqual, p.FiguresEqual+p.FiguresDiffer), abridge(Clean(longest), 30),
	})
	return nil
}

func (t *tableSimilar) Unreadable(report.Unreadable) error { return nil }

func (t *tableSimilar) Close(s *similar.Summary) error {
	if len(t.rows) == 0 {
		if _, err := fmt.Fprintln(t.w, "没有发现相互照抄的文字。"); err != nil {
			return err
		}
	} else if err := t.grid(Grid{Title: "相同的文字", Rows: Rows(t.rows), Columns: []Column{
		{Label: "材料"}, {Label: "占比", Right: true}, {Label: "与"}, {Label: "占比", Right: true}, {Label: "情形"}, {Label: "关系"},
		{Label: "处", Right: true}, {Label: "数字相同", Right: true}, {Label: "最长一处"}}}); err != nil {
		return err
	}
	if err := t.clusters(s); err != nil {
		return err
	}
	if err := t.copied(s); err != nil {
		return err
	}
	_, err := fmt.Fprintf(t.w, "共 %d 份材料,%d 对有相同的文字", s.Reports, s.Pairs)
	if err == nil && s.Unreadable > 0 {
		_, err = fmt.Fprintf(t.w, ",%d 个文件未能读取", s.Unreadable)
	}
	if err == nil {
		_, err = fmt.Fprintln(t.w, "。")
	}
	return err
}

// clusters prints groups of three or more; two are a pair.
func (t *tableSimilar) clusters(s *similar.Summary) error {
	var rows [][]string
	for _, c := range s.Clusters {
		if len(c.Members) < 3 {
			continue
		}
		var names []string
		for _, m := range c.Members {
			names = append(names, refName(m))
		}
		rows = append(rows, []string{fmt.Sprint(c.ID), fmt.Sprint(len(names)), percent(c.Share), strings.Join(names, "、")})
	}
	if len(rows) == 0 {
		return nil
	}
	return t.grid(Grid{Title: "出自同一篇的材料", Rows: Rows(rows), Columns: []Column{
		{Label: "组", Right: true}, {Label: "份数", Right: true}, {Label: "相同", Right: true}, {Label: "材料"}}})
}

func (t *tableSimilar) copied(s *similar.Summary) error {
	var rows [][]string
	for _, c := range s.Copied {
		var a, b []string
		for _, n := range c.Numbers {
			a, b = append(a, Clean(n.A.Text)), append(b, Clean(n.B.Text))
		}
		rows = append(rows, []string{refName(c.A), strings.Join(a, ";"), refName(c.B), strings.Join(b, ";")})
	}
	if len(rows) == 0 {
		return nil
	}
	return t.grid(Grid{Title: "文字不同而数字相同", Rows: Rows(rows), Columns: []Column{
		{Label: "材料"}, {Label: "原文"}, {Label: "与"}, {Label: "原文"}}})
}

var _ = Register(Format{
	Name: "csv", Label: "CSV,可用表格软件打开",
	Similar: func(w io.Writer, _ Env) similar.Writer { return &csvSimilar{w: w} },
})

// csvSimilar writes one passage a row.
type csvSimilar struct {
	w io.Writer
	c *csv.Writer
}

var similarColumns = []Column{
	{Key: "a_source"}, {Key: "a_index"}, {Key: "a_unit"}, {Key: "b_source"}, {Key: "b_index"}, {Key: "b_unit"},
	{Key: "kind"}, {Key: "relation"}, {Key: "share_a"}, {Key: "share_b"}, {Key: "passage"}, {Key: "agreement"},
	{Key: "a_line"}, {Key: "a_start"}, {Key: "a_end"}, {Key: "b_line"}, {Key: "b_start"}, {Key: "b_end"}, {Key: "a_text"}, {Key: "b_text"},
}

func (c *csvSimilar) begin() (err error) {
	if c.c == nil {
		c.c, err = openCSV(c.w, similarColumns)
	}
	return err
}

func (c *csvSimilar) Pair(p *similar.Pair) error {
	if err := c.begin(); err != nil {
		return err
	}
	number := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	for i, g := range p.Passages {
		err := writeRow(c.c, []string{
			p.A.Source, strconv.Itoa(p.A.Index), p.A.Unit, p.B.Source, strconv.Itoa(p.B.Index), p.B.Unit,
			string(p.Kind), string(p.Relation), number(p.ShareA), number(p.ShareB), strconv.Itoa(i + 1), number(g.Agreement),
			strconv.Itoa(g.A.Line), strconv.Itoa(g.A.Start), strconv.Itoa(g.A.End),
			strconv.Itoa(g.B.Line), strconv.Itoa(g.B.Start), strconv.Itoa(g.B.End), g.A.Text, g.B.Text,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *csvSimilar) Unreadable(report.Unreadable) error { return nil }

func (c *csvSimilar) Close(*similar.Summary) error {
	if err := c.begin(); err != nil {
		return err
	}
	c.c.Flush()
	return c.c.Error()
}
