// Package placeholder finds what a report was meant to say and does not: masks
// (*次, XXX, 201X年, ____), unfilled template fields, instructions left in, and
// units whose value is simply gone (达到%, 共余人).
package placeholder

import (
	"slices"

	"hecha/internal/doc"
)

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

var placeholders = doc.DefineReusing(find)

// find gathers the placeholders of every form. Where two readings overlap, the
// one whose text says more about itself wins: a template field over the mask
// inside it, a mask over the unit behind it.
func find(d *doc.Document, spent []Placeholder) []Placeholder {
	dict := load()
	s := scanner{text: d.Text, dict: dict, found: spent[:0]}
	o := orphanage{text: d.Text, dict: dict}
	s.run(d)
	o.run(d)
	found := s.found
	if front := append(formBlanks(d), prompts(d)...); len(front) > 0 {
		found = append(front, found...)
	}
	found = o.elided(d, found)
	slices.SortStableFunc(found, func(a, b Placeholder) int { return a.Span.Compare(b.Span) })
	out := found[:0]
	for _, p := range found {
		if n := len(out); n > 0 && p.Overlaps(out[n-1].Span) {
			if rank[p.Form] > rank[out[n-1].Form] {
				out[n-1] = p
			}
			continue
		}
		out = append(out, p)
	}
	return out
}

// rank orders forms by how much their own text says.
var rank = map[Form]int{Instruction: 7, Bracket: 6, MaskedDate: 5, Asterisk: 4, Cross: 4, Circle: 4, Blank: 3, Elided: 1}
