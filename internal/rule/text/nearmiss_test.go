package text

import (
	"slices"
	"testing"

	"hecha/internal/doc"
)

// TestSlips puts one slip at every place of a phrase: one end of the phrase or the
// other gives it away.
func TestSlips(t *testing.T) {
	const phrase = "社会主义核心价值观"
	rs := []rune(phrase)
	for k := range rs {
		wrong := slices.Clone(rs)
		for _, r := range mistakes()[rs[k]] {
			wrong[k] = r
			break
		}
		left := slices.Delete(slices.Clone(rs), k, k+1)
		twice := slices.Insert(slices.Clone(rs), k, rs[k])
		exchanged := slices.Clone(rs)
		if k > 0 {
			exchanged[k-1], exchanged[k] = rs[k], rs[k-1]
		}
		for _, c := range []struct {
			how   string
			runes []rune
			find  bool
		}{
			{"wrong", wrong, true},
			{"left out", left, k > 0 && k < len(rs)-1},
			{"twice", twice, k < len(rs)-2},
			{"exchanged", exchanged, k > 0},
		} {
			text := "把" + string(c.runes) + ",融入。"
			d := doc.Whole(&doc.Source{Name: "t.txt", Text: text})
			// A shorter phrase inside may be what is wrong.
			if slips := read.Of(d).slips; (len(slips) > 0) != c.find {
				t.Errorf("%s at %d: %s: %v", c.how, k, text, slips)
			}
		}
	}
	d := doc.Whole(&doc.Source{Name: "t.txt", Text: "把" + phrase + "," + phrase})
	if r := read.Of(d); r.whole < 2 || len(r.slips) > 0 {
		t.Errorf("whole phrases: %d, slips %v", r.whole, r.slips)
	}
}
