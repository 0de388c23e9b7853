package placeholders

import (
	"hecha/internal/finding"
	"hecha/internal/placeholder"
	"hecha/internal/rule"
)

// Circle reports names written ○○, □□ or 某某.
var Circle = rule.Register(rule.Rule{
	ID:       "placeholder.circle",
	Title:    "○、□、某某代替的内容",
	Why:      "○○、□□、某某代替真实名称,事实无从核对。",
	Severity: finding.Error,
	Bad: []string{
		"⟦●●街道⟧管网改造完成。",
		"主讲人:⟦□□□⟧",
		"⟦某某村⟧经验已成文,⟦○○县⟧组织学习。",
		"新增就业⟦○○○人⟧。",
		"⟦某市某县⟧的经验在全国推广。",
	},
	Good: []string{
		"某种意义上,某个环节、某些单位仍有差距。",
		"三〇二医院二〇二三年接诊,二○○八年建成。",
		"○ 走访慰问\n● 结对帮扶\n□是 □否",
		"党员张某某、护士长王某受到表扬。",
	},
	Check: report(placeholder.Circle, "“%s”代替了%s,尚未填写。"),
})
