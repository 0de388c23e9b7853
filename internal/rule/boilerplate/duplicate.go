package boilerplate

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/residue"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

var _ = rule.Register(rule.Rule{
	ID:       "boilerplate.duplicate",
	Title:    "同一段话在材料里出现两次",
	Why:      "整句重复多半是拼接时贴了两遍,也会让同一个数字算两次。",
	Severity: finding.Warning,
	Bad: []string{
		"我局坚持把文明创建作为“一把手”工程,定期研究,强力推进。全年走访群众860户。⟦我局坚持把文明创建作为“一把手”工程,定期研究,强力推进。⟧",
		"⟦在全县推进会上的在全县推进会上的发言发言⟧\n今天会议的任务是总结经验。",
		"两年来资助困难学生、孤寡老人等60余人次。文体活动丰富多彩。⟦两年来资助困难学生、孤寡老人等60余人次。⟧",
	},
	Good: []string{
		"年度年度工作总结工作总结",
		"两年来资助困难学生、孤寡老人等60余人次。文体活动丰富多彩。",
		"谢谢大家!\n谢谢大家!",
		"一、加强领导\n成立了领导小组。\n二、加强领导\n健全了机制。",
	},
	Check: checkDuplicate,
})

// leastSentence is how long a sentence must be, in characters without marks and
// blanks, for its repetition to mean something.
const leastSentence = 14

// maxGap is how far apart, in bytes, the first occurrences of neighbouring
// repetitions may stand to be one passage.
const maxGap = 300

// checkDuplicate reports repeated sentences; neighbouring ones that repeat
// neighbouring ones are one finding.
func checkDuplicate(p *rule.Pass) {
	d := p.Doc
	body := residue.Body(d)
	first := map[string]int{}
	ss := segment.Sentences(d)
	var run, from doc.Span
	last := -2
	flush := func() {
		if run.Empty() {
			return
		}
		p.Report(finding.Finding{
			Span:       run,
			Message:    fmt.Sprintf("这段话(%d字)前面已经出现过。", utf8.RuneCountInString(run.Of(d.Text))),
			Evidence:   []finding.Evidence{{Span: from, Note: "第一次出现"}},
			Suggestion: "删去重复的一处。",
		})
		run = doc.Span{}
	}
	for i, s := range ss {
		if !body.Contains(s) {
			continue
		}
		key := bareText(s.Of(d.Text))
		if utf8.RuneCountInString(key) < leastSentence {
			continue
		}
		p.Examined(1)
		j, seen := first[key]
		if !seen {
			first[key] = i
			continue
		}
		if last == i-1 && ss[j].Start >= from.End && ss[j].Start-from.End <= maxGap && !run.Empty() {
			run.End, from.End = s.End, ss[j].End
		} else {
			flush()
			run, from = s, ss[j]
		}
		last = i
	}
	flush()
	for _, db := range segment.Doublings(d) {
		if db.Longest >= segment.DoubledPhrase && body.Contains(db.Span) {
			p.Report(finding.Finding{Span: db.Span, Message: "同样的文字连着写了两遍。", Suggestion: "删去重复的一遍。"})
		}
	}
}

// bareText keeps letters, digits and characters.
func bareText(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x3400 && r <= 0x9FFF || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, s)
}
