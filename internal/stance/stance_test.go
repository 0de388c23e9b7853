package stance

import (
	"strings"
	"testing"

	"hecha/internal/doc"
)

// TestAt checks the stance towards the place marked ▲.
func TestAt(t *testing.T) {
	for _, c := range []struct {
		text string
		want Stance
	}{
		{"全年▲举办讲座12场。", Claimed},
		{"下一步,我们将继续▲举办讲座。", Planned},
		{"全年举办讲座12场,▲下一步将扩大规模。", Planned},
		{"▲全年举办讲座12场,下一步将扩大规模。", Claimed},
		{"将▲创建工作列入议事日程。", Claimed},
		{"将每月5日定为学习日,▲集中学习12次。", Claimed},
		{"拟▲新建广场2处。", Planned},
		{"开展模拟▲演练3次。", Claimed},
		{"拟定▲方案5份。", Claimed},
		{"力争全年▲接待读者10万人次。", Planned},
		{"计划投资▲30万元。", Planned},
		{"完成年度▲计划的98%。", Claimed},
		{"要深入▲开展志愿服务。", Duty},
		{"一要▲抓学习,二要抓落实。", Duty},
		{"各单位要▲组织学习。", Duty},
		{"主要开展了▲讲座6场。", Claimed},
		{"按照要求▲开展讲座6场。", Claimed},
		{"要求各支部▲每月学习。", Duty},
		{"因雨未能▲举办运动会。", Denied},
		{"未成年人▲活动12场。", Claimed},
		{"原定▲5月的运动会,改在9月。", Denied},
		{"借鉴▲邻县做法。", Others},
		{"开展“我们将▲往何处去”讨论3场。", Claimed},
		{"一、做法\n举办讲座。\n二、下一步打算\n▲举办讲座12场。", Planned},
		{"一、下一步打算\n举办讲座。\n二、成效\n▲举办讲座12场。", Claimed},
		{"为做好创建工作,制定本方案。\n▲举办讲座12场。", Planned},
		{"三、成绩与打算\n▲荣获先进单位。下一步,办好讲座。", Claimed},
		{"三、成绩与打算\n荣获先进单位。\n下一步,办好讲座。▲新建广场2处。", Planned},
		{"邀请专家来我校▲作报告3场。", Claimed},
		{"县教育局来我校▲检查3次。", Others},
		{"文明创建工作方案\n▲举办讲座12场。", Planned},
		{"2023年总结及2024年计划\n▲举办讲座12场。", Claimed},
	} {
		at := strings.Index(c.text, "▲")
		d := doc.Whole(&doc.Source{Text: strings.Replace(c.text, "▲", "", 1)})
		if got := Of(d).At(at); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}
