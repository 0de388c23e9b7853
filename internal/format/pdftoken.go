package format

import (
	"math"
)

// Kinds of tokens in content streams and CMaps.
type pdfKind uint8

const (
	pdfEOF pdfKind = iota
	pdfNumber
	pdfName
	pdfString
	pdfArray
	pdfDict // list holds keys and values in turn
	pdfWord // an operator or true, false, null
)

// pdfToken is one operand or operator.
type pdfToken struct {
	kind pdfKind
	num  float64
	str  []byte // name, decoded string or operator
	list []pdfToken
}

// maxTokenDepth bounds arrays and dictionaries inside one another.
const maxTokenDepth = 32

// pdfLexer splits a content stream or CMap into tokens. It never fails: what
// makes no sense is skipped.
type pdfLexer struct {
	data []byte
	pos  int
}

func pdfSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func pdfDelim(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (l *pdfLexer) skipSpace() {
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		if c == '%' {
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
			continue
		}
		if !pdfSpace(c) {
			return
		}
		l.pos++
	}
}

// next returns the next token.
func (l *pdfLexer) next() pdfToken { return l.token(0) }

func (l *pdfLexer) token(depth int) pdfToken {
	for {
		l.skipSpace()
		if l.pos >= len(l.data) {
			return pdfToken{}
		}
		c := l.data[l.pos]
		switch {
		case c == '/':
			return l.name()
		case c == '(':
			return l.literal()
		case c == '<' && l.pos+1 < len(l.data) && l.data[l.pos+1] == '<':
			l.pos += 2
			return pdfToken{kind: pdfDict, list: l.items('>', depth)}
		case c == '<':
			return l.hex()
		case c == '[':
			l.pos++
			return pdfToken{kind: pdfArray, list: l.items(']', depth)}
		case c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9':
			return l.number()
		case pdfDelim(c):
			l.pos++ // a stray bracket
		default:
			return l.word()
		}
	}
}

// items reads up to the closing bracket.
func (l *pdfLexer) items(end byte, depth int) []pdfToken {
	var out []pdfToken
	for {
		l.skipSpace()
		if l.pos >= len(l.data) {
			return out
		}
		if l.data[l.pos] == end {
			l.pos++
			if end == '>' && l.pos < len(l.data) && l.data[l.pos] == '>' {
				l.pos++
			}
			return out
		}
		if depth >= maxTokenDepth && (l.data[l.pos] == '[' || l.data[l.pos] == '<') {
			l.pos++
			continue
		}
		start := l.pos
		t := l.token(depth + 1)
		if t.kind == pdfEOF {
			return out
		}
		if t.kind == pdfWord && end == ']' && len(t.str) <= 2 && string(t.str) != "R" {
			// An operator inside an array: the bracket was never closed.
			l.pos = start
			return out
		}
		out = append(out, t)
	}
}

func (l *pdfLexer) name() pdfToken {
	l.pos++
	start := l.pos
	escaped := false
	for l.pos < len(l.data) && !pdfSpace(l.data[l.pos]) && !pdfDelim(l.data[l.pos]) {
		escaped = escaped || l.data[l.pos] == '#'
		l.pos++
	}
	s := l.data[start:l.pos]
	if !escaped {
		return pdfToken{kind: pdfName, str: s}
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '#' && i+2 < len(s) {
			h, ok1 := hexDigit(s[i+1])
			d, ok2 := hexDigit(s[i+2])
			if ok1 && ok2 {
				out = append(out, h<<4|d)
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return pdfToken{kind: pdfName, str: out}
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

func (l *pdfLexer) hex() pdfToken {
	l.pos++
	var out []byte
	var high byte
	half := false
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		d, ok := hexDigit(c)
		if !ok {
			continue
		}
		if half {
			out = append(out, high<<4|d)
		}
		high, half = d, !half
	}
	if half {
		out = append(out, high<<4)
	}
	return pdfToken{kind: pdfString, str: out}
}

func (l *pdfLexer) literal() pdfToken {
	l.pos++
	var out []byte
	depth := 1
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return pdfToken{kind: pdfString, str: out}
			}
		case '\\':
			out = l.escape(out)
			continue
		case '\r':
			if l.pos < len(l.data) && l.data[l.pos] == '\n' {
				l.pos++
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return pdfToken{kind: pdfString, str: out}
}

// escape appends what the sequence after a backslash stands for.
func (l *pdfLexer) escape(out []byte) []byte {
	if l.pos >= len(l.data) {
		return out
	}
	c := l.data[l.pos]
	l.pos++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if l.pos < len(l.data) && l.data[l.pos] == '\n' {
			l.pos++
		}
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	v := int(c - '0')
	for range 2 {
		if l.pos >= len(l.data) || l.data[l.pos] < '0' || l.data[l.pos] > '7' {
			break
		}
		v = v<<3 | int(l.data[l.pos]-'0')
		l.pos++
	}
	return append(out, byte(v))
}

// number reads [+-]digits[.digits]; a second sign ends it, as some producers
// write "12-34".
func (l *pdfLexer) number() pdfToken {
	start := l.pos
	sign, value, scale := 1.0, 0.0, 0.0
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		switch {
		case c == '-' && l.pos == start:
			sign = -1
		case c == '+' && l.pos == start, c == '-' && l.pos == start+1:
		case c == '.' && scale == 0:
			scale = 1
		case c >= '0' && c <= '9':
			value = value*10 + float64(c-'0')
			scale *= 10
		default:
			goto done
		}
		l.pos++
	}
done:
	if scale > 1 {
		value /= scale
	}
	if value *= sign; math.IsInf(value, 0) || math.IsNaN(value) {
		value = 0
	}
	return pdfToken{kind: pdfNumber, num: value}
}

func (l *pdfLexer) word() pdfToken {
	start := l.pos
	for l.pos < len(l.data) && !pdfSpace(l.data[l.pos]) && !pdfDelim(l.data[l.pos]) {
		l.pos++
	}
	return pdfToken{kind: pdfWord, str: l.data[start:l.pos]}
}

// get returns the value of a key of a dictionary token.
func (t pdfToken) get(key string) pdfToken {
	for i := 0; i+1 < len(t.list); i += 2 {
		if t.list[i].kind == pdfName && string(t.list[i].str) == key {
			return t.list[i+1]
		}
	}
	return pdfToken{}
}
