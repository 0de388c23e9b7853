package compare

import (
	"fmt"
	"math"
	"slices"
)

// summarise fills in a column's total, range and median.
func (t *Table) summarise(i int, additive bool) {
	vs := t.values(i)
	if len(vs) == 0 {
		return
	}
	s := Summary{N: len(vs), Min: slices.Min(vs), Max: slices.Max(vs), Median: tidy(median(vs))}
	if additive {
		total := 0.0
		for _, v := range vs {
			total += v
		}
		total = tidy(total)
		s.Total = &total
	}
	t.Columns[i].Summary = s
}

// values returns the comparable values of a column, in row order.
func (t *Table) values(i int) []float64 {
	var vs []float64
	for _, r := range t.Rows {
		if v, ok := r.Cells[i].Number(); ok {
			vs = append(vs, v)
		}
	}
	return vs
}

func median(vs []float64) float64 {
	s := slices.Sorted(slices.Values(vs))
	n := len(s)
	if n%2 == 1 {
		return s[n/2]
	}
	return (s[n/2-1] + s[n/2]) / 2
}

// Outliers are found by Iglewicz and Hoaglin's modified z-score, the distance
// from the median in units of the median absolute deviation (MAD). Counts and
// sums of money spread over orders of magnitude, so theirs are taken on a
// logarithmic scale; shares on a plain one.
const (
	// minSample is how many values a column needs: with fewer, four agreeing
	// ones prove nothing.
	minSample = 5
	// cut is Iglewicz and Hoaglin's threshold; smallCut holds below 10 values,
	// where the MAD is itself a guess and 3.5 accuses every tenth pile.
	cut      = 3.5
	smallCut = 5.0
	// A value is worth a look only when it also is so many times the median,
	// or so many percentage points away.
	minFactor      = 3.0
	smallMinFactor = 4.0
	minPoints      = 10.0
	// minSpread is the least deviation that is taken for usual on the
	// logarithmic scale: in a pile of look-alikes 5 beside 6 is no outlier.
	minSpread = 0.15
	// minSpreadPoints is the same for shares, in percentage points.
	minSpreadPoints = 1.0
)

// outliers marks the cells of a column that lie far from the others.
func (t *Table) outliers(i int) {
	col := &t.Columns[i]
	if col.Unit == "年" {
		return
	}
	plain := col.Unit == "%"
	vs := t.values(i)
	if len(vs) == 0 {
		return
	}
	scaled := make([]float64, len(vs))
	for k, v := range vs {
		scaled[k] = v
		if !plain {
			scaled[k] = math.Log10(math.Max(v, 0) + logShift(col))
		}
	}
	spread := minSpread
	if plain {
		spread = minSpreadPoints
	}
	far := zScores(scaled, spread)
	limit, factor := cut, minFactor
	if len(vs) < 10 {
		limit, factor = smallCut, smallMinFactor
	}
	k := -1
	for _, r := range t.Rows {
		v, ok := r.Cells[i].Number()
		if !ok {
			continue
		}
		k++
		c := r.Cells[i]
		// A sum of several figures is no slip of the pen.
		if col.Stated && !plain && len(c.Evidence) == 1 {
			if note, ok := slip(vs, k, col.Unit); ok {
				c.Marks = append(c.Marks, Mark{Tenfold, note})
				continue
			}
		}
		if len(vs) < minSample || math.Abs(far[k]) <= limit || !worthALook(v, col.Summary.Median, factor, plain) {
			continue
		}
		kind, word := High, "高"
		if far[k] < 0 {
			kind, word = Low, "低"
		}
		if kind == Low && !col.Stated {
			continue // few findings and gaps are no cause for doubt
		}
		c.Marks = append(c.Marks, Mark{kind, fmt.Sprintf("%s%s明显%s于其他材料(中位数%s,%d份填报)。", Format(v), col.Unit, word, Format(col.Summary.Median), len(vs))})
	}
}

// logShift keeps zeros on a logarithmic scale: hecha's own counts are often
// zero, where 0 and 1 differ little.
func logShift(c *Column) float64 {
	if c.Stated {
		return 1e-3
	}
	return 1
}

func worthALook(v, median, factor float64, plain bool) bool {
	if plain {
		return math.Abs(v-median) >= minPoints
	}
	if median <= 0 {
		return v >= factor
	}
	return v >= factor*median || v < median/factor
}

// zScores returns the modified z-scores. Where more than half the values are
// equal the MAD is zero and the mean deviation of the others takes its place;
// in a small pile the value itself would hide behind its own deviation. The
// usual deviation is at least least.
func zScores(vs []float64, least float64) []float64 {
	m := median(vs)
	dev := make([]float64, len(vs))
	total := 0.0
	for i, v := range vs {
		dev[i] = math.Abs(v - m)
		total += dev[i]
	}
	mad := median(dev) / 0.6745
	out := make([]float64, len(vs))
	for i, v := range vs {
		unit := mad
		if mad == 0 && len(vs) > 1 {
			unit = 1.253314 * (total - dev[i]) / float64(len(vs)-1)
		}
		out[i] = (v - m) / math.Max(unit, least)
	}
	return out
}

// slips are the factors of common slips: a misplaced point, 元 for 万元.
var slips = []float64{10, 100, 1000, 10000}

// slip tells whether value k would fit the others with its point moved: it is
// at least five times beyond all of them, and one tenth (hundredth …) of it
// lies among them. The others must agree with each other within a factor of 5,
// or nothing can be said; two others are enough then.
func slip(vs []float64, k int, unit string) (string, bool) {
	lo, hi, n := math.Inf(1), 0.0, 0
	for i, v := range vs {
		if i == k {
			continue
		}
		if v <= 0 {
			return "", false
		}
		lo, hi, n = math.Min(lo, v), math.Max(hi, v), n+1
	}
	v := vs[k]
	if n < 2 || v <= 0 || hi > 5*lo {
		return "", false
	}
	for _, f := range slips {
		switch {
		case v >= 5*hi && v/f >= 0.8*lo && v/f <= hi/0.8:
			return fmt.Sprintf("%s%s约为其他材料(%s至%s)的%s倍,疑数位或单位有误。", Format(v), unit, Format(lo), Format(hi), Format(f)), true
		case v <= lo/5 && v*f >= 0.8*lo && v*f <= hi/0.8:
			return fmt.Sprintf("%s%s约为其他材料(%s至%s)的%s分之一,疑数位或单位有误。", Format(v), unit, Format(lo), Format(hi), Format(f)), true
		}
	}
	return "", false
}

// A column counts as stated by most from this share and this many rows on.
const (
	mostPeers  = 0.7
	leastPeers = 4
)

// missing marks the empty cells of a column that most reports fill.
func (t *Table) missing(i int) {
	col := &t.Columns[i]
	if !col.Stated || col.Per != "" || len(t.Rows) < leastPeers || col.Summary.N < leastPeers-1 || float64(col.Summary.N) < mostPeers*float64(len(t.Rows)) {
		return
	}
	for _, r := range t.Rows {
		if r.Cells[i] == nil {
			r.Cells[i] = &Cell{Indicator: col.ID, Marks: []Mark{{Missing, fmt.Sprintf("%d份材料中有%d份写明,此份没有。", len(t.Rows), col.Summary.N)}}}
		}
	}
}
