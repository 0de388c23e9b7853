package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"hecha/dict"
)

// TestIsWord compares the set with the dictionary: all words kept are in it,
// and parts of them only if they are words.
func TestIsWord(t *testing.T) {
	kept := map[string]bool{}
	for line := range strings.Lines(dict.Words) {
		w, _, _ := strings.Cut(line, " ")
		if n := utf8.RuneCountInString(w); n >= 2 && n <= longestWord {
			kept[w] = true
		}
	}
	if len(kept) > wordSetSize/2 {
		t.Errorf("%d words are too many for the table", len(kept))
	}
	for w := range kept {
		rs := []rune(w)
		for _, part := range [][]rune{rs, rs[1:], rs[:len(rs)-1]} {
			if isWord(part) != kept[string(part)] {
				t.Errorf("isWord(%q) = %v", string(part), isWord(part))
			}
		}
	}
}
