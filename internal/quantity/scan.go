package quantity

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
	"hecha/internal/segment"
)

var nameClass = lexicon.Define("numname")

// scanner reads one document from left to right.
type scanner struct {
	d     *doc.Document
	t     string
	w     *wordTables
	names []lexicon.Hit // the name now at hand or ahead comes first
	lines []segment.Line
	line  int // start of the current line
	// listEnd is the end of the list number that opens the current line.
	listEnd  int
	dateNums []Number      // scratch
	words    []lexicon.Hit // scratch: those of scopes
	orphans  int           // units whose number is gone; -1 not counted yet
	r        Reading
}

// scanners keeps scratch room of finished documents.
var scanners = sync.Pool{New: func() any { return new(scanner) }}

// newScanner returns a scanner of d that writes where spent did; what spent
// holds does not refer to a text.
func newScanner(d *doc.Document, spent Reading) *scanner {
	s := scanners.Get().(*scanner)
	*s = scanner{
		d: d, t: d.Text, w: words(), names: nameClass.In(d), lines: segment.Lines(d), orphans: -1,
		dateNums: s.dateNums[:0], words: s.words, r: Reading{spent.Quantities[:0], spent.Numbers[:0]},
	}
	return s
}

// finish returns what was read and gives the scratch room back.
func (s *scanner) finish() Reading {
	r := s.r
	*s = scanner{dateNums: s.dateNums, words: s.words}
	scanners.Put(s)
	return r
}

// scan reads the whole text.
func (s *scanner) scan() {
	t := s.t
	s.newLine(0)
	for i := 0; i < len(t); {
		if i = numeric.pass(t, i, len(t)); i == len(t) {
			break
		}
		if b := t[i]; b < utf8.RuneSelf {
			switch charClass[b] {
			case clNone:
				i++
			case clNewline:
				i++
				s.newLine(i)
			case clLetter:
				i = s.address(i)
			default:
				i = s.numeral(i)
			}
			continue
		}
		r, cl, w := classAt(t, i)
		switch {
		case cl == clNone:
			i += w
		case cl == clCircled:
			s.number(i, i+w, decimal.NewFromInt(charValue[r]), RoleListNumber)
			i += w
		case r == '对' && !s.has(i+w, "折") && !s.named(i):
			i += w
		default:
			i = s.numeral(i)
		}
	}
}

// newLine notes the line that starts at i and its list number.
func (s *scanner) newLine(i int) {
	s.line = i
	s.listEnd = 0
	for len(s.lines) > 0 && s.lines[0].Start < i {
		s.lines = s.lines[1:]
	}
	j := i
	for j < len(s.t) && (s.t[j] == ' ' || s.t[j] == '\t') {
		j++
	}
	if len(s.lines) > 0 && s.lines[0].Start == j && !s.lines[0].Enumerator.Empty() {
		s.listEnd = s.lines[0].Enumerator.End
	}
}

// named reports whether i stands in a name; names left behind are dropped.
func (s *scanner) named(i int) bool {
	for len(s.names) > 0 && s.names[0].End <= i {
		// Of names that overlap the first, and of those the longest, holds.
		end := s.names[0].End
		for len(s.names) > 0 && s.names[0].Start < end {
			s.names = s.names[1:]
		}
	}
	return len(s.names) > 0 && s.names[0].Start <= i
}

func (s *scanner) number(start, end int, v decimal.Decimal, role Role) {
	s.r.Numbers = append(s.r.Numbers, Number{doc.Span{Start: start, End: end}, v, role})
}

// name reads the numerals of a name that ends at end.
func (s *scanner) name(i, end int, role Role) {
	for i < end {
		_, cl, w := classAt(s.t, i)
		if cl == clNone || cl >= clVague {
			i += w
			continue
		}
		n := parseNumeral(s.t, i)
		if n.end == i || n.end > end {
			_, _, w := classAt(s.t, i)
			if cl != clASCII && n.end > end {
				s.number(i, i+w, decimal.NewFromInt(charValue[s.rune(i)]), role)
			}
			i += w
			continue
		}
		s.number(i, n.end, n.value(n.base), role)
		i = n.end
	}
}

func (s *scanner) rune(i int) rune {
	r, _ := charAt(s.t, i)
	return r & 0xFFFF
}

// before returns the character that ends at i, 0 at the start.
func (s *scanner) before(i int) rune {
	r, _ := charBefore(s.t, i)
	return r
}

// after returns the character at i, 0 at the end.
func (s *scanner) after(i int) rune {
	r, _ := charAt(s.t, i)
	return r
}

// back returns the start of a character at most n bytes before i, not before
// floor.
func (s *scanner) back(i, n, floor int) int {
	lo := max(floor, i-n, 0)
	for lo < i && !utf8.RuneStart(s.t[lo]) {
		lo++
	}
	return lo
}

// beforeRune returns the start of the character that ends at i.
func (s *scanner) beforeRune(i int) int {
	_, w := utf8.DecodeLastRuneInString(s.t[:i])
	return i - w
}

func (s *scanner) has(i int, word string) bool {
	return i <= len(s.t) && strings.HasPrefix(s.t[i:], word)
}

func (s *scanner) endsWith(i int, word string) bool { return strings.HasSuffix(s.t[:i], word) }

// address passes over an address of the web or the first letters of a word.
func (s *scanner) address(i int) int {
	t := s.t
	if i > 0 && isLetter(t[i-1]) {
		return i + 1
	}
	if !hasFold(t[i:], "http://") && !hasFold(t[i:], "https://") && !hasFold(t[i:], "www.") {
		return i + 1
	}
	j := i
	for j < len(t) && t[j] > ' ' && t[j] < utf8.RuneSelf {
		if t[j] < '0' || t[j] > '9' {
			j++
			continue
		}
		k := j
		for k < len(t) && t[k] >= '0' && t[k] <= '9' {
			k++
		}
		v := decimal.Zero
		if k-j <= 40 {
			v, _ = decimal.NewFromString(t[j:k])
		}
		s.number(j, k, v, RoleIdentifier)
		j = k
	}
	return j
}

func hasFold(t, word string) bool {
	return len(t) >= len(word) && strings.EqualFold(t[:len(word)], word)
}

// numeral reads what begins with a numeral at i and returns where to go on.
func (s *scanner) numeral(i int) int {
	n := parseNumeral(s.t, i)
	if s.named(i) && s.names[0].End >= n.end && !(n.str && s.has(n.end, "折")) {
		end := s.names[0].End
		switch s.names[0].Row.Column(0) {
		case "name":
			s.name(i, end, RoleName)
			return end
		case "identifier":
			s.name(i, end, RoleIdentifier)
			return end
		case "date":
			s.name(i, end, RoleDate)
			return end
		case "word":
			return end
		}
	}
	if n.end == i {
		if _, cl, _ := classAt(s.t, i); cl == clHalf {
			if j := s.half(i); j > i {
				return j
			}
		}
		_, _, w := classAt(s.t, i)
		return i + w
	}
	if i < s.listEnd {
		s.number(i, n.end, n.value(n.base), RoleListNumber)
		return max(n.end, s.listEnd)
	}
	before, next := s.before(i), s.after(n.end)
	if j := s.inlineList(&n, before, next); j > 0 {
		s.number(i, n.end, n.value(n.base), RoleListNumber)
		return j
	}
	if next == ' ' || next == '\n' {
		if j := s.split(&n); j > 0 {
			return j
		}
	}
	if before == '第' || before == '前' {
		if j := s.ordinal(&n); j > 0 {
			return j
		}
	}
	if s.dateAhead(&n) {
		if q, ok := s.date(i, &n); ok {
			s.r.Numbers = append(s.r.Numbers, s.dateNums...)
			s.r.Quantities = append(s.r.Quantities, q)
			s.noteSplit()
			return q.End
		}
	}
	if j := s.identifier(&n, before, next); j > 0 {
		return j
	}
	return s.quantity(&n)
}

// noteSplit notes whether blanks stood inside the digits of the last quantity.
func (s *scanner) noteSplit() {
	if s.d == nil { // a broken number put together
		return
	}
	q := &s.r.Quantities[len(s.r.Quantities)-1]
	raw := s.d.RawSpan(q.Span)
	if raw.Len() != q.Len() && strings.ContainsAny(s.d.RawText(q.Number), " \n\u3000\u00a0") {
		q.Split = true
	}
}
