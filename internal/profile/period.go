package profile

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/fold"
	"hecha/internal/lexicon"
	"hecha/internal/residue"
	"hecha/internal/segment"
)

// year is a four-digit year in a text, with month and day where they follow.
type year struct {
	doc.Span
	y, m, d int
}

func (y year) iso() string {
	switch {
	case y.m == 0:
		return strconv.Itoa(y.y)
	case y.d == 0:
		return fmt.Sprintf("%04d-%02d", y.y, y.m)
	}
	return fmt.Sprintf("%04d-%02d-%02d", y.y, y.m, y.d)
}

// yearWords begin a year: two digits, or from firstChinese on two characters.
var yearWords = lexicon.DefineWords("profile.year", "19", "20", "二〇", "二○", "二零")

const firstChinese = 2

// years returns the dates with a four-digit year inside sp: 2023年, 2023-12-28,
// 2021-2023年 (two), 2023年12月28日, 二〇二三年.
func years(d *doc.Document, sp doc.Span) []year {
	t := d.Text
	var out []year
	behind := sp.Start // the date found last
	for _, h := range yearWords.Within(d, sp) {
		i := h.Start
		if i < behind {
			continue
		}
		if h.Row.Number >= firstChinese {
			if y, end := chineseYear(t, i); y > 0 {
				c := year{Span: doc.Span{Start: i, End: end}, y: y}
				c.m, c.d, c.End = chineseMonthDay(t, end)
				out = append(out, c)
				behind = c.End
			}
			continue
		}
		j := digits(t, i)
		if j-i != 4 || i > behind && digits(t, i-1) > i-1 {
			continue
		}
		y := year{Span: doc.Span{Start: i, End: j}}
		y.y, _ = strconv.Atoi(t[i:j])
		rest := t[j:]
		switch {
		case strings.HasPrefix(rest, "年"):
			y.End = j + len("年")
			y.m, y.d, y.End = monthDay(t, y.End, "月", "日")
			out = append(out, y)
		case rest != "" && (rest[0] == '-' || rest[0] == '.' || rest[0] == '/') && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9':
			if m, d, end := monthDay(t, j+1, rest[:1], ""); m > 0 {
				y.m, y.d, y.End = m, d, end
			}
			out = append(out, y)
		case strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "至") || strings.HasPrefix(rest, "~") || strings.HasPrefix(rest, "、") || strings.HasPrefix(rest, "-"),
			len(out) > 0 && i-out[len(out)-1].End <= len("—") && out[len(out)-1].m == 0:
			out = append(out, y)
		}
		behind = max(j, y.End)
	}
	return out
}

// digits returns the end of the run of digits at i.
func digits(t string, i int) int {
	for i < len(t) && t[i] >= '0' && t[i] <= '9' {
		i++
	}
	return i
}

// monthDay reads a month and a day behind a year; sep ends the month, end the
// day. It returns zeros and the offset unchanged where there are none.
func monthDay(t string, at int, sep, end string) (m, d, next int) {
	m, i := small(t, at)
	if m < 1 || m > 12 || !strings.HasPrefix(t[i:], sep) {
		return 0, 0, at
	}
	next = i + len(sep)
	d, i = small(t, next)
	if d >= 1 && d <= 31 && strings.HasPrefix(t[i:], end) {
		return m, d, i + len(end)
	}
	return m, 0, next
}

func small(t string, at int) (v, next int) {
	i := at
	for i < len(t) && i < at+2 && t[i] >= '0' && t[i] <= '9' {
		v = v*10 + int(t[i]-'0')
		i++
	}
	return v, i
}

// chineseYear reads 二〇二三年 at i.
func chineseYear(t string, i int) (y, end int) {
	n := 0
	for end = i; n < 4; n++ {
		r, w := utf8.DecodeRuneInString(t[end:])
		d := strings.IndexRune("〇一二三四五六七八九", r)
		switch {
		case r == '零' || r == '○':
			d = 0
		case d < 0:
			return 0, i
		default:
			d /= 3
		}
		y = y*10 + d
		end += w
	}
	if !strings.HasPrefix(t[end:], "年") {
		return 0, i
	}
	return y, end + len("年")
}

// chineseMonthDay reads 十二月十日 behind a year; it returns zeros and the offset
// unchanged where there is no month.
func chineseMonthDay(t string, at int) (m, d, end int) {
	n := fold.Numeral(t[at:])
	if n == 0 || !strings.HasPrefix(t[at+n:], "月") {
		return 0, 0, at
	}
	if m = fold.NumeralValue(t[at : at+n]); m < 1 || m > 12 {
		return 0, 0, at
	}
	end = at + n + len("月")
	if n = fold.Numeral(t[end:]); n > 0 && strings.HasPrefix(t[end+n:], "日") {
		if d = fold.NumeralValue(t[end : end+n]); d >= 1 && d <= 31 {
			return m, d, end + n + len("日")
		}
	}
	return m, 0, end
}

// datedOf returns the report's own date: of its signature, else of its page.
func datedOf(d *doc.Document) (string, doc.Span) {
	lines := segment.Lines(d)
	body := residue.Body(d)
	last := segment.LineAt(lines, max(0, body.End-1))
	for i := last; i >= 0 && i > last-5; i-- {
		l := lines[i].Span
		ys := years(d, l)
		if len(ys) == 0 {
			continue
		}
		y := ys[len(ys)-1]
		// A line that is a date, perhaps behind the unit's name.
		if utf8.RuneCountInString(d.Text[y.End:l.End]) <= 2 && utf8.RuneCountInString(d.Text[l.Start:y.Start]) <= 24 &&
			!strings.ContainsAny(l.Of(d.Text), "。,;") && (y.m > 0 || y.Start == l.Start) {
			return y.iso(), y.Span
		}
	}
	for _, r := range residue.Runs(d) {
		if r.Start > body.Start {
			break // lists behind the report carry the dates of other pages
		}
		if ys := years(d, r); len(ys) > 0 {
			return ys[0].iso(), ys[0].Span
		}
	}
	return "", doc.Span{}
}

// periodOf returns the years the report covers: those of its title, else those
// it speaks of as its own, else the year of its date.
func periodOf(d *doc.Document, p *Profile) (from, to string, at doc.Span) {
	title := p.TitleSpan
	if i := strings.Index(title.Of(d.Text), "暨"); i > 0 {
		title.End = title.Start + i // 2022年总结暨2023年计划 covers 2022
	}
	if ys := years(d, title); len(ys) > 0 {
		return strconv.Itoa(ys[0].y), strconv.Itoa(ys[len(ys)-1].y), ys[0].Span.Join(ys[len(ys)-1].Span)
	}
	count := map[int]int{}
	best, latest := 0, 0
	first := map[int]doc.Span{}
	body := residue.Body(d)
	for _, y := range years(d, body) {
		if y.m > 0 && p.Dated == y.iso() {
			continue
		}
		latest = max(latest, y.y)
		if count[y.y]++; count[y.y] == 1 {
			first[y.y] = y.Span
		}
		if best == 0 || count[y.y] > count[best] || count[y.y] == count[best] && y.y > best {
			best = y.y
		}
	}
	switch {
	case best > 0 && (count[best] >= 3 || count[best] == 2 && best == latest || len(count) == 1 && first[best].Start-body.Start < body.Len()/3):
		return strconv.Itoa(best), strconv.Itoa(best), first[best]
	case len(p.Dated) >= 4 && best == 0:
		return p.Dated[:4], p.Dated[:4], p.DatedSpan
	}
	return "", "", doc.Span{}
}
