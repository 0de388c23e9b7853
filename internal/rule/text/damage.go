package text

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
	"hecha/internal/rule"
)

// isHan reports whether r is a common Chinese character.
func isHan(r rune) bool { return r >= 0x3400 && r <= 0x9FFF }

// radicals are the left or lower parts of characters, which are not words.
const radicals = "氵亻扌纟讠忄钅犭礻衤灬"

var radicalWords = lexicon.DefineWords("text.radical", strings.Split(radicals, "")...)

// damage reports what wrong decoding and careless conversion leave: text of
// another code page, escapes, markup, private characters, characters written
// twice throughout. Odd are the places to look at besides the radicals, in order.
func damage(p *rule.Pass, odd []int) {
	t := p.Doc.Text
	end := 0 // of what was reported last
	look := func(at int) {
		if at < end {
			return
		}
		if n, why := damaged(t, at); n > 0 {
			end = at + n
			garbled(p, doc.Span{Start: at, End: end}, fmt.Sprintf("“%s”%s。", t[at:end], why))
		}
	}
	for _, h := range radicalWords.In(p.Doc) {
		for len(odd) > 0 && odd[0] < h.Start {
			look(odd[0])
			odd = odd[1:]
		}
		look(h.Start)
	}
	for _, at := range odd {
		look(at)
	}
}

// mayBeDamage is false for the characters that are no damage, those of ASCII and
// Chinese ones apart.
func mayBeDamage(r rune) bool {
	return r >= 0xA1 && r <= 0xFF || isLost(r) || strings.ContainsRune(toned, r)
}

// isLost tells what stands where a character cannot be shown.
func isLost(r rune) bool { return r >= 0xE000 && r <= 0xF8FF || r == '■' || r == '▉' || r == '⬚' }

// damaged returns the length in bytes of the damage of one kind at t[at:], 0 if
// there is none, and what it is.
func damaged(t string, at int) (n int, why string) {
	s := t[at:]
	before, _ := utf8.DecodeLastRuneInString(t[:at])
	switch r, w := utf8.DecodeRuneInString(s); {
	case r == '<':
		return markup(s), "是网页代码"
	case r == '&':
		return entity(s), "是网页代码"
	case r == '\\' || r == '%':
		return escape(s), "是没有还原的字符编码"
	case isLost(r):
		// Fonts of signs put their bullets here; inside a sentence it is a lost character.
		if n, after := lostBetween(s, before, r); isHan(after) {
			return n, "处的文字无法显示"
		}
	case r >= 0xA1 && r <= 0xFF:
		return latin(s), "是乱码"
	case strings.ContainsRune(radicals, r):
		a, wa := utf8.DecodeRuneInString(s[w:])
		if b, _ := utf8.DecodeRuneInString(s[w+wa:]); isHan(a) && isHan(b) && before != '“' {
			return w + wa, "是拆开了的一个字"
		}
	case r == '、' || r == ',':
		if n, after := lostBetween(s, before, r); n > w && isHan(after) {
			return n, "之间漏了文字或标点重复"
		}
	case isHan(r):
		return doubledThroughout(s), "每个字都写了两遍"
	case strings.ContainsRune(toned, r):
		return syllable(t, at), "是混入正文的拼音"
	}
	return 0, ""
}

// lostBetween returns the length of the run of r that s begins with and the
// character behind it, if a Chinese one stands before it.
func lostBetween(s string, before, r rune) (n int, after rune) {
	if !isHan(before) {
		return 0, 0
	}
	for {
		next, w := utf8.DecodeRuneInString(s[n:])
		if next != r {
			return n, next
		}
		n += w
	}
}

const toned = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"

// syllable returns the length of a toned syllable, from its toned letter at
// t[at:], that stands right before a character in place of another: xuān传. Names
// and brackets have blanks or signs around them.
func syllable(t string, at int) int {
	_, end := utf8.DecodeRuneInString(t[at:])
	letters := 1
	end += at
	for ; end < len(t) && t[end] >= 'a' && t[end] <= 'z'; end++ {
		letters++
	}
	start := at
	for ; start > 0 && t[start-1] >= 'a' && t[start-1] <= 'z'; start-- {
		letters++
	}
	before, _ := utf8.DecodeLastRuneInString(t[:start])
	after, _ := utf8.DecodeRuneInString(t[end:])
	if isHan(after) && letters <= 6 && (isHan(before) || opensLine(t[:start])) {
		return end - at
	}
	return 0
}

// opensLine reports whether only blanks stand between the end of before and the
// start of its last line.
func opensLine(before string) bool {
	before = strings.TrimRight(before, " \t")
	return before == "" || strings.HasSuffix(before, "\n")
}

// closesLine reports whether only blanks stand between the start of after and
// the end of its first line.
func closesLine(after string) bool {
	after = strings.TrimLeft(after, " \t")
	return after == "" || after[0] == '\n'
}

var tags = lexicon.NewList("span", "font", "strong", "div", "table", "tbody", "img", "input", "script", "style", "section", "blockquote", "href", "br", "td", "tr", "h1", "h2", "h3", "ul", "li", "o:p")

// longestTag bounds the search for the end of a tag, in characters.
const longestTag = 160

// markup returns the length of the tag of a web page that s begins with.
func markup(s string) int {
	characters := 0
	for end, r := range s {
		switch {
		case r == '>':
			name, _, _ := strings.Cut(strings.ToLower(strings.Trim(s[1:end], "/ ")), " ")
			if tags.Has(name) {
				return end + 1
			}
			return 0
		case r == '<' && end > 0 || r == '\n' || characters == longestTag:
			return 0
		}
		characters++
	}
	return 0
}

// entity returns the length of a character reference: &#8220; &hellip;.
func entity(s string) int {
	for i := 1; i < len(s) && i <= 9; i++ {
		switch c := s[i]; {
		case c == ';' && i > 2:
			return i + 1
		case c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c == '#' && i == 1:
		default:
			return 0
		}
	}
	return 0
}

// escape returns the length of a run of escaped bytes or characters: at least
// one \u5e72 or \xe6, at least two %E6.
func escape(s string) int {
	n, count := 0, 0
	for n < len(s) {
		w := 0
		switch {
		case s[n] == '%' && isHex(s, n+1, 2):
			w = 3
		case strings.HasPrefix(s[n:], "\\u") && isHex(s, n+2, 4):
			w = 6
			count++
		case strings.HasPrefix(s[n:], "\\x") && isHex(s, n+2, 2):
			w = 4
			count++
		}
		if w == 0 {
			break
		}
		count++
		n += w
	}
	if count >= 2 {
		return n
	}
	return 0
}

// isHex reports whether n hexadecimal digits stand at s[at:].
func isHex(s string, at, n int) bool {
	if at+n > len(s) {
		return false
	}
	for _, c := range []byte(s[at : at+n]) {
		if (c < '0' || c > '9') && (c < 'A' || c > 'F') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// longestRun bounds how much is decoded at once, in characters.
const longestRun = 64

// latin returns the length of a run of at least four Western letters and signs
// that are Chinese when their bytes are read as GBK: ¹¤×÷.
func latin(s string) int {
	var b [longestRun]byte
	n := 0
	for _, r := range s {
		if n == len(b) || r < 0xA1 || r > 0xFF {
			break
		}
		b[n] = byte(r)
		n++
	}
	n -= n % 2
	if n < 4 {
		return 0
	}
	read, err := simplifiedchinese.GBK.NewDecoder().Bytes(b[:n])
	if err != nil || strings.ContainsRune(string(read), utf8.RuneError) {
		return 0
	}
	return 2 * n // all of these take two bytes
}

// leastDoubled is how many characters in a row must stand twice: 家家户户干干净净
// has four. To the end of a line one less will do.
const leastDoubled = 5

// doubledThroughout returns the length of a run in which every character stands
// twice: 工工作作总总结结.
func doubledThroughout(s string) int {
	n, count := 0, 0
	last := rune(0)
	for {
		r, w := utf8.DecodeRuneInString(s[n:])
		if !isHan(r) || r == last {
			break
		}
		if again, _ := utf8.DecodeRuneInString(s[n+w:]); again != r {
			break
		}
		last = r
		n += 2 * w
		count++
	}
	if count >= leastDoubled || count == leastDoubled-1 && closesLine(s[n:]) {
		return n
	}
	return 0
}
