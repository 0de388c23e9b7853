// Package structure checks how a report is put together: numbering, paired
// marks, whether it is whole, whether it is one report.
package structure

import (
	"fmt"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/profile"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

var _ = rule.Register(rule.Rule{
	ID:       "structure.several-reports",
	Title:    "一个文件里有几份材料",
	Why:      "范文合集或几家单位的材料拼在一起,不能当作一家单位的汇报;各份已分开核查。",
	Severity: finding.Error,
	Bad: []string{
		"第一篇:水务局工作总结\n我局开展节水宣传14场。\n⟦第二篇:学校德育工作总结⟧\n我校举办师德讲座4场。",
		"工作总结(一)\n今年我局走访企业32家。\n⟦工作总结(二)⟧\n今年我镇清理垃圾12吨。",
		"工作总结 第1篇\n今年我局走访企业32家。\n⟦工作总结 第2篇⟧\n今年我镇清理垃圾12吨。",
		"尊敬的各位评委:\n现将我镇创建情况汇报如下。全镇辖12个村。\n谢谢!\n⟦尊敬的各位评委:⟧\n现将我局创建情况汇报如下。我局有干部46人。",
	},
	Good: []string{
		"水务局工作总结\n一、节水宣传\n我局开展节水宣传14场。\n二、队伍建设\n举办培训4期。",
		"第一篇章 谋篇布局\n第二篇章 真抓实干\n全年完成任务12项。",
	},
	Check: func(p *rule.Pass) {
		p.Examined(1)
		d := p.Doc
		if d.Count > 1 {
			if d.Index > 0 {
				report(p, firstLine(d, 0), d.Index+1, d.Count)
			}
			return
		}
		joints := profile.Joints(d)
		for i, j := range joints {
			report(p, firstLine(d, j), i+2, len(joints)+1)
		}
	},
})

func report(p *rule.Pass, at doc.Span, n, count int) {
	p.Report(finding.Finding{
		Span:       at,
		Message:    fmt.Sprintf("同一文件中有%d份材料,第%d份从这里开始。", count, n),
		Suggestion: "每份材料单独成文后再提交。",
	})
}

// firstLine returns the line that begins at or behind off.
func firstLine(d *doc.Document, off int) doc.Span {
	for _, l := range segment.Lines(d) {
		if l.Start >= off {
			return l.Span
		}
	}
	return doc.Span{Start: off, End: off}
}
