package posting

import (
	"math/bits"
	"slices"
)

// Sketch counts in how many texts a gram occurs: one saturating 16-bit counter
// a cell, chosen by the gram's hash. Grams that share a cell are counted
// together, so a count is never too low. Sketches of equal size add up.
type Sketch struct {
	Cells []uint16
	// extra holds what was added to Cells that may not be written to.
	extra map[uint64]uint16
}

// maxCells bounds a sketch to 128 MB.
const maxCells = 1 << 26

// NewSketch returns an empty sketch for about n gram occurrences.
func NewSketch(n int) *Sketch {
	size := 1 << bits.Len(uint(max(n/4, 1<<15)))
	return &Sketch{Cells: make([]uint16, min(size, maxCells))}
}

// Extend returns a sketch that counts on from s and leaves the cells of s as
// they are; it suits a few additions.
func (s *Sketch) Extend() *Sketch { return &Sketch{Cells: s.Cells, extra: map[uint64]uint16{}} }

func (s *Sketch) cell(h uint64) uint64 { return h >> (64 - uint(bits.Len(uint(len(s.Cells)-1)))) }

// Count returns how many texts hold the gram of hash h, at least.
func (s *Sketch) Count(h uint64) int {
	k := s.cell(h)
	n := int(s.Cells[k])
	if len(s.extra) > 0 {
		n = min(n+int(s.extra[k]), 0xFFFF)
	}
	return n
}

// Counts appends the counts of all grams of hs to dst.
func (s *Sketch) Counts(dst []uint16, hs []uint64) []uint16 {
	if len(s.extra) > 0 {
		for _, h := range hs {
			dst = append(dst, uint16(s.Count(h)))
		}
		return dst
	}
	// Apart from the bookkeeping, so that the loads run ahead of each other.
	at := len(dst)
	dst = slices.Grow(dst, len(hs))[:at+len(hs)]
	out := dst[at:]
	shift := 64 - uint(bits.Len(uint(len(s.Cells)-1)))
	for i, h := range hs {
		out[i] = s.Cells[h>>shift]
	}
	return dst
}

// Add counts n more texts for each gram of hs.
func (s *Sketch) Add(hs []uint64, n uint16) {
	shift := 64 - uint(bits.Len(uint(len(s.Cells)-1)))
	if s.extra != nil {
		for _, h := range hs {
			s.extra[h>>shift] += n
		}
		return
	}
	for _, h := range hs {
		c := &s.Cells[h>>shift]
		if *c <= 0xFFFF-n {
			*c += n
		} else {
			*c = 0xFFFF
		}
	}
}

// Merge adds the counts of t, which must have as many cells.
func (s *Sketch) Merge(t *Sketch) {
	for i, c := range t.Cells {
		if c != 0 {
			s.Cells[i] = uint16(min(uint(s.Cells[i])+uint(c), 0xFFFF))
		}
	}
}

// Distinct drops repeated hashes from hs, in place and but for rare
// collisions of its small table, so that a gram a text repeats counts once.
type Distinct struct{ table []uint64 }

// Of returns hs without repetitions.
func (d *Distinct) Of(hs []uint64) []uint64 {
	size := 1 << bits.Len(uint(2*len(hs)))
	if len(d.table) < size {
		d.table = make([]uint64, size)
	}
	t := d.table[:size]
	clear(t)
	mask := uint64(size - 1)
	out := hs[:0]
	for _, h := range hs {
		i := h & mask
		for t[i] != 0 && t[i] != h {
			i = (i + 1) & mask
		}
		if t[i] == 0 {
			t[i] = h
			out = append(out, h)
		}
	}
	return out
}

// Valid reports whether the cells of a stored sketch can be used.
func (s *Sketch) Valid() bool {
	n := len(s.Cells)
	return n >= 2 && n&(n-1) == 0 && n <= maxCells
}
