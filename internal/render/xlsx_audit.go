package render

import (
	"io"

	"hecha/internal/report"
)

var _ = Register(Format{
	Name: "xlsx", Label: "Excel 工作簿:总览、问题清单、荣誉、活动、数据", Binary: true,
	Audit: func(w io.Writer, _ Env) AuditWriter { return &xlsxAudit{w: w} },
})

// xlsxAudit writes the lists as the reports come.
type xlsxAudit struct {
	w        io.Writer
	b        *workbook
	overview *overview
	lists    *factLists
	bad      []report.Unreadable
}

func (x *xlsxAudit) begin() (err error) {
	if x.b != nil {
		return nil
	}
	x.b = newWorkbook()
	if x.overview, err = newOverview(x.b); err == nil {
		x.lists, err = newFactLists(x.b)
	}
	return err
}

func (x *xlsxAudit) Report(r *report.Report) error {
	if err := x.begin(); err != nil {
		return err
	}
	x.overview.add(r)
	return x.lists.add(r)
}

func (x *xlsxAudit) Unreadable(u report.Unreadable) error {
	x.bad = append(x.bad, u)
	return nil
}

func (x *xlsxAudit) Close(s report.Summary) error {
	if err := x.begin(); err != nil {
		return err
	}
	if err := x.lists.end(); err != nil {
		return err
	}
	if err := x.overview.end("材料核查结果", nil, s, x.bad); err != nil {
		return err
	}
	return x.b.write(x.w)
}
