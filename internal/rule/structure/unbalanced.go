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

// pairOf returns the pair that r opens or closes, nil if none.
func pairOf(r rune) *pair {
	for i := range pairs {
		if p := &pairs[i]; p.open == r || p.close == r {
			return p
		}
	}
	return nil
}

// The marks of pairs lie in two blocks of 64 characters, those that begin with
// the bytes E2 80 and E3 80; the bit sets tell them by their last six bits.
var quoteBlock, bracketBlock = blockSet('“'), blockSet('《')

// blockSet returns the marks in the block of r.
func blockSet(r rune) (set uint64) {
	for _, p := range pairs {
		for _, m := range []rune{p.open, p.close} {
			if m>>6 == r>>6 {
				set |= 1 << (m & 63)
			}
		}
	}
	return set
}

// nextMark returns where in t[i:end] the first mark of a pair stands, which it is
// and its pair, nil if none does.
func nextMark(t string, i, end int) (int, rune, *pair) {
	for i < end {
		switch c := t[i]; {
		case c == '(' || c == ')':
			return i, rune(c), pairOf(rune(c))
		case c < utf8.RuneSelf:
			i++
		case c == 0xE2 || c == 0xE3:
			if i+2 < end && t[i+1] == 0x80 {
				block := quoteBlock
				if c == 0xE3 {
					block = bracketBlock
				}
				if block&(1<<(t[i+2]&63)) != 0 {
					r, _ := utf8.DecodeRuneInString(t[i:])
					return i, r, pairOf(r)
				}
			}
			i += 3
		case c > 0xE3 && c < 0xF0:
			i += 3
		default:
			i++ // two and four bytes are rare
		}
	}
	return end, 0, nil
}

// mark is an opening mark that waits for its partner.
type mark struct {
	at   int
	pair *pair
	line int
}

// checkPairs matches marks with a stack that is settled at every line's end: a
// mark left open may still be closed within the next lines, as when a speech is
// quoted over paragraphs.
func checkPairs(p *rule.Pass) {
	d := p.Doc
	t := d.Text
	lines := segment.Lines(d)
	var stack []mark
	for li, l := range lines {
		for i, r, pr := nextMark(t, l.Start, l.End); pr != nil; i, r, pr = nextMark(t, i+utf8.RuneLen(r), l.End) {
			if r == pr.open {
				stack = pushMark(p, stack, mark{i, pr, li})
			} else {
				stack = popMark(p, stack, pr, i, l.Span)
			}
		}
		stack = settle(p, lines, stack, li)
	}
	for _, m := range stack {
		unclosed(p, m, lines[m.line].End)
	}
}

// pushMark opens a mark. The same quote inside itself means that the first was
// never closed, or that this one was meant to close it.
func pushMark(p *rule.Pass, stack []mark, m mark) []mark {
	p.Examined(1)
	opener := m.pair.open
	behind := m.at + utf8.RuneLen(opener)
	if n := len(stack); n > 0 && stack[n-1].pair == m.pair && opener != '(' && opener != '《' {
		open := stack[n-1]
		if open.line < m.line && strings.HasSuffix(p.Doc.Text[:m.at], "\n") {
			m.at = open.at // the next paragraph of one speech
			return append(stack[:n-1], m)
		}
		if next, _ := utf8.DecodeRuneInString(p.Doc.Text[behind:]); opener == '“' && strings.ContainsRune(",。;:、)!?的等", next) || behind == len(p.Doc.Text) {
			sp := doc.Span{Start: open.at, End: behind}
			p.Report(finding.Finding{Span: sp, Message: fmt.Sprintf("“%s”处后引号误作前引号。", shorten(p.Doc.Text[open.at+3:m.at])), Suggestion: "改为后引号。"})
			return stack[:n-1]
		}
		unclosed(p, open, m.at)
		stack = stack[:n-1]
	}
	return append(stack, m)
}

// popMark closes the nearest mark of its kind; marks opened inside it were
// never closed.
func popMark(p *rule.Pass, stack []mark, closed *pair, at int, line doc.Span) []mark {
	for k := len(stack) - 1; k >= 0; k-- {
		if stack[k].pair != closed {
			continue
		}
		for _, m := range stack[k+1:] {
			unclosed(p, m, at)
		}
		return stack[:k]
	}
	if closed.close == ')' && enumerates(p.Doc.Text[line.Start:at+1]) {
		return stack
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
	return stack
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
// once, quotes when no closing mark comes within patience lines.
func settle(p *rule.Pass, lines []segment.Line, stack []mark, li int) []mark {
	kept := stack[:0]
	for _, m := range stack {
		speech := strings.HasSuffix(p.Doc.Text[:m.at], ":")
		if m.pair.open == '“' && li-m.line < patience && closesLater(p.Doc.Text, lines, li, m.pair, speech) {
			kept = append(kept, m)
			continue
		}
		unclosed(p, m, lines[m.line].End)
	}
	return kept
}

// closesLater reports whether within the next lines a closing mark comes
// before another opening one. In a speech every paragraph may open with the
// mark again.
func closesLater(t string, lines []segment.Line, li int, quote *pair, speech bool) bool {
	for j := li + 1; j < len(lines) && j <= li+patience; j++ {
		l := lines[j]
		for i, r, pr := nextMark(t, l.Start, l.End); pr != nil; i, r, pr = nextMark(t, i+utf8.RuneLen(r), l.End) {
			switch {
			case r == quote.close:
				return true
			case r == quote.open && !(speech && i == l.Start):
				return false
			}
		}
	}
	return false
}

// unclosed reports an opening mark; the span reaches to the end of the words it
// seems to belong to.
func unclosed(p *rule.Pass, m mark, limit int) {
	t := p.Doc.Text
	end := m.at + utf8.RuneLen(m.pair.open)
	for n := 0; end < limit && n < 24; n++ {
		r, w := utf8.DecodeRuneInString(t[end:])
		if strings.ContainsRune(",。;:、!?\n“", r) {
			break
		}
		end += w
	}
	p.Report(finding.Finding{
		Span:       doc.Span{Start: m.at, End: end},
		Message:    fmt.Sprintf("这里有%s,后面却没有%s。", m.pair.openName, m.pair.closeName),
		Suggestion: "在适当的位置补上" + m.pair.closeName + "。",
	})
}

func shorten(s string) string {
	r := []rune(s)
	if len(r) > 12 {
		return string(r[:12]) + "…"
	}
	return s
}
