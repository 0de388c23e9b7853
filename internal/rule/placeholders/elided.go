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
		"登录率提升到⟦%⟧,于⟦月日⟧召开了⟦次⟧联席会议,共⟦余人⟧到场。",
		"组织⟦名⟧教练员集训,给⟦余名⟧环卫工人发放手套。",
		"印发宣传折页⟦万份⟧,新装健身器材⟦套⟧,服务居民⟦万余户⟧,整治楼院⟦个⟧。",
		"学习省委⟦届次⟧全会精神,回顾⟦年⟧工作,谋划⟦年⟧重点工作。",
		"管网总长约⟦公里⟧,合计捐书⟦余册⟧,演出⟦台次⟧。",
		"对⟦个⟧网格逐一核查,组织⟦个⟧专班督导。",
	},
	Good: []string{
		"邀请名家名师讲学,推出名优产品,鼓励个人自学。",
		"回顾年度任务,开展年中督导,近年来成效明显。",
		"为富余人员培训,业余团队活跃,其余单位跟进。",
		"事事有着落,户户有干部,以上两项机制同时运行。",
		"负责人、组织者和志愿者代表参加,公共人才服务到位。",
		"参加人次和场次逐年增加,占比(%)见下表。",
		"走进千家万户,营造万众一心氛围,万亩良田丰收。",
	},
	Check: report(placeholder.Elided, "“%s”前缺少%s。"),
})
