package doc

import (
	"encoding/binary"
	"math/bits"
	"sort"
	"strings"
)

// Position is a place in Source.Text as people and scripts count it.
type Position struct {
	// Start and End are 0-based, half-open offsets in code points.
	Start, End int
	// Line and Column are 1-based; Column counts code points.
	Line, Column int
}

// lineIndex maps byte offsets to code points and lines. It keeps the code
// points before every 64th byte and every line start, so that a lookup counts
// in at most 63 bytes.
type lineIndex struct {
	text   string
	lines  []lineStart
	blocks []uint32 // code points before byte 64*i
	last   int      // the line found last: places are mostly asked for in order
}

// lineStart is where a line begins, in bytes and in code points.
type lineStart struct{ at, runes uint32 }

const indexStep = 64

func newLineIndex(text string) *lineIndex {
	ix := &lineIndex{text: text, blocks: make([]uint32, 0, len(text)/indexStep+1)}
	runes := 0
	for i := 0; i <= len(text); i += indexStep {
		ix.blocks = append(ix.blocks, uint32(runes))
		runes += Runes(text[i:min(i+indexStep, len(text))])
	}
	ix.lines = make([]lineStart, 1, 1+strings.Count(text, "\n"))
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			return ix
		}
		at += i + 1
		ix.lines = append(ix.lines, lineStart{uint32(at), uint32(ix.runes(at))})
	}
}

// Runes returns the number of code points that start in s, valid UTF-8, like
// utf8.RuneCountInString but eight bytes at a time: it counts the bytes that do
// not continue one.
func Runes(s string) int {
	n := len(s)
	for ; len(s) >= 8; s = s[8:] {
		w := binary.LittleEndian.Uint64([]byte(s[:8]))
		n -= bits.OnesCount64(w >> 7 &^ (w >> 6) & 0x0101010101010101)
	}
	for i := range len(s) {
		if s[i]&0xC0 == 0x80 {
			n--
		}
	}
	return n
}

// runes returns the number of code points that start before byte off.
func (ix *lineIndex) runes(off int) int {
	b := off / indexStep
	return int(ix.blocks[b]) + Runes(ix.text[b*indexStep:off])
}

// line returns the index of the line that holds byte off.
func (ix *lineIndex) line(off int) int {
	for i := ix.last; i < min(ix.last+2, len(ix.lines)); i++ {
		if int(ix.lines[i].at) <= off && (i+1 == len(ix.lines) || off < int(ix.lines[i+1].at)) {
			return i
		}
	}
	return sort.Search(len(ix.lines), func(i int) bool { return int(ix.lines[i].at) > off }) - 1
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
	ix.last = ix.line(sp.Start)
	start := ix.runes(sp.Start)
	end := 0
	if sp.Len() < indexStep {
		end = start + Runes(sp.Of(s.Text))
	} else {
		end = ix.runes(sp.End)
	}
	return Position{
		Start: start, End: end,
		Line: ix.last + 1, Column: start - int(ix.lines[ix.last].runes) + 1,
	}
}

// Characters returns the number of code points in a byte span of Source.Text.
func (s *Source) Characters(sp Span) int {
	ix := s.index()
	return ix.runes(sp.End) - ix.runes(sp.Start)
}
