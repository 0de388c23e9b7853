// Package segment cuts a report: lines with their section numbers, headings,
// sentences, clauses, and — only where asked — words.
package segment

import (
	"slices"
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

var lines = doc.DefineReusing(func(d *doc.Document, spent []Line) []Line {
	// Not all room at once for a text of bare line breaks.
	out := slices.Grow(spent[:0], min(strings.Count(d.Text, "\n"), len(d.Text)/16)+1)
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
func Sentences(d *doc.Document) []doc.Span { return cuts.Of(d).sentences }

// Clauses returns the clauses of d: sentences cut further behind commas and
// colons. A comma or colon between digits does not cut.
func Clauses(d *doc.Document) []doc.Span { return cuts.Of(d).clauses }

// Brackets returns where the quotation marks and brackets of d stand, in order:
// “ ” ‘ ’ ( ) 《 》 【 】 〔 〕.
func Brackets(d *doc.Document) []int { return cuts.Of(d).brackets }

// Stops returns where the marks of d stand that end a sentence or a clause, in
// order: 。 ! ? ; … , : — the commas and colons between digits too.
func Stops(d *doc.Document) []int { return cuts.Of(d).stops }

// Pauses returns where each 、 of d stands, in order.
func Pauses(d *doc.Document) []int { return cuts.Of(d).pauses }

// pieces are the sentences and clauses of a text and its marks, found in one
// pass.
type pieces struct {
	sentences, clauses []doc.Span
	// where the marks stand
	brackets, stops, pauses []int
}

var cuts = doc.DefineReusing(func(d *doc.Document, p *pieces) *pieces {
	if p == nil {
		p = new(pieces)
	}
	p.sentences, p.clauses = p.sentences[:0], p.clauses[:0]
	p.brackets, p.stops, p.pauses = p.brackets[:0], p.stops[:0], p.pauses[:0]
	for _, l := range Lines(d) {
		p.cut(d.Text, l.Span)
	}
	return p
})

// cut adds the pieces of a line. A run of marks closes one clause; in it, a
// comma behind the end of a sentence already belongs to the next sentence.
func (p *pieces) cut(t string, l doc.Span) {
	sentence, clause := l.Start, l.Start
	for i := l.Start; i < l.End; {
		// Steps of known width let the processor run ahead; a width looked
		// up in a table would not.
		switch c := t[i]; {
		case c >= 0xF0:
			i += 4
			continue
		case c >= 0xE4: // Chinese characters
			i += 3
			continue
		case c < utf8.RuneSelf:
			if ascii[c] == noMark {
				i++
				continue
			}
		case c < 0xE2: // no mark, or inside a character
			i++
			continue
		}
		m, n := markAt(t, i)
		switch {
		case m >= opener:
			p.brackets = append(p.brackets, i)
		case m > pause:
			p.stops = append(p.stops, i)
		case m == pause:
			p.pauses = append(p.pauses, i)
		}
		i += n
		if m <= pause || m >= opener || m == comma && betweenDigits(t, i-1) {
			continue
		}
		over := m == stop
		for i < l.End {
			if m, n = markAt(t, i); m <= pause || m == opener {
				break
			}
			if m == closer {
				p.brackets = append(p.brackets, i)
			} else {
				p.stops = append(p.stops, i)
			}
			if m == comma && over {
				p.sentences = add(p.sentences, t, sentence, i)
				sentence, over = i, false
			}
			over = over || m == stop
			i += n
		}
		if over {
			p.sentences = add(p.sentences, t, sentence, i)
			sentence = i
		}
		p.clauses = add(p.clauses, t, clause, i)
		clause = i
	}
	p.sentences = add(p.sentences, t, sentence, l.End)
	p.clauses = add(p.clauses, t, clause, l.End)
}

// add appends the stretch of t without the blanks around it, if there is more.
func add(out []doc.Span, t string, start, end int) []doc.Span {
	if s := trim(t, start, end); !s.Empty() {
		out = append(out, s)
	}
	return out
}

// mark is what a character does to a sentence.
type mark uint8

const (
	noMark mark = iota
	pause       // does nothing: 、
	comma       // ends a clause: , :
	stop        // ends a sentence: 。 ! ? ; …
	opener      // does nothing: “ ‘ ( 《 【, and 〔 〕
	closer      // goes with the mark before it: ” ’ ) 》 】
)

// The marks by their last byte: ASCII, U+2000 to U+203F and U+3000 to U+303F.
var (
	ascii   = marksBy("", ",:", "!?;", "(", ")")
	general = marksBy("", "", "…", "“‘", "”’")
	cjk     = marksBy("、", "", "。", "《【〔〕", "》】")
)

func marksBy(pauses, commas, stops, openers, closers string) (by [256]mark) {
	for m, set := range []string{pause: pauses, comma: commas, stop: stops, opener: openers, closer: closers} {
		for _, r := range set {
			by[string(r)[utf8.RuneLen(r)-1]] = mark(m)
		}
	}
	return by
}

// markAt returns what the character at i does and its length, which is not
// exact where it is neither a mark nor before one.
func markAt(t string, i int) (mark, int) {
	c := t[i]
	if c < utf8.RuneSelf {
		return ascii[c], 1
	}
	if i+2 < len(t) && t[i+1] == 0x80 {
		switch c {
		case 0xE2:
			return general[t[i+2]], 3
		case 0xE3:
			return cjk[t[i+2]], 3
		}
	}
	return noMark, 1
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
	lo, hi := 0, len(spans)
	for lo < hi {
		if m := int(uint(lo+hi) >> 1); spans[m].Start > off {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return lo - 1
}

// LineAt is At for lines.
func LineAt(ls []Line, off int) int {
	lo, hi := 0, len(ls)
	for lo < hi {
		if m := int(uint(lo+hi) >> 1); ls[m].Start > off {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return lo - 1
}
