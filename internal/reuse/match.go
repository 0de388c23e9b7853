package reuse

import (
	"math"

	"hecha/internal/reuse/align"
	"hecha/internal/reuse/fingerprint"
	"hecha/internal/reuse/posting"
	"hecha/internal/reuse/token"
)

// Settings of the match.
const (
	// A pair is looked at when two of its seeds lie within near tokens of each
	// other and on diagonals at most skew apart.
	near = 200
	skew = 24
	// A report most of whose fingerprints are over the cut is a form that very
	// many filled in: familyShare of 10.
	familyShare = 7
)

// seed is a place where two reports share a fingerprint: token offsets.
type seed struct{ q, d int32 }

// scratch holds the buffers of one worker.
type scratch struct {
	aligner align.Aligner
	tokens  []uint16
	prints  []fingerprint.Print
	runs    [][]posting.Posting
	grams   []uint64
	count   []uint16 // hits an entry, 0 between queries
	touched []int32  // entries with hits
	hits    []hit
	seeds   []seed // grouped by entry
	offset  []int32
	// counts[i] is in how many reports the gram at token i of the query occurs.
	counts             []uint16
	numbersUpTo        []int32
	figuresQ, figuresD []token.Figure
	figuresOf          int  // query of figuresQ
	family             bool // the query is one of a large family
	found              []match
	page               *page // of entry pageOf
	pageOf             int
}

type hit struct {
	entry int32
	seed
}

func (c *Collection) newScratch() *scratch {
	return &scratch{
		aligner: align.Aligner{Words: c.words},
		count:   make([]uint16, len(c.entries)),
		offset:  make([]int32, len(c.entries)),
		pageOf:  -1,
	}
}

// rebuilt returns the page of the query, rebuilt once.
func (s *scratch) rebuilt(c *Collection, q int) (*page, error) {
	if s.pageOf != q {
		p, err := c.page(q)
		if err != nil {
			return nil, err
		}
		s.page, s.pageOf = p, q
	}
	return s.page, nil
}

// wanted reports whether the pair is to be looked for when q is the query, so
// that every pair is looked for once.
func (c *Collection) wanted(q, d int) bool { return d < q || d > q && !c.entries[d].asked }

// seedsOf collects the seeds of query q, grouped by entry; s.touched lists the
// entries that have at least two.
func (c *Collection) seedsOf(q int, s *scratch) {
	prints := c.entries[q].prints
	if prints == nil { // a report of the index file
		s.tokens = c.folded(s.tokens, c.entries[q].text)
		s.prints = fingerprint.Winnow(s.prints[:0], s.tokens)
		prints = s.prints
	}
	s.hits, s.touched = s.hits[:0], s.touched[:0]
	over := 0
	limit := c.cut
	s.family = false
	for range 2 {
		for _, p := range prints {
			s.runs = s.runs[:0]
			n := 0
			for _, ix := range c.indexes {
				run := ix.Lookup(p.Hash())
				n += len(run)
				s.runs = append(s.runs, run)
			}
			if n > c.cut {
				over++
				if limit == c.cut {
					continue
				}
				n = limit
			}
			for _, run := range s.runs {
				run = run[:min(n, len(run))]
				n -= len(run)
				c.hit(q, p, run, s)
			}
		}
		if limit < c.cut || over*10 < len(prints)*familyShare {
			break
		}
		limit, s.family = c.cut/4, true
		for _, d := range s.touched {
			s.count[d] = 0
		}
		s.hits, s.touched = s.hits[:0], s.touched[:0]
	}
	kept, total := s.touched[:0], int32(0)
	for _, d := range s.touched {
		if s.count[d] >= 2 {
			kept = append(kept, d)
			s.offset[d] = total
			total += int32(s.count[d])
		} else {
			s.count[d] = 0
		}
	}
	s.touched = kept
	if int(total) > cap(s.seeds) {
		s.seeds = make([]seed, total, 2*total)
	}
	s.seeds = s.seeds[:total]
	for _, h := range s.hits {
		if s.count[h.entry] > 0 {
			s.seeds[s.offset[h.entry]] = h.seed
			s.offset[h.entry]++
		}
	}
}

// hit notes the postings of fingerprint p of query q.
func (c *Collection) hit(q int, p fingerprint.Print, run []posting.Posting, s *scratch) {
	for _, a := range run {
		at := posting.Address(a)
		if at >= c.end {
			continue // a damaged file
		}
		d := c.entryAt(at)
		if !c.wanted(q, d) || s.count[d] == math.MaxUint16 {
			continue
		}
		if s.count[d] == 0 {
			s.touched = append(s.touched, int32(d))
		}
		s.count[d]++
		s.hits = append(s.hits, hit{int32(d), seed{int32(p.Pos()), int32(at - c.starts[d])}})
	}
}

// candidate returns the seeds of touched entry d and clears its counts.
func (s *scratch) candidate(d int32) []seed {
	n := int32(s.count[d])
	s.count[d] = 0
	return s.seeds[s.offset[d]-n : s.offset[d]]
}

// supported reports whether seed i has another near it and near its diagonal.
func supported(seeds []seed, i int) bool {
	for j := i + 1; j < len(seeds) && seeds[j].q-seeds[i].q <= near; j++ {
		if aligned(seeds[i], seeds[j]) {
			return true
		}
	}
	for j := i - 1; j >= 0 && seeds[i].q-seeds[j].q <= near; j-- {
		if aligned(seeds[i], seeds[j]) {
			return true
		}
	}
	return false
}

func aligned(a, b seed) bool {
	d := (a.q - a.d) - (b.q - b.d)
	return d <= skew && d >= -skew && b.d-a.d <= near && a.d-b.d <= near
}

// load prepares what the evaluation needs of the query's text.
func (c *Collection) load(q int, s *scratch) {
	e := c.entries[q]
	s.tokens = c.folded(s.tokens, e.text)
	s.grams = fingerprint.Grams(s.grams[:0], s.tokens, templateGram)
	s.counts = c.sketch.Counts(s.counts[:0], s.grams)
	// numbersUpTo[i] counts the number tokens before token i.
	s.numbersUpTo = append(s.numbersUpTo[:0], 0)
	n := int32(0)
	for _, t := range s.tokens {
		if t == token.Number {
			n++
		}
		s.numbersUpTo = append(s.numbersUpTo, n)
	}
	s.figuresOf = -1
}

// matches appends the passages around the seeds of a candidate pair to dst,
// without their blocks. It returns none when their evidence cannot reach what
// is required, whatever their figures say.
func (c *Collection) matches(dst []match, q, d int, seeds []seed, required float64, s *scratch) []match {
	a, b := c.entries[q].text.Tokens, c.entries[d].text.Tokens
	first := 0 // matches before it end before the seeds that are left
	for i, x := range seeds {
		for first < len(dst) && dst[first].A1 <= int(x.q) {
			first++
		}
		if covered(dst[first:], x) || !supported(seeds, i) {
			continue
		}
		m := match{Passage: s.aligner.Extend(a, b, int(x.q), int(x.d)), seed: x}
		m.bits = c.weigh(&m.Passage, s) + equalFigure*float64(s.numbers(&m.Passage))
		m.Blocks = nil
		dst = append(dst, m)
	}
	if total(dst) < required {
		return dst[:0]
	}
	s.figuresD = c.entries[d].text.Figures(s.figuresD[:0])
	if s.figuresOf != q {
		s.figuresQ, s.figuresOf = c.entries[q].text.Figures(s.figuresQ[:0]), q
	}
	for i := range dst {
		m := &dst[i]
		p := s.aligner.Extend(a, b, int(m.seed.q), int(m.seed.d))
		m.equal, m.differ = s.figures(&p)
		m.bits = c.weigh(&p, s) + equalFigure*float64(m.equal) + otherFigure*float64(m.differ)
	}
	return dst
}

// covered reports whether a seed lies inside a passage on both sides.
func covered(ms []match, x seed) bool {
	for i := len(ms) - 1; i >= 0; i-- {
		if m := &ms[i]; int(x.q) >= m.A0 && int(x.q) < m.A1 && int(x.d) >= m.B0 && int(x.d) < m.B1 {
			return true
		}
	}
	return false
}
