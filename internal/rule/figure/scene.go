package figure

import (
	"slices"
	"strings"

	"hecha/internal/claim"
	"hecha/internal/doc"
	"hecha/internal/lexicon"
	"hecha/internal/quantity"
)

// chars is the set of characters of a stretch, told apart by the low six bits
// of their code: when one of a word's bits is missing, the word is not there.
type chars uint64

// charsOf returns the characters of s.
func charsOf(s string) (set chars) {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0xe0 && i+2 < len(s) {
			i += 2 // the third byte of a Chinese character holds the low bits
		}
		set |= 1 << (s[i] & 63)
	}
	return set
}

// have reports whether all of word's characters may be in the set.
func (set chars) have(word chars) bool { return set&word == word }

// words are searched for in stretches whose characters are known.
type words struct {
	list []string
	// need are the characters of each word; one of any is in every word.
	need []chars
	any  chars
}

func newWords(list ...string) *words {
	w := &words{list: list}
	for _, s := range list {
		w.need = append(w.need, charsOf(s))
	}
	// Few characters for any: each time the one that most of the words share.
	left := slices.Clone(w.need)
	for len(left) > 0 {
		var best chars
		most := 0
		for bit := chars(1); bit != 0; bit <<= 1 {
			n := 0
			for _, need := range left {
				if need&bit != 0 {
					n++
				}
			}
			if n > most {
				best, most = bit, n
			}
		}
		w.any |= best
		left = slices.DeleteFunc(left, func(need chars) bool { return need&best != 0 })
	}
	return w
}

// in reports whether one of the words stands in s, whose characters are set.
func (w *words) in(s string, set chars) bool { return w.first(s, set) >= 0 }

// first returns the smallest number of a word that stands in s, whose
// characters are set; -1 if none does.
func (w *words) first(s string, set chars) int {
	if set&w.any != 0 {
		for i, n := range w.need {
			if set.have(n) && strings.Contains(s, w.list[i]) {
				return i
			}
		}
	}
	return -1
}

// may reports whether the characters of one of the words are in the set.
func (w *words) may(set chars) bool {
	if set&w.any != 0 {
		for _, n := range w.need {
			if set.have(n) {
				return true
			}
		}
	}
	return false
}

// sentence is a sentence with figures.
type sentence struct {
	*claim.Sentence
	// prev are the figures of the sentence before, if it stands in the same
	// paragraph.
	prev []claim.Claim
	// chars are all characters of the sentence, cues those of all its words.
	chars chars
	cues  cue
	// shares tells that one of the figures is a percentage or a multiple, vague
	// that one has approximators.
	shares, vague bool
	// words are the words with cues that begin in the sentence.
	words []lexicon.Hit
	// sites are the characters and cues around each figure.
	sites []site
}

// site is what stands before a figure.
type site struct {
	// gap reaches back to the figure before or the sentence's start, lead is
	// that of the claim's Lead. clause holds all of clauseText, and more where
	// that is cut short.
	gap, clause, lead chars
	// words[from:to] begin in clauseText; cues are those of them that end there.
	from, to int32
	cues     cue
	// amount tells that the figure can be added or divided.
	amount bool
	// average tells that the figure is one, nil that it is none.
	average *wording
}

// sites is room for the sites of all sentences.
var sites = doc.DefineReusing(func(d *doc.Document, spent []site) []site {
	n := 0
	ss := claim.Sentences(d)
	for i := range ss {
		n += len(ss[i].Claims)
	}
	clear(spent)
	return slices.Grow(spent[:0], n)[:n]
})

// sentences are the sentences of a report with figures.
var sentences = doc.DefineReusing(func(d *doc.Document, spent []sentence) []sentence {
	ss := claim.Sentences(d)
	room := sites.Of(d)
	hits := cueClass.In(d)
	clear(spent)
	out := slices.Grow(spent[:0], len(ss))[:len(ss)]
	for i := range ss {
		s := &out[i]
		s.Sentence = &ss[i]
		if i > 0 && ss[i-1].Line == s.Line && ss[i-1].Number == s.Number-1 {
			s.prev = ss[i-1].Claims
		}
		s.sites, room = room[:len(s.Claims):len(s.Claims)], room[len(s.Claims):]
		for len(hits) > 0 && hits[0].Start < s.Start {
			hits = hits[1:]
		}
		k := 0
		for ; k < len(hits) && hits[k].Start < s.End; k++ {
			if hits[k].End <= s.End {
				s.cues |= cueOf(&hits[k])
			}
		}
		s.words = hits[:k]
		s.placeChars(d.Text)
		s.placeCues(d.Text)
	}
	return out
})

// placeChars sets the characters of a sentence and its sites, and what its
// figures are.
func (s *sentence) placeChars(t string) {
	end := s.Start // of the figure before
	var own, clause chars
	for k := range s.Claims {
		c, at := &s.Claims[k], &s.sites[k]
		if k == 0 || c.Clause.Start >= end {
			clause = 0
		} else {
			clause |= own
		}
		s.shares = s.shares || c.Kind == quantity.Percent || c.Kind == quantity.Multiple
		s.vague = s.vague || len(c.Approximators) > 0
		at.amount = isAmount(c)
		at.lead = charsOf(c.Lead.Of(t))
		inside := at.lead | charsOf(between(t, max(c.Clause.Start, end), c.Lead.Start))
		clause |= inside
		at.clause = clause
		at.gap = inside | charsOf(between(t, end, min(c.Clause.Start, c.Lead.Start)))
		own = charsOf(c.Of(t))
		s.chars |= at.gap | own
		end = c.End
	}
	s.chars |= charsOf(between(t, end, s.End))
}

// placeCues sets the words before each figure. A clause's words bear on a figure
// over a bounded stretch, so that few are looked at twice.
func (s *sentence) placeCues(t string) {
	if len(s.words) == 0 {
		return
	}
	from := 0
	for k := range s.Claims {
		c, at := &s.Claims[k], &s.sites[k]
		start := c.ClauseStart(t)
		for from < len(s.words) && s.words[from].Start < start {
			from++
		}
		to := from
		for ; to < len(s.words) && s.words[to].Start < c.Start; to++ {
			if h := &s.words[to]; h.End <= c.Start {
				at.cues |= cueOf(h)
			}
		}
		at.from, at.to = int32(from), int32(to)
		if at.cues&averageCue != 0 {
			if w := averageOf(t, c); w.class != "" {
				at.average = &w
			}
		}
	}
}

// lastChar is strings.LastIndex for one Chinese character.
func lastChar(s, char string) int {
	for i := len(s) - 1; i >= 2; i-- {
		if s[i-2] < 0xe0 {
			continue
		}
		i -= 2
		if s[i:i+3] == char {
			return i
		}
	}
	return -1
}

// between returns what stands between two places, "" if nothing does.
func between(t string, from, to int) string {
	if from >= to {
		return ""
	}
	return t[from:to]
}
