package figure

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"hecha/internal/claim"
	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/rule"
)

var _ = rule.Register(rule.Rule{
	ID:       "figure.average",
	Title:    "平均数与总数、个数不符",
	Why:      "人均、户均、场均由总数除以个数得来;三个数同时写出,就应当除得尽、对得上。",
	Severity: finding.Error,
	Bad: []string{
		"走访困难家庭40户,发放慰问金4万元,⟦户均2000元⟧。",
		"举办讲座12场,听众960人次,⟦场均90人次⟧。",
		"25名党员撰写心得体会150篇,⟦人均8篇⟧。",
		"举办培训班6期,培训学员360人,⟦平均每期70人⟧。",
		"慰问老党员30名,每名500元,⟦共计2万元⟧。",
		"全年开展道德讲堂36期,⟦平均每月5期⟧。",
		"募集善款6万元,资助学生30名,⟦每人1500元⟧。",
		"全年接诊献血者400人次,采血总量12万毫升,⟦人均400毫升⟧。",
	},
	Good: []string{
		"走访困难家庭40户,发放慰问金4万元,户均1000元。",
		"全年开展道德讲堂40期,平均每月3期。今年以来开展活动30场,平均每月5场。",
		"募集善款6万元,资助学生30名,每人2000元。",
		"农技培训206场次、9000余人次,场均约44人次。",
		"志愿者64名,全年服务时长1920小时,人均30小时。",
		"帮助学子45名,发放奖学金9万元,人均2000元。",
		"现有职工26人,人均每月学习4次,全年集中学习48次。",
		"举办亲子游园12场,参与家庭240个,平均每场20个家庭。",
		"慰问老党员30名,每名500元,共计1.5万元。",
		"30名队员服务2个月,每名每月补贴500元,共计3万元。",
	},
	Check: average,
})

// per are the words that announce an average, with the class of what it is
// divided by ("" when the word itself goes on to name it).
var per = []struct{ word, class string }{
	{"人均", "人"}, {"户均", "户"}, {"场均", "场"}, {"期均", "期"}, {"次均", "次"}, {"村均", "村"}, {"校均", "所"}, {"生均", "人"}, {"班均", "班"}, {"件均", "件"},
	{"亩均", "亩"}, {"家均", "家"}, {"平均每", ""}, {"平均", "?"}, {"每", "+"},
}

// divisors are the words behind 每 and the class they count in.
var divisors = []struct{ word, class string }{
	{"个家庭", "户"}, {"人次", "人次"}, {"人", "人"}, {"名", "人"}, {"位", "人"}, {"户", "户"}, {"家", "家"}, {"场次", "场"}, {"场", "场"}, {"期", "期"}, {"次", "次"}, {"村", "村"},
	{"所", "所"}, {"班", "班"}, {"件", "件"}, {"亩", "亩"}, {"个", "个"}, {"支", "支"}, {"处", "处"}, {"册", "册"}, {"套", "套"}, {"份", "份"}, {"辆", "辆"}, {"间", "间"}, {"批", "批"},
}

// periods are marks of an average over time as well.
var periods = []string{"每月", "每年", "每天", "每周", "每日", "每季", "年均", "月均", "日均", "月人均", "年人均", "每学期", "每课", "每人次均"}

var one = decimal.NewFromInt(1)

func average(p *rule.Pass) {
	t := p.Doc.Text
	ss := sentences.Of(p.Doc)
	for si := range ss {
		s := &ss[si]
		if s.cues&averageCue == 0 {
			continue
		}
		for i := range s.Claims {
			c := &s.Claims[i]
			if s.sites[i].cues&averageCue == 0 || !s.sites[i].amount || checkMonthly(p, s, i) {
				continue
			}
			w := s.sites[i].average
			if w == nil {
				continue
			}
			around := strings.ReplaceAll(t[max(s.Start, w.at-12):c.Start], "全年", "")
			if containsAny(around, periods...) {
				continue
			}
			checkAverage(p, s.Claims, s.prev, i, *w)
		}
	}
}

// monthly are the wordings of an average over a year, with how many of its
// parts a year has.
var monthly = []struct {
	words []string
	parts int64
}{
	{[]string{"平均每月", "每月平均", "月均"}, 12},
	{[]string{"平均每周", "每周平均", "周均"}, 52},
	{[]string{"平均每季度", "每季度平均", "季均"}, 4},
}

// monthWords are all words of monthly.
var monthWords = func() *words {
	var ws []string
	for _, y := range monthly {
		ws = append(ws, y.words...)
	}
	return newWords(ws...)
}()

// checkMonthly checks 全年开展48次,平均每月4次 and reports whether c is such an
// average. Only the year as a whole has a known number of months.
func checkMonthly(p *rule.Pass, s *sentence, i int) bool {
	t := p.Doc.Text
	c := &s.Claims[i]
	if i == 0 || !monthWords.may(s.sites[i].clause) {
		return false
	}
	lead := strings.TrimSpace(clauseText(t, c))
	for _, y := range monthly {
		for _, w := range y.words {
			k := strings.Index(lead, w)
			if k < 0 {
				continue
			}
			total := &s.Claims[i-1]
			year := t[max(s.Start, total.Start-90):total.Start]
			rest := lead[k+len(w):]
			if k > 0 || claim.Runes(rest) > 4 || !claim.SameClass(total, c, false) || strings.Count(t[total.End:c.Start], ",") != 1 ||
				!containsAny(year, "全年", "一年来", "年内") || containsAny(year, "截至", "季度", "个月", "半年", "以来") {
				return true
			}
			p.Examined(1)
			v, ok := total.Range().Over(claim.Interval{Low: decimal.NewFromInt(y.parts), High: decimal.NewFromInt(y.parts)})
			// 4次 may stand for anything that rounds to it, up or down.
			if !ok || v.Low.LessThan(c.Range().High.Add(one)) && c.Range().Low.Sub(one).LessThan(v.High) {
				return true
			}
			at := c.Start - len(clauseText(t, c)) + strings.Index(clauseText(t, c), w)
			p.Report(finding.Finding{
				Span:       doc.Span{Start: at, End: c.End},
				Message:    fmt.Sprintf("%s ÷ %d = %s,与所写“%s”不符", full(t, total), y.parts, show(v.Low), t[at:c.End]),
				Evidence:   []finding.Evidence{note(total.Span, "全年总数")},
				Suggestion: "核对全年总数和平均数,改正其中有误的一个。",
			})
			return true
		}
	}
	return false
}

// wording is how a figure is said to be an average.
type wording struct {
	// class is what it is an average over, "" when it is none.
	class string
	// at is where its wording begins.
	at int
	// each tells a rate per piece (每名500元) that only a following total can
	// check.
	each bool
}

// averageOf reads the wording in front of c.
func averageOf(t string, c *claim.Claim) wording {
	lead := clauseText(t, c)
	if len(lead) > 90 {
		cut := len(lead) - 90
		for !utf8.RuneStart(lead[cut]) {
			cut++
		}
		lead = lead[cut:]
	}
	set := charsOf(lead)
	for i, w := range per {
		if !set.have(perWords.need[i]) {
			continue
		}
		k := strings.LastIndex(lead, w.word)
		if k < 0 {
			continue
		}
		if first := strings.Index(lead, w.word); w.class == "+" && first < k && !namesDivisor(lead[k+len(w.word):]) {
			k = first // 每名党员每年…
		}
		at := c.Start - len(lead) + k
		rest := lead[k+len(w.word):]
		if utf8.RuneCountInString(rest) > 14 || strings.ContainsAny(rest, "0123456789") {
			return wording{}
		}
		switch w.class {
		case "", "+":
			for _, d := range divisors {
				if strings.HasPrefix(rest, d.word) {
					return wording{d.class, at, w.class == "+" && !strings.Contains(rest, "平均")}
				}
			}
			return wording{}
		case "?":
			if strings.Contains(lead, "每") {
				continue // 每个乡镇平均
			}
			return wording{}
		}
		return wording{class: w.class, at: at}
	}
	return wording{}
}

// perWords are the words of per.
var perWords = func() *words {
	var ws []string
	for _, w := range per {
		ws = append(ws, w.word)
	}
	return newWords(ws...)
}()

// namesDivisor reports whether words begin with what an average is over.
func namesDivisor(rest string) bool {
	for _, d := range divisors {
		if strings.HasPrefix(rest, d.word) {
			return true
		}
	}
	return false
}

// lastWord returns the last character of s.
func lastWord(s string) string {
	r := []rune(strings.TrimSpace(s))
	if len(r) == 0 {
		return ""
	}
	return string(r[len(r)-1:])
}

func checkAverage(p *rule.Pass, cs, prev []claim.Claim, i int, w wording) {
	class, at, each := w.class, w.at, w.each
	t := p.Doc.Text
	c := &cs[i]
	var totals, numbers, occasions []*claim.Claim // nearest first
	collect := func(k *claim.Claim) {
		if !isAmount(k) {
			return
		}
		if averageOf(t, k).class != "" {
			return
		}
		if claim.SameClass(k, c, false) {
			totals = append(totals, k)
		}
		if class == "人" && k.Class == "人次" && c.Class != "人次" && (k.Start == cs[max(0, i-1)].Start || k.Start == cs[max(0, i-2)].Start) {
			occasions = append(occasions, k)
		}
		if k.Class == class || strings.Contains("个所座家", k.Class) && k.Class != "" && (strings.HasPrefix(strings.TrimSpace(k.Tail.Of(t)), class) || strings.HasSuffix(strings.TrimSpace(k.Lead.Of(t)), class)) {
			numbers = append(numbers, k)
		}
	}
	for k := i - 1; k >= max(0, i-maxNear); k-- {
		collect(&cs[k])
	}
	if len(numbers) == 0 && !each {
		numbers = occasions // 献血320人次…,人均300毫升
	}
	back := len(totals)
	for k := i + 1; k < min(len(cs), i+4); k++ {
		collect(&cs[k])
	}
	inSentence := len(numbers)
	var total *claim.Claim
	switch {
	case each:
		// 30名,每名500元,共计1.5万元
		if inSentence == 0 {
			return
		}
		if back > 0 && i >= 2 && totals[0].Start == cs[i-1].Start && numbers[0].Start == cs[i-2].Start && claim.Runes(strings.TrimSpace(t[at:c.Start])) <= 6 {
			// 60名,发放慰问金6万元,每人1000元
			total, each = totals[0], false
			break
		}
		if back > 0 && i >= 2 && totals[0].Start == cs[i-2].Start && numbers[0].Start == cs[i-1].Start && claim.Runes(strings.TrimSpace(t[at:c.Start])) <= 4 && containsAny(clauseText(t, numbers[0]), "资助", "慰问", "发放", "救助", "补助", "惠及", "奖励", "帮扶") {
			// 募集7.5万元,资助25名学生,每人3000元
			total, each = totals[0], false
			break
		}
		if len(totals) <= back {
			return
		}
		total = totals[back]
		if !containsAny(clauseText(t, total), "共", "合计", "总计") || strings.Count(t[c.End:total.Start], ",") > 1 {
			return
		}
	case back > 0 && inSentence > 0:
		total = totals[0]
	case back == 0 && len(totals) > 0 && inSentence > 0 && containsAny(clauseText(t, totals[0]), "累计", "共", "合计") && strings.Count(t[c.End:totals[0].Start], ",") <= 2:
		// 人均50小时,50名职工累计学习2500小时
		total = totals[0]
	default:
		return
	}
	number := numbers[0]
	if number.Start == total.Start && len(numbers) > 1 && back+1 > 1 {
		number = numbers[1]
	}
	if !number.Low.IsPositive() || number.Start == total.Start || number.Start > c.Start && total.Start < c.Start || strings.Count(t[min(number.End, total.End, c.Start):c.Start], ",") > 4 {
		return
	}
	for k := len(prev) - 1; k >= max(0, len(prev)-maxNear); k-- {
		collect(&prev[k])
	}
	p.Examined(1)
	for _, a := range totals {
		for _, b := range numbers {
			if a.Start != b.Start && quotientHolds(a, b, c) {
				return
			}
		}
	}
	v := total.Low.DivRound(number.Low, 4)
	f := finding.Finding{
		Span:       doc.Span{Start: at, End: c.End},
		Message:    fmt.Sprintf("%s ÷ %s = %s,与所写“%s”不符", full(t, total), full(t, number), show(v), t[at:c.End]),
		Evidence:   []finding.Evidence{note(total.Span, "总数"), note(number.Span, "个数")},
		Suggestion: "核对总数、个数和平均数,改正其中有误的一个。",
	}
	if each {
		f.Span = total.Span
		f.Message = fmt.Sprintf("%s × %s = %s,与所写总数 %s 不符", full(t, number), t[at:c.End], show(number.Low.Mul(c.Low)), full(t, total))
		f.Evidence = []finding.Evidence{note(number.Span, "个数"), note(doc.Span{Start: at, End: c.End}, "单价")}
	}
	p.Report(f)
}

// quotientHolds reports whether total over number can be printed as c: within
// a unit of its last place, or equal to it when rounded to as many figures.
func quotientHolds(total, number, c *claim.Claim) bool {
	q, ok := total.Range().Over(number.Range())
	if !ok {
		return false
	}
	// One unit of a small number is no rounding: 5场 is not 6场.
	tenth := c.Low.Div(decimal.NewFromInt(10))
	if q.Meets(c.Range().Widen(decimal.Min(c.Step, tenth))) || q.Meets(c.Range().Widen(c.Step.Div(decimal.NewFromInt(2)))) {
		return true
	}
	if q.Low.LessThanOrEqual(c.Low) && c.Low.LessThanOrEqual(q.High) {
		return true
	}
	// 3000元 for 3012.5: rounded to the significant figures printed, at least two.
	unit := decimal.NewFromInt(1)
	ten := decimal.NewFromInt(10)
	digits := len(c.Low.Truncate(0).String())
	for v := c.Low; digits > 2 && v.IsPositive() && v.Mod(ten).IsZero(); digits-- {
		v = v.Div(ten)
		unit = unit.Mul(ten)
	}
	half := unit.Div(decimal.NewFromInt(2))
	return unit.GreaterThan(decimal.NewFromInt(1)) && q.Meets(claim.Interval{Low: c.Low.Sub(half), High: c.High.Add(half)})
}
