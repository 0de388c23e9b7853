package boilerplate

import (
	"fmt"
	"slices"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/lexicon"
	"hecha/internal/profile"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

// intents are words with which a report speaks of its own unit.
var intents = []string{"将继续", "将以", "将进一步", "将始终", "将一如既往", "将再接再厉", "将努力", "将不断", "全体", "机关干部", "干部群众", "干部职工", "师生", "始终", "恪尽职守", "高度重视", "坚持", "历来重视", "深知", "以创建", "把创建", "把文明"}

// bodies are the parts of a unit that may stand between its name and what it
// says of itself.
var bodies = []string{"县委", "区委", "党委政府", "党委", "党组", "党总支", "党支部", "党工委", "两委班子", "两委", "班子", "居委会", "村委会", "一班人"}

// resolved are words behind one of the bodies that speak of its own decisions.
var resolved = []string{"将", "始终", "坚持", "高度重视", "把", "先后", "团结", "组织", "一班人", "带头", "一如既往", "多次", "班子"}

// foreignUnits reports another unit of the same kind that speaks as the
// report's own.
func foreignUnits(p *rule.Pass, prof *profile.Profile) {
	d := p.Doc
	t := d.Text
	if prof.Unit == "" || prof.UnitSpan.Empty() || prof.UnitSpan.Of(t) != prof.Unit {
		return
	}
	for _, o := range profile.Organisations(d) {
		name := withoutBody(o.Of(t))
		at := doc.Span{Start: o.Start, End: o.Start + len(name)}
		if !sharesKind(o.Self, prof.Self) && !sameSuffix(name, prof.Unit) || o.Superior && name == o.Of(t) || name == "" ||
			strings.Contains(prof.Unit, name) || strings.Contains(name, prof.Unit) || lower(name, prof.Unit) {
			continue
		}
		p.Examined(1)
		after := t[at.End:]
		own := leadsSentence(d, at) && (speaks(after) || sameOffice(name, prof.Unit) && startsWithAny(after, deeds))
		if !own && !above(t, at, name, prof) {
			continue
		}
		p.Report(finding.Finding{
			Span:       at,
			Message:    fmt.Sprintf("材料是%s的,这里说话的却是“%s”。", prof.Unit, name),
			Evidence:   []finding.Evidence{{Span: prof.UnitSpan, Note: "本单位"}},
			Suggestion: "核实是否照抄了其他单位的材料。",
		})
	}
}

// withoutBody drops the body that an organisation's name ends in: the smallest
// one named is the one that speaks.
func withoutBody(name string) string {
	switch name[max(0, len(name)-len("委")):] { // what bodies end in
	case "委", "府", "组", "部", "会", "子", "人":
		for _, b := range bodies {
			// Mostly the last byte already tells that none does.
			if n := len(name) - len(b); n >= 0 && name[len(name)-1] == b[len(b)-1] && name[n:] == b {
				name = name[:n]
			}
		}
	}
	return name
}

// deeds are what only the own office is said to have done; of another place's
// office of the same name they are foreign.
var deeds = []string{"被评为", "被授予", "荣获", "先后", "全年", "积极", "认真", "紧紧围绕", "以习近平"}

// sameOffice reports whether two names are of one office in two places: 桃源县水利局,
// 云溪县水利局.
func sameOffice(a, b string) bool {
	cut := func(s string) string {
		for _, w := range []string{"县", "区", "市"} {
			if i := strings.Index(s, w); i > 0 {
				return s[i+len(w):]
			}
		}
		return ""
	}
	return cut(a) != "" && cut(a) == cut(b)
}

// above reports whether a name is that of a place of the own rank that the
// report puts above its unit: 在白河镇党委的领导下.
func above(t string, at doc.Span, name string, prof *profile.Profile) bool {
	if len(prof.Places) == 0 || !strings.HasSuffix(t[:at.Start], "在") {
		return false
	}
	own := prof.Places[len(prof.Places)-1]
	after := t[at.End:min(len(t), at.End+60)]
	return sameSuffix(name, own) && name != own && startsWithAny(after, []string{"党委", "党工委", "政府", "县委", "区委", "市委", "委"}) && strings.Contains(after, "领导下")
}

// speaks reports whether what follows a name tells of its own resolve or people.
func speaks(after string) bool {
	if startsWithAny(after, intents) {
		return true
	}
	for _, b := range bodies {
		if rest, ok := strings.CutPrefix(after, b); ok && (startsWithAny(rest, resolved) || startsWithAny(rest, intents) || startsWithAny(rest, bodies)) {
			return true
		}
	}
	return false
}

// sameSuffix reports whether two names end in the same word for a kind of
// place or unit: 白河镇, 青山镇.
func sameSuffix(a, b string) bool {
	if n := len("镇"); len(a) < n || len(b) < n || a[len(a)-n:] != b[len(b)-n:] {
		return false
	}
	for _, w := range []string{"街道", "社区", "镇", "乡", "村", "局", "馆", "中学", "小学", "学校", "医院", "公司", "银行", "县", "区"} {
		if strings.HasSuffix(a, w) {
			return strings.HasSuffix(b, w)
		}
	}
	return false
}

func sharesKind(a, b []string) bool {
	for _, x := range a {
		if slices.Contains(b, x) {
			return true
		}
	}
	return false
}

// lower reports whether a name is that of a body below the unit: a town's
// union below the county's.
func lower(name, unit string) bool {
	if !below.In(name) {
		return false
	}
	for i := range below.Len() {
		if w := below.Word(i); strings.Contains(name, w) && !strings.Contains(unit, w) {
			return true
		}
	}
	return false
}

var below = lexicon.NewList("镇", "乡", "村", "社区", "街道", "分局", "分会", "基层", "各")

func startsWithAny(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// leadsSentence reports whether a name opens its sentence or a clause, perhaps
// behind a short adverbial.
func leadsSentence(d *doc.Document, sp doc.Span) bool {
	cs := segment.Clauses(d)
	i := segment.At(cs, sp.Start)
	if i < 0 {
		return false
	}
	before := cs[i].Of(d.Text)[:sp.Start-cs[i].Start]
	return before == "" || slices.Contains([]string{"今后", "下一步", "目前", "近年来", "一年来", "同时", "“"}, before)
}

// selves are the self-names that tell kinds of units apart, each with the
// words that may end the name of a unit that calls itself so, or that has such
// a body among its own.
var selves = [...]struct {
	word string
	ends []string
}{
	{"我校", []string{"校", "学", "学院", "教育局", "教体局", "教育中心"}},
	{"我院", []string{"院", "中心", "卫健局", "卫健委", "卫生局"}},
	{"我行", []string{"行", "社", "公司", "银行"}},
	{"我馆", []string{"馆", "站", "中心", "局"}},
	{"我所", []string{"所", "中心", "院", "站", "局", "队", "室"}},
	{"我局", []string{"局", "队", "所", "处", "中心", "委", "公司", "办", "站", "馆", "会", "厅", "供电公司"}},
	{"我镇", []string{"镇", "政府", "党委", "办", "站", "村", "院", "所", "校", "学", "社区", "会"}},
	{"我乡", []string{"乡", "政府", "党委", "办", "站", "村", "院", "所", "校", "学", "会"}},
	{"我街道", []string{"街道", "办事处", "办", "区", "会", "中心", "站", "所"}},
	{"我社区", []string{"社区", "居委会", "街道", "会", "站", "中心"}},
	{"我公司", []string{"公司", "集团", "厂", "行", "社", "局", "中心", "站"}},
	{"我村", []string{"村", "会", "社"}},
}

var selfWords = func() lexicon.Class {
	var words [len(selves)]string
	for i, s := range selves {
		words[i] = s.word
	}
	return lexicon.DefineWords("boilerplate.self", words[:]...)
}()

// goesOn are the characters behind a self-name that make it other words.
const goesOn = "为在有们国区市县省于见说想家理以动业"

// foreignSelves reports a self-name that a unit of the title's kind cannot
// use: 我校 in a hospital's report.
func foreignSelves(p *rule.Pass, prof *profile.Profile) {
	d := p.Doc
	t := d.Text
	if prof.Unit == "" || prof.Kind == profile.Speech || !prof.TitleSpan.Contains(prof.UnitSpan) || prof.UnitSpan.Of(t) != prof.Unit {
		return
	}
	var fits [len(selves)]bool
	for i := range selves {
		fits[i] = slices.ContainsFunc(selves[i].ends, func(s string) bool { return strings.HasSuffix(prof.Unit, s) })
	}
	for _, h := range selfWords.In(d) {
		p.Examined(1)
		// 我行我素, 我所在的; what others say stands in quotes.
		if fits[h.Row.Number] || firstIn(t[h.End:], goesOn+"我") || quoted(t, h.Start) {
			continue
		}
		p.Report(finding.Finding{
			Span: h.Span, Severity: finding.Warning,
			Message:    fmt.Sprintf("材料是%s的,这里却自称“%s”。", prof.Unit, h.Row.Word),
			Evidence:   []finding.Evidence{{Span: prof.UnitSpan, Note: "本单位"}},
			Suggestion: "核实是否照抄了其他单位的材料。",
		})
	}
}

func firstIn(s, set string) bool {
	for _, r := range s {
		return strings.ContainsRune(set, r)
	}
	return false
}

// quoted reports whether a place lies inside quotation marks opened within the
// last hundred characters.
func quoted(t string, at int) bool {
	before := t[max(0, at-300):at]
	return strings.LastIndex(before, "“") > strings.LastIndex(before, "”")
}

// trade is a group of people whom only units of one trade can call their own.
type trade struct {
	own   []string // in the names of units that have them, lead them or serve them
	words []string
}

var trades = []trade{
	{[]string{"校", "学", "幼儿园", "教育", "教体", "教师", "科技", "少年宫"}, []string{"全体教师", "广大教师", "全体师生", "广大师生", "全校师生", "教书育人", "全院教职工", "全体教职工", "学生家长满意"}},
	{[]string{"医", "卫生", "疾控", "保健院", "卫健", "血站", "红十字", "残联"}, []string{"全体医护人员", "广大医护人员", "全体医务人员", "全体护士", "全体医生", "救死扶伤", "患者满意", "病人满意", "全校患者"}},
	{[]string{"公安", "派出所", "支队", "大队", "总队", "边检", "司法", "监狱", "戒毒", "看守所", "林业", "海关", "政法", "法院", "检察院"}, []string{"全体民警", "广大民警", "全体干警", "全所民警"}},
	{[]string{"法院", "检察院", "政法"}, []string{"全体法官", "全体检察官"}},
}

// tradeWords are the words of all trades; tradeOf tells whose each is.
var tradeWords, tradeOf = func() (lexicon.Class, []int) {
	var words []string
	var of []int
	for i, tr := range trades {
		for _, w := range tr.words {
			words, of = append(words, w), append(of, i)
		}
	}
	return lexicon.DefineWords("boilerplate.trades", words...), of
}()

// overseers answer for people of all trades.
var overseers = []string{"政府", "党委", "县委", "市委", "区委", "文明办", "宣传部", "组织部", "妇联", "妇女联合会", "工会", "团委", "团县委", "团市委", "镇", "乡", "街道", "社区", "村", "人社局", "文明委"}

// foreignTrades reports staff that the unit cannot have.
func foreignTrades(p *rule.Pass, prof *profile.Profile) {
	d := p.Doc
	t := d.Text
	in := func(w string) bool { return strings.Contains(prof.Unit, w) }
	if prof.Unit == "" || strings.HasPrefix(prof.Unit, "我") || strings.HasPrefix(prof.Unit, "本") || prof.UnitSpan.Of(t) != prof.Unit || slices.ContainsFunc(overseers, func(w string) bool { return strings.HasSuffix(prof.Unit, w) }) {
		return
	}
	cs := segment.Clauses(d)
	for _, h := range tradeWords.In(d) {
		if slices.ContainsFunc(trades[tradeOf[h.Row.Number]].own, in) {
			continue
		}
		p.Examined(1)
		// 为全体教师体检 serves others; 全体教师爱岗敬业 speaks of the own.
		if c := segment.At(cs, h.Start); c < 0 || cs[c].Start != h.Start {
			continue
		}
		p.Report(finding.Finding{
			Span: h.Span, Severity: finding.Warning,
			Message:    fmt.Sprintf("%s的材料里出现了“%s”。", prof.Unit, h.Row.Word),
			Suggestion: "核实是否照抄了其他行业的材料。",
		})
	}
}
