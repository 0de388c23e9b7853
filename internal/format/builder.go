package format

import (
	"strconv"
	"strings"

	"hecha/internal/doc"
)

// builder lays out a source's text, one line a paragraph or table row, and
// keeps the blocks as it goes.
type builder struct {
	strings.Builder
	blocks []doc.Block
}

// newline ends the line that is being written, if there is one.
func (b *builder) newline() {
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
}

// line writes s as a line of its own; b's Span is filled in. Blank lines are
// dropped.
func (b *builder) line(s string, block doc.Block) {
	if blank(s) {
		return
	}
	b.newline()
	b.block(s, block)
}

func (b *builder) block(s string, block doc.Block) {
	block.Start = b.Len()
	b.WriteString(s)
	block.End = b.Len()
	b.blocks = append(b.blocks, block)
}

// row writes one table row; row and table count from 1. Rows of blank cells are
// dropped. origin names a cell for people and may be nil.
func (b *builder) row(table, row int, cells []string, origin func(row, col int) string) {
	if blank(strings.Join(cells, "")) {
		return
	}
	b.newline()
	for i, c := range cells {
		if i > 0 {
			b.WriteByte('\t')
		}
		cell := doc.Block{Kind: doc.Cell, Table: table, Row: row, Col: i + 1}
		if origin != nil {
			cell.Origin = origin(row, i+1)
		}
		b.block(oneLine(c), cell)
	}
}

// oneLine joins the lines of a cell and turns its TABs into spaces.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\t\n") {
		return strings.TrimSpace(s)
	}
	return strings.Join(strings.Fields(s), " ")
}

// cellName returns a cell's name as spreadsheets print it: B5.
func cellName(row, col int) string {
	var letters []byte
	for ; col > 0; col = (col - 1) / 26 {
		letters = append([]byte{byte('A' + (col-1)%26)}, letters...)
	}
	return string(letters) + strconv.Itoa(row)
}
