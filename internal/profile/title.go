package profile

import (
	"sort"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/fold"
	"hecha/internal/lexicon"
	"hecha/internal/residue"
	"hecha/internal/segment"
)

var titleWords = lexicon.Define("titleword")

// title is a line that names a report.
type title struct {
	doc.Span
	kind Kind
	// line is the index into segment.Lines.
	line int
}

// longestTitle is the length of the longest line taken for a title, in
// characters.
const longestTitle = 46

// titles returns the lines of d that read like the title of a report: short,
// without the marks of a sentence, ending in a word for a kind of report.
func titles(d *doc.Document) []title { return titleArtefact.Of(d) }

var titleArtefact = doc.Define(func(d *doc.Document) []title {
	lines := segment.Lines(d)
	runs := residue.Runs(d)
	var out []title
	last := -1
	for h := range titleWords.Longest(d) {
		i := segment.LineAt(lines, h.Start)
		if i < 0 || i == last || !lines[i].Contains(h.Span) {
			continue
		}
		l := lines[i].Span
		if k := segment.At(runs, l.Start); k >= 0 && runs[k].Overlaps(l) {
			continue
		}
		t, ok := asTitle(d.Text, l, h.Span)
		if !ok {
			continue
		}
		last = i
		out = append(out, title{t, Kind(h.Row.Column(0)), i})
	}
	return out
})

// asTitle trims a line to its title, if it is one. word is the kind's word.
func asTitle(t string, line, word doc.Span) (doc.Span, bool) {
	s := line
	if n := markLength(s.Of(t)); n > 0 {
		s.Start += n
	} else if n := fold.Enumerator(s.Of(t)); n > 0 && t[s.Start] != '#' {
		return s, false // 一、工作总结 is a section
	}
	for s.Start < s.End && strings.ContainsRune("# :*", rune(t[s.Start])) {
		s.Start++
	}
	text := s.Of(t)
	if longer(text, longestTitle) || !longer(text, 3) {
		return s, false
	}
	if strings.ContainsAny(strings.TrimRight(text, "。"), "。;!?") || strings.Contains(text, ",") && utf8.RuneCountInString(text) > 36 {
		return s, false
	}
	if strings.Contains(text, "如下") || strings.HasPrefix(text, "《") && strings.HasSuffix(text, "》。") {
		return s, false
	}
	// Behind the word only brackets, numbers and marks may follow: (二) 稿 材料.
	rest := strings.TrimSpace(t[word.End:s.End])
	rest = strings.TrimLeft(rest, "》”)")
	if rest != "" && rest[0] != '(' && fold.Enumerator(rest) == 0 && utf8.RuneCountInString(rest) > 4 {
		return s, false
	}
	return s, true
}

// titleOf returns the report's title: the first title line near the start of
// its body, else one among the page's own lines before it. A second line that
// names the unit is preferred.
func titleOf(d *doc.Document) (title, bool) {
	lines := segment.Lines(d)
	from := max(0, segment.LineAt(lines, residue.Body(d).Start))
	var before, first *title
	for _, t := range titles(d) {
		switch {
		case t.line < from:
			if before == nil {
				before = &t
			}
		case t.line > from+12:
		case first == nil, len(orgsIn(d, first.Span)) == 0 && len(orgsIn(d, t.Span)) > 0 && t.line-first.line <= 3:
			first = &t
		}
	}
	switch {
	case first != nil:
		return *first, true
	case before != nil:
		return *before, true
	}
	return title{}, false
}

// orgsIn returns the organisations named in sp, in the order of Organisations.
func orgsIn(d *doc.Document, sp doc.Span) []Organisation {
	all := Organisations(d)
	// They are ordered by their ends.
	i := sort.Search(len(all), func(i int) bool { return all[i].End > sp.Start })
	var out []Organisation
	for ; i < len(all) && all[i].End <= sp.End; i++ {
		if sp.Contains(all[i].Span) {
			out = append(out, all[i])
		}
	}
	return out
}

// claims reports whether the text tells of things done: 了, 先后, 共 with
// figures. Without a title that is what makes it a summary.
func claims(d *doc.Document) bool {
	for _, w := range []string{"完成", "先后", "共开展", "举办了", "开展了", "组织了", "取得了"} {
		if strings.Contains(d.Text, w) {
			return true
		}
	}
	return false
}
