package boilerplate

import (
	"hecha/internal/finding"
	"hecha/internal/rule"
)

// The findings of this rule come from the comparison of all reports of a run;
// see internal/similar.
var _ = rule.Register(rule.Rule{
	ID:       "boilerplate.shared",
	Title:    "与其他材料相同的文字",
	Why:      "同一次报来的材料,或往年、上级的材料里有同样的段落,说明是照抄或同一模板填写的;人人都用的套话不算。",
	Severity: finding.Warning,
	Whole:    true,
	Corpus:   true,
	Bad: []string{
		"甲乡卫生院2023年总结:⟦全年组织义诊26次,服务群众3100余人次;走访困难群众20户,送去慰问金6000元。⟧\n乙镇卫生院2023年总结:⟦全年组织义诊26次,服务群众3100余人次;走访困难群众20户,送去慰问金6000元。⟧",
	},
	Good: []string{
		"甲乡卫生院2023年总结:在党委、政府的正确领导下,扎实推进创建工作。\n乙镇卫生院2023年总结:在党委、政府的正确领导下,扎实推进创建工作。",
	},
})
