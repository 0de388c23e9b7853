package format

import (
	"context"
	"errors"
	"strings"

	"hecha/internal/doc"
)

// drawingText reads the text of a part that a drawing shows by reference: the
// boxes of a SmartArt graphic, the titles of a chart. Each a:p is a line.
func (r *docxReader) drawingText(p *docxPara, id, origin string) error {
	name := r.pkg.byID[id]
	if name == "" || r.deleted > 0 || r.unshown > 0 {
		return nil
	}
	data, err := r.pkg.read(name)
	if fe, ok := errors.AsType[*Error](err); ok {
		return fe
	}
	if len(data) == 0 {
		return nil
	}
	x := newXMLReader(r.ctx, data)
	var line []byte
	var visit func(se startElement) error
	visit = func(se startElement) error {
		switch se.Name.Local {
		case "t":
			if se.Name.Space == "a" || se.Name.Space == "" { // dgm:t and c:t wrap paragraphs
				return x.text(func(s []byte) { line = appendText(line, s) })
			}
		case "p":
			line = line[:0]
			err := x.each(visit)
			if text := string(line); !blank(text) {
				p.boxes = append(p.boxes, storyItem{passage: passage{text: text}, kind: doc.TextBox, origin: origin})
			}
			return err
		}
		return x.each(visit)
	}
	return r.out.part(x, func() error { return x.each(visit) })
}

// chunkDepth is the context key that counts documents inside documents.
type chunkDepth struct{}

// maxChunks is how deep documents may stand inside documents.
const maxChunks = 3

// chunk reads a document of another format that stands in the body (w:altChunk)
// as paragraphs of f.
func (r *docxReader) chunk(f *story, id string) error {
	name := r.pkg.byID[id]
	if name == "" || r.deleted > 0 || r.unshown > 0 {
		return nil
	}
	depth, _ := r.ctx.Value(chunkDepth{}).(int)
	if depth >= maxChunks {
		return errTooDeep
	}
	data, err := r.pkg.read(name)
	if fe, ok := errors.AsType[*Error](err); ok {
		return fe
	}
	in := Input{Name: name, Data: data}
	inner := Detect(in)
	if inner == nil || len(data) == 0 {
		r.out.damage = errors.Join(errors.New("unknown embedded document"), err)
		return nil
	}
	src, err := inner.Read(context.WithValue(r.ctx, chunkDepth{}, depth+1), in, Options{WholePage: true, MaxBytes: max(r.pkg.budget, 1)})
	if err != nil {
		if fe := AsError(err); fe.Reason != Empty && fe.Reason != NoText {
			r.out.damage = fe
		}
		return r.ctx.Err()
	}
	r.pkg.budget -= int64(len(src.Text))
	for line := range strings.Lines(src.Text) {
		p := &docxPara{docxParaProps: docxParaProps{numID: -1, ilvl: -1}}
		p.write([]byte(strings.TrimSuffix(line, "\n")), false, 0)
		if r.seen++; r.seen > maxParagraphs {
			return errTooLarge
		}
		r.add(f, p)
	}
	return nil
}
