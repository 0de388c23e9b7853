package doc

import (
	"encoding/binary"
	"math/bits"
	"strings"
)

// Position is a place in Source.Text as people and scripts count it.
type Position struct {
	// Start and End are 0-based, half-open offsets in code points.
	Start, End int
	// Line and Column are 1-based; Column counts code points.
	Line, Column int
}

// lineIndex maps byte offsets to code points and lines. It keeps what stands
// before every 64th byte and every line start, so that a lookup counts in at
// most 63 bytes.
type lineIndex struct {
	text  string
	lines []lineStart
	steps []step
}

// lineStart is where a line begins, in bytes and in code points.
type lineStart struct{ at, runes uint32 }

// step counts the code points and the line breaks before a byte.
type step struct{ runes, breaks uint32 }

const indexStep = 64

func newLineIndex(text string) *lineIndex {
	ix := &lineIndex{text: text, steps: make([]step, len(text)/indexStep+1)}
	runes := 0
	for i := range ix.steps {
		ix.steps[i].runes = uint32(runes)
		runes += Runes(text[i*indexStep : min((i+1)*indexStep, len(text))])
	}
	ix.lines = make([]lineStart, 1, 1+strings.Count(text, "\n"))
	done := 0
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '\n')
		if i >= 0 {
			at += i + 1
		} else {
			at = len(text) + 1
		}
		for ; done < len(ix.steps) && done*indexStep < at; done++ {
			ix.steps[done].breaks = uint32(len(ix.lines) - 1)
		}
		if i < 0 {
			return ix
		}
		ix.lines = append(ix.lines, lineStart{uint32(at), uint32(ix.runes(at))})
	}
}

// Runes returns the number of code points that start in s, valid UTF-8, like
// utf8.RuneCountInString but eight bytes at a time: it counts the bytes that do
// not continue one.
func Runes(s string) int {
	n := len(s)
	rest := s
	for ; len(rest) >= 8; rest = rest[8:] {
		n -= continuing(binary.LittleEndian.Uint64([]byte(rest[:8])))
	}
	if len(s) >= 8 {
		// The last eight once more, without those counted.
		last := binary.LittleEndian.Uint64([]byte(s[len(s)-8:]))
		return n - continuing(last>>(64-8*len(rest)))
	}
	for i := range len(rest) {
		if rest[i]&0xC0 == 0x80 {
			n--
		}
	}
	return n
}

// continuing returns how many of eight bytes continue a code point.
func continuing(w uint64) int { return bits.OnesCount64(w >> 7 &^ (w >> 6) & 0x0101010101010101) }

// runes returns the number of code points that start before byte off.
func (ix *lineIndex) runes(off int) int {
	b := off / indexStep
	return int(ix.steps[b].runes) + Runes(ix.text[b*indexStep:off])
}

// line returns the index of the line that holds byte off.
func (ix *lineIndex) line(off int) int {
	i := int(ix.steps[off/indexStep].breaks)
	for i+1 < len(ix.lines) && int(ix.lines[i+1].at) <= off {
		i++
	}
	return i
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
	line := ix.line(sp.Start)
	start := ix.runes(sp.Start)
	end := 0
	if sp.Len() < indexStep {
		end = start + Runes(sp.Of(s.Text))
	} else {
		end = ix.runes(sp.End)
	}
	return Position{
		Start: start, End: end,
		Line: line + 1, Column: start - int(ix.lines[line].runes) + 1,
	}
}

// Characters returns the number of code points in a byte span of Source.Text.
func (s *Source) Characters(sp Span) int {
	ix := s.index()
	return ix.runes(sp.End) - ix.runes(sp.Start)
}
