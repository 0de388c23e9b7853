package quantity

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

// withUnit reads the unit behind the numeral of f.
func (s *scanner) withUnit(f *figure) bool {
	n := &f.n
	at, k := f.end, f.end
	inside := doc.Span{}
	switch s.after(at) {
	case 'k', 'K', ' ', '余', '多', '来', '几':
		if s.thousandsK(at) {
			f.lo, f.hi, f.value, f.step = f.lo.Shift(3), f.hi.Shift(3), f.value.Shift(3), f.step.Shift(3)
			at++
		}
		if k := skipBlank(s.t, at); k == at+1 && (s.has(k, "余") || s.has(k, "多")) {
			at = k
		}
		if w := insideWord(s.t, at); w > 0 && n.insideEnd == 0 && !(s.has(at, "来") && (n.han == 0 || n.lo%10 != 0)) {
			inside = doc.Span{Start: at, End: at + w}
			at += w
		}
		k = skipBlank(s.t, at)
		if k-at > 2 && !s.has(k, "个百分点") {
			k = at
		}
		if k > at && n.end-n.start > 0 && s.lineTable(n) {
			return false
		}
	}
	few := n.han == 1 && !n.mult && inside.Empty()
	u := s.w.unitAt(s.t, k, few)
	if u == nil {
		return s.symbol(f, inside)
	}
	if n.bare && inside.Empty() && n.insideEnd == 0 && !n.vague && s.w.approxBefore(s.t, f.start) == nil && !s.hundreds(f) && (u.kind != Money || n.han < 2) && s.w.approxAfter(s.t, k+len(u.word)) == nil {
		return false
	}
	if n.bare && n.han == 1 && n.lo >= 1e4 {
		if a := s.w.approxBefore(s.t, f.start); a != nil && a.dir == About {
			return false // 约万平方米, where 约2万平方米 was
		}
	}
	if n.bare && !inside.Empty() && s.w.approxBefore(s.t, f.start) == nil && s.stripped() {
		return false // 万余份, where 3万余份 was
	}
	switch r := s.before(n.start); r {
	case '*', '×', '_', '○', '〇', '□':
		if n.bare || r == '*' && isHan(s.before(n.start-1)) {
			return false // *万余元
		}
	}
	if !s.unitHere(f, u, k, inside) {
		return false
	}
	if !inside.Empty() {
		f.mark(inside, s.insideDir(inside.Start))
	}
	f.kind, f.unit, f.end = u.kind, u.name(), k+len(u.word)
	if f.kind == Multiple {
		return s.multiple(f, u)
	}
	if u.over {
		f.mark(doc.Span{Start: k + strings.Index(u.word, "多"), End: k + strings.Index(u.word, "多") + len("多")}, Over)
	}
	if u.word == "块" && s.paid(f) {
		f.kind, f.unit = Money, "元"
	}
	s.compound(f, u)
	s.halfUnit(f, u)
	if f.kind == Money {
		s.coins(f)
	}
	if u.kind == Duration || u.kind == Measure {
		// 三年多, 5公里多
		if w := insideWord(s.t, f.end); w > 0 && (s.has(f.end, "多") || s.has(f.end, "余")) && !s.has(f.end, "多次") && !s.has(f.end, "多种") && !s.has(f.end, "多个") {
			f.mark(doc.Span{Start: f.end, End: f.end + w}, Over)
			f.end += w
		}
	}
	if n.han == 1 && n.lo == 1 && n.hi == 1 && u.kind == Count && f.unit != "次" && f.unit != "场" && len(f.marks) == 0 && isHan(s.after(f.end)) {
		f.article = true
	}
	return true
}

// paid reports whether 块 behind f, which also counts boards and fields, is
// money: 花了10块, 3.5块, 3块5.
func (s *scanner) paid(f *figure) bool {
	if f.n.decimals > 0 || s.w.ends(usePay, s.t[:f.start]) > 0 {
		return true
	}
	_, cl, w := classAt(s.t, f.end)
	next, _, _ := classAt(s.t, f.end+w)
	return (cl == clASCII || cl == clDigit) && (!isHan(next) || next == '毛' || next == '角') && (next < '0' || next > '9')
}

// orphanUnits are words that stand without a number where digits were lost: 为余名
// 老人, 在月日.
var orphanUnits = lexicon.DefineWords("quantity.orphan-unit", "月日", "达到%",
	"余名", "余人", "余个", "余次", "余场", "余块", "余张", "余户", "余家", "余条", "余份", "余件", "余支")

// stripped reports whether the digits of the text were lost. It looks once, when
// 万余 raises the question.
func (s *scanner) stripped() bool {
	if s.orphans < 0 {
		s.orphans = 0
		for _, h := range orphanUnits.In(s.d) {
			if strings.HasPrefix(h.Row.Word, "余") {
				b := s.before(h.Start)
				if b == ' ' || b == '*' || b <= 0xFFFF && charClass[b] != clNone {
					continue
				}
			}
			s.orphans++
		}
	}
	return s.orphans >= 3
}

// hundreds takes 上 or 过 in front of 百, 千, 万 into the figure, unless it ends
// the figure before: 3个晚上万人.
func (s *scanner) hundreds(f *figure) bool {
	up := s.endsWith(f.start, "上") && !s.endsWith(f.start, "以上")
	past := s.endsWith(f.start, "过") && !s.endsWith(f.start, "超过") && !s.endsWith(f.start, "不过")
	st := f.start - len("上")
	if !up && !past || st < s.floor() {
		return false
	}
	f.marks = append(f.marks, doc.Span{Start: st, End: f.start})
	f.start = st
	f.dir = Over
	return true
}

// lineTable reports whether the line of n is a row of numbers apart by blanks.
func (s *scanner) lineTable(n *numeral) bool {
	return n.start > max(s.line, 0) && (s.t[n.start-1] == ' ' || s.t[n.start-1] == '\t') && n.han == 0 && n.end < len(s.t) && s.t[n.end] == ' ' && n.end+1 < len(s.t) && s.t[n.end+1] >= '0' && s.t[n.end+1] <= '9'
}

// unitHere decides whether u at k is meant as the unit of f.
func (s *scanner) unitHere(f *figure, u *unit, k int, inside doc.Span) bool {
	n := &f.n
	end := k + len(u.word)
	next := s.after(end)
	if n.han > 0 && inside.Empty() {
		if n.str && u.word != "折" && u.kind != Duration {
			return false
		}
		if n.han == 1 && !f.n.mult {
			if s.rune(n.start) == '一' && !s.w.is(useArticle, u.word) && u.kind != Duration {
				return false
			}
			// Two of a thing are 两个; 二期, 二楼 and 二次 name or number it.
			if s.rune(n.start) == '二' && (u.kind == Count || u.word == "年") {
				return false
			}
			if s.rune(n.start) == '一' && u.word == "期" && (s.has(end, "工程") || s.has(end, "项目") || s.has(end, "投资") || s.has(end, "建设")) {
				return false
			}
			if b := s.before(f.start); b == '第' {
				return false
			}
			// 一户一策, 一遍又一遍
			if s.rune(n.start) == '一' && (s.has(end, "一") && !s.has(end, "一等") || s.has(end, "又一"+u.word) || s.endsWith(f.start, u.word+"又") || s.endsWith(s.beforeRune(f.start), "一")) {
				return false
			}
			if s.quoted(f.start, end) {
				return false
			}
		} else if s.quoted(f.start, end) && u.kind == Count {
			return false
		}
	}
	if n.han == 0 && u.kind == Count && s.formula(f.start, end) {
		return false
	}
	switch u.word {
	case "分":
		// 98分 is a score; 十分 and 五分之 are not.
		if next == '之' || n.han > 0 && isHan(next) {
			return false
		}
	case "点":
		return s.w.starts(usePoints, s.t[end:]) > 0
	case "道", "棵", "间", "门", "岔":
		if n.han == 1 && s.placeName(end) {
			return false
		}
	case "字":
		if n.han > 0 && s.w.starts(useMotto, s.t[end:]) > 0 {
			return false
		}
	case "届":
		// 十九届四中全会 names a session, 三届 counts.
		if n.han > 0 && (n.hi >= 10 || strings.ContainsRune("一二三四五六七八九历", next) || s.w.starts(useAssembly, s.t[end:]) > 0) {
			return false
		}
	case "次":
		// 十届三次全会, 人大二次会议
		if n.han > 0 && (s.endsWith(f.start, "届") || s.endsWith(f.start, "人大") || s.endsWith(f.start, "政协") || s.endsWith(f.start, "大会")) {
			return false
		}
	case "单":
		if next == '元' || next == '位' {
			return false
		}
	case "元":
		if n.han > 0 && next != 0 && strings.ContainsRune("旦宵素件器老帅", next) {
			return false
		}
	case "年度":
		if n.digits > 2 {
			return false
		}
	case "年":
		if n.digits > 4 && !n.comma && !n.mult {
			return false
		}
		if next == '级' || next == '龄' && n.han > 0 {
			return false
		}
	case "里", "里地":
		if n.han > 0 && isHan(next) && next != '路' {
			return false
		}
	case "人":
		if n.han == 1 && strings.ContainsRune("民大口才心间物文居称们格", next) {
			return false
		}
	case "个":
		if n.han == 1 && !n.mult && s.w.starts(useSlogan, s.t[end:]) > 0 {
			return false
		}
	case "页":
		if s.endsWith(f.start, "共") || s.endsWith(f.start, "/") || s.endsWith(f.start, "/ ") || s.endsWith(f.start, "页数:") {
			return false
		}
	case "克":
		return next != '服'
	case "方":
		return !(n.han > 0 && isHan(next)) && next != '面' && next != '案' && next != '针' && next != '式' && next != '法'
	case "家":
		return next != '园' && next != '乡' && next != '风' && next != '属' || n.han == 0
	}
	if u.ascii && k == n.end && len(u.word) == 1 && next != 0 && next < 0x80 && isLetter(byte(next)) {
		return false
	}
	return true
}

// formula reports whether start..end is part of a quoted formula: “1名党员+3名群众”.
func (s *scanner) formula(start, end int) bool {
	lo, hi := max(0, start-30), min(len(s.t), end+30)
	return strings.IndexByte(s.t[lo:hi], '+') >= 0 && s.quoted(start, end)
}

// placeName reports whether the characters at i end the name of a place that
// begins with a numeral and a classifier: 三道岭镇, 四间房乡.
func (s *scanner) placeName(i int) bool {
	for range 2 {
		r, w := utf8.DecodeRuneInString(s.t[i:])
		if !isHan(r) {
			return false
		}
		i += w
		if s.w.starts(usePlace, s.t[i:]) > 0 {
			return true
		}
	}
	return false
}

// quoted reports whether start..end stands inside a short quotation, where
// Chinese numerals belong to a slogan or title.
func (s *scanner) quoted(start, end int) bool {
	lo := s.back(start, 60, 0)
	closing := ""
	for i := start; closing == ""; {
		if i <= lo {
			return false
		}
		r, w := charBefore(s.t, i)
		switch r {
		case '”', '》', '’', '\n', '。', ';':
			return false
		}
		closing = closer(r)
		i -= w
	}
	tail := s.t[end:min(len(s.t), end+90)]
	c := strings.Index(tail, closing)
	return c >= 0 && !endsClause(tail[:c])
}

// symbol reads what stands for a unit: a sign of currency before the numeral,
// or nothing but a + behind 3万.
func (s *scanner) symbol(f *figure, inside doc.Span) bool {
	for _, c := range [...]struct{ sign, unit string }{{"¥", "元"}, {"￥", "元"}, {"US$", "美元"}, {"$", "美元"}, {"€", "欧元"}, {"£", "英镑"}, {"RMB", "元"}, {"人民币", "元"}} {
		st := f.start
		if st > 0 && s.t[st-1] == ' ' {
			st--
		}
		if s.endsWith(st, c.sign) && st-len(c.sign) >= s.floor() && f.n.han == 0 && (c.sign != "人民币" || f.n.mult) {
			f.start = st - len(c.sign)
			f.kind, f.unit = Money, c.unit
			return true
		}
	}
	return false
}

// multiple sets the factor of 倍, 成, 折, 番.
func (s *scanner) multiple(f *figure, u *unit) bool {
	switch u.canon + u.word {
	case "成":
		if f.n.han > 0 && s.w.starts(useWordCheng, s.t[f.end-len("成"):]) > 0 {
			return false
		}
		if s.has(f.end, "半") {
			f.lo, f.hi = f.lo.Add(half), f.hi.Add(half)
			f.end += len("半")
		} else if r, cl, w := classAt(s.t, f.end); cl == clDigit && f.n.han > 0 && r != '两' && !isHan(s.after(f.end+w)) {
			// 三成五
			tenth := decimal.New(charValue[r], -1)
			f.lo, f.hi, f.step = f.lo.Add(tenth), f.hi.Add(tenth), decimal.New(1, -1)
			f.end += w
		}
		f.lo, f.hi, f.step = f.lo.Shift(-1), f.hi.Shift(-1), f.step.Shift(-1)
		if w := insideWord(s.t, f.end); w > 0 && s.has(f.end, "多") {
			f.mark(doc.Span{Start: f.end, End: f.end + w}, Over)
			f.end += w
		}
	case "折":
		if strings.ContainsRune("叠磨腾射线", s.after(f.end)) && s.after(f.end) != 0 {
			return false
		}
		shift := int32(-1)
		if f.lo.GreaterThan(ten) {
			shift = -2
		}
		f.lo, f.hi, f.step = f.lo.Shift(shift), f.hi.Shift(shift), f.step.Shift(shift)
	case "‰":
		f.lo, f.hi, f.step = f.lo.Shift(-3), f.hi.Shift(-3), f.step.Shift(-3)
	case "‱":
		f.lo, f.hi, f.step = f.lo.Shift(-4), f.hi.Shift(-4), f.step.Shift(-4)
	case "番":
		k, ok := f.n.integer()
		if !ok || k > 10 {
			return false
		}
		switch {
		case s.endsWith(f.start, "翻了"):
			f.start -= len("翻了")
		case s.endsWith(f.start, "翻"):
			f.start -= len("翻")
		default:
			return false
		}
		f.lo = decimal.NewFromInt(1 << k)
		f.hi = f.lo
	default: // 倍
		if w := insideWord(s.t, f.end); w > 0 && (s.has(f.end, "多") || s.has(f.end, "余")) {
			f.mark(doc.Span{Start: f.end, End: f.end + w}, Over)
			f.end += w
		}
	}
	return true
}

// compound reads what makes a unit of several: 台(套), 微克/立方米, 册张.
func (s *scanner) compound(f *figure, u *unit) {
	t := s.t
	for range 2 {
		switch {
		case f.end < len(t) && t[f.end] == '/':
			v := s.w.unitAt(t, f.end+1, false)
			if v == nil {
				return
			}
			f.unit = f.unit + "/" + v.word
			f.end += 1 + len(v.word)
			if f.kind == Count && v.kind != Count || f.kind == Duration {
				f.kind = Measure
			}
		case f.end < len(t) && t[f.end] == '(':
			v := s.w.unitAt(t, f.end+1, false)
			if v == nil {
				return
			}
			e := f.end + 1 + len(v.word)
			if e >= len(t) || t[e] != ')' {
				return
			}
			f.unit = f.unit + "(" + v.word + ")"
			f.end = e + 1
		case u.kind == Count && f.end == f.n.end+len(u.word) || u.kind == Count:
			// Two classifiers in a row at the end of a phrase: 册张, 户次.
			if u.word == "个" || u.word == "名" || u.word == "位" {
				return
			}
			v := s.w.unitAt(t, f.end, true)
			if v == nil || v.kind != Count || v.noun || utf8.RuneCountInString(v.word) > 1 && v.word != "人次" {
				return
			}
			if r := s.after(f.end + len(v.word)); isHan(r) && r != '的' {
				return
			}
			f.unit += v.word
			f.end += len(v.word)
			return
		default:
			return
		}
	}
}

// halfUnit reads 半 behind a unit: 一年半, 一吨半.
func (s *scanner) halfUnit(f *figure, u *unit) {
	if u.half {
		f.lo, f.hi, f.step = f.lo.Add(half), f.hi.Add(half), half
		return
	}
	if u.kind != Duration && u.kind != Measure && u.kind != Money || !s.has(f.end, "半") || f.n.vague || f.n.scale > 0 {
		return
	}
	if r := s.after(f.end + len("半")); isHan(r) && !strings.ContainsRune("的来多内后前以左上了就才时", r) {
		return
	}
	f.end += len("半")
	f.lo, f.hi = f.lo.Add(half), f.hi.Add(half)
	f.step = half
}

// coins adds smaller units of money: 五元三毛, 50元6角三分.
func (s *scanner) coins(f *figure) {
	div := int32(0)
	for {
		at := f.end
		if s.has(at, "又") {
			at += len("又")
		}
		m := parseNumeral(s.t, at)
		if m.end == at || m.mult || m.big != nil || m.scale > 0 || m.lo > 99 {
			return
		}
		var w string
		var shift int32
		switch {
		case s.has(m.end, "角"), s.has(m.end, "毛"):
			w, shift = "角", 1
		case s.has(m.end, "美分"):
			w, shift = "美分", 2
		case s.has(m.end, "分") && !s.has(m.end, "分之") && !s.has(m.end, "分别"):
			w, shift = "分", 2
		case s.endsWith(at, "块") && m.lo < 10 && !isHan(s.after(m.end)):
			w, shift = "", 1 // 3块5
		default:
			return
		}
		if shift <= div {
			return
		}
		div = shift
		f.lo = f.lo.Add(m.value(m.lo).Shift(-shift))
		f.hi = f.lo
		f.step = decimal.New(1, -shift)
		f.more = append(f.more, Number{doc.Span{Start: m.start, End: m.end}, m.value(m.lo), RoleQuantity})
		f.end = m.end + len(w)
	}
}

// withoutUnit reads a number without unit that is a count all the same:
// 突破10万, 3万+, 1200余群众.
func (s *scanner) withoutUnit(f *figure) bool {
	n := &f.n
	if n.bare || n.str || n.big != nil || n.han == 1 {
		return false
	}
	at := f.end
	if w := insideWord(s.t, at); w > 0 && n.insideEnd == 0 && !s.has(at, "来") && !s.has(at, "几") {
		at += w
	}
	next := s.after(at)
	people := s.w.starts(usePeople, s.t[at:]) > 0
	switch {
	case people && (at > f.end || n.mult || n.lo >= 10 && s.w.approxBefore(s.t, f.start) != nil):
	case n.mult && n.han == 0 && !isHan(next):
	default:
		return false
	}
	if at > f.end {
		f.mark(doc.Span{Start: f.end, End: at}, Over)
		f.end = at
	}
	f.kind = Count
	return true
}

// half reads 半年, 半小时, 近半数, 过半, 对折 at i and returns where it ends, or i.
func (s *scanner) half(i int) int {
	at := i + len("半")
	f := figure{start: i, end: at, num: doc.Span{Start: i, End: at}, lo: half, hi: half, step: half, value: half}
	f.n = numeral{start: i, end: at, han: 1, lo: 5, hi: 5, base: 5, scale: 1}
	b := s.before(i)
	switch {
	case s.has(i, "对"):
		if !s.has(at, "折") || b == '第' {
			return i
		}
		f.kind, f.unit, f.end = Multiple, "折", at+len("折")
	case s.has(at, "数以上"), s.has(at, "数") && (b == '近' || b == '超' || b == '过' || strings.HasSuffix(s.t[:i], "超过")):
		f.kind = Multiple
		f.end = at + len("数")
		if b == '过' && !s.endsWith(i, "超过") {
			f.start = i - len("过")
			f.mark(doc.Span{Start: f.start, End: i}, Over)
		}
	case b == '过' && !isHan(s.after(at)) || b == '近' && !isHan(s.after(at)):
		f.kind = Multiple
		if b == '过' {
			f.start = i - len("过")
			f.mark(doc.Span{Start: f.start, End: i}, Over)
		}
	case b == '一' && !strings.ContainsRune("知解瓶年", s.after(at)):
		return i
	case strings.ContainsRune("上下前后各多大每对", b):
		return i
	case s.has(at, "成"), s.has(at, "折"):
		if isHan(s.after(at + len("成"))) {
			return i
		}
		f.kind, f.unit, f.end = Multiple, "折", at+len("折")
		if s.has(at, "成") {
			f.unit = "成"
			f.lo, f.hi = f.lo.Shift(-1), f.hi.Shift(-1)
		}
	case s.has(at, "年"), s.has(at, "天"), s.has(at, "小时"), s.has(at, "个月"), s.has(at, "个小时"), s.has(at, "个多小时"), s.has(at, "个学期"):
		u := s.w.unitAt(s.t, at, false)
		if u == nil || s.has(at, "天然") {
			return i
		}
		f.kind, f.unit, f.end = u.kind, u.name(), at+len(u.word)
	default:
		return i
	}
	return s.emit(&f)
}
