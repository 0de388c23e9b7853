package date

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

// clockTime is a time of day as written, right or wrong: 9:30, 14时30分, 下午3点.
type clockTime struct {
	doc.Span
	h, m int
	// part is the 上午, 下午 before it.
	part string
	// colon tells the shape 9:30, which scores have, too.
	colon bool
}

// parts of the day, as they stand before a time.
var parts = []string{"上午", "下午", "晚上", "早上", "凌晨", "中午", "傍晚", "早晨", "清晨", "夜间", "当晚", "每晚"}

// clockWords before a number show that it is a time of day.
var clockWords = []string{"每天", "每日", "每晚", "次日", "当天", "当日", "开放至", "服务至", "工作至", "时间为", "时间:", "延长至", "准时"}

// clockTimes returns what is written like a time of day.
func clockTimes(d *doc.Document) []clockTime { return clockTimesOf.Of(d) }

var clockTimesOf = doc.Define(func(d *doc.Document) []clockTime {
	t := d.Text
	var out []clockTime
	for _, mark := range clockMarks.In(d) {
		i, end := mark.End-len("时"), mark.End
		colon := t[end-1] == ':'
		if colon {
			i = end - 1
		}
		h, start := digitsBefore(t, i)
		if h < 0 {
			h, start = chineseBefore(t, i)
		}
		if h < 0 || h > 99 || i-start > len("二十五") {
			continue
		}
		if n := len(out); n > 0 && start < out[n-1].End {
			// 8:15:40: what looks like an hour is the minute of the time before.
			if m, e := digitsAfter(t, end); colon && m >= 0 && e-end == 2 {
				out[n-1].End = e
			}
			continue
		}
		c := clockTime{h: h, colon: colon}
		m, e := digitsAfter(t, end)
		switch {
		case colon:
			if m < 0 || e-end != 2 {
				continue
			}
			c.m, end = m, e
		case m >= 0 && strings.HasPrefix(t[e:], "分") && !strings.HasPrefix(t[e:], "分钟"):
			c.m, end = m, e+len("分")
		case strings.HasPrefix(t[end:], "半"):
			c.m, end = 30, end+len("半")
		case has(prefix(t[end:], 1), []string{"间", "代", "候", "段", "制", "效", "评", "意", "建", "要", "五", "一", "二", "三", "四", "六", "七", "八", "九", "."}) || m >= 0:
			continue
		}
		for _, w := range parts {
			if strings.HasSuffix(t[:start], w) {
				c.part = w
				start -= len(w)
				break
			}
		}
		c.Span = doc.Span{Start: start, End: end}
		out = append(out, c)
	}
	return out
})

// prefix returns the first n characters of s.
func prefix(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// minute is the time in minutes after midnight.
func (c clockTime) minute() int {
	h := c.h
	if h < 12 && (c.part == "下午" || c.part == "晚上" || c.part == "傍晚" || c.part == "当晚" || c.part == "每晚") {
		h += 12
	}
	return h*60 + c.m
}

// impossible says in Chinese why the time does not exist, "" if it does.
func (c clockTime) impossible() string {
	switch {
	case c.m > 59:
		return "一小时只有60分钟"
	case c.h > 24 || c.h == 24 && c.m > 0:
		return "一天只有24小时"
	case c.h > 12 && (c.part == "上午" || c.part == "早上" || c.part == "凌晨" || c.part == "早晨" || c.part == "清晨"):
		return c.part + "没有" + fmt.Sprint(c.h) + "时"
	}
	return ""
}

// ranged reports whether two times are the ends of one range: 8:30至17:80.
func ranged(t string, a, b clockTime) bool {
	switch t[a.End:b.Start] {
	case "至", "到", "开到", "开至", "持续到", "持续至", "延续到", "延续至", "-", "—", "——", "~", "至次日", "到次日", "–":
		return true
	}
	return false
}

// clocks reports times of day that do not exist, where the words around show
// that a time is meant.
func clocks(p *rule.Pass) {
	t := p.Doc.Text
	times := clockTimes(p.Doc)
	for i, c := range times {
		p.Examined(1)
		why := c.impossible()
		if why == "" {
			continue
		}
		near := t[max(0, c.Start-len("一二三四五")):c.Start]
		meant := c.part != "" || has(near, clockWords) || c.m > 59 && !c.colon && c.h <= 24 || c.m > 59 && c.h <= 24 && strings.HasSuffix(near, "于") ||
			i > 0 && times[i-1].h <= 24 && ranged(t, times[i-1], c) ||
			!c.colon && c.h > 24 && c.h < 40 && has(prefix(t[c.End:], 2), []string{"后", "前", "许", "整", "开始", "结束"}) && !has(near, []string{"学", "课", "工", "小"})
		if meant {
			impossible(p, c.Span, why)
		}
	}
}

// clockOrder reports an event that ends before it starts on one day:
// 10:30至9:00, 19时开始,17时结束.
func clockOrder(p *rule.Pass) {
	t := p.Doc.Text
	times := clockTimes(p.Doc)
	if len(times) < 2 {
		return
	}
	sentences := segment.Sentences(p.Doc)
	for i := 1; i < len(times); i++ {
		a, b := times[i-1], times[i]
		if a.impossible() != "" || b.impossible() != "" || segment.At(sentences, a.Start) != segment.At(sentences, b.Start) {
			continue
		}
		from, to := a.minute(), b.minute()
		if b.part == "" && a.part != "" && b.h < 12 && from >= 12*60 {
			to = (b.h+12)*60 + b.m // 下午2点至5点
		}
		between := t[a.End:b.Start]
		sp := doc.Span{Start: a.Start, End: b.End}
		switch {
		case ranged(t, a, b) && !strings.Contains(between, "次日"):
			p.Examined(1)
			// 22:00至6:00 runs over midnight; inside the working day nobody does.
			if to >= from || a.h >= 18 || b.h < 6 || a.h-b.h > 6 || b.part != "" && a.part == "" {
				continue
			}
		case startsWith(clauseRest(t, a.End), []string{"开始", "开幕", "开演"}) && startsWith(clauseRest(t, b.End), []string{"结束", "闭幕", "散场"}) && utf8.RuneCountInString(between) <= 16 && !has(between, []string{"次日", "翌日", "第二天", "凌晨"}):
			p.Examined(1)
			if to >= from || b.h < 6 {
				continue
			}
		default:
			continue
		}
		p.Report(finding.Finding{Span: sp, Message: fmt.Sprintf("“%s”结束早于开始。", sp.Of(t)), Suggestion: "核实两个时间。"})
	}
}
