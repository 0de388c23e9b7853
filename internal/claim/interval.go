package claim

import (
	"strings"

	"github.com/shopspring/decimal"

	"hecha/internal/quantity"
)

// Interval is the values a printed figure can stand for.
type Interval struct{ Low, High decimal.Decimal }

// Meets reports whether two intervals share a value.
func (a Interval) Meets(b Interval) bool {
	return a.Low.LessThanOrEqual(b.High) && b.Low.LessThanOrEqual(a.High)
}

// Plus adds two intervals.
func (a Interval) Plus(b Interval) Interval {
	low := a.Low.Add(b.Low)
	if a.Low == a.High && b.Low == b.High {
		return Interval{low, low} // two single numbers, as most are
	}
	return Interval{low, a.High.Add(b.High)}
}

// Minus subtracts b from a.
func (a Interval) Minus(b Interval) Interval { return Interval{a.Low.Sub(b.High), a.High.Sub(b.Low)} }

// Over divides a by b, both not negative; ok is false when b may be zero.
func (a Interval) Over(b Interval) (q Interval, ok bool) {
	if !b.Low.IsPositive() || a.Low.IsNegative() {
		return Interval{}, false
	}
	return Interval{a.Low.DivRound(b.High, 12), a.High.DivRound(b.Low, 12)}, true
}

// Times multiplies by a number that is not negative.
func (a Interval) Times(f decimal.Decimal) Interval { return Interval{a.Low.Mul(f), a.High.Mul(f)} }

// Widen moves both ends outward.
func (a Interval) Widen(by decimal.Decimal) Interval {
	if by.IsZero() {
		return a
	}
	return Interval{a.Low.Sub(by), a.High.Add(by)}
}

var (
	one  = decimal.NewFromInt(1)
	half = decimal.NewFromFloat(0.5)
	// near and about are how far 近/不足 and 约/左右 may lie from their number;
	// a rule only speaks beyond them.
	near  = decimal.NewFromFloat(0.85)
	about = decimal.NewFromFloat(0.1)
	// beyond is how far 以上/超过/突破 may reach.
	beyond = decimal.NewFromInt(2)
)

// RangeOf returns what the figure as printed in t can stand for: a whole
// number for itself; one with decimals for half a step to either side; an approximate one for what its words allow.
func RangeOf(q *quantity.Quantity, t string) Interval {
	r := Interval{decimal.Min(q.Low, q.High), decimal.Max(q.Low, q.High)}
	if Rounded(q, t) {
		r = r.Widen(q.Step.Mul(half))
	}
	switch q.Approx {
	case quantity.Over:
		words := ""
		for _, a := range q.Approximators {
			words += a.Of(t)
		}
		if strings.ContainsAny(words, "余多来") && !strings.ContainsAny(words, "超过逾突破上") {
			r.High = q.High.Add(grain(q, t))
		} else {
			r.High = q.High.Mul(beyond)
		}
	case quantity.Under:
		r.Low = q.Low.Mul(near)
	case quantity.About:
		r = Interval{r.Low.Sub(q.Low.Mul(about)), r.High.Add(q.High.Mul(about))}
	}
	return r
}

// Rounded tells a figure printed with decimals: its last place may be rounded.
// 3亿元 beside 2.4亿元 is read as printed, as a person would.
func Rounded(q *quantity.Quantity, t string) bool {
	return strings.ContainsAny(q.Number.Of(t), ".点")
}

// Slack is the deviation that counts as agreement: one unit in the last
// printed place of a rounded figure, nothing for a whole number.
func Slack(q *quantity.Quantity, t string) decimal.Decimal {
	if Rounded(q, t) {
		return q.Step
	}
	return decimal.Zero
}

// grain is the weight of the last significant digit: 100 in 400, 1000 in 1.8万.
func grain(q *quantity.Quantity, t string) decimal.Decimal {
	if strings.ContainsRune(q.Number.Of(t), '.') {
		return q.Step
	}
	g := one
	ten := decimal.NewFromInt(10)
	v := q.High
	for v.IsPositive() && v.Mod(ten).IsZero() {
		v = v.Div(ten)
		g = g.Mul(ten)
	}
	return g
}
