package render

import (
	"cmp"
	"fmt"
	"io"

	"hecha/internal/report"
)

var _ = Register(Format{
	Name: "html", Label: "网页,一个文件,可打印",
	Audit: func(w io.Writer, env Env) AuditWriter { return &htmlAudit{w: w, env: env} },
})

// htmlAudit writes the page report by report; the overview comes last in the
// file and is shown first.
type htmlAudit struct {
	w     io.Writer
	shell *shell
	env   Env
	rows  []htmlRow
	bad   []report.Unreadable
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
	ID, Name, Heading string
	Years             string
	Counts            report.FindingCounts
	Fragments         []fragment
}

func (h *htmlAudit) begin() error {
	if h.shell != nil {
		return nil
	}
	s := newShell(h.env, "核查结果", "page.css", "audit.css", "page.js", "audit.js")
	h.shell = &s
	if err := pages().ExecuteTemplate(h.w, "top", s); err != nil {
		return err
	}
	return pages().ExecuteTemplate(h.w, "audit-head", nil)
}

func (h *htmlAudit) Report(r *report.Report) error {
	if err := h.begin(); err != nil {
		return err
	}
	id := fmt.Sprintf("r%d", len(h.rows)+1)
	name := Clean(r.Source)
	if r.Index > 0 {
		name += fmt.Sprintf(" 第%d份", r.Index+1)
	}
	unit := Clean(cmp.Or(r.Unit, r.Title))
	h.rows = append(h.rows, htmlRow{id, name, unit, r.Verdict, r.Counts(), r.Metrics})
	return pages().ExecuteTemplate(h.w, "audit-report", htmlReport{r, id, name, cmp.Or(unit, name), Clean(periodLabel(r.Period)), r.Counts(), fragments(r, id)})
}

func (h *htmlAudit) Unreadable(u report.Unreadable) error {
	h.bad = append(h.bad, u)
	return nil
}

func (h *htmlAudit) Close(s report.Summary) error {
	if err := h.begin(); err != nil {
		return err
	}
	names := make([][]string, len(h.rows))
	for i, row := range h.rows {
		names[i] = []string{row.Name}
	}
	if len(names) > 1 {
		shared := commonFolder(names)
		for i := range h.rows {
			h.rows[i].Name = h.rows[i].Name[shared:]
		}
	}
	err := pages().ExecuteTemplate(h.w, "audit-foot", map[string]any{"Rows": h.rows, "Bad": h.bad, "Summary": summaryLine(s)})
	if err != nil {
		return err
	}
	return pages().ExecuteTemplate(h.w, "bottom", h.shell)
}
