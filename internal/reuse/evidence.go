package reuse

import (
	"math"
	"sort"
	"sync"

	"hecha/internal/reuse/align"
	"hecha/internal/reuse/token"
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
	// longBits is what each token that agrees beyond longRun adds, however
	// common: nobody strings together that many formulas in the same order.
	longBits, longRun = 0.15, 150
	// equalFigure and otherFigure weigh figures at the same place.
	equalFigure, otherFigure = 4, -0.5
	// furtherPassage is what a second passage of a pair must exceed to add its
	// rest: there are many places to find one by chance.
	furtherPassage = 20
)

// Required evidence grows with the number of reports, because more pairs give
// more chances; among few reports, where counts tell little, it does not fall
// below a run of some seventy tokens that only the two have.
const requiredBase, requiredDoubling, requiredLeast = 15.1, 1.8, 33

func requiredEvidence(reports int) float64 {
	return max(requiredLeast, requiredBase+requiredDoubling*math.Log2(float64(max(2, reports))))
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

// weigh returns the evidence of the words of a passage.
func (c *Collection) weigh(p *align.Passage, s *scratch) float64 {
	logs := log2()
	prev := min(len(c.entries), len(logs)-1)
	bits := float32(0)
	for _, k := range p.Blocks {
		for _, n := range s.counts[min(k.A, len(s.counts)):min(max(k.A, k.A+k.Len-templateGram+1), len(s.counts))] {
			n := max(2, int(n))
			if n < prev {
				bits += logs[prev] - logs[n]
			}
			if n <= rareCount {
				bits += rareBits
			}
			prev = n
		}
	}
	return float64(bits) + longBits*float64(max(0, p.Agree-longRun))
}

// numbers counts the number tokens that agree in a passage.
func (s *scratch) numbers(p *align.Passage) (n int) {
	for _, k := range p.Blocks {
		n += int(s.numbersUpTo[k.A+k.Len] - s.numbersUpTo[k.A])
	}
	return n
}

// figures counts the figures at the same place of a passage that are equal and
// that differ; masks are neither.
func (s *scratch) figures(p *align.Passage) (equal, differ int) {
	fq, fd := s.figuresQ, s.figuresD
	for _, k := range p.Blocks {
		fq, fd = from(fq, k.A), from(fd, k.B)
		for len(fq) > 0 && len(fd) > 0 {
			i, j := fq[0].At-k.A, fd[0].At-k.B
			if i >= k.Len || j >= k.Len {
				break
			}
			switch {
			case i < j:
				fq = fq[1:]
				continue
			case i > j:
				fd = fd[1:]
				continue
			case fq[0].Value == 0 || fd[0].Value == 0:
			case fq[0].Value == fd[0].Value:
				equal++
			default:
				differ++
			}
			fq, fd = fq[1:], fd[1:]
		}
	}
	return equal, differ
}

// from drops the figures before token i.
func from(fs []token.Figure, i int) []token.Figure {
	return fs[sort.Search(len(fs), func(k int) bool { return fs[k].At >= i }):]
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
