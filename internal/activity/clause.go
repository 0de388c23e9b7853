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

// cutter cuts sentences behind commas, colons and semicolons, but not inside
// quotes, book titles and brackets.
type cutter struct {
	t string
	// stops and brackets are those of segment from the next one on.
	stops, brackets []int
	// at is where the next clause begins, end where the sentence ends; done tells
	// that there is no next clause.
	at, end int
	done    bool
}

// begin turns to a sentence; calls must go forward.
func (c *cutter) begin(s doc.Span) {
	c.at, c.end, c.done = s.Start, s.End, false
	c.pass(s.Start)
}

// pass leaves the marks before at behind.
func (c *cutter) pass(at int) {
	for len(c.stops) > 0 && c.stops[0] < at {
		c.stops = c.stops[1:]
	}
	for len(c.brackets) > 0 && c.brackets[0] < at {
		c.brackets = c.brackets[1:]
	}
}

// next returns the next clause of the sentence, which may be empty, and appends
// the names in it to names; false when there is no more.
func (c *cutter) next(names []name) (doc.Span, []name, bool) {
	if c.done {
		return doc.Span{}, names, false
	}
	t, start, first := c.t, c.at, len(names)
	nested := false // names may stand in brackets
	for {
		stop := c.end
		if len(c.stops) > 0 {
			stop = min(stop, c.stops[0])
		}
		if len(c.brackets) > 0 && c.brackets[0] < stop {
			i := c.brackets[0]
			c.brackets = c.brackets[1:]
			if opens(t, i) {
				if close := enclosed(t, i, c.end); close > 0 {
					if t[i] == '(' {
						nested = nested || strings.Contains(t[i:close], "“") || strings.Contains(t[i:close], "《")
					} else if close > i+2*len("“") {
						names = append(names, name{doc.Span{Start: i, End: close}, markOf(t[i])})
					}
					c.pass(close)
				}
			}
			continue
		}
		if stop < c.end {
			c.stops = c.stops[1:]
			if !cuts(t, stop, c.end) {
				continue
			}
			c.at = stop + width(t[stop])
		} else {
			c.done = true
		}
		sp := doc.Span{Start: start, End: stop}
		if nested {
			names = appendNames(names[:first], t, sp)
		}
		return sp, names, true
	}
}

// cuts reports whether the stop at i cuts a clause: no dots, no comma between
// digits.
func cuts(t string, i, limit int) bool {
	if t[i] == ',' {
		return !(i+1 < limit && digit(t[i+1]) && i > 0 && digit(t[i-1]))
	}
	return t[i] != "…"[0]
}

// opens reports whether the bracket at i opens a quotation, a book title or a
// bracket.
func opens(t string, i int) bool {
	switch t[i] {
	case '(':
		return true
	case "“"[0], "《"[0]:
		return strings.HasPrefix(t[i:], "“") || strings.HasPrefix(t[i:], "《")
	}
	return false
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
