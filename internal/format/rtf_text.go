package format

import (
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"hecha/internal/doc"
)

// character takes one byte of text, escaped or plain. Bytes are collected and
// decoded together, since either half of a Chinese character may be plain.
func (r *rtfReader) character(c byte) {
	if r.skip > 0 {
		r.skip--
		return
	}
	if r.state.target == rtfNowhere {
		return
	}
	r.raw = append(r.raw, c)
}

// flush decodes the collected bytes and sends them on.
func (r *rtfReader) flush() {
	if len(r.raw) == 0 {
		return
	}
	raw := r.raw
	r.raw = r.raw[:0]
	for i, c := range raw {
		if c >= utf8.RuneSelf {
			r.text(r.decode(raw, i))
			return
		}
	}
	r.text(raw)
}

// decode decodes bytes whose first non-ASCII one is at i.
func (r *rtfReader) decode(raw []byte, i int) []byte {
	font := r.fonts[r.state.font]
	if east := r.fonts[r.state.eastFont]; r.state.east && east.codePage != 0 {
		font = east
	}
	if font.symbols {
		out := append([]byte(nil), raw[:i]...)
		for _, c := range raw[i:] {
			out = utf8.AppendRune(out, symbolRune("Wingdings", rune(c)))
		}
		return out
	}
	page := font.codePage
	if page == 0 {
		page = r.codePage
	}
	out, err := codePage(page).NewDecoder().Bytes(raw)
	if err != nil {
		return raw
	}
	return out
}

// codePage returns the decoder of a Windows code page. All of them give U+FFFD
// for what they do not know.
func codePage(n int) encoding.Encoding {
	switch n {
	case 936, 54936:
		return csGB.enc
	case 950:
		return csBig5.enc
	case 65001:
		return encoding.Replacement // plain UTF-8 stays as it is
	}
	if enc := Charset(fmt.Sprintf("windows-%d", n)); enc != nil {
		return enc
	}
	return charmap.Windows1252
}

// charsetPages are the code pages of the font charsets that Chinese reports
// use; the others follow the document's.
var charsetPages = map[int]int{134: 936, 136: 950, 129: 949, 128: 932, 204: 1251, 161: 1253}

// text sends decoded text where the group's target says.
func (r *rtfReader) text(s []byte) {
	switch r.state.target {
	case rtfBody:
		r.emit(s)
	case rtfLabel:
		f := r.top()
		f.label = appendText(f.label, s)
	case rtfCode:
		if n := len(r.fields); n > 0 && len(r.fields[n-1].code)+len(s) <= maxFieldCode {
			r.fields[n-1].code = append(r.fields[n-1].code, s...)
		}
	case rtfStyles:
		r.styleName(s)
	}
}

// emit writes text into the paragraph, or notes that it was left out. Runs of
// one tracked change that lie together count once.
func (r *rtfReader) emit(s []byte) {
	if len(s) == 0 {
		return
	}
	var kind doc.NoteKind
	switch {
	case r.state.deleted:
		kind = doc.NoteDeletion
	case r.state.hidden:
		kind = doc.NoteHidden
	case r.state.inserted:
		kind = doc.NoteInsertion
	}
	if kind != "" && kind != r.last {
		r.out.left(kind, "")
	}
	r.last = kind
	if r.state.deleted || r.state.hidden {
		r.out.same(kind, string(appendText(nil, s)))
		return
	}
	r.top().para.write(s, r.state.underlined, 0)
}

// unicode takes a \u character; its stand-in characters follow.
func (r *rtfReader) unicode(n int) {
	r.flush()
	c := rune(n)
	if n < 0 {
		c += 1 << 16
	}
	if r.state.target == rtfNowhere {
		r.skip = r.state.skipUnits
		return
	}
	switch {
	case c >= 0xd800 && c < 0xdc00:
		r.high = c
	case c >= 0xdc00 && c < 0xe000:
		if r.high != 0 {
			r.text(utf8.AppendRune(nil, (r.high-0xd800)<<10+(c-0xdc00)+0x10000))
		}
		r.high = 0
	case c >= 0xf000 && c <= 0xf0ff:
		r.text(utf8.AppendRune(nil, symbolRune("Wingdings", c&0xff)))
	case c > 0 && c < 0x110000:
		r.text(utf8.AppendRune(nil, c))
	}
	r.skip = r.state.skipUnits
}

// lineBreak writes a break inside a paragraph.
func (r *rtfReader) lineBreak() {
	if r.state.target == rtfBody && !r.state.hidden && !r.state.deleted {
		p := &r.top().para
		p.buf = append(p.buf, '\n')
	}
}

// styleName ends the definition of a style at its name.
func (r *rtfReader) styleName(s []byte) {
	name := string(s)
	for len(name) > 0 && name[len(name)-1] == ';' {
		name = name[:len(name)-1]
	}
	if level := headingName(name); level > 0 && r.styles[r.style] == 0 {
		r.styles[r.style] = level
	}
}
