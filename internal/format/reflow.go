package format

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
)

// Reflow turns drawn characters back into paragraphs and table rows. It is
// shared by PDF and OFD, which both keep positions instead of paragraphs.
//
// Page by page: turn the page so that its main writing direction runs to the
// right (vertical writing becomes lines whose order is right to left), take
// the characters inside ruled tables out, group the rest by baseline, put
// columns one behind the other. Then over all pages: drop what repeats at one
// height, and start a new paragraph at an indent, behind a short line, at a
// gap or where the size changes.

// textLine is one line of text, or one row of a table.
type textLine struct {
	page   int // number from 1
	x0, x1 float64
	y      float64
	size   float64
	text   string
	// pieces are the parts of text with their kinds; nil means all Paragraph.
	pieces []linePiece
	// blank tells that the line ends in a drawn space.
	blank bool
	// head is how far the first word reaches, from x0: what had to fit on the
	// line before.
	head   float64
	row    *tableRow // set for a table row, text is empty then
	chrome bool
	page0  float64 // left edge of the page
	page1  float64 // right edge of the page
	flow   int     // flow of lines it belongs to; paragraphs never cross flows
	column int     // number of the column on its page
}

type linePiece struct {
	text string
	kind doc.BlockKind
}

// reflowed collects pages and is the outcome.
type reflowed struct {
	builder
	lines       []textLine
	heights     []float64 // of each page
	tables      int
	chrome      string // running headers and footers, each once
	chromeLines int
	// bodyRunes counts the characters of each page outside running headers.
	bodyRunes []int
}

// add puts a page's characters together to lines; the page's number must be
// one more than the last one's. The page may be dropped then.
func (r *reflowed) add(p *layoutPage) {
	r.lines = append(r.lines, pageLines(p, &r.tables)...)
	for _, n := range p.notes {
		r.lines = append(r.lines, textLine{page: p.number, text: n.text, pieces: []linePiece{{n.text, n.kind}}, flow: 1})
	}
	r.heights = append(r.heights, p.height)
}

// finish writes the text.
func (r *reflowed) finish() {
	r.bodyRunes = make([]int, len(r.heights))
	markChrome(r.lines, r.heights)
	kept := r.lines[:0]
	var dropped []string
	for _, l := range r.lines {
		if l.chrome {
			r.chromeLines++
			if len(dropped) < 50 && !slices.Contains(dropped, l.text) {
				dropped = append(dropped, l.text)
			}
			continue
		}
		kept = append(kept, l)
		r.bodyRunes[l.page-1] += utf8.RuneCountInString(l.text)
	}
	r.chrome = strings.Join(dropped, "\n")
	r.paragraphs(joinTables(kept))
	r.lines = nil
}

// pageLines returns the lines of one page in reading order.
func pageLines(p *layoutPage, tables *int) []textLine {
	dx, dy := mainDirection(p.glyphs)
	var flow, stray []glyph
	for _, g := range p.glyphs {
		if g.dx*dx+g.dy*dy > 0.99 {
			g.x, g.y = g.x*dx+g.y*dy, g.y*dx-g.x*dy
			flow = append(flow, g)
		} else {
			stray = append(stray, g)
		}
	}
	rules := make([]rule, 0, len(p.rules))
	for _, r := range p.rules {
		x0, y0, x1, y1 := r.x0*dx+r.y0*dy, r.y0*dx-r.x0*dy, r.x1*dx+r.y1*dy, r.y1*dx-r.x1*dy
		rules = append(rules, rule{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)})
	}
	grids := findTables(rules, flow)
	var rows [][]textLine
	for i := range grids {
		var r []textLine
		if r, flow = grids[i].take(flow, p.number); len(r) > 0 {
			*tables++
			for k := range r {
				r[k].row.table = *tables
			}
			rows = append(rows, r)
		}
	}
	lines := splitColumns(baselines(flow), p.number)
	for i := len(rows) - 1; i >= 0; i-- { // grids run down the page: insert from below
		top := rows[i][0].y
		at := slices.IndexFunc(lines, func(l textLine) bool { return l.y < top })
		if at < 0 {
			at = len(lines)
		}
		lines = slices.Insert(lines, at, rows[i]...)
	}
	for i := range lines {
		lines[i].page0, lines[i].page1 = pageExtent(p, dx, dy)
	}
	// Text in another direction, a watermark or a label, stands at the end,
	// one direction after the other, each with lines of its own.
	for n := 0; len(stray) > 0 && n < 16; n++ {
		sx, sy := stray[0].dx, stray[0].dy
		var same, rest []glyph
		for _, g := range stray {
			if g.dx*sx+g.dy*sy > 0.99 {
				g.x, g.y = g.x*sx+g.y*sy, g.y*sx-g.x*sy
				same = append(same, g)
			} else {
				rest = append(rest, g)
			}
		}
		for _, l := range baselines(same) {
			if t := l.line(p.number); t.text != "" {
				t.flow = 2 + n
				lines = append(lines, t)
			}
		}
		stray = rest
	}
	return lines
}

// pageExtent returns where a page begins and ends along a writing direction.
func pageExtent(p *layoutPage, dx, dy float64) (from, to float64) {
	x, y := p.width*dx, p.height*dy
	return min(0, x) + min(0, y), max(0, x) + max(0, y)
}

func compareDown(a, b float64) int {
	switch {
	case a > b:
		return -1
	case a < b:
		return 1
	}
	return 0
}

// mainDirection returns the writing direction of most characters, among the
// four along the page's edges; it is to the right when none leads.
func mainDirection(glyphs []glyph) (dx, dy float64) {
	var votes [4]int
	dirs := [4][2]float64{{1, 0}, {0, -1}, {0, 1}, {-1, 0}}
	for _, g := range glyphs {
		for i, d := range dirs {
			if g.dx*d[0]+g.dy*d[1] > 0.99 {
				votes[i]++
			}
		}
	}
	best := 0
	for i, v := range votes {
		if v > votes[best] {
			best = i
		}
	}
	return dirs[best][0], dirs[best][1]
}

// lineGlyphs is a line before its text is put together.
type lineGlyphs struct {
	y      float64 // baseline of its largest character
	size   float64
	glyphs []glyph
}

// baselines groups glyphs into lines, top to bottom; superscripts and the like
// join the line they touch.
func baselines(glyphs []glyph) []lineGlyphs {
	sorted := slices.Clone(glyphs)
	slices.SortStableFunc(sorted, func(a, b glyph) int { return compareDown(a.y, b.y) })
	var lines []lineGlyphs
	for _, g := range sorted {
		if n := len(lines); n > 0 {
			l := &lines[n-1]
			if l.y-g.y <= 0.45*max(min(l.size, g.size), 0.6*max(l.size, g.size)) {
				if g.size > l.size*1.05 && g.text != " " {
					l.y, l.size = g.y, g.size
				}
				l.glyphs = append(l.glyphs, g)
				continue
			}
		}
		lines = append(lines, lineGlyphs{y: g.y, size: g.size, glyphs: []glyph{g}})
	}
	return lines
}
