package quantity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/internal/lexicon"
)

var figureTable = lexicon.DefineTable("figureword")

// The uses of the words in dict/lexicon/figureword.tsv; that file says what
// each means.
const (
	useService   = "service"
	usePoints    = "points"
	useOccasion  = "occasion"
	useField     = "field"
	useRateVerb  = "rateverb"
	useRate      = "rate"
	useNoRate    = "norate"
	useGrowth    = "growth"
	useArticle   = "article"
	useMotto     = "motto"
	useAssembly  = "assembly"
	usePlace     = "place"
	useSlogan    = "slogan"
	useWordCheng = "nocheng"
	usePeople    = "people"
	useLasting   = "lasting"
	useHead      = "headword"
	usePart      = "part"
	useKeep      = "keep"
	usePay       = "pay"
)

// wordSet holds words by first and by last character, longest first.
type wordSet struct {
	words       map[string]bool
	first, last map[rune][]string
}

func wordSets(rows []lexicon.Row) map[string]*wordSet {
	sets := map[string]*wordSet{}
	for _, row := range rows {
		set := sets[row.Column(0)]
		if set == nil {
			set = &wordSet{map[string]bool{}, map[rune][]string{}, map[rune][]string{}}
			sets[row.Column(0)] = set
		}
		a, _ := utf8.DecodeRuneInString(row.Word)
		b, _ := utf8.DecodeLastRuneInString(row.Word)
		set.words[row.Word] = true
		set.first[a] = append(set.first[a], row.Word)
		set.last[b] = append(set.last[b], row.Word)
	}
	longest := func(a, b string) int { return len(b) - len(a) }
	for _, set := range sets {
		for r := range set.first {
			slices.SortStableFunc(set.first[r], longest)
		}
		for r := range set.last {
			slices.SortStableFunc(set.last[r], longest)
		}
	}
	return sets
}

// starts returns the length of the longest word of a set that t begins with, 0
// if none.
func (s *wordSet) starts(t string) int {
	r, _ := utf8.DecodeRuneInString(t)
	for _, w := range s.first[r] {
		if strings.HasPrefix(t, w) {
			return len(w)
		}
	}
	return 0
}

// ends returns the length of the longest word of a set that t ends in, 0 if
// none.
func (s *wordSet) ends(t string) int {
	r, _ := utf8.DecodeLastRuneInString(t)
	for _, w := range s.last[r] {
		if strings.HasSuffix(t, w) {
			return len(w)
		}
	}
	return 0
}

func (w *wordTables) starts(use, t string) int { return w.sets[use].starts(t) }
func (w *wordTables) ends(use, t string) int   { return w.sets[use].ends(t) }
func (w *wordTables) is(use, word string) bool { return w.sets[use].words[word] }
