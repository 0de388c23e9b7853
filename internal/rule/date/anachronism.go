package date

import (
	"fmt"
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
		"⟦2012年⟧,全体党员依托“学习强国”平台开展自学。",
		"2019年4月是⟦第22个爱国卫生月⟧,我镇开展集中整治。",
		"深入学习党的十九届六中、七中、⟦八中⟧全会精神。",
		"某街道2021年工作总结\n今年以来,结合⟦第二批党的群众路线教育实践活动⟧,解决问题12个。",
		"某局工作总结\n深入学习贯彻⟦党的二十大⟧精神,开展活动12次。\n某局\n2019年12月30日",
		"2021年,围绕⟦庆祝建党95周年⟧开展红歌会。",
		"2023年,我局扎实开展⟦保持共产党员先进性教育活动⟧。",
		"⟦2014年⟧,我镇全面推行河长制。",
		"2012年,我局获评⟦第六届全国文明单位⟧。",
	},
	Good: []string{
		"2022年,全体党员依托“学习强国”平台开展自学。",
		"自党的十七大以来,我们坚持创建。曾于2008年获评先进,2023年通过学习强国学习。",
		"2019年4月是第31个爱国卫生月,我镇开展集中整治。",
		"深入学习党的十九届二中、三中、四中、五中全会精神。",
		"某街道2021年工作总结\n2014年,第二批党的群众路线教育实践活动中查摆的问题已经整改。",
		"某局2021年工作总结\n喜迎党的二十大,开展系列活动。",
		"2012年成立的志愿服务队,如今依托新时代文明实践站开展活动。",
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
	sentences := segment.Sentences(d)
	for _, m := range timeline.Mentions(d) {
		p.Examined(1)
		i := segment.At(sentences, m.Start)
		if i < 0 || !sentences[i].Contains(m.Span) {
			continue
		}
		s := sentences[i]
		if m.Impossible {
			p.Report(finding.Finding{Span: m.Span, Message: fmt.Sprintf("没有开过%s:十四届至十九届中央委员会各只举行七次全会。", m.Term), Suggestion: "核实届次。"})
			continue
		}
		date, dated := dateBefore(d, s, m.Start)
		switch {
		case m.Year > 0:
			checkCounted(p, m, s, date, dated, own, timed)
		case dated && againstDate(p, m, s, date):
		case timed:
			againstReport(p, m, s, own)
		}
	}
}

// dateBefore returns the last date with a year that stands before off in the
// sentence and says when the clause's action took place.
func dateBefore(d *doc.Document, s doc.Span, off int) (quantity.Quantity, bool) {
	var out quantity.Quantity
	ok := false
	for _, q := range quantity.Of(d).Quantities {
		if q.Start >= off {
			break
		}
		if q.Start >= s.Start && q.Kind == quantity.Date && !q.Masked && len(q.From) >= 4 && q.From[0] != '-' {
			out, ok = q, true
		}
	}
	return out, ok
}

// origins are words that make a date the beginning of something that lasts.
var origins = []string{"成立", "建成", "始建", "创办", "开馆", "建馆", "建校", "建院", "组建", "设立", "挂牌", "以来", "以后", "起", "至今", "之后", "出生"}

// againstDate clashes a term with the date its own sentence gives for what it
// tells; it reports whether the sentence has its own time at all.
func againstDate(p *rule.Pass, m timeline.Mention, s doc.Span, q quantity.Quantity) bool {
	t := p.Doc.Text
	between := t[q.End:m.Start]
	if has(between, origins) || strings.HasPrefix(between, "的") || strings.Contains(between, "年") || has(between, []string{"如今", "现在", "目前", "今年", "近年"}) {
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
	if !m.Last.IsZero() && current(m) && m.Last.AddDate(1, 0, 0).Before(first) && !past(t[q.End:m.Start], t[m.End:s.End]) {
		sev := finding.Error
		if m.Kind != "campaign" {
			sev = finding.Warning
		}
		p.Report(finding.Finding{
			Span: m.Span, Severity: sev,
			Message:    fmt.Sprintf("“%s”到%s已经结束,不会在%s进行。", m.Of(t), chineseDay(m.Last), chineseDate(q.From)),
			Evidence:   []finding.Evidence{{Span: q.Span, Note: "所说的时间"}},
			Suggestion: "核实年份,并检查是否沿用了旧材料。",
		})
		return true
	}
	if m.First.IsZero() || planned(m, t[s.Start:m.Start]) || !m.Hard && (m.Kind == "slogan" || m.Kind == "wording") {
		return true
	}
	sev := finding.Error
	if !m.Hard {
		// Pilots and generic wording come before the national date.
		sev, last = finding.Warning, last.AddDate(1, 0, 0)
	}
	if last.Before(m.First) {
		p.Report(finding.Finding{
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
func againstEdition(p *rule.Pass, m timeline.Mention, s doc.Span, q quantity.Quantity) {
	t := p.Doc.Text
	y, err := strconv.Atoi(q.To[:4])
	held := m.First.Year()
	if err != nil || m.First.IsZero() || y == held || y == held+1 || q.From[:4] != q.To[:4] {
		return
	}
	won := has(t[q.End:m.Start], []string{"获", "评为", "授予", "荣", "入选", "命名", "表彰"}) || has(t[m.End:s.End], []string{"称号", "荣誉", "表彰"})
	if y > held && !won || has(t[q.End:m.Start], []string{"创建", "争创", "申报", "复查", "保持", "迎接"}) || y < held && !won {
		return
	}
	p.Report(finding.Finding{
		Span:       m.Span,
		Message:    fmt.Sprintf("“%s”是%d年评出的,不是%d年。", m.Of(t), held, y),
		Evidence:   []finding.Evidence{{Span: q.Span, Note: "所说的时间"}},
		Suggestion: "核对届次和年份。",
	})
}

// planned reports whether the words before a term look forward to it.
func planned(m timeline.Mention, before string) bool {
	if m.Kind != "congress" && m.Kind != "plenum" && m.Kind != "campaign" && m.Kind != "law_publicity" && m.Kind != "plan" && m.Kind != "event" {
		return false
	}
	return has(before, []string{"迎接", "喜迎", "迎", "筹备", "筹办", "申办", "备战", "谋划", "编制", "即将", "征求意见", "将"})
}

// againstReport clashes a term with the report's own time.
func againstReport(p *rule.Pass, m timeline.Mention, s doc.Span, own clock) {
	t := p.Doc.Text
	before := t[s.Start:m.Start]
	switch {
	case m.Hard && !m.First.IsZero() && own.to.Before(m.First) && !planned(m, before):
		p.Report(finding.Finding{
			Span:       m.Span,
			Message:    fmt.Sprintf("“%s”始于%s,材料的时间却是%s。", m.Of(t), chineseDay(m.First), own.at.Of(t)),
			Evidence:   []finding.Evidence{{Span: own.at, Note: own.note}},
			Suggestion: "核实材料的时间,并检查是否改动过届次、年份。",
		})
	case !m.Last.IsZero() && current(m) && m.Last.AddDate(1, 0, 0).Before(own.from) && !past(before, t[m.End:s.End]):
		sev := finding.Warning
		if m.Kind == "campaign" && m.Hard && m.Last.AddDate(2, 0, 0).Before(own.from) {
			sev = finding.Error
		}
		p.Report(finding.Finding{
			Span: m.Span, Severity: sev,
			Message:    fmt.Sprintf("“%s”到%s已经结束,材料的时间是%s,却当作正在进行。", m.Of(t), chineseDay(m.Last), own.at.Of(t)),
			Evidence:   []finding.Evidence{{Span: own.at, Note: own.note}},
			Suggestion: "核实是否沿用了旧材料。",
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

// current tells the kinds of terms whose end makes later talk of them as
// present work suspicious.
func current(m timeline.Mention) bool {
	return m.Hard && (m.Kind == "campaign" || m.Kind == "wording" || m.Kind == "policy" || m.Kind == "institution")
}

// past reports whether the sentence looks back at the term.
func past(before, after string) bool {
	for _, w := range []string{"自", "从", "原", "自党的", "继"} {
		if strings.HasSuffix(strings.TrimRight(before, "“"), w) {
			return true
		}
	}
	return has(before, []string{"曾", "历经", "回顾", "当年", "经过", "巩固", "延续", "过去"}) ||
		has(after, []string{"以来", "期间曾", "成果", "后", "之后", "合并"})
}

// checkCounted compares a counted day or anniversary with the year its sentence
// gives, else — as a warning — with the report's own.
func checkCounted(p *rule.Pass, m timeline.Mention, s doc.Span, q quantity.Quantity, dated bool, own clock, timed bool) {
	t := p.Doc.Text
	if dated {
		y, err := strconv.Atoi(q.From[:4])
		between := t[q.End:m.Start]
		if err != nil || y == m.Year || q.From[:4] != q.To[:min(4, len(q.To))] || has(between, origins) || utf8.RuneCountInString(between) > 30 {
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
