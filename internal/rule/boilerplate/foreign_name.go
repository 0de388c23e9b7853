package boilerplate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/internal/division"
	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/lexicon"
	"hecha/internal/placeholder"
	"hecha/internal/profile"
	"hecha/internal/residue"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

var _ = rule.Register(rule.Rule{
	ID:       "boilerplate.foreign-name",
	Title:    "留下了别的单位、别的地方的名称",
	Why:      "口号里写着别处的地名、文中换成了别的单位,是照抄时没有改干净。",
	Severity: finding.Error,
	Bad: []string{
		"白槐县文明办工作总结\n全县上下积极行动。我们将为建设美丽⟦云栖县⟧再立新功。",
		"枫林小学2021年总结\n我校重视家访。今后,⟦第三中学⟧将继续办好家长课堂。",
		"县医院年度汇报\n我院下乡巡诊9次。⟦全体教师⟧勤恳工作。",
		"敦煌市文化馆工作总结\n我馆组织演出30场,为谱写幸福⟦常德⟧新篇章再立新功。",
		"松山区城管局汇报\n我局清理垃圾300吨。开展“美丽⟦铜陵⟧我的家”活动12场。",
		"云溪县水利局总结\n我局修缮渠道26公里。下一步,⟦桃源县水利局⟧将进一步加大力度。",
		"青山镇创建汇报\n我镇下辖12个村。今后,⟦白河镇⟧党委政府将继续努力。",
		"县人民医院创建汇报\n我院有床位400张。⟦我校⟧始终坚持以病人为中心。",
		"市农业农村局总结\n我局推进高标准农田建设。⟦全体民警⟧深入田间。",
		"XX市文明办工作情况\nXX县建成文化广场8个。XX镇开展整治12次。⟦北安市⟧改造老旧小区5个。",
	},
	Good: []string{
		"白槐县文明办工作总结\n我们将为建设美丽白槐县再立新功。",
		"白槐县文明办工作总结\n组织干部赴云栖县学习考察,借鉴云栖县经验做法。",
		"敦煌市妇联工作总结\n争取酒泉市妇联支持,在甘肃省推广。",
		"县医院创建汇报\n我院走进实验小学开展义诊,为全体教师体检。",
		"县医院总结\n我院接诊12万人次。患者家属说:“我校的孩子多亏了你们。”",
		"云溪县教育局总结\n我局开展督导12次。东山县教育局局长一行来访交流。",
		"青山镇汇报\n我镇与白河镇共建联防机制,白河镇派员参加。",
		"总工会工作总结\n我会指导镇总工会建设。镇总工会将继续开展活动。",
	},
	Check: checkForeign,
})

func checkForeign(p *rule.Pass) {
	prof := profile.Of(p.Doc)
	foreignPlaces(p, prof)
	leftoverPlaces(p)
	foreignUnits(p, prof)
	foreignSelves(p, prof)
	foreignTrades(p, prof)
}

// sloganLeads stand right before the name of the own place in a report's
// promises; sloganTails right behind it.
var (
	sloganLeads = []string{"建设", "建设美丽", "建设幸福", "建设和谐", "建设文明", "建设平安", "建设富裕", "建设富强", "建设现代化", "建设新", "谱写", "谱写幸福", "谱写美丽", "打造", "打造美丽", "打造幸福", "打造文明", "繁荣", "振兴", "推动", "促进", "服务", "开创", "美丽", "幸福", "和谐", "平安", "爱我", "人文", "魅力", "文明", "大美", "奋力谱写", "加快", "巩固和扩大", "巩固", "扩大", "提升", "为", "助力", "我爱", "健康", "绿色", "法治", "书香", "清廉", "活力", "美丽新", "全力服务", "文明的", "办好", "谱写"}
	sloganTails = []string{"经济社会", "高质量", "人民", "群众", "广大", "全体", "作出", "做出", "新篇章", "新局面", "又好又快", "跨越式", "文化再上", "添砖加瓦", "发展", "建设", "市级文明单位", "再上新台阶", "新贡献", "新的更大", "而奋斗", "而努力", "贡献", "新局面", "精神文明", "创建"}
)

// strongLeads need no fitting tail.
var strongLeads = []string{"美丽", "幸福", "和谐", "平安", "爱我", "人文", "魅力", "大美", "富强", "现代化", "谱写", "我爱", "健康", "绿色", "文明", "法治", "书香", "清廉", "活力", "美丽新", "全力服务"}

// foreignPlaces reports a place in the report's own slogans that is neither
// its own nor contains, lies in or neighbours it.
func foreignPlaces(p *rule.Pass, prof *profile.Profile) {
	d := p.Doc
	t := d.Text
	own := prof.Codes
	if len(prof.Places) == 0 && d.Count > 1 && d.Index > 0 {
		// A report spliced behind others borrows their place.
		own = profile.Of(profile.Whole(d.Source)).Codes
	}
	if len(own) == 0 && len(prof.Places) == 0 {
		return
	}
	body := residue.Body(d)
	for _, m := range division.Mentions(d) {
		if !body.Contains(m.Span) || len(own) == 0 || commonPlaces.Has(m.Name) || division.Related(m.Codes, own) || division.SameProvince(m.Codes, own) && !m.Full || mentionsOwn(m.Name, prof) {
			continue
		}
		p.Examined(1)
		if slogan(t, m.Span) {
			accusePlace(p, m.Span, prof)
		}
	}
	if name := ownInvented(prof); name != "" && len(own) == 0 {
		if strings.HasSuffix(name, "县") || strings.HasSuffix(name, "区") || strings.HasSuffix(name, "市") {
			// The place is not in the table; one that is cannot be its own.
			for _, m := range division.Mentions(d) {
				if !m.Full && !commonPlaces.Has(m.Name) && body.Contains(m.Span) && !mentionsOwn(m.Name, prof) && slogan(t, m.Span) {
					p.Examined(1)
					accusePlace(p, m.Span, prof)
				}
			}
		}
		for _, sp := range places(d, body) {
			if sp.Of(t) == name || strings.HasSuffix(sp.Of(t), name) || strings.Contains(prof.Unit+prof.Title, sp.Of(t)) || utf8.RuneCountInString(sp.Of(t)) != utf8.RuneCountInString(name) && !known(sp.Of(t)) {
				continue
			}
			p.Examined(1)
			accusePlace(p, sp, prof)
		}
	}
}

// commonPlaces are divisions whose names are common nouns.
var commonPlaces = lexicon.NewList("城区", "郊区", "矿区", "新区", "东区", "西区", "市中区", "市中")

func known(name string) bool { return len(division.Lookup(name)) > 0 }

func accusePlace(p *rule.Pass, at doc.Span, prof *profile.Profile) {
	own := strings.Join(prof.Places, "")
	f := finding.Finding{Span: at, Suggestion: "核实是否照抄了其他地方的材料。"}
	if own == "" {
		f.Message = fmt.Sprintf("“%s”与前面材料所在的地方不同。", at.Of(p.Doc.Text))
		f.Severity = finding.Warning
	} else {
		f.Message = fmt.Sprintf("材料是%s的,这里却写着“%s”。", own, at.Of(p.Doc.Text))
	}
	p.Report(f)
}

func mentionsOwn(name string, prof *profile.Profile) bool {
	return strings.Contains(prof.Unit, name) || strings.Contains(prof.Title, name)
}

// ownInvented returns the report's place when the table of divisions does not
// know it.
func ownInvented(prof *profile.Profile) string {
	if len(prof.Places) == 0 || len(prof.Codes) > 0 {
		return ""
	}
	return prof.Places[len(prof.Places)-1]
}

// slogan reports whether a place stands where a report names its own: in a
// promise or motto.
func slogan(t string, sp doc.Span) bool {
	before, after := t[max(0, sp.Start-30):sp.Start], t[sp.End:min(len(t), sp.End+30)]
	before = strings.TrimRight(before, "“《")
	after = strings.TrimLeft(after, "市县区省”")
	for _, l := range leadsBefore(before) {
		if !strings.HasSuffix(before, l.words) {
			continue
		}
		if l.strong {
			return true
		}
		for _, tail := range sloganTails {
			if strings.HasPrefix(after, tail) {
				return true
			}
		}
	}
	return false
}

// lead is one of sloganLeads.
type lead struct {
	words string
	// strong tells that no fitting tail is needed.
	strong bool
}

// leads holds sloganLeads by their last characters.
var leads = func() map[rune][]lead {
	m := map[rune][]lead{}
	for _, w := range sloganLeads {
		last, _ := utf8.DecodeLastRuneInString(w)
		m[last] = append(m[last], lead{w, slices.Contains(strongLeads, w) || strings.HasPrefix(w, "建设") && w != "建设"})
	}
	return m
}()

// leadsBefore returns the leads that end in the character before ends in.
func leadsBefore(before string) []lead {
	last, _ := utf8.DecodeLastRuneInString(before)
	return leads[last]
}

// longLeads are the leads of more than one character.
var longLeads = lexicon.DefineWords("boilerplate.slogan-leads", slices.DeleteFunc(slices.Clone(sloganLeads), func(w string) bool {
	return utf8.RuneCountInString(w) == 1
})...)

// places returns names of three or four characters, of the shape 某某县, in
// slogans.
func places(d *doc.Document, body doc.Span) []doc.Span {
	var out []doc.Span
	for _, h := range longLeads.In(d) {
		if h.Start < body.Start || h.End > body.End {
			continue
		}
		sp := doc.Span{Start: h.End, End: h.End}
		for n := 1; n <= 4; n++ {
			r, w := utf8.DecodeRuneInString(d.Text[sp.End:body.End])
			sp.End += w
			if n >= 3 && strings.ContainsRune("县市区镇乡", r) && slogan(d.Text, sp) {
				out = append(out, sp)
			}
			if r < 0x3400 || r > 0x9FFF || strings.ContainsRune("全我各本新老城示范社文明园景小县市区镇乡", r) {
				break
			}
		}
	}
	slices.SortFunc(out, func(a, b doc.Span) int { return cmp.Or(a.End-b.End, a.Start-b.Start) })
	return slices.Compact(out)
}

// leftoverPlaces reports real place names that act in a report whose other
// places are masked: the masking missed them.
func leftoverPlaces(p *rule.Pass) {
	d := p.Doc
	masked := 0
	for _, h := range placeholder.Of(d) {
		if h.Field == placeholder.FieldPlace {
			masked++
		}
	}
	if masked < 2 {
		return
	}
	ss := segment.Sentences(d)
	for _, m := range division.Mentions(d) {
		if !m.Full {
			continue
		}
		p.Examined(1)
		if i := segment.At(ss, m.Start); i >= 0 && ss[i].Start == m.Start {
			p.Report(finding.Finding{
				Span: m.Span, Severity: finding.Warning,
				Message:    fmt.Sprintf("其他地名已经隐去,这里还留着“%s”。", m.Name),
				Suggestion: "核实是否沿用了其他地方的材料。",
			})
		}
	}
}
