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
		"慰问⟦*同志⟧家属,回访率达到⟦**%⟧。",
		"获评⟦**省⟧标杆,前往⟦**⟧、南通两地招商。",
		"勤俭节约蔚然成⟦**⟧。",
		"⟦**⟧高度重视老干部事务,保障工作平稳。",
		"发放补贴⟦3****余元⟧。",
	},
	Good: []string{
		"*注:口径含退休人员。",
		"展板按1.2m*0.9m制作,场地40*20米。",
		"**一、加强领导。**成立领导小组。",
		"* 走访慰问\n* 结对帮扶",
		"*****\n联系电话:138****1234\n上传人:wz****07",
		"群众满意率98.6%*,居全市前列。",
	},
	Check: report(placeholder.Asterisk, "“%s”用星号代替了%s,尚未填写。"),
})
