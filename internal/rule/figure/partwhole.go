package figure

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"hecha/internal/claim"
	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/rule"
)

var _ = rule.Register(rule.Rule{
	ID:       "figure.part-whole",
	Title:    "分项与总数不符",
	Why:      "“5个(其中省级2个,市级2个)”:分项加起来应等于总数,至少不能超过总数。",
	Severity: finding.Error,
	Bad: []string{
		"今年改造公厕⟦18座,其中城区7座,其余9座在乡镇⟧。",
		"全站现有职工⟦52人,其中技术人员58人⟧。",
		"共设服务点⟦20处(室内12处、室外6处)⟧。",
		"评出⟦一等奖2名、二等奖5名、三等奖8名,共16名⟧。",
		"创建示范基地⟦7个(其中省级3个,市级3个)⟧。",
		"全年办理建议⟦36件:城建类15件、教育类11件、卫生类8件⟧。",
		"现有学生⟦640人,其中男生335人、女生315人⟧。",
		"宣讲队⟦由教师12人、学生20人组成,共36人⟧。",
		"应整改问题⟦45个,已整改38个,剩余5个⟧正在推进。",
	},
	Good: []string{
		"今年改造公厕18座,其中城区7座,其余11座在乡镇。",
		"全市有A级景区189家,其中5A级2家、4A级57家、3A级71家。",
		"全站现有职工52人,其中党员20人、女职工26人、高级职称15人。",
		"共设服务点20处(室内12处、室外8处)。",
		"92名选手参赛,评出一等奖3名、二等奖6名、三等奖11名,共20名。",
		"办理案件57件86人,其中刑事案件12件20人。",
		"举办讲座12场、参加1800人次,其中法治讲座5场、400人次。",
		"走访党员12名、群众86名,其中困难家庭90名。",
		"捐款总额98.6万元,其中助学60.2万元、助残等38.4万元。",
		"新购图书1.5万册,其中社科类6000册、文学类5000册、少儿类4000册。",
		"开展培训5期,其中专题培训2期,全年共培训学员320人。",
		"全镇有村民小组42个,其中山区18个(含高寒组6个)、川区24个。",
		"评出一、二、三等奖各5名,优秀奖10名,共25名。",
	},
	Check: partWhole,
})

// group is a whole with what is said to be its parts.
type group struct {
	whole claim.Claim
	parts []claim.Claim
	// all tells that the wording names every part.
	all bool
	// bracketed tells that the parts stand in brackets behind the whole.
	bracketed bool
	// totalLast tells that the parts come first and their sum behind them.
	totalLast bool
	// strict tells that the wording itself adds the parts up, so that they
	// cannot overlap.
	strict bool
	// other bounds the whole when a part may also belong to neighbours of it.
	other decimal.Decimal
	// span overrides the place reported.
	span doc.Span
}

func partWhole(p *rule.Pass) {
	t := p.Doc.Text
	ss := claim.Sentences(p.Doc)
	for si, s := range ss {
		var prev []claim.Claim
		if si > 0 && ss[si-1].Line == s.Line && ss[si-1].Number == s.Number-1 {
			prev = ss[si-1].Claims
		}
		for _, g := range groups(t, s, prev) {
			judge(p, t, g)
		}
	}
}

// groups finds the wholes with parts of a sentence.
func groups(t string, s claim.Sentence, prev []claim.Claim) []group {
	var out []group
	cs := s.Claims
	out = append(out, amongThem(t, s, prev)...)
	for i := range cs {
		if g, ok := inBrackets(t, cs, i); ok {
			out = append(out, g)
		}
		if g, ok := behindColon(t, cs, i); ok {
			out = append(out, g)
		}
		if g, ok := summedUp(t, s, i); ok {
			out = append(out, g)
		}
		if g, ok := remainder(t, cs, i); ok {
			out = append(out, g)
		}
		if g, ok := halvesOf(t, cs, i); ok {
			out = append(out, g)
		}
	}
	return out
}

// part markers: what introduces parts, and whether it promises all of them.
var partMarks = []struct {
	word string
	all  bool
}{{"其中", false}, {"分别为", true}, {"分别是", true}, {"分别有", true}, {"由", true}, {"包括", false}}

// rests announce the remaining part.
var rests = []string{"其余", "剩余", "其他", "其它", "余下", "剩下", "余者", "另外", "另有", "还有", "尚有"}

// newStatement opens a clause that says something new behind a list of parts.
var newStatement = []string{"全年", "今年", "累计", "共", "先后", "同时", "并", "已", "现有", "现已", "合计", "总计", "小计", "组织", "开展", "举办", "召开", "参加", "参与", "受益", "惠及", "带动", "发放", "投入", "培训", "服务", "接待", "较", "比", "同比", "人均", "户均", "占", "每", "覆盖", "吸引", "辐射", "完成", "实现", "达", "评", "获", "走访", "慰问", "新增", "平均", "年均", "计划", "力争"}

// amongThem reads 甲N,其中乙n、丙m.
func amongThem(t string, s claim.Sentence, prev []claim.Claim) []group {
	var out []group
	cs := s.Claims
	for from := s.Start; from < s.End; {
		at, w, all := nextMark(t, from, s.End)
		if at < 0 {
			break
		}
		from = at + w
		first := 0
		for first < len(cs) && cs[first].Start < from {
			first++
		}
		if first == len(cs) {
			break
		}
		lead := cs[first]
		if lead.Start-from > 60 || strings.ContainsAny(t[from:lead.Start], "()") {
			continue
		}
		parts := partsFrom(t, cs, first, lead.Depth, lead.Bracket)
		if t[at:from] == "由" {
			last := parts[len(parts)-1]
			if len(parts) < 2 || !containsAny(firstWords(t[last.End:s.End], 10), "组成", "构成") {
				continue
			}
		}
		for _, g := range byClass(parts) {
			if !isAmount(g[0]) {
				continue
			}
			whole, other, ok := wholeBefore(t, cs[:first], at, lead, g[0], s, prev)
			if !ok {
				continue
			}
			out = append(out, group{whole: whole, parts: g, all: all || hasRest(t, g), strict: all, bracketed: lead.Depth > whole.Depth, other: other})
		}
	}
	return out
}

func nextMark(t string, from, end int) (at, width int, all bool) {
	at = -1
	for _, m := range partMarks {
		if k := strings.Index(t[from:end], m.word); k >= 0 && (at < 0 || from+k < at) {
			at, width, all = from+k, len(m.word), m.all
		}
	}
	return
}

// partsFrom collects the parts that follow a mark: those parted by 、 and
// those in further clauses that say nothing new.
func partsFrom(t string, cs []claim.Claim, first, depth, bracket int) []claim.Claim {
	parts := []claim.Claim{cs[first]}
	for i := first + 1; i < len(cs); i++ {
		c := cs[i]
		if c.Depth > depth {
			continue // brackets inside the list
		}
		if c.Depth < depth || c.Bracket != bracket {
			break
		}
		gap := t[parts[len(parts)-1].End:c.Start]
		if strings.Contains(gap, "其中") || strings.Contains(gap, "包括") {
			break
		}
		if c.Clause != parts[len(parts)-1].Clause {
			words := clauseText(t, c)
			if claim.Runes(words) > 14 || opensNew(words) || strings.ContainsRune(gap, ':') {
				break
			}
		}
		parts = append(parts, c)
	}
	return parts
}

// opensNew reports whether a clause begins a new statement.
func opensNew(words string) bool {
	if containsAny(words, rests...) {
		return false
	}
	words = strings.TrimSpace(words)
	for _, w := range newStatement {
		if strings.HasPrefix(words, w) {
			return true
		}
	}
	return false
}

// byClass splits parts into those that can be added, in order of appearance.
func byClass(parts []claim.Claim) [][]claim.Claim {
	var out [][]claim.Claim
next:
	for _, c := range parts {
		for i := range out {
			if claim.SameClass(out[i][0], c, false) {
				out[i] = append(out[i], c)
				continue next
			}
		}
		out = append(out, []claim.Claim{c})
	}
	return out
}

func hasRest(t string, parts []claim.Claim) bool {
	last := parts[len(parts)-1]
	return len(parts) > 1 && containsAny(last.Lead.Of(t)+clauseText(t, last), rests...)
}

// wholeBefore finds the figure that parts introduced at offset at divide: the
// nearest of their class outside finished brackets.
func wholeBefore(t string, before []claim.Claim, at int, lead, part claim.Claim, s claim.Sentence, prev []claim.Claim) (whole claim.Claim, other decimal.Decimal, ok bool) {
	depth := lead.Depth
	if lead.Bracket >= 0 && lead.Bracket < at {
		// The mark opens a bracket: the whole stands before it.
		depth--
	}
	for i := len(before) - 1; i >= max(0, len(before)-maxNear); i-- {
		c := before[i]
		if c.Depth > max(depth, 0) || !isAmount(c) || !claim.SameClass(c, part, false) {
			continue
		}
		if !ok {
			whole, ok = c, true
			other = c.Range.High
			continue
		}
		// Other figures of the class in the same list may share the parts.
		if strings.Contains(t[c.End:whole.Start], "、") || c.Clause == whole.Clause || strings.Count(t[c.End:whole.Start], ",") <= 1 && !containsAny(t[c.End:whole.Start], "其中") {
			other = other.Add(c.Range.High)
		}
	}
	if ok {
		if strings.Count(t[whole.End:at], ",") > 2 {
			return whole, other, false
		}
		return whole, other, true
	}
	if at != s.Start {
		return whole, other, false
	}
	// 。其中…: the sentence before has the whole.
	for i := len(prev) - 1; i >= 0; i-- {
		c := prev[i]
		if !isAmount(c) || !claim.SameClass(c, part, false) {
			continue
		}
		if !ok || c.Low.GreaterThan(whole.Low) {
			whole, ok = c, true
		}
		other = other.Add(c.Range.High)
	}
	return whole, other, ok
}

// inBrackets reads N个(甲n个、乙m个).
func inBrackets(t string, cs []claim.Claim, i int) (group, bool) {
	w := cs[i]
	if !isAmount(w) || i+2 >= len(cs) {
		return group{}, false
	}
	open := cs[i+1].Bracket
	if cs[i+1].Depth != w.Depth+1 || open < w.End || open-w.End > 24 || strings.ContainsAny(t[w.End:open], ",、。;:") {
		return group{}, false
	}
	if containsAny(t[open:cs[i+1].Start], "其中", "包括", "含", "另", "比", "较", "原", "上年", "去年", "每", "计划", "约合", "分别") {
		return group{}, false
	}
	g := group{whole: w, all: true, bracketed: true}
	for _, c := range cs[i+1:] {
		if c.Bracket != open || !claim.SameClass(c, w, false) || containsAny(c.Lead.Of(t), "其中", "含", "每", "均") {
			if c.Bracket == open && c.Depth == w.Depth+1 {
				return group{}, false
			}
			break
		}
		g.parts = append(g.parts, c)
	}
	return g, len(g.parts) >= 2
}

// behindColon reads 建议36件:城建15件、教育11件、卫生10件.
func behindColon(t string, cs []claim.Claim, i int) (group, bool) {
	w := cs[i]
	if !isAmount(w) || i+2 >= len(cs) {
		return group{}, false
	}
	k := strings.IndexByte(t[w.End:cs[i+1].Start], ':')
	if k < 0 || k > 18 || strings.ContainsAny(t[w.End:w.End+k], ",、()") {
		return group{}, false
	}
	g := group{whole: w, all: true, strict: true}
	for j := i + 1; j < len(cs); j++ {
		c := cs[j]
		if c.Depth > w.Depth {
			continue
		}
		if !claim.SameClass(c, w, false) || claim.Runes(c.Lead.Of(t)) > 12 || c.Lead.Empty() || opensNew(clauseText(t, c)) || containsAny(c.Lead.Of(t), "其中") {
			return group{}, false
		}
		if j > i+1 && c.Clause != cs[j-1].Clause && strings.Contains(t[cs[j-1].End:c.Start], ":") {
			return group{}, false
		}
		g.parts = append(g.parts, c)
	}
	return g, len(g.parts) >= 2
}

// sums announce the total of the figures before it.
var sums = []string{"共", "共计", "合计", "总计", "总共", "一共", "共有"}

// summedUp reads 甲2名、乙5名、丙8名,共15名.
func summedUp(t string, s claim.Sentence, i int) (group, bool) {
	cs := s.Claims
	w := cs[i]
	words := strings.TrimSpace(clauseText(t, w))
	if i < 2 || !isAmount(w) || !isSum(words) {
		return group{}, false
	}
	g := group{whole: w, all: true, totalLast: true}
	// The list directly before: first what 、 joins, else the clauses.
	j := i - 1
	commas := false
	for ; j >= 0; j-- {
		c := cs[j]
		if c.Depth > w.Depth {
			continue
		}
		if !claim.SameClass(c, w, false) || claim.Runes(c.Lead.Of(t)) > 16 {
			break
		}
		if len(g.parts) > 0 {
			next := g.parts[len(g.parts)-1]
			gap := t[c.End:next.Start]
			if c.Clause != next.Clause {
				if len(g.parts) > 1 && !commas {
					break // 、 joins the list; a comma before it ends it
				}
				if claim.Runes(clauseText(t, next)) > 12 || opensNew(clauseText(t, next)) {
					break
				}
				commas = true
			} else if commas {
				break
			} else if !strings.Contains(gap, "、") && !strings.Contains(gap, "和") && !strings.Contains(gap, "及") {
				break
			}
		} else if c.Clause.End < w.Clause.Start && strings.Count(t[c.End:w.Start], ",") > 1 {
			return group{}, false
		}
		g.parts = append(g.parts, c)
	}
	for a, b := 0, len(g.parts)-1; a < b; a, b = a+1, b-1 {
		g.parts[a], g.parts[b] = g.parts[b], g.parts[a]
	}
	if len(g.parts) < 2 {
		return group{}, false
	}
	if containsAny(t[g.parts[0].Start:w.Start], "其中", "每", "均", "分别比") {
		return group{}, false
	}
	return g, true
}

// isSum reports whether the clause up to a figure says no more than 共.
func isSum(words string) bool {
	for _, w := range sums {
		if words == w {
			return true
		}
	}
	return false
}

// halvesOf reads 党员136名,在职52名,退休84名: two parts that by their own words
// leave nothing out.
func halvesOf(t string, cs []claim.Claim, i int) (group, bool) {
	if i+2 >= len(cs) || !isAmount(cs[i]) {
		return group{}, false
	}
	w, a, b := cs[i], cs[i+1], cs[i+2]
	between := t[w.End:a.Start]
	if !claim.SameClass(w, a, false) || !claim.SameClass(w, b, false) || a.Depth != w.Depth || b.Depth != w.Depth || w.Low.LessThan(a.Low) ||
		strings.Count(t[w.End:b.Start], ",") > 2 || containsAny(t[w.End:b.Start], "其中", "共", "新增", "减少") || claim.Runes(between) > 14 {
		return group{}, false
	}
	words := []string{a.Lead.Of(t), b.Lead.Of(t)}
	if !claim.Complete(words) || claim.Complete([]string{w.Lead.Of(t), a.Lead.Of(t)}) || claim.Runes(words[0]) > 10 || claim.Runes(words[1]) > 10 {
		return group{}, false
	}
	return group{whole: w, parts: []claim.Claim{a, b}, all: true}, true
}

// remainder reads 应改45个,已改38个,剩余7个.
func remainder(t string, cs []claim.Claim, i int) (group, bool) {
	r := cs[i]
	words := strings.TrimSpace(clauseText(t, r))
	if i < 2 || !isAmount(r) || !(strings.HasPrefix(words, "剩余") || strings.HasPrefix(words, "其余") || strings.HasPrefix(words, "余下") || strings.HasPrefix(words, "剩下") || strings.HasPrefix(words, "尚余")) {
		return group{}, false
	}
	var same []claim.Claim
	for _, c := range cs[max(0, i-maxNear):i] {
		if isAmount(c) && claim.SameClass(c, r, false) && c.Depth == r.Depth {
			same = append(same, c)
		}
	}
	if len(same) != 2 || strings.Contains(t[same[0].End:r.Start], "其中") || same[1].Low.GreaterThan(same[0].Low) {
		return group{}, false
	}
	return group{whole: same[0], parts: []claim.Claim{same[1], r}, all: true}, true
}

// judge compares parts and whole.
func judge(p *rule.Pass, t string, g group) {
	parts, ok := multiplied(t, g)
	if !ok {
		return
	}
	p.Examined(1)
	whole := g.whole.Range
	var words []string
	sum := claim.Interval{}
	slack := claim.Slack(g.whole.Quantity, t)
	finer := false
	open := false
	for i, c := range g.parts {
		sum = sum.Plus(parts[i])
		slack = slack.Add(claim.Slack(c.Quantity, t).Div(decimal.NewFromInt(2)))
		finer = finer || c.Step.LessThan(g.whole.Step)
		words = append(words, c.Words(t))
		open = open || strings.HasSuffix(strings.TrimSpace(c.Lead.Of(t)), "等")
	}
	if finer {
		// 2万 beside 9500: the round figure is only good to half its step.
		slack = slack.Add(g.whole.Step.Div(decimal.NewFromInt(2)))
	}
	allowed := whole.Widen(slack)
	for i, c := range g.parts {
		if parts[i].Low.GreaterThan(allowed.High) && parts[i].Low.GreaterThan(g.other) {
			report(p, t, g, fmt.Sprintf("其中一项 %s 大于总数 %s", describe(t, c), full(t, g.whole)), finding.Error)
			return
		}
	}
	if sum.Meets(allowed) || len(g.parts) < 2 {
		return
	}
	over := sum.Low.GreaterThan(allowed.High)
	said := fmt.Sprintf("%s = %s,与总数 %s 不符", added(t, g.parts, parts), show(sum.Low), full(t, g.whole))
	complete := g.all || claim.Complete(words)
	switch {
	case over && sum.Low.LessThanOrEqual(g.other) && !g.all:
	case over && !g.strict && claim.Overlap(words) && !hasRest(t, g.parts) && !g.totalLast:
	case over && !complete:
		report(p, t, g, fmt.Sprintf("%s = %s,超过总数 %s", added(t, g.parts, parts), show(sum.Low), full(t, g.whole)), finding.Error)
	case open && !hasRest(t, g.parts):
	case complete && !g.strict && claim.Overlap(words) && !hasRest(t, g.parts) && !claim.Complete(words) && !g.totalLast:
	case complete:
		report(p, t, g, said, finding.Error)
	case g.bracketed && claim.Levels(words):
		report(p, t, g, said, finding.Warning)
	case !over && sum.High.Mul(decimal.NewFromInt(10)).GreaterThanOrEqual(whole.Low.Mul(decimal.NewFromInt(9))) && !claim.Overlap(words):
		report(p, t, g, said+";若所列不是全部,请写明", finding.Info)
	}
}

// multiplied returns what each part adds: 一、二、三等奖各5名 adds 15. ok is
// false when 各 cannot be counted.
func multiplied(t string, g group) ([]claim.Interval, bool) {
	out := make([]claim.Interval, len(g.parts))
	for i, c := range g.parts {
		out[i] = c.Range
		lead := strings.TrimSpace(t[c.Clause.Start:c.Start])
		if !strings.HasSuffix(lead, "各") && !strings.HasSuffix(lead, "各有") {
			if strings.HasSuffix(lead, "每") || strings.Contains(c.Lead.Of(t), "均") {
				return nil, false
			}
			continue
		}
		end := c.Clause.Start + strings.LastIndex(t[c.Clause.Start:c.Start], "各")
		l := claim.Before(t, end)
		// Only the names behind the last figure belong to 各.
		n := 0
		for _, it := range l.Items {
			if i > 0 && it.End <= g.parts[i-1].End {
				continue
			}
			n++
		}
		if n < 2 || l.Joints > 1 {
			return nil, false
		}
		n += l.Joints
		out[i] = c.Range.Times(decimal.NewFromInt(int64(n)))
	}
	return out, true
}

// describe names a part: 省级2个.
func describe(t string, c claim.Claim) string {
	return strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(c.Lead.Of(t)), "其中")) + full(t, c)
}

// added prints the sum of parts with their names.
func added(t string, parts []claim.Claim, values []claim.Interval) string {
	var b strings.Builder
	for i, c := range parts {
		if i == maxShown {
			fmt.Fprintf(&b, " + …(共%d项)", len(parts))
			break
		}
		if i > 0 {
			b.WriteString(" + ")
		}
		name := strings.TrimPrefix(strings.TrimSpace(c.Lead.Of(t)), "其中")
		if claim.Runes(name) > 8 {
			name = ""
		}
		b.WriteString(name)
		if values[i].Low.Equal(c.Range.Low) {
			b.WriteString(plain(t, c))
		} else {
			b.WriteString(show(values[i].Low))
		}
	}
	return b.String()
}

func report(p *rule.Pass, t string, g group, message string, sev finding.Severity) {
	sp := g.whole.Span
	f := finding.Finding{Severity: sev, Message: message, Suggestion: "核对总数与各分项,改正其中有误的一个。", Evidence: []finding.Evidence{note(g.whole.Span, "总数")}}
	for _, c := range g.parts {
		sp = sp.Join(c.Span)
		f.Evidence = append(f.Evidence, note(c.Span, "分项"))
	}
	f.Span = sp
	p.ReportAs(f)
}
