package format

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// biffReader reads fields that may run over into continuation records. Reading
// past the end gives zeros.
type biffReader struct {
	parts [][]byte
}

func (s *biffReader) done() bool {
	for len(s.parts) > 0 && len(s.parts[0]) == 0 {
		s.parts = s.parts[1:]
	}
	return len(s.parts) == 0
}

func (s *biffReader) byte() byte {
	if s.done() {
		return 0
	}
	b := s.parts[0][0]
	s.parts[0] = s.parts[0][1:]
	return b
}

func (s *biffReader) uint16() uint16 { return uint16(s.byte()) | uint16(s.byte())<<8 }
func (s *biffReader) uint32() uint32 { return uint32(s.uint16()) | uint32(s.uint16())<<16 }

func (s *biffReader) skip(n int) {
	for n > 0 && !s.done() {
		k := min(n, len(s.parts[0]))
		s.parts[0] = s.parts[0][k:]
		n -= k
	}
}

// text reads the flags and n characters of a string without formatting runs.
func (s *biffReader) text(n int) string { return s.characters(n, s.byte()&1 != 0) }

// richText reads a string with its length, formatting runs and phonetic data.
func (s *biffReader) richText() string {
	n, flags := int(s.uint16()), s.byte()
	runs, extra := 0, 0
	if flags&8 != 0 {
		runs = int(s.uint16())
	}
	if flags&4 != 0 {
		extra = int(s.uint32())
	}
	text := s.characters(n, flags&1 != 0)
	s.skip(4 * runs)
	s.skip(extra)
	return text
}

// characters reads n characters of one or two bytes. Where they run over into
// the next record that begins with new flags.
func (s *biffReader) characters(n int, wide bool) string {
	units := make([]uint16, 0, min(n, 1<<12))
	for n > 0 && len(s.parts) > 0 {
		if len(s.parts[0]) == 0 {
			s.parts = s.parts[1:]
			wide = s.byte()&1 != 0
			continue
		}
		if p := s.parts[0]; !wide {
			k := min(n, len(p))
			for _, b := range p[:k] {
				units = append(units, uint16(b))
			}
			s.parts[0], n = p[k:], n-k
		} else {
			k := min(n, len(p)/2)
			for i := range k {
				units = append(units, binary.LittleEndian.Uint16(p[2*i:]))
			}
			s.parts[0], n = p[2*k:], n-k
			if k == 0 { // half a character: damaged
				s.parts[0] = nil
			}
		}
	}
	return string(utf16.Decode(units))
}

func float(b []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }

// rk decodes the short form of a number: 30 bits of an integer or of a float's
// high half, perhaps times 100.
func rk(b []byte) float64 {
	n := binary.LittleEndian.Uint32(b)
	v := math.Float64frombits(uint64(n&^3) << 32)
	if n&2 != 0 {
		v = float64(int32(n) >> 2)
	}
	if n&1 != 0 {
		v /= 100
	}
	return v
}

func boolErr(v byte, isErr bool) string {
	if !isErr {
		return strings.ToUpper(strconv.FormatBool(v != 0))
	}
	names := map[byte]string{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0f: "#VALUE!", 0x17: "#REF!", 0x1d: "#NAME?", 0x24: "#NUM!", 0x2a: "#N/A"}
	return names[v]
}

// number shows a number in the format of a cell.
func (r *xlsReader) number(xf uint16, v float64) string {
	var id uint16
	if int(xf) < len(r.xfs) {
		id = r.xfs[xf]
	}
	code, custom := r.formats[id]
	if id == 0 || custom && strings.EqualFold(code, "General") || math.IsNaN(v) || math.IsInf(v, 0) {
		return general(v)
	}
	if r.show == nil {
		r.show = newNumberFormats(r.from04)
	}
	return r.show.text(id, code, custom, v)
}

// general shows a number as the General format does, to 15 digits.
func general(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'G', 15, 64)
}

// numberFormats shows numbers by format codes, with a cell of a workbook in
// memory: excelize has the only complete interpreter of the codes.
type numberFormats struct {
	book   *excelize.File
	styles map[uint16]int
	cache  map[numberKey]string
}

type numberKey struct {
	format uint16
	value  float64
}

func newNumberFormats(from1904 bool) *numberFormats {
	n := &numberFormats{book: excelize.NewFile(sheetFormats), styles: map[uint16]int{}, cache: map[numberKey]string{}}
	if from1904 {
		// The only error is about a missing workbook part.
		_ = n.book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904})
	}
	return n
}

// text shows v in the built-in format id or, when custom, by code. What
// excelize does not know shows as General.
func (n *numberFormats) text(id uint16, code string, custom bool, v float64) string {
	key := numberKey{id, v}
	if s, ok := n.cache[key]; ok {
		return s
	}
	s := n.render(id, code, custom, v)
	if len(n.cache) < 1<<16 {
		n.cache[key] = s
	}
	return s
}

func (n *numberFormats) render(id uint16, code string, custom bool, v float64) (s string) {
	s = general(v)
	defer func() {
		if recover() != nil { // a damaged code
			s = general(v)
		}
	}()
	style, known := n.styles[id]
	if !known {
		st := &excelize.Style{NumFmt: int(id)}
		if custom {
			st = &excelize.Style{CustomNumFmt: &code}
		}
		var err error
		if style, err = n.book.NewStyle(st); err != nil {
			style = 0
		}
		n.styles[id] = style
	}
	if style == 0 {
		return s
	}
	const sheet, cell = "Sheet1", "A1"
	if n.book.SetCellValue(sheet, cell, v) != nil || n.book.SetCellStyle(sheet, cell, cell, style) != nil {
		return s
	}
	if shown, err := n.book.GetCellValue(sheet, cell); err == nil && shown != "" {
		return shown
	}
	return s
}
