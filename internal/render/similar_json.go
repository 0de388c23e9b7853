package render

import (
	"io"

	"hecha/internal/report"
	"hecha/internal/similar"
)

var _ = Register(Format{
	Name: "jsonl", Label: "JSON,一行一对",
	Similar: func(w io.Writer, _ Env) similar.Writer { return jsonlSimilar{w} },
})

type jsonlSimilar struct{ w io.Writer }

func (j jsonlSimilar) Pair(p *similar.Pair) error         { return writeLine(j.w, p) }
func (j jsonlSimilar) Unreadable(report.Unreadable) error { return nil }
func (j jsonlSimilar) Close(*similar.Summary) error       { return nil }

var _ = Register(Format{
	Name: "json", Label: "JSON,一个文档",
	Similar: func(w io.Writer, env Env) similar.Writer { return &jsonSimilar{w: w, env: env} },
})

// jsonSimilar writes one document; pairs go out as they come.
type jsonSimilar struct {
	w          io.Writer
	env        Env
	pairs      *jsonArray
	unreadable []report.Unreadable
}

func (j *jsonSimilar) begin() error {
	if j.pairs != nil {
		return nil
	}
	tool, err := marshal(object{{"name", "hecha"}, {"version", j.env.Version}})
	if err != nil {
		return err
	}
	j.pairs = &jsonArray{w: j.w, open: `{"schema":"` + similar.Schema + `","tool":` + string(tool) + `,"pairs":[`}
	return nil
}

func (j *jsonSimilar) Pair(p *similar.Pair) error {
	if err := j.begin(); err != nil {
		return err
	}
	return j.pairs.add(p)
}

func (j *jsonSimilar) Unreadable(u report.Unreadable) error {
	j.unreadable = append(j.unreadable, u)
	return nil
}

func (j *jsonSimilar) Close(s *similar.Summary) error {
	if err := j.begin(); err != nil {
		return err
	}
	end := "]"
	for _, part := range []struct {
		key   string
		value any
	}{
		{"clusters", notNil(s.Clusters)}, {"copied_numbers", notNil(s.Copied)},
		{"unreadable", notNil(j.unreadable)}, {"summary", s},
	} {
		b, err := marshal(part.value)
		if err != nil {
			return err
		}
		end += `,"` + part.key + `":` + string(b)
	}
	return j.pairs.close(end + "}\n")
}

// notNil makes JSON say [] instead of null.
func notNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
