package figure

import (
	"testing"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/rule"
)

// FuzzRules checks that no rule panics and that findings lie in the text.
func FuzzRules(f *testing.F) {
	for _, r := range rule.All() {
		for _, s := range r.Good {
			f.Add(s)
		}
		for _, s := range r.Bad {
			f.Add(s)
		}
	}
	f.Add(",0%")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		d := doc.Whole(&doc.Source{Name: "例.txt", Text: s, Wrapped: true})
		for _, r := range rule.All() {
			out := r.Run(d, nil)
			if out.Err != nil {
				t.Fatalf("%q: %v", s, out.Err)
			}
			for _, x := range out.Findings {
				spans := []doc.Span{x.Span}
				for _, e := range x.Evidence {
					spans = append(spans, e.Span)
				}
				for _, sp := range spans {
					if sp.Start < 0 || sp.End > len(d.Text) || sp.Start > sp.End || !utf8.ValidString(sp.Of(d.Text)) {
						t.Fatalf("%q: %s %v", s, r.ID, sp)
					}
				}
				if x.Message == "" || !utf8.ValidString(x.Message) {
					t.Fatalf("%q: %s message %q", s, r.ID, x.Message)
				}
			}
		}
	})
}
