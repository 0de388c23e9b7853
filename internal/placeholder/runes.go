package placeholder

import (
	"strings"
	"unicode/utf8"
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

// maskKind returns the family of a masking character.
func maskKind(r rune) kind {
	switch r {
	case '*', '﹡', '∗', '✱', '⁎':
		return star
	case 'X', 'x', '×', '✕', '╳', '✖', 'Х', 'х':
		return cross
	case '○', '〇', '◯', '●', '□', '■', '△', '▲', '◇', '◆', '◎', '⃝', '☐', '◻':
		return circle
	case '_', '﹍', '﹏', '▁':
		return line
	}
	return noMask
}

func next(text string, i int) rune {
	if i >= len(text) {
		return -1
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return r
}

func prev(text string, i int) rune {
	if i <= 0 {
		return -1
	}
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return r
}

// skipBlank returns i, or the place behind one blank at i: xx 县.
func skipBlank(text string, i int) int {
	if i < len(text) && text[i] == ' ' {
		return i + 1
	}
	return i
}

func isHan(r rune) bool { return r >= 0x3400 && r <= 0x9FFF || r >= 0x20000 && r <= 0x3FFFF }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isLatin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// isNumeral tells Chinese numerals as they stand in years and counts.
func isNumeral(r rune) bool {
	return strings.ContainsRune("零〇○一二三四五六七八九十百千", r)
}

// isEdge tells what ends a clause or closes a text: marks, breaks, brackets.
func isEdge(r rune) bool {
	return r < 0 || strings.ContainsRune(" \n\t,;:!?)]}。、…”’》】〕|", r)
}

// isOpen tells what a clause may start behind.
func isOpen(r rune) bool {
	return r < 0 || strings.ContainsRune(" \n\t,;:!?([{。、…“‘《【〔|”》)", r)
}

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
