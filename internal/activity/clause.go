package activity

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
	"hecha/internal/quantity"
)

// maxName bounds a quoted name, in bytes: a mark that is not closed within it
// is read as an ordinary character.
const maxName = 420

// cutter cuts a sentence behind commas, colons and semicolons, but not inside
// quotes, book titles and brackets.
type cutter struct {
	t       string
	at, end int
	done    bool
}

// Marks that matter to a cutter.
type cutMark uint8

const (
	noMark cutMark = iota
	stop
	opening
)

// marksOf are the marks of one byte.
var marksOf = [256]cutMark{',': stop, ';': stop, ':': stop, '!': stop, '?': stop, '(': opening}

// markAt returns which mark the character at i is, which is no Chinese one, and
// its length.
func markAt(t string, i int) (cutMark, int) {
	b := t[i]
	if b < utf8.RuneSelf {
		return marksOf[b], 1
	}
	if i+2 < len(t) && t[i+1] == '\x80' {
		switch {
		case b == '\xE3' && t[i+2] == '\x82': // 。
			return stop, 3
		case b == '\xE3' && t[i+2] == '\x8A', b == '\xE2' && t[i+2] == '\x9C': // 《 “
			return opening, 3
		}
	}
	return noMark, width(b)
}

// width returns the length of a character by its first byte.
func width(b byte) int {
	switch {
	case b < 0xC0:
		return 1
	case b < 0xE0:
		return 2
	case b < 0xF0:
		return 3
	}
	return 4
}

// next returns the next clause, which may be empty, and appends the names in it
// to names; false when there is no more.
func (c *cutter) next(names []name) (doc.Span, []name, bool) {
	if c.done {
		return doc.Span{}, names, false
	}
	t, end := c.t, c.end
	start, first := c.at, len(names)
	nested := false // names may stand in brackets
	for i := start; i < end; {
		if t[i]-0xE4 <= 0xE9-0xE4 { // nearly every character: Chinese ones
			i += 3
			continue
		}
		m, n := markAt(t, i)
		switch {
		case m == noMark:
			i += n
		case m == opening:
			close := enclosed(t, i, end)
			switch {
			case close == 0:
				i += n
				continue
			case n == 1:
				nested = nested || strings.Contains(t[i:close], "“") || strings.Contains(t[i:close], "《")
			case close > i+2*len("“"):
				names = append(names, name{doc.Span{Start: i, End: close}, markOf(t[i])})
			}
			i = close
		case t[i] == ',' && i+1 < end && digit(t[i+1]) && i >= 1 && digit(t[i-1]):
			i += n
		default:
			i += n
			c.at = i
			sp := doc.Span{Start: start, End: i - n}
			if nested {
				names = appendNames(names[:first], t, sp)
			}
			return sp, names, true
		}
	}
	c.done = true
	sp := doc.Span{Start: start, End: end}
	if nested {
		names = appendNames(names[:first], t, sp)
	}
	return sp, names, true
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// enclosed returns the end of the quotation, book title or bracket that opens
// at i, 0 if it is not closed soon.
func enclosed(t string, i, limit int) int {
	var closing string
	switch t[i] {
	case '(':
		closing = ")"
	case "“"[0]:
		closing = "”"
	case "《"[0]:
		closing = "》"
	}
	k := strings.Index(t[i:min(limit, i+maxName)], closing)
	if k < 0 {
		return 0
	}
	return i + k + len(closing)
}

// clause is a clause, or a member of its list, with all that stands in it.
type clause struct {
	doc.Span
	words   []word
	figures []figure
	names   []name
	honours []placed[struct{}]
}

// part returns what of c lies in sp.
func (c *clause) part(sp doc.Span) clause {
	return clause{sp, within(c.words, sp), within(c.figures, sp), within(c.names, sp), within(c.honours, sp)}
}

// conjunctions may join a second predicate to a clause.
var conjunctions = lexicon.DefineWords("activity.conjunction", "并")

// pieces reads the members of a clause, which is cut at 并 and where a new
// member of a list begins behind a figure: 党课12次|、专题研讨8次|并开展….
func (r *reader) pieces(c *clause, ands []placed[struct{}], before int) {
	start, figures := c.Start, c.figures
	for i := range ands {
		at := ands[i].Start
		if at == start || !joins(r.t[start:at], r.t[ands[i].End:c.End]) {
			continue
		}
		r.members(c, doc.Span{Start: start, End: at}, figures, before)
		start = at
		for len(figures) > 0 && figures[0].Start < at {
			figures = figures[1:]
		}
	}
	r.members(c, doc.Span{Start: start, End: c.End}, figures, before)
}

// joins reports whether 并 between two stretches joins predicates.
func joins(before, behind string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(behind)
	return !strings.ContainsRune("合一兼归吞", last) && !strings.ContainsRune("列行举重进存轨购网且非", first)
}

// separators may stand behind the figure of a list's member.
var separators = lexicon.NewList("、", "以及", "及", "和", "与", " ")

// members reads the members of the list in sp, which end in figures.
func (r *reader) members(c *clause, sp doc.Span, figures []figure, before int) {
	start := sp.Start
	for i := range figures {
		q := figures[i].is.Quantity
		if q.Kind == quantity.Date || q.Kind == quantity.Ordinal {
			continue
		}
		end := q.End
		if end > sp.End {
			break
		}
		if end < sp.End && r.t[end] == '(' {
			if e := enclosed(r.t, end, sp.End); e > 0 {
				end = e
			}
		}
		if w := separators.Opens(r.t[end:sp.End]); w >= 0 {
			r.member(c, doc.Span{Start: start, End: end}, before)
			start = end + len(separators.Word(w))
		}
	}
	r.member(c, doc.Span{Start: start, End: sp.End}, before)
}

// member reads a member of a list, cut at a 、 before a verb: 购买书籍|、举办沙龙;
// before a doing only when a name stands in front: 开展“看片思廉”|、参观展览.
func (r *reader) member(c *clause, sp doc.Span, before int) {
	const comma = "、"
	p := c
	if sp != c.Span {
		part := c.part(sp)
		p = &part
	}
	start := sp.Start
	for i := range p.words {
		x := &p.words[i]
		if x.Start-len(comma) < start || r.t[x.Start-len(comma):x.Start] != comma || !x.is.role.doing() || x.Len() <= len(comma) || inName(p.names, x.Span) {
			continue
		}
		if x.is.role == act && !(len(p.names) > 0 && p.names[0].is == quoted && p.names[0].Start >= start && p.names[0].End < x.Start) {
			continue
		}
		q := p.part(doc.Span{Start: start, End: x.Start - len(comma)})
		r.piece(&q, before)
		start = x.Start
	}
	if start == sp.Start {
		r.piece(p, before)
		return
	}
	q := p.part(doc.Span{Start: start, End: sp.End})
	r.piece(&q, before)
}
