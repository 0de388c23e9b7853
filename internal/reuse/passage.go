package reuse

import (
	"bytes"
	"slices"

	"hecha/internal/reuse/align"
	"hecha/internal/reuse/token"
)

// Settings of what is shown of a pair that was found.
const (
	// A passage is shown when its own evidence is enough, or when it continues
	// another one of the pair within reach tokens on both sides.
	ownEvidence = 22
	reach       = 120
	// shortest is the least number of tokens of a passage.
	shortest = 14
	// A sentence of which less than this percent agrees at the edge of a
	// passage, and less than wholeClause tokens, is left out; one of which
	// more agrees is taken whole if at most overhang tokens are missing.
	edge, wholeClause, overhang = 50, 20, 24
	// See trim.
	weakEnd, strongRest = 65, 70
	// neighbours bounds how many matches are looked at beside one.
	neighbours = 16
	// Between two passages at most fillGap tokens apart, equal sentences of
	// shortestSentence tokens or more are added.
	fillGap, shortestSentence = 400, 8
)

// describe turns the matches of an accepted pair into what is shown.
func (c *Collection) describe(q, d int, ms []match, s *scratch) (*Pair, error) {
	pq, err := s.rebuilt(c, q)
	if err != nil {
		return nil, err
	}
	pd, err := c.page(d)
	if err != nil {
		return nil, err
	}
	ms = kept(ms)
	a, b := c.entries[q].text, c.entries[d].text
	pair := &Pair{A: q, B: d, Evidence: total(ms)}
	for i := range ms {
		m := &ms[i]
		m.Passage = s.aligner.Extend(a.Tokens, b.Tokens, int(m.seed.q), int(m.seed.d))
		m.Blocks = slices.Clone(m.Blocks)
		trim(m, pq)
		snap(m, pq, pd)
	}
	ms = slices.DeleteFunc(ms, func(m match) bool {
		return len(m.Blocks) == 0 || min(m.A1-m.A0, m.B1-m.B0) < shortest
	})
	ms = c.fill(ms, q, d, pq, pd)
	var coverA, coverB []span
	for i := range ms {
		m := &ms[i]
		coverA, coverB = append(coverA, span{m.A0, m.A1}), append(coverB, span{m.B0, m.B1})
		pair.FiguresEqual += m.equal
		pair.FiguresDiffer += m.differ
		pair.Passages = append(pair.Passages, c.passage(m, a, b, pq, pd, pair))
	}
	pair.ShareA, pair.ShareB = share(coverA, a.Len()), share(coverB, b.Len())
	pair.Kind = kind(pair)
	return pair, nil
}

// kept returns the matches worth showing, ordered by the query's side.
func kept(ms []match) []match {
	slices.SortFunc(ms, func(x, y match) int {
		if x.A0 != y.A0 {
			return x.A0 - y.A0
		}
		return x.B0 - y.B0
	})
	keep := make([]bool, len(ms))
	for i := range ms {
		keep[i] = ms[i].bits >= ownEvidence
	}
	// What continues a kept match is kept, forwards, then backwards.
	for i := range ms {
		for j := i - 1; j >= 0 && j >= i-neighbours && !keep[i]; j-- {
			keep[i] = keep[j] && continues(&ms[i], &ms[j])
		}
	}
	for i := len(ms) - 1; i >= 0; i-- {
		for j := i + 1; j < len(ms) && j <= i+neighbours && !keep[i]; j++ {
			keep[i] = keep[j] && continues(&ms[j], &ms[i])
		}
	}
	// Of matches over the same text on both sides the better one stays.
	for i := range ms {
		for j := i + 1; j < len(ms) && j <= i+neighbours && ms[j].A0 < ms[i].A1; j++ {
			x, y := &ms[i], &ms[j]
			switch {
			case !keep[i] || !keep[j]:
			case x.bits >= y.bits && overlap(y.A0, y.A1, x.A0, x.A1) && overlap(y.B0, y.B1, x.B0, x.B1):
				keep[j] = false
			case x.bits < y.bits && overlap(x.A0, x.A1, y.A0, y.A1) && overlap(x.B0, x.B1, y.B0, y.B1):
				keep[i] = false
			}
		}
	}
	out := ms[:0]
	for i := range ms {
		if keep[i] {
			out = append(out, ms[i])
		}
	}
	return out
}

// overlap reports whether [a0, a1) shares half its length with [b0, b1).
func overlap(a0, a1, b0, b1 int) bool { return 2*(min(a1, b1)-max(a0, b0)) > a1-a0 }

// continues reports whether x follows y in both texts, near enough.
func continues(x, y *match) bool {
	da, db := x.A0-y.A1, x.B0-y.B1
	return da >= -shortest && db >= -shortest && da <= reach && db <= reach
}

// fill adds the sentences that stand between two passages of the same order in
// both texts: sentences too short or too common to be found on their own.
func (c *Collection) fill(ms []match, q, d int, pq, pd *page) []match {
	a, b := c.entries[q].text.Tokens, c.entries[d].text.Tokens
	out := make([]match, 0, len(ms))
	for i, m := range ms {
		if n := len(out); i > 0 && n > 0 {
			last := &out[n-1]
			if ga, gb := m.A0-last.A1, m.B0-last.B1; ga >= shortestSentence && gb >= shortestSentence && max(ga, gb) <= fillGap {
				j := last.B1
				for i := last.A1; i < m.A0; {
					_, next := pq.sentence(i)
					n := min(next, m.A0) - i
					if pq.opens(i) && n >= shortestSentence {
						if k, ok := find(pd, a[2*i:2*(i+n)], b, j, m.B0); ok {
							out = append(out, match{Passage: align.Passage{A0: i, A1: i + n, B0: k, B1: k + n, Agree: n, Blocks: []align.Block{{A: i, B: k, Len: n}}}})
							j = k + n
						}
					}
					i += max(n, 1)
				}
			}
		}
		out = append(out, m)
	}
	return join(out)
}

// find returns where the sentence stands in tokens lo to hi of b.
func find(p *page, sentence, b []byte, lo, hi int) (int, bool) {
	for k := lo; k < hi; {
		_, next := p.sentence(k)
		if p.opens(k) && bytes.Equal(b[2*k:2*min(next, hi)], sentence) {
			return k, true
		}
		k = max(next, k+1)
	}
	return 0, false
}

// join makes one passage of those with nothing between them on either side.
func join(ms []match) []match {
	out := ms[:0]
	for _, m := range ms {
		if n := len(out); n > 0 && out[n-1].A1 == m.A0 && out[n-1].B1 == m.B0 {
			l := &out[n-1]
			l.A1, l.B1 = m.A1, m.B1
			l.Blocks = append(l.Blocks, m.Blocks...)
			l.Agree, l.bits, l.equal, l.differ = l.Agree+m.Agree, l.bits+m.bits, l.equal+m.equal, l.differ+m.differ
			continue
		}
		out = append(out, m)
	}
	return out
}

// trim drops sentences at the ends of a passage that agree much less than the
// whole does: what two texts of one pattern have in common beside a copy.
func trim(m *match, pq *page) {
	for len(m.Blocks) > 0 {
		_, next := pq.sentence(m.A0)
		if next >= m.A1 || !m.weak(m.A0, next) {
			break
		}
		m.cutLeft(next)
	}
	for len(m.Blocks) > 0 {
		first, _ := pq.sentence(m.A1 - 1)
		if first <= m.A0 || !m.weak(first, m.A1) {
			break
		}
		m.cutRight(first)
	}
}

// weak reports whether tokens lo to hi of A agree by less than weakEnd percent
// while the rest of the passage agrees by strongRest percent or more.
func (m *match) weak(lo, hi int) bool {
	in, all := 0, 0
	for _, k := range m.Blocks {
		in += max(0, min(hi, k.A+k.Len)-max(lo, k.A))
		all += k.Len
	}
	return in*100 < weakEnd*(hi-lo) && (all-in)*100 >= strongRest*(m.A1-m.A0-hi+lo)
}

// snap moves the ends of a passage to sentence ends where these are near.
func snap(m *match, pq, pd *page) {
	if m.A0 >= m.A1 {
		return
	}
	lq, rq := pq.sentence(m.A0)
	ld, rd := pd.sentence(m.B0)
	oq, od := m.A0-lq, m.B0-ld
	if oq+od > 0 {
		iq, id := min(rq, m.A1)-m.A0, min(rd, m.B1)-m.B0
		most := iq*100 >= edge*(rq-lq) && id*100 >= edge*(rd-ld)
		switch {
		case most && oq <= overhang && od <= overhang:
			m.A0, m.B0 = lq, ld
		case !most && max(iq, id) < wholeClause:
			m.cutLeft(min(rq, m.A1))
		}
	}
	if m.A0 >= m.A1 || len(m.Blocks) == 0 {
		m.Blocks = nil
		return
	}
	lq, rq = pq.sentence(m.A1 - 1)
	ld, rd = pd.sentence(m.B1 - 1)
	oq, od = rq-m.A1, rd-m.B1
	if oq+od > 0 {
		iq, id := m.A1-max(lq, m.A0), m.B1-max(ld, m.B0)
		most := iq*100 >= edge*(rq-lq) && id*100 >= edge*(rd-ld)
		switch {
		case most && oq <= overhang && od <= overhang:
			m.A1, m.B1 = rq, rd
		case !most && max(iq, id) < wholeClause:
			m.cutRight(max(lq, m.A0))
		}
	}
}

// cutLeft drops what comes before token i of A.
func (m *match) cutLeft(i int) {
	for len(m.Blocks) > 0 && m.Blocks[0].A+m.Blocks[0].Len <= i {
		m.Blocks = m.Blocks[1:]
	}
	if len(m.Blocks) == 0 {
		m.A0, m.B0 = m.A1, m.B1
		return
	}
	k := &m.Blocks[0]
	if n := i - k.A; n > 0 {
		k.A, k.B, k.Len = k.A+n, k.B+n, k.Len-n
	}
	m.A0, m.B0 = k.A, k.B
}

// cutRight drops what comes behind token i of A.
func (m *match) cutRight(i int) {
	for len(m.Blocks) > 0 && m.Blocks[len(m.Blocks)-1].A >= i {
		m.Blocks = m.Blocks[:len(m.Blocks)-1]
	}
	if len(m.Blocks) == 0 {
		m.A1, m.B1 = m.A0, m.B0
		return
	}
	k := &m.Blocks[len(m.Blocks)-1]
	k.Len = min(k.Len, i-k.A)
	m.A1, m.B1 = k.A+k.Len, k.B+k.Len
}

// passage renders a match.
func (c *Collection) passage(m *match, a, b token.Text, pq, pd *page, pair *Pair) Passage {
	p := Passage{A: pq.span(m.A0, m.A1), B: pd.span(m.B0, m.B1)}
	equal := 0
	i, j := m.A0, m.B0
	differ := func(a1, b1 int, kind DifferenceKind) {
		p.Differences = append(p.Differences, Difference{A: pq.inner(i, a1), B: pd.inner(j, b1), Kind: kind})
	}
	for _, k := range append(m.Blocks, align.Block{A: m.A1, B: m.B1}) {
		if k.A > i || k.B > j {
			differ(k.A, k.B, TextDiffers)
		}
		i, j = k.A, k.B
		for n := 0; n < k.Len; {
			x, y := a.At(k.A+n), b.At(k.B+n)
			if x == y && (x != token.Number || pq.same(k.A+n, pd, k.B+n)) {
				n++
				equal++
				continue
			}
			i, j = k.A+n, k.B+n
			if x == y {
				differ(i+1, j+1, FigureDiffers)
				n++
				continue
			}
			w := n + 1
			for w < k.Len && a.At(k.A+w) != b.At(k.B+w) {
				w++
			}
			differ(k.A+w, k.B+w, SpunWord)
			pair.Spun++
			n = w
		}
		i, j = k.A+k.Len, k.B+k.Len
	}
	p.Agreement = float64(equal) / float64(max(m.A1-m.A0, m.B1-m.B0))
	return p
}

// same reports whether token i of p and token j of o read the same, apart from
// full and half width.
func (p *page) same(i int, o *page, j int) bool {
	x, y := p.text[p.places[i].Start:p.places[i].End], o.text[o.places[j].Start:o.places[j].End]
	return x == y || token.Value(x) == token.Value(y)
}

// span is a half-open range of tokens.
type span struct{ lo, hi int }

// share returns the share of n tokens that spans cover.
func share(spans []span, n int) float64 {
	slices.SortFunc(spans, func(x, y span) int { return x.lo - y.lo })
	sum, until := 0, 0
	for _, s := range spans {
		sum += max(0, s.hi-max(s.lo, until))
		until = max(until, s.hi)
	}
	return float64(sum) / float64(max(1, n))
}

// kind classifies a pair by its shares and figures.
func kind(p *Pair) Kind {
	if max(p.ShareA, p.ShareB) < 0.5 {
		return Lift
	}
	if p.FiguresDiffer >= 5 && p.FiguresDiffer > p.FiguresEqual && min(p.ShareA, p.ShareB) >= 0.5 {
		return Form
	}
	return Copy
}
