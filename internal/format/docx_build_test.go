package format_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

// part is one file of a package built by a test.
type part struct{ name, text string }

// pack zips parts in order.
func pack(t testing.TB, parts ...part) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, p := range parts {
		f, err := w.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(p.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

const (
	relBase   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`
)

// rels builds a relationship part from type, target pairs.
func rels(pairs ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i := 0; i < len(pairs); i += 2 {
		b.WriteString(`<Relationship Id="x` + pairs[i] + `" Type="` + relBase + pairs[i] + `" Target="` + pairs[i+1] + `"/>`)
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

// wordPart wraps the children of a WordprocessingML part.
func wordPart(root, children string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><w:` + root + ` ` + wordSpace + `>` + children + `</w:` + root + `>`
}

// docx builds a document from its body and further parts, named by
// relationship type ("styles", "numbering", "footnotes", "endnotes", "comments").
func docx(t testing.TB, body string, more ...part) []byte {
	t.Helper()
	roots := map[string]string{"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}
	parts := []part{
		{"_rels/.rels", rels("officeDocument", "word/document.xml")},
		{"word/document.xml", wordPart("document", "<w:body>"+body+"</w:body>")},
	}
	var related []string
	for _, m := range more {
		related = append(related, m.name, m.name+".xml")
		parts = append(parts, part{"word/" + m.name + ".xml", wordPart(roots[m.name], m.text)})
	}
	parts = append(parts, part{"word/_rels/document.xml.rels", rels(related...)})
	return pack(t, parts...)
}

// p builds a paragraph of one run behind the given properties.
func p(props, text string) string {
	if props != "" {
		props = "<w:pPr>" + props + "</w:pPr>"
	}
	return "<w:p>" + props + run(text) + "</w:p>"
}

func run(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

func styled(style, text string) string { return p(`<w:pStyle w:val="`+style+`"/>`, text) }
