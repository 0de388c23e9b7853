package placeholder

import (
	"strings"
	"unicode/utf8"
)

// nameField says what a mask at text[i:end] without a unit stands for, by the
// words around it.
func (s *scanner) nameField(i, end int, k kind) Field {
	d := s.dict
	p := skipBlank(s.text, end)
	whole := false // the mask fills quotes or brackets
	for p < len(s.text) && strings.ContainsRune("”》〕)", next(s.text, p)) {
		_, n := utf8.DecodeRuneInString(s.text[p:])
		p += n
		whole = true
	}
	if at, ok := strings.CutSuffix(strings.TrimRight(s.text[max(0, i-36):i], " "), ":"); ok {
		if b, ok := d.before.before(at, len(at)); ok {
			return b.val // a form's label: 主持人:XXX
		}
		if j := strings.LastIndexByte(at, '('); j > 0 && strings.HasSuffix(at, ")") {
			if b, ok := d.before.before(at, j); ok {
				return b.val // 负责人(签字):____
			}
		}
	}
	if n := len(s.found); n > 0 && prev(s.text, i) == '、' && s.done == i-len("、") && isEdge(next(s.text, end)) {
		return s.found[n-1].Field
	}
	a, named := d.after.at(s.text, p)
	if named && !whole {
		return a.val.field
	}
	before, at := prev(s.text, i), i
	opened := false
	for at > 0 && strings.ContainsRune("“《〔(‘: ", before) {
		opened = opened || strings.ContainsRune("“《‘", before)
		at -= utf8.RuneLen(before)
		before = prev(s.text, at)
	}
	if whole && named && a.val.field == FieldTitle {
		return FieldTitle
	}
	if strings.ContainsRune(surnames, before) && before > 0 && before != '于' && before != '向' && isOpen(prev(s.text, at-len("王"))) {
		return FieldPerson // 张XX、李XX
	}
	if b, ok := d.before.before(s.text, at); ok {
		if b.val == FieldTitle && next(s.text, end) == '“' {
			return FieldPlace // 荣获**“文明单位”称号: whose title
		}
		return b.val
	}
	if next(s.text, end) == '、' {
		// XX、XXX任副组长: named like the next item
		j := s.runEnd(end+len("、"), k)
		if a, ok := d.after.at(s.text, j); ok && j > end+len("、") {
			return a.val.field
		}
	}
	switch {
	case whole && opened:
		return FieldTitle
	case opened && (isHan(next(s.text, end)) || s.wholeYear(end)):
		return FieldOrganization // 《XXX贯彻…的方案》, “XX在行动”
	case s.placeList(i, end):
		return FieldPlace
	case s.opensClause(i) && isHan(next(s.text, end)):
		return FieldOrganization
	case next(s.text, p) == '“':
		return FieldPlace
	case k == star && isHan(before) && !strings.ContainsRune(function, before):
		return FieldUnknown // a word filter starred part of a word: 氛**
	case isHan(next(s.text, p)) || s.wholeYear(p) || p < len(s.text) && strings.ContainsRune("“《", next(s.text, p)):
		return FieldOrganization
	}
	return FieldUnknown
}

// function are characters that a name may follow.
const function = "在对为使了与和向由到着将把按以让是于给从成及我省市动进"

// opensClause tells whether a clause, or the subject behind its time or place,
// starts at i.
func (s *scanner) opensClause(i int) bool {
	return isOpen(prev(s.text, i)) || hasSuffix(s.text[:i], "今年", "年来", "同时", "目前", "使", "对")
}

// placeList tells a mask in a list of places that 赴 or 到 opens.
func (s *scanner) placeList(i, end int) bool {
	if prev(s.text, i) != '、' && next(s.text, end) != '、' {
		return false
	}
	lo := max(0, i-45)
	head := s.text[lo:i]
	if j := strings.LastIndexAny(head, ",。;\n"); j >= 0 {
		head = head[j:]
	}
	for _, w := range []string{"赴", "前往", "来到", "走进", "到", "在", "来自"} {
		if strings.Contains(head, w) {
			return true
		}
	}
	return false
}
