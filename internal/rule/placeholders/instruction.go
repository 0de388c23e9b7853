package placeholders

import (
	"hecha/internal/finding"
	"hecha/internal/placeholder"
	"hecha/internal/rule"
)

// Instruction reports notes to the writer.
var Instruction = rule.Register(rule.Rule{
	ID:       "placeholder.instruction",
	Title:    "写作提示未删除",
	Why:      "“待补充”“此处插入照片”是给写稿人的提示,说明材料没有写完。",
	Severity: finding.Error,
	Bad: []string{
		"存在问题:⟦待补充⟧。",
		"⟦(此处插入演出剧照)⟧",
		"⟦【此处填写参训名单】⟧",
		"全年收入⟦(数据待核实)⟧。",
		"⟦请在此输入单位简介⟧。\n⟦TODO⟧:补图",
	},
	Good: []string{
		"机制有待完善,阵地亟待补充,人员待遇明显提高。",
		"引导群众填写单位问卷,请填写《报名表》后交回。",
		"参会人员名单(另附)。",
		"窗口推行“一次告知、当场补充”。",
	},
	Check: report(placeholder.Instruction, "“%s”是写作提示,应换成实际%s。"),
})
