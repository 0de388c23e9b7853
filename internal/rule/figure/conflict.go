package figure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"hecha/internal/claim"
	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/lexicon"
	"hecha/internal/rule"
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
		"全镇现有卫生室⟦24所⟧。目前,⟦42所卫生室⟧已接入远程会诊系统。",
		"公司下设班组⟦15个⟧。年底,⟦12个班组⟧全部通过验收。",
		"全院现有在编医师⟦86人⟧。全院⟦96名医师⟧签订了承诺书。",
		"社区现有楼组⟦63个⟧。动员住户清理杂物,全部⟦36个楼组⟧完成整治。",
		"全局现有干部职工⟦112人⟧。\n二、队伍建设\n全局⟦121名干部职工⟧签订了承诺书。",
	},
	Good: []string{
		"全校共有教师86人。一年来,全校86名教师全部参加了培训。",
		"全市有会员16.4万人,今年新发展会员1.2万人,共有1.2万名会员领到福利。",
		"计划放映电影60场,实际放映52场。上半年接待14万人次,全年接待31万人次。",
		"东岭村有党员31名,西坪村有党员26名。全镇57名党员认领心愿。",
		"全区在册志愿者2.8万人。目前,全区近2.8万名在册志愿者活跃在一线。",
		"全村有党员31名,组织20名党员入户走访。",
		"2021年全县有志愿者6.3万人。2022年,全县6.8万名志愿者参与服务。",
		"全县现有农家书屋96个。首批12个农家书屋配齐了电脑,21个农家书屋延长了开放时间。",
		"现有床位200张,规划床位300张。300张床位建成后可以缓解压力。",
		"全镇有网格员48名。县里84名网格员参加了培训。",
		"全镇现有卫生室24所。首批18所卫生室接入系统。",
		"现有职工120人,其中党员45人。选派12名职工参加竞赛。",
	},
	Check: conflict,
})

// stock is a claim of how many of something there are in all.
type stock struct {
	claim    *claim.Claim
	sentence *sentence
	noun     string // what is counted
	place    string // 全县, 全村: the scope named with it
	verb     string // 评出, 征集: how they came to be
	year     string // the year or period named in the sentence
	total    bool   // the wording says that it is all there are
	everyone bool   // the figure is said to be of all of them (全体)
	bare     bool   // nothing before the figure says that it is all of them
	loose    bool   // the noun is only the head of the one counted before
	summed   bool   // the wording says that it is all that was done (共举办)
	before   int32  // the stock before in its chain of the ledger
}

// scopes are the words for all of a place or unit.
var scopes = []string{"全县", "全市", "全区", "全省", "全镇", "全乡", "全村", "全校", "全院", "全局", "全委", "全站", "全所", "全馆", "全厂", "全街道", "全社区", "全系统", "全公司", "全中心", "全旗", "全州", "全行", "全处", "全科", "全队", "全班", "全园", "全会", "全支部", "全单位", "全国", "全矿", "全段", "全集团", "全乡镇", "全店", "全港", "全社", "全连", "全大队", "全总队", "全支队", "全农场", "全小区", "全企业", "全项目部", "全库", "全辖区"}

// owners name the writer's own unit; they stand for its whole.
var owners = []string{"我县", "我市", "我区", "我镇", "我乡", "我村", "我校", "我院", "我局", "我委", "我站", "我所", "我馆", "我社区", "我街道", "我中心", "我公司", "我会", "本县", "本市", "本区", "本镇", "本村", "本校", "本院", "本局", "本社区", "村里", "社区"}

// timeWords open a statement without saying what is counted.
var timeWords = []string{"全年", "今年", "目前", "现在", "一年来", "三年来", "近年来", "先后", "已", "现"}

// withoutTime takes timeWords off the start of words.
func withoutTime(words string) string {
	switch firstRune(words) {
	case '全', '今', '目', '现', '一', '三', '近', '先', '已':
		for _, w := range timeWords {
			words = strings.TrimPrefix(words, w)
		}
	}
	return words
}

// having are the words that state a stock.
var having = newWords("现有", "共有", "拥有", "总数", "总计", "现共有", "已有", "下设", "下辖", "共设", "设有", "建有", "辖", "在册", "有")

// getting are verbs whose result is counted once; the same verb may take the
// number up again.
var getting = []string{"处理", "处置", "选聘", "聘请", "选派", "配备", "登记", "收到", "接到", "收集", "采集", "梳理", "组织", "争取", "表彰", "评选", "选树", "组建", "成立", "建立", "举办", "开展", "召开", "印发", "制定", "新建", "走访", "慰问", "救助", "资助", "帮扶", "评出", "评选出", "征集到", "征集", "选出", "建成", "收回", "排查出", "发现", "排查", "梳理出", "摸排出", "招募", "发放", "培训", "获得", "荣获", "取得", "获", "办理", "受理", "确定", "命名", "筛选出", "推选出", "创建", "打造", "设立"}

func conflict(p *rule.Pass) {
	known := ledgers.Get().(*ledger)
	defer known.close()
	ss := sentences.Of(p.Doc)
	for si := range ss {
		s := &ss[si]
		if planned(p.Doc.Text, s) {
			continue
		}
		last := -1 // the stock stated by the figure before
		for i := range s.Claims {
			c := &s.Claims[i]
			if c.Depth > 0 || !s.sites[i].amount {
				continue
			}
			var before *stock
			if last >= 0 {
				before = &known.stocks[last]
			}
			last = -1
			if s.sites[i].cues&subsetCue != 0 {
				continue
			}
			// Words are told apart only where it matters that the noun ends.
			var noun doc.Span
			if start := known.opening(p.Doc.Text, c); start >= 0 {
				st := stock{claim: c, sentence: s}
				if noun = known.takenUp(p.Doc, i, start, &st); !noun.Empty() {
					if v := known.judge(p.Doc.Text, &st); v.examined > 0 {
						if endsNoun(p.Doc, noun, c.Tail.End) {
							v.report(p, &st)
							continue
						}
						noun = doc.Span{}
					}
				}
			}
			st := stock{claim: c, sentence: s}
			if stated(p.Doc, i, before, &st) && (noun.Empty() || !endsNoun(p.Doc, noun, c.Tail.End)) {
				judgeStated(p, known, &st)
				last = len(known.stocks)
				known.add(&st)
			}
		}
	}
}

// planned reports whether a sentence speaks of what is meant to be; 完成年度目标
// and 完成计划 speak of what is.
func planned(t string, s *sentence) bool {
	return s.cues&planCue != 0 || s.cues&aimCue != 0 && !containsAny(s.Of(t), "完成", "超额", "实现")
}

// sameStock reports whether two figures are of the same stock: unit, scope and
// time do not tell them apart.
func sameStock(t string, a, b *stock) bool {
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
func sameValue(a, b *claim.Claim) bool {
	coarse := a.Step
	if b.Step.GreaterThan(coarse) {
		coarse = b.Step
	}
	if coarse.Equal(decimal.NewFromInt(1)) {
		return a.Range().Meets(b.Range())
	}
	return a.Range().Widen(coarse.Div(decimal.NewFromInt(2))).Meets(b.Range())
}

// maxBack is how many sentences back 这9项 may refer.
const maxBack = 3

// inGetting reports whether a verb, perhaps with 到 or 出, is one of getting.
func inGetting(verb string) bool {
	return slices.Contains(getting, verb) || slices.Contains(getting, strings.TrimSuffix(strings.TrimSuffix(verb, "到"), "出"))
}

// maxKept is how many earlier figures of one noun are compared.
const maxKept = 40

// verdict is what the earlier figures say of one that takes them up.
type verdict struct {
	examined int
	against  *stock // the one it contradicts, nil if none
	severity finding.Severity
}

func (v verdict) report(p *rule.Pass, st *stock) {
	p.Examined(v.examined)
	if v.against != nil {
		reportConflict(p, v.against, st, v.severity)
	}
}

// statedSame reports whether one of the earlier figures, perhaps of a narrower
// noun (规划床位300张), is the one that st takes up.
func (l *ledger) statedSame(st *stock) bool {
	same := l.withHead(st.noun)
	for e, n := same.next(), 0; e != nil && n < maxKept; e, n = same.next(), n+1 {
		if claim.SameClass(e.claim, st.claim, false) && sameValue(e.claim, st.claim) {
			return true
		}
	}
	return false
}

// judge compares a figure with the earlier ones it takes up.
func (l *ledger) judge(t string, st *stock) (v verdict) {
	if st.bare && l.statedSame(st) {
		return verdict{examined: 1}
	}
	same := l.withNoun(st.noun)
	if st.headed() {
		same = l.withHead(st.noun)
	}
	var against *stock
	for e, n := same.next(), 0; e != nil && n < maxKept; e, n = same.next(), n+1 {
		if !sameStock(t, e, st) {
			continue
		}
		switch {
		case st.verb == "这":
			if st.sentence.Number-e.sentence.Number > maxBack {
				continue
			}
		case st.verb != "":
			if e.verb == "" || firstRune(e.verb) != firstRune(st.verb) || slices.Contains(getting, e.verb) != inGetting(st.verb) {
				continue
			}
		case st.bare && (e.total || swapped(t, e.claim, st.claim)):
		case e.verb != "" && !containsAny(e.verb, "招募", "选聘", "聘请", "配备", "登记", "建成", "建立", "组建", "成立", "设立", "创建", "打造"):
			continue
		}
		if (st.bare || st.loose) && !e.comparable(t, st) {
			continue
		}
		v.examined++
		if sameValue(e.claim, st.claim) {
			return v
		}
		if against == nil {
			against = e
		}
	}
	if against == nil {
		return v
	}
	v.severity = finding.Error
	if st.bare || st.loose {
		if st.bare && st.claim.Low.LessThan(against.claim.Low) && !saysAll(t, st.claim) && !swapped(t, st.claim, against.claim) {
			return v
		}
		v.severity = finding.Warning
	}
	if st.verb == "" && st.claim.Low.LessThan(against.claim.Low) {
		// Fewer than all may be some of them, unless they are said to be all
		// or the digits are the same.
		if !st.everyone && !swapped(t, st.claim, against.claim) && !saysAll(t, st.claim) {
			return v
		}
		v.severity = finding.Warning
	}
	v.against = against
	return v
}

// maxBare is how many sentences may part a figure that nothing ties to an
// earlier one from it.
const maxBare = 4

// qualifiers may be left out when a number is taken up.
var qualifiers = lexicon.NewList("在职", "在编", "在岗", "在册", "注册", "登记", "正式", "现有", "实名", "专职", "专兼职", "各级", "各类", "辖区", "本级", "下属", "基层")

// elsewhere are the characters that end the name of another place or unit.
const elsewhere = "里县市区镇乡村校院局司处站方内外他位"

// comparable reports whether a figure whose wording does not say that it is
// all of them can be set beside e at all: it takes up a number stated nearby
// for a whole, or has its digits in another order.
func (e *stock) comparable(t string, st *stock) bool {
	if st.bare && strings.Contains(elsewhere, lastWord(st.claim.Lead.Of(t))) && lastWord(st.claim.Lead.Of(t)) != "" {
		return false // 县里84名网格员
	}
	if swapped(t, e.claim, st.claim) {
		return !st.bare || st.sentence.Number-e.sentence.Number <= 3*maxBare
	}
	if st.loose && !qualifiers.Has(strings.TrimSuffix(e.noun, st.noun)) {
		return sameValue(e.claim, st.claim)
	}
	if !st.bare {
		return true
	}
	if st.sentence.Number-e.sentence.Number > maxBare || !e.total && !e.summed && e.verb == "" {
		return false
	}
	lead := withoutTime(strings.TrimSpace(st.claim.Lead.Of(t)))
	return lead == "" || endsWith(lead, []string{"为", "对", "从", "由", "将", "让", "给", "向"})
}

// saysAll reports whether the words behind a figure speak of all of them.
func saysAll(t string, c *claim.Claim) bool {
	after := t[c.End:runeEnd(t, min(len(t), c.Clause.End, c.End+90))]
	return containsAny(after, "全部", "均", "全覆盖", "全体", "都", "逐一", "实行")
}

// swapped reports whether two figures have the same digits in another order.
func swapped(t string, a, b *claim.Claim) bool {
	x, y := plain(t, a), plain(t, b)
	return x != y && len(x) == len(y) && len(x) > 1 && sameDigits(x, y)
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
func judgeStated(p *rule.Pass, known *ledger, st *stock) {
	same := known.withNoun(st.noun)
	e := same.next()
	if e == nil {
		return
	}
	var room [maxKept]*stock
	earlier := room[:0] // latest first
	for ; e != nil && len(earlier) < maxKept; e = same.next() {
		earlier = append(earlier, e)
	}
	t := p.Doc.Text
	var against *stock
	for _, e := range slices.Backward(earlier) {
		// What was held or given out may be told in several places; only what
		// there is in all is one number.
		standing := e.total && st.total && e.verb == "" && st.verb == ""
		done := e.summed && st.summed && e.verb != "" && e.verb == st.verb
		if e.place != st.place || !standing && !done || !sameStock(t, e, st) {
			continue
		}
		p.Examined(1)
		if sameValue(e.claim, st.claim) || against != nil {
			return // held, or a list of several units' figures
		}
		against = e
	}
	if against != nil {
		reportConflict(p, against, st, finding.Warning)
	}
}

func reportConflict(p *rule.Pass, e, st *stock, sev finding.Severity) {
	t := p.Doc.Text
	p.ReportAs(finding.Finding{
		Span: st.claim.Span, Severity: sev,
		Message:    fmt.Sprintf("“%s”此处为 %s,前文为 %s", st.noun, full(t, st.claim), full(t, e.claim)),
		Evidence:   []finding.Evidence{note(e.claim.Span, "前文所写"), note(st.claim.Span, "此处所写")},
		Suggestion: "核对后统一为一个数;若口径不同,写明各自的范围和时间。",
	})
}
