package placeholder

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// closing returns what closes a bracket that may hold a template field or
// nothing, "" for other characters.
func closing(r rune) string {
	switch r {
	case '(':
		return ")"
	case '[':
		return "]"
	case '{':
		return "}"
	case '<':
		return ">"
	case '《':
		return "》"
	case '“':
		return "”"
	case '‘':
		return "’"
	case '【':
		return "】"
	case '〔':
		return "〕"
	}
	return ""
}

// longestField is the length in bytes beyond which brackets hold prose.
const longestField = 72

// bracket reads the bracket at i: empty, or around the name of what is missing.
// It returns where to go on; text inside a bracket of another sort is walked.
func (s *scanner) bracket(i int, r rune) int {
	n := utf8.RuneLen(r)
	open := i + n
	if r == '$' {
		if next(s.text, open) != '{' {
			return open
		}
		r, open = '{', open+1
	}
	if r == '{' && next(s.text, open) == '{' {
		open++
	}
	shut := closing(r)
	named := r != '(' && r != '《' && r != '“' && r != '‘'
	if p := skipBlanks(s.text, open); !named && !strings.HasPrefix(s.text[p:], shut) {
		return i + n // what such brackets hold is text
	}
	q := within(s.text, open, longestField, shut)
	if q < 0 {
		return i + n
	}
	inside := s.text[open:q]
	end := q + len(shut)
	if r == '{' && next(s.text, end) == '}' && s.text[i+1] == '{' {
		end++
	}
	if strings.Trim(inside, " ") == "" {
		return s.empty(i, end, r, inside)
	}
	if !named {
		return i + n
	}
	field, ok := s.template(i, end, r, inside)
	if !ok {
		return i + n
	}
	if asks(inside) {
		return s.add(i, end, Instruction, FieldUnknown)
	}
	return s.closeField(i, end, field)
}

// asks tells a field that speaks to the writer: [插入具体数据].
func asks(inside string) bool {
	for _, w := range []string{"填写", "填入", "插入", "补充", "输入", "替换"} {
		if strings.Contains(inside, w) {
			return true
		}
	}
	return false
}

// closeField adds the unit behind a bracket that stands for a number.
func (s *scanner) closeField(i, end int, field Field) int {
	e, u, ok := s.unit(end)
	switch {
	case ok && field != FieldDate:
		end, field = e, s.numberField(i, u)
	case field == FieldDate && hasPrefix(s.text, end, []string{"年", "月", "日"}) && next(s.text, end+3) != '度':
		end += len("年")
	default:
		if a, named := s.dict.after.at(s.text, end); named && field == FieldUnknown {
			field = a.val.field
			if a.val.suffix {
				end += len(a.word)
			}
		} else if field == FieldUnknown {
			if b, ok := s.dict.before.before(s.text, i); ok {
				field = b.val
			}
		}
	}
	return s.add(i, end, Bracket, field)
}

// template decides whether text[i:end], a bracket around inside, is a field of
// a template, and which.
func (s *scanner) template(i, end int, r rune, inside string) (Field, bool) {
	if r == '[' || r == '【' || r == '<' {
		if masksOnly(inside) {
			return FieldUnknown, true
		}
	}
	double := strings.HasPrefix(s.text[i:], "{{") || s.text[i] == '$'
	if !plainName(inside) && !double {
		return "", false
	}
	field, named := identifierField(inside)
	han := strings.IndexFunc(inside, isHan) >= 0
	switch r {
	case '{':
		return orUnknown(field), named || double
	case '<':
		return field, named && han
	case '〔':
		return field, named && han && utf8.RuneCountInString(inside) > 2
	}
	if !named || next(s.text, end) == ':' || r == '[' && next(s.text, end) == '(' {
		return "", false
	}
	if asked(inside) {
		return field, true
	}
	inLine := isHan(prev(s.text, i)) || prev(s.text, i) == ']' || prev(s.text, i) == '】'
	if r == '【' || utf8.RuneCountInString(inside) <= 2 {
		// a label: 【时间】5月20日
		return field, inLine
	}
	return field, inLine || han && isEdge(prev(s.text, i)) || next(s.text, end) == '['
}

func orUnknown(f Field) Field {
	if f == "" {
		return FieldUnknown
	}
	return f
}

// asked tells words that ask the writer for something.
func asked(inside string) bool {
	for _, w := range []string{"具体", "待", "填", "补充", "插入", "某", "XX", "xx", "名称", "姓名", "全称"} {
		if strings.Contains(inside, w) {
			return true
		}
	}
	return false
}

func masksOnly(inside string) bool {
	for _, r := range inside {
		if maskKind(r) == noMask && r != ' ' && r != '.' {
			return false
		}
	}
	// [x] alone is a ticked box
	return inside != "x" && inside != "√"
}

// plainName tells what a field's name consists of: no sentence marks, no digits
// alone.
func plainName(inside string) bool {
	letters := 0
	for _, r := range inside {
		switch {
		case unicode.IsLetter(r):
			letters++
		case isDigit(r) || strings.ContainsRune("/、_-. :", r) || maskKind(r) != noMask:
		default:
			return false
		}
	}
	return letters > 0 && utf8.RuneCountInString(inside) <= 20
}

// identifierField reads a field's name. In Chinese the last known word is the
// head (主持人姓名); in an identifier (unit_name) the first that is not generic.
func identifierField(inside string) (Field, bool) {
	d := load()
	var field Field
	found := false
	if j := strings.LastIndex(inside, "某"); j >= 0 {
		if a, ok := d.after.at(inside, j+len("某")); ok {
			return a.val.field, true // [某某局]
		}
	}
	lower := strings.ToLower(inside)
	for i := 0; i < len(lower); {
		r, n := utf8.DecodeRuneInString(lower[i:])
		if r < utf8.RuneSelf {
			j := i
			for j < len(lower) && lower[j] < utf8.RuneSelf && (isLatin(rune(lower[j])) || isDigit(rune(lower[j]))) {
				j++
			}
			if k, ok := d.names.at(lower, i); ok && k.word == lower[i:j] && (!found || k.word != "name" && k.word != "total" && field == FieldUnknown) {
				field, found = k.val, true
			}
			i = max(j, i+1)
			continue
		}
		if k, ok := d.names.at(lower, i); ok {
			if k.val != FieldUnknown || !found {
				field, found = k.val, true
			}
			i += len(k.word)
			continue
		}
		i += n
	}
	return field, found
}
