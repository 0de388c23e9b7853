package format

import (
	"strconv"

	"hecha/internal/doc"
)

// control reads what follows a backslash.
func (r *rtfReader) control() {
	r.pos++
	if r.pos >= len(r.data) {
		return
	}
	c := r.data[r.pos]
	if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
		r.word()
		return
	}
	r.pos++
	switch c {
	case '\'':
		if r.pos+2 <= len(r.data) {
			n, err := strconv.ParseUint(string(r.data[r.pos:r.pos+2]), 16, 8)
			r.pos += 2
			if err == nil {
				r.character(byte(n))
			}
		}
	case '\\', '{', '}':
		r.character(c)
	case '*':
		r.state.starred = true
	case '~':
		r.symbol("\u00a0")
	case '_':
		r.symbol("-")
	case '\r', '\n':
		r.flush()
		r.apply("par", 0, false)
	}
}

// symbol writes a character that has a word of its own.
func (r *rtfReader) symbol(s string) {
	if r.skip > 0 {
		r.skip--
		return
	}
	r.flush()
	r.text([]byte(s))
}

// maxWord is the longest control word, in bytes.
const maxWord = 32

// word reads a control word with its number and applies it.
func (r *rtfReader) word() {
	start := r.pos
	for r.pos < len(r.data) && isLetter(r.data[r.pos]) {
		r.pos++
	}
	name := r.data[start:min(r.pos, start+maxWord)]
	arg, hasArg := 0, false
	sign := 1
	if r.pos+1 < len(r.data) && r.data[r.pos] == '-' && isDigit(r.data[r.pos+1]) {
		sign = -1
		r.pos++
	}
	for r.pos < len(r.data) && isDigit(r.data[r.pos]) {
		if arg < 1<<30/10 {
			arg = arg*10 + int(r.data[r.pos]-'0')
		}
		hasArg = true
		r.pos++
	}
	arg *= sign
	if r.pos < len(r.data) && r.data[r.pos] == ' ' {
		r.pos++
	}
	if string(name) == "bin" {
		r.pos += min(max(arg, 0), len(r.data)-r.pos)
		return
	}
	if r.skip > 0 && string(name) != "u" {
		r.skip = 0 // a word ends the stand-ins of a \u
	}
	if string(name) == "u" {
		r.unicode(arg)
		return
	}
	r.flush()
	r.apply(string(name), arg, hasArg)
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }

// rtfCharacters are the words that stand for a character.
var rtfCharacters = map[string]string{
	"tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
	"rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}

// rtfIgnored are destinations whose text is none of the report's. Unknown ones
// are marked by \*.
var rtfIgnored = map[string]bool{
	"colortbl": true, "info": true, "header": true, "headerl": true, "headerr": true, "headerf": true,
	"footer": true, "footerl": true, "footerr": true, "footerf": true, "objdata": true, "objclass": true,
	"shprslt": true, "nonshppict": true, "bkmkstart": true, "bkmkend": true, "xe": true, "tc": true,
	"sp": true, "themedata": true, "datastore": true, "listtable": true, "listoverridetable": true,
	"revtbl": true, "rsidtbl": true, "generator": true, "fchars": true, "lchars": true, "ftnsep": true,
	"ftnsepc": true, "aftnsep": true, "aftnsepc": true, "filetbl": true, "xmlnstbl": true, "pgdsctbl": true,
	"atnid": true, "atnauthor": true, "atndate": true, "atnref": true, "atntime": true, "nesttableprops": true,
}

// apply carries out a control word.
func (r *rtfReader) apply(name string, arg int, hasArg bool) {
	if s, ok := rtfCharacters[name]; ok {
		r.text([]byte(s))
		return
	}
	on := !hasArg || arg != 0
	s := &r.state
	starred := s.starred // \* speaks of the one word behind it
	s.starred = false
	switch name {
	// Destinations.
	case "fonttbl":
		s.target = rtfFonts
	case "stylesheet":
		s.target = rtfStyles
	case "pict":
		r.out.pictures++
		s.target = rtfNowhere
	case "listtext", "pntext":
		if s.target == rtfBody {
			s.target = rtfLabel
			r.top().label = nil
		}
	case "footnote":
		r.openFrame(doc.Footnote)
		r.noteOrigin("脚注", &r.footnotes)
	case "ftnalt":
		if r.top().story.kind == doc.Footnote && s.frame {
			r.footnotes--
			r.noteOrigin("尾注", &r.endnotes)
		}
	case "annotation":
		r.openFrame(doc.Annotation)
	case "shptxt", "dptxbxtext":
		r.openFrame(doc.TextBox)
	case "shpinst", "do", "fldrslt":
		// Destinations that hold text although \* may mark them.
	case "upr": // an ANSI version, then {\*\ud …} in Unicode
		s.twice, s.target = true, rtfNowhere
	case "ud":
		if n := len(r.stack); s.twice && n >= 2 {
			s.twice, s.target = false, r.stack[n-2].target
		}
	case "field":
		s.field = true
		r.fields = append(r.fields, rtfField{before: len(r.top().para.buf), para: &r.top().para})
	case "fldinst":
		if s.target == rtfBody {
			s.target = rtfCode
		}
	// Fonts and bytes.
	case "ansicpg":
		if arg != 0 {
			r.codePage = arg
		}
	case "uc":
		s.skipUnits = min(max(arg, 0), 16)
	case "f":
		if s.target == rtfFonts {
			r.font = arg
		} else if s.east {
			s.eastFont = arg
		} else {
			s.font = arg
		}
	case "af":
		if s.east {
			s.eastFont = arg
		}
	case "fcharset":
		if s.target == rtfFonts {
			r.fonts[r.font] = rtfFont{codePage: charsetPages[arg], symbols: arg == 2}
		}
	case "loch", "hich":
		s.east = false
	case "dbch":
		s.east = true
	// Characters.
	case "plain":
		s.hidden, s.deleted, s.inserted, s.underlined = false, false, false, false
	case "v":
		s.hidden = on
	case "deleted":
		s.deleted = on
	case "revised":
		s.inserted = on
	case "ulnone":
		s.underlined = false
	case "ul", "ulw", "uld", "uldb", "uldash", "uldashd", "uldashdd", "ulth", "ulwave":
		s.underlined = on
	default:
		r.applyLayout(name, arg, starred)
	}
}

// noteOrigin numbers the note just opened.
func (r *rtfReader) noteOrigin(kind string, count *int) {
	if f := r.top(); r.state.frame && f.story.kind == doc.Footnote {
		*count++
		f.story.origin = kind + strconv.Itoa(*count)
	}
}

// applyLayout carries out the words of paragraphs and tables and skips the
// destinations that hold no text.
func (r *rtfReader) applyLayout(name string, arg int, starred bool) {
	s, f := &r.state, r.top()
	switch {
	case rtfIgnored[name], starred:
		if s.target != rtfStyles || name != "cs" && name != "ds" && name != "ts" {
			s.target = rtfNowhere
		}
		return
	case s.target == rtfStyles:
		switch name {
		case "s":
			r.style = arg
		case "cs", "ds", "ts":
			s.target = rtfNowhere
		case "outlinelevel":
			if arg >= 0 && arg < 9 {
				r.styles[r.style] = arg + 1
			}
		}
		return
	case s.target != rtfBody:
		return
	}
	switch name {
	case "pard":
		f.style, f.outline, f.label = 0, 0, nil
		f.table.inCell = false
	case "s":
		f.style = arg
	case "outlinelevel":
		f.outline = arg + 1
	case "intbl", "itap":
		f.table.inCell = name == "intbl" || arg > 0
	case "par", "sect":
		r.endParagraph(f)
	case "line", "softline":
		r.lineBreak()
	case "cell", "nestcell":
		f.table.inCell = true
		r.endParagraph(f)
		if name == "cell" {
			f.table.endCell()
		}
	case "row":
		f.table.endRow()
	case "trowd":
		f.table.define()
	case "clmrg", "clvmrg":
		f.table.merged = true
	case "cellx":
		f.table.edge(arg)
	}
}
