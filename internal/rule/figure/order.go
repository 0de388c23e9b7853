package figure

import (
	"fmt"
	"strings"

	"hecha/internal/claim"
	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/rule"
)

var _ = rule.Register(rule.Rule{
	ID:       "figure.range-order",
	Title:    "区间上下限颠倒",
	Why:      "“80%—60%”“5至3次”的下限大于上限,是抄写颠倒或其中一个数有误。",
	Severity: finding.Error,
	Bad: []string{
		"各村每月集中清扫⟦6至4次⟧。",
		"招募⟦60—35岁⟧的退休人员。",
		"各单位得分率在⟦95%—85%⟧之间。",
		"户均补助⟦5000至3000元⟧。",
	},
	Good: []string{
		"各村每月集中清扫4至6次。",
		"门票由60元降至40元,办理时限从15—7天。",
		"以5-3的比分战胜对手。",
		"招募35—60岁的退休人员,各单位得分率在85%—95%之间。",
		"自2019年至2021年,投入30—5万元的说法不实。",
	},
	Check: rangeOrder,
})

// dashes join the two ends of a range.
var dashes = []string{"—", "-", "~", "～", "至", "到", "——", "--"}

func rangeOrder(p *rule.Pass) {
	t := p.Doc.Text
	ss := claim.Sentences(p.Doc)
	for si := range ss {
		s := &ss[si]
		for i := range s.Claims {
			c := &s.Claims[i]
			if c.Class == "" {
				continue
			}
			if !c.Low.Equal(c.High) {
				p.Examined(1)
				if c.Low.GreaterThan(c.High) && !falling(t, c.Lead.Of(t), c.Tail.Of(t)) {
					reportOrder(p, t, c.Span)
				}
				continue
			}
			if i == 0 {
				continue
			}
			a := &s.Claims[i-1]
			if a.Unit != c.Unit || !isDash(strings.TrimSpace(t[a.End:c.Start])) || !a.Low.Equal(a.High) {
				continue
			}
			p.Examined(1)
			if a.Low.GreaterThan(c.Low) && !falling(t, a.Lead.Of(t), c.Tail.Of(t)) {
				reportOrder(p, t, a.Join(c.Span))
			}
		}
	}
}

func isDash(s string) bool {
	for _, d := range dashes {
		if s == d {
			return true
		}
	}
	return false
}

// falling reports whether the words around a range say that it goes down.
func falling(t, lead, tail string) bool {
	lead = strings.TrimSpace(lead)
	return strings.HasSuffix(lead, "由") || strings.HasSuffix(lead, "从") || strings.HasSuffix(lead, "自") || strings.HasSuffix(lead, "以") ||
		containsAny(lead, "降", "减", "缩", "由", "从", "比分", "倒计时", "折") || containsAny(firstWords(tail, 6), "降", "减", "递减", "比分", "取胜", "战胜", "获胜")
}

func reportOrder(p *rule.Pass, t string, sp doc.Span) {
	p.Report(finding.Finding{
		Span:       sp,
		Message:    fmt.Sprintf("区间“%s”的前一个数大于后一个数,上下限颠倒", strings.ReplaceAll(sp.Of(t), "\n", "")),
		Suggestion: "按从小到大改写,或核对其中有误的一个数。",
	})
}
