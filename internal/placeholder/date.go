package placeholder

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

// masked is a date with a gap.
type masked struct {
	doc.Span
	form Form
}

// notYear, notMonth and notDay continue 年 月 日 to another word.
var (
	notYear  = lexicon.NewList("级", "轻", "龄", "货", "味", "夜", "画", "糕")
	notMonth = lexicon.NewList("饼", "季", "嫂", "子", "亮")
	notDay   = lexicon.NewList("报", "常", "前", "益", "夜", "子", "均", "本", "游", "程", "志", "照", "用", "趋", "渐", "后")
)

// date reads a date around the mask text[i:end]: 201X年, 4月*日, 20__年__月__日,
// 201X/X/XX, 20XX-20XX年. The parts before the mask may be plain digits.
func (s *scanner) date(i, end int, k kind) (masked, bool) {
	start, e := s.component(i, end)
	if e-end >= 4 && start == i && !hasDigit(s.text[i:end]) && isDigit(rune(s.text[e-1])) {
		return masked{}, false // **2019年: a name and a whole year
	}
	year := yearMask(s.text[start:e])
	p := skipBlank(s.text, e)
	digits := year || hasDigit(s.text[start:e])
	switch u := next(s.text, p); {
	case u == '年' && notYear.Opens(s.text[p+3:]) < 0:
		if !year && s.duration(start, p+3) {
			return masked{}, false
		}
		e, digits = s.months(p+3, k, digits, s.text[start:e])
	case u == '月' && notMonth.Opens(s.text[p+3:]) < 0:
		var more bool
		start, more = s.yearBefore(start)
		e, digits = s.days(p+3, digits || more)
	case u == '日' && notDay.Opens(s.text[p+3:]) < 0 || u == '号' && prev(s.text, start) == '月':
		var more bool
		start, more = s.monthBefore(start)
		e, digits = p+3, digits || more
	case year && (u == '-' || u == '/' || u == '.' || u == '—' || u == '~' || u == '至'):
		e = s.separated(e)
	case year && k != line:
	default:
		return masked{}, false
	}
	if year && e == p { // a bare 20XX followed by a unit is a count
		if _, u, ok := s.unit(e); ok && (u == nil || u.word != "届" && u.word != "级") {
			return masked{}, false
		}
	}
	form := MaskedDate
	if k == line && !digits {
		form = Blank
	}
	return masked{doc.Span{Start: start, End: e}, form}, true
}

// longestPart bounds a part of a date, in bytes: ×××× is twelve.
const longestPart = 16

// component extends a mask over the digits and masks glued to it, as far as a
// part of a date may reach.
func (s *scanner) component(i, end int) (int, int) {
	for lo := max(s.done, i-longestPart); i > lo; {
		r, n := utf8.DecodeLastRuneInString(s.text[:i])
		if !isDigit(r) && maskKind(r) == noMask && !strings.ContainsRune("二零一〇○", r) {
			break
		}
		i -= n
	}
	return i, s.componentEnd(end)
}

func (s *scanner) componentEnd(i int) int {
	for hi := min(len(s.text), i+longestPart); i < hi; {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		if !isDigit(r) && maskKind(r) == noMask {
			break
		}
		i += n
	}
	return i
}

// yearMask tells a four-character year with its end masked: 201X, 20**, 二〇XX.
func yearMask(c string) bool {
	n, masks := 0, 0
	for _, r := range c {
		switch {
		case n == 0 && r != '1' && r != '2' && r != '二', n == 1 && !strings.ContainsRune("90零〇○", r):
			return false
		case maskKind(r) != noMask && n > 1:
			masks++
		case n > 1 && !isDigit(r) && !isNumeral(r):
			return false
		}
		n++
	}
	return n == 4 && masks > 0
}

func hasDigit(c string) bool { return strings.ContainsAny(c, "0123456789") }

// duration tells 近*年来 and *年内 from a calendar year.
func (s *scanner) duration(start, end int) bool {
	switch prev(s.text, start) {
	case '近', '第', '满', '期', '续', '龄', '达', '共', '时', '持':
		return true
	}
	switch next(s.text, end) {
	case '来', '间', '内', '多', '余', '期', '制':
		return true
	}
	return false
}

// part reads digits, masks or blanks in place of a number at i, closed by
// suffix; 0 when there is none.
func (s *scanner) part(i int, suffix string) int {
	p := i
	for p < len(s.text) && s.text[p] == ' ' {
		p++
	}
	q := s.componentEnd(p)
	if q == p && p < i+2 || q-p > 12 {
		return 0
	}
	for q < len(s.text) && s.text[q] == ' ' {
		q++
	}
	if !strings.HasPrefix(s.text[q:], suffix) {
		return 0
	}
	return q + len(suffix)
}

// months goes on behind 年 over the month and day. A crossed year and a crossed
// month with no day are two gaps: each may be filled alone.
func (s *scanner) months(i int, k kind, digits bool, year string) (int, bool) {
	m := s.part(i, "月")
	if m == 0 {
		return i, digits
	}
	day := s.part(m, "日")
	if k == cross && day == 0 && maskKind(next(s.text, i)) == cross && hasDigit(year) {
		return i, digits
	}
	digits = digits || hasDigit(s.text[i:m])
	if day > 0 {
		return day, digits || hasDigit(s.text[m:day])
	}
	return m, digits
}

// days goes on behind 月 over the day or a third of the month.
func (s *scanner) days(i int, digits bool) (int, bool) {
	if d := s.part(i, "日"); d > 0 {
		return d, digits || hasDigit(s.text[i:d])
	}
	for _, w := range []string{"份", "上旬", "中旬", "下旬", "初", "底", "末"} {
		if strings.HasPrefix(s.text[i:], w) {
			return i + len(w), digits
		}
	}
	return i, digits
}

// yearBefore extends a month at i over the year before it.
func (s *scanner) yearBefore(i int) (int, bool) { return s.partBefore(i, '年') }

// monthBefore extends a day at i over the month and the year before it.
func (s *scanner) monthBefore(i int) (int, bool) {
	m, ok := s.partBefore(i, '月')
	if m == i {
		return i, false
	}
	y, more := s.partBefore(m, '年')
	return y, ok || more
}

// partBefore returns the start of the number closed by suffix that ends at i,
// i itself if none, and whether it holds digits.
func (s *scanner) partBefore(i int, suffix rune) (int, bool) {
	p := i
	for p > s.done && s.text[p-1] == ' ' {
		p--
	}
	r, n := utf8.DecodeLastRuneInString(s.text[:p])
	if r != suffix || p-n < s.done {
		return i, false
	}
	q, _ := s.component(p-n, p-n)
	if q == p-n || p-n-q > 12 {
		return i, false
	}
	return q, hasDigit(s.text[q : p-n])
}

// separated goes on behind a masked year over -XX-XX, /X/XX or to the end of a
// span of years.
func (s *scanner) separated(e int) int {
	for range 2 {
		r, n := utf8.DecodeRuneInString(s.text[e:])
		if !strings.ContainsRune("-/.—~至", r) {
			break
		}
		p := e + n
		if r == '—' && next(s.text, p) == '—' {
			p += n
		}
		q := s.componentEnd(p)
		if q == p || q-p > 8 {
			break
		}
		e = q
	}
	if next(s.text, e) == '年' && notYear.Opens(s.text[e+3:]) < 0 {
		e += len("年")
	}
	return e
}
