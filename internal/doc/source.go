package doc

// Source is one file as intake read it: its text, stored once, and where the
// pieces of that text came from.
type Source struct {
	// Name is the path as given, '/'-separated; a member of an archive is
	// "bundle.zip!/a/b.docx".
	Name string
	// Format is the name of the reader that produced the text ("docx").
	Format string
	// Text is valid UTF-8 without BOM and with LF line ends. A paragraph is a
	// line; a table row is a line whose cells are separated by one TAB.
	Text string
	// Wrapped tells that line breaks may fall inside a paragraph, as in plain
	// text and in text laid out on pages. Readers of formats that know their
	// paragraphs leave it false.
	Wrapped bool
	// Blocks are ordered and do not overlap; together they cover all of Text
	// but its separators. A format without structure may leave them empty.
	Blocks []Block
	// Notes tell what the reader met besides text (hidden runs, tracked
	// changes, a wrong extension, text left out as page chrome).
	Notes []Note

	lines *lineIndex
	memo  map[any]any
}

// Memo returns the value that build made for key when it was asked for first:
// what all reports of a file need to know of the whole. Like a document, a
// source belongs to one goroutine at a time.
func (s *Source) Memo(key any, build func() any) any {
	v, ok := s.memo[key]
	if !ok {
		v = build()
		if s.memo == nil {
			s.memo = map[any]any{}
		}
		s.memo[key] = v
	}
	return v
}

// BlockKind is the role of a block in its file.
type BlockKind uint8

// The block kinds.
const (
	Paragraph BlockKind = iota
	Heading
	ListItem
	Cell
	Footnote
	TextBox
	PageHeader
	PageFooter
	Annotation
	FormField
)

// Block is a run of Source.Text with one origin: a paragraph or a table cell.
type Block struct {
	Span // into Source.Text
	Kind BlockKind
	// Level is the outline level of a heading or list item, from 1; else 0.
	Level int
	// Table, Row, Col place a cell; all are 1-based and 0 outside tables.
	Table, Row, Col int
	// Origin says where a person finds the block in the original file, in
	// Chinese and short: "第3页", "表2 B5", "脚注1"; empty when unknown.
	Origin string
}

// NoteKind classifies what a reader noticed.
type NoteKind string

// The note kinds. Each is counted and shown once a file.
const (
	NoteHidden      NoteKind = "hidden"       // hidden text, left out
	NoteInsertion   NoteKind = "insertion"    // tracked insertion, kept
	NoteDeletion    NoteKind = "deletion"     // tracked deletion, left out
	NoteComment     NoteKind = "comment"      // reviewer comment, left out
	NoteFormBlank   NoteKind = "form-blank"   // content control still showing its prompt
	NoteChrome      NoteKind = "chrome"       // web page text around the report, left out
	NoteExtension   NoteKind = "extension"    // content does not match the file name
	NoteEncoding    NoteKind = "encoding"     // bytes that could not be decoded
	NotePartial     NoteKind = "partial"      // part of the file could not be read
	NoteUnreadGlyph NoteKind = "unread-glyph" // glyphs without a character
)

// Note is something a reader noticed that is not text.
type Note struct {
	Kind NoteKind
	// Message is one Chinese sentence for the user.
	Message string
	// Count is how many times it occurred.
	Count int
	// Text is what was left out, when it was ("" otherwise).
	Text string
	// At is the place in Source.Text it belongs to; empty when none.
	At Span
}

// BlockAt returns the block that holds byte offset off of Source.Text, or nil.
func (s *Source) BlockAt(off int) *Block {
	lo, hi := 0, len(s.Blocks)
	for lo < hi {
		m := (lo + hi) / 2
		if s.Blocks[m].End <= off {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(s.Blocks) && s.Blocks[lo].Start <= off {
		return &s.Blocks[lo]
	}
	return nil
}
