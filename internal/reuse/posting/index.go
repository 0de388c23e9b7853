// Package posting finds the places that share a fingerprint: one sorted array
// of 8-byte postings under a directory of buckets, and a sketch that counts
// how frequent any gram is.
package posting

import (
	"math/bits"
	"slices"
	"sort"
	"sync"

	"hecha/internal/reuse/fingerprint"
)

// AddressBits is the width of an address: the offset of a token in the
// concatenation of all texts.
const AddressBits = 48

// tagBits are the bits of the hash kept in a posting, below those of its bucket.
const tagBits = 64 - AddressBits

// Posting is tag<<AddressBits | address.
type Posting = uint64

// Address returns the place of a posting.
func Address(p Posting) uint64 { return p & (1<<AddressBits - 1) }

// Index holds postings sorted by hash and, within a hash, by address. Its two
// arrays are plain numbers and may lie in a mapped file.
type Index struct {
	// Directory[b] is where bucket b starts in Postings; one more entry closes
	// the last bucket.
	Directory []uint32
	Postings  []Posting
}

// bucketBits sizes the directory for n postings, about four to a bucket.
func bucketBits(n int) uint {
	return uint(min(max(bits.Len(uint(n/4)), 8), fingerprint.HashBits-tagBits))
}

// Text is the fingerprints of one text and the address of its first token.
type Text struct {
	Start  uint64
	Prints []fingerprint.Print
}

// Build indexes texts, which must be ordered by Start. The result does not
// depend on the number of workers.
func Build(texts []Text, workers int) *Index {
	n := 0
	for _, t := range texts {
		n += len(t.Prints)
	}
	b := bucketBits(n)
	ix := &Index{Directory: make([]uint32, 1<<b+1), Postings: make([]Posting, n)}
	workers = max(1, min(workers, 4)) // each reads all fingerprints
	shares := make([][2]uint64, workers)
	for w := range shares {
		shares[w] = [2]uint64{uint64(w) << b / uint64(workers), uint64(w+1) << b / uint64(workers)}
	}
	var wg sync.WaitGroup
	for _, s := range shares {
		wg.Go(func() { ix.count(texts, b, s) })
	}
	wg.Wait()
	for i := 1; i < len(ix.Directory); i++ {
		ix.Directory[i] += ix.Directory[i-1]
	}
	for _, s := range shares {
		wg.Go(func() { ix.fill(texts, b, s) })
	}
	wg.Wait()
	return ix
}

// count leaves the size of each bucket of the share in the entry behind it.
func (ix *Index) count(texts []Text, b uint, share [2]uint64) {
	for _, t := range texts {
		for _, p := range t.Prints {
			if k := p.Hash() >> (fingerprint.HashBits - b); k >= share[0] && k < share[1] {
				ix.Directory[k+1]++
			}
		}
	}
}

func (ix *Index) fill(texts []Text, b uint, share [2]uint64) {
	next := slices.Clone(ix.Directory[share[0]:share[1]])
	shift := fingerprint.HashBits - b
	for _, t := range texts {
		for _, p := range t.Prints {
			k := p.Hash() >> shift
			if k < share[0] || k >= share[1] {
				continue
			}
			at := &next[k-share[0]]
			ix.Postings[*at] = tag(p.Hash(), b) | t.Start + uint64(p.Pos())
			*at++
		}
	}
	for k := share[0]; k < share[1]; k++ {
		slices.Sort(ix.Postings[ix.Directory[k]:ix.Directory[k+1]])
	}
}

// tag returns the bits of a hash that follow those of its bucket, in place.
func tag(hash uint64, b uint) uint64 {
	return hash << (64 - fingerprint.HashBits + b) >> AddressBits << AddressBits
}

// Lookup returns the postings of a hash, ordered by address.
func (ix *Index) Lookup(hash uint64) []Posting {
	b := uint(bits.Len(uint(len(ix.Directory)-1))) - 1
	k := hash >> (fingerprint.HashBits - b)
	lo, hi := int(ix.Directory[k]), int(ix.Directory[k+1])
	if lo > hi || hi > len(ix.Postings) {
		return nil // a damaged file: nothing is found rather than a crash
	}
	ps := ix.Postings[lo:hi]
	t := tag(hash, b)
	last := t | (1<<AddressBits - 1)
	if len(ps) > 32 {
		ps = ps[sort.Search(len(ps), func(i int) bool { return ps[i] >= t }):]
		return ps[:sort.Search(len(ps), func(i int) bool { return ps[i] > last })]
	}
	for len(ps) > 0 && ps[0] < t {
		ps = ps[1:]
	}
	n := 0
	for n < len(ps) && ps[n] <= last {
		n++
	}
	return ps[:n]
}

// Valid reports whether the arrays of a stored index can be used.
func (ix *Index) Valid() bool {
	n := len(ix.Directory) - 1
	return n >= 1<<8 && n&(n-1) == 0 && n <= 1<<(fingerprint.HashBits-tagBits) && int(ix.Directory[n]) == len(ix.Postings)
}
