package lexicon

import (
	"fmt"
	"math/rand/v2"
	"sort"
	"strings"
	"testing"
)

// TestTrie compares the trie with a plain search on random words
// over a small alphabet, where failures and overlaps are frequent.
func TestTrie(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	letters := []rune("甲乙丙a0")
	random := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteRune(letters[rng.IntN(len(letters))])
		}
		return b.String()
	}
	for range 200 {
		set := map[string]bool{}
		for range 1 + rng.IntN(40) {
			set[random(1+rng.IntN(5))] = true
		}
		var words []string
		for w := range set {
			words = append(words, w)
		}
		sort.Strings(words)
		text := random(200)
		var got, want []string
		labels := make([]int32, len(words))
		for i := range labels {
			labels[i] = int32(3 * i)
		}
		last := found{-1, -1}
		for _, f := range new(scanner).scan(newTrie(words, labels), text) {
			word := words[f.label/3]
			if !strings.HasPrefix(text[f.start:], word) {
				t.Fatalf("%q reported at %q", word, text[f.start:])
			}
			if f.start < last.start || f.start == last.start && len(word) >= len(words[last.label/3]) {
				t.Fatalf("%q at %d behind %q at %d", word, f.start, words[last.label/3], last.start)
			}
			last = f
			got = append(got, fmt.Sprint(f.start, int(f.start)+len(word)))
		}
		for _, w := range words {
			for i := 0; i+len(w) <= len(text); i++ {
				if text[i:i+len(w)] == w {
					want = append(want, fmt.Sprint(i, i+len(w)))
				}
			}
		}
		sort.Strings(got)
		sort.Strings(want)
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("words %q in %q:\ngot  %v\nwant %v", words, text, got, want)
		}
	}
}
