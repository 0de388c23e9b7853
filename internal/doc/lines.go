package doc

import (
	"sort"
	"unicode/utf8"
)

// Position is a place in Source.Text as people and scripts count it.
type Position struct {
	// Start and End are 0-based, half-open offsets in code points.
	Start, End int
	// Line and Column are 1-based; Column counts code points.
	Line, Column int
}

// lineIndex maps byte offsets to code points and lines. It keeps, for every
// 256th byte and every line start, the code points before it, so that a lookup
// decodes at most 256 bytes.
type lineIndex struct {
	text   string
	lines  []int // byte offset of each line start
	blocks []int // code points before byte 256*i (rounded down to a rune start)
}

const indexStep = 256

func newLineIndex(text string) *lineIndex {
	ix := &lineIndex{text: text, lines: []int{0}, blocks: make([]int, 0, len(text)/indexStep+1)}
	runes := 0
	for i := 0; i < len(text); i++ {
		if i%indexStep == 0 {
			ix.blocks = append(ix.blocks, runes)
		}
		if utf8.RuneStart(text[i]) {
			runes++
		}
		if text[i] == '\n' {
			ix.lines = append(ix.lines, i+1)
		}
	}
	if len(text)%indexStep == 0 {
		ix.blocks = append(ix.blocks, runes)
	}
	return ix
}

// runes returns the number of code points that start before byte off.
func (ix *lineIndex) runes(off int) int {
	b := off / indexStep
	n := ix.blocks[b]
	for i := b * indexStep; i < off; i++ {
		if utf8.RuneStart(ix.text[i]) {
			n++
		}
	}
	return n
}

// index builds the line index at first use. A source is read by one goroutine
// at a time (see engine), so no lock is needed.
func (s *Source) index() *lineIndex {
	if s.lines == nil {
		s.lines = newLineIndex(s.Text)
	}
	return s.lines
}

// Position converts a byte span of Source.Text.
func (s *Source) Position(sp Span) Position {
	ix := s.index()
	line := sort.SearchInts(ix.lines, sp.Start+1) - 1
	start := ix.runes(sp.Start)
	return Position{
		Start: start, End: ix.runes(sp.End),
		Line: line + 1, Column: start - ix.runes(ix.lines[line]) + 1,
	}
}

// Characters returns the number of code points in a byte span of Source.Text.
func (s *Source) Characters(sp Span) int {
	ix := s.index()
	return ix.runes(sp.End) - ix.runes(sp.Start)
}
