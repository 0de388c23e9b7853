package format_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	ucs "unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"hecha/internal/format"
)

// pdfMaker writes PDF files by hand, so that tests cover encodings that the
// office programs at hand do not write.
type pdfMaker struct {
	objects []string // object n is objects[n-1]
}

func (m *pdfMaker) add(body string) int {
	m.objects = append(m.objects, body)
	return len(m.objects)
}

func (m *pdfMaker) stream(dict, data string) int {
	return m.add(fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(data), data))
}

// bytes returns the file; root is the object number of the catalogue.
func (m *pdfMaker) bytes(root int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(m.objects))
	for i, o := range m.objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, root, xref)
	return b.Bytes()
}

// document makes a file of pages that all use one font object; extra goes into
// each page's dictionary.
func (m *pdfMaker) document(font int, extra string, contents ...string) []byte {
	pages := m.add("")
	var kids []string
	for _, c := range contents {
		s := m.stream("", c)
		k := m.add(fmt.Sprintf("<</Type/Page /Parent %d 0 R /MediaBox[0 0 595 842] /Contents %d 0 R /Resources<</Font<</F1 %d 0 R>>>> %s>>", pages, s, font, extra))
		kids = append(kids, fmt.Sprintf("%d 0 R", k))
	}
	m.objects[pages-1] = fmt.Sprintf("<</Type/Pages /Count %d /Kids[%s]>>", len(kids), strings.Join(kids, " "))
	return m.bytes(m.add(fmt.Sprintf("<</Type/Catalog /Pages %d 0 R>>", pages)))
}

// cjkFont adds a composite font that is not embedded and has no ToUnicode.
func (m *pdfMaker) cjkFont(cmap, ordering string) int {
	d := m.add(fmt.Sprintf("<</Type/Font /Subtype/CIDFontType0 /BaseFont/STSong-Light /CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 4>> /DW 1000 /W[1 95 500 814 939 500 13648 13742 500]>>", ordering))
	return m.add(fmt.Sprintf("<</Type/Font /Subtype/Type0 /BaseFont/STSong-Light-%s /Encoding/%s /DescendantFonts[%d 0 R]>>", cmap, cmap, d))
}

// encoders write text as the codes of a predefined CMap.
var pdfEncoders = []struct {
	cmap, ordering string
	hant           bool
	encode         func(string) []byte
}{
	{"GBK-EUC-H", "GB1", false, gbkCodes},
	{"GBKp-EUC-H", "GB1", false, gbkCodes},
	{"GB-EUC-H", "GB1", false, gbkCodes},
	{"GBK2K-H", "GB1", false, gbkCodes},
	{"ETen-B5-H", "CNS1", true, big5Codes},
	{"ETenms-B5-H", "CNS1", true, big5Codes},
	{"UniGB-UCS2-H", "GB1", false, utf16Codes},
	{"UniGB-UTF16-H", "GB1", false, utf16Codes},
	{"UniCNS-UTF16-H", "CNS1", true, utf16Codes},
	{"Identity-H", "GB1", false, func(s string) []byte { return cidCodes("GB1", s) }},
	{"Identity-H", "CNS1", true, func(s string) []byte { return cidCodes("CNS1", s) }},
}

func gbkCodes(s string) []byte {
	b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err)
	}
	return b
}

func big5Codes(s string) []byte {
	b, err := traditionalchinese.Big5.NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err)
	}
	return b
}

func utf16Codes(s string) []byte {
	var b []byte
	for _, u := range ucs.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return b
}

// cidsOf inverts the embedded tables; the lowest CID of a character wins.
var cidsOf = map[string]map[string]int{"GB1": {}, "CNS1": {}}

func cidCodes(ordering, s string) []byte {
	table := cidsOf[ordering]
	if len(table) == 0 {
		for cid := 30000; cid > 0; cid-- {
			if t := format.CIDText(ordering, cid); t != "" {
				table[t] = cid
			}
		}
	}
	var b []byte
	for _, r := range s {
		cid, ok := table[string(r)]
		if !ok {
			panic("no CID for " + string(r))
		}
		b = append(b, byte(cid>>8), byte(cid))
	}
	return b
}

// report is an invented report, a paragraph a line.
const (
	pdfReport = `柳塘街道文明单位创建工作汇报
2021年,柳塘街道党工委坚持以习惯养成为抓手,全年开展志愿服务活动36场(次),参与群众1280人次,投入经费4.5万元,比上年增长12.5%。
一、加强组织领导
成立由街道主要负责人任组长的领导小组,召开专题会议6次,印发《创建工作方案》120份,签订责任书18份,做到层层有人抓、事事有人管、件件有着落。
二、突出工作重点
一是开展理论宣讲24场;二是评选“最美家庭”12户;三是修订居民公约,覆盖7个社区、3个村。全街道注册志愿者2036人,占常住人口的13.2%。`
	pdfReportHant = `柳塘街道文明單位創建工作匯報
2021年,柳塘街道黨工委堅持以習慣養成為抓手,全年開展志願服務活動36場(次),參與群眾1280人次,投入經費4.5萬元,比上年增長12.5%。
一、加強組織領導
成立由街道主要負責人任組長的領導小組,召開專題會議6次,印發《創建工作方案》120份,簽訂責任書18份,做到層層有人抓、事事有人管、件件有著落。`
)

// pdfLine is one line of a typeset text.
type pdfLine struct {
	x, y float64
	text string
}

// typeset breaks paragraphs into lines as an office program does: two em of
// first-line indent, 28 em to a line.
func typeset(text string) []pdfLine {
	const size, left, width, pitch = 14.0, 90.0, 28.0, 24.0
	var lines []pdfLine
	y := 760.0
	for p := range strings.SplitSeq(text, "\n") {
		x, used, start := left+2*size, 2.0, 0
		for i, r := range p {
			w := 1.0
			if r < 0x80 {
				w = 0.5
			}
			if used+w > width {
				lines = append(lines, pdfLine{x, y, p[start:i]})
				x, used, start, y = left, 0, i, y-pitch
			}
			used += w
		}
		lines = append(lines, pdfLine{x, y, p[start:]})
		y -= pitch
	}
	return lines
}

// content writes lines with one operator a line, or one a character.
func content(lines []pdfLine, encode func(string) []byte, each bool) string {
	var b strings.Builder
	b.WriteString("BT /F1 14 Tf\n")
	for _, l := range lines {
		if !each {
			fmt.Fprintf(&b, "1 0 0 1 %.2f %.2f Tm <%s> Tj\n", l.x, l.y, hex.EncodeToString(encode(l.text)))
			continue
		}
		x := l.x
		for _, r := range l.text {
			fmt.Fprintf(&b, "1 0 0 1 %.2f %.2f Tm <%s> Tj\n", x, l.y, hex.EncodeToString(encode(string(r))))
			x += 14
			if r < 0x80 {
				x -= 7
			}
		}
	}
	b.WriteString("ET")
	return b.String()
}

func readPDFBytes(t testing.TB, data []byte) string {
	t.Helper()
	src, err := format.PDF.Read(t.Context(), format.Input{Name: "made.pdf", Data: data}, format.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return src.Text
}
