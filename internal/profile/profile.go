// Package profile says what a report is: whose, about where and when, of what
// kind; and splits a file that holds several reports.
package profile

import (
	"slices"

	"hecha/internal/division"
	"hecha/internal/doc"
)

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
	// Title is the report's title line; its place in TitleSpan.
	Title     string
	TitleSpan doc.Span
	// Unit is the reporting unit's name; empty when the report does not say.
	// UnitSpan is where that name stands.
	Unit     string
	UnitSpan doc.Span
	// Self are the words the unit calls itself by behind 我 or 本 (局, 街道).
	Self []string
	// Places are the administrative divisions the report is about, smallest
	// last; Codes the division codes that fit them, empty when unknown.
	Places []string
	Codes  []division.Code
	// From and To bound the period it covers, as years or ISO dates; empty
	// when it does not say.
	From, To string
	// PeriodSpan is where the period is stated.
	PeriodSpan doc.Span
	Kind       Kind
	// Dated is the report's own date (signature, page), ISO, or empty;
	// DatedSpan is where it stands.
	Dated     string
	DatedSpan doc.Span
}

// Of returns the profile of d.
func Of(d *doc.Document) *Profile { return profiles.Of(d) }

var profiles = doc.Define(func(d *doc.Document) *Profile {
	p := &Profile{Kind: Other}
	if t, ok := titleOf(d); ok {
		p.TitleSpan, p.Kind = t.Span, t.kind
		p.Title = t.Span.Of(d.Text)
	}
	if p.Kind == Other && claims(d) {
		p.Kind = Summary
	}
	u := unitOf(d, p.TitleSpan)
	p.Unit, p.UnitSpan, p.Self = u.name, u.Span, u.self
	p.Places, p.Codes = placesOf(d, p)
	if u.unnamed && len(p.Places) > 0 {
		// 我局 in a report about 巴南区 is 巴南区某局.
		p.Unit = p.Places[len(p.Places)-1] + "某" + u.self[0]
	}
	p.Dated, p.DatedSpan = datedOf(d)
	p.From, p.To, p.PeriodSpan = periodOf(d, p)
	return p
})

// Calls reports whether the unit calls itself kind (局, 街道).
func (p *Profile) Calls(kind string) bool { return slices.Contains(p.Self, kind) }
