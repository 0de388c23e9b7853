package figure

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"hecha/internal/claim"
	"hecha/internal/finding"
	"hecha/internal/quantity"
	"hecha/internal/rule"
)

var _ = rule.Register(rule.Rule{
	ID:       "figure.growth",
	Title:    "增减幅度与前后两个数不符",
	Why:      "“由240万元增至300万元,增长20%”:幅度能由前后两个数算出来,算不出所写的数,三个数里必有一个是错的。",
	Severity: finding.Error,
	Bad: []string{
		"馆藏图书由4万册增加到5万册,⟦增长30%⟧。",
		"受理件由120件下降到90件,⟦降幅达30%⟧。",
		"经费由30万元提高到45万元,⟦增加10万元⟧。",
		"绿化率由35%提高到41%,⟦提高8个百分点⟧。",
		"志愿服务队由8支⟦减少到12支⟧。",
		"全年接待读者30万人次,比上年的25万人次⟦增长25%⟧。",
		"去年培训200人,今年培训260人,⟦增长40%⟧。",
		"户均收入从2万元增加到8万元,⟦增长4倍⟧。",
	},
	Good: []string{
		"馆藏图书由4万册增加到5万册,增长25%。",
		"受理件由120件下降到90件,降幅达25%。",
		"绿化率由35%提高到41%,提高6个百分点。",
		"全年借出图书15.6万册次,比上年的13万册次增长20%。",
		"订户由1.2万户增至1.8万户,增长50%,点赞由3千次增至8千次。",
		"办理时限由15天压缩到7天,提速53%。",
		"户均收入从2万元增加到8万元,增长3倍,是原来的4倍。",
		"门票由60元降到40元。",
		"完成产值8.2亿元,同比增长12.5%,税收0.9亿元,同比增长10%。",
		"2015年到2020年,活动由5场增至50场,年均增长58%。",
	},
	Check: growth,
})

var (
	up     = []string{"增至", "增加到", "增加至", "增长到", "增长至", "增到", "上升到", "上升至", "升至", "提高到", "提高至", "提升到", "提升至", "发展到", "发展至", "扩大到", "扩大至", "扩展到", "扩充到", "壮大到", "攀升至", "攀升到", "跃升至", "跃升到", "上涨到", "涨到", "涨至", "拓展到", "增加为", "提高为", "提升为", "扩大为", "涨为"}
	down   = []string{"降至", "降到", "降为", "下降到", "下降至", "减少到", "减少至", "减到", "减至", "减为", "缩短到", "缩短至", "缩减到", "缩减至", "压缩到", "压缩至", "压减到", "压减至", "降低到", "降低至", "精简到", "下滑到", "回落到", "回落至", "缩短为", "压缩为", "精简为", "减少为", "缩减为"}
	neuter = []string{"为", "成", "变为", "变成", "达到", "调整为", "调整到", "到", "至"}
	rise   = []string{"增长", "增幅", "提高", "上升", "增加", "提升", "净增", "上涨", "涨幅", "增收", "增多", "扩大", "多了", "增"}
	fall   = []string{"下降", "减少", "降低", "降幅", "减幅", "缩短", "缩减", "压缩", "下滑", "回落", "少了", "减", "降"}
	then   = newWords("上年", "去年", "上届", "上期", "同期", "上半年", "前年", "上季度", "上月", "上一年", "上次", "上学年", "原来", "往年", "年初")
	now    = newWords("今年", "本年", "本届", "本期", "全年", "目前", "现在", "本次", "本学年", "现已", "如今")
)

// change is a pair of values with the words that join them.
type change struct {
	from, to *claim.Claim
	// verb is +1 when the text says it rose, -1 when it fell, 0 when it does
	// not say.
	verb int
}

func growth(p *rule.Pass) {
	t := p.Doc.Text
	ss := sentences.Of(p.Doc)
	for si := range ss {
		s := &ss[si]
		cs := s.Claims
		for i := range cs[:len(cs)-1] {
			increment(p, t, s, i)
			resulting(p, t, s, i)
			ch, next, ok := changeAt(t, s, i)
			if !ok {
				continue
			}
			p.Examined(1)
			if direction(p, t, ch) {
				continue
			}
			rest := cs[next:min(len(cs), next+3)]
			for k := range rest {
				c := &rest[k]
				if c.Start < ch.to.End || c.Start-ch.to.End > 150 {
					continue
				}
				if !amount(p, t, ch, c) {
					break
				}
			}
		}
	}
}

// The characters of which one stands before the figures of a change.
var (
	startsAt  = charsOf("由从")
	compares  = charsOf("比较")
	namesYear = charsOf("年")
)

// changeAt reads the change that begins or ends with claim i, which is not the
// last. next is the index of the first claim that can state its size.
func changeAt(t string, s *sentence, i int) (ch change, next int, ok bool) {
	cs := s.Claims
	a, b := &cs[i], &cs[i+1]
	if !s.sites[i].amount && !isPercent(a) && a.Class != "" {
		return
	}
	ahead, beside := s.sites[i].clause, s.sites[i+1].clause
	thenAhead, thenBeside := s.sites[i].cues&thenCue != 0, s.sites[i+1].cues&thenCue != 0
	// 由A增至B, 从A到B
	if ahead&startsAt != 0 {
		lead := clauseText(t, a)
		mid := t[a.End:b.Start]
		if k := max(lastChar(lead, "由"), lastChar(lead, "从")); k >= 0 && len(lead)-k <= 48 &&
			comparable(a, b) && len(mid) <= 60 && strings.Count(mid, ",") <= 1 && !strings.ContainsAny(mid, "()") {
			switch {
			case containsAny(mid, up...):
				return change{a, b, 1}, i + 2, true
			case containsAny(mid, down...):
				return change{a, b, -1}, i + 2, true
			case endsWith(mid, neuter) && len(mid) <= 30:
				return change{a, b, 0}, i + 2, true
			}
		}
	}
	// B,比上年的A增长C
	if i > 0 && ahead&compares != 0 && thenAhead {
		lead := clauseText(t, a)
		if k := max(lastChar(lead, "比"), lastChar(lead, "较")); k >= 0 {
			words, b := lead[k:], &cs[i-1]
			if a.Start-b.End <= 60 && then.in(words, ahead) && !containsAny(words, rise...) && !containsAny(words, fall...) &&
				comparable(a, b) && startsChange(t[a.End:cs[i+1].Start]) {
				return change{a, b, 0}, i + 1, true
			}
		}
	}
	if !thenAhead && !thenBeside && !(ahead&beside).have(namesYear) || !comparable(a, b) {
		return
	}
	// 去年A,今年B,增长C
	lead, mid := clauseText(t, a), clauseText(t, b)
	gap := t[a.End:b.Start]
	if thenAhead && !containsAny(lead, "比", "较", "由", "从") && now.in(mid, beside) && !strings.ContainsRune(gap, '。') {
		return change{a, b, 0}, i + 2, true
	}
	if (now.in(lead, ahead) || containsAny(mid, "去年同期", "上年同期")) && thenBeside && !containsAny(mid, "比", "较", "由", "从") && strings.Count(gap, ",") == 1 {
		return change{b, a, 0}, i + 2, true
	}
	if x, y := yearIn(lead), yearIn(mid); x > 0 && y == x+1 && strings.Count(gap, ",") == 1 {
		return change{a, b, 0}, i + 2, true
	}
	return
}

// yearIn returns the last year named in a clause, or 0.
func yearIn(s string) int {
	y := lastYear(s)
	n := 0
	for i := range len(y) {
		n = n*10 + int(y[i]-'0')
	}
	return n
}

// increment checks B,比上年增加D,增长P: P is D over what B was before.
func increment(p *rule.Pass, t string, s *sentence, i int) {
	ahead := s.sites[i].clause
	if i == 0 || ahead&compares == 0 {
		return
	}
	b, d, c := &s.Claims[i-1], &s.Claims[i], &s.Claims[i+1]
	if !isPercent(c) || !isAmount(b) || !isAmount(d) || !claim.SameClass(b, d, false) {
		return
	}
	words := clauseText(t, d)
	if !strings.Contains(words, "同比") && !(s.sites[i].cues&thenCue != 0 && containsAny(words, "比", "较")) ||
		strings.Count(t[b.End:c.Start], ",") > 2 || containsAny(t[b.End:c.Start], "其中", "年均", "(") {
		return
	}
	falls := endsWith(d.Lead.Of(t), fall)
	if !falls && !endsWith(d.Lead.Of(t), rise) || lastOf(c.Lead.Of(t), rise) < 0 && lastOf(c.Lead.Of(t), fall) < 0 {
		return
	}
	base, before := b.Range().Minus(d.Range()), b.Low.Sub(d.Low)
	sign := "-"
	given := containsAny(clauseText(t, b), "比", "较")
	if given {
		base, before = b.Range(), b.Low // 比上年的B增加D: B is what it was before
	} else if falls {
		base, before, sign = b.Range().Plus(d.Range()), b.Low.Add(d.Low), "+"
	}
	share, ok := d.Range().Over(base)
	if !ok {
		return
	}
	p.Examined(1)
	if agrees(share.Times(hundred), c) {
		return
	}
	divisor := fmt.Sprintf("(%s %s %s)", plain(t, b), sign, plain(t, d))
	if given {
		divisor = plain(t, b)
	}
	p.Report(finding.Finding{
		Span: c.Span,
		Message: fmt.Sprintf("%s ÷ %s = %s%%,与所写 %s 不符", plain(t, d), divisor,
			show(d.Low.Mul(hundred).DivRound(before, 4)), full(t, c)),
		Evidence:   []finding.Evidence{note(b.Span, "变化后"), note(d.Span, "变化量")},
		Suggestion: "核对数值、增减量和幅度,改正其中有误的一个。",
	})
}

// resulting checks 较去年的A增加D,达到B.
func resulting(p *rule.Pass, t string, s *sentence, i int) {
	if i+2 >= len(s.Claims) || s.sites[i].cues&thenCue == 0 {
		return
	}
	a, d, b := &s.Claims[i], &s.Claims[i+1], &s.Claims[i+2]
	words := clauseText(t, a)
	if !isAmount(a) || !isAmount(b) || !claim.SameClass(a, d, false) || !claim.SameClass(a, b, false) || !containsAny(words, "比", "较") ||
		strings.Count(t[a.End:b.Start], ",") != 1 || !startsChange(t[a.End:d.Start]) || !endsWith(clauseText(t, b), []string{"达到", "达", "共", "增至", "增加到", "为"}) {
		return
	}
	falls := lastOf(t[a.End:d.Start], fall) > lastOf(t[a.End:d.Start], rise)
	want, point, sign := a.Range().Plus(d.Range()), a.Low.Add(d.Low), "+"
	if falls {
		want, point, sign = a.Range().Minus(d.Range()), a.Low.Sub(d.Low), "-"
	}
	p.Examined(1)
	if want.Widen(claim.Slack(b.Quantity, t)).Meets(b.Range()) {
		return
	}
	p.Report(finding.Finding{
		Span:       b.Span,
		Message:    fmt.Sprintf("%s %s %s = %s,与所写 %s 不符", plain(t, a), sign, plain(t, d), show(point), full(t, b)),
		Evidence:   []finding.Evidence{note(a.Span, "变化前"), note(d.Span, "变化量")},
		Suggestion: "核对前后两个数和增减量,改正其中有误的一个。",
	})
}

// startsChange reports whether words such as 增长 follow at once.
func startsChange(s string) bool {
	s = strings.TrimLeft(s, ", 了又还净有同比")
	for _, w := range append(rise[:len(rise):len(rise)], fall...) {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

func endsWith(s string, words []string) bool {
	s = strings.TrimSpace(s)
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// comparable reports whether two figures measure the same thing. The first of
// a pair may leave its unit to the second.
func comparable(a, b *claim.Claim) bool {
	if a.Class == "" && a.Kind != quantity.Percent {
		return b.Kind != quantity.Percent && b.Class != ""
	}
	return claim.SameClass(a, b, false) && !isPoints(a) && !isPoints(b)
}

// direction reports a change whose verb contradicts its values.
func direction(p *rule.Pass, t string, ch change) bool {
	if ch.verb == 0 || ch.from.Range().Meets(ch.to.Range()) {
		return false
	}
	grew := ch.to.Low.GreaterThan(ch.from.High)
	if grew == (ch.verb > 0) {
		return false
	}
	mid := strings.TrimSpace(t[ch.from.End:ch.to.Start])
	rel, advice := "小于", "若为减少,应写“降至”“减少到”;否则核对两个数。"
	if grew {
		rel, advice = "大于", "若为增加,应写“增至”“增加到”;否则核对两个数。"
	}
	sp := ch.to.Span
	sp.Start -= len(t[ch.from.End:ch.to.Start]) - strings.LastIndexAny(t[ch.from.End:ch.to.Start], ",") - 1
	p.Report(finding.Finding{
		Span:       sp,
		Message:    fmt.Sprintf("“%s”与数字不符:后一个数 %s %s前一个数 %s", mid, full(t, ch.to), rel, full(t, ch.from)),
		Evidence:   []finding.Evidence{note(ch.from.Span, "变化前"), note(ch.to.Span, "变化后")},
		Suggestion: advice,
	})
	return true
}

// amount checks c as the stated size of the change. It returns false when c
// does not state it and no later claim can.
func amount(p *rule.Pass, t string, ch change, c *claim.Claim) bool {
	lead := c.Lead.Of(t)
	if containsAny(lead, "年均", "同比", "环比", "其中", "月均") && containsAny(lead, "年均", "其中", "月均") {
		return false
	}
	grew, fell := lastOf(lead, rise), lastOf(lead, fall)
	multiple := c.Kind == quantity.Multiple
	if grew < 0 && fell < 0 && !multiple {
		return false
	}
	if strings.Contains(lead, "比") && containsAny(lead, then.list...) && !strings.Contains(t[ch.from.Start-min(ch.from.Start, 48):ch.from.Start], "比") && ch.verb != 0 {
		// 由A增至B,比上年增长C: C has a base of its own.
		return false
	}
	from, to := ch.from.Range(), ch.to.Range()
	if ch.from.Class == "" && !ch.from.High.LessThan(ch.to.Low) {
		// 从5增加到3万: the first leaves its multiplier to the second.
		return false
	}
	falls := fell > grew
	if grew < 0 && fell < 0 {
		falls = false
	}
	if falls {
		from, to = to, from // from is now the smaller value
	}
	diff := to.Minus(from)
	base := from
	if falls {
		base = to
	}
	sp := c.Span
	if k := max(grew, fell); k >= 0 {
		sp.Start = c.Lead.Start + k
	}
	f := finding.Finding{
		Span:       sp,
		Evidence:   []finding.Evidence{note(ch.from.Span, "变化前"), note(ch.to.Span, "变化后")},
		Suggestion: "核对前后两个数和幅度,改正其中有误的一个。",
	}
	A, B := plain(t, ch.from), plain(t, ch.to)
	small, large := ch.from.Low, ch.to.Low
	if falls {
		small, large = large, small
	}
	if (grew >= 0 || fell >= 0) && large.LessThan(small) && !ch.from.Range().Meets(ch.to.Range()) {
		f.Message = fmt.Sprintf("由 %s 到 %s 是%s,与所写“%s”不符", A, B, map[bool]string{true: "增加", false: "减少"}[falls], strings.TrimSpace(t[sp.Start:sp.End]))
		p.Report(f)
		return true
	}
	switch {
	case isPercent(c) && ch.from.Kind != quantity.Percent:
		share, ok := diff.Over(base)
		if !ok {
			return false
		}
		p.Examined(1)
		if sharp, ok := sharpen(ch, falls); agrees(share.Times(hundred), c) {
			if !ok || agrees(sharp, c) {
				return true
			}
			// Only rounding at its worst could explain it.
			f.Severity = finding.Warning
		}
		v := large.Sub(small).Mul(hundred).DivRound(ch.from.Low, 4)
		f.Message = fmt.Sprintf("由 %s 到 %s,变化 %s%%,与所写 %s 不符", A, B, show(v), full(t, c))
		if falls {
			f.Message = fmt.Sprintf("(%s - %s) ÷ %s = %s%%,与所写 %s 不符", A, B, A, show(v), full(t, c))
		} else {
			f.Message = fmt.Sprintf("(%s - %s) ÷ %s = %s%%,与所写 %s 不符", B, A, A, show(v), full(t, c))
		}
	case (isPoints(c) || isPercent(c)) && ch.from.Kind == quantity.Percent:
		exact := claim.Interval{Low: large.Sub(small), High: large.Sub(small)}
		slack := claim.Slack(ch.from.Quantity, t).Add(claim.Slack(ch.to.Quantity, t)).Add(claim.Slack(c.Quantity, t))
		if exact.Widen(slack).Meets(c.Range()) {
			return true
		}
		if share, ok := diff.Over(base); ok && isPercent(c) && agrees(share.Times(hundred), c) {
			return true
		}
		f.Message = fmt.Sprintf("%s 与 %s 相差 %s 个百分点,与所写 %s 不符", A, B, show(large.Sub(small)), full(t, c))
	case multiple && strings.HasSuffix(c.Of(t), "倍"):
		ratio, ok := to.Over(from)
		if !ok || falls {
			return false
		}
		less := claim.Interval{Low: ratio.Low.Sub(decimal.NewFromInt(1)), High: ratio.High.Sub(decimal.NewFromInt(1))}
		v := large.DivRound(small, 4)
		if grew >= 0 && !containsAny(lead, "是", "为", "到", "至", "相当于") {
			if timesAgree(less, c) {
				return true
			}
			f.Message = fmt.Sprintf("%s ÷ %s = %s,即增长 %s 倍,与所写“增长%s”不符", B, A, show(v), show(v.Sub(decimal.NewFromInt(1))), full(t, c))
			if timesAgree(ratio, c) {
				f.Severity = finding.Warning
				f.Message = fmt.Sprintf("%s 是 %s 的 %s 倍,增长的是 %s 倍,所写“增长%s”把两者混为一谈", B, A, show(v), show(v.Sub(decimal.NewFromInt(1))), full(t, c))
				f.Suggestion = "改为“增长" + show(v.Sub(decimal.NewFromInt(1))) + "倍”或“是原来的" + show(v) + "倍”。"
				p.ReportAs(f)
				return true
			}
			break
		}
		if grew < 0 && !containsAny(lead, "是", "为", "相当于") || timesAgree(ratio, c) || timesAgree(less, c) {
			return true
		}
		f.Message = fmt.Sprintf("%s ÷ %s = %s 倍,与所写 %s 不符", B, A, show(v), full(t, c))
	case multiple && strings.Contains(c.Of(t), "番"):
		ratio, ok := to.Over(from)
		wide := c.Low.Mul(decimal.NewFromFloat(0.15))
		if !ok || ratio.Meets(c.Range().Widen(wide)) || c.Approx == quantity.Over {
			return true
		}
		f.Severity = finding.Warning
		f.Message = fmt.Sprintf("%s ÷ %s = %s 倍,与所写“%s”不符", B, A, show(large.DivRound(small, 4)), full(t, c))
		p.ReportAs(f)
		return true
	case isAmount(c) && claim.SameClass(c, ch.to, false):
		slack := claim.Slack(ch.from.Quantity, t).Add(claim.Slack(ch.to.Quantity, t)).Add(claim.Slack(c.Quantity, t))
		if diff.Widen(slack).Meets(c.Range()) {
			return true
		}
		if falls {
			A, B = B, A
		}
		f.Message = fmt.Sprintf("%s - %s = %s,与所写 %s 不符", B, A, show(large.Sub(small)), full(t, c))
	default:
		return false
	}
	if f.Severity == finding.Info {
		f.Severity = finding.Error
	}
	p.ReportAs(f)
	return true
}

// sharpen is the change in percent when the printed values are taken for
// good to a quarter of their last place.
func sharpen(ch change, falls bool) (claim.Interval, bool) {
	quarter := func(c *claim.Claim) claim.Interval {
		by := c.Range().High.Sub(c.Range().Low).Div(decimal.NewFromInt(4))
		mid := c.Range().Low.Add(c.Range().High).Div(decimal.NewFromInt(2))
		return claim.Interval{Low: mid.Sub(by), High: mid.Add(by)}
	}
	if ch.from.Approx != quantity.Exact || ch.to.Approx != quantity.Exact {
		return claim.Interval{}, false
	}
	a, b := quarter(ch.from), quarter(ch.to)
	diff := b.Minus(a)
	if falls {
		diff = a.Minus(b)
	}
	share, ok := diff.Over(a)
	return share.Times(hundred), ok
}

// timesAgree is agrees for multiples: 3倍 is what rounds to 3, not 2 or 4.
func timesAgree(computed claim.Interval, c *claim.Claim) bool {
	if !c.Step.Equal(decimal.NewFromInt(1)) {
		return agrees(computed, c)
	}
	return computed.Meets(c.Range().Widen(decimal.NewFromFloat(0.49)))
}

// lastOf returns where the last of the words begins in s, or -1.
func lastOf(s string, words []string) int {
	k := -1
	for _, w := range words {
		k = max(k, strings.LastIndex(s, w))
	}
	return k
}
