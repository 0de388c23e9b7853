package reuse

import (
	"context"
	"encoding/binary"
	"hash/fnv"
	"sync"

	"hecha/internal/reuse/fingerprint"
	"hecha/internal/reuse/posting"
	"hecha/internal/reuse/spun"
	"hecha/internal/reuse/token"
)

// templateGram is the length in tokens of the grams whose frequency tells
// template text.
const templateGram = 8

// Options steer a collection.
type Options struct {
	// Jobs is the number of workers.
	Jobs int
	// Words are pairs of words known to be swapped by machines, besides those
	// learned from the reports.
	Words []spun.Pair
}

// Builder collects reports.
type Builder struct {
	opt     Options
	entries []*entry
	bytes   arena
	next    uint64
}

// NewBuilder returns an empty builder.
func NewBuilder(opt Options) *Builder {
	opt.Jobs = max(1, opt.Jobs)
	return &Builder{opt: opt}
}

// Add appends a report; the order of reports is the order of results.
func (b *Builder) Add(p Prepared) {
	e := &entry{Report: p.head, start: b.next}
	e.text = token.Text{Tokens: b.bytes.keep(p.text.Tokens), Gaps: b.bytes.keep(p.text.Gaps)}
	h := fnv.New64a()
	h.Write(e.text.Tokens)
	e.digest = h.Sum64()
	b.next += uint64(e.text.Len())
	b.entries = append(b.entries, e)
}

// Collection is a set of reports ready for comparison.
type Collection struct {
	opt     Options
	entries []*entry
	index   *posting.Index
	sketch  *posting.Sketch
	words   *spun.Table
	// cut is the number of reports above which a gram is template text.
	cut int
	// owner[a>>ownerBits] is the entry that holds address a or an earlier one.
	owner []int32
}

const ownerBits = 10

// frequencyCut is the number of reports, out of n, above which a gram is
// template text.
func frequencyCut(n int) int { return max(16, min(3*n/100, max(64, n/800))) }

// Finish indexes the reports. The builder must not be used afterwards.
func (b *Builder) Finish(ctx context.Context) (*Collection, error) {
	c := &Collection{opt: b.opt, entries: b.entries, cut: frequencyCut(len(b.entries))}
	if err := c.fingerprint(ctx); err != nil {
		return nil, err
	}
	learned, err := c.learn(ctx)
	if err != nil {
		return nil, err
	}
	c.words = spun.NewTable(append(learned, b.opt.Words...))
	c.sketch = posting.NewSketch(int(b.next))
	if err := c.fingerprint(ctx); err != nil {
		return nil, err
	}
	texts := make([]posting.Text, len(c.entries))
	for i, e := range c.entries {
		texts[i] = posting.Text{Start: e.start, Prints: e.prints}
	}
	c.index = posting.Build(texts, b.opt.Jobs)
	c.owner = make([]int32, b.next>>ownerBits+2)
	k := 0
	for i := range c.owner {
		for k+1 < len(c.entries) && c.entries[k+1].start <= uint64(i)<<ownerBits {
			k++
		}
		c.owner[i] = int32(k)
	}
	return c, ctx.Err()
}

// entryAt returns the number of the entry that holds an address.
func (c *Collection) entryAt(a uint64) int {
	k := int(c.owner[a>>ownerBits])
	for k+1 < len(c.entries) && c.entries[k+1].start <= a {
		k++
	}
	return k
}

// plain returns tokens as numbers, in dst.
func plain(dst []uint16, tokens []byte) []uint16 {
	dst = dst[:0]
	for i := 0; i+1 < len(tokens); i += 2 {
		dst = append(dst, binary.LittleEndian.Uint16(tokens[i:]))
	}
	return dst
}

// folded returns the tokens of t with spun words folded, in dst.
func (c *Collection) folded(dst []uint16, t token.Text) []uint16 {
	dst = plain(dst, t.Tokens)
	c.words.Fold(dst)
	return dst
}

// sketchWorkers bounds the memory of counting: each worker has its own sketch.
const sketchWorkers = 4

// fingerprint computes the fingerprints and counts the grams of all entries.
func (c *Collection) fingerprint(ctx context.Context) error {
	workers := min(c.opt.Jobs, sketchWorkers)
	parts := make([]*posting.Sketch, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			s := c.sketch
			if w > 0 && s != nil {
				s = &posting.Sketch{Cells: make([]uint16, len(c.sketch.Cells))}
			}
			parts[w] = s
			var tokens []uint16
			var grams []uint64
			var prints []fingerprint.Print
			var slab []fingerprint.Print
			var distinct posting.Distinct
			lo, hi := w*len(c.entries)/workers, (w+1)*len(c.entries)/workers
			for _, e := range c.entries[lo:hi] {
				if ctx.Err() != nil {
					return
				}
				tokens = c.folded(tokens, e.text)
				prints = fingerprint.Winnow(prints[:0], tokens)
				if len(prints) > cap(slab)-len(slab) {
					slab = make([]fingerprint.Print, 0, max(slabSize/8, len(prints)))
				}
				at := len(slab)
				slab = append(slab, prints...)
				e.prints = slab[at:len(slab):len(slab)]
				if s == nil {
					continue // first pass, before spun words are known
				}
				grams = fingerprint.Grams(grams[:0], tokens, templateGram)
				s.Add(distinct.Of(grams), 1)
			}
		})
	}
	wg.Wait()
	for _, s := range parts[1:] {
		if s == nil {
			break
		}
		c.sketch.Merge(s)
	}
	return ctx.Err()
}

// template returns which tokens of e lie in template text, one bit each.
func (c *Collection) template(e *entry, s *scratch) []uint64 {
	if m := e.template.Load(); m != nil {
		return *m
	}
	s.tokens = c.folded(s.tokens, e.text)
	s.grams = fingerprint.Grams(s.grams[:0], s.tokens, templateGram)
	m := make([]uint64, len(s.tokens)/64+1)
	until := 0
	for i, h := range s.grams {
		if c.sketch.Count(h) > c.cut {
			for j := max(i, until); j < i+templateGram; j++ {
				m[j>>6] |= 1 << (j & 63)
			}
			until = i + templateGram
		}
	}
	e.template.Store(&m)
	return m
}
