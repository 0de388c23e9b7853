package format

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hecha/internal/doc"
)

// Gaps inside a line, in em.
const (
	wordGap = 0.2 // between Latin words: a space that was not drawn
	cellGap = 1.8 // between cells: a TAB
)

// line puts the text of a line together from its characters.
func (l *lineGlyphs) line(page int) textLine {
	gs := l.glyphs
	slices.SortStableFunc(gs, func(a, b glyph) int { return cmp.Compare(a.x, b.x) })
	t := textLine{page: page, y: l.y, size: l.size, chrome: len(gs) > 0}
	var b strings.Builder
	var pieces []linePiece
	var end float64
	var last glyph
	heading := true // still inside the first word
	flush := func(kind doc.BlockKind) {
		if b.Len() > 0 {
			pieces = append(pieces, linePiece{b.String(), kind})
			b.Reset()
		}
	}
	spaces := 0
	for _, g := range gs {
		if g.text == " " || g.text == "\u3000" {
			spaces++
			if b.Len() > 0 || len(pieces) > 0 {
				b.WriteString(g.text)
				end = max(end, g.x+g.w)
				heading = false
				last = g
			}
			continue
		}
		first := b.Len() == 0 && len(pieces) == 0
		if first {
			t.x0 = g.x
		} else {
			if g.text == last.text && g.x-last.x < 0.25*g.size && g.x-last.x < 0.6*g.w {
				continue // drawn twice to look bold
			}
			switch gap := (g.x - end) / max(l.size, 0.1); {
			case gap > cellGap:
				trimEnd(&b)
				b.WriteByte('\t')
				heading = false
			case gap > wordGap && latin(last.text) && latin(g.text):
				b.WriteByte(' ')
				heading = false
			}
			if g.kind != last.kind {
				flush(last.kind)
			}
		}
		b.WriteString(g.text)
		end = max(end, g.x+g.w)
		if heading = heading && (first || latin(last.text) && latin(g.text)); heading {
			t.head = end - t.x0
		}
		t.x1 = end
		t.chrome = t.chrome && g.chrome
		last = g
	}
	flush(last.kind)
	if len(pieces) == 0 {
		return textLine{}
	}
	tail := &pieces[len(pieces)-1]
	trimmed := strings.TrimRight(tail.text, " \u3000\t")
	t.blank = trimmed != tail.text
	tail.text = trimmed
	for _, p := range pieces {
		t.text += p.text
	}
	if len(pieces) > 1 || pieces[0].kind != doc.Paragraph {
		t.pieces = pieces
	}
	return t
}

// trimEnd drops blanks before a cell separator.
func trimEnd(b *strings.Builder) {
	s := b.String()
	if t := strings.TrimRight(s, " \u3000"); t != s {
		b.Reset()
		b.WriteString(t)
	}
}

// latin reports whether words made of s are set apart by spaces.
func latin(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r < 0x2000 && r > ' ' && r != utf8.RuneError
}

// joint returns what belongs between two lines of one paragraph.
func joint(prev string, blank bool, next string) string {
	a, _ := utf8.DecodeLastRuneInString(prev)
	b, _ := utf8.DecodeRuneInString(next)
	word := func(r rune) bool { return r < 0x2000 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
	switch {
	case blank && (word(a) || a < 0x80) && b < 0x80:
		return " "
	case word(a) && word(b) && !(unicode.IsDigit(a) && unicode.IsDigit(b)):
		return " "
	}
	return ""
}

// splitColumns turns a page's lines into text, a two-column stretch as its
// left column followed by its right one.
func splitColumns(lines []lineGlyphs, page int) []textLine {
	var out []textLine
	add := func(l lineGlyphs, column int) {
		if t := l.line(page); t.text != "" {
			t.column = column
			out = append(out, t)
		}
	}
	from, to, gutter := findColumns(lines)
	for _, l := range lines[:from] {
		add(l, 0)
	}
	for side := 1; side <= 2; side++ {
		for _, l := range lines[from:to] {
			part := lineGlyphs{y: l.y, size: l.size}
			for _, g := range l.glyphs {
				if (g.x+g.w/2 < gutter) == (side == 1) {
					part.glyphs = append(part.glyphs, g)
				}
			}
			if len(part.glyphs) > 0 {
				add(part, side)
			}
		}
	}
	for _, l := range lines[to:] {
		add(l, 0)
	}
	return out
}

// Two columns are believed when at least minColumnLines lines stand on each
// side of the gutter and usually fill their side: cells of a table without
// rules do not.
const (
	minColumnLines = 6
	columnFill     = 0.75
	gutterWidth    = 1.0 // em, at least
)

// span is the extent of consecutive characters of a line without a wide gap.
type span struct{ x0, x1 float64 }

// findColumns returns the lines [from, to) that are set in two columns and the
// middle of the gutter; from == to when there are none.
func findColumns(lines []lineGlyphs) (from, to int, gutter float64) {
	if len(lines) < minColumnLines {
		return 0, 0, 0
	}
	spans := make([][]span, len(lines))
	var x0, x1 float64
	first := true
	for i, l := range lines {
		gs := slices.Clone(l.glyphs)
		slices.SortFunc(gs, func(a, b glyph) int { return cmp.Compare(a.x, b.x) })
		for _, g := range gs {
			if strings.Trim(g.text, " \u3000") == "" {
				continue
			}
			n := len(spans[i])
			if n > 0 && g.x-spans[i][n-1].x1 < gutterWidth*l.size {
				spans[i][n-1].x1 = max(spans[i][n-1].x1, g.x+g.w)
			} else {
				spans[i] = append(spans[i], span{g.x, g.x + g.w})
			}
			if first || g.x < x0 {
				x0 = g.x
			}
			if first || g.x+g.w > x1 {
				x1 = g.x + g.w
			}
			first = false
		}
	}
	best := 0
	width := x1 - x0
	tried := 0
	for i := range spans {
		for k := 1; k < len(spans[i]) && tried < 64; k++ {
			g := (spans[i][k-1].x1 + spans[i][k].x0) / 2
			if g < x0+0.3*width || g > x0+0.7*width {
				continue
			}
			tried++
			if a, b := columnRun(spans, g, x0, x1); b-a > best {
				best, from, to, gutter = b-a, a, b, g
			}
		}
	}
	return from, to, gutter
}

// columnRun returns the longest run of lines that g divides into two filled
// columns, empty when there is none.
func columnRun(spans [][]span, g, x0, x1 float64) (from, to int) {
	for i := 0; i < len(spans); {
		j := i
		var left, right []float64
		for ; j < len(spans); j++ {
			crossing := slices.ContainsFunc(spans[j], func(s span) bool { return s.x0 < g && s.x1 > g })
			if crossing {
				break
			}
			var l, r float64
			for _, s := range spans[j] {
				if s.x1 <= g {
					l += s.x1 - s.x0
				} else {
					r += s.x1 - s.x0
				}
			}
			if l > 0 {
				left = append(left, l/(g-x0))
			}
			if r > 0 {
				right = append(right, r/(x1-g))
			}
		}
		if j-i > to-from && len(left) >= minColumnLines && len(right) >= minColumnLines &&
			median(left) >= columnFill && median(right) >= columnFill {
			from, to = i, j
		}
		i = j + 1
	}
	return from, to
}

// median returns the middle value of v, which it sorts; 0 when v is empty.
func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return v[len(v)/2]
}
