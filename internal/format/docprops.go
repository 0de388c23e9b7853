package format

import "slices"

// Single property modifiers that decide what is text ([MS-DOC] 2.6).
const (
	sprmCFRMarkDel       = 0x0800
	sprmCFRMarkIns       = 0x0801
	sprmCFVanish         = 0x083C
	sprmCFSpec           = 0x0855
	sprmCKul             = 0x2A3E
	sprmCIstd            = 0x4A30
	sprmCSymbol          = 0x6A09
	sprmPIlvl            = 0x260A
	sprmPIlfo            = 0x460B
	sprmPFInTable        = 0x2416
	sprmPFTtp            = 0x2417
	sprmPFInnerTableCell = 0x244B
	sprmPFInnerTtp       = 0x244C
	sprmPOutLvl          = 0x2640
	sprmPItap            = 0x6649
	sprmPHugePapxOld     = 0x6645
	sprmPHugePapx        = 0x6646
	sprmPTableProps      = 0x646B
	sprmTDefTable        = 0xD608
	sprmPChgTabs         = 0xC615
)

// eachSprm calls f for every modifier of a property list.
func eachSprm(list []byte, f func(op int, arg []byte)) {
	for len(list) >= 2 {
		op := u16(list, 0)
		list = list[2:]
		size, skip := 0, 0
		switch op >> 13 {
		case 0, 1:
			size = 1
		case 2, 4, 5:
			size = 2
		case 3:
			size = 4
		case 7:
			size = 3
		case 6:
			if len(list) == 0 {
				return
			}
			switch {
			case op == sprmTDefTable:
				size, skip = u16(list, 0)-1, 2
			case op == sprmPChgTabs && list[0] == 255:
				return // its length takes a calculation nobody needs: it stands last
			default:
				size, skip = int(list[0]), 1
			}
		}
		if size < 0 || skip+size > len(list) {
			return
		}
		f(op, list[skip:skip+size])
		list = list[skip+size:]
	}
}

// docChar are character properties; the toggles are -1 when not said.
type docChar struct {
	deleted, inserted, hidden int8
	special, underlined       int8
	style                     int // character style, 0 for none
	symbol                    rune
	symbolFont                int
}

var plainDocChar = docChar{deleted: -1, inserted: -1, hidden: -1, special: -1, underlined: -1}

func (c *docChar) apply(list []byte) {
	eachSprm(list, func(op int, arg []byte) {
		on := int8(0)
		if len(arg) > 0 && arg[0]&1 == 1 {
			on = 1
		}
		switch op {
		case sprmCFRMarkDel:
			c.deleted = on
		case sprmCFRMarkIns:
			c.inserted = on
		case sprmCFVanish:
			switch arg[0] {
			case 0x80: // as the style says
			case 0x81: // the opposite
				c.hidden = 1 - max(c.hidden, 0)
			default:
				c.hidden = on
			}
		case sprmCFSpec:
			c.special = on
		case sprmCKul:
			c.underlined = 0
			if arg[0] != 0 {
				c.underlined = 1
			}
		case sprmCIstd:
			c.style = u16(arg, 0)
		case sprmCSymbol:
			c.symbolFont, c.symbol = u16(arg, 0), rune(u16(arg, 2))
			if c.symbol >= 0xF000 && c.symbol <= 0xF0FF {
				c.symbol = symbolRune("Wingdings", c.symbol&0xFF)
			}
		}
	})
}

// docPara are paragraph properties.
type docPara struct {
	list      int // LFO number from 1; 0 none, -1 not said
	level     int // -1 not said
	outline   int // 1 to 9, 0 for body text, -1 not said
	inTable   bool
	rowEnd    bool
	depth     int // of nested tables, 0 when not said
	innerCell bool
	innerRow  bool
	edges     []int  // of a table row, in twips
	merged    []bool // cells that continue the one before
}

func (p *docPara) apply(list []byte) {
	eachSprm(list, func(op int, arg []byte) {
		on := len(arg) > 0 && arg[0] != 0
		switch op {
		case sprmPIlvl:
			p.level = int(arg[0])
		case sprmPIlfo:
			if p.list = s16(arg, 0); p.list < 0 {
				p.list = 0
			}
		case sprmPFInTable:
			p.inTable = on
		case sprmPFTtp:
			p.rowEnd = on
		case sprmPFInnerTableCell:
			p.innerCell = on
		case sprmPFInnerTtp:
			p.innerRow = on
		case sprmPItap:
			p.depth = u32(arg, 0)
		case sprmPOutLvl:
			p.outline = 0
			if arg[0] < 9 {
				p.outline = int(arg[0]) + 1
			}
		case sprmTDefTable:
			p.defineRow(arg)
		}
	})
}

// applyAll applies a list and those it refers to in the Data stream, where
// Word keeps what is too long for a disk page, wide table rows above all.
func (d *docFile) applyAll(p *docPara, list []byte) {
	p.apply(list)
	eachSprm(list, func(op int, arg []byte) {
		if op == sprmPHugePapxOld || op == sprmPHugePapx || op == sprmPTableProps {
			at := u32(arg, 0)
			if size := u16(d.data, at); size > 0 && at+2+size <= len(d.data) {
				p.apply(d.data[at+2 : at+2+size])
			}
		}
	})
}

// defineRow reads the cell edges of a table row and which cells are merged
// with the one before.
func (p *docPara) defineRow(arg []byte) {
	const cellSize = 20 // of a TC80
	if len(arg) == 0 {
		return
	}
	n := int(arg[0])
	if 1+2*(n+1) > len(arg) {
		return
	}
	p.edges, p.merged = nil, make([]bool, n)
	for i := range n + 1 {
		p.edges = append(p.edges, s16(arg, 1+2*i))
	}
	for i := range n {
		p.merged[i] = u16(arg, 1+2*(n+1)+cellSize*i)&3 == 1
	}
}

// docRun is a stretch of the WordDocument stream with one property list.
type docRun struct {
	from, to int // byte positions
	list     []byte
	style    int // of paragraphs
}

const fkpSize = 512

// readFKPs reads the formatted disk pages that a bin table lists.
func (d *docFile) readFKPs(index int, paragraphs bool) []docRun {
	plc := d.part(index)
	n := (len(plc) - 4) / 8
	var runs []docRun
	seen := make([]bool, len(d.word)/fkpSize) // a page named twice would multiply
	for i := range max(n, 0) {
		number := u32(plc, 4*(n+1)+4*i) & (1<<22 - 1)
		if number >= len(seen) || seen[number] {
			continue
		}
		seen[number] = true
		page := number * fkpSize
		fkp := d.word[page : page+fkpSize]
		count := int(fkp[fkpSize-1])
		width := 1
		if paragraphs {
			width = 13
		}
		if 4*(count+1)+width*count > fkpSize-1 {
			continue
		}
		for k := range count {
			r := docRun{from: u32(fkp, 4*k), to: u32(fkp, 4*k+4)}
			at := 2 * int(fkp[4*(count+1)+width*k])
			if at > 0 && at < fkpSize-1 {
				r.list, r.style = fkpProps(fkp, at, paragraphs)
			}
			if r.to > r.from {
				runs = append(runs, r)
			}
		}
	}
	slices.SortStableFunc(runs, func(a, b docRun) int { return a.from - b.from })
	return runs
}

// fkpProps returns the property list at a place of a disk page, and the style
// index that precedes it in those of paragraphs.
func fkpProps(fkp []byte, at int, paragraphs bool) (list []byte, style int) {
	size := int(fkp[at])
	at++
	if paragraphs {
		if size = 2*size - 1; size < 0 && at < len(fkp) {
			size = 2 * int(fkp[at])
			at++
		}
	}
	if size < 0 || at+size > len(fkp) {
		return nil, 0
	}
	list = fkp[at : at+size]
	if !paragraphs {
		return list, 0
	}
	if len(list) < 2 {
		return nil, 0
	}
	return list[2:], u16(list, 0)
}

// runAt returns the run that holds a byte position, or nil.
func runAt(runs []docRun, fc int) *docRun {
	i, found := slices.BinarySearchFunc(runs, fc, func(r docRun, fc int) int { return r.from - fc })
	if !found {
		i--
	}
	if i < 0 || fc >= runs[i].to {
		return nil
	}
	return &runs[i]
}

// docStyle is a style with what it inherits already in it.
type docStyle struct {
	paragraph bool
	base      int
	para      docPara
	char      docChar
	papx      []byte
	chpx      []byte
	done      bool
}

// noStyle is the index that stands for no style.
const noStyle = 0xFFF

// readStyles reads the style sheet.
func (d *docFile) readStyles() {
	stsh := d.part(fcStshf)
	header := u16(stsh, 0)
	if header < 4 || 2+header > len(stsh) {
		return
	}
	count, base := u16(stsh, 2), u16(stsh, 4)
	rest := stsh[2+header:]
	for range min(count, noStyle) {
		if len(rest) < 2 {
			break
		}
		size := u16(rest, 0)
		if 2+size > len(rest) {
			break
		}
		d.styles = append(d.styles, parseStyle(rest[2:2+size], base))
		rest = rest[2+size+size&1:]
	}
	for i := range d.styles {
		d.resolve(i, 0)
	}
}

func parseStyle(std []byte, baseSize int) docStyle {
	s := docStyle{base: noStyle}
	if len(std) < 8 {
		return s
	}
	kind := u16(std, 2) & 15
	s.base = u16(std, 2) >> 4
	s.paragraph = kind == 1
	at := baseSize
	at += 2 + 2*u16(std, at) + 2 // name and its terminator
	for i := 0; i < u16(std, 4)&15 && at+2 <= len(std); i++ {
		size := u16(std, at)
		at += 2
		if at+size > len(std) {
			break
		}
		upx := std[at : at+size]
		switch {
		case kind == 1 && i == 0 && len(upx) >= 2:
			s.papx = upx[2:]
		case kind == 1 && i == 1, kind == 2 && i == 0:
			s.chpx = upx
		}
		at += size + size&1
	}
	return s
}

// resolve fills in a style from its base.
func (d *docFile) resolve(i, depth int) {
	s := &d.styles[i]
	if s.done || depth > 20 {
		return
	}
	s.done = true
	s.para = docPara{list: -1, level: -1, outline: -1}
	s.char = plainDocChar
	if s.base < len(d.styles) && s.base != i {
		d.resolve(s.base, depth+1)
		s.para, s.char = d.styles[s.base].para, d.styles[s.base].char
	}
	s.para.apply(s.papx)
	s.char.apply(s.chpx)
	if s.paragraph && i >= 1 && i <= 9 && s.para.outline < 0 {
		s.para.outline = i // the built-in headings
	}
}
