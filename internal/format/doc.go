package format

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"

	"hecha/internal/doc"
)

// Doc reads the binary format of Word 97 to 2003 ([MS-DOC]), which WPS Office
// also writes as .wps. What a file is shows in its streams, not in its name.
var Doc = Register(Reader{
	Name:       "doc",
	Label:      "Word 97-2003 文档",
	Extensions: []string{".doc", ".wps", ".dot", ".wpt"},
	Sniff:      sniffDoc,
	Read:       readDoc,
})

// Magic numbers of files older than Word 97 that stand outside OLE containers.
var oldWordMagic = [][]byte{{0xDB, 0xA5}, {0xDC, 0xA5}, {0x31, 0xBE, 0, 0}, {0x9B, 0xA5}}

func sniffDoc(in Input) Confidence {
	if f, err := in.ole(); err == nil {
		switch {
		case f.has("WordDocument"):
			return Certain
		case f.has("CONTENTS") && in.Ext() == ".wps":
			return Likely
		}
		return No
	}
	for _, m := range oldWordMagic {
		if bytes.HasPrefix(in.Data, m) && len(in.Data) > 128 {
			return Likely
		}
	}
	return No
}

var errOldWord = &Error{Reason: Unsupported, Detail: "Word 6.0/95、Works 文档不支持,请另存为 .docx。"}

func errDocDamaged(err error) *Error {
	return &Error{Reason: Damaged, Detail: "Word 文档不完整或已损坏,无法读取正文;请用 Word 打开后另存为 .docx 再提交。", Err: err}
}

func readDoc(ctx context.Context, in Input, _ Options) (src *doc.Source, err error) {
	defer func() {
		if p := recover(); p != nil {
			src, err = nil, errDocDamaged(fmt.Errorf("%v", p))
		}
	}()
	if !bytes.HasPrefix(in.Data, []byte(oleMagic)) {
		return nil, errOldWord
	}
	f, err := openOLE(in.Data)
	if err != nil {
		return nil, errDocDamaged(err)
	}
	if !f.has("WordDocument") {
		return nil, errOldWord
	}
	word, damage := f.read("WordDocument")
	d := &docFile{word: word}
	if err := d.readFIB(); err != nil {
		return nil, err
	}
	table, err := f.read(d.tableName)
	if err != nil && damage == nil {
		damage = err
	}
	d.table = table
	if f.has("Data") {
		d.data, _ = f.read("Data") // pictures mostly: losing it costs no text
	}
	if err := d.readPieces(); err != nil {
		return nil, err
	}
	d.chars = d.readFKPs(fcPlcfBteChpx, false)
	d.paras = d.readFKPs(fcPlcfBtePapx, true)
	d.readStyles()
	d.readLists()
	r := &docReader{ctx: ctx, file: d, out: &assembly{damage: damage}}
	if d.short {
		r.out.damage = fmt.Errorf("pieces beyond the end of the file")
	}
	if err := r.read(); err != nil {
		return nil, err
	}
	return r.out.source(in.Name, "doc")
}

// Indexes into FibRgFcLcb97 ([MS-DOC] 2.5.6).
const (
	fcStshf       = 1
	fcPlcffndTxt  = 3
	fcPlcfBteChpx = 12
	fcPlcfBtePapx = 13
	fcClx         = 33
	fcPlcSpaMom   = 40
	fcPlcftxbxTxt = 56
	fcPlfLst      = 73
	fcPlfLfo      = 74
)

// docFile is the file's structure: where its text is and what its properties
// are.
type docFile struct {
	word, table []byte
	data        []byte // property lists too long for the others
	tableName   string
	ccp         struct{ text, notes, headers, comments, ends, boxes int } // lengths of the stories in characters
	fcLcb       []byte
	pieces      []docPiece
	prcs        [][]byte // property modifications of pieces
	short       bool     // some text lies outside the file
	chars       []docRun
	paras       []docRun
	styles      []docStyle
	lists       []*listInstance // by LFO number less 1
}

// u16, s16 and u32 read little-endian numbers; outside b they are 0.
func u16(b []byte, at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(b[at:]))
}

func s16(b []byte, at int) int { return int(int16(u16(b, at))) }

func u32(b []byte, at int) int {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return int(binary.LittleEndian.Uint32(b[at:]))
}

// part returns the structure of the table stream that an index of the FIB
// names, cut to what is there.
func (d *docFile) part(index int) []byte {
	fc, lcb := u32(d.fcLcb, 8*index), u32(d.fcLcb, 8*index+4)
	if fc >= len(d.table) {
		return nil
	}
	return d.table[fc:min(len(d.table), fc+lcb)]
}

// readFIB reads the file information block.
func (d *docFile) readFIB() error {
	w := d.word
	switch ident, version := u16(w, 0), u16(w, 2); {
	case len(w) < 32:
		return errDocDamaged(nil)
	case ident == 0xA5DC, ident == 0xA5EC && version < 0xB0: // Word 97 says 0xC1, Word 95 0x68
		return errOldWord
	case ident != 0xA5EC:
		return errDocDamaged(fmt.Errorf("magic number %#x", ident))
	}
	flags := u16(w, 0x0A)
	if flags&0x0100 != 0 {
		return &Error{Reason: Encrypted, Detail: "文件设有打开密码,未读取;此格式不能用 --password 打开,请另存为无密码文件。"}
	}
	d.tableName = "0Table"
	if flags&0x0200 != 0 {
		d.tableName = "1Table"
	}
	at := 0x20 + 2 + 2*u16(w, 0x20)
	longs := at + 2
	ccp := func(i int) int { return min(u32(w, longs+4*i), len(w)) }
	d.ccp.text, d.ccp.notes, d.ccp.headers = ccp(3), ccp(4), ccp(5)
	d.ccp.comments, d.ccp.ends, d.ccp.boxes = ccp(7), ccp(8), ccp(9)
	at = longs + 4*u16(w, at)
	if at+2 > len(w) {
		return errDocDamaged(nil)
	}
	d.fcLcb = w[at+2 : min(len(w), at+2+8*u16(w, at))]
	return nil
}

// docPiece is a run of text stored in one place.
type docPiece struct {
	cp, end int // characters [cp, end)
	fc      int // byte position in the WordDocument stream
	wide    bool
	deleted bool // by a property modification of the whole piece
	hidden  bool
}

// maxPieces bounds the pieces of a file.
const maxPieces = 1 << 20

// readPieces reads the piece table.
func (d *docFile) readPieces() error {
	clx := d.part(fcClx)
	for len(clx) >= 5 && clx[0] == 1 { // Prc
		n := u16(clx, 1)
		if 3+n > len(clx) {
			break
		}
		d.prcs = append(d.prcs, clx[3:3+n])
		clx = clx[3+n:]
	}
	if len(clx) < 5 || clx[0] != 2 {
		return errDocDamaged(fmt.Errorf("no piece table"))
	}
	plc := clx[5:min(len(clx), 5+u32(clx, 1))]
	n := min((len(plc)-4)/12, maxPieces)
	if n <= 0 {
		return errDocDamaged(fmt.Errorf("empty piece table"))
	}
	last := 0
	for i := range n {
		p := docPiece{cp: u32(plc, 4*i), end: u32(plc, 4*i+4)}
		pcd := 4*(n+1) + 8*i
		fc := u32(plc, pcd+2)
		p.wide = fc&(1<<30) == 0
		p.fc = fc & (1<<30 - 1)
		size := 2
		if !p.wide {
			p.fc, size = p.fc/2, 1
		}
		if p.cp < last || p.end <= p.cp {
			continue
		}
		if room := (len(d.word) - p.fc) / size; room < p.end-p.cp {
			d.short = true
			if p.end = p.cp + max(room, 0); p.end == p.cp {
				continue
			}
		}
		d.modify(&p, u16(plc, pcd+6))
		d.pieces = append(d.pieces, p)
		last = p.end
	}
	if len(d.pieces) == 0 {
		return errDocDamaged(fmt.Errorf("no text"))
	}
	return nil
}

// modify applies the property modification of a fast-saved piece as far as it
// decides what is text.
func (d *docFile) modify(p *docPiece, prm int) {
	if prm&1 == 0 {
		value := prm>>8&1 == 1
		switch prm >> 1 & 0x7F {
		case 0x41:
			p.deleted = value
		case 0x5C:
			p.hidden = value
		}
		return
	}
	if i := prm >> 1; i < len(d.prcs) {
		var c docChar
		c.apply(d.prcs[i])
		p.deleted, p.hidden = c.deleted == 1, c.hidden == 1
	}
}
