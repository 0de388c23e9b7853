package quantity

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

var stopTable = lexicon.DefineTable("subjectstop")

// stops are the words around a counted noun that do not belong to it: a noun
// begins behind a word of opens or, where more follows, of inner, and ends in
// front of one of closes; links stand between it and the figure.
type stops struct{ opens, inner, closes, links *wordSet }

// newStops sorts the rows of dict/lexicon/subjectstop.tsv by what they do.
func newStops(rows []lexicon.Row) stops {
	does := map[string][]string{"before": {"opens"}, "after": {"closes"}, "both": {"opens", "closes"}, "inner": {"inner", "closes"}, "link": {"links"}}
	var by []lexicon.Row
	for _, row := range rows {
		for _, use := range does[row.Column(0)] {
			by = append(by, lexicon.Row{Word: row.Word, Columns: []string{use}})
		}
	}
	sets := wordSets(by)
	return stops{sets["opens"], sets["inner"], sets["closes"], sets["links"]}
}

// The reach of a search for the counted noun, in bytes: some 25 characters
// behind the figure and 40 in front of it.
const (
	reachAfter  = 75
	reachBefore = 120
)

// subjects finds what each count, sum, share and measure counts.
func (s *scanner) subjects() {
	qs := s.r.Quantities
	st := &s.w.stops
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
		behind, of := s.nounBehind(st, q, next)
		front, part := s.nounInFront(st, q, prev)
		if front.Empty() && i > 0 && qs[i-1].Kind == Date && q.Start-qs[i-1].End <= len("的") {
			// 企业由2018年的126家增加到2022年的318家
			at := *q
			at.Start, prev = qs[i-1].Start, 0
			if i > 1 {
				prev = qs[i-2].End
			}
			front, part = s.nounInFront(st, &at, prev)
		}
		switch {
		case of && !behind.Empty():
			q.Subject = behind
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
			if p.Start-q.End > reachBefore || strings.ContainsAny(s.t[q.End:p.Start], "。;\n") {
				break
			}
			if p.Kind == q.Kind && p.Unit == q.Unit && p.Subject.Start >= p.End {
				q.Subject = p.Subject
				break
			}
		}
	}
}

// each reports whether a phrase ends in what a figure is measured by: 每月.
func (s *scanner) each(sp doc.Span) bool {
	t := sp.Of(s.t)
	k := strings.LastIndex(t, "每")
	return k >= 0 && utf8.RuneCountInString(t[k:]) <= 3
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
func (s *scanner) nounBehind(st *stops, q *Quantity, next int) (sp doc.Span, of bool) {
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
		r, w := utf8.DecodeRuneInString(s.t[i:])
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
		if k := s.w.starts(useKeep, s.t[i:]); k > 0 && i == start {
			i += k
			continue
		}
		if k := st.closes.starts(s.t[i:]); k > 0 && !s.headSuffix(i+k, len(s.t)) {
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
	return i < end && !s.has(i, "员工") && !s.has(i, "点位") && strings.ContainsRune("率量数额面者班金奖书款费品物性力期会史单员值对点", s.after(i))
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
		t := sp.Of(s.t)
		last, w := utf8.DecodeLastRuneInString(t)
		first, v := utf8.DecodeRuneInString(t)
		switch {
		case t == "中" || t == "内":
			return doc.Span{}
		case strings.ContainsRune("和及与、的 等各并且自于从-—~*/", last), strings.HasSuffix(t, "”中"), strings.HasSuffix(t, "》中"):
			sp.End -= w
		case strings.ContainsRune("、和及与的 了)-—~*/×", first),
			first == '共' && !strings.ContainsRune("青同建享产和管创", s.after(sp.Start+v)),
			first == '有' && !strings.ContainsRune("声效机色线氧关利限", s.after(sp.Start+v)):
			sp.Start += v
		case strings.IndexFunc(t, isHan) < 0:
			return doc.Span{}
		default:
			return sp
		}
	}
	return doc.Span{}
}

// nounInFront returns the noun phrase in front of q, not before prev; part
// tells that it only names a level or place of what was counted before, or is
// empty because the figure is a total.
func (s *scanner) nounInFront(st *stops, q *Quantity, prev int) (sp doc.Span, part bool) {
	lo := s.back(q.Start, reachBefore, prev)
	start := s.clauseStart(lo, q.Start)
	end := q.Start
	for {
		for end > start && s.t[end-1] == ' ' {
			end--
		}
		k := st.links.ends(s.t[start:end])
		if k == 0 || k == len("为") && s.endsWith(end, "为") && strings.ContainsRune("行作认成因以称", s.before(end-k)) {
			break
		}
		end -= k
	}
	total := strings.HasPrefix(s.t[end:], "合计") || strings.HasPrefix(s.t[end:], "总计") || strings.HasPrefix(s.t[end:], "共计")
	// The noun begins behind the last verb that is not quoted.
	noun := start
	for i := start; i < end; {
		r, w := utf8.DecodeRuneInString(s.t[i:])
		if c := closer(r); c != "" {
			if k := strings.Index(s.t[i:end], c); k >= 0 {
				i += k + len(c)
				continue
			}
		}
		if k := st.opens.starts(s.t[i:end]); k > 0 && !s.headSuffix(i+k, end) {
			i += k
			noun = i
			continue
		}
		if k := st.inner.starts(s.t[i:end]); k > 0 && i+k < end && !s.headSuffix(i+k, end) && s.w.starts(useHead, s.t[i+k:]) == 0 {
			i += k
			noun = i
			continue
		}
		i += w
	}
	// An average is another figure than the total: 人均撰写心得体会 stays whole.
	if k := strings.LastIndex(s.t[start:noun], "均"); k > 0 && strings.ContainsRune("人户日月年场生村班组平", s.before(start+k)) {
		noun = s.beforeRune(start + k)
	}
	sp = s.trimNoun(doc.Span{Start: noun, End: end})
	if sp.Empty() {
		return doc.Span{}, total
	}
	phrase := sp.Of(s.t)
	if phrase == "分" || phrase == "设" || phrase == "打" || phrase == "减" {
		return doc.Span{}, false
	}
	return sp, s.w.is(usePart, phrase) || strings.HasPrefix(phrase, "被") || st.closes.starts(phrase) == len(phrase)
}

// clauseStart returns where the words begin that may name what a figure at end
// counts: behind the last comma, stop or open bracket.
func (s *scanner) clauseStart(lo, end int) int {
	i := end
	depth := 0
	for i > lo {
		r, w := utf8.DecodeLastRuneInString(s.t[:i])
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
	for k := len(before) - 1; k >= 0 && k >= len(before)-8; k-- {
		p := &before[k]
		if q.Start-p.End > 3*reachBefore || strings.ContainsAny(s.t[p.End:q.Start], "。\n") {
			return false
		}
		if p.Kind == q.Kind && p.Unit == q.Unit && !p.Subject.Empty() {
			q.Subject = p.Subject
			return true
		}
	}
	return false
}
