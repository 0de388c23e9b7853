package render

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"hecha/internal/finding"
	"hecha/internal/report"
)

var _ = Register(Format{
	Name: "html", Label: "网页,一个文件,可打印",
	Audit: func(w io.Writer, env Env) AuditWriter { return &htmlAudit{w: w, env: env} },
})

// page holds the templates of the self-contained page; html/template escapes
// whatever comes from reports.
//
//go:embed html/audit.gohtml
var pageSource string

//go:embed html/page.css
var pageStyle string

//go:embed html/page.js
var pageScript string

var page = template.Must(template.New("audit").Funcs(template.FuncMap{
	"severity": SeverityLabel, "verdict": VerdictLabel,
	"level": func(s string) string { return LevelLabels[s] }, "type": func(s string) string { return TypeLabels[s] },
	"kind": func(s string) string { return KindLabels[s] }, "reason": func(s string) string { return UnreadableLabels[s] },
	"facts": factsSummary, "checked": checkedLine, "clean": Clean, "abridge": abridge,
	"inc": func(i int) int { return i + 1 },
}).Parse(pageSource))

// htmlAudit writes the page report by report; the overview comes last in the
// file and is shown first.
type htmlAudit struct {
	w    io.Writer
	env  Env
	n    int
	rows []htmlRow
	bad  []report.Unreadable
}

// htmlRow is one line of the overview.
type htmlRow struct {
	ID, Name, Unit, Verdict string
	Counts                  report.FindingCounts
	Metrics                 report.Metrics
}

// htmlReport is one report with its text cut at every highlight.
type htmlReport struct {
	*report.Report
	ID        string
	Head      string
	Fragments []fragment
}

// fragment is a stretch of text with one set of highlights.
type fragment struct {
	Text string
	// Class holds the CSS classes: the worst severity and the kinds of facts.
	Class string
	// Findings are the numbers of the findings here, Rules their ids; both
	// blank-separated for the filter.
	Findings, Rules, Severity string
	// Anchors are ids of findings that begin here.
	Anchors []string
	Title   string
}

func (h *htmlAudit) begin() error {
	if h.n > 0 {
		return nil
	}
	return page.ExecuteTemplate(h.w, "head", map[string]any{"Style": template.CSS(pageStyle), "Version": h.env.Version})
}

func (h *htmlAudit) Report(r *report.Report) error {
	if err := h.begin(); err != nil {
		return err
	}
	h.n++
	id := fmt.Sprintf("r%d", h.n)
	name := r.Source
	if r.Index > 0 {
		name += fmt.Sprintf(" 第%d份", r.Index+1)
	}
	h.rows = append(h.rows, htmlRow{id, name, cmp.Or(r.Unit, r.Title), r.Verdict, r.Counts(), r.Metrics})
	return page.ExecuteTemplate(h.w, "report", htmlReport{r, id, head(r), fragments(r, id)})
}

func (h *htmlAudit) Unreadable(u report.Unreadable) error {
	h.bad = append(h.bad, u)
	return nil
}

func (h *htmlAudit) Close(s report.Summary) error {
	if err := h.begin(); err != nil {
		return err
	}
	return page.ExecuteTemplate(h.w, "foot", map[string]any{
		"Rows": h.rows, "Bad": h.bad, "Summary": summaryLine(s), "Script": template.JS(pageScript),
	})
}

// highlight is something shown in the text: a finding (n ≥ 0) or a fact.
type highlight struct {
	start, end int
	n          int // number of the finding, -1 for a fact
	class      string
	title      string
	anchor     bool // the finding's own place, not a fragment of its evidence
}

// fragments cuts a report's text at the borders of all highlights.
func fragments(r *report.Report, id string) []fragment {
	text := []rune(r.Text)
	var hs []highlight
	add := func(sp report.Place, n int, class, title string, anchor bool) {
		s, e := sp.Start-r.TextStart, sp.End-r.TextStart
		s, e = max(0, s), min(len(text), e)
		if s < e || anchor && s == e {
			hs = append(hs, highlight{s, e, n, class, title, anchor})
		}
	}
	for i, f := range r.Findings {
		add(f.Span.Place, i, f.Severity.String(), f.Message, true)
		for _, e := range f.Evidence {
			if e.Source == "" {
				add(e.Place, i, "evidence", e.Note, false)
			}
		}
	}
	for _, q := range r.Quantities {
		add(q.Span.Place, -1, "quantity", KindLabels[q.Kind], false)
	}
	for _, a := range r.Activities {
		add(a.Span.Place, -1, "activity", TypeLabels[a.Type], false)
	}
	for _, a := range r.Honours {
		add(a.Span.Place, -1, "honour", LevelLabels[a.Level], false)
	}
	borders := []int{0, len(text)}
	for _, h := range hs {
		borders = append(borders, h.start, h.end)
	}
	slices.Sort(borders)
	borders = slices.Compact(borders)
	slices.SortStableFunc(hs, func(a, b highlight) int { return a.start - b.start })
	var out []fragment
	var open []highlight
	next := 0
	for i := range borders {
		at := borders[i]
		end := at
		if i+1 < len(borders) {
			end = borders[i+1]
		}
		open = slices.DeleteFunc(open, func(h highlight) bool { return h.end <= at })
		p := fragment{Text: string(text[at:end])}
		for next < len(hs) && hs[next].start == at {
			if h := hs[next]; h.anchor {
				p.Anchors = append(p.Anchors, fmt.Sprintf("%sf%d", id, h.n+1))
			}
			if hs[next].end > at {
				open = append(open, hs[next])
			}
			next++
		}
		p.mark(r, open)
		if p.Text != "" || len(p.Anchors) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// mark fills in the classes and the filter's data of a fragment.
func (p *fragment) mark(r *report.Report, open []highlight) {
	var classes, findings, rules, titles []string
	worst := finding.Severity(-1)
	for _, h := range open {
		if h.n < 0 {
			classes = appendNew(classes, h.class)
			continue
		}
		f := r.Findings[h.n]
		findings = append(findings, fmt.Sprint(h.n+1))
		rules = appendNew(rules, f.Rule)
		if h.anchor {
			titles = append(titles, h.title)
			worst = max(worst, f.Severity)
		} else {
			classes = appendNew(classes, "evidence")
		}
	}
	if worst >= 0 {
		classes = append(classes, worst.String())
		p.Severity = worst.String()
	}
	p.Class, p.Findings, p.Rules = strings.Join(classes, " "), strings.Join(findings, " "), strings.Join(rules, " ")
	p.Title = strings.Join(titles, "\n")
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
