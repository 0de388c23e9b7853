// Package placeholders turns every placeholder into a finding: one rule a form.
package placeholders

import (
	"fmt"

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

// report emits the findings of one form; say is the sentence, with the text
// and the missing field as its operands.
func report(form placeholder.Form, say string) func(*rule.Pass) {
	return func(p *rule.Pass) {
		for _, h := range placeholder.Of(p.Doc) {
			if h.Form != form {
				continue
			}
			p.Examined(1)
			field := fieldNames[h.Field]
			p.Report(finding.Finding{
				Span:       h.Span,
				Message:    fmt.Sprintf(say, p.Doc.RawText(h.Span), field),
				Suggestion: "填写实际" + field + "或删去此处。",
			})
		}
	}
}
