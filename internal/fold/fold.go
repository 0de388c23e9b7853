package fold

import (
	"strings"
	"unicode/utf8"
)

// Options steer folding.
type Options struct {
	// Wrapped says that line breaks may fall inside a paragraph.
	Wrapped bool
}

// Folded is a folded text and the way back.
type Folded struct {
	Text string
	Map  Map
	// Script is "hans", "hant" or "mixed".
	Script string
	// Simplified says that Chinese characters stand in Text for others in raw.
	Simplified bool
	// traditional counts what belongs to that script alone.
	traditional int
}

// Fold folds raw, valid UTF-8, in one pass; cost is linear in its length. Where
// nothing has to change, Text shares the memory of raw.
func Fold(raw string, opt Options) Folded {
	f := folder{t: loadTables(), raw: raw, wrapped: opt.Wrapped}
	f.scan()
	if f.from == 0 {
		return Folded{Text: raw, Script: f.script(), traditional: f.hant}
	}
	f.flush()
	return Folded{Text: f.out.String(), Map: f.m, Script: f.script(), Simplified: f.simplified, traditional: f.hant}
}

// Lines returns what Fold makes of raw[start:end] alone, where raw is the text
// that f was made of, raw[start] stands at f.Text[from] and both ends are those
// of lines that folding left apart: then nothing depends on what lies beyond. ok
// is false where that does not hold and in text that may not be simplified.
func (f *Folded) Lines(from, start, end int) (part Folded, ok bool) {
	m := &f.Map
	to := m.Folded(end)
	atEnd := to == len(f.Text) && m.Start(to) == end
	if f.Simplified || !f.breaks(from, start) || !atEnd && !f.breaks(to, end) || !simplified(f.Text[from:to], f.traditional) {
		return Folded{}, false
	}
	part = Folded{Text: f.Text[from:to], Script: "hans"}
	marks := m.marks[m.find(from):m.find(to)]
	if len(marks) > 0 {
		part.Map.marks = make([]mark, 0, len(marks))
	}
	for _, k := range marks {
		part.Map.add(int(k.at)-from, int(k.before)-start, int(k.after)-start)
	}
	return part, true
}

// simplified reports whether text is in simplified script for sure although it
// holds up to n phrases of the other: a character of such a phrase does not
// count, so that more of them are asked for than by script.
func simplified(text string, n int) bool {
	const phrase = 14 // the longest, in characters
	t := loadTables()
	for left := n * (20 + phrase); left > 0; {
		r, w := utf8.DecodeRuneInString(text)
		if w == 0 {
			return false
		}
		if r >= wideLow && r <= hanHigh && t.class[r-wideLow]&onlySimplified != 0 {
			left--
		}
		text = text[w:]
	}
	return true
}

// breaks reports whether a line begins at f.Text[at], which stands at raw, and
// nothing was removed before it.
func (f *Folded) breaks(at, raw int) bool {
	return (at == 0 || f.Text[at-1] == '\n') && f.Map.Start(at) == raw && f.Map.End(at) == raw
}

type folder struct {
	t          *tables
	raw        string
	wrapped    bool
	pos        int
	from       int // raw[from:pos] stands for itself and is not yet written
	out        strings.Builder
	m          Map
	hant, hans int // characters that only one script uses
	simplified bool
	lineStart  int // raw offset of the current line
	// blanks is the end of the run of blanks looked at last, and joined what
	// trailingSpace says of it.
	blanks int
	joined bool
}

func (f *folder) script() string {
	switch {
	case f.hant*20 <= f.hans:
		return "hans"
	case f.hans*4 <= f.hant:
		return "hant"
	}
	return "mixed"
}

// scan passes over what stands for itself, nearly everything, and folds the rest.
func (f *folder) scan() {
	raw, t := f.raw, f.t
	i, hans := 0, 0
	for i < len(raw) {
		switch c := raw[i]; {
		case c >= wideLead && c <= hanLead && i+5 < len(raw):
			h := uint(c-wideLead)<<12 | uint(raw[i+1]&0x3F)<<6 | uint(raw[i+2]&0x3F)
			k := t.class[h]
			// One test, hardly ever true: one that some characters pass and
			// some do not would cost more than all else.
			if k&folds|k&t.opens(h, raw[i+4], raw[i+5]) == 0 {
				hans += int(k & onlySimplified)
				i += 3
				continue
			}
		case c < utf8.RuneSelf:
			if c != ' ' && c != '\n' && c != '(' {
				i++
				continue
			}
		case c == 0xE2 && i+2 < len(raw) && raw[i+1] == 0x80 && raw[i+2] >= 0x94 && raw[i+2] <= 0xA6:
			i += 3 // — to …, with all quotes
			continue
		}
		f.pos = i
		f.step()
		i = f.pos
	}
	f.pos = i
	f.hans += hans
}

// step folds one rune, phrase, or run of removed text.
func (f *folder) step() {
	r, n := rune(f.raw[f.pos]), 1
	if r >= utf8.RuneSelf {
		r, n = utf8.DecodeRuneInString(f.raw[f.pos:])
	}
	switch {
	case r > 0xFF00 && r <= 0xFF5E && r != 0xFF08: // full-width ASCII
		f.put(r-0xFEE0, n)
	case r == '\n':
		if end := f.joinable(); end > 0 {
			f.drop(end - f.pos)
		} else {
			f.pos++
		}
		f.lineStart = f.pos
	case r == ' ' || r == 0xA0 || r == 0x3000:
		switch {
		case f.innerSpace(n) || f.wrapped && f.trailingSpace():
			f.drop(n)
		case r == ' ':
			f.pos++
		default:
			f.put(' ', n)
		}
	case r == '(' || r == 0xFF08:
		if end := f.pinyin(n); end > 0 {
			f.drop(end - f.pos)
		} else if r == '(' {
			f.pos++
		} else {
			f.put('(', n)
		}
	case r == 0x200B || r == 0x200C || r == 0x200D || r == 0x2060 || r == 0xFEFF || r == 0xAD:
		f.drop(n)
	case r >= hanLow && r <= hanHigh || r > 0xFFFF:
		f.han(r, n)
	default:
		if c := punct(r); c != r {
			f.put(c, n)
		} else {
			f.pos += n
		}
	}
}

// han writes a Chinese character that has another form, or a whole phrase that
// reads otherwise than its characters do.
func (f *folder) han(r rune, n int) {
	if r > hanHigh || f.t.class[r-wideLow]&opensPhrase != 0 {
		for _, p := range f.t.phrases[r] {
			if strings.HasPrefix(f.raw[f.pos:], p.from) {
				f.hant++
				if p.to == p.from {
					f.pos += len(p.from)
					return
				}
				f.simplified = true
				f.replace(p.to, len(p.from))
				return
			}
		}
	}
	s := f.t.simplify(r)
	if s == r {
		if f.t.simplified[r] {
			f.hans++
		}
		f.pos += n
		return
	}
	f.hant++
	f.simplified = true
	f.put(s, n)
}

// flush writes what stands for itself up to the current place.
func (f *folder) flush() {
	if f.out.Cap() == 0 {
		f.out.Grow(len(f.raw))
		f.m.marks = make([]mark, 0, 16+strings.Count(f.raw, "\xEF")) // full-width marks make up most
	}
	f.out.WriteString(f.raw[f.from:f.pos])
	f.from = f.pos
}

// put writes r in place of n raw bytes.
func (f *folder) put(r rune, n int) {
	f.flush()
	f.out.WriteRune(r)
	f.skip(n)
	if utf8.RuneLen(r) != n {
		f.m.add(f.out.Len(), f.pos, f.pos)
	}
}

// replace writes s in place of n raw bytes.
func (f *folder) replace(s string, n int) {
	f.flush()
	f.out.WriteString(s)
	f.skip(n)
	if len(s) != n {
		f.m.add(f.out.Len(), f.pos, f.pos)
	}
}

// drop leaves out n raw bytes.
func (f *folder) drop(n int) {
	f.flush()
	f.m.add(f.out.Len(), f.pos, f.pos+n)
	f.skip(n)
}

// skip passes over n raw bytes that do not stand for themselves.
func (f *folder) skip(n int) {
	f.pos += n
	f.from = f.pos
}

// prev returns the last rune written.
func (f *folder) prev() rune {
	s := f.raw[f.from:f.pos]
	if s == "" {
		s = f.out.String()
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// innerSpace reports whether the blank at the current place stands alone
// between two Chinese characters or marks, where nobody means one.
func (f *folder) innerSpace(n int) bool {
	if !wide(f.prev()) || f.pos+n >= len(f.raw) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(f.raw[f.pos+n:])
	return wide(next)
}

// trailingSpace reports whether only blanks follow up to a line break that
// joinable removes.
func (f *folder) trailingSpace() bool {
	if f.pos < f.blanks {
		return f.joined
	}
	i := f.pos
	for i < len(f.raw) && f.raw[i] == ' ' {
		i++
	}
	f.blanks, f.joined = i, false
	if i < len(f.raw) && f.raw[i] == '\n' {
		save := f.pos
		f.pos = i
		f.joined = f.joinable() > 0
		f.pos = save
	}
	return f.joined
}

// wide tells Chinese characters and the marks that are set like them. Quotes
// are left out: a space beside one may separate two quoted items.
func wide(r rune) bool {
	return r >= hanLow && r <= hanHigh || r >= 0x20000 && r <= 0x3FFFF || r == '、' || r == '。' || r == '〇'
}

// punct returns the half-width or simplified form of a mark, r itself if none.
func punct(r rune) rune {
	switch {
	case r == '「' || r == '〝':
		return '“'
	case r == '」' || r == '〞':
		return '”'
	case r == '『':
		return '‘'
	case r == '』':
		return '’'
	case r == '〈':
		return '《'
	case r == '〉':
		return '》'
	case r == '﹪':
		return '%'
	case r == '﹑':
		return '、'
	case r == '﹐':
		return ','
	case r == '｡':
		return '。'
	case r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F:
		return ' '
	case r == '−' || r == '–' || r == '‐' || r == '‑':
		return '-'
	}
	return r
}

// pinyin returns the raw offset behind a reading that a page converter glued
// onto the character before it — 區(qū) —, or 0. n is the bracket's length.
func (f *folder) pinyin(n int) int {
	if !wide(f.prev()) {
		return 0
	}
	tone := false
	letters := 0
	for i := f.pos + n; i < len(f.raw); {
		r, w := utf8.DecodeRuneInString(f.raw[i:])
		switch {
		case r >= 'a' && r <= 'z' || r == 'ü':
			letters++
		case strings.ContainsRune("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ", r):
			letters++
			tone = true
		case (r == ')' || r == 0xFF09) && letters > 0 && (tone || toneless[f.raw[f.pos+n:i]]):
			return i + w
		default:
			return 0
		}
		if letters > 6 {
			return 0
		}
		i += w
	}
	return 0
}

// toneless are the syllables that converters print without a tone mark.
var toneless = map[string]bool{"de": true, "le": true, "zhe": true, "men": true, "ma": true, "ne": true, "ba": true, "zi": true}
