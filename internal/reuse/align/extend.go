// Package align compares two token streams around places they are known to
// share: x-drop extension in both directions with a resynchronising step, so
// that a changed name or figure, a spun word or an inserted clause does not
// end a passage.
package align

import (
	"encoding/binary"
	"math/bits"

	"hecha/internal/reuse/spun"
)

// Limits of the extension.
const (
	// Drop ends it when the score (+1 a token that agrees, -1 one that does
	// not) has fallen this far below its best.
	Drop = 20
	// window is how far it looks, on either side, for the place where the
	// texts agree again, and resync how many tokens must agree there.
	window = 24
	resync = 3
)

// Block is a run of Len tokens that agree: equal, or words of one spun family.
type Block struct{ A, B, Len int }

// Passage is a stretch of two texts that says the same; offsets are tokens.
type Passage struct {
	A0, A1, B0, B1 int
	// Agree is the number of tokens that agree.
	Agree int
	// Blocks are the runs that agree, in order.
	Blocks []Block
}

// Len returns the length of the longer side.
func (p *Passage) Len() int { return max(p.A1-p.A0, p.B1-p.B0) }

// Agreement is the share of tokens that agree, 0 to 1.
func (p *Passage) Agreement() float64 { return float64(p.Agree) / float64(max(1, p.Len())) }

// Aligner extends seeds; it keeps buffers and belongs to one goroutine.
type Aligner struct {
	// Words are read as equal when of one family; nil knows none.
	Words       *spun.Table
	left, right []Block
}

// Extend returns the passage around the place (i, j) of two texts, which are
// little-endian 16-bit tokens. Its Blocks are valid until the next call.
func (x *Aligner) Extend(a, b []byte, i, j int) Passage {
	x.left, x.right = x.left[:0], x.right[:0]
	var p Passage
	p.A1, p.B1 = x.forward(a, b, i, j)
	p.A0, p.B0 = x.backward(a, b, i, j)
	// The left blocks were found from the seed outwards.
	for l, r := 0, len(x.left)-1; l < r; l, r = l+1, r-1 {
		x.left[l], x.left[r] = x.left[r], x.left[l]
	}
	for n, k := range x.right {
		if n == 0 {
			x.left = grow(x.left, k.A, k.B, k.Len, 1) // both sides meet at the seed
			continue
		}
		x.left = append(x.left, k)
	}
	p.Blocks = x.left
	for _, k := range p.Blocks {
		p.Agree += k.Len
	}
	return p
}

func at(t []byte, i int) uint16 { return binary.LittleEndian.Uint16(t[2*i:]) }

// runForward returns how many tokens are equal from (i, j) on.
func runForward(a, b []byte, i, j int) int {
	a, b = a[2*i:], b[2*j:]
	m := min(len(a), len(b))
	n := 0
	for n+8 <= m {
		if d := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); d != 0 {
			return n/2 + bits.TrailingZeros64(d)/16
		}
		n += 8
	}
	for n < m && a[n] == b[n] && a[n+1] == b[n+1] {
		n += 2
	}
	return n / 2
}

// runBackward returns how many tokens are equal before (i, j).
func runBackward(a, b []byte, i, j int) int {
	a, b = a[:2*i], b[:2*j]
	n := 0
	for len(a) >= 8 && len(b) >= 8 {
		if d := binary.LittleEndian.Uint64(a[len(a)-8:]) ^ binary.LittleEndian.Uint64(b[len(b)-8:]); d != 0 {
			return n + bits.LeadingZeros64(d)/16
		}
		a, b = a[:len(a)-8], b[:len(b)-8]
		n += 4
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-2] == b[len(b)-2] && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-2], b[:len(b)-2]
		n++
	}
	return n
}

// grow adds a run to blocks found in direction dir, joining it with the last
// one when nothing lies between them on either side.
func grow(blocks []Block, i, j, n, dir int) []Block {
	if k := len(blocks) - 1; k >= 0 {
		switch l := &blocks[k]; {
		case dir > 0 && l.A+l.Len == i && l.B+l.Len == j:
			l.Len += n
			return blocks
		case dir < 0 && i+n == l.A && j+n == l.B:
			l.A, l.B, l.Len = i, j, l.Len+n
			return blocks
		}
	}
	return append(blocks, Block{i, j, n})
}

func (x *Aligner) forward(a, b []byte, i, j int) (int, int) {
	na, nb := len(a)/2, len(b)/2
	score, best, bi, bj, kept := 0, 0, i, j, 0
	for {
		n := runForward(a, b, i, j)
		if n > 0 {
			x.right = grow(x.right, i, j, n, 1)
			i, j = i+n, j+n
			if score += n; score >= best {
				best, bi, bj, kept = score, i, j, len(x.right)
			}
		}
		if i == na || j == nb {
			break
		}
		if n := x.wordForward(a, b, i, j); n > 0 {
			x.right = grow(x.right, i, j, n, 1)
			i, j = i+n, j+n
			if score += n; score >= best {
				best, bi, bj, kept = score, i, j, len(x.right)
			}
			continue
		}
		di, dj, ok := seek(a, b, i, j, 1, min(window, Drop-best+score))
		if !ok {
			break
		}
		score -= max(di, dj)
		i, j = i+di, j+dj
	}
	x.right = x.right[:kept]
	return bi, bj
}

func (x *Aligner) backward(a, b []byte, i, j int) (int, int) {
	score, best, bi, bj, kept := 0, 0, i, j, 0
	for {
		n := runBackward(a, b, i, j)
		if n > 0 {
			i, j = i-n, j-n
			x.left = grow(x.left, i, j, n, -1)
			if score += n; score >= best {
				best, bi, bj, kept = score, i, j, len(x.left)
			}
		}
		if i == 0 || j == 0 {
			break
		}
		if n := x.wordBackward(a, b, i, j); n > 0 {
			i, j = i-n, j-n
			x.left = grow(x.left, i, j, n, -1)
			if score += n; score >= best {
				best, bi, bj, kept = score, i, j, len(x.left)
			}
			continue
		}
		di, dj, ok := seek(a, b, i, j, -1, min(window, Drop-best+score))
		if !ok {
			break
		}
		score -= max(di, dj)
		i, j = i-di, j-dj
	}
	x.left = x.left[:kept]
	return bi, bj
}

// wordForward returns how many tokens behind (i, j) belong to two words of one
// family that differ there: 2, or 1 when their first tokens are equal.
func (x *Aligner) wordForward(a, b []byte, i, j int) int {
	if x.Words == nil {
		return 0
	}
	if i > 0 && j > 0 && at(a, i-1) == at(b, j-1) && x.Words.Same(at(a, i-1), at(a, i), at(b, j-1), at(b, j)) {
		return 1
	}
	if 2*i+2 < len(a) && 2*j+2 < len(b) && x.Words.Same(at(a, i), at(a, i+1), at(b, j), at(b, j+1)) {
		return 2
	}
	return 0
}

func (x *Aligner) wordBackward(a, b []byte, i, j int) int {
	if x.Words == nil {
		return 0
	}
	if 2*i < len(a) && 2*j < len(b) && at(a, i) == at(b, j) && x.Words.Same(at(a, i-1), at(a, i), at(b, j-1), at(b, j)) {
		return 1
	}
	if i > 1 && j > 1 && x.Words.Same(at(a, i-2), at(a, i-1), at(b, j-2), at(b, j-1)) {
		return 2
	}
	return 0
}

// seek returns the nearest place beyond (i, j) in direction dir where resync
// tokens agree, skipping at most limit tokens on either side: the smallest
// longer skip, then the smallest shorter one.
func seek(a, b []byte, i, j, dir, limit int) (di, dj int, ok bool) {
	var ga, gb [window + 1]uint64
	var seenA, seenB uint64
	for m := 0; m <= limit; m++ {
		u, okA := gram(a, i, dir, m)
		v, okB := gram(b, j, dir, m)
		if !okA && !okB {
			return 0, 0, false
		}
		ga[m], gb[m] = u, v
		bu, bv := uint64(1)<<(u*0x9E3779B97F4A7C15>>58), uint64(1)<<(v*0x9E3779B97F4A7C15>>58)
		if okA {
			seenA |= bu
		}
		if okB {
			seenB |= bv
		}
		// Equal skips first: a word replaced by another of its length.
		if okA && okB && u == v {
			return m, m, true
		}
		hitA, hitB := okA && seenB&bu != 0, okB && seenA&bv != 0
		if !hitA && !hitB {
			continue
		}
		for k := m - 1; k >= 0; k-- {
			if hitA && gb[k] == u && gb[k] != 0 {
				return m, k, true
			}
			if hitB && ga[k] == v && ga[k] != 0 {
				return k, m, true
			}
		}
	}
	return 0, 0, false
}

// gram returns the resync tokens that begin m tokens beyond i in direction dir.
func gram(t []byte, i, dir, m int) (uint64, bool) {
	s := i + m
	if dir < 0 {
		s = i - m - resync
	}
	if s < 0 || 2*(s+resync) > len(t) {
		return 0, false
	}
	if 2*s+8 <= len(t) {
		return binary.LittleEndian.Uint64(t[2*s:]) & (1<<48 - 1), true
	}
	t = t[2*s:]
	return uint64(binary.LittleEndian.Uint32(t)) | uint64(binary.LittleEndian.Uint16(t[4:]))<<32, true
}
