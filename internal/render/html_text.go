package render

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/internal/finding"
	"hecha/internal/report"
)

// wide is the length in characters from which a finding is about a passage
// rather than words: it is tinted lightly, so that other marks stay readable.
const wide = 200

// highlight is something shown in the text: a finding, its evidence, a fact.
type highlight struct {
	start, end int
	// key names it inside its report: f3, q12, a1, h2.
	key string
	// anchor is the id of its first character within the report, its key for a
	// finding or fact and f3e1 for evidence.
	anchor string
	class  string
	title  string
	// severity is the finding's, -1 for evidence and facts.
	severity finding.Severity
	rule     string
}

// fragment is a stretch of text with one set of highlights.
type fragment struct {
	Text string
	// Class holds the CSS classes: the worst severity and the kinds of facts.
	Class string
	// Keys are the keys of the highlights here, blank-separated, and Link the
	// key of the one whose table row a click opens.
	Keys, Link string
	// Rules and Severity are for the filter; Severity is the worst one.
	Rules, Severity string
	Anchors         []anchor
	Title           string
}

// anchor is a place to jump to; findings show their number there.
type anchor struct {
	ID     string
	Number int
}

// highlights lists what a report's text shows, in text order.
func highlights(r *report.Report) []highlight {
	length := utf8.RuneCountInString(r.Text)
	var hs []highlight
	add := func(sp report.Span, h highlight) {
		h.start, h.end = max(0, sp.Start-r.TextStart), min(length, sp.End-r.TextStart)
		if h.start < h.end || h.start == h.end && h.severity >= 0 {
			hs = append(hs, h)
		}
	}
	const none = finding.Severity(-1)
	for i, f := range r.Findings {
		key := fmt.Sprintf("f%d", i+1)
		class := f.Severity.String()
		if f.Span.End-f.Span.Start > wide {
			class += " wide"
		}
		add(f.Span, highlight{key: key, anchor: key, class: class, title: Clean(f.Message), severity: f.Severity, rule: f.Rule})
		for j, e := range f.Evidence {
			if e.Source == "" {
				add(e.Span, highlight{key: key, anchor: fmt.Sprintf("%se%d", key, j+1), class: "evidence", title: Clean(e.Note), severity: none, rule: f.Rule})
			}
		}
	}
	fact := func(sp report.Span, letter string, i int, class, title string) {
		key := fmt.Sprintf("%s%d", letter, i+1)
		add(sp, highlight{key: key, anchor: key, class: class, title: title, severity: none})
	}
	for i, a := range r.Activities {
		fact(a.Span, "a", i, "activity", "活动:"+TypeLabels[a.Type])
	}
	for i, a := range r.Honours {
		fact(a.Span, "h", i, "honour", "荣誉:"+LevelLabels[a.Level])
	}
	for i, q := range r.Quantities {
		fact(q.Span, "q", i, "quantity", "数据:"+KindLabels[q.Kind])
	}
	slices.SortStableFunc(hs, func(a, b highlight) int { return a.start - b.start })
	return hs
}

// fragments cuts a report's text at the borders of all highlights; anchors are
// ids of the page, so they begin with the report's id.
func fragments(r *report.Report, id string) []fragment {
	text := []rune(r.Text)
	hs := highlights(r)
	borders := []int{0, len(text)}
	for _, h := range hs {
		borders = append(borders, h.start, h.end)
	}
	slices.Sort(borders)
	borders = slices.Compact(borders)
	var out []fragment
	var open []highlight
	next := 0
	for i, at := range borders {
		end := at
		if i+1 < len(borders) {
			end = borders[i+1]
		}
		open = slices.DeleteFunc(open, func(h highlight) bool { return h.end <= at })
		p := fragment{Text: visible(string(text[at:end]))}
		for ; next < len(hs) && hs[next].start == at; next++ {
			h := hs[next]
			a := anchor{ID: id + h.anchor}
			if h.severity >= 0 {
				_, _ = fmt.Sscanf(h.key, "f%d", &a.Number)
			}
			p.Anchors = append(p.Anchors, a)
			if h.end > at {
				open = append(open, h)
			}
		}
		p.mark(open)
		if p.Text != "" || len(p.Anchors) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// mark fills in what a fragment shows of the highlights that cover it. A click
// goes to the worst finding, else to the finding it is evidence of, else to
// the innermost fact.
func (p *fragment) mark(open []highlight) {
	var classes, keys, rules, titles []string
	worst := finding.Severity(-1)
	link := 0
	for _, h := range open {
		keys = appendNew(keys, h.key)
		titles = appendNew(titles, h.title)
		if h.rule != "" {
			rules = appendNew(rules, h.rule)
		}
		rank := 1
		switch {
		case h.severity >= 0:
			rank = 3 + int(h.severity)
		case h.rule != "":
			rank = 2
		}
		if rank >= link {
			link, p.Link = rank, h.key
		}
		if h.severity < 0 {
			classes = appendNew(classes, h.class)
		} else if h.severity > worst {
			worst = h.severity
		}
	}
	if worst >= 0 {
		narrow := slices.ContainsFunc(open, func(h highlight) bool { return h.class == worst.String() })
		classes = append(classes, worst.String())
		if !narrow {
			classes = append(classes, "wide")
		}
		p.Severity = worst.String()
	}
	p.Class, p.Keys, p.Rules = strings.Join(classes, " "), strings.Join(keys, " "), strings.Join(rules, " ")
	p.Title = strings.Join(titles, "\n")
}

func appendNew(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
