package reuse

import (
	"context"
	"encoding/binary"
	"slices"
	"sync"

	"github.com/cespare/xxhash/v2"

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
	base    *Stored
	entries []*entry
	known   map[key]*entry // those of base
	bytes   arena
	stale   bool // base cannot be built upon
}

type key struct {
	source string
	index  int
}

// NewBuilder returns a builder that starts from an opened index file, or from
// nothing when base is nil. The builder takes base over.
func NewBuilder(base *Stored, opt Options) *Builder {
	opt.Jobs = max(1, opt.Jobs)
	b := &Builder{opt: opt, base: base}
	if base != nil {
		b.entries = base.entries
		b.known = make(map[key]*entry, len(base.entries))
		for _, e := range base.entries {
			b.known[key{e.Source, e.Index}] = e
		}
	}
	return b
}

// Add appends a report; the order of reports is the order of results. A report
// that the index file already holds is not added again but asked about; one
// that has changed since takes the place of the older version.
func (b *Builder) Add(p Prepared) {
	h := xxhash.New()
	_, _ = h.Write(p.text.Tokens)
	_, _ = h.Write(p.text.Gaps)
	e := &entry{Report: p.head, digest: h.Sum64(), asked: !p.head.Reference}
	if old := b.known[key{e.Source, e.Index}]; old != nil && !old.gone {
		if old.digest == e.digest && old.Reference == e.Reference {
			old.asked = e.asked
			return
		}
		old.gone, b.stale = true, true
	}
	e.text = token.Text{Tokens: b.bytes.keep(p.text.Tokens), Gaps: b.bytes.keep(p.text.Gaps)}
	b.entries = append(b.entries, e)
}

// Collection is a set of reports ready for comparison.
type Collection struct {
	opt     Options
	base    *Stored
	entries []*entry
	// indexes cover the entries one after another: those of the index file,
	// if it is built upon, and the others.
	indexes []*posting.Index
	built   int // entries that the first index covers
	sketch  *posting.Sketch
	words   *spun.Table
	// cut is the number of reports above which a gram is template text.
	cut int
	// owner[a>>ownerBits] is the entry that holds address a or an earlier one.
	owner []int32
	// starts[i] is the address of the first token of entry i; end is the one
	// behind the last token.
	starts []uint64
	end    uint64
}

const ownerBits = 10

// frequencyCut is the number of reports, out of n, above which a gram is
// template text.
func frequencyCut(n int) int { return max(16, min(3*n/100, max(64, n/800))) }

// Variables so that tests need no large files: an index file with more than smallIndex reports is not indexed anew until
// the reports added since are one in growth; below, doing so costs a moment
// and the spun words are learned from all reports every time.
var smallIndex, growth = 30_000, 16

// Finish indexes the reports. The builder must not be used afterwards.
func (b *Builder) Finish(ctx context.Context) (*Collection, error) {
	c := &Collection{opt: b.opt, base: b.base, entries: b.entries}
	c.entries = slices.DeleteFunc(c.entries, func(e *entry) bool { return e.gone })
	c.cut = frequencyCut(len(c.entries))
	log2() // so that the first query does not pay for it
	if b.base != nil && !b.stale {
		if n := b.base.built; len(c.entries) == n || n > smallIndex && (len(c.entries)-n)*growth < n {
			c.built = n
		}
	}
	c.starts = make([]uint64, len(c.entries))
	for i, e := range c.entries {
		e.start, c.starts[i] = c.end, c.end
		c.end += uint64(e.text.Len())
	}
	var err error
	if c.built > 0 {
		err = c.extend(ctx)
	} else {
		err = c.build(ctx)
	}
	if err != nil {
		return nil, err
	}
	c.owner = make([]int32, c.end>>ownerBits+2)
	k := 0
	for i := range c.owner {
		for k+1 < len(c.starts) && c.starts[k+1] <= uint64(i)<<ownerBits {
			k++
		}
		c.owner[i] = int32(k)
	}
	return c, ctx.Err()
}

// build indexes all entries.
func (c *Collection) build(ctx context.Context) error {
	if err := c.fingerprint(ctx, c.entries); err != nil {
		return err
	}
	learned, err := c.learn(ctx)
	if err != nil {
		return err
	}
	c.words = spun.NewTable(append(learned, c.opt.Words...))
	c.sketch = posting.NewSketch(int(c.end))
	if err := c.fingerprint(ctx, c.entries); err != nil {
		return err
	}
	c.built = len(c.entries)
	c.indexes = []*posting.Index{c.postings(c.entries)}
	return nil
}

// extend indexes the entries that the index file does not cover.
func (c *Collection) extend(ctx context.Context) error {
	c.words, c.sketch = c.base.words, c.base.sketch.Extend()
	fresh := c.entries[c.built:]
	if err := c.fingerprint(ctx, fresh); err != nil {
		return err
	}
	c.indexes = []*posting.Index{c.base.index, c.postings(fresh)}
	return nil
}

func (c *Collection) postings(entries []*entry) *posting.Index {
	texts := make([]posting.Text, len(entries))
	for i, e := range entries {
		texts[i] = posting.Text{Start: e.start, Prints: e.prints}
	}
	return posting.Build(texts, c.opt.Jobs)
}

// Len returns the number of reports.
func (c *Collection) Len() int { return len(c.entries) }

// Report returns report i, without its text.
func (c *Collection) Report(i int) Report { return c.entries[i].Report }

// Text returns the text of report i.
func (c *Collection) Text(i int) (string, error) {
	text, _, err := c.entries[i].text.Rebuild()
	return text, err
}

// Asked reports whether the pairs of report i are looked for.
func (c *Collection) Asked(i int) bool { return c.entries[i].asked }

// entryAt returns the number of the entry that holds an address.
func (c *Collection) entryAt(a uint64) int {
	k := int(c.owner[a>>ownerBits])
	for k+1 < len(c.starts) && c.starts[k+1] <= a {
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

// fingerprint computes the fingerprints of entries and, once there is a
// sketch, counts their grams.
func (c *Collection) fingerprint(ctx context.Context, entries []*entry) error {
	workers := min(c.opt.Jobs, sketchWorkers, len(entries)/64+1)
	sketches := make([]*posting.Sketch, workers)
	var wg sync.WaitGroup
	for w := range workers {
		sketches[w] = c.sketch
		if w > 0 && c.sketch != nil {
			sketches[w] = &posting.Sketch{Cells: make([]uint16, len(c.sketch.Cells))}
		}
		part := entries[w*len(entries)/workers : (w+1)*len(entries)/workers]
		wg.Go(func() { c.fingerprintPart(ctx, part, sketches[w]) })
	}
	wg.Wait()
	if c.sketch != nil {
		for _, s := range sketches[1:] {
			c.sketch.Merge(s)
		}
	}
	return ctx.Err()
}

func (c *Collection) fingerprintPart(ctx context.Context, entries []*entry, sketch *posting.Sketch) {
	var tokens []uint16
	var grams []uint64
	var prints, slab []fingerprint.Print
	var distinct posting.Distinct
	for _, e := range entries {
		if ctx.Err() != nil {
			return
		}
		tokens = c.folded(tokens, e.text)
		prints = fingerprint.Winnow(prints[:0], tokens)
		if len(prints) > cap(slab)-len(slab) {
			slab = make([]fingerprint.Print, 0, max(min(slabSize/8, 512*len(entries)), len(prints)))
		}
		at := len(slab)
		slab = append(slab, prints...)
		e.prints = slab[at:len(slab):len(slab)]
		if sketch != nil {
			grams = fingerprint.Grams(grams[:0], tokens, templateGram)
			sketch.Add(distinct.Of(grams), 1)
		}
	}
}

// Template returns the stretches of report i that so many reports carry that
// they tell nothing of their origin, in order: byte offsets of its text.
func (c *Collection) Template(i int) ([]Range, error) {
	p, err := c.page(i)
	if err != nil {
		return nil, err
	}
	tokens := c.folded(nil, c.entries[i].text)
	var out []Range
	until := -1
	for k, h := range fingerprint.Grams(nil, tokens, templateGram) {
		if c.sketch.Count(h) <= c.cut {
			continue
		}
		r := p.inner(k, k+templateGram)
		if k <= until {
			out[len(out)-1].End = r.End
		} else {
			out = append(out, r)
		}
		until = k + templateGram
	}
	return out, nil
}
