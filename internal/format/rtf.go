package format

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"hecha/internal/doc"
)

// maxRTFGroups bounds how deep groups may nest.
const maxRTFGroups = 10_000

var _ = Register(Reader{
	Name: "rtf", Label: "RTF 文档", Extensions: []string{".rtf"},
	Sniff: func(in Input) Confidence {
		head := bytes.TrimLeft(in.Data[:min(len(in.Data), 64)], "\xef\xbb\xbf \t\r\n")
		if bytes.HasPrefix(head, []byte(`{\rtf`)) {
			return Certain
		}
		return No
	},
	Read: readRTF,
})

// readRTF reads Rich Text Format as it shows with all changes accepted. List
// numbers stand ready-made in \listtext groups.
func readRTF(ctx context.Context, in Input, _ Options) (*doc.Source, error) {
	if len(in.Data) > MaxPart {
		return nil, errTooLarge
	}
	r := &rtfReader{data: in.Data, out: &assembly{}, fonts: map[int]rtfFont{}, styles: map[int]int{}, codePage: 1252}
	r.frames = []*rtfFrame{{story: &story{kind: doc.Paragraph}}}
	r.state.skipUnits = 1
	if err := r.read(ctx); err != nil {
		return nil, err
	}
	return r.out.source(in.Name, "rtf")
}

// rtfTarget is where the text of a group goes.
type rtfTarget uint8

const (
	rtfBody    rtfTarget = iota
	rtfNowhere           // pictures, colours, unknown extensions
	rtfFonts
	rtfStyles
	rtfLabel // the ready-made number of a list item
	rtfCode  // the code of a field
)

// rtfState is what a group saves at its start and restores at its end.
type rtfState struct {
	target            rtfTarget
	starred           bool // \* stood before the first word of the group
	hidden            bool
	deleted, inserted bool
	underlined        bool
	font, eastFont    int
	east              bool // \dbch: the far-east font counts
	skipUnits         int  // characters that stand for one \u
	twice             bool // inside \upr
	frame, field      bool // the group opened a frame, a field
}

// rtfFont is an entry of the font table.
type rtfFont struct {
	codePage int
	symbols  bool
}

// rtfReader is a single pass over the bytes with an explicit stack.
type rtfReader struct {
	data []byte
	pos  int
	out  *assembly

	state    rtfState
	stack    []rtfState
	frames   []*rtfFrame // the last one receives the text
	fields   []rtfField
	fonts    map[int]rtfFont
	styles   map[int]int // outline level of paragraph styles, from 1
	codePage int

	raw   []byte // characters not decoded yet
	skip  int    // characters left that stand for the last \u
	high  rune   // a high surrogate waiting for its half
	font  int    // being defined in the font table
	style int    // being defined in the style sheet

	notes               []*story
	footnotes, endnotes int
	boxes, paragraphs   int
	seen                int          // all paragraphs, those of cells and notes too
	last                doc.NoteKind // what the last run of text counts as
}

// rtfFrame is one story being read: the body, a note, a text box.
type rtfFrame struct {
	story *story
	para  paraText
	label []byte
	// style and outline are of the paragraph being read.
	style, outline int
	table          rtfTable
}

// rtfField is an open \field group.
type rtfField struct {
	code   []byte
	before int // length of the paragraph where it began
	para   *paraText
}

func (r *rtfReader) read(ctx context.Context) error {
	for n := 0; r.pos < len(r.data); n++ {
		if n&0xffff == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		c := r.data[r.pos]
		switch c {
		case '{':
			r.pos++
			r.flush()
			r.skip = 0
			if len(r.stack) >= maxRTFGroups {
				return errTooDeep
			}
			r.stack = append(r.stack, r.state)
			r.state.starred, r.state.frame, r.state.field = false, false, false
		case '}':
			r.pos++
			r.flush()
			r.skip = 0
			if len(r.stack) == 0 {
				r.pos = len(r.data)
				break
			}
			r.close()
			if len(r.stack) == 0 { // what follows the document is none of it
				r.finish()
				return nil
			}
		case '\\':
			r.control()
		case '\r', '\n':
			r.pos++
		default:
			r.pos++
			r.character(c)
		}
		if r.seen > maxParagraphs {
			return errTooLarge
		}
	}
	r.flush()
	r.out.damage = io.ErrUnexpectedEOF // the closing brace never came
	for len(r.stack) > 0 {
		r.close()
	}
	r.finish()
	return nil
}

// finish ends the body and appends the notes.
func (r *rtfReader) finish() {
	body := r.frames[0]
	r.endStory(body)
	r.out.take(body.story)
	for _, n := range r.notes {
		r.out.take(n)
	}
}

// close ends a group.
func (r *rtfReader) close() {
	s := r.state
	r.state = r.stack[len(r.stack)-1]
	r.stack = r.stack[:len(r.stack)-1]
	if s.frame && len(r.frames) > 1 {
		r.closeFrame()
	}
	if s.field && len(r.fields) > 0 {
		f := r.fields[len(r.fields)-1]
		r.fields = r.fields[:len(r.fields)-1]
		if p := &r.top().para; f.para == p && len(p.buf) == f.before {
			r.emit([]byte(fieldText(f.code)))
		}
	}
}

func (r *rtfReader) top() *rtfFrame { return r.frames[len(r.frames)-1] }

// openFrame starts a story of its own inside the current paragraph.
func (r *rtfReader) openFrame(kind doc.BlockKind) {
	if r.state.frame || r.state.target == rtfNowhere {
		return
	}
	r.state.frame, r.state.target = true, rtfBody
	r.state.hidden, r.state.deleted, r.state.inserted = false, false, false
	r.frames = append(r.frames, &rtfFrame{story: &story{kind: kind}})
}

// closeFrame ends a note, a comment or a text box.
func (r *rtfReader) closeFrame() {
	f := r.top()
	r.endStory(f)
	r.frames = r.frames[:len(r.frames)-1]
	if len(f.story.items) == 0 {
		return
	}
	switch f.story.kind {
	case doc.Footnote:
		r.notes = append(r.notes, f.story)
	case doc.Annotation:
		r.out.left(doc.NoteComment, f.story.joined().text)
	default:
		r.boxes++
		for i := range f.story.items {
			f.story.items[i].origin = fmt.Sprintf("文本框%d", r.boxes)
		}
		p := &r.top().para
		p.boxes = append(p.boxes, f.story.items...)
	}
}

// endStory ends the last paragraph and the last table of a frame.
func (r *rtfReader) endStory(f *rtfFrame) {
	if len(f.para.buf) > 0 || len(f.para.boxes) > 0 {
		r.endParagraph(f)
	}
	r.flushTable(f)
}

// endParagraph puts the paragraph into its cell or its story.
func (r *rtfReader) endParagraph(f *rtfFrame) {
	p := f.para
	label := glueLabel(bulletText(strings.TrimSpace(string(f.label))), false)
	f.para, f.label = paraText{}, nil
	r.seen++
	text := p.passage(label)
	if f.table.inCell {
		f.table.cell.join(text, " ")
		for _, box := range p.boxes {
			f.table.cell.join(box.passage, " ")
		}
		return
	}
	r.flushTable(f)
	it := storyItem{passage: text, kind: f.story.kind}
	if f.story.kind == doc.Paragraph {
		it.level = f.outline
		if it.level == 0 {
			it.level = r.styles[f.style]
		}
		switch {
		case it.level > 0 && it.level <= 9:
			it.kind = doc.Heading
		case label != "":
			it.kind, it.level = doc.ListItem, 1
		default:
			it.level = 0
		}
		if !blank(it.text) {
			r.paragraphs++
			it.origin = fmt.Sprintf("第%d段", r.paragraphs)
		}
	}
	f.story.items = append(f.story.items, it)
	f.story.items = append(f.story.items, p.boxes...)
	if len(r.frames) == 1 {
		r.out.take(f.story)
	}
}
