package reuse

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// Settings of the search for copied figures.
const (
	// copiedLeast is how many figures two reports must have in common.
	copiedLeast = 3
	// copiedShared is the most reports that may give a figure.
	copiedShared = 16
	// copiedBase and copiedDoubling are the evidence required, in bits, and
	// what each doubling of the reports adds; alternatives is what the choice
	// among a report's figures takes off each.
	copiedBase, copiedDoubling, alternatives = 20, 2.0, 2.0
)

// Figure is a figure as two reports can have it in common.
type Figure struct {
	// Key is equal for figures of the same value that count the same thing.
	Key uint64
	// At is where it stands in the report's text.
	At Range
	// Digits is the number of significant digits.
	Digits int
}

// Figures are the figures of report i that are worth comparing; a caller may
// put its own reading of quantities in place of Collection.Figures.
type Figures func(i int) ([]Figure, error)

// CopiedFigures are figures that two reports have in common outside the text
// they share; A and B correspond.
type CopiedFigures struct {
	A, B     int
	RangesA  []Range
	RangesB  []Range
	Evidence float64
}

// timeUnits are the characters behind a number that many reports share for
// other reasons than copying: dates, sessions, issues.
const timeUnits = "年月日号届期时点分周岁后"

// Figures returns the figures of report i with three significant digits or
// more, each with the character behind it as what it counts.
func (c *Collection) Figures(i int) ([]Figure, error) {
	p, err := c.page(i)
	if err != nil {
		return nil, err
	}
	t := c.entries[i].text
	var out []Figure
	for _, f := range t.Figures(nil) {
		place := p.places[f.At]
		digits := significant(p.text[place.Start:place.End])
		if f.Value == 0 || digits < 3 || f.At > 0 && t.At(f.At-1) == '第' || f.At+1 >= t.Len() {
			continue
		}
		unit := t.At(f.At + 1)
		if slices.Contains([]rune(timeUnits), rune(unit)) || p.places[f.At+1].Start != place.End {
			continue
		}
		out = append(out, Figure{Key: f.Value ^ uint64(unit)*0x9E3779B97F4A7C15, At: Range{place.Start, p.places[f.At+1].End}, Digits: digits})
	}
	return out, nil
}

// significant counts the digits of a figure without zeros at its ends.
func significant(s string) int {
	n, zeros := 0, 0
	for _, r := range s {
		if r >= 0xFF01 && r <= 0xFF5E {
			r -= 0xFEE0
		}
		switch {
		case r == '0':
			zeros++
		case r > '0' && r <= '9':
			if n > 0 {
				n += zeros
			}
			n, zeros = n+1, 0
		}
	}
	return n
}

var _ Figures = (*Collection)(nil).Figures

type figureAt struct {
	Figure
	report int
}

// CopiedFigures lists the pairs of asked reports with others that have
// uncommon figures in common outside the passages of pairs.
func (c *Collection) CopiedFigures(ctx context.Context, figures Figures, pairs []*Pair) ([]CopiedFigures, error) {
	var all []figureAt
	for i := range c.entries {
		fs, err := figures(i)
		if err != nil || ctx.Err() != nil {
			return nil, cmp.Or(err, ctx.Err())
		}
		seen := map[uint64]bool{}
		for _, f := range fs {
			if !seen[f.Key] {
				seen[f.Key] = true
				all = append(all, figureAt{f, i})
			}
		}
	}
	slices.SortFunc(all, func(x, y figureAt) int { return cmp.Or(cmp.Compare(x.Key, y.Key), x.report-y.report) })
	type meeting struct {
		a, b   int
		fa, fb Range
		bits   float64
	}
	var ms []meeting
	for lo := 0; lo < len(all); {
		hi := lo + 1
		for hi < len(all) && all[hi].Key == all[lo].Key {
			hi++
		}
		if n := hi - lo; n > 1 && n <= copiedShared {
			// What is known of the figure besides these two reports.
			p := max(math.Pow(10, -float64(all[lo].Digits)), float64(n-2)/float64(len(c.entries)))
			bits := -math.Log2(p) - alternatives
			for j := lo + 1; j < hi; j++ {
				for i := lo; i < j; i++ {
					x, y := all[j], all[i]
					if !c.entries[x.report].asked {
						x, y = y, x
					}
					if c.entries[x.report].asked {
						ms = append(ms, meeting{x.report, y.report, x.At, y.At, bits})
					}
				}
			}
		}
		lo = hi
	}
	slices.SortStableFunc(ms, func(x, y meeting) int { return cmp.Or(x.a-y.a, x.b-y.b, x.fa.Start-y.fa.Start) })
	shared := make(map[[2]int]*Pair, len(pairs))
	for _, p := range pairs {
		shared[[2]int{p.A, p.B}] = p
	}
	required := copiedBase + copiedDoubling*math.Log2(float64(max(2, len(c.entries))))
	var out []CopiedFigures
	for lo := 0; lo < len(ms); {
		hi := lo + 1
		for hi < len(ms) && ms[hi].a == ms[lo].a && ms[hi].b == ms[lo].b {
			hi++
		}
		f := CopiedFigures{A: ms[lo].a, B: ms[lo].b}
		p := shared[[2]int{f.A, f.B}]
		for _, m := range ms[lo:hi] {
			if p == nil || !inside(p, m.fa) {
				f.RangesA, f.RangesB = append(f.RangesA, m.fa), append(f.RangesB, m.fb)
				f.Evidence += m.bits
			}
		}
		if len(f.RangesA) >= copiedLeast && f.Evidence >= required {
			out = append(out, f)
		}
		lo = hi
	}
	return out, nil
}

// inside reports whether a range of A's text lies in a passage of p.
func inside(p *Pair, r Range) bool {
	return slices.ContainsFunc(p.Passages, func(g Passage) bool { return g.A.Start <= r.Start && r.End <= g.A.End })
}
