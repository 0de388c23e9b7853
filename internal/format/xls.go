package format

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"hecha/internal/doc"
)

var _ = Register(Reader{
	Name: "xls", Label: "Excel 97-2003 工作簿", Extensions: []string{".xls", ".et", ".xlt", ".ett"},
	Sniff: func(in Input) Confidence {
		if f, err := in.ole(); err == nil && (f.has("Workbook") || f.has("Book")) {
			return Certain
		}
		return No
	},
	Read: readXLS,
})

// readXLS reads a BIFF8 workbook ([MS-XLS]): the values of its cells as they
// show, those of formulas as they were saved.
func readXLS(ctx context.Context, in Input, _ Options) (*doc.Source, error) {
	f, err := openOLE(in.Data)
	if err != nil {
		return nil, AsError(err)
	}
	if !f.has("Workbook") {
		return nil, errOldExcel
	}
	stream, err := f.read("Workbook")
	if len(stream) == 0 {
		return nil, AsError(err)
	}
	r := &xlsReader{ctx: ctx, stream: stream, formats: map[uint16]string{}}
	r.book.out.damage = err
	if err := r.globals(); err != nil {
		return nil, err
	}
	for _, s := range r.sheets {
		if err := r.readSheet(s); err != nil {
			return nil, err
		}
	}
	return r.book.source(in.Name, "xls")
}

var (
	errOldExcel  = &Error{Reason: Unsupported, Detail: "Excel 5.0/95 工作簿不支持,请另存为 .xlsx 后再提交。"}
	errLockedXLS = &Error{Reason: Encrypted, Detail: "工作簿设有打开密码,未读取;请另存为无密码文件后再提交。"}
)

// Record types of BIFF8 that matter here.
const (
	biffFormula    = 0x0006
	biffEOF        = 0x000a
	biffNote       = 0x001c
	biffDateMode   = 0x0022
	biffFilePass   = 0x002f
	biffContinue   = 0x003c
	biffBoundSheet = 0x0085
	biffMulRK      = 0x00bd
	biffRString    = 0x00d6
	biffXF         = 0x00e0
	biffSST        = 0x00fc
	biffLabelSST   = 0x00fd
	biffNumber     = 0x0203
	biffLabel      = 0x0204
	biffBoolErr    = 0x0205
	biffString     = 0x0207
	biffRow        = 0x0208
	biffRK         = 0x027e
	biffFormat     = 0x041e
	biffBOF        = 0x0809
)

// xlsReader walks the Workbook stream.
type xlsReader struct {
	ctx    context.Context
	stream []byte
	book   workbook

	sheets  []xlsSheet
	strings []string          // shared strings
	formats map[uint16]string // number format codes of the file
	xfs     []uint16          // number format of each cell format
	from04  bool              // dates count from 1904
	show    *numberFormats
}

type xlsSheet struct {
	pos    int
	name   string
	hidden bool
}

// record is one record; at is where the next one begins.
type biffRecord struct {
	kind uint16
	data []byte
	next int
}

// record reads the record at pos.
func (r *xlsReader) record(pos int) (biffRecord, error) {
	if pos < 0 || pos+4 > len(r.stream) {
		return biffRecord{}, io.ErrUnexpectedEOF
	}
	kind := binary.LittleEndian.Uint16(r.stream[pos:])
	size := int(binary.LittleEndian.Uint16(r.stream[pos+2:]))
	if pos+4+size > len(r.stream) {
		return biffRecord{}, io.ErrUnexpectedEOF
	}
	return biffRecord{kind, r.stream[pos+4 : pos+4+size], pos + 4 + size}, nil
}

// globals reads the workbook's own substream.
func (r *xlsReader) globals() error {
	rec, err := r.record(0)
	if err != nil || rec.kind != biffBOF || len(rec.data) < 2 {
		return AsError(errors.Join(errors.New("no BIFF stream"), err))
	}
	if binary.LittleEndian.Uint16(rec.data) != 0x0600 {
		return errOldExcel
	}
	for pos := rec.next; ; {
		rec, err := r.record(pos)
		if err != nil {
			r.damage(err)
			return nil
		}
		d := rec.data
		switch rec.kind {
		case biffEOF:
			return nil
		case biffFilePass:
			return errLockedXLS
		case biffDateMode:
			r.from04 = len(d) >= 2 && d[0] == 1
		case biffBoundSheet:
			// Visibility, then the kind of sheet: 0 holds cells.
			if len(d) >= 8 && d[5] == 0 {
				s := biffReader{parts: [][]byte{d[6:]}}
				r.sheets = append(r.sheets, xlsSheet{
					pos: int(binary.LittleEndian.Uint32(d)), name: s.text(int(s.byte())), hidden: d[4]&3 != 0,
				})
			}
		case biffFormat:
			if len(d) >= 5 {
				s := biffReader{parts: [][]byte{d[2:]}}
				r.formats[binary.LittleEndian.Uint16(d)] = s.text(int(s.uint16()))
			}
		case biffXF:
			if len(d) >= 4 {
				r.xfs = append(r.xfs, binary.LittleEndian.Uint16(d[2:]))
			}
		case biffSST:
			parts := [][]byte{d}
			for {
				more, err := r.record(rec.next)
				if err != nil || more.kind != biffContinue {
					break
				}
				parts = append(parts, more.data)
				rec.next = more.next
			}
			r.sst(parts)
		}
		pos = rec.next
	}
}

func (r *xlsReader) damage(err error) {
	if r.book.out.damage == nil {
		r.book.out.damage = err
	}
}

// sst reads the shared strings.
func (r *xlsReader) sst(parts [][]byte) {
	s := biffReader{parts: parts}
	s.uint32() // uses
	count := int(s.uint32())
	for len(r.strings) < count && !s.done() {
		r.strings = append(r.strings, s.richText())
	}
	if len(r.strings) < count {
		r.damage(fmt.Errorf("%d of %d shared strings", len(r.strings), count))
	}
}

// xlsCell is one cell with text.
type xlsCell struct {
	row, col int // from 0
	text     string
}

// maxXLSColumn is the last column of a BIFF8 sheet, from 0.
const maxXLSColumn = 255

// readSheet reads the cells of one sheet.
func (r *xlsReader) readSheet(s xlsSheet) error {
	out := r.book.sheet(s.name, s.hidden)
	var cells []xlsCell
	hidden := map[int]bool{}
	put := func(row, col int, text string) {
		if col <= maxXLSColumn && text != "" {
			cells = append(cells, xlsCell{row, col, text})
		}
	}
	depth := 0       // charts inside a sheet are substreams of their own
	pending := false // the last formula's text follows in a String record
	var at xlsCell
	for pos, n := s.pos, 0; ; n++ {
		if n&0xfff == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		rec, err := r.record(pos)
		if err != nil {
			r.damage(err)
			break
		}
		pos = rec.next
		d := rec.data
		switch {
		case rec.kind == biffBOF:
			depth++
			continue
		case rec.kind == biffEOF:
			depth--
		}
		if depth <= 0 {
			break
		}
		if depth > 1 {
			continue
		}
		if len(cells) > maxBlocks {
			return errTooLarge
		}
		if rec.kind == biffNote {
			r.book.out.left(doc.NoteComment, "")
			continue
		}
		if rec.kind == biffString && pending && len(d) >= 3 {
			t := biffReader{parts: [][]byte{d}}
			put(at.row, at.col, t.text(int(t.uint16())))
			pending = false
			continue
		}
		if len(d) < 6 {
			continue
		}
		row, col := int(binary.LittleEndian.Uint16(d)), int(binary.LittleEndian.Uint16(d[2:]))
		xf := binary.LittleEndian.Uint16(d[4:])
		switch rec.kind {
		case biffRow:
			if len(d) >= 14 && d[12]&0x20 != 0 {
				hidden[row] = true
			}
		case biffLabelSST:
			if len(d) >= 10 {
				if i := int(binary.LittleEndian.Uint32(d[6:])); i < len(r.strings) {
					put(row, col, r.strings[i])
				}
			}
		case biffLabel, biffRString:
			t := biffReader{parts: [][]byte{d[6:]}}
			put(row, col, t.text(int(t.uint16())))
		case biffNumber:
			if len(d) >= 14 {
				put(row, col, r.number(xf, float(d[6:])))
			}
		case biffRK:
			if len(d) >= 10 {
				put(row, col, r.number(xf, rk(d[6:])))
			}
		case biffMulRK: // row, first column, then (format, value) pairs, last column
			for i := 4; i+6 <= len(d)-2; i += 6 {
				put(row, col, r.number(binary.LittleEndian.Uint16(d[i:]), rk(d[i+2:])))
				col++
			}
		case biffBoolErr:
			if len(d) >= 8 {
				put(row, col, boolErr(d[6], d[7] != 0))
			}
		case biffFormula:
			if len(d) < 14 {
				continue
			}
			pending = false
			if binary.LittleEndian.Uint16(d[12:]) != 0xffff {
				put(row, col, r.number(xf, float(d[6:])))
				continue
			}
			switch d[6] {
			case 0:
				pending, at = true, xlsCell{row: row, col: col}
			case 1, 2:
				put(row, col, boolErr(d[8], d[6] == 2))
			}
		}
	}
	return r.rows(out, cells, hidden)
}

// rows hands the cells, which may come in any order, to the workbook.
func (r *xlsReader) rows(out *sheet, cells []xlsCell, hidden map[int]bool) error {
	slices.SortStableFunc(cells, func(a, b xlsCell) int {
		if a.row != b.row {
			return a.row - b.row
		}
		return a.col - b.col
	})
	for len(cells) > 0 {
		row := cells[0].row
		var line []string
		for len(cells) > 0 && cells[0].row == row {
			for len(line) <= cells[0].col {
				line = append(line, "")
			}
			line[cells[0].col] = cells[0].text
			cells = cells[1:]
		}
		if err := r.book.row(out, row+1, line, hidden[row]); err != nil {
			return err
		}
	}
	return nil
}
