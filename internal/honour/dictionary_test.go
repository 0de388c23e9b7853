package honour

import (
	"slices"
	"strings"
	"testing"
)

// TestDictionaries checks that every line of the word classes can be read.
func TestDictionaries(t *testing.T) {
	levels := strings.Fields("national provincial municipal county township unit")
	kinds := []string{"", string(Organization), string(Person), string(Family), string(Place), string(Work), string(Team)}
	for _, r := range verbWords.Rows() {
		if !slices.Contains(strings.Fields("strong weak grant land run keep list merit none"), r.Column(0)) {
			t.Errorf("honour-verb %s: frame %q", r.Word, r.Column(0))
		}
	}
	for _, r := range headWords.Rows() {
		if r.Column(0) != "strong" && r.Column(0) != "plain" || !slices.Contains(kinds, r.Column(1)) {
			t.Errorf("honour-head %s: %q", r.Word, r.Columns)
		}
	}
	for _, r := range levelWords.Rows() {
		if !slices.Contains(levels, r.Column(0)) || !slices.Contains([]string{"word", "own", "place"}, r.Column(1)) {
			t.Errorf("level %s: %q", r.Word, r.Columns)
		}
	}
	for _, r := range issuerWords.Rows() {
		if r.Column(0) != "" && !slices.Contains(levels, r.Column(0)) {
			t.Errorf("issuer %s: %q", r.Word, r.Columns)
		}
	}
	for _, r := range titles.Rows() {
		if of, ok := strings.CutPrefix(r.Column(0), "="); ok && Lookup(of) == nil {
			t.Errorf("honour %s: no title %s", r.Word, of)
		}
	}
}
