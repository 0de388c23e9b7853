package similar

import (
	"context"
	"iter"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/format"
	"hecha/internal/intake"
	"hecha/internal/ordered"
	"hecha/internal/profile"
	"hecha/internal/report"
	"hecha/internal/reuse"
)

// input is what came of reading one file.
type input struct {
	reports []reuse.Prepared
	problem *report.Unreadable
}

// read reads and normalises everything below paths, in input order.
func read(ctx context.Context, paths []string, reference bool, jobs int, opt intake.Options) iter.Seq[input] {
	return ordered.Map(ctx, max(1, jobs), intake.List(ctx, paths, opt), func(it intake.Item) input {
		src, err := intake.Read(ctx, it, opt)
		if err != nil {
			fe := format.AsError(err)
			return input{problem: &report.Unreadable{Source: it.Name, Reason: string(fe.Reason), Detail: fe.Detail}}
		}
		var in input
		for _, d := range profile.Split(src) {
			in.reports = append(in.reports, prepare(d, reference))
		}
		return in
	})
}

func prepare(d *doc.Document, reference bool) reuse.Prepared {
	p := profile.Of(d)
	r := reuse.Report{
		Source: d.Source.Name, Index: d.Index, Text: d.Raw, Reference: reference,
		// Copies, so that the text is not kept for them.
		Unit: strings.Clone(p.Unit), Period: strings.Clone(period(p)),
	}
	if d.Window.Start > 0 {
		at := d.Source.Position(doc.Span{Start: d.Window.Start, End: d.Window.Start})
		r.Start, r.Line, r.Column = at.Start, at.Line-1, at.Column-1
	}
	return reuse.Prepare(r)
}

// period writes the time a report covers: 2019, 2019—2021.
func period(p *profile.Profile) string {
	if p.From == p.To || p.To == "" {
		return p.From
	}
	return p.From + "—" + p.To
}
