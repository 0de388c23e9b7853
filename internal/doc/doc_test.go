package doc

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// naive counts what Position must say, character by character.
func naive(text string, sp Span) Position {
	p := Position{Line: 1, Column: 1}
	for i, r := range text {
		if i < sp.Start {
			p.Start++
			p.Column++
			if r == '\n' {
				p.Line++
				p.Column = 1
			}
		}
		if i < sp.End {
			p.End++
		}
	}
	return p
}

func TestPosition(t *testing.T) {
	text := strings.Repeat("第一行,abc\n\n二👍行。", 60) + "尾"
	src := &Source{Text: text}
	for i := range text {
		_, w := utf8.DecodeRuneInString(text[i:])
		sp := Span{i, i + w}
		if got, want := src.Position(sp), naive(text, sp); got != want {
			t.Fatalf("at byte %d: %+v, want %+v", i, got, want)
		}
	}
	end := Span{len(text), len(text)}
	if got, want := src.Position(end), naive(text, end); got != want {
		t.Errorf("at the end: %+v, want %+v", got, want)
	}
}

func TestWindow(t *testing.T) {
	src := &Source{Text: "前文。\n２０２３年，舉辦講座。\n後文。", Blocks: []Block{
		{Span: Span{0, 9}}, {Span: Span{10, 47}, Origin: "第2段"}, {Span: Span{48, 57}},
	}}
	start := strings.Index(src.Text, "２")
	d := New(src, Span{start, strings.Index(src.Text, "後")}, 1, 2)
	if d.Text != "2023年,举办讲座。\n" {
		t.Fatalf("folded %q", d.Text)
	}
	at := strings.Index(d.Text, "讲座")
	sp := Span{at, at + len("讲座")}
	if got := d.RawText(sp); got != "講座" {
		t.Errorf("raw %q", got)
	}
	if got := d.Position(sp); got.Line != 2 || got.Column != 9 || got.Start != 12 {
		t.Errorf("position %+v", got)
	}
	if got := d.FoldedSpan(d.RawSpan(sp)); got != sp {
		t.Errorf("round trip %v, want %v", got, sp)
	}
	if b := d.Blocks(); len(b) != 1 || b[0].Origin != "第2段" {
		t.Errorf("blocks %+v", b)
	}
}

func TestArtefactIsBuiltOnce(t *testing.T) {
	n := 0
	length := Define(func(d *Document) int { n++; return len(d.Text) })
	twice := Define(func(d *Document) int { return 2 * length.Of(d) })
	d := Whole(&Source{Text: "四个汉字"})
	if twice.Of(d) != 24 || length.Of(d) != 12 || n != 1 {
		t.Errorf("built %d times", n)
	}
}

// TestRelease checks that the memory of a released document serves another,
// and only then.
func TestRelease(t *testing.T) {
	bytes := DefineReusing(func(d *Document, spent []byte) []byte { return append(spent[:0], d.Text...) })
	a := Whole(&Source{Text: "甲局汇报"})
	of := bytes.Of(a)
	b := Whole(&Source{Text: "乙局"})
	if string(bytes.Of(b)) != "乙局" || string(of) != "甲局汇报" {
		t.Errorf("documents share memory: %s, %s", of, bytes.Of(b))
	}
	a.Release()
	if got := string(bytes.Of(Whole(&Source{Text: "丙局"}))); got != "丙局" || string(bytes.Of(b)) != "乙局" {
		t.Errorf("after the release: %s, %s", got, bytes.Of(b))
	}
	if got := string(bytes.Of(a)); got != "甲局汇报" {
		t.Errorf("the released document, asked again: %s", got)
	}
}

// FuzzRoundTrip checks that every character of the folded text maps to source
// bytes and back to itself.
func FuzzRoundTrip(f *testing.F) {
	f.Add("漢陽區(qū)婦聯，共１２０人。\n收入100\n4.48亿元", 2, true)
	f.Fuzz(func(t *testing.T, text string, from int, wrapped bool) {
		text = strings.ToValidUTF8(text, "")
		if text == "" {
			return
		}
		from = max(0, min(from, len(text)))
		for from < len(text) && !utf8.RuneStart(text[from]) {
			from++
		}
		d := New(&Source{Text: text, Wrapped: wrapped}, Span{from, len(text)}, 0, 1)
		for i, r := range d.Text {
			sp := Span{i, i + utf8.RuneLen(r)}
			raw := d.RawSpan(sp)
			if raw.Start < from || raw.End > len(text) || raw.Empty() {
				t.Fatalf("%q %v: raw %v", text, sp, raw)
			}
			if back := d.FoldedSpan(raw); back.Start != sp.Start || back.End < sp.End {
				t.Fatalf("%q %v: back %v", text, sp, back)
			}
		}
	})
}

func TestPart(t *testing.T) {
	value := DefineLocal(func(*Document, string) string { return "built" }, func(string, Span, string) string { return "cut" })
	src := &Source{Text: "甲局汇报\n\n（乙局汇报）", Wrapped: true}
	whole := Whole(src)
	at := len("甲局汇报\n\n")
	part := whole.Part(Span{at, len(src.Text)}, at, 1, 2)
	if part.Text != "(乙局汇报)" || part.RawText(Span{0, len(part.Text)}) != "（乙局汇报）" || part.Index != 1 || part.Count != 2 {
		t.Errorf("part %+v", part)
	}
	if got := value.Of(part); got != "cut" {
		t.Errorf("artefact of a part was %s", got)
	}
	// A part that reads otherwise than in its place stands alone.
	if other := whole.Part(Span{at, len(src.Text)}, 0, 1, 2); value.Of(other) != "built" || other.Text != part.Text {
		t.Errorf("part elsewhere took the artefact of the whole")
	}
	if got := value.Of(whole); got != "built" {
		t.Errorf("artefact of the whole was %s", got)
	}
}
