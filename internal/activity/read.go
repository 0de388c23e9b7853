package activity

import (
	"slices"
	"strings"
	"sync"

	"hecha/internal/doc"
	"hecha/internal/honour"
	"hecha/internal/lexicon"
	"hecha/internal/quantity"
	"hecha/internal/segment"
	"hecha/internal/stance"
)

// reader finds the activities of one document, clause by clause.
type reader struct {
	d       *doc.Document
	t       string
	stances []stance.Passage
	cut     cutter
	*vocabulary
	words   cursor[sense]
	figs    cursor[amount]
	honours cursor[struct{}]
	ands    cursor[struct{}]
	out     []Activity
	numbers []int // room for the Quantities of out
	// carried are the classes of the verb that governs a list over the following
	// clauses (创建A64所,B1个).
	carried classes
	// open is the index in out of the activity to which figures of following
	// clauses of the sentence belong, -1 if none.
	open int
	// pending is, while waiting, what makes an activity that stands without a
	// figure until a following clause gives one: 开展演讲比赛,92名选手参加.
	pending struct {
		clause
		head
		dated string
	}
	waiting bool
	// dated is the date stated last in the sentence.
	dated string

	names  []name              // of the sentence
	rates  []lexicon.Hit       // from the piece on
	masked []quantity.Quantity // the figures whose value is missing
	// What one piece needs.
	told   []amount
	inside []*word
	// themes are words of a piece that tell the type where no head does; before
	// is the head of a phrase in it that a later verb ended.
	themes []*word
	before head
}

// readers keeps the room of readers that are done.
var readers = sync.Pool{New: func() any { return new(reader) }}

// found are activities and the room for their Quantities.
type found struct {
	activities []Activity
	numbers    []int
}

// read returns the activities of d, in the room of spent.
func read(d *doc.Document, spent found) found {
	clear(spent.activities)
	spent.activities = spent.activities[:0]
	reading := stance.Of(d)
	if reading.Planning {
		return spent
	}
	r := readers.Get().(*reader)
	r.out, r.numbers = spent.activities, spent.numbers[:0]
	r.start(d, reading.Passages)
	for _, s := range segment.Sentences(d) {
		r.sentence(s)
	}
	spent = found{r.out, r.numbers}
	r.release()
	return spent
}

// start makes the reader ready for d.
func (r *reader) start(d *doc.Document, passages []stance.Passage) {
	r.d, r.t, r.stances = d, d.Text, passages
	r.cut = cutter{t: d.Text, stops: segment.Stops(d), brackets: segment.Brackets(d)}
	r.vocabulary = vocabularyOf()
	senses, end := r.senses, 0
	hits := dictionary.In(d)
	words := slices.Grow(r.words.all, len(hits))
	for i := range hits {
		if h := &hits[i]; h.Start >= end {
			words = append(words, word{h.Span, senses[h.Row.Number]})
			end = h.End
		}
	}
	r.words.all = words
	r.readFigures(d)
	for i, hs := 0, honour.Of(d); i < len(hs); i++ {
		r.honours.all = append(r.honours.all, placed[struct{}]{Span: hs[i].Span})
	}
	for i, hs := 0, conjunctions.In(d); i < len(hs); i++ {
		r.ands.all = append(r.ands.all, placed[struct{}]{Span: hs[i].Span})
	}
	r.rates = rates.In(d)
	r.numbers = slices.Grow(r.numbers, len(r.figs.all))
}

// release gives the reader's room back and lets go of the document.
func (r *reader) release() {
	clear(r.figs.all)
	clear(r.masked)
	clear(r.told[:cap(r.told)])
	*r = reader{
		words: cursor[sense]{all: r.words.all[:0]}, figs: cursor[amount]{all: r.figs.all[:0]},
		honours: cursor[struct{}]{all: r.honours.all[:0]}, ands: cursor[struct{}]{all: r.ands.all[:0]},
		names: r.names[:0], masked: r.masked[:0], told: r.told[:0], themes: r.themes[:0], inside: r.inside[:0],
	}
	readers.Put(r)
}

// sentence reads a sentence, if one of the words stands in it.
func (r *reader) sentence(s doc.Span) {
	if !r.speaks(s) {
		return
	}
	r.carried, r.open, r.dated, r.waiting = 0, -1, "", false
	r.names = r.names[:0]
	r.cut.begin(s)
	for {
		first := len(r.names)
		sp, names, ok := r.cut.next(r.names)
		if !ok {
			return
		}
		r.names = names
		if !sp.Empty() {
			r.clause(sp, names[first:])
		}
	}
}

// speaks reports whether a word that takes part begins in a sentence.
func (r *reader) speaks(s doc.Span) bool {
	w := &r.words
	for w.next < len(w.all) && w.all[w.next].Start < s.Start {
		w.next++
	}
	for i := w.next; i < len(w.all) && w.all[i].Start < s.End; i++ {
		if w.all[i].is.role != none {
			return true
		}
	}
	return false
}

// claimed reports whether what stands at at is claimed; calls must go forward.
func (r *reader) claimed(at int) bool {
	for len(r.stances) > 0 && r.stances[0].End <= at {
		r.stances = r.stances[1:]
	}
	return len(r.stances) == 0 || r.stances[0].Start > at || r.stances[0].Stance == stance.Claimed
}

func (r *reader) clause(sp doc.Span, names []name) {
	if !r.claimed(sp.Start) {
		r.open = -1
		return
	}
	words, figures := r.words.in(sp), r.figs.in(sp)
	if len(figures) > 0 {
		r.noteDate(figures, names)
	}
	if len(words) == 0 {
		// Without words there is a figure of an earlier activity, or a title
		// that a verb carried over governs.
		followed := len(figures) > 0 && (r.open >= 0 || r.waiting)
		if !followed && (r.carried == 0 || len(figures) == 0 && len(names) == 0) {
			return
		}
	}
	c := clause{sp, words, figures, names, r.honours.in(sp)}
	before := len(r.out)
	r.pieces(&c, r.ands.in(sp), before)
	if len(r.out) > before {
		r.open = len(r.out) - 1
	}
}

// piece reads one member of a clause's list.
func (r *reader) piece(p *clause, before int) {
	fs := r.figures(p)
	h, ok := r.head(p, fs)
	if !ok {
		if !r.sibling(p, fs, before) {
			r.follow(p, fs, len(r.out) > before)
		}
		return
	}
	if len(p.honours) > 0 && h.light.Empty() {
		return
	}
	if len(fs) == 0 {
		if r.named(p, &h) {
			return
		}
		if !r.datedHead(&h) {
			if !h.light.Empty() && !h.plain && h.light.End <= h.word.Start {
				r.pending.clause, r.pending.head, r.pending.dated, r.waiting = *p, h, r.dated, true
			}
			return
		}
	}
	a := r.activity(p, &h, fs)
	if n := len(r.out); n > before && merges(&r.out[n-1], &a, &h) {
		last := &r.out[n-1]
		last.End = a.End
		if !last.Participants.Valid {
			last.Participants = a.Participants
		}
		last.Quantities = append(last.Quantities, a.Quantities...)
		return
	}
	r.out, r.waiting = append(r.out, a), false
}

// sibling adds a further name of a selection: 评选“好婆婆”12名、“好媳妇”15名. It
// returns false if p is none.
func (r *reader) sibling(p *clause, fs []amount, before int) bool {
	last := r.open
	if len(r.out) > before {
		last = len(r.out) - 1
	}
	if last < 0 || r.out[last].Type != r.types[selection] || r.out[last].Name == "" || len(p.names) == 0 || len(fs) == 0 {
		return false
	}
	n := &p.names[0]
	if n.is == titled || n.Start-p.Start > 3 || fs[0].Start < n.End || fs[0].Start-n.End > 12 || fs[0].Kind != quantity.Count {
		return false
	}
	r.out = append(r.out, r.activity(p, &head{word: n.Span, typ: selection}, fs))
	return true
}

// merges tells that two members of a list make one activity: 建成分馆13个、
// 服务点46个 is one building campaign, 培训班12期、培训860人次 says how many one
// thing reached, 党课12次、研讨8次 are two things.
func merges(a, b *Activity, h *head) bool {
	switch {
	case a.Type != b.Type:
		return false
	case h.typ == facility || h.typ == publication:
		return h.light.Empty()
	}
	return h.light.Empty() && a.Times.Valid && !a.Participants.Valid && !b.Times.Valid && b.Participants.Valid
}

// datedHead reports whether an activity without figure or name counts because
// the sentence dates it to the month or day.
func (r *reader) datedHead(h *head) bool {
	return len(r.dated) >= 4 && !h.light.Empty() && !h.plain && h.light.End <= h.word.Start && strings.Contains(r.dated, "-")
}
