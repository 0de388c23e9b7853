package format_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"hecha/internal/doc"
	"hecha/internal/format"
	"hecha/internal/format/formattest"
)

// hostile reads data with the named reader and returns how it ended; it fails
// the test when that took long.
func hostile(t *testing.T, reader, name string, data []byte) (*doc.Source, *format.Error) {
	t.Helper()
	start := time.Now()
	src, fe := formattest.Outcome(t, formattest.Reader(t, reader), format.Input{Name: name, Data: data})
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("took %v", d)
	}
	return src, fe
}

func TestDocxHostile(t *testing.T) {
	body := func(s string) []byte { return docx(t, s) }
	for _, c := range []struct {
		name string
		data []byte
		want format.Reason // "" for a text read in part
	}{
		{"bomb", docxBomb(t), format.TooLarge},
		{"200,000 nested elements", body(strings.Repeat("<w:customXml>", 200_000) + p("", "甲")), format.Damaged},
		{"200,000 nested tables", body(strings.Repeat("<w:tbl><w:tr><w:tc>", 70_000)), format.Damaged},
		{"200,000 open fields", body("<w:p>" + strings.Repeat(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`, 200_000) + "</w:p>" + p("", "甲")), ""},
		{"entities", pack(t, part{"word/document.xml", `<!DOCTYPE d [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;">]><w:document ` + wordSpace + `><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`}), format.Damaged},
		{"external entity", pack(t, part{"word/document.xml", `<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document ` + wordSpace + `><w:body>` + p("", "前文") + p("", "&a;") + `</w:body></w:document>`}), ""},
		{"cut XML", pack(t, part{"word/document.xml", `<w:document ` + wordSpace + `><w:body>` + p("", "前文") + `<w:p><w:r><w:t>半`}), ""},
		{"wide spans", body(`<w:tbl><w:tr><w:trPr><w:gridBefore w:val="2000000000"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>` + p("", "甲") + `</w:tc></w:tr></w:tbl>`), ""},
		{"a million paragraphs", body(strings.Repeat("<w:p/>", 1_000_000) + p("", "甲")), format.TooLarge},
		{"style circle", docx(t, styled("a", "甲"), part{"styles", `<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>`}), ""},
		{"no text", body(p("", "")), format.Empty},
		{"only pictures", body(`<w:p><w:r><w:drawing/></w:r></w:p>`), format.NoText},
		{"no main part", pack(t, part{"a.txt", "x"}), format.Damaged},
		{"encrypted entries", locked(body(p("", "甲"))), format.Encrypted},
		{"20,000 entries", pack(t, append([]part{{"word/document.xml", wordPart("document", "")}}, make([]part, 20_000)...)...), format.TooLarge},
		{"traversal names", pack(t, part{"../../word/document.xml", "x"}, part{"/word/document.xml", wordPart("document", "<w:body>"+p("", "甲")+"</w:body>")}, part{`C:\CON`, "x"}), ""},
		{"not a zip", []byte("PK\x03\x04rubbish"), format.Damaged},
		{"main part in a strange charset", pack(t, part{"word/document.xml", `<?xml version="1.0" encoding="EBCDIC"?><w:document/>`}), format.Damaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			src, fe := hostile(t, "docx", "a.docx", c.data)
			switch {
			case c.want != "" && (fe == nil || fe.Reason != c.want):
				t.Errorf("ended in %v, want %s", fe, c.want)
			case c.want == "" && fe != nil:
				t.Errorf("ended in %v, want text", fe)
			case src != nil && strings.Contains(c.name, "entity") != (note(src, doc.NotePartial).Count > 0) && c.name != "cut XML":
				t.Errorf("notes %+v", src.Notes)
			}
		})
	}
}

// locked sets the encryption flag of every entry of a zip file.
func locked(data []byte) []byte {
	for _, h := range []struct {
		magic string
		flags int
	}{{"PK\x03\x04", 6}, {"PK\x01\x02", 8}} {
		for i := 0; ; {
			j := bytes.Index(data[i:], []byte(h.magic))
			if j < 0 {
				break
			}
			i += j + h.flags
			data[i] |= 1
		}
	}
	return data
}

// docxBomb is some 200 KB that unpack to 200 MB.
func docxBomb(t testing.TB) []byte {
	return docx(t, strings.Repeat(p("", strings.Repeat("空", 1000)), 60_000))
}

func TestDocxTruncated(t *testing.T) {
	var b strings.Builder
	for i := range 400 {
		fmt.Fprintf(&b, `<w:p w:rsidR="%08x">%s</w:p>`, i*2654435761, run(fmt.Sprintf("第%d项工作已完成,投入%d元。", i, i*i*7919)))
	}
	data := docx(t, b.String())
	whole := readAs(t, "docx", "a.docx", data)
	partial := 0
	for cut := range 60 {
		src, fe := hostile(t, "docx", "a.docx", data[:cut*len(data)/60])
		if fe != nil {
			continue
		}
		if note(src, doc.NotePartial).Count == 0 {
			t.Errorf("cut at %d/60: text without a note that it is partial", cut)
		}
		if len(src.Text) > len(whole.Text) || !strings.HasPrefix(whole.Text, src.Text[:len(src.Text)-len(src.Text)%3/3]) && !strings.HasPrefix(whole.Text, strings.TrimRight(src.Text, "\n")) {
			t.Errorf("cut at %d/60: text is no prefix", cut)
		}
		partial++
	}
	if partial < 30 {
		t.Errorf("only %d of 60 cuts gave the text before them", partial)
	}
}

func FuzzDocx(f *testing.F) {
	f.Add([]byte(p("", "甲") + listItem(1, 0, "乙")))
	f.Add([]byte(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + p("", "甲") + `</w:tc></w:tr></w:tbl>`))
	f.Add([]byte(`<w:p><w:del w:id="1"><w:r><w:delText>35</w:delText></w:r></w:del><w:r><w:fldChar w:fldCharType="begin"/><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve"> 　</w:t></w:r></w:p>`))
	f.Add([]byte(`<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + p("", "请填") + `</w:sdtContent></w:sdt>`))
	r := formattest.Reader(f, "docx")
	f.Fuzz(func(t *testing.T, body []byte) { // the body, since a zip hides it from the fuzzer
		formattest.Outcome(t, r, format.Input{Name: "a.docx", Data: docx(t, string(body))})
	})
}

// report is a report of about five pages as Word writes it.
func report(t testing.TB) []byte {
	var b bytes.Buffer
	for i := range 60 {
		b.WriteString(`<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr><w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr></w:pPr>`)
		for j := range 4 {
			fmt.Fprintf(&b, `<w:r><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr><w:t>云川区今年开展志愿服务%d次,参加%d人次。</w:t></w:r>`, i, j)
		}
		b.WriteString(`</w:p>`)
	}
	styles := `<w:latentStyles w:count="376">` + strings.Repeat(`<w:lsdException w:name="Medium Shading 1 Accent 6" w:semiHidden="1" w:uiPriority="63" w:unhideWhenUsed="1" w:qFormat="1"/>`, 376) + `</w:latentStyles>`
	for i := range 40 {
		styles += fmt.Sprintf(`<w:style w:type="paragraph" w:styleId="a%d"><w:name w:val="样式%d"/><w:basedOn w:val="a"/><w:pPr><w:spacing w:line="560"/></w:pPr><w:rPr><w:rFonts w:ascii="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr></w:style>`, i, i)
	}
	return docx(t, b.String(), part{"styles", styles + `<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>`})
}

func BenchmarkDocx(b *testing.B) {
	in := format.Input{Name: "a.docx", Data: report(b)}
	r := formattest.Reader(b, "docx")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Read(b.Context(), in, format.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
