package placeholder

import (
	"strings"

	"hecha/internal/doc"
)

// empty reads a bracket or pair of quotes with nothing inside.
func (s *scanner) empty(i, end int, r rune, inside string) int {
	before := prev(s.text, i)
	switch {
	case r == '{' || r == '<' || isLatin(before) || before == ']' || before == '`':
		return end // code, f(), a link
	case r == '[' && (len(inside) <= 1 || before == '-'):
		return end // a box to tick
	case r == '(' && before == '-':
		return end
	}
	if r == '〔' && next(s.text, end) == '号' {
		return s.add(i, end, Blank, FieldDate) // the year of a document number
	}
	if e, u, ok := s.unit(end); ok {
		return s.add(s.currency(i), e, Blank, s.numberField(i, u))
	}
	if n := next(s.text, end); n == '年' || n == '月' || n == '日' {
		e := end
		for _, u := range []string{"年", "月", "日"} {
			if strings.HasPrefix(s.text[e:], u) {
				e += len(u)
				if q := s.emptyPair(e); q > 0 {
					e = q
				}
			}
		}
		return s.add(i, e, Blank, FieldDate)
	}
	field := s.nameField(i, end, line)
	switch {
	case r == '《' || (r == '“' || r == '‘') && field != FieldPerson:
		field = FieldTitle
	case r == '(' && field == FieldOrganization:
		if _, ok := s.dict.before.before(s.text, i); !ok {
			field = FieldUnknown
		}
	}
	return s.add(i, end, Blank, field)
}

// emptyPair returns the end of an empty (  ) at i, or 0.
func (s *scanner) emptyPair(i int) int {
	if next(s.text, i) != '(' {
		return 0
	}
	q := within(s.text, i+1, 24, ")")
	if q < 0 || strings.Trim(s.text[i+1:q], " ") != "" {
		return 0
	}
	return q + 1
}

// blanks reads a run of blanks at i: two or more may stand for a value. Where
// they only indent or align a line, nothing follows that needs one.
func (s *scanner) blanks(i int) int {
	end := i
	for end < len(s.text) && s.text[end] == ' ' {
		end++
	}
	before, behind := prev(s.text, i), next(s.text, end)
	if end-i < 2 || before < 0 || before == '\n' || before == '\t' {
		return end
	}
	if d, ok := s.blankDate(i, end); ok {
		return s.add(d.Start, d.End, d.form, FieldDate)
	}
	if before == ':' {
		if end-i >= 4 && isBreak(behind) || s.label(end) {
			if b, ok := s.dict.before.before(s.text, i-1); ok {
				return s.add(i, end, Blank, b.val)
			}
		}
		return end
	}
	if !isHan(before) && before != '¥' && before != '￥' {
		return end
	}
	e, u, ok := s.unit(end)
	if !ok || u == nil {
		return end
	}
	w, asked := s.dict.demand.before(s.text, i)
	if asked && w.val != byPrep || before == '第' || before == '有' || isEdge(next(s.text, e)) && next(s.text, e) != ' ' && !isBreak(next(s.text, e)) {
		return s.add(s.currency(i), e, Blank, s.numberField(i, u))
	}
	return end
}

func isBreak(r rune) bool { return r < 0 || r == '\n' }

// label tells the name of the next blank of a form at i: 性别:
func (s *scanner) label(i int) bool {
	q := within(s.text, i, 24, ":")
	return q > i && isHan(next(s.text, i)) && strings.IndexByte(s.text[i:q], ' ') < 0
}

// blankDate reads a date with blanks for numbers around text[i:end], a run of
// blanks: 2023年  月  日.
func (s *scanner) blankDate(i, end int) (masked, bool) {
	start, e := i, end
	digits := false
	switch next(s.text, end) {
	case '年':
		for start > s.done && isDigit(prev(s.text, start)) {
			start--
		}
		digits = start < i
		if m := s.part(end+3, "月"); m > 0 {
			e = m
		} else if !digits {
			return masked{}, false
		} else {
			return masked{doc.Span{Start: start, End: end + 3}, MaskedDate}, true
		}
	case '月':
		start, digits = s.yearBefore(i)
		e = end + 3
	case '日':
		start, digits = s.monthBefore(i)
		if start == i {
			return masked{}, false
		}
		return masked{doc.Span{Start: start, End: end + 3}, dateForm(digits)}, true
	default:
		return masked{}, false
	}
	if d := s.part(e, "日"); d > 0 {
		e = d
	} else if start == i {
		return masked{}, false
	}
	return masked{doc.Span{Start: start, End: e}, dateForm(digits)}, true
}

func dateForm(digits bool) Form {
	if digits {
		return MaskedDate
	}
	return Blank
}
