package render

import (
	"encoding/csv"
	"io"

	"hecha/internal/report"
)

// bom lets Excel open the file as UTF-8 by a double click.
const bom = "\uFEFF"

var _ = Register(Format{
	Name: "csv", Label: "CSV,可用表格软件打开",
	Audit: func(w io.Writer, _ Env) AuditWriter { return &csvAudit{w: w} },
	Facts: func(w io.Writer, _ Env, facts func(func(report.Fact) bool)) error {
		return writeCSV(w, factGrid(facts))
	},
	Grid: func(w io.Writer, _ Env, g Grid) error { return writeCSV(w, g) },
})

func writeCSV(w io.Writer, g Grid) error {
	c, err := openCSV(w, g.Columns)
	if err != nil {
		return err
	}
	for row := range g.Rows {
		if err := writeRow(c, row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// openCSV writes the header: the stable column names.
func openCSV(w io.Writer, cols []Column) (*csv.Writer, error) {
	if _, err := io.WriteString(w, bom); err != nil {
		return nil, err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = false
	names := make([]string, len(cols))
	for i, col := range cols {
		names[i] = col.Key
	}
	return c, c.Write(names)
}

func writeRow(c *csv.Writer, row []string) error {
	safe := make([]string, len(row))
	for i, s := range row {
		safe[i] = Cell(s)
	}
	return c.Write(safe)
}

// csvAudit writes one finding a row.
type csvAudit struct {
	w io.Writer
	c *csv.Writer
}

func (a *csvAudit) open() (err error) {
	if a.c == nil {
		a.c, err = openCSV(a.w, findingColumns)
	}
	return err
}

func (a *csvAudit) Report(r *report.Report) error {
	if err := a.open(); err != nil {
		return err
	}
	for _, f := range r.Findings {
		if err := writeRow(a.c, findingRow(r, f)); err != nil {
			return err
		}
	}
	a.c.Flush()
	return a.c.Error()
}

func (a *csvAudit) Unreadable(report.Unreadable) error { return nil }

func (a *csvAudit) Close(report.Summary) error {
	if err := a.open(); err != nil {
		return err
	}
	a.c.Flush()
	return a.c.Error()
}
