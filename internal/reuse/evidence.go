package reuse

import (
	"math"
	"sync"

	"hecha/internal/reuse/align"
)

// Evidence, in bits, that a passage was copied. A gram that many reports carry
// says little; each step from a frequent gram to a rarer one inside a run that
// agrees tells as many bits as the frequency falls by, as a language model of
// the collection would. Figures add what a chance equality would cost.
const (
	// rareBits is what each further gram adds that nearly nobody else has:
	// counts cannot fall below the two reports compared.
	rareBits  = 0.5
	rareCount = 3
	// equalFigure and otherFigure weigh figures at the same place.
	equalFigure, otherFigure = 4, -0.5
	// furtherPassage is what a second passage of a pair must exceed to add its
	// rest: there are many places to find one by chance.
	furtherPassage = 20
)

// Required evidence grows with the number of reports: more pairs, more chance.
const requiredBase, requiredDoubling = 26, 0.8

func requiredEvidence(reports int) float64 {
	return requiredBase + requiredDoubling*math.Log2(float64(max(2, reports)))
}

// log2 holds the logarithms of all counts of the sketch.
var log2 = sync.OnceValue(func() *[1 << 16]float32 {
	t := new([1 << 16]float32)
	for i := 1; i < len(t); i++ {
		t[i] = float32(math.Log2(float64(i)))
	}
	return t
})

// match is an aligned passage under evaluation; A is the query's side.
type match struct {
	align.Passage
	seed          seed
	bits          float64
	equal, differ int // figures
}

// weigh sets the evidence of m from its blocks.
func (c *Collection) weigh(m *match, s *scratch) {
	logs := log2()
	prev := min(len(c.entries), len(logs)-1)
	m.bits, m.equal, m.differ = 0, 0, 0
	fq, fd := after(s.figuresQ, m.A0), after(s.figuresD, m.B0)
	for _, k := range m.Blocks {
		for i := k.A; i+templateGram <= k.A+k.Len; i++ {
			n := max(2, int(s.counts[i]))
			if n < prev {
				m.bits += float64(logs[prev] - logs[n])
			}
			if n <= rareCount {
				m.bits += rareBits
			}
			prev = n
		}
		for fq < len(s.figuresQ) && fd < len(s.figuresD) {
			x, y := s.figuresQ[fq], s.figuresD[fd]
			i, j := x.At-k.A, y.At-k.B
			switch {
			case i >= k.Len || j >= k.Len:
			case i < j:
				fq++
				continue
			case i > j:
				fd++
				continue
			default:
				if i >= 0 && x.Value != 0 && y.Value != 0 {
					if x.Value == y.Value {
						m.equal++
					} else {
						m.differ++
					}
				}
				fq++
				fd++
				continue
			}
			break
		}
	}
	m.bits += equalFigure*float64(m.equal) + otherFigure*float64(m.differ)
}

// total returns the evidence of all passages of a pair.
func total(ms []match) float64 {
	best, sum := 0.0, float64(furtherPassage)
	for i := range ms {
		best = max(best, ms[i].bits)
		sum += max(0, ms[i].bits-furtherPassage)
	}
	return max(best, sum)
}
