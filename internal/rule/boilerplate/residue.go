// Package boilerplate checks whether a report is its own: what a web page left
// in it, names of others, swapped words, repetition, stock phrases.
package boilerplate

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hecha/internal/finding"
	"hecha/internal/residue"
	"hecha/internal/rule"
)

const suggestion = "删去,并核实材料是否为本单位撰写。"

var _ = rule.Register(rule.Rule{
	ID:       "boilerplate.residue",
	Title:    "网页、下载站的残留文字",
	Why:      "导航、版权声明、页码、“以下是小编整理”混在正文里,说明材料是从网上下载的。",
	Severity: finding.Error,
	Bad: []string{
		"全年组织演练18次,秩序井然。\n⟦微信扫一扫,手机阅读更方便⟧",
		"成绩来之不易。⟦(此处隐藏863字,下载文档查看)⟧今后仍需努力。",
		"以上是我镇创建情况。\n⟦上一篇:教师总结 下一篇:返回列表⟧",
		"⟦发布时间:2021-01-20 来源:工作报告\n字号:大 中 小⟧\n某局工作总结\n今年以来,我局扎实工作。",
		"⟦第1页/共12页⟧\n我局扎实工作,成效明显。",
		"群众满意度提升。\n⟦如有侵权,请联系我们删除。⟧",
		"⟦您现在的位置:首页 > 总结 > 正文⟧\n一年来,我办扎实工作。",
		"更多范文请访问⟦www.example.com⟧查看。",
	},
	Good: []string{
		"全年组织演练18次,秩序井然。",
		"在微信公众号推送信息120条,阅读量2万次。",
		"我局门户网站发布信息300条,点击量5万次。",
		"共同编印宣传册,校对三遍。",
		"“免费下载”专区提供电子图书3000册。\n关注公众号3.6万人,转发2.1万次。",
		"杂志责任编辑应邀授课3次。\n推荐阅读书目36种,开展相关阅读活动8次。",
	},
	Check: func(p *rule.Pass) {
		p.Examined(1)
		for _, r := range residue.All(p.Doc) {
			text := strings.Join(strings.Fields(r.Of(p.Doc.Text)), " ")
			if utf8.RuneCountInString(text) > 30 {
				text = string([]rune(text)[:30]) + "…"
			}
			p.Report(finding.Finding{Span: r, Message: fmt.Sprintf("“%s”不是材料的内容,是网页或下载站留下的。", text), Suggestion: suggestion})
		}
		if cuts := residue.ChunkNumbers(p.Doc); len(cuts) > 0 {
			f := finding.Finding{Span: cuts[0], Message: fmt.Sprintf("句子中间插着%d个编号,是文库网站分段预览留下的。", len(cuts)), Suggestion: suggestion}
			for _, c := range cuts[1:] {
				f.Evidence = append(f.Evidence, finding.Evidence{Span: c, Note: "句中的编号"})
			}
			p.Report(f)
		}
	},
})
