// Package honour reads the honours a report claims were won: title, level,
// issuer, year, recipient. Aims, nominations and descriptions of a selection
// are not honours.
package honour

import "hecha/internal/doc"

// Level is the rank of an honour; the values are the contract's.
type Level string

// The levels, highest first.
const (
	National   Level = "national"
	Provincial Level = "provincial"
	Municipal  Level = "municipal"
	County     Level = "county"
	Township   Level = "township"
	UnitLevel  Level = "unit"
	Unknown    Level = "unknown"
)

// RecipientKind is who or what was honoured; the values are the contract's.
type RecipientKind string

// The recipient kinds.
const (
	Organization     RecipientKind = "organization"
	Person           RecipientKind = "person"
	Family           RecipientKind = "family"
	Place            RecipientKind = "place"
	Work             RecipientKind = "work"
	Team             RecipientKind = "team"
	RecipientUnknown RecipientKind = "unknown"
)

// Honour is one claimed honour.
type Honour struct {
	// Span is the title as written, level words and quotes included.
	doc.Span
	// Title is the title without level words, edition, year and quotes.
	Title string
	Level Level
	// Issuer, Recipient are as they stand in the text; empty if not stated.
	Issuer, Recipient doc.Span
	RecipientKind     RecipientKind
	// Year is four digits, or empty.
	Year string
	// Edition is the number of 第六届 or 第三批, 0 if none.
	Edition int
	// Grade is 一等奖, 提名奖, …; empty if none.
	Grade string
	// Count is how many were won, at least 1.
	Count int
	// Nominated tells an honour that is a nomination (提名奖, 提名城市).
	Nominated bool
}

// Of returns the honours of d by position.
func Of(d *doc.Document) []Honour { return honours.Of(d) }

var honours = doc.DefineReusing(read)
