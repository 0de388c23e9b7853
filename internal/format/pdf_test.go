package format_test

import (
	"fmt"
	"testing"

	"hecha/internal/format"
	"hecha/internal/format/formattest"
)

func TestPDFNonEmbeddedFonts(t *testing.T) {
	for _, e := range pdfEncoders {
		for _, each := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/%s/each=%v", e.cmap, e.ordering, each), func(t *testing.T) {
				want := pdfReport
				if e.hant {
					want = pdfReportHant
				}
				var m pdfMaker
				data := m.document(m.cjkFont(e.cmap, e.ordering), "", content(typeset(want), e.encode, each))
				if got := readPDFBytes(t, data); got != want {
					t.Errorf("got %q\nwant %q", got, want)
				}
			})
		}
	}
}

func BenchmarkPDF(b *testing.B) {
	lines := typeset(pdfReport + "\n" + pdfReport)
	var pages []string
	for range 5 {
		pages = append(pages, content(lines, gbkCodes, false))
	}
	var m pdfMaker
	in := format.Input{Name: "a.pdf", Data: m.document(m.cjkFont("GBK-EUC-H", "GB1"), "", pages...)}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := format.PDF.Read(b.Context(), in, format.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func TestPDF(t *testing.T) { formattest.Conform(t, "pdf") }
func FuzzPDF(f *testing.F) { formattest.Fuzz(f, "pdf") }

// BenchmarkPDFOffice reads three pages as LibreOffice exports them: embedded
// fonts, object streams, a ruled table.
func BenchmarkPDFOffice(b *testing.B) {
	for _, s := range formattest.Samples(b, "pdf") {
		if s.Name != "office.pdf" {
			continue
		}
		b.ReportAllocs()
		for b.Loop() {
			if _, err := format.PDF.Read(b.Context(), s.Input(), format.Options{}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func TestPageNumber(t *testing.T) {
	for s, want := range map[string]bool{
		"3": true, "- 3 -": true, "— 12 —": true, "第 3 页 共 8 页": true, "3/8": true, "第３页": true,
		"2024-05-10": false, "2021": false, "2021年": false, "第3段": false, "—": false, "36场": false, "": false,
	} {
		if got := format.PageNumber(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}
