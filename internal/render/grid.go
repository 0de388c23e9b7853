package render

import (
	"fmt"
	"strconv"
	"strings"

	"hecha/internal/report"
	"hecha/internal/rule"
)

// findingColumns are the columns of findings as a flat list.
var findingColumns = []Column{
	{Key: "source", Label: "文件"}, {Key: "index", Label: "第几份", Right: true}, {Key: "unit", Label: "单位"},
	{Key: "line", Label: "行", Right: true}, {Key: "column", Label: "列", Right: true}, {Key: "start", Label: "起", Right: true}, {Key: "end", Label: "止", Right: true},
	{Key: "severity", Label: "程度"}, {Key: "rule", Label: "规则"}, {Key: "text", Label: "原文"},
	{Key: "message", Label: "问题"}, {Key: "suggestion", Label: "建议"}, {Key: "origin", Label: "位置"}, {Key: "fingerprint", Label: "指纹"},
}

func findingRow(r *report.Report, f report.Finding) []string {
	return []string{
		r.Source, strconv.Itoa(r.Index), r.Unit, strconv.Itoa(f.Span.Line), strconv.Itoa(f.Span.Column),
		strconv.Itoa(f.Span.Start), strconv.Itoa(f.Span.End), f.Severity.String(), f.Rule, f.Span.Text,
		f.Message, f.Suggestion, f.Span.Origin, f.Fingerprint,
	}
}

// factColumns are the columns of facts of all kinds as a flat list; a fact
// fills those it has.
var factColumns = []Column{
	{Key: "source", Label: "文件"}, {Key: "index", Label: "第几份", Right: true}, {Key: "fact", Label: "类别"},
	{Key: "line", Label: "行", Right: true}, {Key: "column", Label: "列", Right: true}, {Key: "start", Label: "起", Right: true}, {Key: "end", Label: "止", Right: true},
	{Key: "text", Label: "原文"}, {Key: "kind", Label: "种类"}, {Key: "name", Label: "名称"},
	{Key: "low", Label: "值", Right: true}, {Key: "high", Label: "上限", Right: true}, {Key: "unit", Label: "单位"},
	{Key: "approx", Label: "约数"}, {Key: "subject", Label: "对象"}, {Key: "scope", Label: "时段"},
	{Key: "level", Label: "级别"}, {Key: "issuer", Label: "授予机关"}, {Key: "year", Label: "年份"},
	{Key: "count", Label: "数量", Right: true}, {Key: "participants", Label: "人数", Right: true}, {Key: "money", Label: "金额", Right: true},
}

// factRow spreads a fact over factColumns.
func factRow(f report.Fact) []string {
	cell := map[string]string{"source": f.Source, "index": strconv.Itoa(f.Index), "fact": string(f.Kind)}
	at := func(s report.Span) {
		cell["line"], cell["column"] = strconv.Itoa(s.Line), strconv.Itoa(s.Column)
		cell["start"], cell["end"], cell["text"] = strconv.Itoa(s.Start), strconv.Itoa(s.End), s.Text
	}
	switch v := f.Value.(type) {
	case report.Number:
		at(v.Span)
		cell["kind"], cell["low"], cell["high"] = v.Role, v.Value, v.Value
	case report.Quantity:
		at(v.Span)
		cell["kind"], cell["low"], cell["high"], cell["unit"] = v.Kind, v.Low, v.High, v.Unit
		cell["approx"], cell["subject"], cell["scope"] = v.Approx, v.Subject, v.Scope
	case report.Activity:
		at(v.Span)
		cell["kind"], cell["name"], cell["year"] = v.Type, v.Name, v.Date
		cell["count"], cell["participants"], cell["money"], cell["subject"] = v.Times, v.Participants, v.Money, v.Beneficiaries
	case report.Honour:
		at(v.Span)
		cell["kind"], cell["name"], cell["subject"] = v.RecipientKind, v.Title, v.Recipient
		cell["level"], cell["issuer"], cell["year"], cell["count"] = v.Level, v.Issuer, v.Year, strconv.Itoa(v.Count)
	case report.Placeholder:
		at(v.Span)
		cell["kind"], cell["name"] = v.Form, v.Field
	default:
		panic(fmt.Sprintf("render: unknown fact %T", f.Value))
	}
	row := make([]string, len(factColumns))
	for i, c := range factColumns {
		row[i] = cell[c.Key]
	}
	return row
}

// factGrid presents facts as a grid.
func factGrid(facts func(func(report.Fact) bool)) Grid {
	return Grid{Columns: factColumns, Rows: func(yield func([]string) bool) {
		for f := range facts {
			if !yield(factRow(f)) {
				return
			}
		}
	}}
}

// factsSummary says in one line what a report states and claims.
func factsSummary(r *report.Report) string {
	m := r.Metrics
	parts := []string{fmt.Sprintf("%d字", m.Characters), fmt.Sprintf("数据%d项", m.Quantities), fmt.Sprintf("活动%d项", m.Activities), fmt.Sprintf("荣誉%d项", m.Honours)}
	if m.Placeholders > 0 {
		parts = append(parts, fmt.Sprintf("未填%d处", m.Placeholders))
	}
	return strings.Join(parts, " · ")
}

// head names a report in one line.
func head(r *report.Report) string {
	name := r.Source
	if r.Index > 0 || r.Span.Start > 0 {
		name += fmt.Sprintf(" 第%d份", r.Index+1)
	}
	for _, s := range []string{r.Unit, r.Title} {
		if s != "" {
			name += " · " + s
		}
	}
	return Clean(name)
}

// familyLabels name the rule families in the order they are shown.
var familyLabels = []struct{ family, label string }{
	{"placeholder", "空白"}, {"figure", "数据"}, {"date", "时间"}, {"honour", "荣誉"},
	{"structure", "结构"}, {"boilerplate", "套话"}, {"text", "文字"},
}

// checkedLine says how many statements each rule family examined.
func checkedLine(r *report.Report) string {
	n := map[string]int{}
	for _, c := range r.Checked {
		n[rule.Family(c.Rule)] += c.Count
	}
	var parts []string
	for _, f := range familyLabels {
		if n[f.family] > 0 {
			parts = append(parts, fmt.Sprintf("%s%d", f.label, n[f.family]))
		}
	}
	return strings.Join(parts, " ")
}
