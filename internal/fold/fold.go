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
}

// Fold folds raw in one pass; cost is linear in its length.
func Fold(raw string, opt Options) Folded {
	f := folder{t: loadTables(), raw: raw, wrapped: opt.Wrapped}
	f.out.Grow(len(raw))
	for f.pos < len(raw) {
		f.step()
	}
	return Folded{Text: f.out.String(), Map: f.m, Script: f.script()}
}

type folder struct {
	t          *tables
	raw        string
	wrapped    bool
	pos        int
	out        strings.Builder
	m          Map
	prev       rune // last rune written
	hant, hans int  // characters that only one script uses
	lineStart  int  // raw offset of the current line
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

// step folds one rune, phrase, or run of removed text.
func (f *folder) step() {
	r, n := rune(f.raw[f.pos]), 1
	if r >= utf8.RuneSelf {
		r, n = utf8.DecodeRuneInString(f.raw[f.pos:])
	}
	switch {
	case r == '\n':
		if end := f.joinable(); end > 0 {
			f.drop(end - f.pos)
		} else {
			f.copy(r, 1)
		}
		f.lineStart = f.pos
	case r == ' ' || r == 0xA0 || r == 0x3000:
		if f.innerSpace(n) || f.wrapped && f.trailingSpace() {
			f.drop(n)
		} else {
			f.put(' ', n)
		}
	case r == '(' || r == 0xFF08:
		if end := f.pinyin(n); end > 0 {
			f.drop(end - f.pos)
		} else {
			f.put('(', n)
		}
	case r < 0x80:
		f.copy(r, n)
	case r == 0x200B || r == 0x200C || r == 0x200D || r == 0x2060 || r == 0xFEFF || r == 0xAD:
		f.drop(n)
	case r >= hanLow && r <= hanHigh || r > 0xFFFF:
		f.han(r, n)
	default:
		if c := punct(r); c != r {
			f.put(c, n)
		} else {
			f.copy(r, n)
		}
	}
}

// han writes a Chinese character, or a whole phrase that reads otherwise than
// its characters do.
func (f *folder) han(r rune, n int) {
	if r <= hanHigh {
		// Most characters of a simplified text stand for themselves.
		if c := f.t.class[r-hanLow]; c&opensPhrase == 0 && f.t.han[r-hanLow] == 0 {
			if c&onlySimplified != 0 {
				f.hans++
			}
			f.copy(r, n)
			return
		}
	}
	for _, p := range f.t.phrases[r] {
		if strings.HasPrefix(f.raw[f.pos:], p.from) {
			f.hant++
			f.replace(p.to, len(p.from))
			f.prev, _ = utf8.DecodeLastRuneInString(p.to)
			return
		}
	}
	s := f.t.simplify(r)
	if s == r {
		if f.t.simplified[r] {
			f.hans++
		}
		f.copy(r, n)
		return
	}
	f.hant++
	f.put(s, n)
}

// copy writes n raw bytes unchanged.
func (f *folder) copy(r rune, n int) {
	f.out.WriteString(f.raw[f.pos : f.pos+n])
	f.pos += n
	f.prev = r
}

// put writes r in place of n raw bytes.
func (f *folder) put(r rune, n int) {
	if utf8.RuneLen(r) == n {
		f.out.WriteRune(r)
		f.pos += n
	} else {
		f.replace(string(r), n)
	}
	f.prev = r
}

// replace writes s in place of n raw bytes.
func (f *folder) replace(s string, n int) {
	f.out.WriteString(s)
	f.pos += n
	if len(s) != n {
		f.m.add(f.out.Len(), f.pos, f.pos)
	}
}

// drop leaves out n raw bytes.
func (f *folder) drop(n int) {
	f.m.add(f.out.Len(), f.pos, f.pos+n)
	f.pos += n
}

// innerSpace reports whether the blank at the current place stands alone
// between two Chinese characters or marks, where nobody means one.
func (f *folder) innerSpace(n int) bool {
	if !wide(f.prev) || f.pos+n >= len(f.raw) {
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
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
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
	if !wide(f.prev) {
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
