package format

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
)

// assembly builds a doc.Source for formats that know paragraphs, tables and
// what was left out. It keeps the conventions of doc.Source.Text: a paragraph
// is a line, a table row is one line with TABs between its cells.
type assembly struct {
	builder
	blanks []doc.Note // NoteFormBlank, placed in the text
	counts map[doc.NoteKind]*doc.Note
	tables int
	empty  bool // the last line is an empty one
	padded int  // empty cells added for spans
	// damage is set when only a part could be read.
	damage error
	// over is set when the file has more blocks than maxBlocks; what follows is
	// not kept, and the file is refused.
	over bool
	// pictures counts images, to tell an empty file from a scanned one.
	pictures int
}

// part runs f on the root element of an XML part. Damage ends the reading there
// and is remembered; limits and a cancelled context are returned.
func (a *assembly) part(x *xmlReader, f func() error) error {
	_, err := x.root()
	if err == nil {
		err = f()
	}
	if fe, ok := errors.AsType[*Error](err); ok {
		return fe
	}
	if err := x.ctx.Err(); err != nil {
		return err
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if a.damage == nil {
		a.damage = err
	}
	return nil
}

// passage is text with the places in it where a form still shows its prompt.
type passage struct {
	text   string
	blanks []doc.Span
}

// maxParagraphs bounds the paragraphs and cells of one file, some hundred times
// what the longest report has: each costs memory however short it is.
const maxParagraphs = 500_000

// maxBlocks bounds the blocks of one file: spans make many cells of few bytes.
const maxBlocks = 2 * maxParagraphs

// maxRowCells bounds the cells of one row; empty ones beyond are dropped.
const maxRowCells = 1 << 14

// maxColumns bounds the empty columns that a span may claim; Word stops at 63.
const maxColumns = 64

// maxNoteText bounds what a note repeats of left-out text, in bytes.
const maxNoteText = 64 << 10

// left counts something the reader met and, with text, keeps what was left out.
func (a *assembly) left(kind doc.NoteKind, text string) {
	if a.counts == nil {
		a.counts = map[doc.NoteKind]*doc.Note{}
	}
	n := a.counts[kind]
	if n == nil {
		n = &doc.Note{Kind: kind}
		a.counts[kind] = n
	}
	n.Count++
	a.more(kind, text)
}

// more adds text on a line of its own to what was counted last under kind.
func (a *assembly) more(kind doc.NoteKind, text string) {
	n := a.counts[kind]
	if text = strings.TrimSpace(text); n == nil || text == "" {
		return
	}
	if n.Text != "" {
		text = "\n" + text
	}
	a.same(kind, text)
}

// same adds text to the line written last under kind.
func (a *assembly) same(kind doc.NoteKind, text string) {
	if n := a.counts[kind]; n != nil && len(n.Text)+len(text) <= maxNoteText {
		n.Text += text
	}
}

// line writes one paragraph with the block's kind, level and origin. A line
// break inside starts another line. Of several empty lines one is kept.
func (a *assembly) line(p passage, b doc.Block) {
	text := strings.TrimRight(p.text, " \t\n\u00a0\u3000")
	if text == "" {
		if !a.empty && a.Len() > 0 {
			a.newline()
			a.empty = true
		}
		return
	}
	for start := 0; start <= len(text) && !a.full(1); {
		end := start + strings.IndexByte(text[start:], '\n')
		if end < start {
			end = len(text)
		}
		if part := text[start:end]; strings.TrimSpace(part) != "" {
			a.newline()
			a.empty = false
			a.block(part, b)
			a.addBlanks(p, start, end, a.Len()-len(part))
		}
		start = end + 1
	}
}

func (a *assembly) addBlanks(p passage, start, end, at int) {
	for _, s := range p.blanks {
		s.Start, s.End = max(s.Start, start), min(s.End, end)
		if s.Empty() {
			continue
		}
		prompt := strings.TrimSpace(s.Of(p.text))
		a.blanks = append(a.blanks, doc.Note{
			Kind: doc.NoteFormBlank, Count: 1,
			Message: fmt.Sprintf("填写栏未填,仍显示提示文字“%s”。", shorten(prompt, 30)),
			At:      doc.Span{Start: at + s.Start - start, End: at + s.End - start},
		})
	}
}

// shorten cuts s to n characters on one line.
func shorten(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n]) + "…"
}

// table starts a new table; rows written next belong to it.
func (a *assembly) table() { a.tables++ }

// row writes one table row, its number counted from 1; a row of blank cells is
// dropped. place names the table in origins ("表2 ", a sheet's name) and is
// followed by the cell's address.
func (a *assembly) row(number int, place string, cells []passage) {
	if !slices.ContainsFunc(cells, func(c passage) bool { return !blank(c.text) }) || a.full(len(cells)) {
		return
	}
	a.newline()
	a.empty = false
	for i, c := range cells {
		if i > 0 {
			a.WriteByte('\t')
		}
		text := flatten(c.text)
		if blank(text) {
			text = ""
		}
		a.block(text, doc.Block{
			Kind: doc.Cell, Table: a.tables, Row: number, Col: i + 1,
			Origin: place + cellName(number, i+1),
		})
		a.addBlanks(passage{text, c.blanks}, 0, len(text), a.Len()-len(text))
	}
}

// full reports whether n more blocks are too many.
func (a *assembly) full(n int) bool {
	a.over = a.over || len(a.blocks)+n > maxBlocks
	return a.over
}

// pad appends n empty cells to a row, at most maxColumns. What a file may claim
// in all is bounded as well: beyond maxBlocks rows stay as they are.
func (a *assembly) pad(cells []passage, n int) []passage {
	for range min(n, maxColumns, maxRowCells-len(cells), maxBlocks-a.padded) {
		cells = append(cells, passage{})
		a.padded++
	}
	return cells
}

// flatten keeps a cell on one line and in one column; the length stays.
func flatten(s string) string {
	if !strings.ContainsAny(s, "\n\t") {
		return s
	}
	return strings.NewReplacer("\n", " ", "\t", " ").Replace(s)
}

// join appends q to p with a separator, keeping the places of both.
func (p *passage) join(q passage, sep string) {
	if q.text == "" {
		return
	}
	if p.text != "" {
		p.text += sep
	}
	for _, s := range q.blanks {
		p.blanks = append(p.blanks, doc.Span{Start: s.Start + len(p.text), End: s.End + len(p.text)})
	}
	p.text += q.text
}

// noteMessages are the sentences of counted notes, in the order of printing.
var noteMessages = []struct {
	kind   doc.NoteKind
	format string
}{
	{doc.NoteInsertion, "含修订插入 %d 处,按接受修订保留。"},
	{doc.NoteDeletion, "含修订删除 %d 处,按接受修订略去。"},
	{doc.NoteHidden, "含隐藏内容 %d 处,未计入正文。"},
	{doc.NoteComment, "含批注 %d 条,未计入正文。"},
}

// source finishes the text. It returns an *Error when there is no text.
func (a *assembly) source(name, format string) (*doc.Source, error) {
	if a.over {
		return nil, errTooLarge
	}
	text := strings.TrimRight(a.String(), "\n")
	if strings.TrimSpace(text) == "" {
		switch {
		case a.damage != nil:
			return nil, AsError(a.damage)
		case a.pictures > 0:
			return nil, &Error{Reason: NoText, Detail: "文件里只有图片、没有文字,无法审核;请提交文字版或先做文字识别。"}
		}
		return nil, &Error{Reason: Empty, Detail: "文件里没有文字,请确认提交的是否为正式文稿。"}
	}
	s := &doc.Source{Name: name, Format: format, Text: text, Blocks: a.blocks}
	for _, m := range noteMessages {
		if n := a.counts[m.kind]; n != nil {
			n.Message = fmt.Sprintf(m.format, n.Count)
			s.Notes = append(s.Notes, *n)
		}
	}
	s.Notes = append(s.Notes, a.blanks...)
	if a.damage != nil {
		s.Notes = append(s.Notes, doc.Note{
			Kind: doc.NotePartial, Count: 1,
			Message: fmt.Sprintf("文件不完整或已损坏,只读取到前 %d 段;请重新导出后再提交。", len(a.blocks)),
		})
	}
	return s, nil
}

// appendText appends s without characters that are no text: controls, byte
// order marks, soft hyphens, noncharacters. Line breaks of the file's own
// layout become spaces, bytes that are no UTF-8 become U+FFFD.
func appendText[S string | []byte](dst []byte, s S) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c >= ' ' && c != 0x7f, c == '\t':
				dst = append(dst, c)
			case c == '\n':
				dst = append(dst, ' ')
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(string(s[i:min(len(s), i+utf8.UTFMax)]))
		i += n
		switch {
		case r == 0xFEFF, r == 0xAD, r >= 0x80 && r < 0xA0, r&0xFFFE == 0xFFFE:
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}
