package activity

import (
	"sort"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/honour"
	"hecha/internal/lexicon"
	"hecha/internal/quantity"
	"hecha/internal/segment"
	"hecha/internal/stance"
)

var words = lexicon.Define("activity")

// Columns of the class activity.
const (
	colType = iota
	colRole
	colClass
	colUnit
)

// reader finds the activities of one document, clause by clause.
type reader struct {
	d          *doc.Document
	t          string
	stance     *stance.Reading
	hits       cursor[lexicon.Hit]
	quantities cursor[stated]
	honours    cursor[honour.Honour]
	out        []Activity
	// carried is the verb that governs a list over the following clauses
	// (创建A64所,B1个), with its classes.
	carried string
	// open is the index in out of the activity to which figures of following
	// clauses of the sentence belong, -1 if none.
	open int
	// pending is an activity that stands without a figure until a following
	// clause gives one: 开展演讲比赛,92名选手参加.
	pending *Activity
	// dated is the date stated last in the sentence.
	dated string
}

// cursor walks a slice ordered by start along with the clauses.
type cursor[T any] struct {
	all  []T
	next int
	at   func(*T) doc.Span
}

// in returns the elements that lie in sp; calls must go forward.
func (c *cursor[T]) in(sp doc.Span) []T {
	for c.next < len(c.all) && c.at(&c.all[c.next]).Start < sp.Start {
		c.next++
	}
	i := c.next
	for c.next < len(c.all) && c.at(&c.all[c.next]).End <= sp.End {
		c.next++
	}
	return c.all[i:c.next]
}

func newReader(d *doc.Document) *reader {
	return &reader{
		d: d, t: d.Text, stance: stance.Of(d),
		hits:       cursor[lexicon.Hit]{all: words.Longest(d), at: func(h *lexicon.Hit) doc.Span { return h.Span }},
		quantities: cursor[stated]{all: statedIn(d), at: (*stated).span},
		honours:    cursor[honour.Honour]{all: honour.Of(d), at: func(h *honour.Honour) doc.Span { return h.Span }},
	}
}

func (r *reader) read() []Activity {
	if r.stance.Planning {
		return nil
	}
	for _, s := range segment.Sentences(r.d) {
		r.carried, r.open, r.dated, r.pending = "", -1, "", nil
		for _, c := range cutClauses(r.t, s) {
			r.clause(c)
		}
	}
	return r.out
}

// clause is one clause with all that stands in it.
type clause struct {
	doc.Span
	hits       []lexicon.Hit
	quantities []stated
	names      []name
	honours    []honour.Honour
}

func (r *reader) clause(sp doc.Span) {
	c := clause{Span: sp, hits: r.hits.in(sp), honours: r.honours.in(sp)}
	c.quantities = r.quantities.in(sp)
	if sp.Empty() {
		return
	}
	if r.stance.At(sp.Start) != stance.Claimed {
		r.open = -1
		return
	}
	c.names = names(r.t, sp)
	r.noteDate(c)
	before := len(r.out)
	for _, p := range cutPieces(r.t, sp, c.quantities) {
		for _, q := range cutVerbs(r.t, c.part(p)) {
			r.piece(q, before)
		}
	}
	if len(r.out) > before {
		r.open = len(r.out) - 1
	}
}

// part returns what of c lies in sp.
func (c clause) part(sp doc.Span) clause {
	p := clause{Span: sp}
	p.hits = within(c.hits, sp, func(h *lexicon.Hit) doc.Span { return h.Span })
	p.names = within(c.names, sp, func(n *name) doc.Span { return n.Span })
	p.honours = within(c.honours, sp, func(h *honour.Honour) doc.Span { return h.Span })
	p.quantities = within(c.quantities, sp, (*stated).span)
	return p
}

// within returns the elements of all, which is ordered, that lie in sp.
func within[T any](all []T, sp doc.Span, at func(*T) doc.Span) []T {
	i := sort.Search(len(all), func(i int) bool { return at(&all[i]).Start >= sp.Start })
	j := i
	for j < len(all) && at(&all[j]).End <= sp.End {
		j++
	}
	return all[i:j]
}

// piece reads one member of a clause's list.
func (r *reader) piece(p clause, before int) {
	fs := r.figures(p)
	h, ok := r.head(p, fs)
	if !ok {
		if a, ok := r.sibling(p, fs, before); ok {
			r.out = append(r.out, a)
			return
		}
		r.follow(p, fs, len(r.out) > before)
		return
	}
	if len(p.honours) > 0 && h.light.Empty() {
		return
	}
	if len(fs) == 0 {
		if as := r.named(p, h); len(as) > 0 {
			r.out = append(r.out, as...)
			return
		}
		if !r.datedHead(p, h) {
			if !h.light.Empty() && !h.plain && h.light.End <= h.word.Start {
				a := r.activity(p, h, nil)
				r.pending = &a
			}
			return
		}
	}
	a := r.activity(p, h, fs)
	if n := len(r.out); n > before && merges(&r.out[n-1], &a, h) {
		last := &r.out[n-1]
		last.End = a.End
		if !last.Participants.Valid {
			last.Participants = a.Participants
		}
		last.Quantities = append(last.Quantities, a.Quantities...)
		return
	}
	r.out, r.pending = append(r.out, a), nil
}

// sibling reads a further name of a selection: 评选“好婆婆”12名、“好媳妇”15名.
func (r *reader) sibling(p clause, fs []figure, before int) (Activity, bool) {
	last := r.open
	if len(r.out) > before {
		last = len(r.out) - 1
	}
	if last < 0 || r.out[last].Type != "selection" || r.out[last].Name == "" || len(p.names) == 0 || len(fs) == 0 {
		return Activity{}, false
	}
	n := p.names[0]
	if n.book || n.Start-p.Start > 3 || fs[0].Start < n.End || fs[0].Start-n.End > 12 || fs[0].Kind != quantity.Count {
		return Activity{}, false
	}
	return r.activity(p, head{word: n.Span, typ: "selection"}, fs), true
}

// merges tells that two members of a list make one activity: 建成分馆13个、
// 服务点46个 is one building campaign, 培训班12期、培训860人次 says how many one
// thing reached, 党课12次、研讨8次 are two things.
func merges(a, b *Activity, h head) bool {
	switch {
	case a.Type != b.Type:
		return false
	case a.Type == "facility" || a.Type == "publication":
		return h.light.Empty()
	}
	return h.light.Empty() && a.Times.Valid && !a.Participants.Valid && !b.Times.Valid && b.Participants.Valid
}

// datedHead reports whether an activity without figure or name counts because
// the sentence dates it to the month or day.
func (r *reader) datedHead(p clause, h head) bool {
	return len(r.dated) >= 4 && !h.light.Empty() && !h.plain && h.light.End <= h.word.Start && strings.Count(r.dated, "-") > 0
}
