package quantity

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// sum accumulates one reading of a Chinese numeral.
type sum struct{ total, section, cur int64 }

func (s *sum) tens(v int64) {
	s.section += s.cur * v
	s.cur = 0
}

func (s *sum) big(v int64, outer bool) {
	x := s.section + s.cur
	switch {
	case x == 0:
		s.total *= v
	case outer:
		s.total = (s.total + x) * v
	default:
		s.total += x * v
	}
	s.section, s.cur = 0, 0
}

// chineseReader reads the characters of one numeral, in three readings at once:
// its least and its greatest value, and the value with 几 read as nothing.
type chineseReader struct {
	n            numeral
	t            string
	i, end       int // next character; end of the numeral so far
	lo, hi, base sum
	// lastTens and lastBig are the multipliers read last, lastMult the last of
	// either kind, last the same when it is the last token, else 1.
	lastTens, lastBig, lastMult, last int64
	digit                             bool // a digit waits for its multiplier
	zero                              bool // 零 stands before
	any                               bool // something has been read
	step                              int64
}

// chinese reads a numeral of Chinese characters at i whose value must stay
// below limit.
func (n *numeral) chinese(t string, i int, limit int64) {
	c := chineseReader{n: *n, t: t, i: i, end: i, lastTens: math.MaxInt64, last: 1, step: 1}
	for c.token() && c.hi.total <= maxValue {
	}
	*n = c.n
	switch {
	case n.str:
		return
	case !c.any:
		n.zeroPoint(t, i)
		return
	}
	if n.insideEnd > c.end {
		n.insideStart, n.insideEnd = 0, 0
	}
	// 四百五 is 450, 九万四 94000; 四百零五 is 405.
	f := int64(1)
	if c.digit && c.lastMult > 0 && !c.zero {
		f = c.lastMult / 10
	}
	final := func(s sum) int64 { return s.total + s.section + s.cur*f }
	n.lo, n.hi, n.base, n.step, n.end = final(c.lo), final(c.hi), final(c.base), c.step, c.end
	if n.lo >= limit {
		n.end = n.start
		return
	}
	if d := pointDigits(t, c.end); d > 0 && !n.vague && n.insideEnd == 0 {
		n.point(t, d)
	}
}

// token reads the next token; it returns false at the end of the numeral.
func (c *chineseReader) token() bool {
	r, cl, w := classAt(c.t, c.i)
	switch cl {
	case clDigit, clCapital:
		return c.digits(r, cl, w)
	case clVague:
		return c.vague(r, w)
	case clZero:
		_, next, _ := classAt(c.t, c.i+w)
		if c.digit || !c.any || next != clDigit && next != clCapital && next != clTens && next != clVague && next != clASCII {
			return false
		}
		c.zero = true
		c.i += w
		return true
	case clASCII:
		c.ascii()
		return false
	case clTens:
		return c.tens(r, w)
	case clBig:
		return c.big(r, w)
	}
	// 十余万, 两千多万: the word stands before the multiplier.
	if iw := insideWord(c.t, c.i); iw > 0 && c.any && (c.digit || !c.zero) && c.n.insideEnd == 0 {
		if r2, next, _ := classAt(c.t, c.i+iw); next == clBig && r2 != '兆' {
			c.n.insideStart, c.n.insideEnd = c.i, c.i+iw
			c.i += iw
			return true
		}
	}
	return false
}

// take accepts the token of width w.
func (c *chineseReader) take(w int) bool {
	c.i += w
	c.end = c.i
	c.any = true
	return true
}

// wait notes a digit, or 几, that waits for its multiplier.
func (c *chineseReader) wait(lo, hi, base int64) {
	c.lo.cur, c.hi.cur, c.base.cur = lo, hi, base
	c.digit, c.last, c.step = true, 1, 1
	c.n.han++
}

func (c *chineseReader) digits(r rune, cl byte, w int) bool {
	if c.digit {
		return false
	}
	if r == '两' && c.any {
		// 三千两百, but 三百两 is a weight.
		if _, next, _ := classAt(c.t, c.i+w); next != clTens && next != clBig {
			return false
		}
	}
	if cl == clCapital && !capital(c.t, c.i, w, c.any) {
		return false
	}
	v := charValue[r]
	k := digitRun(c.t, c.i)
	pair := isVaguePair(c.t, c.i, k)
	switch {
	case k > 1 && !c.any && !pair:
		c.n.digitString(c.t, c.i, k)
		return false
	case pair:
		r2, _, w2 := classAt(c.t, c.i+w)
		c.wait(v, charValue[r2], v)
		c.n.vague = true
		c.n.han++
		return c.take(w + w2)
	case k > 1 && !c.zero:
		return false
	}
	c.wait(v, v, v)
	return c.take(w)
}

// vague reads 几 or 数: 几十, 十几, 数百.
func (c *chineseReader) vague(r rune, w int) bool {
	if c.digit {
		return false
	}
	if c.any {
		if r == '数' || c.lastMult == 0 || c.last == 1 && !c.zero {
			return false
		}
		c.wait(1, 9, 0)
	} else {
		r2, next, _ := classAt(c.t, c.i+w)
		if next != clTens && next != clBig || r2 == '拾' {
			return false
		}
		c.wait(2, 9, 2)
	}
	c.n.vague = true
	return c.take(w)
}

// wide reports whether the waiting digit is a leading 几, which makes 几百 end
// at 999.
func (c *chineseReader) wide() bool {
	return c.n.vague && c.hi.cur == 9 && c.lo.cur == 2 && c.base.cur == 2
}

// ascii reads the rest of 一千零20.
func (c *chineseReader) ascii() {
	if c.digit || !c.any || c.lastMult == 0 || c.last == 1 && !c.zero {
		return
	}
	m := numeral{start: c.i, end: c.i, step: 1}
	m.ascii(c.t)
	if m.big != nil || m.scale != 0 || m.mult || m.lo >= c.lastMult || m.lo == 0 {
		return
	}
	c.lo.section += m.lo
	c.hi.section += m.lo
	c.base.section += m.lo
	c.end, c.step = m.end, 1
}

func (c *chineseReader) tens(r rune, w int) bool {
	v := charValue[r]
	if v == 20 || v == 30 { // 廿, 卅
		if c.digit {
			return false
		}
		c.lo.cur, c.hi.cur, c.base.cur = v/10, v/10, v/10
		c.digit = true
		v = 10
	}
	if v >= c.lastTens || (r == '拾' || r == '佰' || r == '仟') && !c.digit && !capital(c.t, c.i, w, c.any) {
		return false
	}
	if !c.digit {
		if c.any && !c.zero && (v != 10 || c.last != 1 && c.lastTens < math.MaxInt64) {
			return false
		}
		c.n.bare = c.n.bare || !c.any && v != 10
		c.lo.cur, c.hi.cur, c.base.cur = 1, 1, 1
	}
	wide := c.wide()
	c.lo.tens(v)
	c.hi.tens(v)
	c.base.tens(v)
	if wide {
		c.hi.section += v - 1
	}
	c.lastTens, c.lastMult, c.last, c.step = v, v, v, 1
	c.digit, c.zero = false, false
	c.n.han++
	return c.take(w)
}

func (c *chineseReader) big(r rune, w int) bool {
	v := charValue[r]
	if r == '兆' && !c.any {
		return false
	}
	if !c.any {
		c.n.bare = true
		c.lo.cur, c.hi.cur, c.base.cur = 1, 1, 1
	}
	wide := c.wide() && c.lo.section == 0
	outer := v > c.lastBig
	if outer && c.lo.total > maxValue/v || c.lo.section+c.lo.cur > maxValue/v {
		return false
	}
	if c.lo.section+c.lo.cur == 0 && c.last == 1 {
		return false
	}
	c.lo.big(v, outer)
	c.hi.big(v, outer)
	c.base.big(v, outer)
	if wide {
		c.hi.total += v - 1
	}
	c.lastBig, c.lastMult, c.last, c.step = v, v, v, v
	c.lastTens = math.MaxInt64
	c.digit, c.zero = false, false
	c.n.mult = true
	c.n.han++
	return c.take(w)
}

// zeroPoint reads 零 and 零点五 at i.
func (n *numeral) zeroPoint(t string, i int) {
	r, cl, w := classAt(t, i)
	if cl != clZero || r != '零' {
		return
	}
	n.han++
	n.end = i + w
	if d := pointDigits(t, n.end); d > 0 {
		n.point(t, d)
	}
}

// capital reports whether the capital numeral of width w at i is one: 伍 of
// 队伍 and 拾 of 收拾 are not.
func capital(t string, i, w int, inside bool) bool {
	if inside {
		return true
	}
	r, cl, w2 := classAt(t, i+w)
	switch cl {
	case clTens, clBig, clCapital, clZero:
		return true
	}
	switch r {
	case '元', '圆', '角', '打', '点', '又', '分':
		return w2 > 0
	}
	if cl == clDigit && i > 0 {
		// 拾六万, but not 收拾六间
		if c, _ := utf8.DecodeLastRuneInString(t[:i]); isHan(c) {
			return false
		}
		return true
	}
	if cl == clDigit {
		return true
	}
	if c, _, _ := classAt(t, i); strings.ContainsRune("伍陆拾", c) {
		return false
	}
	if i > 0 {
		if c, _ := utf8.DecodeLastRuneInString(t[:i]); strings.HasSuffix(t[:i], "分之") || !isHan(c) {
			return w2 == 0 || !isHan(r)
		}
		return w2 == 0 || !isHan(r)
	}
	return w2 == 0 || !isHan(r)
}

// digitRun counts the Chinese digits in a row at i.
func digitRun(t string, i int) int {
	k := 0
	for {
		r, cl, w := classAt(t, i)
		if cl != clDigit && cl != clCapital && !(r == '零' && k > 0) {
			return k
		}
		if r == '零' {
			// 零 belongs to the run only between digits: 二零一七.
			if _, c2, _ := classAt(t, i+w); c2 != clDigit && c2 != clZero {
				return k
			}
		}
		k++
		i += w
	}
}

// isVaguePair tells 两三, 七八, 三五 from digits read one by one.
func isVaguePair(t string, i, k int) bool {
	if k != 2 {
		return false
	}
	a, c1, w := classAt(t, i)
	b, c2, _ := classAt(t, i+w)
	if c1 != clDigit || c2 != clDigit {
		return false
	}
	x, y := charValue[a], charValue[b]
	return x > 0 && (y == x+1 && b != '两' || x == 1 && b == '两' || x == 3 && y == 5)
}

// digitString reads k digits written one after another: 二〇二三.
func (n *numeral) digitString(t string, i, k int) {
	var v int64
	for range k {
		r, _, w := classAt(t, i)
		if v > maxValue/10 {
			n.big = &decimal.Zero
		} else {
			v = v*10 + charValue[r]
		}
		i += w
		n.han++
	}
	n.lo, n.hi, n.base, n.step = v, v, v, 1
	n.str = true
	n.end = i
	if d := pointDigits(t, i); d > 0 {
		n.point(t, d)
	}
}

// pointDigits counts the digits behind 点 at i that can only be decimals:
// 五点八, but 九点二十 is a time.
func pointDigits(t string, i int) int {
	if !strings.HasPrefix(t[i:], "点") {
		return 0
	}
	i += len("点")
	d := 0
	for d < 9 {
		_, cl, w := classAt(t, i)
		if cl != clDigit && cl != clCapital && cl != clZero {
			if cl == clTens {
				return 0
			}
			break
		}
		i += w
		d++
	}
	return d
}

// point reads d decimals behind 点 and a multiplier behind them.
func (n *numeral) point(t string, d int) {
	i := n.end + len("点")
	if r, _, _ := classAt(t, i); r == '两' {
		return
	}
	if n.lo > maxValue/1e9 {
		return
	}
	m := n.lo
	for range d {
		r, _, w := classAt(t, i)
		m = m*10 + charValue[r]
		i += w
		n.han++
	}
	n.end = i
	n.scale = int32(d)
	n.decimals = d
	n.lo, n.hi, n.base, n.step = m, m, m, 1
	if _, cl, w := classAt(t, i); cl == clBig {
		r, _, _ := classAt(t, i)
		if v := charValue[r]; m <= maxValue/v {
			n.lo, n.hi, n.base, n.step = m*v, m*v, m*v, v
			n.end = i + w
			n.mult = true
		}
	}
	n.reduce()
}
