package placeholder

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
)

// plainly are the characters before 待补充 that make it ordinary speech.
const plainly = "有亟尚仍急还均都需已可须应"

// prompts finds instructions to the writer: 待补充, (此处插入照片).
func prompts(d *doc.Document) []Placeholder {
	var out []Placeholder
	end := 0
	for _, h := range promptRows.In(d) {
		if h.Start < end {
			continue
		}
		free := h.Row.Column(0) == "free"
		sp, ok := prompt(d.Text, h.Span, free)
		if !ok || sp.Start < end {
			continue
		}
		out = append(out, Placeholder{sp, Instruction, FieldUnknown})
		end = sp.End
	}
	return out
}

// prompt widens a hit to the bracket around it or to the end of its clause, and
// tells whether the writer is spoken to at all.
func prompt(text string, h doc.Span, free bool) (doc.Span, bool) {
	if b := prev(text, h.Start); b > 0 && strings.ContainsRune(plainly, b) {
		return h, false
	}
	if isLatin(rune(text[h.Start])) && (isLatin(prev(text, h.Start)) || isLatin(next(text, h.End))) {
		return h, false
	}
	if sp, ok := enclosing(text, h); ok {
		return sp, true
	}
	if !isOpen(prev(text, h.Start)) && !(free && !strings.HasPrefix(h.Of(text), "填")) {
		return h, false
	}
	e := h.End
	for n := 0; n < 16 && !isEdge(next(text, e)); n++ {
		_, w := utf8.DecodeRuneInString(text[e:])
		e += w
	}
	rest := text[h.End:e]
	if !free && rest != "" {
		return h, false
	}
	if strings.HasPrefix(text[h.End:], "《") || strings.Contains(rest, "问卷") || strings.Contains(rest, "登记表") || strings.Contains(rest, "申请表") {
		return h, false
	}
	return doc.Span{Start: h.Start, End: e}, true
}

// enclosing returns the bracket around h when it opens and closes within a few
// words of it.
func enclosing(text string, h doc.Span) (doc.Span, bool) {
	start := h.Start
	for n := 0; n < 14 && start > 0; n++ {
		r, w := utf8.DecodeLastRuneInString(text[:start])
		start -= w
		if shut := closing(r); shut != "" && r != '《' && r != '“' && r != '‘' {
			if q := within(text, h.End, longestField, shut); q >= 0 {
				return doc.Span{Start: start, End: q + len(shut)}, true
			}
			return h, false
		}
		if r == '\n' || strings.ContainsRune(")]】。", r) {
			break
		}
	}
	return h, false
}
