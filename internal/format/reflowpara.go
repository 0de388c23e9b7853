package format

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/fold"
)

// Distances that part paragraphs, in em.
const (
	indentStep = 1.2 // right of the margin: a first line
	shortStep  = 2.2 // left of the right edge: a last line
	tightStep  = 0.7 // the same where lines are justified
	sizeStep   = 1.12
	gapStep    = 1.45 // times the usual pitch
	wrapEdge   = 0.75 // of the page's width: where full lines end at least
)

// measure is what lines of one kind of column usually look like.
type measure struct {
	left, right float64
	pitch       float64 // baseline to baseline, in em
	justified   bool    // full lines end exactly at right
	flush       bool    // first lines are not set in
}

// measureKey parts lines that cannot be measured together.
type measureKey struct{ flow, column, width int }

func keyOf(l *textLine) measureKey {
	return measureKey{l.flow, l.column, int(math.Round((l.page1 - l.page0) / 10))}
}

// measures looks at all lines of the file, so that a page of one short
// paragraph is judged by the others.
func measures(lines []textLine) map[measureKey]measure {
	groups := map[measureKey][]*textLine{}
	var keys []measureKey
	for i := range lines {
		l := &lines[i]
		if l.row != nil || l.size == 0 {
			continue
		}
		k := keyOf(l)
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], l)
	}
	out := map[measureKey]measure{}
	for _, k := range keys {
		out[k] = measureOf(groups[k])
	}
	return out
}

func measureOf(lines []*textLine) measure {
	widest := 0.0
	for _, l := range lines {
		widest = max(widest, l.x1-l.x0)
	}
	var m measure
	var right, pitch []float64
	votes := map[int]float64{} // left edges in half points, by line length
	for i, l := range lines {
		if w := l.x1 - l.x0; w > 0.6*widest {
			right = append(right, l.x1)
			votes[int(math.Round(l.x0*2))] += w
		}
		if i > 0 && lines[i-1].page == l.page && lines[i-1].size < l.size*sizeStep && l.size < lines[i-1].size*sizeStep {
			if d := (lines[i-1].y - l.y) / l.size; d > 0.8 && d < 4 {
				pitch = append(pitch, d)
			}
		}
	}
	edges := make([]int, 0, len(votes))
	for e := range votes {
		edges = append(edges, e)
	}
	slices.Sort(edges)
	best := 0.0
	for _, e := range edges {
		// A margin's votes may fall on both sides of a rounding step.
		if v := votes[e] + votes[e+1] + votes[e-1]; v > best*1.001 {
			best, m.left = v, float64(e)/2
		}
	}
	slices.Sort(right)
	if len(right) > 0 {
		m.right = right[len(right)*8/10]
		m.justify(right, lines[len(lines)/2].size)
	}
	indented := 0
	for _, l := range lines {
		if in := (l.x0 - m.left) / l.size; in > indentStep && in < 3 {
			indented++
		}
	}
	m.flush = 20*indented < len(lines)
	m.pitch = median(pitch)
	// Lines that all end early say nothing of the right margin; it is taken to
	// be as wide as the left one.
	if l := lines[0]; l.column == 0 && l.page1 > l.page0 && m.right < l.page0+wrapEdge*(l.page1-l.page0) {
		m.right = max(m.right, l.page1-(m.left-l.page0))
	}
	return m
}

// justify looks whether the lines that come near the margin end at one place.
// Unjustified lines vary by an em or two there, for a mark or word that did
// not fit. right are the lines' ends, ascending.
func (m *measure) justify(right []float64, em float64) {
	middle := right[len(right)/2]
	same, near := 0, 0
	for _, x := range right {
		if math.Abs(x-middle) < 0.2*em {
			same++
		}
		if x > middle-shortStep*em {
			near++
		}
	}
	if same >= 8 && 100*same >= 92*near {
		m.right, m.justified = middle, true
	}
}

// paragraphs writes the lines as paragraphs and table rows.
func (r *reflowed) paragraphs(lines []textLine) {
	ms := measures(lines)
	for i := range lines {
		l := &lines[i]
		origin := "第" + strconv.Itoa(l.page) + "页"
		if l.row != nil {
			r.tableRow(l.row, origin)
			continue
		}
		if i > 0 && continues(&lines[i-1], l, ms[keyOf(&lines[i-1])], ms[keyOf(l)]) {
			r.WriteString(joint(lines[i-1].text, lines[i-1].blank, l.text))
		} else {
			r.newline()
		}
		pieces := l.pieces
		if pieces == nil {
			pieces = []linePiece{{l.text, doc.Paragraph}}
		}
		for _, p := range pieces {
			r.piece(p, origin)
		}
	}
}

// piece writes a part of a paragraph, in the block before it when that is of
// the same page and kind.
func (r *reflowed) piece(p linePiece, origin string) {
	text := strings.ReplaceAll(p.text, "\n", " ")
	if n := len(r.blocks); n > 0 {
		b := &r.blocks[n-1]
		between := r.String()[b.End:]
		if b.Kind == p.kind && b.Kind != doc.Cell && b.Origin == origin && !strings.Contains(between, "\n") {
			r.WriteString(text)
			b.End = r.Len()
			return
		}
		if between == " " { // the joint between lines belongs to the first
			b.End = r.Len()
		}
	}
	r.block(text, doc.Block{Kind: p.kind, Origin: origin})
}

func (r *reflowed) tableRow(row *tableRow, origin string) {
	r.row(row.table, row.row, row.cells, func(int, int) string { return origin })
}

// continues reports whether l belongs to the paragraph that p is part of; pm and
// m are the measures of their columns.
func continues(p, l *textLine, pm, m measure) bool {
	if p.row != nil || l.row != nil || p.flow != l.flow || p.size == 0 || l.size == 0 {
		return false
	}
	em := max(p.size, l.size)
	if p.size > l.size*sizeStep || l.size > p.size*sizeStep {
		return false
	}
	if strings.Contains(p.text, "\t") || strings.Contains(l.text, "\t") {
		return false
	}
	sameColumn := p.page == l.page && p.column == l.column
	if !sameColumn && (p.column == 0) != (l.column == 0) {
		return false
	}
	if sameColumn {
		usual := m.pitch * em
		if gap := p.y - l.y; usual > 0 && gap > gapStep*usual && gap > 1.5*em || gap < 0 || gap > 3.2*em {
			return false
		}
	}
	// p reached the right edge, or the next word would not have fitted.
	short := shortStep * em
	if pm.justified {
		short = tightStep * em
	} else if room := pm.right - p.x1; room < min(l.head, 12*em)-em {
		short = room + em
	}
	if p.x1 < pm.right-short {
		return false
	}
	if m.flush && endsSentence(p.text) {
		// 一、 (二) 3. start paragraphs; 二是 stands inside them.
		if n := fold.Enumerator(l.text); n > 0 && !strings.HasSuffix(l.text[:n], "是") {
			return false
		}
	}
	switch indent := (l.x0 - m.left) / em; {
	case indent < indentStep:
		return true
	case sameColumn && math.Abs(l.x0-p.x0) < 0.4*em && (indent < 1.6 || indent > 2.5):
		return true // a block set in from the margin, not a first line
	}
	return false
}

// endsSentence reports whether a paragraph may end in s.
func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("。！？!?；;：:”", r)
}
