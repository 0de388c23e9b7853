package structure

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/fold"
	"hecha/internal/lexicon"
	"hecha/internal/segment"
)

// The styles of list numbers that segment does not know, because they do not
// make headings: those of speech and the single signs.
const (
	saidStyle   = segment.Bullet + 1 + iota // 第一, 首先
	eachStyle                               // 其一
	stepStyle                               // 第一步
	mustStyle                               // 一要
	formalStyle                             // 壹、
	letterStyle                             // A.
	signStyle                               // the first of the styles of signs
)

// signRun is a run of characters that are numbers by themselves.
type signRun struct {
	from, to rune
	stop     bool // needs a full stop behind it
}

var signs = [...]signRun{{'㈠', '㈩', false}, {'⒈', '⒛', false}, {'⑴', '⒇', false}, {'Ⅰ', 'Ⅻ', true}, {'ⅰ', 'ⅻ', true}, {'❶', '❿', false}}

// formalNumerals are the numerals from 1 to 10 as they are written on cheques.
const formalNumerals = "壹贰叁肆伍陆柒捌玖拾"

// orderWords open the first, second and third point of a speech.
var orderWords = lexicon.NewList("首先", "其次", "再次")

// spoken reads a list number of speech, or a single sign, at the start of a
// clause.
func spoken(t string, c doc.Span) (item, bool) {
	s := c.Of(t)
	mark := func(n int, style segment.Style, value int) (item, bool) {
		return item{Span: doc.Span{Start: c.Start, End: c.Start + n}, style: style, value: value}, value > 0
	}
	r, w := utf8.DecodeRuneInString(s)
	for i, g := range signs {
		if r >= g.from && r <= g.to {
			if next, n := utf8.DecodeRuneInString(s[w:]); g.stop && next != '.' && next != '、' {
				return item{}, false
			} else if g.stop {
				w += n
			}
			it, ok := mark(w, signStyle+segment.Style(i), int(r-g.from)+1)
			it.first = true
			return it, ok
		}
	}
	if i := orderWords.Opens(s); i >= 0 {
		word := orderWords.Word(i)
		if rest := s[len(word):]; rest == "" || strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, "是") {
			it, ok := mark(len(word), saidStyle, i+1)
			it.quiet = true
			return it, ok
		}
	}
	if strings.HasPrefix(s[w:], "、") {
		if k := strings.IndexRune(formalNumerals, r); k >= 0 {
			it, ok := mark(w+len("、"), formalStyle, k/len("壹")+1)
			it.first = true
			return it, ok
		}
	}
	if r >= 'A' && r <= 'H' && (strings.HasPrefix(s[w:], ".") || strings.HasPrefix(s[w:], "、")) {
		if next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[w:], ".、")); next > 0x3400 {
			it, ok := mark(w, letterStyle, int(r-'A')+1)
			it.weak = true
			return it, ok
		}
		return item{}, false
	}
	switch r {
	case '第', '其':
	default:
		k := fold.Numeral(s)
		if k == 0 || s[0] <= '9' || !strings.HasPrefix(s[k:], "要") || strings.HasPrefix(s[k:], "要点") {
			return item{}, false
		}
		return mark(k+len("要"), mustStyle, fold.NumeralValue(s))
	}
	k := fold.Numeral(s[w:])
	if k == 0 {
		return item{}, false
	}
	value, end := fold.NumeralValue(s[w:]), w+k
	rest := s[end:]
	switch next, n := utf8.DecodeRuneInString(rest); {
	case r == '第' && (strings.HasPrefix(rest, "步") && !strings.HasPrefix(rest, "步骤")):
		it, ok := mark(end+n, stepStyle, value)
		it.weak = true
		return it, ok
	case next == '、':
		after, _ := utf8.DecodeRuneInString(rest[n:])
		if after == '第' || after == '其' || fold.Numeral(rest[n:]) > 0 {
			return item{}, false // 第一、第二党支部
		}
	case rest != "" && next != ',' && next != ':':
		return item{}, false
	}
	if r == '其' {
		return mark(end, eachStyle, value)
	}
	it, ok := mark(end, saidStyle, value)
	it.weak = strings.HasPrefix(rest, "、")
	return it, ok
}
