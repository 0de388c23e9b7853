package figure

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"hecha/internal/claim"
	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/lexicon"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

var _ = rule.Register(rule.Rule{
	ID:       "figure.conflict",
	Title:    "同一指标前后两个数",
	Why:      "同一范围的同一指标前面写460户,后面写406户,必有一处是错的或来自别的稿子。",
	Severity: finding.Error,
	Bad: []string{
		"全校共有教师⟦86人⟧。一年来,全校⟦68名教师⟧全部参加了培训。",
		"共征集“金点子”⟦132条⟧。在征集到的⟦123条“金点子”⟧中,采纳40条。",
		"全年获得市级以上表彰⟦6次⟧。这⟦8次表彰⟧是对我们的鞭策。",
		"全市现有基层工会120家,工会会员⟦3.1万人⟧。今年,全市⟦3.9万名工会会员⟧实名注册。",
		"现有志愿者⟦1260人⟧,分属8支队伍。\n目前,全县⟦1620名志愿者⟧活跃在一线。",
		"全局现有干部职工⟦112人⟧。\n二、队伍建设\n全局⟦121名干部职工⟧签订了承诺书。",
	},
	Good: []string{
		"全校共有教师86人。一年来,全校86名教师全部参加了培训。",
		"全市有会员16.4万人,今年新发展会员1.2万人,共有1.2万名会员领到福利。",
		"计划举办讲座38场,实际举办33场。上半年接待28万人次,全年接待65万人次。",
		"东岭村有党员31名,西坪村有党员26名。全镇57名党员认领心愿。",
		"全县注册志愿者6.3万人。目前,全县近6.3万名注册志愿者活跃在一线。",
		"全村有党员31名,组织20名党员入户走访。",
		"2021年全县有志愿者6.3万人。2022年,全县6.8万名志愿者参与服务。",
		"现有职工120人,其中党员45人。选派12名职工参加竞赛。",
	},
	Check: conflict,
})

// stock is a claim of how many of something there are in all.
type stock struct {
	claim    claim.Claim
	sentence claim.Sentence
	noun     string // what is counted
	place    string // 全县, 全村: the scope named with it
	verb     string // 评出, 征集: how they came to be
	year     string // the year or period named in the sentence
	total    bool   // the wording says that it is all there are
	everyone bool   // the figure is said to be of all of them (全体)
	summed   bool   // the wording says that it is all that was done (共举办)
}

// scopes are the words for all of a place or unit.
var scopes = []string{"全县", "全市", "全区", "全省", "全镇", "全乡", "全村", "全校", "全院", "全局", "全委", "全站", "全所", "全馆", "全厂", "全街道", "全社区", "全系统", "全公司", "全中心", "全旗", "全州", "全行", "全处", "全科", "全队", "全班", "全园", "全会", "全支部", "全单位", "全国"}

// owners name the writer's own unit; they stand for its whole.
var owners = []string{"我县", "我市", "我区", "我镇", "我乡", "我村", "我校", "我院", "我局", "我委", "我站", "我所", "我馆", "我社区", "我街道", "我中心", "我公司", "我会", "本县", "本市", "本区", "本镇", "本村", "本校", "本院", "本局", "本社区", "村里", "社区"}

// timeWords open a statement without saying what is counted.
var timeWords = []string{"全年", "今年", "目前", "现在", "一年来", "三年来", "近年来", "先后", "已", "现"}

// having are the words that state a stock.
var having = []string{"现有", "共有", "拥有", "总数", "总计", "现共有", "已有", "在册", "有"}

// getting are verbs whose result is counted once; the same verb may take the
// number up again.
var getting = lexicon.NewList("处理", "处置", "选聘", "聘请", "选派", "配备", "登记", "收到", "接到", "收集", "采集", "梳理", "组织", "争取", "表彰", "评选", "选树", "组建", "成立", "建立", "举办", "开展", "召开", "印发", "制定", "新建", "走访", "慰问", "救助", "资助", "帮扶", "评出", "评选出", "征集到", "征集", "选出", "建成", "收回", "排查出", "发现", "排查", "梳理出", "摸排出", "招募", "发放", "培训", "获得", "荣获", "取得", "获", "办理", "受理", "确定", "命名", "筛选出", "推选出", "创建", "打造", "设立")

func conflict(p *rule.Pass) {
	t := p.Doc.Text
	known := map[string][]stock{} // by noun, in text order
	for _, s := range claim.Sentences(p.Doc) {
		if containsAny(s.Of(t), "计划", "力争", "目标", "将达到", "预计", "原定", "拟") {
			continue
		}
		var last *stock
		for i, c := range s.Claims {
			if !isAmount(c) || c.Depth > 0 {
				continue
			}
			before := last
			last = nil
			if st, ok := takenUp(p.Doc, s, i, known); ok {
				judgeTaken(p, known[st.key()], st)
			} else if st, ok := stated(p.Doc, s, i, before); ok {
				last = &st
				judgeStated(p, known[st.noun], st)
				known[st.noun] = append(known[st.noun], st)
				if st.place != "" {
					known[ownerMark+st.place] = []stock{st}
				}
				for _, h := range heads(st.noun) {
					known[h] = append(known[h], st)
				}
			}
		}
	}
}

// lastVerb returns the last word of getting in words that leaves a noun behind
// it, and its place.
func lastVerb(words string) (at int, verb string) {
	end := 0
	var last []int // place of the last occurrence of each verb, from 1
	getting.Each(words, func(i, at int) {
		if last == nil {
			last = make([]int, getting.Len())
		}
		last[i] = at + 1
	})
	if last == nil {
		return
	}
	for i := range getting.Len() {
		k, g := last[i]-1, getting.Word(i)
		if k < 0 || len(words)-k-len(g) < 6 || k > 36 {
			continue
		}
		if k+len(g) > end || k+len(g) == end && len(g) > len(verb) {
			at, verb, end = k, g, k+len(g)
		}
	}
	return
}

// headMark sets the heads of nouns apart from whole nouns in the index.
const headMark = "…"

// ownerMark sets the owners of stocks apart.
const ownerMark = "¶"

// heads returns the keys of a noun's last two to six characters: 这8次表彰
// takes up 市级以上表彰.
func heads(noun string) []string {
	var out []string
	r := []rune(noun)
	if len(r) > 6 {
		out = append(out, headMark+noun)
	}
	for n := 2; n <= 6 && n <= len(r); n++ {
		out = append(out, headMark+string(r[len(r)-n:]))
	}
	return out
}

// key is what the earlier figures that st can take up are indexed by.
func (st stock) key() string {
	if st.verb != "" || st.everyone {
		return headMark + st.noun
	}
	return st.noun
}

// stated reads a claim whose noun stands before it: 全村有党员31名, 共评出“美丽
// 庭院”460户. A bare noun goes on with the statement before it: 全市现有工会
// 120家,会员3万人.
func stated(d *doc.Document, s claim.Sentence, i int, before *stock) (stock, bool) {
	t := d.Text
	c := s.Claims[i]
	if st, ok := statedAhead(d, s, c); ok {
		return st, true
	}
	words := strings.TrimSpace(c.Lead.Of(t))
	if words == "" {
		return stock{}, false
	}
	st := stock{claim: c, sentence: s}
	st.place, words = cutScope(words)
	if st.place == "" {
		st.place, _ = cutScope(strings.TrimSpace(clauseText(t, c)))
	}
	for _, w := range timeWords {
		words = strings.TrimPrefix(words, w)
	}
	found := st.place != ""
	for _, h := range having {
		if k := strings.Index(words, h); k >= 0 && k <= 24 {
			if owner := strings.TrimSpace(words[:k]); owner != "" {
				st.place = ownerScope(owner)
			}
			words = words[k+len(h):]
			found, st.total = true, true
			break
		}
	}
	for _, w := range []string{"共计", "总共", "一共", "累计", "共"} {
		if rest := strings.TrimPrefix(words, w); rest != words {
			words, found, st.summed = rest, true, w != "累计"
			break
		}
	}
	if at, verb := lastVerb(words); verb != "" {
		st.verb, found = verb, true
		if st.year == "年初" {
			st.year = "" // 年初确定15件: the decision was then, the number stands
		}
		words = words[at+len(verb):]
	}
	for _, tail := range []string{"共有", "共计", "总数达到", "总数达", "总数为", "总数", "达到", "人数达", "达", "为", "有", "共"} {
		if rest := strings.TrimSuffix(words, tail); rest != words {
			words, found = rest, true
			st.total = st.total || st.place != ""
			break
		}
	}
	if !found && before != nil && before.total && before.verb == "" && i > 0 && before.claim.Start == s.Claims[i-1].Start && c.Start-before.claim.End <= 24 {
		st.place, st.total, found = before.place, before.total, true
	}
	st.noun = strings.Trim(words, " “”‘’")
	n := claim.Runes(st.noun)
	if !found || n < 2 || n > maxNounRunes || strings.ContainsAny(st.noun, ",、的") || containsAny(st.noun, "人均", "户均", "新增", "新发展", "新建", "其中", "增加", "参加") || hasSubset(t, s, c) {
		return stock{}, false
	}
	st.year = yearOf(t, s, c)
	return st, true
}

// statedAhead reads a stock whose noun follows: 共有36支队伍参赛.
func statedAhead(d *doc.Document, s claim.Sentence, c claim.Claim) (stock, bool) {
	t := d.Text
	lead := strings.TrimSpace(c.Lead.Of(t))
	if c.Tail.Empty() || !endsWith(lead, []string{"共有", "现有", "拥有"}) || hasSubset(t, s, c) {
		return stock{}, false
	}
	st := stock{claim: c, sentence: s, year: yearOf(t, s, c), total: true}
	st.place, _ = cutScope(lead)
	toks := segment.Tokens(d, doc.Span{Start: c.Tail.Start, End: runeEnd(t, min(c.Tail.End, c.Tail.Start+60))})
	end := c.Tail.Start
	for _, k := range toks {
		if !strings.HasPrefix(k.POS, "n") || claim.Runes(t[c.Tail.Start:k.End]) > maxNounRunes {
			st.verb = k.Of(t)
			break
		}
		end = k.End
	}
	st.noun = t[c.Tail.Start:end]
	return st, claim.Runes(st.noun) >= 2
}

// takenUp reads a claim whose noun follows and that refers to all of them:
// 全村36名党员, 这9项荣誉, 在评出的406户“美丽庭院”中. Only nouns that were
// counted before are of interest.
func takenUp(d *doc.Document, s claim.Sentence, i int, known map[string][]stock) (stock, bool) {
	t := d.Text
	c := s.Claims[i]
	st := stock{claim: c, sentence: s}
	words := strings.TrimSpace(c.Lead.Of(t))
	switch {
	case strings.HasSuffix(words, "这") || strings.HasSuffix(words, "上述") || strings.HasSuffix(words, "以上"):
		st.verb = "这"
	case strings.HasSuffix(words, "的"):
		w := strings.TrimSuffix(words, "的")
		for i := range getting.Len() {
			g := getting.Word(i)
			if strings.HasSuffix(w, g) || strings.HasSuffix(w, g+"到") || strings.HasSuffix(w, g+"出") {
				st.verb = g
				break
			}
		}
		if st.verb == "" {
			// 参赛的32支队伍: the verb as it stood behind the noun.
			r := []rune(w)
			if len(r) < 2 {
				return stock{}, false
			}
			st.verb = string(r[len(r)-2:])
		}
	default:
		st.everyone = strings.HasSuffix(words, "全体")
		for _, w := range owners {
			if strings.HasSuffix(words, w) {
				st.place = "全" + strings.TrimPrefix(strings.TrimPrefix(w, "我"), "本")
			}
		}
		if w := endingScope(words); w != "" {
			st.place = w
		}
		if st.place == "" && !st.everyone {
			// The owner's own words: 中心现有32人, 中心23名工作人员.
			if len(known[ownerMark+words]) == 0 {
				return stock{}, false
			}
			st.place = words
		}
	}
	if hasSubset(t, s, c) {
		return stock{}, false
	}
	start := c.Tail.Start
	for start < c.Tail.End && strings.ContainsRune(" “‘", firstRune(t[start:])) {
		start += utf8.RuneLen(firstRune(t[start:]))
	}
	// The longest noun that was counted before and ends with a word here.
	best := 0
	for k, end := 1, start; end < c.Tail.End && k <= maxNounRunes; k++ {
		end += utf8.RuneLen(firstRune(t[end:]))
		st.noun = t[start:end]
		if k >= 2 && len(known[st.key()]) > 0 {
			best = end
		}
	}
	if best == 0 || !endsNoun(d, start, best, c.Tail.End) {
		return stock{}, false
	}
	st.noun, st.year = t[start:best], yearOf(t, s, c)
	return st, true
}

// endingScope returns the scope word that words end with, 共 or 共有 behind it
// allowed, or "".
func endingScope(words string) (scope string) {
	const longest = len("全支部共有")
	if !strings.Contains(words[max(0, len(words)-longest):], "全") {
		return ""
	}
	for _, w := range scopes {
		if strings.HasSuffix(words, w) || strings.HasSuffix(words, w+"共有") || strings.HasSuffix(words, w+"共") {
			scope = w
		}
	}
	return scope
}

// maxNounRunes is how long a counted noun may be, in characters.
const maxNounRunes = 12

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// runeEnd moves a limit back to the end of a character.
func runeEnd(t string, at int) int {
	for at > 0 && at < len(t) && !utf8.RuneStart(t[at]) {
		at--
	}
	return at
}

// endsNoun reports whether the noun at start ends at a word's end and no
// further noun is joined to it (党员 but not 党员干部).
func endsNoun(d *doc.Document, start, end, limit int) bool {
	if end >= limit || !strings.ContainsRune(d.Text[end:limit], firstRune(d.Text[end:])) {
		return true
	}
	if r := firstRune(d.Text[end:]); r < 0x4e00 || r == '的' {
		return true
	}
	toks := segment.Tokens(d, doc.Span{Start: start, End: runeEnd(d.Text, min(limit, end+60))})
	for i, k := range toks {
		if k.Start != end {
			continue
		}
		if i == 0 {
			return false
		}
		if containsAny(k.Of(d.Text), "全部", "全体", "均", "都", "常态", "全面", "每") {
			return true
		}
		// A noun made of a verb goes on with the phrase (培训班) or is its
		// verb (活跃在).
		if k.POS == "vn" && i+1 < len(toks) && !strings.HasPrefix(toks[i+1].POS, "n") && toks[i+1].POS != "vn" {
			return true
		}
		return !strings.HasPrefix(k.POS, "n") && k.POS != "vn" && k.POS != "k"
	}
	return false
}

// hasSubset reports whether the figure is one of a part, a change, an average.
func hasSubset(t string, s claim.Sentence, c claim.Claim) bool {
	return subset.In(clauseText(t, c))
}

// subset are the words of parts, changes and averages.
var subset = lexicon.NewList("其中", "每", "均", "新增", "新发展", "增加", "减少", "增长", "比上", "较", "分别", "其余", "剩余", "当年", "选派", "各", "上半年", "下半年", "季度", "包括", "部分")

// cutScope takes a scope word off the start of words.
func cutScope(words string) (scope, rest string) {
	for _, w := range scopes {
		if strings.HasPrefix(words, w) {
			return w, words[len(w):]
		}
	}
	for _, w := range owners {
		if strings.HasPrefix(words, w) {
			return "全" + strings.TrimPrefix(strings.TrimPrefix(w, "我"), "本"), words[len(w):]
		}
	}
	return "", words
}

// yearOf returns the year or half year that a figure is stated for.
func yearOf(t string, s claim.Sentence, c claim.Claim) string {
	before := t[max(s.Start, c.ClauseStart(t)-90):c.Start]
	if i := otherTimes.First(before); i >= 0 {
		if j := otherTimes.First(c.Scope.Of(t)); j >= 0 {
			i = min(i, j)
		}
		return otherTimes.Word(i)
	} else if i := otherTimes.First(c.Scope.Of(t)); i >= 0 {
		return otherTimes.Word(i)
	}
	if y := lastYear(before); y != "" {
		return y
	}
	return lastYear(c.Scope.Of(t))
}

// otherTimes are the words for times other than the report's own year.
var otherTimes = lexicon.NewList("去年", "上年", "前年", "上半年", "下半年", "季度", "同期", "年初", "原有", "原来", "过去", "此前")

// lastYear returns the last year named in s as four digits, or "".
func lastYear(s string) string {
	if k := strings.LastIndex(s, "年"); k >= 4 && digits(s[k-4:k]) {
		return s[k-4 : k]
	}
	return ""
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// ownerScope turns the owner of a stock into the scope word it stands for:
// 学校 is 全校; a name stays itself.
func ownerScope(owner string) string {
	for _, w := range scopes {
		tail := strings.TrimPrefix(w, "全")
		for _, o := range []string{"我" + tail, "本" + tail, "全" + tail} {
			if strings.HasSuffix(owner, o) {
				return w
			}
		}
	}
	switch {
	case strings.HasSuffix(owner, "学校"):
		return "全校"
	case strings.HasSuffix(owner, "医院"):
		return "全院"
	case owner == "目前" || owner == "现" || owner == "截至目前" || owner == "共":
		return ""
	}
	return owner
}

// sameStock reports whether two figures are of the same stock: unit, scope and
// time do not tell them apart.
func sameStock(t string, a, b stock) bool {
	if !claim.SameClass(a.claim, b.claim, false) {
		return false
	}
	if a.place != "" && b.place != "" && a.place != b.place {
		return false
	}
	// A year left out may be the same; 去年 never is.
	if a.year != b.year && (a.year != "" && b.year != "" || !digits(a.year+b.year)) {
		return false
	}
	sa, sb := a.claim.Scope.Of(t), b.claim.Scope.Of(t)
	return sa == sb || !strings.ContainsAny(sa, "0123456789") || !strings.ContainsAny(sb, "0123456789")
}

// sameValue reports whether two printed figures can mean one number.
func sameValue(a, b claim.Claim) bool {
	coarse := a.Step
	if b.Step.GreaterThan(coarse) {
		coarse = b.Step
	}
	if coarse.Equal(decimal.NewFromInt(1)) {
		return a.Range.Meets(b.Range)
	}
	return a.Range.Widen(coarse.Div(decimal.NewFromInt(2))).Meets(b.Range)
}

// maxBack is how many sentences back 这9项 may refer.
const maxBack = 3

// inGetting reports whether a verb, perhaps with 到 or 出, is one of getting.
func inGetting(verb string) bool {
	return getting.Has(verb) || getting.Has(strings.TrimSuffix(strings.TrimSuffix(verb, "到"), "出"))
}

// maxKept is how many earlier figures of one noun are compared.
const maxKept = 40

// judgeTaken compares a figure with the earlier ones it takes up.
func judgeTaken(p *rule.Pass, earlier []stock, st stock) {
	t := p.Doc.Text
	var against *stock
	for i := len(earlier) - 1; i >= max(0, len(earlier)-maxKept); i-- {
		e := &earlier[i]
		if !sameStock(t, *e, st) {
			continue
		}
		switch {
		case st.verb == "这":
			if st.sentence.Number-e.sentence.Number > maxBack {
				continue
			}
		case st.verb != "":
			if e.verb == "" || firstRune(e.verb) != firstRune(st.verb) || getting.Has(e.verb) != inGetting(st.verb) {
				continue
			}
		case e.verb != "" && !containsAny(e.verb, "招募", "选聘", "聘请", "配备", "登记", "建成", "建立", "组建", "成立", "设立", "创建", "打造"):
			continue
		}
		p.Examined(1)
		if sameValue(e.claim, st.claim) {
			return
		}
		if against == nil {
			against = e
		}
	}
	if against == nil {
		return
	}
	sev := finding.Error
	if st.verb == "" && st.claim.Low.LessThan(against.claim.Low) {
		// Fewer than all may be some of them, unless they are said to be all
		// or the digits are the same.
		after := t[st.claim.End:runeEnd(t, min(len(t), st.claim.Clause.End, st.claim.End+90))]
		switch {
		case sameDigits(plain(t, st.claim), plain(t, against.claim)):
			sev = finding.Warning
		case containsAny(after, "全部", "均", "全覆盖", "全体", "都", "逐一", "实行"):
			sev = finding.Warning
		default:
			return
		}
	}
	reportConflict(p, *against, st, sev)
}

// sameDigits reports whether one numeral is the other with its digits swapped.
func sameDigits(a, b string) bool {
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return string(x) == string(y)
}

// judgeStated compares two figures stated of all of something in the same
// words.
func judgeStated(p *rule.Pass, earlier []stock, st stock) {
	if len(earlier) == 0 {
		return
	}
	t := p.Doc.Text
	var against *stock
	for i := max(0, len(earlier)-maxKept); i < len(earlier); i++ {
		e := &earlier[i]
		// What was held or given out may be told in several places; only what
		// there is in all is one number.
		standing := e.total && st.total && e.verb == "" && st.verb == ""
		done := e.summed && st.summed && e.verb != "" && e.verb == st.verb
		if e.place != st.place || !standing && !done || !sameStock(t, *e, st) {
			continue
		}
		p.Examined(1)
		if sameValue(e.claim, st.claim) || against != nil {
			return // held, or a list of several units' figures
		}
		against = e
	}
	if against != nil {
		reportConflict(p, *against, st, finding.Warning)
	}
}

func reportConflict(p *rule.Pass, e, st stock, sev finding.Severity) {
	t := p.Doc.Text
	p.ReportAs(finding.Finding{
		Span: st.claim.Span, Severity: sev,
		Message:    fmt.Sprintf("“%s”此处为 %s,前文为 %s", st.noun, full(t, st.claim), full(t, e.claim)),
		Evidence:   []finding.Evidence{note(e.claim.Span, "前文所写"), note(st.claim.Span, "此处所写")},
		Suggestion: "核对后统一为一个数;若口径不同,写明各自的范围和时间。",
	})
}
