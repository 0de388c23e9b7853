// Package quantity reads the figures of a report: what number stands where, in
// which unit, how exactly it is meant and what it counts.
//
// The scanner runs over Document.Text once, in linear time. Values are exact
// decimals, and the digits as printed are remembered, so that a later check
// can tell 5.2% (5.15 to 5.25) from 5.20%.
package quantity

import (
	"github.com/shopspring/decimal"

	"hecha/internal/doc"
)

// Kind is what sort of figure a quantity is.
type Kind uint8

// The kinds.
const (
	Count Kind = iota + 1
	Money
	Percent
	Multiple
	Measure
	Date
	Duration
	Ordinal
)

var kindNames = [...]string{"", "count", "money", "percent", "multiple", "measure", "date", "duration", "ordinal"}

// String returns the kind as the contract has it.
func (k Kind) String() string { return kindNames[k] }

// Approx says how exactly a figure is meant.
type Approx uint8

// The approximations.
const (
	Exact Approx = iota + 1
	Over
	Under
	About
)

var approxNames = [...]string{"", "exact", "over", "under", "about"}

// String returns the approximation as the contract has it.
func (a Approx) String() string { return approxNames[a] }

// Quantity is one figure of a report.
type Quantity struct {
	// Span covers approximators, number, multiplier and unit, not the counted
	// noun.
	doc.Span
	Kind   Kind
	Approx Approx
	// Split tells that blanks or a line break stand between its digits.
	Split bool
	// LostPercent tells that the % of a rate is missing from the text.
	LostPercent bool
	// Masked tells that part of it is masked (201X年).
	Masked bool
	// Article tells an 一 used as an article or rhetorically (一个品牌).
	Article bool
	// Low and High are the value with 万/亿 applied, in Unit, as written: Low <
	// High for a range, Low > High for one whose ends stand the wrong way round
	// (5至3次). Percent values are the number before the sign (5.2% is 5.2);
	// multiples are factors (七成 is 0.7). Zero for dates.
	Low, High decimal.Decimal
	// From and To are the dates of a Date as precise as written ("2006-06-12",
	// "2021", "--04"); "" otherwise.
	From, To string
	// Unit is the classifier or unit without multiplier ("元", "人次", "%").
	Unit string
	// Step is one unit in the last printed place, in the scale of Low: 1.6万
	// has Step 1000, 5.2% has 0.1, 33 has 1. Zero for dates.
	Step decimal.Decimal
	// Number is the numeral with its multiplier, without unit and
	// approximator; for a range, the first.
	Number doc.Span
	// Subject is the counted noun as it stands in the text; empty if none.
	Subject doc.Span
	// Scope is the time expression the figure is claimed for ("三年来"),
	// possibly stated earlier in the paragraph; empty if none.
	Scope doc.Span
	// Approximators are the words that make the figure approximate, in text
	// order: 近400多名 has 近 and 多.
	Approximators []doc.Span
}

// Role is what a numeral does in the text.
type Role uint8

// The roles.
const (
	RoleQuantity Role = iota + 1
	RoleDate
	RoleOrdinal
	RoleName
	RoleIdentifier
	RoleListNumber
	RoleBare
)

var roleNames = [...]string{"", "quantity", "date", "ordinal", "name", "identifier", "list-number", "bare"}

// String returns the role as the contract has it.
func (r Role) String() string { return roleNames[r] }

// Number is one numeral of the text.
type Number struct {
	// Span covers the numeral with its 万/亿, without unit and approximator.
	doc.Span
	Value decimal.Decimal
	Role  Role
}

// Reading is everything the scanner finds in a document.
type Reading struct {
	Quantities []Quantity // by position, not overlapping
	Numbers    []Number   // by position, not overlapping
}

// Of returns the figures of d.
func Of(d *doc.Document) *Reading { return reading.Of(d) }

var reading = doc.DefineReusing(read)

func read(d *doc.Document, spent *Reading) *Reading {
	if spent == nil {
		spent = new(Reading)
	}
	s := newScanner(d, *spent)
	s.scan()
	s.subjects()
	s.scopes()
	*spent = s.finish()
	return spent
}
