package boilerplate

import (
	"math/rand/v2"
	"slices"
	"testing"

	"hecha/internal/doc"
)

// TestRecurrence checks on random texts of few characters that no line with a
// phrase written twice in a row is passed over, and that most others are.
func TestRecurrence(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	letters := []rune("推动文明创建工作,,a·")
	spared := 0
	for range 20000 {
		rs := make([]rune, 6+rnd.IntN(30))
		for i := range rs {
			rs[i] = letters[rnd.IntN(len(letters))]
		}
		if n := rnd.IntN(len(rs) / 2); rnd.IntN(3) == 0 {
			at := rnd.IntN(len(rs) - 2*n)
			copy(rs[at+n:], rs[at:at+n])
		}
		var last recurrence
		some := last.some(string(rs), doc.Span{Start: 0, End: len(string(rs))})
		twice := phraseSomewhereTwice(rs)
		if twice && !some {
			t.Errorf("%q", string(rs))
		}
		if !twice && !some {
			spared++
		}
	}
	if spared < 8000 {
		t.Errorf("only %d texts of 20000 need no closer look", spared)
	}
}

func phraseSomewhereTwice(rs []rune) bool {
	for i := range rs {
		for n := leastPhrase; n <= longestPhrase+1 && i+2*n <= len(rs); n++ {
			if slices.Equal(rs[i:i+n], rs[i+n:i+2*n]) && phraseTwice(rs[i:i+n]) {
				return true
			}
		}
	}
	return false
}
