package report

import (
	"encoding/json"
	"slices"
	"strings"
)

// Checked tells how many statements each rule examined, sorted by rule id; in
// JSON it is one object.
type Checked []Examined

// Examined is one rule's share of Checked.
type Examined struct {
	Rule  string
	Count int
}

// Add counts one more statement of a rule.
func (c *Checked) Add(rule string) {
	i, found := slices.BinarySearchFunc(*c, rule, func(e Examined, id string) int { return strings.Compare(e.Rule, id) })
	if !found {
		*c = slices.Insert(*c, i, Examined{Rule: rule})
	}
	(*c)[i].Count++
}

// MarshalJSON implements json.Marshaler.
func (c Checked) MarshalJSON() ([]byte, error) { return c.appendJSON(nil), nil }

// UnmarshalJSON implements json.Unmarshaler.
func (c *Checked) UnmarshalJSON(b []byte) error {
	var m map[string]int
	if err := json.Unmarshal(b, &m); err != nil {
		return err
	}
	*c = make(Checked, 0, len(m))
	for rule, n := range m {
		*c = append(*c, Examined{rule, n})
	}
	slices.SortFunc(*c, func(a, b Examined) int { return strings.Compare(a.Rule, b.Rule) })
	return nil
}
