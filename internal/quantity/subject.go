package quantity

import (
	"strings"

	"hecha/internal/doc"
)

// The reach of a search for the counted noun, in bytes: some 25 characters
// behind the figure and 40 in front of it.
const (
	reachAfter  = 75
	reachBefore = 120
)

// subjects finds what each count, sum, share and measure counts.
func (s *scanner) subjects() {
	qs := s.r.Quantities
	for i := range qs {
		q := &qs[i]
		switch q.Kind {
		case Count, Money, Percent, Measure, Multiple:
		default:
			continue
		}
		next := len(s.t)
		if i+1 < len(qs) {
			next = qs[i+1].Start
		}
		prev := 0
		if i > 0 {
			prev = qs[i-1].End
		}
		behind, of := s.nounBehind(q, next)
		if !behind.Empty() && (of || !prefersFront(q)) {
			q.Subject = behind
			continue
		}
		front, part := s.nounInFront(q, prev)
		if front.Empty() && i > 0 && qs[i-1].Kind == Date && q.Start-qs[i-1].End <= len("的") {
			// 企业由2018年的126家增加到2022年的318家
			at := *q
			at.Start, prev = qs[i-1].Start, 0
			if i > 1 {
				prev = qs[i-2].End
			}
			front, part = s.nounInFront(&at, prev)
		}
		switch {
		case prefersFront(q) && !front.Empty() && !part && !s.each(front):
			q.Subject = front
		case !behind.Empty():
			q.Subject = behind
		case part && !front.Empty() && s.inherit(qs[:i], q):
		case !front.Empty():
			q.Subject = front
		case !part:
			s.inherit(qs[:i], q)
		}
	}
	// 2022年完成12项,2023年完成15项任务: the noun stands behind the last only.
	for i := len(qs) - 2; i >= 0; i-- {
		q := &qs[i]
		if !q.Subject.Empty() || q.Kind != Count {
			continue
		}
		for k := i + 1; k < len(qs) && k <= i+3; k++ {
			p := &qs[k]
			if p.Start-q.End > reachBefore || endsClause(s.t[q.End:p.Start]) {
				break
			}
			if p.Kind == q.Kind && p.Unit == q.Unit && p.Subject.Start >= p.End {
				q.Subject = p.Subject
				break
			}
		}
	}
}

// endsClause reports whether a stop, a semicolon or a line's end stands in t.
func endsClause(t string) bool {
	return strings.IndexByte(t, ';') >= 0 || endsSentence(t)
}

// endsSentence reports whether a stop or a line's end stands in t.
func endsSentence(t string) bool {
	return strings.IndexByte(t, '\n') >= 0 || lastIndex(t, "。") >= 0
}

// lastIndex returns the last place of the Chinese character c in t, -1 if
// there is none. Most places fail at the first byte compared, for the last of a
// character differs more than its first.
func lastIndex(t, c string) int {
	last := c[2]
	for i := len(t) - 1; i >= 2; i-- {
		if t[i] == last && t[i-2] == c[0] && t[i-1] == c[1] {
			return i - 2
		}
	}
	return -1
}

// each reports whether a phrase ends in what a figure is measured by: 每月.
func (s *scanner) each(sp doc.Span) bool {
	for i, n := sp.End, 0; n < 3 && i > sp.Start; n++ {
		r, w := charBefore(s.t, i)
		if r == '每' {
			return true
		}
		i -= w
	}
	return false
}

// prefersFront tells the figures whose noun stands in front even when words
// follow directly: 增长20%提前完成, 300人参训.
func prefersFront(q *Quantity) bool {
	switch q.Kind {
	case Money, Percent, Measure, Multiple:
		return true
	}
	return q.Unit == "人" || q.Unit == "人次" || q.Unit == "次" || q.Unit == "场次"
}

// nounBehind returns the noun phrase behind q; of tells that 的 joins them.
func (s *scanner) nounBehind(q *Quantity, next int) (sp doc.Span, of bool) {
	i := q.End
	if i < len(s.t) && s.t[i] == ' ' {
		i++
	}
	if s.has(i, "的") {
		of = true
		i += len("的")
	}
	start := i
	lim := min(next, start+reachAfter)
	for i < lim {
		r, w := charAt(s.t, i)
		if i > start && isHan(r) && !s.w.closers.Has(r) {
			i += w
			continue
		}
		if c := closer(r); c != "" {
			if s.w.ends(usePeople, s.t[start:i]) > 0 {
				break // 26名同志“优秀教师”称号
			}
			k := strings.Index(s.t[i:min(len(s.t), i+2*reachAfter)], c)
			if k < 0 || i+k >= next {
				break
			}
			i += k + len(c)
			continue
		}
		if !isHan(r) && r != '·' && !(r < 0x80 && isLetter(byte(r))) {
			break
		}
		if i == start {
			if k := s.w.starts(useKeep, s.t[i:]); k > 0 {
				i += k
				continue
			}
		}
		if k := s.w.starts(useCloses, s.t[i:]); k > 0 && !s.headSuffix(i+k, len(s.t)) {
			break
		}
		i += w
	}
	i = min(i, next)
	return s.trimNoun(doc.Span{Start: start, End: i}), of
}

// headSuffix reports whether the character at i makes a noun of the verb before
// it: 覆盖率, 投资额, 获奖, 投放点.
func (s *scanner) headSuffix(i, end int) bool {
	if i >= end {
		return false
	}
	switch r, _ := charAt(s.t, i); r {
	case '员':
		return !s.has(i, "员工")
	case '点':
		return !s.has(i, "点位")
	case '率', '量', '数', '额', '面', '者', '班', '金', '奖', '书', '款', '费', '品', '物', '性', '力', '期', '会', '史', '单', '值', '对':
		return true
	}
	return false
}

// closer returns the mark that closes the quotation r opens.
func closer(r rune) string {
	switch r {
	case '“':
		return "”"
	case '《':
		return "》"
	case '‘':
		return "’"
	}
	return ""
}

// trimNoun drops joining words from the ends of a noun phrase.
func (s *scanner) trimNoun(sp doc.Span) doc.Span {
	for !sp.Empty() {
		last, w := charBefore(s.t, sp.End)
		first, v := charAt(s.t, sp.Start)
		switch {
		case joinsBehind(last), last == '中' && s.closes(sp.End-w, sp):
			sp.End -= w
		case (last == '中' || last == '内') && sp.Len() == w:
			return doc.Span{}
		case s.joinsInFront(first, sp.Start+v):
			sp.Start += v
		case !hasHan(sp.Of(s.t)):
			return doc.Span{}
		default:
			return sp
		}
	}
	return doc.Span{}
}

// closes reports whether a quotation in sp ends at i.
func (s *scanner) closes(i int, sp doc.Span) bool {
	r, w := charBefore(s.t, i)
	return (r == '”' || r == '》') && i-w >= sp.Start
}

// joinsBehind tells the last character of a phrase that only joins it to what
// follows.
func joinsBehind(r rune) bool {
	switch r {
	case '和', '及', '与', '、', '的', ' ', '等', '各', '并', '且', '自', '于', '从', '-', '—', '~', '*', '/':
		return true
	}
	return false
}

// joinsInFront tells the first character of a phrase, which goes on at i, that
// only joins it to what stands before.
func (s *scanner) joinsInFront(r rune, i int) bool {
	switch r {
	case '、', '和', '及', '与', '的', ' ', '了', ')', '-', '—', '~', '*', '/', '×':
		return true
	case '共':
		return !strings.ContainsRune("青同建享产和管创", s.after(i))
	case '有':
		return !strings.ContainsRune("声效机色线氧关利限", s.after(i))
	}
	return false
}

func hasHan(t string) bool {
	for i := 0; i < len(t); {
		r, w := charAt(t, i)
		if isHan(r) {
			return true
		}
		i += w
	}
	return false
}

// nounInFront returns the noun phrase in front of q, not before prev; part
// tells that it only names a level or place of what was counted before, or is
// empty because the figure is a total.
func (s *scanner) nounInFront(q *Quantity, prev int) (sp doc.Span, part bool) {
	lo := s.back(q.Start, reachBefore, prev)
	start := s.clauseStart(lo, q.Start)
	end := q.Start
	for {
		for end > start && s.t[end-1] == ' ' {
			end--
		}
		if end == start || !s.w.links.Has(s.before(end)) {
			break
		}
		k := s.w.ends(useLink, s.t[start:end])
		if k == 0 || k == len("为") && s.endsWith(end, "为") && strings.ContainsRune("行作认成因以称", s.before(end-k)) {
			break
		}
		end -= k
	}
	total := s.has(end, "合计") || s.has(end, "总计") || s.has(end, "共计")
	noun := s.behindVerb(start, end)
	// An average is another figure than the total: 人均撰写心得体会 stays whole.
	if k := lastIndex(s.t[start:noun], "均"); k > 0 {
		switch b, w := charBefore(s.t, start+k); b {
		case '人', '户', '日', '月', '年', '场', '生', '村', '班', '组', '平':
			noun = start + k - w
		}
	}
	sp = s.trimNoun(doc.Span{Start: noun, End: end})
	if sp.Empty() {
		return doc.Span{}, total
	}
	phrase := sp.Of(s.t)
	if phrase == "分" || phrase == "设" || phrase == "打" || phrase == "减" {
		return doc.Span{}, false
	}
	return sp, strings.HasPrefix(phrase, "被") || s.w.starts(usePart|useCloses, phrase) == len(phrase)
}

// behindVerb returns the place behind the last verb between start and end that
// is not quoted, where a noun begins.
func (s *scanner) behindVerb(start, end int) int {
	noun := start
	for i := start; i < end; {
		if i = s.w.verbal.pass(s.t, i, end); i >= end {
			break
		}
		r, w := charAt(s.t, i)
		if !s.w.verbal.Has(r) {
			i += w
			continue
		}
		if c := closer(r); c != "" {
			if k := strings.Index(s.t[i:end], c); k >= 0 {
				i += k + len(c)
				continue
			}
		}
		opens, inner := s.w.verbs(s.t[i:end])
		if opens > 0 && !s.headSuffix(i+opens, end) {
			i += opens
			noun = i
			continue
		}
		if inner > 0 && i+inner < end && !s.headSuffix(i+inner, end) && s.w.starts(useHead, s.t[i+inner:]) == 0 {
			i += inner
			noun = i
			continue
		}
		i += w
	}
	return noun
}

// clauseStart returns where the words begin that may name what a figure at end
// counts: behind the last comma, stop or open bracket.
func (s *scanner) clauseStart(lo, end int) int {
	t := s.t
	i := end
	depth := 0
	for i > lo {
		if i-3 >= lo && t[i-3] > 0xE3 && t[i-3] < 0xF0 {
			i -= 3 // a Chinese character
			continue
		}
		r, w := charBefore(t, i)
		switch r {
		case '”', '》', '’', ')':
			depth++
		case '“', '《', '‘', '(':
			if depth == 0 {
				return i
			}
			depth--
		case ',', '。', ';', ':', '!', '?', '\n', '\t', '|':
			if depth == 0 || r == '\n' || r == '。' {
				return i
			}
		}
		i -= w
	}
	return lo
}

// inherit takes the noun of the last figure with the same unit in the same
// sentence.
func (s *scanner) inherit(before []Quantity, q *Quantity) bool {
	if q.Kind == Percent || q.Kind == Multiple {
		return false
	}
	// 86种153册: the second count of the same things.
	if k := len(before) - 1; k >= 0 && before[k].Kind == Count && (before[k].End == q.Start || s.t[before[k].End:q.Start] == "、" && before[k].Unit != q.Unit) {
		q.Subject = before[k].Subject
		return !q.Subject.Empty()
	}
	read := q.Start // no sentence ends between here and q
	for k := len(before) - 1; k >= 0 && k >= len(before)-8; k-- {
		p := &before[k]
		if q.Start-p.End > 3*reachBefore || endsSentence(s.t[p.End:read]) {
			return false
		}
		read = p.End
		if p.Kind == q.Kind && p.Unit == q.Unit && !p.Subject.Empty() {
			q.Subject = p.Subject
			return true
		}
	}
	return false
}
