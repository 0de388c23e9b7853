package format_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hecha/internal/format"
	"hecha/internal/format/formattest"
)

// ofdStyle is one of the ways producers write the same page.
type ofdStyle struct {
	name   string
	prefix string // of the namespace, "" for a default namespace
	dir    string // of the document
	object func(prefix string, l pdfLine, id *int) []string
}

const mm = 25.4 / 72

// ofdAdvances are the distances between the characters of a line, in mm.
func ofdAdvances(s string) []float64 {
	var out []float64
	for _, r := range s {
		if r < 0x80 {
			out = append(out, 7*mm)
		} else {
			out = append(out, 14*mm)
		}
	}
	return out
}

func ofdObject(prefix string, x, y float64, s, deltas string, id *int) string {
	*id++
	// Boundary is the line's box, the baseline stands 4 mm below its top.
	return fmt.Sprintf(`<%[1]sTextObject ID="%[2]d" Boundary="%.3[3]f %.3[4]f 180 6" Font="1" Size="%.3[5]f"><%[1]sTextCode X="0" Y="4"%[6]s>%[7]s</%[1]sTextCode></%[1]sTextObject>`,
		prefix, *id, x*mm, (842-y)*mm-4, 14*mm, deltas, strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(s))
}

var ofdStyles = []ofdStyle{
	{"line", "ofd:", "Doc_0", func(p string, l pdfLine, id *int) []string {
		var d []string
		for _, a := range ofdAdvances(l.text) {
			d = append(d, fmt.Sprintf("%.3f", a))
		}
		return []string{ofdObject(p, l.x, l.y, l.text, ` DeltaX="`+strings.Join(d[:len(d)-1], " ")+`"`, id)}
	}},
	{"groups", "", "文档_0", func(p string, l pdfLine, id *int) []string {
		var d strings.Builder
		a := ofdAdvances(l.text)
		for i := 0; i < len(a)-1; {
			n := 1
			for i+n < len(a)-1 && a[i+n] == a[i] {
				n++
			}
			fmt.Fprintf(&d, "g %d %.3f ", n, a[i])
			i += n
		}
		return []string{ofdObject(p, l.x, l.y, l.text, ` DeltaX="`+d.String()+`"`, id)}
	}},
	{"glyphs", "ofd:", "Doc_0", func(p string, l pdfLine, id *int) []string {
		var out []string
		x := l.x
		for i, a := range ofdAdvances(l.text) {
			out = append(out, ofdObject(p, x, l.y, string([]rune(l.text)[i]), "", id))
			x += a / mm
		}
		rng := rand.New(rand.NewPCG(7, uint64(len(out))))
		rng.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
		return out
	}},
}

// ofdFile builds a file of one page of text, with more objects after it.
func ofdFile(style ofdStyle, text, more, template string) []byte {
	p := style.prefix
	ns := `xmlns:ofd="http://www.ofdspec.org/2016"`
	if p == "" {
		ns = `xmlns="http://www.ofdspec.org/2016"`
	}
	id := 10
	var objects []string
	for _, l := range typeset(text) {
		if l.text == "" {
			continue
		}
		objects = append(objects, style.object(p, l, &id)...)
	}
	wrap := func(root, body string) string {
		return fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8"?><%s%s %s>%s</%s%s>`, p, root, ns, body, p, root)
	}
	el := func(name, attrs, body string) string {
		return fmt.Sprintf("<%s%s%s>%s</%s%s>", p, name, attrs, body, p, name)
	}
	page := el("Template", ` TemplateID="2" ZOrder="Background"`, "") + el("Content", "", el("Layer", ` Type="Body" ID="3"`, strings.Join(objects, "")+more))
	document := el("CommonData", "", el("PageArea", "", el("PhysicalBox", "", "0 0 209.9 297"))+el("TemplatePage", ` ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"`, "")) +
		el("Pages", "", el("Page", ` ID="4" BaseLoc="Pages/Page_0/Content.xml"`, ""))
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, f := range []part{
		{"OFD.xml", wrap("OFD", el("DocBody", "", el("DocRoot", "", "/"+style.dir+"/Document.xml")))},
		{style.dir + "/Document.xml", wrap("Document", document)},
		{style.dir + "/Pages/Page_0/Content.xml", wrap("Page", page)},
		{style.dir + "/Tpls/Tpl_0/Content.xml", wrap("Page", el("Content", "", el("Layer", ` ID="1"`, template)))},
	} {
		// Stored, so that the bytes do not depend on the compressor.
		h, err := w.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Store})
		if err == nil {
			_, err = h.Write([]byte(f.text))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return buf.Bytes()
}

func TestOFDStyles(t *testing.T) {
	for _, s := range ofdStyles {
		data := ofdFile(s, pdfReport, "", "")
		in := format.Input{Name: "a.ofd", Data: data}
		if r := format.Detect(in); r == nil || r.Name != "ofd" {
			t.Fatalf("%s: not detected", s.name)
		}
		src, err := format.OFD.Read(t.Context(), in, format.Options{})
		if err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		formattest.Check(t, src)
		if src.Text != pdfReport {
			t.Errorf("%s: got %q\nwant %q", s.name, src.Text, pdfReport)
		}
	}
}

// ofdTable is a table of two rows drawn as paths, below the text.
func ofdTable(id *int) string {
	var b strings.Builder
	for _, y := range []float64{200, 210, 220} {
		fmt.Fprintf(&b, `<ofd:PathObject ID="%d" Boundary="30 %g 150 1" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L 150 0</ofd:AbbreviatedData></ofd:PathObject>`, *id, y)
		*id++
	}
	for _, x := range []float64{30, 80, 180} {
		fmt.Fprintf(&b, `<ofd:PathObject ID="%d" Boundary="%g 200 1 20" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L 0 20</ofd:AbbreviatedData></ofd:PathObject>`, *id, x)
		*id++
	}
	for i, s := range []string{"社区", "场次", "前湖社区", "36"} {
		x, y := 32+50*float64(i%2), 206+10*float64(i/2)
		b.WriteString(ofdObject("ofd:", x/mm, 842-y/mm, s, fmt.Sprintf(` DeltaX="g 9 %.3f"`, ofdAdvances(s)[0]), id))
	}
	return b.String()
}

func TestOFDSample(t *testing.T) {
	id := 900
	header := ofdObject("ofd:", 250, 800, "柳塘街道", "", &id)
	data := ofdFile(ofdStyles[0], pdfReport, ofdTable(&id), header)
	path := filepath.Join(formattest.Root(t), "testdata", "formats", "ofd", "table.ofd")
	if *formattest.Update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, data) {
		t.Errorf("%s is not what -update writes (%v)", path, err)
	}
}

func TestOFDWithoutText(t *testing.T) {
	for name, c := range map[string]struct {
		more   string
		reason format.Reason
	}{
		"paths": {strings.Repeat(`<ofd:PathObject ID="5" Boundary="1 1 9 9"><ofd:AbbreviatedData>M 0 0 B 1 1 2 2 3 3</ofd:AbbreviatedData></ofd:PathObject>`, 60), format.NoText},
		"image": {`<ofd:ImageObject ID="5" Boundary="0 0 210 297" ResourceID="9"/>`, format.NoText},
		"blank": {"", format.Empty},
	} {
		_, err := format.OFD.Read(t.Context(), format.Input{Name: "a.ofd", Data: ofdFile(ofdStyles[0], "", c.more, "")}, format.Options{})
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		fe := format.AsError(err)
		formattest.CheckError(t, fe)
		if fe.Reason != c.reason || !strings.Contains(fe.Detail, "OFD") {
			t.Errorf("%s: %s %s, want %s", name, fe.Reason, fe.Detail, c.reason)
		}
	}
}

func TestOFD(t *testing.T) { formattest.Conform(t, "ofd") }
func FuzzOFD(f *testing.F) { formattest.Fuzz(f, "ofd") }

func BenchmarkOFD(b *testing.B) {
	in := format.Input{Name: "a.ofd", Data: ofdFile(ofdStyles[0], strings.Repeat(pdfReport+"\n", 4), "", "")}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := format.OFD.Read(b.Context(), in, format.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
