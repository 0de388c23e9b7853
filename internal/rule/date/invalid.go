// Package date checks the times a report names against the calendar, against
// each other and against what happened when.
package date

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/fold"
	"hecha/internal/rule"
)

var _ = rule.Register(rule.Rule{
	ID:       "date.invalid",
	Title:    "不存在的日期、时刻",
	Why:      "日历上没有的日子,说明时间是随手填写或修改过的。",
	Severity: finding.Error,
	Bad: []string{
		"⟦2月30日⟧,召开总结大会。",
		"截至⟦2023年6月31日⟧,共办理214件。",
		"⟦2023年2月29日⟧,走访困难群众。",
		"⟦13月5日⟧举办讲座。",
		"每周五⟦下午25时⟧组织学习。",
		"⟦2021年13月⟧完成验收。",
		"⟦六月三十一日⟧召开座谈会。",
		"活动于⟦2023-02-30⟧结束,⟦2023.13.05⟧总结。",
		"会议定于上午⟦9:75⟧开始,⟦14时65分⟧结束。",
		"⟦第五季度⟧完成整改。",
		"图书室每天开放至⟦26时⟧,每晚⟦24:30⟧闭馆,服务时间为8:00至⟦17:80⟧。",
		"讲座定于⟦上午15时⟧开讲。",
		"2022年1月⟦至13月⟧,共巡查46次。",
		"⟦2023年5月1日(星期五)⟧,开展义务劳动。",
		"每逢⟦星期八⟧打扫卫生。每月⟦32日⟧为党员活动日。",
		"截至⟦20223年⟧底,建成书屋16家。",
		"二〇二三年⟦二月二十九日⟧",
	},
	Good: []string{
		"2月28日,召开总结大会。2024年2月29日,开展慰问。",
		"截至2023年6月30日,共办理214件。",
		"每周五下午15时组织学习,24小时值守,历时13个月。",
		"4月份共31场活动,5月31日结束。",
		"11月、12月30场,12日前报送。",
		"比分为98:75,第四季度夺冠。历时13个月,占比2.13。",
		"农历二月三十日举办庙会。2023年5月1日(星期一)上午,开展义务劳动。",
		"服务6至18月龄婴幼儿,每周八次巡查,值班至次日8时。培训36学时。",
		"六月三十日召开座谈会,2023-02-28结束,会议9:45开始。",
	},
	Check: func(p *rule.Pass) {
		dates := calendarDates(p.Doc)
		p.Examined(len(dates))
		for _, c := range dates {
			if why := c.impossible(); why != "" && !isLunar(p.Doc.Text[:c.Start]) {
				p.Report(finding.Finding{Span: c.Span, Message: fmt.Sprintf("“%s”不存在:%s。", c.Of(p.Doc.Text), why), Suggestion: "核实后改正日期。"})
			}
		}
		months(p)
		dotted(p)
		clocks(p)
		quarters(p)
		weekdays(p, dates)
		years(p)
		days(p)
	},
})

func impossible(p *rule.Pass, sp doc.Span, why string) {
	p.Report(finding.Finding{Span: sp, Message: fmt.Sprintf("“%s”不存在:%s。", sp.Of(p.Doc.Text), why), Suggestion: "核实后改正。"})
}

// months reports 2021年13月 and 1至13月 where no day follows.
func months(p *rule.Pass) {
	t := p.Doc.Text
	for _, h := range monthMarks.In(p.Doc) {
		at, i := h.End-len("月"), h.End
		m, start := digitsBefore(t, at)
		if m < 0 {
			m, start = chineseBefore(t, at)
		}
		if m < 0 || at-start > len("十三月") {
			continue
		}
		if d, end := digitsAfter(t, i); d >= 0 && (strings.HasPrefix(t[end:], "日") || strings.HasPrefix(t[end:], "号")) {
			continue // calendarDates reads it
		}
		if d, end := chineseAfter(t, i); d >= 0 && strings.HasPrefix(t[end:], "日") {
			continue
		}
		before, ok := strings.CutSuffix(t[:start], "年")
		if ok {
			y, from := digitsBefore(t, start-len("年"))
			if y < 1900 || y > 2100 {
				continue
			}
			start = from
		} else if !monthRange(before) || has(prefix(t[i:], 1), []string{"龄", "大", "嫂", "均", "薪", "租", "产"}) {
			continue
		}
		p.Examined(1)
		if m < 1 || m > 12 {
			impossible(p, doc.Span{Start: start, End: i}, fmt.Sprintf("一年没有%d月", m))
		}
	}
}

// monthRange reports whether the text ends in the beginning of a range of
// months: 1至, 1月—.
func monthRange(s string) bool {
	for _, w := range []string{"至", "到", "-", "—", "~"} {
		if rest, ok := strings.CutSuffix(s, w); ok {
			rest = strings.TrimSuffix(rest, "份")
			whole := strings.HasSuffix(rest, "月")
			rest = strings.TrimSuffix(rest, "月")
			m, start := digitsBefore(rest, len(rest))
			return m >= 1 && m <= 12 && (whole || strings.HasSuffix(rest[:start], "年"))
		}
	}
	return false
}

// dotted reports impossible dates of the shapes 2023-02-30 and 2023.13.05.
func dotted(p *rule.Pass) {
	t := p.Doc.Text
	for _, h := range pointMarks.In(p.Doc) {
		end := h.End - 1
		y, i := digitsBefore(t, end)
		if y < 1900 || y > 2100 || end-i != len("2023") || i > 0 && t[i-1] == '-' {
			continue
		}
		sep := t[end]
		m, e := digitsAfter(t, end+1)
		if m < 0 || e >= len(t) || t[e] != sep {
			continue
		}
		d, e := digitsAfter(t, e+1)
		if d < 0 || e < len(t) && (t[e] >= '0' && t[e] <= '9' || t[e] == sep || t[e] == '.') {
			continue
		}
		p.Examined(1)
		c := calendarDate{doc.Span{Start: i, End: e}, y, m, d}
		if why := c.impossible(); why != "" {
			impossible(p, c.Span, why)
		}
	}
}

// quarters reports 第五季度.
func quarters(p *rule.Pass) {
	for _, h := range quarterMarks.In(p.Doc) {
		if strings.HasSuffix(p.Doc.Text[:h.Start], "第") {
			impossible(p, doc.Span{Start: h.Start - len("第"), End: h.End}, "一年只有四个季度")
		}
	}
}

// calendarDate is a month and day as written, with the year before it if any.
type calendarDate struct {
	doc.Span
	y, m, d int
}

// calendarDates reads every N月N日 of d, right or wrong.
func calendarDates(d *doc.Document) []calendarDate {
	var out []calendarDate
	t := d.Text
	for _, h := range monthMarks.In(d) {
		at, i := h.End-len("月"), h.End
		m, start := digitsBefore(t, at)
		day, end := digitsAfter(t, i)
		if m < 0 && day < 0 {
			m, start = chineseBefore(t, at)
			day, end = chineseAfter(t, i)
		}
		if m < 0 || day < 0 || !strings.HasPrefix(t[end:], "日") && !strings.HasPrefix(t[end:], "号") {
			continue
		}
		c := calendarDate{Span: doc.Span{Start: start, End: end + len("日")}, m: m, d: day}
		if y := strings.TrimSuffix(t[:start], "年"); len(y) < start {
			if v, ys := digitsBefore(t, len(y)); v >= 1900 && v < 2100 {
				c.y, c.Start = v, ys
			} else if v, ys := chineseYear(t, len(y)); v > 0 {
				c.y, c.Start = v, ys
			}
		}
		out = append(out, c)
	}
	return out
}

// impossible says in Chinese why the date does not exist, "" if it does.
func (c calendarDate) impossible() string {
	days := [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	switch {
	case c.m < 1 || c.m > 12:
		return fmt.Sprintf("一年没有%d月", c.m)
	case c.d < 1:
		return "没有0日"
	case c.m == 2 && c.d > 28 && c.y > 0 && !(c.y%4 == 0 && (c.y%100 != 0 || c.y%400 == 0)):
		return fmt.Sprintf("%d年2月只有28天", c.y)
	case c.d > days[c.m-1]:
		return fmt.Sprintf("%d月只有%d天", c.m, days[c.m-1])
	}
	return ""
}

// chineseBefore and chineseAfter read a Chinese number up to 九十九 on either
// side of i; v is -1 if there is none.
func chineseBefore(t string, i int) (v, start int) {
	start = i
	for start > 0 {
		r, w := utf8.DecodeLastRuneInString(t[:start])
		if !isNumeral(r) {
			break
		}
		start -= w
	}
	if start == i || i-start > len("三十一") {
		return -1, i
	}
	return fold.NumeralValue(t[start:i]), start
}

func chineseAfter(t string, i int) (v, end int) {
	end = i
	for end < len(t) {
		r, w := utf8.DecodeRuneInString(t[end:])
		if !isNumeral(r) {
			break
		}
		end += w
	}
	if end == i || end-i > len("三十一") {
		return -1, i
	}
	return fold.NumeralValue(t[i:end]), end
}

// chineseYear reads 二〇二三 that ends at i; v is 0 if none.
func chineseYear(t string, i int) (v, start int) {
	const digits = "〇一二三四五六七八九"
	start = i
	scale := 1
	for range 4 {
		r, w := utf8.DecodeLastRuneInString(t[:start])
		at := strings.IndexRune(digits, r)
		if r == '零' || r == '○' {
			at = 0
		}
		if at < 0 {
			return 0, i
		}
		v += at / len("〇") * scale
		scale *= 10
		start -= w
	}
	if v < 1900 || v > 2100 {
		return 0, i
	}
	return v, start
}

// digitsBefore reads up to four ASCII digits that end at i; v is -1 if none.
func digitsBefore(t string, i int) (v, start int) {
	start = i
	for start > 0 && i-start < 4 && t[start-1] >= '0' && t[start-1] <= '9' {
		start--
	}
	if start == i || start > 0 && (t[start-1] >= '0' && t[start-1] <= '9' || t[start-1] == '.') {
		return -1, i
	}
	return atoi(t[start:i]), start
}

// digitsAfter reads up to two ASCII digits at i; v is -1 if none.
func digitsAfter(t string, i int) (v, end int) {
	end = i
	for end < len(t) && end-i < 3 && t[end] >= '0' && t[end] <= '9' {
		end++
	}
	if end == i || end-i > 2 {
		return -1, i
	}
	return atoi(t[i:end]), end
}

// atoi reads digits that have already been looked at.
func atoi(s string) int {
	v, _ := strconv.Atoi(s)
	return v
}
