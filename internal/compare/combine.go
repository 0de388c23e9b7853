package compare

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"hecha/internal/indicator"
)

// maxEvidence is how many places a cell lists.
const maxEvidence = 4

// cell combines the figures of one report into one value, nil for none. The
// value of Per is applied later, by the builder.
func (x *reader) cell(ind *indicator.Indicator, fs []figure) *Cell {
	if len(fs) == 0 {
		if ind.Combine == indicator.Count && countsGaps(ind) {
			return &Cell{Indicator: ind.ID, Value: new(float64)}
		}
		return nil
	}
	c := &Cell{Indicator: ind.ID}
	used, left := choose(ind.Combine, fs)
	v := 0.0
	for _, f := range used {
		if ind.Combine == indicator.Sum || ind.Combine == indicator.Count {
			v += f.value
		} else {
			v = f.value
		}
		c.Approx = looser(c.Approx, f.approx)
	}
	v = tidy(v / ind.Scale())
	c.Value = &v
	// The table outlives the report's text, so it has words of its own.
	if f := used[0]; ind.Stated() {
		c.Scope, c.Years = strings.Clone(f.span.words), tidy(f.span.years)
	} else {
		c.Approx = ""
	}
	if ind.Yearly {
		x.toYear(ind, c, used[0].span)
	}
	limit := maxEvidence
	if countsGaps(ind) {
		limit = 1 // the list of findings has the others
	}
	for _, f := range used {
		x.evidence(c, f, limit)
	}
	if len(left) > 0 {
		var parts []string
		for _, f := range left[:min(3, len(left))] {
			parts = append(parts, strings.TrimSpace(f.span.words+" "+f.at.Text))
		}
		note := "另有" + strings.Join(parts, "、")
		if len(left) > len(parts) {
			note += fmt.Sprintf("等%d处", len(left))
		}
		c.Marks = append(c.Marks, Mark{Mixed, note + ",时段或对象不同,未计入。"})
		for _, f := range left {
			x.evidence(c, f, limit)
		}
	}
	if len(ind.Denominator) > 0 {
		c.Denominator = strings.Clone(x.denominator(ind, used[0]))
	}
	return c
}

// countsGaps reports whether no figure at all means zero: hecha looked for
// placeholders and findings itself.
func countsGaps(ind *indicator.Indicator) bool {
	return slices.ContainsFunc(ind.Feed, func(f indicator.Feed) bool { return len(f.Placeholder) > 0 || len(f.Finding) > 0 })
}

// toYear brings a cell to one year, or marks that this is not possible.
func (x *reader) toYear(ind *indicator.Indicator, c *Cell, s span) {
	switch {
	case s.years == 0:
		note := "未写明时段,无法折合为一年。"
		if s.words != "" {
			note = fmt.Sprintf("“%s”起止不明,无法折合为一年。", s.words)
		}
		c.Marks = append(c.Marks, Mark{NoScope, note})
	case s.years == 1:
		v := *c.Value
		c.Comparable = &v
	default:
		v := tidy(*c.Value / s.years)
		c.Comparable = &v
		c.Marks = append(c.Marks, Mark{Yearly, fmt.Sprintf("%s%s%s,折合每年%s%s。", s.words, Format(*c.Value), ind.Unit, Format(v), ind.Unit)})
	}
}

// choose returns the figures that make up the value and those left out.
func choose(how indicator.Combine, fs []figure) (used, left []figure) {
	switch how {
	case indicator.Count:
		return fs, nil
	case indicator.Sum:
		return chooseSum(once(fs))
	}
	best := 0
	for i, f := range fs {
		better := f.value > fs[best].value
		if how == indicator.Latest {
			better = f.span.year > fs[best].span.year
		}
		if better {
			best = i
		}
	}
	for i, f := range fs {
		if i != best && f.value != fs[best].value {
			left = append(left, f)
		}
	}
	return fs[best : best+1], left
}

// chooseSum adds figures of one time span only: those whose sum is greatest,
// for the wider span includes the narrower one.
func chooseSum(fs []figure) (used, left []figure) {
	var spans []float64
	sums := map[float64]float64{}
	for _, f := range fs {
		y := f.span.years
		if _, ok := sums[y]; !ok {
			spans = append(spans, y)
		}
		sums[y] += f.value
	}
	best := spans[0]
	for _, y := range spans[1:] {
		if sums[y] > sums[best] {
			best = y
		}
	}
	for _, f := range fs {
		if f.span.years == best {
			used = append(used, f)
		} else {
			left = append(left, f)
		}
	}
	return used, left
}

// once drops figures that are part of one before them (其中…) or say it again.
func once(fs []figure) []figure {
	var out []figure
	for _, f := range fs {
		again := slices.ContainsFunc(out, func(o figure) bool {
			if o.value == f.value && o.about == f.about && o.span.years == f.span.years && f.value >= 10 {
				return true
			}
			// The whole stands before 其中 in the same sentence.
			k := strings.LastIndex(f.before, "其中")
			return k >= 0 && f.value <= o.value && strings.HasPrefix(f.before, o.before) && k >= len(o.before)
		})
		if !again {
			out = append(out, f)
		}
	}
	return out
}

// evidence adds the place of a figure to a cell, up to limit places.
func (x *reader) evidence(c *Cell, f figure, limit int) {
	if f.at.End == 0 {
		return // a metric has no place
	}
	if len(c.Evidence) == limit {
		c.More++
		return
	}
	// The same place often feeds several indicators.
	e, ok := x.places[f.at.Place]
	if !ok {
		e = Evidence{f.at, x.page.Sentence(f.at.Place)}
		e.Text = strings.Clone(e.Text)
		x.places[f.at.Place] = e
	}
	c.Evidence = append(c.Evidence, e)
}

// denominatorReach is how far before a rate its counts are looked for, in
// characters.
const denominatorReach = 120

// denominator looks for what a rate is a share of: the nearest count before it
// that another count is this share of, else a count of the same sentence right
// behind one of the indicator's words.
func (x *reader) denominator(ind *indicator.Indicator, rate figure) string {
	sentence, _ := x.page.Bounds(rate.at.Place)
	var counts []int // nearest first
	for i := len(x.r.Quantities) - 1; i >= 0; i-- {
		q := &x.r.Quantities[i]
		if q.Span.Start < rate.at.Start-denominatorReach {
			break
		}
		if q.Kind == "count" && !q.Masked && q.Span.End <= rate.at.Start {
			counts = append(counts, i)
		}
	}
	for _, whole := range counts {
		for _, part := range counts {
			a, _ := number(x.r.Quantities[part].Low)
			b, _ := number(x.r.Quantities[whole].Low)
			// The rate as printed, give or take half its last place; what is
			// counted otherwise agrees by chance.
			if same := basicUnit(x.r.Quantities[part].Unit) == basicUnit(x.r.Quantities[whole].Unit); same && b > a && b >= 10 && math.Abs(a/b*100-rate.value) <= 0.5*lastPlace(rate.value) {
				return x.r.Quantities[whole].Span.Text
			}
		}
	}
	for _, i := range counts {
		if q := &x.r.Quantities[i]; q.Span.Start >= sentence && containsAny(lastClause(x.around(i).Near()), ind.Denominator) {
			return q.Span.Text
		}
	}
	return ""
}

// lastPlace is one unit of the last decimal of v: 0.1 for 5.2.
func lastPlace(v float64) float64 {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	k := strings.IndexByte(s, '.')
	if k < 0 {
		return 1
	}
	return math.Pow10(k + 1 - len(s))
}

// looser returns the vaguer of two approximations.
func looser(a, b string) string {
	order := []string{"", "exact", "over", "under", "about"}
	if slices.Index(order, b) > slices.Index(order, a) {
		return b
	}
	return a
}

// tidy removes the noise that binary fractions leave.
func tidy(v float64) float64 { return math.Round(v*1e6) / 1e6 }

// Format writes a value for people: no exponent, at most two decimals below
// 100, one above.
func Format(v float64) string {
	places := 2
	if math.Abs(v) >= 100 {
		places = 1
	}
	s := strconv.FormatFloat(v, 'f', places, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
