package compare

import (
	"strings"
	"unicode"

	"hecha/internal/fold"
	"hecha/internal/report"
)

// page gives the words around the places of one report. Places are code points
// of the source's text; the report's own text begins at start.
type page struct {
	text  []rune
	start int
}

func newPage(r *report.Report) *page { return &page{[]rune(r.Text), r.TextStart} }

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
func (p *page) local(at report.Place) (start, end int) {
	start = min(max(0, at.Start-p.start), len(p.text))
	return start, min(max(start, at.End-p.start), len(p.text))
}

// left returns where the sentence around i begins, right where one around the
// character before i ends.
func (p *page) left(i int) int {
	for n := 0; i > 0 && n < reachLeft; n++ {
		if p.ends(i - 1) {
			break
		}
		i--
	}
	return i
}

func (p *page) right(i int) int {
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
func (p *page) ends(i int) bool {
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

// sentence returns the sentence around a place for people to read: blanks
// joined, and cut around the figure when long.
func (p *page) sentence(at report.Place) string {
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

// around are the folded words beside a figure, in its sentence: those that
// lead up to it, and the few behind it.
type around struct {
	before, after string
	// rest is all of the sentence behind the figure.
	rest string
}

func (p *page) around(at report.Place) around {
	s, e := p.local(at)
	var a around
	a.before = plain(string(p.text[max(p.left(s), s-reachLeft):s]))
	to := e
	if e == s || !p.ends(e-1) {
		to = p.right(e)
	}
	a.rest = plain(string(p.text[e:to]))
	a.after = plain(string(p.text[e:min(to, e+nearRight)]))
	return a
}

// near cuts the words before a figure to the nearest ones.
func (a around) near() string {
	rs := []rune(a.before)
	return string(rs[max(0, len(rs)-nearLeft):])
}

// plain folds words for comparison: simplified, half-width, without blanks.
func plain(s string) string {
	return strings.Join(strings.Fields(fold.Fold(s, fold.Options{Wrapped: true}).Text), "")
}
