package lexicon

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestList compares a list with plain searches on texts made of its own
// characters.
func TestList(t *testing.T) {
	words := []string{"去年", "上半年", "年", "半年度", "a年", "上"}
	l := NewList(words...)
	rng := rand.New(rand.NewPCG(3, 4))
	letters := []rune("去上半年度a0一")
	for range 500 {
		var b strings.Builder
		for range rng.IntN(12) {
			b.WriteRune(letters[rng.IntN(len(letters))])
		}
		s := b.String()
		first, last := -1, map[int]int{}
		for i, w := range words {
			if k := strings.LastIndex(s, w); k >= 0 {
				last[i] = k
				if first < 0 {
					first = i
				}
			}
		}
		if got := l.First(s); got != first || l.In(s) != (first >= 0) {
			t.Fatalf("%q: first %d, want %d", s, got, first)
		}
		opens := -1
		for i := len(words) - 1; i >= 0; i-- {
			if strings.HasPrefix(s, words[i]) {
				opens = i
			}
		}
		if got := l.Opens(s); got != opens {
			t.Fatalf("%q: opens with %d, want %d", s, got, opens)
		}
		seen := map[int]int{}
		l.Each(s, func(i, at int) { seen[i] = at })
		if len(seen) != len(last) {
			t.Fatalf("%q: %v, want %v", s, seen, last)
		}
		for i, at := range last {
			if seen[i] != at {
				t.Fatalf("%q: %v, want %v", s, seen, last)
			}
		}
	}
}
