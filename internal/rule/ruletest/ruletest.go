// Package ruletest checks rules against their own examples.
package ruletest

import (
	"strings"
	"testing"

	"hecha/internal/doc"
	"hecha/internal/rule"
)

// Run tests every registered rule whose id matches glob: silent on Good, and
// on Bad exactly the marked places. A Bad mark is met by a finding whose span
// overlaps it or one of whose evidence spans equals it; each mark must be met
// and each finding's span must overlap a mark.
func Run(t *testing.T, glob string) {
	t.Helper()
	n := 0
	for _, r := range rule.All() {
		if !rule.Match(glob, r.ID) || r.Corpus {
			continue // who compares reports tests corpus rules
		}
		n++
		t.Run(r.ID, func(t *testing.T) {
			for _, text := range r.Good {
				if strings.ContainsAny(text, "⟦⟧") {
					t.Errorf("good example has marks: %s", text)
				}
				out := r.Run(document(text), nil)
				if out.Err != nil {
					t.Error(out.Err)
				}
				for _, f := range out.Findings {
					t.Errorf("good example reported: %s\n\t%s [%s]", text, f.Message, f.Span.Of(document(text).Text))
				}
			}
			for _, marked := range r.Bad {
				bad(t, r, marked)
			}
		})
	}
	if n == 0 {
		t.Fatalf("no rule matches %s", glob)
	}
}

func bad(t *testing.T, r *rule.Rule, marked string) {
	text, marks := unmark(marked)
	if len(marks) == 0 {
		t.Errorf("bad example has no ⟦mark⟧: %s", marked)
	}
	d := document(text)
	out := r.Run(d, nil)
	if out.Err != nil {
		t.Error(out.Err)
	}
	met := make([]bool, len(marks))
	for _, f := range out.Findings {
		if f.Message == "" || f.Start < 0 || f.End > len(d.Text) || f.Start > f.End {
			t.Errorf("%s: malformed finding %+v", text, f)
			continue
		}
		hit := false
		for i, m := range marks {
			m = d.FoldedSpan(m)
			if f.Overlaps(m) || f.Span == m {
				met[i], hit = true, true
			}
			for _, e := range f.Evidence {
				if e.Span == m {
					met[i] = true
				}
			}
		}
		if !hit {
			t.Errorf("reported outside the marks: %s\n\t%s [%s]", marked, f.Message, f.Span.Of(d.Text))
		}
	}
	for i, ok := range met {
		if !ok {
			t.Errorf("not reported: %s\n\tmark %d: %s", marked, i+1, marks[i].Of(text))
		}
	}
}

// unmark takes the ⟦ ⟧ out of a text and returns the spans between them.
func unmark(marked string) (string, []doc.Span) {
	var b strings.Builder
	var spans []doc.Span
	for _, r := range marked {
		switch r {
		case '⟦':
			spans = append(spans, doc.Span{Start: b.Len(), End: -1})
		case '⟧':
			spans[len(spans)-1].End = b.Len()
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), spans
}

func document(text string) *doc.Document {
	return doc.Whole(&doc.Source{Name: "例.txt", Text: text, Wrapped: true})
}
