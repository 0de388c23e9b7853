package format

import (
	"fmt"
	"strings"

	"hecha/internal/doc"
)

// docxPara is a paragraph being read.
type docxPara struct {
	docxParaProps
	paraText
}

// add ends a paragraph: it resolves its number and puts it into the flow.
func (r *docxReader) add(f *story, p *docxPara) {
	if f.carry != nil {
		p.prepend(&f.carry.paraText)
		f.carry = nil
	}
	if p.markGone {
		f.carry = p
		return
	}
	if r.unshown > 0 || r.deleted > 0 {
		return
	}
	it := storyItem{kind: f.kind}
	if f.kind == doc.Paragraph {
		if it.level = p.outline; it.level == 0 {
			it.level = r.styles.outline(r.styleOf(&p.docxParaProps))
		}
		if it.level > 9 {
			it.level = 0
		}
	}
	label := ""
	if in, level := r.list(&p.docxParaProps); in != nil {
		label = r.counters.next(in, level)
		if f.kind == doc.Paragraph && it.level == 0 {
			it.kind, it.level = doc.ListItem, level+1
		}
	}
	if it.level > 0 && it.kind == doc.Paragraph {
		it.kind = doc.Heading
	}
	it.passage = p.passage(label)
	if f.kind == doc.Paragraph && strings.TrimSpace(it.text) != "" {
		r.paragraphs++
		it.origin = fmt.Sprintf("第%d段", r.paragraphs)
		if r.paged {
			it.origin = fmt.Sprintf("第%d页", max(p.page, 1))
		}
	}
	if it.text != "" || f.kind != doc.Cell {
		f.items = append(f.items, it)
	}
	f.items = append(f.items, p.boxes...)
	r.flush(f)
}

// flush hands finished items of the body on, so that they are not held twice.
func (r *docxReader) flush(f *story) {
	if f.kind == doc.Paragraph {
		r.out.take(f)
	}
}

// finish ends a flow: a paragraph that found no other to run on into stands
// alone.
func (r *docxReader) finish(f *story) {
	if p := f.carry; p != nil {
		f.carry = nil
		p.markGone = false
		if len(p.buf) > 0 || len(p.boxes) > 0 {
			r.add(f, p)
		}
	}
}
