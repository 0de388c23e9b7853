package formattest

import (
	"strings"
	"testing"
	"unicode/utf8"

	"hecha/internal/doc"
)

// Check fails the test unless src keeps the invariants of doc.Source: valid
// UTF-8 without BOM, CR or NUL that is more than white space; blocks inside the
// text, in order, apart, on character boundaries, and covering everything but
// separators; cells of one row on one line with TABs between.
func Check(t testing.TB, src *doc.Source) {
	t.Helper()
	if src == nil {
		t.Fatal("no source and no error")
	}
	text := src.Text
	switch {
	case !utf8.ValidString(text):
		t.Fatal("text is not valid UTF-8")
	case strings.HasPrefix(text, "\ufeff"):
		t.Error("text starts with a byte order mark")
	case strings.ContainsAny(text, "\r\x00"):
		t.Error("text has CR or NUL")
	case strings.TrimSpace(text) == "":
		t.Error("text is empty: that is an error with reason empty or no-text")
	}
	end := 0
	for i, b := range src.Blocks {
		if b.Start < end || b.End < b.Start || b.End > len(text) {
			t.Fatalf("block %d %v: out of order or outside the text (previous end %d, text %d)", i, b.Span, end, len(text))
		}
		if !boundary(text, b.Start) || !boundary(text, b.End) {
			t.Fatalf("block %d %v cuts a character", i, b.Span)
		}
		if gap := text[end:b.Start]; strings.Trim(gap, " \t\n") != "" {
			t.Fatalf("text before block %d belongs to no block: %q", i, gap)
		}
		if i > 0 {
			checkCells(t, text, i, &src.Blocks[i-1], &src.Blocks[i])
		}
		if (b.Kind == doc.Cell) != (b.Table > 0 && b.Row > 0 && b.Col > 0) {
			t.Errorf("block %d: kind %d with table %d row %d col %d", i, b.Kind, b.Table, b.Row, b.Col)
		}
		end = b.End
	}
	if len(src.Blocks) > 0 && strings.Trim(text[end:], " \t\n") != "" {
		t.Errorf("text after the last block belongs to no block: %q", text[end:])
	}
	for _, n := range src.Notes {
		if !strings.ContainsFunc(n.Message, isHan) || strings.Contains(n.Message, "\n") {
			t.Errorf("note %s: message %q is not one Chinese line", n.Kind, n.Message)
		}
		if n.At.Start < 0 || n.At.End < n.At.Start || n.At.End > len(text) {
			t.Errorf("note %s: place %v outside the text", n.Kind, n.At)
		}
		if !utf8.ValidString(n.Text) {
			t.Errorf("note %s: text is not valid UTF-8", n.Kind)
		}
	}
}

func boundary(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

// checkCells looks at the separator between two neighbouring blocks.
func checkCells(t testing.TB, text string, i int, a, b *doc.Block) {
	t.Helper()
	gap := text[a.End:b.Start]
	sameTable := a.Kind == doc.Cell && b.Kind == doc.Cell && a.Table == b.Table
	switch {
	case !sameTable, a.Row == b.Row && a.Col == b.Col: // paragraphs of one cell
	case a.Row == b.Row && (strings.Contains(gap, "\n") || !strings.Contains(gap, "\t")):
		t.Errorf("block %d: cells %d and %d of one row are separated by %q, want a TAB", i, a.Col, b.Col, gap)
	case a.Row != b.Row && !strings.Contains(gap, "\n"):
		t.Errorf("block %d: rows %d and %d are separated by %q, want a line break", i, a.Row, b.Row, gap)
	}
}
