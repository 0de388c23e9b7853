// Package placeholder finds what a report was meant to say and does not: masks
// (*次, XXX, 201X年, ____), unfilled template fields, instructions left in, and
// units whose value is simply gone (达到%, 共余人).
package placeholder

import "hecha/internal/doc"

// Form is how the gap shows; the values are the contract's.
type Form string

// The forms.
const (
	Asterisk    Form = "asterisk"
	Cross       Form = "cross"
	MaskedDate  Form = "masked-date"
	Blank       Form = "blank"
	Circle      Form = "circle"
	Bracket     Form = "bracket"
	Instruction Form = "instruction"
	Elided      Form = "elided"
)

// Forms lists all forms in the contract's order.
var Forms = []Form{Asterisk, Cross, MaskedDate, Blank, Circle, Bracket, Instruction, Elided}

// Field is what is missing; the values are the contract's.
type Field string

// The fields.
const (
	FieldCount        Field = "count"
	FieldMoney        Field = "money"
	FieldPercent      Field = "percent"
	FieldDate         Field = "date"
	FieldPerson       Field = "person"
	FieldPlace        Field = "place"
	FieldOrganization Field = "organization"
	FieldTitle        Field = "title"
	FieldUnknown      Field = "unknown"
)

// Placeholder is one gap. The span is the mask with the unit attached to it;
// for Elided, the orphaned unit.
type Placeholder struct {
	doc.Span
	Form  Form
	Field Field
}

// Of returns the placeholders of d by position, not overlapping.
func Of(d *doc.Document) []Placeholder { return placeholders.Of(d) }

var placeholders = doc.Define(find)

func find(d *doc.Document) []Placeholder { return nil }
