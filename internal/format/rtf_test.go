package format_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"hecha/internal/doc"
	"hecha/internal/format"
	"hecha/internal/format/formattest"
)

func TestConformRTF(t *testing.T) { formattest.Conform(t, "rtf") }

func FuzzRTF(f *testing.F) { formattest.Fuzz(f, "rtf") }

func BenchmarkRTF(b *testing.B) { benchmark(b, "rtf") }

// hexed escapes the bytes of a text in a Chinese code page as Word and WPS do.
func hexed(b []byte) string {
	var out strings.Builder
	for _, c := range b {
		fmt.Fprintf(&out, `\'%02x`, c)
	}
	return out.String()
}

func gb(s string) string {
	b, _ := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
	return hexed(b)
}

func big5(s string) string {
	b, _ := traditionalchinese.Big5.NewEncoder().Bytes([]byte(s))
	return hexed(b)
}

func TestRTF(t *testing.T) {
	row := func(edges string, cells ...string) string {
		return `\trowd` + edges + `\pard\intbl ` + strings.Join(cells, `\cell `) + `\cell\row`
	}
	for _, c := range []struct{ name, body, want string }{
		{"code page", gb("办实事53件") + `\par ` + gb("下段"), "办实事53件\n下段"},
		{"four-byte character", gb("㐀𠀀甲"), "㐀𠀀甲"},
		{"plain trail byte", `\'8b@`, "婡"},
		{"plain bytes", "\xb0\xec53\xbc\xfe", "办53件"},
		{"font charset", `{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset136 B;}}\f1 ` + big5("縣長") + `\f0 ` + gb("县长"), "縣長县长"},
		{"far-east font", `{\fonttbl{\f0\fcharset0 A;}{\f9\fcharset136 B;}}\loch\af0\hich\af0\dbch\af9 ` + big5("縣") + `\loch 1`, "縣1"},
		{"Unicode with stand-ins", `\u21150?\uc2\u23454\'3f\'3f\uc0\u20107 \uc1\u-25932?`, "办实事骴"},
		{"surrogates", `\u-10176?\u-9216?`, "𠀀"},
		{"group ends stand-ins", `{\u21150}` + gb("事"), "办事"},
		{"controls", `a\~b\_c\-d\emdash\lquote e\rquote\tab f\{\}\\`, "a\u00a0b-cd—‘e’\tf{}\\"},
		{"line breaks", "a\\line b\\\nc\r\nd", "a\nb\ncd"},
		{"listtext", `{\listtext\pard\plain\f3 ` + gb("一、") + `\tab}\ls1 ` + gb("组织") + `\par {\listtext 1.\tab}3` + gb("个") + `\par\pard ` + gb("无号"), "一、组织\n1. 3个\n无号"},
		{"pntext", `{\pntext (1)\tab}` + gb("甲"), "(1)甲"},
		{"bullet in a symbol font", `{\fonttbl{\f3\fcharset2 Symbol;}}{\listtext\f3 \'b7\tab}` + gb("甲"), "• 甲"},
		{"tracked changes", gb("办") + `{\deleted 35}{\revised 53}` + gb("件"), "办53件"},
		{"hidden", `a{\v b}c\v d\v0 e\v f\plain g`, "aceg"},
		{"destinations", `{\info{\title T}}{\header H}{\footer F}{\*\unknown U{\b V}}{\pict 00ff}{\*\bkmkstart x}a{\object{\*\objdata 00}{\result r}}`, "ar"},
		{"binary data", `{\pict\bin5 }{{}}}a`, "a"},
		{"field", `{\field{\*\fldinst PAGEREF x}{\fldrslt 53}}a`, "53a"},
		{"field without a result", `{\field{\*\fldinst eq \\o\\ac(\u9675?,3)}{\fldrslt }}` + gb("三是"), "③三是"},
		{"ruby field", `{\field{\*\fldinst EQ \\* jc3 \\* hps22 \\o\\ad(\\s\\up 10(h),` + gb("核") + `)}{\fldrslt }}` + gb("查"), "核查"},
		{"notes", `a{\super\chftn{\*\footnote\pard\chftn N1\par N2}}b{\footnote\ftnalt E}c`, "abc\nN1\nN2\nE"},
		{"text box", `a{\shp{\*\shpinst\shpleft1{\sp{\sn x}{\sv y}}{\shptxt B1\par B2\par}}{\shprslt{\*\do{\dptxbxtext B1}}}}b\par c`, "ab\nB1\nB2\nc"},
		{"both encodings", `{\upr{\f0 ?}{\*\ud{\f0 \u21150}}}`, "办"},
		{"underlined blank", `a{\ul     }b`, "a____b"},
		{"table", `T\par ` + row(`\cellx2000\cellx3000`, "a", "b") + row(`\cellx1000\cellx2000\cellx3000`, "c", `d\par e`, "3") + row(`\clvmrg\cellx1010\cellx2000\cellx3000`, "x", "f", "4") + `\pard U`, "T\na\t\tb\nc\td e\t3\n\tf\t4\nU"},
		{"nested table", `\trowd\cellx1000\cellx2000\pard\intbl\itap2 n1\nestcell n2\nestcell{\*\nesttableprops\trowd\cellx500\nestrow}{\nonesttables\par}\pard\intbl\itap1 o\cell p\cell\row\pard q`, "n1 n2 o\tp\nq"},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := `{\rtf1\ansi\ansicpg936\deff0` + c.body + `}`
			if !strings.HasPrefix(c.body, `\`) && !strings.HasPrefix(c.body, `{`) {
				data = `{\rtf1\ansi\ansicpg936\deff0 ` + c.body + `}`
			}
			if got := readAs(t, "rtf", "a.doc", []byte(data)).Text; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestRTFBlocks(t *testing.T) {
	src := readAs(t, "rtf", "a.rtf", []byte(`{\rtf1\ansicpg936{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 h1;}{\*\cs9 c;}{\s2 heading 2;}}\pard\s1 A\par\pard\s2 B\par\pard\outlinelevel2 C\par\pard\s0{\listtext 1.\tab}D\par\pard{\*\annotation note}E{\footnote F}{\deleted x}{\v y}}`))
	want := []doc.Block{
		{Kind: doc.Heading, Level: 1, Origin: "第1段"}, {Kind: doc.Heading, Level: 2, Origin: "第2段"}, {Kind: doc.Heading, Level: 3, Origin: "第3段"},
		{Kind: doc.ListItem, Level: 1, Origin: "第4段"}, {Origin: "第5段"}, {Kind: doc.Footnote, Origin: "脚注1"},
	}
	if len(src.Blocks) != len(want) {
		t.Fatalf("got %d blocks, want %d: %q", len(src.Blocks), len(want), src.Text)
	}
	for i, b := range src.Blocks {
		b.Span = doc.Span{}
		if b != want[i] {
			t.Errorf("block %d: got %+v, want %+v", i, b, want[i])
		}
	}
	for kind, text := range map[doc.NoteKind]string{doc.NoteComment: "note", doc.NoteDeletion: "x", doc.NoteHidden: "y"} {
		if n := note(src, kind); n.Count != 1 || n.Text != text {
			t.Errorf("%s: %+v", kind, n)
		}
	}
}

func TestRTFHostile(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       format.Reason // "" for text
	}{
		{"100,000 groups", `{\rtf1 ` + strings.Repeat("{", 100_000) + "a", format.Damaged},
		{"9,000 groups", `{\rtf1 ` + strings.Repeat("{", 9_000) + "a" + strings.Repeat("}", 9_001), ""},
		{"a million paragraphs", `{\rtf1 a` + strings.Repeat(`\par `, 1_000_000) + "}", format.TooLarge},
		{"a million open notes", `{\rtf1 a` + strings.Repeat(`{\footnote n}`, 1_000_000) + "}", format.TooLarge},
		{"long word", `{\rtf1\` + strings.Repeat("a", 1_000_000) + ` text}`, ""},
		{"huge numbers", `{\rtf1\uc99999999\u99999999999999 \bin-5 \cellx-99999999999 \f999999999999 a}`, ""},
		{"binary past the end", `{\rtf1 a\bin2000000000 b}`, ""},
		{"wide tables", `{\rtf1 ` + strings.Repeat(`\trowd`+strings.Repeat(`\cellx1`, 50)+`\cellx99999\pard\intbl a\cell\row`, 10_000) + `}`, ""},
		{"closed early", `{\rtf1 a}}}}b`, ""},
		{"empty", `{\rtf1}`, format.Empty},
		{"a picture", `{\rtf1{\pict 00}}`, format.NoText},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, fe := hostile(t, "rtf", "a.rtf", []byte(c.data))
			if c.want == "" && fe != nil || c.want != "" && (fe == nil || fe.Reason != c.want) {
				t.Errorf("ended in %v, want %q", fe, c.want)
			}
		})
	}
	src, fe := hostile(t, "rtf", "a.rtf", []byte(`{\rtf1 first\par sec`))
	if fe != nil || note(src, doc.NotePartial).Count == 0 {
		t.Errorf("truncated: %v, %+v", fe, src)
	}
}
