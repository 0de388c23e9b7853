package placeholders

import (
	"hecha/internal/finding"
	"hecha/internal/placeholder"
	"hecha/internal/rule"
)

// MaskedDate reports dates with masked parts.
var MaskedDate = rule.Register(rule.Rule{
	ID:       "placeholder.masked-date",
	Title:    "不完整的日期",
	Why:      "201X年、4月*日这样的日期无法核对,也是套用旧稿的标志。",
	Severity: finding.Error,
	Bad: []string{
		"⟦201X年⟧全县粮食总产8.6万吨。",
		"⟦6月*日⟧举行揭牌仪式,⟦*月*日⟧正式开馆。",
		"成文日期:⟦20__年__月__日⟧",
		"⟦20**年**月⟧竣工验收,⟦20XX-20XX年⟧度运行平稳。",
		"打印时间:⟦201X/X/XX⟧",
		"⟦二〇XX年⟧以来,⟦××××年×月⟧启动试点。",
		"⟦20XX⟧工作总结",
		"⟦2023年  月  日⟧",
	},
	Good: []string{
		"二〇二三年四月,二○○八年建成。",
		"近年来,2023年4月5日开展清明祭扫。",
		"《江南日报》2023年12月1日刊登经验。",
		"三年级学生参加,全年无事故。",
	},
	Check: report(placeholder.MaskedDate, "日期“%s”不完整,%s尚未填写。"),
})
