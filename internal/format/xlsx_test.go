package format_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"hecha/internal/format"
	"hecha/internal/format/formattest"
)

// book builds a workbook with excelize and returns its bytes.
func book(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func must(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestXLSX(t *testing.T) {
	data := book(t, func(f *excelize.File) {
		format := func(code string) int {
			id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
			must(t, err)
			return id
		}
		short, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		must(t, err,
			f.SetSheetRow("Sheet1", "A1", &[]any{"云川区2023年度文明创建统计表"}),
			f.MergeCell("Sheet1", "A1", "D1"),
			f.SetSheetRow("Sheet1", "A3", &[]any{"项目", "场次", "投入（元）", "完成率", "日期"}),
			f.SetSheetRow("Sheet1", "A4", &[]any{"培训\n讲座", 12, 1234567.5, 0.985, time.Date(2023, 3, 5, 0, 0, 0, 0, time.UTC)}),
			f.SetSheetRow("Sheet1", "A5", &[]any{"志愿服务", 8, 2000, 1, 45000}),
			f.SetSheetRow("Sheet1", "A6", &[]any{"隐藏的一项", 3, 1000.25, 0.5}),
			f.SetSheetRow("Sheet1", "A7", &[]any{"合计"}),
			f.SetCellFormula("Sheet1", "B7", "SUM(B4:B6)"),
			f.SetCellStyle("Sheet1", "C4", "C7", format("#,##0.00")),
			f.SetCellStyle("Sheet1", "D4", "D7", format("0.0%")),
			f.SetCellStyle("Sheet1", "E4", "E4", format(`yyyy"年"m"月"d"日"`)),
			f.SetCellStyle("Sheet1", "E5", "E5", short),
			f.SetRowVisible("Sheet1", 6, false),
			f.AddComment("Sheet1", excelize.Comment{Cell: "B4", Author: "审", Paragraph: []excelize.RichTextRun{{Text: "请核对"}}}),
		)
		_, err = f.NewSheet("明细")
		must(t, err, f.SetSheetRow("明细", "B2", &[]any{"甲", "1"}))
		_, err = f.NewSheet("选项")
		must(t, err, f.SetCellStr("选项", "A1", "是"), f.SetSheetVisible("选项", false))
		_, err = f.NewSheet("空表")
		must(t, err)
	})
	src := readAs(t, "xlsx", "统计.xlsx", data)
	want := `Sheet1
云川区2023年度文明创建统计表
项目	场次	投入（元）	完成率	日期
培训 讲座	12	1,234,567.50	98.5%	2023年3月5日
志愿服务	8	2,000.00	100.0%	2023/3/15
隐藏的一项	3	1,000.25	50.0%
合计
明细
	甲	1`
	if src.Text != want {
		t.Errorf("got\n%s\nwant\n%s", src.Text, want)
	}
	origins := map[string]string{}
	for _, b := range src.Blocks {
		if !b.Empty() {
			origins[b.Of(src.Text)] = b.Origin
		}
	}
	if origins["12"] != "Sheet1!B4" || origins["甲"] != "明细!B2" || origins["明细"] != "明细" {
		t.Errorf("origins %v", origins)
	}
	var kinds []string
	for _, n := range src.Notes {
		kinds = append(kinds, string(n.Kind)+":"+n.Text)
	}
	if got := strings.Join(kinds, " "); got != "hidden:选项\n是 comment:请核对 hidden:" {
		t.Errorf("notes %q", got)
	}
}

// The value saved with a formula counts: it is what the sheet shows.
func TestXLSXFormulaValue(t *testing.T) {
	data := pack(t,
		part{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
		part{"_rels/.rels", rels("officeDocument", "xl/workbook.xml")},
		part{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="xworksheet"/></sheets></workbook>`},
		part{"xl/_rels/workbook.xml.rels", rels("worksheet", "worksheets/sheet1.xml")},
		part{"xl/worksheets/sheet1.xml", `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><t>合</t></r><r><t>计</t></r></is></c><c r="B1"><f>SUM(B2:B9)</f><v>53</v></c><c r="C1" t="str"><f>"a"</f><v>达标</v></c></row></sheetData></worksheet>`})
	if got := readAs(t, "xlsx", "a.et", data).Text; got != "合计\t53\t达标" {
		t.Errorf("got %q", got)
	}
}

func TestXLSXHostile(t *testing.T) {
	sheet := func(data string) []byte {
		return pack(t,
			part{"_rels/.rels", rels("officeDocument", "xl/workbook.xml")},
			part{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="xworksheet"/></sheets></workbook>`},
			part{"xl/_rels/workbook.xml.rels", rels("worksheet", "worksheets/sheet1.xml")},
			part{"xl/worksheets/sheet1.xml", `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + data + `</sheetData></worksheet>`})
	}
	for name, c := range map[string]struct {
		data []byte
		want format.Reason // "" for text
	}{
		"bomb":          {sheet(strings.Repeat(`<row><c t="inlineStr"><is><t>甲</t></is></c></row>`, 2_000_000)), format.TooLarge},
		"wide rows":     {sheet(strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 2_000)), format.TooLarge},
		"last row":      {sheet(`<row r="1048576"><c r="A1048576"><v>1</v></c></row>`), ""},
		"nested":        {sheet(strings.Repeat("<row>", 100_000)), format.Damaged},
		"no sheet data": {sheet(""), format.Empty},
		"entities":      {sheet(`<row><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>`), format.Damaged},
	} {
		t.Run(name, func(t *testing.T) {
			src, fe := hostile(t, "xlsx", "a.xlsx", c.data)
			if c.want == "" && src == nil || c.want != "" && (fe == nil || fe.Reason != c.want && fe.Reason != format.Empty) {
				t.Errorf("ended in %v, want %q", fe, c.want)
			}
		})
	}
	formattest.Damage(t, formattest.Reader(t, "xlsx"), format.Input{Name: "a.xlsx", Data: sheet(`<row><c r="A1"><v>1</v></c></row>`)})
}

func TestConformXLSX(t *testing.T) { formattest.Conform(t, "xlsx") }

func BenchmarkXLSX(b *testing.B) { benchmark(b, "xlsx") }

func FuzzXLSX(f *testing.F) {
	f.Add(book(f, func(x *excelize.File) { must(f, x.SetSheetRow("Sheet1", "A1", &[]any{"合计", 53, true})) }))
	r := formattest.Reader(f, "xlsx")
	f.Fuzz(func(t *testing.T, data []byte) {
		formattest.Outcome(t, r, format.Input{Name: "a.xlsx", Data: data})
	})
}
