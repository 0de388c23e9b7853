package formattest

import (
	"testing"

	"hecha/internal/doc"
)

func TestSimilarity(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"", "", 1},
		{"全年办实事53件", "全年办实事53件", 1},
		{"甲乙丙丁", "甲乙丁", 6.0 / 7},
		{"甲乙", "丙丁", 0},
		{"", "丙", 0},
	} {
		if got := Similarity(c.a, c.b); got != c.want {
			t.Errorf("Similarity(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// recorder counts failures instead of reporting them.
type recorder struct {
	testing.TB
	failed int
}

func (r *recorder) Helper()               {}
func (r *recorder) Error(...any)          { r.failed++ }
func (r *recorder) Errorf(string, ...any) { r.failed++ }
func (r *recorder) Fatal(...any)          { r.failed++; panic(r) }
func (r *recorder) Fatalf(string, ...any) { r.failed++; panic(r) }

func violations(src *doc.Source) (n int) {
	r := &recorder{}
	defer func() {
		if p := recover(); p != nil && p != any(r) {
			panic(p)
		}
		n = r.failed
	}()
	Check(r, src)
	return r.failed
}

func TestCheckFindsViolations(t *testing.T) {
	cell := func(start, end, row, col int) doc.Block {
		return doc.Block{Span: doc.Span{Start: start, End: end}, Kind: doc.Cell, Table: 1, Row: row, Col: col}
	}
	par := func(start, end int) doc.Block { return doc.Block{Span: doc.Span{Start: start, End: end}} }
	for name, c := range map[string]struct {
		src  *doc.Source
		good bool
	}{
		"plain":            {&doc.Source{Text: "第一行\n第二行"}, true},
		"blocks":           {&doc.Source{Text: "ab\ncd", Blocks: []doc.Block{par(0, 2), par(3, 5)}}, true},
		"table":            {&doc.Source{Text: "a\tb\nc\td", Blocks: []doc.Block{cell(0, 1, 1, 1), cell(2, 3, 1, 2), cell(4, 5, 2, 1), cell(6, 7, 2, 2)}}, true},
		"nil":              {nil, false},
		"invalid":          {&doc.Source{Text: "a\xff"}, false},
		"bom":              {&doc.Source{Text: "\ufeffa"}, false},
		"cr":               {&doc.Source{Text: "a\r\nb"}, false},
		"blank":            {&doc.Source{Text: " \n"}, false},
		"overlap":          {&doc.Source{Text: "abcd", Blocks: []doc.Block{par(0, 3), par(2, 4)}}, false},
		"outside":          {&doc.Source{Text: "ab", Blocks: []doc.Block{par(0, 3)}}, false},
		"cut":              {&doc.Source{Text: "中文", Blocks: []doc.Block{par(0, 2), par(2, 6)}}, false},
		"uncovered":        {&doc.Source{Text: "ab cd", Blocks: []doc.Block{par(3, 5)}}, false},
		"uncovered end":    {&doc.Source{Text: "ab cd", Blocks: []doc.Block{par(0, 2)}}, false},
		"cells by space":   {&doc.Source{Text: "a b", Blocks: []doc.Block{cell(0, 1, 1, 1), cell(2, 3, 1, 2)}}, false},
		"rows on one line": {&doc.Source{Text: "a\tb", Blocks: []doc.Block{cell(0, 1, 1, 1), cell(2, 3, 2, 1)}}, false},
		"english note":     {&doc.Source{Text: "a", Notes: []doc.Note{{Kind: doc.NoteHidden, Message: "hidden"}}}, false},
	} {
		if got := violations(c.src) == 0; got != c.good {
			t.Errorf("%s: accepted = %v, want %v", name, got, c.good)
		}
	}
}
