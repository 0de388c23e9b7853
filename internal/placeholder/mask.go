package placeholder

import (
	"strings"
	"unicode/utf8"
)

// star reads asterisks at text[i:end]; dates and Markdown are dealt with.
func (s *scanner) star(i, end, n int) int {
	before, behind := prev(s.text, i), next(s.text, end)
	if n == 1 && isHan(before) && strings.Contains(s.text[max(0, i-24):i], "=") {
		return end // 人均=总额*户数
	}
	start := i
	for start > s.done && isDigit(prev(s.text, start)) {
		start--
	}
	if e, u, ok := s.number(end, star); ok && (start == i || e > end) {
		if !isLatin(before) {
			return s.add(s.currency(start), e, Asterisk, s.numberField(start, u))
		}
		return end
	}
	switch {
	case start < i, isLatin(before), isDigit(behind) && !s.wholeYear(end), isLatin(behind) && !s.placed(i, end):
		return end // 138****1234, 2.4m*1.2m, wz****07
	case behind == '.' || before == '.' || before == '/' || behind == '/':
		return end
	case atLineStart(s.text, i) && (behind == ' ' || n <= 2 && s.footnote(end)):
		return end
	case before == '(' && behind == ')' || isOpen(before) && before != -1 && !isHan(before) && behind == ' ':
		return end
	}
	i, end = s.tortoise(i, end)
	a, named := s.dict.after.at(s.text, skipBlank(s.text, end))
	if n == 1 && !named && !(isHan(before) && isHan(behind)) && !s.placed(i, end) {
		return end // a footnote's mark
	}
	if n == 1 && isHan(before) && isEdge(behind) && !s.listed(i, end) {
		return end
	}
	e := end
	if named && a.val.suffix {
		e = skipBlank(s.text, end) + len(a.word)
	}
	return s.add(i, e, Asterisk, s.nameField(i, end, star))
}

// wholeYear tells four digits and 年 at i: **2019年总结.
func (s *scanner) wholeYear(i int) bool {
	return i+4 < len(s.text) && next(s.text, i+4) == '年' && (s.text[i:i+2] == "20" || s.text[i:i+2] == "19")
}

// footnote tells *注: and the like behind a mark that opens a line.
func (s *scanner) footnote(end int) bool {
	return hasPrefix(s.text, end, []string{"注", "备注", "说明", "数据", "资料", "标", "表示", "号", "为"})
}

// placed tells a mask that stands between brackets or quotes or list marks, as
// a whole value does.
func (s *scanner) placed(i, end int) bool {
	b, n := prev(s.text, i), next(s.text, end)
	return strings.ContainsRune("“《‘〔", b) || strings.ContainsRune("”》’〕", n)
}

// listed tells a mask among the items of a list: 赴*、青州.
func (s *scanner) listed(i, end int) bool {
	_, ok := s.dict.before.before(s.text, i)
	return ok || next(s.text, end) == '、'
}

// tortoise widens a mask to the bracket it fills: 〔*〕街道.
func (s *scanner) tortoise(i, end int) (int, int) {
	if prev(s.text, i) == '〔' && next(s.text, end) == '〕' {
		return i - len("〔"), end + len("〕")
	}
	return i, end
}

// currency moves a number's start over the ¥ before it.
func (s *scanner) currency(start int) int {
	if r, n := utf8.DecodeLastRuneInString(s.text[:start]); r == '¥' || r == '￥' {
		return start - n
	}
	return start
}

// cross reads X, x or × at text[i:end].
func (s *scanner) cross(i, end, n int) int {
	start := i
	for start > s.done && isDigit(prev(s.text, start)) {
		start--
	}
	before, behind := prev(s.text, start), next(s.text, end)
	if isLatin(before) || isLatin(behind) || isDigit(behind) {
		return s.wordEnd(end)
	}
	if strings.ContainsRune("+@#&=/\\_-.^", before) && before > 0 && !s.afterDate(start) ||
		strings.ContainsRune("+@&=/\\_^", behind) && behind > 0 {
		return end
	}
	if before == ' ' && start >= 2 && isLatin(rune(s.text[start-2])) || behind == ' ' && end+1 < len(s.text) && isLatin(rune(s.text[end+1])) {
		return end
	}
	if e, u, ok := s.number(end, cross); ok {
		switch {
		case n == 1 && u != nil && u.field == FieldCount && strings.Contains("片级束线页型", u.word):
			return end
		case start < i && n == 1 && s.text[i] != 'X' && s.text[i] != 'x':
			return end // 5×人
		}
		return s.add(s.currency(start), e, Cross, s.numberField(start, u))
	}
	if start < i {
		return end // 3×, 5x
	}
	i, end = s.tortoise(i, end)
	p := skipBlank(s.text, end)
	a, named := s.dict.after.at(s.text, p)
	if n == 1 {
		switch {
		case before == '第' && isEdge(behind):
			return s.add(i, end, Cross, FieldUnknown)
		case hasSuffix(s.text[:i], "百分之"):
			return s.add(i, end, Cross, FieldPercent)
		case !named || !(a.val.single || a.val.suffix && a.val.field == FieldPerson):
			return end
		case s.text[i] != 'X' && s.text[i] != 'x' && isHan(before) && a.val.field == FieldPlace:
			return end // 党建×社区
		case p > end:
			return end
		}
	}
	if before == '第' && isEdge(behind) {
		return s.add(i, end, Cross, FieldUnknown)
	}
	e := end
	if named && a.val.suffix {
		e = p + len(a.word)
	}
	return s.add(i, e, Cross, s.nameField(i, end, cross))
}

// wordEnd skips the Latin word that holds an x.
func (s *scanner) wordEnd(i int) int {
	for i < len(s.text) && (isLatin(rune(s.text[i])) || isDigit(rune(s.text[i]))) {
		i++
	}
	return i
}

// afterDate tells whether a placeholder ends right before the mark at i.
func (s *scanner) afterDate(i int) bool { return s.done > 0 && i-s.done <= 1 && i >= s.done }

// circle reads a run of ○ or □ at text[i:end]. One alone is a list mark, a tick
// box or the zero of a year.
func (s *scanner) circle(i, end, n int) int {
	before, behind := prev(s.text, i), next(s.text, end)
	if n == 2 && s.text[i:end] == "□□" && atLineStart(s.text, i) {
		if _, ok := s.dict.after.at(s.text, end); !ok {
			return end // an indent that a converter drew
		}
	}
	if n < 2 || isNumeral(before) || isNumeral(behind) || isDigit(before) || isDigit(behind) ||
		atLineStart(s.text, i) && behind == ' ' && !atLineEnd(s.text, end) {
		return end
	}
	if e, u, ok := s.number(end, circle); ok {
		return s.add(s.currency(i), e, Circle, s.numberField(i, u))
	}
	e := end
	if a, ok := s.dict.after.at(s.text, skipBlank(s.text, end)); ok && a.val.suffix {
		e = skipBlank(s.text, end) + len(a.word)
	}
	return s.add(i, e, Circle, s.nameField(i, end, circle))
}

// surnames are the commonest; 张某某 hides a person on purpose.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"

// anonymous reads 某某 and chains such as 某市某县; one 某 alone is plain speech.
func (s *scanner) anonymous(i int) int {
	const one = len("某")
	end := i
	for strings.HasPrefix(s.text[end:], "某") {
		end += one
	}
	if end-i > one {
		if b := prev(s.text, i); strings.ContainsRune(surnames, b) && b > 0 {
			return end
		}
		e := end
		a, named := s.dict.after.at(s.text, end)
		if named && a.val.suffix {
			e = end + len(a.word)
		}
		return s.add(i, e, Circle, s.nameField(i, end, circle))
	}
	chain, links, date := i, 0, false
	for strings.HasPrefix(s.text[chain:], "某") {
		r, n := utf8.DecodeRuneInString(s.text[chain+one:])
		if !strings.ContainsRune("省市县区镇乡村年月日局", r) {
			break
		}
		date = date || r == '年' || r == '月'
		chain += one + n
		links++
	}
	if links < 2 {
		return end
	}
	if date {
		return s.add(i, chain, Circle, FieldDate)
	}
	return s.add(i, chain, Circle, FieldPlace)
}

// line reads underscores at text[i:end].
func (s *scanner) line(i, end, n int) int {
	start := i
	for start > s.done && isDigit(prev(s.text, start)) {
		start--
	}
	before, behind := prev(s.text, start), next(s.text, end)
	if isLatin(before) || isLatin(behind) || isDigit(behind) || before == '/' || behind == '/' || before == '.' {
		return end
	}
	if e, u, ok := s.unit(end); ok && (n > 1 || isHan(before)) {
		return s.add(s.currency(start), e, Blank, s.numberField(s.currency(start), u))
	}
	if n < 2 || start < i {
		return end
	}
	e := end
	if a, ok := s.dict.after.at(s.text, end); ok && a.val.suffix {
		e = end + len(a.word)
	}
	return s.add(s.currency(i), e, Blank, s.nameField(i, end, line))
}

// bold returns the place behind a Markdown **passage** or __passage__ that opens
// at i, or 0.
// Its opening stands at an edge and its closing too; a passage that begins with
// a suffix (**街道) or ends with a comma is text between two masks.
func (s *scanner) bold(i, end, n int, k kind) int {
	if n < 2 || n > 3 {
		return 0
	}
	q := within(s.text, end, 130, s.text[i:i+1])
	if q <= end || s.runEnd(q, k)-q != n {
		return 0
	}
	inside := s.text[end:q]
	first, last := next(inside, 0), prev(inside, len(inside))
	if first == ' ' || last == ' ' || strings.ContainsRune("、,。;:!?)”》", first) || strings.ContainsRune("、,(“《", last) {
		return 0
	}
	if a, ok := s.dict.after.at(s.text, end); ok && a.val.suffix {
		return 0
	}
	if _, _, ok := s.unit(end); ok || strings.Count(inside, ",")+strings.Count(inside, "。") > 1 {
		return 0
	}
	close := q + n
	before, behind := prev(s.text, i), next(s.text, close)
	opens := isOpen(before) || before == '-' || before == '.'
	closes := isEdge(behind) || strings.ContainsRune(":。.!?;", last)
	if opens && closes {
		return close
	}
	return 0
}
