// Package stance tells what a report claims was done from what it plans,
// demands, denies or tells of others.
//
// A passage is claimed unless a mark says otherwise. Marks are words of the
// classes stance (将开展, 力争, 未能, …) and stance-section (headings such as
// 下一步打算); both are dictionaries, so a missed turn of phrase is a line to
// add.
package stance

import (
	"cmp"
	"slices"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
	"hecha/internal/segment"
)

// Stance is how a report stands to what a passage says.
type Stance string

// The stances.
const (
	Claimed Stance = "claim"
	Planned Stance = "plan"
	Duty    Stance = "duty"
	Denied  Stance = "denial"
	Others  Stance = "other"
)

var (
	marks    = lexicon.Define("stance")
	sections = lexicon.Define("stance-section")
	modals   = lexicon.DefineWords("stance.modal", "要")
)

// Passage is a stretch that is not claimed.
type Passage struct {
	doc.Span
	Stance Stance
}

// Reading holds the passages of a document that are not claimed.
type Reading struct {
	// Passages are ordered by start and do not overlap.
	Passages []Passage
	// Planning tells that the whole document is a plan (规划, 方案): it claims
	// nothing.
	Planning bool
}

// Of returns the stances of d.
func Of(d *doc.Document) *Reading { return reading.Of(d) }

// At returns the stance towards what stands at off.
func (r *Reading) At(off int) Stance {
	if r.Planning {
		return Planned
	}
	i, found := slices.BinarySearchFunc(r.Passages, off, func(p Passage, off int) int { return p.Start - off })
	if !found {
		i--
	}
	if i >= 0 && off < r.Passages[i].End {
		return r.Passages[i].Stance
	}
	return Claimed
}

var reading = doc.DefineReusing(func(d *doc.Document, spent *Reading) *Reading {
	if spent == nil {
		spent = new(Reading)
	}
	*spent = Reading{Passages: spent.Passages[:0], Planning: planning(d)}
	if spent.Planning {
		return spent
	}
	ps := appendSections(appendMarked(spent.Passages, d), d)
	slices.SortStableFunc(ps, func(a, b Passage) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	out := ps[:0]
	for _, p := range ps {
		if n := len(out); n > 0 && p.Start < out[n-1].End {
			p.Start = out[n-1].End
		}
		if !p.Empty() {
			out = append(out, p)
		}
	}
	spent.Passages = out
	return spent
})

// appendMarked appends the passages that a mark governs.
func appendMarked(out []Passage, d *doc.Document) []Passage {
	clauses, sentences := segment.Clauses(d), segment.Sentences(d)
	add := func(c int, s Stance, whole bool) {
		p := Passage{clauses[c], s}
		if whole {
			p.End = max(p.End, sentences[segment.At(sentences, p.Start)].End)
		}
		out = append(out, p)
	}
	for h := range marks.Longest(d) {
		s := Stance(h.Row.Column(0))
		if s == Claimed || quoted(d.Text, h.Span) || s == Others && invited(d.Text, h.Span) {
			continue
		}
		if end, ok := paragraph(d.Text, h); ok {
			out = append(out, Passage{doc.Span{Start: h.Start, End: end}, s})
		} else if c := segment.At(clauses, h.Start); c >= 0 {
			add(c, s, h.Row.Column(1) == "sentence")
		}
	}
	last := -1
	for _, h := range modals.In(d) {
		c := segment.At(clauses, h.Start)
		if c > last && demands(clauses[c].Of(d.Text), h.Start-clauses[c].Start) {
			add(c, Duty, true)
		}
		last = c
	}
	return out
}

// invited reports whether what is said of others is the report's own doing:
// 邀请专家来我校授课. It looks 60 bytes back.
func invited(t string, sp doc.Span) bool {
	back := t[max(0, sp.Start-60):sp.Start]
	if k := strings.LastIndexAny(back, ",。;"); k >= 0 {
		back = back[k:]
	}
	return strings.Contains(back, "请")
}

// demands reports whether a clause, whose first 要 stands at i, opens with a
// modal one: 要开展…, 一要抓…, 各单位要….
func demands(clause string, i int) bool {
	if i > 15 || len(clause) < i+6 {
		return false
	}
	rest := clause[i+len("要"):]
	for _, not := range []string{"求", "点", "素", "件", "闻", "职", "事", "是"} {
		if strings.HasPrefix(rest, not) {
			return false
		}
	}
	switch before := clause[:i]; {
	case before == "", before == "还", before == "也", before == "都":
		return true
	case len(before) == 3 && strings.Contains("一二三四五六七八九", before):
		return true
	case strings.HasPrefix(before, "各"):
		return true
	}
	return false
}

// quoted reports whether a quotation or book title holds sp: a name is no mark.
// It looks 60 bytes back.
func quoted(t string, sp doc.Span) bool {
	quote, title := true, true // one may still open
	for i := sp.Start - len("“"); i >= max(0, sp.Start-60) && (quote || title); i-- {
		if t[i] != "“"[0] && t[i] != "《"[0] {
			continue
		}
		switch t[i : i+len("“")] {
		case "“":
			if quote {
				return true
			}
		case "”":
			quote = false
		case "《":
			if title {
				return true
			}
		case "》":
			title = false
		}
	}
	return false
}

// appendSections appends the sections that tell what is to be done: from a
// heading or opening sentence of the class stance-section to the next heading
// of the outermost style.
func appendSections(out []Passage, d *doc.Document) []Passage {
	hits := sections.In(d)
	if len(hits) == 0 {
		return out
	}
	headings := segment.Headings(d)
	var top *segment.Numbered // the last outermost heading up to the hit
	for i := range hits {
		h := &hits[i]
		for ; len(headings) > 0 && (headings[0].Start <= h.Start || !outermost(&headings[0])); headings = headings[1:] {
			if outermost(&headings[0]) {
				top = &headings[0]
			}
		}
		next := len(d.Text)
		if len(headings) > 0 {
			next = headings[0].Start
		}
		if h.Row.Column(0) == "heading" && (top == nil || !top.Title.Contains(h.Span) || achieved(top.Title.Of(d.Text))) {
			continue
		}
		out = append(out, Passage{doc.Span{Start: h.Start, End: next}, Planned})
	}
	return out
}

// outermost reports whether a heading is of the outermost styles.
func outermost(h *segment.Numbered) bool {
	return h.Style == segment.Chinese || h.Style == segment.Chapter || h.Style == segment.Part
}

// achieved reports whether a heading also announces what was done: a section
// 成绩与打算 opens with results, and its plans carry marks of their own.
func achieved(heading string) bool {
	for _, w := range []string{"成绩", "成效", "成果", "荣誉", "收获", "亮点", "做法", "回顾", "总结", "完成情况", "开展情况"} {
		if strings.Contains(heading, w) {
			return true
		}
	}
	return false
}

// paragraph returns what is left of a paragraph when the mark h opens it: 下一
// 步,… speaks of plans to its end.
func paragraph(t string, h lexicon.Hit) (end int, opens bool) {
	if h.Row.Column(2) != "opener" || strings.TrimRight(t[max(0, h.Start-8):h.Start], " ") != "" && !strings.HasSuffix(strings.TrimRight(t[max(0, h.Start-8):h.Start], " "), "\n") {
		return 0, false
	}
	if k := strings.IndexByte(t[h.Start:], '\n'); k >= 0 {
		return h.Start + k, true
	}
	return len(t), true
}

// planning reports whether d is a plan as a whole: it says so (制定本规划), or
// its title is one.
func planning(d *doc.Document) bool {
	for _, h := range sections.In(d) {
		if h.Row.Column(0) == "document" {
			return true
		}
	}
	ls := segment.Lines(d)
	if len(ls) < 2 || ls[0].Len() > 150 {
		return false
	}
	title := strings.TrimRight(ls[0].Of(d.Text), " )0123456789-年—度(试行稿")
	for _, done := range []string{"总结", "汇报", "报告", "情况"} {
		if strings.Contains(title, done) {
			return false
		}
	}
	for _, end := range []string{"规划", "方案", "计划", "工作要点", "安排意见", "实施意见"} {
		if strings.HasSuffix(title, end) {
			return true
		}
	}
	return false
}
