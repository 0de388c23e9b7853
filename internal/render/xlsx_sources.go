package render

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"hecha/internal/compare"
)

// isGrave tells cells that ask for a second look.
func isGrave(c *compare.Cell) bool {
	for _, k := range []compare.MarkKind{compare.Tenfold, compare.High, compare.Low, compare.Same, compare.Unchanged} {
		if c.Has(k) {
			return true
		}
	}
	return false
}

// noteText says where a figure comes from and what is to be known about it.
func noteText(r *compare.Row, c *compare.Cell) string {
	var b strings.Builder
	for _, m := range c.Marks {
		b.WriteString(m.Note + "\n")
	}
	if c.Scope != "" && !c.Has(compare.Yearly) {
		b.WriteString("时段:" + Clean(c.Scope) + "\n")
	}
	if c.Denominator != "" {
		b.WriteString("占:" + Clean(c.Denominator) + "\n")
	}
	if c.Growth != nil {
		fmt.Fprintf(&b, "较上期 %+.1f%%\n", *c.Growth*100)
	}
	for i, e := range c.Evidence[:min(2, len(c.Evidence))] {
		if i == 0 {
			b.WriteString(baseName(r.Source) + " ")
		}
		fmt.Fprintf(&b, "第%d行:%s\n", e.Line, Clean(e.Sentence))
	}
	if n := len(c.Evidence) + c.More; n > 2 {
		fmt.Fprintf(&b, "共%d处,见“%s”表\n", n, evidenceName)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// note puts a note on a cell, in a box that holds its text.
func (b *workbook) note(sheet, cell, words string) error {
	lines := 0
	for line := range strings.SplitSeq(words, "\n") {
		lines += 1 + cells.StringWidth(line)/44
	}
	return b.f.AddComment(sheet, excelize.Comment{
		Cell: cell, Author: "核查", Width: 300, Height: uint(24 + 17*lines),
		Paragraph: []excelize.RichTextRun{{Text: words, Font: &excelize.Font{Size: 9, Family: "微软雅黑"}}},
	})
}

const evidenceName = "出处"

// writeEvidence lists every figure of the table with its sentence.
func (x *xlsxCompare) writeEvidence(t *compare.Table, names []string) error {
	l, err := x.b.list(evidenceName, listColumn{"单位", 24}, listColumn{"指标", 14}, listColumn{"可比值", 12}, listColumn{"原值", 12}, listColumn{"计量", 8},
		listColumn{"时段", 18}, listColumn{"占", 10}, listColumn{"说明", 44}, listColumn{"材料", 30}, listColumn{"行", 6}, listColumn{"原文", 14}, listColumn{"原句", 60})
	if err != nil {
		return err
	}
	for k, r := range t.Rows {
		for i, c := range r.Cells {
			if c == nil || !t.Columns[i].Stated && t.Columns[i].Group != "honour" {
				continue
			}
			var notes []string
			for _, m := range c.Marks {
				notes = append(notes, m.Note)
			}
			var value, stated any
			if v, ok := c.Number(); ok {
				value, stated = v, *c.Value
				if t.Columns[i].Unit == "年" {
					year := textStyle
					year.format = yearFormat
					value, stated = x.b.number(v, year), nil
				}
			}
			line, words, sentence := any(nil), "", ""
			if len(c.Evidence) > 0 {
				e := c.Evidence[0]
				line, words, sentence = e.Line, e.Text, e.Sentence
			}
			err := l.add(names[k], t.Columns[i].Label, value, stated, t.Columns[i].Unit, c.Scope, c.Denominator, strings.Join(notes, " "), r.Source, line, words, sentence)
			if err != nil {
				return err
			}
			for _, e := range c.Evidence[min(1, len(c.Evidence)):] {
				if err := l.add(names[k], t.Columns[i].Label, nil, nil, t.Columns[i].Unit, "", "", "同上", r.Source, e.Line, e.Text, e.Sentence); err != nil {
					return err
				}
			}
		}
	}
	return l.end()
}

// writeEqual lists what units have in common: text and figures.
func (x *xlsxCompare) writeEqual(t *compare.Table, names []string) error {
	l, err := x.b.list("相似", listColumn{"类别", 12}, listColumn{"单位甲", 24}, listColumn{"单位乙", 24}, listColumn{"甲占比%", 10}, listColumn{"乙占比%", 10},
		listColumn{"关系", 14}, listColumn{"处数", 8}, listColumn{"说明", 60}, listColumn{"甲", 30}, listColumn{"甲行", 8}, listColumn{"乙", 30}, listColumn{"乙行", 8})
	if err != nil {
		return err
	}
	for _, s := range t.Shared {
		err := l.add(ReuseLabels[s.Kind], s.A.Unit, s.B.Unit, s.ShareA*100, s.ShareB*100, RelationLabels[s.Relation], s.Passages,
			s.Longest.Text, fmt.Sprintf("%s#%d", s.A.Source, s.A.Index+1), s.Longest.Line, fmt.Sprintf("%s#%d", s.B.Source, s.B.Index+1), s.LongestB.Line)
		if err != nil {
			return err
		}
	}
	for _, e := range t.Equal {
		a, b := t.Rows[e.A], t.Rows[e.B]
		var parts []string
		for _, i := range e.Columns {
			parts = append(parts, t.Columns[i].Label+compare.Format(*a.Cells[i].Value)+t.Columns[i].Unit)
		}
		err := l.add("数字相同", names[e.A], names[e.B], nil, nil, RelationLabels["peer"], len(e.Columns), strings.Join(parts, "、"),
			fmt.Sprintf("%s#%d", a.Source, a.Index+1), nil, fmt.Sprintf("%s#%d", b.Source, b.Index+1), nil)
		if err != nil {
			return err
		}
	}
	return l.end()
}
