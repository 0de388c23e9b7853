// Package compare sets reports side by side: one row a report, one column an
// indicator, every figure with the sentence it comes from.
//
// A Builder takes the reports one by one and keeps only their small rows, so
// that memory grows with the table and not with the texts. Finish computes what
// needs all rows: summaries, outliers, equal figures, missing values. Figures
// of different time spans are never set side by side silently: a figure whose
// span is stated is divided by its years, any other one is marked.
package compare

import (
	"hecha/internal/report"
	"hecha/internal/reuse"
	"hecha/internal/similar"
)

// Schema names the shape of the comparison JSON.
const Schema = "hecha/compare/v1"

// Table is the comparison of a run's reports.
type Table struct {
	// Groups are the column groups in the order of the columns.
	Groups []Group `json:"groups"`
	// Columns are the indicators that at least one report states.
	Columns []Column `json:"indicators"`
	// Rows are in input order; with Options.Sort by rank; with ByPeriod by unit
	// and period.
	Rows []*Row `json:"rows"`
	// Equal are pairs of rows of different units that give more equal figures
	// than chance explains.
	Equal []Equal `json:"equal"`
	// Shared are the texts that reports have in common, where they were looked for.
	Shared []Shared `json:"shared,omitempty"`
	// SharedDropped counts those left out to bound memory.
	SharedDropped int `json:"shared_dropped,omitempty"`
	// Sort is the indicator by which the rows are ranked, "" for none.
	Sort string `json:"sort,omitempty"`
	// ByPeriod tells that rows of one unit follow each other by period.
	ByPeriod bool `json:"by_period,omitempty"`
	// Unreadable are the inputs that could not be compared.
	Unreadable []report.Unreadable `json:"unreadable"`
	// Summary counts the whole run.
	Summary report.Summary `json:"summary"`
}

// Group is a group of columns.
type Group struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// Column is one indicator.
type Column struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Group string `json:"group"`
	// Unit is the unit of all values of the column (万元, 人次, %).
	Unit string `json:"unit"`
	// Yearly tells that values are brought to one year where the time span is
	// known; Per is the indicator they are divided by, "" for none.
	Yearly bool   `json:"yearly,omitempty"`
	Per    string `json:"per,omitempty"`
	// Stated tells a column of figures the reports state, against one that
	// hecha counts (findings, characters).
	Stated bool `json:"stated"`
	// Discovered tells an indicator found in the pile (--auto).
	Discovered bool    `json:"discovered,omitempty"`
	Summary    Summary `json:"summary"`
}

// Summary describes a column by its comparable values.
type Summary struct {
	// N is the number of rows with a value.
	N int `json:"n"`
	// Total is their sum, nil where adding makes no sense (rates, years).
	Total  *float64 `json:"total,omitempty"`
	Min    float64  `json:"min"`
	Max    float64  `json:"max"`
	Median float64  `json:"median"`
}

// Row is one report.
type Row struct {
	Source  string        `json:"source"`
	Index   int           `json:"index"`
	Unit    string        `json:"unit"`
	Title   string        `json:"title"`
	Places  []string      `json:"places"`
	Period  report.Period `json:"period"`
	Verdict string        `json:"verdict"`
	Reasons []string      `json:"reasons"`
	// Rank is the place by Table.Sort, from 1; 0 when not ranked.
	Rank int `json:"rank,omitempty"`
	// Previous is the index of the row of the same unit's period before, -1
	// for none; set with ByPeriod.
	Previous int `json:"-"`
	// Cells has one entry a column, nil where there is nothing to say.
	Cells []*Cell `json:"cells"`
}

// Name is what to call the row: its unit, else its title, else its file.
func (r *Row) Name() string {
	for _, s := range []string{r.Unit, r.Title} {
		if s != "" {
			return s
		}
	}
	return r.Source
}

// Cell is one figure of one report.
type Cell struct {
	// Indicator is the column's id.
	Indicator string `json:"indicator"`
	// Value is the figure as stated, in the column's unit; nil when the cell
	// only carries marks (Missing).
	Value *float64 `json:"value"`
	// Comparable is Value brought to the column's base (a year, a head); nil
	// where that was not possible, and then the stated value is what there is.
	Comparable *float64 `json:"comparable,omitempty"`
	// Approx is how exactly it is stated: exact, over, under or about.
	Approx string `json:"approx,omitempty"`
	// Scope is the time span it is claimed for, as written, or the report's
	// period; Years its length, 0 when unknown.
	Scope string  `json:"scope,omitempty"`
	Years float64 `json:"years,omitempty"`
	// Denominator is what a rate is a share of, as written ("285份"), "" when
	// unstated.
	Denominator string `json:"denominator,omitempty"`
	// Growth is the change against the same unit's period before, 0.1 = 10 %.
	Growth *float64 `json:"growth,omitempty"`
	Marks  []Mark   `json:"marks,omitempty"`
	// Evidence are the places the figure comes from, the first few; More counts
	// the others.
	Evidence []Evidence `json:"evidence,omitempty"`
	More     int        `json:"more_evidence,omitempty"`
}

// Has reports whether the cell carries a mark of this kind.
func (c *Cell) Has(k MarkKind) bool {
	for _, m := range c.Marks {
		if m.Kind == k {
			return true
		}
	}
	return false
}

// Number returns the value to compare by: the comparable one, else the stated
// one; ok is false for a cell without value.
func (c *Cell) Number() (v float64, ok bool) {
	switch {
	case c == nil || c.Value == nil:
		return 0, false
	case c.Comparable != nil:
		return *c.Comparable, true
	}
	return *c.Value, true
}

// Mark is something to know about a cell.
type Mark struct {
	Kind MarkKind `json:"kind"`
	// Note says it in one Chinese sentence, naming the figures.
	Note string `json:"note"`
}

// MarkKind says what a mark means.
type MarkKind string

// The marks, in the order in which a cell shows them.
const (
	// High and Low are outliers by median and MAD.
	High MarkKind = "high"
	Low  MarkKind = "low"
	// Tenfold is a value that would fit its peers with the point moved.
	Tenfold MarkKind = "tenfold"
	// Same is a value that another unit gives as well, beyond chance.
	Same MarkKind = "same"
	// Unchanged is a value that the unit gave for the period before.
	Unchanged MarkKind = "unchanged"
	// Yearly is a value divided by the years of its scope.
	Yearly MarkKind = "yearly"
	// NoScope is a value of a yearly column without a stated time span.
	NoScope MarkKind = "no-scope"
	// Mixed tells that figures of other time spans were left out.
	Mixed MarkKind = "mixed"
	// Missing is an empty cell where most peers give a value.
	Missing MarkKind = "missing"
)

// Evidence is a place a figure comes from.
type Evidence struct {
	report.Span
	// Sentence is the sentence around it, shortened around the figure where
	// it is long.
	Sentence string `json:"sentence"`
}

// Equal is two rows of different units with equal figures.
type Equal struct {
	// A and B are indexes of rows, A < B.
	A int `json:"a"`
	B int `json:"b"`
	// Columns are the indexes of the columns with equal values.
	Columns []int `json:"columns"`
}

// Shared is the text two reports have in common.
type Shared struct {
	A        similar.Ref      `json:"a"`
	B        similar.Ref      `json:"b"`
	ShareA   float64          `json:"share_a"`
	ShareB   float64          `json:"share_b"`
	Kind     reuse.Kind       `json:"kind"`
	Relation similar.Relation `json:"relation"`
	// Passages counts the common passages; Longest is the longest of them, as
	// it stands in A, and LongestB its counterpart.
	Passages int         `json:"passages"`
	Longest  report.Span `json:"longest"`
	LongestB report.Span `json:"longest_b"`
}
