package quantity

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"hecha/internal/doc"
)

// boundary tells characters after which a list number may stand.
func boundary(r rune) bool {
	switch r {
	case 0, '。', ';', ':', '!', '?', ',', '\n', ' ', '\t', '“', '(':
		return true
	}
	return false
}

// inlineList recognises list numbers inside a line — (一) 1. 2、 一是 — and
// returns where the text goes on, or 0; n stands between b and next.
func (s *scanner) inlineList(n *numeral, b, next rune) int {
	switch next {
	case ')', '是', '要', '为', '抓', '、', '.':
	default:
		return 0
	}
	if n.mult || n.decimals > 0 || n.comma || n.big != nil || n.lo > 99 || n.bare || n.vague {
		return 0
	}
	switch {
	case b == '(' && next == ')':
		return n.end + 1
	case next == '是' && n.han > 0 && boundary(b),
		(next == '要' || next == '为' || next == '抓') && n.han == 1 && b != ' ' && b != '“' && boundary(b) && s.rune(n.start) != '两':
		return n.end + len("是")
	case (next == '、' || next == '.') && (b == '。' || b == ';' || b == ':' || b == ' ' || b == '!' || b == '?' || b == 0 || b == '\n'):
		after := s.after(n.end + utf8.RuneLen(next))
		if _, cl, _ := classAt(s.t, n.end+utf8.RuneLen(next)); cl == clASCII || cl == clDigit || cl == clTens {
			return 0
		}
		if isHan(after) || after == '“' || after == '《' || after == ' ' || after == '\n' || after == '(' {
			return n.end + utf8.RuneLen(next)
		}
	}
	return 0
}

// identifier recognises numerals that are part of a code, formula, time of day
// or name, notes them and returns where the text goes on, or 0; n stands between
// b and next.
func (s *scanner) identifier(n *numeral, b, next rune) int {
	t := s.t
	note := func(end int, role Role) int {
		s.number(n.start, n.end, n.value(n.base), role)
		return max(end, n.end)
	}
	if b == '双' && next != '鞋' && s.w.unitAt(t, n.end, true) == nil {
		return note(n.end, RoleName)
	}
	switch next {
	case '时', '点':
		if end := s.clock(n); end > 0 {
			return end
		}
	case '年', '世':
		if s.has(n.end, "年代") || s.has(n.end, "世纪") {
			return note(n.end, RoleDate)
		}
	}
	if n.han > 0 {
		switch {
		case next == '·' && n.han == 1:
			return note(n.end, RoleName)
		case b == '·' && n.han <= 2 && n.start >= 5:
			if _, cl, _ := classAt(t, n.start-5); cl == clDigit || cl == clTens {
				return note(n.end, RoleName)
			}
		case n.str && strings.ContainsRune("〇", s.rune(n.start+len("一"))) && s.w.unitAt(t, n.end, true) == nil && isHan(next) && next != '年' && next != '折':
			return note(n.end, RoleName)
		}
		return 0
	}
	if b != 0 && b < 0x80 && isLetter(byte(b)) && !s.endsWith(n.start, "RMB") && !s.endsWith(n.start, "USD") && !s.endsWith(n.start, "CNY") {
		return note(s.wordEnd(n.end), RoleName)
	}
	if s.codeAhead(n.start, b) {
		return note(n.end, RoleIdentifier)
	}
	if b == '·' || next == '·' && n.end+2 < len(t) && t[n.end+2] >= '0' && t[n.end+2] <= '9' {
		return note(n.end, RoleName)
	}
	if next == '+' && !n.mult && s.plusName(n.end+1) || b == '+' && n.start >= 2 && !boundary(s.before(n.start-1)) {
		return note(n.end, RoleName)
	}
	if (b == '〔' || b == '[' || b == '【') && n.digits == 4 && (next == '〕' || next == ']' || next == '】') {
		return note(n.end, RoleIdentifier)
	}
	if next == ':' && !n.mult && n.big == nil {
		if m := parseNumeral(t, n.end+1); m.end > n.end+1 && m.han == 0 && !m.mult && m.big == nil && s.w.unitAt(t, m.end, true) == nil {
			role := RoleBare
			if n.decimals == 0 && n.digits <= 2 && m.decimals == 0 && m.digits == 2 && m.lo < 60 && n.lo <= 24 {
				role = RoleDate
			}
			s.number(n.start, n.end, n.value(n.lo), role)
			s.number(m.start, m.end, m.value(m.lo), role)
			end := m.end
			if role == RoleDate && s.has(end, ":") {
				if sec := parseNumeral(t, end+1); sec.end > end+1 && sec.han == 0 && sec.digits == 2 {
					s.number(sec.start, sec.end, sec.value(sec.lo), role)
					end = sec.end
				}
			}
			return end
		}
	}
	if next == '.' && n.decimals > 0 && n.end+1 < len(t) && t[n.end+1] >= '0' && t[n.end+1] <= '9' {
		return note(n.end, RoleIdentifier)
	}
	if b == '.' && n.start >= 2 && t[n.start-2] >= '0' && t[n.start-2] <= '9' {
		return note(n.end, RoleIdentifier)
	}
	if next != 0 && next < 0x80 && isLetter(byte(next)) && s.w.unitAt(t, n.end, false) == nil && !s.thousandsK(n.end) {
		if n.decimals == 0 || !strings.ContainsRune("eE", next) {
			return note(s.wordEnd(n.end), RoleName)
		}
	}
	if n.decimals > 0 && n.decimals <= 2 && n.digits <= 2 && !n.mult && s.calendarName(n) {
		return note(n.end, RoleName)
	}
	if next == '后' && n.digits == 2 && n.lo%10 == 0 && n.decimals == 0 {
		return note(n.end+len("后"), RoleName)
	}
	if next == '号' && !n.mult {
		return note(n.end+len("号"), RoleIdentifier)
	}
	if n.digits >= 2 && n.decimals == 0 && !n.mult && !n.comma {
		if s.w.starts(useService, t[n.end:]) > 0 {
			return note(n.end, RoleIdentifier)
		}
	}
	if next == '-' && n.digits >= 3 && n.digits <= 4 && t[n.start] == '0' {
		// 0937-8822123
		m := parseNumeral(t, n.end+1)
		if m.end > n.end+1 && m.han == 0 && m.digits >= 6 {
			s.number(n.start, n.end, n.value(n.lo), RoleIdentifier)
			s.number(m.start, m.end, m.value(m.lo), RoleIdentifier)
			return m.end
		}
	}
	return 0
}

// codeAhead reports whether what stands before i, b last, announces a code.
func (s *scanner) codeAhead(i int, b rune) bool {
	switch b {
	case '#', '№', '@':
		return true
	case '-':
		return i >= 2 && isLetter(s.t[i-2])
	case '.':
		return s.endsWith(i, "No.") || s.endsWith(i, "NO.")
	case ':':
		return s.endsWith(i, "编号:") || s.endsWith(i, "电话:") || s.endsWith(i, "号码:") || s.endsWith(i, "邮编:")
	}
	return false
}

// clock reads a time of day — 9时30分, 八点半 — and returns its end, or 0.
func (s *scanner) clock(n *numeral) int {
	h, ok := n.integer()
	if !ok || h > 24 || n.mult || n.comma {
		return 0
	}
	j := 0
	switch {
	case s.has(n.end, "时"):
		j = n.end + len("时")
		if r := s.after(j); r == '间' || r == '段' || r == '代' || r == '候' || r == '期' {
			return 0
		}
	case s.has(n.end, "点钟"):
		j = n.end + len("点钟")
	case s.has(n.end, "点"):
		j = n.end + len("点")
		if s.w.starts(usePoints, s.t[j:]) > 0 || s.has(j, "多") {
			return 0
		}
		if _, cl, _ := classAt(s.t, j); cl != clASCII && n.han > 0 && isHan(s.after(j)) && !s.has(j, "半") && cl == clNone && !isHan(s.before(n.start)) {
			return 0
		}
	default:
		return 0
	}
	s.number(n.start, n.end, n.value(n.lo), RoleDate)
	for _, unit := range [...]string{"分", "秒"} {
		m := parseNumeral(s.t, j)
		if m.end == j || m.mult || m.lo > 59 || !s.has(m.end, unit) || s.has(m.end, "分之") {
			break
		}
		s.number(m.start, m.end, m.value(m.lo), RoleDate)
		j = m.end + len(unit)
	}
	return j
}

// calendarName reports whether n is a month and day that name an occasion:
// 3.15晚会, 12.4宪法日.
func (s *scanner) calendarName(n *numeral) bool {
	if s.w.starts(useOccasion, s.t[n.end:]) == 0 {
		return false
	}
	month, day, _ := strings.Cut(s.t[n.start:n.end], ".")
	return len(month) <= 2 && len(day) <= 2 && (month <= "12" || len(month) < 2) && month != "0"
}

// thousandsK reports whether a k at i multiplies: 12k个百分点.
func (s *scanner) thousandsK(i int) bool {
	return (s.t[i] == 'k' || s.t[i] == 'K') && s.has(skipBlank(s.t, i+1), "个百分点")
}

// wordEnd returns the end of the run of ASCII letters and digits at i that
// holds no digit of its own to be read.
func (s *scanner) wordEnd(i int) int {
	for i < len(s.t) && isLetter(s.t[i]) {
		i++
	}
	return i
}

// split reads a number broken by a blank or a line break, as one; it returns
// where the text goes on, or 0.
func (s *scanner) split(n *numeral) int {
	t := s.t
	if n.han > 0 || n.mult || n.decimals > 0 || n.comma || n.digits > 4 || n.end+1 >= len(t) || n.big != nil {
		return 0
	}
	c := t[n.end]
	if c != ' ' && c != '\n' || t[n.end+1] < '0' || t[n.end+1] > '9' {
		return 0
	}
	b := s.before(n.start)
	if n.digits == 1 && c == ' ' && !boundaryDigit(b) {
		if j := s.spaced(n); j > 0 {
			return j
		}
	}
	// What is broken stands in a sentence, close behind its words.
	if !isHan(b) || strings.ContainsRune("第表图附件页条号章篇", b) {
		return 0
	}
	m := parseNumeral(t, n.end+1)
	lo := s.back(n.start, 60, s.line)
	hi := min(len(t), m.end+60)
	for hi < len(t) && !utf8.RuneStart(t[hi]) {
		hi++
	}
	sub := scanner{t: t[lo:n.end] + t[n.end+1:hi], w: s.w, line: -1}
	at := n.start - lo
	j := parseNumeral(sub.t, at)
	if j.end <= at+n.digits {
		return 0
	}
	year := n.digits+m.digits == 4 && s.has(m.end, "年")
	if year {
		if v, ok := j.integer(); !ok || !isYear(v) {
			return 0
		}
	} else {
		// The second half must be a figure with a unit, no date, and of the
		// shape that the end of a number has.
		if m.digits != 3 && m.decimals == 0 || s.has(m.end, "年") || s.has(m.end, "月") || s.has(m.end, "日") {
			return 0
		}
		if m.digits > 3 {
			return 0
		}
	}
	end := sub.numeral(at)
	if len(sub.r.Quantities) != 1 || end <= at {
		return 0
	}
	return s.adopt(&sub, lo, []int{n.end})
}

// boundaryDigit tells characters in front of a digit that belong to a number
// or a table row.
func boundaryDigit(b rune) bool {
	return b == ' ' || b == '\t' || b == '.' || b == ',' || b >= '0' && b <= '9'
}

// spaced reads digits set apart one by one before a unit: 7 2 折.
func (s *scanner) spaced(n *numeral) int {
	t := s.t
	digits := []byte{t[n.start]}
	var gaps []int
	i := n.end
	for len(digits) < 9 && i+1 < len(t) && t[i] == ' ' && t[i+1] >= '0' && t[i+1] <= '9' && (i+2 == len(t) || t[i+2] < '0' || t[i+2] > '9') {
		gaps = append(gaps, i)
		digits = append(digits, t[i+1])
		i += 2
	}
	k := skipBlank(t, i)
	u := s.w.unitAt(t, k, true)
	if len(gaps) == 0 || u == nil || u.kind == Count && n.start == s.line {
		return 0
	}
	hi := min(len(t), i+60)
	for hi < len(t) && !utf8.RuneStart(t[hi]) {
		hi++
	}
	sub := scanner{t: string(digits) + t[i:hi], w: s.w, line: -1}
	if end := sub.numeral(0); len(sub.r.Quantities) != 1 || end < len(digits) {
		return 0
	}
	return s.adopt(&sub, n.start, gaps)
}

// adopt takes over what sub read from a copy of the text at lo that leaves out
// one byte at each of gaps; it returns the end of it.
func (s *scanner) adopt(sub *scanner, lo int, gaps []int) int {
	shift := func(sp doc.Span) doc.Span {
		move := func(p int, isEnd bool) int {
			p += lo
			for _, g := range gaps {
				if p > g || p == g && !isEnd {
					p++
				}
			}
			return p
		}
		return doc.Span{Start: move(sp.Start, false), End: move(sp.End, true)}
	}
	q := sub.r.Quantities[0]
	q.Span, q.Number = shift(q.Span), shift(q.Number)
	for k := range q.Approximators {
		q.Approximators[k] = shift(q.Approximators[k])
	}
	q.Split = true
	if k := len(s.r.Numbers); k > 0 && q.Start < s.r.Numbers[k-1].End {
		return 0
	}
	for _, x := range sub.r.Numbers {
		x.Span = shift(x.Span)
		s.r.Numbers = append(s.r.Numbers, x)
	}
	s.r.Quantities = append(s.r.Quantities, q)
	return q.End
}

// ordinal reads 第四届, 第39个, 全市第一, 前十; it returns where the text goes on,
// or 0.
func (s *scanner) ordinal(n *numeral) int {
	if n.scale > 0 || n.big != nil {
		return 0
	}
	first := s.endsWith(n.start, "第")
	if !first && !s.isTop(n) {
		return 0
	}
	start := n.start - len("第")
	v := n.value(n.lo)
	name := func(end int, role Role) int {
		s.number(n.start, n.end, v, role)
		return end
	}
	at := skipBlank(s.t, n.end)
	if first {
		switch s.after(at) {
		case '章', '节', '页', '篇', '编':
			return name(at+len("章"), RoleListNumber)
		case '条', '款':
			return name(at+len("条"), RoleIdentifier)
		}
	}
	if first && boundary(s.before(start)) && strings.ContainsRune(",、:", s.after(n.end)) {
		return name(n.end, RoleListNumber)
	}
	u := s.w.unitAt(s.t, at, true)
	if u != nil && (u.kind == Money || u.kind == Percent || u.kind == Multiple || u.word == "方" || u.word == "里" || u.word == "科" || u.word == "点" || u.word == "课" || u.word == "季度" || u.kind == Measure) {
		u = nil
	}
	q := Quantity{Span: doc.Span{Start: start, End: n.end}, Kind: Ordinal, Low: v, High: v, Approx: Exact, Step: decimal.NewFromInt(1), Number: doc.Span{Start: n.start, End: n.end}}
	rank := true
	if u != nil {
		q.Unit, q.End = u.name(), at+len(u.word)
		rank = u.word == "名" || u.word == "位"
	} else if first {
		b := s.before(start)
		if isHan(s.after(n.end)) && !strings.ContainsRune("的位", s.after(n.end)) || b == '“' || s.quoted(start, n.end) {
			return name(n.end, RoleName)
		}
	}
	if rank && first {
		if k := s.w.ends(useField, s.t[:start]); k > 0 && s.floor() <= start-k {
			q.Start = start - k
		}
	}
	s.number(n.start, n.end, v, RoleOrdinal)
	s.r.Quantities = append(s.r.Quantities, q)
	s.noteSplit()
	return q.End
}

// floor is the end of what has been read.
func (s *scanner) floor() int {
	f := 0
	if k := len(s.r.Quantities); k > 0 {
		f = s.r.Quantities[k-1].End
	}
	if k := len(s.r.Numbers); k > 0 {
		f = max(f, s.r.Numbers[k-1].End)
	}
	return f
}

// isTop reports whether 前 before n makes a rank of it: 前十, 前三名.
func (s *scanner) isTop(n *numeral) bool {
	if !s.endsWith(n.start, "前") || n.mult || n.vague {
		return false
	}
	if b := s.before(n.start - len("前")); strings.ContainsRune("目以之此日提从先眼当面年月午门天晚", b) {
		return false
	}
	next := s.after(n.end)
	return strings.ContainsRune("名位强", next) || !isHan(next) && next != '%' && next != '-' && next != '~'
}
