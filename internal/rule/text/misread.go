package text

import (
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"hecha/internal/doc"
	"hecha/internal/rule"
)

// misreadings reports Chinese that is other Chinese when its bytes in GBK are
// read as UTF-8: 涓烘皯 is 为民. It reads the text as it was written: folding to
// simplified characters would change the bytes. Where it changed none, places are
// all that such a text begins with.
func misreadings(p *rule.Pass, places []int) {
	d := p.Doc
	t := d.Raw
	first, second := misreadLeads()
	end := 0 // of what was reported last
	look := func(at int) {
		if at < end || !second.has(wideAt(t, at+wideLen)) {
			return
		}
		if n := misread(t[at:]); n > 0 {
			end = at + n
			raw := doc.Span{Start: d.Window.Start + at, End: d.Window.Start + end}
			garbled(p, d.FoldedSpan(raw), fmt.Sprintf("“%s”是乱码。", t[at:end]))
		}
	}
	if !d.Simplified {
		for _, at := range places {
			look(d.RawSpan(doc.Span{Start: at, End: at + wideLen}).Start - d.Window.Start)
		}
		return
	}
	for i := 0; i+wideLen <= len(t); {
		c := t[i]
		if c < firstHan>>12|0xE0 || c > lastHan>>12|0xE0 {
			i++
			continue
		}
		if first.has(rune(c&0x0F)<<12 | rune(t[i+1]&0x3F)<<6 | rune(t[i+2]&0x3F)) {
			look(i)
		}
		i += wideLen
	}
}

// The range of the Chinese characters that GBK has.
const firstHan, lastHan = 0x4E00, 0x9FA5

// hanSet is a set of these characters.
type hanSet [(lastHan-firstHan)/64 + 1]uint64

// has reports whether r belongs to the set.
func (s *hanSet) has(r rune) bool {
	k := uint32(r - firstHan)
	return k <= lastHan-firstHan && s[k>>6]&(1<<(k&63)) != 0
}

// misreadLeads returns the characters that a misread text begins with, whose
// two bytes in GBK are the first two of a Chinese character in UTF-8, and those
// that come second: the third byte, and the first of the next character.
var misreadLeads = sync.OnceValues(func() (first, second *hanSet) {
	first, second = &hanSet{}, &hanSet{}
	for lead := byte(firstHan>>12 | 0xE0); lead <= lastHan>>12|0xE0; lead++ {
		for rest := byte(0x80); rest < 0xC0; rest++ {
			first.addGBK(lead, rest)
			second.addGBK(rest, lead)
		}
	}
	return first, second
})

// addGBK adds the character that a and b are in GBK, if any.
func (s *hanSet) addGBK(a, b byte) {
	c, _ := simplifiedchinese.GBK.NewDecoder().Bytes([]byte{a, b})
	if r, n := utf8.DecodeRune(c); n == len(c) && r >= firstHan && r <= lastHan {
		s[(r-firstHan)>>6] |= 1 << ((r - firstHan) & 63)
	}
}

// gbk holds the two bytes of every common character.
var gbk = sync.OnceValue(func() []uint16 {
	out := make([]uint16, lastHan-firstHan+1)
	var all strings.Builder
	for r := rune(firstHan); r <= lastHan; r++ {
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
// UTF-8.
func misread(s string) int {
	table := gbk()
	var b [36]byte
	var ends [len(b) / 2]int // where each character ends in s
	n := 0
	for i, r := range s {
		if n == len(ends) || r < firstHan || r > lastHan {
			break
		}
		c := table[r-firstHan]
		b[2*n], b[2*n+1] = byte(c>>8), byte(c)
		ends[n] = i + utf8.RuneLen(r)
		n++
	}
	got := 0
	for got*3 < 2*n {
		r, w := utf8.DecodeRune(b[got*3 : 2*n])
		if w != 3 || r < firstHan || r > lastHan {
			break
		}
		got++
	}
	if got < 2 {
		return 0
	}
	return ends[(got*3+1)/2-1]
}
