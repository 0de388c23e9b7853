package doc

import (
	"strings"

	"hecha/internal/fold"
)

// Document is one report: a window on a source, with the folded text that
// every later stage reads.
type Document struct {
	Source *Source
	// Window is the report's place in Source.Text.
	Window Span
	// Raw is Source.Text over Window, untouched.
	Raw string
	// Text is Raw folded for matching: full-width ASCII and punctuation to
	// half-width (。 and 、 stay), traditional to simplified, 「」 to “”, odd
	// spaces to ' ', glued pinyin and single spaces between Chinese characters
	// removed, wrapped lines joined. Spans of facts and findings index Text.
	Text string
	// Script is "hans", "hant" or "mixed".
	Script string
	// Simplified says that Chinese characters stand in Text for others in Raw.
	Simplified bool
	// Index is the report's number in its source, from 0; Count how many
	// reports the source holds.
	Index, Count int

	folded    fold.Folded
	artefacts *table
	// whole is the document this one is a part of, with the same text from
	// offset from on; nil if there is none.
	whole *Document
	from  int
	parts int // documents whose whole this is and that are not released
}

// New returns the document for a window of src.
func New(src *Source, window Span, index, count int) *Document {
	return newDocument(src, window, index, count, foldWindow(src, window))
}

func foldWindow(src *Source, window Span) fold.Folded {
	return fold.Fold(window.Of(src.Text), fold.Options{Wrapped: src.Wrapped})
}

func newDocument(src *Source, window Span, index, count int, f fold.Folded) *Document {
	return &Document{
		Source: src, Window: window, Raw: window.Of(src.Text), Text: f.Text, Script: f.Script, Simplified: f.Simplified,
		Index: index, Count: count, folded: f,
	}
}

// Whole returns the document over all of src.
func Whole(src *Source) *Document { return New(src, Span{0, len(src.Text)}, 0, 1) }

// Part returns the document for a window of the source that begins at offset
// from of d.Text.
func (d *Document) Part(window Span, from, index, count int) *Document {
	f, ok := d.folded.Lines(from, window.Start-d.Window.Start, window.End-d.Window.Start)
	if !ok {
		f = foldWindow(d.Source, window)
	}
	p := newDocument(d.Source, window, index, count, f)
	// Folding looks at the surroundings; cut off from them the text mostly
	// reads the same.
	if rest := d.Text[from:]; strings.HasPrefix(rest, p.Text) {
		p.whole, p.from, p.Text = d, from, rest[:len(p.Text)]
		d.parts++
	}
	return p
}

// RawSpan maps a span of Text to the span of Source.Text it was folded from.
func (d *Document) RawSpan(sp Span) Span {
	s, e := d.folded.Map.Start(sp.Start), d.folded.Map.End(sp.End)
	return Span{d.Window.Start + s, d.Window.Start + max(s, e)}
}

// FoldedSpan maps a span of Source.Text inside Window to Text; characters that
// folding removed take no room there.
func (d *Document) FoldedSpan(sp Span) Span {
	return Span{d.folded.Map.Folded(sp.Start - d.Window.Start), d.folded.Map.Folded(sp.End - d.Window.Start)}
}

// RawText returns the source characters behind a span of Text, including those
// that folding removed: spaces, line breaks, glued pinyin.
func (d *Document) RawText(sp Span) string { return d.RawSpan(sp).Of(d.Source.Text) }

// Position returns where a span of Text stands in the source.
func (d *Document) Position(sp Span) Position { return d.Source.Position(d.RawSpan(sp)) }

// Blocks returns the source's blocks inside the window; their spans index
// Source.Text.
func (d *Document) Blocks() []Block {
	bs := d.Source.Blocks
	lo := 0
	for lo < len(bs) && bs[lo].End <= d.Window.Start {
		lo++
	}
	hi := lo
	for hi < len(bs) && bs[hi].Start < d.Window.End {
		hi++
	}
	return bs[lo:hi]
}
