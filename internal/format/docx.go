package format

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"hecha/internal/doc"
)

var docxExtensions = []string{".docx", ".docm", ".dotx", ".dotm", ".wps", ".wpt"}

var _ = Register(Reader{
	Name: "docx", Label: "Word 文档", Extensions: docxExtensions,
	Sniff: func(in Input) Confidence { return sniffOOXML(in, "document", docxExtensions) },
	Read:  readDocx,
})

// readDocx reads a WordprocessingML package as Word shows it with all changes
// accepted: main text, then footnotes and endnotes in the order of their marks.
// Headers and footers are no part of the text.
func readDocx(ctx context.Context, in Input, opt Options) (*doc.Source, error) {
	p, err := openOOXML(ctx, in.Data, opt)
	if err != nil {
		return nil, err
	}
	body, err := p.read(p.main)
	if len(body) == 0 {
		if fe, ok := errors.AsType[*Error](err); ok {
			return nil, fe
		}
		return nil, &Error{Reason: Damaged, Detail: "不是完整的 Word 文档(缺少正文部分),请重新导出后再提交。", Err: err}
	}
	r := &docxReader{ctx: ctx, pkg: p, out: &assembly{damage: err}}
	if p.cut && r.out.damage == nil {
		r.out.damage = errors.New("the container has no directory")
	}
	if err := r.read(body); err != nil {
		return nil, err
	}
	return r.out.source(in.Name, "docx")
}

// docxReader walks the parts of one document.
type docxReader struct {
	ctx context.Context
	pkg *ooxmlPackage
	out *assembly
	x   *xmlReader // of the part being read

	styles *docxStyles
	lists  map[int]*listInstance
	// levelStyles are the paragraph styles tied to the levels of a list.
	levelStyles map[*listDef]*[listLevels]string
	counters    listCounters

	fields  []docxField
	inCode  int // fields between their begin and separate marks
	deleted int // open tracked deletions
	unshown int // open parts that are not shown: hidden rows, merged cells
	prompts []int
	prompt  int // number of content controls seen that show their prompt

	// hiddenIn and hiddenAt are the place of the last hidden text.
	hiddenIn *docxPara
	hiddenAt int

	notes []docxNoteRef
	// page is the current page while paged: Word wrote down its page breaks.
	page, paragraphs, boxes int
	seen                    int // all paragraphs, empty ones too
	paged                   bool
}

// docxNoteRef is a footnote or endnote mark met in the text.
type docxNoteRef struct {
	part, id string
}

// read fills r.out. Damage inside a part ends the reading there and is kept in
// r.out.damage; a returned error is a limit or a cancelled context.
func (r *docxReader) read(body []byte) error {
	if err := r.readStyles(); err != nil {
		return err
	}
	if err := r.readNumbering(); err != nil {
		return err
	}
	r.paged = bytes.Contains(body, []byte("lastRenderedPageBreak"))
	r.page = 1
	flow := &story{kind: doc.Paragraph}
	if err := r.part(body, func() error { return r.blocks(flow) }); err != nil {
		return err
	}
	r.finish(flow)
	if err := r.readNotes(); err != nil {
		return err
	}
	return r.readComments()
}

// part reads a part with f, which starts at its root element.
func (r *docxReader) part(data []byte, f func() error) error {
	r.x = newXMLReader(r.ctx, data)
	return r.out.part(r.x, f)
}

// optional returns a part related to the main one; nil when there is none. A
// part that cannot be read whole counts as damage.
func (r *docxReader) optional(kind string) ([]byte, error) {
	name := r.pkg.related[kind]
	if name == "" {
		return nil, nil
	}
	data, err := r.pkg.read(name)
	if err == nil || errors.Is(err, errNoPart) {
		return data, nil
	}
	if fe, ok := errors.AsType[*Error](err); ok {
		return nil, fe
	}
	if r.out.damage == nil {
		r.out.damage = err
	}
	return data, nil
}

// readNotes appends the notes whose marks stand in the text.
func (r *docxReader) readNotes() error {
	read := map[string]map[string]*story{}
	counts := map[string]int{}
	for i := 0; i < len(r.notes); i++ { // a note may hold marks of its own
		ref := r.notes[i]
		if read[ref.part] == nil {
			read[ref.part] = map[string]*story{}
			data, err := r.optional(ref.part)
			if err != nil {
				return err
			}
			if len(data) > 0 {
				if err := r.noteFlows(data, read[ref.part]); err != nil {
					return err
				}
			}
		}
		flow := read[ref.part][ref.id]
		if flow == nil {
			continue
		}
		delete(read[ref.part], ref.id)
		counts[ref.part]++
		name := "脚注"
		if ref.part == "endnotes" {
			name = "尾注"
		}
		flow.origin = fmt.Sprintf("%s%d", name, counts[ref.part])
		r.out.take(flow)
	}
	return nil
}

// noteFlows reads all notes of a part by their ids.
func (r *docxReader) noteFlows(data []byte, into map[string]*story) error {
	return r.part(data, func() error {
		return r.x.each(func(se startElement) error {
			if t := attr(se, "type"); t != "" && t != "normal" {
				return r.x.skip()
			}
			flow := &story{kind: doc.Footnote}
			if err := r.blocks(flow); err != nil {
				return err
			}
			r.finish(flow)
			if id := attr(se, "id"); into[id] == nil {
				into[id] = flow
			}
			return nil
		})
	})
}

// readComments counts the reviewers' comments and keeps their text apart.
func (r *docxReader) readComments() error {
	data, err := r.optional("comments")
	if err != nil || len(data) == 0 {
		return err
	}
	return r.part(data, func() error {
		return r.x.each(func(startElement) error {
			flow := &story{kind: doc.Annotation}
			if err := r.blocks(flow); err != nil {
				return err
			}
			r.finish(flow)
			r.out.left(doc.NoteComment, flow.joined().text)
			return nil
		})
	})
}
