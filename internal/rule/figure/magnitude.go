package figure

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"hecha/internal/claim"
	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/quantity"
	"hecha/internal/rule"
)

var _ = rule.Register(rule.Rule{
	ID:       "figure.magnitude",
	Title:    "数量级不合常理",
	Why:      "一个社区3.2亿人、一间图书室1.5亿册,多半是多写了“万”“亿”或多了几个零。只在相差悬殊时提示。",
	Severity: finding.Error,
	Bad: []string{
		"石桥社区现有居民⟦5.6亿人⟧。",
		"东岭小学图书室藏书⟦2600万册⟧。",
		"全村共有村民⟦120万人⟧,分为12个小组。",
		"新建文化广场占地⟦36平方公里⟧。",
		"党员干部⟦人均撰写心得体会1200篇⟧。",
		"志愿者⟦每天服务26小时⟧。",
		"支部全年组织集中学习⟦480天⟧。",
		"群众⟦满意率仅写0.97%⟧。",
		"慰问困难党员12名,发放慰问金⟦3600万元⟧。",
	},
	Good: []string{
		"石桥社区现有居民5.6万人。",
		"全市132个社区共有居民160万人。",
		"东岭小学图书室藏书2.6万册,生均26册。",
		"党员干部人均撰写心得体会12篇,学习笔记8万字。",
		"志愿者每天服务6小时,全年服务4800小时。",
		"三年来支部组织集中学习480天。",
		"投诉率下降到0.97%,群众满意率99.7%。",
		"慰问困难党员12名,发放慰问金3.6万元。",
		"年龄最大的村民102岁。",
		"全村接待游客120万人次。",
	},
	Check: magnitude,
})

func magnitude(p *rule.Pass) {
	t := p.Doc.Text
	hosts := claim.HostsOf(p.Doc)
	ss := sentences.Of(p.Doc)
	for si := range ss {
		s := &ss[si]
		for i := range s.Claims {
			c := &s.Claims[i]
			if c.Split {
				continue
			}
			at := &s.sites[i]
			_ = at.amount && hosted(p, hosts, c, at) || at.average != nil && perHead(p, c, *at.average) || overTime(p, c) || rare(p, c) || eachGift(p, t, s, i)
		}
	}
}

// members are the nouns whose number a place bounds.
var members = newWords("居民", "人口", "村民", "学生", "师生", "教师", "职工", "党员", "老人", "志愿者", "会员", "员工", "儿童", "妇女", "幼儿", "干部", "教职工", "容纳")

// hosted checks a claim against what its place can hold.
func hosted(p *rule.Pass, hosts *claim.Hosts, c *claim.Claim, at *site) bool {
	t := p.Doc.Text
	host, most, ok := hosts.Nearest(c)
	if !ok {
		return false
	}
	if c.Class == "人" {
		behind := firstWords(c.Tail.Of(t), 6)
		if !members.in(clauseText(t, c)+behind, at.clause|charsOf(behind)) {
			return false
		}
	}
	p.Examined(1)
	if !c.Low.GreaterThan(most) {
		return false
	}
	warn(p, c.Span, finding.Error, fmt.Sprintf("“%s”有 %s,远超常理(一般不超过 %s%s)", host.Of(t), full(t, c), grouped(most), c.Unit), note(host, "所说的地方或单位"))
	return true
}

// grouped prints a limit with 万 and 亿.
func grouped(v decimal.Decimal) string {
	for _, m := range []struct {
		exp  int32
		name string
	}{{8, "亿"}, {4, "万"}} {
		if q := v.Shift(-m.exp); q.GreaterThanOrEqual(decimal.NewFromInt(1)) {
			return q.String() + m.name
		}
	}
	return v.String()
}

// yearly are the most that one person or household does in a year, by class.
var yearly = map[string]int64{"篇": 366, "场": 1000, "本": 1000, "期": 500, "节": 3000, "次": 2000, "小时": 8784, "天": 366, "份": 2000}

// perHead checks averages a person, a household.
func perHead(p *rule.Pass, c *claim.Claim, w wording) bool {
	t := p.Doc.Text
	at := w.at
	if w.class != "人" && w.class != "户" {
		return false
	}
	if containsAny(t[max(c.Clause.Start, at-9):c.Start], "近年", "五年") {
		return false
	}
	limit := decimal.Zero
	if n, ok := yearly[c.Class]; ok {
		limit = decimal.NewFromInt(n)
	} else if c.Kind == quantity.Money && !containsAny(clauseText(t, c), "产值", "投资", "贷款", "产出", "税收", "GDP", "资产", "销售") {
		limit = decimal.NewFromInt(3_000_000)
	}
	if limit.IsZero() {
		return false
	}
	p.Examined(1)
	if !c.Low.GreaterThan(limit) {
		return false
	}
	warn(p, doc.Span{Start: at, End: c.End}, finding.Warning, fmt.Sprintf("“%s”不合常理", t[at:c.End]))
	return true
}

// overTime checks hours of a day, days of a week, month or year, and ages.
func overTime(p *rule.Pass, c *claim.Claim) bool {
	t := p.Doc.Text
	words := clauseText(t, c)
	bound := int64(0)
	switch c.Class {
	case "小时":
		if containsAny(words, "每天", "每日", "一天", "日均") && !containsAny(words, "累计", "共", "人均") {
			bound = 24
		}
		if bound == 0 && containsAny(words, "一名", "1名", "一位", "每名", "每人") && containsAny(words, "全年", "一年", "每年") {
			bound = 8784
		}
	case "天":
		switch {
		case containsAny(words, "每周", "一周"):
			bound = 7
		case containsAny(words, "每月", "每个月"):
			bound = 31
		case containsAny(words, "全年", "一年", "每年") && !containsAny(words, "三年", "累计", "人均") && !containsAny(c.Tail.Of(t), "人"):
			bound = 366
		}
	case "岁", "周岁":
		bound = 130
	}
	if bound == 0 {
		return false
	}
	p.Examined(1)
	if !c.Low.GreaterThan(decimal.NewFromInt(bound)) || containsAny(words, "合计", "总年龄", "超过一年") {
		return false
	}
	k := max(c.Clause.Start, c.Lead.Start)
	for _, w := range []string{"每天", "每日", "一天", "日均", "每周", "每月", "每个月"} {
		if i := strings.LastIndex(t[k:c.Start], w); i >= 0 {
			k += i
			break
		}
	}
	sp := doc.Span{Start: k, End: c.End}
	if claim.Runes(sp.Of(t)) > 16 {
		sp = c.Span
	}
	warn(p, sp, finding.Error, fmt.Sprintf("“%s”不可能:至多 %d%s", strings.TrimSpace(sp.Of(t)), bound, c.Unit))
	return true
}

// enormous are numbers of things beyond any report, by class.
var enormous = map[string]int64{"幅": 5_000_000, "座": 5_000_000, "所": 5_000_000, "支": 50_000_000, "盏": 100_000_000, "面": 10_000_000}

var (
	million = decimal.NewFromInt(1_000_000)
	// population is more people than there are in the country.
	population = decimal.NewFromInt(1_450_000_000)
)

// rare checks what no report can truly state: more people than there are, a
// satisfaction below two in a hundred, a million meetings.
func rare(p *rule.Pass, c *claim.Claim) bool {
	switch c.Class { // most are out of the question
	case "人", "人次", "场", "期", "幅", "座", "所", "支", "盏", "面":
		if wholeDigits(c.Low) < 7 {
			return false
		}
	case "平方公里":
		if wholeDigits(c.Low) < 2 {
			return false
		}
	default:
		if !isPercent(c) || wholeDigits(c.Low) > 1 {
			return false
		}
	}
	t := p.Doc.Text
	words := clauseText(t, c)
	switch {
	case c.Class == "人" && c.Low.GreaterThan(population):
		warn(p, c.Span, finding.Error, fmt.Sprintf("%s 超过全国总人口", full(t, c)))
	case isPercent(c) && c.Low.IsPositive() && c.Low.LessThan(two) && !lost(t, c):
		kind, at := claim.Rate(p.Doc, c)
		if kind != claim.GoodShare || containsAny(words, "提高", "增长", "上升", "下降", "提升", "增加", "高出", "高于", "低于", "比", "不") {
			return false
		}
		warn(p, doc.Span{Start: at.Start, End: c.End}, finding.Warning, fmt.Sprintf("“%s”低得不合常理,疑为 %s%%", doc.Span{Start: at.Start, End: c.End}.Of(t), c.Low.Mul(hundred)))
	case c.Class == "平方公里" && strings.Contains(words, "建筑面积") && c.Low.GreaterThan(decimal.NewFromInt(20)):
		warn(p, c.Span, finding.Error, fmt.Sprintf("建筑面积 %s 不合常理", full(t, c)))
	case (c.Class == "人" || c.Class == "人次") && containsAny(words, "一场", "单场", "每场", "当天", "一次讲座") && c.Low.GreaterThan(decimal.NewFromInt(2_000_000)) && !containsAny(words, "线上", "网络", "收看", "直播"):
		warn(p, c.Span, finding.Warning, fmt.Sprintf("一场活动 %s,不合常理", full(t, c)))
	case (c.Class == "人" || c.Class == "人次") && containsAny(words, "本次", "现场", "此次", "活动当天") && c.Low.GreaterThan(decimal.NewFromInt(20_000_000)) && !containsAny(words, "线上", "网络", "点击", "收看", "直播", "浏览"):
		warn(p, c.Span, finding.Warning, fmt.Sprintf("一次活动 %s,不合常理", full(t, c)))
	case enormous[c.Class] > 0 && c.Low.GreaterThan(decimal.NewFromInt(enormous[c.Class])):
		warn(p, c.Span, finding.Warning, fmt.Sprintf("%s 不合常理,疑多写了“万”或“亿”", full(t, c)))
	case (c.Class == "场" || c.Class == "期") && c.Low.GreaterThanOrEqual(million):
		warn(p, c.Span, finding.Error, fmt.Sprintf("%s 不合常理,疑多写了“万”", full(t, c)))
	default:
		return false
	}
	return true
}

// gifts are the names of what is given to persons.
var gifts = newWords("慰问金", "助学金", "救助金", "补助金", "慰问资金", "捐款")

// eachGift checks what each person or household receives: the sum given,
// divided by the number of those who receive it.
func eachGift(p *rule.Pass, t string, s *sentence, i int) bool {
	c := &s.Claims[i]
	if c.Kind != quantity.Money || i == 0 || !gifts.in(c.Lead.Of(t), s.sites[i].lead) {
		return false
	}
	n := &s.Claims[i-1]
	if n.Class != "人" && n.Class != "户" || !n.Low.IsPositive() || strings.Count(t[n.End:c.Start], ",") > 1 || containsAny(clauseText(t, c), "累计", "共", "总") {
		return false
	}
	each := c.Low.DivRound(n.Low, 0)
	if each.LessThan(million) {
		return false
	}
	warn(p, c.Span, finding.Warning, fmt.Sprintf("%s ÷ %s,平均每%s %s元,不合常理", full(t, c), full(t, n), n.Unit, grouped(each)), note(n.Span, "人数或户数"))
	return true
}

func warn(p *rule.Pass, sp doc.Span, sev finding.Severity, message string, ev ...finding.Evidence) {
	p.ReportAs(finding.Finding{
		Span: sp, Severity: sev, Message: message, Evidence: ev,
		Suggestion: "核对是否多写或少写了“万”“亿”、小数点或单位。",
	})
}
