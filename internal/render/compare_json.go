package render

import (
	"encoding/json"
	"fmt"
	"io"

	"hecha/internal/compare"
)

var _ = Register(Format{
	Name: "json", Label: "JSON,一个文档",
	Compare: func(w io.Writer, env Env) CompareWriter {
		return TableWriter(func(t *compare.Table) error { return compareJSON(w, env, t) })
	},
})

var _ = Register(Format{
	Name: "jsonl", Label: "JSON,一行一份",
	Compare: func(w io.Writer, _ Env) CompareWriter {
		return TableWriter(func(t *compare.Table) error { return compareLines(w, t) })
	},
})

var _ = Register(Format{
	Name: "csv", Label: "CSV,可用表格软件打开",
	Compare: func(w io.Writer, _ Env) CompareWriter {
		return TableWriter(func(t *compare.Table) error { return writeCSV(w, compareFlat(t)) })
	},
})

// compareRow is a row as JSON shows it: without the empty cells.
type compareRow struct {
	*compare.Row
	Cells []*compare.Cell `json:"cells"`
}

func jsonRow(r *compare.Row) compareRow {
	out := compareRow{r, []*compare.Cell{}}
	for _, c := range r.Cells {
		if c != nil {
			out.Cells = append(out.Cells, c)
		}
	}
	return out
}

// compareJSON writes one document, row by row.
func compareJSON(w io.Writer, env Env, t *compare.Table) error {
	tool, err := marshal(object{{"name", "hecha"}, {"version", env.Version}})
	if err != nil {
		return err
	}
	var parts [4]json.RawMessage
	for i, v := range []any{t.Groups, t.Columns, t.Equal, t.Unreadable} {
		if parts[i], err = marshal(v); err != nil {
			return err
		}
	}
	a := jsonArray{w: w, open: fmt.Sprintf(`{"schema":%q,"tool":%s,"groups":%s,"indicators":%s,"sort":%q,"by_period":%t,"rows":[`,
		compare.Schema, tool, parts[0], parts[1], t.Sort, t.ByPeriod)}
	for _, r := range t.Rows {
		if err := a.add(jsonRow(r)); err != nil {
			return err
		}
	}
	shared, err := marshal(t.Shared)
	if err != nil {
		return err
	}
	if t.Shared == nil {
		shared = []byte("[]")
	}
	sum, err := marshal(t.Summary)
	if err != nil {
		return err
	}
	return a.close(fmt.Sprintf(`],"equal":%s,"shared":%s,"shared_dropped":%d,"unreadable":%s,"summary":%s}`+"\n", parts[2], shared, t.SharedDropped, parts[3], sum))
}

// compareLines writes one row a line.
func compareLines(w io.Writer, t *compare.Table) error {
	for _, r := range t.Rows {
		if err := writeLine(w, jsonRow(r)); err != nil {
			return err
		}
	}
	return nil
}
