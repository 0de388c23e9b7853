package segment

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/fold"
)

// Style is the way a section or list number is written.
type Style int

// The numbering styles, outermost first as GB/T 9704 nests them.
const (
	NoStyle  Style = iota
	Chapter        // 第一章
	Chinese        // 一、
	Bracket        // (一)
	Arabic         // 1. 1、
	Paren          // (1) 1)
	Circled        // ①
	Ordinal        // 一是
	Part           // 篇一
	Markdown       // #
	Bullet         // •
)

// Numbered is a section or list number at the start of a line.
type Numbered struct {
	// Span is the number with its punctuation.
	doc.Span
	Style Style
	// Value is the number, from 1; 0 for bullets.
	Value int
	// Title is the heading's own words: up to the line's end or, when the text
	// runs on behind it, up to its first full stop.
	Title doc.Span
	// Line is the index into Lines.
	Line int
}

// Headings returns the numbered line starts of d in order.
func Headings(d *doc.Document) []Numbered { return headings.Of(d) }

var headings = doc.DefineReusing(func(d *doc.Document, spent []Numbered) []Numbered {
	out := spent[:0]
	for i, l := range Lines(d) {
		if l.Enumerator.Empty() {
			continue
		}
		n := Numbered{Span: l.Enumerator, Line: i, Title: doc.Span{Start: l.Enumerator.End, End: l.End}}
		n.Style, n.Value = NumberOf(l.Enumerator.Of(d.Text))
		if k := strings.Index(n.Title.Of(d.Text), "。"); k >= 0 {
			n.Title.End = n.Title.Start + k
		}
		n.Title = trim(d.Text, n.Title.Start, n.Title.End)
		out = append(out, n)
	}
	return out
})

// NumberOf returns the style and value of an enumerator as fold.Enumerator
// delimits it; the value of a bullet is 0.
func NumberOf(s string) (Style, int) {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r >= '①' && r <= '⑳':
		return Circled, int(r-'①') + 1
	case r == '#':
		return Markdown, 0
	case r == '•' || r == '●' || r == '■' || r == '◆':
		return Bullet, 0
	case r == '第':
		return Chapter, fold.NumeralValue(s[n:])
	case r == '篇':
		return Part, fold.NumeralValue(s[n:])
	case r == '(' || r == '〔' || r == '[' || r == '【':
		if s[n] >= '0' && s[n] <= '9' {
			return Paren, fold.NumeralValue(s[n:])
		}
		return Bracket, fold.NumeralValue(s[n:])
	case s[0] >= '0' && s[0] <= '9':
		if s[len(s)-1] == ')' {
			return Paren, fold.NumeralValue(s)
		}
		return Arabic, fold.NumeralValue(s)
	case strings.HasSuffix(s, "是"):
		return Ordinal, fold.NumeralValue(s)
	}
	return Chinese, fold.NumeralValue(s)
}
