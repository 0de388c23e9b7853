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
		"⟦[部门名称]⟧⟦[年份]⟧述职报告",
		"⟦{{company}}⟧2022年述职,⟦${month}月⟧走访企业18家。",
		"⟦<学校名称>⟧全面落实课后服务。",
		"讲座由⟦[主讲人姓名]⟧主讲,报名⟦[X]人⟧。",
		"支部于⟦[具体时间]⟧开展党日,投入⟦【金额】⟧。",
	},
	Good: []string{
		"市发〔2023〕15号文件明确[1][2-3]要求。",
		"【摘要】本文总结经验。【时间】5月20日 【地点】会议室",
		"<p>正文</p><br/>[J]. [链接](https://example.com)",
		"[注]口径为全口径。数组a[0]、{1,2}。",
	},
	Check: report(placeholder.Bracket, "模板字段“%s”没有换成实际的%s。"),
})
