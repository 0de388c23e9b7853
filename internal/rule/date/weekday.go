package date

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/rule"
)

// weekdays reports 周八, and a date whose day of the week is another:
// 2023年5月1日(星期五).
func weekdays(p *rule.Pass, dates []calendarDate) {
	t := p.Doc.Text
	for _, c := range dates {
		if c.y < 1900 || c.impossible() != "" || isLunar(t[:c.Start]) {
			continue
		}
		rest := strings.TrimPrefix(t[c.End:], "(")
		for _, w := range []string{"星期", "周"} {
			name, ok := strings.CutPrefix(rest, w)
			if !ok {
				continue
			}
			r, n := utf8.DecodeRuneInString(name)
			day, known := weekdayNames[r]
			if !known || r != '日' && strings.HasPrefix(name[n:], "年") {
				break
			}
			p.Examined(1)
			is := time.Date(c.y, time.Month(c.m), c.d, 0, 0, 0, 0, time.UTC).Weekday()
			if is != day {
				sp := doc.Span{Start: c.Start, End: len(t) - len(name) + n}
				p.Report(finding.Finding{Span: sp, Severity: finding.Warning,
					Message:    fmt.Sprintf("%d年%d月%d日是星期%s,不是%s%c。", c.y, c.m, c.d, string([]rune("日一二三四五六")[is]), w, r),
					Suggestion: "核实日期或星期。"})
			}
			break
		}
	}
	for _, h := range weekMarks.In(p.Doc) {
		if !has(prefix(t[h.End:], 1), []string{"次", "场", "个", "节", "小", "天", "堂", "期", "项"}) || aroundDay(t, h.Span) {
			impossible(p, h.Span, "一周只有七天")
		}
	}
	for _, h := range shortMarks.In(p.Doc) {
		if aroundDay(t, h.Span) {
			impossible(p, h.Span, "一周只有七天")
		}
	}
}

// aroundDay reports whether a day of the week may stand at sp: 每周八上午.
func aroundDay(t string, sp doc.Span) bool {
	before, after := t[:sp.Start], prefix(t[sp.End:], 1)
	return (after == "" || has(after, []string{"上", "下", "早", "晚", ",", "、", "。", "至"})) &&
		(before == "" || hasSuffix(before, []string{"每", "每周", "每逢", "逢", "本", "于", ",", "。", "至", "到", "、", "(", "\n"}))
}

var weekdayNames = map[rune]time.Weekday{
	'一': time.Monday, '二': time.Tuesday, '三': time.Wednesday, '四': time.Thursday, '五': time.Friday, '六': time.Saturday, '日': time.Sunday, '天': time.Sunday,
}

func hasSuffix(s string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// isLunar reports whether the text ends in a word that makes the date behind
// it one of the lunar calendar.
func isLunar(before string) bool {
	return hasSuffix(before, []string{"农历", "阴历", "旧历", "夏历"})
}

// days reports a day of no month: 每月32日.
func days(p *rule.Pass) {
	t := p.Doc.Text
	for _, h := range dayMarks.In(p.Doc) {
		at, i := h.End-len("日"), h.End
		d, start := digitsBefore(t, at)
		if d < 32 || d > 99 {
			continue
		}
		if strings.HasSuffix(t[:start], "每月") || hasSuffix(t[:start], []string{"。", "\n"}) && has(prefix(t[i:], 2), []string{"上午", "下午", "晚上", "凌晨"}) {
			impossible(p, doc.Span{Start: start, End: i}, "一个月最多31天")
		}
	}
}

// years reports years of five digits: 20223年6月.
func years(p *rule.Pass) {
	t := p.Doc.Text
	for _, h := range yearMarks.In(p.Doc) {
		at, i := h.End-len("年"), h.End
		start := at
		for start > 0 && t[start-1] >= '0' && t[start-1] <= '9' {
			start--
		}
		if at-start == 5 && (t[start:start+2] == "20" || t[start:start+2] == "19") {
			impossible(p, doc.Span{Start: start, End: i}, "年份是四位数")
		}
	}
}
