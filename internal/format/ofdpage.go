package format

import (
	"encoding/xml"
	"io"
	"math"
	"strconv"
	"strings"

	"hecha/internal/doc"
)

// ofdPageReader collects what one page shows.
type ofdPageReader struct {
	r    *ofdReader
	page layoutPage
	box  [4]float64 // the page in mm: x, y, width, height
}

// maxTemplates bounds templates that use templates.
const maxTemplates = 8

// part reads a page, template or annotation part. Damage is returned after
// what came before it has been kept.
func (p *ofdPageReader) part(name string, kind doc.BlockKind, depth int) error {
	data, readErr := p.r.zip.read(name)
	if len(data) == 0 {
		return readErr
	}
	x := newXMLReader(p.r.ctx, data)
	// Appearances of annotations have a place of their own.
	var frames []ofdFrame
	for {
		tok, err := x.next()
		if err == io.EOF {
			return readErr
		}
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case xml.EndElement:
			if n := len(frames); n > 0 && frames[n-1].depth > x.depth {
				frames = frames[:n-1]
			}
		case xml.StartElement:
			at := identity
			if n := len(frames); n > 0 {
				at = frames[n-1].m
			}
			switch t.Name.Local {
			case "PhysicalBox":
				if b := p.r.boxOf(x); b != nil && depth == 0 && kind == doc.Paragraph {
					p.box = [4]float64(b)
				}
			case "Template":
				if part := p.r.templates[attr(t, "TemplateID")]; part != "" && depth < maxTemplates {
					if err := p.part(part, kind, depth+1); err != nil && err != io.EOF {
						return err
					}
				}
			case "Appearance", "PageBlock":
				if b := ofdNumbers(attr(t, "Boundary")); len(b) >= 2 {
					frames = append(frames, ofdFrame{x.depth, matrix{1, 0, 0, 1, b[0], b[1]}.mul(at)})
				}
			case "TextObject":
				if err := p.text(x, t, at, kind); err != nil {
					return err
				}
			case "PathObject":
				if err := p.path(x, t, at); err != nil {
					return err
				}
			case "ImageObject":
				if b := ofdNumbers(attr(t, "Boundary")); len(b) >= 4 {
					p.page.images += math.Abs(b[2] * b[3])
				}
			}
		}
	}
}

// ofdFrame is the place of an enclosing element.
type ofdFrame struct {
	depth int
	m     matrix
}

// objectMatrix maps an object's own coordinates to the page: its CTM, then its
// boundary's corner, then what encloses it.
func objectMatrix(se xml.StartElement, at matrix) matrix {
	m := identity
	if c := ofdNumbers(attr(se, "CTM")); len(c) >= 6 {
		m = matrix(c[:6])
	}
	if b := ofdNumbers(attr(se, "Boundary")); len(b) >= 2 {
		m = m.mul(matrix{1, 0, 0, 1, b[0], b[1]})
	}
	return m.mul(at)
}

// ofdText is a text object being read.
type ofdText struct {
	m         matrix // to the page in mm, y down
	size      float64
	hscale    float64
	direction float64 // reading direction in degrees, clockwise
	kind      doc.BlockKind
}

func (p *ofdPageReader) text(x *xmlReader, se xml.StartElement, at matrix, kind doc.BlockKind) error {
	t := ofdText{m: objectMatrix(se, at), size: ofdNumber(attr(se, "Size"), 3.5), hscale: ofdNumber(attr(se, "HScale"), 1), kind: kind}
	t.direction = ofdNumber(attr(se, "ReadDirection"), 0)
	if attr(se, "Visible") == "false" {
		return x.skip()
	}
	var px, py float64
	return x.each(func(c xml.StartElement) error {
		if c.Name.Local != "TextCode" {
			return x.skip()
		}
		px, py = ofdNumber(attr(c, "X"), px), ofdNumber(attr(c, "Y"), py)
		var s strings.Builder
		if err := x.text(func(b []byte) { s.Write(b) }); err != nil {
			return err
		}
		p.code(&t, s.String(), px, py, ofdDeltas(attr(c, "DeltaX")), ofdDeltas(attr(c, "DeltaY")))
		return nil
	})
}

// code places the characters of one TextCode.
func (p *ofdPageReader) code(t *ofdText, s string, x, y float64, dx, dy []float64) {
	rs := []rune(s)
	if len(dx) == 0 && len(dy) == 0 {
		rs = []rune(strings.TrimRight(s, "\n\r\t")) // indentation of the XML itself
	}
	scale := math.Hypot(t.m[2], t.m[3])
	for i, r := range rs {
		if len(p.page.glyphs) >= min(maxPDFPageGlyphs, p.r.glyphs) {
			p.r.more = true
			return
		}
		w := t.size * t.hscale
		if r < 0x2E80 && r != '“' && r != '”' && r != '…' && r != '—' {
			w /= 2
		}
		var ax, ay float64 // to the next character
		switch {
		case i < len(dx) || i < len(dy):
			if i < len(dx) {
				ax = dx[i]
			}
			if i < len(dy) {
				ay = dy[i]
			}
		case len(dx) == 0 && len(dy) == 0 && t.direction == 90:
			ay = t.size
		default:
			ax = w
		}
		gx, gy := t.m.apply(x, y)
		g := glyph{text: cleanGlyph(plainSymbols(string(r))), x: (gx - p.box[0]) * point, y: (p.box[1] + p.box[3] - gy) * point, size: t.size * scale * point, kind: t.kind}
		switch {
		case t.direction == 90 || ax == 0 && ay != 0 && i < len(dy):
			g.dx, g.dy = unit(t.m[2], -t.m[3]) // down the page
			if ay < 0 {
				g.dx, g.dy = -g.dx, -g.dy
			}
			g.w = t.size * scale * point
		default:
			g.dx, g.dy = unit(t.m[0], -t.m[1])
			g.w = w * math.Hypot(t.m[0], t.m[1]) * point
			if ax > 0 && i < len(dx) {
				// A narrow advance tells the real width of half-width signs.
				g.w = min(g.w, ax*math.Hypot(t.m[0], t.m[1])*point)
			}
		}
		x, y = x+ax, y+ay
		if g.text != "" && !math.IsNaN(g.x+g.y+g.w+g.size) && !math.IsInf(g.x+g.y+g.w+g.size, 0) {
			p.page.glyphs = append(p.page.glyphs, g)
		}
	}
}

// path keeps the straight lines of a path object.
func (p *ofdPageReader) path(x *xmlReader, se xml.StartElement, at matrix) error {
	m := objectMatrix(se, at)
	// To points with y upwards.
	m = m.mul(matrix{point, 0, 0, -point, -p.box[0] * point, (p.box[1] + p.box[3]) * point})
	var shape pdfPath
	err := x.each(func(c xml.StartElement) error {
		if c.Name.Local != "AbbreviatedData" {
			return x.skip()
		}
		var s strings.Builder
		if err := x.text(func(b []byte) { s.Write(b) }); err != nil {
			return err
		}
		shape.abbreviated(s.String(), m)
		return nil
	})
	if attr(se, "Stroke") != "false" {
		shape.operator("S", nil, m, &p.page)
	} else {
		shape.operator("f", nil, m, &p.page)
	}
	return err
}

// abbreviated reads OFD path data: M x y, L x y, Q, B, A, C and S like M.
func (p *pdfPath) abbreviated(s string, m matrix) {
	var args []float64
	op := byte(0)
	flush := func() {
		n := len(args)
		switch {
		case (op == 'M' || op == 'S') && n >= 2:
			p.x, p.y, p.sx, p.sy = args[0], args[1], args[0], args[1]
		case op == 'L' && n >= 2:
			p.line(args[0], args[1], m)
		case op == 'C':
			p.line(p.sx, p.sy, m)
		case n >= 2: // curves: only where they end
			p.x, p.y = args[n-2], args[n-1]
		}
		args = args[:0]
	}
	for f := range strings.FieldsSeq(s) {
		if len(f) == 1 && f[0] >= 'A' && f[0] <= 'Z' {
			flush()
			op = f[0]
			continue
		}
		if v, err := strconv.ParseFloat(f, 64); err == nil && len(args) < 8 {
			args = append(args, v)
		}
	}
	flush()
}

// ofdNumbers parses numbers parted by spaces.
func ofdNumbers(s string) []float64 {
	var out []float64
	for f := range strings.FieldsSeq(s) {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return nil
		}
		out = append(out, v)
	}
	return out
}

func ofdNumber(s string, otherwise float64) float64 {
	if v := ofdNumbers(s); len(v) == 1 {
		return v[0]
	}
	return otherwise
}

// maxDeltas bounds the advances of one text code.
const maxDeltas = 100_000

// ofdDeltas parses advances; "g 3 5.2" is 5.2 three times over.
func ofdDeltas(s string) []float64 {
	var out []float64
	fields := strings.Fields(s)
	for i := 0; i < len(fields) && len(out) < maxDeltas; i++ {
		if fields[i] == "g" && i+2 < len(fields) {
			n, err1 := strconv.Atoi(fields[i+1])
			v, err2 := strconv.ParseFloat(fields[i+2], 64)
			if err1 == nil && err2 == nil {
				for range min(n, maxDeltas-len(out)) {
					out = append(out, v)
				}
			}
			i += 2
			continue
		}
		if v, err := strconv.ParseFloat(fields[i], 64); err == nil {
			out = append(out, v)
		}
	}
	return out
}
