// Package segment cuts a report: lines with their section numbers, headings,
// sentences, clauses, and — only where asked — words.
package segment

import (
	"sort"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/fold"
)

// Line is one line of Document.Text that is not blank: a paragraph, heading or
// table row.
type Line struct {
	// Span is the line without surrounding blanks and without its break.
	doc.Span
	// Enumerator is the list or section number at its start; empty if none.
	Enumerator doc.Span
}

// Lines returns the lines of d that are not blank.
func Lines(d *doc.Document) []Line { return lines.Of(d) }

var lines = doc.Define(func(d *doc.Document) []Line {
	var out []Line
	for start := 0; start < len(d.Text); {
		end := len(d.Text)
		if i := strings.IndexByte(d.Text[start:], '\n'); i >= 0 {
			end = start + i
		}
		if s := trim(d.Text, start, end); !s.Empty() {
			l := Line{Span: s}
			if n := fold.Enumerator(s.Of(d.Text)); n > 0 {
				l.Enumerator = doc.Span{Start: s.Start, End: s.Start + n}
			}
			out = append(out, l)
		}
		start = end + 1
	}
	return out
})

// Sentences returns the sentences of d: stretches that end behind 。！？; or …
// (closing quotes and brackets included) or at a line's end. They do not
// overlap, hold no line break and no surrounding blanks.
func Sentences(d *doc.Document) []doc.Span { return sentences.Of(d) }

var sentences = doc.Define(func(d *doc.Document) []doc.Span {
	return cut(d, endsSentence)
})

// Clauses returns the clauses of d: sentences cut further behind commas and
// colons. A comma or colon between digits does not cut.
func Clauses(d *doc.Document) []doc.Span { return clauses.Of(d) }

var clauses = doc.Define(func(d *doc.Document) []doc.Span {
	return cut(d, func(r rune) bool { return endsSentence(r) || r == ',' || r == ':' })
})

func endsSentence(r rune) bool {
	return r == '。' || r == '!' || r == '?' || r == ';' || r == '…'
}

// cut splits every line behind the marks that stop accepts.
func cut(d *doc.Document, stop func(rune) bool) []doc.Span {
	t := d.Text
	out := make([]doc.Span, 0, len(t)/64+1)
	for _, l := range Lines(d) {
		start := l.Start
		for i := l.Start; i < l.End; {
			r, n := rune(t[i]), 1
			if r >= utf8.RuneSelf {
				r, n = utf8.DecodeRuneInString(t[i:])
			}
			i += n
			if !stop(r) || (r == ',' || r == ':') && betweenDigits(t, i-1) {
				continue
			}
			for i < l.End {
				r, n := utf8.DecodeRuneInString(t[i:])
				if r != '”' && r != '’' && r != ')' && r != '》' && r != '】' && !stop(r) {
					break
				}
				i += n
			}
			if s := trim(t, start, i); !s.Empty() {
				out = append(out, s)
			}
			start = i
		}
		if s := trim(t, start, l.End); !s.Empty() {
			out = append(out, s)
		}
	}
	return out
}

func trim(t string, s, e int) doc.Span {
	for s < e && (t[s] == ' ' || t[s] == '\t') {
		s++
	}
	for e > s && (t[e-1] == ' ' || t[e-1] == '\t') {
		e--
	}
	return doc.Span{Start: s, End: e}
}

func betweenDigits(t string, i int) bool {
	return i > 0 && i+1 < len(t) && t[i-1] >= '0' && t[i-1] <= '9' && t[i+1] >= '0' && t[i+1] <= '9'
}

// At returns the index of the span that holds off, or of the last one before
// it; -1 when off lies before all. Spans must be ordered and disjoint.
func At(spans []doc.Span, off int) int {
	return sort.Search(len(spans), func(i int) bool { return spans[i].Start > off }) - 1
}

// LineAt is At for lines.
func LineAt(ls []Line, off int) int {
	return sort.Search(len(ls), func(i int) bool { return ls[i].Start > off }) - 1
}
