package text

import (
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
	"hecha/internal/rule"
)

// isHan reports whether r is a common Chinese character.
func isHan(r rune) bool { return r >= 0x3400 && r <= 0x9FFF }

// damage reports what wrong decoding and careless conversion leave in one
// line: text of another code page, escapes, markup, private characters,
// characters written twice throughout.
func damage(p *rule.Pass, l doc.Span) {
	t := p.Doc.Text
	rs, starts := make([]rune, 0, l.Len()/3+8), make([]int, 0, l.Len()/3+8)
	for i, r := range l.Of(t) {
		rs, starts = append(rs, r), append(starts, l.Start+i)
	}
	starts = append(starts, l.End)
	for i := 0; i < len(rs); i++ {
		n, why := damaged(rs, i)
		if n == 0 {
			continue
		}
		sp := doc.Span{Start: starts[i], End: starts[min(i+n, len(rs))]}
		garbled(p, sp, fmt.Sprintf("“%s”%s。", sp.Of(t), why))
		i += n - 1
	}
	// Folding to simplified characters would change the bytes.
	d := p.Doc
	raw := d.RawSpan(l)
	at := 0
	for i, r := range raw.Of(d.Source.Text) {
		if r < 0x4E00 || r > 0x9FA5 || gbk()[r-0x4E00]>>8 < 0xE4 || gbk()[r-0x4E00]>>8 > 0xE9 || raw.Start+i < at {
			continue
		}
		if n := misread(d.Source.Text[raw.Start+i : raw.End]); n > 0 {
			at = raw.Start + i + n
			garbled(p, d.FoldedSpan(doc.Span{Start: raw.Start + i, End: at}), fmt.Sprintf("“%s”是乱码。", d.Source.Text[raw.Start+i:at]))
		}
	}
}

// damaged returns how many characters from rs[i] on are damage of one kind, 0
// if none, and what they are.
func damaged(rs []rune, i int) (n int, why string) {
	// A run that is no damage at its start is none further on.
	within := i > 0 && rs[i-1] == rs[i]
	switch r := rs[i]; {
	case r == '<':
		return markup(rs[i:]), "是网页代码"
	case r == '&':
		return entity(rs[i:]), "是网页代码"
	case r == '\\' || r == '%':
		return escape(rs[i:]), "是没有还原的字符编码"
	case r >= 0xE000 && r <= 0xF8FF || r == '■' || r == '▉' || r == '⬚':
		// Fonts of signs put their bullets here; inside a sentence it is a lost character.
		for !within && i+n < len(rs) && rs[i+n] == r {
			n++
		}
		if n > 0 && i > 0 && i+n < len(rs) && isHan(rs[i-1]) && isHan(rs[i+n]) {
			return n, "处的文字无法显示"
		}
		return 0, ""
	case r >= 0xA1 && r <= 0xFF:
		return latin(rs[i:]), "是乱码"
	case isRadical(r):
		if i+2 < len(rs) && isHan(rs[i+1]) && isHan(rs[i+2]) && (i == 0 || rs[i-1] != '“') {
			return 2, "是拆开了的一个字"
		}
	case r == '、' || r == ',':
		for !within && i+n < len(rs) && rs[i+n] == r {
			n++
		}
		if n >= 2 && i > 0 && isHan(rs[i-1]) && i+n < len(rs) && isHan(rs[i+n]) {
			return n, "之间漏了文字或标点重复"
		}
		return 0, ""
	case isHan(r):
		return doubledThroughout(rs[i:]), "每个字都写了两遍"
	case strings.ContainsRune(toned, r):
		return syllable(rs, i), "是混入正文的拼音"
	}
	return 0, ""
}

// isRadical tells the left or lower parts of characters, which are not words.
func isRadical(r rune) bool {
	switch r {
	case '氵', '亻', '扌', '纟', '讠', '忄', '钅', '犭', '礻', '衤', '灬':
		return true
	}
	return false
}

const toned = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"

// syllable returns the length of a toned syllable that stands right before a
// character in place of another: xuān传. Names and brackets have blanks or signs
// around them.
func syllable(rs []rune, i int) int {
	end := i + 1
	for end < len(rs) && rs[end] >= 'a' && rs[end] <= 'z' {
		end++
	}
	start := i
	for start > 0 && rs[start-1] >= 'a' && rs[start-1] <= 'z' {
		start--
	}
	if end < len(rs) && isHan(rs[end]) && end-start <= 6 && (start == 0 || isHan(rs[start-1])) {
		return end - i
	}
	return 0
}

var tags = lexicon.NewList("span", "font", "strong", "div", "table", "tbody", "img", "input", "script", "style", "section", "blockquote", "href", "br", "td", "tr", "h1", "h2", "h3", "ul", "li", "o:p")

// longestTag bounds the search for the end of a tag, in characters.
const longestTag = 160

// markup returns the length of a tag of a web page.
func markup(rs []rune) int {
	end := 1
	for end < len(rs) && end < longestTag && rs[end] != '>' && rs[end] != '<' {
		end++
	}
	if end == len(rs) || rs[end] != '>' {
		return 0
	}
	name, _, _ := strings.Cut(strings.ToLower(strings.Trim(string(rs[1:end]), "/ ")), " ")
	if tags.Has(name) {
		return end + 1
	}
	return 0
}

// entity returns the length of a character reference: &#8220; &hellip;.
func entity(rs []rune) int {
	for i := 1; i < len(rs) && i <= 9; i++ {
		switch r := rs[i]; {
		case r == ';' && i > 2:
			return i + 1
		case r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r == '#' && i == 1:
		default:
			return 0
		}
	}
	return 0
}

// escape returns the length of a run of escaped bytes or characters: at least
// one \u5e72 or \xe6, at least two %E6.
func escape(rs []rune) int {
	n, count := 0, 0
	for n < len(rs) {
		w := 0
		switch {
		case rs[n] == '%' && hex(rs, n+1, 2):
			w = 3
		case rs[n] == '\\' && n+1 < len(rs) && rs[n+1] == 'u' && hex(rs, n+2, 4):
			w = 6
			count++
		case rs[n] == '\\' && n+1 < len(rs) && rs[n+1] == 'x' && hex(rs, n+2, 2):
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

func hex(rs []rune, at, n int) bool {
	if at+n > len(rs) {
		return false
	}
	for _, r := range rs[at : at+n] {
		if (r < '0' || r > '9') && (r < 'A' || r > 'F') && (r < 'a' || r > 'f') {
			return false
		}
	}
	return true
}

// longestRun bounds how much is decoded at once, in characters.
const longestRun = 64

// latin returns the length of a run of at least four Western letters and signs
// that are Chinese when their bytes are read as GBK: ¹¤×÷.
func latin(rs []rune) int {
	n := 0
	var b []byte
	for n < len(rs) && n < longestRun && rs[n] >= 0xA1 && rs[n] <= 0xFF {
		b = append(b, byte(rs[n]))
		n++
	}
	n -= n % 2
	if n < 4 {
		return 0
	}
	s, err := simplifiedchinese.GBK.NewDecoder().Bytes(b[:n])
	if err != nil || strings.ContainsRune(string(s), utf8.RuneError) {
		return 0
	}
	return n
}

// gbk holds the two bytes of every common character.
var gbk = sync.OnceValue(func() []uint16 {
	out := make([]uint16, 0x9FFF-0x4E00+1)
	var all strings.Builder
	for r := rune(0x4E00); r <= 0x9FA5; r++ {
		all.WriteRune(r)
	}
	s, err := simplifiedchinese.GBK.NewEncoder().String(all.String())
	if err != nil {
		return out
	}
	for i := range len(s) / 2 {
		out[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
	}
	return out
})

// misread returns the length in bytes of a run of at least three characters at
// the start of s whose bytes in GBK are two Chinese characters and more in
// UTF-8: 涓烘皯 is 为民.
func misread(s string) int {
	table := gbk()
	var b [36]byte
	var ends [len(b) / 2]int // where each character ends in s
	n := 0
	for i, r := range s {
		if n == len(ends) || r < 0x4E00 || r > 0x9FA5 {
			break
		}
		c := table[r-0x4E00]
		b[2*n], b[2*n+1] = byte(c>>8), byte(c)
		ends[n] = i + utf8.RuneLen(r)
		n++
	}
	got := 0
	for got*3 < 2*n {
		r, w := utf8.DecodeRune(b[got*3 : 2*n])
		if w != 3 || r < 0x4E00 || r > 0x9FA5 {
			break
		}
		got++
	}
	if got < 2 {
		return 0
	}
	return ends[(got*3+1)/2-1]
}

// leastDoubled is how many characters in a row must stand twice: 家家户户干干净净
// has four. To the end of a line one less will do.
const leastDoubled = 5

// doubledThroughout returns the length of a run in which every character stands
// twice: 工工作作总总结结.
func doubledThroughout(rs []rune) int {
	n := 0
	for n+1 < len(rs) && isHan(rs[n]) && rs[n] == rs[n+1] && (n == 0 || rs[n] != rs[n-1]) {
		n += 2
	}
	if n >= 2*leastDoubled || n == len(rs) && n >= 2*(leastDoubled-1) {
		return n
	}
	return 0
}
