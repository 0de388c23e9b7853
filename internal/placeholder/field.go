package placeholder

import (
	"strings"
	"unicode/utf8"
)

// nameField says what a mask at text[i:end] without a unit stands for, by the
// words around it.
func (s *scanner) nameField(i, end int, k kind) Field {
	d := load()
	p := skipBlank(s.text, end)
	for strings.ContainsRune("”》〕)", next(s.text, p)) && p < len(s.text) {
		_, n := utf8.DecodeRuneInString(s.text[p:])
		p += n
	}
	whole := p > end // the mask fills quotes or brackets
	a, named := d.after.at(s.text, p)
	if named && !whole {
		if a.val.field == FieldPerson && !a.val.suffix && s.opensClause(i) {
			return FieldOrganization
		}
		return a.val.field
	}
	before, at := prev(s.text, i), i
	opened := false
	for at > 0 && strings.ContainsRune("“《〔(‘: ", before) {
		opened = opened || before != ':' && before != ' '
		at -= utf8.RuneLen(before)
		before = prev(s.text, at)
	}
	if whole && named && a.val.field == FieldTitle {
		return FieldTitle
	}
	if b, ok := d.before.before(s.text, at); ok {
		return b.val
	}
	switch {
	case whole && opened:
		return FieldTitle
	case opened && isHan(next(s.text, end)):
		return FieldOrganization // 《XXX贯彻…的方案》, “XX在行动”
	case s.placeList(i, end):
		return FieldPlace
	case s.opensClause(i) && isHan(next(s.text, end)):
		return FieldOrganization
	case k == star && isHan(before):
		return FieldUnknown // a word filter starred part of a word: 氛**
	case isHan(next(s.text, p)) || p < len(s.text) && strings.ContainsRune("“《", next(s.text, p)):
		return FieldOrganization
	}
	return FieldUnknown
}

// opensClause tells whether a clause, or the subject behind its time or place,
// starts at i.
func (s *scanner) opensClause(i int) bool {
	return isOpen(prev(s.text, i)) || hasSuffix(s.text[:i], "今年", "年来", "同时", "目前", "使", "对")
}

func hasSuffix(text string, list ...string) bool {
	for _, w := range list {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	return false
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
