package lexicon

import (
	"slices"
	"strings"
	"testing"

	"hecha/internal/doc"
)

var inCode = DefineWords("words-of-this-test", "云溪", "云溪县志", "县志馆", "馆")

func TestWithin(t *testing.T) {
	const text = "云溪县志馆的馆员走访云溪。"
	d := doc.Whole(&doc.Source{Text: text})
	words := func(hs []Hit) string {
		var out []string
		for _, h := range hs {
			if h.Of(d.Text) != h.Row.Word || inCode.Rows()[h.Row.Number].Word != h.Row.Word {
				t.Errorf("hit %v is not %q", h.Span, h.Row.Word)
			}
			out = append(out, h.Row.Word)
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct {
		in, within string
		any        bool
	}{
		{"云溪县志馆的馆员走访云溪", "云溪县志 云溪 县志馆 馆 馆 云溪", true},
		{"县志馆的", "县志馆 馆", true},
		{"县志", "县志馆", false},
		{"的", "", false},
		{"访云溪", "云溪", true},
		{"访云", "云溪", false},
	} {
		at := strings.Index(text, c.in)
		sp := doc.Span{Start: at, End: at + len(c.in)}
		if got := words(inCode.Within(d, sp)); got != c.within {
			t.Errorf("Within %s: %q, want %q", c.in, got, c.within)
		}
		if got := inCode.Any(d, sp); got != c.any {
			t.Errorf("Any %s: %v", c.in, got)
		}
	}
}

func TestClassesInCodeTakeNoWords(t *testing.T) {
	if err := AddWords(strings.NewReader("words-of-this-test\t云溪河\n")); err == nil || !strings.Contains(err.Error(), "没有词类") {
		t.Errorf("a class that is no dictionary took a word: %v", err)
	}
}

func TestPartTakesHitsOfWhole(t *testing.T) {
	first, second := "云溪县志馆。\n云溪", "云溪县志馆\n县志馆"
	src := &doc.Source{Text: first + "\n" + second}
	whole := doc.Whole(src)
	at := len(first) + 1
	part := whole.Part(doc.Span{Start: at, End: len(src.Text)}, at, 1, 2)
	alone := doc.Whole(&doc.Source{Text: second})
	got, want := inCode.In(part), inCode.In(alone)
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	// A word that reaches beyond the part is not in it.
	if head := whole.Part(doc.Span{End: len("云溪县")}, 0, 0, 2); len(inCode.In(head)) != 1 {
		t.Errorf("words beyond the part: %v", inCode.In(head))
	}
}
