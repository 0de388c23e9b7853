// Package date checks the times a report names against the calendar, against
// each other and against what happened when.
package date

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/finding"
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
	},
	Good: []string{
		"2月28日,召开总结大会。2024年2月29日,开展慰问。",
		"截至2023年6月30日,共办理214件。",
		"每周五下午15时组织学习,24小时值守,历时13个月。",
		"4月份共31场活动,5月31日结束。",
		"11月、12月30场,12日前报送。",
	},
	Check: func(p *rule.Pass) {
		for _, c := range calendarDates(p.Doc) {
			p.Examined(1)
			if why := c.impossible(); why != "" {
				p.Report(finding.Finding{Span: c.Span, Message: fmt.Sprintf("“%s”不存在:%s。", c.Of(p.Doc.Text), why), Suggestion: "核实后改正日期。"})
			}
		}
		hours(p)
	},
})

// calendarDate is a month and day as written, with the year before it if any.
type calendarDate struct {
	doc.Span
	y, m, d int
}

// calendarDates reads every N月N日 of d, right or wrong.
func calendarDates(d *doc.Document) []calendarDate {
	var out []calendarDate
	t := d.Text
	for i := 0; ; {
		k := strings.Index(t[i:], "月")
		if k < 0 {
			return out
		}
		at := i + k
		i = at + len("月")
		m, start := digitsBefore(t, at)
		day, end := digitsAfter(t, i)
		if m < 0 || day < 0 || !strings.HasPrefix(t[end:], "日") && !strings.HasPrefix(t[end:], "号") {
			continue
		}
		c := calendarDate{Span: doc.Span{Start: start, End: end + len("日")}, m: m, d: day}
		if y := strings.TrimSuffix(t[:start], "年"); len(y) < start {
			if v, ys := digitsBefore(t, len(y)); v >= 1900 && v < 2100 {
				c.y, c.Start = v, ys
			}
		}
		out = append(out, c)
	}
}

// impossible says in Chinese why the date does not exist, "" if it does.
func (c calendarDate) impossible() string {
	days := [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	switch {
	case c.m < 1 || c.m > 12:
		return fmt.Sprintf("一年没有%d月", c.m)
	case c.d < 1:
		return "没有0日"
	case c.d > days[c.m-1]:
		return fmt.Sprintf("%d月只有%d天", c.m, days[c.m-1])
	case c.m == 2 && c.d == 29 && c.y > 0 && !(c.y%4 == 0 && (c.y%100 != 0 || c.y%400 == 0)):
		return fmt.Sprintf("%d年2月只有28天", c.y)
	}
	return ""
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

func atoi(s string) int {
	v := 0
	for i := range len(s) {
		v = v*10 + int(s[i]-'0')
	}
	return v
}

// hours reports clock times beyond the day: 下午25时, 26:00.
func hours(p *rule.Pass) {
	t := p.Doc.Text
	for _, w := range []string{"上午", "下午", "晚上", "早上", "凌晨", "中午"} {
		for i := 0; ; {
			k := strings.Index(t[i:], w)
			if k < 0 {
				break
			}
			start := i + k
			i = start + len(w)
			h, end := digitsAfter(t, i)
			if h < 0 {
				continue
			}
			r, n := utf8.DecodeRuneInString(t[end:])
			if r != '时' && r != '点' && r != ':' {
				continue
			}
			p.Examined(1)
			if h <= 24 {
				continue
			}
			p.Report(finding.Finding{Span: doc.Span{Start: start, End: end + n}, Message: fmt.Sprintf("“%s”不存在:一天只有24小时。", t[start:end+n]), Suggestion: "核实后改正时间。"})
		}
	}
}
