package activity

import (
	"slices"
	"strings"
	"testing"
)

// TestDictionary checks that every line of the class activity can be read: a
// known type and role, and classes that some verb has.
func TestDictionary(t *testing.T) {
	types := strings.Fields("study training lecture volunteer publicity visit donation culture sport contest selection meeting inspection " +
		"survey twinning employment environment service health reading festival facility publication other")
	typed := []string{"event", "act", "object", "ending", "theme"}
	untyped := []string{"verb", "light", "plain", "state", "none"}
	classes := strings.Fields("build found print give send make compose handle employ weak part")
	seen := map[string]bool{}
	for _, r := range dictionary.Rows() {
		typ, role := r.Column(colType), r.Column(colRole)
		switch {
		case seen[r.Word]:
			t.Errorf("%s: twice", r.Word)
		case slices.Contains(typed, role) && !slices.Contains(types, typ):
			t.Errorf("%s: type %q", r.Word, typ)
		case !slices.Contains(typed, role) && (!slices.Contains(untyped, role) || typ != ""):
			t.Errorf("%s: type %q, role %q", r.Word, typ, role)
		case (role == "object" || role == "verb") && r.Column(colClass) == "":
			t.Errorf("%s: %s without class", r.Word, role)
		}
		seen[r.Word] = true
		for c := range strings.SplitSeq(r.Column(colClass), "|") {
			if c != "" && !slices.Contains(classes, c) {
				t.Errorf("%s: class %q", r.Word, c)
			}
		}
	}
}
