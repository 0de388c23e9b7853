package reuse

import (
	"context"
	"slices"
	"sync"

	"hecha/internal/reuse/align"
	"hecha/internal/reuse/spun"
)

// Settings of learning spun words from a sample.
const (
	// sampleSize bounds the fingerprints looked at, so that learning costs the
	// same for any number of reports; every 2^n-th hash is taken.
	sampleSize = 1 << 20
	// sampleShared is the most reports a sampled gram may occur in.
	sampleShared = 5
	// learnLength and learnAgreement say which passages are copies beyond
	// doubt: tokens that agree, and their share in percent.
	learnLength, learnAgreement = 60, 55
)

// learn returns the substitutions seen in copies among a sample of all
// reports. It needs the fingerprints of the texts as they are.
func (c *Collection) learn(ctx context.Context) ([]spun.Pair, error) {
	n := 0
	for _, e := range c.entries {
		n += len(e.prints)
	}
	skip := uint(0)
	for n>>skip > sampleSize {
		skip++
	}
	type place struct {
		hash  uint64
		entry int32
		pos   int32
	}
	var sample []place
	for i, e := range c.entries {
		for _, p := range e.prints {
			if h := p.Hash(); h&(1<<skip-1) == 0 {
				sample = append(sample, place{h, int32(i), int32(p.Pos())})
			}
		}
	}
	slices.SortFunc(sample, func(a, b place) int {
		switch {
		case a.hash != b.hash:
			if a.hash < b.hash {
				return -1
			}
			return 1
		case a.entry != b.entry:
			return int(a.entry - b.entry)
		}
		return int(a.pos - b.pos)
	})
	type meeting struct {
		q, d int32
		seed
	}
	var meetings []meeting
	for lo := 0; lo < len(sample); {
		hi := lo + 1
		for hi < len(sample) && sample[hi].hash == sample[lo].hash {
			hi++
		}
		if hi-lo <= sampleShared {
			for j := lo + 1; j < hi; j++ {
				for i := lo; i < j; i++ {
					if x, y := sample[j], sample[i]; x.entry != y.entry {
						meetings = append(meetings, meeting{x.entry, y.entry, seed{x.pos, y.pos}})
					}
				}
			}
		}
		lo = hi
	}
	slices.SortFunc(meetings, func(a, b meeting) int {
		switch {
		case a.q != b.q:
			return int(a.q - b.q)
		case a.d != b.d:
			return int(a.d - b.d)
		case a.seed.q != b.seed.q:
			return int(a.seed.q - b.seed.q)
		}
		return int(a.seed.d - b.seed.d)
	})
	workers := c.opt.Jobs
	evidence := make([]spun.Evidence, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			x := align.Aligner{}
			var ta, tb []uint16
			for lo := 0; lo < len(meetings); {
				hi := lo + 1
				for hi < len(meetings) && meetings[hi].q == meetings[lo].q && meetings[hi].d == meetings[lo].d {
					hi++
				}
				group := meetings[lo:hi]
				lo = hi
				if int(group[0].q)%workers != w || len(group) < 2 || ctx.Err() != nil {
					continue
				}
				a, b := c.entries[group[0].q], c.entries[group[0].d]
				seen := spun.Observation{}
				var last align.Passage
				read := false // ta, tb hold a, b
				for _, m := range group {
					if int(m.seed.q) < last.A1 && int(m.seed.d) < last.B1 {
						continue
					}
					p := x.Extend(a.text.Tokens, b.text.Tokens, int(m.seed.q), int(m.seed.d))
					last = p
					if p.Agree < learnLength || p.Agree*100 < p.Len()*learnAgreement {
						continue
					}
					if !read {
						ta, tb, read = plain(ta, a.text.Tokens), plain(tb, b.text.Tokens), true
					}
					for i := 1; i < len(p.Blocks); i++ {
						u, v := p.Blocks[i-1], p.Blocks[i]
						if gap := v.A - u.A - u.Len; gap == v.B-u.B-u.Len && gap <= spun.MaxGap {
							seen.Gap(ta[u.A+u.Len-1:v.A+1], tb[u.B+u.Len-1:v.B+1])
						}
					}
				}
				evidence[w].Add(seen)
			}
		})
	}
	wg.Wait()
	for w := 1; w < workers; w++ {
		evidence[0].Merge(&evidence[w])
	}
	return evidence[0].Pairs(), ctx.Err()
}
