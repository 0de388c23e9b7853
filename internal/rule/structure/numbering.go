package structure

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/fold"
	"hecha/internal/lexicon"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

var _ = rule.Register(rule.Rule{
	ID:       "structure.numbering",
	Title:    "编号跳号、重号",
	Why:      "编号不连续,往往是删改或拼凑时丢了一段,或两份材料混在了一起。",
	Severity: finding.Error,
	Bad: []string{
		"一、组织领导\n正文。\n二、主要做法\n正文。\n⟦四、⟧下步打算\n正文。",
		"(一)抓学习。每周一次。\n(二)抓活动。每月一次。\n⟦(二)⟧抓制度。每季一次。",
		"主要做到:1.张贴公告。2.逐户登记。⟦4.⟧公示结果。",
		"一是强化领导;二是健全机制;⟦四是⟧注重实效。",
		"第一,加强领导;第二,健全机制;⟦第四⟧,注重实效。",
		"做到①底数清②任务明⟦④⟧措施实。",
		"1.理论学习\n学习24次。\n2.志愿服务\n服务36场。\n⟦4.⟧文明创建\n创成示范点3个。",
		"一、提高站位\n学习12次。\n⟦一、⟧落实责任\n签订责任书28份。\n三、强化督导\n督查6次。",
		"其一,理念更新;其二,机制创新;⟦其四⟧,方法出新。",
		"第一步摸底排查,第二步集中整治,⟦第四步⟧巩固提升。",
		"首先,提高认识;其次,明确任务;⟦第四⟧,落实责任。",
		"第一、强化认识;第二、强化组织;⟦第二⟧、强化落实。",
		"壹、组织保障\n成立机构。\n贰、工作举措\n开展培训。\n⟦肆、⟧取得成效\n群众满意。",
		"㈠提高认识。㈡加强领导。⟦㈣⟧狠抓落实。",
		"各项工作取得进展。\n⟦三、⟧主要做法\n正文。\n四、下步打算\n正文。",
	},
	Good: []string{
		"一、组织领导\n(一)抓学习\n1.理论学习\n2.业务学习\n(二)抓活动\n1.文体活动\n二、主要做法\n(一)建机制",
		"一是强化领导;二是健全机制。\n同时,一是抓宣传,二是抓培训,三是抓考核。",
		"共投入1.5万元,增长3.2倍。2.5公里道路完工。",
		"1.张贴公告。2.逐户登记。3.集体评议。",
		"一、成效。(一)有力。(二)有效。\n二、不足。(一)不够。",
		"第一,加强领导;第二,健全机制。全县第一,全市第三。",
		"做到①底数清②任务明③措施实。",
		"第一、第二党支部开展联学,第四、第五党支部开展联建。第一阶段完成宣传,第三阶段抓总结。",
		"首先感谢大家。其次,强化落实。一要抓学,二要抓做,三要抓考。第二步,整改。",
		"一、抓学习\n(一)集中学\n二、抓服务\n(一)线下办\nA区改造3处,C区改造2处。",
	},
	Check: checkNumbering,
})

// item is a list or section number, at a line's start or inside a line.
type item struct {
	doc.Span
	style segment.Style
	value int
	line  int  // index into segment.Lines
	first bool // stands at the start of its line
	quiet bool // goes along with numbers of its style, but is none itself: 其次
	weak  bool // also common outside lists; needs two numbers before it
	again bool // repeats the number before it; the next may count it or not
	run   int  // how many numbers of its list came before it
}

// circled are ① to ⑳, which also stand inside clauses.
var circled = lexicon.DefineWords("structure.circled", strings.Split("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "")...)

// openers are the characters that numbers begin with.
var openers = func() *lexicon.Chars {
	set := lexicon.NewChars("0123456789一二三四五六七八九十百首其再第篇([〔【ABCDEFGH" + formalNumerals)
	for _, run := range append(signs[:], signRun{from: '①', to: '⑳'}) {
		for r := run.from; r <= run.to; r++ {
			set.Add(r)
		}
	}
	return set
}()

// isFigure reports whether s, which begins with an ASCII character up to 9, goes
// on like a figure, as most such clauses do, or with too large a number.
func isFigure(s string) bool {
	if s[0] < '0' {
		return false
	}
	i := 1
	for i < len(s) && i < 4 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return i == 4 || i < len(s) && s[i] != '.' && s[i] != ')' && !strings.HasPrefix(s[i:], "、")
}

// items are the numbers of a document that open a line, sentence or clause.
var items = doc.DefineReusing(func(d *doc.Document, spent []item) []item {
	lines := segment.Lines(d)
	clauses := segment.Clauses(d)
	out := spent[:0]
	for _, c := range clauses {
		if r, _ := utf8.DecodeRuneInString(d.Text[c.Start:]); !openers.Has(r) || r <= '9' && isFigure(c.Of(d.Text)) {
			continue
		}
		if it, ok := spoken(d.Text, c); ok {
			it.line = segment.LineAt(lines, c.Start)
			it.first = it.first && lines[it.line].Start == c.Start
			out = append(out, it)
			continue
		}
		n := fold.Enumerator(c.Of(d.Text))
		if n == 0 {
			continue
		}
		sp := doc.Span{Start: c.Start, End: c.Start + n}
		style, value := segment.NumberOf(sp.Of(d.Text))
		if value == 0 {
			continue
		}
		line := segment.LineAt(lines, c.Start)
		first := lines[line].Start == c.Start
		if !first && (style == segment.Chapter || style == segment.Part) {
			continue
		}
		out = append(out, item{Span: sp, style: style, value: value, line: line, first: first})
	}
	inside := circled.In(d)
	if len(inside) == 0 {
		return out
	}
	for _, h := range inside {
		c := clauses[segment.At(clauses, h.Start)]
		if _, ok := spoken(d.Text, c); !ok && h.Start > c.Start {
			out = append(out, item{Span: h.Span, style: segment.Circled, value: h.Row.Number + 1, line: segment.LineAt(lines, c.Start)})
		}
	}
	slices.SortFunc(out, func(a, b item) int { return a.Start - b.Start })
	return out
})

// closeBy is how many lines apart two equal first numbers still belong to one
// list, whose second number was not changed.
const closeBy = 4

// checkNumbering follows the open lists: a number of a style already open
// continues that list and closes those inside it.
func checkNumbering(p *rule.Pass) {
	d := p.Doc
	var open []item
	for _, it := range items.Of(d) {
		k := len(open) - 1
		for k >= 0 && open[k].style != it.style {
			k--
		}
		if k < 0 {
			if it.style == segment.Chinese && it.first && it.value > 1 && it.value < 10 && len(open) == 0 {
				p.Report(finding.Finding{Span: it.Span, Severity: finding.Warning,
					Message:    fmt.Sprintf("第一个编号就是“%s”,前面缺%d个。", it.Of(d.Text), it.value-1),
					Suggestion: "核对前面的部分是否丢失。"})
			}
			open = append(open, it)
			continue
		}
		last := open[k]
		if it.value == last.value+1 {
			it.run = last.run + 1
		}
		it.again = it.value == last.value
		open = append(open[:k], it)
		p.Examined(1)
		switch {
		case it.value == last.value+1, it.quiet, last.again && it.value == last.value+2:
		case it.weak && last.run < 1:
		case it.value == 1 && last.value == 1 && it.first && last.first && it.line-last.line <= closeBy && (it.style == segment.Chinese || it.style == segment.Bracket):
			report1(p, it, last, fmt.Sprintf("编号“%s”重复,前面已有一个。", it.Of(d.Text)), "重复的编号")
		case it.value == 1:
			// A new list of the same style; whether it should have gone on
			// nobody can tell.
		case last.style == segment.Ordinal && it.line-last.line > 8, !it.first && !last.first && it.line != last.line:
			// Too far apart to be one list.
		case it.value == last.value:
			if it.first || it.line == last.line {
				report1(p, it, last, fmt.Sprintf("编号“%s”重复,前面已有一个。", it.Of(d.Text)), "重复的编号")
			}
		case it.value > last.value+1 && it.value <= last.value+3:
			missing := last.value + 1
			if !numbered(d.Text[last.End:it.Start], it.style, missing) {
				report1(p, it, last, fmt.Sprintf("编号从“%s”跳到“%s”,中间缺%d个。", last.Of(d.Text), it.Of(d.Text), it.value-missing), "前一个编号")
			}
		case it.value < last.value && it.first && last.first:
			report1(p, it, last, fmt.Sprintf("编号“%s”排在“%s”之后,顺序颠倒。", it.Of(d.Text), last.Of(d.Text)), "前一个编号")
		}
	}
}

func report1(p *rule.Pass, it, last item, message, note string) {
	p.Report(finding.Finding{
		Span: it.Span, Message: message,
		Evidence:   []finding.Evidence{{Span: last.Span, Note: note}},
		Suggestion: "核对是否缺段或重复,并重新编号。",
	})
}

// numbered reports whether the number of the given value stands somewhere in
// text after all, set in another place than at a clause's start.
func numbered(text string, style segment.Style, value int) bool {
	chinese := chineseNumeral(value)
	switch style {
	case segment.Chinese:
		return strings.Contains(text, chinese+"、") || strings.Contains(text, chinese+".") || strings.Contains(text, chinese+",")
	case segment.Bracket:
		return strings.Contains(text, "("+chinese) || strings.Contains(text, chinese+")")
	case segment.Ordinal, saidStyle, eachStyle, stepStyle:
		return strings.Contains(text, chinese+"是") || strings.Contains(text, "第"+chinese) || strings.Contains(text, chinese+"要")
	case segment.Arabic, segment.Paren:
		for _, end := range []string{".", "、", ")", " ", ","} {
			n := fmt.Sprint(value) + end
			if i := strings.Index(text, n); i == 0 || i > 0 && (text[i-1] < '0' || text[i-1] > '9') && (end != " " && end != "," || text[i-1] == '\n') {
				return true
			}
		}
	}
	return false
}

// chineseNumeral writes 1 to 99.
func chineseNumeral(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch {
	case n < 10:
		return digits[n]
	case n < 20:
		return "十" + digits[n-10]
	}
	return digits[n/10%10] + "十" + digits[n%10]
}
