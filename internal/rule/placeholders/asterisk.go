package placeholders

import (
	"hecha/internal/finding"
	"hecha/internal/placeholder"
	"hecha/internal/rule"
)

// Asterisk reports names and numbers hidden behind asterisks.
var Asterisk = rule.Register(rule.Rule{
	ID:       "placeholder.asterisk",
	Title:    "星号代替的内容",
	Why:      "用*代替的数字、地名、人名没有填写,或被网站过滤,材料不能作为依据。",
	Severity: finding.Error,
	Bad: []string{
		"全年共开展志愿服务⟦*次⟧,走访困难群众⟦**户⟧,投入资金⟦*万余元⟧。",
		"学习⟦*同志⟧先进事迹,覆盖率达到⟦**%⟧。",
		"荣获⟦**省⟧先进集体,赴⟦**⟧、苏州两地考察。",
		"形成崇德向善的社会风⟦**⟧。",
		"⟦**⟧认真落实各项要求,夯实创建基础。",
		"惠及群众⟦3****余人⟧。",
	},
	Good: []string{
		"*注:数据截至年底。",
		"展板按2.4m*1.2m制作,场地28*15米。",
		"**一、加强领导。**成立领导小组。",
		"* 走访慰问\n* 结对帮扶",
		"*****\n联系电话:138****1234\n上传人:Al****81",
		"群众满意率98.6%*,居全市前列。",
	},
	Check: report(placeholder.Asterisk, "“%s”用星号代替了%s,尚未填写。"),
})
