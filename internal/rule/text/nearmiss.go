package text

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
)

// nearMiss is a fixed phrase written with one slip.
type nearMiss struct {
	doc.Span
	right string
	how   string // what is wrong, in Chinese

	pair   int // where the end of the phrase stands that gave it away
	phrase int
}

// Lengths of phrases, in characters, from which more is held to be a slip.
const (
	// leastPhrase: a wrong character that makes no words where it stands.
	leastPhrase = 4
	// leastEdited: a missing, doubled or exchanged character, not only a wrong one.
	leastEdited = 5
	// leastCertain: a wrong character even if it makes words where it stands.
	leastCertain = 6
)

// note adds what one end of a phrase, whose pair stands at t[at:], tells of t.
func (out *reading) note(t string, at int, ix *phraseIndex, number int, tail bool) {
	p := &ix.phrases[number]
	switch end := t[:at+pairLen]; {
	case !tail && strings.HasPrefix(t[at:], p.text):
		out.whole++
		return
	case tail && strings.HasSuffix(end, p.text):
		if !strings.HasSuffix(end[:len(end)-len(p.text)], p.text[:wideLen]) {
			return
		} // the first character twice
	case !p.nearly(t, at, tail):
		return
	}
	rs, starts, i := out.around(t, at, len(p.runes)+2)
	start, n, how := slip(p, rs, i, tail)
	if n == 0 || ix.known[string(rs[start:start+n])] {
		return // 县级文明单位 is no slip for 省级文明单位
	}
	out.slips = append(out.slips, nearMiss{doc.Span{Start: starts[start], End: starts[start+n]}, p.text, how, at, number})
}

// settle sorts the slips by the pairs that gave them away and keeps, of those
// that overlap, the first.
func (out *reading) settle() {
	slices.SortStableFunc(out.slips, func(a, b nearMiss) int {
		return cmp.Or(a.pair-b.pair, a.phrase-b.phrase)
	})
	kept := out.slips[:0]
	for _, m := range out.slips {
		if len(kept) == 0 || !kept[len(kept)-1].Overlaps(m.Span) {
			kept = append(kept, m)
		}
	}
	out.slips = kept
}

// nearly reports whether what stands at t[at:], where the first pair of the phrase
// is, or its last, may be the phrase with one slip. It reads, from the pair on, up
// to the second character behind the first difference, which comes early.
func (p *phrase) nearly(t string, at int, tail bool) bool {
	// The next character is at t[i:] and should be that at k; all that comes
	// before the first difference is of wideLen.
	size, i, step, k, dir := len(p.runes), at+pairLen, wideLen, 2, 1
	if tail {
		i, step, k, dir = at-wideLen, -wideLen, size-3, -1
	}
	r := wideAt(t, i)
	for k > 0 && k < size-1 && r == p.runes[k] {
		k += dir
		i += step
		r = wideAt(t, i)
	}
	if r == 0 {
		// Only rare characters, of four bytes, stand for common ones.
		if tail {
			i += wideLen - 1
		}
		return i >= 0 && i < len(t) && t[i] >= utf8.RuneSelf
	}
	second := wideAt(t, i+step)
	next, third := rune(-1), rune(-1) // what should be second, and behind it
	if k > 0 && k < size-1 {
		next = p.runes[k+dir]
		if k+dir > 0 && k+dir < size-1 {
			third = p.runes[k+2*dir]
		}
	}
	switch right, last := p.runes[k], p.runes[k-dir]; {
	case size > leastPhrase && r == next && (p.whole && (third < 0 || second == third) || second == right): // left out, or exchanged
		return true
	case size > leastPhrase && r == last && second == right: // twice
		return true
	}
	return (next < 0 || second == next) && p.confusable(k, r)
}

// around returns the n characters before the pair at t[at:], the pair, and the
// n behind it, fewer at the ends of t, where each starts in t, the last one's
// end included, and which of them the pair begins with. They are good until the
// next call.
func (out *reading) around(t string, at, n int) (rs []rune, starts []int, i int) {
	rs, starts = out.rs[:0], out.starts[:0]
	from := at
	for ; i < n && from > 0; i++ {
		_, w := utf8.DecodeLastRuneInString(t[:from])
		from -= w
	}
	for len(rs) < i+2+n && from < len(t) {
		r, w := utf8.DecodeRuneInString(t[from:])
		rs, starts = append(rs, r), append(starts, from)
		from += w
	}
	out.rs, out.starts = rs, append(starts, from)
	return out.rs, out.starts, i
}

// slip compares the phrase p with rs, where one of p's end pairs stands at i. It
// returns where in rs the phrase begins, how many characters it takes there, 0
// if it does not stand there with one slip, and what the slip is. Only a whole
// phrase may miss a character: others have shorter forms.
func slip(p *phrase, rs []rune, i int, tail bool) (start, n int, how string) {
	size := len(p.runes)
	s := i
	if tail {
		s = i + 2 - size
	}
	if s >= 0 && s+size <= len(rs) {
		a := rs[s : s+size]
		k, wrong := mismatch(p.runes, a)
		switch {
		case wrong == 1 && p.confusable(k, a[k]) && !meant(rs, s, size, k):
			return s, size, fmt.Sprintf("“%c”字有误", a[k])
		case size >= leastEdited && wrong == 2 && k > 0 && p.runes[k-1] == a[k] && p.runes[k] == a[k-1] && !wordy(a):
			return s, size, "字序颠倒"
		}
	}
	if size < leastEdited {
		return 0, 0, ""
	}
	// With a character less or more, a pair at the end leaves the start elsewhere.
	for _, more := range []int{-1, 1} {
		s, w := i, size+more
		if tail {
			s = i + 2 - w
		}
		if s < 0 || s+w > len(rs) {
			continue
		}
		a := rs[s : s+w]
		k := 0
		for k < min(w, size) && p.runes[k] == a[k] {
			k++
		}
		switch {
		case k == 0 || k > size-2:
		case more < 0 && p.whole && slices.Equal(p.runes[k+1:], a[k:]) && !(k == size-2 && runsOn(rs, s+w)) && !wordy(a):
			return s, w, fmt.Sprintf("漏了“%c”字", p.runes[k])
		case more > 0 && a[k] == a[k-1] && slices.Equal(p.runes[k:], a[k+1:]):
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

// meant reports whether the character at k of the n characters from start may
// be right after all: it makes a word with what stands around them, or all of
// them read as words. Of long phrases only an outright other word counts.
func meant(rs []rune, start, n, k int) bool {
	if n >= leastCertain {
		return false
	}
	switch {
	case k == 0 && start > 0 && isWord(rs[start-1:start+1]):
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
			if isWord(rs[i : i+n]) {
				reach[i+n] = true
			}
		}
	}
	return reach[len(rs)]
}

// runsOn reports whether the character before end makes a word with the next.
func runsOn(rs []rune, end int) bool { return end < len(rs) && isWord(rs[end-1:end+1]) }
