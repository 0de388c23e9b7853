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
	for _, l := range Lines(d) {
		if l.Len() > 3*80 {
			continue
		}
		if db, ok := doubled(d.Text, l.Span); ok {
			out = append(out, db)
		}
	}
	return out
})

func doubled(t string, l doc.Span) (Doubling, bool) {
	rs, at := make([]rune, 0, 80), make([]int, 0, 81)
	for i, r := range l.Of(t) {
		if r != ' ' {
			rs, at = append(rs, r), append(at, l.Start+i)
		}
	}
	at = append(at, l.End)
	db := Doubling{Span: doc.Span{Start: -1}}
	covered, pairs := 0, 0
	for i := 0; i < len(rs); {
		n := repeat(rs[i:])
		if n == 0 {
			i++
			continue
		}
		if db.Start < 0 {
			db.Start = at[i]
		}
		db.End = at[i+2*n]
		db.Longest = max(db.Longest, n)
		covered += n
		pairs++
		i += 2 * n
	}
	return db, covered >= 6 && (pairs >= 2 || covered >= 8)
}

// repeat returns the length of the longest stretch of at least two different
// characters without marks that stands twice at the start of rs, 0 if none.
func repeat(rs []rune) int {
	for n := len(rs) / 2; n >= 2; n-- {
		if rs[0] == rs[n] && rs[0] != rs[1] && slices.Equal(rs[:n], rs[n:2*n]) && !slices.ContainsFunc(rs[:n], isMark) {
			return n
		}
	}
	return 0
}

func isMark(r rune) bool { return strings.ContainsRune("、,.;:!?。·-", r) }
