// Package text checks the characters themselves: wrong ones in fixed terms and
// damage done by converters and filters.
package text

import (
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"hecha/dict"
	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/lexicon"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

// typos are wrong writings with their right ones; collocations are fixed
// phrases that are compared with what nearly matches them.
var (
	typos        = lexicon.Define("typo")
	collocations = lexicon.DefineTable("collocation")
)

var _ = rule.Register(rule.Rule{
	ID:       "text.typo",
	Title:    "固定用语中的错别字",
	Why:      "固定提法、成语、职务名称写错一个字,说明材料没有校对,或来自识别、转换过的旧稿。",
	Severity: finding.Error,
	Bad: []string{
		"非遗保护工作⟦成绩裴然⟧。",
		"由党支部⟦副主记⟧任副组长。",
		"坚持⟦实是求是⟧,⟦与时惧进⟧。",
		"⟦止目前⟧,共建成12处。",
		"营造⟦风清气证⟧的环境。",
	},
	Good: []string{
		"非遗保护工作成绩斐然。",
		"截止目前,共建成12处。",
		"大力整治文明交通秩序。",
		"坚持实事求是,与时俱进,不断再接再厉。",
		"县委宣传适时发布信息,名誉主任参加。",
	},
	Check: checkTypos,
})

func checkTypos(p *rule.Pass) {
	d := p.Doc
	for _, h := range typos.Longest(d) {
		if guarded(d.Text, h) {
			continue
		}
		p.Report(finding.Finding{
			Span:       h.Span,
			Message:    fmt.Sprintf("“%s”应为“%s”。", h.Of(d.Text), h.Row.Column(0)),
			Suggestion: fmt.Sprintf("改为“%s”。", h.Row.Column(0)),
		})
	}
	checked := 0
	for _, n := range nearMisses(d, &checked) {
		if overlapsTypo(d, n.Span) {
			continue
		}
		p.Report(finding.Finding{
			Span:       n.Span,
			Message:    fmt.Sprintf("“%s”应为“%s”,“%c”字有误。", n.Of(d.Text), n.right, n.wrong),
			Suggestion: fmt.Sprintf("改为“%s”。", n.right),
		})
	}
	p.Examined(checked)
}

// guarded reports whether the characters around a wrong writing make it part
// of other, right words.
func guarded(t string, h lexicon.Hit) bool {
	before, _ := utf8.DecodeLastRuneInString(t[:h.Start])
	after, _ := utf8.DecodeRuneInString(t[h.End:])
	return h.Start > 0 && strings.ContainsRune(h.Row.Column(1), before) || h.End < len(t) && strings.ContainsRune(h.Row.Column(2), after)
}

func overlapsTypo(d *doc.Document, sp doc.Span) bool {
	for _, h := range typos.Longest(d) {
		if h.Overlaps(sp) {
			return true
		}
	}
	return false
}

// nearMiss is a fixed phrase with one wrong character.
type nearMiss struct {
	doc.Span
	right string
	wrong rune
}

// phraseIndex finds phrases by their first and last two characters, one of
// which pairs one wrong character leaves whole.
type phraseIndex struct {
	phrases [][]rune
	byPair  map[[2]rune][]half
	leads   [1 << 13]uint64 // bit set of characters that begin a pair
}

// half says that a pair stands at offset at in a phrase.
type half struct{ phrase, at int }

var phrases = sync.OnceValue(func() *phraseIndex {
	ix := &phraseIndex{byPair: map[[2]rune][]half{}}
	for _, row := range collocations.Rows() {
		p := []rune(row.Word)
		if len(p) < 4 {
			continue
		}
		n := len(ix.phrases)
		ix.phrases = append(ix.phrases, p)
		for _, at := range []int{0, len(p) - 2} {
			ix.byPair[[2]rune{p[at], p[at+1]}] = append(ix.byPair[[2]rune{p[at], p[at+1]}], half{n, at})
			ix.leads[p[at]>>6&(1<<13-1)] |= 1 << (p[at] & 63)
		}
	}
	return ix
})

// nearMisses returns the phrases that stand in d with exactly one character
// replaced by one of like sound or shape that makes no word where it stands.
// examined counts the phrases compared.
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
				start := i - h.at
				if start < 0 || start+len(p) > len(rs) {
					continue
				}
				k, n := mismatch(p, rs[start:start+len(p)])
				if n == 0 && h.at == 0 {
					*examined++
				}
				if n != 1 || !confusable(p[k], rs[start+k]) || makesWord(rs, start+k) {
					continue
				}
				m := nearMiss{doc.Span{Start: at[start], End: at[start+len(p)]}, string(p), rs[start+k]}
				if len(out) == 0 || !out[len(out)-1].Overlaps(m.Span) {
					out = append(out, m)
				}
			}
		}
	}
	return out
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

// confusable reports whether wrong is often written for right.
func confusable(right, wrong rune) bool { return strings.ContainsRune(mistakes()[right], wrong) }

var pairWords = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(dict.Words) {
		if w, _, _ := strings.Cut(line, " "); utf8.RuneCountInString(w) == 2 {
			m[w] = true
		}
	}
	return m
})

// makesWord reports whether the character at i forms a common word with one of
// its neighbours: then it may well be meant.
func makesWord(rs []rune, i int) bool {
	return i > 0 && pairWords()[string(rs[i-1:i+1])] || i+1 < len(rs) && pairWords()[string(rs[i:i+2])]
}
