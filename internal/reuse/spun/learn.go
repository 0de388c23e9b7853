package spun

import "maps"

// Settings of learning.
const (
	// MaxGap bounds a stretch between two runs that agree, in tokens: spinning
	// changes words, not clauses.
	MaxGap = 8
	// minPairs is in how many pairs of reports a substitution must be seen.
	minPairs = 3
	// It must also be the usual one for its words: usual percent of all that
	// one of them is swapped with and other percent of all the other is.
	usual, other = 50, 25
)

// Evidence counts the substitutions seen in aligned passages. It adds up, in
// any order.
type Evidence struct{ count map[Pair]int }

// Observation collects the substitutions of one pair of reports, each once.
type Observation map[Pair]bool

// Gap notes the substitutions in a stretch of equal length on both sides that
// lies between two runs that agree; a and b include one token of these runs at
// either end. Whole words of two characters count: two characters that differ
// between ones that agree, or one, with the neighbour that completes it on
// either side; of the two readings only the word recurs.
func (o Observation) Gap(a, b []uint16) {
	for i := 1; i < len(a)-1; {
		if a[i] == b[i] {
			i++
			continue
		}
		j := i
		for j < len(a)-1 && a[j] != b[j] {
			j++
		}
		switch j - i {
		case 1:
			o.add(a[i-1], a[i], b[i-1], b[i])
			o.add(a[i], a[i+1], b[i], b[i+1])
		case 2:
			o.add(a[i], a[i+1], b[i], b[i+1])
		case 4:
			o.add(a[i], a[i+1], b[i], b[i+1])
			o.add(a[i+2], a[i+3], b[i+2], b[i+3])
		}
		i = j
	}
}

func (o Observation) add(a0, a1, b0, b1 uint16) {
	if !han(a0) || !han(a1) || !han(b0) || !han(b1) {
		return
	}
	v, w := MakeWord(a0, a1), MakeWord(b0, b1)
	o[Pair{min(v, w), max(v, w)}] = true
}

func han(t uint16) bool { return t >= 0x3400 && t <= 0x9FFF }

// Add counts an observation.
func (v *Evidence) Add(o Observation) {
	if v.count == nil {
		v.count = map[Pair]int{}
	}
	for p := range o {
		v.count[p]++
	}
}

// Merge adds the counts of u.
func (v *Evidence) Merge(u *Evidence) {
	if v.count == nil {
		v.count = map[Pair]int{}
	}
	for p, n := range u.count {
		v.count[p] += n
	}
}

// Pairs returns the substitutions that the evidence proves, in no order.
func (v *Evidence) Pairs() []Pair {
	words := v.readings()
	total := map[Word]int{}
	for p, n := range words {
		total[p.A] += n
		total[p.B] += n
	}
	maps.DeleteFunc(words, func(p Pair, n int) bool {
		hi, lo := 100*n/total[p.A], 100*n/total[p.B]
		if hi < lo {
			hi, lo = lo, hi
		}
		return n < minPairs || hi < usual || lo < other
	})
	// Two words side by side that each change at the seam (妇女结合, 妇人联合)
	// look like one word that changes as a whole (女结, 人联).
	second, first := map[change]bool{}, map[change]bool{}
	for p := range words {
		a0, a1 := p.A.Tokens()
		b0, b1 := p.B.Tokens()
		switch {
		case a0 == b0:
			second[makeChange(a1, b1)] = true
		case a1 == b1:
			first[makeChange(a0, b0)] = true
		}
	}
	out := make([]Pair, 0, len(words))
	for p := range words {
		a0, a1 := p.A.Tokens()
		b0, b1 := p.B.Tokens()
		if !second[makeChange(a0, b0)] || !first[makeChange(a1, b1)] {
			out = append(out, p)
		}
	}
	return out
}

// change is a change of one character, in either direction.
type change [2]uint16

func makeChange(a, b uint16) change { return change{min(a, b), max(a, b)} }

// readings returns the counts with every change of one character read as the
// word it recurs in: 增 for 加 is seen in 一增, 要增 and 增强, but mostly in 增强.
func (v *Evidence) readings() map[Pair]int {
	best := map[change]Pair{}
	for p, n := range v.count {
		if c, ok := p.one(); ok {
			if q, seen := best[c]; !seen || n > v.count[q] || n == v.count[q] && (p.A < q.A || p.A == q.A && p.B < q.B) {
				best[c] = p
			}
		}
	}
	words := maps.Clone(v.count)
	maps.DeleteFunc(words, func(p Pair, _ int) bool {
		c, ok := p.one()
		return ok && best[c] != p
	})
	return words
}

// one returns the change of a pair whose words differ in one character.
func (p Pair) one() (change, bool) {
	a0, a1 := p.A.Tokens()
	b0, b1 := p.B.Tokens()
	switch {
	case a0 == b0:
		return makeChange(a1, b1), true
	case a1 == b1:
		return makeChange(a0, b0), true
	}
	return change{}, false
}
