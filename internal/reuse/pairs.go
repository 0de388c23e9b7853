package reuse

import (
	"context"
	"iter"
	"slices"
	"sync"

	"hecha/internal/ordered"
)

// batch is how many queries a worker takes at a time.
const batch = 16

// Pairs yields all pairs of reports that share text, ordered by the later
// report of each, then by the earlier one. It stops at the first error, which
// it yields with a nil pair.
func (c *Collection) Pairs(ctx context.Context) iter.Seq2[*Pair, error] {
	type result struct {
		pairs []*Pair
		err   error
	}
	pool := sync.Pool{New: func() any { return c.newScratch() }}
	find := func(queries []int) (r result) {
		s := pool.Get().(*scratch)
		defer pool.Put(s)
		for _, q := range queries {
			if r.err != nil || ctx.Err() != nil {
				break
			}
			r.pairs, r.err = c.pairsOf(r.pairs, q, s)
		}
		return r
	}
	var asked []int
	for i, e := range c.entries {
		if e.asked {
			asked = append(asked, i)
		}
	}
	batches := slices.Chunk(asked, batch)
	return func(yield func(*Pair, error) bool) {
		for r := range ordered.Map(ctx, c.opt.Jobs, batches, find) {
			for _, p := range r.pairs {
				if !yield(p, nil) {
					return
				}
			}
			if r.err != nil {
				yield(nil, r.err)
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// pairsOf appends the pairs of query q to dst.
func (c *Collection) pairsOf(dst []*Pair, q int, s *scratch) ([]*Pair, error) {
	c.seedsOf(q, s)
	if len(s.touched) == 0 {
		return dst, nil
	}
	c.load(q, s)
	required := requiredEvidence(len(c.entries))
	slices.Sort(s.touched)
	linked := false
	for _, d := range s.touched {
		s.found = c.matches(s.found[:0], q, int(d), s.candidate(d), required, s)
		if len(s.found) == 0 || total(s.found) < required {
			continue
		}
		if s.family && c.halves(q, int(d), s.found) {
			// A family of m is told by m links to its first members, not by
			// all its pairs.
			if linked {
				continue
			}
			linked = true
		}
		p, err := c.describe(q, int(d), s.found, s)
		if err != nil {
			return dst, err
		}
		dst = append(dst, p)
	}
	return dst, nil
}

// halves reports whether matches cover half of either report, about.
func (c *Collection) halves(q, d int, ms []match) bool {
	agree := 0
	for i := range ms {
		agree += ms[i].Agree
	}
	return 2*agree >= min(c.entries[q].text.Len(), c.entries[d].text.Len())
}
