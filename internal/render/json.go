package render

import (
	"bytes"
	"encoding/json"
	"io"
	"sync"

	"hecha/internal/report"
)

var _ = Register(Format{
	Name: "json", Label: "JSON,一个文档",
	Audit: func(w io.Writer, env Env) AuditWriter { return &jsonAudit{w: w, env: env} },
	Facts: func(w io.Writer, _ Env, facts func(func(report.Fact) bool)) error {
		a := jsonArray{w: w, open: "["}
		for f := range facts {
			if err := a.add(f); err != nil {
				return err
			}
		}
		return a.close("]\n")
	},
	Grid: func(w io.Writer, _ Env, g Grid) error {
		a := jsonArray{w: w, open: "["}
		for row := range g.Rows {
			o := object{}
			for i, c := range g.Columns {
				o = append(o, field{c.Key, row[i]})
			}
			if err := a.add(o); err != nil {
				return err
			}
		}
		return a.close("]\n")
	},
})

// marshal writes v without escaping HTML: Chinese reports quote 《》 and &.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// object is a JSON object that keeps the order of its fields.
type object []field

type field struct{ key, value string }

// MarshalJSON implements json.Marshaler.
func (o object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, f := range o {
		if i > 0 {
			b = append(b, ',')
		}
		k, err := marshal(f.key)
		if err != nil {
			return nil, err
		}
		v, err := marshal(f.value)
		if err != nil {
			return nil, err
		}
		b = append(append(append(b, k...), ':'), v...)
	}
	return append(b, '}'), nil
}

// jsonArray writes an array element by element.
type jsonArray struct {
	w    io.Writer
	open string // what stands before the first element
	n    int
}

func (a *jsonArray) add(v any) error {
	b, err := marshal(v)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(a.w, a.next()); err != nil {
		return err
	}
	_, err = a.w.Write(b)
	return err
}

// next counts an element and returns what stands before it.
func (a *jsonArray) next() string {
	a.n++
	if a.n == 1 {
		return a.open + "\n"
	}
	return ",\n"
}

func (a *jsonArray) close(end string) error {
	if a.n == 0 {
		end = a.open + end
	} else {
		end = "\n" + end
	}
	_, err := io.WriteString(a.w, end)
	return err
}

// buffers hold one report at a time as JSON.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// writeReport writes a report as JSON between two bits of text.
func writeReport(w io.Writer, before string, r *report.Report, after string) error {
	p := buffers.Get().(*[]byte)
	b := append((*p)[:0], before...)
	b = append(r.AppendJSON(b), after...)
	_, err := w.Write(b)
	if cap(b) <= 1<<20 { // a giant's memory is not kept
		*p = b
		buffers.Put(p)
	}
	return err
}

// jsonAudit writes one document; reports go out as they come, what could not
// be read is kept to the end.
type jsonAudit struct {
	w          io.Writer
	env        Env
	reports    *jsonArray
	unreadable []report.Unreadable
}

func (j *jsonAudit) begin() error {
	if j.reports != nil {
		return nil
	}
	tool, err := marshal(object{{"name", "hecha"}, {"version", j.env.Version}})
	if err != nil {
		return err
	}
	schema, err := marshal(report.Schema)
	if err != nil {
		return err
	}
	j.reports = &jsonArray{w: j.w, open: `{"schema":` + string(schema) + `,"tool":` + string(tool) + `,"reports":[`}
	return nil
}

func (j *jsonAudit) Report(r *report.Report) error {
	if err := j.begin(); err != nil {
		return err
	}
	return writeReport(j.w, j.reports.next(), r, "")
}

func (j *jsonAudit) Unreadable(u report.Unreadable) error {
	j.unreadable = append(j.unreadable, u)
	return nil
}

func (j *jsonAudit) Close(s report.Summary) error {
	if err := j.begin(); err != nil {
		return err
	}
	if j.unreadable == nil {
		j.unreadable = []report.Unreadable{}
	}
	u, err := marshal(j.unreadable)
	if err != nil {
		return err
	}
	sum, err := marshal(s)
	if err != nil {
		return err
	}
	return j.reports.close(`],"unreadable":` + string(u) + `,"summary":` + string(sum) + "}\n")
}
