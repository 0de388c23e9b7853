package placeholders

import (
	"hecha/internal/finding"
	"hecha/internal/placeholder"
	"hecha/internal/rule"
)

// Blank reports lines, empty brackets and blanks that wait for a value.
var Blank = rule.Register(rule.Rule{
	ID:       "placeholder.blank",
	Title:    "空白未填",
	Why:      "下划线、空括号、空引号和留空处没有填写。",
	Severity: finding.Error,
	Bad: []string{
		"在册教师⟦____人⟧,平均教龄⟦__年⟧,支出⟦¥____元⟧。",
		"组织演练⟦(  )次⟧,到位率⟦( )%⟧,档次为⟦(    )⟧。",
		"制定了⟦《》⟧和⟦《  》⟧,荣获⟦“”⟧称号。",
		"填报单位:⟦        ⟧",
		"签订日期:⟦____年____月____日⟧",
		"共有党员⟦   人⟧,其中女党员⟦  名⟧。",
		"⟦    年    月    日⟧",
	},
	Good: []string{
		"调用函数 f() 后,字段unit_name和total_num有值。",
		"姓名:张三    性别:女\n    首行缩进两格。",
		"类别   户数   人数\n低保   42   63",
		"- [ ] 待办\n____________________",
		"(一)加强领导。(二)落实责任。",
	},
	Check: report(placeholder.Blank, "“%s”处空白,缺少%s。"),
})
