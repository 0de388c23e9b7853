// Package profile says what a report is: whose, about where and when, of what
// kind; and splits a file that holds several reports.
package profile

import "hecha/internal/doc"

// Kind is the kind of document.
type Kind string

// The kinds.
const (
	Summary Kind = "summary" // 总结, 汇报: claims what was done
	Plan    Kind = "plan"    // 规划, 方案, 要点: claims nothing
	Speech  Kind = "speech"  // 讲话, 致辞
	Other   Kind = "other"
)

// Profile is what a report says of itself.
type Profile struct {
	// Title is the report's title line without marks; its place in TitleSpan.
	Title     string
	TitleSpan doc.Span
	// Unit is the reporting unit, best known name; empty when it does not say.
	// UnitSpan is where that name stands.
	Unit     string
	UnitSpan doc.Span
	// Aliases are other names the report uses for itself (我局, short names).
	Aliases []string
	// Places are the administrative divisions the report is about, smallest
	// last.
	Places []string
	// From and To bound the period it covers, as years or ISO dates; empty
	// when it does not say.
	From, To string
	Kind     Kind
	// Dated is the report's own date (signature, upload), ISO, or empty.
	Dated string
}

// Of returns the profile of d.
func Of(d *doc.Document) *Profile { return profiles.Of(d) }

var profiles = doc.Define(build)

func build(d *doc.Document) *Profile { return &Profile{} }

// Split returns the reports of a source, in order; a source with one report
// gives one document over the whole text.
func Split(src *doc.Source) []*doc.Document {
	return []*doc.Document{doc.Whole(src)}
}
