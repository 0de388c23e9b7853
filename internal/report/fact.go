package report

import (
	"encoding/json"
	"fmt"
)

// FactKind is what `hecha extract` can print.
type FactKind string

// The fact kinds, in the order they are printed.
const (
	FactNumber      FactKind = "number"
	FactQuantity    FactKind = "quantity"
	FactActivity    FactKind = "activity"
	FactHonour      FactKind = "honour"
	FactPlaceholder FactKind = "placeholder"
)

// FactKinds lists all kinds.
var FactKinds = []FactKind{FactNumber, FactQuantity, FactActivity, FactHonour, FactPlaceholder}

// Fact is one fact with the report it comes from.
type Fact struct {
	Source string
	Index  int
	Kind   FactKind
	// Value is a Number, Quantity, Activity, Honour or Placeholder.
	Value any
}

// MarshalJSON writes the fact's own object with source, index and fact added.
func (f Fact) MarshalJSON() ([]byte, error) {
	head, err := json.Marshal(struct {
		Source string   `json:"source"`
		Index  int      `json:"index"`
		Fact   FactKind `json:"fact"`
	}{f.Source, f.Index, f.Kind})
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(f.Value)
	if err != nil {
		return nil, err
	}
	if len(body) < 2 || body[0] != '{' {
		return nil, fmt.Errorf("fact %s is not an object", f.Kind)
	}
	out := append(head[:len(head)-1], ',')
	return append(out, body[1:]...), nil
}

// Facts returns the report's facts of the kinds wanted, kind by kind, each in
// text order.
func (r *Report) Facts(want func(FactKind) bool) []Fact {
	var out []Fact
	for _, k := range FactKinds {
		if !want(k) {
			continue
		}
		switch k {
		case FactNumber:
			out = appendFacts(out, r, k, r.Numbers)
		case FactQuantity:
			out = appendFacts(out, r, k, r.Quantities)
		case FactActivity:
			out = appendFacts(out, r, k, r.Activities)
		case FactHonour:
			out = appendFacts(out, r, k, r.Honours)
		case FactPlaceholder:
			out = appendFacts(out, r, k, r.Placeholders)
		}
	}
	return out
}

func appendFacts[T any](out []Fact, r *Report, k FactKind, vs []T) []Fact {
	for _, v := range vs {
		out = append(out, Fact{r.Source, r.Index, k, v})
	}
	return out
}
