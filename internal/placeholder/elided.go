package placeholder

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

// orphan is a unit whose number is gone.
type orphan struct {
	doc.Span
	field Field
	sure  sureness
}

// sureness says what an orphan needs to be reported.
type sureness byte

const (
	never sureness = iota
	// weak ones are reported only in a report whose numbers are gone throughout.
	weak
	// likely orphans are reported when the report shows others: one alone may
	// be an odd turn of phrase.
	likely
	// certain ones are reported wherever they stand.
	certain
)

// stripping tells how far the numbers of a report have been lost.
type stripping struct {
	orphans []orphan
	// filled counts the units that do have their number.
	filled int
}

// elided returns the orphaned units of d. Those that are certain count as
// evidence for those that are only likely: in a report whose digits were lost
// on the way there are many, in a sound one none among hundreds of figures.
func (s *stripping) elided(d *doc.Document, found []Placeholder) []Placeholder {
	sure, all := 0, 0
	for _, o := range s.orphans {
		if o.sure == certain {
			sure++
		}
		if o.sure >= likely {
			all++
		}
	}
	least := certain
	switch {
	case sure >= 5 && all >= 8 && all >= s.filled:
		least = weak
	case all >= 2 && sure > 0 && all*3 >= s.filled, all >= 2 && all > 2*s.filled:
		least = likely
	}
	for _, o := range s.orphans {
		if o.sure >= least {
			found = append(found, spaced(d, Placeholder{o.Span, Elided, o.field}))
		}
	}
	return found
}

// gapMarks are what may lack a number besides the units.
var gapMarks = lexicon.DefineWords("placeholder.gap", "余", "万", "亿", "%", "年", "月", "第", "届")

// orphanage reads the places where a unit may start.
type orphanage struct {
	text string
	dict *dictionaries
	stripping
}

// run looks at every unit and gapMark of d, at one place for the longest unit.
func (o *orphanage) run(d *doc.Document) {
	units, marks := classifierRows.In(d), gapMarks.In(d)
	on := 0 // where to go on
	for len(units) > 0 || len(marks) > 0 {
		i, row, size := len(o.text), noUnit, 0
		if len(marks) > 0 {
			i = marks[0].Start
		}
		if len(units) > 0 && units[0].Start <= i {
			i, row, size = units[0].Start, units[0].Row.Number, units[0].Len()
			units = units[1:]
		}
		if len(marks) > 0 && marks[0].Start == i {
			marks = marks[1:]
		} else if !o.dict.starts[row] {
			continue
		}
		if i >= on {
			on = max(o.look(i, row, size), i+1)
		}
	}
}

// noUnit is the row of no unit.
const noUnit = -1

// look examines the place i, where the unit of the row starts if it is not noUnit,
// size bytes long, and returns the end of what it read, or i.
func (o *orphanage) look(i, row, size int) int {
	c, before := next(o.text, i), prev(o.text, i)
	if numberBefore(before) && !(c == '余' && strings.ContainsRune("单体会学前后", before)) && !(before == '后' && strings.HasSuffix(o.text[:i], "先后")) {
		if row != noUnit && c != '年' && c != '月' {
			o.filled++
			if isDigit(before) {
				return i + size // 平方公里 holds no 公里
			}
		}
		return i
	}
	switch c {
	case '%':
		return o.percent(i, before)
	case '年', '月':
		return o.date(i, c, before)
	case '第':
		return o.ordinal(i, before)
	case '届', '次', '个':
		if hasSuffix(o.text[:i], "连续", "蝉联") {
			return o.add(i, i+len("届"), FieldUnknown, certain)
		}
		if strings.HasPrefix(o.text[i:], "届次") && strings.ContainsRune("委党会", before) {
			return o.add(i, i+len("届次"), FieldUnknown, certain)
		}
	case '余', '万', '亿':
		if end := o.scaled(i, c, before); end > i {
			return end
		}
	}
	if row == noUnit {
		return i
	}
	return o.bare(i, &o.dict.byRow[row], before)
}

func (o *orphanage) add(start, end int, field Field, sure sureness) int {
	if sure == never {
		return start
	}
	o.orphans = append(o.orphans, orphan{doc.Span{Start: start, End: end}, field, sure})
	return end
}

// percent reads a % with no number: 达到%, 占%以上.
func (o *orphanage) percent(i int, before rune) int {
	behind := next(o.text, i+1)
	if !isHan(before) || isDigit(behind) || isLatin(behind) || behind == ')' || behind == '\t' || behind == '|' || behind == '%' {
		return i
	}
	if before == '率' || before == '比' || before == '号' {
		if isBreak(behind) || behind == ' ' {
			return i // a column's head
		}
	}
	return o.add(i, i+1, FieldPercent, certain)
}

// ordinals are what is counted by 第; no two begin alike.
var ordinals = []string{"届", "次", "批", "名", "期", "位", "号", "轮", "季度", "条", "个"}

// ordinal reads 第 with no number: 第届, 第次.
func (o *orphanage) ordinal(i int, before rune) int {
	if strings.ContainsRune("等门次落及", before) && before > 0 {
		return i
	}
	p := i + len("第")
	for _, w := range ordinals {
		if strings.HasPrefix(o.text[p:], w) && next(o.text, p+len(w)) != '第' {
			return o.add(i, p+len(w), FieldUnknown, certain)
		}
	}
	return i
}

// notSpare are the characters before 余 that make a word with it.
const notSpare = "其业富剩结盈有之课多空节冗残工赢年茶饭农心尚犹闲公姓劳绪饭编裕"

// longestScale bounds the characters of an approximator with its multiplier:
// 万多余 is already odd.
const longestScale = 4

// scaled reads 余人, 万份, 万余元: an approximator or multiplier with its unit
// and no number before it.
func (o *orphanage) scaled(i int, c, before rune) int {
	if !isHan(before) && !isOpen(before) {
		return i
	}
	p, spare, large := i, false, false
	for range longestScale {
		r, n := utf8.DecodeRuneInString(o.text[p:])
		if r == '余' || r == '多' && p > i {
			spare = true
		} else if r == '万' || r == '亿' {
			large = true
		} else {
			break
		}
		p += n
	}
	u, ok := o.dict.units.at(o.text, p)
	if large && !spare { // 万元, 万亩: the unit's own first character
		if w, own := o.dict.units.at(o.text, i); own && len(w.word) > p-i {
			u, ok, p = w, true, i
		}
	}
	if !ok || u.val.glue.Opens(o.text[p+len(u.word):]) >= 0 {
		return i
	}
	end := p + len(u.word)
	if next(o.text, end) == '次' && u.val.field == FieldCount && u.word != "人次" {
		end += len("次")
	}
	w, asked := o.dict.demand.before(o.text, i)
	asked = asked && (w.val != byPrep || spare)
	closes := closesClause(next(o.text, end))
	if c == '余' && (strings.ContainsRune(notSpare, before) && w.word != "有" && !asked || before == '其') {
		return i
	}
	switch {
	case spare && c == '余' && (u.word == "家" || u.word == "人" || u.word == "年" || u.word == "部"):
		if !asked && !o.demanded(i) {
			return i
		}
	case spare:
	case u.word != "人次" && strings.ContainsRune("家户里人众事物名件", next(o.text, p)):
		if !(asked && w.val == byAdverb && len(w.word) >= len("约")) {
			return i
		}
	case strings.ContainsRune("位:(/", before) && before > 0:
		return i
	default:
		if !asked && !(closes && o.demanded(i)) {
			return i
		}
	}
	return o.add(i, end, u.val.field, certain)
}

// bounds stand behind a figure, and so close a clause, too.
var bounds = lexicon.NewList("以上", "左右", "以下")

// bare reads a unit with nothing before it that could be its number.
func (o *orphanage) bare(i int, v *unit, before rune) int {
	end := i + len(v.word)
	if v.glue.Opens(o.text[end:]) >= 0 {
		return i
	}
	if strings.HasPrefix(o.text[end:], v.word) {
		return end + len(v.word) // 个个, 户户: each of them
	}
	behind := next(o.text, end)
	if behind == '次' && v.field == FieldCount && v.word != "人次" && v.word != "次" {
		end += len("次")
		behind = next(o.text, end)
	}
	closes := closesClause(behind) || bounds.Opens(o.text[end:]) >= 0
	w, asked := o.dict.demand.behind(o.text[:i], before)
	selects := v.behindVerb && (v.word == "个" || v.onlyObjects)
	if !asked && !closes && !selects && !v.person && !v.people {
		return i
	}
	joins := v.left.has(before)
	glued, counted := joins != v.onlyLeft, false
	if closes {
		_, counted = o.dict.counted.behind(o.text[:i], before)
		glued = glued && !counted
	}
	single := len(w.word) == len("共")
	switch {
	case asked && w.val == byAdverb && v.behindAdverb && !(single && joins && !v.onlyLeft) && o.wholeWord(i, w.word):
		if !closes && !v.counts(o.text, end) {
			return i
		}
		return o.add(i, end, v.field, certain)
	case asked && w.val == byVerb && v.behindVerb && !closes:
		if !v.counts(o.text, end) || !isHan(behind) && behind != '“' && behind != '《' {
			return i
		}
		return o.add(i, end, v.field, certain)
	case asked && w.val == byVerb && v.behindVerb && closes && len(w.word) >= len("排查") && !(glued && v.onlyObjects && strings.Contains("户处家所支", v.word)):
		return o.add(i, end, v.field, o.atClose(i, v, counted))
	case asked && w.val == byPrep && (v.word == "个" || v.word == "名") && !closes && isHan(behind) && v.counts(o.text, end):
		if w.word == "对" && v.word == "个" {
			return o.add(i, end, v.field, certain)
		}
		return o.add(i, end, v.field, likely)
	case asked && w.val == byPrep && v.behindVerb && !closes && v.onlyObjects && v.counts(o.text, end):
		return o.add(i, end, v.field, certain)
	case selects && !closes && !glued && isHan(before) && (v.word == "个" && isHan(behind) || v.onlyObjects && v.counts(o.text, end)):
		return o.add(i, end, v.field, likely)
	case v.person && (before == ',' || before == '。' || before == ';') && (behind == ',' || joined.Opens(o.text[end:]) >= 0):
		return o.add(i, end, v.field, likely)
	case v.person && !glued && isHan(before) && joined.Opens(o.text[end:]) >= 0:
		return o.add(i, end, v.field, weak)
	case v.lostOnly && !v.clauseEnd && closes && !glued && isHan(before):
		if counted && v.word != "组" && v.word != "部" {
			return o.add(i, end, v.field, o.atClose(i, v, true))
		}
		return o.add(i, end, v.field, weak)
	case v.clauseEnd && closes && !glued && (isHan(before) || before == '”' || before == '》'):
		return o.add(i, end, v.field, o.atClose(i, v, counted))
	case v.people && !closes && !glued && (isHan(before) || isOpen(before)) && isHan(behind) && v.counts(o.text, end):
		return o.add(i, end, v.field, weak)
	}
	return i
}

// joined are the verbs behind a number of people that opens a clause.
var joined = lexicon.NewList("入选", "参加", "获", "当选", "被评", "荣", "通过", "注册", "受", "报名", "参与", "参赛", "增收", "被", "签", "到场", "到会", "就业")

// wholeWord tells that a one-character adverb before i is not the tail of a
// word: 公共, 大约, 发达.
func (o *orphanage) wholeWord(i int, w string) bool {
	if len(w) != len("共") {
		return true
	}
	b := prev(o.text, i-len(w))
	return !(b > 0 && strings.ContainsRune("公中国发到大节制合条契签简集相靠附最亲临邻行认因以成作视称", b))
}

// atClose judges a unit at a clause's end behind its noun (实践站个); counted
// tells that the noun is one that reports count.
func (o *orphanage) atClose(i int, u *unit, counted bool) sureness {
	switch {
	case u.word == "个":
		return certain
	case counted && u.word != "户" && u.word != "人" && !(u.word == "场" && prev(o.text, i) == '会'):
		return certain
	case !counted && !o.demanded(i):
		return weak
	case u.sureEnd:
		return certain
	}
	return likely
}

// demandReach bounds, in bytes, how far back a word that wants a number is
// looked for.
const demandReach = 90

// demanded tells whether a word that wants a number stands before i in the
// same clause.
func (o *orphanage) demanded(i int) bool {
	t := o.text[max(0, i-demandReach):i]
	for t != "" {
		r, n := utf8.DecodeLastRuneInString(t)
		switch r {
		case ',', ';', ':', '。', '\n':
			return false
		}
		if w, ok := o.dict.demand.behind(t, r); ok && w.val != byPrep && len(w.word) >= len("共计") {
			return true
		}
		t = t[:len(t)-n]
	}
	return false
}
