package token

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func render(t Text) string {
	var b strings.Builder
	for i := range t.Len() {
		if t.At(i) == Number {
			b.WriteByte('#')
		} else {
			b.WriteRune(rune(t.At(i)))
		}
	}
	return b.String()
}

func TestNormalize(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{"", ""},
		{"全年培训12.5万人次，满意率98.6％。", "全年培训#万人次满意率#"},
		{"舉辦講座１２場, 第3.次", "举办讲座#场第#次"},
		{"投入XX万元，慰问**户；ABC", "投入#万元慰问#户abc"},
		{"一 行\n换行　空格", "一行换行空格"},
		{"共1,234人", "共#人"},
		{"%.。", ""},
	} {
		var z Normalizer
		if got := render(z.Normalize(c.raw)); got != c.want {
			t.Errorf("%q: %q, want %q", c.raw, got, c.want)
		}
	}
}

func FuzzRebuild(f *testing.F) {
	f.Add("舉辦講座１２場, 第3.次。\n\n“全年”培训12.5％,XX单位𠮷")
	f.Add("")
	f.Fuzz(func(t *testing.T, raw string) {
		if !utf8.ValidString(raw) {
			return
		}
		var z Normalizer
		n := z.Normalize(raw)
		text, places, err := n.Rebuild()
		if err != nil || text != raw || len(places) != n.Len() {
			t.Fatalf("%q: rebuilt %q, %d places of %d, %v", raw, text, len(places), n.Len(), err)
		}
		last := 0
		for _, p := range places {
			if p.Start < last || p.End <= p.Start || !utf8.ValidString(raw[p.Start:p.End]) {
				t.Fatalf("%q: place %v", raw, p)
			}
			last = p.End
		}
	})
}

// FuzzDamaged feeds Rebuild what a damaged index may hold.
func FuzzDamaged(f *testing.F) {
	var z Normalizer
	n := z.Normalize("全年12人。")
	f.Add(n.Tokens, n.Gaps)
	f.Fuzz(func(t *testing.T, tokens, gaps []byte) {
		text, places, err := Text{tokens, gaps}.Rebuild()
		if err == nil && len(places) > 0 && places[len(places)-1].End > len(text) {
			t.Fatal("place outside text")
		}
	})
}

func BenchmarkNormalize(b *testing.B) {
	raw := strings.Repeat("三年来，我们共举办“道德讲堂”33场次，参与群众达2万余人（其中妇女1.2万人）。", 80)
	b.SetBytes(int64(len(raw)))
	var z Normalizer
	for b.Loop() {
		z.Normalize(raw)
	}
}
