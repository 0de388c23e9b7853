package placeholders

import (
	"hecha/internal/finding"
	"hecha/internal/placeholder"
	"hecha/internal/rule"
)

// Cross reports names and numbers written X, xx or ××.
var Cross = rule.Register(rule.Rule{
	ID:       "placeholder.cross",
	Title:    "X、×代替的内容",
	Why:      "XX、××是范文或初稿留下的空位,说明材料未按本单位情况填写。",
	Severity: finding.Error,
	Bad: []string{
		"⟦xx街道⟧现有党员⟦XX名⟧,占⟦X%⟧。",
		"拨付经费⟦×万元⟧,疏浚河道⟦×公里⟧。",
		"市⟦XXX⟧党支部带头,⟦××局⟧配合。",
		"在评比中位列第⟦X⟧。",
		"在 ⟦xx 县⟧召开现场会,推广经验。",
		"会议由书记⟦XXX⟧主持,测温⟦3xxxx次⟧。",
		"完成投资⟦X.X万元⟧。",
	},
	Good: []string{
		"新购X光机2台,用X射线探伤。",
		"场馆40×20米,3x3篮球赛,2×3米展板。",
		"推行“1+X”证书、“党建+X”和B2B模式。",
		"Windows XP系统、XXL号马甲、iPhone X各1件,网址 www.xx-news.com。",
		"开展“数据要素×”三年行动和“文化×旅游”融合。",
	},
	Check: report(placeholder.Cross, "“%s”是%s的空位,尚未填写。"),
})
