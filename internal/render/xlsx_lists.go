package render

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"hecha/internal/excerpt"
	"hecha/internal/finding"
	"hecha/internal/report"
)

// severityColors and verdictColors tell at a glance; the words stand beside.
var severityColors = map[finding.Severity]excelStyle{
	finding.Error:   {fill: "FFC7CE", color: "9C0006", border: true, align: "center"},
	finding.Warning: {fill: "FFEB9C", color: "7F6000", border: true, align: "center"},
	finding.Info:    {fill: "DDEBF7", color: "1F4E78", border: true, align: "center"},
}

var verdictColors = map[string]excelStyle{
	report.Pass:   {fill: "C6EFCE", color: "006100", border: true, align: "center"},
	report.Revise: {fill: "FFEB9C", color: "7F6000", border: true, align: "center"},
	report.Return: {fill: "FFC7CE", color: "9C0006", border: true, align: "center"},
}

// factLists are the flat lists of findings and facts, written as the reports
// come.
type factLists struct {
	b                                         *workbook
	findings, honours, activities, quantities *list
}

var sourceColumns = []listColumn{{"单位", 22}, {"材料", 30}, {"行", 6}}

func newFactLists(b *workbook) (*factLists, error) {
	l := &factLists{b: b}
	for _, x := range []struct {
		to      **list
		name    string
		columns []listColumn
	}{
		{&l.findings, "问题清单", []listColumn{{"列", 6}, {"程度", 8}, {"规则", 22}, {"原文", 24}, {"问题", 50}, {"建议", 30}, {"上下文", 60}}},
		{&l.honours, "荣誉", []listColumn{{"荣誉", 34}, {"级别", 10}, {"授予机关", 26}, {"年份", 8}, {"获得者", 24}, {"类别", 10}, {"等次", 10}, {"数量", 8}, {"提名", 8}, {"原文", 60}}},
		{&l.activities, "活动", []listColumn{{"类型", 12}, {"名称", 30}, {"次数", 10}, {"人数", 10}, {"金额(元)", 12}, {"日期", 12}, {"对象", 22}, {"原文", 60}}},
		{&l.quantities, "数据", []listColumn{{"种类", 10}, {"值", 16}, {"上限", 16}, {"单位", 8}, {"约数", 8}, {"所指", 28}, {"时段", 16}, {"原文", 20}, {"上下文", 60}}},
	} {
		var err error
		if *x.to, err = b.list(x.name, append(append([]listColumn{}, sourceColumns...), x.columns...)...); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// add lists what one report holds.
func (l *factLists) add(r *report.Report) error {
	page := excerpt.New(r)
	unit, source := r.Unit, r.Source
	if unit == "" {
		unit = r.Title
	}
	if r.Index > 0 {
		source += fmt.Sprintf(" 第%d份", r.Index+1)
	}
	for _, f := range r.Findings {
		severity := text(SeverityLabel(f.Severity), l.b.style(severityColors[f.Severity]))
		err := l.findings.add(unit, source, f.Span.Line, f.Span.Column, severity, f.Rule, f.Span.Text, f.Message, f.Suggestion, page.Sentence(f.Span.Place))
		if err != nil {
			return err
		}
	}
	for _, h := range r.Honours {
		nominated := ""
		if h.Nominated {
			nominated = "仅提名"
		}
		err := l.honours.add(unit, source, h.Span.Line, h.Title, LevelLabels[h.Level], h.Issuer, h.Year, h.Recipient, RecipientLabels[h.RecipientKind], h.Grade, h.Count, nominated, page.Sentence(h.Span.Place))
		if err != nil {
			return err
		}
	}
	for _, a := range r.Activities {
		err := l.activities.add(unit, source, a.Span.Line, TypeLabels[a.Type], a.Name, figureOf(a.Times), figureOf(a.Participants), figureOf(a.Money), a.Date, a.Beneficiaries, page.Sentence(a.Span.Place))
		if err != nil {
			return err
		}
	}
	for _, q := range r.Quantities {
		high := ""
		if q.High != q.Low {
			high = q.High
		}
		low, top := any(q.Low), any(high)
		if q.Kind != "date" {
			low, top = figureOf(q.Low), figureOf(high)
		}
		err := l.quantities.add(unit, source, q.Span.Line, KindLabels[q.Kind], low, top, q.Unit, ApproxLabels[q.Approx], q.Subject, q.Scope, q.Span.Text, page.Sentence(q.Span.Place))
		if err != nil {
			return err
		}
	}
	return nil
}

// figureOf turns a decimal of a report into a number; what is too long for one
// stays text.
func figureOf(s string) any {
	var v float64
	if _, err := fmt.Sscan(s, &v); err != nil || len(strings.Trim(s, "-.")) > 15 {
		return s
	}
	return v
}

func (l *factLists) end() error {
	for _, x := range []*list{l.findings, l.honours, l.activities, l.quantities} {
		if err := x.end(); err != nil {
			return err
		}
	}
	return nil
}

// overview is the first sheet: what was read, and one row a report. It is
// written last, for its head line counts the whole run.
type overview struct {
	b    *workbook
	sw   *excelize.StreamWriter
	rows [][]any
}

const overviewName = "总览"

func newOverview(b *workbook) (*overview, error) {
	sw, err := b.stream(overviewName)
	return &overview{b: b, sw: sw}, err
}

var overviewColumns = []listColumn{
	{"单位", 24}, {"材料", 32}, {"标题", 32}, {"时段", 14}, {"结论", 8}, {"理由", 36},
	{"错误", 8}, {"存疑", 8}, {"提示", 8}, {"未填", 8}, {"数据", 8}, {"活动", 8}, {"荣誉", 8}, {"字数", 10}, {"套话占比%", 10}, {"千字事实数", 10},
}

func (o *overview) add(r *report.Report) {
	c, m := r.Counts(), r.Metrics
	source := r.Source
	if r.Index > 0 {
		source += fmt.Sprintf(" 第%d份", r.Index+1)
	}
	o.rows = append(o.rows, []any{
		r.Unit, source, r.Title, periodLabel(r.Period), r.Verdict, strings.Join(r.Reasons, ";"),
		c.Error, c.Warning, c.Info, m.Placeholders, m.Quantities, m.Activities, m.Honours, m.Characters, m.BoilerplateRatio * 100, m.FactsPer1000,
	})
}

// end writes the sheet: title, lines of prose, the reports, what could not be
// read.
func (o *overview) end(title string, lines []excelize.Cell, s report.Summary, bad []report.Unreadable) error {
	b, sw := o.b, o.sw
	for i, c := range overviewColumns {
		if err := sw.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	row := 0
	put := func(height float64, cells ...any) error {
		row++
		var opts []excelize.RowOpts
		if height > 0 {
			opts = append(opts, excelize.RowOpts{Height: height})
		}
		return sw.SetRow(fmt.Sprintf("A%d", row), cells, opts...)
	}
	header := len(lines) + 3
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: header, TopLeftCell: fmt.Sprintf("A%d", header+1), ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := put(30, text(title, b.style(titleStyle))); err != nil {
		return err
	}
	if err := put(0, text(summaryLine(s), b.style(plainStyle))); err != nil {
		return err
	}
	for _, l := range lines {
		if err := put(0, l); err != nil {
			return err
		}
	}
	head := make([]any, len(overviewColumns))
	for i, c := range overviewColumns {
		head[i] = text(c.label, b.style(headerStyle))
	}
	if err := put(24, head...); err != nil {
		return err
	}
	for _, r := range o.rows {
		cells := make([]any, len(r))
		lines := 1
		for i, v := range r {
			switch v := v.(type) {
			case string:
				c := text(v, b.style(textStyle))
				cells[i] = c
				lines = max(lines, linesOf(c, overviewColumns[i].width))
				if overviewColumns[i].label == "结论" {
					cells[i] = text(VerdictLabel(v), b.style(verdictColors[v]))
				}
			case int:
				cells[i] = b.number(float64(v), textStyle)
			case float64:
				cells[i] = b.number(v, textStyle)
			}
		}
		if err := put(rowHeight(lines).Height, cells...); err != nil {
			return err
		}
	}
	last := row
	for i, u := range bad {
		if i == 0 {
			row++
			if err := put(24, text("未能读取", b.style(headerStyle)), text("文件", b.style(headerStyle)), text("原因", b.style(headerStyle))); err != nil {
				return err
			}
		}
		if err := put(0, text(UnreadableLabels[u.Reason], b.style(textStyle)), text(u.Source, b.style(textStyle)), text(u.Detail, b.style(textStyle))); err != nil {
			return err
		}
	}
	if err := b.repeat(overviewName, header, header); err != nil {
		return err
	}
	end, err := excelize.CoordinatesToCellName(len(overviewColumns), max(last, header+1))
	if err != nil {
		return err
	}
	return b.f.AutoFilter(overviewName, fmt.Sprintf("A%d:%s", header, end), nil)
}
