// Package claim is one model of what a report's figures say, for all rules to
// read: every figure with its sentence, its clause, the words that lead up to
// it and follow it, its place in brackets and lists, its unit class and the
// values its printed digits allow; beside it the tables, the enumerations and
// the announced numbers of items.
package claim

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/quantity"
	"hecha/internal/segment"
)

// Claim is one figure that states how much of something there is: a count, a
// sum of money, a percentage, a multiple, a measure or a duration.
type Claim struct {
	*quantity.Quantity
	// Index is the claim's place in its sentence.
	Index int
	// Clause is the stretch between commas, colons and brackets it stands in.
	Clause doc.Span
	// Lead are the words before it, Tail those behind it, each up to the
	// nearest claim, comma, 、 or bracket.
	Lead, Tail doc.Span
	// Depth is how many brackets are open around it, Bracket the offset of the
	// innermost one (-1 outside).
	Depth, Bracket int
	// Class is the unit under which figures can be added: 名, 位 and 人 are 人.
	Class string

	text  string    // of the document
	bound *Interval // its range, once somebody asked
}

// Range returns the values the printed figure can stand for.
func (c *Claim) Range() Interval {
	if c.bound == nil {
		r := RangeOf(c.Quantity, c.text)
		c.bound = &r
	}
	return *c.bound
}

// With returns a claim of other values in the place of c.
func (c *Claim) With(q *quantity.Quantity, r Interval) *Claim {
	out := *c
	out.Quantity, out.bound = q, &r
	return &out
}

// maxClause is how far back, in bytes, the words of a clause bear on a claim.
// It bounds what rules look at when a text has no punctuation.
const maxClause = 300

// ClauseStart returns where the words of the claim's clause that bear on it
// begin.
func (c *Claim) ClauseStart(t string) int {
	at := max(c.Clause.Start, c.Start-maxClause)
	for at < c.Start && !utf8.RuneStart(t[at]) {
		at++
	}
	return at
}

// Sentence is a sentence that holds claims.
type Sentence struct {
	doc.Span
	// Number counts all sentences of the document, Line its lines.
	Number, Line int
	Claims       []Claim
}

// Sentences returns the sentences of d that hold claims, in order.
func Sentences(d *doc.Document) []Sentence { return stated.Of(d).sentences }

// statements are the sentences of a document with the claims of all of them.
type statements struct {
	sentences []Sentence
	claims    []Claim
}

var stated = doc.DefineReusing(readSentences)

func readSentences(d *doc.Document, spent statements) statements {
	qs := quantity.Of(d).Quantities
	lines := segment.Lines(d)
	// The sentences refer to the claims: these must not move.
	all, out := slices.Grow(spent.claims[:0], len(qs)), spent.sentences[:0]
	p := placer{t: d.Text, marks: [...][]int{segment.Stops(d), segment.Pauses(d), segment.Brackets(d)}}
	li := 0
	for n, sp := range segment.Sentences(d) {
		for len(qs) > 0 && qs[0].Start < sp.Start {
			qs = qs[1:]
		}
		if len(qs) == 0 {
			break
		}
		first := len(all)
		for len(qs) > 0 && qs[0].Start < sp.End {
			if q := &qs[0]; states(q) {
				all = append(all, Claim{Quantity: q, Index: len(all) - first, Class: Class(q.Unit), text: d.Text})
			}
			qs = qs[1:]
		}
		if first == len(all) {
			continue
		}
		for li+1 < len(lines) && lines[li].End <= sp.Start {
			li++
		}
		s := Sentence{Span: sp, Number: n, Line: li, Claims: all[first:len(all):len(all)]}
		p.place(sp, s.Claims)
		out = append(out, s)
	}
	return statements{out, all}
}

// states tells a quantity that is a claim.
func states(q *quantity.Quantity) bool {
	switch q.Kind {
	case quantity.Count, quantity.Money, quantity.Percent, quantity.Multiple, quantity.Measure, quantity.Duration:
		return !q.Article && !q.Masked
	}
	return false
}

// placer walks the marks of one sentence after another and sets clauses, leads,
// tails and brackets of its claims.
type placer struct {
	t            string
	marks        [3][]int // of each sort, those not yet passed
	cs           []Claim
	clause, lead int   // where they begin
	brackets     []int // that are open
	// next is the next claim, open the first whose clause and tail the first
	// whose tail has not ended.
	next, open, tail int
}

func (p *placer) endTail(at int) {
	for ; p.tail < p.next; p.tail++ {
		c := &p.cs[p.tail]
		c.Tail = doc.Span{Start: min(c.End, at), End: at}
	}
}

func (p *placer) endClause(at, next int) {
	p.endTail(at)
	for ; p.open < p.next; p.open++ {
		p.cs[p.open].Clause.End = at
	}
	p.clause, p.lead = next, next
}

// claim sets what is known where the next claim begins.
func (p *placer) claim() {
	c := &p.cs[p.next]
	p.endTail(c.Start)
	c.Clause.Start = p.clause
	c.Lead = doc.Span{Start: min(p.lead, c.Start), End: c.Start}
	c.Depth, c.Bracket = len(p.brackets), -1
	if n := len(p.brackets); n > 0 {
		c.Bracket = p.brackets[n-1]
	}
	p.next++
}

// place places the claims of a sentence.
func (p *placer) place(sp doc.Span, cs []Claim) {
	p.cs, p.clause, p.lead, p.brackets = cs, sp.Start, sp.Start, p.brackets[:0]
	p.next, p.open, p.tail = 0, 0, 0
	for k, m := range &p.marks {
		for len(m) > 0 && m[0] < sp.Start {
			m = m[1:]
		}
		p.marks[k] = m
	}
	read := sp.Start // a mark before it stands inside a claim
	for p.tail < len(cs) || p.open < len(cs) {
		at := p.nextMark(sp.End)
		for p.next < len(cs) && cs[p.next].Start <= at {
			p.claim()
			read = max(read, cs[p.next-1].End)
			p.lead = read
		}
		switch {
		case at == sp.End:
			p.endClause(at, at)
		case at >= read:
			p.mark(at)
		}
	}
}

// nextMark passes the next mark and returns where it stands, end if none stands
// before it.
func (p *placer) nextMark(end int) int {
	at, sort := end, -1
	for k, m := range &p.marks {
		if len(m) > 0 && m[0] < at {
			at, sort = m[0], k
		}
	}
	if sort >= 0 {
		p.marks[sort] = p.marks[sort][1:]
	}
	return at
}

// mark reads the mark at i.
func (p *placer) mark(i int) {
	switch p.t[i] {
	case "。"[0]: // 、 too
		if p.t[i+2] == "。"[2] {
			p.endClause(i, i+len("。"))
		} else if p.t[i+2] == "、"[2] {
			p.endTail(i)
			p.lead = i + len("、")
		}
	case "…"[0]: // quotation marks too
		if p.t[i+2] == "…"[2] {
			p.endClause(i, i+len("…"))
		}
	case ',':
		if !digitAt(p.t, i-1) || !digitAt(p.t, i+1) {
			p.endClause(i, i+1)
		}
	case ':', ';', '!', '?':
		p.endClause(i, i+1)
	case '(':
		p.endClause(i, i+1)
		p.brackets = append(p.brackets, i)
	case ')':
		p.endClause(i, i+1)
		if n := len(p.brackets); n > 0 {
			p.brackets = p.brackets[:n-1]
		}
	}
}

// Class returns the class in which figures of a unit are added or divided; a
// unit without one is its own.
func Class(unit string) string {
	switch unit {
	case "名", "位", "个人", "人口", "口人", "余人", "多人":
		return "人"
	case "场次":
		return "场"
	case "个家庭", "户家庭":
		return "户"
	case "百分点":
		return "个百分点"
	case "起", "宗":
		return "件"
	case "块", "圆":
		return "元"
	case "㎡", "平米", "平方", "m2":
		return "平方米"
	case "公里", "km":
		return "千米"
	case "kg", "公斤":
		return "千克"
	case "个小时", "学时":
		return "小时"
	case "棵":
		return "株"
	case "期次":
		return "期"
	}
	return unit
}

// loose are the units of things that writers change between at will.
const loose = "个件项条处例"

// SameClass reports whether two figures can be compared: same class, or both
// counted with general classifiers when lax.
func SameClass(a, b *Claim, lax bool) bool {
	if a.Kind == quantity.Percent != (b.Kind == quantity.Percent) || a.Kind == quantity.Money != (b.Kind == quantity.Money) {
		return false
	}
	if a.Class == b.Class {
		return true
	}
	return lax && a.Class != "" && b.Class != "" && strings.Contains(loose, a.Class) && strings.Contains(loose, b.Class)
}
