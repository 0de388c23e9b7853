package quantity

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
)

// day is a calendar date as precise as written; absent parts are 0.
type day struct{ y, m, d int }

// iso returns "2006-06-12", "2006-06", "2006", "--06-12", "--06" or "---12".
func (c day) iso() string {
	b := make([]byte, 0, len("2006-06-12"))
	switch {
	case c.y > 0:
		b = two(two(b, c.y/100), c.y%100)
	case c.m > 0:
		b = append(b, '-')
	default:
		return string(two(append(b, "---"...), c.d))
	}
	if c.m > 0 {
		b = two(append(b, '-'), c.m)
		if c.d > 0 {
			b = two(append(b, '-'), c.d)
		}
	}
	return string(b)
}

// two appends a number of two digits.
func two(b []byte, v int) []byte { return append(b, byte('0'+v/10), byte('0'+v%10)) }

// isos returns both ends of a span of dates.
func isos(from, to day) (string, string) {
	a := from.iso()
	if from == to {
		return a, a
	}
	return a, to.iso()
}

// precision tells dates of one shape apart from others.
func (c day) precision() int {
	p := 0
	if c.m > 0 {
		p |= 1
	}
	if c.d > 0 {
		p |= 2
	}
	return p
}

// dateParser reads one date or span of dates.
type dateParser struct {
	t    string
	nums []Number // the numerals it consists of
	str  bool     // the last number was written digit by digit: 二〇二三
	to   bool     // the end of a span is being read
}

// dateAhead reports whether what follows the digits of n allows a date there.
func (s *scanner) dateAhead(n *numeral) bool {
	if n.comma || n.decimals > 2 || n.digits > 4 {
		return false
	}
	at := n.end
	if n.han == 0 {
		at = n.start + n.digits
	}
	r := s.after(at)
	if r == ' ' {
		r = s.after(skipBlank(s.t, at))
	}
	switch r {
	case '年', '月', '日', '、', '和', '及', '与', '.', '/':
		return true
	}
	return joinsRange(r) || isMask(r)
}

// date reads a date at i, where a numeral n begins; ok is false if there is
// none.
func (s *scanner) date(i int, n *numeral) (q Quantity, ok bool) {
	if q, ok := s.maskedYear(i, n); ok {
		return q, true
	}
	p := dateParser{t: s.t, nums: s.dateNums[:0]}
	if v, ok := p.listed(i, n); ok {
		p.note(i, n.end, int(n.lo))
		s.dateNums = p.nums
		q = Quantity{Span: doc.Span{Start: i, End: n.end}, Kind: Date, Approx: Exact, Number: p.nums[0].Span}
		q.From, q.To = isos(v, v)
		return q, true
	}
	from, to, end := p.span(i)
	s.dateNums = p.nums
	if end == i {
		return q, false
	}
	// A span of two dates: 2023年9月至2024年6月, 5月1日至7日.
	if from == to {
		k := len(p.nums)
		if w := rangeMark(s.t, end); w > 0 {
			at := skipBlank(s.t, end+w)
			p.to = true
			f2, t2, e2 := p.span(at)
			if e2 > at && f2 == t2 {
				if t2.y == 0 {
					t2.y = from.y
				}
				if t2.m == 0 && t2.d > 0 {
					t2.m = from.m
				}
				if t2.precision() == from.precision() && (t2.y == 0) == (from.y == 0) {
					to, end = t2, e2
				} else {
					p.nums = p.nums[:k]
				}
			} else {
				p.nums = p.nums[:k]
			}
			s.dateNums = p.nums
		}
	}
	q = Quantity{Span: doc.Span{Start: i, End: end}, Kind: Date, Approx: Exact, Number: p.nums[0].Span}
	q.From, q.To = isos(from, to)
	// 4月*日: a date whose day is masked.
	if from.m > 0 && from.d == 0 && isMask(s.after(end)) {
		j := end
		for k := 0; k < 4 && isMask(s.after(j)); k++ {
			j += utf8.RuneLen(s.after(j))
		}
		if w := p.at(j, "日", "号"); w > 0 {
			q.Masked, q.End = true, j+w
		}
	}
	return q, true
}

// isMask tells the characters that stand for digits left out.
func isMask(r rune) bool {
	switch r {
	case 'X', 'x', 'Ｘ', '×', '*', '_', '?', '○', '〇', '□':
		return true
	}
	return false
}

// listed reads a year or month that shares its 年 or 月 with those behind it:
// 2018、2020年, 5、6月份.
func (p *dateParser) listed(i int, n *numeral) (day, bool) {
	if n.han > 0 || n.mult || n.decimals > 0 || n.end != i+n.digits || n.digits != 4 && n.digits > 2 {
		return day{}, false
	}
	j := n.end
	for range 8 {
		w := p.at(j, "、", "和", "及", "与")
		if w == 0 {
			return day{}, false
		}
		v, e, ascii := p.number(j + w)
		if !ascii || e == j+w || (e-j-w == 4) != (n.digits == 4) {
			return day{}, false
		}
		switch {
		case n.digits == 4 && isYear(v) && isYear(int(n.lo)) && p.at(e, "年") > 0:
			return day{y: int(n.lo)}, true
		case n.digits <= 2 && n.lo >= 1 && n.lo <= 12 && v <= 12 && p.at(e, "月") > 0 && p.at(e, "月龄") == 0:
			return day{m: int(n.lo)}, true
		}
		j = e
	}
	return day{}, false
}

// maskedYear reads 201X年 or 20**年 with the month behind it.
func (s *scanner) maskedYear(i int, n *numeral) (q Quantity, ok bool) {
	if n.han > 0 || n.digits < 2 || n.digits > 3 || n.end != i+n.digits || n.lo != 19 && n.lo != 20 && (n.lo < 190 || n.lo > 209) {
		return q, false
	}
	j, k := n.end, 0
	for k < 4-n.digits {
		r, w := charAt(s.t, j)
		if !isMask(r) {
			return q, false
		}
		j += w
		k++
	}
	year := s.t[i:n.end] + strings.Repeat("X", k)
	if !s.has(j, "年") {
		return q, false
	}
	j += len("年")
	p := dateParser{t: s.t, nums: s.dateNums[:0]}
	p.nums = append(p.nums, Number{doc.Span{Start: i, End: n.end}, n.value(n.lo), RoleDate})
	from, to, end := p.month(j, day{y: -1})
	if end == j {
		end = j + p.at(j, "度", "底", "末", "初")
	}
	s.dateNums = p.nums
	q = Quantity{Span: doc.Span{Start: i, End: end}, Kind: Date, Approx: Exact, Masked: true, Number: p.nums[0].Span, From: year, To: year}
	if from.m > 0 {
		q.From, q.To = year+from.iso()[1:], year+to.iso()[1:]
	}
	return q, true
}

// joinsRange tells the characters that join the ends of a range.
func joinsRange(r rune) bool {
	switch r {
	case '-', '~', '—', '―', '─', '－', '～', '至', '到':
		return true
	}
	return false
}

// rangeMark returns the length of the mark that joins the ends of a range at
// i, or 0.
func rangeMark(t string, i int) int {
	j := skipBlank(t, i)
	r, w := charAt(t, j)
	if !joinsRange(r) {
		return 0
	}
	j += w
	switch r {
	case '-', '~':
		for k := 0; k < 2 && j < len(t) && t[j] == '-'; k++ {
			j++
		}
	case '至', '到':
	default: // a dash is often written twice
		for again, w := charAt(t, j); again == r; again, w = charAt(t, j) {
			j += w
		}
	}
	return j - i
}

// number reads a whole number of up to four digits at i for a date.
func (p *dateParser) number(i int) (v, end int, ascii bool) {
	if i >= len(p.t) {
		return 0, i, false
	}
	if p.t[i] >= '0' && p.t[i] <= '9' {
		j := i
		for j < len(p.t) && j < i+5 && p.t[j] >= '0' && p.t[j] <= '9' {
			v = v*10 + int(p.t[j]-'0')
			j++
		}
		if j > i+4 {
			return 0, i, true
		}
		return v, j, true
	}
	if _, cl, _ := classAt(p.t, i); cl != clDigit && cl != clTens && cl != clCapital {
		return 0, i, false
	}
	n := parseNumeral(p.t, i)
	v, ok := n.integer()
	p.str = n.str
	if !ok || n.end == i || n.bare {
		return 0, i, false
	}
	return v, n.end, false
}

func (p *dateParser) note(start, end, v int) {
	n := numeral{}
	p.nums = append(p.nums, Number{doc.Span{Start: start, End: end}, n.value(int64(v)), RoleDate})
}

// at returns the length of the first of some Chinese words that stands at i, 0
// if none does. The last byte of a character tells most words apart.
func (p *dateParser) at(i int, words ...string) int {
	for _, w := range words {
		if len(p.t)-i >= len(w) && p.t[i+2] == w[2] && p.t[i:i+len(w)] == w {
			return len(w)
		}
	}
	return 0
}

func isYear(v int) bool { return v >= 1900 && v <= 2099 }

// span reads a date at i; for 1-9月 or 2021-2023年 from and to differ.
func (p *dateParser) span(i int) (from, to day, end int) {
	v, e, ascii := p.number(i)
	if e == i {
		return from, to, i
	}
	width := e - i
	if !ascii {
		width = utf8.RuneCountInString(p.t[i:e])
	}
	j := skipBlank(p.t, e)
	// 2023-12-28, 2023.12.28, 2023/12/28
	if ascii && width == 4 && isYear(v) {
		if d, end := p.numeric(i, v, e); end > 0 {
			return d, d, end
		}
	}
	switch {
	case p.at(j, "年") > 0 && p.at(j, "年级", "年龄", "年历史", "年的历史", "年代") == 0:
		y := p.year(i, v, width, ascii, p.str, j+len("年"))
		if y == 0 {
			return from, to, i
		}
		p.note(i, e, v)
		return p.afterYear(y, y, j+len("年"))
	case ascii || e < len(p.t):
		// 2021-2023年, 1-9月, 5-7日
		if w := rangeMark(p.t, e); w > 0 {
			k := skipBlank(p.t, e+w)
			if v2, e2, a2 := p.number(k); e2 > k && a2 == ascii {
				j2 := skipBlank(p.t, e2)
				switch {
				case p.at(j2, "年") > 0 && width == 4 && isYear(v):
					if e2-k == 2 && ascii {
						v2 += v / 100 * 100
					}
					if isYear(v2) {
						p.note(i, e, v)
						p.note(k, e2, v2)
						return p.afterYear(v, v2, j2+len("年"))
					}
				case ascii && width == 4 && e2-k == 4 && isYear(v) && isYear(v2) && v < v2 && v2-v <= 30 && p.bareEnd(j2):
					p.note(i, e, v)
					p.note(k, e2, v2)
					return day{y: v}, day{y: v2}, e2
				}
			}
		}
	}
	return p.month(i, day{})
}

// bareEnd reports whether what follows years without 年 at i can be no unit.
func (p *dateParser) bareEnd(i int) bool {
	if i >= len(p.t) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(p.t[i:])
	return strings.ContainsRune(")）》」”,。;:、\n", r) || p.at(i, "学年", "财年") > 0
}

// numeric reads the rest of 2023-12-28 behind the year y.
func (p *dateParser) numeric(i, y, e int) (day, int) {
	t := p.t
	if e >= len(t) || t[e] != '-' && t[e] != '.' && t[e] != '/' {
		return day{}, 0
	}
	m, e2, a := p.number(e + 1)
	if !a || e2 == e+1 || e2 > e+3 || m < 1 || m > 12 {
		return day{}, 0
	}
	if p.to && (e2 >= len(t) || t[e2] != t[e]) || p.opensSpan(e2) {
		// 2019.4-2020.3
		p.note(i, e, y)
		p.note(e+1, e2, m)
		return day{y: y, m: m}, e2
	}
	if e2 >= len(t) || t[e2] != t[e] {
		return day{}, 0
	}
	d, e3, a := p.number(e2 + 1)
	if !a || e3 == e2+1 || e3 > e2+3 || d < 1 || d > 31 {
		return day{}, 0
	}
	if e3 < len(t) && (t[e3] == t[e] && t[e] != '-' || isLetter(t[e3])) && e3+1 < len(t) && t[e3+1] >= '0' && t[e3+1] <= '9' {
		return day{}, 0
	}
	p.note(i, e, y)
	p.note(e+1, e2, m)
	p.note(e2+1, e3, d)
	return day{y, m, d}, e3
}

// opensSpan reports whether at i a span of months goes on to another year with
// its month.
func (p *dateParser) opensSpan(i int) bool {
	w := rangeMark(p.t, i)
	if w == 0 {
		return false
	}
	k := skipBlank(p.t, i+w)
	y, e, ascii := p.number(k)
	if !ascii || e-k != 4 || !isYear(y) || e >= len(p.t) || strings.IndexByte("-./", p.t[e]) < 0 {
		return false
	}
	_, e2, ascii := p.number(e + 1)
	return ascii && e2 > e+1
}

// year decides whether v behind i, before 年 that ends at j, is a calendar
// year, and returns it in full.
func (p *dateParser) year(i, v, width int, ascii, str bool, j int) int {
	if width == 4 && v >= 1800 && v <= 2199 {
		if ascii || str {
			return v
		}
		return 0
	}
	if width != 2 {
		return 0
	}
	full := 1900 + v
	if v < 50 {
		full = 2000 + v
	}
	if ascii && p.t[i] == '0' {
		return full
	}
	if !ascii && !str {
		return 0
	}
	// 21年底, 18年10月1日; otherwise 18年 is a duration.
	if ascii && v >= 10 && v <= 40 && p.at(j, "底", "末", "初", "度") > 0 {
		return full
	}
	if m, e, _ := p.number(j); e > j && m >= 1 && m <= 12 && p.at(e, "月") > 0 {
		return full
	}
	return 0
}

// afterYear reads what follows 年 at i.
func (p *dateParser) afterYear(y, y2, i int) (from, to day, end int) {
	from, to = day{y: y}, day{y: y2}
	if y == y2 {
		j := skipBlank(p.t, i)
		if f, t, e := p.month(j, from); e > j {
			return f, t, e
		}
		if w := p.at(i, "上半年", "下半年"); w > 0 {
			return from, to, i + w
		}
	}
	return from, to, i + p.at(i, "度", "底", "末", "初", "年底", "年初")
}

// month reads 9月, 1-9月, 9月中旬, 6月12日 or 12日 at i, in the year of c.
func (p *dateParser) month(i int, c day) (from, to day, end int) {
	v, e, ascii := p.number(i)
	if e == i {
		return c, c, i
	}
	j := skipBlank(p.t, e)
	if w := p.at(j, "月"); w > 0 && v >= 1 && v <= 12 && e-i <= 6 {
		if !p.monthWord(i, j+w, ascii, c.y > 0) {
			return c, c, i
		}
		p.note(i, e, v)
		c.m = v
		j += w
		k := skipBlank(p.t, j)
		if f, t, e := p.days(k, c); e > k {
			return f, t, e
		}
		return c, c, j + p.at(j, "份", "上旬", "中旬", "下旬", "底", "初", "末", "中下旬", "上中旬")
	}
	if w := rangeMark(p.t, e); w > 0 {
		k := skipBlank(p.t, e+w)
		if v2, e2, a2 := p.number(k); e2 > k && a2 == ascii {
			j2 := skipBlank(p.t, e2)
			if w2 := p.at(j2, "月"); w2 > 0 && v >= 1 && v <= 12 && v2 >= 1 && v2 <= 12 {
				p.note(i, e, v)
				p.note(k, e2, v2)
				f, t := c, c
				f.m, t.m = v, v2
				return f, t, j2 + w2 + p.at(j2+w2, "份")
			}
		}
	}
	if c.y > 0 {
		return c, c, i
	}
	return p.days(i, c)
}

// monthWord reports whether a month ending at j is meant as one: 邰六月 is a
// person, 十二月龄 an age.
func (p *dateParser) monthWord(i, j int, ascii, dated bool) bool {
	r, _ := utf8.DecodeRuneInString(p.t[j:])
	if strings.ContainsRune("龄饼经嫂薪租供票", r) && j < len(p.t) {
		return false
	}
	if ascii || dated || i == 0 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(p.t[:i])
	return !isHan(before) && before != '“' && before != '《' || strings.ContainsRune("年在于至到从自今去本每截是为和及与起的", before)
}

// days reads 12日, 5-7日 behind a month, or alone.
func (p *dateParser) days(i int, c day) (from, to day, end int) {
	v, e, ascii := p.number(i)
	if e == i || v < 1 || v > 31 {
		return c, c, i
	}
	j := skipBlank(p.t, e)
	unit := p.at(j, "日")
	if unit == 0 && c.m > 0 {
		unit = p.at(j, "号")
	}
	if unit > 0 {
		if c.m == 0 && !p.dayAlone(i, j+unit, ascii) {
			return c, c, i
		}
		p.note(i, e, v)
		c.d = v
		return c, c, j + unit
	}
	if w := rangeMark(p.t, e); w > 0 {
		k := skipBlank(p.t, e+w)
		if v2, e2, a2 := p.number(k); e2 > k && a2 == ascii && v2 >= 1 && v2 <= 31 {
			if w2 := p.at(e2, "日", "号"); w2 > 0 && (c.m > 0 || p.at(e2, "日") > 0 && p.dayAlone(i, e2+w2, ascii)) {
				p.note(i, e, v)
				p.note(k, e2, v2)
				f, t := c, c
				f.d, t.d = v, v2
				return f, t, e2 + w2
			}
		}
	}
	return c, c, i
}

// dayAlone reports whether 12日 without a month, ending at j, is a date and
// not a length of time.
func (p *dateParser) dayAlone(i, j int, ascii bool) bool {
	if p.at(j, "内", "以内", "之内", "游", "均", "常", "制", "夜", "子", "龄", "整改", "以上", "以下") > 0 {
		return false
	}
	if words().ends(useLasting, p.t[:i]) > 0 {
		return false
	}
	if ascii {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(p.t[:i])
	return strings.ContainsRune("月于至到自", before)
}
