package figure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"hecha/internal/claim"
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
