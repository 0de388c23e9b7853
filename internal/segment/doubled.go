package segment

import (
	"slices"
	"strings"

	"hecha/internal/doc"
)

// Doubling is a stretch of a short line whose words stand twice in a row, as
// when the text layer of a page was read twice: 年度年度工作总结工作总结.
type Doubling struct {
	doc.Span
	// Longest is the length of the longest repeated stretch, in characters.
	Longest int
}

// DoubledPhrase is the length from which a doubled stretch is a phrase written
// twice rather than words printed over each other.
const DoubledPhrase = 6

// Doublings returns the doubled lines of d. Reduplicated words (件件, 学习学习)
// are too short to count alone.
func Doublings(d *doc.Document) []Doubling { return doublings.Of(d) }

var doublings = doc.Define(func(d *doc.Document) []Doubling {
	var out []Doubling
	var c characters
	for _, l := range Lines(d) {
		if l.Len() > longestDoubled || l.Len() < 2*leastDoubled {
			continue
		}
		c.read(l.Of(d.Text))
		if db, ok := c.doubled(l.Start); ok {
			out = append(out, db)
		}
	}
	return out
})

const (
	// longestDoubled is the length of the longest line looked at, in bytes.
	longestDoubled = 3 * 80
	// leastDoubled is how many characters of a line must stand twice.
	leastDoubled = 6
)

// characters are those of a short line but its spaces.
type characters struct {
	n  int
	of [longestDoubled]rune
	at [longestDoubled + 1]uint8 // where each begins in the line
	// next is 1 + the next place of the same character, or of one that shares
	// its last bits; 0 if there is none.
	next [longestDoubled]uint8
}

func (c *characters) read(line string) {
	c.n = 0
	for i, r := range line {
		if r != ' ' {
			c.of[c.n], c.at[c.n] = r, uint8(i)
			c.n++
		}
	}
	c.at[c.n] = uint8(len(line))
	var last [256]uint8
	for i := c.n - 1; i >= 0; i-- {
		p := &last[uint8(c.of[i])]
		c.next[i], *p = *p, uint8(i+1)
	}
}

// doubled returns what stands twice in a line that begins at start.
func (c *characters) doubled(start int) (Doubling, bool) {
	db := Doubling{Span: doc.Span{Start: -1}}
	covered, pairs := 0, 0
	for i := 0; i < c.n; {
		n := c.repeat(i)
		if n == 0 {
			i++
			continue
		}
		if db.Start < 0 {
			db.Start = start + int(c.at[i])
		}
		db.End = start + int(c.at[i+2*n])
		db.Longest = max(db.Longest, n)
		covered += n
		pairs++
		i += 2 * n
	}
	return db, covered >= leastDoubled && (pairs >= 2 || covered >= 8)
}

// repeat returns the length of the longest stretch of at least two different
// characters without marks that stands twice from place i, 0 if none.
func (c *characters) repeat(i int) int {
	best := 0
	for j := int(c.next[i]); j > 0; j = int(c.next[j-1]) {
		n := j - 1 - i
		if i+2*n > c.n {
			break
		}
		if n >= 2 && c.of[i] != c.of[i+1] && slices.Equal(c.of[i:i+n], c.of[i+n:i+2*n]) && !slices.ContainsFunc(c.of[i:i+n], isMark) {
			best = n
		}
	}
	return best
}

func isMark(r rune) bool { return strings.ContainsRune("、,.;:!?。·-", r) }
