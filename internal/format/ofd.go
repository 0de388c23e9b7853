package format

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"path"
	"strings"

	"hecha/internal/doc"
)

// OFD reads the Chinese fixed-layout format GB/T 33190: a zip of XML in which
// pages hold text objects with the position of every character. Positions
// become paragraphs by the reflow that PDF uses.
var OFD = Register(Reader{
	Name:       "ofd",
	Label:      "OFD 版式文件",
	Extensions: []string{".ofd"},
	Sniff:      sniffOFD,
	Read:       readOFD,
})

func sniffOFD(in Input) Confidence {
	if !bytes.HasPrefix(in.Data, []byte(zipMagic)) {
		return No
	}
	// The directory stands at the end; a damaged file still has local names.
	tail := in.Data[max(0, len(in.Data)-1<<16):]
	named := bytes.Contains(tail, []byte("OFD.xml")) || bytes.Contains(in.Data[:min(len(in.Data), 1<<16)], []byte("OFD.xml"))
	switch {
	case named && (bytes.Contains(tail, []byte("Document.xml")) || in.Ext() == ".ofd"):
		return Certain
	case in.Ext() == ".ofd":
		return Possible
	}
	return No
}

// ofdReader is one file being read.
type ofdReader struct {
	ctx context.Context
	zip *zipPackage
	pageReading
	templates map[string]string // ID → part
	box       [4]float64        // default page: x, y, width, height in mm
	pages     []ofdPage
	glyphs    int // characters that may still be read
}

type ofdPage struct{ part, id string }

// point is a millimetre in points.
const point = 72 / 25.4

func readOFD(ctx context.Context, in Input, opt Options) (*doc.Source, error) {
	z, err := openZip(in.Data, opt)
	if err != nil {
		return nil, err
	}
	r := ofdReader{ctx: ctx, zip: z, pageReading: pageReading{label: "OFD"}, templates: map[string]string{}, box: [4]float64{0, 0, 210, 297}, glyphs: maxPDFGlyphs}
	roots, err := r.documents()
	if err != nil {
		return nil, AsError(err)
	}
	for _, root := range roots {
		if err := r.document(root); err != nil {
			return nil, AsError(err)
		}
	}
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	src, err := r.source()
	if err != nil {
		return nil, err
	}
	if z.cut {
		src.Notes = append(src.Notes, doc.Note{Kind: doc.NotePartial, Count: 1, Message: "文件不完整或已损坏,只读取到其中一部分;请重新导出后再提交。"})
	}
	return src, nil
}

// documents returns the root parts of the package's documents.
func (r *ofdReader) documents() ([]string, error) {
	data, err := r.zip.read("OFD.xml")
	if len(data) == 0 {
		if err == nil || errors.Is(err, errNoPart) {
			err = &Error{Reason: Damaged, Detail: "OFD 文件不完整或已损坏,请重新导出后再提交。", Err: err}
		}
		return nil, err
	}
	var roots []string
	x := newXMLReader(r.ctx, data)
	for {
		tok, err := x.next()
		if err != nil {
			break
		}
		if se, ok := tok.(xml.StartElement); ok && se.Name.Local == "DocRoot" && len(roots) < 100 {
			var s []byte
			if x.text(func(b []byte) { s = append(s, b...) }) == nil {
				roots = append(roots, ofdPath("", string(s)))
			}
		}
	}
	if len(roots) == 0 {
		return nil, &Error{Reason: Damaged, Detail: "OFD 文件不完整或已损坏,请重新导出后再提交。"}
	}
	return roots, nil
}

// ofdPath resolves a location: absolute from the package's root or relative to
// the folder of the part that names it.
func ofdPath(dir, loc string) string {
	loc = strings.TrimSpace(strings.ReplaceAll(loc, "\\", "/"))
	if !strings.HasPrefix(loc, "/") {
		loc = path.Join("/", dir, loc)
	}
	return strings.TrimPrefix(path.Clean(loc), "/")
}

// document reads a Document.xml and then its pages in order.
func (r *ofdReader) document(root string) error {
	data, err := r.zip.read(root)
	if len(data) == 0 {
		if fe, ok := errors.AsType[*Error](err); ok {
			return fe
		}
		return &Error{Reason: Damaged, Detail: "OFD 文件不完整或已损坏,请重新导出后再提交。", Err: err}
	}
	dir := path.Dir(root)
	r.pages = r.pages[:0]
	clear(r.templates)
	annotations := ""
	x := newXMLReader(r.ctx, data)
	for {
		tok, err := x.next()
		if err != nil {
			break // what came before a damaged place counts
		}
		se, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch se.Name.Local {
		case "PhysicalBox":
			if b := r.boxOf(x); b != nil {
				r.box = [4]float64(b)
			}
		case "TemplatePage":
			r.templates[attr(se, "ID")] = ofdPath(dir, attr(se, "BaseLoc"))
		case "Page":
			if loc := attr(se, "BaseLoc"); loc != "" {
				r.pages = append(r.pages, ofdPage{ofdPath(dir, loc), attr(se, "ID")})
			}
		case "Annotations":
			var s []byte
			_ = x.text(func(b []byte) { s = append(s, b...) })
			annotations = ofdPath(dir, string(s))
		}
	}
	notes := r.annotations(annotations)
	for _, p := range r.pages {
		if len(r.images) == maxPDFPages || r.glyphs <= 0 {
			r.more = true
			return nil
		}
		if err := r.page(p.part, notes[p.id]); err != nil {
			return err
		}
	}
	return nil
}

func (r *ofdReader) boxOf(x *xmlReader) []float64 {
	var s []byte
	if x.text(func(b []byte) { s = append(s, b...) }) != nil {
		return nil
	}
	if b := ofdNumbers(string(s)); len(b) >= 4 && b[2] > 0 && b[3] > 0 {
		return b[:4]
	}
	return nil
}

// annotations returns the parts with annotations by page ID.
func (r *ofdReader) annotations(part string) map[string][]string {
	out := map[string][]string{}
	if part == "" {
		return out
	}
	data, _ := r.zip.read(part)
	x := newXMLReader(r.ctx, data)
	page := ""
	for {
		tok, err := x.next()
		if err != nil {
			return out
		}
		se, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch se.Name.Local {
		case "Page":
			page = attr(se, "PageID")
		case "FileLoc":
			var s []byte
			_ = x.text(func(b []byte) { s = append(s, b...) })
			out[page] = append(out[page], ofdPath(path.Dir(part), string(s)))
		}
	}
}

// page reads one page with its templates and annotations.
func (r *ofdReader) page(part string, notes []string) error {
	p := ofdPageReader{r: r, page: layoutPage{number: len(r.images) + 1}, box: r.box}
	failed := p.part(part, doc.Paragraph, 0)
	for _, n := range notes {
		if p.part(n, doc.Annotation, 0) != nil {
			continue // the page itself still counts
		}
	}
	if fe, ok := errors.AsType[*Error](failed); ok {
		return fe
	}
	if r.ctx.Err() != nil {
		return context.Cause(r.ctx)
	}
	if failed != nil {
		r.damaged = append(r.damaged, p.page.number)
	}
	p.page.width, p.page.height = p.box[2]*point, p.box[3]*point
	p.page.images /= max(1, p.box[2]*p.box[3])
	r.glyphs -= len(p.page.glyphs)
	r.shown += len(p.page.glyphs)
	r.add(&p.page)
	return nil
}
