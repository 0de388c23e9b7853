package figure

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/claim"
	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

// links may stand between a list and the announcement that sums it up.
var links = []string{"为主体的", "为主要内容的", "为核心内容的", "为核心的", "为重点的", "为主的", "为内容的", "这", "的", "共", ""}

// listedBefore counts and appends a list that leads up to the announcement: 甲、乙、丙三项措施.
func listedBefore(counts []count, t string, a claim.Announcement) []count {
	if c, ok := atLeast(t, a); ok {
		return append(counts, c)
	}
	if a.Kind == claim.Things || !a.Chinese {
		return counts
	}
	end := a.Start
	for _, s := range links {
		if strings.HasSuffix(t[:end], s) {
			end -= len(s)
			break
		}
	}
	if strings.HasSuffix(t[:end], "等") {
		return counts
	}
	l := claim.Before(t, end)
	if len(l.Items) < 2 {
		return counts
	}
	l = dropCounted(t, l)
	if len(l.Items) < 2 || openEnded(t, l.Items) {
		return counts
	}
	c := count{items: l.Items, low: len(l.Items), high: len(l.Items) + l.Joints, where: "前面列出"}
	// A link leaves room for doubt, unless every item holds the slogan's word:
	// 领导亲自抓、干部具体抓、全员合力抓的“三抓”格局.
	keyed := a.Quoted && a.Key != "" && len(a.Parts) == 0 && allContain(t, l.Items, a.Key)
	c.sure = len(l.Items) >= 3 && a.N <= 20 && (end == a.Start || keyed) && !numbered(t, l.Items)
	if c.sure && !strings.Contains(t[l.Items[0].Start:end], "、") {
		// Quoted names side by side: only when they share the slogan's word.
		c.sure = !a.Quoted || a.Key != "" && allContain(t, l.Items, a.Key)
	}
	return append(counts, c)
}

// atLeast counts an open list in front of the announcement, which cannot be
// longer than the whole: 甲岗、乙岗、丙岗等2类岗位. Its items must be alike, or the
// first may be a part of the sentence.
func atLeast(t string, a claim.Announcement) (count, bool) {
	end := strings.TrimSuffix(t[:a.Start], "等")
	if len(end) == a.Start || a.Kind == claim.Things || a.N > 10 {
		return count{}, false
	}
	l := claim.Before(t, len(end))
	if len(l.Items) < 3 || len(l.Items) <= a.N || l.Joints > 0 {
		return count{}, false
	}
	last := lastWord(l.Items[0].Of(t))
	for _, it := range l.Items {
		if lastWord(it.Of(t)) != last || strings.Contains(it.Of(t), "的") || hasCount(it.Of(t)) {
			return count{}, false
		}
	}
	return count{items: l.Items, low: len(l.Items), high: len(l.Items), sure: true, where: "前面已列出"}, true
}

// dropCounted leaves out the items up to the last that ends in a figure of its
// own: 两个品牌、甲、乙、丙三个基地.
func dropCounted(t string, l claim.List) claim.List {
	for i := len(l.Items) - 1; i >= 0; i-- {
		if from := afterCounted(l.Items[i].Of(t)); from > 0 {
			l.Items = l.Items[i:]
			l.Items[0].Start += from
			l.Joints = max(0, l.Joints-1)
			break
		}
		if hasCount(l.Items[i].Of(t)) {
			if i == len(l.Items)-1 {
				return claim.List{}
			}
			l.Items = l.Items[i+1:]
			break
		}
	}
	return l
}

// afterCounted returns where a new list begins behind a counted one that the
// item ends with: 三项重点工作和环境整治. 0 when it does not.
func afterCounted(s string) int {
	for _, w := range []string{"和", "及", "与"} {
		if k := strings.LastIndex(s, w); k > 0 && k+len(w) < len(s) && hasCount(s[:k]) {
			return k + len(w)
		}
	}
	return 0
}

// maxCounted is how many characters may follow a number at the end of an item.
const maxCounted = 7

// hasCount reports whether an item ends in a number of something: 乙两个品牌.
func hasCount(s string) bool {
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			if utf8.RuneCountInString(strings.TrimLeft(s[i:], "0123456789.")) <= maxCounted {
				return true
			}
		case strings.ContainsRune("二三四五六七八九十两", r):
			if n, w := claim.Small(s[i:]); n > 1 {
				c, _ := utf8.DecodeRuneInString(s[i+w:])
				if strings.ContainsRune("个项大条点类种件步套支名户家所处座次场期", c) && utf8.RuneCountInString(s[i+w:]) <= maxCounted {
					return true
				}
			}
		}
	}
	return false
}

// openEnded reports whether a list says itself that it is not complete.
func openEnded(t string, items []doc.Span) bool {
	s := t[items[0].Start:items[len(items)-1].End]
	return strings.Contains(s, "等") && !strings.Contains(s, "平等") || strings.Contains(s, "以及其他") || strings.HasSuffix(s, "之一")
}

// numbered reports whether items are fragments such as 一、二、三等奖.
func numbered(t string, items []doc.Span) bool {
	for _, it := range items {
		if utf8.RuneCountInString(it.Of(t)) == 1 && strings.ContainsAny(it.Of(t), "一二三四五六七八九十") {
			return true
		}
	}
	return false
}

func allContain(t string, items []doc.Span, key string) bool {
	for _, it := range items {
		if !strings.Contains(it.Of(t), key) {
			return false
		}
	}
	return true
}

// bracketed counts the list in brackets behind the announcement:
// 四项措施(甲、乙、丙、丁).
func bracketed(t string, a claim.Announcement) []count {
	open := a.End + strings.IndexByte(t[a.End:min(len(t), a.End+24)], '(')
	if open < a.End || strings.ContainsAny(t[a.End:open], ",;:。!?、\n)") {
		return nil
	}
	end := strings.IndexByte(t[open:min(len(t), open+900)], ')')
	if end < 0 {
		return nil
	}
	in := doc.Span{Start: open + 1, End: open + end}
	s := in.Of(t)
	if strings.ContainsAny(s, "0123456789。\n(") || hasCount(s) {
		return nil
	}
	for _, w := range []string{"其中", "例如", "含", "包括", "详见", "简称", "以下", "不含", "即将", "暂"} {
		if strings.Contains(s, w) {
			return nil
		}
	}
	l := claim.Inside(t, in)
	if len(l.Items) < 2 || openEnded(t, l.Items) {
		return nil
	}
	c := count{items: l.Items, low: len(l.Items), high: len(l.Items) + l.Joints, where: "括号内列出"}
	diff := max(a.N-c.high, c.low-a.N)
	if a.Kind == claim.Points {
		c.sure = len(l.Items) >= 3 || diff == 1 && a.N <= 3 && strings.Contains(s, "、")
	} else {
		c.sure = len(l.Items) >= 3 && diff == 1
	}
	c.sure = c.sure && a.N <= 20
	return []count{c}
}

// introducers open the list that spells an announcement out; the flag tells
// those that promise all items.
var introducers = []struct {
	word string
	all  bool
}{
	{"也就是", true}, {"分别是", true}, {"分别为", true}, {"具体是", true}, {"就是", true}, {"即为", true}, {"即:", true}, {"即", true},
	{"主要包括", false}, {"包括", false}, {"主要是", true}, {"具体为", true}, {"——", true}, {":", true}, {"是指", true}, {"是:", true},
}

// introducing are the words of introducers; of those that begin alike the longer
// comes first.
var introducing = func() *lexicon.List {
	var ws []string
	for _, in := range introducers {
		ws = append(ws, in.word)
	}
	return lexicon.NewList(ws...)
}()

// maxLead is how far behind the announcement, in bytes, its list may be
// introduced.
const maxLead = 36

// spelledOut counts the list behind the announcement: “三下乡”,即文化、科技、卫生.
func spelledOut(counts []count, t string, a claim.Announcement) []count {
	if a.Kind == claim.Things {
		return counts
	}
	start, all := introduced(t, a.End)
	if start < 0 {
		start, all = repeated(t, a), true
	}
	if start < 0 {
		return counts
	}
	end := start + strings.IndexAny(t[start:min(len(t), start+1500)], "。!?\n")
	if end < start {
		end = min(len(t), start+1500)
		if end < len(t) {
			return counts
		}
	}
	sentence := doc.Span{Start: start, End: end}
	if claimsRun(t[start:end]) {
		return counts
	}
	first := sentence
	if i := strings.IndexAny(sentence.Of(t), ",;"); i >= 0 {
		first.End = start + i
	}
	l := claim.Inside(t, first)
	if len(l.Items) >= 2 {
		if openEnded(t, l.Items) || len(l.Items) == 2 && strings.Contains(first.Of(t), ",") {
			return counts
		}
		if i := strings.IndexByte(first.Of(t), '('); i >= 0 && strings.IndexByte(first.Of(t), ')') < i {
			return counts
		}
		c := count{items: l.Items, low: len(l.Items), high: len(l.Items) + l.Joints, where: "后面列出"}
		if a.Key != "" && allContain(t, l.Items, a.Key) {
			c.high = c.low // 与党建相结合: 与 joins no two items
		}
		if len(l.Items) == 2 && a.N == 3 && end == first.End && a.Kind == claim.Points && !a.Quoted {
			// 三大攻坚:环境攻坚、秩序攻坚
			noun := lastRunes(strings.TrimSuffix(a.Of(t), "”"), 2)
			c.sure = all && a.Chinese && allContain(t, l.Items, noun)
			return append(counts, c)
		}
		if len(l.Items) == 2 && a.N == 3 && end == first.End && a.Quoted && a.Key != "" && len(a.Parts) == 0 {
			// “三关”:入口关、培训关
			c.sure = all && allContain(t, l.Items, a.Key)
			return append(counts, c)
		}
		// A list that goes on behind the comma may have more items.
		rest := t[first.End:end]
		c.sure = all && len(l.Items) >= 3 && a.N <= 20 && (!strings.Contains(rest, "、") || len(l.Items) > a.N && len(a.Parts) == 0)
		if len(a.Parts) > 0 {
			c.sure = c.sure && (sameNumber(a.Parts) || oneMemberOff(t, a.Parts, l.Items))
		}
		if a.Kind == claim.Places {
			c.sure = c.sure && max(a.N-c.high, c.low-a.N) == 1
		}
		return append(counts, c)
	}
	if len(a.Parts) > 1 {
		// 一核三治四化: groups parted by commas, items by 、.
		items := pieces(t, sentence, ",;、")
		return append(counts, count{items: items, low: len(items), high: len(items), sure: all && len(items) >= 3 && oneMemberOff(t, a.Parts, items), where: "后面列出"})
	}
	// Items parted by commas: only when each carries the slogan's word.
	if a.Key == "" || len(a.Parts) > 0 {
		return counts
	}
	var items []doc.Span
	for _, it := range pieces(t, sentence, ",;") {
		if !strings.Contains(it.Of(t), a.Key) {
			break
		}
		items = append(items, it)
	}
	if len(items) < 3 {
		return counts
	}
	return append(counts, count{items: items, low: len(items), high: len(items), sure: all, where: "后面列出"})
}

// introduced finds where the list behind an announcement begins, or -1.
func introduced(t string, end int) (start int, all bool) {
	limit := min(len(t), end+maxLead)
	for i := end; i < limit; {
		r, w := utf8.DecodeRuneInString(t[i:])
		switch r {
		case '。', ';', '!', '?', '、', '(', '\n':
			return -1, false
		}
		if k := introducing.Opens(t[i:]); k >= 0 {
			if in := &introducers[k]; in.word == ":" || in.word == "——" || i == end || t[i-1] == ',' || t[i-1] == ':' || strings.HasSuffix(t[:i], "活动") || strings.HasSuffix(t[:i], "工作") || strings.HasPrefix(in.word, "分别") {
				i += len(in.word)
				for strings.HasPrefix(t[i:], ":") || strings.HasPrefix(t[i:], ",") || strings.HasPrefix(t[i:], " ") {
					i++
				}
				return i, in.all
			}
		}
		i += w
	}
	return -1, false
}

// repeated finds a list that takes up the slogan's word at once: “四个注重”,注重
// 引导、注重示范…. It returns -1 when there is none.
func repeated(t string, a claim.Announcement) int {
	if a.Key == "" || !a.Quoted {
		return -1
	}
	rest := t[a.End:min(len(t), a.End+maxLead)]
	k := strings.IndexAny(rest, ",:")
	if k < 0 || strings.ContainsAny(rest[:k], "。;、(\n") {
		return -1
	}
	start := a.End + k + 1
	if strings.HasPrefix(t[start:], a.Key) {
		return start
	}
	// 把创建与党建相结合、与业务相结合: every item ends in the word.
	end := start + strings.IndexAny(t[start:min(len(t), start+600)], ",;。:!?\n")
	if end < start {
		return -1
	}
	for _, it := range pieces(t, doc.Span{Start: start, End: end}, "、") {
		if !strings.HasSuffix(it.Of(t), a.Key) {
			return -1
		}
	}
	return start
}

// claimsRun reports whether a list is numbered; enumerated counts that one.
func claimsRun(s string) bool {
	for _, m := range []string{"一是", "一要", "(一)", "(1)", "①", "1.", "1、", "第一,"} {
		if strings.HasPrefix(s, m) {
			return true
		}
	}
	return false
}

// sameNumber reports whether the members of a slogan each count the same
// number (一廊一室一栏), so that one listed item answers each.
func sameNumber(parts []string) bool {
	r, _ := utf8.DecodeRuneInString(parts[0])
	for _, s := range parts {
		if c, _ := utf8.DecodeRuneInString(s); c != r || c != '一' {
			return false
		}
	}
	return true
}

// oneMemberOff reports whether the items answer the members of a slogan by
// their words (一核三治: 党建为核, 自治、法治、德治) but for one member. Every
// item must name a member.
func oneMemberOff(t string, parts []string, items []doc.Span) bool {
	right, wrong, named := 0, 0, 0
	for _, s := range parts {
		n, w := claim.Small(s)
		k := 0
		for _, it := range items {
			if strings.Contains(it.Of(t), s[w:]) {
				k++
			}
		}
		named += k
		if k == n {
			right++
		} else {
			wrong++
		}
	}
	return right > 0 && wrong == 1 && named == len(items)
}

// pieces splits a span at any of the marks.
func pieces(t string, sp doc.Span, marks string) []doc.Span {
	var out []doc.Span
	start := sp.Start
	for i, r := range sp.Of(t) {
		if strings.ContainsRune(marks, r) {
			if at := sp.Start + i; at > start {
				out = append(out, doc.Span{Start: start, End: at})
			}
			start = sp.Start + i + utf8.RuneLen(r)
		}
	}
	if start < sp.End {
		out = append(out, doc.Span{Start: start, End: sp.End})
	}
	return out
}

// announcing words say that the items of an announcement follow.
var announcing = []string{"主要", "重点", "突出", "着重", "以下", "如下", "具体", "下面", "着力", "分为", "抓好", "做好", "做到", "抓了", "抓实", "采取", "开展", "实施", "强化", "推行", "推进"}

// leadIns may stand alone between an announcement and its first item.
var leadIns = []string{"具体做法是", "具体做法", "主要做法是", "主要做法", "我们的做法是", "具体来说", "具体是", "主要是", "具体如下", "其中"}

// maxItems is how long an enumeration may be to be counted out.
const maxItems = 99

// maxApart is how far in front of its enumeration, in bytes, an announcement
// may stand when a sentence or paragraph comes between.
const maxApart = 600

// enumerated counts an enumeration behind the announcement: 五个方面:一是…二是….
func enumerated(counts []count, t string, a claim.Announcement, run claim.Run) []count {
	first := run.Items[0].Start
	between := t[a.End:first]
	if a.Kind != claim.Points || len(a.Parts) > 0 || !a.Chinese && a.N > 10 || len(run.Items) > maxItems || len(between) > maxApart {
		return counts
	}
	c := count{low: len(run.Items), high: max(len(run.Items), run.Last), where: "后面列出"}
	for _, number := range run.Items {
		c.items = append(c.items, item(t, number))
	}
	tail := strings.TrimRight(between, " \n\t:,。;-—")
	for _, w := range leadIns {
		tail = strings.TrimRight(strings.TrimSuffix(tail, w), " \n:,。")
	}
	gap := strings.TrimLeft(tail, " ")
	switch {
	case !strings.ContainsAny(gap, ",;:。!?\n"):
		// In the last clause before the first item; across a line break only
		// when the words say that the items follow.
		c.sure = utf8.RuneCountInString(gap) <= 16 &&
			(!strings.Contains(between, "\n") || strings.Contains(between, ":") || announces(t, a) || headingLine(t, a))
	case strings.Count(gap, "\n") == 1 && !strings.ContainsAny(gap[:strings.IndexByte(gap, '\n')], "。;:") && !run.Inline:
		// A heading, a paragraph, then items that each open a line.
		c.sure = headingLine(t, a)
	case !strings.Contains(gap, "\n"):
		c.sure = announces(t, a) && (a.Quoted || strings.Count(gap, "。") == 0)
	case headingLine(t, a) && strings.Count(gap, "\n") == 1 && !run.Inline:
		c.sure = true
	}
	return append(counts, c)
}

// item widens the number of an item to its first words.
func item(t string, number doc.Span) doc.Span {
	end := min(len(t), number.End+90)
	if i := strings.IndexAny(t[number.End:end], ",。;:!?\n"); i >= 0 {
		end = number.End + i
	}
	for end < len(t) && !utf8.RuneStart(t[end]) {
		end--
	}
	return doc.Span{Start: number.Start, End: end}
}

// announces reports whether the words before the announcement in its clause
// say that the items follow.
func announces(t string, a claim.Announcement) bool {
	from := max(0, a.Start-60)
	s := t[from:a.Start]
	if i := strings.LastIndexAny(s, ",。;:\n"); i >= 0 {
		s = s[i:]
	}
	for _, w := range announcing {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// maxHeading is how long a heading may be, in bytes.
const maxHeading = 150

// headingLine reports whether the announcement stands in a short line that
// opens with a section number.
func headingLine(t string, a claim.Announcement) bool {
	from := max(0, a.Start-maxHeading-1)
	k := strings.LastIndexByte(t[from:a.Start], '\n')
	if k < 0 && from > 0 {
		return false
	}
	start := from + k + 1
	if end := strings.IndexByte(t[start:min(len(t), start+maxHeading+1)], '\n'); end < 0 && len(t)-start > maxHeading {
		return false
	}
	s := strings.TrimLeft(t[start:a.Start], " ")
	if strings.ContainsAny(s, "。;") {
		return false
	}
	if strings.HasPrefix(s, "第") {
		return true
	}
	s = strings.TrimPrefix(s, "(")
	n, w := claim.Small(s)
	return n > 0 && (strings.HasPrefix(s[w:], "、") || strings.HasPrefix(s[w:], ".") || strings.HasPrefix(s[w:], ")"))
}
