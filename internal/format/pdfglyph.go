package format

import (
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/encoding/charmap"

	"hecha/dict"
)

// glyphNames is the Adobe Glyph List for New Fonts.
var glyphNames = sync.OnceValue(func() map[string]rune {
	m := make(map[string]rune, 640)
	for line := range strings.Lines(dict.GlyphNames) {
		name, code, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		if r, err := strconv.ParseUint(code, 16, 32); err == nil {
			m[name] = rune(r)
		}
	}
	return m
})

// glyphText returns the text of a glyph name by the rules of the Adobe Glyph
// List specification, or "".
func glyphText(name string) string {
	if i := strings.IndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	var out strings.Builder
	for part := range strings.SplitSeq(name, "_") {
		switch {
		case glyphNames()[part] != 0:
			out.WriteRune(glyphNames()[part])
		case strings.HasPrefix(part, "uni") && len(part) >= 7 && len(part)%4 == 3:
			for i := 3; i < len(part); i += 4 {
				r, err := strconv.ParseUint(part[i:i+4], 16, 32)
				if err != nil {
					return ""
				}
				out.WriteRune(rune(r))
			}
		case strings.HasPrefix(part, "u") && len(part) >= 5 && len(part) <= 7:
			r, err := strconv.ParseUint(part[1:], 16, 32)
			if err != nil {
				return ""
			}
			out.WriteRune(rune(r))
		default:
			return ""
		}
	}
	return out.String()
}

// standardHigh is the upper half of Adobe's StandardEncoding.
var standardHigh = map[byte]rune{
	0xA1: '¡', 0xA2: '¢', 0xA3: '£', 0xA4: '⁄', 0xA5: '¥', 0xA6: 'ƒ', 0xA7: '§', 0xA8: '¤', 0xA9: '\'', 0xAA: '“', 0xAB: '«',
	0xAC: '‹', 0xAD: '›', 0xAE: 'ﬁ', 0xAF: 'ﬂ', 0xB1: '–', 0xB2: '†', 0xB3: '‡', 0xB4: '·', 0xB6: '¶', 0xB7: '•', 0xB8: '‚',
	0xB9: '„', 0xBA: '”', 0xBB: '»', 0xBC: '…', 0xBD: '‰', 0xBF: '¿', 0xC1: '`', 0xC2: '´', 0xC3: 'ˆ', 0xC4: '˜', 0xC5: '¯',
	0xC6: '˘', 0xC7: '˙', 0xC8: '¨', 0xCA: '˚', 0xCB: '¸', 0xCD: '˝', 0xCE: '˛', 0xCF: 'ˇ', 0xD0: '—', 0xE1: 'Æ', 0xE3: 'ª',
	0xE8: 'Ł', 0xE9: 'Ø', 0xEA: 'Œ', 0xEB: 'º', 0xF1: 'æ', 0xF5: 'ı', 0xF8: 'ł', 0xF9: 'ø', 0xFA: 'œ', 0xFB: 'ß',
}

// simpleEncoding returns the text of the 256 codes of a named base encoding.
func simpleEncoding(name string) (table [256]string) {
	for i := range table {
		c := byte(i)
		var r rune
		switch {
		case c < 0x20:
		case name == "WinAnsiEncoding":
			r = charmap.Windows1252.DecodeByte(c)
		case name == "MacRomanEncoding":
			r = charmap.Macintosh.DecodeByte(c)
		case c == '\'':
			r = '’'
		case c == '`':
			r = '‘'
		case c < 0x7F:
			r = rune(c)
		default:
			r = standardHigh[c]
		}
		if r != 0 && r != '\uFFFD' {
			table[i] = string(r)
		}
	}
	return table
}

// dingbats gives the ZapfDingbats glyphs that tick boxes and lists use.
var dingbats = map[byte]string{
	'3': "✓", '4': "✔", '5': "✕", '6': "✖", '7': "✗", '8': "✘", 'l': "●", 'm': "❍", 'n': "■", 'o': "❏", 'p': "❐", 'q': "❑",
	'r': "❒", 's': "▲", 't': "▼", 'u': "◆", 'H': "★", ' ': " ",
}

// plainSymbols replaces the private code points that Symbol and Wingdings leave
// in Office files (U+F000 plus the font's own code) by what they show. Codes
// that neither font is known for stay, as other fonts use them too.
func plainSymbols(s string) string {
	private := func(r rune) bool { return r >= 0xF020 && r <= 0xF0FF }
	if !strings.ContainsFunc(s, private) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case !private(r):
		case r == 0xF020:
			return ' '
		case r == 0xF0B7, r == 0xF0A7, r == 0xF09F:
			return '•'
		default:
			if p := symbolRune("Wingdings", r&0xFF); p != '•' {
				return p
			}
		}
		return r
	}, s)
}
