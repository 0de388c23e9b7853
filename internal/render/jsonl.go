package render

import (
	"io"

	"hecha/internal/report"
)

var _ = Register(Format{
	Name: "jsonl", Label: "JSON,一行一份,边查边写",
	Audit: func(w io.Writer, _ Env) AuditWriter { return jsonlAudit{w} },
	Facts: func(w io.Writer, _ Env, facts func(func(report.Fact) bool)) error {
		for f := range facts {
			if err := writeLine(w, f); err != nil {
				return err
			}
		}
		return nil
	},
	Grid: func(w io.Writer, _ Env, g Grid) error {
		for row := range g.Rows {
			o := object{}
			for i, c := range g.Columns {
				o = append(o, field{c.Key, row[i]})
			}
			if err := writeLine(w, o); err != nil {
				return err
			}
		}
		return nil
	},
})

func writeLine(w io.Writer, v any) error {
	b, err := marshal(v)
	if err != nil {
		return err
	}
	_, err = w.Write(append(b, '\n'))
	return err
}

// jsonlAudit prints reports only; what could not be read goes to standard
// error, as in every format without a place for it.
type jsonlAudit struct{ w io.Writer }

func (j jsonlAudit) Report(r *report.Report) error      { return writeReport(j.w, "", r, "\n") }
func (j jsonlAudit) Unreadable(report.Unreadable) error { return nil }
func (j jsonlAudit) Close(report.Summary) error         { return nil }
