// Package placeholders turns every placeholder into a finding: one rule a form.
package placeholders

import (
	"strings"

	"hecha/internal/finding"
	"hecha/internal/placeholder"
	"hecha/internal/rule"
)

// fieldNames say in Chinese what is missing.
var fieldNames = map[placeholder.Field]string{
	placeholder.FieldCount: "数量", placeholder.FieldMoney: "金额", placeholder.FieldPercent: "百分比",
	placeholder.FieldDate: "日期", placeholder.FieldPerson: "人名", placeholder.FieldPlace: "地名",
	placeholder.FieldOrganization: "单位名称", placeholder.FieldTitle: "名称", placeholder.FieldUnknown: "内容",
}

// suggestions say by field what to do.
var suggestions = func() map[placeholder.Field]string {
	m := map[placeholder.Field]string{}
	for f, name := range fieldNames {
		m[f] = "填写实际" + name + "或删去此处。"
	}
	return m
}()

// report emits the findings of one form; say is the sentence, with %s for
// the text and %s for the missing field.
func report(form placeholder.Form, say string) func(*rule.Pass) {
	opening, rest, _ := strings.Cut(say, "%s")
	middle, end, _ := strings.Cut(rest, "%s")
	return func(p *rule.Pass) {
		for _, h := range placeholder.Of(p.Doc) {
			if h.Form != form {
				continue
			}
			p.Examined(1)
			field, suggestion := fieldNames[h.Field], suggestions[h.Field]
			p.Report(finding.Finding{
				Span:       h.Span,
				Message:    opening + p.Doc.RawText(h.Span) + middle + field + end,
				Suggestion: suggestion,
			})
		}
	}
}
