package figure

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"hecha/internal/claim"
	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/lexicon"
	"hecha/internal/quantity"
	"hecha/internal/rule"
)

var _ = rule.Register(rule.Rule{
	ID:       "figure.unit",
	Title:    "单位与所计的事物不符",
	Why:      "道路以平方公里计、面积以米计、“26顿渣土”、金额缺“元”,都是单位写错或漏写,汇总时会差出几个数量级。",
	Severity: finding.Error,
	Bad: []string{
		"清理河道垃圾⟦15顿⟧。",
		"新修水泥路⟦4.2平方公里⟧。",
		"新增绿化面积⟦3200米⟧。",
		"全年发放助学金⟦12.5万⟧,惠及学生50名。",
		"发放宣传手册⟦2000名⟧。",
		"慰问困难职工⟦86吨⟧。",
		"志愿服务时长⟦5120人⟧。",
		"栽植树苗⟦1200册⟧。",
		"流转土地⟦300公倾⟧。",
	},
	Good: []string{
		"清理河道垃圾15吨,食堂每日供应三顿正餐。",
		"新修水泥路4.2公里,硬化路面3200平方米。",
		"新增绿化面积3200平方米,修建步道3200米。",
		"全年发放助学金12.5万元,惠及学生50名。",
		"发放宣传手册2000册,受益群众2000名。",
		"慰问困难职工86名,发放大米1.2吨。",
		"志愿服务时长5120小时,参与5120人次。",
		"放流鱼苗3347万尾,栽植树苗1200株。",
		"道路面积9582平方米,投资增长12%。",
		"招聘公益岗位员工5万员工受益。",
	},
	Check: unit,
})

// misfits are the classes of units that cannot count a sort of thing.
var misfits = map[string][]string{
	"person":   {"吨", "千克", "斤", "亩", "平方米", "平方公里", "千米", "立方米", "册", "株", "辆", "台", "公顷", "升", "千瓦", "顿", "盏"},
	"book":     {"人", "户", "亩", "平方米", "平方公里", "千米", "株", "辆", "立方米", "公顷", "台", "顿"},
	"goods":    {"平方米", "平方公里", "亩", "千米", "米", "人", "户", "株", "册"},
	"power":    {"吨", "平方米", "人", "户", "册", "立方米", "千克"},
	"planting": {"千克", "吨", "册", "斤", "人", "户"},
	"river":    {"平方公里", "人", "户", "册", "株"},
	"venue":    {"平方公里", "千米", "吨", "册", "株", "千克", "升"},
	"place":    {"千米", "米", "吨", "册", "株", "千克", "升"},
	"volume":   {"平方米", "平方公里", "米", "千米", "人", "户"},
	"tree":     {"斤", "千克", "人", "户", "册", "本", "份", "辆", "台", "篇", "千米", "吨", "顿"},
	"mass":     {"顿", "人", "名", "册", "株", "平方公里", "千米", "米"},
	"road":     {"平方公里", "立方米", "人", "户", "册", "株", "吨", "亩", "公顷"},
	"area":     {"米", "千米", "人", "户", "吨", "册", "株", "立方米", "千克", "元", "小时"},
	"length":   {"平方米", "平方公里", "亩", "公顷", "吨", "人", "立方米"},
	"duration": {"人", "人次", "户", "元", "册", "平方米", "场", "千米", "件"},
	"money":    {"平方米", "吨", "册", "株", "千米", "亩", "小时"},
	"thing":    {"人", "户", "亩", "平方公里", "千米", "株", "册", "吨", "顿"},
}

// proper is the unit that would fit, for the suggestion.
var proper = map[string]map[string]string{
	"mass": {"顿": "吨"}, "road": {"平方公里": "公里"}, "area": {"米": "平方米", "千米": "平方公里"}, "length": {"平方米": "米", "平方公里": "公里"},
	"person": {"顿": "名"}, "book": {"人": "册(份)"}, "duration": {"人": "小时"}, "place": {"千米": "平方米", "米": "平方米"}, "volume": {"平方米": "立方米"},
}

func unit(p *rule.Pass) {
	t := p.Doc.Text
	nouns := claim.NounsOf(p.Doc)
	ss := claim.Sentences(p.Doc)
	for si := range ss {
		s := &ss[si]
		for i := range s.Claims {
			c := &s.Claims[i]
			if c.Kind == quantity.Percent || c.Kind == quantity.Multiple {
				continue
			}
			kind, at := nouns.Counted(c)
			if kind == "" && c.Class == "" {
				kind, at = moneyWord(t, c)
			}
			if kind == "" {
				continue
			}
			p.Examined(1) // a noun whose units are known
			switch {
			case c.Class == "":
				lackOfYuan(p, c, kind, at)
			case at.End <= c.Start && slices.Contains(misfits[kind], c.Class) && (kind == "person" || fits(t, c, at)):
				f := finding.Finding{
					Span:       c.Span,
					Message:    fmt.Sprintf("“%s”不以“%s”计", at.Of(t), c.Unit),
					Evidence:   []finding.Evidence{note(at, "所计的事物")},
					Suggestion: "核对单位。",
				}
				if w := proper[kind][c.Class]; w != "" {
					f.Suggestion = "单位疑为“" + w + "”。"
				}
				p.Report(f)
			}
		}
	}
	misspelt(p)
}

// fits reports whether the noun really is what the figure counts: no other
// verb stands between, and nobody is said to take part.
func fits(t string, c *claim.Claim, at doc.Span) bool {
	return !containsAny(t[c.ClauseStart(t):max(c.ClauseStart(t), at.Start)]+t[at.End:c.Start], "参加", "参与", "出动", "组织", "受益", "惠及", "覆盖", "人均", "户均", "带动", "服务", "每人", "每户", "动员", "培训", "领取", "发动", "投入人力")
}

// moneyWord reads a word for money by its last character: 罚没款, 会费.
func moneyWord(t string, c *claim.Claim) (kind string, at doc.Span) {
	lead := strings.TrimSpace(c.Lead.Of(t))
	for _, w := range []string{"达到", "达", "为", "共计", "共", "约", "近", "计"} {
		lead = strings.TrimSuffix(lead, w)
	}
	word := lastRunes(lead, 2)
	if claim.Runes(word) < 2 || containsAny(word, "师资", "物资", "名额", "份额") || !containsAny(word, "款", "金", "费", "资", "税", "金额", "收入", "投入", "产值") ||
		!strings.ContainsAny(lastRunes(word, 1), "款金费资税额入值") {
		return "", doc.Span{}
	}
	start := c.Lead.Start + strings.LastIndex(c.Lead.Of(t), word)
	return "money", doc.Span{Start: start, End: start + len(word)}
}

// lackOfYuan reports a sum of money in 万 or 亿 without 元.
func lackOfYuan(p *rule.Pass, c *claim.Claim, kind string, at doc.Span) {
	t := p.Doc.Text
	number := c.Of(t)
	if kind != "money" || at.End > c.Start || !strings.HasSuffix(strings.TrimSpace(number), "万") && !strings.HasSuffix(strings.TrimSpace(number), "亿") && !strings.HasSuffix(number, "余") {
		return
	}
	if strings.TrimSpace(c.Tail.Of(t)) != "" || strings.HasPrefix(strings.TrimLeft(t[c.End:], " \n"), "元") {
		return
	}
	p.ReportAs(finding.Finding{
		Span: c.Span, Severity: finding.Warning,
		Message:    fmt.Sprintf("“%s%s”缺单位“元”", at.Of(t), full(t, c)),
		Evidence:   []finding.Evidence{note(at, "所计的事物")},
		Suggestion: "补上“元”。",
	})
}

// spellings are units with a wrong character; except is what may follow when
// the characters are meant.
var spellings = []struct{ wrong, right, except string }{
	{"公倾", "公顷", ""}, {"平放米", "平方米", ""}, {"平方公理", "平方公里", ""}, {"公理", "公里", ""}, {"立放米", "立方米", ""}, {"万员", "万元", "工"}, {"亿员", "亿元", "工"},
	{"人此", "人次", ""}, {"场此", "场次", ""}, {"千伍", "千瓦", ""}, {"平方迷", "平方米", ""}, {"公立", "公里", "医学幼校"},
}

// wrongUnits are the wrong words of spellings, in their order.
var wrongUnits = lexicon.DefineWords("figure.wrong-unit", func() (ws []string) {
	for _, w := range spellings {
		ws = append(ws, w.wrong)
	}
	return
}()...)

// misspelt reports units with a wrong character directly behind digits.
func misspelt(p *rule.Pass) {
	t := p.Doc.Text
	numbers := quantity.Of(p.Doc).Numbers
	for _, h := range wrongUnits.In(p.Doc) {
		w := spellings[h.Row.Number]
		if w.except != "" && strings.ContainsRune(w.except, firstRune(t[h.End:])) {
			continue
		}
		// 万 and 亿 belong to the numeral as the scanner reads it.
		end := h.Start
		if strings.HasPrefix(w.wrong, "万") || strings.HasPrefix(w.wrong, "亿") {
			end += len("万")
		}
		k := sort.Search(len(numbers), func(k int) bool { return numbers[k].End >= h.Start })
		for ; k < len(numbers) && numbers[k].End <= end; k++ {
			n := &numbers[k]
			if n.End != end && (n.End != h.Start || strings.HasSuffix(t[:n.End], w.wrong[:end-h.Start])) {
				continue
			}
			sp := doc.Span{Start: n.Start, End: h.End}
			p.Report(finding.Finding{
				Span:       sp,
				Message:    fmt.Sprintf("单位“%s”应为“%s”", w.wrong, w.right),
				Suggestion: "改为“" + w.right + "”。",
			})
		}
	}
}
