package figure

import (
	"fmt"
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
	ID:       "figure.ratio",
	Title:    "百分比与所列的分子、分母不符",
	Why:      "“办理320件,办结300件,办结率98%”:百分比由前面两个数就能算出,对不上说明有一个数是估的或抄错的。",
	Severity: finding.Error,
	Bad: []string{
		"应到会代表80人,实到72人,⟦到会率95%⟧。",
		"检查商户150家,达标135家,⟦达标率95%⟧。",
		"全镇260户中有182户安装了天然气,⟦占80%⟧。",
		"绿地面积1.2万平方米,占厂区总面积4万平方米的⟦40%⟧。",
		"全所职工50人,其中党员20人,⟦占50%⟧。",
		"收集意见200条,采纳150条,⟦采纳率达85%⟧。",
		"发放问卷300份,收回288份,⟦回收率92%⟧。",
		"抽检食品400批次,不合格8批次,⟦合格率96%⟧。",
		"计划改造厕所400座,已改造300座,完成计划的⟦80%⟧。",
		"发放评议表200份,评价满意的180份,⟦满意度95%⟧。",
		"党员占全村3000人的⟦15%⟧,达360人。",
		"接到求助80件,已办结56件,⟦办结率达八成⟧。",
	},
	Good: []string{
		"应到会代表80人,实到72人,到会率90%。",
		"抽检食品400批次,不合格8批次,合格率98%,不合格率2%。",
		"接到求助80件,已办结60件,办结率近八成。",
		"检查商户150家,达标135家,达标率90%。",
		"发出问卷300份,收回有效问卷250份,其中表示满意的240份,满意率96%。",
		"规划面积5万平方米,总占地4万平方米,绿化面积1.8万平方米,绿化率45%。",
		"受理诉求100件,办结98件,办结率98%,满意率99.5%。",
		"走访商户150家,督促整改隐患42处,整改率100%。",
		"现有职工120人,培训3期,培训合格率98%。",
		"全年办理提案48件,同比增长20%,完成计划的120%。",
		"有职工60人,其中女职工21人、党员24人,分别占35%、40%。",
		"幼儿园现有教职工64人,其中专任教师41人,大专以上学历占九成。",
		"抽查200户,178户投放准确,准确率近九成。",
	},
	Check: ratio,
})

func ratio(p *rule.Pass) {
	t := p.Doc.Text
	ss := sentences.Of(p.Doc)
	for si := range ss {
		s := &ss[si]
		if !s.shares {
			continue
		}
		for i := range s.Claims {
			c := &s.Claims[i]
			if !isPercent(c) && !isTenths(t, c) {
				continue
			}
			q := question{t: t, cs: s.Claims, prev: s.prev, i: i, c: c, lead: s.sites[i].lead}
			q.ask(p)
		}
	}
}

// isTenths tells 九成, 三分之一: multiples that state a share.
func isTenths(t string, c *claim.Claim) bool {
	return c.Kind == quantity.Multiple && (strings.HasSuffix(c.Of(t), "成") || strings.Contains(c.Of(t), "分之"))
}

// question is one percentage with the claims around it.
type question struct {
	t    string
	cs   []claim.Claim // of the sentence
	prev []claim.Claim // of the sentence before, in the same paragraph
	i    int
	c    *claim.Claim
	lead chars // of the words before it
}

// changeWords mark a percentage that states a change or a plan, not a share.
var changeWords = newWords("增长", "提高", "上升", "增加", "提升", "下降", "减少", "降低", "同比", "环比", "增幅", "降幅", "上涨", "增速", "超额", "压减", "缩减", "回升", "节约", "提速", "优惠", "补贴", "利率", "税率", "较")

// ask finds numerator and denominator and compares.
func (q question) ask(p *rule.Pass) {
	start := q.c.ClauseStart(q.t)
	lead := q.t[start:q.c.Start]
	own := q.c.Lead.Of(q.t)
	if changeWords.in(own, q.lead) && !strings.Contains(own, "占") {
		return
	}
	var num, den *claim.Claim
	var bound bool
	if k := lastChar(lead, "占"); k >= 0 && !strings.Contains(lead[k:], "占地") {
		num, den, bound = q.shareOf(start + k)
	} else if k := lastChar(lead, "率"); k >= 0 && len(lead)-k <= 24 {
		num, den, bound = q.rate(start, start+k)
	} else if k := strings.LastIndex(lead, "满意度"); k >= 0 && len(lead)-k <= 24 {
		num, den, bound = q.rate(start, start+k+len("满意"))
	} else if endsWith(lead, planShares) {
		num, den, bound = q.ofPlan()
	}
	if !bound {
		return
	}
	p.Examined(1)
	if q.holds() {
		return
	}
	share, ok := num.Range().Over(den.Range())
	if !ok || share.High.IsNegative() || q.near(share.Times(hundred)) {
		return
	}
	v := num.Low.Mul(hundred).DivRound(den.Low, 4)
	from := q.c.Start
	if k := strings.LastIndexAny(lead, ",、的"); k >= 0 || len(lead) <= 36 {
		if k < 0 {
			from = start
		} else {
			_, w := utf8.DecodeRuneInString(lead[k:])
			from = start + k + w
		}
	}
	for from < q.c.Start && q.t[from] == ' ' {
		from++
	}
	if num.Start >= from || den.Start >= from {
		from = q.c.Start
	}
	p.Report(finding.Finding{
		Span:    doc.Span{Start: from, End: q.c.End},
		Message: fmt.Sprintf("%s ÷ %s = %s%%,与所写 %s 不符", q.shown(num), plain(q.t, den), show(v), full(q.t, q.c)),
		Evidence: []finding.Evidence{
			note(num.Span, "分子"), note(den.Span, "分母"),
		},
		Suggestion: "核对分子、分母和百分比,改正其中有误的一个。",
	})
}

// shown prints a numerator as it stands in the text, or its value when it was
// computed.
func (q question) shown(c *claim.Claim) string {
	for _, o := range q.cs {
		if o.Start == c.Start && !o.Low.Equal(c.Low) {
			return show(c.Low)
		}
	}
	return plain(q.t, c)
}

// near reports whether a share in percent agrees with the printed figure.
func (q question) near(share claim.Interval) bool {
	if isPercent(q.c) {
		return agrees(share, q.c)
	}
	// 九成 is 0.9, and nobody means it to better than half a tenth.
	c := q.c.Range().Times(hundred)
	return share.Meets(c.Widen(q.c.Step.Mul(hundred).Mul(tenthRoom)))
}

// planShares end the words before a share of a plan.
var planShares = []string{"完成计划的", "完成任务的", "完成目标的", "完成年度计划的", "完成年度任务的", "完成年度目标的", "占计划的", "完成总任务的", "完成全年任务的", "完成全年计划的"}

// ofPlan reads 计划栽植2000棵,已栽植1700棵,完成计划的85%.
func (q question) ofPlan() (num, den *claim.Claim, bound bool) {
	if q.i < 2 {
		return
	}
	den, num = &q.cs[q.i-2], &q.cs[q.i-1]
	ok := isAmount(num) && isAmount(den) && claim.SameClass(num, den, false) && containsAny(clauseText(q.t, den), "计划", "任务", "目标") &&
		containsAny(clauseText(q.t, num), "已", "实际", "完成") && strings.Count(q.t[den.End:q.c.Start], ",") == 2
	return num, den, ok
}

// tenthRoom is how far, in tenths, a share may lie from the tenth it is called.
var tenthRoom = decimal.NewFromFloat(0.6)

// maxTried is how many figures to either side are tried against each other.
const maxTried = 8

// holds tries every two comparable figures of this sentence and the one
// before, and every sum of neighbouring figures as numerator. It only clears a
// percentage, so binary arithmetic with a little room is exact enough.
func (q question) holds() bool {
	type bound struct {
		*claim.Claim
		low, high float64
	}
	var all []bound
	add := func(cs []claim.Claim) {
		for i := range cs {
			c := &cs[i]
			if isAmount(c) && c.Range().Low.IsPositive() {
				all = append(all, bound{c, c.Range().Low.InexactFloat64(), c.Range().High.InexactFloat64()})
			}
		}
	}
	add(q.prev[max(0, len(q.prev)-maxTried):])
	add(q.cs[max(0, q.i-maxTried):min(len(q.cs), q.i+maxTried)])
	want := q.c.Range().Widen(q.c.Step)
	if !isPercent(q.c) {
		want = q.c.Range().Widen(q.c.Step.Mul(tenthRoom)).Times(hundred)
	}
	const room = 1e-9
	low, high := want.Low.InexactFloat64()*(1-room), want.High.InexactFloat64()*(1+room)
	for d, den := range all {
		var sumLow, sumHigh float64
		for n, num := range all {
			if n == d || !claim.SameClass(num.Claim, den.Claim, true) {
				continue
			}
			if 100*num.low/den.high <= high && 100*num.high/den.low >= low {
				return true
			}
			if n > d {
				sumLow, sumHigh = sumLow+num.low, sumHigh+num.high
				if 100*sumLow/den.high <= high && 100*sumHigh/den.low >= low {
					return true
				}
			}
		}
	}
	return false
}

// totals mark the figure that a share is taken of.
var totals = []string{"共", "总", "全", "现有", "应", "在册", "合计", "收回", "发放", "调查", "抽查", "受访", "检查", "排查", "受理", "在编"}

// stating are the words between a share and the number it stands for.
var stating = map[string]bool{"达": true, "达到": true, "共": true, "共有": true, "有": true, "为": true, "即": true, "计": true, "共计": true}

// shareOf reads 占… at offset at: N,占D的P; D中N…,占P; D,其中N,占P.
func (q question) shareOf(at int) (num, den *claim.Claim, bound bool) {
	// A base with its own figure stands between 占 and the percentage.
	j := q.i - 1
	if j >= 0 && q.cs[j].Start > at && isAmount(&q.cs[j]) {
		den = &q.cs[j]
		gap := q.t[den.End:q.c.Start]
		if !strings.Contains(gap, "的") || strings.ContainsAny(gap, ",、") || len(gap) > 36 {
			return
		}
		for k := j - 1; k >= 0 && j-k <= 3; k-- {
			if isAmount(&q.cs[k]) && claim.SameClass(&q.cs[k], den, true) {
				return &q.cs[k], den, true
			}
		}
		// 占全村2400人的25%,达600人
		if q.i+1 < len(q.cs) {
			n := &q.cs[q.i+1]
			if isAmount(n) && claim.SameClass(n, den, true) && stating[strings.Trim(q.t[q.c.End:n.Start], " ,")] {
				return n, den, true
			}
		}
		return
	}
	base := q.t[at+len("占") : q.c.Start]
	if strings.ContainsAny(base, ",;") {
		return
	}
	core := strings.TrimSpace(base)
	for _, w := range []string{"比例", "比重", "比", "总数", "全部", "总量", "总人数", "总", "的", "约", "为", "达到", "达", "数", "到", "近", "了"} {
		core = strings.ReplaceAll(core, w, "")
	}
	for _, w := range append([]string{"全体", "户数", "户", "人口", "人员", "人"}, scopes...) {
		core = strings.ReplaceAll(core, w, "")
	}
	core = strings.TrimSpace(core)
	n := -1
	for k := q.i - 1; k >= max(0, q.i-maxNear); k-- {
		if isPercent(&q.cs[k]) {
			return // the figures before it belong to that one
		}
		if isAmount(&q.cs[k]) {
			n = k
			break
		}
	}
	if n < 0 || strings.Count(q.t[q.cs[n].End:at], ",") > 1 {
		return
	}
	num = &q.cs[n]
	if q.namesAnother(num, at) {
		return
	}
	for k := n - 1; k >= max(0, n-maxNear); k-- {
		d := &q.cs[k]
		if !isAmount(d) || !claim.SameClass(num, d, false) {
			continue
		}
		between := q.t[d.End:num.Start]
		marked := strings.Contains(between, "其中") || containsAny(clauseText(q.t, d), totals...) ||
			strings.HasPrefix(strings.TrimLeft(between, " 农户家人居民"), "中") || strings.Contains(between, "中")
		if !marked || !allRunes(q.words(d), core) {
			return
		}
		if k != n-1 && strings.Count(between, "其中") == 0 {
			return
		}
		return num, d, true
	}
	return
}

// namesAnother reports whether the clause of 占 at offset at has a subject of
// its own that the number before it does not count: 其中专任教师71人,本科学历占九成.
func (q question) namesAnother(num *claim.Claim, at int) bool {
	start := q.c.ClauseStart(q.t)
	if num.End > start {
		return false
	}
	subject := strings.TrimSpace(q.t[start:at])
	for _, w := range []string{"分别", "约", "各", "其", "均", "共", "大约", "已", "仅", "只"} {
		subject = strings.TrimPrefix(subject, w)
	}
	return subject != "" && !allRunes(q.words(num), subject)
}

// words returns the clause of a claim.
func (q question) words(c *claim.Claim) string {
	return q.t[c.ClauseStart(q.t):runeEnd(q.t, min(c.Clause.End, c.End+90))]
}

// mixedAreas reports whether the sentence gives areas in several units.
func (q question) mixedAreas() bool {
	class := ""
	for _, c := range q.cs[max(0, q.i-maxNear):min(len(q.cs), q.i+maxNear)] {
		if !strings.Contains(" 平方米 亩 公顷 平方公里 ", " "+c.Class+" ") || c.Class == "" {
			continue
		}
		if class != "" && c.Class != class {
			return true
		}
		class = c.Class
	}
	return false
}

// shortens reports whether the two characters of a stem stand in s in order:
// 参学 for 参加学习.
func shortens(s string, stem []rune) bool {
	k := strings.IndexRune(s, stem[0])
	return k >= 0 && strings.ContainsRune(s[k+utf8.RuneLen(stem[0]):], stem[1])
}

// allRunes reports whether every character of core stands in s.
func allRunes(s, core string) bool {
	for _, r := range core {
		if !strings.ContainsRune(s, r) {
			return false
		}
	}
	return true
}

// stems are the words by which the numerator of a rate may be named when the
// rate's own word is not repeated.
var stems = map[string][]string{
	"回收": {"收回"}, "结案": {"办结", "审结", "结案"}, "出席": {"到会", "实到", "出席"}, "出勤": {"实到", "到岗"}, "到会": {"实到"}, "参会": {"到会", "实到", "参加"},
	"参训": {"实训", "参加培训"}, "签约": {"签订", "签约"}, "回复": {"答复", "回复"}, "答复": {"回复"}, "化解": {"调解成功", "成功调解", "调处"}, "成功": {"成功"},
	"整改": {"已改", "改正", "销号"}, "完成": {"完成", "办结", "实际"}, "办结": {"办理完", "已办"}, "及格": {"合格"}, "合格": {"符合", "达标"}, "达标": {"符合", "合格"}, "普及": {"使用", "用上", "通"}, "入户": {"走访"}, "建档": {"建立"}, "就业": {"上岗", "就业"}, "处置": {"处理", "化解"},
	"准确": {"正确"}, "正确": {"准确"}, "体检": {"实检"}, "参检": {"实检"}, "到课": {"实到"}, "成活": {"活"}, "覆盖": {"覆盖", "建成", "建立", "设立", "配备", "开通"}, "改造": {"完成改造"}, "参与": {"参加"}, "参赛": {"参加"},
}

// rate reads a rate word that ends at 率 (offset end): the numerator's clause
// names what the rate names, or the pair is marked 应…实….
func (q question) rate(start, end int) (num, den *claim.Claim, bound bool) {
	word := q.t[start:end]
	if i := strings.LastIndexAny(word, ",、的 "); i >= 0 {
		_, w := utf8.DecodeRuneInString(word[i:])
		word = word[i+w:]
	}
	runes := []rune(word)
	if len(runes) < 2 {
		return
	}
	stem := string(runes[len(runes)-2:])
	n := -1
	for k := q.i - 1; k >= max(0, q.i-maxNear); k-- {
		if isPercent(&q.cs[k]) {
			return
		}
		if isAmount(&q.cs[k]) {
			n = k
			break
		}
	}
	if n < 1 || strings.Count(q.t[q.cs[n].End:q.c.Start], ",") > 1 {
		return
	}
	num = &q.cs[n]
	numWords := q.words(num)
	named := strings.Contains(numWords, stem) || containsAny(numWords, stems[stem]...) || shortens(numWords, runes[len(runes)-2:])
	for k := n - 1; k >= 0 && k >= n-3; k-- {
		d := &q.cs[k]
		if !isAmount(d) {
			continue
		}
		denWords := q.words(d)
		paired := strings.Contains(denWords, "应") && containsAny(numWords, "实", "已")
		if strings.HasPrefix(strings.TrimLeft(q.t[d.End:d.Clause.End], " "), "中") || strings.HasSuffix(q.t[d.End:max(d.End, d.Clause.End)], "中") {
			// D中,N取得证书,取证率: one character of the rate is enough.
			paired = paired || strings.ContainsRune(numWords, runes[len(runes)-2]) || strings.ContainsRune(numWords, runes[len(runes)-1])
		}
		onPaper := named && num.Class == "份" && (d.Class == "人" || d.Class == "户") // 建立档案1125份
		if !claim.SameClass(num, d, named) && !onPaper {
			continue
		}
		if undone := "未" + stem; strings.Contains(numWords, "不"+stem) || strings.Contains(numWords, undone) {
			// 检测500份,不合格12份,合格率97.6%: the rate is of the others.
			if k == n-1 && num.Low.LessThan(d.Low) && strings.Count(q.t[d.End:num.Start], ",") == 1 && !containsAny(word, "不"+stem, undone) {
				num = complement(num, d)
				return num, d, true
			}
			return
		}
		paired = paired || stem == "完成" && containsAny(denWords, "计划", "任务", "目标") && containsAny(numWords, "已", "实")
		if !named && !paired || num.Low.GreaterThan(d.High) && stem != "完成" {
			return
		}
		if strings.Count(q.t[d.End:num.Start], ",") > 2 {
			return
		}
		// A green area is a share of the ground, which may be given in mu.
		if (stem == "绿化" || stem == "绿地") && (!containsAny(denWords, "用地", "占地", "总面积") || q.mixedAreas()) {
			return
		}
		// What is built may cover more than its own number.
		if stem == "覆盖" && num.Low.Mul(decimal.NewFromInt(5)).LessThan(d.Low.Mul(decimal.NewFromInt(3))) {
			return
		}
		return num, d, true
	}
	return
}

// complement returns what a part leaves of the whole, in the place of the part.
func complement(part, whole *claim.Claim) *claim.Claim {
	q := *part.Quantity
	q.Low, q.High = whole.Low.Sub(part.High), whole.High.Sub(part.Low)
	return part.With(&q, whole.Range().Minus(part.Range()))
}
