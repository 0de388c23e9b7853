package structure

import (
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/lexicon"
	"hecha/internal/residue"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

var sectionTitles = lexicon.DefineTable("sectiontitle")

var _ = rule.Register(rule.Rule{
	ID:       "structure.truncated",
	Title:    "文字中断、首尾残缺",
	Why:      "句子没有写完就结束,说明材料没有复制完整或没有写完。",
	Severity: finding.Error,
	Whole:    true,
	Bad: []string{
		"今年以来,馆里延长开放时间,增加值班人手,⟦为进一步⟧",
		"⟦下:⟧\n一、服务阵地\n新开借阅点3处,每天有人值守。",
		"全年开展活动12次。在管理上,坚持⟦“三查两看”,即:⟧",
		"⟦过去五年工作回⟧\n五年来,我们完成了各项任务。",
		"群众满意度明显提升,平均得分⟦提高到42.1⟧",
		"⟦,推动各项工作再上新台阶。⟧\n一、主要做法\n全年开展活动12次。",
		"全年开展了学雷锋、⟦慈善一日捐、⟧",
		"一、加强领导\n成立专班,定期研究。\n⟦二、强化⟧",
		"创建工作取得了一些成绩,⟦但⟧",
		"⟦方面:⟧\n一是抓学习,二是抓阵地。",
		"⟦在创建动员会上的讲⟧\n同志们:今天召开动员大会。",
	},
	Good: []string{
		"现将情况汇报如下:\n一、强化组织领导\n成立领导小组。\n谢谢大家!",
		"我们将再接再厉,再创佳绩。\n云溪县图书馆\n2023年12月28日",
		"各位领导,我的汇报完了,谢谢",
		"主要任务:\n一、强化领导\n二、强化宣传\n三、强化督导",
		"工作回顾\n五年来,我们完成了各项任务。\n(联系人:王芳,电话12345)",
	},
	Check: checkTruncated,
})

func checkTruncated(p *rule.Pass) {
	d := p.Doc
	lines := segment.Lines(d)
	if len(lines) == 0 {
		return
	}
	body := residue.Body(d)
	first := -1
	last := -1
	for i, l := range lines {
		if body.Contains(l.Span) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return
	}
	p.Examined(2)
	beginsInside(p, lines[first:min(first+4, last+1)])
	endsInside(p, lines[last])
	bareHeading(p, lines[last])
	for _, l := range lines[first:last] {
		p.Examined(1)
		cutTitle(p, l)
	}
}

// beginsInside reports a fragment of a sentence among the first lines: the end
// of 现将情况汇报如下.
func beginsInside(p *rule.Pass, head []segment.Line) {
	if first, _ := utf8.DecodeRuneInString(head[0].Of(p.Doc.Text)); strings.ContainsRune(",。、;:)”》!?", first) {
		p.Report(finding.Finding{Span: head[0].Span, Message: "开头残缺,第一句缺了前半。", Suggestion: "补全开头部分。"})
		return
	}
	for _, l := range head {
		switch s := strings.TrimSpace(l.Of(p.Doc.Text)); s {
		case "下:", "如下:", "报如下:", "告如下:", "结如下:", "绍如下:", "况如下:", "汇报如下:", "报告如下:", "下。", "面:", "方面:", "个方面:":
			p.Report(finding.Finding{Span: l.Span, Message: fmt.Sprintf("开头残缺,只剩“%s”。", s), Suggestion: "补全开头部分。"})
			return
		}
	}
}

// dangling are words that cannot end a sentence.
var dangling = []string{"为进一步", "进一步", "为了", "以及", "并且", "通过", "在", "和", "与", "的", "把", "被", "对", "向", "从", "以", "及", "或", "、", "-", "由于", "因此", "同时", "其中", "但", "但是", "而且", "不仅", "特别是", "尤其是", "使得", "将", "必须", "按照", "根据", "围绕", "针对"}

// endsInside reports a last line that stops inside a sentence.
func endsInside(p *rule.Pass, l segment.Line) {
	t := p.Doc.Text
	text := l.Of(t)
	trimmed := strings.TrimRight(text, " ”’)》】")
	r, _ := utf8.DecodeLastRuneInString(trimmed)
	switch {
	case strings.HasSuffix(text, ":") || strings.HasSuffix(text, ",") || strings.HasSuffix(text, "、") || strings.HasSuffix(text, "“") || strings.HasSuffix(text, "("):
		clause := lastClause(t, l.Span)
		if strings.HasSuffix(text, ":") {
			clause.Start = lastClause(t, doc.Span{Start: l.Start, End: max(l.Start, l.End-1)}).Start
		}
		p.Report(finding.Finding{Span: clause, Message: fmt.Sprintf("全文在“%s”处中断,后面没有内容。", shorten(clause.Of(t))), Suggestion: "补全后面的内容。"})
	case strings.ContainsRune("。!?;…", r) || text != trimmed && strings.ContainsAny(text, "()"):
	case endsInWord(text):
		clause := lastClause(t, l.Span)
		p.Report(finding.Finding{Span: clause, Message: fmt.Sprintf("最后一句在“%s”处中断。", shorten(clause.Of(t))), Suggestion: "补全最后一句。"})
	case strings.Contains(text, ",") && !closing(text) && utf8.RuneCountInString(text) >= 14:
		clause := lastClause(t, l.Span)
		p.Report(finding.Finding{Span: clause, Severity: finding.Warning, Message: fmt.Sprintf("最后一句“%s”没有结束。", shorten(clause.Of(t))), Suggestion: "确认最后一句是否完整。"})
	}
}

func endsInWord(text string) bool {
	if !strings.ContainsAny(text, ",。;") {
		return false
	}
	for _, w := range dangling {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	return false
}

// closing tells last lines that end without a full stop by custom.
func closing(text string) bool {
	for _, w := range []string{"谢谢", "联系人", "电话", "附件", "此致", "敬礼", "完毕", "抄送", "印发"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// lastClause returns what stands behind the last comma or full stop of a line.
func lastClause(t string, l doc.Span) doc.Span {
	s := l.Of(t)
	if i := strings.LastIndexAny(strings.TrimRight(s, ",:。"), ",。;:、"); i >= 0 {
		_, w := utf8.DecodeRuneInString(s[i:])
		if l.Start+i+w < l.End {
			return doc.Span{Start: l.Start + i + w, End: l.End}
		}
	}
	return l
}

// bareHeading reports a last line that is a heading with nothing under it,
// where every heading before it has text of its own.
func bareHeading(p *rule.Pass, l segment.Line) {
	t := p.Doc.Text
	hs := segment.Headings(p.Doc)
	n := len(hs) - 1
	if n < 1 || hs[n].Span != l.Enumerator || hs[n].Title.End != l.End || utf8.RuneCountInString(hs[n].Title.Of(t)) > 8 || strings.ContainsAny(l.Of(t), ",。;!?)”") {
		return
	}
	same := 0
	for i, h := range hs[:n] {
		if h.Style != hs[n].Style {
			continue
		}
		if same++; hs[i+1].Line == h.Line+1 {
			return
		}
	}
	if same == 0 || hs[n].Value < 2 {
		return
	}
	p.Report(finding.Finding{Span: l.Span, Severity: finding.Warning, Message: fmt.Sprintf("全文停在标题“%s”,下面没有内容。", l.Of(t)), Suggestion: "补全后面的内容。"})
}

// title is a fixed title and what is left of it without its last character.
type title struct{ whole, stem string }

// titles are the fixed titles of four characters and more by the last character
// of the stem.
var titles = sync.OnceValue(func() map[string][]title {
	m := map[string][]title{}
	for _, row := range sectionTitles.Rows() {
		_, w := utf8.DecodeLastRuneInString(row.Word)
		stem := row.Word[:len(row.Word)-w]
		if len(stem) >= leastStem {
			m[lastCharacter(stem)] = append(m[lastCharacter(stem)], title{row.Word, stem})
		}
	}
	return m
})

// leastStem is the length of three characters, longestTitle that of twenty, in
// bytes: that is how long lines may be that are taken for titles.
const leastStem, longestTitle = 9, 20 * utf8.UTFMax

func lastCharacter(s string) string {
	_, w := utf8.DecodeLastRuneInString(s)
	return s[len(s)-w:]
}

// cutTitle reports a heading that lacks the last character of a fixed title.
func cutTitle(p *rule.Pass, l segment.Line) {
	if l.Len() < leastStem || l.Len() > longestTitle {
		return
	}
	text := l.Of(p.Doc.Text)
	for _, t := range titles()[lastCharacter(text)] {
		if !strings.HasSuffix(text, t.stem) || strings.HasSuffix(text, t.whole) {
			continue
		}
		if utf8.RuneCountInString(text) <= 20 && !strings.ContainsAny(text, ",。;:!?") {
			p.Report(finding.Finding{Span: l.Span, Severity: finding.Warning, Message: fmt.Sprintf("标题“%s”不完整,疑缺“%s”。", text, t.whole[len(t.stem):]), Suggestion: "补全标题。"})
		}
		return
	}
}
