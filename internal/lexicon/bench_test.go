package lexicon

import (
	"testing"

	"hecha/dict"
)

func BenchmarkBuild(b *testing.B) {
	names, err := Files()
	if err != nil {
		b.Fatal(err)
	}
	var words []string
	seen := map[string]bool{}
	for _, n := range names {
		text, err := dict.Lexicon.ReadFile("lexicon/" + n + ".tsv")
		if err != nil {
			b.Fatal(err)
		}
		for _, r := range Parse(string(text)) {
			if !seen[r.Word] {
				seen[r.Word] = true
				words = append(words, r.Word)
			}
		}
	}
	labels := make([]int32, len(words))
	for i := range labels {
		labels[i] = int32(i)
	}
	b.ReportAllocs()
	for b.Loop() {
		newTrie(words, labels)
	}
}
