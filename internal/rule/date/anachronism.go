package date

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/profile"
	"hecha/internal/quantity"
	"hecha/internal/rule"
	"hecha/internal/segment"
	"hecha/internal/timeline"
)

var _ = rule.Register(rule.Rule{
	ID:       "date.anachronism",
	Title:    "时代对不上",
	Why:      "写着今年的年份,却提到后来才有的会议、提法,或把早已结束的活动当作正在进行:这是旧材料改年份的痕迹。",
	Severity: finding.Error,
	Bad: []string{
		"⟦2013年⟧,支部党员在“学习强国”上答题。",
		"2021年4月是⟦第20个爱国卫生月⟧,街道组织大扫除。",
		"深入学习党的十九届六中、七中、⟦八中⟧全会精神。",
		"某街道2021年工作总结\n今年以来,结合⟦第二批党的群众路线教育实践活动⟧,解决问题12个。",
		"某局工作总结\n深入学习贯彻⟦党的二十大⟧精神,开展活动12次。\n某局\n2019年12月30日",
		"2021年,围绕⟦庆祝建党95周年⟧开展红歌会。",
		"2023年,我局扎实开展⟦保持共产党员先进性教育活动⟧。",
		"⟦2014年⟧,我镇全面推行河长制。",
		"2012年,我局获评⟦第六届全国文明单位⟧。",
		"2022年,我局正在开展⟦群众路线教育实践活动⟧,取得阶段性成果。",
		"早在⟦2012年⟧,街道就建成新时代文明实践站6个。",
		"2023年,⟦“六五”普法⟧扎实推进。",
		"2022年,⟦县文广新局⟧举办展览6场。",
		"2022年,当前正值⟦“十三五”⟧规划实施的关键时期。2019年,⟦“十三五”开局之年⟧,各项工作起好步。",
		"⟦2017年⟧召开的党的十八大指明了方向。",
		"学习党的二十大精神座谈会于⟦2019年5月⟧召开。",
		"今年是建党95周年,也是⟦“十四五”开局之年⟧。",
		"2005年,维修班荣获⟦全国工人先锋号⟧。2018年,周某被评为⟦全国优秀共产党员⟧。",
		"2015年,⟦国家税务总局云溪县税务局⟧上门辅导。",
	},
	Good: []string{
		"2022年,支部党员在“学习强国”上答题。",
		"自党的十七大以来,我们坚持创建。曾于2008年获评先进,2023年通过学习强国学习。",
		"2021年4月是第33个爱国卫生月,街道组织大扫除。",
		"深入学习党的十九届二中、三中、四中、五中全会精神。",
		"某街道2021年工作总结\n2014年,第二批党的群众路线教育实践活动中查摆的问题已经整改。",
		"某局2021年工作总结\n喜迎党的二十大,开展系列活动。",
		"2012年成立的志愿服务队,如今依托新时代文明实践站开展活动。",
		"2020年是“十三五”收官之年,2021年是“十四五”开局之年。2023年,回顾“十三五”时期,全县脱贫860户。",
		"2017年召开的党的十九大指明了方向。党的二十大精神座谈会于2022年11月召开。",
		"2021年,在总结“七五”普法经验的基础上,启动“八五”普法。2019年,原文广新局并入文旅局。",
		"2008年以来,维修班先后荣获全国工人先锋号等称号。2021年,周某被评为全国优秀共产党员。",
		"2011年以来,先后开展了六五普法、七五普法。",
	},
	Check: checkAnachronism,
})

// clock is what a report says of its own time: the earliest and the latest day
// it can speak of as now, and where it says so.
type clock struct {
	from, to time.Time
	at       doc.Span
	note     string
}

// ownTime returns the report's own time. Signature and title count; years that
// only stand in its sentences make the clock weak.
func ownTime(p *profile.Profile) (c clock, ok bool) {
	switch {
	case p.From != "" && p.TitleSpan.Contains(p.PeriodSpan) && !p.PeriodSpan.Empty():
		c = clock{timeline.Day(p.From, false), timeline.Day(p.To, true), p.PeriodSpan, "标题中的年份"}
		// A report on a year is written up to the next spring.
		c.to = c.to.AddDate(0, 4, 0)
	case p.Dated != "":
		c = clock{timeline.Day(p.Dated, false), timeline.Day(p.Dated, true), p.DatedSpan, "材料的日期"}
		c.from = c.from.AddDate(-1, 0, 0)
	case p.From != "":
		c = clock{timeline.Day(p.From, false), timeline.Day(p.To, true).AddDate(0, 6, 0), p.PeriodSpan, "材料所说的年份"}
	default:
		return c, false
	}
	return c, !c.to.IsZero()
}

func checkAnachronism(p *rule.Pass) {
	d := p.Doc
	prof := profile.Of(d)
	own, timed := ownTime(prof)
	sentences, qs := segment.Sentences(d), quantity.Of(d).Quantities
	var thisYear []timeline.Mention
	ms := timeline.Mentions(d)
	p.Examined(len(ms))
	i := -1 // the sentence of m
	for _, m := range ms {
		for i+1 < len(sentences) && sentences[i+1].Start <= m.Start {
			i++
		}
		if i < 0 || !sentences[i].Contains(m.Span) {
			continue
		}
		s := around(d.Text, sentences[i], m.Span)
		if m.Impossible {
			p.Report(finding.Finding{Span: m.Span, Message: fmt.Sprintf("没有开过%s:十四届至十九届中央委员会各只举行七次全会。", m.Term), Suggestion: "核实届次。"})
			continue
		}
		if m.Kind == "plan" {
			planYear(d.Text, &m)
		}
		date := dateBefore(qs, s, m.Start)
		dated := date != nil
		if m.Year > 0 && !dated && strings.Contains(d.Text[s.Start:m.Start], "今年") {
			if n := len(thisYear); n > 0 && thisYear[n-1].Year != m.Year {
				againstThisYear(p, m, thisYear[n-1])
				continue
			}
			thisYear = append(thisYear, m)
			if laterInSentence(p, m, s) {
				continue
			}
		}
		switch {
		case m.Year > 0:
			checkCounted(p, m, s, date, own, timed)
		case dated && againstDate(p, m, s, date):
		case !dated && againstLaterDate(p, m, s):
		case timed:
			againstReport(p, m, s, own)
		}
	}
	awards(p)
}

// dateBefore returns the last date with a year that ends before off in the
// sentence and says when the clause's action took place; nil if none.
func dateBefore(qs []quantity.Quantity, s doc.Span, off int) *quantity.Quantity {
	for i := sort.Search(len(qs), func(i int) bool { return qs[i].Start >= off }) - 1; i >= 0 && qs[i].Start >= s.Start; i-- {
		if fullDate(&qs[i]) && qs[i].End <= off {
			return &qs[i]
		}
	}
	return nil
}

// reach bounds, in bytes, how much of a sentence on either side of a term is
// read for it.
const reach = 900

// around returns the part of sentence s within reach of the term.
func around(t string, s, term doc.Span) doc.Span {
	for s.Start = max(s.Start, term.Start-reach); !utf8.RuneStart(t[s.Start]); {
		s.Start++
	}
	for s.End = min(s.End, term.End+reach); s.End < len(t) && !utf8.RuneStart(t[s.End]); {
		s.End++
	}
	return s
}

// fullDate reports whether a quantity is a date with its year.
func fullDate(q *quantity.Quantity) bool {
	return q.Kind == quantity.Date && !q.Masked && len(q.From) >= 4 && q.From[0] != '-'
}

// origins are the verbs that make a date the beginning of something that lasts.
var origins = []string{"成立", "建成", "始建", "创办", "开馆", "建馆", "建校", "建院", "组建", "设立", "挂牌"}

// lasting reports whether the words between a date and a term make the date
// that of something else, which may have lasted until the term came up:
// 2012年成立的…, 2013年以来….
func lasting(between string) bool {
	end := strings.TrimRight(between, "“《了")
	if strings.HasPrefix(between, "的") || strings.HasPrefix(between, "起") && !hasSuffix(end, []string{"实施", "推行", "执行", "落实", "启动"}) {
		return true
	}
	if has(between, []string{"以来", "以后", "之后", "至今", "出生", "如今", "现在", "目前", "近年"}) || otherYear(between) {
		return true
	}
	for _, w := range origins {
		k := strings.Index(between, w)
		if k < 0 {
			continue
		}
		// 建成新时代文明实践站: the term itself began then.
		if strings.Trim(between[k+len(w):], "“《了0123456789个家所处座一二三四五六七八九十") != "" {
			return true
		}
	}
	return false
}

// otherYear reports whether a further year is named: 2015年, 今年, 次年.
func otherYear(s string) bool {
	for i := 0; ; {
		k := strings.Index(s[i:], "年")
		if k < 0 {
			return false
		}
		r, _ := utf8.DecodeLastRuneInString(s[:i+k])
		if r >= '0' && r <= '9' || strings.ContainsRune("今去次翌明同每历多〇一二三四五六七八九十", r) {
			return true
		}
		i += k + len("年")
	}
}

// againstDate clashes a term with the date its own sentence gives for what it
// tells; it reports whether the sentence has its own time at all.
func againstDate(p *rule.Pass, m timeline.Mention, s doc.Span, q *quantity.Quantity) bool {
	t := p.Doc.Text
	between := t[q.End:m.Start]
	if heldIn(p, m, q) {
		return true
	}
	if lasting(between) {
		return true
	}
	first, last := timeline.Day(q.From, false), timeline.Day(q.To, true)
	if last.IsZero() {
		return true
	}
	if m.Kind == "edition" {
		againstEdition(p, m, s, q)
		return true
	}
	if sev, ok := ended(t, m, s); ok && m.Last.AddDate(1, 0, 0).Before(first) && !past(between, t[m.End:s.End]) {
		p.ReportAs(finding.Finding{
			Span: m.Span, Severity: sev,
			Message:    fmt.Sprintf("“%s”到%s已经结束,不会在%s进行。", m.Of(t), chineseDay(m.Last), chineseDate(q.From)),
			Evidence:   []finding.Evidence{{Span: q.Span, Note: "所说的时间"}},
			Suggestion: "核实年份,并检查是否沿用了旧材料。",
		})
		return true
	}
	if m.First.IsZero() || planned(m, t[s.Start:m.Start], last) {
		return true
	}
	sev := finding.Error
	if !m.Hard {
		// Pilots and generic wording come before the national date.
		if m.Kind == "slogan" || m.Kind == "wording" {
			sev = finding.Info
		} else {
			sev, last = finding.Warning, last.AddDate(1, 0, 0)
		}
	}
	if last.Before(m.First) {
		p.ReportAs(finding.Finding{
			Span: q.Span.Join(m.Span), Severity: sev,
			Message:    fmt.Sprintf("%s还没有“%s”:它始于%s。", chineseDate(q.To), m.Of(t), chineseDay(m.First)),
			Evidence:   []finding.Evidence{{Span: q.Span, Note: "所说的时间"}, {Span: m.Span, Note: "始于" + chineseDay(m.First)}},
			Suggestion: "核实年份,并检查是否沿用了其他年份的材料。",
		})
	}
	return true
}

// againstEdition clashes the edition of an award with the year it is said to
// have been won in. A title announced in November is told of the next year,
// too.
func againstEdition(p *rule.Pass, m timeline.Mention, s doc.Span, q *quantity.Quantity) {
	t := p.Doc.Text
	y, err := strconv.Atoi(q.To[:4])
	held := m.First.Year()
	if err != nil || m.First.IsZero() || y == held || y == held+1 || q.From[:4] != q.To[:4] {
		return
	}
	if !won(t[q.End:m.Start], t[m.End:s.End]) || has(t[q.End:m.Start], aims) {
		return
	}
	p.Report(finding.Finding{
		Span:       m.Span,
		Message:    fmt.Sprintf("“%s”是%d年评出的,不是%d年。", m.Of(t), held, y),
		Evidence:   []finding.Evidence{{Span: q.Span, Note: "所说的时间"}},
		Suggestion: "核对届次和年份。",
	})
}

// aims are words before a title that is wanted or kept, not won.
var aims = []string{"创建", "争创", "申报", "复查", "保持", "迎接", "推荐", "学习", "力争", "冲刺"}

// won reports whether the words around a title say that it was won.
func won(before, after string) bool {
	return has(before, []string{"获", "评为", "授予", "荣", "入选", "命名", "表彰", "当选", "跻身", "评选为", "被评"}) || has(after, []string{"称号", "荣誉", "表彰"})
}

// planned reports whether the words before a term look forward to it from a
// day close enough for that.
func planned(m timeline.Mention, before string, from time.Time) bool {
	switch m.Kind {
	case "congress", "plenum", "campaign", "law_publicity", "plan":
		if from.AddDate(3, 0, 0).Before(m.First) {
			return false // nobody welcomes a congress four years ahead
		}
	case "event", "festival":
	default:
		return false
	}
	return has(strings.ReplaceAll(before, "欢迎", ""), []string{"迎", "筹备", "筹办", "申办", "备战", "谋划", "编制", "即将", "征求意见", "将于", "将召开", "展望"})
}

// againstReport clashes a term with the report's own time.
func againstReport(p *rule.Pass, m timeline.Mention, s doc.Span, own clock) {
	t := p.Doc.Text
	before := t[s.Start:m.Start]
	sev, ends := ended(t, m, s)
	switch {
	case m.Hard && !m.First.IsZero() && own.to.Before(m.First) && !planned(m, before, own.to):
		p.Report(finding.Finding{
			Span:       m.Span,
			Message:    fmt.Sprintf("“%s”始于%s,材料的时间却是%s。", m.Of(t), chineseDay(m.First), own.at.Of(t)),
			Evidence:   []finding.Evidence{{Span: own.at, Note: own.note}},
			Suggestion: "核实材料的时间,并检查是否改动过届次、年份。",
		})
	case ends && m.Last.AddDate(1, 0, 0).Before(own.from) && !past(before, t[m.End:s.End]):
		if sev == finding.Error && !m.Last.AddDate(2, 0, 0).Before(own.from) {
			sev = finding.Warning
		}
		p.ReportAs(finding.Finding{
			Span: m.Span, Severity: sev,
			Message:    fmt.Sprintf("“%s”到%s已经结束,材料的时间是%s,却当作正在进行。", m.Of(t), chineseDay(m.Last), own.at.Of(t)),
			Evidence:   []finding.Evidence{{Span: own.at, Note: own.note}},
			Suggestion: "核实是否沿用了旧材料。",
		})
	case m.Kind == "edition" && own.to.Before(m.First) && won(before, t[m.End:s.End]) && !has(before, aims):
		p.Report(finding.Finding{
			Span:       m.Span,
			Message:    fmt.Sprintf("“%s”到%s才评出,材料的时间却是%s。", m.Of(t), chineseDay(m.First), own.at.Of(t)),
			Evidence:   []finding.Evidence{{Span: own.at, Note: own.note}},
			Suggestion: "核对届次和年份。",
		})
	case m.Kind == "edition" && m.Last.AddDate(1, 6, 0).Before(own.from) && has(t[m.End:min(s.End, m.End+24)], []string{"评选年", "评选活动", "评选为", "推荐"}) && !past(before, t[m.End:s.End]):
		p.Report(finding.Finding{
			Span: m.Span, Severity: finding.Warning,
			Message:    fmt.Sprintf("“%s”在%s已经评出,材料的时间是%s。", m.Of(t), chineseDay(m.Last), own.at.Of(t)),
			Evidence:   []finding.Evidence{{Span: own.at, Note: own.note}},
			Suggestion: "核实届次和年份。",
		})
	}
}

// ended returns how grave it is that a term is spoken of as present work after
// its end; false for terms of which that says nothing.
func ended(t string, m timeline.Mention, s doc.Span) (sev finding.Severity, ok bool) {
	if m.Last.IsZero() {
		return 0, false
	}
	clause := t[max(s.Start, m.Start-len("一二三四五六七八")):m.Start]
	switch m.Kind {
	case "campaign":
		if m.Hard {
			return finding.Error, true
		}
	case "policy", "law_publicity":
		if m.Hard {
			return finding.Warning, true
		}
	case "institution":
		return finding.Warning, true
	case "wording":
		if m.Hard {
			return finding.Warning, true
		}
		return finding.Info, true
	case "event":
		if hasSuffix(strings.TrimRight(clause, "“"), []string{"开展", "进行", "实施", "参与", "迎接", "做好", "推进", "筹备", "开展了", "启动", "服务", "备战"}) {
			return finding.Warning, true
		}
	case "plan":
		if has(clause, []string{"正值", "正处", "当前", "目前", "正在", "深入实施", "全面实施", "大力实施", "扎实推进"}) ||
			has(t[m.End:min(s.End, m.End+len("规划实施的关键时期"))], []string{"关键", "攻坚"}) {
			return finding.Warning, true
		}
	}
	return 0, false
}

// repeatedly drops words that end in 后 but do not look back.
var repeatedly = strings.NewReplacer("先后", "", "前后", "")

// past reports whether the sentence looks back at the term.
func past(before, after string) bool {
	for _, w := range []string{"自", "从", "原", "自党的", "继"} {
		if strings.HasSuffix(strings.TrimRight(before, "“"), w) {
			return true
		}
	}
	near := repeatedly.Replace(prefix(after, 8))
	return has(before, []string{"曾", "历经", "回顾", "当年", "经过", "巩固", "延续", "过去", "原", "前身", "此前", "总结"}) ||
		has(near, []string{"以来", "期间", "后", "遗留"}) || has(prefix(after, 4), []string{"成果", "成效"}) || strings.HasPrefix(after, "时期") || has(after, []string{"合并", "更名", "划转", "改为", "改称"})
}

// checkCounted compares a counted day or anniversary with the year its sentence
// gives, else — as a warning — with the report's own.
func checkCounted(p *rule.Pass, m timeline.Mention, s doc.Span, q *quantity.Quantity, own clock, timed bool) {
	t := p.Doc.Text
	if q != nil {
		y, err := strconv.Atoi(q.From[:4])
		between := t[q.End:m.Start]
		if err != nil || y == m.Year || q.From[:4] != q.To[:min(4, len(q.To))] || lasting(between) || utf8.RuneCountInString(between) > 30 {
			return
		}
		p.Report(finding.Finding{
			Span:       m.Span,
			Message:    fmt.Sprintf("“%s”是%d年,与%d年不符。", m.Of(t), m.Year, y),
			Evidence:   []finding.Evidence{{Span: q.Span, Note: "所说的年份"}},
			Suggestion: "核实年份或届次。",
		})
		return
	}
	if !timed || m.Year >= own.from.Year() && m.Year <= own.to.Year() || past(t[s.Start:m.Start], t[m.End:s.End]) {
		return
	}
	if !has(t[s.Start:m.Start], []string{"庆祝", "纪念", "喜迎", "围绕", "迎接", "今年", "结合"}) {
		return
	}
	p.Report(finding.Finding{
		Span: m.Span, Severity: finding.Warning,
		Message:    fmt.Sprintf("“%s”是%d年,材料的时间却是%s。", m.Of(t), m.Year, own.at.Of(t)),
		Evidence:   []finding.Evidence{{Span: own.at, Note: own.note}},
		Suggestion: "核实是否沿用了旧材料。",
	})
}

func chineseDay(d time.Time) string {
	return fmt.Sprintf("%d年%d月", d.Year(), d.Month())
}
