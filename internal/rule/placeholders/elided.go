package placeholders

import (
	"hecha/internal/finding"
	"hecha/internal/placeholder"
	"hecha/internal/rule"
)

// Elided reports units whose number is gone.
var Elided = rule.Register(rule.Rule{
	ID:       "placeholder.elided",
	Title:    "数字缺失",
	Why:      "只剩单位、没有数字(达到%、共余人),多因转换文件或转载时数字被删。",
	Severity: finding.Warning,
	Bad: []string{
		"注册率达到⟦%⟧,在⟦月日⟧召开了⟦次⟧会议,共⟦余人⟧参加。",
		"组织⟦名⟧党员参观,为⟦余名⟧老人送去温暖。",
		"印发倡议书⟦万份⟧,改造老旧小区⟦个⟧,受益居民⟦万余户⟧。",
		"贯彻省委⟦届次⟧全会精神,总结⟦年⟧工作,研究部署⟦年⟧任务。",
		"距城区约⟦公里⟧,累计送书⟦余册⟧,文艺演出⟦台次⟧。",
		"对⟦个⟧责任部门下发通知,组织⟦个⟧督察组检查。",
	},
	Good: []string{
		"组织名家名师授课,推荐名优产品,组织个人自学。",
		"总结年度工作,部署年中督查,近年来成效明显。",
		"为富余人员培训,业余团队活跃,其余单位跟进。",
		"件件有回音,户户有干部,以上三项制度同时施行。",
		"负责人、组织者和志愿者代表参加,公共人才服务到位。",
		"参加人次和场次逐年增加,占比(%)见下表。",
		"走进千家万户,营造万众一心氛围,万亩良田丰收。",
	},
	Check: report(placeholder.Elided, "“%s”前缺少%s。"),
})
