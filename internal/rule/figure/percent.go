package figure

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"hecha/internal/claim"
	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/quantity"
	"hecha/internal/rule"
)

var _ = rule.Register(rule.Rule{
	ID:       "figure.percent-range",
	Title:    "不可能超过100%的比率超过了100%",
	Why:      "满意度、覆盖率、参与率是部分占全部的比,不会超过100%;“100%以上的职工”更说不通。增长率、完成率则可以。",
	Severity: finding.Error,
	Bad: []string{
		"居民对物业服务的⟦满意度达102%⟧。",
		"职工医保⟦参保率为105.3%⟧。",
		"⟦100%以上⟧的科室建立了台账。",
		"户籍家庭电子档案⟦建档率达到100%以上⟧。",
		"活动中女性⟦占比百分之一百一十⟧。",
	},
	Good: []string{
		"居民对物业服务的满意度达98%。",
		"招商任务完成率达135%,产值同比增长120%。",
		"网上受理量为去年的160%。",
		"全年收入完成年初预算的100%以上。",
		"小学净入学率100%,高中阶段毛入学率103%。",
		"村级文化室覆盖率达到100%。",
		"产能利用率达到108%。",
	},
	Check: percentRange,
})

var _ = rule.Register(rule.Rule{
	ID:       "figure.percent-sign",
	Title:    "比率后面的百分号丢失",
	Why:      "“结案率达98,”是转换格式时掉了百分号:读的人要猜,统计的人会漏。",
	Severity: finding.Error,
	Bad: []string{
		"全年受理投诉60件,⟦办结率达98.5⟧,群众反映良好。",
		"职工⟦入会率为96⟧ ,居全市前列。",
		"第三产业⟦占比提升至46.2⟧。",
		"实现产值6.2亿元,⟦同比增长12.4⟧。",
	},
	Good: []string{
		"全年受理投诉60件,办结率达98.5%,群众反映良好。",
		"静息心率72次/分,小区容积率1.8。",
		"项目|达标率(%)\n东岭村|96.5\n西坪村|94.0",
		"局长率12名骨干下沉社区。",
		"活动次数由3次增长到5次。",
	},
	Check: percentSign,
})

func percentRange(p *rule.Pass) {
	t := p.Doc.Text
	ss := sentences.Of(p.Doc)
	for si := range ss {
		s := &ss[si]
		if !s.shares {
			continue
		}
		for i := range s.Claims {
			c := &s.Claims[i]
			if !isPercent(c) {
				continue
			}
			p.Examined(1)
			if wholeDigits(c.Low) < 3 {
				continue
			}
			over := c.Low.GreaterThan(hundred)
			if !over && (!c.Low.Equal(hundred) || c.Approx != quantity.Over) {
				continue
			}
			lead := clauseText(t, c)
			kind, at := claim.Rate(p.Doc, c)
			if containsAny(lead, "增长", "增速", "提高", "增加", "上升", "提升了", "计划的", "任务的", "目标的", "预算的", "完成", "超额", "是去年", "为去年", "上年的", "同期的", "的近", "相当于") ||
				containsAny(c.Tail.Of(t), "增长", "完成") || ofPlan(t, c) {
				continue
			}
			f := finding.Finding{
				Span:       c.Span,
				Suggestion: "核对原始数据;若为全部,写“100%”。",
			}
			switch kind {
			case claim.Share, claim.GoodShare:
				f.Span.Start = at.Start
				f.Message = fmt.Sprintf("%s是部分占全部的比,不可能%s,所写为 %s", at.Of(t), beyond(over), full(t, c))
			case claim.UnknownRate:
				if !over {
					continue
				}
				f.Severity = finding.Warning
				f.Message = fmt.Sprintf("比率 %s 超过100%%,请核对", full(t, c))
				p.ReportAs(f)
				continue
			case claim.NoRate:
				if over && strings.HasPrefix(c.Tail.Of(t), "的") && containsAny(firstWords(c.Tail.Of(t), 8), "受访", "群众", "职工", "党员", "居民", "学生", "家庭", "村民", "单位", "干部", "家长", "市民") && strings.TrimSpace(c.Lead.Of(t)) == "" {
					f.Message = fmt.Sprintf("“%s”不成立:部分不可能超过全部", strings.TrimSpace(c.Of(t)+firstWords(c.Tail.Of(t), 6)))
					p.Report(f)
					continue
				}
				base := strings.HasSuffix(strings.TrimSpace(lead), "占") || strings.Contains(lead, "占") && !strings.Contains(lead, "占地") && strings.HasSuffix(strings.TrimSpace(lead), "的")
				if !base && (over || c.Tail.Empty()) {
					continue
				}
				f.Message = fmt.Sprintf("“%s”不成立:部分不可能%s全部", strings.TrimSpace(c.Of(t)+group100(t, c)), map[bool]string{true: "超过", false: "在100%以上,即超过"}[over])
			default:
				continue
			}
			p.Report(f)
		}
	}
}

// ofPlan reports whether a percentage is one of a plan: 占年度计划1.2亿元的105%.
func ofPlan(t string, c *claim.Claim) bool {
	lead := t[max(c.ClauseStart(t), c.Start-90):c.Start]
	k := lastChar(lead, "占")
	return k >= 0 && containsAny(lead[k:], "计划", "任务", "目标", "指标", "预算")
}

// group100 returns the words that name the group behind a percentage.
func group100(t string, c *claim.Claim) string {
	if c.Subject.Start >= c.End && c.Subject.Start < c.Tail.End {
		return t[c.End:min(c.Subject.End, c.Tail.End)]
	}
	return ""
}

func beyond(over bool) string {
	if over {
		return "超过100%"
	}
	return "在100%以上"
}

// firstWords returns the first n characters of s.
func firstWords(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func percentSign(p *rule.Pass) {
	t := p.Doc.Text
	numbers := quantity.Of(p.Doc).Numbers
	for i := range numbers {
		n := &numbers[i]
		if n.Role == quantity.RoleBare && afterRate(t, n) && !strings.ContainsAny(lineOf(t, n.Start), "|\t") {
			p.Examined(1)
			p.Report(finding.Finding{
				Span:       n.Span,
				Message:    fmt.Sprintf("“%s”后面的百分号丢失", n.Of(t)),
				Suggestion: "改为 " + n.Of(t) + "%。",
			})
		}
	}
	ss := sentences.Of(p.Doc)
	for si := range ss {
		s := &ss[si]
		if !s.shares {
			continue
		}
		stripped := false
		for i := range s.Claims {
			c := &s.Claims[i]
			if !isPercent(c) {
				continue
			}
			p.Examined(1)
			if !lost(t, c) {
				continue
			}
			kind, at := claim.Rate(p.Doc, c)
			if kind == claim.NotPercent || strings.ContainsAny(lineOf(t, c.Start), "|\t") {
				continue
			}
			start := c.Lead.Start
			if kind != claim.NoRate {
				start = max(start, at.Start)
			}
			for start < c.Start && t[start] == ' ' {
				start++
			}
			what := t[start:c.Start]
			if claim.Runes(what) > 16 || kind == claim.NoRate && !containsAny(what, "增长", "占", "下降", "提高", "上升", "幅") {
				start, what = c.Start, ""
			}
			stripped = true
			p.Report(finding.Finding{
				Span:       doc.Span{Start: start, End: c.End},
				Message:    fmt.Sprintf("“%s”后面的百分号丢失", strings.TrimSpace(what+c.Of(t))),
				Suggestion: "改为 " + c.Number.Of(t) + "%。",
			})
		}
		// Where one sign fell out, a bare number with a gap behind it is another.
		for len(numbers) > 0 && numbers[0].Start < s.Start {
			numbers = numbers[1:]
		}
		for ; len(numbers) > 0 && numbers[0].Start < s.End; numbers = numbers[1:] {
			n := &numbers[0]
			if n.Role != quantity.RoleBare || afterRate(t, n) {
				continue
			}
			if afterPercent(t, s.Sentence, n) {
				p.Report(finding.Finding{
					Span:       n.Span,
					Message:    fmt.Sprintf("“%s”后面的百分号丢失", n.Of(t)),
					Suggestion: "改为 " + n.Of(t) + "%。",
				})
				continue
			}
			if stripped && n.Value.LessThanOrEqual(hundred) && n.Value.GreaterThanOrEqual(two) && strings.HasPrefix(t[n.End:], " ") {
				p.ReportAs(finding.Finding{
					Span: n.Span, Severity: finding.Warning,
					Message:    fmt.Sprintf("“%s”后面空着,同句另有百分号丢失,此处疑为 %s%%", n.Of(t), n.Of(t)),
					Suggestion: "补上百分号或单位。",
				})
			}
		}
	}
}

// afterPercent reports whether a bare number ends a change that began with a
// percentage: 由38.2%提高到42.6.
func afterPercent(t string, s *claim.Sentence, n *quantity.Number) bool {
	if r := firstRune(t[n.End:]); r != utf8.RuneError && !strings.ContainsRune(",。;!、\n )", r) {
		return false
	}
	i := sort.Search(len(s.Claims), func(i int) bool { return s.Claims[i].Start > n.Start })
	if i > 0 {
		c := &s.Claims[i-1]
		gap := strings.TrimSpace(t[c.End:n.Start])
		return isPercent(c) && !lost(t, c) && len(gap) <= 36 && !strings.ContainsAny(gap, ",;、") && (endsWith(gap, up) || endsWith(gap, down))
	}
	return false
}

// rateLeads end the words before a bare number that can only be a percentage.
var rateLeads = []string{"同比增长", "同比下降", "环比增长", "环比下降", "占比", "占比达", "占比为", "占", "增幅达", "增幅为", "降幅达", "比重为", "比重达", "占到", "比例达", "比例为", "比例达到"}

// afterRate reports whether a bare number closes a clause and follows 占 or
// 同比增长; 增长 alone needs decimals, since 增长 may end a longer word.
func afterRate(t string, n *quantity.Number) bool {
	rest := strings.TrimLeft(t[n.End:], " ")
	if r := firstRune(rest); rest != "" && !strings.ContainsRune(",。;、\n", r) || n.Value.GreaterThan(hundred) || n.Value.LessThan(two) {
		return false
	}
	before := t[max(0, n.Start-24):n.Start]
	if strings.HasSuffix(before, " ") {
		return false // a row of a table
	}
	if k := lastChar(before, "占"); k >= 0 && strings.HasSuffix(before, "的") && !strings.ContainsAny(before[k:], ",。;") && !strings.HasPrefix(before[k:], "占地") {
		return true
	}
	if endsWith(before, rateLeads) {
		return true
	}
	return strings.Contains(n.Of(t), ".") && endsWith(before, []string{"增长", "下降", "上升", "增幅", "降幅"})
}

// lost reports whether a percentage is printed without any sign of it.
func lost(t string, c *claim.Claim) bool {
	return c.LostPercent || !strings.ContainsAny(c.Of(t), "%‰") && !strings.Contains(c.Of(t), "分之") && !strings.Contains(c.Of(t), "个点")
}

// two is the least number taken for a percentage without its sign.
var two = decimal.NewFromInt(2)

// lineOf returns the line that holds offset off, at most maxLine bytes to
// either side.
func lineOf(t string, off int) string {
	from, to := max(0, off-maxLine), min(len(t), off+maxLine)
	start := from + strings.LastIndexByte(t[from:off], '\n') + 1
	if end := strings.IndexByte(t[off:to], '\n'); end >= 0 {
		to = off + end
	}
	return t[start:to]
}

// maxLine is how much of a long line is looked at.
const maxLine = 400
