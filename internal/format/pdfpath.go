package format

import "math"

// pdfPath collects the straight lines of the path under construction, as table
// borders are drawn as strokes or as thin filled boxes.
type pdfPath struct {
	segments [][4]float64 // in page space
	boxes    [][4]float64 // left, bottom, right, top
	x, y     float64      // current point in user space
	sx, sy   float64      // start of the subpath
}

// maxSegments bounds one path; longer ones are drawings.
const maxSegments = 2000

func (p *pdfPath) operator(op string, operands []pdfToken, ctm matrix, page *layoutPage) {
	num := func(i int) float64 {
		if i < len(operands) {
			return operands[i].num
		}
		return 0
	}
	switch op {
	case "m":
		p.x, p.y = num(0), num(1)
		p.sx, p.sy = p.x, p.y
	case "l":
		p.line(num(0), num(1), ctm)
	case "h":
		p.line(p.sx, p.sy, ctm)
	case "c":
		p.x, p.y = num(4), num(5)
	case "v", "y":
		p.x, p.y = num(2), num(3)
	case "re":
		x0, y0 := ctm.apply(num(0), num(1))
		x1, y1 := ctm.apply(num(0)+num(2), num(1)+num(3))
		if len(p.boxes) < maxSegments {
			p.boxes = append(p.boxes, [4]float64{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)})
		}
		p.x, p.y, p.sx, p.sy = num(0), num(1), num(0), num(1)
	case "S", "s", "B", "B*", "b", "b*":
		page.paths++
		for _, b := range p.boxes {
			page.addRule(b[0], b[1], b[2], b[1])
			page.addRule(b[0], b[3], b[2], b[3])
			page.addRule(b[0], b[1], b[0], b[3])
			page.addRule(b[2], b[1], b[2], b[3])
		}
		for _, s := range p.segments {
			page.addRule(s[0], s[1], s[2], s[3])
		}
		p.clear()
	case "f", "F", "f*":
		page.paths++
		p.fill(page)
		p.clear()
	case "n":
		p.clear()
	}
}

func (p *pdfPath) line(x, y float64, ctm matrix) {
	x0, y0 := ctm.apply(p.x, p.y)
	x1, y1 := ctm.apply(x, y)
	if len(p.segments) < maxSegments {
		p.segments = append(p.segments, [4]float64{x0, y0, x1, y1})
	}
	p.x, p.y = x, y
}

// fill keeps thin boxes as rules: their middle line.
func (p *pdfPath) fill(page *layoutPage) {
	const thin = 3
	boxes := p.boxes
	if n := len(p.segments); n >= 3 && n <= 4 {
		b := [4]float64{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
		for _, s := range p.segments {
			b = [4]float64{min(b[0], s[0], s[2]), min(b[1], s[1], s[3]), max(b[2], s[0], s[2]), max(b[3], s[1], s[3])}
		}
		boxes = append(boxes, b)
	}
	for _, b := range boxes {
		switch w, h := b[2]-b[0], b[3]-b[1]; {
		case h <= thin && w > h:
			y := (b[1] + b[3]) / 2
			page.addRule(b[0], y, b[2], y)
		case w <= thin && h > w:
			x := (b[0] + b[2]) / 2
			page.addRule(x, b[1], x, b[3])
		}
	}
}

func (p *pdfPath) clear() { p.segments, p.boxes = p.segments[:0], p.boxes[:0] }
