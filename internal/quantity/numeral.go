package quantity

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// The classes of characters a numeral is made of.
const (
	clNone byte = iota
	clASCII
	clDigit   // 一 to 九, 两, 〇
	clCapital // 壹 to 玖: digits inside a numeral, other words elsewhere
	clZero    // 零
	clTens    // 十 百 千
	clBig     // 万 亿 兆
	clVague   // 几 数
	clHalf    // 半
	clNewline
	clLetter // may open an address of the web
	clCircled
)

// charClass and charValue describe the characters of the Basic Multilingual
// Plane that matter to the scanner.
var (
	charClass [1 << 16]byte
	charValue [1 << 16]int64
	numeric   charset // the characters that have a class
)

func init() {
	set := func(cl byte, chars string, values ...int64) {
		i := 0
		for _, r := range chars {
			charClass[r], charValue[r] = cl, values[min(i, len(values)-1)]
			numeric.Add(r)
			i++
		}
	}
	set(clASCII, "0123456789", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
	set(clDigit, "〇一二三四五六七八九两俩", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 2)
	set(clCapital, "壹贰叁肆伍陆柒捌玖弍弎", 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3)
	set(clZero, "零", 0)
	set(clTens, "十百千拾佰仟廿卅", 10, 100, 1000, 10, 100, 1000, 20, 30)
	set(clBig, "万亿兆", 1e4, 1e8, 1e12)
	set(clVague, "几数", 0)
	set(clHalf, "半对", 0)
	set(clNewline, "\n", 0)
	set(clLetter, "hHwW", 0)
	set(clCircled, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)
}

// classAt returns the character at i with its class and length, zeros at the
// end.
func classAt(t string, i int) (r rune, cl byte, w int) {
	r, w = charAt(t, i)
	if r <= 0xFFFF {
		cl = charClass[r]
	}
	return r, cl, w
}

// numeral is a numeral as it stands in the text: digits, decimals and
// multipliers, with 余 or 多 inside, without unit.
type numeral struct {
	start, end int
	// lo and hi are the value times 10 to the power of scale; they differ for
	// 两三, 十几, 几百. base is the value with 几 read as nothing (二十几万 is
	// 200000), step one unit in the last printed place.
	lo, hi, base, step int64
	scale              int32
	big                *decimal.Decimal // the value when it does not fit
	// insideStart, insideEnd enclose 余, 多, 来 between digits and multiplier.
	insideStart, insideEnd int
	digits                 int  // ASCII digits before the decimal point
	decimals               int  // digits behind the decimal point
	han                    int  // Chinese numeral characters
	str                    bool // Chinese digits in a row: 二〇二三, 三八
	bare                   bool // begins with 百, 千, 万: 百名, 千余
	mult                   bool // holds 万 or 亿
	comma                  bool
	vague                  bool
}

func (n *numeral) value(v int64) decimal.Decimal {
	if n.big != nil {
		return *n.big
	}
	if n.scale == 0 && v >= 0 && v < int64(len(smallValues)) {
		return smallValues[v]
	}
	return decimal.New(v, -n.scale)
}

// unit returns one unit in the last printed place.
func (n *numeral) unit() decimal.Decimal {
	if n.step == 1 && n.big == nil && int(n.scale) < len(units) {
		return units[n.scale]
	}
	return n.value(n.step)
}

// units are 1, 0.1, 0.01 and so on.
var units = func() (v [10]decimal.Decimal) {
	for i := range v {
		v[i] = decimal.New(1, int32(-i))
	}
	return v
}()

// smallValues are the whole numbers that most figures and years consist of; a
// decimal is never changed once made.
var smallValues = func() (v [2100]decimal.Decimal) {
	for i := range v {
		v[i] = decimal.NewFromInt(int64(i))
	}
	return v
}()

// integer returns the value when it is a whole number.
func (n *numeral) integer() (int, bool) {
	if n.big != nil || n.scale != 0 || n.lo != n.hi || n.lo > math.MaxInt32 {
		return 0, false
	}
	return int(n.lo), true
}

// maxValue bounds what is computed in 64 bits; no report counts further.
const maxValue = int64(1e17)

// parseNumeral reads the numeral at i; end is i if there is none.
func parseNumeral(t string, i int) numeral {
	n := numeral{start: i, end: i, step: 1}
	r, cl, w := classAt(t, i)
	switch cl {
	case clASCII:
		n.ascii(t)
	case clDigit:
		if endsNumeral(t, i+w) {
			v := charValue[r]
			n.end, n.lo, n.hi, n.base, n.han = i+w, v, v, v, 1
			break
		}
		n.chinese(t, i, math.MaxInt64)
	case clCapital, clZero, clTens, clBig, clVague:
		n.chinese(t, i, math.MaxInt64)
	}
	return n
}

// endsNumeral reports whether what stands at i cannot go on a numeral.
func endsNumeral(t string, i int) bool {
	switch r, cl, _ := classAt(t, i); r {
	case '点', '余', '多', '来':
		return false
	default:
		return cl == clNone || cl >= clHalf
	}
}

// ascii reads 1,286 or 4.2 with what multiplies it.
func (n *numeral) ascii(t string) {
	i := n.start
	digit := func(j int) bool { return j < len(t) && t[j] >= '0' && t[j] <= '9' }
	var m int64
	fits := true
	push := func(c byte) {
		if m > maxValue/10 {
			fits = false
		} else {
			m = m*10 + int64(c-'0')
		}
	}
	for digit(i) {
		push(t[i])
		i++
	}
	n.digits = i - n.start
	if n.digits <= 3 {
		for i < len(t) && t[i] == ',' && digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4) {
			push(t[i+1])
			push(t[i+2])
			push(t[i+3])
			i += 4
			n.comma = true
			n.digits += 3
		}
	}
	if i+1 < len(t) && t[i] == '.' && digit(i+1) {
		j := i + 1
		for digit(j) {
			push(t[j])
			j++
		}
		n.decimals = j - i - 1
		n.scale = int32(n.decimals)
		i = j
	}
	n.end = i
	if n.power(t, m, fits) {
		return
	}
	if !fits {
		n.step = 0
		v := decimal.Zero
		if s := strings.ReplaceAll(t[n.start:i], ",", ""); len(s) <= 40 {
			v, _ = decimal.NewFromString(s)
		}
		n.big = &v
		n.scale = 0
		return
	}
	n.lo, n.hi, n.base = m, m, m
	n.multiply(t)
}

// power reads what technical texts put behind a number: 2e5, 1.1^23.
func (n *numeral) power(t string, m int64, fits bool) bool {
	i := n.end
	if !fits || i+1 >= len(t) || t[i] != 'e' && t[i] != 'E' && t[i] != '^' {
		return false
	}
	j := i + 1
	neg := t[j] == '-'
	if neg || t[j] == '+' {
		j++
	}
	k, e := j, 0
	for k < len(t) && k < j+3 && t[k] >= '0' && t[k] <= '9' {
		e = e*10 + int(t[k]-'0')
		k++
	}
	if k == j || e > 40 || k < len(t) && (isLetter(t[k]) || t[k] >= '0' && t[k] <= '9' || t[k] == '%') {
		return false
	}
	v := decimal.New(m, -n.scale)
	if neg {
		e = -e
	}
	if t[i] == '^' {
		if v.IsZero() {
			return false
		}
		p := decimal.NewFromInt(1)
		for range max(e, -e) {
			p = p.Mul(v).Round(24)
		}
		if neg {
			if p.IsZero() {
				return false
			}
			p = decimal.NewFromInt(1).DivRound(p, 16)
		}
		v = p
	} else {
		v = v.Shift(int32(e))
	}
	n.big, n.scale, n.end = &v, 0, k
	return true
}

// multiply reads 余万, 千万, 万6千 behind an ASCII number.
func (n *numeral) multiply(t string) {
	i := n.end
	in, inEnd := i, i
	if w := insideWord(t, i); w > 0 {
		inEnd = i + w
	} else if k := skipBlank(t, i); k > i && k < len(t) {
		if r, cl, _ := classAt(t, k); cl == clBig && r != '兆' {
			in, inEnd = k, k
		}
	}
	p, last := int64(1), int64(0)
	if i < len(t) && (t[i] == 'w' || t[i] == 'W') && inEnd == in && n.lo < maxValue/1e4 {
		// 10w+ of the social media
		if next, _ := utf8.DecodeRuneInString(t[i+1:]); strings.ContainsRune("+余人次元条", next) && i+1 < len(t) {
			p = 1e4
			i++
			n.mult = true
		}
	}
	for j := inEnd; !n.mult || j > inEnd; {
		r, cl, w := classAt(t, j)
		if cl != clBig && (cl != clTens || charValue[r] < 100 || r == '佰' || r == '仟') || r == '兆' && p == 1 {
			break
		}
		v := charValue[r]
		if cl == clTens && unitPrefix(t, j+w, r) {
			break
		}
		if last > v && cl != clBig || n.lo != 0 && p*v > maxValue/max(n.lo, 1) {
			break
		}
		p *= v
		last = v
		j += w
		i = j
		n.mult = n.mult || cl == clBig
	}
	if p == 1 {
		return
	}
	if inEnd > in {
		n.insideStart, n.insideEnd = in, inEnd
	}
	n.end = i
	n.lo *= p
	n.hi, n.base = n.lo, n.lo
	n.step = p
	if n.scale == 0 && inEnd == in {
		n.tail(t, last)
	}
	n.reduce()
}

// unitPrefix reports whether r before i is part of a unit: 千米, 百分点.
func unitPrefix(t string, i int, r rune) bool {
	next, _ := utf8.DecodeRuneInString(t[i:])
	if r == '百' {
		return next == '分'
	}
	return strings.ContainsRune("米克瓦伏帕卡焦赫字比升", next)
}

// tail reads what follows a multiplier as a further part: 25万6千, 3万4000.
func (n *numeral) tail(t string, last int64) {
	r, cl, w := classAt(t, n.end)
	at := n.end
	if cl == clZero {
		_, c2, _ := classAt(t, at+w)
		if c2 != clASCII && c2 != clDigit {
			return
		}
		at += w
	}
	if cl != clASCII && cl != clDigit && cl != clZero || r == '〇' || r == '两' {
		return
	}
	m := numeral{start: at, end: at, step: 1}
	if _, c2, _ := classAt(t, at); c2 == clASCII {
		m.ascii(t)
	} else {
		m.chinese(t, at, last)
	}
	if m.end == at || m.big != nil || m.scale != 0 || m.hi >= last || m.lo == 0 || m.str || m.vague || m.comma {
		return
	}
	if m.end-m.start == 1 && m.start == n.end {
		m.lo, m.step = m.lo*last/10, last/10 // 12万3 is 123000
	}
	n.lo += m.lo
	n.hi, n.base = n.lo, n.lo
	n.step = m.step
	n.end = m.end
	n.han += m.han
}

// reduce drops trailing zeros that a multiplier left behind the point.
func (n *numeral) reduce() {
	for n.scale > 0 && n.lo%10 == 0 && n.hi%10 == 0 && n.base%10 == 0 && n.step%10 == 0 {
		n.lo, n.hi, n.base, n.step = n.lo/10, n.hi/10, n.base/10, n.step/10
		n.scale--
	}
}

// insideWord returns the length of 余, 多, 来 at i, or 0.
func insideWord(t string, i int) int {
	switch r, w := charAt(t, i); r {
	case '余', '多', '来', '几':
		return w
	}
	return 0
}

// skipBlank returns the place behind blanks at i.
func skipBlank(t string, i int) int {
	for i < len(t) && t[i] == ' ' {
		i++
	}
	return i
}

// isHan tells Chinese characters.
func isHan(r rune) bool {
	return r >= 0x3400 && r <= 0x9FFF || r == '〇' || r >= 0x20000 && r <= 0x3FFFF
}
