package format_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hecha/internal/doc"
	"hecha/internal/format"
	"hecha/internal/format/formattest"
)

func readPDFSource(t *testing.T, data []byte, opt format.Options) (*doc.Source, *format.Error) {
	t.Helper()
	src, err := format.PDF.Read(t.Context(), format.Input{Name: "a.pdf", Data: data}, opt)
	if err != nil {
		fe := format.AsError(err)
		formattest.CheckError(t, fe)
		return nil, fe
	}
	formattest.Check(t, src)
	return src, nil
}

// at writes one string at a place.
func at(x, y float64, s string) string {
	return fmt.Sprintf("BT /F1 14 Tf 1 0 0 1 %g %g Tm <%x> Tj ET\n", x, y, gbkCodes(s))
}

func TestPDFForms(t *testing.T) {
	var m pdfMaker
	font := m.cjkFont("GBK-EUC-H", "GB1")
	resources := fmt.Sprintf("/Resources<</Font<</F1 %d 0 R>>>>", font)
	shown := m.stream("/Type/XObject /Subtype/Form /BBox[0 0 200 20] "+resources, at(2, 5, "红星社区"))
	ticked := m.stream("/Type/XObject /Subtype/Form /BBox[0 0 20 20] "+resources, at(2, 5, "√"))
	off := m.stream("/Type/XObject /Subtype/Form /BBox[0 0 20 20]", "")
	value := func(s string) string { return fmt.Sprintf("<feff%x>", utf16Codes(s)) }
	annots := fmt.Sprintf(`/Annots[
		<</Subtype/Widget /FT/Tx /V%s /Rect[160 695 360 715] /AP<</N %d 0 R>>>>
		<</Subtype/Widget /FT/Tx /V%s /Rect[160 600 360 620]>>
		<</Subtype/Widget /FT/Btn /AS/On /Rect[160 655 180 675] /AP<</N<</On %d 0 R /Off %d 0 R>>>>>>
		<</Subtype/Widget /FT/Tx /F 2 /V%s /Rect[160 500 360 520]>>
		<</Subtype/Text /Contents%s /Rect[1 1 9 9]>>
		<</Subtype/Link /Contents%s /Rect[1 1 9 9]>>]`,
		value("红星社区"), shown, value("值班电话未公开"), ticked, off, value("隐藏字段"), value("请补充数字"), value("链接说明"))
	data := m.document(font, annots, at(90, 700, "单位名称:")+at(90, 660, "已公示:"))
	src, fe := readPDFSource(t, data, format.Options{})
	if fe != nil {
		t.Fatal(fe)
	}
	if want := "单位名称:红星社区\n已公示:√\n值班电话未公开\n请补充数字"; src.Text != want {
		t.Errorf("got %q, want %q", src.Text, want)
	}
	kinds := map[string]doc.BlockKind{}
	for _, b := range src.Blocks {
		kinds[b.Of(src.Text)] = b.Kind
		if b.Origin != "第1页" {
			t.Errorf("origin %q", b.Origin)
		}
	}
	if kinds["红星社区"] != doc.FormField || kinds["值班电话未公开"] != doc.FormField || kinds["请补充数字"] != doc.Annotation || kinds["单位名称:"] != doc.Paragraph {
		t.Errorf("kinds %v", kinds)
	}
}

func TestPDFLayout(t *testing.T) {
	two := func() string { // two columns of 14 em with a gutter of 3 em
		var b strings.Builder
		left, right := []rune(strings.Repeat("左栏文字连续排列不断行", 12)), []rune(strings.Repeat("右栏文字另起一列继续写", 12))
		b.WriteString(at(180, 790, "两栏排印的汇报标题"))
		for i := range 9 {
			y := 760 - 20*float64(i)
			b.WriteString(at(60, y, string(left[14*i:14*i+14])) + at(300, y, string(right[14*i:14*i+14])))
		}
		return b.String()
	}()
	leftText, rightText := string([]rune(strings.Repeat("左栏文字连续排列不断行", 12))[:126]), string([]rune(strings.Repeat("右栏文字另起一列继续写", 12))[:126])
	for name, c := range map[string]struct{ content, want string }{
		"columns":  {two, "两栏排印的汇报标题\n" + leftText + rightText},
		"bold":     {at(90, 700, "加粗标题") + at(90.4, 700, "加粗标题"), "加粗标题"},
		"repeated": {at(90, 700, "谢谢谢谢"), "谢谢谢谢"},
		"order":    {at(90, 680, "第二段文字") + at(90, 700, "第一段文字"), "第一段文字\n第二段文字"},
		"cells":    {at(90, 700, "单位") + at(300, 700, "36") + at(90, 680, "合计") + at(300, 680, "72"), "单位\t36\n合计\t72"},
		"gap":      {at(118, 700, strings.Repeat("甲", 26)) + at(90, 600, "另一段"), strings.Repeat("甲", 26) + "\n另一段"},
		"actual":   {"/Span<</ActualText<feff" + fmt.Sprintf("%x", utf16Codes("真实文字")) + ">>>BDC " + at(90, 700, "假的字") + "EMC " + at(132, 700, "之后"), "真实文字之后"},
		"artifact": {"/Artifact<</Type/Pagination /Subtype/Header>>BDC " + at(90, 800, "页眉文字") + "EMC " + at(90, 700, "正文") + at(90, 680, "正文二"), "正文\n正文二"},
		"number":   {at(90, 700, "只有一页的正文") + at(290, 40, "- 1 -"), "只有一页的正文"},
		"inline":   {at(90, 700, "图前") + "q 10 0 0 10 300 300 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x01EI\x02 EI Q " + at(90, 600, "图后"), "图前\n图后"},
		"rotated":  {at(90, 700, "正文一行") + "BT /F1 60 Tf .7 .7 -.7 .7 100 100 Tm <" + fmt.Sprintf("%x", gbkCodes("样稿")) + "> Tj ET " + at(90, 680, "正文二行"), "正文一行\n正文二行\n样稿"},
		"kerned":   {"BT /F1 14 Tf 90 700 Td [<" + fmt.Sprintf("%x", gbkCodes("甲乙")) + "> -300 <" + fmt.Sprintf("%x", gbkCodes("丙")) + ">] TJ T* ET", "甲乙丙"},
		"words":    {"BT /F1 14 Tf 90 700 Td [(Email) -600 (is)] TJ ET", "Email is"},
	} {
		t.Run(name, func(t *testing.T) {
			var m pdfMaker
			src, fe := readPDFSource(t, m.document(m.cjkFont("GBK-EUC-H", "GB1"), "", c.content), format.Options{})
			if fe != nil {
				t.Fatal(fe)
			}
			if src.Text != c.want {
				t.Errorf("got %q\nwant %q", src.Text, c.want)
			}
		})
	}
}

func TestPDFVertical(t *testing.T) {
	var m pdfMaker
	font := m.cjkFont("GBK-EUC-V", "GB1")
	var b strings.Builder
	for i, s := range []string{"直排第一行文字", "直排第二行文字", "末行"} {
		b.WriteString(at(500-30*float64(i), 780, s))
	}
	src, fe := readPDFSource(t, m.document(font, "", b.String()), format.Options{})
	if fe != nil {
		t.Fatal(fe)
	}
	if want := "直排第一行文字直排第二行文字末行"; strings.ReplaceAll(src.Text, "\n", "") != want {
		t.Errorf("got %q", src.Text)
	}
}

func TestPDFRunningLines(t *testing.T) {
	var pages []string
	for i := range 4 {
		pages = append(pages, at(90, 800, "柳塘街道内部资料")+at(118, 700, fmt.Sprintf("第%d页的正文各不相同", i))+at(90, 680, strings.Repeat("文", i+3))+at(290, 40, fmt.Sprintf("第 %d 页 共 4 页", i+1)))
	}
	var m pdfMaker
	src, fe := readPDFSource(t, m.document(m.cjkFont("GBK-EUC-H", "GB1"), "", pages...), format.Options{})
	if fe != nil {
		t.Fatal(fe)
	}
	if strings.Contains(src.Text, "内部资料") || strings.Contains(src.Text, "共 4 页") || strings.Count(src.Text, "各不相同") != 4 {
		t.Errorf("got %q", src.Text)
	}
	i := slices.IndexFunc(src.Notes, func(n doc.Note) bool { return n.Kind == doc.NoteChrome })
	if i < 0 || src.Notes[i].Count != 8 || !strings.Contains(src.Notes[i].Text, "柳塘街道内部资料") {
		t.Errorf("notes %v", src.Notes)
	}
	if last := src.Blocks[len(src.Blocks)-1]; last.Origin != "第4页" {
		t.Errorf("origin %q", last.Origin)
	}
}

func TestPDFWithoutText(t *testing.T) {
	unmapped := func(n int) func(*pdfMaker) []byte {
		return func(m *pdfMaker) []byte { // an embedded symbolic font that tells nothing
			d := m.add("<</Type/FontDescriptor /FontName/ABCDEF+Song /Flags 4 /FontFile2 9 0 R>>")
			f := m.add(fmt.Sprintf("<</Type/Font /Subtype/TrueType /BaseFont/ABCDEF+Song /FontDescriptor %d 0 R /FirstChar 33 /Widths[1000 1000]>>", d))
			g := m.cjkFont("GBK-EUC-H", "GB1")
			return m.document(g, fmt.Sprintf("/Resources<</Font<</F1 %d 0 R /F2 %d 0 R>>>>", g, f),
				at(90, 700, strings.Repeat("正文", 20))+"BT /F2 14 Tf 90 600 Td ("+strings.Repeat("\"", n)+") Tj ET")
		}
	}
	image := func(m *pdfMaker, text ...string) []byte {
		g := m.cjkFont("GBK-EUC-H", "GB1")
		i := m.stream("/Type/XObject /Subtype/Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace/DeviceGray", "x")
		var pages []string
		for _, s := range text {
			if s == "" {
				pages = append(pages, "q 595 0 0 842 0 0 cm /I Do Q")
			} else {
				pages = append(pages, at(90, 700, s))
			}
		}
		return m.document(g, fmt.Sprintf("/Resources<</Font<</F1 %d 0 R>> /XObject<</I %d 0 R>>>>", g, i), pages...)
	}
	for name, c := range map[string]struct {
		make   func(*pdfMaker) []byte
		reason format.Reason // "" for a text with note
		note   doc.NoteKind
		says   string
	}{
		"unmapped":     {unmapped(30), format.NoText, "", "30 个字无法识别"},
		"few unmapped": {unmapped(3), "", doc.NoteUnreadGlyph, "3 个字"},
		"scanned":      {func(m *pdfMaker) []byte { return image(m, "", "") }, format.NoText, "", "第 1—2 页只有图像"},
		"partly":       {func(m *pdfMaker) []byte { return image(m, "正文一页", "", "正文三页", "") }, "", doc.NotePartial, "第 2、4 页只有图像"},
		"blank":        {func(m *pdfMaker) []byte { return m.document(m.cjkFont("GBK-EUC-H", "GB1"), "", "") }, format.Empty, "", "没有文字"},
		"drawn outline": {func(m *pdfMaker) []byte {
			return m.document(m.cjkFont("GBK-EUC-H", "GB1"), "", strings.Repeat("0 0 m 1 2 3 4 5 6 c f\n", 60))
		}, format.NoText, "", "转成图形"},
	} {
		t.Run(name, func(t *testing.T) {
			var m pdfMaker
			src, fe := readPDFSource(t, c.make(&m), format.Options{})
			switch {
			case c.reason != "":
				if fe == nil || fe.Reason != c.reason || !strings.Contains(fe.Detail, c.says) {
					t.Errorf("got %v, want %s with %q", fe, c.reason, c.says)
				}
			case fe != nil:
				t.Error(fe)
			case !slices.ContainsFunc(src.Notes, func(n doc.Note) bool { return n.Kind == c.note && strings.Contains(n.Message, c.says) }):
				t.Errorf("notes %v, want %s with %q", src.Notes, c.note, c.says)
			}
		})
	}
}

func TestPDFPassword(t *testing.T) {
	dir := filepath.Join(formattest.Root(t), "testdata", "formats", "pdf", "locked")
	for _, c := range []struct {
		file, password string
		opens          bool
	}{
		{"owner-rc4.pdf", "", true}, {"owner-aes128.pdf", "", true},
		{"user-aes256.pdf", "", false}, {"user-aes256.pdf", "wrong", false}, {"user-aes256.pdf", "liutang", true},
		{"user-aes256.pdf", "owner", true}, {"owner-rc4.pdf", "unneeded", true},
	} {
		data, err := os.ReadFile(filepath.Join(dir, c.file))
		if err != nil {
			t.Fatal(err)
		}
		src, fe := readPDFSource(t, data, format.Options{Password: c.password})
		switch {
		case c.opens && (fe != nil || src.Text != pdfReport):
			t.Errorf("%s with %q: %v", c.file, c.password, fe)
		case !c.opens && (fe == nil || fe.Reason != format.Encrypted):
			t.Errorf("%s with %q: got %v, want encrypted", c.file, c.password, fe)
		}
	}
}

// TeX leaves the encoding in the font program.
func TestPDFBuiltinEncoding(t *testing.T) {
	var m pdfMaker
	program := m.stream("/Length1 90", "%!PS-AdobeFont-1.0: CMR10\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 1 /five put\ndup 2 /percent put\nreadonly def\ncurrentfile eexec")
	d := m.add(fmt.Sprintf("<</Type/FontDescriptor /FontName/ABCDEF+CMR10 /Flags 4 /FontFile %d 0 R>>", program))
	font := m.add(fmt.Sprintf("<</Type/Font /Subtype/Type1 /BaseFont/ABCDEF+CMR10 /FontDescriptor %d 0 R /FirstChar 1 /Widths[500 800]>>", d))
	src, fe := readPDFSource(t, m.document(font, "", "BT /F1 14 Tf 90 700 Td <01010102> Tj ET"), format.Options{})
	if fe != nil {
		t.Fatal(fe)
	}
	if src.Text != "555%" {
		t.Errorf("got %q", src.Text)
	}
}
