// Package residue finds what a web page or download site left around and
// inside a report: navigation, notices, page marks.
package residue

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
	"hecha/internal/segment"
)

// phrases are the marks of residue; those with "end" in their column begin the
// lists behind a report, where everything up to the end of the page follows.
var phrases = lexicon.Define("residue")

// longest is how long a line may be, in characters, and still be residue
// because of one phrase in it.
const longest = 120

// Runs returns the runs of residue lines of d, in order. Lines between two
// residue lines at the start or end of the text belong to the run when they are
// too short to be a report's own.
func Runs(d *doc.Document) []doc.Span { return runs.Of(d) }

var runs = doc.Define(func(d *doc.Document) []doc.Span {
	lines := segment.Lines(d)
	bad := make([]bool, len(lines))
	for _, h := range phrases.Longest(d) {
		i := segment.LineAt(lines, h.Start)
		if i >= 0 && lines[i].Contains(h.Span) && utf8.RuneCountInString(lines[i].Of(d.Text)) <= longest {
			bad[i] = true
		}
	}
	var out []doc.Span
	for i := 0; i < len(lines); i++ {
		if !bad[i] {
			continue
		}
		run := lines[i].Span
		for i+1 < len(lines) && bad[i+1] {
			i++
			run.End = lines[i].End
		}
		out = append(out, run)
	}
	return out
})

// Body returns the stretch of d between the residue at its start and the
// residue at its end: the report proper.
func Body(d *doc.Document) doc.Span { return body.Of(d) }

var body = doc.Define(func(d *doc.Document) doc.Span {
	b := doc.Span{Start: 0, End: len(d.Text)}
	rs := Runs(d)
	for _, r := range rs {
		if slight(d.Text[b.Start:r.Start]) {
			b.Start = r.End
		}
	}
	for _, h := range phrases.Longest(d) {
		i := segment.At(rs, h.Start)
		if h.Row.Column(0) == "end" && i >= 0 && rs[i].Contains(h.Span) && h.Start > b.Start+(len(d.Text)-b.Start)/2 {
			b.End = rs[i].Start
			break
		}
	}
	for i := len(rs) - 1; i >= 0; i-- {
		if rs[i].Start >= b.Start && rs[i].End <= b.End && slight(d.Text[rs[i].End:b.End]) {
			b.End = rs[i].Start
		}
	}
	return b
})

// slight reports whether text between residue and the edge is too slight to be
// a report: a few short lines without a sentence.
func slight(s string) bool {
	return utf8.RuneCountInString(s) < 400 && strings.Count(s, "。") == 0
}
