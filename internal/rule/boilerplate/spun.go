package boilerplate

import (
	"fmt"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/lexicon"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

// swapped are the phrases that word-swapping programs leave.
var swapped = lexicon.Define("spun")

// leastSwapped is how many swapped phrases show that a program was at work; a
// single one may be a slip or right where it stands.
const leastSwapped = 3

var _ = rule.Register(rule.Rule{
	ID:       "boilerplate.spun",
	Title:    "机器替换过近义词",
	Why:      "“服务”变成“效劳”、“基本”变成“根本”,是用软件改写别人材料以躲避查重的痕迹。",
	Severity: finding.Warning,
	Bad: []string{
		"全县⟦经济社会开展迅速,效劳业开展势头⟧良好。",
		"坚持⟦优质效劳⟧,解决⟦平安隐患⟧12处。\n⟦根本实现⟧全覆盖。",
	},
	Good: []string{
		"接警后10分钟到达现场,组织开展救援。",
		"从根本上解决问题,为国效劳。",
		"开展迅速有效的排查。",
	},
	Check: func(p *rule.Pass) {
		d := p.Doc
		hits := swapped.Longest(d)
		p.Examined(len(hits))
		if len(hits) < leastSwapped {
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
