package profile

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/internal/division"
	"hecha/internal/doc"
	"hecha/internal/lexicon"
	"hecha/internal/segment"
)

// changes finds joints that nothing marks: reports spliced one behind another.
// Each paragraph speaks of itself in some terms — 我街道, 我局, 处党支部 — and in
// the name of some place. A partition into stretches is sought (dynamic
// programming over paragraphs) in which each stretch keeps to one self-name
// and one province; a stretch pays for evidence against its majority, and
// every joint has a fixed price, so that a report that merely mentions others
// stays whole. Known joints are kept as borders.
func changes(d *doc.Document, known []int) []int {
	lines := segment.Lines(d)
	var room [64]vote // most reports need no more, and go no further
	vs := votes(d, lines, room[:0])
	if !divided(vs) {
		return nil
	}
	p := newParagraphs(d, lines, slices.Clone(vs))
	var out []int
	from := 0
	for _, to := range append(append([]int{}, known...), len(lines)) {
		if to-from >= 6 && to-from <= maxParagraphs {
			out = append(out, p.partition(from, to)...)
		}
		from = to
	}
	return out
}

// maxParagraphs bounds the quadratic search; longer texts are read as one
// report unless marked.
const maxParagraphs = 300

// Prices of the search, in mentions.
const (
	jointPrice  = 2.5
	weakPrice   = 4.0 // a joint before a paragraph that does not open anything
	placeWeight = 1.5
	selfWeight  = 2.0 // 我局: nobody says it who has just said 我街道
	minEvidence = 2.0 // each side must speak for itself at least this much
)

// strongKinds are the self-names and subjects that tell units apart; those in
// one group are compatible (a 局 has a 办公室 and a 支部).
var strongKinds = map[string]int{"街道": 1, "办事处": 1, "局": 2, "厅": 2, "委": 3, "妇联": 3, "校": 4, "学校": 4, "院": 5, "镇": 6, "乡": 6, "村": 7, "社区": 8, "馆": 9, "公司": 10, "集团": 10, "处": 11, "行": 12, "站": 13, "所": 14, "支队": 15, "大队": 15, "中心": 16}

// strongSelf are the groups by number of selfKinds, 0 for none.
var strongSelf = func() (groups [64]int) {
	for i, name := range selfKinds {
		groups[i] = strongKinds[name]
	}
	return groups
}()

// partyBodies are the kinds of units in front of their party bodies, and
// partyKinds the groups they stand for.
var (
	partyBodies = lexicon.DefineWords("profile.party-body", "处党支部", "处党委", "局党组", "局党委", "校党支部", "校党委", "院党委", "馆党支部", "镇党委")
	partyKinds  = []int{11, 11, 2, 2, 4, 4, 5, 9, 6}
)

// vote is evidence of what a paragraph speaks for.
type vote struct {
	line int
	// of is a group of strongKinds, or firstPlace and the number of a province.
	of     int
	weight float64
}

const (
	firstPlace = 20
	subjects   = firstPlace + 100 // how many values vote.of has
)

// votes appends the evidence of all paragraphs to out.
func votes(d *doc.Document, lines []segment.Line, out []vote) []vote {
	add := func(at, of int, w float64) {
		if i := segment.LineAt(lines, at); i >= 0 {
			out = append(out, vote{i, of, w})
		}
	}
	for _, h := range selfHits.Of(d) {
		if k := strongSelf[h.kind]; k > 0 {
			add(h.Start, k, selfWeight)
		}
	}
	sentences := segment.Sentences(d)
	all := Organisations(d)
	for i := range all {
		o := &all[i]
		if o.Superior || o.strong == 0 || actWords.Opens(d.Text[o.End:]) < 0 {
			continue
		}
		// The unit as the subject of its sentence: 街道办事处把…, 省旅游局十分重视….
		if leads(d.Text, sentences, o.Start) {
			add(o.Start, o.strong, 1)
		}
	}
	for _, h := range partyBodies.In(d) {
		// 处党支部, 局党组: the unit's kind in front of its party body.
		add(h.Start, partyKinds[h.Row.Number], 1)
	}
	for _, m := range division.Mentions(d) {
		if p := province(m); p > 0 {
			add(m.Start, firstPlace+p, 1)
		}
	}
	return out
}

// divided reports whether the votes are for two kinds or for two provinces.
func divided(vs []vote) bool {
	kind, place := 0, 0
	for _, v := range vs {
		first := &kind
		if v.of >= firstPlace {
			first = &place
		}
		if *first == 0 {
			*first = v.of
		} else if *first != v.of {
			return true
		}
	}
	return false
}

// actWords stand behind a name that is the one who acts.
var actWords = lexicon.NewList("把", "将", "坚持", "十分", "高度", "认真", "始终", "不断", "积极", "多方", "紧紧", "紧扣", "深入", "按照", "以", "党", "切实", "大力", "立足", "结合", "现有", "辖", "先后")

// province returns the province of an unambiguous mention as a number, else 0.
func province(m division.Mention) int {
	p := ""
	for _, c := range m.Codes {
		if p != "" && string(c[:2]) != p {
			return 0
		}
		p = string(c[:2])
	}
	if len(p) < 2 {
		return 0
	}
	return int(p[0]-'0')*10 + int(p[1]-'0')
}

// paragraphs are the lines of a text with what they speak for.
type paragraphs struct {
	// votes[i] are those of line i, one for each that is spoken for.
	votes [][]vote
	// said[i] is all evidence before line i.
	said []float64
	// opens tells the lines that may begin a report.
	opens []bool
}

// mostSaid is how much one paragraph can say for one thing.
const mostSaid = 3

func newParagraphs(d *doc.Document, lines []segment.Line, vs []vote) *paragraphs {
	slices.SortFunc(vs, func(a, b vote) int { return cmp.Or(a.line-b.line, a.of-b.of) })
	kept := vs[:0]
	for _, v := range vs {
		if n := len(kept); n > 0 && kept[n-1].line == v.line && kept[n-1].of == v.of {
			kept[n-1].weight = min(kept[n-1].weight+v.weight, mostSaid)
		} else {
			kept = append(kept, v)
		}
	}
	p := &paragraphs{make([][]vote, len(lines)), make([]float64, len(lines)+1), make([]bool, len(lines))}
	for i, l := range lines {
		p.opens[i] = opening(d.Text, l)
		p.said[i+1] = p.said[i]
		n := 0
		for n < len(kept) && kept[n].line == i {
			p.said[i+1] += kept[n].weight
			n++
		}
		p.votes[i], kept = kept[:n], kept[n:]
	}
	return p
}

// partition returns the joints inside lines from..to.
func (p *paragraphs) partition(from, to int) []int {
	n := to - from
	cost := make([]float64, n+1)
	back := make([]int, n+1)
	for e := 1; e <= n; e++ {
		cost[e] = -1
		var sums [subjects]float64
		var kinds, places tally
		for b := e - 1; b >= 0; b-- {
			for _, v := range p.votes[from+b] {
				sums[v.of] += v.weight
				if v.of < firstPlace {
					kinds.add(v.weight, sums[v.of])
				} else {
					places.add(v.weight, sums[v.of])
				}
			}
			c := kinds.dissent() + placeWeight*places.dissent()
			if cost[e] >= 0 && c >= cost[e] {
				break // a longer stretch only has more dissent
			}
			c += cost[b]
			if b > 0 {
				c += jointPrice
				if !p.opens[from+b] {
					c += weakPrice
				}
				if at := p.said[from+b]; p.said[from+e]-at < minEvidence || at-p.said[from] < minEvidence {
					c += jointPrice
				}
			}
			if cost[e] < 0 || c < cost[e] {
				cost[e], back[e] = c, b
			}
		}
	}
	var out []int
	for e := n; back[e] > 0; e = back[e] {
		out = append(out, from+back[e])
	}
	return out
}

// tally counts the evidence of a stretch: all, and the most for one thing.
type tally struct{ all, top float64 }

// add counts w more for a thing that now has sum.
func (t *tally) add(w, sum float64) {
	t.all += w
	t.top = max(t.top, sum)
}

// dissent is the evidence that does not belong to the majority.
func (t *tally) dissent() float64 { return t.all - t.top }

// longer reports whether s has more than n characters, without counting those
// of a whole paragraph.
func longer(s string, n int) bool {
	return len(s) > n*utf8.UTFMax || utf8.RuneCountInString(s) > n
}

var openers = lexicon.NewList("近年来", "今年以来", "一年来", "三年来", "长期以来", "多年来", "具体做法", "我", "本", "为", "各位", "同志们")

// opening reports whether a paragraph may begin a report: an introduction or a
// title, not an item of a list, which rather is a paragraph lifted from elsewhere.
func opening(t string, l segment.Line) bool {
	text := l.Of(t)
	if openers.Opens(text) >= 0 {
		return true
	}
	return !longer(text, longestTitle) && !strings.Contains(text, "。") && l.Enumerator.Empty()
}
