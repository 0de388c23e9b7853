package format

import "hecha/internal/doc"

// glyph is one drawn character of a page laid out by its producer: PDF or OFD.
// Lengths are in the page's unit, y grows upwards.
type glyph struct {
	text   string
	x, y   float64 // origin on the baseline
	w      float64 // advance along the writing direction
	size   float64 // font size
	dx, dy float64 // writing direction, of length 1
	kind   doc.BlockKind
	// chrome marks what the producer says is a running header or footer.
	chrome bool
}

// rule is a straight horizontal or vertical line: a table border, perhaps.
type rule struct{ x0, y0, x1, y1 float64 }

// layoutPage is what a page shows.
type layoutPage struct {
	number        int // from 1
	width, height float64
	glyphs        []glyph
	rules         []rule
	// notes are texts without a place in the flow: form values that are not
	// drawn, comments.
	notes []layoutNote
	// images is the share of the page that pictures cover, summed.
	images float64
	paths  int // painted paths
}

type layoutNote struct {
	kind doc.BlockKind
	text string
}

// matrix is an affine map in PDF order: x' = ax + cy + e, y' = bx + dy + f.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// mul returns the map that applies m first, then n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// maxRules bounds the lines kept of a page; a page with more is a drawing.
const maxRules = 4000

// addRule keeps a segment when it is horizontal or vertical and longer than a
// dot.
func (p *layoutPage) addRule(x0, y0, x1, y1 float64) {
	const skew, short = 0.6, 4
	dx, dy := max(x0, x1)-min(x0, x1), max(y0, y1)-min(y0, y1)
	if len(p.rules) < maxRules && (dx <= skew && dy > short || dy <= skew && dx > short) {
		p.rules = append(p.rules, rule{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)})
	}
}
