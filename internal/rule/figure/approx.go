package figure

import (
	"fmt"
	"strings"

	"hecha/internal/claim"
	"hecha/internal/finding"
	"hecha/internal/quantity"
	"hecha/internal/rule"
)

var _ = rule.Register(rule.Rule{
	ID:       "figure.redundant-approx",
	Title:    "约数词重复,或用在精确数上",
	Why:      "“约300余人”“近400多名”前后两个约数词重复甚至相反;“423余人”已精确到个位,又说“余”,说明数字不是统计出来的。",
	Severity: finding.Warning,
	Bad: []string{
		"活动吸引⟦约500余人⟧到场。",
		"发放宣传单⟦近2000多份⟧。",
		"⟦大约60人左右⟧参加了培训。",
		"全年走访住户⟦1286余户⟧。",
		"捐款⟦超过8万余元⟧。",
		"慰问老人⟦37多名⟧。",
	},
	Good: []string{
		"活动吸引500余人到场,近2000份宣传单发放一空。",
		"约60人参加了培训,历时3年多。",
		"近3年来,走访住户1286户,筹款8.6万余元。",
		"为423名富余人员提供岗位,业余队伍56支。",
		"以上37户均已签约。",
		"场均约44人次,流转土地35余亩。",
	},
	Check: redundantApprox,
})

var (
	// before and behind are the approximators by their place; each set holds
	// words of which one is enough.
	approxBefore = []string{"近", "约", "大约", "大概", "超", "超过", "逾", "突破", "将近", "接近", "不少于", "至少", "不下", "大致", "估计", "已超", "多达"}
	approxBehind = []string{"余", "多", "来", "以上", "左右", "上下", "以内", "以下", "几"}
)

func redundantApprox(p *rule.Pass) {
	t := p.Doc.Text
	numbers := quantity.Of(p.Doc).Numbers
	for i := range numbers {
		// 将近80来户: the scanner leaves 来 out.
		n := &numbers[i]
		if n.Role != quantity.RoleBare || !strings.HasPrefix(t[n.End:], "来") || !strings.ContainsRune("人户名个次件场家", firstRune(t[n.End+len("来"):])) {
			continue
		}
		if w := approxAhead(t[max(0, n.Start-12):n.Start]); w != "" {
			sp := n.Span
			sp.Start -= len(w)
			sp.End += len("来")
			p.Report(finding.Finding{
				Span:       sp,
				Message:    fmt.Sprintf("“%s”中约数词“%s”“来”重复", sp.Of(t), w),
				Suggestion: "只留一个约数词。",
			})
		}
	}
	ss := sentences.Of(p.Doc)
	for si := range ss {
		s := &ss[si]
		if !s.vague {
			continue
		}
		for i := range s.Claims {
			c := &s.Claims[i]
			if len(c.Approximators) == 0 {
				continue
			}
			p.Examined(1)
			var front, back []string
			if w := approxAhead(c.Lead.Of(t)); w != "" {
				front = append(front, w)
			}
			for _, a := range c.Approximators {
				if a.Start < c.Number.Start {
					front = append(front, strings.TrimSpace(a.Of(t)))
				} else {
					back = append(back, strings.TrimSpace(a.Of(t)))
				}
			}
			f := finding.Finding{Span: c.Span, Severity: p.Rule.Severity}
			switch {
			case doubled(c, front, back):
				words := append(front, back...)
				f.Message = fmt.Sprintf("“%s”中约数词“%s”重复", full(t, c), strings.Join(words, "”“"))
				f.Suggestion = "只留一个约数词。"
			case len(back) > 0 && containsAny(back[0], "余", "多") && exact(t, c):
				f.Message = fmt.Sprintf("“%s”已精确到个位,不能再加“%s”", full(t, c), back[0])
				f.Suggestion = "删去“" + back[0] + "”,或改为整数的约数。"
			case len(front) > 0 && containsAny(front[0], "超", "逾", "近") && exact(t, c) && len(plain(t, c)) >= 4 && c.Low.GreaterThan(hundred):
				f.Severity = finding.Info
				f.Message = fmt.Sprintf("“%s”已精确到个位,又加“%s”", full(t, c), front[0])
				f.Suggestion = "删去“" + front[0] + "”。"
			default:
				continue
			}
			for _, a := range c.Approximators {
				f.Evidence = append(f.Evidence, note(a, "约数词"))
			}
			p.ReportAs(f)
		}
	}
}

// approxAhead returns the approximator that ends the words before a figure but
// for 有, 共, 计: 大约有200多名.
func approxAhead(lead string) string {
	lead = strings.TrimSpace(lead)
	for _, w := range []string{"共有", "有", "共", "计"} {
		if s := strings.TrimSuffix(lead, w); s != lead {
			lead = s
			break
		}
	}
	for _, w := range []string{"大约", "大概", "约", "至少", "不少于", "将近", "接近", "近", "估计", "大致"} {
		if strings.HasSuffix(lead, w) && !strings.HasSuffix(lead, "附近") && !strings.HasSuffix(lead, "最近") && !strings.HasSuffix(lead, "签约") && !strings.HasSuffix(lead, "节约") && !strings.HasSuffix(lead, "预约") && !strings.HasSuffix(lead, "履约") && !strings.HasSuffix(lead, "合约") && !strings.HasSuffix(lead, "公约") {
			return w
		}
	}
	return ""
}

// doubled reports whether approximators repeat each other.
func doubled(c *claim.Claim, front, back []string) bool {
	if c.Kind == quantity.Percent && (hasOne(front, "至少", "不少于", "多达") || len(back) == 0) {
		return false
	}
	if c.Kind == quantity.Duration && hasOne(front, "近") {
		return false // 近三年
	}
	return hasOne(front, approxBefore...) && hasOne(back, approxBehind...) || len(back) > 1
}

func hasOne(words []string, set ...string) bool {
	for _, w := range words {
		for _, k := range set {
			if strings.HasPrefix(w, k) {
				return true
			}
		}
	}
	return false
}

// exact reports whether a whole number of countable things is given to the
// last unit: 423, not 420 or 3.5万.
func exact(t string, c *claim.Claim) bool {
	n := plain(t, c)
	if c.Kind != quantity.Count && c.Class != "小时" || len(n) < 2 {
		return false
	}
	for i := range len(n) {
		if n[i] < '0' || n[i] > '9' {
			return false
		}
	}
	return n[len(n)-1] != '0'
}
