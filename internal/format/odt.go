package format

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"

	"hecha/internal/doc"
)

const odtMime = "application/vnd.oasis.opendocument.text"

var odtExtensions = []string{".odt", ".ott"}

var _ = Register(Reader{
	Name: "odt", Label: "ODF 文本文档", Extensions: odtExtensions,
	Sniff: sniffODT,
	Read:  readODT,
})

func sniffODT(in Input) Confidence {
	if !bytes.HasPrefix(in.Data, []byte(zipMagic)) {
		return No
	}
	// The mimetype comes first and unpacked, so that it stands at a fixed place.
	if head := in.Data[:min(len(in.Data), 256)]; bytes.Contains(head, []byte("mimetype"+odtMime)) {
		return Certain
	}
	p := in.zip()
	if p == nil {
		return No
	}
	if bytes.HasPrefix(p.head("mimetype", len(odtMime)), []byte(odtMime)) {
		return Certain
	}
	if head := p.head("content.xml", 64<<10); bytes.Contains(head, []byte("<office:text")) {
		return Likely
	}
	return No
}

// readODT reads an OpenDocument text as it shows with all changes accepted.
func readODT(ctx context.Context, in Input, opt Options) (*doc.Source, error) {
	z, err := openZip(in.Data, opt)
	if err != nil {
		return nil, err
	}
	manifest, _ := z.read("META-INF/manifest.xml")
	if bytes.Contains(manifest, []byte("encryption-data")) || z.has("encrypted-package") {
		return nil, &Error{Reason: Encrypted, Detail: "文件设有打开密码,未读取;请另存为无密码文件后再提交。"}
	}
	content, err := z.read("content.xml")
	if len(content) == 0 {
		if fe, ok := errors.AsType[*Error](err); ok {
			return nil, fe
		}
		return nil, &Error{Reason: Damaged, Detail: "不是完整的 ODF 文档(缺少正文部分),请重新导出后再提交。", Err: err}
	}
	r := &odtReader{
		ctx: ctx, out: &assembly{damage: err},
		styles: map[odtKey]*odtStyle{}, lists: map[string]*listDef{},
		byID: map[string]*listInstance{}, last: map[string]*listInstance{},
	}
	if z.cut && r.out.damage == nil {
		r.out.damage = errors.New("the container has no directory")
	}
	styles, err := z.read("styles.xml")
	if fe, ok := errors.AsType[*Error](err); ok {
		return nil, fe
	}
	for _, part := range [][]byte{styles, content} {
		if err := r.part(part); err != nil {
			return nil, err
		}
	}
	for i := range r.notes {
		r.out.take(r.notes[i])
	}
	return r.out.source(in.Name, "odt")
}

// odtReader walks styles.xml, then content.xml.
type odtReader struct {
	ctx context.Context
	x   *xmlReader
	out *assembly

	styles  map[odtKey]*odtStyle
	lists   map[string]*listDef
	outline *listInstance
	// byID and last are the lists that later ones may continue.
	byID, last map[string]*listInstance
	counters   listCounters

	notes                   []*story
	footnotes, endnotes     int
	unshown                 int // open parts that are not shown
	prompts                 []int
	prompt                  int
	paragraphs, boxes, seen int
}

// part reads the styles and the body of one XML part.
func (r *odtReader) part(data []byte) error {
	if len(data) == 0 {
		return nil
	}
	r.x = newXMLReader(r.ctx, data)
	return r.out.part(r.x, func() error {
		return r.x.each(func(se startElement) error {
			switch se.Name.Local {
			case "styles", "automatic-styles":
				return r.x.each(r.style)
			case "body":
				return r.x.each(func(startElement) error { return r.blocks(&story{}, nil) })
			}
			return r.x.skip()
		})
	})
}

// blocks reads the block-level children of the current element into f; l is
// the list item around them, if any.
func (r *odtReader) blocks(f *story, l *odtList) error {
	return r.x.each(func(se startElement) error {
		err := r.block(f, l, se)
		if f.kind == doc.Paragraph {
			r.out.take(f)
		}
		return err
	})
}

func (r *odtReader) block(f *story, l *odtList, se startElement) error {
	name := se.Name.Local
	switch name {
	case "p", "h":
		return r.paragraph(f, l, se)
	case "list":
		return r.list(f, l, se)
	case "table":
		return r.table(f)
	case "section":
		if attr(se, "display") == "none" {
			r.unshown++
			defer func() { r.unshown-- }()
			r.out.left(doc.NoteHidden, "")
		}
	case "tracked-changes":
		return r.changes()
	case "forms", "script", "sequence-decls", "number":
		return r.x.skip()
	case "frame", "custom-shape", "rect", "g", "line", "ellipse", "polygon":
		var p paraText
		err := r.graphic(&p)
		f.items = append(f.items, p.boxes...)
		return err
	}
	if strings.HasSuffix(name, "-decls") || strings.HasSuffix(name, "-source") {
		return r.x.skip()
	}
	return r.blocks(f, l)
}

// odtRun is the state of the text being read inside a paragraph.
type odtRun struct {
	hidden, underlined bool
}

// odtPara is a paragraph being read.
type odtPara struct {
	paraText
	// inked tells that the last character is no white space of the file; white
	// space after white space, or before any text, does not count.
	inked bool
}

func (r *odtReader) paragraph(f *story, l *odtList, se startElement) error {
	if r.seen++; r.seen > maxParagraphs {
		return errTooLarge
	}
	var p odtPara
	style := attr(se, "style-name")
	err := r.inlines(&p, odtRun{hidden: r.display("paragraph", style) > 0})
	if r.unshown > 0 {
		return err
	}
	it := storyItem{kind: f.kind, origin: f.origin}
	if f.kind == doc.Paragraph {
		it.level = r.level(se, style)
	}
	label, numbered := r.label(l, se, style)
	switch {
	case it.level > 0:
		it.kind = doc.Heading
	case numbered && f.kind == doc.Paragraph:
		it.kind, it.level = doc.ListItem, l.level+1
	}
	it.passage = p.passage(label)
	if f.kind == doc.Paragraph && !blank(it.text) {
		r.paragraphs++
		it.origin = fmt.Sprintf("第%d段", r.paragraphs)
	}
	f.items = append(f.items, it)
	f.items = append(f.items, p.boxes...)
	return err
}

// inlines reads the content of a paragraph or of an element within it.
func (r *odtReader) inlines(p *odtPara, run odtRun) error {
	for {
		tok, err := r.x.next()
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case xml.CharData:
			r.emit(p, run, p.collapse(t))
		case xml.StartElement:
			if err := r.inline(p, run, t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// collapse applies OpenDocument's white space rule to character data.
func (p *odtPara) collapse(s []byte) []byte {
	out := make([]byte, 0, len(s))
	for _, c := range s {
		switch c {
		case ' ', '\t', '\n', '\r':
			if !p.inked {
				continue
			}
			c, p.inked = ' ', false
		default:
			p.inked = true
		}
		out = append(out, c)
	}
	return out
}

func (r *odtReader) inline(p *odtPara, run odtRun, se startElement) error {
	switch se.Name.Local {
	case "span":
		style := attr(se, "style-name")
		if d := r.display("text", style); d != 0 {
			run.hidden = d > 0
		}
		if u := r.underline(style); u != 0 {
			run.underlined = u > 0
		}
		return r.inlines(p, run)
	case "s":
		n := min(max(number(attr(se, "c"), 1), 1), 1000)
		r.emit(p, run, bytes.Repeat([]byte(" "), n))
		p.inked = true
	case "tab":
		r.emit(p, run, []byte("\t"))
		p.inked = true
	case "line-break":
		if !run.hidden && r.unshown == 0 {
			p.buf = append(p.buf, '\n')
			p.inked = false
		}
	case "note":
		return r.note(se)
	case "annotation":
		return r.annotation()
	case "frame", "custom-shape", "rect", "g", "line", "ellipse", "polygon":
		return r.graphic(&p.paraText)
	case "hidden-text":
		r.out.left(doc.NoteHidden, attr(se, "string-value"))
	case "placeholder", "content-control":
		if se.Name.Local == "placeholder" || attr(se, "showing-place-holder") == "true" {
			r.prompt++
			r.prompts = append(r.prompts, r.prompt)
			defer func() { r.prompts = r.prompts[:len(r.prompts)-1] }()
		}
		return r.inlines(p, run)
	case "ruby-text", "number", "script", "label", "title", "desc":
	default: // a, ruby, meta, bookmarks, fields
		return r.inlines(p, run)
	}
	return r.x.skip()
}

func (r *odtReader) emit(p *odtPara, run odtRun, s []byte) {
	switch {
	case len(s) == 0:
	case r.unshown > 0:
		r.out.more(doc.NoteHidden, string(appendText(nil, s)))
	case run.hidden:
		r.out.left(doc.NoteHidden, string(appendText(nil, s)))
	default:
		prompt := 0
		if n := len(r.prompts); n > 0 {
			prompt = r.prompts[n-1]
		}
		p.write(s, run.underlined, prompt)
	}
}

// note reads a footnote or endnote; it is written at the end of the text.
func (r *odtReader) note(se startElement) error {
	f := &story{kind: doc.Footnote}
	shown := r.unshown == 0
	switch {
	case !shown:
	case attr(se, "note-class") == "endnote":
		r.endnotes++
		f.origin = fmt.Sprintf("尾注%d", r.endnotes)
	default:
		r.footnotes++
		f.origin = fmt.Sprintf("脚注%d", r.footnotes)
	}
	if shown {
		r.notes = append(r.notes, f)
	}
	return r.x.each(func(se startElement) error {
		if se.Name.Local != "note-body" {
			return r.x.skip()
		}
		return r.blocks(f, nil)
	})
}

// annotation counts a reviewer's comment.
func (r *odtReader) annotation() error {
	f := &story{kind: doc.Annotation}
	err := r.x.each(func(se startElement) error {
		switch se.Name.Local {
		case "creator", "date", "date-string", "creator-initials":
			return r.x.skip()
		}
		return r.block(f, nil, se)
	})
	r.out.left(doc.NoteComment, f.joined().text)
	return err
}

// changes counts the tracked changes; deleted text lies here, out of the body.
func (r *odtReader) changes() error {
	return r.x.each(func(startElement) error {
		return r.x.each(func(se startElement) error {
			switch se.Name.Local {
			case "insertion":
				r.out.left(doc.NoteInsertion, "")
			case "deletion":
				f := &story{kind: doc.Annotation}
				err := r.x.each(func(se startElement) error {
					if se.Name.Local == "change-info" {
						return r.x.skip()
					}
					return r.block(f, nil, se)
				})
				r.out.left(doc.NoteDeletion, f.joined().text)
				return err
			}
			return r.x.skip()
		})
	})
}

// graphic looks for text in a drawing and hangs it on the paragraph.
func (r *odtReader) graphic(p *paraText) error {
	f := &story{kind: doc.TextBox}
	if r.unshown == 0 {
		f.origin = fmt.Sprintf("文本框%d", r.boxes+1)
	}
	var visit func(se startElement) error
	visit = func(se startElement) error {
		switch se.Name.Local {
		case "p", "h", "list", "table":
			return r.block(f, nil, se)
		case "image":
			r.out.pictures++
		case "object", "object-ole":
			return r.x.skip()
		case "title", "desc", "event-listeners", "enhanced-geometry":
			return r.x.skip()
		}
		return r.x.each(visit)
	}
	err := r.x.each(visit)
	if len(f.items) > 0 {
		r.boxes++
		p.boxes = append(p.boxes, f.items...)
	}
	return err
}
