package reuse

import (
	"context"
	"iter"
	"slices"
	"sync"
)

// batch is how many queries a worker takes at a time.
const batch = 16

// Pairs yields all pairs of reports that share text, ordered by the later
// report of each, then by the earlier one. It stops at the first error, which
// it yields with a nil pair.
func (c *Collection) Pairs(ctx context.Context) iter.Seq2[*Pair, error] {
	return func(yield func(*Pair, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		type result struct {
			pairs []*Pair
			err   error
		}
		type job struct {
			lo, hi int
			done   chan result
		}
		jobs, queue := make(chan job), make(chan job, 8*c.opt.Jobs)
		var wg sync.WaitGroup
		defer wg.Wait()
		defer cancel()
		wg.Go(func() {
			defer close(jobs)
			defer close(queue)
			for lo := 0; lo < len(c.entries); lo += batch {
				j := job{lo, min(lo+batch, len(c.entries)), make(chan result, 1)}
				select {
				case queue <- j:
				case <-ctx.Done():
					return
				}
				select {
				case jobs <- j:
				case <-ctx.Done():
					return
				}
			}
		})
		for range c.opt.Jobs {
			wg.Go(func() {
				s := c.newScratch()
				for j := range jobs {
					var r result
					for q := j.lo; q < j.hi && r.err == nil && ctx.Err() == nil; q++ {
						r.pairs, r.err = c.pairsOf(r.pairs, q, s)
					}
					j.done <- r
				}
			})
		}
		for j := range queue {
			var r result
			select {
			case r = <-j.done:
			case <-ctx.Done():
				yield(nil, ctx.Err())
				return
			}
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
	for _, d := range s.touched {
		s.found = c.matches(s.found[:0], q, int(d), s.candidate(d), s)
		if total(s.found) < required {
			continue
		}
		p, err := c.describe(q, int(d), s.found, s)
		if err != nil {
			return dst, err
		}
		dst = append(dst, p)
	}
	return dst, nil
}
