package format

import (
	"bytes"
	"errors"
	"math"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"hecha/internal/doc"
)

var errOperators = errors.New("too many operators")

// textState is the graphics state as far as text needs it.
type textState struct {
	ctm                    matrix
	font                   *pdfFont
	size, tc, tw, tl, rise float64
	tz                     float64 // horizontal scaling, 1 = 100 %
	mode                   int     // rendering mode; 3 draws nothing
}

// markedContent is one open BMC or BDC.
type markedContent struct {
	actual string // replaces the characters inside; "" for none
	glyph  int    // index of the glyph that carries it, -1 before the first
	chrome bool   // a page header or footer by the producer's tags
}

// pdfPainter runs content streams and collects what they show.
type pdfPainter struct {
	f     *pdfFile
	page  *layoutPage
	kind  doc.BlockKind
	marks []markedContent

	shown    int // characters drawn
	unmapped int // of them without Unicode
}

const maxStates = 512 // nested q

// run executes a content stream.
func (p *pdfPainter) run(data []byte, resources types.Dict, ctm matrix, depth int) error {
	if depth > maxPDFDepth {
		return nil
	}
	s := textState{ctm: ctm, tz: 1}
	var stack []textState
	var tm, line matrix = identity, identity
	var path pdfPath
	l := pdfLexer{data: data}
	operands := make([]pdfToken, 0, 16)
	openMarks := len(p.marks)
	defer func() { p.marks = p.marks[:min(openMarks, len(p.marks))] }()
	num := func(i int) float64 {
		if i < len(operands) {
			return operands[i].num
		}
		return 0
	}
	six := func() matrix { return matrix{num(0), num(1), num(2), num(3), num(4), num(5)} }
	nextLine := func(x, y float64) {
		line = matrix{1, 0, 0, 1, x, y}.mul(line)
		tm = line
	}
	for {
		t := l.next()
		if t.kind == pdfEOF {
			return nil
		}
		if t.kind != pdfWord {
			if len(operands) < 64 {
				operands = append(operands, t)
			}
			continue
		}
		if p.f.ops--; p.f.ops < 0 || p.full() {
			return errOperators
		}
		if p.f.ops%2048 == 0 && p.f.ctx.Err() != nil {
			return p.f.ctx.Err()
		}
		switch string(t.str) {
		case "q":
			if len(stack) < maxStates {
				stack = append(stack, s)
			}
		case "Q":
			if n := len(stack); n > 0 {
				s, stack = stack[n-1], stack[:n-1]
			}
		case "cm":
			s.ctm = six().mul(s.ctm)
		case "BT":
			tm, line = identity, identity
		case "Tf":
			if len(operands) >= 2 {
				s.font = p.f.font(p.f.dict(resources["Font"])[string(operands[0].str)])
				s.size = num(1)
			}
		case "gs":
			if len(operands) > 0 {
				g := p.f.dict(p.f.dict(resources["ExtGState"])[string(operands[0].str)])
				if a := p.f.array(g["Font"]); len(a) == 2 {
					s.font, s.size = p.f.font(a[0]), p.f.number(a[1], 1)
				}
			}
		case "Tc":
			s.tc = num(0)
		case "Tw":
			s.tw = num(0)
		case "Tz":
			s.tz = num(0) / 100
		case "TL":
			s.tl = num(0)
		case "Ts":
			s.rise = num(0)
		case "Tr":
			s.mode = int(num(0))
		case "Td":
			nextLine(num(0), num(1))
		case "TD":
			s.tl = -num(1)
			nextLine(num(0), num(1))
		case "Tm":
			tm = six()
			line = tm
		case "T*":
			nextLine(0, -s.tl)
		case "Tj":
			if len(operands) > 0 {
				tm = p.show(&s, tm, operands[0].str)
			}
		case "'":
			nextLine(0, -s.tl)
			if len(operands) > 0 {
				tm = p.show(&s, tm, operands[0].str)
			}
		case "\"":
			if len(operands) >= 3 {
				s.tw, s.tc = num(0), num(1)
				nextLine(0, -s.tl)
				tm = p.show(&s, tm, operands[2].str)
			}
		case "TJ":
			if len(operands) > 0 {
				tm = p.showArray(&s, tm, operands[0].list)
			}
		case "BMC", "BDC":
			p.beginMark(operands, resources)
		case "EMC":
			if n := len(p.marks); n > openMarks {
				p.marks = p.marks[:n-1]
			}
		case "Do":
			if len(operands) > 0 {
				if err := p.xobject(p.f.dict(resources["XObject"])[string(operands[0].str)], resources, s.ctm, depth); err != nil {
					return err
				}
			}
		case "BI":
			skipInlineImage(&l)
			p.image(s.ctm)
		default:
			path.operator(string(t.str), operands, s.ctm, p.page)
		}
		operands = operands[:0]
	}
}

// full reports whether a page or the file has more characters than are read.
func (p *pdfPainter) full() bool { return p.shown > maxPDFPageGlyphs || p.shown > p.f.glyphs }

// show draws a string and returns the text matrix behind it.
func (p *pdfPainter) show(s *textState, tm matrix, text []byte) matrix {
	font := s.font
	if font == nil { // a missing font shows what is plain ASCII
		if !printable(text) {
			p.shown += len(text)
			p.unmapped += len(text)
			return tm
		}
		font = p.f.plainFont()
	}
	vertical := font.vertical
	font.decode(text, func(c pdfChar) bool {
		m := tm.mul(s.ctm)
		gap := s.tc
		if c.space {
			gap += s.tw
		}
		g := glyph{text: c.text, size: math.Abs(s.size) * math.Hypot(m[2], m[3]), kind: p.kind}
		g.x, g.y = m.apply(0, s.rise)
		if vertical {
			g.dx, g.dy = unit(-m[2], -m[3])
			g.w = g.size
			tm = matrix{1, 0, 0, 1, 0, -s.size + gap}.mul(tm)
		} else {
			along := c.width * s.size * s.tz
			g.dx, g.dy = unit(m[0]*sign(s.size*s.tz), m[1]*sign(s.size*s.tz))
			g.w = math.Abs(along) * math.Hypot(m[0], m[1])
			tm = matrix{1, 0, 0, 1, along + gap*s.tz, 0}.mul(tm)
		}
		p.add(g, s.mode == 3)
		return !p.full()
	})
	return tm
}

// showArray is TJ: strings and shifts in thousandths of an em.
func (p *pdfPainter) showArray(s *textState, tm matrix, list []pdfToken) matrix {
	for _, t := range list {
		switch t.kind {
		case pdfString:
			tm = p.show(s, tm, t.str)
		case pdfNumber:
			d := -t.num / 1000 * s.size
			if s.font != nil && s.font.vertical {
				tm = matrix{1, 0, 0, 1, 0, d}.mul(tm)
			} else {
				tm = matrix{1, 0, 0, 1, d * s.tz, 0}.mul(tm)
			}
		}
	}
	return tm
}

// add keeps one drawn character.
func (p *pdfPainter) add(g glyph, invisible bool) {
	p.shown++
	if g.text == "" {
		if invisible {
			return
		}
		p.unmapped++
		g.text = "\uFFFD"
	}
	g.text = cleanGlyph(g.text)
	for i := len(p.marks) - 1; i >= 0; i-- {
		m := &p.marks[i]
		g.chrome = g.chrome || m.chrome
		if m.actual == "" {
			continue
		}
		if m.glyph >= 0 && m.glyph < len(p.page.glyphs) {
			// Only the first glyph carries the text; it grows over the others.
			if first := &p.page.glyphs[m.glyph]; math.Abs(first.y-g.y) < first.size {
				first.w = max(first.w, (g.x-first.x)*first.dx+(g.y-first.y)*first.dy+g.w)
			}
			return
		}
		m.glyph = len(p.page.glyphs)
		g.text = cleanGlyph(m.actual)
		break
	}
	if g.text == "" || math.IsNaN(g.x+g.y+g.w+g.size) || math.IsInf(g.x+g.y+g.w+g.size, 0) {
		return
	}
	p.page.glyphs = append(p.page.glyphs, g)
}

// cleanGlyph drops control characters and turns odd blanks into spaces.
func cleanGlyph(s string) string {
	if len(s) == 1 && s[0] > ' ' {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == 0xA0:
			return ' '
		case r < ' ' || r == 0x7F || r == 0xAD || r == 0x200B || r == 0xFEFF:
			return -1
		case r >= 0x2F00 && r <= 0x2FD5 || r >= 0x2E80 && r <= 0x2EF3:
			return plainRadical(r)
		}
		return r
	}, s)
}

func unit(x, y float64) (float64, float64) {
	n := math.Hypot(x, y)
	if n == 0 {
		return 1, 0
	}
	return x / n, y / n
}

func sign(x float64) float64 {
	if x < 0 {
		return -1
	}
	return 1
}

// beginMark opens marked content: ActualText replaces what is drawn inside,
// pagination artifacts are running headers and footers.
func (p *pdfPainter) beginMark(operands []pdfToken, resources types.Dict) {
	m := markedContent{glyph: -1}
	if len(operands) >= 2 {
		tag := string(operands[0].str)
		switch props := operands[1]; props.kind {
		case pdfDict:
			if t := props.get("ActualText"); t.kind == pdfString {
				m.actual = p.f.text(types.NewHexLiteral(t.str))
			}
			m.chrome = tag == "Artifact" && string(props.get("Type").str) == "Pagination"
		case pdfName:
			d := p.f.dict(p.f.dict(resources["Properties"])[string(props.str)])
			m.actual = p.f.text(d["ActualText"])
			m.chrome = tag == "Artifact" && p.f.name(d["Type"]) == "Pagination"
		}
	}
	if len(p.marks) < maxStates {
		p.marks = append(p.marks, m)
	}
}

// xobject draws a form or notes a picture.
func (p *pdfPainter) xobject(o types.Object, resources types.Dict, ctm matrix, depth int) error {
	sd, ok := p.f.stream(o)
	if !ok {
		return nil
	}
	if p.f.name(sd.Dict["Subtype"]) == "Image" {
		p.image(ctm)
		return nil
	}
	return p.form(sd, resources, ctm, depth)
}

// form runs a form XObject or an appearance stream.
func (p *pdfPainter) form(sd types.StreamDict, resources types.Dict, ctm matrix, depth int) error {
	data, err := p.f.decode(sd)
	if errors.Is(err, errPDFUnpack) {
		return err
	}
	if err != nil {
		return nil // an undecodable form shows nothing; the rest still counts
	}
	if m := p.f.numbers(sd.Dict["Matrix"], 6); m != nil {
		ctm = matrix(m).mul(ctm)
	}
	if r := p.f.dict(sd.Dict["Resources"]); r != nil {
		resources = r
	}
	return p.run(data, resources, ctm, depth+1)
}

// image notes a picture, drawn into the unit square.
func (p *pdfPainter) image(ctm matrix) {
	area := math.Abs(ctm[0]*ctm[3] - ctm[1]*ctm[2])
	if page := p.page.width * p.page.height; page > 0 {
		p.page.images += min(1, area/page)
	}
}

// skipInlineImage moves behind the EI of an inline image.
func skipInlineImage(l *pdfLexer) {
	for {
		t := l.next()
		if t.kind == pdfEOF {
			return
		}
		if t.kind == pdfWord && string(t.str) == "ID" {
			break
		}
	}
	for {
		i := bytes.Index(l.data[l.pos:], []byte("EI"))
		if i < 0 {
			l.pos = len(l.data)
			return
		}
		at := l.pos + i
		l.pos = at + 2
		before := at == 0 || pdfSpace(l.data[at-1])
		after := l.pos >= len(l.data) || pdfSpace(l.data[l.pos])
		if before && after && printable(l.data[l.pos:min(l.pos+12, len(l.data))]) {
			return
		}
	}
}

func printable(b []byte) bool {
	for _, c := range b {
		if c >= 0x7F || c < ' ' && !pdfSpace(c) {
			return false
		}
	}
	return true
}
