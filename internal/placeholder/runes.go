package placeholder

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/lexicon"
)

// kind is a family of masking characters.
type kind byte

const (
	noMask kind = iota
	star        // * ＊ ※
	cross       // X x × Х
	circle      // ○ ● □ △
	line        // _
)

// The masking characters by family, and all of them.
const (
	stars      = "*﹡∗✱⁎"
	crosses    = "Xx×✕╳✖Хх"
	circles    = "○〇◯●□■△▲◇◆◎\u20dd☐◻"
	underlines = "_﹍﹏▁"
	masks      = stars + crosses + circles + underlines
)

// maskKind returns the family of a masking character.
func maskKind(r rune) kind {
	switch {
	case !maskSet.Has(r):
		return noMask
	case starSet.Has(r):
		return star
	case crossSet.Has(r):
		return cross
	case circleSet.Has(r):
		return circle
	}
	return line
}

// ends are what ends a clause, but for marks that only end a name.
const ends = " \n\t,;:!?)}。、…〕|"

var (
	maskSet    = lexicon.NewChars(masks)
	starSet    = lexicon.NewChars(stars)
	crossSet   = lexicon.NewChars(crosses)
	circleSet  = lexicon.NewChars(circles)
	numeralSet = lexicon.NewChars("零〇○一二三四五六七八九十百千")
	closerSet  = lexicon.NewChars(ends)
	edgeSet    = lexicon.NewChars(ends + "”’》]】")
	openSet    = lexicon.NewChars(" \n\t,;:!?([{。、…“‘《【〔|”》)")
	numberSet  = lexicon.NewChars(masks + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" +
		"零一二三四五六七八九十百千万亿两几数多半每各某该这那此本首哪整全另壹贰叁肆伍陆柒捌玖拾佰仟廿卅余来第单双逐历同上下前后次近今当去昨明头诸 )]}>】〕.")
)

// next returns the character at text[i:], -1 at the end.
func next(text string, i int) rune {
	if i >= len(text) {
		return -1
	}
	if c := text[i]; c < utf8.RuneSelf {
		return rune(c)
	}
	if r := wide(text, i); r > 0 {
		return r
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return r
}

// prev returns the character before text[i:], -1 at the start.
func prev(text string, i int) rune {
	if i <= 0 {
		return -1
	}
	if c := text[i-1]; c < utf8.RuneSelf {
		return rune(c)
	}
	if i >= 3 {
		if r := wide(text, i-3); r > 0 {
			return r
		}
	}
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return r
}

// wide returns the character at text[i:] when it is one of three bytes from
// U+1000 to U+CFFF, as nearly all of a report are; else 0. The decoder of the
// library costs several times as much.
func wide(text string, i int) rune {
	if i+3 > len(text) {
		return 0
	}
	a, b, c := text[i]-0xE1, text[i+1]^0x80, text[i+2]^0x80
	if a > 0xEC-0xE1 || b|c > 0x3F {
		return 0
	}
	return 0x1000 + rune(a)<<12 + rune(b)<<6 + rune(c)
}

// skipBlank returns i, or the place behind one blank at i: xx 县.
func skipBlank(text string, i int) int {
	if i < len(text) && text[i] == ' ' {
		return i + 1
	}
	return i
}

// skipBlanks returns the place behind all blanks at i.
func skipBlanks(text string, i int) int {
	for i < len(text) && text[i] == ' ' {
		i++
	}
	return i
}

func isHan(r rune) bool { return r >= 0x3400 && r <= 0x9FFF || r >= 0x20000 && r <= 0x3FFFF }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isLatin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// isNumeral tells Chinese numerals as they stand in years and counts.
func isNumeral(r rune) bool { return numeralSet.Has(r) }

// isEdge tells what ends a clause or closes a text: marks, breaks, brackets.
func isEdge(r rune) bool { return r < 0 || edgeSet.Has(r) }

// isOpen tells what a clause may start behind.
func isOpen(r rune) bool { return r < 0 || openSet.Has(r) }

// closesClause tells what ends a clause; a closing quote ends a name.
func closesClause(r rune) bool { return r < 0 || closerSet.Has(r) }

// numberBefore tells characters that give a unit its number or stand for one.
func numberBefore(r rune) bool { return numberSet.Has(r) }

// lineStart returns where the line of i starts behind its leading blanks.
func atLineStart(text string, i int) bool {
	for i > 0 && (text[i-1] == ' ' || text[i-1] == '\t') {
		i--
	}
	return i == 0 || text[i-1] == '\n'
}

func atLineEnd(text string, i int) bool {
	for i < len(text) && (text[i] == ' ' || text[i] == '\t') {
		i++
	}
	return i == len(text) || text[i] == '\n'
}

// within returns the index of mark in text[i:] when it comes in the same line
// and within limit bytes, else -1.
func within(text string, i, limit int, mark string) int {
	end := min(len(text), i+limit)
	rest := text[i:end]
	if n := strings.IndexByte(rest, '\n'); n >= 0 {
		rest = rest[:n]
	}
	if j := strings.Index(rest, mark); j >= 0 {
		return i + j
	}
	return -1
}
