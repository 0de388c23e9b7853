package compare

import (
	"cmp"
	"slices"

	"hecha/internal/report"
	"hecha/internal/similar"
)

// maxShared is how many pairs of reports with common text are kept; longer
// lists are for `hecha similar`.
const maxShared = 20_000

// maxShown is how many characters of a common passage are kept.
const maxShown = 200

// Sharing collects what reports have in common; it is a similar.Writer.
type Sharing struct {
	Pairs []Shared
	// Dropped counts the pairs beyond maxShared.
	Dropped int
	shares  map[origin]float64
}

type origin struct {
	source string
	index  int
}

// Pair implements similar.Writer.
func (s *Sharing) Pair(p *similar.Pair) error {
	if s.shares == nil {
		s.shares = map[origin]float64{}
	}
	if p.Relation != similar.Own {
		for _, side := range []struct {
			ref   similar.Ref
			share float64
		}{{p.A, p.ShareA}, {p.B, p.ShareB}} {
			k := origin{side.ref.Source, side.ref.Index}
			s.shares[k] = max(s.shares[k], side.share)
		}
	}
	if len(s.Pairs) == maxShared {
		s.Dropped++
		return nil
	}
	out := Shared{A: p.A, B: p.B, ShareA: p.ShareA, ShareB: p.ShareB, Kind: p.Kind, Relation: p.Relation, Passages: len(p.Passages)}
	for _, g := range p.Passages {
		if g.A.End-g.A.Start > out.Longest.End-out.Longest.Start {
			out.Longest, out.LongestB = g.A, g.B
		}
	}
	out.Longest.Text, out.LongestB.Text = shorten(out.Longest.Text), shorten(out.LongestB.Text)
	s.Pairs = append(s.Pairs, out)
	return nil
}

// Sorted returns the pairs, those that share most first.
func (s *Sharing) Sorted() []Shared {
	slices.SortStableFunc(s.Pairs, func(a, b Shared) int {
		return cmp.Compare(max(b.ShareA, b.ShareB), max(a.ShareA, a.ShareB))
	})
	return s.Pairs
}

// Unreadable implements similar.Writer; the audit of the same inputs reports
// them.
func (s *Sharing) Unreadable(report.Unreadable) error { return nil }

// Close implements similar.Writer.
func (s *Sharing) Close(*similar.Summary) error { return nil }

// Share returns the greatest share of a report's text that stands in one
// report of another unit, 0 to 1.
func (s *Sharing) Share(source string, index int) float64 { return s.shares[origin{source, index}] }

func shorten(s string) string {
	r := []rune(s)
	if len(r) <= maxShown {
		return string(r) // a copy: s may be part of a whole report
	}
	return string(r[:maxShown]) + "…"
}
