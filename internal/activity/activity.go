// Package activity reads what a report claims was carried out.
package activity

import (
	"github.com/shopspring/decimal"

	"hecha/internal/doc"
)

// Type is one of the contract's activity types ("study", "lecture", …).
type Type string

// Activity is one claimed activity.
type Activity struct {
	// Span runs from the activity's name or head word to the end of its last
	// figure in the same clause; the light verb (开展, 举办) stays outside.
	doc.Span
	Type Type
	// Name is the quoted or book-titled name without its marks, or empty.
	Name string
	// Head is the head word that gave the type.
	Head doc.Span
	// Times (occasions: 次 场 期), Participants and Money (元) are the figures
	// stated for it; invalid when not stated.
	Times, Participants, Money decimal.NullDecimal
	// Date is the ISO date it is stated for, as precise as written, or empty.
	Date string
	// Beneficiaries is who it was done for, as it stands in the text.
	Beneficiaries doc.Span
	// Quantities are indexes into quantity.Of(d).Quantities.
	Quantities []int
}

// Of returns the activities of d by position.
func Of(d *doc.Document) []Activity { return activities.Of(d).activities }

var activities = doc.DefineReusing(read)
