package format

import (
	"errors"
	"math"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"hecha/internal/doc"
)

// Annotation flags that keep an annotation off the screen.
const annotHidden, annotNoView = 1 << 1, 1 << 5

// maxAnnotations bounds the annotations read of one page.
const maxAnnotations = 5000

// drawPage runs the page's contents and what its annotations show on top.
func (p *pdfPainter) drawPage(page pdfPage) error {
	ctm := p.frame(page)
	var content []byte
	var failed error
	streams := types.Array{page.dict["Contents"]}
	if a := p.f.array(page.dict["Contents"]); a != nil {
		streams = a
	}
	for _, o := range streams {
		sd, ok := p.f.stream(o)
		if !ok {
			continue
		}
		data, err := p.f.decode(sd)
		if errors.Is(err, errPDFUnpack) {
			return err
		}
		if err != nil {
			failed = err
			continue
		}
		if content == nil {
			content = data
			continue
		}
		content = append(append(content, '\n'), data...) // streams part at token boundaries
	}
	if err := p.run(content, page.resources, ctm, 0); err != nil {
		return err
	}
	p.cropped()
	annotations := p.f.array(page.dict["Annots"])
	for _, o := range annotations[:min(len(annotations), maxAnnotations)] {
		if err := p.annotation(p.f.dict(o), page.resources, ctm); err != nil {
			return err
		}
	}
	return failed
}

// frame sets the page's size and returns the map from its user space to the
// upright page with the origin at the lower left.
func (p *pdfPainter) frame(page pdfPage) matrix {
	w, h := page.box[2]-page.box[0], page.box[3]-page.box[1]
	m := matrix{1, 0, 0, 1, -page.box[0], -page.box[1]}
	switch page.rotate {
	case 90:
		m = m.mul(matrix{0, -1, 1, 0, 0, w})
		w, h = h, w
	case 180:
		m = m.mul(matrix{-1, 0, 0, -1, w, h})
	case 270:
		m = m.mul(matrix{0, 1, -1, 0, h, 0})
		w, h = h, w
	}
	p.page.width, p.page.height = w, h
	return m
}

// cropped drops what lies outside the visible page: nobody who opens the file
// sees it.
func (p *pdfPainter) cropped() {
	if p.page.width <= 0 || p.page.height <= 0 {
		return
	}
	kept := p.page.glyphs[:0]
	for _, g := range p.page.glyphs {
		if g.x > -g.size && g.y > -g.size && g.x < p.page.width+g.size && g.y < p.page.height+g.size {
			kept = append(kept, g)
		}
	}
	p.page.glyphs = kept
}

// annotation draws what an annotation shows where it shows it, a filled form
// field above all; a comment becomes a block behind the page.
func (p *pdfPainter) annotation(a types.Dict, resources types.Dict, ctm matrix) error {
	if a == nil || int(p.f.number(a["F"], 0))&(annotHidden|annotNoView) != 0 {
		return nil
	}
	subtype := p.f.name(a["Subtype"])
	if subtype == "Popup" || subtype == "Link" {
		return nil
	}
	kind := doc.Annotation
	if subtype == "Widget" {
		kind = doc.FormField
	}
	before := len(p.page.glyphs)
	if err := p.appearance(a, kind, resources, ctm); err != nil {
		return err
	}
	if len(p.page.glyphs) > before {
		return nil
	}
	text := ""
	if kind == doc.FormField {
		text = p.fieldValue(a)
	} else {
		text = p.f.text(a["Contents"])
	}
	if text = strings.Join(strings.Fields(cleanGlyph(text)), " "); text != "" && !p.noted(text) {
		p.page.notes = append(p.page.notes, layoutNote{kind, text})
	}
	return nil
}

func (p *pdfPainter) noted(text string) bool {
	for _, n := range p.page.notes {
		if n.text == text {
			return true
		}
	}
	return false
}

// fieldValue returns the value of a text or choice field that draws none;
// fields inherit from their parents.
func (p *pdfPainter) fieldValue(a types.Dict) string {
	var value types.Object
	kind := ""
	for range maxPDFDepth {
		if value == nil {
			value = p.f.resolve(a["V"])
		}
		if kind == "" {
			kind = p.f.name(a["FT"])
		}
		parent := p.f.dict(a["Parent"])
		if parent == nil {
			break
		}
		a = parent
	}
	if kind != "Tx" && kind != "Ch" {
		return ""
	}
	if list, ok := value.(types.Array); ok {
		var parts []string
		for _, v := range list[:min(len(list), 100)] {
			parts = append(parts, p.f.text(v))
		}
		return strings.Join(parts, "、")
	}
	return p.f.text(value)
}

// appearance runs the annotation's normal appearance, fitted into its
// rectangle (ISO 32000-1, 12.5.5).
func (p *pdfPainter) appearance(a types.Dict, kind doc.BlockKind, resources types.Dict, ctm matrix) error {
	normal := p.f.dict(a["AP"])["N"]
	sd, ok := p.f.stream(normal)
	if !ok {
		states := p.f.dict(normal)
		if sd, ok = p.f.stream(states[p.f.name(a["AS"])]); !ok {
			return nil
		}
	}
	rect, box := p.f.numbers(a["Rect"], 4), p.f.numbers(sd.Dict["BBox"], 4)
	if rect == nil || box == nil {
		return nil
	}
	m := identity
	if v := p.f.numbers(sd.Dict["Matrix"], 6); v != nil {
		m = matrix(v)
	}
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, c := range [][2]float64{{box[0], box[1]}, {box[2], box[1]}, {box[0], box[3]}, {box[2], box[3]}} {
		x, y := m.apply(c[0], c[1])
		x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
	}
	sx, sy := 1.0, 1.0
	if x1 > x0 && y1 > y0 {
		sx = math.Abs(rect[2]-rect[0]) / (x1 - x0)
		sy = math.Abs(rect[3]-rect[1]) / (y1 - y0)
	}
	fit := matrix{sx, 0, 0, sy, min(rect[0], rect[2]) - x0*sx, min(rect[1], rect[3]) - y0*sy}
	p.kind = kind
	defer func() { p.kind = doc.Paragraph }()
	return p.form(sd, resources, fit.mul(ctm), 0)
}
