package date

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/honour"
	"hecha/internal/quantity"
	"hecha/internal/rule"
	"hecha/internal/segment"
	"hecha/internal/timeline"
)

// planYear gives a five-year plan the year its 开局之年 or 收官之年 stands for.
func planYear(t string, m *timeline.Mention) {
	const span = 4 // years from the first of a plan to its last
	at := m.End
	for _, w := range []string{"”", "规划", "时期", "的", "全面"} {
		if strings.HasPrefix(t[at:], w) {
			at += len(w)
		}
	}
	for _, w := range []struct {
		word string
		back int
	}{{"收官之年", 0}, {"收官年", 0}, {"最后一年", 0}, {"开局之年", span}, {"开局年", span}, {"第一年", span}, {"起步之年", span}} {
		if strings.HasPrefix(t[at:], w.word) {
			m.Year = m.Last.Year() - w.back
			m.Span.End = at + len(w.word)
			return
		}
	}
}

// againstThisYear clashes two counted days that are both said of 今年.
func againstThisYear(p *rule.Pass, m, other timeline.Mention) {
	t := p.Doc.Text
	p.Report(finding.Finding{
		Span:       m.Span,
		Message:    fmt.Sprintf("“%s”是%d年,“%s”却是%d年,不会同是今年。", m.Of(t), m.Year, other.Of(t), other.Year),
		Evidence:   []finding.Evidence{{Span: other.Span, Note: fmt.Sprintf("%d年", other.Year)}},
		Suggestion: "核实是否沿用了旧材料。",
	})
}

// laterInSentence reports a counted day of 今年 whose sentence tells of what was
// done in a later year; it reports whether it did.
func laterInSentence(p *rule.Pass, m timeline.Mention, s doc.Span) bool {
	t := p.Doc.Text
	q := dateBehind(p.Doc, s, m.End)
	if q == nil {
		return false
	}
	y, err := strconv.Atoi(q.From[:4])
	between := t[m.End:q.Start]
	if err != nil || y <= m.Year || has(between, []string{"将", "力争", "计划", "目标", "确保", "展望", "谋划"}) || hasSuffix(between, []string{"到", "至"}) || has(t[q.End:s.End], []string{"将", "力争", "计划"}) {
		return false
	}
	p.Report(finding.Finding{
		Span: m.Span, Severity: finding.Warning,
		Message:    fmt.Sprintf("“%s”是%d年,同一句却说到%d年。", m.Of(t), m.Year, y),
		Evidence:   []finding.Evidence{{Span: q.Span, Note: "所说的年份"}},
		Suggestion: "核实年份或届次。",
	})
	return true
}

// dateBehind returns the first date with a year behind off in the sentence, nil
// if none.
func dateBehind(d *doc.Document, s doc.Span, off int) *quantity.Quantity {
	qs := quantity.Of(d).Quantities
	for i := sort.Search(len(qs), func(i int) bool { return qs[i].Start >= off }); i < len(qs); i++ {
		q := &qs[i]
		if q.End > s.End {
			break // reach may cut a date
		}
		if fullDate(q) {
			return q
		}
	}
	return nil
}

// againstLaterDate clashes a term with the date its sentence gives behind it:
// 学习二十大精神座谈会于2019年5月召开. It reports whether it did.
func againstLaterDate(p *rule.Pass, m timeline.Mention, s doc.Span) bool {
	t := p.Doc.Text
	if !m.Hard || m.First.IsZero() || m.Kind == "edition" {
		return false
	}
	q := dateBehind(p.Doc, s, m.End)
	if q == nil {
		return false
	}
	between := t[m.End:q.Start]
	if !hasSuffix(between, []string{"于", "在", "是"}) || hasSuffix(between, []string{"建于", "立于", "办于", "生于", "自于"}) || has(between, origins) || len(between) > len("一二三四五六七八九十")*4 ||
		hasSuffix(between, []string{"早在"}) || has(prefix(t[q.End:s.End], 4), []string{"以来", "起", "建成", "成立", "就", "已"}) {
		return false
	}
	if (m.Kind == "congress" || m.Kind == "plenum") && heldIn(p, m, q) {
		return true
	}
	last := timeline.Day(q.To, true)
	if last.IsZero() || !last.Before(m.First) || planned(m, t[s.Start:m.Start], last) {
		return false
	}
	p.Report(finding.Finding{
		Span:       m.Span.Join(q.Span),
		Message:    fmt.Sprintf("%s还没有“%s”:它始于%s。", chineseDate(q.To), m.Of(t), chineseDay(m.First)),
		Evidence:   []finding.Evidence{{Span: q.Span, Note: "所说的时间"}, {Span: m.Span, Note: "始于" + chineseDay(m.First)}},
		Suggestion: "核实年份,并检查是否沿用了其他年份的材料。",
	})
	return true
}

// heldIn compares the date that the text gives a congress or plenum itself —
// 2017年召开的十九大, 十九大于2017年召开 — with when it met; it reports whether
// they clash.
func heldIn(p *rule.Pass, m timeline.Mention, q *quantity.Quantity) bool {
	t := p.Doc.Text
	if m.Kind != "congress" && m.Kind != "plenum" || m.First.IsZero() {
		return false
	}
	if q.End <= m.Start {
		between := strings.TrimSuffix(strings.TrimRight(t[q.End:m.Start], "“"), "党的")
		if !hasSuffix(between, []string{"召开的", "举行的", "闭幕的", "开幕的"}) || len(between) > len("在北京胜利召开的") {
			return false
		}
	} else if after := prefix(t[q.End:], 6); t[m.End:q.Start] != "于" && t[m.End:q.Start] != "在" || !has(after, []string{"召开", "举行", "开幕"}) {
		return false
	}
	first, last := timeline.Day(q.From, false), timeline.Day(q.To, true)
	end := m.Last
	if end.IsZero() {
		end = m.First.AddDate(0, 0, 10)
	}
	if first.IsZero() || !last.Before(m.First) && !end.Before(first) {
		return false
	}
	p.Report(finding.Finding{
		Span:       q.Span.Join(m.Span),
		Message:    fmt.Sprintf("“%s”是%s召开的,不是%s。", m.Of(t), chineseDay(m.First), chineseDate(q.From)),
		Evidence:   []finding.Evidence{{Span: q.Span, Note: "所说的时间"}},
		Suggestion: "核对会议和年份。",
	})
	return true
}

// awards compares the year in which a national honour is said to have been won
// with the years in which it was given.
func awards(p *rule.Pass) {
	d := p.Doc
	t := d.Text
	sentences := segment.Sentences(d)
	for _, h := range honour.Of(d) {
		if h.Year == "" || h.Level != honour.National || h.Edition > 0 && !strings.Contains(h.Of(t), "首") || h.Nominated {
			continue
		}
		e := honour.Lookup(h.Title)
		if e == nil || e.Level != honour.CatalogueLevel(honour.National) {
			if e = honour.Lookup("全国" + h.Title); e == nil {
				continue
			}
		}
		i := segment.At(sentences, h.Start)
		if i < 0 || !strings.Contains(t[sentences[i].Start:h.Start], h.Year+"年") {
			continue
		}
		p.Examined(1)
		y, err := strconv.Atoi(h.Year)
		if err != nil {
			continue
		}
		why, sev := neverGiven(e, y)
		if why == "" || has(t[sentences[i].Start:h.Start], []string{"以来", "至今", "先后"}) {
			continue
		}
		p.ReportAs(finding.Finding{
			Span: h.Span, Severity: sev,
			Message:    fmt.Sprintf("“%s”%s,不会在%d年获得。", e.Title, why, y),
			Suggestion: "核对证书上的年份和全称。",
		})
	}
}

// neverGiven says in Chinese why an honour was not given in year y, "" if it
// may have been.
func neverGiven(e *honour.Entry, y int) (string, finding.Severity) {
	if since := yearOf(e.Since); since > y {
		return fmt.Sprintf("%d年才设立", since), finding.Error
	}
	if len(e.Editions) > 0 && e.Editions[0].Number == 1 {
		if first := yearOf(e.Editions[0].Date); first > y {
			return fmt.Sprintf("%d年才首次评出", first), finding.Error
		}
	}
	if len(e.Years) == 0 || e.Since != "" {
		return "", 0
	}
	var list []string
	for _, d := range e.Years {
		// What is decided late in a year is handed over in the next.
		if given := yearOf(d); y == given || y == given+1 {
			return "", 0
		}
		list = append(list, d[:4])
	}
	switch first := yearOf(e.Years[0]); {
	case y > first:
		return "只在" + strings.Join(list, "、") + "年评过", finding.Warning
	case e.Every == 0:
		return fmt.Sprintf("%d年才评出", first), finding.Error
	}
	return "", 0
}

func yearOf(iso string) int {
	if len(iso) < 4 {
		return 0
	}
	y, err := strconv.Atoi(iso[:4])
	if err != nil {
		return 0
	}
	return y
}
