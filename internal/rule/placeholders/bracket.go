package placeholders

import (
	"hecha/internal/finding"
	"hecha/internal/placeholder"
	"hecha/internal/rule"
)

// Bracket reports fields of a template left in the text.
var Bracket = rule.Register(rule.Rule{
	ID:       "placeholder.bracket",
	Title:    "模板字段未替换",
	Why:      "[单位名称]、{{name}}一类字段是模板或生成稿留下的,没有换成实际内容。",
	Severity: finding.Error,
	Bad: []string{
		"⟦[单位名称]⟧⟦[年度]⟧工作总结",
		"⟦{{unit_name}}⟧2023年度总结,⟦${year}年⟧办理提案32件。",
		"⟦<单位全称>⟧坚持党建引领。",
		"会议由⟦[主持人姓名]⟧主持,应到⟦[X]人⟧。",
		"我校于⟦[具体时间]⟧组织活动,投入⟦【金额】⟧。",
	},
	Good: []string{
		"市发〔2023〕15号文件明确[1][2-3]要求。",
		"【摘要】本文总结经验。【时间】5月20日 【地点】会议室",
		"<p>正文</p><br/>[J]. [链接](https://example.com)",
		"[注]口径为全口径。数组a[0]、{1,2}。",
	},
	Check: report(placeholder.Bracket, "模板字段“%s”没有换成实际的%s。"),
})
