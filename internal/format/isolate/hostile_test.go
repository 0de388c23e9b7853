package isolate

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hecha/internal/format"
)

// pdfObjects writes a PDF of the given objects, the first of which is the
// catalogue.
func pdfObjects(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, xref)
	return b.Bytes()
}

func deflated(data string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(data))
	z.Close()
	return b.String()
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

const (
	oneCatalog = "<</Type/Catalog /Pages 2 0 R>>"
	onePages   = "<</Type/Pages /Count 1 /Kids[3 0 R]>>"
	onePage    = "<</Type/Page /Parent 2 0 R /MediaBox[0 0 595 842] /Contents 4 0 R /Resources<</Font<</F1 5 0 R>> /XObject<</X 6 0 R>>>>>>"
	oneFont    = "<</Type/Font /Subtype/Type1 /BaseFont/Helvetica>>"
	shortText  = "BT /F1 12 Tf 72 700 Td (report) Tj ET "
)

// hostilePDFs are files made to hang, crash or exhaust a reader.
func hostilePDFs(t *testing.T) map[string][]byte {
	sample, err := os.ReadFile(filepath.Join("..", "..", "..", "testdata", "formats", "pdf", "office.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	zeros := strings.Repeat("0 ", 40<<20)
	many := func(n int, body string) string {
		return strings.Repeat(body, n)
	}
	var overlapping []string
	overlapping = append(overlapping, oneCatalog, "<</Type/Pages /Count 1 /Kids[3 0 R]>>", "<</Type/Page /Parent 2 0 R /Contents 4 0 R>>", stream("", shortText))
	for range 20_000 { // streams without an end: each runs to the last object
		overlapping = append(overlapping, "<</Length 9999999>>\nstream\nx")
	}
	var nested []string
	nested = append(nested, oneCatalog, onePages, onePage, stream("", many(10, "/X Do ")), oneFont)
	for i := range 30 { // each form draws the next ten times
		nested = append(nested, stream(fmt.Sprintf("/Type/XObject /Subtype/Form /BBox[0 0 9 9] /Resources<</XObject<</X %d 0 R>>>>", 7+i), many(10, "/X Do ")))
	}
	nested = append(nested, stream("/Type/XObject /Subtype/Form /BBox[0 0 9 9]", shortText))
	bigCMap := "1 begincodespacerange <0000> <FFFF> endcodespacerange " + many(40_000, "1 beginbfrange <0000> <FFFF> <0041> endbfrange ")
	return map[string][]byte{
		"empty":            []byte("%PDF-1.7\n"),
		"stream bomb":      pdfObjects(oneCatalog, onePages, onePage, stream("/Filter/FlateDecode", deflated(zeros)), oneFont, oneFont),
		"double bomb":      pdfObjects(oneCatalog, onePages, onePage, stream("/Filter[/FlateDecode/FlateDecode]", deflated(deflated(zeros))), oneFont, oneFont),
		"kids loop":        pdfObjects(oneCatalog, "<</Type/Pages /Count 1 /Kids[2 0 R 2 0 R 2 0 R]>>"),
		"kids deep loop":   pdfObjects(oneCatalog, "<</Type/Pages /Count 1 /Kids[3 0 R]>>", "<</Type/Pages /Count 1 /Kids[2 0 R]>>"),
		"huge count":       pdfObjects(oneCatalog, "<</Type/Pages /Count 2000000000 /Kids[3 0 R]>>", onePage, stream("", shortText), oneFont, oneFont),
		"many kids":        pdfObjects(oneCatalog, "<</Type/Pages /Count 9 /Kids["+many(400_000, "3 0 R ")+"]>>", onePage, stream("", shortText), oneFont, oneFont),
		"same kid":         pdfObjects(oneCatalog, "<</Type/Pages /Count 9 /Kids["+many(50_000, "<</Type/Page/Contents 4 0 R>> ")+"]>>", onePage, stream("", shortText), oneFont, oneFont),
		"deep array":       pdfObjects(oneCatalog, onePages, many(300_000, "[")+many(300_000, "]"), stream("", shortText)),
		"deep dict":        pdfObjects(oneCatalog, onePages, many(300_000, "<</A ")+"1"+many(300_000, ">>"), stream("", shortText)),
		"deep content":     pdfObjects(oneCatalog, onePages, onePage, stream("", many(500_000, "[")+many(500_000, "<<")+shortText), oneFont, oneFont),
		"unbalanced q":     pdfObjects(oneCatalog, onePages, onePage, stream("", many(900_000, "q ")+shortText), oneFont, oneFont),
		"operators":        pdfObjects(oneCatalog, onePages, onePage, stream("/Filter/FlateDecode", deflated(many(6_000_000, "q Q "))), oneFont, oneFont),
		"form loop":        pdfObjects(oneCatalog, onePages, onePage, stream("", "/X Do"), oneFont, stream("/Type/XObject /Subtype/Form /BBox[0 0 9 9] /Resources<</XObject<</X 6 0 R>>>>", "/X Do /X Do")),
		"form bomb":        pdfObjects(nested...),
		"text bomb":        pdfObjects(oneCatalog, onePages, onePage, stream("/Filter/FlateDecode", deflated("BT /F1 12 Tf ("+many(30<<20, "a")+") Tj ET")), oneFont, oneFont),
		"glyphs":           pdfObjects(oneCatalog, onePages, onePage, stream("/Filter/FlateDecode", deflated("BT /F1 1 Tf 1 0 0 1 9 9 Tm "+many(400_000, "(report) Tj ")+"ET")), oneFont, oneFont),
		"rules":            pdfObjects(oneCatalog, onePages, onePage, stream("/Filter/FlateDecode", deflated(shortText+many(200_000, "0 0 m 0 100 l 100 100 l S 5 5 90 90 re S "))), oneFont, oneFont),
		"reference loop":   pdfObjects(oneCatalog, onePages, "4 0 R", "3 0 R"),
		"parent loop":      pdfObjects(oneCatalog, onePages, "<</Type/Page /Parent 3 0 R /Annots[4 0 R] /MediaBox 3 0 R /Resources 3 0 R /Contents 3 0 R>>", "<</Subtype/Widget /Parent 4 0 R /FT/Tx>>"),
		"length loop":      pdfObjects(oneCatalog, onePages, onePage, "<</Length 4 0 R>>\nstream\n"+shortText+"\nendstream", oneFont, oneFont),
		"overlapping":      pdfObjects(overlapping...),
		"object streams":   objectStreams(120),
		"cmap bomb":        pdfObjects(oneCatalog, onePages, onePage, stream("", shortText), "<</Type/Font /Subtype/Type0 /Encoding/Identity-H /ToUnicode 7 0 R /DescendantFonts[6 0 R]>>", "<</W["+many(200_000, "0 65535 500 ")+"]>>", stream("/Filter/FlateDecode", deflated(bigCMap))),
		"no xref":          []byte("%PDF-1.5\n" + many(200_000, "1 0 obj <</A 1>> endobj ")),
		"xref garbage":     append([]byte("%PDF-1.5\nxref\n0 99999999\n"+many(300_000, "zzzzzzzzzz 00000 n \n")), "trailer<</Size 9 /Root 1 0 R>>\nstartxref\n9\n%%EOF"...),
		"xref loop":        []byte("%PDF-1.5\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 9 /Root 1 0 R /Prev 9>>\nstartxref\n9\n%%EOF"),
		"xref size":        []byte("%PDF-1.5\n1 0 obj<</Type/XRef /Size 2000000000 /W[1 8 8] /Index[0 2000000000] /Length 0 /Root 1 0 R>>\nstream\n\nendstream\nendobj\nstartxref\n9\n%%EOF"),
		"predictor":        pdfObjects(oneCatalog, onePages, onePage, stream("/Filter/FlateDecode /DecodeParms<</Predictor 15 /Columns 2000000000 /Colors 2000000 /BitsPerComponent 16>>", deflated("abc")), oneFont, oneFont),
		"lzw garbage":      pdfObjects(oneCatalog, onePages, onePage, stream("/Filter/LZWDecode", many(100_000, "\xff\x00\x80")), oneFont, oneFont),
		"runlength":        pdfObjects(oneCatalog, onePages, onePage, stream("/Filter/RunLengthDecode", many(1_000_000, "\x81q")), oneFont, oneFont),
		"truncated":        sample[:len(sample)/2],
		"truncated end":    sample[:len(sample)-200],
		"annotations":      pdfObjects(oneCatalog, onePages, "<</Type/Page /Parent 2 0 R /Annots["+many(200_000, "4 0 R ")+"]>>", "<</Subtype/FreeText /Contents("+many(1000, "note ")+")>>"),
		"encrypt garbage":  bytes.Replace(pdfObjects(oneCatalog, onePages, onePage, "<</Filter/Standard /V 5 /R 6 /Length 256 /P -4 /O(x) /U(y)>>"), []byte("/Root"), []byte("/Encrypt 4 0 R /Root"), 1),
		"deep parentheses": pdfObjects(oneCatalog, onePages, onePage, stream("", many(1_000_000, "(")), oneFont, oneFont),
		"many pages":       manyPages(5000),
	}
}

// objectStreams has n object streams that unpack to many megabytes each, found
// through a cross-reference stream.
func objectStreams(n int) []byte {
	body := stream("/Type/ObjStm /N 1 /First 8 /Filter/FlateDecode", deflated("1 0     "+strings.Repeat("0", 14<<20)))
	var b, entries bytes.Buffer
	entry := func(kind byte, field uint32, index uint16) {
		entries.WriteByte(kind)
		entries.Write(binary.BigEndian.AppendUint32(nil, field))
		entries.Write(binary.BigEndian.AppendUint16(nil, index))
	}
	b.WriteString("%PDF-1.5\n")
	entry(0, 0, 65535)
	for i := 1; i <= n; i++ {
		entry(1, uint32(b.Len()), 0)
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i, body)
	}
	for i := 1; i <= n; i++ { // one object in each
		entry(2, uint32(i), 0)
	}
	at := b.Len()
	entry(1, uint32(at), 0)
	fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF", 2*n+1,
		stream(fmt.Sprintf("/Type/XRef /Size %d /W[1 4 2] /Root %d 0 R", 2*n+2, n+1), entries.String()), at)
	return b.Bytes()
}

// manyPages has more pages than are read.
func manyPages(n int) []byte {
	objects := []string{oneCatalog, "", oneFont, stream("", shortText)}
	var kids strings.Builder
	for i := range n {
		fmt.Fprintf(&kids, "%d 0 R ", 5+i)
		objects = append(objects, "<</Type/Page /Parent 2 0 R /MediaBox[0 0 595 842] /Contents 4 0 R /Resources<</Font<</F1 3 0 R>>>>>>")
	}
	objects[1] = fmt.Sprintf("<</Type/Pages /Count %d /Kids[%s]>>", n, kids.String())
	return pdfObjects(objects...)
}

// TestHostilePDF: every hostile file ends in a text or a clear line, in time.
// Memory is the child's own watch, tested in TestRun.
func TestHostilePDF(t *testing.T) {
	for name, data := range hostilePDFs(t) {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			src, err := Run(t.Context(), "", format.Input{Name: "hostile.pdf", Data: data}, format.Options{})
			took := time.Since(start)
			if took > childTime {
				t.Errorf("took %v", took)
			}
			if err != nil {
				fe := format.AsError(err)
				if fe != err || fe.Detail == "" {
					t.Errorf("unclear error %v", err)
				}
				t.Logf("%v %7d bytes: %s %s", took.Round(time.Millisecond), len(data), fe.Reason, err)
				return
			}
			t.Logf("%v %7d bytes: %d bytes of text, notes %v", took.Round(time.Millisecond), len(data), len(src.Text), src.Notes)
		})
	}
}
