package profile

import (
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
	ev := evidence(d, lines)
	if ev.kinds < 2 && ev.provinces < 2 {
		return nil
	}
	var out []int
	from := 0
	for _, to := range append(append([]int{}, known...), len(lines)) {
		if to-from >= 6 && to-from <= maxParagraphs {
			out = append(out, ev.partition(d, lines, from, to)...)
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

type voices struct {
	kinds, provinces int
	// self[i] and place[i] hold what paragraph i says, by number of kind and
	// of province.
	self, place []map[int]float64
}

// strongKinds are the self-names and subjects that tell units apart; those in
// one group are compatible (a 局 has a 办公室 and a 支部).
var strongKinds = map[string]int{"街道": 1, "办事处": 1, "局": 2, "厅": 2, "委": 3, "妇联": 3, "校": 4, "学校": 4, "院": 5, "镇": 6, "乡": 6, "村": 7, "社区": 8, "馆": 9, "公司": 10, "集团": 10, "处": 11, "行": 12, "站": 13, "所": 14, "支队": 15, "大队": 15, "中心": 16}

func evidence(d *doc.Document, lines []segment.Line) *voices {
	v := &voices{self: make([]map[int]float64, len(lines)), place: make([]map[int]float64, len(lines))}
	kinds, provinces := map[int]bool{}, map[int]bool{}
	add := func(to []map[int]float64, i, key int, w float64) {
		if to[i] == nil {
			to[i] = map[int]float64{}
		}
		to[i][key] = min(to[i][key]+w, 3)
	}
	for _, h := range selfHits.Of(d) {
		if k := strongKinds[h.name]; k > 0 {
			if i := segment.LineAt(lines, h.Start); i >= 0 {
				add(v.self, i, k, selfWeight)
				kinds[k] = true
			}
		}
	}
	sentences := segment.Sentences(d)
	for _, o := range orgs(d) {
		if o.superior || len(o.self) == 0 {
			continue
		}
		i := segment.LineAt(lines, o.Start)
		s := segment.At(sentences, o.Start)
		if i < 0 || s < 0 {
			continue
		}
		// The unit as the subject of its sentence: 街道办事处把…, 省旅游局十分重视….
		if k := strongKinds[o.self[0]]; k > 0 && leads(d.Text[sentences[s].Start:o.Start]) && acts(d.Text[o.End:]) {
			add(v.self, i, k, 1)
			kinds[k] = true
		}
	}
	for i, l := range lines {
		// 处党支部, 局党组: the unit's kind in front of its party body.
		text := l.Of(d.Text)
		partyBodies.Each(text, func(n, _ int) {
			k := partyKinds[n]
			add(v.self, i, k, 1)
			kinds[k] = true
		})
	}
	for _, m := range division.Mentions(d) {
		i := segment.LineAt(lines, m.Start)
		p := province(m)
		if i < 0 || p == 0 {
			continue
		}
		add(v.place, i, p, 1)
		provinces[p] = true
	}
	v.kinds, v.provinces = len(kinds), len(provinces)
	return v
}

// partyBodies are the kinds of units in front of their party bodies, and
// partyKinds the kinds they stand for.
var (
	partyBodies = lexicon.NewList("处党支部", "处党委", "局党组", "局党委", "校党支部", "校党委", "院党委", "馆党支部", "镇党委")
	partyKinds  = []int{11, 11, 2, 2, 4, 4, 5, 9, 6}
)

// acts reports whether what follows a name makes it the one who acts.
func acts(after string) bool {
	for _, w := range []string{"把", "将", "坚持", "十分", "高度", "认真", "始终", "不断", "积极", "多方", "紧紧", "紧扣", "深入", "按照", "以", "党", "切实", "大力", "立足", "结合", "现有", "辖", "先后"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}

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

// partition returns the joints inside paragraphs from..to.
func (v *voices) partition(d *doc.Document, lines []segment.Line, from, to int) []int {
	n := to - from
	// said[i] is all evidence of the first i paragraphs.
	said := make([]float64, n+1)
	for i := range n {
		said[i+1] = said[i] + total(v.self[from+i]) + total(v.place[from+i])
	}
	cost := make([]float64, n+1)
	back := make([]int, n+1)
	for e := 1; e <= n; e++ {
		cost[e] = -1
		self, place := map[int]float64{}, map[int]float64{}
		for b := e - 1; b >= 0; b-- {
			accumulate(self, v.self[from+b])
			accumulate(place, v.place[from+b])
			c := cost[b] + dissent(self) + placeWeight*dissent(place)
			if b > 0 {
				c += jointPrice
				if !opening(d.Text, lines[from+b]) {
					c += weakPrice
				}
				if said[e]-said[b] < minEvidence || said[b] < minEvidence {
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

func accumulate(to, m map[int]float64) {
	for k, w := range m {
		to[k] += w
	}
}

func total(m map[int]float64) (t float64) {
	for _, w := range m {
		t += w
	}
	return t
}

// dissent is the evidence that does not belong to the majority.
func dissent(m map[int]float64) float64 {
	top := 0.0
	for _, w := range m {
		top = max(top, w)
	}
	return total(m) - top
}

// longer reports whether s has more than n characters, without counting those
// of a whole paragraph.
func longer(s string, n int) bool {
	return len(s) > n*utf8.UTFMax || utf8.RuneCountInString(s) > n
}

// opening reports whether a paragraph may begin a report: an introduction or a
// title, not an item of a list, which rather is a paragraph lifted from elsewhere.
func opening(t string, l segment.Line) bool {
	text := l.Of(t)
	for _, w := range []string{"近年来", "今年以来", "一年来", "三年来", "长期以来", "多年来", "具体做法", "我", "本", "为", "各位", "同志们"} {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return !longer(text, longestTitle) && !strings.Contains(text, "。") && l.Enumerator.Empty()
}
