package figure

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"hecha/internal/claim"
	"hecha/internal/lexicon"
	"hecha/internal/quantity"
)

// groups finds the wholes with parts of a sentence.
func groups(t string, s *sentence) []group {
	out := amongThem(t, s)
	cs := s.Claims
	for i := range cs {
		w := &cs[i]
		if !s.sites[i].amount {
			continue
		}
		// alike and alike2 tell that the next figures could be parts.
		alike := i+1 < len(cs) && claim.SameClass(&cs[i+1], w, false)
		alike2 := alike && i+2 < len(cs) && cs[i+1].Depth == w.Depth && cs[i+2].Depth == w.Depth && claim.SameClass(&cs[i+2], w, false)
		if i+2 < len(cs) && cs[i+1].Depth == w.Depth+1 && alike {
			if g, ok := inBrackets(t, cs, i); ok {
				out = append(out, g)
			}
		}
		if i+2 < len(cs) && (alike || cs[i+1].Depth > w.Depth) {
			if g, ok := behindColon(t, s, i); ok {
				out = append(out, g)
			}
		}
		if i >= 2 {
			if g, ok := summedUp(t, s, i); ok {
				out = append(out, g)
			}
			if g, ok := remainder(t, s, i); ok {
				out = append(out, g)
			}
		}
		if alike2 {
			if g, ok := series(t, cs, i); ok {
				out = append(out, g)
			}
			if g, ok := halvesOf(t, cs, i); ok {
				out = append(out, g)
			}
		}
		if alike {
			if g, ok := subsetOf(t, s, i); ok {
				out = append(out, g)
			}
		}
	}
	return out
}

// rests announce the remaining part.
var rests = newWords("其余", "剩余", "其他", "其它", "余下", "剩下", "余者", "另外", "另有", "还有", "尚有")

// newStatement opens a clause that says something new behind a list of parts.
var newStatement = lexicon.NewList("全年", "今年", "累计", "共", "先后", "同时", "并", "已", "现有", "现已", "合计", "总计", "小计", "组织", "开展", "举办", "召开", "参加", "参与", "受益", "惠及", "带动", "发放", "投入", "培训", "服务", "接待", "较", "比", "同比", "人均", "户均", "占", "每", "覆盖", "吸引", "辐射", "完成", "实现", "达", "评", "获", "走访", "慰问", "新增", "平均", "年均", "计划", "力争")

// amongThem reads 甲N,其中乙n、丙m.
func amongThem(t string, s *sentence) []group {
	if s.cues&partCue == 0 {
		return nil
	}
	var out []group
	cs := s.Claims
	first := 0
	from := s.Start
	for i := range s.words {
		mark := &s.words[i]
		if cueOf(mark)&partCue == 0 || mark.Start < from || mark.End > s.End {
			continue
		}
		at, all := mark.Start, slices.Contains(wholeMarks, mark.Row.Word)
		from = mark.End
		for first < len(cs) && cs[first].Start < from {
			first++
		}
		if first == len(cs) {
			break
		}
		lead := &cs[first]
		if lead.Start-from > 60 || strings.ContainsAny(t[from:lead.Start], "()") {
			continue
		}
		parts := partsFrom(t, cs, first, lead.Depth, lead.Bracket)
		if mark.Row.Word == madeOf {
			last := parts[len(parts)-1]
			if len(parts) < 2 || !containsAny(firstWords(t[last.End:s.End], 10), "组成", "构成") {
				continue
			}
		}
		for _, g := range byClass(parts) {
			if !isAmount(g[0]) {
				continue
			}
			whole, other, ok := wholeBefore(t, cs[:first], at, lead, g[0], s)
			if !ok {
				continue
			}
			out = append(out, group{whole: whole, parts: g, all: all || hasRest(t, g), strict: all, bracketed: lead.Depth > whole.Depth, other: other})
		}
	}
	return out
}

// partsFrom collects the parts that follow a mark: those parted by 、 and
// those in further clauses that say nothing new.
func partsFrom(t string, cs []claim.Claim, first, depth, bracket int) []*claim.Claim {
	parts := []*claim.Claim{&cs[first]}
	for i := first + 1; i < min(len(cs), first+maxSpan); i++ {
		c := &cs[i]
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
		if len(parts) > maxParts {
			return parts[:1] // no list that a person would add up
		}
	}
	return parts
}

// opensNew reports whether a clause begins a new statement.
func opensNew(words string) bool {
	return newStatement.Opens(strings.TrimSpace(words)) >= 0 && !rests.in(words, charsOf(words))
}

// byClass splits parts into those that can be added, in order of appearance.
func byClass(parts []*claim.Claim) [][]*claim.Claim {
	var out [][]*claim.Claim
next:
	for _, c := range parts {
		for i := range out {
			if claim.SameClass(out[i][0], c, false) {
				out[i] = append(out[i], c)
				continue next
			}
		}
		out = append(out, []*claim.Claim{c})
	}
	return out
}

func hasRest(t string, parts []*claim.Claim) bool {
	last := parts[len(parts)-1]
	words := last.Lead.Of(t) + clauseText(t, last)
	return len(parts) > 1 && rests.in(words, charsOf(words))
}

// wholeBefore finds the figure that parts introduced at offset at divide: the
// nearest of their class outside finished brackets.
func wholeBefore(t string, before []claim.Claim, at int, lead, part *claim.Claim, s *sentence) (whole *claim.Claim, other decimal.Decimal, ok bool) {
	depth := lead.Depth
	if lead.Bracket >= 0 && lead.Bracket < at {
		// The mark opens a bracket: the whole stands before it.
		depth--
	}
	for i := len(before) - 1; i >= max(0, len(before)-maxNear); i-- {
		c := &before[i]
		if c.Depth > max(depth, 0) || !isAmount(c) || !claim.SameClass(c, part, false) {
			continue
		}
		if !ok {
			whole, ok = c, true
			other = c.Range().High
			continue
		}
		// Other figures of the class in the same list may share the parts.
		if strings.Contains(t[c.End:whole.Start], "、") || c.Clause == whole.Clause || strings.Count(t[c.End:whole.Start], ",") <= 1 && !containsAny(t[c.End:whole.Start], "其中") {
			other = other.Add(c.Range().High)
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
	for i := len(s.prev) - 1; i >= 0; i-- {
		c := &s.prev[i]
		if !isAmount(c) || !claim.SameClass(c, part, false) {
			continue
		}
		if !ok || c.Low.GreaterThan(whole.Low) {
			whole, ok = c, true
		}
		other = other.Add(c.Range().High)
	}
	return whole, other, ok
}

// inBrackets reads N个(甲n个、乙m个). The figure behind i is in brackets, and
// another follows.
func inBrackets(t string, cs []claim.Claim, i int) (group, bool) {
	w := &cs[i]
	open := cs[i+1].Bracket
	if open < w.End || open-w.End > 24 || strings.ContainsAny(t[w.End:open], ",、。;:") {
		return group{}, false
	}
	if containsAny(t[open:cs[i+1].Start], "其中", "包括", "含", "另", "比", "较", "原", "上年", "去年", "每", "计划", "约合", "分别") {
		return group{}, false
	}
	g := group{whole: w, all: true, bracketed: true}
	rest := cs[i+1:]
	for k := range rest {
		c := &rest[k]
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

// colon is what behindColon looks for.
var colon = charsOf(":")

// behindColon reads 建议36件:城建15件、教育11件、卫生10件.
func behindColon(t string, s *sentence, i int) (group, bool) {
	if !s.sites[i+1].gap.have(colon) {
		return group{}, false
	}
	cs := s.Claims
	w := &cs[i]
	k := strings.IndexByte(t[w.End:cs[i+1].Start], ':')
	if k < 0 || k > 18 || strings.ContainsAny(t[w.End:w.End+k], ",、()") {
		return group{}, false
	}
	g := group{whole: w, all: true, strict: true}
	for j := i + 1; j < min(len(cs), i+maxSpan); j++ {
		c := &cs[j]
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

// maxSpan is how many figures of any kind may lie between a total and its last
// part, those in inner brackets included.
const maxSpan = 200

// maxParts is how many figures one total adds up.
const maxParts = 60

// sums announce the total of the figures before it.
var sums = newWords("共", "共计", "合计", "总计", "总共", "一共", "共有")

// summedUp reads 甲2名、乙5名、丙8名,共15名.
func summedUp(t string, s *sentence, i int) (group, bool) {
	if !sums.may(s.sites[i].clause) {
		return group{}, false
	}
	cs := s.Claims
	w := &cs[i]
	act, ok := sumOfActs(strings.TrimSpace(clauseText(t, w)))
	if !ok {
		return group{}, false
	}
	g := group{whole: w, all: true, totalLast: true}
	// The list directly before: first what 、 joins, else the clauses.
	j := i - 1
	commas := false
	for ; j >= max(0, i-maxSpan); j-- {
		c := &cs[j]
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
		if len(g.parts) > maxParts {
			return group{}, false
		}
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
	return g, act == "" || sharesAct(t, g.parts, act)
}

// sumOfActs reports whether the clause up to a figure says no more than 共, or
// 全年共办理: then with the words that tell what was summed up.
func sumOfActs(words string) (act string, ok bool) {
	_, words = cutScope(words)
	words = withoutTime(words)
	for _, w := range sums.list {
		if words == w {
			return "", true
		}
		if rest := strings.TrimPrefix(words, w); rest != words && claim.Runes(rest) >= 2 && claim.Runes(rest) <= 4 {
			act, ok = rest, true
		}
	}
	return act, ok
}

// sharesAct reports whether the parts are told apart by words that leave
// nothing out (线上…,线下…) or all repeat what was summed up (一季度办理…,二季度办理…).
func sharesAct(t string, parts []*claim.Claim, act string) bool {
	words := make([]string, len(parts))
	repeated := true
	for i, c := range parts {
		words[i] = strings.TrimSpace(c.Lead.Of(t))
		repeated = repeated && strings.HasSuffix(words[i], act)
	}
	return claim.Complete(words) || repeated && len(parts) >= 3
}

// hasPrefix reports whether s begins with one of the words.
func hasPrefix(s string, words ...string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// series reads 共采购1200册,少儿类500册,文学类400册,科技类300册: at least three
// parts named alike, up to the end of the sentence. The first two are alike.
func series(t string, cs []claim.Claim, i int) (group, bool) {
	w := &cs[i]
	rest := cs[i+1:]
	if len(rest) >= maxParts {
		return group{}, false
	}
	for k := 2; k < len(rest); k++ {
		if c := &rest[k]; !claim.SameClass(c, w, false) || c.Depth != w.Depth {
			return group{}, false
		}
	}
	if strings.TrimSpace(t[w.End:w.Tail.End]) == "" && strings.HasPrefix(t[w.Tail.End:], "、") {
		return group{}, false // 一等奖1名、二等奖2名: the first is one of them
	}
	g := group{whole: w, all: true}
	last := ""
	for k := range rest {
		c := &rest[k]
		lead := strings.TrimSpace(c.Lead.Of(t))
		if claim.Runes(lead) < 2 || claim.Runes(lead) > 6 || opensNew(lead) || strings.TrimSpace(c.Tail.Of(t)) != "" {
			return group{}, false
		}
		if end := lastWord(lead); last != "" && end != last && !(c.Kind == quantity.Money && sourced(lead, g.parts, t)) {
			return group{}, false
		} else {
			last = end
		}
		g.parts = append(g.parts, c)
	}
	if len(g.parts) == 2 {
		// Two parts only when they repeat the noun of the whole.
		noun := strings.TrimSpace(w.Lead.Of(t))
		for _, sum := range []string{"共计", "合计", "总计", "共"} {
			noun = strings.TrimSuffix(noun, sum)
		}
		noun = lastRunes(noun, 2)
		if verb := firstWords(afterTime(w.Lead.Of(t)), 2); slices.Contains(getting, verb) && strings.HasSuffix(strings.TrimSpace(g.parts[0].Lead.Of(t)), verb) {
			noun = verb // 受理投诉90件,电话受理50件,网络受理40件
		}
		if claim.Runes(noun) < 2 || !strings.HasSuffix(strings.TrimSpace(g.parts[0].Lead.Of(t)), noun) || !strings.HasSuffix(strings.TrimSpace(g.parts[1].Lead.Of(t)), noun) {
			return group{}, false
		}
	}
	g.strict = strings.Contains("类级度月组届镇村乡部片区型岗", last)
	if containsAny(clauseText(t, w), "共", "总") || strings.Contains("镇村乡区片", last) || sourced(cs[i+1].Lead.Of(t), g.parts, t) {
		return g, true
	}
	// 开展活动9场,学习活动4场,文体活动3场 names but two kinds.
	g.all, g.strict = false, false
	if len(g.parts) != 2 || i > 0 && claim.SameClass(&cs[i-1], w, false) || containsAny(clauseText(t, w), "其中") {
		return group{}, false // the whole is itself one of a list
	}
	a, b := g.parts[0], g.parts[1]
	return g, a.Low.Add(b.Low).GreaterThan(w.High) || claim.Complete([]string{a.Lead.Of(t), b.Lead.Of(t)})
}

// afterTime returns words without a time and 共 in front.
func afterTime(words string) string {
	words = strings.TrimSpace(words)
	words = withoutTime(words)
	return strings.TrimPrefix(words, "共")
}

// sources name where money comes from.
var sources = []string{"财政", "补助", "自筹", "配套", "捐赠", "捐款", "贷款", "争取", "拨款", "筹集", "筹资", "赞助", "补贴", "投劳", "帮扶"}

// sourced reports whether a part and those before it are all sources of money.
func sourced(lead string, parts []*claim.Claim, t string) bool {
	if !containsAny(lead, sources...) {
		return false
	}
	for _, c := range parts {
		if !containsAny(c.Lead.Of(t), sources...) {
			return false
		}
	}
	return true
}

// lastRunes returns the last n characters of s.
func lastRunes(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}

// halvesOf reads 党员136名,在职52名,退休84名: two parts that by their own words
// leave nothing out. All three are alike.
func halvesOf(t string, cs []claim.Claim, i int) (group, bool) {
	w, a, b := &cs[i], &cs[i+1], &cs[i+2]
	if w.Low.LessThan(a.Low) || claim.Runes(a.Lead.Of(t)) > 10 || claim.Runes(b.Lead.Of(t)) > 10 || claim.Runes(t[w.End:a.Start]) > 14 ||
		strings.Count(t[w.End:b.Start], ",") > 2 || containsAny(t[w.End:b.Start], "其中", "共", "新增", "减少") {
		return group{}, false
	}
	if !claim.Complete([]string{a.Lead.Of(t), b.Lead.Of(t)}) || claim.Complete([]string{w.Lead.Of(t), a.Lead.Of(t)}) {
		return group{}, false
	}
	return group{whole: w, parts: []*claim.Claim{a, b}, all: true}, true
}

// remaining are the words that open the clause of what is left.
var remaining = newWords("请假", "缺席", "缺勤", "未", "尚有", "还有", "剩余", "其余", "余下", "剩下", "尚余")

// remainder reads 应改45个,已改38个,剩余7个.
func remainder(t string, s *sentence, i int) (group, bool) {
	if !remaining.may(s.sites[i].clause) {
		return group{}, false
	}
	cs := s.Claims
	r := &cs[i]
	words := strings.TrimSpace(clauseText(t, r))
	undone := hasPrefix(words, "请假", "缺席", "缺勤", "未", "尚未", "尚有", "还有")
	if !undone && !hasPrefix(words, "剩余", "其余", "余下", "剩下", "尚余") {
		return group{}, false
	}
	var same []*claim.Claim
	rest := cs[max(0, i-maxNear):i]
	for k := range rest {
		c := &rest[k]
		if isAmount(c) && claim.SameClass(c, r, false) && c.Depth == r.Depth {
			same = append(same, c)
		}
	}
	if len(same) != 2 || strings.Contains(t[same[0].End:r.Start], "其中") || same[1].Low.GreaterThan(same[0].Low) {
		return group{}, false
	}
	if undone && !containsAny(clauseText(t, same[1]), "已", "实", "到") {
		return group{}, false
	}
	return group{whole: same[0], parts: []*claim.Claim{same[1], r}, all: true, strict: true}, true
}

// standing tell how many there are; picked is the word of a clause that picks
// some of them out.
var (
	standing = newWords("现有", "共有", "设有", "建有", "下设", "下辖")
	picked   = charsOf("的")
)

// subsetOf reads 设有班组26个,达标的班组有12个: the next figure is of those of
// the same noun that a clause with 的 picks out.
func subsetOf(t string, s *sentence, i int) (group, bool) {
	w, c := &s.Claims[i], &s.Claims[i+1]
	if !s.sites[i+1].clause.have(picked) || w.Depth != c.Depth || !standing.in(clauseText(t, w), s.sites[i].clause) {
		return group{}, false
	}
	noun := lastRunes(strings.TrimSpace(w.Lead.Of(t)), 2)
	lead := strings.TrimSpace(clauseText(t, c))
	for _, verb := range []string{"共有", "有", "达到", "达", "共"} {
		lead = strings.TrimSuffix(lead, verb)
	}
	if claim.Runes(noun) < 2 ||
		!strings.HasSuffix(lead, noun) || !strings.Contains(lead, "的") || strings.Count(t[w.End:c.Start], ",") != 1 {
		return group{}, false
	}
	return group{whole: w, parts: []*claim.Claim{c}}, true
}
