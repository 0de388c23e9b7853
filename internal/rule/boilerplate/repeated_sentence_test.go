package boilerplate

import (
	"slices"
	"strings"
	"testing"

	"hecha/internal/doc"
	"hecha/internal/segment"
)

// TestSentenceSet compares sentences that open alike, by the first of each text.
func TestSentenceSet(t *testing.T) {
	const opening = "镇里把环境整治列为头等大事来抓"
	d := doc.Whole(&doc.Source{Text: strings.Join([]string{
		opening + "实。", opening + "细。", "一是" + opening + "、细。", opening + "好。", opening + ",实!", opening + "实。", "全年清运垃圾四百三十吨有余还多。",
	}, "\n")})
	ss := segment.Sentences(d)
	set := newSentenceSet(d, ss)
	var got []int
	for i, s := range ss {
		h, ok := openingOf(unnumbered(s.Of(d.Text)))
		if !ok {
			t.Fatalf("%q is too short", s.Of(d.Text))
		}
		got = append(got, set.add(i, h))
	}
	if want := []int{-1, -1, 1, -1, 0, 0, -1}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if _, ok := openingOf("走了一遍,又一遍,学习、学习!"); ok {
		t.Error("a short sentence is taken")
	}
}
