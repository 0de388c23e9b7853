// Package excerpt gives the words around the places of a report: the sentence
// for people to read, and the folded words beside a figure for matching.
package excerpt

import (
	"strings"
	"unicode"

	"hecha/internal/fold"
	"hecha/internal/report"
)

// Page is one report's text. Places are code points of the source's text; the
// report's own text begins at start.
type Page struct {
	text  []rune
	start int
}

// New returns the page of a report.
func New(r *report.Report) *Page { return &Page{[]rune(r.Text), r.TextStart} }

// How far the words around a figure are read, in characters. Bounds keep the
// time linear in texts without marks.
const (
	reachLeft   = 120
	reachRight  = 80
	nearLeft    = 40
	nearRight   = 6
	maxSentence = 100 // shown as evidence
)

// local turns a place into indexes of text.
func (p *Page) local(at report.Place) (start, end int) {
	start = min(max(0, at.Start-p.start), len(p.text))
	return start, min(max(start, at.End-p.start), len(p.text))
}

// left returns where the sentence around i begins, right where one around the
// character before i ends.
func (p *Page) left(i int) int {
	for n := 0; i > 0 && n < reachLeft; n++ {
		if p.ends(i - 1) {
			break
		}
		i--
	}
	return i
}

func (p *Page) right(i int) int {
	for n := 0; i < len(p.text) && n < reachRight; n++ {
		i++
		if p.ends(i - 1) {
			break
		}
	}
	return i
}

// ends reports whether the character at i ends a sentence. A line break does
// unless the line is full, as where long lines were wrapped.
func (p *Page) ends(i int) bool {
	switch p.text[i] {
	case '。', '!', '！', '?', '？', ';', '；':
		return true
	case '\n':
		if i == 0 || i+1 == len(p.text) || unicode.IsSpace(p.text[i+1]) {
			return true
		}
		for k := i - 1; k >= i-18; k-- {
			if k < 0 || p.text[k] == '\n' {
				return true // a short line stands for itself
			}
		}
		return strings.ContainsRune("。!！?？;；:：", p.text[i-1])
	}
	return false
}

// Sentence returns the sentence around a place for people to read: blanks
// joined, and cut around the figure when long.
func (p *Page) Sentence(at report.Place) string {
	s, e := p.local(at)
	from, to := p.left(s), p.right(e)
	if e > s && p.ends(e-1) {
		to = e
	}
	cut := func(lead, tail string) string {
		return lead + strings.Join(strings.Fields(string(p.text[from:to])), " ") + tail
	}
	if to-from <= maxSentence {
		return cut("", "")
	}
	lead, tail := "", ""
	if room := max(0, maxSentence-(e-s)) * 2 / 3; s-from > room {
		from, lead = s-room, "…"
	}
	if to-from > maxSentence {
		to, tail = max(e, from+maxSentence), "…"
	}
	return cut(lead, tail)
}

// Around are the folded words beside a figure, in its sentence: those that
// lead up to it, and the few behind it.
type Around struct {
	// Before leads up to the figure; After are the few characters behind it.
	Before, After string
}

// Around returns the words beside a place.
func (p *Page) Around(at report.Place) Around {
	s, e := p.local(at)
	var a Around
	a.Before = Plain(string(p.text[max(p.left(s), s-reachLeft):s]))
	to := e
	if e == s || !p.ends(e-1) {
		to = p.right(e)
	}
	a.After = Plain(string(p.text[e:min(to, e+nearRight)]))
	return a
}

// Near are the nearest of the words before the figure.
func (a Around) Near() string {
	rs := []rune(a.Before)
	return string(rs[max(0, len(rs)-nearLeft):])
}

// Plain folds words for comparison: simplified, half-width, without blanks.
func Plain(s string) string {
	return strings.Join(strings.Fields(fold.Fold(s, fold.Options{Wrapped: true}).Text), "")
}

// Bounds returns where the sentence around a place begins and ends, in code
// points of the source's text.
func (p *Page) Bounds(at report.Place) (start, end int) {
	s, _ := p.local(at)
	return p.start + p.left(s), p.start + p.right(s)
}
