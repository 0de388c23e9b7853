package render

import (
	"fmt"
	"io"
	"strings"

	"hecha/internal/report"
)

var _ = Register(Format{
	Name: "markdown", Label: "Markdown,可贴入文档",
	Audit: func(w io.Writer, _ Env) AuditWriter { return markdownAudit{w} },
	Facts: func(w io.Writer, _ Env, facts func(func(report.Fact) bool)) error {
		return writeMarkdown(w, factGrid(facts))
	},
	Grid: func(w io.Writer, _ Env, g Grid) error { return writeMarkdown(w, g) },
})

func writeMarkdown(w io.Writer, g Grid) error {
	var b strings.Builder
	if g.Title != "" {
		fmt.Fprintf(&b, "## %s\n\n", markdownCell(g.Title))
	}
	rule := "|"
	b.WriteString("|")
	for _, c := range g.Columns {
		fmt.Fprintf(&b, " %s |", strings.ReplaceAll(c.Label, "\n", ""))
		if c.Right {
			rule += " ---: |"
		} else {
			rule += " --- |"
		}
	}
	b.WriteString("\n" + rule + "\n")
	for row := range g.Rows {
		b.WriteString("|")
		for _, s := range row {
			fmt.Fprintf(&b, " %s |", markdownCell(s))
		}
		b.WriteString("\n")
		if b.Len() > 1<<15 {
			if _, err := io.WriteString(w, b.String()); err != nil {
				return err
			}
			b.Reset()
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// markdownCell keeps a report's own marks from being read as Markdown.
func markdownCell(s string) string {
	return strings.NewReplacer(`\`, `\\`, "|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", "[", `\[`, "#", `\#`).Replace(Clean(s))
}

type markdownAudit struct{ w io.Writer }

func (m markdownAudit) Report(r *report.Report) error {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n**%s**", markdownCell(head(r)), VerdictLabel(r.Verdict))
	if len(r.Reasons) > 0 {
		fmt.Fprintf(&b, "(%s)", markdownCell(strings.Join(r.Reasons, ";")))
	}
	fmt.Fprintf(&b, " — %s\n\n", factsSummary(r))
	for _, n := range r.Notes {
		fmt.Fprintf(&b, "> %s\n\n", markdownCell(n.Message))
	}
	if len(r.Findings) > 0 {
		b.WriteString("| 行:列 | 程度 | 规则 | 原文 | 问题 |\n| ---: | --- | --- | --- | --- |\n")
		for _, f := range r.Findings {
			fmt.Fprintf(&b, "| %d:%d | %s | `%s` | %s | %s |\n", f.Span.Line, f.Span.Column, SeverityLabel(f.Severity), f.Rule,
				markdownCell(abridge(f.Span.Text, 40)), markdownCell(f.Message))
		}
		b.WriteString("\n")
	}
	_, err := io.WriteString(m.w, b.String())
	return err
}

func (m markdownAudit) Unreadable(u report.Unreadable) error {
	_, err := fmt.Fprintf(m.w, "## %s\n\n**未审核**: %s\n\n", markdownCell(u.Source), markdownCell(u.Detail))
	return err
}

func (m markdownAudit) Close(s report.Summary) error {
	_, err := io.WriteString(m.w, summaryLine(s)+"\n")
	return err
}

// summaryLine counts the whole run in one sentence.
func summaryLine(s report.Summary) string {
	line := fmt.Sprintf("共%d份:通过%d,修改%d,退回%d;错误%d处,存疑%d处,提示%d处。", s.Reports,
		s.Verdicts[report.Pass], s.Verdicts[report.Revise], s.Verdicts[report.Return], s.Findings.Error, s.Findings.Warning, s.Findings.Info)
	if s.Unreadable > 0 {
		line += fmt.Sprintf("另有%d个文件未能审核。", s.Unreadable)
	}
	return line
}

// abridge shortens s to n characters, keeping both ends.
func abridge(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n/2]) + "…" + string(r[len(r)-n/2+1:])
}
