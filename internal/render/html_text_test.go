package render

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"hecha/internal/finding"
	"hecha/internal/report"
)

// TestFragments: whatever highlights overlap, the fragments are the text, every
// finding and fact has one anchor, and each character carries the keys of
// exactly those that cover it.
func TestFragments(t *testing.T) {
	rnd := rand.New(rand.NewPCG(6, 6))
	text := strings.Repeat("全年开展志愿服务活动36次。\n", 40)
	n := len([]rune(text))
	const shift = 17 // where the report begins in its file
	span := func() report.Span {
		start := rnd.IntN(n)
		return report.Span{Place: report.Place{Start: start + shift, End: start + shift + rnd.IntN(min(n-start, 300)+1)}}
	}
	for range 50 {
		r := &report.Report{Text: text, TextStart: shift}
		covers := make([]map[string]bool, n)
		for i := range covers {
			covers[i] = map[string]bool{}
		}
		cover := func(sp report.Span, key string) {
			for i := sp.Start - shift; i < sp.End-shift; i++ {
				covers[i][key] = true
			}
		}
		anchors := map[string]bool{}
		for i := range 8 {
			f := report.Finding{Rule: fmt.Sprintf("rule.%d", i%3), Severity: finding.Severity(i % 3), Span: span(), Evidence: []report.Evidence{{Span: span()}, {Span: span(), Source: "别处.txt"}}}
			r.Findings = append(r.Findings, f)
			key := fmt.Sprintf("f%d", i+1)
			anchors["r1"+key] = true
			cover(f.Span, key)
			if e := f.Evidence[0].Span; e.Start < e.End {
				anchors["r1"+key+"e1"] = true
				cover(e, key)
			}
			q := report.Quantity{Span: span()}
			q.Span.End = max(q.Span.End, q.Span.Start+1)
			r.Quantities = append(r.Quantities, q)
			anchors[fmt.Sprintf("r1q%d", i+1)] = true
			cover(q.Span, fmt.Sprintf("q%d", i+1))
		}
		at, got := 0, ""
		for _, p := range fragments(r, "r1") {
			for _, a := range p.Anchors {
				if !anchors[a.ID] {
					t.Fatalf("anchor %s is unknown or there twice", a.ID)
				}
				delete(anchors, a.ID)
			}
			keys := strings.Fields(p.Keys)
			for range []rune(p.Text) {
				if len(keys) != len(covers[at]) {
					t.Fatalf("character %d has %v, want %v", at, keys, covers[at])
				}
				for _, k := range keys {
					if !covers[at][k] {
						t.Fatalf("character %d has %v, want %v", at, keys, covers[at])
					}
				}
				at++
			}
			got += p.Text
		}
		if got != text || len(anchors) > 0 {
			t.Fatalf("text of %d characters became %d; missing %v", len(text), len(got), anchors)
		}
	}
}

// TestFragmentClasses: the worst finding decides the look and the click.
func TestFragmentClasses(t *testing.T) {
	long := strings.Repeat("文", wide+10)
	place := func(start, end int) report.Span { return report.Span{Place: report.Place{Start: start, End: end}} }
	for _, c := range []struct {
		name     string
		findings []report.Finding
		class    string
		link     string
	}{
		{"alone", []report.Finding{{Severity: finding.Warning, Span: place(0, 2)}}, "warning", "f1"},
		{"the worse of two", []report.Finding{{Severity: finding.Info, Span: place(0, 2)}, {Severity: finding.Error, Span: place(0, 3)}}, "error", "f2"},
		{"a passage", []report.Finding{{Severity: finding.Warning, Span: place(0, wide+5)}}, "warning wide", "f1"},
		{"words inside a passage", []report.Finding{{Severity: finding.Warning, Span: place(0, wide+5)}, {Severity: finding.Warning, Span: place(0, 2)}}, "warning", "f2"},
		{"evidence of another", []report.Finding{{Rule: "a.b", Severity: finding.Error, Span: place(5, 6), Evidence: []report.Evidence{{Span: place(0, 2)}}}}, "evidence", "f1"},
	} {
		p := fragments(&report.Report{Text: long, Findings: c.findings}, "r1")[0]
		if p.Class != c.class || p.Link != c.link {
			t.Errorf("%s: class %q, link %q, want %q, %q", c.name, p.Class, p.Link, c.class, c.link)
		}
	}
}

// TestVisible: what a browser would hide or obey is shown by a sign.
func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"普通文字\n第二行\t格": "普通文字\n第二行\t格", "a\x00b\x1b[31m\x7f": "a␀b␛[31m␡", "甲\u202E乙\uFEFF": "甲[U+202E]乙[U+FEFF]", "\u0085": "[U+0085]",
	} {
		if got := visible(in); got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
	}
}
