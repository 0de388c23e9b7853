package format

import (
	"bytes"
	"reflect"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// fontKey identifies a font: its object number, or the dictionary itself when
// it stands directly in the resources.
type fontKey struct {
	object int
	direct uintptr
}

// pdfFont turns the bytes of a string into characters with widths.
type pdfFont struct {
	composite bool
	vertical  bool
	toUnicode *charMap
	named     *namedCMap // predefined encoding of a composite font
	embedded  *charMap   // encoding given as a stream
	ordering  string     // character collection of the CIDs
	simple    [256]string
	known     [256]bool // codes the simple encoding names at all
	widths    map[int]float64
	ranges    []widthRange
	fallback  float64 // width where none is given, in em
	cache     map[uint64]pdfChar
}

type widthRange struct {
	low, top int
	width    float64
}

// pdfChar is one decoded character code.
type pdfChar struct {
	text  string  // "" when the font does not tell
	width float64 // em
	space bool    // single-byte code 32, which word spacing widens
}

// maxWidths bounds the entries of a font's width table.
const maxWidths = 70_000

// font returns the font of a resource entry, read once a file.
func (f *pdfFile) font(o types.Object) *pdfFont {
	d := f.dict(o)
	if d == nil {
		return nil
	}
	key := fontKey{direct: reflect.ValueOf(d).Pointer()}
	if ref, ok := o.(types.IndirectRef); ok {
		key = fontKey{object: ref.ObjectNumber.Value()}
	}
	if p, ok := f.fonts[key]; ok {
		return p
	}
	p := f.loadFont(d)
	f.fonts[key] = p
	return p
}

// plainFont stands in for a font that the resources do not have.
func (f *pdfFile) plainFont() *pdfFont {
	p, ok := f.fonts[fontKey{}]
	if !ok {
		p = f.loadFont(types.Dict{"BaseFont": types.Name("Helvetica")})
		f.fonts[fontKey{}] = p
	}
	return p
}

func (f *pdfFile) loadFont(d types.Dict) *pdfFont {
	p := &pdfFont{widths: map[int]float64{}, cache: map[uint64]pdfChar{}}
	if sd, ok := f.stream(d["ToUnicode"]); ok {
		if data, err := f.decode(sd); err == nil {
			p.toUnicode = parseCMap(data)
		}
	}
	if f.name(d["Subtype"]) == "Type0" {
		f.loadComposite(p, d)
	} else {
		f.loadSimple(p, d)
	}
	return p
}

func (f *pdfFile) loadComposite(p *pdfFont, d types.Dict) {
	p.composite, p.fallback = true, 1
	descendants := f.array(d["DescendantFonts"])
	var cid types.Dict
	if len(descendants) > 0 {
		cid = f.dict(descendants[0])
	}
	p.fallback = f.number(cid["DW"], 1000) / 1000
	f.cidWidths(p, f.array(cid["W"]))
	p.ordering = f.text(f.dict(cid["CIDSystemInfo"])["Ordering"])
	name := f.name(d["Encoding"])
	if sd, ok := f.stream(d["Encoding"]); ok {
		if data, err := f.decode(sd); err == nil {
			p.embedded = parseCMap(data)
		}
		if p.embedded != nil {
			p.vertical = p.embedded.vertical || f.number(sd.Dict["WMode"], 0) == 1
			if name = p.embedded.name; name == "" {
				name = f.name(sd.Dict["UseCMap"])
			}
		}
	}
	p.vertical = p.vertical || strings.HasSuffix(name, "-V") || name == "V"
	p.named = lookupCMap(name)
}

// cidWidths reads the W array: "c [w1 w2 …]" and "first last w".
func (f *pdfFile) cidWidths(p *pdfFont, w types.Array) {
	for i := 0; i+1 < len(w) && len(p.widths)+len(p.ranges) < maxWidths; {
		first := int(f.number(w[i], 0))
		if list := f.array(w[i+1]); list != nil {
			for k, v := range list[:min(len(list), maxWidths)] {
				p.widths[first+k] = f.number(v, 1000) / 1000
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			return
		}
		p.ranges = append(p.ranges, widthRange{first, int(f.number(w[i+1], 0)), f.number(w[i+2], 1000) / 1000})
		i += 3
	}
}

func (p *pdfFont) cidWidth(cid int) float64 {
	if w, ok := p.widths[cid]; ok {
		return w
	}
	for _, r := range p.ranges {
		if cid >= r.low && cid <= r.top {
			return r.width
		}
	}
	return p.fallback
}

func (f *pdfFile) loadSimple(p *pdfFont, d types.Dict) {
	descriptor := f.dict(d["FontDescriptor"])
	flags := int(f.number(descriptor["Flags"], 0))
	base := f.name(d["BaseFont"])
	type3 := f.name(d["Subtype"]) == "Type3"
	encoding := f.dict(d["Encoding"])
	name := f.name(d["Encoding"])
	if encoding != nil {
		name = f.name(encoding["BaseEncoding"])
	}
	embedded := descriptor["FontFile"] != nil || descriptor["FontFile2"] != nil || descriptor["FontFile3"] != nil
	// Without its program the font can only be shown by the standard encoding.
	symbolic := flags&4 != 0 && flags&32 == 0 && embedded
	switch {
	case name == "" && strings.Contains(base, "Dingbats"):
		for c, s := range dingbats {
			p.simple[c], p.known[c] = s, true
		}
	case name == "" && (strings.Contains(base, "Wingdings") || strings.HasSuffix(base, "Symbol")):
		for c := ' '; c < 256; c++ {
			p.simple[c], p.known[c] = plainSymbols(string(0xF000+c)), true
		}
	case name != "" || !symbolic && !type3:
		p.simple = simpleEncoding(name)
	default:
		f.builtinEncoding(p, descriptor["FontFile"])
	}
	code := 0
	for _, o := range f.array(encoding["Differences"]) {
		switch o := f.resolve(o).(type) {
		case types.Integer:
			code = int(o)
		case types.Name:
			if code >= 0 && code < 256 {
				p.simple[code], p.known[code] = glyphText(o.Value()), true
			}
			code++
		}
	}
	scale := 1.0 / 1000
	if type3 {
		if m := f.numbers(d["FontMatrix"], 6); m != nil && m[0] != 0 {
			scale = m[0]
		}
	}
	first := int(f.number(d["FirstChar"], 0))
	widths := f.array(d["Widths"])
	for i, w := range widths[:min(len(widths), 256)] {
		p.widths[first+i] = f.number(w, 0) * scale
	}
	p.fallback = f.number(descriptor["MissingWidth"], 0) * scale
	if len(widths) == 0 {
		for c := range 256 {
			p.widths[c] = latinWidth(byte(c))
		}
	}
}

// builtinEncoding reads the encoding that a Type 1 font program carries in its
// readable part, as TeX leaves it: "dup 49 /one put".
func (f *pdfFile) builtinEncoding(p *pdfFont, program types.Object) {
	sd, ok := f.stream(program)
	if !ok {
		return
	}
	data, err := f.decode(sd)
	if err != nil {
		return
	}
	_, data, ok = bytes.Cut(data[:min(len(data), 64<<10)], []byte("/Encoding"))
	if !ok {
		return
	}
	l := pdfLexer{data: data}
	code := -1
	for range 4 * 256 {
		switch t := l.next(); {
		case t.kind == pdfEOF, t.kind == pdfWord && (string(t.str) == "def" || string(t.str) == "readonly" || string(t.str) == "currentdict"):
			return
		case t.kind == pdfNumber:
			code = int(t.num)
		case t.kind == pdfName && code >= 0 && code < 256:
			p.simple[code], p.known[code] = glyphText(string(t.str)), true
			code = -1
		}
	}
}

// latinWidth is the rough width in em of a character of the standard fonts,
// for files that leave their widths out.
func latinWidth(c byte) float64 {
	switch {
	case c == ' ', strings.IndexByte(".,:;!|ijlI'()[]/", c) >= 0:
		return 0.278
	case c >= 'A' && c <= 'Z':
		return 0.68
	case c == 'm', c == 'w', c == '%':
		return 0.8
	}
	return 0.53
}

// decode calls emit for every character of s until it returns false.
func (p *pdfFont) decode(s []byte, emit func(pdfChar) bool) {
	for len(s) > 0 {
		n := p.split(s)
		key := uint64(codeOf(s[:n])) | uint64(n)<<32
		c, ok := p.cache[key]
		if !ok {
			c = p.char(s[:n])
			p.cache[key] = c
		}
		if !emit(c) {
			return
		}
		s = s[n:]
	}
}

// split returns the length of the code at the head of s.
func (p *pdfFont) split(s []byte) int {
	switch {
	case !p.composite:
		return 1
	case p.embedded != nil && len(p.embedded.spaces) > 0:
		return p.embedded.split(s, 2)
	case p.named != nil:
		return p.named.split(s)
	}
	return min(2, len(s))
}

// char decodes one code.
func (p *pdfFont) char(code []byte) pdfChar {
	v := codeOf(code)
	c := pdfChar{space: len(code) == 1 && code[0] == ' '}
	if p.toUnicode != nil {
		c.text = p.toUnicode.text[v]
	}
	if !p.composite {
		if c.text == "" {
			c.text = p.simple[code[0]]
		}
		if c.text == "" && code[0] == ' ' && !p.known[' '] {
			c.text = " "
		}
		w, ok := p.widths[int(v)]
		if !ok {
			w = p.fallback
		}
		c.width = w
		c.text = plainSymbols(c.text)
		return c
	}
	cid := int(v)
	switch {
	case p.embedded != nil && len(p.embedded.cids) > 0:
		cid = p.embedded.cid(v)
	case p.named != nil:
		cid = -1
		if v < 0x80 {
			cid = int(v) + p.named.half
		}
	}
	if c.text == "" && p.named != nil {
		c.text = p.named.text(code)
	}
	if c.text == "" && cid >= 0 {
		c.text = cidText(p.ordering, cid)
	}
	c.width = p.fallback
	if cid >= 0 {
		c.width = p.cidWidth(cid)
	}
	c.text = plainSymbols(c.text)
	return c
}
