package boilerplate

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/fold"
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
		"镇里把环境整治列为头等大事,每周调度,挂图作战。全年清运垃圾430吨。⟦镇里把环境整治列为头等大事,每周调度,挂图作战。⟧",
		"⟦在全区动员会上的在全区动员会上的讲话讲话⟧\n今天会议的任务是总结经验。",
		"⟦推动文明创建推动文明创建⟧工作迈上新台阶。",
		"突出重点⟦,强化措施,强化措施⟧,扎实推进。",
		"文明校园创建汇报\n⟦文明校园创建汇报⟧\n我校坚持立德树人。",
		"一是加强领导,成立以局长为组长的创建小组。⟦二是加强领导,成立以局长为组长的创建小组。⟧",
		"去年以来为独居老人、残疾儿童上门理发90余人次。文艺队伍不断壮大。⟦去年以来为独居老人、残疾儿童上门理发90余人次。⟧",
	},
	Good: []string{
		"年度年度工作总结工作总结",
		"去年以来为独居老人、残疾儿童上门理发90余人次。文艺队伍不断壮大。",
		"谢谢大家!\n谢谢大家!",
		"走了一遍又一遍,学习、学习、再学习,一步一步推进,实干实干再实干。",
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
	ss := segment.Sentences(d)
	first := newSentenceSet(d, ss)
	defer first.close()
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
		h, ok := openingOf(unnumbered(s.Of(d.Text)))
		if !ok {
			continue
		}
		p.Examined(1)
		j := first.add(i, h)
		if j < 0 {
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
	repeatedLines(p, body)
	repeatedPhrases(p, body)
	for _, db := range segment.Doublings(d) {
		if db.Longest >= segment.DoubledPhrase && body.Contains(db.Span) {
			p.Report(finding.Finding{Span: db.Span, Message: "同样的文字连着写了两遍。", Suggestion: "删去重复的一遍。"})
		}
	}
}

// unnumbered drops the number that a sentence of a list begins with: 一是, (二), 3.
func unnumbered(s string) string {
	if n := fold.Enumerator(s); n > 0 {
		return s[n:]
	}
	return s
}

// leastLine and leastPhrase are how long, in characters, a line that stands
// twice in a row and a phrase written twice in a row must be.
const (
	leastLine   = 6
	leastPhrase = 3
)

// repeatedLines reports a line, such as a title, that stands twice in a row.
func repeatedLines(p *rule.Pass, body doc.Span) {
	d := p.Doc
	lines := segment.Lines(d)
	for i := 1; i < len(lines); i++ {
		a, b := lines[i-1].Of(d.Text), lines[i].Of(d.Text)
		if a != b || !body.Contains(lines[i].Span) || strings.ContainsAny(a, "\t|。") || hanCount(a) < leastLine {
			continue
		}
		p.Report(finding.Finding{
			Span: lines[i].Span, Message: "这一行与上一行完全相同。",
			Evidence:   []finding.Evidence{{Span: lines[i-1].Span, Note: "上一行"}},
			Suggestion: "删去重复的一行。",
		})
	}
}

func hanCount(s string) (n int) {
	for _, r := range s {
		if r >= 0x3400 && r <= 0x9FFF {
			n++
		}
	}
	return n
}
