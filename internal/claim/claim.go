// Package claim is one model of what a report's figures say, for all rules to
// read: every figure with its sentence, its clause, the words that lead up to
// it and follow it, its place in brackets and lists, its unit class and the
// values its printed digits allow; beside it the tables, the enumerations and
// the announced numbers of items.
package claim

import (
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
	// Low and High bound what the printed figure can stand for.
	Range Interval
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
func Sentences(d *doc.Document) []Sentence { return sentences.Of(d) }

var sentences = doc.Define(func(d *doc.Document) []Sentence {
	qs := quantity.Of(d).Quantities
	lines := segment.Lines(d)
	li := 0
	var out []Sentence
	for n, sp := range segment.Sentences(d) {
		for li+1 < len(lines) && lines[li].End <= sp.Start {
			li++
		}
		for len(qs) > 0 && qs[0].Start < sp.Start {
			qs = qs[1:]
		}
		k := 0
		for k < len(qs) && qs[k].Start < sp.End {
			k++
		}
		s := Sentence{Span: sp, Number: n, Line: li, Claims: claimsIn(d.Text, sp, qs[:k])}
		qs = qs[k:]
		if len(s.Claims) > 0 {
			out = append(out, s)
		}
	}
	return out
})

// claimsIn places the quantities of one sentence.
func claimsIn(t string, sp doc.Span, qs []quantity.Quantity) []Claim {
	var out []Claim
	for i := range qs {
		q := &qs[i]
		switch q.Kind {
		case quantity.Count, quantity.Money, quantity.Percent, quantity.Multiple, quantity.Measure, quantity.Duration:
			if !q.Article && !q.Masked {
				out = append(out, Claim{Quantity: q, Class: Class(q.Unit), Range: RangeOf(q, t), Bracket: -1})
			}
		}
	}
	if len(out) == 0 {
		return nil
	}
	place(t, sp, out)
	for i := range out {
		out[i].Index = i
	}
	return out
}

// place walks the marks of a sentence once and sets clauses, leads, tails and
// brackets.
func place(t string, sp doc.Span, cs []Claim) {
	clause, lead := sp.Start, sp.Start
	var brackets []int
	k := 0    // next claim
	open := 0 // first claim whose clause has not ended
	tail := 0 // first claim whose tail has not ended
	endTail := func(at int) {
		for ; tail < k; tail++ {
			cs[tail].Tail = doc.Span{Start: min(cs[tail].End, at), End: at}
		}
	}
	endClause := func(at, next int) {
		endTail(at)
		for ; open < k; open++ {
			cs[open].Clause.End = at
		}
		clause, lead = next, next
	}
	for i := sp.Start; i < sp.End; {
		if k < len(cs) && i >= cs[k].Start {
			c := &cs[k]
			endTail(c.Start)
			c.Clause.Start = clause
			c.Lead = doc.Span{Start: min(lead, c.Start), End: c.Start}
			c.Depth = len(brackets)
			c.Bracket = -1
			if len(brackets) > 0 {
				c.Bracket = brackets[len(brackets)-1]
			}
			k++
			i = max(i, c.End)
			lead = i
			continue
		}
		r, w := utf8.DecodeRuneInString(t[i:])
		switch r {
		case ',', ':', ';', '。', '!', '?', '…', '\n':
			if r != ',' || !digitAt(t, i-1) || !digitAt(t, i+1) {
				endClause(i, i+w)
			}
		case '、':
			endTail(i)
			lead = i + w
		case '(':
			endClause(i, i+w)
			brackets = append(brackets, i)
		case ')':
			endClause(i, i+w)
			if len(brackets) > 0 {
				brackets = brackets[:len(brackets)-1]
			}
		}
		i += w
	}
	endClause(sp.End, sp.End)
}

// classes maps units to the class in which figures are added or divided.
var classes = map[string]string{
	"名": "人", "位": "人", "个人": "人", "人口": "人", "口人": "人",
	"场次": "场", "个家庭": "户", "户家庭": "户", "百分点": "个百分点",
	"起": "件", "宗": "件", "块": "元", "圆": "元", "㎡": "平方米", "平米": "平方米", "平方": "平方米", "m2": "平方米",
	"公里": "千米", "km": "千米", "kg": "千克", "公斤": "千克", "个小时": "小时", "学时": "小时", "棵": "株",
	"余人": "人", "多人": "人", "期次": "期",
}

// Class returns the class of a unit; a unit without one is its own.
func Class(unit string) string {
	if c, ok := classes[unit]; ok {
		return c
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
