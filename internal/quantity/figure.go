package quantity

import (
	"strings"

	"github.com/shopspring/decimal"

	"hecha/internal/doc"
)

// figure is a quantity being read: its numeral and what stands around it.
type figure struct {
	n          numeral
	start, end int // the span so far
	num        doc.Span
	kind       Kind
	unit       string
	lo, hi     decimal.Decimal
	step       decimal.Decimal
	value      decimal.Decimal // of the numeral, for Numbers
	marks      []doc.Span
	dir        Approx
	article    bool
	lost       bool     // the % is missing
	more       []Number // further numerals inside the span
}

var (
	one     = decimal.NewFromInt(1)
	ten     = decimal.NewFromInt(10)
	hundred = decimal.NewFromInt(100)
	half    = decimal.New(5, -1)
)

// quantity reads a figure whose numeral is n, or notes the numeral as a name,
// an identifier or a bare number. It returns where to go on.
func (s *scanner) quantity(n *numeral) int {
	f := figure{n: *n, start: n.start, end: n.end, num: doc.Span{Start: n.start, End: n.end}}
	f.lo, f.step = n.value(n.lo), one
	f.hi, f.value = f.lo, f.lo
	if n.big == nil {
		if n.hi != n.lo {
			f.hi = n.value(n.hi)
		}
		if n.base != n.lo {
			f.value = n.value(n.base)
		}
		f.step = n.unit()
	}
	if n.vague {
		f.dir = About
	}
	if n.insideEnd > n.insideStart {
		f.mark(doc.Span{Start: n.insideStart, End: n.insideEnd}, s.insideDir(n.insideStart))
	}
	s.sign(&f)
	if s.fraction(&f) || s.rangeOf(&f) || s.withUnit(&f) && s.upTo(&f) || s.lostPercent(&f) || s.withoutUnit(&f) {
		return s.emit(&f)
	}
	if end := s.improper(&f); end > 0 {
		return end
	}
	role := RoleBare
	switch {
	case n.han > 0 && (n.han == 1 || n.bare || n.str) && (isHan(s.after(n.end)) || isHan(s.before(n.start))):
		role = RoleName
	case n.han > 0 && s.has(n.end, "届"), n.han == 0 && s.endsWith(n.start, "“") && s.has(n.end, "”"):
		role = RoleName
	case n.han == 0 && (s.endsWith(n.start, "附件") || s.endsWith(n.start, "表") || s.endsWith(n.start, "图")), s.has(n.end, "页"):
		role = RoleListNumber
	case n.start >= 2 && s.t[n.start-1] == ' ' && isLetter(s.t[n.start-2]):
		role = RoleIdentifier
	case n.digits >= 7 && !n.comma && !n.mult && n.decimals == 0:
		role = RoleIdentifier
	}
	s.number(f.num.Start, f.num.End, f.value, role)
	return n.end
}

func (f *figure) mark(sp doc.Span, dir Approx) {
	f.marks = append(f.marks, sp)
	if f.dir == 0 {
		f.dir = dir
	}
}

// insideDir is the direction of the word between numeral and unit at i.
func (s *scanner) insideDir(i int) Approx {
	if s.has(i, "来") || s.has(i, "几") {
		return About
	}
	return Over
}

// sign takes a minus or 负 before the numeral into it.
func (s *scanner) sign(f *figure) {
	switch s.before(f.start) {
	case '.', '负', '下', '-':
	default:
		return
	}
	w := 0
	if s.endsWith(f.start, ".") && f.n.han == 0 && f.n.decimals == 0 && f.n.big == nil && !f.n.mult && f.start >= 1 {
		// .5
		if b := s.before(f.start - 1); b == 0 || b == ' ' || b == '\n' || isHan(b) {
			f.start--
			f.num.Start--
			f.lo = f.lo.Shift(-int32(f.n.digits))
			f.hi, f.value, f.step = f.lo, f.lo, f.step.Shift(-int32(f.n.digits))
		}
	}
	switch {
	case s.endsWith(f.start, "负"):
		w = len("负")
	case s.endsWith(f.start, "零下"):
		w = len("零下")
	case s.endsWith(f.start, "-") && f.n.han == 0:
		if b := s.before(f.start - 1); b == 0 || b == ' ' || b == '\n' || b == '(' || b == ',' || b == ':' || b == '为' || b == '至' || b == '、' || b == '低' || b == '达' {
			w = 1
		}
	}
	if w == 0 || f.start-w < s.floor() {
		return
	}
	f.start -= w
	f.num.Start -= w
	f.lo, f.hi, f.value = f.lo.Neg(), f.hi.Neg(), f.value.Neg()
}

// places rounds a quotient: four places for a quantity, as people write it
// (0.3333), more when it is that small.
func places(v decimal.Decimal, n int32) decimal.Decimal {
	if exact := v.Round(12); exact.Equal(v) {
		return exact
	}
	if r := v.Round(n); r.Abs().GreaterThan(decimal.New(1, -n)) {
		return r
	}
	return v.Round(16)
}

// fraction reads 百分之五, 三分之二, 2/3 or 一又二分之一.
func (s *scanner) fraction(f *figure) bool {
	t := s.t
	switch s.after(f.end) {
	case '分', '又', ' ', '/':
	default:
		return false
	}
	at := skipBlank(t, f.end)
	if s.has(at, "分") {
		at = skipBlank(t, at+len("分"))
		if !s.has(at, "之") {
			return false
		}
		at = skipBlank(t, at+len("之"))
		neg := false
		if s.has(at, "负") {
			neg = true
			at += len("负")
		}
		m := parseNumeral(t, at)
		if m.end == at {
			return false
		}
		v := m.value(m.lo)
		if neg {
			v = v.Neg()
		}
		if word := t[f.n.start:f.n.end]; word == "百" || word == "佰" {
			f.kind, f.unit = Percent, "%"
			if f.lo.IsNegative() {
				v = v.Neg()
			}
			f.lo, f.hi, f.step, f.value = v, m.value(m.hi), m.unit(), v
			f.num = doc.Span{Start: m.start, End: m.end}
			f.end = m.end
			if k := skipBlank(t, f.end); k < len(t) && (t[k] == 'k' || t[k] == 'K') && (k+1 == len(t) || !isLetter(t[k+1])) {
				f.lo, f.hi = f.lo.Shift(3), f.hi.Shift(3)
				f.end = k + 1
			}
		} else {
			if f.lo.IsZero() {
				return false
			}
			q := v.DivRound(f.lo, 20)
			f.kind, f.value = Multiple, places(q, 6)
			f.lo = places(q, 4)
			f.hi, f.step = f.lo, decimal.New(1, -4)
			f.end, f.num.End = m.end, m.end
		}
		if m.insideEnd > m.insideStart {
			f.mark(doc.Span{Start: m.insideStart, End: m.insideEnd}, s.insideDir(m.insideStart))
		}
		if w := insideWord(t, f.end); w > 0 && !s.has(f.end, "来") {
			f.mark(doc.Span{Start: f.end, End: f.end + w}, s.insideDir(f.end))
			f.end += w
		}
		return true
	}
	if s.has(f.end, "又") {
		m := parseNumeral(t, f.end+len("又"))
		if m.end > m.start && (s.has(m.end, "分之") || s.has(skipBlank(t, m.end), "分")) {
			g := figure{n: m, start: m.start, end: m.end, num: doc.Span{Start: m.start, End: m.end}, lo: m.value(m.lo)}
			if s.fraction(&g) && g.kind == Multiple {
				sum := func(a, b decimal.Decimal) decimal.Decimal {
					if a.IsNegative() {
						return a.Sub(b)
					}
					return a.Add(b)
				}
				f.kind, f.lo, f.value = Multiple, sum(f.lo, g.lo), sum(f.value, g.value)
				f.hi, f.step = f.lo, g.step
				f.end, f.num.End = g.end, g.end
				return true
			}
		}
	}
	if t := s.t; f.n.han == 0 && f.n.digits <= 3 && f.end+1 < len(t) && t[f.end] == ' ' && t[f.end+1] >= '0' && t[f.end+1] <= '9' {
		// 1 4/3
		m := parseNumeral(t, f.end+1)
		if s.has(m.end, "/") && m.digits <= 2 && m.han == 0 && m.decimals == 0 {
			if d := parseNumeral(t, m.end+1); d.end > m.end+1 && d.han == 0 && d.digits <= 2 && d.decimals == 0 && d.lo > 0 && s.after(d.end) != '/' {
				v := f.lo.Add(m.value(m.lo).DivRound(d.value(d.lo), 20))
				f.kind, f.lo, f.value = Multiple, places(v, 4), places(v, 6)
				f.hi, f.step = f.lo, decimal.New(1, -4)
				f.end, f.num.End = d.end, d.end
				return true
			}
		}
	}
	return s.slash(f)
}

// slash reads 2/3.
func (s *scanner) slash(f *figure) bool {
	t := s.t
	if f.n.han > 0 || f.n.mult || f.n.decimals > 0 || f.end >= len(t) || t[f.end] != '/' || s.endsWith(f.start, "/") {
		return false
	}
	m := parseNumeral(t, f.end+1)
	if m.end == f.end+1 || m.han > 0 || m.mult || m.decimals > 0 || m.lo < 2 || m.big != nil || f.n.big != nil || f.n.lo == 0 {
		return false
	}
	if m.end < len(t) && t[m.end] == '/' {
		return false
	}
	if f.n.lo >= m.lo || m.lo > 100 {
		return false // 16/5 is a number, 130/85 a reading, neither is a share
	}
	q := f.lo.DivRound(m.value(m.lo), 20)
	f.kind, f.value = Multiple, places(q, 6)
	f.lo = places(q, 4)
	f.hi, f.step = f.lo, decimal.New(1, -4)
	f.end, f.num.End = m.end, m.end
	return true
}

// improper notes 16/5 as one number without meaning and returns its end, or 0.
func (s *scanner) improper(f *figure) int {
	t, n := s.t, &f.n
	if n.han > 0 || n.mult || n.decimals > 0 || n.big != nil || n.end >= len(t) || t[n.end] != '/' || s.endsWith(n.start, "/") {
		return 0
	}
	m := parseNumeral(t, n.end+1)
	if m.end == n.end+1 || m.han > 0 || m.mult || m.decimals > 0 || m.big != nil || m.lo == 0 || n.digits > 3 || m.digits > 3 || s.after(m.end) == '/' {
		return 0
	}
	s.number(f.num.Start, m.end, places(f.lo.DivRound(m.value(m.lo), 20), 6), RoleBare)
	return m.end
}

// rangeOf reads 2-3万元, 两到三个, 5至8名.
func (s *scanner) rangeOf(f *figure) bool {
	if f.n.vague || f.n.str || f.n.bare {
		return false
	}
	w := rangeMark(s.t, f.end)
	if w == 0 {
		return false
	}
	at := skipBlank(s.t, f.end+w)
	m := parseNumeral(s.t, at)
	if m.end == at || (m.han > 0) != (f.n.han > 0) || m.vague || m.str || m.bare || m.big != nil || f.n.big != nil {
		return false
	}
	g := figure{n: m, start: at, end: m.end, num: doc.Span{Start: at, End: m.end}}
	g.lo, g.hi, g.step, g.value = m.value(m.lo), m.value(m.lo), m.unit(), m.value(m.lo)
	if !s.withUnit(&g) || g.kind == Date {
		return false
	}
	// 2-3万元: the multiplier belongs to both.
	if m.mult && !f.n.mult {
		if p := m.factor(); p > 1 && f.lo.LessThan(decimal.NewFromInt(m.lo).Div(decimal.NewFromInt(p)).Shift(-m.scale)) {
			f.lo = f.lo.Mul(decimal.NewFromInt(p))
			f.step = f.step.Mul(decimal.NewFromInt(p))
		}
	}
	if g.kind == Multiple && g.unit == "成" {
		f.lo = f.lo.Div(ten)
	}
	f.kind, f.unit, f.hi = g.kind, g.unit, g.lo
	f.step = decimal.Max(f.step, g.step)
	f.end = g.end
	f.marks = append(f.marks, g.marks...)
	if f.dir == 0 {
		f.dir = g.dir
	}
	f.more = append(f.more, Number{g.num, g.value, RoleQuantity})
	return true
}

// upTo reads a range whose first end has its unit too: 80%-90%, 5万元至8万元. It
// is always true.
func (s *scanner) upTo(f *figure) bool {
	w := rangeMark(s.t, f.end)
	if w == 0 || f.n.vague || len(f.more) > 0 || f.kind == Multiple || !f.lo.Equal(f.hi) || s.endsWith(f.start, "从") || s.endsWith(f.start, "由") {
		return true
	}
	at := skipBlank(s.t, f.end+w)
	m := parseNumeral(s.t, at)
	if m.end == at || (m.han > 0) != (f.n.han > 0) || m.vague || m.str || m.bare || m.big != nil {
		return true
	}
	g := figure{n: m, start: at, end: m.end, num: doc.Span{Start: at, End: m.end}}
	g.lo, g.step, g.value = m.value(m.lo), m.unit(), m.value(m.lo)
	g.hi = g.lo
	if !s.withUnit(&g) || g.kind != f.kind || g.unit != f.unit {
		return true
	}
	f.hi, f.end = g.hi, g.end
	f.step = decimal.Max(f.step, g.step)
	f.marks = append(f.marks, g.marks...)
	f.more = append(f.more, Number{g.num, g.value, RoleQuantity})
	return true
}

// factor is the multiplier that ends the numeral: 10000 in 3万.
func (n *numeral) factor() int64 {
	if !n.mult {
		return 1
	}
	switch {
	case n.step >= 1e8 && n.step%1e8 == 0:
		return 1e8
	case n.step >= 1e4 && n.step%1e4 == 0:
		return 1e4
	}
	p := int64(1)
	for p < 1e12 && n.step%(p*10) == 0 {
		p *= 10
	}
	return max(p, 1e4)
}

// lostPercent reads a rate whose % is missing: 结案率达98 ,
func (s *scanner) lostPercent(f *figure) bool {
	n := &f.n
	if n.han > 0 || n.mult || n.comma || n.digits > 3 || n.lo == 0 || n.big != nil || len(f.marks) > 0 {
		return false
	}
	end := f.end
	at := skipBlank(s.t, end)
	if a := s.w.approxAfter(s.t, at); a != nil && a.dir != About && a.word != "+" {
		at += len(a.word)
	}
	if s.has(end, ":") {
		if _, cl, _ := classAt(s.t, end+1); cl == clASCII {
			return false
		}
	}
	if r := s.after(at); !strings.ContainsRune(",。;、)!?:\n", r) && r != 0 && !(r > 0 && at > end && at == skipBlank(s.t, end)) {
		return false
	}
	if !s.isRate(f.start) {
		return false
	}
	f.kind, f.unit, f.lost = Percent, "%", true
	return true
}

// isRate reports whether a rate or growth is named in front of i.
func (s *scanner) isRate(i int) bool {
	head := s.t[:i]
	for range 2 {
		head = head[:len(head)-s.w.ends(useRateVerb, head)]
	}
	if s.w.ends(useRate, head) > 0 {
		// 局长率12名 is a verb.
		return s.w.ends(useNoRate, head) == 0 && (!strings.HasSuffix(head, "长率") || strings.HasSuffix(head, "增长率"))
	}
	clause := s.clauseBefore(i)
	if s.w.ends(useGrowth, clause) > 0 {
		return strings.Contains(clause, "同比") || strings.Contains(clause, "环比") || strings.Contains(clause, "年均") || strings.Contains(clause, "比上年")
	}
	return strings.HasSuffix(clause, "的") && strings.Contains(clause, "占")
}

// clauseBefore returns up to some 30 characters in front of i, from the last
// punctuation on.
func (s *scanner) clauseBefore(i int) string {
	head := s.t[s.back(i, 90, 0):i]
	if k := strings.LastIndexAny(head, ",。;、!?:()\n"); k >= 0 {
		_, _, w := classAt(head, k)
		head = head[k+max(w, 1):]
	}
	return head
}

// emit adds approximators and emits the figure.
func (s *scanner) emit(f *figure) int {
	s.suffix(f)
	s.prefix(f)
	dir := f.dir
	if dir == 0 {
		dir = Exact
	}
	num := f.num
	s.number(num.Start, num.End, f.value, roleOf(f.kind))
	s.r.Numbers = append(s.r.Numbers, f.more...)
	s.r.Quantities = append(s.r.Quantities, Quantity{
		Span: doc.Span{Start: f.start, End: f.end}, Kind: f.kind, Low: f.lo, High: f.hi, Unit: f.unit,
		Approx: dir, Step: f.step, Number: num, Approximators: f.marks, Article: f.article,
		LostPercent: f.lost,
	})
	s.noteSplit()
	return f.end
}

func roleOf(k Kind) Role {
	switch k {
	case Date:
		return RoleDate
	case Ordinal:
		return RoleOrdinal
	}
	return RoleQuantity
}

// prefix takes approximators in front of the figure into its span.
func (s *scanner) prefix(f *figure) {
	floor := 0
	if k := len(s.r.Quantities); k > 0 {
		floor = s.r.Quantities[k-1].End
	}
	if k := len(s.r.Numbers); k > 0 {
		floor = max(floor, s.r.Numbers[k-1].End)
	}
	if s.endsWith(f.start, "好") && s.has(f.start, "几") {
		f.start -= len("好")
	}
	for range 3 {
		at := f.start
		if at > 0 && s.t[at-1] == ' ' {
			at--
		}
		a := s.w.approxBefore(s.t, at)
		if a == nil || at-len(a.word) < floor {
			return
		}
		st := at - len(a.word)
		if !s.meantAsApprox(a.word, st, f) {
			return
		}
		sp := doc.Span{Start: st, End: at}
		f.start = st
		if a.word == "近" && f.recent() {
			return
		}
		f.marks = append([]doc.Span{sp}, f.marks...)
		if a.dir != 0 {
			f.dir = a.dir
		}
	}
}

// meantAsApprox refuses words of which an approximator is only the end.
func (s *scanner) meantAsApprox(word string, st int, f *figure) bool {
	b := s.before(st)
	switch word {
	case "近":
		return !strings.ContainsRune("附邻临最接将远贴靠亲", b) || b == '最'
	case "约":
		return !strings.ContainsRune("节合签契条公履预邀失制简大违爽守集", b) || s.endsWith(st, "大")
	case "破":
		return strings.ContainsRune("首突已连双再将", b)
	case "超":
		return b != '赶'
	case "逾":
		return true
	}
	return true
}

// recent reports whether 近 in front means the last years and not almost.
func (f *figure) recent() bool {
	if f.kind != Duration {
		return false
	}
	switch f.unit {
	case "年", "个月", "周", "个星期", "学期", "个学期", "学年", "年间", "个年头":
		return f.hi.LessThan(hundred)
	case "天", "日":
		return f.hi.LessThanOrEqual(decimal.NewFromInt(15))
	}
	return false
}

// suffix takes approximators behind the figure into its span.
func (s *scanner) suffix(f *figure) {
	for range 2 {
		at := f.end
		if at < len(s.t) && s.t[at] == ' ' {
			at++
		}
		a := s.w.approxAfter(s.t, at)
		if a == nil || a.word == "+" && (at > f.end || f.kind == Ordinal || s.plusName(at+1)) {
			break
		}
		if a.word == "前后" && f.kind != Date && f.kind != Duration || a.word == "许" && s.has(at, "许多") {
			break
		}
		f.mark(doc.Span{Start: at, End: at + len(a.word)}, a.dir)
		f.end = at + len(a.word)
	}
	if f.kind == Duration {
		switch {
		case s.has(f.end, "以来"):
			f.end += len("以来")
		case s.has(f.end, "来") && !s.has(f.end, "来自") && !s.has(f.end, "来到") && !s.has(f.end, "来访"):
			f.end += len("来")
		}
	}
}

// plusName reports whether what stands behind a + at i makes it a formula.
func (s *scanner) plusName(i int) bool {
	r, cl, _ := classAt(s.t, i)
	return i < len(s.t) && (cl == clASCII || cl == clDigit || r < 0x80 && isLetter(byte(r)))
}
