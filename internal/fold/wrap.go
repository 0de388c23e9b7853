package fold

import (
	"strings"
	"unicode/utf8"
)

// minWrapped is how long a line must be, in bytes, before a break behind plain
// words is taken for a wrap: about 25 characters.
const minWrapped = 75

// joinable decides about the line break at the current place. It returns the
// raw offset behind the break when the break falls inside a sentence, else 0.
func (f *folder) joinable() int {
	if !f.wrapped {
		return 0
	}
	prev := strings.TrimRight(f.raw[f.lineStart:f.pos], " ")
	rest := f.raw[f.pos+1:]
	if prev == "" || rest == "" {
		return 0
	}
	next := rest[:min(len(rest), 32)]
	if i := strings.IndexByte(next, '\n'); i >= 0 {
		next = next[:i]
	}
	last, _ := utf8.DecodeLastRuneInString(prev)
	first, _ := utf8.DecodeRuneInString(next)
	if !inSentence(last) || !inSentence(first) && first != '“' && first != '《' {
		return 0
	}
	if tabular(next) || tabular(prev) {
		return 0
	}
	if brokenDecimal(next) {
		// "总收入100⏎4.48亿元": list formatting was stripped at "4."; a line of
		// one bare number is a table cell, not a sentence.
		if strings.IndexFunc(prev, func(r rune) bool { return wide(r) }) >= 0 && len(prev) >= 9 {
			return f.pos + 1
		}
		return 0
	}
	if Enumerator(next) > 0 {
		return 0
	}
	if len(prev) < minWrapped || Enumerator(strings.TrimLeft(prev, " \u3000")) > 0 && !strings.Contains(prev, "。") {
		return 0
	}
	if !marked(prev) {
		return 0
	}
	return f.pos + 1
}

// tabular tells a line that is a row of a table.
func tabular(s string) bool { return strings.IndexByte(s, '|') >= 0 || strings.IndexByte(s, '\t') >= 0 }

// marked tells a line with marks inside or between sentences.
func marked(s string) bool {
	for _, m := range []string{"，", "、", "。", ",", ";", "；"} {
		if strings.Contains(s, m) {
			return true
		}
	}
	return false
}

// inSentence tells characters that neither close a sentence nor open a line.
func inSentence(r rune) bool {
	return wide(r) && r != '。' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '，' || r == ','
}

// brokenDecimal reports whether a line begins with a decimal fraction, which
// no list number does.
func brokenDecimal(s string) bool {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == 0 || i > 3 || i+1 >= len(s) || s[i] != '.' {
		return false
	}
	j := i + 1
	for j < len(s) && s[j] >= '0' && s[j] <= '9' {
		j++
	}
	return j > i+1 && j < len(s) && s[j] != '.' && s[j] != ' '
}

// Enumerator returns the length in bytes of the list or section number at the
// start of s — 一、 （一） 1. 1、 (1) ① 第一章 一是 篇一 # — or 0. It reads raw and
// folded text alike.
func Enumerator(s string) int {
	if len(s) >= 3 && s[0] >= 0xE4 && s[0] <= 0xE9 {
		switch s[:3] {
		case "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "第", "篇":
		default:
			return 0 // as most lines and sentences, without decoding
		}
	}
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r >= '①' && r <= '⑳' || r == '#' || r == '•' || r == '●' || r == '■' || r == '◆':
		return n
	case r == '(' || r == '（' || r == '〔' || r == '[' || r == '【':
		if k := Numeral(s[n:]); k > 0 {
			c, w := utf8.DecodeRuneInString(s[n+k:])
			if c == ')' || c == '）' || c == '〕' || c == ']' || c == '】' {
				return n + k + w
			}
		}
		return 0
	case r == '第':
		if k := Numeral(s[n:]); k > 0 {
			c, w := utf8.DecodeRuneInString(s[n+k:])
			if strings.ContainsRune("章节条篇部", c) {
				return n + k + w
			}
		}
		return 0
	case r == '篇':
		if k := Numeral(s[n:]); k > 0 {
			return n + k
		}
		return 0
	}
	k := Numeral(s)
	if k == 0 {
		return 0
	}
	c, w := utf8.DecodeRuneInString(s[k:])
	switch {
	case c == '、' || c == ')' || c == '）':
		return k + w
	case c == '.' || c == '．':
		if after := s[k+w:]; after == "" || after[0] < '0' || after[0] > '9' {
			return k + w
		}
	case c == '是' && s[0] > '9':
		return k + w
	}
	return 0
}

// Numeral returns the length of a run of ASCII digits (up to 3) or Chinese
// numerals (up to 4) at the start of s: the number of a section or list item.
func Numeral(s string) int {
	i := 0
	for i < len(s) && i < 3 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i > 0 {
		return i
	}
	for c := 0; c < 4; c++ {
		r, w := utf8.DecodeRuneInString(s[i:])
		if w == 0 || numeral(r) == 0 {
			break
		}
		i += w
	}
	return i
}

// numeral returns the value of a Chinese numeral that may stand in a section
// number, 0 of any other character.
func numeral(r rune) int {
	switch r {
	case '十':
		return 10
	case '百':
		return 100
	case '两':
		return 0
	}
	return Digit(r)
}

// Digit returns the value of a Chinese digit, 一 to 九 or 两, 0 of any other
// character.
func Digit(r rune) int {
	switch r {
	case '一':
		return 1
	case '二', '两':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return 0
}

// NumeralValue reads what Numeral delimits, up to 九十九 in Chinese.
func NumeralValue(s string) int {
	v := 0
	for _, r := range s {
		switch n := numeral(r); {
		case r >= '0' && r <= '9':
			v = v*10 + int(r-'0')
		case n == 10:
			v = max(v, 1) * 10
		case n > 0 && n < 10:
			v += n
		default:
			return v
		}
	}
	return v
}
