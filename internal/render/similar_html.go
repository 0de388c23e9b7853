package render

import (
	"io"
	"slices"

	"hecha/internal/report"
	"hecha/internal/similar"
)

// shownPairs bounds how many pairs a page shows in full; the others are listed.
const shownPairs = 300

var _ = Register(Format{
	Name: "html", Label: "网页,两份材料并排对照",
	Similar: func(w io.Writer, env Env) similar.Writer { return &htmlSimilar{w: w, env: env} },
})

type htmlSimilar struct {
	w          io.Writer
	env        Env
	pairs      []*similar.Pair
	unreadable []report.Unreadable
}

func (h *htmlSimilar) Pair(p *similar.Pair) error {
	h.pairs = append(h.pairs, p)
	return nil
}

func (h *htmlSimilar) Unreadable(u report.Unreadable) error {
	h.unreadable = append(h.unreadable, u)
	return nil
}

// piece is a run of text inside a passage; Class marks a difference.
type piece struct{ Text, Class string }

// row sets a passage, or the text between passages, side by side.
type row struct {
	A, B []piece
	// Color numbers the passage's colour from 1; 0 is text that is not shared.
	Color        int
	LineA, LineB int
	Agreement    float64
}

type pairView struct {
	*similar.Pair
	ID   int
	Rows []row // nil when the pair is only listed
}

func (h *htmlSimilar) Close(s *similar.Summary) error {
	// The worst first, as a reviewer reads.
	slices.SortStableFunc(h.pairs, func(x, y *similar.Pair) int {
		switch a, b := max(x.ShareA, x.ShareB), max(y.ShareA, y.ShareB); {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	views := make([]pairView, len(h.pairs))
	for i, p := range h.pairs {
		views[i] = pairView{Pair: p, ID: i + 1}
		if i < shownPairs {
			a, err := s.Text(p.Raw.A)
			if err != nil {
				return err
			}
			b, err := s.Text(p.Raw.B)
			if err != nil {
				return err
			}
			views[i].Rows = rows(p, a, b)
		}
	}
	var groups []similar.Cluster
	for _, c := range s.Clusters {
		if len(c.Members) > 2 {
			groups = append(groups, c)
		}
	}
	shell := newShell(h.env, "材料对照", "page.css", "similar.css", "page.js")
	for _, part := range []struct {
		name string
		data any
	}{
		{"top", shell},
		{"similar", map[string]any{"Pairs": views, "Clusters": groups, "Summary": s, "Unreadable": h.unreadable}},
		{"bottom", shell},
	} {
		if err := pages().ExecuteTemplate(h.w, part.name, part.data); err != nil {
			return err
		}
	}
	return nil
}

// rows sets the texts of a pair side by side, in A's order: each passage of B
// stands beside its counterpart, the text of B before it comes just before.
func rows(p *similar.Pair, a, b string) []row {
	gs := p.Raw.Passages
	order := make([]int, len(gs)) // passages in B's order
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return gs[x].B.Start - gs[y].B.Start })
	before := make([]string, len(gs)) // B's text before each passage
	endB := 0
	for _, i := range order {
		before[i] = b[min(endB, gs[i].B.Start):gs[i].B.Start]
		endB = max(endB, gs[i].B.End)
	}
	var out []row
	endA := 0
	gap := func(x, y string) {
		if x != "" || y != "" {
			out = append(out, row{A: []piece{{x, ""}}, B: []piece{{y, ""}}})
		}
	}
	for i, g := range gs {
		gap(a[min(endA, g.A.Start):g.A.Start], before[i])
		endA = max(endA, g.A.End)
		r := row{Color: i%6 + 1, LineA: p.Passages[i].A.Line, LineB: p.Passages[i].B.Line, Agreement: p.Passages[i].Agreement}
		atA, atB := g.A.Start, g.B.Start
		for _, d := range g.Differences {
			r.A = append(r.A, piece{a[atA:d.A.Start], ""}, piece{a[d.A.Start:d.A.End], string(d.Kind)})
			r.B = append(r.B, piece{b[atB:d.B.Start], ""}, piece{b[d.B.Start:d.B.End], string(d.Kind)})
			atA, atB = d.A.End, d.B.End
		}
		r.A, r.B = append(r.A, piece{a[atA:g.A.End], ""}), append(r.B, piece{b[atB:g.B.End], ""})
		out = append(out, r)
	}
	gap(a[endA:], b[endB:])
	return out
}
