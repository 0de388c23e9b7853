package text

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"hecha/dict"
	"hecha/internal/doc"
	"hecha/internal/lexicon"
	"hecha/internal/segment"
)

// nearMiss is a fixed phrase written with one slip.
type nearMiss struct {
	doc.Span
	right string
	how   string // what is wrong, in Chinese
}

// Lengths of phrases, in characters, from which more is held to be a slip.
const (
	// leastEdited: a missing, doubled or exchanged character, not only a wrong one.
	leastEdited = 5
	// leastCertain: a wrong character even if it makes words where it stands.
	leastCertain = 6
)

// phraseIndex finds phrases by their first and last two characters, one of
// which pairs a single slip leaves whole.
type phraseIndex struct {
	phrases [][]rune
	whole   map[int]bool // phrases that have no shorter form
	known   map[string]bool
	byPair  map[[2]rune][]half
	leads   [1 << 13]uint64 // bit set of characters that begin a pair
}

// half says that a pair stands at offset at in a phrase.
type half struct{ phrase, at int }

var phrases = sync.OnceValue(func() *phraseIndex {
	ix := &phraseIndex{byPair: map[[2]rune][]half{}, whole: map[int]bool{}}
	ix.known = map[string]bool{}
	seen := ix.known
	add := func(w string, whole bool) {
		p := []rune(w)
		if len(p) < 4 || seen[w] {
			return
		}
		seen[w] = true
		n := len(ix.phrases)
		if whole {
			ix.whole[n] = true
		}
		ix.phrases = append(ix.phrases, p)
		for _, at := range []int{0, len(p) - 2} {
			ix.byPair[[2]rune{p[at], p[at+1]}] = append(ix.byPair[[2]rune{p[at], p[at+1]}], half{n, at})
			ix.leads[p[at]>>6&(1<<13-1)] |= 1 << (p[at] & 63)
		}
	}
	for _, row := range collocations.Rows() {
		add(row.Word, row.Column(0) == "whole")
	}
	for line := range strings.Lines(dict.Words) {
		// gse marks idioms "i".
		if f := strings.Fields(line); len(f) == 3 && f[2] == "i" && utf8.RuneCountInString(f[0]) == 4 {
			add(f[0], false)
		}
	}
	return ix
})

// nearMisses returns the phrases that stand in d with exactly one slip: a
// character replaced by one of like sound or shape, and in long phrases one
// written twice, exchanged with the next, or left out. examined counts the
// phrases found whole.
func nearMisses(d *doc.Document, examined *int) []nearMiss {
	ix := phrases()
	var out []nearMiss
	var rs []rune
	var at []int
	for _, l := range segment.Lines(d) {
		rs, at = rs[:0], at[:0]
		for i, r := range l.Of(d.Text) {
			rs, at = append(rs, r), append(at, l.Start+i)
		}
		at = append(at, l.End)
		for i := 0; i+1 < len(rs); i++ {
			r := rs[i]
			if ix.leads[r>>6&(1<<13-1)]&(1<<(r&63)) == 0 {
				continue
			}
			for _, h := range ix.byPair[[2]rune{r, rs[i+1]}] {
				p := ix.phrases[h.phrase]
				if h.at == 0 && i+len(p) <= len(rs) && slices.Equal(p, rs[i:i+len(p)]) {
					*examined++
					continue
				}
				start, n, how := slip(p, rs, i, h.at, ix.whole[h.phrase])
				if n == 0 || ix.known[string(rs[start:start+n])] {
					continue // 县级文明单位 is no slip for 省级文明单位
				}
				m := nearMiss{doc.Span{Start: at[start], End: at[start+n]}, string(p), how}
				if len(out) == 0 || !out[len(out)-1].Overlaps(m.Span) {
					out = append(out, m)
				}
			}
		}
	}
	return out
}

// slip compares the phrase p with rs, where p's pair at offset pair stands at
// i. It returns where in rs the phrase begins, how many characters it takes
// there, 0 if it does not stand there with one slip, and what the slip is.
// Only a whole phrase may miss a character: others have shorter forms.
func slip(p, rs []rune, i, pair int, whole bool) (start, n int, how string) {
	if s := i - pair; s >= 0 && s+len(p) <= len(rs) {
		a := rs[s : s+len(p)]
		k, wrong := mismatch(p, a)
		switch {
		case wrong == 1 && confusable(p[k], a[k]) && !meant(rs, s, len(p), k):
			return s, len(p), fmt.Sprintf("“%c”字有误", a[k])
		case len(p) >= leastEdited && wrong == 2 && k > 0 && p[k-1] == a[k] && p[k] == a[k-1] && !wordy(a):
			return s, len(p), "字序颠倒"
		}
	}
	if len(p) < leastEdited {
		return 0, 0, ""
	}
	// With a character less or more, a pair at the end leaves the start elsewhere.
	for _, more := range []int{-1, 1} {
		s, w := i, len(p)+more
		if pair > 0 {
			s = i + 2 - w
		}
		if s < 0 || s+w > len(rs) {
			continue
		}
		a := rs[s : s+w]
		k := 0
		for k < min(w, len(p)) && p[k] == a[k] {
			k++
		}
		switch {
		case k == 0 || k > len(p)-2:
		case more < 0 && whole && slices.Equal(p[k+1:], a[k:]) && !wordy(a) && !(k == len(p)-2 && runsOn(rs, s+w)):
			return s, w, fmt.Sprintf("漏了“%c”字", p[k])
		case more > 0 && a[k] == a[k-1] && slices.Equal(p[k:], a[k+1:]):
			return s, w, fmt.Sprintf("多了一个“%c”字", a[k])
		}
	}
	return 0, 0, ""
}

// mismatch returns the last place at which a and b differ and how many there
// are.
func mismatch(a, b []rune) (at, n int) {
	for i := range a {
		if a[i] != b[i] {
			at = i
			n++
		}
	}
	return at, n
}

var mistakes = sync.OnceValue(func() map[rune]string {
	m := map[rune]string{}
	for _, row := range lexicon.Parse(dict.Confusable) {
		r, _ := utf8.DecodeRuneInString(row.Word)
		m[r] = row.Column(0)
	}
	return m
})

// ranks are the names of levels; one for another is another level.
const ranks = "国省市州县区镇乡村"

// confusable reports whether wrong is often written for right.
func confusable(right, wrong rune) bool {
	if strings.ContainsRune(ranks, right) && strings.ContainsRune(ranks, wrong) {
		return false
	}
	return strings.ContainsRune(mistakes()[right], wrong)
}

// longestWord is the length of the longest word kept, in characters.
const longestWord = 5

var words = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(dict.Words) {
		w, _, _ := strings.Cut(line, " ")
		if n := utf8.RuneCountInString(w); n >= 2 && n <= longestWord {
			m[w] = true
		}
	}
	return m
})

// meant reports whether the character at k of the n characters from start may
// be right after all: it makes a word with what stands around them, or all of
// them read as words. Of long phrases only an outright other word counts.
func meant(rs []rune, start, n, k int) bool {
	if n >= leastCertain {
		return false
	}
	switch {
	case k == 0 && start > 0 && words()[string(rs[start-1:start+1])]:
		return true
	case k == n-1 && runsOn(rs, start+n):
		return true
	}
	return wordy(rs[start : start+n])
}

// wordy reports whether rs reads as words of two characters and more.
func wordy(rs []rune) bool {
	reach := make([]bool, len(rs)+1)
	reach[0] = true
	for i := range rs {
		for n := 2; reach[i] && n <= longestWord && i+n <= len(rs); n++ {
			if words()[string(rs[i:i+n])] {
				reach[i+n] = true
			}
		}
	}
	return reach[len(rs)]
}

// runsOn reports whether the character before end makes a word with the next.
func runsOn(rs []rune, end int) bool { return end < len(rs) && words()[string(rs[end-1:end+1])] }
