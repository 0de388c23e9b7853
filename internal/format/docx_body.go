package format

import (
	"cmp"
	"fmt"

	"hecha/internal/doc"
)

// blocks reads the block-level children of the current element into f.
func (r *docxReader) blocks(f *story) error {
	return r.x.each(func(se startElement) error { return r.block(f, se) })
}

// block reads one block-level element. Elements it does not know are wrappers
// such as w:customXml: their children count.
func (r *docxReader) block(f *story, se startElement) error {
	switch se.Name.Local {
	case "p":
		if r.seen++; r.seen > maxParagraphs {
			return errTooLarge
		}
		p := new(docxPara)
		p.numID, p.ilvl = -1, -1
		err := r.inlines(p, docxRunProps{})
		r.closeFields(p)
		r.add(f, p)
		return err
	case "tbl":
		r.finish(f)
		return r.table(f)
	case "sdt":
		return r.control(func() error { return r.blocks(f) })
	case "AlternateContent":
		return r.alternate(func() int { return len(f.items) + r.out.Len() }, func() error { return r.blocks(f) })
	case "del", "moveFrom":
		return r.deletion(func() error { return r.blocks(f) })
	case "altChunk":
		if err := r.chunk(f, attr(se, "id")); err != nil {
			return err
		}
		return r.x.skip()
	case "sectPr", "tcPr", "tblPr", "background":
		return r.x.skip()
	}
	return r.blocks(f)
}

// alternate reads an mc:AlternateContent with f: the first mc:Choice, or what
// follows it, down to the mc:Fallback, as long as size says that nothing came of
// it. The alternatives repeat each other for programs of different age.
func (r *docxReader) alternate(size func() int, f func() error) error {
	before := size()
	return r.x.each(func(se startElement) error {
		if size() != before {
			return r.x.skip()
		}
		return f()
	})
}

// deletion reads a tracked deletion with f, counting it once.
func (r *docxReader) deletion(f func() error) error {
	if r.deleted == 0 {
		r.out.left(doc.NoteDeletion, "")
	}
	r.deleted++
	err := f()
	r.deleted--
	return err
}

// control reads a content control (w:sdt), its content with f.
func (r *docxReader) control(f func() error) error {
	prompts := len(r.prompts)
	defer func() { r.prompts = r.prompts[:prompts] }()
	return r.x.each(func(se startElement) error {
		switch se.Name.Local {
		case "sdtPr":
			return r.x.each(func(se startElement) error {
				if se.Name.Local == "showingPlcHdr" && !isOff(se) && len(r.prompts) == prompts {
					r.prompt++
					r.prompts = append(r.prompts, r.prompt)
				}
				return r.x.skip()
			})
		case "sdtContent":
			return f()
		}
		return r.x.skip()
	})
}

// inlines reads the children of a paragraph, or of an element within one, into
// p. rp are the run properties of the enclosing run, if any.
func (r *docxReader) inlines(p *docxPara, rp docxRunProps) error {
	return r.x.each(func(se startElement) error { return r.inline(p, &rp, se) })
}

// inline reads one element of a paragraph or run.
func (r *docxReader) inline(p *docxPara, rp *docxRunProps, se startElement) error {
	switch se.Name.Local {
	case "pPr":
		return r.paraProps(&p.docxParaProps)
	case "rPr":
		*rp = docxRunProps{}
		return r.runProps(rp)
	case "r":
		return r.inlines(p, docxRunProps{})
	case "t", "delText":
		if se.Name.Local == "delText" && r.deleted == 0 {
			return r.x.skip()
		}
		return r.x.text(func(s []byte) { r.emit(p, rp, s) })
	case "tab", "ptab":
		r.emit(p, rp, []byte("\t"))
	case "br", "cr":
		if t := attr(se, "type"); t == "" || t == "textWrapping" {
			r.lineBreak(p, rp)
		}
	case "noBreakHyphen":
		r.emit(p, rp, []byte("-"))
	case "sym":
		r.symbol(p, rp, se)
	case "lastRenderedPageBreak":
		r.page++
	case "footnoteReference", "endnoteReference":
		if r.deleted == 0 && r.unshown == 0 && !r.isHidden(p, rp) {
			part := "footnotes"
			if se.Name.Local == "endnoteReference" {
				part = "endnotes"
			}
			r.notes = append(r.notes, docxNoteRef{part, attr(se, "id")})
		}
	case "fldChar":
		return r.fieldMark(p, rp, se)
	case "instrText":
		return r.x.text(r.fieldCode)
	case "ins", "moveTo":
		if r.deleted == 0 {
			r.out.left(doc.NoteInsertion, "")
		}
		return r.inlines(p, *rp)
	case "del", "moveFrom":
		return r.deletion(func() error { return r.inlines(p, *rp) })
	case "sdt":
		return r.control(func() error { return r.inlines(p, *rp) })
	case "AlternateContent":
		return r.alternate(p.size, func() error { return r.inlines(p, *rp) })
	case "drawing", "pict", "object":
		r.out.pictures++
		return r.graphic(p)
	case "den": // of a fraction: without the bar 1/2 would read 12
		r.emit(p, rp, []byte("/"))
		return r.inlines(p, *rp)
	case "rt", "rubyPr", "sdtPr", "delInstrText", "commentReference", "annotationRef",
		"footnoteRef", "endnoteRef", "separator", "continuationSeparator", "pgNum",
		"smartTagPr", "customXmlPr", "ctrlPr", "fPr", "dPr", "naryPr", "radPr", "sSubPr", "sSupPr", "oMathParaPr":
		return r.x.skip()
	default: // hyperlink, smartTag, customXml, fldSimple, ruby, oMath …
		return r.inlines(p, *rp)
	}
	return r.x.skip()
}

// isHidden tells whether a run is not shown: by its own properties, else by its
// character style, else by its paragraph's style.
func (r *docxReader) isHidden(p *docxPara, rp *docxRunProps) bool {
	v := rp.vanish
	if v == 0 && rp.style != "" {
		v = r.styles.vanish(rp.style)
	}
	if v == 0 {
		v = r.styles.vanish(r.styleOf(&p.docxParaProps))
	}
	return v > 0
}

// emit puts text where it belongs: into the paragraph, or into the notes of
// what was left out.
func (r *docxReader) emit(p *docxPara, rp *docxRunProps, s []byte) {
	switch {
	case r.unshown > 0 && r.deleted == 0, r.inCode > 0:
	case r.deleted > 0:
		r.out.more(doc.NoteDeletion, string(appendText(nil, s)))
	case r.isHidden(p, rp):
		if r.hiddenIn == p && r.hiddenAt == len(p.buf) { // goes on
			r.out.same(doc.NoteHidden, string(appendText(nil, s)))
			return
		}
		r.hiddenIn, r.hiddenAt = p, len(p.buf)
		r.out.left(doc.NoteHidden, string(appendText(nil, s)))
	default:
		if p.page == 0 {
			p.page = r.page
		}
		prompt := 0
		if n := len(r.prompts); n > 0 {
			prompt = r.prompts[n-1]
		}
		p.write(s, rp.underlined, prompt)
	}
}

// lineBreak writes a break inside a paragraph, which appendText would take for
// the file's own layout.
func (r *docxReader) lineBreak(p *docxPara, rp *docxRunProps) {
	if r.unshown == 0 && r.inCode == 0 && r.deleted == 0 && !r.isHidden(p, rp) {
		p.buf = append(p.buf, '\n')
	}
}

// symbol writes a character given by font and code.
func (r *docxReader) symbol(p *docxPara, rp *docxRunProps, se startElement) {
	var code rune
	if _, err := fmt.Sscanf(attr(se, "char"), "%x", &code); err != nil {
		return
	}
	if code >= 0xF000 && code <= 0xF0FF {
		code = symbolRune(attr(se, "font"), code&0xFF)
	}
	r.emit(p, rp, []byte(string(code)))
}

// graphic looks for text boxes and WordArt in a drawing and hangs them on the
// paragraph.
func (r *docxReader) graphic(p *docxPara) error {
	return r.x.each(func(se startElement) error {
		switch se.Name.Local {
		case "txbxContent":
			f := &story{kind: doc.TextBox}
			if r.deleted == 0 && r.unshown == 0 {
				r.boxes++
				f.origin = fmt.Sprintf("文本框%d", r.boxes)
			}
			err := r.blocks(f)
			r.finish(f)
			for i := range f.items {
				f.items[i].origin = cmp.Or(f.items[i].origin, f.origin)
			}
			p.boxes = append(p.boxes, f.items...)
			return err
		case "textpath":
			if s := attr(se, "string"); s != "" && r.deleted == 0 && r.unshown == 0 {
				p.boxes = append(p.boxes, storyItem{
					passage: passage{text: string(appendText(nil, s))}, kind: doc.TextBox, origin: "艺术字",
				})
			}
		case "relIds":
			if err := r.drawingText(p, attr(se, "dm"), "智能图形"); err != nil {
				return err
			}
		case "chart":
			if err := r.drawingText(p, attr(se, "id"), "图表"); err != nil {
				return err
			}
		case "AlternateContent":
			return r.alternate(p.size, func() error { return r.graphic(p) })
		}
		return r.graphic(p)
	})
}
