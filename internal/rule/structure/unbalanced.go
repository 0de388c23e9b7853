package structure

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/fold"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

var _ = rule.Register(rule.Rule{
	ID:       "structure.unbalanced",
	Title:    "引号、括号不成对",
	Why:      "丢了一半的引号或括号,让人分不清名称和统计口径到哪里为止。",
	Severity: finding.Warning,
	Bad: []string{
		"开展⟦“文明餐桌行动⟧,覆盖餐饮企业58家。",
		"选出“好邻居”、⟦“热心楼长⟧、巧手能人等身边榜样。",
		"建成场所12处⟦(其中室内7处⟧,全部开放。",
		"组织邻里互助⟦行动”⟧,惠及62户。",
		"组织学习⟦“会议精神“⟧,撰写心得16篇。",
		"印发⟦《文明公约⟧和倡议书,开展宣传。",
	},
	Good: []string{
		"开展“文明餐桌行动”,覆盖餐饮企业58家(其中大型12家)。",
		"1)摸底;2)建档;3)回访。",
		"a)电脑 b)打印机 c)投影仪共16台。大家很开心:-)",
		"他说:“第一段没有说完。\n第二段说完了。”大家鼓掌。",
		"印发《关于学习“两会”精神的通知(2023)》。",
		"他说:“第一段没有说完。\n“第二段说完了。”大家鼓掌。",
		"主题为“我爱‘青山’我的家”。",
	},
	Check: checkPairs,
})

// pair is an opening mark and the one that closes it, with what they are called
// in messages.
type pair struct {
	open, close         rune
	openName, closeName string
}

// pairs are the marks that come in twos.
var pairs = [...]pair{
	{'“', '”', "前引号", "后引号"},
	{'(', ')', "左括号", "右括号"},
	{'《', '》', "左书名号", "右书名号"},
	{'【', '】', "左方括号", "右方括号"},
	{'‘', '’', "前单引号", "后单引号"},
	{'〔', '〕', "左六角括号", "右六角括号"},
}

// mark is an opening mark that waits for its partner.
type mark struct {
	at   int
	kind int // index into pairs
	line int
}

func (m mark) pair() *pair { return &pairs[m.kind] }

// openMarks are the marks that wait, the latest last, and how many of each kind
// there are.
type openMarks struct {
	stack []mark
	count [len(pairs)]int
}

func (o *openMarks) push(m mark) {
	o.stack = append(o.stack, m)
	o.count[m.kind]++
}

func (o *openMarks) pop() mark {
	m := o.stack[len(o.stack)-1]
	o.stack = o.stack[:len(o.stack)-1]
	o.count[m.kind]--
	return m
}

// checkPairs matches marks with a stack that is settled at every line's end: a
// mark left open may still be closed within the next lines, as when a speech is
// quoted over paragraphs.
func checkPairs(p *rule.Pass) {
	d := p.Doc
	lines := segment.Lines(d)
	marks := segment.Brackets(d)
	var open openMarks
	li := 0
	for k, at := range marks {
		for ; at >= lines[li].End; li++ {
			open.settle(p, lines, marks[k:], li)
		}
		r, _ := utf8.DecodeRuneInString(d.Text[at:])
		for kind := range pairs {
			switch pr := &pairs[kind]; r {
			case pr.open:
				open.opens(p, mark{at, kind, li})
			case pr.close:
				open.closes(p, kind, at, lines[li].Span)
			default:
				continue
			}
			break
		}
	}
	for ; li < len(lines) && len(open.stack) > 0; li++ {
		open.settle(p, lines, nil, li)
	}
}

// opens adds a mark. The same quote inside itself means that the first was
// never closed, or that this one was meant to close it.
func (o *openMarks) opens(p *rule.Pass, m mark) {
	p.Examined(1)
	opener := m.pair().open
	behind := m.at + utf8.RuneLen(opener)
	if n := len(o.stack); n > 0 && o.stack[n-1].kind == m.kind && opener != '(' && opener != '《' {
		open := o.pop()
		if open.line < m.line && strings.HasSuffix(p.Doc.Text[:m.at], "\n") {
			m.at = open.at // the next paragraph of one speech
			o.push(m)
			return
		}
		if next, _ := utf8.DecodeRuneInString(p.Doc.Text[behind:]); opener == '“' && strings.ContainsRune(",。;:、)!?的等", next) || behind == len(p.Doc.Text) {
			sp := doc.Span{Start: open.at, End: behind}
			p.Report(finding.Finding{Span: sp, Message: fmt.Sprintf("“%s”处后引号误作前引号。", shorten(p.Doc.Text[open.at+3:m.at])), Suggestion: "改为后引号。"})
			return
		}
		unclosed(p, open, m.at)
	}
	o.push(m)
}

// closes takes off the nearest mark of its kind; marks opened inside it were
// never closed.
func (o *openMarks) closes(p *rule.Pass, kind, at int, line doc.Span) {
	if o.count[kind] > 0 {
		k := len(o.stack) - 1
		for o.stack[k].kind != kind {
			k--
		}
		for _, m := range o.stack[k+1:] {
			unclosed(p, m, at)
		}
		for len(o.stack) > k {
			o.pop()
		}
		return
	}
	closed := pairs[kind]
	if closed.close == ')' && enumerates(p.Doc.Text[line.Start:at+1]) {
		return
	}
	start := at
	for n := 0; n < 4 && start > line.Start; n++ {
		_, w := utf8.DecodeLastRuneInString(p.Doc.Text[line.Start:start])
		start -= w
	}
	p.Report(finding.Finding{
		Span:       doc.Span{Start: start, End: at + utf8.RuneLen(closed.close)},
		Message:    fmt.Sprintf("这里有%s,前面却没有%s。", closed.closeName, closed.openName),
		Suggestion: "补上前一半,或删去这个符号。",
	})
}

// longestEnumerator is the length in bytes of the longest list number with a
// bracket behind it.
const longestEnumerator = 12

// enumerates reports whether the text ends in a list number like 1) or 一).
func enumerates(s string) bool {
	// a) and the smile ;-) are no halves of a pair.
	if n := len(s) - len(")"); n > 0 {
		switch c := s[n-1]; {
		case c == '-' || c == ':' || c == ';' || c == '^':
			return true
		case (c|0x20) >= 'a' && (c|0x20) <= 'z' && (n == 1 || s[n-2] == ' ' || s[n-2] >= utf8.RuneSelf):
			return true
		}
	}
	for i := max(0, len(s)-longestEnumerator); i < len(s); i++ {
		if utf8.RuneStart(s[i]) && fold.Enumerator(s[i:]) == len(s)-i {
			return true
		}
	}
	return false
}

// patience is how many lines a quotation may run on before its mark counts as
// unclosed.
const patience = 3

// settle reports the marks that line li leaves open for good: brackets at
// once, quotes when no closing mark comes within patience lines. Marks are those
// behind the line.
func (o *openMarks) settle(p *rule.Pass, lines []segment.Line, marks []int, li int) {
	if len(o.stack) == 0 {
		return
	}
	t := p.Doc.Text
	ahead := lines[li+1 : min(len(lines), li+1+patience)]
	quote, speech := closesLater(t, ahead, marks, false), closesLater(t, ahead, marks, true)
	kept := openMarks{stack: o.stack[:0]}
	for _, m := range o.stack {
		if m.pair().open == '“' && li-m.line < patience && (quote || speech && strings.HasSuffix(t[:m.at], ":")) {
			kept.push(m)
			continue
		}
		unclosed(p, m, lines[m.line].End)
	}
	*o = kept
}

// closesLater reports whether within the lines ahead a closing quotation mark
// comes before another opening one. In a speech every paragraph may open with
// the mark again. Marks are those from the first of the lines on.
func closesLater(t string, ahead []segment.Line, marks []int, speech bool) bool {
	for _, at := range marks {
		for len(ahead) > 0 && at >= ahead[0].End {
			ahead = ahead[1:]
		}
		switch {
		case len(ahead) == 0:
			return false
		case strings.HasPrefix(t[at:], "”"):
			return true
		case strings.HasPrefix(t[at:], "“") && !(speech && at == ahead[0].Start):
			return false
		}
	}
	return false
}

// unclosed reports an opening mark; the span reaches to the end of the words it
// seems to belong to.
func unclosed(p *rule.Pass, m mark, limit int) {
	t := p.Doc.Text
	end := m.at + utf8.RuneLen(m.pair().open)
	for n := 0; end < limit && n < 24; n++ {
		r, w := utf8.DecodeRuneInString(t[end:])
		if strings.ContainsRune(",。;:、!?\n“", r) {
			break
		}
		end += w
	}
	p.Report(finding.Finding{
		Span:       doc.Span{Start: m.at, End: end},
		Message:    fmt.Sprintf("这里有%s,后面却没有%s。", m.pair().openName, m.pair().closeName),
		Suggestion: "在适当的位置补上" + m.pair().closeName + "。",
	})
}

func shorten(s string) string {
	r := []rune(s)
	if len(r) > 12 {
		return string(r[:12]) + "…"
	}
	return s
}
