package placeholder

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

// maskWords begin what may be a mask: masking characters, brackets around the
// name of what is missing, others and blanks only where nothing follows.
var maskWords = lexicon.DefineWords("placeholder.mask", append(strings.Split(masks+"某[{<$【〔", ""),
	"()", "( ", "《》", "《 ", "“”", "“ ", "‘’", "‘ ", "  ")...)

// scanner reads the masks of a text where maskWords stand. Readers look a
// bounded way to either side, so that all of them together are linear.
type scanner struct {
	text  string
	dict  *dictionaries
	found []Placeholder
	// done is the end of the last placeholder: readers do not look behind it.
	done int
}

func (s *scanner) run(d *doc.Document) {
	on := 0 // where to go on
	for _, h := range maskWords.In(d) {
		if h.Start >= on {
			on = s.read(h.Start, next(s.text, h.Start))
		}
	}
}

// read reads what the character r at i begins and returns where to go on.
func (s *scanner) read(i int, r rune) int {
	switch r {
	case ' ':
		return s.blanks(i)
	case '某':
		return s.anonymous(i)
	case '(', '《', '“', '‘', '[', '{', '<', '$', '【', '〔':
		return s.bracket(i, r)
	}
	return s.mask(i)
}

// add records a placeholder and returns where to go on.
func (s *scanner) add(start, end int, form Form, field Field) int {
	start = max(start, s.done)
	s.found = append(s.found, Placeholder{doc.Span{Start: start, End: end}, form, field})
	s.done = end
	return end
}

// runEnd returns the end of the run of masking characters of one family.
func (s *scanner) runEnd(i int, k kind) int {
	for i < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		if maskKind(r) != k {
			break
		}
		i += n
	}
	return i
}

// mask reads a run of masking characters at i.
func (s *scanner) mask(i int) int {
	k := maskKind(next(s.text, i))
	end := s.runEnd(i, k)
	n := utf8.RuneCountInString(s.text[i:end])
	if s.divider(i, end, k, n) {
		return end
	}
	if d, ok := s.date(i, end, k); ok {
		return s.add(d.Start, d.End, d.form, FieldDate)
	}
	if k == star || k == line && s.text[i] == '_' {
		if skip := s.bold(i, end, n, k); skip > 0 {
			return skip
		}
	}
	switch k {
	case star:
		return s.star(i, end, n)
	case cross:
		return s.cross(i, end, n)
	case circle:
		return s.circle(i, end, n)
	}
	return s.line(i, end, n)
}

// divider tells a run that draws a line across the page.
func (s *scanner) divider(i, end int, k kind, n int) bool {
	least := [...]int{star: 3, cross: 5, circle: 5, line: 10}[k]
	return n >= least && atLineStart(s.text, i) && atLineEnd(s.text, end)
}

// number extends a mask over a decimal part (X.X万元) and reads the unit behind
// it; i may lie behind digits glued to the mask (2xxxx人).
func (s *scanner) number(end int, k kind) (int, *unit, bool) {
	if end+1 < len(s.text) && s.text[end] == '.' && maskKind(next(s.text, end+1)) == k {
		end = s.runEnd(end+1, k)
	}
	return s.unit(end)
}

// unit reads approximator, multiplier and unit behind a number's place at i:
// 余篇次, 万余元, %. It returns the end and the unit, nil when a bare multiplier
// stands there (投入*万,).
func (s *scanner) unit(i int) (int, *unit, bool) {
	d := s.dict
	p := skipBlank(s.text, i)
	multiplier := false
	for range longestScale {
		r, n := utf8.DecodeRuneInString(s.text[p:])
		if r == '余' || r == '多' || r == '几' || r == '来' {
			p += n
			continue
		}
		if r == '十' || r == '百' || r == '千' || r == '万' || r == '亿' {
			// 千米, 万元: the unit's own first character
			if u, ok := d.units.at(s.text, p); ok && !multiplier && u.val.maskGlue.Opens(s.text[p+len(u.word):]) < 0 {
				break
			}
			multiplier = r == '万' || r == '亿'
			p += n
			continue
		}
		break
	}
	u, ok := d.units.at(s.text, p)
	if !ok {
		if multiplier && isEdge(next(s.text, p)) {
			return p, nil, true
		}
		return i, nil, false
	}
	end := p + len(u.word)
	if u.val.maskGlue.Opens(s.text[end:]) >= 0 {
		return i, nil, false
	}
	if a, ok := d.after.at(s.text, p); ok && len(a.word) >= len(u.word) && !(u.val.onlyObjects && u.val.counts(s.text, end)) {
		return i, nil, false
	}
	if next(s.text, end) == '次' && u.val.field == FieldCount && u.word != "人次" {
		end += len("次")
	}
	return end, u.val, true
}

// numberField is what a number's place lacks; an ordinal lacks no count.
func (s *scanner) numberField(start int, u *unit) Field {
	switch prev(s.text, start) {
	case '第':
		return FieldUnknown
	case '¥', '￥':
		return FieldMoney
	}
	if u == nil {
		return FieldCount
	}
	return u.field
}
