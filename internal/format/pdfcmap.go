package format

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"
	"strings"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"hecha/dict"
)

// maxCMapEntries bounds the mappings of one CMap stream.
const maxCMapEntries = 200_000

// codeRange is a range of character codes of one length.
type codeRange struct {
	bytes    int
	low, top uint32
}

// cidRange maps the codes low..top to consecutive CIDs.
type cidRange struct {
	low, top uint32
	cid      int
}

// charMap is a parsed CMap stream: a ToUnicode map or an embedded encoding.
type charMap struct {
	spaces   []codeRange
	text     map[uint32]string // bfchar and bfrange
	cids     []cidRange
	name     string // of usecmap, "" when none
	vertical bool
}

// parseCMap reads a CMap program. Only its mapping sections matter; anything
// else in it is skipped.
func parseCMap(data []byte) *charMap {
	m := &charMap{text: map[uint32]string{}}
	l := pdfLexer{data: data}
	var operands []pdfToken
	entries := 0
	for entries < maxCMapEntries {
		t := l.next()
		if t.kind == pdfEOF {
			break
		}
		if t.kind != pdfWord {
			if len(operands) < 4*1024 {
				operands = append(operands, t)
			}
			continue
		}
		switch string(t.str) {
		case "endcodespacerange":
			for i := 0; i+1 < len(operands); i += 2 {
				lo, hi := operands[i].str, operands[i+1].str
				if n := len(lo); n > 0 && n <= 4 {
					m.spaces = append(m.spaces, codeRange{n, codeOf(lo), codeOf(hi)})
				}
			}
		case "endbfchar":
			for i := 0; i+1 < len(operands); i += 2 {
				m.text[codeOf(operands[i].str)] = targetText(operands[i+1])
				entries++
			}
		case "endbfrange":
			for i := 0; i+2 < len(operands); i += 3 {
				entries += m.bfrange(codeOf(operands[i].str), codeOf(operands[i+1].str), operands[i+2])
			}
		case "endcidchar":
			for i := 0; i+1 < len(operands); i += 2 {
				c := codeOf(operands[i].str)
				m.cids = append(m.cids, cidRange{c, c, int(operands[i+1].num)})
				entries++
			}
		case "endcidrange":
			for i := 0; i+2 < len(operands); i += 3 {
				m.cids = append(m.cids, cidRange{codeOf(operands[i].str), codeOf(operands[i+1].str), int(operands[i+2].num)})
				entries++
			}
		case "usecmap":
			if n := len(operands); n > 0 && operands[n-1].kind == pdfName {
				m.name = string(operands[n-1].str)
			}
		case "def":
			if n := len(operands); n >= 2 && string(operands[n-2].str) == "WMode" {
				m.vertical = operands[n-1].num == 1
			}
		}
		operands = operands[:0]
	}
	return m
}

// bfrange adds lo..hi and returns how many codes that were.
func (m *charMap) bfrange(lo, hi uint32, target pdfToken) int {
	if hi < lo || hi-lo > 0xFFFF {
		return 1
	}
	n := int(hi-lo) + 1
	if target.kind == pdfArray {
		n = min(n, len(target.list))
		for i := range n {
			m.text[lo+uint32(i)] = targetText(target.list[i])
		}
		return n
	}
	s := targetText(target)
	if s == "" {
		return 1
	}
	last, size := utf8.DecodeLastRuneInString(s)
	head := s[:len(s)-size]
	for i := range n {
		m.text[lo+uint32(i)] = head + string(last+rune(i))
	}
	return n
}

func codeOf(b []byte) uint32 {
	var v uint32
	for _, c := range b {
		v = v<<8 | uint32(c)
	}
	return v
}

// targetText decodes the UTF-16BE of a ToUnicode target; one byte stands for
// itself. NUL and U+FFFD say that the producer did not know.
func targetText(t pdfToken) string {
	b := t.str
	if t.kind != pdfString || len(b) == 0 {
		return ""
	}
	if len(b) == 1 {
		b = []byte{0, b[0]}
	}
	s := utf16Text(b)
	if s == "\x00" || s == "\uFFFD" {
		return ""
	}
	return strings.Trim(s, "\x00")
}

func utf16Text(b []byte) string {
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = binary.BigEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(u))
}

// cid returns the CID of a code, or -1.
func (m *charMap) cid(code uint32) int {
	for _, r := range m.cids {
		if code >= r.low && code <= r.top {
			return r.cid + int(code-r.low)
		}
	}
	return -1
}

// split returns the length of the code at the head of s by the code spaces, or
// otherwise when none fits.
func (m *charMap) split(s []byte, otherwise int) int {
	var code uint32
	for n := 1; n <= 4 && n <= len(s); n++ {
		code = code<<8 | uint32(s[n-1])
		for _, r := range m.spaces {
			if r.bytes == n && inSpace(code, r, n) {
				return n
			}
		}
	}
	return min(otherwise, len(s))
}

// inSpace compares byte by byte, as code spaces are boxes, not intervals.
func inSpace(code uint32, r codeRange, n int) bool {
	for i := range n {
		sh := 8 * i
		c, lo, hi := byte(code>>sh), byte(r.low>>sh), byte(r.top>>sh)
		if c < lo || c > hi {
			return false
		}
	}
	return true
}

// namedCMap is a predefined CMap, known by what its codes are: their text
// encoding and where one code ends.
type namedCMap struct {
	decode encoding.Encoding // nil for the UTF-16 kinds
	// lead is the lowest first byte of a two-byte code; ASCII the CID of
	// '!' less 33, for widths.
	lead  byte
	quads bool // GB18030 four-byte codes
	utf16 bool
	half  int // CID of the space of single-byte ASCII, less 0x20
}

// lookupCMap returns what a predefined CMap's name says of it, or nil.
func lookupCMap(name string) *namedCMap {
	base := strings.TrimSuffix(strings.TrimSuffix(name, "-H"), "-V")
	has := func(prefixes ...string) bool {
		for _, p := range prefixes {
			if strings.HasPrefix(base, p) {
				return true
			}
		}
		return false
	}
	switch {
	case has("Uni") && (strings.Contains(base, "UCS2") || strings.Contains(base, "UTF16")):
		return &namedCMap{utf16: true, half: 1 - 0x20}
	case has("GBK-EUC", "GB-EUC"):
		return &namedCMap{decode: simplifiedchinese.GB18030, lead: 0x81, half: 814 - 0x21}
	case has("GBK2K"):
		return &namedCMap{decode: simplifiedchinese.GB18030, lead: 0x81, quads: true, half: 1 - 0x20}
	case has("GBKp-EUC", "GBpc-EUC"):
		return &namedCMap{decode: simplifiedchinese.GB18030, lead: 0x81, half: 1 - 0x20}
	case has("ETen-B5"):
		return &namedCMap{decode: traditionalchinese.Big5, lead: 0x81, half: 13648 - 0x20}
	case has("ETenms-B5", "HKscs-B5", "B5pc"):
		return &namedCMap{decode: traditionalchinese.Big5, lead: 0x81, half: 1 - 0x20}
	case has("90ms-RKSJ", "90msp-RKSJ", "90pv-RKSJ", "83pv-RKSJ", "Add-RKSJ", "Ext-RKSJ"):
		return &namedCMap{decode: japanese.ShiftJIS, lead: 0x81, half: 231 - 0x20}
	case base == "EUC" || base == "H" || base == "V":
		return &namedCMap{decode: japanese.EUCJP, lead: 0x8E, half: 231 - 0x20}
	case has("KSC"):
		return &namedCMap{decode: korean.EUCKR, lead: 0x81, half: 1 - 0x20}
	}
	return nil
}

// split returns the length of the code at the head of s.
func (n *namedCMap) split(s []byte) int {
	size := 1
	switch {
	case n.utf16:
		size = 2
		if s[0]&0xFC == 0xD8 {
			size = 4
		}
	case s[0] >= n.lead && s[0] != 0xFF && s[0] != 0x80:
		size = 2
		if n.quads && len(s) > 1 && s[1] >= '0' && s[1] <= '9' {
			size = 4
		}
		if n.decode == japanese.ShiftJIS && s[0] >= 0xA0 && s[0] < 0xE0 {
			size = 1
		}
	}
	return min(size, len(s))
}

// text decodes one code; "" when it has no character.
func (n *namedCMap) text(code []byte) string {
	if n.utf16 {
		if len(code) < 2 {
			return ""
		}
		return utf16Text(code)
	}
	if len(code) == 1 && code[0] < 0x80 {
		return string(rune(code[0]))
	}
	s, err := n.decode.NewDecoder().Bytes(code)
	if err != nil || bytes.ContainsRune(s, utf8.RuneError) {
		return ""
	}
	return string(s)
}

// cidTables are the collections of dict.CIDs: ordering → code point by CID.
var cidTables = sync.OnceValue(func() map[string][]rune {
	z, err := gzip.NewReader(bytes.NewReader(dict.CIDs))
	if err != nil {
		panic("dict/cmap: " + err.Error())
	}
	data, err := io.ReadAll(z)
	if err != nil {
		panic("dict/cmap: " + err.Error())
	}
	tables := map[string][]rune{}
	for len(data) > 0 {
		i := bytes.IndexByte(data, 0)
		name := string(data[:i])
		data = data[i+1:]
		n, size := binary.Uvarint(data)
		data = data[size:]
		table := make([]rune, n)
		prev := int64(-1)
		for cid := range table {
			delta, size := binary.Varint(data)
			data = data[size:]
			prev += delta + 1
			table[cid] = rune(prev)
		}
		tables[name] = table
	}
	return tables
})

// cidText returns the text of a CID of one of Adobe's collections, or "".
func cidText(ordering string, cid int) string {
	switch ordering {
	case "GB1", "CNS1", "Japan1", "Korea1":
		if t := cidTables()[ordering]; cid < len(t) && t[cid] != 0 {
			return string(t[cid])
		}
	}
	return ""
}
