// Package doc holds one text and everything that is said about places in it.
//
// A [Source] is the plain text of one file, exactly what `hecha text` prints.
// A [Document] is one report inside it: a window on the source's text plus a
// folded copy that extractors and rules read. Both are immutable. Every fact
// and finding is a [Span] into Document.Text; Document.RawSpan carries it back
// to the source only when something is printed.
package doc

// Span is a half-open range of byte offsets. Which text it indexes is fixed by
// context: spans of facts and findings index Document.Text, spans of blocks
// index Source.Text.
type Span struct{ Start, End int }

// Len returns the length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Of returns the text of the span in t.
func (s Span) Of(t string) string { return t[s.Start:s.End] }

// Join returns the smallest span that covers s and t.
func (s Span) Join(t Span) Span {
	return Span{min(s.Start, t.Start), max(s.End, t.End)}
}

// Compare orders spans by start, then by end.
func (s Span) Compare(t Span) int {
	if s.Start != t.Start {
		return s.Start - t.Start
	}
	return s.End - t.End
}
