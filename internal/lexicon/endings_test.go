package lexicon

import "testing"

func TestEndings(t *testing.T) {
	e := NewEndings("先后", "后", "年度", "度", "5")
	for s, want := range map[string]int{"": -1, "后": 1, "此后": 1, "先后": 0, "2021年度": 2, "度": 3, "再度": 3, "15": 4, "后来": -1, "\x8e": -1} {
		if got := e.Close(s); got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
	}
}
