package date

import (
	"strings"
	"testing"

	"hecha/internal/doc"
	"hecha/internal/rule"
	"hecha/internal/rule/ruletest"
)

func TestRules(t *testing.T) { ruletest.Run(t, "date.*") }

func TestClockTimes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"岗亭监控于8:15:40黑屏,19:05恢复", "8:15:40 19:05"},
		{"闭馆铃9:30时响", "9:30"},
		{"下午三点半至5点20分", "下午三点半 5点20分"},
		{"比分3:2,十点钟散场", "十点"},
	} {
		var got []string
		for _, x := range clockTimes(doc.Whole(&doc.Source{Text: c.text})) {
			got = append(got, x.Of(c.text))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q, want %q", c.text, s, c.want)
		}
	}
}

// TestReach has a date stand across the place up to which a sentence is read.
func TestReach(t *testing.T) {
	for n := range 40 {
		text := "今年是建党95周年," + strings.Repeat("字", reach/len("字")-20+n) + "2023年5月1日揭牌。"
		for _, r := range rule.All() {
			if out := r.Run(doc.Whole(&doc.Source{Text: text}), nil); out.Err != nil {
				t.Errorf("%d: %v", n, out.Err)
			}
		}
	}
}

// fragments are what the texts of FuzzRules are made of: everything the rules
// look at, to be met in any order.
var fragments = []string{
	"2019年", "2021年5月", "2月30日", "13月", "2023-02-30", "二〇二三年", "六月三十一日", "20223年", "32日", "201X年", "同年", "今年", "去年", "20", "十", "二", "3", "8:15", ":40", "9:75", "14时", "65分", "半", "下午", "时", "点", "分",
	"至", "到", "于", "从", "自", "截至", "—", "的", "第", "届", "二中", "、", "三中", "全会", "个", "季度", "星期", "周", "八", "(", ")", "日", "月", "年", "年月日", "农历",
	"党的十九大", "“十三五”", "规划", "开局之年", "收官之年", "学习强国", "爱国卫生月", "建党", "100周年", "第六届全国文明单位", "称号", "荣获", "全国工人先锋号", "国家税务总局", "云溪县税务局", "河长制",
	"开工", "竣工", "启动", "开始", "结束", "完工", "召开", "召开的", "在", "是", "以来", "成立", "正在开展", "群众路线教育实践活动", "县文广新局",
	"x", "X", "*", "○", "_", "某", "%", "余", "人", "次", "万", " ", ",", "。", ";", "\n", "“", "”", "《", "》", "[", "]", "{{", "}}", "$", "市", "共", "达到", "\xe6", "\xff",
	strings.Repeat("扎实推进各项工作", 12),
}

// FuzzRules checks that no rule fails on any order of its words and that
// findings lie in the text.
func FuzzRules(f *testing.F) {
	for i := range fragments {
		f.Add([]byte{byte(i), byte(i + 1), byte(i + 2), byte(i * 7), byte(i * 11), byte(i * 13)})
	}
	f.Fuzz(func(t *testing.T, picks []byte) {
		var text strings.Builder
		for _, p := range picks {
			text.WriteString(fragments[int(p)%len(fragments)])
		}
		d := doc.Whole(&doc.Source{Text: text.String(), Wrapped: true})
		for _, r := range rule.All() {
			out := r.Run(d, nil)
			if out.Err != nil {
				t.Errorf("%q: %v", d.Text, out.Err)
			}
			for _, x := range out.Findings {
				if x.Start < 0 || x.Start >= x.End || x.End > len(d.Text) {
					t.Errorf("%q: %s at %v", d.Text, x.Rule, x.Span)
				}
			}
		}
	})
}
