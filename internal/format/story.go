package format

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
)

// What the readers of word processing formats share: stories made of
// paragraphs and rows, which end up as lines of an assembly.

// story collects the paragraphs and rows of one story: the body, a cell, a
// note, a text box.
type story struct {
	kind   doc.BlockKind
	origin string
	items  []storyItem
	// carry is a docx paragraph whose mark is deleted or hidden: it runs on
	// into the next one.
	carry *docxPara
}

// storyItem is a finished paragraph, or a table row when cells is set.
type storyItem struct {
	passage
	kind   doc.BlockKind
	level  int
	origin string
	cells  []passage
	row    int // from 1; 1 starts a table
}

// paraText is a paragraph being read.
type paraText struct {
	buf        []byte
	blanks     []promptSpan
	underlines []doc.Span
	boxes      []storyItem // text boxes anchored here
	page       int         // where its text starts; 0 before the first text
}

// promptSpan is text of the content control number prompt.
type promptSpan struct {
	doc.Span
	prompt int
}

// write adds text; prompt is the content control still showing its prompt
// around it, or 0.
func (p *paraText) write(text []byte, underlined bool, prompt int) {
	start := len(p.buf)
	p.buf = appendText(p.buf, text)
	p.mark(start, underlined, prompt)
}

// mark notes what the text from start on is, joining it to an equal neighbour.
func (p *paraText) mark(start int, underlined bool, prompt int) {
	end := len(p.buf)
	if underlined {
		if n := len(p.underlines); n > 0 && p.underlines[n-1].End == start {
			p.underlines[n-1].End = end
		} else {
			p.underlines = append(p.underlines, doc.Span{Start: start, End: end})
		}
	}
	if prompt > 0 {
		if n := len(p.blanks); n > 0 && p.blanks[n-1].prompt == prompt && p.blanks[n-1].End == start {
			p.blanks[n-1].End = end
		} else {
			p.blanks = append(p.blanks, promptSpan{doc.Span{Start: start, End: end}, prompt})
		}
	}
}

// size grows with everything that is read into the paragraph.
func (p *paraText) size() int { return len(p.buf) + len(p.boxes) }

// prepend puts q's text before p's, for a paragraph that runs on.
func (p *paraText) prepend(q *paraText) {
	shift := len(q.buf)
	for i := range p.underlines {
		p.underlines[i].Start += shift
		p.underlines[i].End += shift
	}
	for i := range p.blanks {
		p.blanks[i].Start += shift
		p.blanks[i].End += shift
	}
	p.buf = append(q.buf, p.buf...)
	p.underlines = append(q.underlines, p.underlines...)
	p.blanks = append(q.blanks, p.blanks...)
	p.boxes = append(q.boxes, p.boxes...)
	if q.page > 0 {
		p.page = q.page
	}
}

// passage returns the text behind label. Underlined white space is a line to
// write on and comes out as underscores; tabs before the text are indentation.
func (p *paraText) passage(label string) passage {
	text := p.buf
	if len(p.underlines) > 0 || len(text) > 0 && text[0] == '\t' {
		text = p.rule()
	}
	out := passage{text: label + string(text)}
	for _, b := range p.blanks {
		out.blanks = append(out.blanks, doc.Span{Start: b.Start + len(label), End: b.End + len(label)})
	}
	return out
}

// rule rewrites the buffer for passage and moves the blanks along.
func (p *paraText) rule() []byte {
	const tabRule = 4 // underscores that stand for an underlined tab
	out := make([]byte, 0, len(p.buf)+16)
	at := make([]int, len(p.buf)+1) // where each old byte went
	next := 0
	leading := true
	for i := 0; i < len(p.buf); {
		for next < len(p.underlines) && p.underlines[next].End <= i {
			next++
		}
		if next < len(p.underlines) && p.underlines[next].Start == i {
			sp := p.underlines[next]
			if s := string(p.buf[sp.Start:sp.End]); strings.TrimSpace(s) == "" && utf8.RuneCountInString(s)+strings.Count(s, "\t")*tabRule > 1 && !strings.Contains(s, "\n") {
				leading = false
				for j := sp.Start; j < sp.End; j++ {
					at[j] = len(out)
				}
				for _, r := range s {
					n := 1
					switch r {
					case '\t':
						n = tabRule
					case '\u3000':
						n = 2
					}
					out = append(out, "____"[:n]...)
				}
				i = sp.End
				continue
			}
		}
		at[i] = len(out)
		leading = leading && p.buf[i] == '\t'
		if !leading {
			out = append(out, p.buf[i])
		}
		i++
	}
	at[len(p.buf)] = len(out)
	for i := range p.blanks {
		p.blanks[i].Start, p.blanks[i].End = at[p.blanks[i].Start], at[p.blanks[i].End]
	}
	return out
}

// joined returns the whole flow as one line, for a table cell.
func (f *story) joined() (out passage) {
	if len(f.items) == 1 && f.items[0].cells == nil {
		return f.items[0].passage
	}
	for _, it := range f.items {
		out.join(it.passage, " ")
		for _, c := range it.cells {
			out.join(c, " ")
		}
	}
	return out
}

// take moves the flow's items into the assembly. Paragraphs without an origin
// of their own have the flow's.
func (a *assembly) take(f *story) {
	for i := range f.items {
		it := &f.items[i]
		if it.cells == nil {
			it.origin = cmp.Or(it.origin, f.origin)
			a.line(it.passage, doc.Block{Kind: it.kind, Level: it.level, Origin: it.origin})
			continue
		}
		if it.row == 1 {
			a.table()
		}
		a.row(it.row, fmt.Sprintf("表%d ", a.tables), it.cells)
	}
	f.items = f.items[:0]
}
