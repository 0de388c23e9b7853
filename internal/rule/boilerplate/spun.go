package boilerplate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/lexicon"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

// spun are phrases seen in texts that a word-swapping program has been over;
// swapped are further ones, made from swapped words and common phrases.
var (
	spun    = lexicon.Define("spun")
	swapped = lexicon.Define("swapped")
)

// leastSwapped is how many swapped words show that a program was at work; a
// single one may be a slip or right where it stands.
const leastSwapped = 3

var _ = rule.Register(rule.Rule{
	ID:       "boilerplate.spun",
	Title:    "机器替换过近义词",
	Why:      "“服务”变成“效劳”、“基本”变成“根本”,是用软件改写别人材料以躲避查重的痕迹。",
	Severity: finding.Warning,
	Bad: []string{
		"我市⟦旅游业可持续开展,效劳质量与效劳水平⟧稳步上升。",
		"⟦疾速举动,依照上级请求,仔细展开⟧文明创建,⟦进步职工本质⟧。",
		"坚持⟦优质效劳⟧,解决⟦平安隐患⟧12处。\n⟦根本实现⟧全覆盖。",
	},
	Good: []string{
		"接警后10分钟到达现场,组织开展救援。",
		"从根本上解决问题,为国效劳。",
		"开展迅速有效的排查。",
	},
	Check: func(p *rule.Pass) {
		d := p.Doc
		hits := swaps(d)
		p.Examined(len(hits))
		words := 0
		for _, h := range hits {
			words += differences(h.Row.Word, h.Row.Column(0))
		}
		if words < leastSwapped {
			return
		}
		ss := segment.Sentences(d)
		for i := 0; i < len(hits); {
			s := segment.At(ss, hits[i].Start)
			var words []string
			sp := hits[i].Span
			for i < len(hits) && segment.At(ss, hits[i].Start) == s {
				words = append(words, fmt.Sprintf("“%s”原应为“%s”", hits[i].Of(d.Text), hits[i].Row.Column(0)))
				sp = doc.Span{Start: sp.Start, End: hits[i].End}
				i++
			}
			p.Report(finding.Finding{Span: sp, Message: strings.Join(words, ",") + ",像是机器替换了近义词。", Suggestion: "核实材料是否改写自他人。"})
		}
	},
})

// swaps returns the swapped phrases of d, in order, not overlapping. One phrase
// repeated is the unit's own word for the thing and counts once: later ones are
// left out.
func swaps(d *doc.Document) []lexicon.Hit {
	all := slices.AppendSeq(slices.Collect(spun.Longest(d)), swapped.Longest(d))
	slices.SortFunc(all, func(a, b lexicon.Hit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	var out []lexicon.Hit
	seen := map[string]bool{}
	end := 0
	for _, h := range all {
		if h.Start < end || seen[h.Row.Word] {
			continue
		}
		seen[h.Row.Word] = true
		end = h.End
		out = append(out, h)
	}
	return out
}

// differences returns how many words differ between two phrases of one length:
// 效劳才能 and 服务能力 two. Phrases of different lengths differ in one.
func differences(a, b string) int {
	ra, rb := []rune(a), []rune(b)
	if len(ra) != len(rb) {
		return 1
	}
	n, run := 0, 0
	for i := range ra {
		if ra[i] == rb[i] {
			run = 0
			continue
		}
		if run%2 == 0 {
			n++
		}
		run++
	}
	return n
}
