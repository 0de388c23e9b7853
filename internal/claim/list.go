package claim

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
)

// List is a run of parallel items as the text sets them.
type List struct {
	Items []doc.Span
	// Joints counts the 和/与/及 inside items: each may join two items or
	// belong to one, so the list has len(Items) to len(Items)+Joints items.
	Joints int
}

// maxItem is how far, in bytes, one item of a list may reach. It bounds the
// search for the list around a number, so that the cost stays linear.
const maxItem = 240

// maxList bounds a whole list in bytes.
const maxList = 1500

// openerOf returns the mark that opens the stretch that r closes, "" when r
// closes none.
func openerOf(r rune) string {
	switch r {
	case '”':
		return "“"
	case '’':
		return "‘"
	case '》':
		return "《"
	case ')':
		return "("
	case '】':
		return "【"
	case '〕':
		return "〔"
	case ']':
		return "["
	}
	return ""
}

// opens reports whether r opens an enclosed stretch.
func opens(r rune) bool {
	switch r {
	case '“', '‘', '《', '(', '【', '〔', '[':
		return true
	}
	return false
}

// endsList reports whether r ends a list on either side.
func endsList(r rune) bool {
	switch r {
	case ',', ';', ':', '。', '!', '?', '\n', '\t', '|', '…':
		return true
	}
	return false
}

// Before returns the list that ends directly at end: items parted by 、 or
// quoted items side by side. The first item includes whatever leads up to the
// list. It is empty when a mark stands directly before end.
func Before(text string, end int) List {
	var l List
	itemEnd, floor := end, max(0, end-maxList)
	i := end
walk:
	for i > floor {
		r, w := utf8.DecodeLastRuneInString(text[:i])
		switch open := openerOf(r); {
		case open != "":
			o := strings.LastIndex(text[max(0, i-w-maxItem):i-w], open)
			if o < 0 {
				break walk
			}
			i = max(0, i-w-maxItem) + o
			continue
		case r == '、':
			if i == itemEnd {
				return List{}
			}
			l.Items = append(l.Items, doc.Span{Start: i, End: itemEnd})
			itemEnd = i - w
		case endsList(r) || opens(r):
			break walk
		case itemEnd-i > maxItem:
			return List{}
		}
		i -= w
	}
	if i < itemEnd {
		l.Items = append(l.Items, doc.Span{Start: i, End: itemEnd})
	}
	reverse(l.Items)
	l.expand(text)
	return l
}

// Inside returns the list that fills sp: items parted by 、, or else by ; or
// else by commas.
func Inside(text string, sp doc.Span) List {
	s := sp.Of(text)
	for _, sep := range []rune{'、', ';', ','} {
		if !strings.ContainsRune(s, sep) {
			continue
		}
		var l List
		start := sp.Start
		depth := 0
		for i, r := range s {
			if openerOf(r) != "" {
				depth--
			} else if opens(r) {
				depth++
			} else if r == sep && depth <= 0 {
				l.add(start, sp.Start+i)
				start = sp.Start + i + utf8.RuneLen(sep)
			}
		}
		l.add(start, sp.End)
		l.expand(text)
		return l
	}
	l := List{}
	l.add(sp.Start, sp.End)
	l.expand(text)
	return l
}

func (l *List) add(start, end int) {
	if start < end {
		l.Items = append(l.Items, doc.Span{Start: start, End: end})
	}
}

// expand splits items that are quoted stretches side by side, opens a single
// quoted item that holds the list, and counts joints.
func (l *List) expand(text string) {
	out := make([]doc.Span, 0, len(l.Items))
	for _, it := range l.Items {
		out = appendRow(out, text, it)
	}
	if len(out) == 1 {
		s := out[0].Of(text)
		if strings.HasSuffix(s, "”") {
			o := strings.LastIndex(s, "“")
			if in := (doc.Span{Start: out[0].Start + o + len("“"), End: out[0].End - len("”")}); o >= 0 && strings.ContainsRune(in.Of(text), '、') {
				*l = Inside(text, in)
				return
			}
		}
	}
	l.Items = out
	for _, it := range out {
		l.Joints += joints(it.Of(text))
	}
}

// appendRow splits “甲”“乙”和“丙” or 《甲》《乙》 into its quoted members and appends
// them; any other item is appended whole. Words before the first quote belong to
// the first member.
func appendRow(out []doc.Span, text string, it doc.Span) []doc.Span {
	s := it.Of(text)
	open, closing := "“", "”"
	if strings.HasSuffix(s, "》") {
		open, closing = "《", "》"
	}
	if !strings.HasSuffix(s, closing) || strings.Count(s, open) < 2 {
		return append(out, it)
	}
	n := len(out)
	start := 0
	for start < len(s) {
		c := strings.Index(s[start:], closing)
		if c < 0 {
			return append(out[:n], it)
		}
		end := start + c + len(closing)
		out = append(out, doc.Span{Start: it.Start + start, End: it.Start + end})
		rest := strings.TrimLeft(s[end:], " 和及与")
		if rest != "" && !strings.HasPrefix(rest, open) {
			return append(out[:n], it)
		}
		start = len(s) - len(rest)
	}
	return out
}

// joints counts the conjunctions in an item outside its quotes.
func joints(s string) int {
	n, depth := 0, 0
	for i, r := range s {
		switch {
		case r == '“' || r == '《' || r == '(':
			depth++
		case r == '”' || r == '》' || r == ')':
			depth--
		case depth <= 0 && (r == '和' || r == '与' || r == '及' || r == '暨' || r == '或'):
			// 和谐, 参与, 以及 at the very start are no joints of two items.
			if i > 0 && !strings.HasSuffix(s[:i], "参") && !strings.HasPrefix(s[i:], "和谐") && !strings.HasPrefix(s[i:], "及时") {
				n++
			}
		}
	}
	return n
}

func reverse(s []doc.Span) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}
