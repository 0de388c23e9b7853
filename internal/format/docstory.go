package format

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"hecha/internal/doc"
)

// Characters with a meaning of their own in a story.
const (
	docPicture    = 0x01
	docNoteMark   = 0x02
	docCommentRef = 0x05
	docCell       = 0x07
	docDrawing    = 0x08
	docLineBreak  = 0x0B
	docPageBreak  = 0x0C
	docParaEnd    = 0x0D
	docColumn     = 0x0E
	docFieldBegin = 0x13
	docFieldSep   = 0x14
	docFieldEnd   = 0x15
	docHyphen     = 0x1E
	docSoftHyphen = 0x1F
	docSymbol     = 0x28
)

// docReader turns the stories into text.
type docReader struct {
	ctx  context.Context
	file *docFile
	out  *assembly

	counters   listCounters
	anchors    map[int][]storyItem // text boxes by the character they hang on
	paragraphs int                 // of the main text outside tables
	seen       int                 // paragraphs and cells of all stories
	// wasDeleted, wasHidden and wasInserted are the states of the character
	// before, to count runs.
	wasDeleted, wasHidden, wasInserted bool
	lost                               strings.Builder // text of the current deleted or hidden run
}

// docStory is a stretch of characters being read.
type docStory struct {
	story
	para   *docxPara
	fields []docxField
	inCode int
	cells  []passage   // of the row being read
	cell   []storyItem // paragraphs of the cell being read
	rows   []docRow    // of the table being read
	high   rune        // first half of a surrogate pair
}

// docRow is a table row until the table's columns are known.
type docRow struct {
	cells  []passage
	edges  []int
	merged []bool
}

// read reads the main text, then notes and the text boxes left over.
func (r *docReader) read() error {
	c := r.file.ccp
	notes := c.text
	comments := notes + c.notes + c.headers
	ends := comments + c.comments
	boxes := ends + c.ends
	if err := r.boxes(boxes, boxes+c.boxes); err != nil {
		return err
	}
	if err := r.story(0, c.text, &docStory{story: story{kind: doc.Paragraph}}, true); err != nil {
		return err
	}
	for _, s := range []struct {
		name     string
		from, to int
	}{{"脚注", notes, notes + c.notes}, {"尾注", ends, boxes}} {
		for i, span := range r.noteSpans(s.name, s.from, s.to) {
			st := &docStory{story: story{kind: doc.Footnote, origin: fmt.Sprintf("%s%d", s.name, i+1)}}
			if err := r.story(span.Start, span.End, st, true); err != nil {
				return err
			}
		}
	}
	var rest []int
	for cp := range r.anchors {
		rest = append(rest, cp)
	}
	slices.Sort(rest)
	for _, cp := range rest {
		r.out.take(&story{items: r.anchors[cp]})
	}
	if c.comments > 0 {
		st := &docStory{story: story{kind: doc.Annotation}}
		if err := r.story(comments, ends, st, false); err != nil {
			return err
		}
		for _, it := range st.items {
			if strings.TrimSpace(it.text) != "" {
				r.out.left(doc.NoteComment, it.text)
			}
		}
	}
	return nil
}

// noteSpans parts the story of notes into the single ones.
func (r *docReader) noteSpans(name string, from, to int) []doc.Span {
	if to <= from {
		return nil
	}
	const fcPlcfendTxt = 47
	index := fcPlcffndTxt
	if name == "尾注" {
		index = fcPlcfendTxt
	}
	plc := r.file.part(index)
	var out []doc.Span
	for i := 0; i+1 < len(plc)/4-1; i++ { // the last position is beyond the story
		a, b := from+u32(plc, 4*i), from+u32(plc, 4*i+4)
		if a < b && b <= to {
			out = append(out, doc.Span{Start: a, End: b})
		}
	}
	if len(out) == 0 {
		out = []doc.Span{{Start: from, End: to}}
	}
	return out
}

// boxes reads the text boxes and finds the characters they hang on.
func (r *docReader) boxes(from, to int) error {
	r.anchors = map[int][]storyItem{}
	plc := r.file.part(fcPlcftxbxTxt)
	const ftxbxs, fspa = 22, 26
	n := (len(plc) - 4) / (4 + ftxbxs)
	spa := r.file.part(fcPlcSpaMom)
	shapes := max((len(spa)-4)/(4+fspa), 0)
	anchor := map[int]int{} // shape id → character
	for i := range shapes {
		anchor[u32(spa, 4*(shapes+1)+fspa*i)] = u32(spa, 4*i)
	}
	for i := range max(n-1, 0) { // the last one is a dummy
		a, b := from+u32(plc, 4*i), from+u32(plc, 4*i+4)
		if a >= b || b > to {
			continue
		}
		st := &docStory{story: story{kind: doc.TextBox, origin: fmt.Sprintf("文本框%d", i+1)}}
		if err := r.story(a, b, st, false); err != nil {
			return err
		}
		cp, ok := anchor[u32(plc, 4*(n+1)+ftxbxs*i+14)]
		if !ok {
			cp = r.file.ccp.text + i
		}
		for i := range st.items { // they are written with another story's
			st.items[i].origin = st.origin
		}
		r.anchors[cp] = append(r.anchors[cp], st.items...)
	}
	return nil
}

// story reads the characters [from, to); direct stories are written to the
// text as they are read.
func (r *docReader) story(from, to int, s *docStory, direct bool) error {
	s.para = &docxPara{}
	var char *docRun
	props := plainDocChar
	style := -1
	pieces := r.file.pieces
	first, _ := slices.BinarySearchFunc(pieces, from, func(p docPiece, cp int) int { return p.end - cp - 1 })
	for _, p := range pieces[first:] {
		if p.cp >= to {
			break
		}
		char = nil
		var para *docRun
		step := 1
		if p.wide {
			step = 2
		}
		for cp := max(p.cp, from); cp < min(p.end, to); cp++ {
			if cp&0xFFFF == 0 && r.ctx.Err() != nil {
				return context.Cause(r.ctx)
			}
			fc := p.fc + step*(cp-p.cp)
			if para == nil || fc >= para.to || fc < para.from {
				para = runAt(r.file.paras, fc)
				if para != nil && para.style != style || para == nil && style >= 0 {
					char = nil
				}
				style = -1
				if para != nil {
					style = para.style
				}
			}
			if char == nil || fc >= char.to || fc < char.from {
				char = runAt(r.file.chars, fc)
				props = r.charProps(char, style)
				if char == nil {
					char = &docRun{from: fc, to: fc + 1}
				}
			}
			c := rune(r.file.word[fc])
			if p.wide {
				c = rune(binary.LittleEndian.Uint16(r.file.word[fc:]))
			} else if c >= 0x80 {
				c = charmap.Windows1252.DecodeByte(byte(c))
			}
			state := props
			if p.deleted {
				state.deleted = 1
			}
			if p.hidden {
				state.hidden = 1
			}
			r.character(s, c, &state, para, cp)
			if direct && len(s.items) > 0 && len(s.rows) == 0 {
				r.out.take(&s.story)
			}
			if r.seen > maxParagraphs {
				return errTooLarge
			}
		}
	}
	if len(s.para.buf) > 0 || len(s.para.boxes) > 0 {
		r.endParagraph(s, nil)
	}
	r.leftOut(false, false, 0)
	r.endTable(s)
	if direct {
		r.out.take(&s.story)
	}
	return nil
}

// charProps resolves the properties of a run in a paragraph of a style.
func (r *docReader) charProps(run *docRun, style int) docChar {
	c := plainDocChar
	if style >= 0 && style < len(r.file.styles) {
		c = r.file.styles[style].char
	}
	if run == nil {
		return c
	}
	direct := plainDocChar
	direct.apply(run.list)
	if s := direct.style; s > 0 && s < len(r.file.styles) {
		if named := r.file.styles[s].char; named.hidden >= 0 {
			c.hidden = named.hidden
		}
	}
	c.apply(run.list)
	return c
}

// character takes one character of the story.
func (r *docReader) character(s *docStory, c rune, props *docChar, para *docRun, cp int) {
	end := c == docParaEnd || c == docCell || c == docPageBreak
	deleted, hidden := props.deleted == 1, props.hidden == 1 && !end
	if inserted := props.inserted == 1; inserted != r.wasInserted {
		if r.wasInserted = inserted; inserted {
			r.out.left(doc.NoteInsertion, "")
		}
	}
	if r.leftOut(deleted, hidden, c) && (c != docCell || hidden) {
		if c == docParaEnd {
			s.para.markGone = true
		}
		return
	}
	switch {
	case end:
		if boxes := r.anchors[cp]; len(boxes) > 0 {
			r.hang(s, cp)
		}
		r.mark(s, c, para)
		return
	case props.special == 1 && c == docSymbol && props.symbol != 0:
		r.emit(s, string(props.symbol), props)
		return
	case c == docFieldBegin:
		if len(s.fields) < 1000 {
			s.fields = append(s.fields, docxField{})
			s.inCode++
		}
		return
	case c == docFieldSep:
		if n := len(s.fields); n > 0 && !s.fields[n-1].inResult {
			s.fields[n-1].inResult, s.fields[n-1].start, s.fields[n-1].para = true, len(s.para.buf), s.para
			s.inCode--
		}
		return
	case c == docFieldEnd:
		r.endField(s, props)
		return
	case c == docPicture || c == docDrawing:
		if s.inCode == 0 {
			r.out.pictures++
		}
		r.hang(s, cp)
		return
	}
	if c = docRune(c); c == 0 {
		return
	}
	if utf16.IsSurrogate(c) {
		if c < 0xDC00 {
			s.high = c
			return
		}
		c = utf16.DecodeRune(s.high, c)
		s.high = 0
	}
	r.emit(s, string(c), props)
}

// leftOut counts and keeps what is deleted or hidden, a run at a time, and
// reports whether the character is.
func (r *docReader) leftOut(deleted, hidden bool, c rune) bool {
	hidden = hidden && !deleted
	if r.wasDeleted && !deleted {
		r.out.more(doc.NoteDeletion, r.lost.String())
		r.lost.Reset()
	}
	if r.wasHidden && !hidden {
		r.out.more(doc.NoteHidden, r.lost.String())
		r.lost.Reset()
	}
	if deleted && !r.wasDeleted {
		r.out.left(doc.NoteDeletion, "")
	}
	if hidden && !r.wasHidden {
		r.out.left(doc.NoteHidden, "")
	}
	r.wasDeleted, r.wasHidden = deleted, hidden
	if (deleted || hidden) && c >= ' ' && r.lost.Len() < maxNoteText {
		r.lost.WriteRune(c)
	}
	return deleted || hidden
}

// docRune maps the control characters that stand for text; 0 for the others.
func docRune(c rune) rune {
	switch c {
	case docLineBreak, docColumn:
		return '\n'
	case docHyphen:
		return '-'
	case '\t':
		return c
	case docSoftHyphen:
		return 0
	}
	if c < ' ' {
		return 0
	}
	return c
}

// hang puts the text boxes anchored at a character behind its paragraph.
func (r *docReader) hang(s *docStory, cp int) {
	s.para.boxes = append(s.para.boxes, r.anchors[cp]...)
	delete(r.anchors, cp)
}

func (r *docReader) emit(s *docStory, text string, props *docChar) {
	if s.inCode > 0 {
		if n := len(s.fields); n > 0 && !s.fields[n-1].inResult && len(s.fields[n-1].code) < maxFieldCode {
			s.fields[n-1].code = append(s.fields[n-1].code, text...)
		}
		return
	}
	if text == "\n" { // a break inside the paragraph; appendText would make it a space
		s.para.buf = append(s.para.buf, '\n')
		return
	}
	s.para.write([]byte(text), props.underlined == 1, 0)
}

// endField closes a field; one without a result may show something by its code.
func (r *docReader) endField(s *docStory, props *docChar) {
	n := len(s.fields)
	if n == 0 {
		return
	}
	f := s.fields[n-1]
	s.fields = s.fields[:n-1]
	switch {
	case !f.inResult:
		s.inCode--
		if strings.Contains(string(f.code), "FORMCHECKBOX") {
			f.form = "□"
		}
		r.emit(s, f.shown(), props)
	case f.para == s.para && strings.Contains(string(f.code), "FORMTEXT"):
		s.para.ruleBlank(f.start)
	}
}

// mark takes the end of a paragraph, cell or row.
func (r *docReader) mark(s *docStory, c rune, run *docRun) {
	for n := len(s.fields); n > 0 && !s.fields[n-1].inResult && s.inCode > 0; n = len(s.fields) {
		s.fields = s.fields[:n-1] // a field that lost its end must not eat the rest
		s.inCode--
	}
	para := r.paraProps(run)
	if s.para.markGone && c == docParaEnd {
		return // joins the next
	}
	inner := para.depth > 1
	switch {
	case c == docCell && para.rowEnd && !inner:
		r.endRow(s, &para)
	case c == docCell && !inner:
		r.endParagraph(s, &para)
		cell := story{items: s.cell}
		s.cells = append(s.cells, cell.joined())
		s.cell = nil
	default:
		if !para.inTable && !inner {
			r.endTable(s)
		}
		r.endParagraph(s, &para)
	}
}

// paraProps resolves the properties of the paragraph that ends in a run.
func (r *docReader) paraProps(run *docRun) docPara {
	p := docPara{list: -1, level: -1, outline: -1}
	if run == nil {
		return p
	}
	if run.style < len(r.file.styles) {
		p = r.file.styles[run.style].para
	}
	r.file.applyAll(&p, run.list)
	return p
}

// endParagraph finishes the paragraph being read.
func (r *docReader) endParagraph(s *docStory, p *docPara) {
	para := s.para
	s.para = &docxPara{}
	r.seen++
	it := storyItem{kind: s.kind}
	inTable := p != nil && (p.inTable || p.depth > 0)
	if inTable {
		it.kind = doc.Cell
	}
	label := ""
	if p != nil {
		if it.kind == doc.Paragraph && p.outline > 0 {
			it.kind, it.level = doc.Heading, p.outline
		}
		if p.list > 0 && p.list <= len(r.file.lists) {
			level := max(p.level, 0)
			if label = r.counters.next(r.file.lists[p.list-1], level); it.kind == doc.Paragraph {
				it.kind, it.level = doc.ListItem, min(level, listLevels-1)+1
			}
		}
	}
	it.passage = para.passage(label)
	if inTable {
		if it.text != "" {
			s.cell = append(s.cell, it)
		}
		s.cell = append(s.cell, para.boxes...)
		return
	}
	if s.kind == doc.Paragraph && strings.TrimSpace(it.text) != "" {
		r.paragraphs++
		it.origin = fmt.Sprintf("第%d段", r.paragraphs)
	}
	if s.kind == doc.Paragraph || it.text != "" {
		s.items = append(s.items, it)
	}
	s.items = append(s.items, para.boxes...)
}

// endRow finishes a table row.
func (r *docReader) endRow(s *docStory, p *docPara) {
	if len(s.cell) > 0 { // text that no cell mark ended
		cell := story{items: s.cell}
		s.cells = append(s.cells, cell.joined())
		s.cell = nil
	}
	s.para = &docxPara{}
	s.rows = append(s.rows, docRow{s.cells, p.edges, p.merged})
	s.cells = nil
}

// edgeSlack is how far apart, in twips, cell edges are still the same column.
const edgeSlack = 40

// endTable writes the rows of a table: a cell over several columns is followed
// by empty ones, so that columns stay below each other.
func (r *docReader) endTable(s *docStory) {
	if len(s.cells) > 0 || len(s.cell) > 0 {
		r.endRow(s, &docPara{})
	}
	if len(s.rows) == 0 {
		return
	}
	var columns []int
	for _, row := range s.rows {
		columns = append(columns, row.edges...)
	}
	slices.Sort(columns)
	distinct := columns[:0]
	for _, e := range columns {
		if len(distinct) == 0 || e-distinct[len(distinct)-1] > edgeSlack {
			distinct = append(distinct, e)
		}
	}
	for i, row := range s.rows {
		s.items = append(s.items, storyItem{cells: row.spread(distinct), row: i + 1})
	}
	s.rows = nil
}

// spread puts the cells of a row into the table's columns.
func (w *docRow) spread(columns []int) []passage {
	if len(w.edges) != len(w.cells)+1 || len(columns) > 2*maxColumns {
		return w.cells
	}
	column := func(edge int) int {
		i, found := slices.BinarySearch(columns, edge)
		if !found && i > 0 {
			i--
		}
		return i
	}
	out := make([]passage, max(len(columns)-1, len(w.cells)))
	for i, c := range w.cells {
		at := column(w.edges[i])
		if at >= len(out) || c.text != "" && out[at].text != "" {
			return w.cells
		}
		if !w.merged[i] || c.text != "" {
			out[at] = c
		}
	}
	return out
}
