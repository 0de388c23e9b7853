package segment

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"hecha/internal/doc"
)

func document(text string) *doc.Document {
	return doc.Whole(&doc.Source{Name: "t.txt", Text: text})
}

func texts(d *doc.Document, spans []doc.Span) []string {
	var out []string
	for _, s := range spans {
		out = append(out, s.Of(d.Text))
	}
	return out
}

func TestSentences(t *testing.T) {
	d := document("一、成效\n共收信1,286件,办结率99.4%。他说:“好!”随后离开;\n\n 结束")
	if got, want := texts(d, Sentences(d)), []string{"一、成效", "共收信1,286件,办结率99.4%。", "他说:“好!”", "随后离开;", "结束"}; !slices.Equal(got, want) {
		t.Errorf("sentences %q, want %q", got, want)
	}
	if got, want := texts(d, Clauses(d)), []string{"一、成效", "共收信1,286件,", "办结率99.4%。", "他说:", "“好!”", "随后离开;", "结束"}; !slices.Equal(got, want) {
		t.Errorf("clauses %q, want %q", got, want)
	}
}

func TestHeadings(t *testing.T) {
	d := document("一、总体情况\n(二)做法。正文在后\n12.推进\n3.5万元\n(4)其他\n⑤小结\n第十一章 附则\n二十、尾声\n一是抓学习。")
	type h struct {
		style Style
		value int
		title string
	}
	var got []h
	for _, n := range Headings(d) {
		got = append(got, h{n.Style, n.Value, n.Title.Of(d.Text)})
	}
	want := []h{{Chinese, 1, "总体情况"}, {Bracket, 2, "做法"}, {Arabic, 12, "推进"}, {Paren, 4, "其他"}, {Circled, 5, "小结"},
		{Chapter, 11, "附则"}, {Chinese, 20, "尾声"}, {Ordinal, 1, "抓学习"}}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestTokens(t *testing.T) {
	d := document("我们在全市组织开展道德讲堂33场次。")
	toks := Tokens(d, doc.Span{Start: 0, End: len(d.Text)})
	end := 0
	var got []string
	for _, k := range toks {
		if k.Start != end {
			t.Fatalf("gap before %v", k)
		}
		end = k.End
		got = append(got, k.Of(d.Text))
	}
	if end != len(d.Text) || !slices.Contains(got, "道德讲堂") {
		t.Errorf("%q", got)
	}
}

// FuzzCut checks that cuts are ordered, disjoint, on rune boundaries and lose
// nothing but blanks.
func FuzzCut(f *testing.F) {
	f.Add("共3,4件。“好!”\n 一是;")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		d := document(s)
		for _, spans := range [][]doc.Span{Sentences(d), Clauses(d)} {
			end := 0
			for _, sp := range spans {
				if sp.Start < end || sp.Empty() || !utf8.ValidString(sp.Of(d.Text)) {
					t.Fatalf("%q: %v", s, spans)
				}
				if strings.Trim(d.Text[end:sp.Start], " \t\n") != "" {
					t.Fatalf("%q: lost %q", s, d.Text[end:sp.Start])
				}
				end = sp.End
			}
			if strings.Trim(d.Text[end:], " \t\n") != "" {
				t.Fatalf("%q: lost the end", s)
			}
		}
	})
}

func BenchmarkClauses(b *testing.B) {
	text := strings.Repeat("三年来，我们共举办“道德讲堂”33场次，参与群众达2万余人（其中妇女1.2万人）。\n", 1000)
	src := &doc.Source{Text: text}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		d := doc.Whole(src)
		Clauses(d)
	}
}

func BenchmarkTokens(b *testing.B) {
	d := document(strings.Repeat("三年来,我们共举办道德讲堂33场次,参与群众达2万余人。", 100))
	segmenter()
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		for _, c := range Clauses(d) {
			Tokens(d, c)
		}
	}
}
