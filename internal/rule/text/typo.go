// Package text checks the characters themselves: wrong ones in fixed terms and
// damage done by converters and filters.
package text

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/lexicon"
	"hecha/internal/rule"
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
		"培育和践行⟦社会主义核心价观⟧,加强⟦精神文明明建设⟧。",
		"成立⟦领导小且⟧,落实⟦党风廉正建设⟧责任。",
	},
	Good: []string{
		"非遗保护工作成绩斐然。",
		"截止目前,共建成12处。2018年获县级文明单位,2023年获省级文明单位。",
		"大力整治文明交通秩序。",
		"坚持实事求是,与时俱进,不断再接再厉。",
		"推动服务重心下移,志愿服务队走村入户。",
		"县委宣传适时发布信息,名誉主任参加。",
	},
	Check: checkTypos,
})

func checkTypos(p *rule.Pass) {
	d := p.Doc
	for h := range typos.Longest(d) {
		if guarded(d.Text, h) {
			continue
		}
		p.Report(finding.Finding{
			Span:       h.Span,
			Message:    fmt.Sprintf("“%s”应为“%s”。", h.Of(d.Text), h.Row.Column(0)),
			Suggestion: fmt.Sprintf("改为“%s”。", h.Row.Column(0)),
		})
	}
	found := read.Of(d)
	for _, n := range found.slips {
		if overlapsTypo(d, n.Span) {
			continue
		}
		p.Report(finding.Finding{
			Span:       n.Span,
			Message:    fmt.Sprintf("“%s”应为“%s”,%s。", n.Of(d.Text), n.right, n.how),
			Suggestion: fmt.Sprintf("改为“%s”。", n.right),
		})
	}
	p.Examined(found.whole)
}

// guarded reports whether the characters around a wrong writing make it part
// of other, right words.
func guarded(t string, h lexicon.Hit) bool {
	before, _ := utf8.DecodeLastRuneInString(t[:h.Start])
	after, _ := utf8.DecodeRuneInString(t[h.End:])
	return h.Start > 0 && strings.ContainsRune(h.Row.Column(1), before) || h.End < len(t) && strings.ContainsRune(h.Row.Column(2), after)
}

func overlapsTypo(d *doc.Document, sp doc.Span) bool {
	for h := range typos.Longest(d) {
		if h.Overlaps(sp) {
			return true
		}
	}
	return false
}
